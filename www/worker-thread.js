// The script of the worker that worker.js starts: takes one call at a time and answers it.

import init, * as newsgloss from "./index.js";

/** What `init` takes, as the other side last sent it. */
let sources = {};

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
  const result = newsgloss[name](...values);
  return name === "parse" || name === "analyze" ? withoutText(result) : result;
}

/** The text stays where it came from: the other side puts it back. */
function withoutText({ text, document, ...rest }) {
  return document ? { document: withoutText(document), ...rest } : rest;
}
