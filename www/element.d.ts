/**
 * The class of `<news-gloss>`. Importing this module defines nothing; `newsgloss/define` does.
 */

import type { MentionType, NewsglossError } from "./index.js";

/**
 * An article with its names, dates and figures marked, a summary, and a list of who and what is in it.
 *
 * It annotates its own content where it stands, or the element whose id `for` says, or that of its property `target`.
 * With `src` it fetches the article of that page and puts it in place of its content; with `document` or `address` it
 * shows a bundled document instead. The content stays readable before the engine is
 * there, and if it never is.
 */
export class NewsGloss extends HTMLElement {
  static readonly observedAttributes: string[];
  connectedCallback(): void;
  disconnectedCallback(): void;
  attributeChangedCallback(name: string, before: string | null, value: string | null): void;

  /** The element whose content is annotated, if it is not this one; goes before `htmlFor`. */
  target: HTMLElement | null;
  /** Its id: the attribute `for`. */
  htmlFor: string;
  /** The id of the bundled document to show. */
  document: string;
  /** The address of a page, whose article takes the place of the content. */
  src: string;
  /** What is drawn, separated by spaces or commas: `person org loc norp event misc date figure`. Empty: all of it. */
  types: string;
  /** `mark` to draw with elements; empty to leave the article's nodes as they are, where the browser can. */
  mode: string;
  /** The bar above the article: `open`, `none`, or empty for folded up. */
  summary: string;
  /** How many sentences the summary has; 0 for as many as usual. */
  length: number;
  /** When the engine is loaded: `lazy`, `eager`, or `manual` for by {@link annotate}. */
  loading: string;
  /** `light`, `dark`, or empty for as the page is. */
  theme: string;
  /** Whether there is the content and nothing else. */
  disabled: boolean;
  /** Whether the reader may highlight the article, write notes on it and correct its names: kept on the device. */
  notes: boolean;

  /** Loads the engine unless it has been, and annotates the content as it is now. Resolves when its names are shown. */
  annotate(): Promise<void>;
  /** Goes to the next mention: of the chosen name, or of any. */
  next(): void;
  /** Goes to the previous mention. */
  previous(): void;
  /** Chooses the name and goes to its first mention; whether the article has it. */
  choose(name: string): boolean;
  /** Lets go of what is chosen, and puts the card away. */
  clear(): void;
}

/** The attributes of `<news-gloss>`, for typed templates. */
export interface NewsGlossAttributes {
  /** The id of the element whose content is annotated, if it is not this one. */
  for?: string | undefined;
  /** The id of the bundled document to show. */
  document?: string | undefined;
  /** The address of a page, whose article takes the place of the content. */
  src?: string | undefined;
  /** Keeps the state of the view of bundled documents in the page's address. */
  address?: boolean | "" | undefined;
  /** What is drawn, separated by spaces or commas: `person org loc norp event misc date figure`. */
  types?: string | undefined;
  /** Draws with elements, even where the browser can do without. */
  mode?: "mark" | undefined;
  /** The bar above the article: unfolded, or absent. */
  summary?: "open" | "none" | undefined;
  /** How many sentences the summary has. */
  length?: number | string | undefined;
  /** When the engine is loaded. */
  loading?: "lazy" | "eager" | "manual" | undefined;
  /** Not as the page is. */
  theme?: "light" | "dark" | undefined;
  /** The language of the view, if not that of the page around it. */
  lang?: string | undefined;
  /** The content and nothing else. */
  disabled?: boolean | "" | undefined;
  /** Lets the reader highlight the article, write notes on it and correct its names: kept on the device. */
  notes?: boolean | "" | undefined;
}

/** What `<news-gloss>` fires. All of it bubbles and crosses shadow roots. */
export interface NewsGlossEventMap {
  /** The names of an article are shown. */
  "news-gloss-ready": CustomEvent<object>;
  /** The article has changed and is read again. */
  "news-gloss-change": CustomEvent<object>;
  /** A card is about to open: `preventDefault()` keeps it closed. */
  "news-gloss-card": CustomEvent<NewsGlossCard>;
  /** The engine, or a part of it, could not be loaded: `event.detail.error` says why. */
  "news-gloss-error": NewsGlossErrorEvent;
}

/** What a card is about. */
export interface NewsGlossCard {
  /** What it is. */
  type: MentionType | "DATE" | "TIME" | "DURATION" | "SET" | "MONEY" | "PERCENT" | "QUANTITY" | "CARDINAL" | "ORDINAL";
  /** The words in the article. */
  text: string;
  /** Of a name: what the article calls it in full. */
  name?: string;
  /** Of a name: its Wikidata item, where that is certain. */
  wikidata?: string;
  /** Of a date, its TIMEX3 value; of a figure, what it is worth. */
  value?: string | number | null;
}

/** Why there is less to see than there could be. */
export type NewsGlossErrorEvent = CustomEvent<{ error: NewsglossError }>;

declare global {
  interface HTMLElementTagNameMap {
    "news-gloss": NewsGloss;
  }
  interface GlobalEventHandlersEventMap extends NewsGlossEventMap {}
}
