/** What an analysis says, in forms that other programs read. */

import type { Analysis, AnalyzeOptions, MentionType } from "./index.js";

export interface WebAnnotationOptions {
  /** The address of the text: the target of the annotations, and what their own addresses begin with. */
  source: string;
}

export interface JsonLdOptions {
  /** The article's address. */
  url?: string;
}

export interface HtmlOptions extends Omit<AnalyzeOptions, "format" | "summary"> {
  /** What the input is. `"auto"`, the default, takes it for HTML if it has tags that only a page has. */
  format?: "auto" | "text" | "html";
  /** The types of name to mark; all of them if left out. */
  types?: MentionType[];
  /** The summary's shape; `false` for none. */
  summary?: AnalyzeOptions["summary"] | false;
  /** The heading of the summary; `"Summary"` if left out. */
  heading?: string;
}

/** A page of W3C Web Annotations: `https://www.w3.org/TR/annotation-model/`. */
export interface WebAnnotationPage {
  "@context": "http://www.w3.org/ns/anno.jsonld";
  id: string;
  type: "AnnotationPage";
  items: WebAnnotationItem[];
}

/** What an analysis says of one place. */
export interface WebAnnotationItem {
  id: string;
  type: "Annotation";
  motivation: "identifying" | "describing" | "highlighting";
  body: (WebAnnotationText | { type: "SpecificResource"; source: string; purpose: "identifying" })[];
  target: { source: string; selector: (WebAnnotationQuote | WebAnnotationPosition)[] };
}

export interface WebAnnotationText {
  type: "TextualBody";
  purpose: "classifying" | "identifying" | "describing";
  value: string;
  format: "text/plain";
}

export interface WebAnnotationQuote {
  type: "TextQuoteSelector";
  exact: string;
  prefix: string;
  suffix: string;
}

/** A place in the text. It counts code points, as the standard has it, and not UTF-16 code units. */
export interface WebAnnotationPosition {
  type: "TextPositionSelector";
  start: number;
  end: number;
}

/** A news article as schema.org has it. Put it in a page with `<` written as `\u003c`. */
export interface JsonLdArticle {
  "@context": "https://schema.org";
  "@type": "NewsArticle";
  url?: string;
  headline?: string;
  datePublished?: string;
  dateline?: string;
  /** The summary. */
  abstract?: string;
  mentions: JsonLdThing[];
}

export interface JsonLdThing {
  "@type": "Person" | "Organization" | "Place" | "Event" | "Thing";
  name: string;
  alternateName?: string;
  jobTitle?: string;
  /** The id and the address that a glossary has for it. */
  identifier?: string;
  url?: string;
  /** Its Wikidata item. */
  sameAs?: string;
  geo?: { "@type": "GeoCoordinates"; latitude: number; longitude: number };
}

/** What `displacy.render(…, manual=True)` of spaCy takes. Offsets count code points, as Python does. */
export interface DisplacyDocument {
  text: string;
  ents: { start: number; end: number; label: MentionType; kb_id?: string; kb_url?: string }[];
  title: string | null;
}

/** Names, dates, figures, quotations and the summary as W3C Web Annotations of the text. */
export function toWebAnnotation(analysis: Analysis, options: WebAnnotationOptions): WebAnnotationPage;

/** The article as schema.org has it, with whom and what it `mentions`. */
export function toJsonLd(analysis: Analysis, options?: JsonLdOptions): JsonLdArticle;

/** The names as displaCy draws them. */
export function toDisplacy(analysis: Analysis): DisplacyDocument;

/**
 * An article as HTML, its names in `<mark data-type data-entity data-wikidata>` and its summary in a
 * `<section class="newsgloss-summary">` below its headline. No DOM is needed: it is for servers and static sites.
 *
 * A plain text becomes an `<article>`, escaped. HTML is copied as it is, to the letter, with marks around text in its
 * `<article>` (the one with most text, else its `<main>`, else all of it); navigation, forms, and what calls itself
 * comments, advertising and the like are left out, and the day of publication is read from what the page says of itself.
 * HTML is not made safe: hand in only what you would publish.
 */
export function toHTML(input: string, options?: HtmlOptions): string;
