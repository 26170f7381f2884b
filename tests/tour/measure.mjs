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
  await Promise.all([init(), import("/package/define.js")]);
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

/** Milliseconds that the main thread was busy with what `work` does. */
async function busy(page, work) {
  const spent = async () => (await page.metrics()).TaskDuration * 1000;
  const before = await spent();
  await work();
  await page.evaluate(() => drawnFrames());
  return (await spent()) - before;
}

const hugePage = () => median(async (page) => {
  await prepare(page, 80_000);
  const bare = await busy(page, () => page.setViewport({ width: 1000, height: 900 }));
  await page.evaluate(() => annotate());
  const types = (types) => page.evaluate((types) => { document.querySelector("news-gloss").types = types; }, types);
  await busy(page, () => types("none"));
  const paint = await busy(page, () => types(""));
  const resize = await busy(page, () => page.setViewport({ width: 1280, height: 900 }));
  const counted = await page.evaluate(() => ({
    highlights: [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0),
    same: Number(article.innerHTML === before),
  }));
  return { bare, paint, resize, ...counted };
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
  const { bare, paint, resize, highlights, same } = await hugePage();
  row(`${highlights} highlights on a page of 80,000 words: drawing them, main thread`, ms(paint), "150 ms");
  row("the same: resizing the window", `${ms(resize)} (${ms(bare)} without newsgloss)`, "150 ms");
  row("the same: the article's markup", same ? "identical" : "changed", "identical");
} finally {
  await browser.close();
}
