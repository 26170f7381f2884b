/**
 * newsgloss: a reading companion for news.
 *
 * Call {@link init} once and await it; everything else is then synchronous. Results are plain objects. All offsets
 * count UTF-16 code units: `text.slice(span.start, span.end)`.
 *
 * No text makes any of these functions throw. What they throw are {@link NewsglossError}s with a stable `code`.
 */

export * from "./convert.js";
export * from "./summarizer.js";

/** Where the engine's files come from, and how the caller hears of them. */
export interface InitOptions {
  /**
   * The WebAssembly module. By default `newsgloss.wasm` beside this file; where `<news-gloss>` is on the page as well,
   * `newsgloss-view.wasm`, which serves both.
   */
  wasm?: string | URL | Request | Response | BufferSource | WebAssembly.Module;
  /** The model. By default `newsgloss.model` beside this file. */
  model?: string | URL | Request | Response | BufferSource;
  /**
   * The knowledge file, with the things that entities link to. By default `newsgloss.knowledge` beside this file; `false`
   * to do without links.
   */
  knowledge?: string | URL | Request | Response | BufferSource | false;
  /** Called as the files arrive, if it was given to the call that began the load. */
  onProgress?: (progress: Progress) => void;
  /** Gives the load up; the promise is rejected with the signal's reason. */
  signal?: AbortSignal;
}

/** How much of the files has arrived, in bytes. */
export interface Progress {
  loaded: number;
  /** 0 while it is not known, as with a server that compresses what it sends. */
  total: number;
}

/**
 * Loads the engine.
 *
 * It may be called any number of times: callers share one load, whose options are those of the first, and it is done at
 * once if the engine runs already. A load that failed is tried anew by the next call. What needs no names
 * ({@link parse}, {@link summarize}, {@link oneLine}, {@link keyPoints}, {@link keyTerms}, {@link digest},
 * {@link documents}, {@link open}) already works when only the model is missing, and everything but links works when
 * only the knowledge file is. A file that lies beside the package's scripts and cannot be used is named in the console,
 * with what to do about it, and a copy inside the scripts is used instead. Called with `knowledge: false` first and without it later, it adds the links later.
 */
export default function init(options?: InitOptions): Promise<void>;

/** The structure of a news item: title, byline, dateline, blocks. */
export function parse(text: string, options?: ParseOptions): NewsDocument;

/**
 * Everything about a news item.
 *
 * Given a document instead of a string, its structure is used as it is; its spans must lie in its text, its blocks in
 * order without overlap, or the call throws `invalid-document`.
 */
export function analyze(input: string | NewsDocument, options?: AnalyzeOptions): Analysis;

/** Who and what is named in a text, in the order of first mention. */
export function entities(text: string, options?: EntitiesOptions): FoundEntity[];

/** A text's most telling sentences. */
export function summarize(text: string, options?: SummarizeOptions): SummarySentence[];

/** A text in one line: among its most telling sentences, one that is short and stands alone. */
export function oneLine(text: string, options?: ParseOptions): SummarySentence | undefined;

/** Short sentences that stand alone, one for each main topic of a text, in source order. */
export function keyPoints(text: string, options?: KeyPointsOptions): KeyPoint[];

/** The most telling words and phrases of a text, the most telling first, each with its places. */
export function keyTerms(text: string, options?: KeyTermsOptions): KeyTerm[];

/**
 * The most telling sentences of several documents that do not repeat one another, by document and place. A document
 * whose structure is given is used as {@link analyze} uses it.
 */
export function digest(documents: (string | NewsDocument)[], options?: DigestOptions): DigestSentence[];

/**
 * A text as HTML, safe to insert into a page: escaped, with its names in `<mark data-type="…" data-entity="…">`.
 * `data-entity` is the entity's `id` in {@link entities}. A lone surrogate becomes U+FFFD.
 */
export function highlight(text: string, options?: HighlightOptions): string;

/**
 * The quote that a passage is known by: its words, and 32 characters on either side. What is one character to the reader
 * is never cut. This needs no model, nor do the next two.
 */
