// HTML without a DOM: the text of the article in a page, and the page again with marks around parts of that text.
//
// Markup is read in one pass that never fails; what is not understood is copied. Every character of the text knows where
// it stands in the page, so that marks can be put there and nothing else is changed.

/** Elements that begin and end a paragraph. */
export const BLOCKS = new Set(("address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 " +
  "h5 h6 head header hgroup hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul caption").split(" "));

/** The elements of the kinds of block of a plain text; others are paragraphs. */
export const TAGS = { heading: "h2", paragraph: "p", quote: "blockquote", "list-item": "li" };

/** Elements whose content is no markup, and those of them that are no part of what is read. */
const RAW = new Set("script style textarea title xmp iframe noembed noframes noscript template".split(" "));

/** Elements that hold no part of the article, with all that is in them. */
export const SKIPPED = new Set("nav aside footer form button select svg math audio video object canvas dialog menu".split(" "));

/** What begins the names that pages give to what stands beside an article. */
const BESIDE = /(?:^|\s)(?:comments?|adverts?|advertisement|ads?|promo|share|sharing|social|related|newsletter|cookies?|sidebar|breadcrumbs?)(?:$|[\s_-])/i;

const NAMED = Object.assign(Object.create(null), {
  amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0", shy: "\u00ad", ndash: "–", mdash: "—", lsquo: "‘", rsquo: "’", sbquo: "‚",
  ldquo: "“", rdquo: "”", bdquo: "„", laquo: "«", raquo: "»", lsaquo: "‹", rsaquo: "›", hellip: "…", bull: "•", middot: "·", euro: "€",
  pound: "£", yen: "¥", cent: "¢", copy: "©", reg: "®", trade: "™", deg: "°", sect: "§", para: "¶", times: "×", frac12: "½", frac14: "¼",
  ensp: "\u2002", emsp: "\u2003", thinsp: "\u2009", zwnj: "\u200c", zwj: "\u200d", OElig: "Œ", oelig: "œ", Scaron: "Š", scaron: "š", Yuml: "Ÿ",
});
("Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde " +
  "Ouml - Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave " +
  "iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml - oslash ugrave uacute ucirc uuml yacute thorn yuml")
  .split(" ").forEach((name, at) => { NAMED[name] = String.fromCharCode(0xc0 + at); });

