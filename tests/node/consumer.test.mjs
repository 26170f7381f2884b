// The package as other people's programs meet it: packed by npm, installed, type-checked and looked over by the tools
// that packages are judged by.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { DIST, file, source } from "./package.mjs";

const MODULES = resolve(process.env.NEWSGLOSS_NODE_MODULES ?? "target/npm/node_modules");
const HOME = fileURLToPath(new URL("../../target/consumer", import.meta.url));
const tool = (path) => pathToFileURL(join(MODULES, path));

/** A program's directory with the package installed in it from what npm would publish. */
rmSync(HOME, { recursive: true, force: true });
mkdirSync(join(HOME, "node_modules/newsgloss"), { recursive: true });
after(() => rmSync(HOME, { recursive: true, force: true }));
execFileSync("npm", ["pack", "--silent", "--pack-destination", HOME], { cwd: DIST });
const TARBALL = join(HOME, readdirSync(HOME).find((name) => name.endsWith(".tgz")));
const INSTALLED = join(HOME, "node_modules/newsgloss");
execFileSync("tar", ["--extract", "--gzip", "--strip-components=1", "--file", TARBALL, "--directory", INSTALLED]);
writeFileSync(join(HOME, "package.json"), '{ "type": "module" }');
mkdirSync(join(HOME, "node_modules/@types"));
for (const name of ["@types/react", "csstype"]) symlinkSync(join(MODULES, name), join(HOME, "node_modules", name));

const manifest = JSON.parse(readFileSync(file("package.json"), "utf8"));
const elements = JSON.parse(readFileSync(file("custom-elements.json"), "utf8"));

/** Compiles a program that imports the package by its name; what the compiler says. */
function compile(options, source, name = "program.ts") {
  const common = { strict: true, noEmit: true, skipLibCheck: false, exactOptionalPropertyTypes: true, types: [], target: "es2022" };
  const compilerOptions = { ...common, lib: ["es2022", "dom", "dom.iterable"], ...options };
  writeFileSync(join(HOME, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [name] }));
  writeFileSync(join(HOME, name), source);
  const compiler = join(MODULES, "typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [compiler, "--project", HOME], { encoding: "utf8" });
  return { status, stdout };
}

const KINDS = {
  bundler: { module: "esnext", moduleResolution: "bundler" },
  nodenext: { module: "nodenext", moduleResolution: "nodenext" },
};

const PROGRAM = `
  import init, { analyze, type Analysis, type ErrorCode } from "newsgloss";
  import initWorker, { analyze as analyzeThere, terminate } from "newsgloss/worker";
  import inline from "newsgloss/inline";
  import { NewsGloss, type NewsGlossErrorEvent } from "newsgloss/dom";
  import "newsgloss/define";
  await init(await inline());
  const analysis: Analysis = analyze("x");
  await initWorker({ idle: Infinity, signal: AbortSignal.timeout(9) });
  await analyzeThere(analysis.document, { signal: new AbortController().signal });
  terminate();
  const element: NewsGloss = document.createElement("news-gloss");
  document.querySelector("news-gloss")?.setAttribute("document", "x");
  element.addEventListener("news-gloss-error", (event) => {
    const code: ErrorCode = event.detail.error.code;
    const kept: NewsGlossErrorEvent = event;
    if (code === "wasm-not-found" || code === "knowledge-version") console.log(kept.detail.error.message);
  });
  document.addEventListener("news-gloss-ready", ({ target }) => target instanceof NewsGloss);
  document.addEventListener("news-gloss-card", (event) => { if (event.detail.type === "PERSON") event.preventDefault(); });
  Object.assign(element, { mode: "mark", length: 2, target: document.body });
  const there: boolean = element.choose("Angela Merkel");
  await element.annotate();
  customElements.define("my-gloss", class extends NewsGloss {});
`;

