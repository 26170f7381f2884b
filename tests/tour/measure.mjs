// Times the package on a page in headless Chromium, and prints them as a table. `cargo xtask bench --part page` runs it.
//
// What is timed is made of the bundled articles, one after the other, until there are words enough. Every figure is the
// median of several pages, each loaded anew.

import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const MODULES = createRequire(join(resolve(process.env.NEWSGLOSS_NODE_MODULES), "x.js"));
const SITE = process.env.NEWSGLOSS_URL;
const RUNS = 5;

const { default: puppeteer } = await import(pathToFileURL(MODULES.resolve("puppeteer-core")));
const args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
const browser = await puppeteer.launch({ executablePath: process.env.NEWSGLOSS_CHROMIUM, args, headless: true });

/** Runs `measure` on a page that has loaded nothing yet, several times; the median of each of its figures. */
async function median(measure) {
  const runs = [];
  for (let at = 0; at < RUNS; at += 1) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    page.setDefaultTimeout(300_000);
    await page.goto(`${SITE}/blank.html`);
    runs.push(await measure(page));
    await context.close();
  }
  const middle = (values) => values.sort((a, b) => a - b)[RUNS >> 1];
  return Object.fromEntries(Object.keys(runs[0]).map((name) => [name, middle(runs.map((run) => run[name]))]));
}

/** From when the bytes are here until the functions answer. */
const ready = () => median((page) => page.evaluate(async () => {
  const read = async (name) => new Uint8Array(await (await fetch(`/package/newsgloss.${name}`)).arrayBuffer());
  const [wasm, model, knowledge] = await Promise.all(["wasm", "model", "knowledge"].map(read));
  const begun = performance.now();
  const { default: init } = await import("/package/index.js");
  await init({ wasm, model, knowledge });
  return { ready: performance.now() - begun };
}));

/** Puts an article of so many words on the page, and the element around it once the engine is there. */
const prepare = (page, words) => page.evaluate(async (words) => {
  const { default: init, documents, open } = await import("/package/index.js");
  // The element first: one engine, of the module with the view, then serves both.
  await import("/package/define.js");
  await init();
  const texts = documents().map(({ id }) => open(id)).map(({ text, blocks }) => blocks.map(({ start, end }) => text.slice(start, end)));
  const article = document.createElement("article");
  let count = 0;
  for (const block of Array.from({ length: 1000 }, () => texts).flat(2)) {
    if (count >= words) break;
    article.append(Object.assign(document.createElement("p"), { textContent: block }));
    count += block.split(/\s+/).length;
  }
  document.body.append(article);
  window.article = article;
  window.before = article.innerHTML;
  window.tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
  window.drawnFrames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
  await drawnFrames();
  window.annotate = async () => {
    const element = document.createElement("news-gloss");
    Object.assign(element, { loading: "eager", target: article });
    const shown = new Promise((resolve) => element.addEventListener("news-gloss-ready", resolve));
    const begun = performance.now();
    document.body.append(element);
    await shown;
    const took = performance.now() - begun;
    await drawnFrames();
    return took;
  };
}, words);

const shortArticle = () => median(async (page) => {
  await prepare(page, 3000);
  return { shown: await page.evaluate(() => annotate()) };
});

const longArticle = () => median(async (page) => {
  await prepare(page, 10_000);
  return page.evaluate(async () => {
    tasks.length = 0;
    const shown = await annotate();
    return { shown, task: Math.max(0, ...tasks) };
  });
});

/** The DevTools session of each page that is measured. */
const sessions = new WeakMap();

/**
 * Milliseconds of the processor that the main thread takes for what `work` does, whatever else the machine is at; and how
 * long of it scripts ran, and styles and layout were worked out.
 */
async function parts(page, work) {
  if (!sessions.has(page)) {
    sessions.set(page, await page.createCDPSession());
    await sessions.get(page).send("Performance.enable");
  }
  const spent = async () => {
    const { metrics } = await sessions.get(page).send("Performance.getMetrics");
    const seconds = (...wanted) => metrics.reduce((sum, { name, value }) => sum + (wanted.includes(name) ? value : 0), 0);
    return [seconds("ThreadTime"), seconds("ScriptDuration"), seconds("RecalcStyleDuration", "LayoutDuration")].map((s) => s * 1000);
  };
  const before = await spent();
  await work();
  await page.evaluate(() => drawnFrames());
  const [all, script, style] = (await spent()).map((after, at) => after - before[at]);
  return { all, script, style };
}