export function describe(text: string, span: Span): Quote;

/** Where a quoted passage stands in a text that may have changed since; null if it is gone. */
export function anchor(text: string, quote: Pick<Quote, "exact"> & Partial<Quote>): Anchor | null;

/**
 * The same for many quotes of one text, which is read once. Their order tells too: give each its `start` in the text that
 * all are taken from, and what stood between two others is the rather found between them.
 */
export function anchorAll(text: string, quotes: (Pick<Quote, "exact"> & Partial<Quote>)[]): (Anchor | null)[];

/**
 * The text fragment that leads to a passage: put it behind an address, `url + "#" + fragment`, and browsers scroll there
 * and mark it. It is the shortest that names the passage, widened to whole words, and no other: `:~:text=…`. Null if no
 * fragment names it. The passage's neighbours on the page are those in the text, so that the address should be that of a
 * page with this text. A document whose structure is given is used as {@link analyze} uses it. This needs no model, nor
 * does the next.
 */
export function toFragment(input: string | NewsDocument, span: Span): string | null;

/**
 * The passages that a text fragment names, found as browsers find them: case, accents and the amount of white space make
 * no difference. One for each `text=` directive that names any; a fragment without directives names none.
 */
export function fromFragment(input: string | NewsDocument, fragment: string): Span[];

/**
 * The annotations that a file holds: W3C JSON-LD (one, a list, a page, a collection) or what Hypothesis exports. Whatever
 * is unknown in them is kept. What is no annotation is named in `problems`; a file that is no JSON throws
 * `invalid-annotations`. This needs no model, nor do the next three.
 */
export function importAnnotations(json: string): ImportedAnnotations;

/**
 * Annotations as a file: W3C JSON-LD by default; CSV, in which nothing is a formula; Markdown; or a page of HTML that
 * needs nothing else and runs nothing. Throws `invalid-annotations` if one of them is none.
 */
export function exportAnnotations(annotations: WebAnnotation[], options?: ExportOptions): string;

/** The names of an analysis, with the reader's corrections if it was made with them, as training data. */
export function exportNames(analysis: Analysis, options?: ExportNamesOptions): string;

/**
 * The names that corrections tell, as a glossary: it brings them to every other text. Of several corrections of one name
 * the last counts.
 */
export function toGlossary(annotations: WebAnnotation[]): GlossaryEntry[];

/** The documents that are bundled with the package. */
export function documents(): BundledDocument[];

/** A bundled document. */
export function open(id: string): NewsDocument;

export interface ParseOptions {
  /**
   * What the text is: plain, or Markdown, whose headings, lists, quotes and pictures are told apart and whose marks stay
   * in the text. `"auto"`, the default, finds out. Of a page `toHTML` and the element find the text.
   */
  format?: "auto" | "text" | "markdown";
}

export interface AnalyzeOptions extends ParseOptions {
  /** The day of publication as `YYYY-MM-DD`, if the caller knows it. It goes before a date found in the text. */
  date?: string;
  /** In an analysis, a `focus` that is a name of an entity stands for all its names. */
  summary?: SummaryShape;
  /** The caller's own names: see {@link Glossary}. */
  glossary?: Glossary | GlossaryEntry[];
  /**
   * What the reader says of names in this text: annotations with a body whose `purpose` is `editing` and whose `value` is
   * `accept`, `remove`, `retype ORG` or `add ORG`. They go before everything else. One whose words are not in the text any
   * more does nothing.
   */
  corrections?: WebAnnotation[];
}

export interface EntitiesOptions extends ParseOptions {
  /** The caller's own names: see {@link Glossary}. */
  glossary?: Glossary | GlossaryEntry[];
}

/** Something that the caller has names for. */
export interface GlossaryEntry {
  /** What it is called: the `name` of its entity. */
  name: string;
  /** What else it is called. All are one entity. */
  aliases?: string[];
  type: MentionType;
  /** The caller's identifier, carried into {@link Entity.glossary}. No two entries have the same. */
  id?: string;
  /** An address about it, carried along too: of `http` or `https`, or relative. */
  url?: string;
}