for (const [kind, options] of Object.entries(KINDS)) {
  test(`a program compiles with ${kind}`, () => {
    assert.deepEqual(compile(options, PROGRAM), { status: 0, stdout: "" });
    const wrong = compile(options, `${PROGRAM}\nelement.addEventListener("news-gloss-error", (event) => event.detail.nothing);`);
    assert.equal(wrong.stdout.match(/error TS2339/g)?.length, 1, wrong.stdout);
  });

  test(`a React program compiles with ${kind}`, () => {
    const jsx = { ...options, jsx: "react-jsx" };
    const program = `
      import type {} from "newsgloss/jsx";
      import type { NewsGloss } from "newsgloss/dom";
      export const article = (there: boolean, seen: (element: NewsGloss | null) => void) =>
        <news-gloss for="story" types="person loc" loading="lazy" disabled={there} className="news" ref={seen}><p>One</p></news-gloss>;`;
    assert.deepEqual(compile(jsx, program, "program.tsx"), { status: 0, stdout: "" });
    assert.notEqual(compile(jsx, program.replace('"story"', "{7}"), "program.tsx").status, 0);
  });
}

test("publint has nothing to say", async () => {
  const { publint } = await import(tool("publint/src/index-node.js"));
  const { messages } = await publint({ pkgDir: INSTALLED, level: "suggestion", strict: true });
  assert.deepEqual(messages, []);
});

test("every entry has types that fit, in every way of resolving modules", () => {
  const data = Object.keys(manifest.exports).filter((name) => /\.(css|wasm|model|knowledge|json)$/.test(name));
  const attw = join(MODULES, "@arethetypeswrong/cli/dist/index.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [attw, TARBALL, "--profile", "esm-only", "--exclude-entrypoints", ...data], { encoding: "utf8" });
  assert.equal(status, 0, stdout + stderr);
});

test("the manifest of the element is sound", async () => {
  const schema = JSON.stringify(join(MODULES, "custom-elements-manifest/schema.d.ts"));
  const program = `import type { Package } from ${schema};\nconst _: Package = ${JSON.stringify(elements)};`;
  assert.deepEqual(compile(KINDS.bundler, program), { status: 0, stdout: "" });
  const { validateCem } = await import(tool("@wc-toolkit/cem-validator/dist/index.js"));
  const said = [];
  const { log } = console;
  console.log = (...words) => said.push(words.join(" "));
  await validateCem(elements, { packageJsonPath: join(INSTALLED, "package.json") }).finally(() => { console.log = log; });
  assert.deepEqual(said, []);
});

test("the manifest of the element says what its class has", async () => {
  const { declarations: [{ attributes, cssProperties, events }] } = elements.modules[0];
  const names = (items) => items.map(({ name }) => name).sort();
  const script = readFileSync(source("element.js"), "utf8");
  const [, observed] = script.match(/static observedAttributes = (\[[^\]]*\])/);
  for (const name of JSON.parse(observed)) assert.ok(names(attributes).includes(name), name);
  for (const name of names(attributes)) assert.ok(script.includes(`"${name}"`), name);
  const types = readFileSync(file("element.d.ts"), "utf8");
  assert.deepEqual([...types.matchAll(/^ {2}"(news-gloss-[a-z-]+)":/gm)].map(([, name]) => name).sort(), names(events));
  const view = readFileSync(file("newsgloss-view.wasm"));
  for (const name of names(events)) assert.ok(script.includes(name) || view.includes(name), name);
  for (const name of names(cssProperties)) assert.ok(view.includes(`var(${name}`), name);
});

test("every file has the hash that is told of it", () => {
  const told = JSON.parse(readFileSync(file("integrity.json"), "utf8"));
  const hash = (name) => `sha384-${createHash("sha384").update(readFileSync(file(name))).digest("base64")}`;
  const files = readdirSync(DIST, { recursive: true }).filter((name) => statSync(join(DIST, name)).isFile());
  const names = files.map((name) => name.replaceAll("\\", "/")).filter((name) => name !== "integrity.json");
  assert.deepEqual(told, Object.fromEntries(names.sort().map((name) => [name, hash(name)])));
});

test("nothing runs when the package is installed, and nothing comes with it", () => {
  for (const name of ["scripts", "dependencies", "peerDependencies", "optionalDependencies", "bundleDependencies"]) {
    assert.equal(manifest[name], undefined);
  }
});
