// The one instance of the engine on this page (or in this worker, or process): starting it, calling it, and putting a
// new one in its place after a trap. `index.js` and the element share it; nothing else talks to the bindings.

import * as bindings from "./bindings.js";
import { fail, isOurs } from "./errors.js";
import { loadFile, loadModule, readSource } from "./load.js";

/** The model's bytes once they have been accepted: a new instance needs them again. */
let model = null;

/** The knowledge file's bytes once they have been accepted, for the same reason; null while there are no links. */
let knowledge = null;

/** The instance's promise, from when its module has been compiled. */
let instance = null;

/** Whether the instance runs: structure and summaries work from then on, names once the model has been accepted. */
let running = false;

/** Whether the instance trapped and could not yet be replaced. */
let broken = false;

/** The load under way, which any number of callers may have joined. */
let loading = null;

/** Fires `restart` when a new instance has taken the place of one that trapped: whatever lived in it is gone. */
export const lifecycle = new EventTarget();

/** Loads the module, the model and the knowledge file, all at once. See `init` in index.d.ts. */
export async function start(options = {}) {
  if (options === null || typeof options !== "object") throw fail("invalid-option", "the options must be an object");
  const { onProgress, signal } = options;
  if (onProgress !== undefined && typeof onProgress !== "function") {
    throw fail("invalid-option", "onProgress must be a function");
  }
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw fail("invalid-option", "signal must be an AbortSignal");
  }
  const wasm = readSource("wasm", options.wasm, new URL("newsgloss.wasm", import.meta.url), true);
  const data = readSource("model", options.model, new URL("newsgloss.model", import.meta.url), false);
  // No links are wanted with `false`, unless somebody else wants them.
  const beside = new URL("newsgloss.knowledge", import.meta.url);
  const facts = options.knowledge === false ? null : readSource("knowledge", options.knowledge, beside, false);
  signal?.throwIfAborted();
  // One load at a time: who joins one that brings no knowledge goes on to the next, which brings nothing else.
  while (!model || (facts && !knowledge)) {
    loading ??= begin(wasm, data, facts, onProgress !== undefined);
    await join(loading, onProgress, signal);
  }
}

/** Resolves once the module runs, which may be before the model has arrived. Await it after calling `start`. */
export async function structureReady() {
  if (!running) await loading?.started;
}

/**
 * Calls one of the bindings.
 *
 * A trap ends the instance: a new one is made from the module and the model already here, and the call that trapped
 * throws `engine-trap`. The next call finds a sound engine.
 */
export function call(name, ...values) {
  if (!running) throw fail("not-initialized", "call init() and await it first");
  if (broken) restart();
  try {
    return bindings[name](...values);
  } catch (error) {
    if (isOurs(error)) throw error;
    // Anything else has torn through the engine's frames.
    replace();
    throw fail("engine-trap", `the engine failed: ${error?.message ?? error}`, error);
  }
}

/** Puts a new instance in the place of one that trapped where `call` could not see it: in a listener of the view's. */
export function replace() {
  broken = true;
  try {
    restart();
  } catch {
    // Most likely there is no memory for another instance just now. The next call tries again, and says so if it fails.
  }
}

function restart() {
  bindings.__wbg_reset_state();
  if (model) bindings.load(model);
  if (knowledge) bindings.loadKnowledge(knowledge);
  broken = false;
  lifecycle.dispatchEvent(new Event("restart"));
}

/** Begins a load. It is given up once all who joined it have aborted. */
function begin(wasm, data, facts, watched) {
  const controller = new AbortController();
  const listeners = new Set();
  const parts = {};
  const context = (part) => {
    parts[part] = [0, 0];
    const report = watched ? (...seen) => { parts[part] = seen; tell(listeners, Object.values(parts)); } : undefined;
    return { signal: controller.signal, report };
  };
  const started = running ? Promise.resolve() : run(wasm, context("wasm"));
  // Without the module the model is of no use; without the model, structure and summaries still work.
  started.catch((error) => controller.abort(error));
  const bytes = model ? Promise.resolve(model) : loadFile(data, "model", context("model"));
  const known = facts && !knowledge ? loadFile(facts, "knowledge", context("knowledge")) : Promise.resolve(null);
  const done = finish(started, bytes, known);
  const load = { started, done, listeners, joined: 0, abort: (reason) => controller.abort(reason) };
  const forget = () => { if (loading === load) loading = null; };
  done.then(forget, forget);
  return load;
}

async function run(wasm, context) {
  const module = await loadModule(wasm, context);
  context.signal.throwIfAborted();
  try {
    await (instance ??= bindings.default({ module_or_path: module }));
    running = true;
  } catch (error) {
    instance = null;
    throw fail("wasm-load", `the WebAssembly module could not be started: ${error.message}`, error);
  }
}

async function finish(...loaded) {
  // All to their end: who is told that the model has failed can use structure and summaries from that moment on, and who
  // is told that the knowledge file has, names.
  const [started, names, facts] = await Promise.allSettled(loaded);
  if (started.status === "rejected") throw started.reason;
  const value = ({ status, reason, value }) => { if (status === "rejected") throw reason; else return value; };
  if (!model) {
    const bytes = value(names);
    call("load", bytes);
    model = bytes;
  }
  const bytes = value(facts);
  if (bytes && !knowledge) {
    call("loadKnowledge", bytes);
    knowledge = bytes;
  }
}

function tell(listeners, parts) {
  const sum = (at) => parts.reduce((sum, part) => sum + part[at], 0);
  // A total is only told once all parts know theirs.
  const total = parts.every((part) => part[1]) ? sum(1) : 0;
  for (const listener of listeners) {
    try {
      listener({ loaded: sum(0), total });
    } catch (error) {
      // A fault in a listener is the page's to report, and no reason to stop loading.
      queueMicrotask(() => { throw error; });
    }
  }
}

async function join(load, onProgress, signal) {
  load.joined += 1;
  if (onProgress) load.listeners.add(onProgress);
  let leave;
  const left = new Promise((_, reject) => {
    leave = () => reject(signal.reason);
    signal?.addEventListener("abort", leave, { once: true });
  });
  try {
    await Promise.race([load.done, left]);
  } finally {
    signal?.removeEventListener("abort", leave);
    load.listeners.delete(onProgress);
    load.joined -= 1;
    if (signal?.aborted && load.joined === 0) {
      // The next to call starts afresh and does not join what is being given up.
      if (loading === load) loading = null;
      load.abort(signal.reason);
    }
  }
}