/** A text as the content of an element, or of an attribute in double quotes. */
export function escape(text) {
  return text.toWellFormed().replace(/[&<>"'\r]/g, (letter) => ESCAPES[letter]);
}

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "\r": "&#13;" };

/** Reads a page or a part of one: `{ text, date, write(marks, section) }`. */
export function readHtml(html) {
  const reader = new Reader(html, findArticle(html));
  return {
    text: reader.text,
    date: findDate(html),
    write: (marks, section) => reader.write(marks, section),
  };
}

/** The pieces of a page in order: tags as `{ name, isEnd, tag, start, end }`, text as `{ start, end }`. */
function* tokens(html) {
  const tag = /<(?:!--|[!?]|(\/?)([a-z][^\s/>]*))/gi;
  let at = 0;
  for (let found; (found = tag.exec(html)); tag.lastIndex = at) {
    const { 0: opening, 1: slash, 2: given, index: start } = found;
    if (start > at) yield { start: at, end: start };
    const name = given?.toLowerCase();
    at = opening === "<!--" ? after(html, "-->", start + 4) : name ? endOfTag(html, start + opening.length) : after(html, ">", start);
    if (name) yield { name, isEnd: slash === "/", tag: html.slice(start, at), start, end: at };
    if (name && !slash && RAW.has(name)) {
      const close = new RegExp(`</${name}(?=[\\s/>])`, "gi");
      close.lastIndex = at;
      at = close.exec(html)?.index ?? html.length;
    }
  }
  if (at < html.length) yield { start: at, end: html.length };
}

function after(html, mark, from) {
  const found = html.indexOf(mark, from);
  return found < 0 ? html.length : found + mark.length;
}

/** Behind the `>` of a tag, which may hold others in the quotes of its attributes. */
function endOfTag(html, from) {
  const part = /[^"'>]*(?:"[^"]*"|'[^']*'|>|$)/gy;
  for (let at = from; ; at = part.lastIndex) {
    part.lastIndex = at;
    const found = part.exec(html);
    if (!found) return after(html, ">", at);
    if (!/["']$/.test(found[0])) return part.lastIndex;
  }
}

/** Where the article lies in a page: in the `<article>` with most text, else in `<main>`, else anywhere. */
function findArticle(html) {
  const best = { article: null, main: null };
  const open = [];
  let length = 0;
  for (const { name, isEnd, start, end } of tokens(html)) {
    if (!name) length += end - start;
    if (name !== "article" && name !== "main") continue;
    if (!isEnd) open.push({ name, start: end, before: length });
    const last = isEnd && open.at(-1)?.name === name ? open.pop() : null;
    if (last && !(best[name]?.length >= length - last.before)) best[name] = { start: last.start, end: start, length: length - last.before };
  }
  return best.article ?? best.main ?? { start: 0, end: html.length };
}

/** The day of publication, by what pages say of themselves. */
export function findDate(html) {
  const said = /"datePublished"\s*:\s*"(\d{4}-\d\d-\d\d)|<meta\b[^<>]{0,500}?\b(?:article:published_time|datePublished)\b[^<>]{0,500}?\bcontent\s*=\s*["']?(\d{4}-\d\d-\d\d)|<time\b[^<>]{0,500}?\bdatetime\s*=\s*["']?(\d{4}-\d\d-\d\d)/i;
  const found = said.exec(html);
  const date = found?.[1] ?? found?.[2] ?? found?.[3];
  // A day that there is not is none.
  return date && new Date(`${date}T00:00Z`).toJSON()?.startsWith(date) ? date : undefined;
}

/** What may stand between two pieces of the text. */
const GAPS = ["", " ", "\n", "\n\n"];
const [SPACE, LINE, PARAGRAPH] = [1, 2, 3];

/** The text of an article, each piece of it with its place in the page. */
class Reader {
  #html;
  /** `{ at, length, start, end, run }`: where in the text, how long there, where in the page, and between which tags. */
  #pieces = [];
  #parts = [];
  #length = 0;
  #run = 0;
  /** What stands between the piece before and the next: an index into `GAPS`. */
  #gap = 0;
  /** Where a summary is put. */
  #place;

  constructor(html, { start, end }) {
    this.#html = html;
    this.#place = start;
    let skipped = null;
    let block = start;
    let isPlaced = false;
    for (const token of tokens(html)) {
      const { name, isEnd } = token;
      if (token.start < start || token.end > end) continue;
      if (skipped) {
        if (name === skipped.name) skipped.depth += isEnd ? -1 : 1;
        if (skipped.depth === 0) skipped = null;
        continue;
      }
      if (!name) {
        if (this.#length === 0 && !isPlaced) this.#place = block;
        this.#take(token);
        continue;
      }
      this.#run += 1;
      if (!isEnd && isBeside(name, token.tag)) skipped = { name, depth: 1 };
      if (name === "br") this.#part(LINE);
      if (BLOCKS.has(name)) this.#part(PARAGRAPH);
      if (BLOCKS.has(name) && !isEnd) block = token.start;
      if (name === "h1" && isEnd && !isPlaced) {
        this.#place = token.end;
        isPlaced = true;
      }
    }
    this.text = this.#parts.join("");
  }

  #part(gap) {
    if (this.#length > 0) this.#gap = Math.max(this.#gap, gap);
  }

  /** Takes a stretch of text: words as they are, references as what they stand for, white space as one space. */
  #take({ start, end }) {
    const part = /([ \t\n\f\r]+)|&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]\w{1,7}))(;?)|[^ \t\n\f\r&<]+|[&<]/gi;
    part.lastIndex = start;
    while (part.lastIndex < end) {
      const { 0: found, 1: space, 2: decimal, 3: hexadecimal, 4: named, 5: close, index } = part.exec(this.#html);
      if (space) this.#part(SPACE);
      else this.#add(reference(decimal, hexadecimal, named, close) ?? found, index, part.lastIndex);
    }
  }

  #add(text, start, end) {
    const last = this.#pieces.at(-1);
    const isNext = last?.run === this.#run;
    this.#parts.push(GAPS[this.#gap]);
    this.#length += GAPS[this.#gap].length;
    this.#gap = 0;
    const isPlain = text.length === end - start && isNext && last.end === start && last.length === last.end - last.start;
    if (isPlain && last.at + last.length === this.#length) {
      last.end = end;
      last.length += text.length;
    } else {
      this.#pieces.push({ at: this.#length, length: text.length, start, end, run: this.#run });
    }
    this.#parts.push(text);
    this.#length += text.length;
  }

  /** The page with marks around parts of the text, and a summary. A mark is closed before each tag and opened again. */
  write(marks, section) {
    const edits = [[this.#place, section]];
    let next = 0;
    for (const { start, end, open } of marks) {
      while (next < this.#pieces.length && this.#pieces[next].at + this.#pieces[next].length <= start) next += 1;
      let run = null;
      for (let i = next; i < this.#pieces.length && this.#pieces[i].at < end; i++) {
        const [from, to] = within(this.#pieces[i], start, end);
        if (run?.number === this.#pieces[i].run) run.to = to;
        else {
          if (run) edits.push([run.from, open], [run.to, "</mark>"]);
          run = { number: this.#pieces[i].run, from, to };
        }
      }
      if (run) edits.push([run.from, open], [run.to, "</mark>"]);
    }
    // In order of place; of those at one place as they were made, so that marks are closed before others open.
    edits.sort(([a], [b]) => a - b);
    let at = 0;
    const out = edits.flatMap(([place, markup]) => {
      const before = this.#html.slice(at, place);
      at = place;
      return [before, markup];
    });
    return out.join("") + this.#html.slice(at);
  }
}

/** Where the part of a piece that lies between two offsets of the text stands in the page. */
function within({ at, length, start, end }, from, to) {
  // A reference is one letter or two of the text, and stands in the page as a whole.
  if (length !== end - start) return [start, end];
  return [start + Math.max(0, from - at), end - Math.max(0, at + length - to)];
}

/** Whether an element and what is in it stand beside the article. */
function isBeside(name, tag) {
  if (SKIPPED.has(name)) return !tag.endsWith("/>");
  if (ENDLESS.has(name)) return false;
  if (/\s(?:hidden(?!\s*=\s*["']?until-found)|aria-hidden\s*=\s*["']?true)\b/i.test(tag)) return true;
  const names = tag.matchAll(/\s(?:class|id)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi);
  return isNamedBeside(name, [...names].map(([, a, b, c]) => a ?? b ?? c));
}

/** Whether an element stands beside the article by its classes and its id. */
export function isNamedBeside(name, names) {
  return (name === "div" || name === "section" || name === "ul") && names.some((name) => BESIDE.test(name));
}

/** Elements that have no end, or need none. */
const ENDLESS = new Set(("area base br col embed hr img input link meta source track wbr " +
  "body caption colgroup dd dt head html li optgroup option p rp rt tbody td tfoot th thead tr").split(" "));

/** Names that are read without a semicolon too. */
const BARE = new Set(["amp", "lt", "gt", "quot", "nbsp"]);

function reference(decimal, hexadecimal, named, close) {
  if (named) return close || BARE.has(named) ? NAMED[named] : undefined;
  const code = decimal ? Number(decimal) : hexadecimal ? parseInt(hexadecimal, 16) : 0;
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : undefined;
}
