// The WebAssembly module of the functions. It has a script of its own since a page that has a worker call them loads no
// bindings.

export const MODULE = {
  option: "wasm",
  title: "the WebAssembly module",
  name: "newsgloss.wasm",
  find: () => new URL("newsgloss.wasm", import.meta.url),
  copy: async () => (await import("./inline.js")).wasm(),
};