/**
 * The caller's own names. They are found wherever they stand as whole words, and go before what the model finds where
 * the two overlap; of names that overlap one another the one that begins first counts, and of these the longest.
 *
 * * A capital in a name must be one in the text, a small letter may be either: `Apple` is found in `APPLE` and not in
 *   `apple`, `US` not in `us`, `bitcoin` in `Bitcoin`.
 * * White space and line breaks between words, curly or straight quote marks, kinds of dash, and composed or decomposed
 *   accents make no difference. A possessive `'s` stays outside.
 * * All mentions of an entry are one entity under the entry's name, together with those that the model finds and that
 *   name the same thing, such as a surname alone.
 *
 * A list given as an array is compiled for that one call. Make a `Glossary` of it to have it compiled once, at its first
 * use: it keeps what the array held then, works in the page and in the worker, and needs no freeing. A hundred thousand
 * entries take about a second to compile, and hardly any time to look up.
 *
 * There may be 100,000 entries, a million names, 32 words to a name and 1,024 bytes to a name, id or address. The
 * constructor, or for what only the engine can tell the first call that uses the glossary, throws `invalid-glossary`
 * and names the entry (`glossary[17].aliases[2] is empty`) if one breaks these limits, has a name without letter or
 * digit, an unknown type, an address that a page could not safely link to, or a name or id that another entry has.
 * Nothing of such a glossary is used.
 */
export class Glossary {
  constructor(entries: GlossaryEntry[]);
  /** How many entries it has. */
  readonly size: number;
}

/** How long a summary is, what it is about, and in which order it comes. No more than one length can be given. */
export interface SummaryShape {
  /** The most sentences that the summary may have, 3 if left out; it has fewer when they are long. */
  sentences?: number;
  /** The most words that it may have; one sentence, if the most telling is longer. */
  words?: number;
  /** The largest share of the text's words, 0 to 1, in the same way. */
  share?: number;
  /** A name or a search term: only sentences about it. There are none if the text does not speak of it. */
  focus?: string;
  /** `"source"`, the default, as in the text; `"rank"`, the most telling first. */
  order?: "source" | "rank";
}

export interface SummarizeOptions extends ParseOptions, SummaryShape {}

export interface KeyPointsOptions extends ParseOptions {
  /** The most points; 5 if left out. */
  points?: number;
}

export interface KeyTermsOptions extends ParseOptions {
  /** The most terms; 10 if left out. */
  terms?: number;
}

export interface DigestOptions extends ParseOptions {
  /** The most sentences, 100 at most; 5 if left out. */
  sentences?: number;
}

export interface HighlightOptions extends ParseOptions {
  /** The types of name to mark; all of them if left out. */
  types?: MentionType[];
  /** The caller's own names: see {@link Glossary}. */
  glossary?: Glossary | GlossaryEntry[];
}

/** A passage by its words, as the W3C Web Annotation Data Model's `TextQuoteSelector` has it. */
export interface Quote {
  exact: string;
  /** What stands right before it, and right after it; empty at the edges of a text. */
  prefix: string;
  suffix: string;
  /** Where it started in the text that it was taken from: a hint that decides between passages otherwise alike. */
  start: number;
}

/** A passage found again. */
export interface Anchor {
  /** From the first of its words that was kept to the last. */
  start: number;
  end: number;
  /** Whether it stands there word for word. Show a changed one together with its old words. */
  status: "anchored" | "changed";
  /** How likely it is that this is the passage meant, from 0 to 1. */
  confidence: number;
}

/**
 * An annotation as the W3C Web Annotation Data Model has it. Of the reader's own, the note is a body for `commenting` in
 * Markdown, each tag one for `tagging`, a correction one for `editing`, and the `styleClass` of the target is the colour:
 * `important`, `question`, `doubt` or `agree`.
 */
