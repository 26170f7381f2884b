// The article of a page at an address, as elements: what `<news-gloss src>` shows.
//
// The browser fetches the page and parses it by itself, which needs no string to be trusted. What is shown is made anew:
// elements that mean something to a reader, and of their attributes the language, the day and the address of a link.

import { call, structureReady } from "./engine.js";
import { fail } from "./errors.js";
import { BLOCKS, findDate, isNamedBeside, SKIPPED, TAGS } from "./markup.js";

/** Elements that are made anew. Of others, those that stand on lines of their own become a `div`, and the rest go. */
const KEPT = new Set(("p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre figure figcaption hr br table caption thead tbody tfoot tr th td " +
  "a abbr b bdi bdo cite code data del dfn em i ins kbd q rb rp rt ruby s samp small strong sub sup time u var wbr").split(" "));

/** What is left out beside what `markup.js` skips. */
const NOT_SHOWN = "script, style, template, noscript, iframe, textarea, input, img, picture, news-gloss, [hidden], [aria-hidden='true'], " +
  "[data-newsgloss-ignore]";

/** What pages call the day and the author, where these are no words of the article's own. */
const DATED = "time[datetime], [itemprop='datePublished']";
const SIGNED = "address, [rel~='author'], [itemprop~='author'], [class*='byline' i]";

/** The article at `url`, as an `<article>`. Throws `article-not-found`, `-unreachable`, `-format`, `-empty` or `-load`. */
export async function fetchArticle(url, { signal, lang } = {}) {
  const { response, responseURL, isMarkdown } = await request(url, signal);
  const article = typeof response !== "string" ? ofPage(response, lang)
    : isMarkdown ? await (await import("./markdown.js")).ofMarkdown(response, responseURL, lang) : await ofText(response);
  if (!/\S/.test(article.textContent)) throw trouble("article-empty", responseURL, "there is no article in it");
  return article;
}

/** Fetches a page as a document, or a text as a string, which may be Markdown. */
function request(url, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const refuse = (code, problem) => {
      request.abort();
      reject(trouble(code, url, problem));
    };
    const give = () => {
      request.abort();
      reject(signal.reason);
    };
    request.addEventListener("readystatechange", () => {
      if (request.readyState !== XMLHttpRequest.HEADERS_RECEIVED) return;
      const { status, statusText } = request;
      if (status === 404 || status === 410) return refuse("article-not-found", `the server answered ${status} ${statusText}`.trim());
      if (status < 200 || status > 299) return refuse("article-load", `the server answered ${status} ${statusText}`.trim());
      const type = (request.getResponseHeader("content-type") ?? "").split(";")[0].trim().toLowerCase();
      // Many servers know no type for Markdown but that of any text.
      request.isMarkdown = type === "text/markdown" || (type === "text/plain" && /\.(?:md|markdown)$/i.test(new URL(request.responseURL).pathname));
      if (type === "text/html" || type === "application/xhtml+xml") request.responseType = "document";
      else if (type !== "text/plain" && !request.isMarkdown) refuse("article-format", `it is ${type || "of no type"}, and must be text/html, text/markdown or text/plain`);
    });
    request.addEventListener("load", () => (request.response === null ? refuse("article-load", "it cannot be parsed") : resolve(request)));
    request.addEventListener("error", () => refuse("article-unreachable", "there is no connection, or a policy forbids it"));
    request.addEventListener("loadend", () => signal?.removeEventListener("abort", give));
    signal?.addEventListener("abort", give);
    request.open("GET", url);
    request.send();
  });
}

function trouble(code, url, problem) {
  return fail(code, `the article could not be loaded from ${url}: ${problem}`);
}