/** Milliseconds of the processor that the main thread takes for what `work` does. */
const busy = async (page, work) => (await parts(page, work)).all;

/** How many ranges are drawn in some styles: those near the screen, and all, as on paper. */
const drawnIn = (page, ...styles) => page.evaluate((styles) => {
  const count = () => [...CSS.highlights].reduce((sum, [name, { size }]) => sum + (styles.length && !styles.includes(name) ? 0 : size), 0);
  const near = count();
  dispatchEvent(new Event("beforeprint"));
  const all = count();
  dispatchEvent(new Event("afterprint"));
  return { near, all };
}, styles.map((style) => `newsgloss-${style}`));

const hugePage = () => median(async (page) => {
  await prepare(page, 80_000);
  const bare = await busy(page, () => page.setViewport({ width: 1000, height: 900 }));
  await page.evaluate(() => annotate());
  const types = (types) => page.evaluate((types) => { document.querySelector("news-gloss").types = types; }, types);
  await busy(page, () => types("none"));
  const paint = await busy(page, () => types(""));
  const resize = await busy(page, () => page.setViewport({ width: 1280, height: 900 }));
  const same = await page.evaluate(() => Number(article.innerHTML === before));
  const { near, all } = await drawnIn(page);
  return { bare, paint, resize, near, all, same };
});

const NOTES = 10_000;

/** Shows the article as one of the element's own, which is what a reader can say something about. */
const own = (page) => page.evaluate(async () => {
  const text = [...article.children].map(({ textContent }) => textContent).join("\n\n");
  article.remove();
  const { documents } = await import("/package/index.js");
  const element = document.createElement("news-gloss");
  element.document = documents()[0].id;
  document.body.append(element);
  const until = async (is) => { while (!is()) await new Promise((done) => setTimeout(done, 20)); };
  const find = (selector) => element.shadowRoot?.querySelector(selector);
  await until(() => find(".own") && find("progress")?.hidden);
  find(".own").click();
  find("textarea").value = text;
  find("dialog .primary").click();
  await until(() => element.querySelector("article")?.children.length > 100 && find("progress").hidden);
  window.article = element.querySelector("article");
  await drawnFrames();
});

/** Selects the first words of a paragraph, and highlights them once the toolbar is there. */
async function highlight(page, paragraph) {
  await page.evaluate((paragraph) => {
    const text = article.children[paragraph].firstChild;
    getSelection().setBaseAndExtent(text, 0, text, Math.min(20, text.length));
  }, paragraph);
  await page.waitForFunction(() => {
    const view = document.querySelector("news-gloss").shadowRoot;
    return view.querySelector(".note-toolbar:not([hidden])");
  });
  await page.evaluate(() => drawnFrames());
  return parts(page, () => page.keyboard.press("h"));
}

/** Puts so many records where one is, as visits before this one would have left them: every few words a highlight. */
const fillShelf = (page, count) => page.evaluate(async (count) => {
  const database = await new Promise((done) => { indexedDB.open("newsgloss").onsuccess = ({ target }) => done(target.result); });
  const store = (mode) => database.transaction("annotations", mode).objectStore("annotations");
  let first;
  while (!first) [first] = await new Promise((done) => { store().getAll().onsuccess = ({ target }) => done(target.result); });
  // The one is on the second paragraph: what lies between two is known by where it starts.
  const bytes = (text) => new TextEncoder().encode(text).length;
  const paragraphs = [...article.children].map(({ textContent }) => textContent);
  const between = Number(first.byte) - bytes(paragraphs[0]);
  const words = [];
  let start = 0;
  for (const text of paragraphs) {
    for (const { index } of text.matchAll(/\S+/g)) words.push([text, index, start + bytes(text.slice(0, index))]);
    start += bytes(text) + between;
  }
  const shelf = store("readwrite");
  const colours = ["important", "question", "doubt", "agree"];
  for (let at = 0; at < count; at += 1) {
    const [text, index, byte] = words[Math.floor((at * words.length) / count)];
    const [exact] = text.slice(index).match(/^\S+(\s+\S+){0,4}/);
    const [prefix, suffix] = [text.slice(Math.max(0, index - 32), index), text.slice(index + exact.length).slice(0, 32)];
    shelf.put({ ...first, id: `n${at}`, exact, prefix, suffix, byte: String(byte), colour: colours[at % 4] });
  }
  await new Promise((done) => { shelf.transaction.oncomplete = done; });
  database.close();
}, count);

