// The summarizer of the browser's shape.

import assert from "node:assert/strict";
import { test } from "node:test";
import { coded, fresh } from "./package.mjs";

const { newsgloss } = await fresh();
const { Summarizer, documents, open } = newsgloss;

/** The summary as the spans that it is made of must have it: each a piece of the text. */
const text = () => open(documents()[0].id).text.replace(/\s+/g, " ");

test("it is downloadable, then available, and reads English alone", async () => {
  assert.equal(await Summarizer.availability(), "downloadable");
  const heard = [];
  const summarizer = await Summarizer.create({ monitor: (m) => m.addEventListener("downloadprogress", ({ loaded, total }) => heard.push([loaded, total])) });
  assert.deepEqual([heard[0], heard.at(-1)], [[0, 1], [1, 1]]);
  assert.ok(heard.every(([loaded], at) => loaded <= 1 && (at === 0 || loaded >= heard[at - 1][0])), `${heard}`);
  assert.equal(await Summarizer.availability({ outputLanguage: "en-GB" }), "available");
  assert.equal(await Summarizer.availability({ expectedInputLanguages: ["en", "fr"] }), "unavailable");
  await assert.rejects(Summarizer.create({ outputLanguage: "de" }), { name: "NotSupportedError" });
  const { type, format, length, sharedContext, inputQuota } = summarizer;
  assert.deepEqual([type, format, length, sharedContext, inputQuota], ["key-points", "markdown", "short", "", Infinity]);
});

test("every sort and length is made of the text's own sentences", async () => {
  for (const type of ["key-points", "tldr", "teaser", "headline"]) {
    const sizes = [];
    for (const length of ["short", "medium", "long"]) {
      const summarizer = await Summarizer.create({ type, length, format: "plain-text" });
      const summary = await summarizer.summarize(open(documents()[0].id).text, { context: "news" });
      const parts = type === "key-points" ? summary.split("\n").map((line) => line.replace(/^• /, "")) : [summary.split(". ")[0]];
      assert.ok(summary.length > 0 && parts.every((part) => text().includes(part)), summary);
      sizes.push(summary.length);
    }
    assert.ok(sizes[0] <= sizes[1] && sizes[1] <= sizes[2], `${type}: ${sizes}`);
    const markdown = await (await Summarizer.create({ type })).summarize("Prices *rose* by 5% in [Lisbon](x) on Friday, the office said.");
    if (type === "key-points" && markdown) assert.match(markdown, /^\* .*\\\*rose\\\*/);
    assert.equal(await (await Summarizer.create({ type })).summarize(""), "");
  }
});

test("a stream says the same", async () => {
  const summarizer = await Summarizer.create({ type: "tldr", length: "long" });
  const input = open(documents()[0].id).text;
  const chunks = [];
  for await (const chunk of summarizer.summarizeStreaming(input)) chunks.push(chunk);
  assert.ok(chunks.length > 1);
  assert.equal(chunks.join(""), await summarizer.summarize(input));
  assert.equal(await summarizer.measureInputUsage(input), input.length);
});

test("it can be given up and destroyed", async () => {
  await assert.rejects(Summarizer.create({ signal: AbortSignal.abort("no") }), (reason) => reason === "no");
  const controller = new AbortController();
  const summarizer = await Summarizer.create({ signal: controller.signal });
  await assert.rejects(summarizer.summarize("x", { signal: AbortSignal.abort("enough") }), (reason) => reason === "enough");
  assert.equal(typeof await summarizer.summarize("x"), "string");
  controller.abort("over");
  await assert.rejects(summarizer.summarize("x"), (reason) => reason === "over");
  const other = await Summarizer.create();
  const reader = other.summarizeStreaming("One. Two.").getReader();
  other.destroy();
  await assert.rejects(other.summarize("x"), { name: "AbortError" });
  await assert.rejects(reader.read(), { name: "AbortError" });
});

test("mistakes are told", async () => {
  assert.throws(() => new Summarizer(), TypeError);
  for (const options of [{ type: "poem" }, { format: "html" }, { length: "endless" }]) {
    await assert.rejects(Summarizer.create(options), TypeError);
    await assert.rejects(Summarizer.availability(options), TypeError);
  }
  await assert.rejects((await Summarizer.create()).summarize(7), coded("invalid-input"));
});
