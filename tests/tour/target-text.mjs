// Asks Chromium itself which words the text fragments mark that were made of selections, and prints how many are right.
// `cargo xtask eval --part fragments` runs it, with a file of cases: each a page, a selection of it and the fragment.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const MODULES = createRequire(join(resolve(process.env.NEWSGLOSS_NODE_MODULES), "x.js"));
const CASES = JSON.parse(readFileSync(process.env.NEWSGLOSS_CASES, "utf8"));
const MOST = Number(process.env.NEWSGLOSS_ERRORS);

/** What is marked is a field of one colour, in which no letter is seen. */
const STYLE = "<style>::target-text { color: rgb(255, 0, 255); background-color: rgb(255, 0, 255) }</style>";

const server = createServer(({ url }, response) => {
  const { html } = CASES[Number(url.slice(1))] ?? { html: "" };
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.end(html + STYLE);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));

const { default: puppeteer } = await import(pathToFileURL(MODULES.resolve("puppeteer-core")));
const args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
const browser = await puppeteer.launch({ executablePath: process.env.NEWSGLOSS_CHROMIUM, args, headless: true });

/** The words of the page, each with whether the selection touches it and where it is. */
const words = (page, { start, end }) => page.evaluate((start, end) => {
  const point = ({ node, offset }) => {
    const [id, ...path] = node.split("/");
    const step = (node, at) => node.childNodes[at < 0 ? node.childNodes.length + at : at];
    return [path.map(Number).reduce(step, document.getElementById(id)), offset];
  };
  const selected = new Range();
  selected.setStart(...point(start));
  const [node, offset] = point(end);
  if (selected.comparePoint(node, offset) < 0) selected.setStart(node, offset);
  else selected.setEnd(node, offset);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    for (const { index, 0: word } of walker.currentNode.data.matchAll(/\S+/g)) {
      const range = new Range();
      range.setStart(walker.currentNode, index);
      range.setEnd(walker.currentNode, index + word.length);
      const [box] = range.getClientRects();
      if (!box || !box.width) continue;
      const touched = selected.compareBoundaryPoints(Range.START_TO_END, range) > 0
        && selected.compareBoundaryPoints(Range.END_TO_START, range) < 0;
      found.push({ word, touched, box: [box.x + scrollX, box.y + scrollY, box.width, box.height] });
    }
  }
  return found;
}, start, end);

/** Which boxes of a picture are mostly of the colour of what is marked. */
const marked = (page, picture, boxes) => page.evaluate(async (picture, boxes) => {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d", { willReadFrequently: true });
  canvas.drawImage(image, 0, 0);
  return boxes.map(([x, y, width, height]) => {
    const { data } = canvas.getImageData(x, y, Math.max(1, width), Math.max(1, height));
    let count = 0;
    for (let at = 0; at < data.length; at += 4) count += data[at] > 250 && data[at + 1] < 5 && data[at + 2] > 250;
    return count * 4 > data.length / 3;
  });
}, picture, boxes);

let right = 0;
const faults = [];
try {
  const reader = await browser.newPage();
  for (const [at, { name, made, selection }] of CASES.entries()) {
    // A page of its own: a fragment counts for a navigation that somebody asked for.
    const page = await browser.newPage();
    await page.setViewport({ width: 1000, height: 800 });
    await page.goto(`http://127.0.0.1:${server.address().port}/${at}${made ? `#${made}` : ""}`);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const found = await words(page, selection);
    const picture = await page.screenshot({ encoding: "base64", fullPage: true });
    const colours = await marked(reader, picture, found.map(({ box }) => box));
    const of = (list) => list.map(({ word }) => word).join(" ");
    const [wanted, got] = [of(found.filter(({ touched }) => touched)), of(found.filter((_, at) => colours[at]))];
    const declined = !made && CASES[at].declines;
    if (declined || (made && wanted === got)) right += 1;
    else faults.push(`  ${name}: ${made}: marked ${JSON.stringify(got)}, selected ${JSON.stringify(wanted)}`);
    await page.close();
  }
} finally {
  await browser.close();
  server.close();
}
console.log(`${"  as Chromium itself marks them".padEnd(50)} ${String(right).padStart(3)} of ${String(CASES.length).padStart(3)}`);
for (const fault of faults.slice(0, MOST)) console.log(fault);
