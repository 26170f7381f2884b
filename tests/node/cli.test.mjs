// newsgloss on the command line.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { file, ready } from "./package.mjs";

const CLI = fileURLToPath(file("cli.js"));
const { analyze } = await ready();

const HOME = mkdtempSync(join(tmpdir(), "newsgloss-cli-"));
after(() => rmSync(HOME, { recursive: true }));
const TEXT = "Storm hits Lisbon\n\nLISBON (Reuters) – António Costa said on Friday that “all is well” 🙂.\n";
const PAGE = '<meta property="article:published_time" content="2022-01-10"><article><h1>Storm hits Lisbon</h1><p>It hit on Friday.</p></article>';
for (const [name, text] of Object.entries({ "a.txt": TEXT, "b.txt": "Berlin fell silent.", "page.html": PAGE, "latin.txt": Buffer.from([0x41, 0xe9, 0x42]) })) {
  writeFileSync(join(HOME, name), text);
}

function run(given, input = "") {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...given], { input, cwd: HOME, encoding: "utf8" });
  return { status, stdout, stderr };
}

test("one file, several files and standard input are annotated as JSON", () => {
  const one = run(["annotate", "a.txt"]);
  assert.deepEqual([one.status, one.stderr], [0, ""]);
  assert.deepEqual(JSON.parse(one.stdout), { id: "a.txt", ...analyze(TEXT) });
  const two = JSON.parse(run(["annotate", "a.txt", "b.txt", "--date", "2022-01-10"]).stdout);
  assert.deepEqual(two.map(({ id }) => id), ["a.txt", "b.txt"]);
  assert.equal(two[0].dates[0].value, "2022-01-07");
  assert.deepEqual(JSON.parse(run(["annotate"], TEXT).stdout), analyze(TEXT));
  assert.deepEqual(JSON.parse(run(["annotate", "-", "--no-links"], "Berlin").stdout).entities.map(({ link }) => link), [undefined]);
});

test("every format can be had", () => {
  assert.match(run(["annotate", "a.txt", "--format", "html"]).stdout, /^<article>\n<h1>Storm hits <mark data-type="LOC"/);
  assert.match(run(["annotate", "page.html", "--format", "html"]).stdout, /<article><h1>Storm hits <mark[^>]*>Lisbon<\/mark><\/h1><section/);
  assert.equal(JSON.parse(run(["annotate", "page.html"]).stdout).dates[0].value, "2022-01-07");
  const { items } = JSON.parse(run(["annotate", "a.txt", "--format=webannotation", "--source", "https://example.org/a"]).stdout);
  assert.equal(items[0].target.source, "https://example.org/a");
  assert.equal(JSON.parse(run(["annotate", "a.txt", "--format=jsonld"]).stdout)["@type"], "NewsArticle");
  assert.equal(run(["summarize", "a.txt", "b.txt", "--sentences=1"]).stdout, "António Costa said on Friday that “all is well” 🙂.\n\nBerlin fell silent.\n");
  assert.deepEqual(JSON.parse(run(["summarize", "b.txt", "--format=json"]).stdout), { id: "b.txt", summary: ["Berlin fell silent."] });
  const shown = run(["show", "a.txt"]).stdout;
  assert.ok(shown.includes("Storm hits [Lisbon LOC]\n") && shown.includes("PERSON António Costa (1)\n"), shown);
  assert.ok(!run(["show"], "A \u001b[2J\u0007 Berlin\u009b").stdout.match(/[\u001b\u0007\u009b]/));
});

test("lines come out as they go in, and one that makes no sense keeps its place", () => {
  const lines = ['{"id":7,"text":"Angela Merkel spoke on Friday.","date":"2022-01-10"}', '"Berlin \u2028 x"', '{"text":7}', "{", "plain Berlin\r", "", '{"text":"x","date":"soon"}', "last"];
  const { status, stdout, stderr } = run(["annotate", "--format", "jsonl"], lines.join("\n"));
  const out = stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
  assert.equal(out.length, lines.length);
  assert.deepEqual([out[0].id, out[0].dates[0].value], [7, "2022-01-07"]);
  assert.deepEqual(out.map(({ text }) => text), ["Angela Merkel spoke on Friday.", "Berlin \u2028 x", undefined, undefined, "plain Berlin", "", undefined, "last"]);
  assert.deepEqual(out.map(({ error }) => error?.code), [undefined, undefined, "invalid-input", "invalid-input", undefined, undefined, "invalid-option", undefined]);
  assert.equal(status, 1);
  assert.deepEqual(stderr.match(/line \d/g), ["line 3", "line 4", "line 7"]);
  writeFileSync(join(HOME, "many.jsonl"), lines.slice(0, 2).join("\n"));
  const files = run(["summarize", "--format=jsonl", "many.jsonl", "b.txt"]);
  assert.deepEqual(files.stdout.trimEnd().split("\n").map((line) => JSON.parse(line).summary.length), [1, 1, 1]);
  assert.equal(files.status, 0);
});

test("a line is answered before the next has come", async () => {
  const child = spawn(process.execPath, [CLI, "summarize", "--format", "jsonl"], { stdio: ["pipe", "pipe", "inherit"] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  for (const name of ["Berlin", "Lisbon"]) {
    child.stdin.write(`${name} fell silent on Friday.\n`);
    assert.deepEqual(JSON.parse((await answers.next()).value).summary, [`${name} fell silent on Friday.`]);
  }
  child.stdin.end();
  assert.equal(await new Promise((resolve) => child.once("exit", resolve)), 0);
});

test("what cannot be read is told, and the rest is done", () => {
  const { status, stdout, stderr } = run(["annotate", "none.txt", "b.txt", ".", "latin.txt", "--format", "jsonl"]);
  assert.equal(status, 1);
  assert.deepEqual(stdout.trimEnd().split("\n").map((line) => JSON.parse(line).id), ["b.txt"]);
  assert.deepEqual(stderr.trimEnd().split("\n"), ["newsgloss: none.txt: there is no such file", "newsgloss: .: it is a directory", "newsgloss: latin.txt: it is not UTF-8"]);
});

test("a command that makes no sense is told, with status 2", () => {
  const wrong = [[], ["run"], ["annotate", "--format", "xml"], ["show", "--format", "json"], ["annotate", "--nothing"], ["summarize", "--sentences", "few"], ["annotate", "--date", "2022-02-30"]];
  for (const given of wrong) {
    const { status, stdout, stderr } = run(given);
    assert.deepEqual([status, stdout], [2, ""], given.join(" "));
    assert.match(stderr, /^newsgloss: .+\nnewsgloss --help says how\.\n$/);
  }
});

test("help and version are told", () => {
  const { status, stdout } = run(["--help"]);
  assert.ok(status === 0 && stdout.startsWith("Usage: newsgloss") && run(["annotate", "-h"]).stdout === stdout);
  assert.equal(run(["--version"]).stdout, `${JSON.parse(readFileSync(file("package.json"), "utf8")).version}\n`);
});

test("who has seen enough ends it without a word", async () => {
  const child = spawn(process.execPath, [CLI, "annotate", "--format", "jsonl"], { stdio: ["pipe", "pipe", "pipe"] });
  let said = "";
  child.stderr.on("data", (data) => { said += data; });
  child.stdin.on("error", () => {});
  child.stdout.once("data", () => child.stdout.destroy());
  const feed = () => { if (child.exitCode === null) child.stdin.write("Angela Merkel spoke in Berlin.\n".repeat(200), () => setTimeout(feed, 1)); };
  feed();
  assert.equal(await new Promise((resolve) => child.once("exit", resolve)), 0);
  assert.equal(said, "");
});
