// The package's functions in a worker of their own, as promises. Their types and words are in worker.d.ts.
//
// The worker gets one call at a time; the others wait here. So a call that is given up while it waits costs nothing,
// and one that is given up while it runs ends the worker: that is the only way to stop a thread, and it frees the
// memory as well. The next call starts another.

import { fail } from "./errors.js";
import { Glossary, portable as toSend, Recent } from "./glossary.js";

export { Glossary };

/** The worker, and whether it has been told yet where the engine's files are. */
let worker = null;
let told = false;

/** The glossaries that the worker has. */
let glossaries = new Recent();

/** Where the module, the model and the knowledge file are; null before `init`. */
let sources = null;

/** The calls not yet answered, in order, and the one of them that the worker has. */
let calls = [];
let running = null;
let nextId = 1;

export default async function init(options = {}) {
  if (options === null || typeof options !== "object") throw fail("invalid-option", "options must be an object");
  const { wasm, model, knowledge, onProgress, signal } = options;
  sources = { wasm: portable("wasm", wasm), model: portable("model", model), knowledge: portable("knowledge", knowledge) };
  told = false;
  await submit("init", [], signal, onProgress);
}

export async function parse(text, options) {
  return { text, ...(await request("parse", [text, options], options)) };
}

export async function analyze(input, options) {
  const text = typeof input === "string" ? input : input?.text;
  const { document, ...glosses } = await request("analyze", [input, options], options);
  return { text, document: { text, ...document }, ...glosses };
}

export async function entities(text, options) {
  return request("entities", [text, options], options);
}

export async function summarize(text, options) {
  return request("summarize", [text, options], options);
}

export async function oneLine(text, options) {
  return request("oneLine", [text, options], options);
}

export async function keyPoints(text, options) {
  return request("keyPoints", [text, options], options);
}

export async function keyTerms(text, options) {
  return request("keyTerms", [text, options], options);
}

export async function digest(documents, options) {
  return request("digest", [documents, options], options);
}

export async function highlight(text, options) {
  return request("highlight", [text, options], options);
}

export async function describe(text, span, options) {
  return request("describe", [text, span], options);
}

export async function anchor(text, quote, options) {
  return request("anchor", [text, quote], options);
}

export async function anchorAll(text, quotes, options) {
  return request("anchorAll", [text, quotes], options);
}

export async function toFragment(input, span, options) {
  return request("toFragment", [input, span], options);
}

export async function fromFragment(input, fragment, options) {
  return request("fromFragment", [input, fragment], options);
}

export async function documents(options) {
  return request("documents", [], options);
}

export async function open(id, options) {
  return request("open", [id], options);
}

/** Ends the worker. Calls not yet answered are rejected; `init` starts another. */
export function terminate() {
  sources = null;
  rejectAll(fail("worker-terminated", "the worker was terminated"));
}

async function request(name, values, options) {
  if (!sources) throw fail("not-initialized", "call init() first");
  return submit(name, values.map(withoutSignal), options?.signal);
}

/** Signals do not travel; they are minded on this side. */
function withoutSignal(value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  const { signal, ...rest } = value;
  return rest;
}

/** A glossary travels once; from then on its number is enough. */
function withNumber(value) {
  if (!(value?.glossary instanceof Glossary)) return value;
  const { number, ...entries } = toSend(value.glossary);
  let sent = { number };
  glossaries.get(number, () => { sent = { number, ...entries }; });
  return { ...value, glossary: sent };
}

/** What can be handed to another thread: itself, or its address in full. */
function portable(name, source) {
  const is = (type) => typeof globalThis[type] === "function" && source instanceof globalThis[type];
  if (is("Response")) throw fail("invalid-option", `${name} cannot be a Response here: the worker fetches for itself`);
  if (is("Request")) return source.url;
  return typeof source === "string" || is("URL") ? new URL(source, globalThis.location?.href).href : source;
}

function submit(name, values, signal, onProgress) {
  if (signal !== undefined && !(signal instanceof AbortSignal)) throw fail("invalid-option", "signal must be an AbortSignal");
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const abort = () => giveUp(call, signal.reason);
    const settle = (how) => (value) => {
      signal?.removeEventListener("abort", abort);
      how(value);
    };
    const call = { id: nextId++, name, values, onProgress, resolve: settle(resolve), reject: settle(reject) };
    signal?.addEventListener("abort", abort, { once: true });
    calls.push(call);
    next();
  });
}

/** Gives the worker the first call that waits, if it is free. */
function next() {
  if (running || calls.length === 0) return;
  const [{ id, name, values }] = calls;
  running = calls[0];
  try {
    worker ??= launch();
    worker.postMessage({ id, name, values: values.map(withNumber), sources: told ? undefined : sources });
    told = true;
  } catch (error) {
    glossaries = new Recent();
    // There are no workers here, or something in the call cannot be sent to another thread: a function, a proxy.
    finish("reject", error.code === "worker-load" ? error : fail("invalid-input", `the call cannot be sent: ${error.message}`, error));
  }
}

function launch() {
  if (typeof Worker !== "function") throw fail("worker-load", "there are no web workers here: use the package's main entry");
  const launched = new Worker(new URL("worker-thread.js", import.meta.url), { type: "module", name: "newsgloss" });
  launched.addEventListener("message", ({ data }) => receive(data));
  launched.addEventListener("error", ({ message }) => {
    rejectAll(fail("worker-load", `the worker failed: ${message ?? "its script could not be loaded"}`));
  });
  told = false;
  glossaries = new Recent();
  return launched;
}

function receive({ id, result, error, progress }) {
  if (running?.id !== id) return;
  if (progress) running.onProgress?.(progress);
  else if (error) finish("reject", fail(error.code ?? "engine-trap", error.message));
  else finish("resolve", result);
}

function finish(how, value) {
  const call = running;
  running = null;
  calls = calls.filter((other) => other !== call);
  call[how](value);
  next();
}

function giveUp(call, reason) {
  calls = calls.filter((other) => other !== call);
  if (running === call) stop();
  call.reject(reason);
  next();
}

function rejectAll(error) {
  const open = calls;
  stop();
  calls = [];
  for (const call of open) call.reject(error);
}

function stop() {
  worker?.terminate();
  worker = null;
  running = null;
}
