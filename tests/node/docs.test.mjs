// The pages of documentation say what there is, all of it and nothing else.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { test } from "node:test";
import { file, source } from "./package.mjs";

const ROOT = new URL("../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, ROOT), "utf8");
const all = (text, pattern) => [...new Set([...text.matchAll(pattern)].map((found) => found.slice(1).find(Boolean)))].sort();
const below = (path, ending) => readdirSync(new URL(path, ROOT), { recursive: true }).filter((name) => name.endsWith(ending)).map((name) => read(path + name)).join("\n");

const theming = read("docs/theming.md");
const styles = below("www/", ".css");
const view = `${below("src/widget/", ".rs")}\n${readFileSync(source("element.js"), "utf8")}`;
const { declarations: [element] } = JSON.parse(readFileSync(file("custom-elements.json"), "utf8")).modules[0];
const names = (items) => items.map(({ name }) => name).filter(Boolean).sort();

/** What is in code in the first column of the tables under a heading. */
function told(heading) {
  const [, section] = theming.match(new RegExp(`^## ${heading}\\n([^]*?)(?=^## |$(?![^]))`, "m"));
  return all(section.match(/^\| `[^|]*/gm).join("\n"), /`([^`]+)`/g);
}

test("every custom property is told of", () => {
  const used = all(styles, /var\((--newsgloss-[a-z-]+)/g);
  assert.deepEqual(told("Custom properties"), used);
  assert.deepEqual(names(element.cssProperties), used);
});

test("every highlight is told of", () => {
  assert.deepEqual(told("What is drawn on the article"), all(styles, /::highlight\((newsgloss-[a-z-]+)\)/g));
});

test("every part is told of", () => {
  const there = all(view, /\("part", "([a-z-]+)"\)|part\.add\("([a-z-]+)"\)/g);
  assert.deepEqual(all(theming, /::part\(([a-z-]+)\)/g), there);
  assert.deepEqual(names(element.cssParts), there);
});

test("every slot is told of", () => {
  const there = all(view, /slot\("([a-z-]+)"\)|"slot", ""\)\.attr\("name", "([a-z-]+)"\)/g);
  assert.deepEqual(told("Slots"), there);
  assert.deepEqual(names(element.slots), there);
});

test("every attribute and event is told of", () => {
  assert.deepEqual(told("Attributes"), names(element.attributes));
  assert.deepEqual(told("Events"), names(element.events));
  const [, jsx] = readFileSync(source("element.d.ts"), "utf8").match(/interface NewsGlossAttributes \{([^]*?)\n\}/);
  assert.deepEqual(all(jsx, /^ {2}(\w+)\?:/gm), names(element.attributes));
});

test("every key is told of", () => {
  const [, shortcuts] = read("src/widget/settings.rs").match(/SHORTCUTS: [^=]*= \[([^]*?)\n\];/);
  const [, general] = read("docs/accessibility.md").match(/^## Keys\n([^]*?)\nWith the caret/m);
  assert.deepEqual(all(general, /<kbd>([^<])<\/kbd>/g).filter((key) => key !== "Z"), all(shortcuts, /::\w+, "(.)"/g));
});

test("the page for language models has every function", async () => {
  const short = readFileSync(source("llms.txt"), "utf8");
  const functions = Object.entries(await import(file("index.js"))).filter(([name]) => name !== "default").map(([name]) => name);
  assert.deepEqual(functions.filter((name) => !short.includes(name)), []);
});

test("the pictures are small", () => {
  for (const look of ["light", "dark"]) assert.ok(statSync(new URL(`docs/picture-${look}.webp`, ROOT)).size < 100_000, look);
});

test("links between the pages lead somewhere", () => {
  const pages = readdirSync(new URL("docs", ROOT)).filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`);
  for (const page of ["README.md", "CHANGELOG.md", ...pages]) {
    for (const [, address] of read(page).matchAll(/(?:\]\(|(?:src|srcset)=")(?!https?:|[/#]|mailto:)([^)"\s#]+)/g)) {
      if (address.startsWith("newsgloss.")) continue;
      assert.ok(existsSync(new URL(address, new URL(page, ROOT))), `${page}: ${address}`);
    }
  }
});
