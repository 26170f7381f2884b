// The package as a package: its manifest and the files it names.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { DIST, file } from "./package.mjs";

const manifest = JSON.parse(readFileSync(file("package.json"), "utf8"));

test("every file that the manifest names is there, types first", () => {
  const targets = Object.values(manifest.exports).flatMap((target) => {
    if (typeof target === "string") return [target];
    assert.equal(Object.keys(target)[0], "types");
    return Object.values(target);
  });
  for (const target of [...targets, manifest.main, manifest.types]) assert.ok(existsSync(join(DIST, target)), target);
  assert.match(manifest.version, /^\d+\.\d+\.\d+$/);
});

test("scripts import only what ships, and nothing of Node's at the start", () => {
  for (const name of readdirSync(DIST).filter((name) => name.endsWith(".js"))) {
    const source = readFileSync(file(name), "utf8");
    for (const [, from] of source.matchAll(/^\s*(?:import|export)\b[^"'`;]*?from\s*["']([^"']+)["']/gm)) {
      assert.ok(from.startsWith("./") && existsSync(join(DIST, from)), `${name} imports ${from}`);
    }
    for (const [, from] of source.matchAll(/new URL\("([^"]+)", import\.meta\.url\)/g)) {
      assert.ok(existsSync(join(DIST, from)), `${name} refers to ${from}`);
    }
  }
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

test("a worker is asked for where there is none, and the error says so", async () => {
  const { default: init, parse } = await import(file("worker.js"));
  await assert.rejects(parse("x"), { code: "not-initialized" });
  await assert.rejects(init(), { code: "worker-load" });
});
