// An article with its names marked and its summary, as HTML. No DOM is needed: servers and builds of static sites can
// do it. HTML given is copied as it is; marks go around text in it and nothing else is touched.

import { fail } from "./errors.js";
import { escape, readHtml, TAGS } from "./markup.js";

/** What a text sets before an item of a list. A list of HTML has its own. */
const BULLET = /^(?:(?:[-–—*•·▪◦‣]|\d{1,3}[.)])\s+)?/;

/** Writes a text or an HTML string with what `analyze`, which is handed in, says of it. */
export function toHtml(analyze, input, { format = "auto", types, heading = "Summary", summary, ...options } = {}) {
  if (typeof input !== "string") throw fail("invalid-input", `a string is needed, not ${input === null ? "null" : typeof input}`);
  if (format !== "auto" && format !== "text" && format !== "html") {
    throw fail("invalid-option", 'format must be "auto", "text" or "html"');
  }
  const isHtml = format === "html" || (format === "auto" && looksLikeHtml(input));
  const source = isHtml ? readHtml(input) : null;
  const date = options.date ?? source?.date;
  const analysis = analyze(source ? source.text : input, { ...options, date, summary: summary === false ? { sentences: 0 } : summary });
  const marks = marksOf(analysis, types);
  const section = summarySection(analysis, heading);
  return source ? source.write(marks, section) : writeText(analysis, marks, section);
}

/** Whether a string has markup in it: one of the tags that a text has no use for. */
function looksLikeHtml(input) {
  return /<(?:!doctype|html|head|body|main|article|section|div|p|h[1-6]|ul|ol|li|blockquote|figure|br|span|a)\b[^<>]*>/i.test(input);
}

/** The names to mark, each with its opening tag. */
function marksOf({ mentions, entities }, types) {
  const wanted = mentions.filter(({ type }) => !types || types.includes(type));
  return wanted.map(({ start, end, type, entity }) => {
    const { link } = entities[entity];
    const item = link ? ` data-wikidata="${link.wikidata}"` : "";
    return { start, end, open: `<mark data-type="${type}" data-entity="${entity}"${item}>` };
  });
}

function summarySection({ text, summary }, heading) {
  if (summary.length === 0) return "";
  const sentences = summary.map(({ start, end }) => `<li>${escape(text.slice(start, end))}</li>`);
  return `<section class="newsgloss-summary"><h2>${escape(heading)}</h2><ul>${sentences.join("")}</ul></section>\n`;
}

/** A plain text as an article: its blocks as elements, the summary below its title. */
function writeText({ text, document: { title, blocks } }, marks, section) {
  const parts = title ? [] : [section];
  let next = 0;
  let inList = false;
  for (const block of blocks) {
    const isTitle = title !== undefined && block.start === title.start;
    const isItem = block.kind === "list-item";
    if (isItem !== inList) parts.push(isItem ? "<ul>\n" : "</ul>\n");
    inList = isItem;
    const from = next;
    while (next < marks.length && marks[next].end <= block.end) next += 1;
    const tag = isTitle ? "h1" : TAGS[block.kind] ?? "p";
    // Others are paragraphs of a class of their own.
    const kind = TAGS[block.kind] ? "" : ` class="newsgloss-${block.kind}"`;
    const start = isItem ? block.start + BULLET.exec(text.slice(block.start, block.end))[0].length : block.start;
    parts.push(`<${tag}${kind}>${marked(text, { ...block, start }, marks.slice(from, next))}</${tag}>\n`, isTitle ? section : "");
  }
  if (inList) parts.push("</ul>\n");
  return `<article>\n${parts.join("")}</article>\n`;
}

function marked(text, { start, end }, marks) {
  let out = "";
  let at = start;
  for (const mark of marks) {
    out += `${escape(text.slice(at, mark.start))}${mark.open}${escape(text.slice(mark.start, mark.end))}</mark>`;
    at = mark.end;
  }
  return out + escape(text.slice(at, end));
}