export interface WebAnnotation {
  "@context"?: unknown;
  id: string;
  type?: unknown;
  motivation?: unknown;
  /** ISO 8601. */
  created?: string;
  modified?: string;
  body?: unknown;
  /** What it is about: a `source` with `selector`s, of which quotes, positions and text fragments are understood. */
  target: unknown;
  /** Whatever else there is, which is kept. */
  [property: string]: unknown;
}

/** What became of a file of annotations. */
export interface ImportedAnnotations {
  annotations: WebAnnotation[];
  /** What could not be read, in words, each with its place in the file. */
  problems: string[];
}

export interface ExportOptions {
  /** `"jsonld"` by default. */
  format?: "jsonld" | "csv" | "markdown" | "html";
  /** The heading of Markdown and HTML. */
  title?: string;
}

export interface ExportNamesOptions {
  /**
   * `"conll"`, the default: a token a line with its IOB2 label, an empty line behind each sentence. `"spacy"`: the JSON of
   * spaCy's `Doc`, whose offsets count characters.
   */
  format?: "conll" | "spacy";
}

/** A half-open range of UTF-16 code units: `text.slice(start, end)`. Never empty. */
export interface Span {
  start: number;
  end: number;
}

/** A news item as structure over its own text. */
export interface NewsDocument {
  /** The text exactly as given. */
  text: string;
  /** The headline. It is also a block. */
  title?: Span;
  /** The line that names the authors. */
  byline?: Span;
  /** The opening that says where the report comes from: `ALMATY (Reuters) –`. */
  dateline?: Dateline;
  /** The day of publication as `YYYY-MM-DD`, if it is known. */
  date?: string;
  /**
   * The language of the text as a BCP 47 tag, if there is enough of it to tell: `en`, `fr`, or for a script that several
   * languages share `und-Cyrl`. Of a text that is not English `analyze` gives structure and figures, and the names of a
   * glossary or of corrections; `problems` says so, with the code `not-english`.
   */
  language?: string;
  /** In source order, without overlap. Every character that is not white space is in one. */
  blocks: Block[];
  /** What the parser found odd. None of it keeps the document from being used. */
  problems: Problem[];
}

export interface Dateline extends Span {
  place?: Span;
  agency?: Span;
}

export interface Block extends Span {
  kind: BlockKind;
}

export type BlockKind = "heading" | "paragraph" | "list-item" | "quote" | "caption" | "credit" | "boilerplate";

export interface Problem {
  /** A stable code in kebab case. */
  code: string;
  /** A sentence for people. */
  message: string;
  start?: number;
  end?: number;
}

/** What newsgloss says about one document. Lists of spans are sorted by start. */
export interface Analysis {
  /** The text exactly as given. */
  text: string;
  document: NewsDocument;
  /** The names. None overlaps another, and each lies in one block. */
  mentions: Mention[];
  /** What the mentions name; an entity's `id` is its index here. */
  entities: Entity[];
  /** The dates, times, durations and recurrences. None overlaps another, and each lies in one block. */
  dates: DateExpression[];
  /** The figures. None overlaps another, and each lies in one block. */
  quantities: Quantity[];
  /** What was said. None overlaps another, and each lies in one block: one that runs over paragraphs is several. */
  quotes: Quotation[];
  /** The summary's sentences, in source order if nothing else was asked for. */
  summary: SummarySentence[];
}

/**
 * What a name stands for: people; organisations; places and facilities; nationalities, religious and political groups;
 * events; and products, works, laws, awards, languages.
 */
export type MentionType = "PERSON" | "ORG" | "LOC" | "NORP" | "EVENT" | "MISC";

/** One place where something is named. */
export interface Mention extends Span {
  type: MentionType;
  /** The `id` of the entity that it names. */
  entity: number;
  /** 0 to 1; 1 for a name of the caller's glossary. */
  confidence: number;
  /** There, and true, if it is a name of the caller's glossary. */
  glossary?: true;
}