/** The article of a page, with its headline, its author and its day where these stand elsewhere on the page. */
function ofPage(page, lang) {
  const found = longest(page.querySelectorAll("article")) ?? page.querySelector("main") ?? page.body ?? page.documentElement;
  const article = copy(found);
  const language = found.closest("[lang]")?.lang;
  if (language) article.lang = language;
  const head = [];
  if (!article.querySelector("h1")) {
    const headline = page.querySelector("h1")?.textContent.trim() || meta(page, "og:title");
    if (headline) head.push(line("h1", headline));
  }
  if (!found.querySelector(SIGNED) && meta(page, "author")) head.push(Object.assign(line("p", meta(page, "author")), { className: "byline" }));
  const day = findDate(new XMLSerializer().serializeToString(page));
  if (day && !found.querySelector(DATED)) head.push(dated(day, lang || language));
  after(article.querySelector("h1"), article, head);
  return article;
}

/** The element with most text. */
function longest(elements) {
  const lengths = [...elements].map((element) => element.textContent.length);
  return elements[lengths.indexOf(Math.max(...lengths))];
}

function meta(page, name) {
  return page.querySelector(`meta[name="${name}" i], meta[property="${name}" i]`)?.content.trim();
}

/** An element with a line of text. */
export function line(tag, text) {
  return Object.assign(document.createElement(tag), { textContent: text });
}

/** A line with the day in words, which the engine reads as well. */
export function dated(day, lang) {
  const write = (lang) => new Date(`${day}T00:00Z`).toLocaleDateString(lang, { dateStyle: "long", timeZone: "UTC" });
  let words;
  try {
    words = write(lang || document.documentElement.lang || "en");
  } catch {
    // The page's language is none.
    words = write("en");
  }
  const time = line("time", words);
  time.dateTime = day;
  time.setAttribute("itemprop", "datePublished");
  const paragraph = document.createElement("p");
  paragraph.append(time);
  return paragraph;
}

/** Puts lines below the heading of an article, or above all if one of them is its heading. */
export function after(heading, article, lines) {
  if (heading && !lines.some(({ localName }) => localName === "h1")) heading.after(...lines);
  else article.prepend(...lines);
}

/** What of `found` is shown, made anew. No recursion, however deep the page is. */
function copy(found) {
  const article = document.createElement("article");
  const waiting = [[found.firstChild, article]];
  while (waiting.length > 0) {
    const [node, parent] = waiting.pop();
    if (!node) continue;
    waiting.push([node.nextSibling, parent]);
    if (node.nodeType === Node.TEXT_NODE || node.nodeType === Node.CDATA_SECTION_NODE) parent.append(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || isLeftOut(node)) continue;
    const made = anew(node);
    if (made) parent.append(made);
    waiting.push([node.firstChild, made ?? parent]);
  }
  return article;
}

function isLeftOut(element) {
  return SKIPPED.has(element.localName) || element.matches(NOT_SHOWN) || isNamedBeside(element.localName, [element.className, element.id].map(String));
}

/** An element of ours for one of the page's; null if only what is in it is kept. */
function anew(element) {
  const { localName } = element;
  if (!KEPT.has(localName)) return BLOCKS.has(localName) ? document.createElement("div") : null;
  const made = document.createElement(localName);
  for (const name of ["lang", "dir", "datetime", "itemprop"]) {
    if (element.hasAttribute(name)) made.setAttribute(name, element.getAttribute(name));
  }
  if (element.matches(SIGNED)) made.className = "byline";
  if (localName === "a" && /^https?:/i.test(element.href)) made.href = element.href;
  return made;
}

/** A plain text by its structure; where the engine cannot run, by its blank lines. */
async function ofText(text) {
  const article = document.createElement("article");
  const { title, blocks } = await structureReady().then(() => call("parse", text), () => byBlankLines(text));
  for (const { start, end, kind } of blocks) {
    article.append(line(start === title?.start ? "h1" : TAGS[kind] ?? "p", text.slice(start, end)));
  }
  return article;
}

/** Paragraphs, where blank lines are all that is known of a text. */
export function byBlankLines(text) {
  const blocks = [...text.matchAll(/\S(?:.|\n(?!\s*\n))*/g)];
  return { blocks: blocks.map(({ 0: { length }, index }) => ({ start: index, end: index + length, kind: "paragraph" })) };
}
