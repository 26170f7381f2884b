#!/usr/bin/env node
// newsgloss on the command line: articles in, what the engine says of them out. `newsgloss --help` says how.

import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import init, { analyze, summarize, toHTML, toJsonLd, toWebAnnotation } from "./index.js";
import { readHtml } from "./markup.js";

const HELP = `Usage: newsgloss COMMAND [FILE…] [OPTION…]

Commands
  annotate    names, dates, figures, quotations and a summary (json unless --format says otherwise)
  summarize   the most telling sentences (text)
  show        the article with its names marked, for people to read (text)

FILE is a plain text, or HTML if its name ends in .html or .htm; "-", or none, is standard input.

Options
  --format FORMAT    json           one object; an array of them for several files
                     jsonl          one object a line. Without FILE, or for files that end in .jsonl, every line
                                    of the input is an article: a JSON string, an object with a "text" (and an
                                    "id", a "date"), or else plain text. Line for line, as it arrives.
                     html           a page's <article> with marks and a summary
                     webannotation  W3C Web Annotations
                     jsonld         schema.org's NewsArticle
                     text
  --sentences N      how long a summary is (3)
  --date YYYY-MM-DD  the day of publication, where the article does not say
  --source URL       the article's address, for webannotation and jsonld; a file's own otherwise
  --no-links         leave the knowledge file alone
  --help, --version

Exit status: 0 if all went well, 1 if an article could not be read, 2 if the command makes no sense.
`;

const FORMATS = {
  annotate: ["json", "jsonl", "html", "webannotation", "jsonld"],
  summarize: ["text", "json", "jsonl"],
  show: ["text", "html"],
};

