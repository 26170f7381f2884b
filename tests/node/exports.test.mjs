// The package as a package: its manifest and the files it names.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { coded, DIST, file, fresh, ready, source as asWritten } from "./package.mjs";

const manifest = JSON.parse(readFileSync(file("package.json"), "utf8"));

test("every file that the manifest names is there, types first", () => {
  const targets = Object.values(manifest.exports).flatMap((target) => {
    if (typeof target === "string") return [target];
    assert.equal(Object.keys(target)[0], "types");
    return Object.values(target);
  });
  targets.push(...Object.values(manifest.bin));
  for (const target of [...targets, manifest.main, manifest.types]) assert.ok(existsSync(join(DIST, target)), target);
  assert.match(manifest.version, /^\d+\.\d+\.\d+$/);
});

test("scripts import only what ships, and nothing of Node's at the start", () => {
  for (const name of readdirSync(DIST).filter((name) => name.endsWith(".js"))) {
    const source = readFileSync(file(name), "utf8");
    for (const [, from] of source.matchAll(/(?:^|;)\s*(?:import|export)\b[^"'`;]*?from\s*["']([^"']+)["']/gm)) {
      // The command line runs in Node alone, and no entry for a browser leads to it.
      const isNodes = name === "cli.js" && from.startsWith("node:");
      assert.ok(isNodes || (from.startsWith("./") && from !== "./cli.js" && existsSync(join(DIST, from))), `${name} imports ${from}`);
    }
    for (const [, from] of source.matchAll(/new URL\("([^"]+)",\s*import\.meta\.url\)/g)) {
      assert.ok(existsSync(join(DIST, from)), `${name} refers to ${from}`);
    }
  }
});

test("scripts make no code and no markup out of strings, and none waits at its top", () => {
  const sinks = /\beval\(|new Function\(|\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|setHTMLUnsafe|createContextualFragment|srcdoc/;
  const names = readdirSync(DIST).filter((name) => name.endsWith(".js"));
  for (const name of names.filter((name) => !name.startsWith("inline-"))) {
    const source = readFileSync(file(name), "utf8");
    assert.doesNotMatch(source, sinks, name);
    const written = existsSync(asWritten(name)) ? readFileSync(asWritten(name), "utf8") : source;
    assert.doesNotMatch(written, /^(?:export )?(?:(?:const|let|var) [^\n]*= )?await\b/m, name);
  }
});

test("the worker's script imports nothing, and knows every function that is asked of it", async () => {
  const answers = readFileSync(asWritten("answer.js"), "utf8").match(/const FUNCTIONS = \{([^}]*)\}/)[1].match(/\w+/g);
  const asked = Object.keys(await import(file("worker.js"))).filter((name) => !["Glossary", "default", "terminate"].includes(name));
  assert.deepEqual(answers.sort(), asked.sort());
  assert.doesNotMatch(readFileSync(file("worker-thread.js"), "utf8"), /\bimport\b|\bexport\b/);
});

test("importing does nothing", async () => {
  const before = new Set(Object.keys(globalThis));
  const real = globalThis.fetch;
  globalThis.fetch = () => assert.fail("it fetched");
  await import(file("index.js"));
  await import(file("worker.js"));
  globalThis.fetch = real;
  assert.deepEqual(Object.keys(globalThis).filter((name) => !before.has(name)), []);
});

test("without a worker its functions run here, and can be given up while they wait", async () => {
  const { directory } = await fresh();
  const worker = await import(file("worker.js", directory));
  const { analyze } = await ready();
  const text = "Angela Merkel spoke in Berlin.";
  await assert.rejects(worker.parse(text), coded("not-initialized"));
  await assert.rejects(worker.default({ idle: -1 }), coded("invalid-option"));
  await assert.rejects(worker.default({ wasm: file("none", directory) }), coded("wasm-not-found"));
  await assert.rejects(worker.parse(text), coded("not-initialized"));
  const heard = [];
  const started = worker.default({ idle: 0, onProgress: ({ loaded }) => heard.push(loaded) });
  const early = worker.analyze(text);
  await started;
  assert.deepEqual(await early, analyze(text));
  assert.ok(heard.at(-1) > 1_000_000, `${heard.at(-1)}`);
  const controller = new AbortController();
  const calls = [worker.parse(text), worker.parse(text, { signal: controller.signal })];
  controller.abort("enough");
  await assert.rejects(calls[1], (reason) => reason === "enough");
  assert.equal((await calls[0]).text, text);
  await assert.rejects(worker.open("nothing"), coded("unknown-document"));
  worker.terminate();
  await assert.rejects(worker.parse(text), coded("not-initialized"));
});

test("a worker's file that is damaged is taken from inside the scripts", async () => {
  const { directory } = await fresh();
  writeFileSync(file("newsgloss.model", directory), "no model");
  writeFileSync(file("newsgloss.wasm", directory), "no module");
  const worker = await import(file("worker.js", directory));
  const said = [];
  const { warn } = console;
  console.warn = (...words) => said.push(words.join(" "));
  await worker.default().finally(() => { console.warn = warn; });
  assert.equal(said.length, 2, said.join("\n"));
  assert.equal((await worker.entities("Angela Merkel spoke in Berlin.")).length, 2);
});
