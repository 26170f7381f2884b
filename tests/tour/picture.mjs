// Takes the picture of the page that stands in the README, in a light and in a dark look. `cargo xtask picture` runs it.

import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const MODULES = createRequire(join(resolve(process.env.NEWSGLOSS_NODE_MODULES), "x.js"));
const { default: puppeteer } = await import(pathToFileURL(MODULES.resolve("puppeteer-core")));
const args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"];
const browser = await puppeteer.launch({ executablePath: process.env.NEWSGLOSS_CHROMIUM, args, headless: true });

for (const look of ["light", "dark"]) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1120, height: 740, deviceScaleFactor: 1.5 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: look }, { name: "prefers-reduced-motion", value: "reduce" }]);
  await page.goto(process.env.NEWSGLOSS_URL);
  const view = "document.querySelector('news-gloss').shadowRoot";
  await page.waitForFunction(`${view}?.querySelector('[role=status]')?.textContent.includes(' found.')`);
  await page.waitForFunction(`${view}.querySelectorAll('.sentence').length > 0`);
  // A card beside a name that the reader rests on: the longest of a person in sight.
  const { x, y } = await page.evaluate(() => {
    const places = [...CSS.highlights.get("newsgloss-person")].map(({ startContainer, startOffset, endOffset }) => {
      const range = document.createRange();
      range.setStart(startContainer, startOffset);
      range.setEnd(startContainer, endOffset);
      return range.getBoundingClientRect();
    });
    const [{ left, top, width, height }] = places.filter(({ bottom }) => bottom < 0.95 * innerHeight).sort((a, b) => b.width - a.width);
    return { x: left + width / 2, y: top + height / 2 };
  });
  await page.mouse.move(x, y, { steps: 3 });
  await page.waitForFunction(`${view}.querySelector('.card').checkVisibility()`);
  const picture = await page.screenshot({ type: "webp", quality: 26 });
  const file = join(process.env.NEWSGLOSS_PICTURES, `picture-${look}.webp`);
  writeFileSync(file, picture);
  console.log(`${file}: ${picture.length} bytes`);
  await page.close();
}
await browser.close();
