// The engine's files out of the package's own scripts, for where no other file can be fetched. Each is a script of its
// own, imported when it is asked for.

import { unpack } from "./unpack.js";

/** The bytes of the WebAssembly module of the functions. */
export async function wasm() {
  return unpack(await import("./inline-wasm.js"));
}

/** The bytes of the model. */
export async function model() {
  return unpack(await import("./inline-model.js"));
}

/** The bytes of the knowledge file. */
export async function knowledge() {
  return unpack(await import("./inline-knowledge.js"));
}

/** All three, as `init` takes them. */
export default async function inline() {
  const files = await Promise.all([wasm(), model(), knowledge()]);
  return { wasm: files[0], model: files[1], knowledge: files[2] };
}
