// The package's functions in a worker of their own, as promises. Their types and words are in worker.d.ts.
//
// This side fetches and compiles, so that what fails is told and mended as in the main entry; the worker is sent the
// compiled module and the bytes. It gets one call at a time; the others wait here. So a call that is given up while it
// waits costs nothing, and one that is given up while it runs ends the worker: that is the only way to stop a thread,
// and it frees the memory as well. So does a while without calls. The next call starts another worker from what is here.
// Where there can be no worker, calls run on this thread, which gets to breathe before each.

import { fail } from "./errors.js";
import { Glossary, portable as toSend, Recent } from "./glossary.js";
import { heal, KNOWLEDGE, loadFile, loadModule, MODEL } from "./load.js";
import { allDone, Loading, readOptions } from "./loading.js";
import { MODULE } from "./module.js";

export { Glossary };

/** The engine's files, and what takes each from its source. */
const FILES = { wasm: [MODULE, loadModule], model: [MODEL, loadFile], knowledge: [KNOWLEDGE, loadFile] };

/** How long a worker without calls is kept, in milliseconds, if `init` does not say. */
const IDLE = 30_000;

/** The worker, or what stands in for it; whether it has been sent the files; and whether it has ever answered. */
let worker = null;
let told = false;
let heard = false;

/** Whether there can be no worker here. */
let alone = false;

/** Ends the worker when it has had no call for `idle` milliseconds. */
let idle = IDLE;
let rest;

/** The glossaries that the worker has. */
let glossaries = new Recent();

/** The compiled module and the bytes of the other files, as far as they have arrived, and where each came from. */
let files = {};
let sources = {};

/** The load under way, which any number of callers may have joined. */
let loading = null;

/** Whether `init` has been called, and `terminate` not since. */
let begun = false;

/** The calls not yet answered, in order, and the one of them that the worker has. */
let calls = [];
let running = null;
let nextId = 1;

export default async function init(options = {}) {
  const { onProgress, signal, ...wanted } = readOptions(options, MODULE);
  idle = readIdle(options.idle);
  begun = true;
  while (!files.wasm || !files.model || (wanted.knowledge && !files.knowledge)) {
    if (!loading || loading.aborted) begin(wanted, onProgress !== undefined);
    await loading.join(onProgress, signal);
  }
  await start(signal);
}

function readIdle(time = IDLE) {
  if (typeof time === "number" && time >= 0) return time;
  throw fail("invalid-option", "idle must be a number of milliseconds from 0");
}

function begin(wanted, watched) {
  const load = new Loading(watched);
  loading = load;
  const take = async (what) => {
    if (files[what] || !wanted[what]) return;
    const [file, read] = FILES[what];
    sources[what] = wanted[what];
    files[what] = await heal(file, wanted[what], load.context(what), (source, context) => read(source, file, context));
    told = false;
  };
  const compiled = take("wasm");
  compiled.catch((error) => load.abort(error));
  load.done = allDone([compiled, take("model"), take("knowledge")]);
  const forget = () => { if (loading === load) loading = null; };
  load.done.then(forget, forget);
}

