// Every bundler with its default configuration, each program opened in headless Chromium; and the runtimes without a
// page. `cargo xtask matrix` runs it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const MODULES = resolve(process.env.NEWSGLOSS_NODE_MODULES);
const HOME = join(MODULES, "..", "programs");
const load = (name) => import(pathToFileURL(createRequire(join(MODULES, "x.js")).resolve(name)));

/** What every program must come to. */
const OUTCOME = { here: "Angela Merkel, Russia Q159", there: "Angela Merkel, Russia Q159" };

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".css": "text/css" };

/** A program's directory, with the package installed in it and the page that runs what its bundler writes. */
function program(name, { script = "out/app.js", entry = "app.js", type = "", modules = ["react", "react-dom", "scheduler"] } = {}) {
  const home = join(HOME, name);
  mkdirSync(join(home, "out"), { recursive: true });
  writeFileSync(join(home, "package.json"), '{ "private": true, "type": "module" }');
  cpSync(join(HERE, entry), join(home, entry));
  mkdirSync(join(home, "node_modules"));
  cpSync(resolve(process.env.NEWSGLOSS_PACKAGE), join(home, "node_modules/newsgloss"), { recursive: true });
  for (const name of modules) symlinkSync(join(MODULES, name), join(home, "node_modules", name));
  writeFileSync(join(home, "index.html"), `<!doctype html>\n<html lang="en">\n<title>${name}</title>\n<link rel="icon" href="data:,">\n<body>\n<script ${type} src="./${script}" defer></script>\n`);
  return home;
}

let browser;
let server;

before(async () => {
  rmSync(HOME, { recursive: true, force: true });
  const { default: puppeteer } = await load("puppeteer-core");
  const args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
  browser = await puppeteer.launch({ executablePath: process.env.NEWSGLOSS_CHROMIUM, args, headless: true });
  server = createServer(({ url }, response) => {
    const path = join(HOME, decodeURIComponent(new URL(url, "http://x").pathname));
    const isThere = path.startsWith(HOME) && existsSync(path) && extname(path) !== "";
    response.writeHead(isThere ? 200 : 404, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" });
    response.end(isThere ? readFileSync(path) : "not found");
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
});

after(async () => {
  await browser?.close();
  server?.close();
});

/** What a page leaves in `window.outcome`, and what its console said. */
async function open(url) {
  const page = await browser.newPage();
  const said = [];
  page.on("console", (message) => { if (["error", "warn"].includes(message.type())) said.push(message.text()); });
  page.on("pageerror", (error) => said.push(String(error)));
  try {
    await page.goto(url);
    await page.waitForFunction(() => window.outcome, { timeout: 60_000 });
    return { outcome: await page.evaluate(() => window.outcome), said };
  } catch (error) {
    throw new Error(`${error.message}\n${said.join("\n")}`);
  } finally {
    await page.close();
  }
}

const address = (path) => `http://127.0.0.1:${server.address().port}/${path}`;

/** Opens a page that must be ready with nothing amiss, but for the files that this bundler leaves behind. */
async function check(path, outcome, inlined = []) {
  const { outcome: got, said } = await open(address(path));
  assert.deepEqual(got, outcome, said.join("\n"));
  const others = said.filter((line) => !inlined.some((words) => line.includes(words)));
  assert.deepEqual(others, []);
}

const ALL = { ...OUTCOME, element: true };

/** What a console says where files were not copied and the copies inside the scripts are used. */
const LEFT_BEHIND = ["newsgloss: ", "Failed to load resource"];

test("Vite, built", async () => {
  const root = program("vite", { script: "app.js", type: 'type="module"' });
  const { build } = await load("vite");
  await build({ root, base: "./", configFile: false, logLevel: "error" });
  await check("vite/dist/index.html", ALL);
});

test("Vite, as it serves while one works", async () => {
  const root = program("vite-serve", { script: "app.js", type: 'type="module"' });
  const { createServer } = await load("vite");
  const dev = await createServer({ root, configFile: false, logLevel: "error", server: { host: "127.0.0.1", port: 0 } });
  await dev.listen();
  try {
    const { outcome, said } = await open(dev.resolvedUrls.local[0]);
    assert.deepEqual(outcome, ALL, said.join("\n"));
  } finally {
    await dev.close();
  }
});

test("webpack", async () => {
  const context = program("webpack", { script: "out/main.js" });
  const { default: webpack } = await load("webpack");
  const stats = await new Promise((built, failed) => {
    webpack({ context, entry: "./app.js", mode: "production", output: { path: join(context, "out") } }, (error, stats) => (error ? failed(error) : built(stats)));
  });
  assert.deepEqual(stats.toJson().errors, []);
  await check("webpack/index.html", ALL);
});

test("esbuild, into one script", async () => {
  const home = program("esbuild");
  const { build } = await load("esbuild");
  await build({ entryPoints: [join(home, "app.js")], bundle: true, outfile: join(home, "out/app.js"), logLevel: "error" });
  await check("esbuild/index.html", ALL, LEFT_BEHIND);
});

test("esbuild, into modules", async () => {
  const home = program("esbuild-esm", { type: 'type="module"' });
  const { build } = await load("esbuild");
  await build({ entryPoints: [join(home, "app.js")], bundle: true, format: "esm", splitting: true, outdir: join(home, "out"), logLevel: "error" });
  await check("esbuild-esm/index.html", ALL, LEFT_BEHIND);
});

test("rollup", async () => {
  const home = program("rollup", { type: 'type="module"' });
  const { rollup } = await load("rollup");
  const { nodeResolve } = await load("@rollup/plugin-node-resolve");
  const bundle = await rollup({ input: join(home, "app.js"), plugins: [nodeResolve()] });
  await bundle.write({ dir: join(home, "out") });
  await check("rollup/index.html", ALL, LEFT_BEHIND);
});

test("React", async () => {
  const home = program("react", { entry: "react.jsx" });
  const { build } = await load("esbuild");
  await build({ entryPoints: [join(home, "react.jsx")], bundle: true, jsx: "automatic", outfile: join(home, "out/app.js"), logLevel: "error", define: { "process.env.NODE_ENV": '"production"' } });
  await check("react/index.html", { element: true, renders: 5 }, LEFT_BEHIND);
});

/** The README's first piece of code in a language: what is shown there is what is built here. */
const snippet = (language) => readFileSync(join(HERE, "../../README.md"), "utf8").match(new RegExp(`\\n\`\`\`${language}\\n([^]*?)\`\`\`\\n`))[1];

/** The README's component in a program of Vite's, around an article, with what tells of its outcome. */
async function framework(name, file, main, plugins) {
  const root = program(`vite-${name}`, { script: "main.jsx", type: 'type="module"', entry: "outcome.js", modules: ["react", "react-dom", "scheduler", "vue", "@vue", "svelte", "esm-env", "clsx"] });
  writeFileSync(join(root, file), snippet(file.split(".")[1]));
  writeFileSync(join(root, "main.jsx"), `import "./outcome.js";\n${main}`);
  const { build } = await load("vite");
  await build({ root, base: "./", configFile: false, logLevel: "error", plugins: await plugins(), oxc: { jsx: { runtime: "automatic" } } });
  await check(`vite-${name}/dist/index.html`, { element: true, article: "Angela Merkel spoke in Russia." });
}

test("the README's React component", () => framework("react", "article.jsx", `
  import { createRoot } from "react-dom/client";
  import { Article } from "./article.jsx";
  createRoot(document.body.appendChild(document.createElement("div"))).render(<Article><p>Angela Merkel spoke in Russia.</p></Article>);
`, async () => []));

test("the README's Vue component", () => framework("vue", "Article.vue", `
  import { createApp, h } from "vue";
  import Article from "./Article.vue";
  createApp({ render: () => h(Article, null, () => [h("p", "Angela Merkel spoke in Russia.")]) }).mount(document.body.appendChild(document.createElement("div")));
`, async () => {
  const { default: vue } = await load("@vitejs/plugin-vue");
  return [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === "news-gloss" } } })];
}));

