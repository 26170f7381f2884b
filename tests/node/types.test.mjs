// The declared types cannot drift from what the package does: what it really returned is written out as TypeScript
// literals of the declared types, and compiled. A literal with a property too many or too few does not compile.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { DIST, file, ready, source } from "./package.mjs";
import { TEXTS } from "./texts.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const TSC = resolve(process.env.NEWSGLOSS_NODE_MODULES ?? "target/npm/node_modules", "typescript/bin/tsc");
const OPTIONS = {
  compilerOptions: {
    strict: true, noEmit: true, exactOptionalPropertyTypes: true, target: "es2022", module: "nodenext",
    lib: ["es2022", "dom", "dom.iterable"], types: [], skipLibCheck: false,
  },
};

/** Compiles a TypeScript module beside the package; what the compiler says. */
function compile(source) {
  const directory = join(DIST, "..", "target", "types");
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "tsconfig.json"), JSON.stringify({ ...OPTIONS, files: ["check.mts"] }));
  writeFileSync(join(directory, "check.mts"), source);
  const { status, stdout, stderr } = spawnSync(process.execPath, [TSC, "--project", directory], { encoding: "utf8" });
  rmSync(directory, { recursive: true });
  return { status, output: stdout + stderr };
}

const index = JSON.stringify(join(DIST, "index.js"));
const worker = JSON.stringify(join(DIST, "worker.js"));
const literal = (value) => JSON.stringify(value);

/** Everything the package returns for the texts of these tests, and what it exports, as literals of their types. */
async function outputs() {
  const newsgloss = await ready();
  const { analyze, digest, documents, entities, keyPoints, keyTerms, oneLine, open, parse, summarize, highlight } = newsgloss;
  const lines = [`import type * as index from ${index};`, `import type * as worker from ${worker};`];
  const say = (name, value) => lines.push(`const _${lines.length}: ReturnType<typeof index.${name}> = ${literal(value)};`);
  const bundled = documents().map(({ id }) => open(id).text);
  for (const text of [...Object.values(TEXTS), ...bundled].filter((text) => text.length < 20000)) {
    say("parse", parse(text));
    say("analyze", analyze(text, { date: "2022-01-07" }));
    say("entities", entities(text));
    const analysis = analyze(text, { date: "2022-01-07" });
    say("toWebAnnotation", newsgloss.toWebAnnotation(analysis, { source: "https://example.org/" }));
    say("toJsonLd", newsgloss.toJsonLd(analysis, { url: "https://example.org/" }));
    say("toDisplacy", newsgloss.toDisplacy(analysis));
    say("toHTML", newsgloss.toHTML(text));
    say("analyze", analyze(text, { glossary: [{ name: "the", type: "MISC", id: "the", url: "/the" }] }));
    say("summarize", summarize(text));
    const line = oneLine(text);
    if (line) say("oneLine", line);
    say("keyPoints", keyPoints(text));
    say("keyTerms", keyTerms(text));
    say("digest", digest([text, text]));
    say("highlight", highlight(text));
  }
  say("describe", newsgloss.describe("one two", { start: 4, end: 7 }));
  say("anchor", newsgloss.anchor("one two", { exact: "two" }));
  say("toFragment", newsgloss.toFragment("one two", { start: 4, end: 7 }));
  say("fromFragment", newsgloss.fromFragment("one two", "#:~:text=two"));
  const named = { id: "a", target: { selector: { type: "TextQuoteSelector", exact: "two" } } };
  named.body = { type: "TextualBody", purpose: "editing", value: "add ORG" };
  say("importAnnotations", newsgloss.importAnnotations(JSON.stringify([named, 1])));
  say("exportAnnotations", newsgloss.exportAnnotations([named]));
  say("toGlossary", newsgloss.toGlossary([named]));
  say("analyze", analyze("one two", { corrections: [named] }));
  say("exportNames", newsgloss.exportNames(analyze("one two"), { format: "spacy" }));
  say("anchorAll", newsgloss.anchorAll("one two", [{ exact: "two" }, { exact: "three" }]));
  say("documents", documents());
  say("open", open(documents()[0].id));
  const names = (module) => literal(Object.fromEntries(Object.keys(module).map((name) => [name, true])));
  lines.push(`const _index: Record<keyof typeof index, true> = ${names(newsgloss)};`);
  lines.push(`const _worker: Record<keyof typeof worker, true> = ${names(await import(file("worker.js")))};`);
  lines.push(`const _codes: Record<index.ErrorCode, true> = ${literal(codes())};`);
  return lines.join("\n");
}

