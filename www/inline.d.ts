/**
 * The engine's files out of scripts, for where no other file can be fetched: `await init(await inline())`. A bundler
 * makes them part of what it writes. By themselves they are loaded only when `newsgloss.wasm`, `newsgloss.model` or
 * `newsgloss.knowledge` cannot be fetched from beside the package's scripts.
 */

/** All three files, as `init` takes them. The element looks after its own module. */
export default function inline(): Promise<{
  wasm: ArrayBuffer;
  model: ArrayBuffer;
  knowledge: ArrayBuffer;
}>;

/** The WebAssembly module of the functions. */
export function wasm(): Promise<ArrayBuffer>;
/** The model. */
export function model(): Promise<ArrayBuffer>;
/** The knowledge file. */
export function knowledge(): Promise<ArrayBuffer>;