test("the README's Svelte component", () => framework("svelte", "Article.svelte", `
  import { createRawSnippet, mount } from "svelte";
  import Article from "./Article.svelte";
  const children = createRawSnippet(() => ({ render: () => "<p>Angela Merkel spoke in Russia.</p>" }));
  mount(Article, { target: document.body, props: { children } });
`, async () => {
  const { svelte } = await load("@sveltejs/vite-plugin-svelte");
  return [svelte({ configFile: false })];
}));

test("no bundler at all", async () => {
  const home = program("plain", { script: "app.js", type: 'type="module"' });
  const imports = Object.fromEntries(["", "/define", "/worker"].map((entry) => [`newsgloss${entry}`, `./node_modules/newsgloss/${entry.slice(1) || "index"}.js`]));
  const page = join(home, "index.html");
  writeFileSync(page, readFileSync(page, "utf8").replace("<body>", `<script type="importmap">${JSON.stringify({ imports })}</script>\n<body>`));
  await check("plain/index.html", ALL);
});

test("one classic script", async () => {
  const home = program("global", { script: "global.js", entry: "global.js" });
  const page = join(home, "index.html");
  writeFileSync(page, readFileSync(page, "utf8").replace("<body>", '<script src="./node_modules/newsgloss/newsgloss.global.js" defer></script>\n<body>'));
  await check("global/index.html", { here: OUTCOME.here, element: true });
});

const PROGRAM = { ...OUTCOME, marks: 2 };

test("Node", () => {
  const home = program("node", { entry: "program.mjs" });
  assert.deepEqual(JSON.parse(execFileSync(process.execPath, ["program.mjs"], { cwd: home, encoding: "utf8" })), PROGRAM);
});

test("Deno", () => {
  const home = program("deno", { entry: "program.mjs" });
  const deno = join(MODULES, "deno/bin.cjs");
  const out = execFileSync(process.execPath, [deno, "run", "--allow-read", "--node-modules-dir=manual", "--no-lock", "program.mjs"], { cwd: home, encoding: "utf8" });
  assert.deepEqual(JSON.parse(out), PROGRAM);
});