/** From now on what is read of the shelf is handed over when `openShelf` is called. */
const holdShelf = (page) => page.evaluate(() => {
  const gate = new Promise((open) => { window.openShelf = open; });
  const { getAll } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.getAll = function (...range) {
    let complete;
    Object.defineProperty(this.transaction, "oncomplete", { set: (handler) => { complete = handler; } });
    this.transaction.addEventListener("complete", (event) => gate.then(() => complete(event)));
    return getAll.apply(this, range);
  };
});

/** Milliseconds that the pointer's moves over the article hold the page up, the slowest twentieth left out. */
const pointerMoves = (page) => page.evaluate(() => {
  const took = [];
  for (let at = 0; at < 400; at += 1) {
    const [x, y] = [(at * 97) % innerWidth, (at * 61) % innerHeight];
    const target = document.elementFromPoint(x, y);
    if (!article.contains(target)) continue;
    const begun = performance.now();
    target.dispatchEvent(new PointerEvent("pointermove", { bubbles: true, composed: true, clientX: x, clientY: y, pointerType: "mouse" }));
    took.push(performance.now() - begun);
  }
  return took.sort((a, b) => a - b)[Math.floor(took.length * 0.95)];
});

const manyNotes = () => median(async (page) => {
  await prepare(page, 80_000);
  await own(page);
  const { all: alone } = await highlight(page, 1);
  await fillShelf(page, NOTES);
  await page.reload();
  await prepare(page, 80_000);
  await holdShelf(page);
  await own(page);
  // The summary and what else follows the names comes after them.
  const settled = () => new Promise((done) => setTimeout(done, 3000));
  await settled();
  const still = await busy(page, async () => {});
  const paint = await busy(page, () => page.evaluate(() => openShelf()));
  const drawn = () => drawnIn(page, "important", "question", "doubt", "agree");
  const { near, all: first } = await drawn();
  await settled();
  const { all: add } = await highlight(page, 2);
  // The browser compiles what it runs for the first time: from the second one on it is as fast as it gets.
  const again = await highlight(page, 3);
  const move = await pointerMoves(page);
  const { all: second } = await drawn();
  const colour = (value) => page.evaluate((value) => { article.children[4].style.color = value; }, value);
  const frame = await busy(page, () => colour("red"));
  await page.evaluate(() => { CSS.highlights.clear(); return drawnFrames(); });
  const bare = await busy(page, () => colour("blue"));
  const { script, style } = again;
  return {
    paint: paint - still, add: add - still, again: again.all - still, script, style, frame: frame - still, bare: bare - still,
    alone: alone - still, move, near, first, second,
  };
});

const row = (what, value, bar) => console.log(`| ${what} | ${value} | ${bar} |`);
const ms = (value) => `${Math.round(value)} ms`;
try {
  console.log("| | measured | bar |\n| --- | --- | --- |");
  row("ready after the bytes have arrived", ms((await ready()).ready), "150 ms");
  row("an article of 3,000 words, from the element's connection to its names", ms((await shortArticle()).shown), "50 ms");
  const { shown, task } = await longArticle();
  row("the longest task of the main thread with an article of 10,000 words", task ? ms(task) : "under 50 ms", "50 ms");
  row("that article's names", ms(shown), "");
  const { bare, paint, resize, near, all, same } = await hugePage();
  row(`${all} highlights on a page of 80,000 words: drawing the ${near} near the screen, main thread`, ms(paint), "150 ms");
  row("the same: resizing the window", `${ms(resize)} (${ms(bare)} without newsgloss)`, "150 ms");
  row("the same: the article's markup", same ? "identical" : "changed", "identical");
  const { paint: noted, add, again, script, style, frame, bare: plain, alone, move, near: close, first, second } = await manyNotes();
  row(`${first} notes on that page: reading them all and drawing the ${close} near the screen, main thread`, ms(noted), "150 ms");
  const tenths = (value) => `${value.toFixed(1)} ms`;
  row("the same: adding one, the first since the page was loaded", `${tenths(add)} (${tenths(alone)} where there is no other)`, "");
  row(`the same: adding the second, ${second - first} drawn in all`, `${tenths(again)}: ${tenths(script)} scripts, ${tenths(style)} style and layout, the rest the browser's frame`, "5 ms");
  row("the same: what a frame takes in which one paragraph changes its colour", `${tenths(frame)} (${tenths(plain)} with nothing highlighted)`, "");
  row("the same: a move of the pointer, 95 in 100", `${move.toFixed(1)} ms`, "1 ms");
} finally {
  await browser.close();
}
