// A load that any number of callers may join: its sources, how far it is, and who still waits for it.

import { fail } from "./errors.js";
import { KNOWLEDGE, MODEL, readSource } from "./load.js";

/**
 * Checks the options of `init` and says where each file comes from, the module being `file` if nobody says otherwise;
 * `knowledge` is null if no links are wanted.
 */
export function readOptions(options, file) {
  if (options === null || typeof options !== "object") throw fail("invalid-option", "the options must be an object");
  const { onProgress, signal } = options;
  if (onProgress !== undefined && typeof onProgress !== "function") {
    throw fail("invalid-option", "onProgress must be a function");
  }
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw fail("invalid-option", "signal must be an AbortSignal");
  }
  const wasm = readSource(file, options.wasm);
  const model = readSource(MODEL, options.model);
  const knowledge = options.knowledge === false ? null : readSource(KNOWLEDGE, options.knowledge);
  signal?.throwIfAborted();
  return { wasm, model, knowledge, onProgress, signal };
}

export class Loading {
  #controller = new AbortController();
  #listeners = new Set();
  #parts = new Map();
  #watched;
  #joined = 0;

  /** Resolves when the load is done. Whoever begins the load sets it. */
  done;

  /** `watched`: whether anyone wants to hear of the bytes as they arrive, which costs the browser's code cache. */
  constructor(watched) {
    this.#watched = watched;
  }

  /** What a file is loaded with: the signal, and where to report to. */
  context(part) {
    this.#parts.set(part, [0, 0]);
    const report = (...seen) => {
      this.#parts.set(part, seen);
      this.#tell();
    };
    return { signal: this.#controller.signal, report: this.#watched ? report : undefined };
  }

  /** Gives the load up. */
  abort(reason) {
    this.#controller.abort(reason);
  }

  get aborted() {
    return this.#controller.signal.aborted;
  }

  /** Waits with the others. The load is given up once all who joined it have aborted. */
  async join(onProgress, signal) {
    this.#joined += 1;
    if (onProgress) this.#listeners.add(onProgress);
    let leave;
    const left = new Promise((_, reject) => {
      leave = () => reject(signal.reason);
      signal?.addEventListener("abort", leave, { once: true });
    });
    try {
      await Promise.race([this.done, left]);
    } finally {
      signal?.removeEventListener("abort", leave);
      this.#listeners.delete(onProgress);
      this.#joined -= 1;
      if (signal?.aborted && this.#joined === 0) this.abort(signal.reason);
    }
  }

  #tell() {
    const parts = [...this.#parts.values()];
    const sum = (at) => parts.reduce((sum, part) => sum + part[at], 0);
    // A total is only told once all parts know theirs.
    const total = parts.every((part) => part[1]) ? sum(1) : 0;
    for (const listener of this.#listeners) {
      try {
        listener({ loaded: sum(0), total });
      } catch (error) {
        // A fault in a listener is the page's to report, and no reason to stop loading.
        queueMicrotask(() => { throw error; });
      }
    }
  }
}

/** All to their end; throws what the first of them failed with. */
export async function allDone(promises) {
  const outcomes = await Promise.allSettled(promises);
  const failed = outcomes.find(({ status }) => status === "rejected");
  if (failed) throw failed.reason;
}
