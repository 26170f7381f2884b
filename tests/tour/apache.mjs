// Apache Annotator's cases that need a page, asked of the element in Chromium: CSS selectors, which come in as a file of
// annotations and are looked for in what is drawn; and highlights, which a reader makes of a selection in the
// toolbar, with `mode="mark"`.
// Prints how many are right. `cargo xtask eval --part suites` runs it.
//
// What is ours in the expectations: a selector of several elements means the first, since an annotation has one passage;
// a mark is a `<mark>` whose class is ours; nothing selected is nothing to mark; and with the mark gone the page is as it was.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const MODULES = createRequire(join(resolve(process.env.NEWSGLOSS_NODE_MODULES), "x.js"));
const read = (name) => JSON.parse(readFileSync(join(process.env.NEWSGLOSS_CASES, name), "utf8"));
const MOST = Number(process.env.NEWSGLOSS_ERRORS);

const { default: puppeteer } = await import(pathToFileURL(MODULES.resolve("puppeteer-core")));
const args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
const browser = await puppeteer.launch({ executablePath: process.env.NEWSGLOSS_CHROMIUM, args, headless: true });

/** A page with the case's HTML in an article, all of it or what a path selects, and the element around that in a mode. */
async function open(html, mode, scope) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.goto(`${process.env.NEWSGLOSS_URL}/blank.html`);
  await page.evaluate(async (html, mode, scope) => {
    await import("/package/define.js");
    const article = document.createElement("article");
    article.innerHTML = html;
    document.body.append(article);
    window.before = article.innerHTML;
    window.article = article;
    window.node = (path, root = document) =>
      document.evaluate(path.replace("//", ".//"), root, null, XPathResult.FIRST_ORDERED_NODE_TYPE).singleNodeValue;
    const element = document.createElement("news-gloss");
    const target = scope ? node(scope) : article;
    Object.assign(element, { loading: "eager", target, mode, types: "none", notes: true });
    const shown = new Promise((done) => element.addEventListener("news-gloss-ready", done));
    document.body.append(element);
    await shown;
    window.view = element.shadowRoot;
    window.until = async (is) => {
      for (let turn = 0; turn < 100 && !is(); turn += 1) await new Promise((done) => setTimeout(done, 20));
    };
  }, html, mode, scope);
  return { page, close: () => context.close() };
}

/** What is drawn of an annotation with a selector, as the path of the case's first element has it. */
async function selected({ html, selector, scopeXPath, expected }) {
  const { page, close } = await open(html, "auto", scopeXPath);
  const found = await page.evaluate(async (selector, path) => {
    const annotation = {
      "@context": "http://www.w3.org/ns/anno.jsonld", id: "urn:x:1", type: "Annotation",
      target: { source: location.href, selector },
    };
    const input = view.querySelector("#notes-file");
    const data = new DataTransfer();
    data.items.add(new File([JSON.stringify([annotation])], "notes.jsonld"));
    input.files = data.files;
    input.dispatchEvent(new Event("change"));
    await until(() => CSS.highlights.has("newsgloss-important"));
    const ranges = [...CSS.highlights.get("newsgloss-important") ?? []];
    const inside = ranges.every(({ startContainer, endContainer }) =>
      node(path).contains(startContainer) && node(path).contains(endContainer));
    const words = ranges.map(({ startContainer, startOffset, endOffset }) => startContainer.data.slice(startOffset, endOffset));
    return { words: words.join(""), right: inside && words.join("") === node(path).textContent };
  }, selector, expected[0]);
  await close();
  return found;
}

/** The page's HTML once a selection is highlighted, and whether it is what it was when it is removed. */
async function highlighted({ inputHtml, range }) {
  const { page, close } = await open(inputHtml, "mark");
  await page.evaluate(({ startContainerXPath, startOffset, endContainerXPath, endOffset }) => {
    const [start, end] = [startContainerXPath, endContainerXPath].map((path) => node(path));
    getSelection().setBaseAndExtent(start, startOffset, end, endOffset);
  }, range);
  const press = (label, done) => page.evaluate(async (label, done) => {
    const button = () => [...view.querySelectorAll(".note-toolbar:not([hidden]) button:not([hidden])")]
      .find(({ textContent }) => textContent === label);
    if (!getSelection().isCollapsed) await until(button);
    button()?.click();
    await until(() => (article.innerHTML === before) === done);
  }, label, done);
  const empty = await page.evaluate(() => getSelection().isCollapsed);
  await press("Important", empty);
  const html = await page.evaluate(() => article.innerHTML);
  await press("Delete", true);
  const restored = await page.evaluate(() => article.innerHTML === before);
  await close();
  return { html, restored };
}

/** HTML with the case's own element around what is marked, and without the empty one that nothing selected gives. */
function ours({ expectedHtml, tagName = "mark", attributes }) {
  const [open] = [`<${tagName}${Object.entries(attributes ?? {}).map(([name, value]) => ` ${name}="${value}"`).join("")}>`];
  const marked = expectedHtml.replaceAll(open, "\x01").replaceAll(`</${tagName}>`, "\x02");
  return marked.replaceAll("\x01\x02", "").replaceAll("\x01", "<mark>").replaceAll("\x02", "</mark>");
}

function print(name, results) {
  const right = results.filter(({ right }) => right).length;
  console.log(`${name.padEnd(50)} ${String(right).padStart(3)} of ${String(results.length).padStart(3)}`);
  for (const { name, right, found } of results.filter(({ right }) => !right).slice(0, MOST)) console.log(`  ${name}: ${right} ${found}`);
}

try {
  const css = [];
  for (const [name, test] of Object.entries(read("css-match.json").testCases)) {
    const { words, right } = await selected(test);
    css.push({ name, right, found: words });
  }
  print("Apache Annotator: CSS selectors, the first match", css);
  const marks = [];
  for (const [name, test] of Object.entries(read("highlight-text.json"))) {
    const { html, restored } = await highlighted(test);
    const found = html.replace(/<mark class="newsgloss[^"]*">/g, "<mark>");
    marks.push({ name, right: restored && found === ours(test), found: `${html} restored ${restored}` });
  }
  print("Apache Annotator: highlights, made and removed", marks);
} finally {
  await browser.close();
}