/** What one or more mentions name. */
export interface Entity {
  id: number;
  /**
   * The canonical name: that of its fullest mention, or of its entry in the glossary. Where the text only says in small
   * letters what an abbreviation stands for, that is the name.
   */
  name: string;
  type: MentionType;
  /** Its mentions: indices into {@link Analysis.mentions}. */
  mentions: number[];
  /** What a person is, in the words of the text beside a mention: `White House spokeswoman`. */
  role?: string;
  /** Its abbreviation, if the text uses one beside the full name: `CSTO`. */
  acronym?: string;
  /** The people of a country, or the country of a people, where both are named: `id`s. */
  related?: number[];
  /** What the caller's glossary says of it, if it is there: its index in the list, its id and its address. */
  glossary?: { entry: number; id?: string; url?: string };
  /** What it is known as elsewhere. Left out where that is not certain, and if no knowledge file is loaded. */
  link?: Link;
}

/** A thing in the world: a country, a region, a city or an organisation. A nationality links to its country. */
export interface Link {
  /** Its Wikidata item: `Q232`. */
  wikidata: string;
  /** The name by which it is commonly known. */
  label: string;
  kind: "country" | "region" | "city" | "organisation";
  /** The country that it is in, or is: the ISO 3166-1 code of two letters, and the name. Left out for what is in none. */
  country?: { code: string; name: string };
  /** Degrees north and east of a point in it, to a hundredth. Left out for what is nowhere in particular. */
  lat?: number;
  lon?: number;
  /** 0 to 1. */
  confidence: number;
  /** Where the entry comes from, with its licence. */
  source: string;
}

/** An entity on its own, its mentions in it. */
export interface FoundEntity extends Omit<Entity, "mentions"> {
  mentions: Mention[];
}

/** A date, a time of day, a duration or a recurrence, and what it means. */
export interface DateExpression extends Span {
  type: "DATE" | "TIME" | "DURATION" | "SET";
  /**
   * Its value in TIMEX3, the notation of TimeML: `2022-01-07`, `2022-01-07TMO` (that morning), `2022-W01`, `2022-SU`,
   * `2021-Q4`, `198` (the 1980s), `P2D` (two days), `PXY` (some years), `XXXX-WXX-5` (Fridays), `PAST_REF`. It is reckoned
   * from the document's day; if that is not known, what would need it is left open: `XXXX-01-07`.
   */
  value: string;
  /**
   * The first and the last day that the value covers, as `YYYY-MM-DD`, if it is a place in the calendar: sort by `from`
   * for a timeline. Both are there or neither is; they are equal for a single day or a time in it.
   */
  from?: string;
  to?: string;
}

/** A figure: what is told of how much or how many. */
export interface Quantity extends Span {
  type: QuantityType;
  /**
   * What it is worth in its unit: 20 for `20%`, 0.26 for `26 cents`, 3000 for `more than 3,000`. Null for a range and
   * for what is not told exactly, like `dozens`.
   */
  value: number | null;
  /**
   * An ISO 4217 code for money, left out where the text does not decide between currencies of one name; a symbol or a
   * word in the singular for a quantity (`km`, `°C`, `person`); `percentage point` or `basis point` for a percentage
   * counted in points.
   */
  unit?: string;
  /** The least it may be: the start of a range, or the number behind `more than`, `at least` and the like. */
  low?: number;
  /** The most it may be: the end of a range, or the number behind `up to`, `nearly` and the like. */
  high?: number;
  /** What it counts, where the words behind it tell: `production jobs` in `9,000 production jobs`. */
  counts?: Span;
}

/**
 * The sorts of figure: amounts of money; parts of a hundred; numbers with a unit; numbers without one; and places in an
 * order. The span has the sign and the unit of measure in it (`$5 million`, `20 to 25 percent`, `30 km`), but neither
 * what is counted (`3,000` of `3,000 people`) nor what bounds it (`more than`).
 */
export type QuantityType = "MONEY" | "PERCENT" | "QUANTITY" | "CARDINAL" | "ORDINAL";

