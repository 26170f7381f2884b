// Fetches the engine's files: the WebAssembly module, the model and the knowledge file. Each may come from an address,
// from a response under way, or from memory; in Node also from a file.

import { fail } from "./errors.js";

/** Called with the bytes seen so far and those expected, 0 while that is not known. */
const noReport = () => {};

/**
 * Compiles the module while it arrives.
 * @param {{ signal?: AbortSignal, report?: (loaded: number, total: number) => void }} context
 */
export async function loadModule(source, { signal, report } = {}) {
  if (source instanceof WebAssembly.Module) return source;
  try {
    if (isBytes(source)) return await WebAssembly.compile(source);
    const response = await respond(source, "wasm-load", signal);
    return await WebAssembly.compileStreaming(asWasm(response, report));
  } catch (error) {
    throw explain(error, "wasm-load", source, signal);
  }
}

/**
 * The bytes of the model or of the knowledge file: `what` says of which.
 * @param {{ signal?: AbortSignal, report?: (loaded: number, total: number) => void }} context
 */
export async function loadFile(source, what, { signal, report } = {}) {
  // A copy: the caller may go on to change or transfer what it handed in, and a trap makes us read it again.
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice();
  if (isBytes(source)) return new Uint8Array(source).slice();
  try {
    const response = await respond(source, `${what}-load`, signal);
    return new Uint8Array(await counted(response, report ?? noReport).arrayBuffer());
  } catch (error) {
    throw explain(error, `${what}-load`, source, signal);
  }
}

/** Checks what a caller gave as `wasm`, `model` or `knowledge`; what lies beside this module if nothing was given. */
export function readSource(name, given, beside, takesModule) {
  if (given === undefined) return beside;
  const is = (type) => typeof globalThis[type] === "function" && given instanceof globalThis[type];
  const address = typeof given === "string" || is("URL") || is("Request") || is("Response");
  if (address || isBytes(given) || (takesModule && given instanceof WebAssembly.Module)) return given;
  const kinds = `a URL, a Request, a Response, ${takesModule ? "bytes or a WebAssembly.Module" : "or bytes"}`;
  throw fail("invalid-option", `${name} must be ${kinds}`);
}

function isBytes(source) {
  return ArrayBuffer.isView(source) || source instanceof ArrayBuffer;
}

/** The response that `source` stands for, once it is known to be a good one. */
async function respond(source, code, signal) {
  const local = localFile(source);
  const response = local
    ? await readFile(local)
    : source instanceof Response ? source : await fetch(source, { signal });
  const address = response.url || String(source.url ?? source);
  if (!response.ok) throw fail(code, `${address}: the server answered ${response.status} ${response.statusText}`.trim());
  // What single-page servers send for any address they do not know.
  if (/^text\/html\b/i.test(response.headers.get("content-type") ?? "")) {
    throw fail(code, `${address}: the server sent a web page, not the file`);
  }
  return response;
}

/** The address of a file on this machine where `fetch` does not reach it, which is in Node; else null. */
function localFile(source) {
  const inNode = typeof process !== "undefined" && process.versions?.node !== undefined;
  if (!inNode || !(source instanceof URL || typeof source === "string")) return null;
  const url = String(source);
  return url.startsWith("file:") ? new URL(url) : null;
}

async function readFile(url) {
  // Named in a variable so that bundlers for the browser leave it alone.
  const files = "node:fs/promises";
  const { readFile } = await import(/* webpackIgnore: true */ /* @vite-ignore */ files);
  const bytes = await readFile(url);
  return new Response(bytes, { headers: { "content-length": String(bytes.byteLength) } });
}

/** The response as the streaming compiler wants it. */
function asWasm(response, report) {
  const isWasm = response.headers.get("content-type") === "application/wasm";
  // Only a response straight from the network can be compiled from the browser's code cache: it is wrapped only if
  // someone watches it arrive, or if its server does not know the type.
  if (isWasm && !report) return response;
  return counted(response, report ?? noReport, { "content-type": "application/wasm" });
}

/** The same response, telling `report` of its bytes as they pass. */
function counted(response, report, headers) {
  const compressed = response.headers.has("content-encoding");
  const total = compressed ? 0 : Number(response.headers.get("content-length") ?? 0);
  let loaded = 0;
  report(loaded, total);
  const counter = new TransformStream({
    transform(chunk, controller) {
      loaded += chunk.byteLength;
      report(loaded, Math.max(total, total && loaded));
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body?.pipeThrough(counter), { headers });
}

/** Names what could not be loaded; leaves errors that already say so, and the caller's own abort, as they are. */
function explain(error, code, source, signal) {
  if (signal?.aborted) return signal.reason;
  if (error?.code === code) return error;
  const address = isBytes(source) ? "the bytes given" : String(source.url || source);
  const names = { "wasm-load": "the WebAssembly module", "model-load": "the model", "knowledge-load": "the knowledge file" };
  return fail(code, `${names[code]} could not be loaded from ${address}: ${error?.message ?? error}`, error);
}
