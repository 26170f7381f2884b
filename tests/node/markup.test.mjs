// Every page that is shipped, and every kind that the package writes, is valid HTML by html-validate's rules.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { ready } from "./package.mjs";
import { TEXTS } from "./texts.mjs";

const MODULES = createRequire(join(resolve(process.env.NEWSGLOSS_NODE_MODULES ?? "target/npm/node_modules"), "x.js"));
const SITE = resolve(process.env.NEWSGLOSS_SITE ?? "target/site");
const { HtmlValidate, StaticConfigLoader } = await import(pathToFileURL(MODULES.resolve("html-validate")));
const { documents, exportAnnotations, highlight, open, toHTML } = await ready();

const RULES = {
  "doctype-style": ["error", { style: "lowercase" }],
  // What comes from one's own server needs no hash.
  "require-sri": ["error", { target: "crossorigin" }],
  // Of an article whose headline stands elsewhere on the page, the summary's comes first.
  "heading-level": ["error", { minInitialRank: "h2" }],
  // A text's white space is its own.
  "no-trailing-whitespace": "off",
  // A page may leave out the tags that HTML lets it leave out.
  "no-implicit-close": "off",
};
const validator = new HtmlValidate(new StaticConfigLoader({ root: true, extends: ["html-validate:recommended", "html-validate:document"], rules: RULES }));

/** What is wrong with a page, a line each. */
async function faults(page) {
  const { results } = await validator.validateString(page);
  return results.flatMap(({ messages }) => messages.map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId}: ${message}`));
}

/** A page around what goes into one. */
const around = (body) => `<!doctype html>\n<html lang="en">\n<head><title>Article</title></head>\n<body>\n${body}\n</body>\n</html>\n`;

const pages = readdirSync(SITE, { recursive: true }).filter((name) => name.endsWith(".html"));

test("the pages are found, and faults are", async () => {
  assert.ok(pages.includes("index.html") && pages.length > 5, pages.join());
  assert.match(readFileSync(join(SITE, "index.html"), "utf8"), /<article data-document/);
  assert.equal((await faults(around("<p>One<div>Two</div></p>"))).length, 1);
});

for (const name of pages) {
  test(`${name} is valid`, async () => assert.deepEqual(await faults(readFileSync(join(SITE, name), "utf8")), []));
}

test("what the documentation shows is valid", async () => {
  for (const page of ["README.md", "docs/theming.md"]) {
    const pieces = [...readFileSync(new URL(`../../${page}`, import.meta.url), "utf8").matchAll(/^```html\n([^]*?)^```$/gm)];
    assert.ok(pieces.length > 0, page);
    for (const [, piece] of pieces) {
      // A style sheet stands in the head.
      const [style] = piece.match(/<style>[^]*<\/style>\n/) ?? [""];
      const whole = around(piece.replace(style, "")).replace("</head>", `${style}</head>`);
      assert.deepEqual(await faults(whole), [], piece);
    }
  }
});

test("an article out of a text is valid", async () => {
  for (const { id } of documents()) assert.deepEqual(await faults(around(toHTML(open(id).text))), [], id);
  for (const [name, text] of Object.entries(TEXTS)) assert.deepEqual(await faults(around(toHTML(text, { format: "text" }))), [], name);
});

test("a valid page stays valid with its names marked", async () => {
  for (const name of pages) assert.deepEqual(await faults(toHTML(readFileSync(join(SITE, name), "utf8"))), [], name);
});

test("a paragraph with its names marked is valid", async () => {
  for (const [name, text] of Object.entries(TEXTS)) assert.deepEqual(await faults(around(`<p>${highlight(text)}</p>`)), [], name);
});

test("exported annotations are a valid page", async () => {
  const body = [
    { type: "TextualBody", value: "*Note* <b> [link](https://example.org)\n\n- one\n- two\n\n> quoted", format: "text/markdown", purpose: "commenting" },
    { type: "TextualBody", value: "tag & more", purpose: "tagging" },
  ];
  const selector = [{ type: "TextQuoteSelector", exact: "“words” <i>", prefix: "", suffix: "" }];
  const annotation = { id: "urn:example:1", motivation: "commenting", created: "2026-01-01T00:00:00Z", body, target: { source: "https://example.org/a", selector } };
  for (const annotations of [[], [annotation, { ...annotation, id: "urn:example:2" }]]) {
    assert.deepEqual(await faults(exportAnnotations(annotations, { format: "html", title: "Notes & more" })), []);
  }
});
