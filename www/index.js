// The package's functions. Their types and their words are in index.d.ts; the work is done in Rust.
//
// This shell checks the types of what comes in, and joins the results with the caller's own string: a text goes into
// the engine once and never comes back, and a lone surrogate in it stays what it was.

import { call, start } from "./engine.js";
import { fail } from "./errors.js";
import { FUNCTIONS } from "./functions.js";
import { Glossary, portable } from "./glossary.js";
import { toHtml } from "./html.js";

export { Glossary };
export { toDisplacy, toJsonLd, toWebAnnotation } from "./convert.js";
export { Summarizer } from "./summarizer.js";

export default function init(options = {}) {
  return start(options, FUNCTIONS);
}

export function parse(text, options) {
  readFormat(readOptions(options).format);
  return { text, ...call("parse", readText(text)) };
}

export function analyze(input, options) {
  const { corrections, date, format, glossary, summary } = readOptions(options);
  readFormat(format);
  const { order, ...about } = readSummary("summary.", readOptions(summary));
  const chosen = {
    date: readString("date", date),
    summary: about,
    glossary: readGlossary(glossary),
    corrections: corrections && readAnnotations(corrections),
  };
  const [text, structure] = readInput(input);
  const analysis = join(text, structure && input.problems, call("analyze", text, structure, chosen));
  return { ...analysis, summary: ordered(analysis.summary, order) };
}

export function entities(text, options) {
  const { format, glossary } = readOptions(options);
  readFormat(format);
  return call("entities", readText(text), readGlossary(glossary));
}

export function summarize(text, options) {
  const chosen = readOptions(options);
  readFormat(chosen.format);
  const { order, ...about } = readSummary("", chosen);
  return ordered(call("summarize", readText(text), about), order);
}

export function oneLine(text, options) {
  readFormat(readOptions(options).format);
  return call("oneLine", readText(text));
}

export function keyPoints(text, options) {
  const { format, points } = readOptions(options);
  readFormat(format);
  return call("keyPoints", readText(text), readCount("points", points));
}

export function keyTerms(text, options) {
  const { format, terms } = readOptions(options);
  readFormat(format);
  return call("keyTerms", readText(text), readCount("terms", terms));
}

export function digest(documents, options) {
  const { format, sentences } = readOptions(options);
  readFormat(format);
  if (!Array.isArray(documents)) throw fail("invalid-input", `an array of documents is needed, not ${kind(documents)}`);
  const inputs = documents.map(readInput);
  const part = (at) => inputs.map((input) => input[at]);
  return call("digest", part(0), part(1), readCount("sentences", sentences));
}

export function highlight(text, options) {
  const { format, glossary, types } = readOptions(options);
  readFormat(format);
  if (types !== undefined && !Array.isArray(types)) throw fail("invalid-option", "types must be an array");
  return call("highlight", readText(text), types?.join(" "), readGlossary(glossary));
}

export function toHTML(input, options) {
  return toHtml(analyze, input, readOptions(options));
}

export function describe(text, span) {
  if (span === null || typeof span !== "object") throw fail("invalid-option", "the span must be an object");
  return call("describe", readText(text), readCount("start", span.start) ?? 0, readCount("end", span.end) ?? 0);
}

export function anchor(text, quote) {
  return anchorAll(text, [quote])[0];
}

export function anchorAll(text, quotes) {
  if (!Array.isArray(quotes)) throw fail("invalid-option", `an array of quotes is needed, not ${kind(quotes)}`);
  return call("anchorAll", readText(text), quotes.map(readQuote));
}

export function toFragment(input, span) {
  if (span === null || typeof span !== "object") throw fail("invalid-option", "the span must be an object");
  const [text, structure] = readInput(input);
  const [start, end] = [readCount("start", span.start) ?? 0, readCount("end", span.end) ?? 0];
  return call("toFragment", readText(text), structure, start, end) ?? null;
}

export function fromFragment(input, fragment) {
  const [text, structure] = readInput(input);
  return call("fromFragment", readText(text), structure, readString("the fragment", fragment) ?? "");
}

export function importAnnotations(json) {
  return JSON.parse(call("importAnnotations", readText(json)));
}

export function exportAnnotations(annotations, options) {
  const { format = "jsonld", title = "Annotations" } = readOptions(options);
  const [form, heading] = [readString("format", format), readString("title", title)];
  const written = call("exportAnnotations", readAnnotations(annotations), form, heading);
  return form === "jsonld" ? JSON.stringify(JSON.parse(written), null, 2) : written;
}

export function exportNames(analysis, options) {
  const { format = "conll" } = readOptions(options);
  const { document, mentions } = analysis ?? {};
  if (!Array.isArray(mentions)) throw fail("invalid-input", `an analysis is needed, not ${kind(analysis)}`);
  const [text, structure] = readInput(document);
  const named = mentions.map((mention) => ({ ...readSpan(mention), type: mention?.type }));
  return call("exportNames", text, structure, named, readString("format", format));
}

export function toGlossary(annotations) {
  return call("toGlossary", readAnnotations(annotations));
}

export function documents() {
  return call("documents");
}