/** Something said, and by whom. The span has the quote marks in it. */
export interface Quotation extends Span {
  /**
   * Word for word, a sentence or more; a few words of the speaker in the reporter's own sentence; or in the reporter's
   * words, without quote marks, where a verb of saying leaves no doubt.
   */
  kind: "direct" | "mixed" | "indirect";
  /** The words that say that it was said: `added`, `according to`. */
  cue?: Span;
  /** The words that name the speaker there: `Ms Merkel`, `he`, `one official`. */
  speaker?: Span;
  /** Whom they mean, the `id` of an entity, where it is certain. */
  entity?: number;
}

export interface SummarySentence extends Span {
  /** How telling it is, 0 to 1: 1 for the article's most telling sentence. */
  score: number;
  /** Its place among the chosen sentences when they are ordered by telling, from 1. */
  rank: number;
  /** What earned it its place, the weightiest first: one to three reasons. */
  why: Reason[];
}

/** What speaks for a sentence. */
export interface Reason {
  reason: "focus" | "position" | "central" | "headline" | "names" | "introduces" | "figures" | "telling" | "length";
  /** In plain words, to follow the word "it": `opens the article`. */
  text: string;
}

/** A sentence of a digest. */
export interface DigestSentence extends SummarySentence {
  /** Which document it is from: its index among those given. Offsets are those of its text. */
  document: number;
}

/** A short sentence about one of a text's main topics. */
export interface KeyPoint extends Span {
  /** The topic: the name of a {@link KeyTerm}. */
  topic: string;
  /** The topic's place when they are ordered by telling, from 1. */
  rank: number;
}

/** A telling word or phrase. */
export interface KeyTerm {
  /** As it is mostly written where it stands in full. */
  name: string;
  /** How telling it is, 0 to 1: 1 for the most telling. */
  score: number;
  /** Where it stands: in full, a name by a shorter form, or a place by the name of its people. */
  spans: Span[];
}

export interface BundledDocument {
  id: string;
  /** The headline, or the id if there is none. */
  title: string;
}

/** Every error that newsgloss makes. */
export interface NewsglossError extends Error {
  code: ErrorCode;
}

export type ErrorCode =
  /** A function was called before {@link init} had loaded the module. */
  | "not-initialized"
  /** A file of the engine's could not be loaded: which, and why. The message says what to do. */
  | LoadErrorCode
  /** What was fetched is no newsgloss model, or no newsgloss knowledge file. */
  | `${"model" | "knowledge"}-format`
  /** WebAssembly may not run here: the page's policy forbids it, or the browser has none. */
  | "wasm-refused"
  /** Names were asked for, and the model has not been loaded. */
  | "model-missing"
  /** The input is neither a string nor a document. */
  | "invalid-input"
  /** An option is of the wrong type or makes no sense. */
  | "invalid-option"
  /** A glossary has an entry that makes no sense. */
  | "invalid-glossary"
  /** What was handed in as annotations is none. */
  | "invalid-annotations"
  /** A document's spans do not fit its text. */
  | "invalid-document"
  /** The format is one that this version does not read. */
  | "unsupported-format"
  /** The page has no element of the id that `<news-gloss for>` says. */
  | "no-target"
  /**
   * The article of `<news-gloss src>` could not be had: `not-found`, there is none at the address; `unreachable`, no
   * connection, or a policy or another origin's server that forbids it; `format`, neither a page nor a text;
   * `empty`, no words in it; `load`, anything else.
   */
  | `article-${"not-found" | "unreachable" | "format" | "empty" | "load"}`
  /** There is no bundled document of that id. */
  | "unknown-document"
  /** The engine failed on this call and has been started again: a fault of ours. */
  | "engine-trap"
  /** The worker's script could not be loaded, or there are no workers here. */
  | "worker-load"
  /** The worker was terminated while the call was open. */
  | "worker-terminated";

/**
 * The file, and what is wrong with it: `not-found`, there is none at the address; `web-page`, the server sent a page
 * instead; `unreachable`, no connection, one that broke off, or a policy that forbids it; `corrupt`, it was cut short or
 * changed; `version`, it belongs to another version; `load`, anything else.
 */
export type LoadErrorCode =
  `${"wasm" | "model" | "knowledge"}-${"not-found" | "web-page" | "unreachable" | "corrupt" | "version" | "load"}`;
