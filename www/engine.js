// The one instance of the engine on this page (or in this worker, or process): starting it, calling it, and putting a
// new one in its place after a trap. `index.js` and the element share it; nothing else talks to the bindings.
//
// It comes in two builds, of which whoever starts it brings one: that of the functions, and that with the view in it,
// which serves the functions as well. A build is its bindings, the file of its module, and whether it has the view.

import { fail, isOurs } from "./errors.js";
import { heal, KNOWLEDGE, loadFile, loadModule, MODEL } from "./load.js";
import { allDone, Loading, readOptions } from "./loading.js";

/** The exports of the bindings that are no functions of the module's: how it starts, and classes. */
const ITS_OWN = /^(?:default|initSync|__wbg_.*|[A-Z].*)$/;

/** The model's bytes once they have been accepted: a new instance needs them again. */
let model = null;

/** The knowledge file's bytes once they have been accepted, for the same reason; null while there are no links. */
let knowledge = null;

/** The promises of the instances, by their bindings, from when the module has been compiled. */
const instances = new Map();

/** The build whose instance runs: structure and summaries work from then on, names once the model has been accepted. */
let running = null;

/** The build with the view, once something on this page may come to need it: then no other is loaded. */
let expected = null;

/** Whether the instance trapped and could not yet be replaced. */
let broken = false;

/** The load under way, which any number of callers may have joined. */
let loading = null;

/**
 * Fires `start` when an instance begins to run, and `restart` when a new one has taken the place of one that trapped:
 * whatever lived in it is gone.
 */
export const lifecycle = new EventTarget();

/** Has the build be started whichever is asked for: where both are needed in the end, one load does. */
export function expect(build) {
  expected = build;
}

/** Loads the build's module, the model and the knowledge file, all at once. See `init` in index.d.ts. */
export async function start(options, build) {
  const chosen = expected ?? build;
  const { onProgress, signal, ...sources } = readOptions(options, chosen.file);
  // One load at a time: who joins one that brings less than is needed here goes on to the next, which brings the rest.
  // Nobody joins one that is being given up.
  while (!serves(build) || !model || (sources.knowledge && !knowledge)) {
    if (!loading || loading.aborted) begin(sources, onProgress !== undefined, serves(build) ? [build] : [chosen, build]);
    await loading.join(onProgress, signal);
  }
}

/** Whether the instance that runs has all that the build has. */
function serves(build) {
  return running !== null && (running.bindings === build.bindings || running.hasView);
}

/** Resolves once a module runs, which may be before the model has arrived. Await it after calling `start`. */
export async function structureReady() {
  if (!running) await loading?.started;
}

/** Resolves once the build's module runs, which may be before the model has arrived; `loaded` is what `start` gave. */
export async function runs(build, loaded) {
  if (serves(build)) return;
  const over = new AbortController();
  const started = new Promise((resolve) => {
    lifecycle.addEventListener("start", () => { if (serves(build)) resolve(); }, { signal: over.signal });
  });
  await Promise.race([started, loaded]).finally(() => over.abort());
}

/** Whether structure and summaries work. */
export function isRunning() {
  return running !== null;
}

/** Starts the engine from what another thread has compiled and fetched. What is here already stays. */
export async function adopt(files, bindings) {
  if (!running) await run(files.wasm, [{ bindings, hasView: false }]);
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
    return running.bindings[name](...values);
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
  running.bindings.__wbg_reset_state();
  fill(running.bindings);
  broken = false;
  lifecycle.dispatchEvent(new Event("restart"));
}

/** Gives a new instance what has been accepted. */
function fill(bindings) {
  if (model) bindings.load(model);
  if (knowledge) bindings.loadKnowledge(knowledge);
}

function begin(sources, watched, builds) {
  const load = new Loading(watched);
  loading = load;
  const take = (file, taken, use) =>
    taken ? Promise.resolve() : heal(file, sources[file.option], load.context(file.option), use);
  load.started = take(builds[0].file, serves(builds[0]), async (source, context) => {
    const module = await loadModule(source, builds[0].file, context);
    context.signal.throwIfAborted();
    await run(module, builds);
  });
  // Without the module the model is of no use; without the model, structure and summaries still work.
  load.started.catch((error) => load.abort(error));
  const takeFile = (file, taken, accept) => take(file, taken, async (source, context) => {
    const bytes = await loadFile(source, file, context);
    await load.started;
    accept(bytes);
  });
  const named = takeFile(MODEL, model, takeModel);
  const known = takeFile(KNOWLEDGE, knowledge || !sources.knowledge, takeKnowledge);
  // All to their end: who is told that the model has failed can use structure and summaries from that moment on, and who
  // is told that the knowledge file has, names.
  load.done = allDone([load.started, named, known]);
  const forget = () => { if (loading === load) loading = null; };
  load.done.then(forget, forget);
}

/** Runs the module in the first of the builds that it fits: a caller's own may be of either. */
async function run(module, builds) {
  // Before the bindings see it, since they keep whatever instance they are once given.
  const build = builds.find(({ bindings }) => fits(module, bindings));
  try {
    if (!build) throw new TypeError("it lacks functions");
    const { bindings } = build;
    if (!instances.has(bindings)) instances.set(bindings, bindings.default({ module_or_path: module }));
    await instances.get(bindings);
    if (running?.bindings === bindings) return;
    // Where the instance takes the place of one without the view, it goes on with what that had.
    fill(bindings);
    running = build;
    broken = false;
    lifecycle.dispatchEvent(new Event("start"));
  } catch (error) {
    instances.delete(build?.bindings);
    // One that wants or offers other functions is of another version; what else may fail is the browser's memory.
    throw error instanceof WebAssembly.LinkError || error instanceof TypeError
      ? fail("wasm-version", `the WebAssembly module does not fit the package's scripts: ${error.message}`, error)
      : fail("wasm-load", `the WebAssembly module could not be started: ${error.message}`, error);
  }
}

/** Whether the module has each function that the bindings are written for. */
function fits(module, bindings) {
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
