// A summarizer of the shape that browsers have of their own (https://developer.mozilla.org/docs/Web/API/Summarizer):
// what was written for that one works with this one, in every browser, and says nothing that the text does not.

import { call, isRunning, start } from "./engine.js";
import { FUNCTIONS } from "./functions.js";
import { fail } from "./errors.js";

const CHOICES = {
  type: ["key-points", "tldr", "teaser", "headline"],
  format: ["markdown", "plain-text"],
  length: ["short", "medium", "long"],
};

/** How many sentences, or points, of each length. */
const SENTENCES = { short: 1, medium: 3, long: 5 };
const POINTS = { short: 3, medium: 5, long: 7 };

/** No use of it is ever too much. */
const QUOTA = Infinity;

export class Summarizer {
  /** Known to `create` alone. */
  static #key = Symbol();
  #destroyed = null;
  #signal;

  constructor(key, { type, format, length, sharedContext, signal }) {
    if (key !== Summarizer.#key) throw new TypeError("a Summarizer is made by Summarizer.create()");
    Object.assign(this, { type, format, length, sharedContext, inputQuota: QUOTA });
    this.#signal = signal;
    signal?.addEventListener("abort", () => this.#end(signal.reason), { once: true });
  }

  /** Whether a summarizer can be had: `"available"`, `"downloadable"` or `"unavailable"`. */
  static async availability(options = {}) {
    readChoices(options);
    if (!readsLanguages(options)) return "unavailable";
    return isRunning() ? "available" : "downloadable";
  }

  static async create(options = {}) {
    const chosen = readChoices(options);
    const { monitor, signal } = options;
    if (!readsLanguages(options)) throw new DOMException("only English can be summarized", "NotSupportedError");
    const target = new EventTarget();
    monitor?.(target);
    const tell = (loaded) => target.dispatchEvent(Object.assign(new Event("downloadprogress"), { loaded, total: 1, lengthComputable: true }));
    if (monitor) tell(0);
    // A summary needs the module alone, but whoever names things needs the model soon after.
    const onProgress = monitor && (({ loaded, total }) => { if (total && loaded < total) tell(loaded / total); });
    await start({ knowledge: false, signal, onProgress }, FUNCTIONS);
    if (monitor) tell(1);
    return new Summarizer(Summarizer.#key, { ...chosen, signal });
  }

  /** The summary of a text. */
  async summarize(input, options) {
    return this.#parts(input, options).join("");
  }

  /** The summary, sentence by sentence. */
  summarizeStreaming(input, options) {
    let parts;
    return new ReadableStream({
      start: () => { parts = this.#parts(input, options)[Symbol.iterator](); },
      pull: (controller) => {
        this.#check(options);
        const { done, value } = parts.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
    });
  }

  /** How much of the quota a text would use. */
  async measureInputUsage(input, options) {
    this.#check(options);
    return readInput(input).length;
  }

  destroy() {
    this.#end(new DOMException("the summarizer was destroyed", "AbortError"));
  }

  #end(reason) {
    this.#destroyed ??= { reason };
  }

  #check(options) {
    if (this.#destroyed) throw this.#destroyed.reason;
    options?.signal?.throwIfAborted();
  }

  #parts(input, options) {
    this.#check(options);
    const text = readInput(input);
    const sentences = pick(this.type, this.length, text).map(({ start, end }) => text.slice(start, end).replace(/\s+/g, " "));
    if (this.type !== "key-points") return sentences.map((sentence, at) => (at === 0 ? sentence : ` ${sentence}`));
    const bullet = this.format === "markdown" ? "* " : "• ";
    return sentences.map((sentence, at) => `${at === 0 ? "" : "\n"}${bullet}${this.format === "markdown" ? escape(sentence) : sentence}`);
  }
}

/** The spans that make a summary. */
function pick(type, length, text) {
  if (type === "key-points") return call("keyPoints", text, POINTS[length]);
  const isLine = type === "headline" || (type === "teaser" && length === "short");
  if (!isLine) return call("summarize", text, { sentences: SENTENCES[length] });
  const line = (type === "headline" && call("parse", text).title) || call("oneLine", text);
  return line ? [line] : [];
}

function readInput(input) {
  if (typeof input === "string") return input;
  throw fail("invalid-input", `the input must be a string, not ${input === null ? "null" : typeof input}`);
}

/** What is to be made, by default as the browser's own has it. */
function readChoices({ type = "key-points", format = "markdown", length = "short", sharedContext = "" } = {}) {
  const chosen = { type, format, length };
  for (const [name, values] of Object.entries(CHOICES)) {
    if (!values.includes(chosen[name])) throw new TypeError(`${name} must be one of ${values.join(", ")}`);
  }
  return { ...chosen, sharedContext: String(sharedContext) };
}

/** Whether all languages that are named are English. */
function readsLanguages({ expectedInputLanguages = [], expectedContextLanguages = [], outputLanguage = "en" }) {
  return [...expectedInputLanguages, ...expectedContextLanguages, outputLanguage].every((language) => /^en(?:-|$)/i.test(language));
}

/** Takes from Markdown's signs their meaning. */
function escape(sentence) {
  return sentence.replace(/[\\`*_[\]<>#]/g, "\\$&");
}
