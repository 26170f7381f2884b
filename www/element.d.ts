/**
 * The class of `<news-gloss>`. Importing this module defines nothing; `newsgloss/define` does.
 */

import type { NewsglossError } from "./index.js";

/**
 * An article with its names marked, a summary and a list of who and what is in it.
 *
 * What is inside the element stays readable before the engine is there, and if it never is.
 */
export class NewsGloss extends HTMLElement {
  static readonly observedAttributes: string[];
  connectedCallback(): void;
  disconnectedCallback(): void;
  attributeChangedCallback(name: string, before: string | null, value: string | null): void;
}

/** The attributes of `<news-gloss>`, for typed templates. */
export interface NewsGlossAttributes {
  /** The id of the bundled document to show; the first one if left out. */
  document?: string | undefined;
  /** Keeps the state of the view in the page's address. */
  address?: boolean | "" | undefined;
}

/** What `<news-gloss>` fires. */
export interface NewsGlossEventMap {
  /** The names of a document are shown. */
  "news-gloss-ready": Event;
  /** The engine, or a part of it, could not be loaded: `event.detail.error` says why. */
  "news-gloss-error": NewsGlossErrorEvent;
}

/** Why there is less to see than there could be. */
export type NewsGlossErrorEvent = CustomEvent<{ error: NewsglossError }>;

declare global {
  interface HTMLElementTagNameMap {
    "news-gloss": NewsGloss;
  }
  interface GlobalEventHandlersEventMap extends NewsGlossEventMap {}
}
