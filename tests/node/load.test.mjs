// Loading: from files, from memory, from the network; together, again, given up, and after a trap.

import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, test } from "node:test";
import { coded, file, fresh } from "./package.mjs";

const WASM = readFileSync(file("newsgloss.wasm"));
const MODEL = readFileSync(file("newsgloss.model"));
const KNOWLEDGE = readFileSync(file("newsgloss.knowledge"));

/** A module that asks for what the package's scripts do not have: `(import "x" "y" (func))`. */
const OTHER = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 2, 7, 1, 1, 0x78, 1, 0x79, 0, 0);

/** What is said on the console meanwhile. */
async function warnings(run) {
  const said = [];
  const { warn } = console;
  console.warn = (...words) => said.push(words.join(" "));
  await run().finally(() => { console.warn = warn; });
  return said;
}

/** What an object has, whether or not a loop sees it. */
const properties = (object) => Object.fromEntries(Object.getOwnPropertyNames(object).map((name) => [name, object[name]]));

/** A server that answers as each test needs; the address it listens on. */
async function serve(answers) {
  const server = createServer(({ url }, response) => {
    const [status, type, body, length] = answers[url] ?? [404, "text/plain", "nothing here"];
    response.writeHead(status, { "content-type": type, ...(length && { "content-length": length }) });
    // One that promised more breaks off; one without a body never ends.
    if (length) response.write(body, () => response.destroy());
    else if (body !== undefined) response.end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  after(() => { server.closeAllConnections(); server.close(); });
  return (path) => new URL(path, `http://127.0.0.1:${server.address().port}`);
}

const works = (newsgloss) => assert.equal(newsgloss.analyze("It works.").text, "It works.");

test("nothing works before init, and everything after", async () => {
  const { newsgloss } = await fresh();
  assert.throws(() => newsgloss.parse("x"), coded("not-initialized"));
  assert.throws(() => newsgloss.documents(), coded("not-initialized"));
  await newsgloss.default();
  works(newsgloss);
});

test("callers share one load, and may call again", async () => {
  const { newsgloss } = await fresh();
  const heard = [];
  await Promise.all([newsgloss.default({ onProgress: (p) => heard.push(p) }), newsgloss.default(), newsgloss.default()]);
  await newsgloss.default();
  works(newsgloss);
  const { loaded, total } = heard.at(-1);
  const all = WASM.length + MODEL.length + KNOWLEDGE.length;
  assert.deepEqual([loaded, total], [all, all]);
  assert.ok(heard.every((p, i) => i === 0 || p.loaded >= heard[i - 1].loaded));
});

test("every kind of source is taken", async () => {
  const address = await serve({ "/wasm": [200, "application/wasm", WASM], "/model": [200, "application/octet-stream", MODEL] });
  const module = await WebAssembly.compile(WASM);
  const copy = (bytes) => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  for (const sources of [
    { wasm: address("/wasm"), model: address("/model") },
    { wasm: address("/wasm").href, model: address("/model").href },
    { wasm: new Request(address("/wasm")), model: new Request(address("/model")) },
    { wasm: await fetch(address("/wasm")), model: await fetch(address("/model")) },
    { wasm: WASM, model: MODEL },
    { wasm: copy(WASM), model: copy(MODEL) },
    { wasm: module, model: file("newsgloss.model") },
  ]) {
    const { newsgloss } = await fresh();
    await newsgloss.default(sources);
    works(newsgloss);
  }
});

test("a load that fails says why and what to do, and the next is tried anew", async () => {
  const page = [200, "text/html; charset=utf-8", "<!doctype html>"];
  const address = await serve({
    "/page": page,
    "/text": [200, "text/plain", "no wasm"],
    "/broken": [500, "text/plain", "no"],
    "/short": [200, "application/wasm", WASM.subarray(0, WASM.length >> 1)],
    "/cut": [200, "application/wasm", WASM.subarray(0, 1000), WASM.length],
    "/model": [200, "application/octet-stream", MODEL.subarray(0, 1000), MODEL.length],
  });
  const { newsgloss } = await fresh();
  const failures = [
    [{ wasm: address("/none") }, "wasm-not-found", /none: .*404.*\. Put the package's newsgloss\.wasm there/],
    [{ wasm: address("/broken") }, "wasm-load", /500.*log/],
    [{ wasm: address("/page") }, "wasm-web-page", /web page.*newsgloss\.wasm/],
    [{ wasm: address("/text") }, "wasm-corrupt", /text.*as binary/],
    [{ wasm: address("/short") }, "wasm-corrupt", /short.*as binary/],
    [{ wasm: address("/cut") }, "wasm-unreachable", /cut.*Check the connection/],
    [{ wasm: new Uint8Array(8) }, "wasm-corrupt", /bytes given/],
    [{ wasm: Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0) }, "wasm-version", /does not fit/],
    [{ wasm: OTHER }, "wasm-version", /does not fit/],
    [{ wasm: file("nothing.wasm") }, "wasm-not-found", /nothing\.wasm/],
    [{ wasm: "http://127.0.0.1:1/" }, "wasm-unreachable", /127\.0\.0\.1:1/],
    [{ model: address("/none") }, "model-not-found", /404.*newsgloss\.model/],
    [{ model: address("/page") }, "model-web-page", /web page/],
    [{ model: address("/model") }, "model-unreachable", /model/],
  ];
  for (const [options, code, message] of failures) {
    const failed = (error) => coded(code)(error) && (message.test(error.message) || assert.fail(`${code}: ${error.message}`));
    await assert.rejects(newsgloss.default(options), failed, message);
  }
  await newsgloss.default();
  works(newsgloss);
});

test("what is missing, damaged or old beside the scripts is named, and taken from inside them", async () => {
  const { newsgloss, directory } = await fresh();
  const damaged = Uint8Array.from(MODEL);
  damaged[damaged.length >> 1] ^= 0x40;
  rmSync(file("newsgloss.wasm", directory));
  writeFileSync(file("newsgloss.model", directory), damaged);
  writeFileSync(file("newsgloss.knowledge", directory), "<!doctype html>");
  const said = await warnings(() => newsgloss.default());
  assert.equal(said.length, 3);
  for (const words of ["newsgloss.wasm there", "newsgloss.model there anew", "newsgloss.knowledge there"]) {
    assert.ok(said.some((warning) => warning.startsWith("newsgloss: ") && warning.includes(words)), said.join("\n"));
  }
  works(newsgloss);
  assert.equal(newsgloss.analyze("He went to Russia.").entities[0].link.wikidata, "Q159");
  const { newsgloss: old, directory: other } = await fresh();
  writeFileSync(file("newsgloss.wasm", other), OTHER);
  assert.match((await warnings(() => old.default())).join(), /does not fit.*version/);
  works(old);
});

test("a file given by the caller is not replaced, nor one that no copy is left of", async () => {
  const { newsgloss, directory } = await fresh();
  rmSync(file("inline-wasm.js", directory));
  writeFileSync(file("newsgloss.wasm", directory), "no module");
  assert.deepEqual(await warnings(() => assert.rejects(newsgloss.default(), coded("wasm-corrupt"))), []);
  await assert.rejects(newsgloss.default({ wasm: file("newsgloss.wasm", directory) }), coded("wasm-corrupt"));
  assert.throws(() => newsgloss.parse("x"), coded("not-initialized"));
});

test("the copies inside the scripts are the files", async () => {
  const { default: inline } = await import(file("inline.js"));
  const files = await inline();
  assert.deepEqual(Object.keys(files), ["wasm", "model", "knowledge"]);
  assert.ok(WASM.equals(Buffer.from(files.wasm)) && MODEL.equals(Buffer.from(files.model)) && KNOWLEDGE.equals(Buffer.from(files.knowledge)));
  const { newsgloss } = await fresh();
  await newsgloss.default(files);
  works(newsgloss);
});

test("where WebAssembly is refused the error says so, and nothing else is tried", async () => {
  const { newsgloss } = await fresh();
  const real = globalThis.WebAssembly;
  try {
    globalThis.WebAssembly = undefined;
    await assert.rejects(newsgloss.default(), coded("wasm-refused"));
    // As a policy without 'wasm-unsafe-eval' has it.
    const forbid = () => { throw new real.CompileError("forbidden"); };
    globalThis.WebAssembly = { ...properties(real), compile: async () => forbid(), compileStreaming: async () => forbid(), Module: class { constructor() { forbid(); } } };
    const said = await warnings(() => assert.rejects(newsgloss.default(), (error) => coded("wasm-refused")(error) && /wasm-unsafe-eval/.test(error.message)));
    assert.deepEqual(said, []);
  } finally {
    globalThis.WebAssembly = real;
  }
  await newsgloss.default();
  works(newsgloss);
});

test("without the model there is structure and a summary", async () => {
  const { newsgloss } = await fresh();
  await assert.rejects(newsgloss.default({ model: file("nothing.model") }), coded("model-not-found"));
  await assert.rejects(newsgloss.default({ model: file("nothing.model") }), coded("model-not-found"));
  assert.equal(newsgloss.parse("A\n\nB").blocks.length, 2);
  assert.throws(() => newsgloss.analyze("A"), coded("model-missing"));
  await newsgloss.default();
  works(newsgloss);
});

test("a damaged model is refused, and a good one taken after it", async () => {
  const { newsgloss } = await fresh();
  const damaged = Uint8Array.from(MODEL);
  damaged[damaged.length >> 1] ^= 0x40;
  for (const [model, code] of [[damaged, "model-corrupt"], [MODEL.subarray(0, MODEL.length - 1), "model-corrupt"],
    [new TextEncoder().encode("no model at all"), "model-format"], [new Uint8Array(), "model-format"]]) {
    await assert.rejects(newsgloss.default({ model }), coded(code));
  }
  await newsgloss.default({ model: MODEL });
  works(newsgloss);
});

test("links come with the knowledge file, at once or later", async () => {
  const linked = (newsgloss) => newsgloss.analyze("The talks were held in Russia and Ukraine.").entities.filter(({ link }) => link).length;
  const { newsgloss } = await fresh();
  await newsgloss.default({ knowledge: false });
  assert.equal(linked(newsgloss), 0);
  await newsgloss.default({ knowledge: false });
  assert.equal(linked(newsgloss), 0);
  await newsgloss.default();
  assert.equal(linked(newsgloss), 2);
  const { newsgloss: other } = await fresh();
  await Promise.all([other.default({ knowledge: false }), other.default({ knowledge: KNOWLEDGE })]);
  assert.equal(linked(other), 2);
});

test("without the knowledge file there are names, and a damaged one is refused", async () => {
  const { newsgloss } = await fresh();
  const damaged = Uint8Array.from(KNOWLEDGE);
  damaged[damaged.length >> 1] ^= 0x40;
  for (const [knowledge, code] of [[file("nothing.knowledge"), "knowledge-not-found"], [damaged, "knowledge-corrupt"],
    [MODEL, "knowledge-format"], [new Uint8Array(), "knowledge-format"]]) {
    await assert.rejects(newsgloss.default({ knowledge }), coded(code));
    works(newsgloss);
  }
  await newsgloss.default();
  assert.equal(newsgloss.analyze("He went to Russia.").entities[0].link.wikidata, "Q159");
});

test("options are checked", async () => {
  const { newsgloss } = await fresh();
  for (const options of [null, 7, { wasm: 7 }, { model: {} }, { knowledge: true }, { model: await WebAssembly.compile(WASM) }, { onProgress: 1 }, { signal: 1 }]) {
    await assert.rejects(newsgloss.default(options), coded("invalid-option"));
  }
});

test("a load can be given up by one caller and go on for another", async () => {
  const address = await serve({ "/slow": [200, "application/wasm", undefined] });
  const { newsgloss } = await fresh();
  const [first, second] = [new AbortController(), new AbortController()];
  const loads = [first, second].map(({ signal }) => newsgloss.default({ wasm: address("/slow"), signal }));
  first.abort();
  await assert.rejects(loads[0], { name: "AbortError" });
  const still = await Promise.race([loads[1].catch(() => "ended"), new Promise((r) => setTimeout(r, 50, "going on"))]);
  assert.equal(still, "going on");
  second.abort("enough");
  await assert.rejects(loads[1], (reason) => reason === "enough");
  await assert.rejects(newsgloss.default({ signal: AbortSignal.abort() }), { name: "AbortError" });
  await newsgloss.default();
  works(newsgloss);
});

test("a trap ends the instance and not the page", async () => {
  const { newsgloss, directory } = await fresh();
  await newsgloss.default();
  const before = newsgloss.analyze("Angela Merkel spoke in Berlin.");
  const { lifecycle } = await import(file("engine.js", directory));
  let restarts = 0;
  lifecycle.addEventListener("restart", () => { restarts += 1; });
  for (let i = 1; i <= 3; i++) {
    // Asking the bindings again gives the instance that runs; its memory is then made senseless.
    const { memory } = await (await import(file("bindings.js", directory))).default();
    new Uint8Array(memory.buffer).fill(0xff);
    assert.throws(() => newsgloss.analyze("x ".repeat(100)), coded("engine-trap"));
    assert.equal(restarts, i);
    assert.deepEqual(newsgloss.analyze("Angela Merkel spoke in Berlin."), before);
  }
});
