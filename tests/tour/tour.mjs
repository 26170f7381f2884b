// What a reader does with the page and with the element, in a browser that is not Chromium. The tests of
// tests/browser go deeper: these are what another engine may do otherwise.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

const SITE = process.env.NEWSGLOSS_URL;

/** How long anything may take, in milliseconds: with an unoptimised module, on a machine that has other work. */
const PATIENCE = 60_000;

/** The names drawn in one style, whatever they are drawn with. */
const drawn = (style) => `(() => {
  const ranges = [...(globalThis.CSS?.highlights?.get("newsgloss-${style}") ?? [])];
  const marks = [...document.querySelectorAll("mark.newsgloss-${style}")];
  return [...ranges.map(({ startContainer: node, startOffset, endOffset }) => node.data.slice(startOffset, endOffset)),
    ...marks.map(({ textContent }) => textContent)];
})()`;

/** Something about the view: its shadow root. */
const inside = (expression) => `((view) => ${expression})(document.querySelector("news-gloss").shadowRoot)`;

/** Whether the names have been found. */
const READY = `document.querySelector("news-gloss")?.shadowRoot?.querySelector("[role=status]")?.textContent.includes(" found.")`;

/** Where the first name of a style stands on the screen. */
const middle = (style) => `(() => {
  const [{ startContainer, startOffset, endContainer, endOffset }] = CSS.highlights.get("newsgloss-${style}");
  const range = new Range();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  const { x, y, width, height } = range.getClientRects()[0];
  return [x + width / 2, y + height / 2];
})()`;

const CARD = inside(`view.querySelector(".card").checkVisibility()`);

const FOCUSED = `((element) => {
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element.className || element.localName;
})(document.activeElement)`;

/** The articles as they are, and as the server sent them: a request parses, where a page's policy lets no string be. */
const MARKUP = `new Promise((resolve, reject) => {
  const articles = (page) => [...page.querySelectorAll("article")].map(({ outerHTML }) => outerHTML);
  const request = new XMLHttpRequest();
  request.open("GET", location.pathname);
  request.responseType = "document";
  request.onload = () => resolve({ here: articles(document), sent: articles(request.response) });
  request.onerror = reject;
  request.send();
})`;

/** Waits until an expression is true in the page. */
async function until(page, expression) {
  const begun = Date.now();
  while (!(await page.evaluate(`Promise.resolve(${expression}).then(Boolean)`))) {
    if (Date.now() - begun > PATIENCE) throw new Error(`it never came to be: ${expression}\n${page.said().join("\n")}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function untouched(page) {
  const { here, sent } = await page.evaluate(MARKUP);
  assert.deepEqual(here, sent);
}

/** Opens an address of the site, waits for its names, and in the end wants to have heard no complaint. */
async function read(page, path, visit) {
  await page.open(SITE + path);
  await until(page, READY);
  await visit();
  assert.deepEqual(page.said(), []);
}

/**
 * Registers the tests. `start` gives a browser's one page: `open(url)`, `evaluate(expression)`, `move(x, y)`,
 * `click(x, y)`, `press(key)`, `said()` (errors and warnings since it was opened) and `close()`.
 */
export function tour(browser, start) {
  let page;
  before(async () => { page = await start(); });
  after(() => page?.close());

  test(`${browser}: the page shows names, a card by pointer and by keyboard`, () => read(page, "/", async () => {
    for (const style of ["person", "org", "loc", "date", "figure"]) {
      assert.ok((await page.evaluate(drawn(style))).length > 2, style);
    }
    assert.ok(await page.evaluate(inside(`view.querySelectorAll(".name").length > 10 && view.querySelectorAll(".sentence").length > 0`)));
    const [x, y] = await page.evaluate(middle("person"));
    await page.move(x, y);
    await until(page, CARD);
    await page.press("Escape");
    await until(page, `!${CARD}`);
    await page.click(x, y);
    await until(page, `${drawn("current")}.length === 1`);
    await page.press("n");
    await page.press("i");
    await until(page, CARD);
    assert.match(await page.evaluate(FOCUSED), /\bcard\b/);
    await page.press("Escape");
    await until(page, `!${CARD}`);
  }));

  test(`${browser}: what a reader highlights is there the next time`, () => read(page, "/", async () => {
    const words = await page.evaluate(`((text) => {
      getSelection().setBaseAndExtent(text, 0, text, 24);
      return String(getSelection()).trim();
    })(document.querySelectorAll("article p")[1].firstChild)`);
    await until(page, inside(`view.querySelector(".note-toolbar")?.checkVisibility()`));
    await page.press("h");
    await until(page, `${drawn("important")}.length > 0`);
    assert.equal((await page.evaluate(drawn("important"))).join(""), words);
    // It is written a moment later; a page that is left at once must not lose it.
    await page.open(`${SITE}/?again`);
    await until(page, `${drawn("important")}.length > 0`);
    assert.equal((await page.evaluate(drawn("important"))).join(""), words);
  }));

  test(`${browser}: somebody else's article is annotated where it stands`, () => read(page, "/embed/", async () => {
    assert.ok((await page.evaluate(drawn("person"))).includes("Ingrid Halvorsen"));
    assert.ok((await page.evaluate(drawn("date"))).includes("Friday"));
    await untouched(page);
    const [x, y] = await page.evaluate(middle("person"));
    await page.move(x, y);
    await until(page, CARD);
    await page.press("Escape");
    await page.evaluate(`document.querySelectorAll("article p").forEach((p) => p.replaceWith(p.cloneNode(true)))`);
    await until(page, `[...CSS.highlights.get("newsgloss-person")].every(({ startContainer }) => startContainer.isConnected)`);
    await untouched(page);
  }));

  test(`${browser}: marks come where they are asked for, and go again`, () => read(page, "/embed/", async () => {
    await page.evaluate(`void (document.querySelector("news-gloss").mode = "mark")`);
    await until(page, `document.querySelectorAll("article mark.newsgloss-person").length > 5`);
    assert.deepEqual(await page.evaluate(`[...CSS.highlights.keys()]`), []);
    await page.evaluate(`void (document.querySelector("news-gloss").disabled = true)`);
    await untouched(page);
  }));

  test(`${browser}: the strictest policy is enough`, () => read(page, "/embed/strict.html", async () => {
    assert.ok((await page.evaluate(drawn("person"))).length > 5);
    await untouched(page);
  }));

  test(`${browser}: the functions answer in a worker`, async () => {
    await page.open(`${SITE}/embed/`);
    const names = `import("/worker.js").then(async ({ default: init, entities, terminate }) => {
      await init();
      const found = await entities("Angela Merkel spoke in Russia.");
      terminate();
      return found.map(({ name }) => name);
    })`;
    assert.deepEqual(await page.evaluate(names), ["Angela Merkel", "Russia"]);
  });
}
