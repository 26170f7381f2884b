// Fetches the engine's files: a WebAssembly module, the model and the knowledge file. Each may come from an address,
// from a response under way, or from memory; in Node also from a file. One that lies beside this module and cannot be
// had from there comes from the copy inside the package's scripts instead.

import { fail } from "./errors.js";

// A file of the engine's is its option of `init`, which its errors' codes begin with; what messages call it, in words and
// by name; what gives its address; and what imports the copy of it inside the package's scripts. The address stands in
// full where the file is declared, since it is by that form that bundlers find it.

export const MODEL = {
  option: "model",
  title: "the model",
  name: "newsgloss.model",
  find: () => new URL("newsgloss.model", import.meta.url),
  copy: async () => (await import("./inline.js")).model(),
};

export const KNOWLEDGE = {
  option: "knowledge",
  title: "the knowledge file",
  name: "newsgloss.knowledge",
  find: () => new URL("newsgloss.knowledge", import.meta.url),
  copy: async () => (await import("./inline.js")).knowledge(),
};

/** What can go wrong with a file, by the second half of its error's code, and what to do about it. */
const REMEDIES = {
  "not-found": ({ name, option }) => `Put the package's ${name} there, or pass init() its address as \`${option}\``,
  "web-page": ({ name, option }) => `Many servers answer so for any address that they do not know: put the package's ${name} there, or pass init() its address as \`${option}\``,
  unreachable: () => "Check the connection and the address; from another origin it needs that server's Access-Control-Allow-Origin and this page's connect-src",
  corrupt: ({ name }) => `It may have been cut short or changed on its way: put the package's ${name} there anew, as binary`,
  format: ({ name }) => `Put the package's ${name} there`,
  version: ({ name }) => `Put the ${name} of this version of the package there, and see that no cache keeps an older one`,
  refused: () => "Allow it: script-src needs 'wasm-unsafe-eval'",
  load: () => "Its server's log may say more",
};

/** The 8 bytes that every module begins with: a module by themselves. */
const EMPTY_MODULE = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** Called with the bytes seen so far and those expected, 0 while that is not known. */
const noReport = () => {};

/** The addresses of the files beside the scripts, once they have been asked for. */
const neighbours = new Map();

/** Stands for a file that has no address: this script was bundled into one that does not know where it lies. */
const NOWHERE = {};

/** Where a file lies if nobody says otherwise. */
function beside(file) {
  if (!neighbours.has(file)) neighbours.set(file, address(file));
  return neighbours.get(file);
}

function address(file) {
  try {
    return file.find();
  } catch {
    return NOWHERE;
  }
}

/**
 * Has `use` take a file from its source. If the file lies beside this module and fails, `use` gets the copy inside the
 * package's scripts, which is only then imported. What that copy cannot mend is thrown, with what to do about it.
 */
export async function heal(file, source, context, use) {
  try {
    return await use(source, context);
  } catch (error) {
    const ours = error?.code?.startsWith?.(`${file.option}-`) && !context.signal?.aborted;
    if (!ours) throw error;
    advise(file, source, error);
    const copy = await inlined(file, source, error);
    return use(copy, context);
  }
}

/** The copy of a file inside the package's scripts, if that may help; else throws what was wrong with the file. */
async function inlined(file, source, error) {
  if (source !== beside(file) || error.code === "wasm-refused") throw error;
  let copy;
  try {
    copy = await file.copy();
  } catch {
    throw error;
  }
  if (source !== NOWHERE) console.warn(`newsgloss: ${error.message}. Until then a copy inside the package's scripts is used.`);
  return copy;
}

/** Compiles a module while it arrives. */
export async function loadModule(source, file, { signal, report } = {}) {
  if (typeof WebAssembly !== "object") throw refused("this browser has none");
  if (source instanceof WebAssembly.Module) return source;
  try {
    if (isBytes(source)) return await WebAssembly.compile(source);
    const response = await respond(source, file, signal);
    return await WebAssembly.compileStreaming(asWasm(response, report));
  } catch (error) {
    throw explain(error, file, source, signal);
  }
}