const OPTIONS = {
  format: { type: "string" },
  sentences: { type: "string" },
  date: { type: "string" },
  source: { type: "string" },
  "no-links": { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
};

/** A command that makes no sense. */
class Usage extends Error {}

// Who reads the output may have seen enough: `newsgloss … | head`.
process.stdout.on("error", ({ code }) => process.exit(code === "EPIPE" ? 0 : 1));

main(process.argv.slice(2)).then(
  (status) => { process.exitCode = status; },
  (error) => {
    process.stderr.write(`newsgloss: ${error.message}\n${error instanceof Usage ? "newsgloss --help says how.\n" : ""}`);
    process.exitCode = error instanceof Usage ? 2 : 1;
  },
);

async function main(given) {
  const { command, files, options } = readArguments(given);
  if (options.help) return write(HELP).then(() => 0);
  if (options.version) {
    const { version } = JSON.parse(await readFile(new URL("package.json", import.meta.url), "utf8"));
    return write(`${version}\n`).then(() => 0);
  }
  await init({ knowledge: options["no-links"] ? false : undefined });
  const failures = options.format === "jsonl" ? await runLines(command, files, options) : await runFiles(command, files, options);
  return failures === 0 ? 0 : 1;
}

function readArguments(given) {
  let parsed;
  try {
    parsed = parseArgs({ args: given, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new Usage(error.message.split(". ")[0]);
  }
  const { values: options, positionals: [command, ...files] } = parsed;
  if (options.help || options.version) return { options };
  if (!Object.hasOwn(FORMATS, command ?? "")) throw new Usage(command === undefined ? "a command is needed" : `there is no command ${command}`);
  options.format ??= FORMATS[command][0];
  if (!FORMATS[command].includes(options.format)) {
    throw new Usage(`--format of ${command} is one of ${FORMATS[command].join(", ")}, not ${options.format}`);
  }
  options.sentences = readCount(options.sentences);
  if (options.date !== undefined && new Date(`${options.date}T00:00Z`).toJSON()?.slice(0, 10) !== options.date) {
    throw new Usage("--date needs a day as YYYY-MM-DD");
  }
  if (files.length === 0) files.push("-");
  return { command, files, options };
}

function readCount(count) {
  if (count === undefined) return undefined;
  if (/^\d{1,6}$/.test(count)) return Number(count);
  throw new Usage("--sentences needs a whole number from 0");
}

/** Files in turn, each an article. How many of them failed. */
async function runFiles(command, files, options) {
  const isArray = options.format !== "text" && options.format !== "html" && files.length > 1;
  let failures = 0;
  let isFirst = true;
  if (isArray) await write("[\n");
  for (const name of files) {
    try {
      const article = { text: await readText(name), id: name, isHtml: /\.html?$/i.test(name) };
      const out = render(command, article, options);
      await write(isFirst ? "" : isArray ? ",\n" : "\n");
      await write(typeof out === "string" ? out : `${JSON.stringify(out, null, 2)}\n`);
      isFirst = false;
    } catch (error) {
      failures += 1;
      process.stderr.write(`newsgloss: ${name}: ${reason(error)}\n`);
    }
  }
  if (isArray) await write("]\n");
  return failures;
}

/** Articles in, a line for each out. A line that makes no sense has an error in its place, so that lines stay in step. */
async function runLines(command, files, options) {
  let failures = 0;
  for (const name of files) {
    let line = 0;
    try {
      for await (const article of articles(name)) {
        line += 1;
        let out;
        try {
          out = typeof article === "string" ? renderLine(command, article, options) : render(command, article, options);
        } catch (error) {
          failures += 1;
          const where = name === "-" ? `line ${line}` : `${name}: line ${line}`;
          process.stderr.write(`newsgloss: ${where}: ${reason(error)}\n`);
          out = { error: { code: error.code ?? "invalid-input", message: reason(error) } };
        }
        await write(`${JSON.stringify(out)}\n`);
      }
    } catch (error) {
      failures += 1;
      process.stderr.write(`newsgloss: ${name}: ${reason(error)}\n`);
    }
  }
  return failures;
}

/** What stands in a file: an article, or in standard input and in a file of lines one in each line. */
async function* articles(name) {
  if (name !== "-" && !/\.(jsonl|ndjson)$/i.test(name)) {
    yield { text: await readText(name), id: name, isHtml: /\.html?$/i.test(name) };
    return;
  }
  yield* lines(name === "-" ? process.stdin : createReadStream(name));
}

/** The lines of a stream as they arrive. Only a line feed ends one: JSON may hold all else that Unicode breaks lines at. */
async function* lines(stream) {
  const decoder = new TextDecoder();
  let pieces = [];
  for await (const chunk of stream) {
    const [first, ...others] = decoder.decode(chunk, { stream: true }).split("\n");
    pieces.push(first);
    for (const other of others) {
      yield pieces.join("").replace(/\r$/, "");
      pieces = [other];
    }
  }
  pieces.push(decoder.decode());
  const last = pieces.join("");
  if (last !== "") yield last;
}

function renderLine(command, line, options) {
  if (!/^\s*["{]/.test(line)) return render(command, { text: line }, options);
  const value = JSON.parse(line);
  const article = typeof value === "string" ? { text: value } : value;
  if (typeof article.text !== "string") throw new Error('the object has no "text"');
  if (article.date !== undefined && typeof article.date !== "string") throw new Error('"date" must be a string');
  return render(command, article, options);
}

/** What a command says of an article: a string, or an object for JSON. */
function render(command, { text, id, date, isHtml }, options) {
  const { format, sentences } = options;
  const page = isHtml ? readHtml(text) : undefined;
  const chosen = { date: options.date ?? date ?? page?.date, summary: { sentences } };
  if (format === "html") return toHTML(text, { ...chosen, format: isHtml ? "html" : "text" });
  const about = id === undefined || id === "-" ? {} : { id };
  const plain = page ? page.text : text;
  if (command === "summarize") {
    const said = summarize(plain, { sentences }).map(({ start, end }) => plain.slice(start, end).replace(/\s+/g, " "));
    return format === "text" ? said.map((sentence) => `${sentence}\n`).join("") : { ...about, summary: said };
  }
  const analysis = analyze(plain, chosen);
  const source = options.source ?? ("id" in about ? sourceOf(String(id)) : "urn:newsgloss:input");
  if (command === "show") return show(analysis);
  if (format === "webannotation") return toWebAnnotation(analysis, { source });
  if (format === "jsonld") return toJsonLd(analysis, /^https?:/.test(source) ? { url: source } : {});
  return { ...about, ...analysis };
}

/** The article for a terminal: its summary, its text with each name and its type, and who and what is in it. */
function show({ text, mentions, entities, summary }) {
  const paint = process.stdout.isTTY && !process.env.NO_COLOR;
  let out = summary.map(({ start, end }) => `* ${text.slice(start, end).replace(/\s+/g, " ")}\n`).join("");
  out += out === "" ? "" : "\n";
  let at = 0;
  for (const { start, end, type } of mentions) {
    const name = text.slice(start, end);
    out += text.slice(at, start) + (paint ? `\u001b[${COLOURS[type]}m${name}\u001b[0m` : `[${name} ${type}]`);
    at = end;
  }
  out += `${text.slice(at).trimEnd()}\n`;
  const listed = entities.map(({ name, type, mentions, role, link }) =>
    `${type.padEnd(6)} ${name}${role ? `, ${role}` : ""} (${mentions.length})${link ? ` ${link.wikidata}` : ""}\n`);
  return printable(`${out}${listed.length ? "\n" : ""}${listed.join("")}`, paint);
}

/** Without what would steer a terminal, but for the colours set here. */
function printable(text, paint) {
  return text.replace(/\u001b\[\d\d?m|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, (found) => (paint && found.length > 1 ? found : ""));
}

const COLOURS = { PERSON: 36, ORG: 35, LOC: 32, NORP: 33, EVENT: 31, MISC: 34 };

/** An address as it is; a file's as one. */
function sourceOf(id) {
  return /^[a-z][a-z0-9+.-]+:/i.test(id) ? id : pathToFileURL(id).href;
}

/** The text of a file, or of standard input. What is not UTF-8 is refused rather than garbled. */
async function readText(name) {
  const bytes = name === "-" ? await readAll(process.stdin) : await readFile(name);
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}

async function readAll(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Writes, and waits while nobody takes it. */
function write(text) {
  return new Promise((resolve) => {
    if (process.stdout.write(text)) resolve();
    else process.stdout.once("drain", resolve);
  });
}

/** Why something failed, without the address of what failed, which is said beside it. */
function reason({ code, message }) {
  const reasons = { ENOENT: "there is no such file", EISDIR: "it is a directory", EACCES: "it may not be read", ERR_ENCODING_INVALID_ENCODED_DATA: "it is not UTF-8" };
  return reasons[code] ?? message;
}
