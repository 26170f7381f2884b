// Firefox, driven over WebDriver BiDi, which it speaks by itself. `cargo xtask test firefox` runs it.

import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { tour } from "./tour.mjs";

const MODULES = createRequire(join(resolve(process.env.NEWSGLOSS_NODE_MODULES), "x.js"));

tour("Firefox", async () => {
  const { default: puppeteer } = await import(pathToFileURL(MODULES.resolve("puppeteer-core")));
  // As root it does not start where the home is somebody else's, as it is in many containers.
  const home = mkdtempSync(join(tmpdir(), "newsgloss-firefox-"));
  const env = { ...process.env, HOME: home };
  const browser = await puppeteer.launch({ browser: "firefox", executablePath: process.env.NEWSGLOSS_FIREFOX, headless: true, env });
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  let said = [];
  page.on("console", (message) => { if (["error", "warn"].includes(message.type())) said.push(message.text()); });
  page.on("pageerror", (error) => said.push(String(error)));
  return {
    open: async (url) => {
      // From elsewhere, so that an address that differs in its fragment alone is loaded anew.
      await page.goto("about:blank");
      said = [];
      await page.goto(url);
    },
    evaluate: (expression) => page.evaluate(expression),
    move: (x, y) => page.mouse.move(x, y, { steps: 2 }),
    click: (x, y) => page.mouse.click(x, y),
    press: (key) => page.keyboard.press(key),
    said: () => said,
    close: async () => {
      await browser.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
});