/** The bytes of the model or of the knowledge file. */
export async function loadFile(source, file, { signal, report } = {}) {
  // A copy: the caller may go on to change or transfer what it handed in, and a trap makes us read it again.
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice();
  if (isBytes(source)) return new Uint8Array(source).slice();
  try {
    const response = await respond(source, file, signal);
    return new Uint8Array(await counted(response, report ?? noReport).arrayBuffer());
  } catch (error) {
    throw explain(error, file, source, signal);
  }
}

/** Checks what a caller gave as a file; what lies beside this module if nothing was given. */
export function readSource(file, given) {
  if (given === undefined || given === beside(file)) return beside(file);
  const { option } = file;
  const takesModule = option === "wasm";
  const is = (type) => typeof globalThis[type] === "function" && given instanceof globalThis[type];
  const isAddress = typeof given === "string" || is("URL") || is("Request") || is("Response");
  if (isAddress || isBytes(given) || (takesModule && isModule(given))) return given;
  const kinds = `a URL, a Request, a Response, ${takesModule ? "bytes or a WebAssembly.Module" : "or bytes"}`;
  throw fail("invalid-option", `${option} must be ${kinds}`);
}

function isModule(source) {
  return typeof WebAssembly === "object" && source instanceof WebAssembly.Module;
}

function isBytes(source) {
  return ArrayBuffer.isView(source) || source instanceof ArrayBuffer;
}

/** The response that `source` stands for, once it is known to be a good one. */
async function respond(source, file, signal) {
  if (source === NOWHERE) throw trouble(file, "not-found", source, "the script does not know where it lies");
  const local = localFile(source);
  const response = local ? await readFile(local) : source instanceof Response ? source : await fetch(source, { signal });
  const { status, statusText } = response;
  if (!response.ok) {
    const kind = status === 404 || status === 410 ? "not-found" : "load";
    throw trouble(file, kind, response.url || source, `the server answered ${status} ${statusText}`.trim());
  }
  // What single-page servers send for any address they do not know.
  if (/^text\/html\b/i.test(response.headers.get("content-type") ?? "")) {
    throw trouble(file, "web-page", response.url || source, "the server sent a web page");
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

/** Names what went wrong; leaves errors that already say so, and the caller's own abort, as they are. */
function explain(error, file, source, signal) {
  if (signal?.aborted) return signal.reason;
  if (error?.code?.startsWith?.(`${file.option}-`)) return error;
  if (error instanceof WebAssembly.CompileError && isRefused()) return refused("this page's policy forbids it", error);
  return trouble(file, kindOf(error, source), source, error?.message ?? String(error), error);
}

function kindOf(error, source) {
  if (error instanceof WebAssembly.CompileError) return "corrupt";
  if (error?.code === "ENOENT") return "not-found";
  // What `fetch` and the reading of a body that broke off fail with.
  return error instanceof TypeError && !isBytes(source) ? "unreachable" : "load";
}

/** Whether no WebAssembly at all may be compiled here. */
function isRefused() {
  try {
    return !new WebAssembly.Module(EMPTY_MODULE);
  } catch {
    return true;
  }
}

function refused(why, cause) {
  return fail("wasm-refused", `WebAssembly cannot run here: ${why}. ${REMEDIES.refused()}`, cause);
}

function trouble(file, kind, source, problem, cause) {
  const offline = kind === "unreachable" && globalThis.navigator?.onLine === false ? "this device is offline: " : "";
  const message = `${file.title} could not be loaded from ${nameOf(source)}: ${offline}${problem}`;
  return fail(`${file.option}-${kind}`, `${message}. ${REMEDIES[kind](file)}`, cause);
}

/** Adds to what the engine says of a file where the file came from, and what to do. */
function advise(file, source, error) {
  const { option } = file;
  const kind = error.code.slice(option.length + 1);
  const isEngines = kind === "version" || kind === "format" || (kind === "corrupt" && option !== "wasm");
  if (isEngines) error.message += ` (${nameOf(source)}). ${REMEDIES[kind](file)}`;
}

function nameOf(source) {
  if (isBytes(source)) return "the bytes given";
  return source === NOWHERE ? "beside its script" : String(source.url || source);
}
