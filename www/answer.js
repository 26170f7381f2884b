// Answers one message of worker.js: in a worker of its own, or on the thread that asks if it can have none.

import * as bindings from "./bindings.js";
import { adopt } from "./engine.js";
import { Recent, restore } from "./glossary.js";
import {
  analyze, anchor, anchorAll, describe, digest, documents, entities, exportAnnotations, exportNames,
  fromFragment, highlight, importAnnotations, keyPoints, keyTerms, oneLine, open, parse, summarize,
  toFragment, toGlossary,
} from "./index.js";

const FUNCTIONS = {
  analyze, anchor, anchorAll, describe, digest, documents, entities, exportAnnotations, exportNames,
  fromFragment, highlight, importAnnotations, keyPoints, keyTerms, oneLine, open, parse, summarize,
  toFragment, toGlossary,
};

/** The glossaries that the other side has sent, by its numbers for them. */
const glossaries = new Recent();

/** What came of `{ id, name, values, files }`, with its id. `files`, if it is there, starts the engine. */
export async function answer({ id, name, values, files }) {
  try {
    if (files) await adopt(files, bindings);
    return { id, result: name === "init" ? undefined : run(name, values) };
  } catch (error) {
    return { id, error: { code: error?.code, message: error?.message ?? String(error) } };
  }
}

function run(name, values) {
  const result = FUNCTIONS[name](...values.map(withGlossary));
  return name === "parse" || name === "analyze" ? withoutText(result) : result;
}

/** The options with the glossary that their number stands for. One that came as an array is used as it is. */
function withGlossary(value) {
  const sent = value?.glossary;
  if (sent?.number === undefined) return value;
  return { ...value, glossary: glossaries.get(sent.number, () => restore(sent)) };
}

/** The text stays where it came from: the other side puts it back. */
function withoutText({ text, document, ...rest }) {
  return document ? { document: withoutText(document), ...rest } : rest;
}