/** Has the worker start the engine. A file that the engine refuses is mended once, as far as that can be done. */
async function start(signal) {
  const mended = new Set();
  for (;;) {
    try {
      return await submit("init", [], signal);
    } catch (error) {
      const what = /^(wasm|model|knowledge)-/.exec(error?.code)?.[1];
      if (!what) throw error;
      delete files[what];
      if (mended.has(what)) throw error;
      mended.add(what);
      const [file, read] = FILES[what];
      files[what] = await heal(file, sources[what], {}, async (source) => {
        if (source === sources[what]) throw error;
        return read(source, file);
      });
      told = false;
    }
  }
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

export async function importAnnotations(json, options) {
  return request("importAnnotations", [json], options);
}

export async function exportAnnotations(annotations, options) {
  return request("exportAnnotations", [annotations, options], options);
}

export async function exportNames(analysis, options) {
  return request("exportNames", [analysis, options], options);
}

export async function toGlossary(annotations, options) {
  return request("toGlossary", [annotations], options);
}

export async function documents(options) {
  return request("documents", [], options);
}

export async function open(id, options) {
  return request("open", [id], options);
}

/** Ends the worker. Calls not yet answered are rejected; `init` starts another. */
export function terminate() {
  const error = fail("worker-terminated", "the worker was terminated");
  begun = false;
  loading?.abort(error);
  files = {};
  rejectAll(error);
}

async function request(name, values, options) {
  if (!begun) throw fail("not-initialized", "call init() first");
  const signal = readSignal(options?.signal);
  // A call may be made while the files arrive. What fails of them, `init` tells.
  await loading?.join(undefined, signal).catch(() => signal?.throwIfAborted());
  if (!files.wasm) throw fail("not-initialized", "call init() and await it first");
  return submit(name, values.map(withoutSignal), signal);
}

function readSignal(signal) {
  if (signal !== undefined && !(signal instanceof AbortSignal)) throw fail("invalid-option", "signal must be an AbortSignal");
  signal?.throwIfAborted();
  return signal;
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

function submit(name, values, signal) {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const abort = () => giveUp(call, signal.reason);
    const settle = (how) => (value) => {
      signal?.removeEventListener("abort", abort);
      how(value);
    };
    const call = { id: nextId++, name, values, resolve: settle(resolve), reject: settle(reject) };
    signal?.addEventListener("abort", abort, { once: true });
    calls.push(call);
    next();
  });
}

/** Gives the worker the first call that waits, if it is free. */
function next() {
  if (running || calls.length === 0) return;
  clearTimeout(rest);
  running = calls[0];
  try {
    worker ??= launch();
    send();
  } catch (error) {
    glossaries = new Recent();
    // Something in the call cannot be sent to another thread: a function, a proxy.
    finish("reject", fail("invalid-input", `the call cannot be sent: ${error.message}`, error));
  }
}

function send() {
  const { id, name, values } = running;
  worker.postMessage({ id, name, values: values.map(withNumber), files: told ? undefined : files });
  told = true;
}

function launch() {
  told = heard = false;
  glossaries = new Recent();
  if (alone || typeof Worker !== "function") return standIn();
  try {
    const launched = new Worker(new URL("worker-thread.js", import.meta.url), { type: "module", name: "newsgloss" });
    launched.addEventListener("message", ({ data }) => receive(launched, data));
    launched.addEventListener("error", ({ message }) => failed(launched, message));
    return launched;
  } catch {
    // A script of another origin, or one that does not know where it lies.
    return standIn();
  }
}

/** Takes a worker's place on this thread. */
function standIn() {
  alone = true;
  const here = {
    async postMessage(message) {
      try {
        const { answer } = await import("./answer.js");
        await breath();
        receive(here, await answer(message));
      } catch (error) {
        receive(here, { id: message.id, error: { code: "worker-load", message: `the engine could not be loaded: ${error.message}` } });
      }
    },
    terminate() {},
  };
  return here;
}

/** Lets the page draw and answer before the next call. */
function breath() {
  return globalThis.scheduler?.yield?.() ?? new Promise((resume) => setTimeout(resume));
}

/** A worker that has never answered cannot be started here: its script is missing or forbidden. One that has, broke. */
function failed(launched, message) {
  if (launched !== worker) return;
  if (heard) return rejectAll(fail("worker-load", `the worker failed: ${message}`));
  worker.terminate();
  told = false;
  glossaries = new Recent();
  worker = standIn();
  if (running) send();
}

function receive(from, { id, result, error }) {
  if (from !== worker || running?.id !== id) return;
  heard = true;
  if (error) finish("reject", fail(error.code ?? "engine-trap", error.message));
  else finish("resolve", result);
}

function finish(how, value) {
  const call = running;
  running = null;
  calls = calls.filter((other) => other !== call);
  call[how](value);
  next();
  if (!running) sleepLater();
}

function sleepLater() {
  clearTimeout(rest);
  // What a timer cannot count counts as never.
  if (idle >= 2 ** 31) return;
  rest = setTimeout(stop, idle);
  // In Node a timer keeps the process.
  rest.unref?.();
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
  clearTimeout(rest);
  worker?.terminate();
  worker = null;
  running = null;
}