export function open(id) {
  if (typeof id !== "string") throw fail("unknown-document", "a document's id is a string");
  const { text, structure } = call("open", id);
  return { text, ...structure };
}

function join(text, problems, { document, ...glosses }) {
  return { text, document: { text, ...document, problems: problems ?? document.problems }, ...glosses };
}

/** The number of a glossary that serves one call: the engine lets go of it then. */
const ONCE = 0;

/**
 * The number under which the engine has the glossary. It keeps the last few; one that it no longer has, or lost with an
 * instance that trapped, is compiled again, so that there is nothing to free.
 */
function readGlossary(given) {
  if (given === undefined) return undefined;
  const kept = given instanceof Glossary;
  const { number, packed } = portable(kept ? given : new Glossary(given));
  if (!kept) call("loadGlossary", ONCE, packed);
  else if (!call("hasGlossary", number)) call("loadGlossary", number, packed);
  return kept ? number : ONCE;
}

/** Annotations on their way to the engine: as JSON, which is what they are. */
function readAnnotations(annotations) {
  if (!Array.isArray(annotations)) throw fail("invalid-annotations", `an array of annotations is needed, not ${kind(annotations)}`);
  try {
    return JSON.stringify(annotations);
  } catch (error) {
    throw fail("invalid-annotations", `the annotations are no JSON: ${error.message}`, error);
  }
}

/** A plain copy of a quote; what may be left out of it is empty. */
function readQuote(quote) {
  if (quote === null || typeof quote !== "object") throw fail("invalid-option", "a quote must be an object");
  const { exact, prefix, suffix, start } = quote;
  if (typeof exact !== "string") throw fail("invalid-option", `a quote's exact must be a string, not ${kind(exact)}`);
  return {
    exact,
    prefix: readString("prefix", prefix) ?? "",
    suffix: readString("suffix", suffix) ?? "",
    start: readCount("start", start),
  };
}

function readText(text) {
  if (typeof text !== "string") throw fail("invalid-input", `the text must be a string, not ${kind(text)}`);
  return text;
}

/** A text, and its structure if the caller has it. */
function readInput(input) {
  return typeof input === "string" ? [input, undefined] : [input?.text, readDocument(input)];
}

/** What is asked of a summary: no more than one length, a focus, and the order. */
function readSummary(prefix, { sentences, words, share, focus, order }) {
  if ([sentences, words, share].filter((length) => length !== undefined).length > 1) {
    throw fail("invalid-option", `only one of ${prefix}sentences, ${prefix}words and ${prefix}share can be given`);
  }
  if (share !== undefined && !(typeof share === "number" && share >= 0 && share <= 1)) {
    throw fail("invalid-option", `${prefix}share must be a number from 0 to 1, not ${kind(share)}`);
  }
  if (order !== undefined && order !== "source" && order !== "rank") {
    throw fail("invalid-option", `${prefix}order must be "source" or "rank"`);
  }
  return {
    sentences: readCount(`${prefix}sentences`, sentences),
    words: readCount(`${prefix}words`, words),
    share,
    focus: readString(`${prefix}focus`, focus),
    order,
  };
}

function ordered(sentences, order) {
  return order === "rank" ? sentences.sort((a, b) => a.rank - b.rank) : sentences;
}

/** A plain copy of what the engine reads of a document, so that no getter runs while it reads. */
function readDocument(input) {
  if (input === null || typeof input !== "object" || typeof input.text !== "string") {
    throw fail("invalid-input", `a string or a document with a text is needed, not ${kind(input)}`);
  }
  const { title, byline, dateline, date, blocks } = input;
  if (!Array.isArray(blocks)) throw fail("invalid-document", "blocks must be an array");
  return {
    title: readSpan(title),
    byline: readSpan(byline),
    dateline: dateline && { ...readSpan(dateline), place: readSpan(dateline.place), agency: readSpan(dateline.agency) },
    date,
    blocks: blocks.map((block) => ({ ...readSpan(block), kind: block?.kind })),
  };
}

function readSpan(span) {
  return span && { start: span.start, end: span.end };
}

function readOptions(options) {
  if (options === undefined) return {};
  if (options === null || typeof options !== "object") throw fail("invalid-option", "options must be an object");
  return options;
}

function readFormat(format) {
  // One parser reads both: headings, lists, quotes and pictures of Markdown are known to it from plain texts.
  if (format === undefined || ["auto", "text", "markdown"].includes(format)) return;
  if (format === "html") throw fail("unsupported-format", "of a page the text is needed: toHTML and <news-gloss> find it");
  throw fail("invalid-option", 'format must be "auto", "text" or "markdown"');
}

function readCount(name, count) {
  if (count === undefined || (Number.isInteger(count) && count >= 0 && count <= 0xffff_ffff)) return count;
  throw fail("invalid-option", `${name} must be a whole number from 0, not ${kind(count)}`);
}

function readString(name, value) {
  if (value === undefined || typeof value === "string") return value;
  throw fail("invalid-option", `${name} must be a string, not ${kind(value)}`);
}

function kind(value) {
  return typeof value === "number" ? String(value) : value === null ? "null" : typeof value;
}
