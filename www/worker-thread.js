// The script of the worker that worker.js starts: takes one call at a time and answers it.

import { Recent, restore } from "./glossary.js";
import init, * as newsgloss from "./index.js";

/** What `init` takes, as the other side last sent it. */
let sources = {};

/** The glossaries that the other side has sent, by its numbers for them. */
const glossaries = new Recent();

addEventListener("message", async ({ data }) => {
  const { id } = data;
  sources = data.sources ?? sources;
  try {
    // Done at once if the engine runs; else it starts, or is tried again.
    await init({ ...sources, onProgress: (progress) => postMessage({ id, progress }) });
    postMessage({ id, result: data.name === "init" ? undefined : answer(data) });
  } catch (error) {
    postMessage({ id, error: { code: error?.code, message: error?.message ?? String(error) } });
  }
});

function answer({ name, values }) {
  const result = newsgloss[name](...values.map(withGlossary));
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
