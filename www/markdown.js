// An article in Markdown, as elements: what `<news-gloss src>` shows of one. Headings, rules and what stands before the
// text are read here; paragraphs, lists, quotes and what is in their lines by the engine, as in a reader's notes.

import { after, byBlankLines, dated, line } from "./article.js";
import { call, structureReady } from "./engine.js";

/** The article, its links made whole by the address that it is from. */
export async function ofMarkdown(text, base, lang) {
  const hasEngine = await structureReady().then(() => true, () => false);
  const { facts, lines } = apart(text.split(/\r\n?|\n/));
  const article = document.createElement("article");
  for (const { level, words } of parts(lines)) {
    const made = hasEngine ? drawn(whole(words, base)) : plain(words);
    // A heading is a line, though it may begin as a list does.
    if (level > 0) article.append(into(document.createElement(`h${level}`), made.flatMap((block) => (block.localName === "p" ? [...block.childNodes] : block.textContent))));
    else article.append(...made);
  }
  const head = [];
  if (facts.title && !article.querySelector("h1")) head.push(line("h1", facts.title));
  if (facts.author) head.push(Object.assign(line("p", facts.author), { className: "byline" }));
  const [day] = facts.date?.match(/^\d{4}-\d\d-\d\d/) ?? [];
  if (day && !Number.isNaN(Date.parse(day))) head.push(dated(day, lang));
  after(article.querySelector("h1"), article, head);
  return article;
}

/** What static sites write above the text, between two lines of dashes, and the lines of the text. */
function apart(lines) {
  const end = lines[0]?.trim() === "---" ? lines.indexOf("---", 1) : -1;
  if (end < 0) return { facts: {}, lines };
  const facts = {};
  for (const fact of lines.slice(1, end)) {
    const at = fact.indexOf(":");
    if (at > 0) facts[fact.slice(0, at).trim().toLowerCase()] = fact.slice(at + 1).trim().replace(/^(["'])(.*)\1$/, "$2");
  }
  return { facts, lines: lines.slice(end + 1) };
}

/** Headings with their level, and what is between them with the level 0. */
function* parts(lines) {
  let section = [];
  let fenced = false;
  const rest = () => ({ level: 0, words: section.splice(0).join("\n") });
  for (const text of lines) {
    const bare = text.trim();
    if (bare.startsWith("```")) fenced = !fenced;
    const heading = fenced ? null : bare.match(/^#{1,6}(?=\s)/);
    const under = !fenced && (/^=+$/.test(bare) ? 1 : /^-{2,}$/.test(bare) ? 2 : 0);
    if (heading) {
      yield rest();
      yield { level: heading[0].length, words: unclosed(bare.slice(heading[0].length).trim()) };
    } else if (under && /^[^\s>*+-]/.test(section.at(-1) ?? "")) {
      const words = section.pop();
      yield rest();
      yield { level: under, words };
    } else if (fenced || !/^(?:-{3,}|\*{3,}|_{3,})$/.test(bare)) {
      section.push(text);
    } else {
      // A rule between paragraphs says no more than they do.
      section.push("");
    }
  }
  yield rest();
}

/** A heading's words without the marks that may close it. */
function unclosed(words) {
  let end = words.length;
  while (words[end - 1] === "#") end -= 1;
  return end === 0 || /\s/.test(words[end - 1]) ? words.slice(0, end).trimEnd() : words;
}

/** Markdown without its pictures, and with whole addresses. */
function whole(words, base) {
  return words.replace(/!\[[^[\]\n]*\]\([^()\n]*\)/g, "").replace(/\]\(([^()\s]+)\)/g, (found, address) => {
    try {
      const { href, protocol } = new URL(address, base);
      return protocol === "http:" || protocol === "https:" ? `](${href})` : found;
    } catch {
      return found;
    }
  });
}

function drawn(words) {
  const made = call("drawMarkdown", words);
  for (const link of made.querySelectorAll("a")) link.removeAttribute("target");
  // A note's lines are kept, an article's are broken anywhere.
  for (const end of made.querySelectorAll("br")) end.replaceWith("\n");
  made.normalize();
  return [...made.children];
}

function plain(words) {
  return byBlankLines(words).blocks.map(({ start, end }) => line("p", words.slice(start, end)));
}

function into(element, nodes) {
  element.append(...nodes);
  return element;
}
