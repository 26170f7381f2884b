// The one instance of the engine on this page (or in this worker, or process): starting it, calling it, and putting a
// new one in its place after a trap. `index.js` and the element share it; nothing else talks to the bindings.

import * as bindings from "./bindings.js";
import { fail, isOurs } from "./errors.js";
import { heal, loadFile, loadModule } from "./load.js";
import { allDone, Loading, readOptions } from "./loading.js";

/** The exports of the bindings that are no functions of the module's: how it starts, and classes. */
const ITS_OWN = /^(?:default|initSync|__wbg_.*|[A-Z].*)$/;

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
  const { onProgress, signal, ...sources } = readOptions(options);
  // One load at a time: who joins one that brings no knowledge goes on to the next, which brings nothing else. Nobody
  // joins one that is being given up.
  while (!model || (sources.knowledge && !knowledge)) {
    if (!loading || loading.aborted) begin(sources, onProgress !== undefined);
    await loading.join(onProgress, signal);
  }
}

/** Resolves once the module runs, which may be before the model has arrived. Await it after calling `start`. */
export async function structureReady() {
  if (!running) await loading?.started;
}

/** Whether structure and summaries work. */
export function isRunning() {
  return running;
}

/** Starts the engine from what another thread has compiled and fetched. What is here already stays. */
export async function adopt(files) {
  if (!running) await run(files.wasm);
  if (files.model && !model) takeModel(files.model);
  if (files.knowledge && !knowledge) takeKnowledge(files.knowledge);
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

function begin(sources, watched) {
  const load = new Loading(watched);
  loading = load;
  const take = (what, taken, use) =>
    taken ? Promise.resolve() : heal(what, sources[what], load.context(what), use);
  load.started = take("wasm", running, async (source, context) => {
    const module = await loadModule(source, context);
    context.signal.throwIfAborted();
    await run(module);
  });
  // Without the module the model is of no use; without the model, structure and summaries still work.
  load.started.catch((error) => load.abort(error));
  const file = (what, accept) => async (source, context) => {
    const bytes = await loadFile(source, what, context);
    await load.started;
    accept(bytes);
  };
  const named = take("model", model, file("model", takeModel));
  const known = take("knowledge", knowledge || !sources.knowledge, file("knowledge", takeKnowledge));
  // All to their end: who is told that the model has failed can use structure and summaries from that moment on, and who
  // is told that the knowledge file has, names.
  load.done = allDone([load.started, named, known]);
  const forget = () => { if (loading === load) loading = null; };
  load.done.then(forget, forget);
}

async function run(module) {
  try {
    // Before the bindings see it, since they keep whatever instance they are once given.
    if (!fits(module)) throw new TypeError("it lacks functions");
    await (instance ??= bindings.default({ module_or_path: module }));
    running = true;
  } catch (error) {
    instance = null;
    // One that wants or offers other functions is of another version; what else may fail is the browser's memory.
    throw error instanceof WebAssembly.LinkError || error instanceof TypeError
      ? fail("wasm-version", `the WebAssembly module does not fit the package's scripts: ${error.message}`, error)
      : fail("wasm-load", `the WebAssembly module could not be started: ${error.message}`, error);
  }
}

/** Whether the module has each function that the bindings are written for. */
function fits(module) {
  const exported = new Set(WebAssembly.Module.exports(module).map(({ name }) => name));
  return Object.keys(bindings).every((name) => exported.has(name) || ITS_OWN.test(name));
}

function takeModel(bytes) {
  if (model) return;
  call("load", bytes);
  model = bytes;
}

function takeKnowledge(bytes) {
  if (knowledge) return;
  call("loadKnowledge", bytes);
  knowledge = bytes;
}