/** Every code that the shell or the engine gives an error. */
function codes() {
  const shell = ["article.js", "element.js", "engine.js", "glossary.js", "index.js", "loading.js", "worker.js"].map((name) => readFileSync(source(name), "utf8")).join("\n");
  const engine = readFileSync(join(ROOT, "src/error.rs"), "utf8");
  const found = [...shell.matchAll(/(?:fail\(|refuse\(|trouble\(|, )"([a-z]+(?:-[a-z]+)+)"/g), ...engine.matchAll(/ErrorCode::\w+ => "([a-z-]+)"/g)];
  return Object.fromEntries([...found.map(([, code]) => code), ...loadCodes()].map((code) => [code, true]));
}

/** The codes of load.js, which puts them together: a file and what is wrong with it. */
function loadCodes() {
  const [remedies] = readFileSync(source("load.js"), "utf8").match(/^const REMEDIES = \{\n[^]*?^\};/m);
  const kinds = [...remedies.matchAll(/^ {2}"?([a-z-]+)"?: \(/gm)].map(([, kind]) => kind);
  const codes = ["wasm", "model", "knowledge"].flatMap((what) => kinds.map((kind) => `${what}-${kind}`));
  return codes.filter((code) => !["wasm-format", "model-refused", "knowledge-refused"].includes(code));
}

test("what is returned and exported is what is declared", async () => {
  const { status, output } = compile(await outputs());
  assert.equal(status, 0, output);
});

test("the check can fail", () => {
  const wrong = `import type * as index from ${index};
    const a: ReturnType<typeof index.parse> = { text: "", blocks: [], problems: [], extra: 1 };
    const b: ReturnType<typeof index.parse> = { text: "", blocks: [] };
    const c: index.BlockKind = "poem";`;
  const { status, output } = compile(wrong);
  assert.notEqual(status, 0);
  assert.equal((output.match(/error TS/g) ?? []).length, 3, output);
});

test("what the package's page says works compiles", () => {
  const { status, output } = compile(`
    import init, { analyze, entities, Glossary, highlight, open, parse, summarize, type GlossaryEntry, type NewsglossError } from ${index};
    import initWorker, { analyze as analyzeThere } from ${worker};
    const controller = new AbortController();
    await init({ wasm: new URL("x", "http://x"), onProgress: ({ loaded, total }) => { loaded / total; }, signal: controller.signal });
    const document = parse("text", { format: "auto" });
    const { mentions } = analyze(document, { date: "2022-01-07", summary: { sentences: 2 } });
    mentions.map(({ start, end, type }) => [document.text.slice(start, end), type]);
    entities("x").flatMap(({ mentions }) => mentions.map(({ confidence }) => confidence));
    summarize("x", { sentences: 1 })[0]?.rank;
    highlight("x", { types: ["PERSON", "LOC"] }).length;
    const entry: GlossaryEntry = { name: "Blue Harbour", aliases: ["BH"], type: "ORG", id: "bh-1", url: "/topics/bh-1" };
    const glossary = new Glossary([entry]);
    analyze("x", { glossary }).entities[0]?.glossary?.url?.length;
    entities("x", { glossary: [entry] })[0]?.mentions[0]?.glossary;
    try { open("x"); } catch (error) { if ((error as NewsglossError).code !== "unknown-document") throw error; }
    await initWorker();
    (await analyzeThere("x", { glossary, signal: controller.signal })).summary.length;
    export {};`);
  assert.equal(status, 0, output);
});
