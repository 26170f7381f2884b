// The <news-gloss> element: the few lines that Rust cannot write, since a Rust type cannot extend HTMLElement. The view
// itself is src/widget. Importing this module defines nothing; define.js does.

import { Widget } from "./bindings.js";
import { lifecycle, replace, start, structureReady } from "./engine.js";
import * as notes from "./notes.js";

/** After so many traps in one element its text stays plain: a new instance would only trap again. */
const PATIENCE = 2;

/**
 * An article with its names marked, a summary and a list of who and what is in it.
 *
 * Attributes: `document`, the id of the bundled document to show (else the first one); `address`, if present, keeps the
 * state of the view in the page's address. Fires `news-gloss-ready` when the names of a document are shown, and
 * `news-gloss-error` (with `detail.error`) if the engine could not be loaded. What is inside the element stays readable
 * before the engine is there, and if it never is.
 */
export class NewsGloss extends HTMLElement {
  static observedAttributes = ["document"];

  /** The view, in the present instance of the engine. */
  #widget = null;
  /** Aborted when the element leaves the page. */
  #connection = null;
  #traps = 0;

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    lifecycle.addEventListener("restart", () => this.#rebuild(), { signal });
    window.addEventListener("error", (event) => this.#caught(event), { signal });
    notes.watch((...change) => this.#widget?.noteChanged(...change), signal);
    this.#load(signal);
  }

  disconnectedCallback() {
    this.#connection.abort();
    this.#widget?.free();
    this.#widget = null;
    this.removeAttribute("data-live");
  }

  attributeChangedCallback(_name, before, id) {
    if (this.#widget && id !== null && id !== before) this.#widget.open(id);
  }

  async #load(signal) {
    // The links come after the names: a reader misses nothing meanwhile.
    const loaded = start({ knowledge: false });
    loaded.catch(() => {});
    try {
      await structureReady();
      if (signal.aborted) return;
      this.#build();
    } catch (error) {
      return this.#fail(error, signal);
    }
    try {
      await loaded;
      if (!signal.aborted) this.#widget?.engineReady();
    } catch (error) {
      if (!signal.aborted) this.#widget?.engineFailed(error.message);
      return this.#report(error);
    }
    try {
      await start();
      if (!signal.aborted) this.#widget?.knowledgeReady();
    } catch (error) {
      if (!signal.aborted) this.#widget?.knowledgeFailed();
      this.#report(error);
    }
  }

  #build() {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.replaceChildren();
    this.#widget = new Widget(this, root, this.hasAttribute("address"), notes);
    this.setAttribute("data-live", "");
    this.#widget.begin(this.getAttribute("document") ?? undefined);
  }

  /** A trap has ended the engine's instance and a new one has taken its place: the old view is gone with it. */
  #rebuild() {
    this.#widget = null;
    this.#traps += 1;
    if (this.#traps > PATIENCE) return this.#plain("newsgloss has stopped working on this text. The text itself is all here.");
    this.#build();
    this.#widget.engineReady();
  }

  /** A listener of the view's may trap, which only the page gets to hear of. */
  #caught(event) {
    if (event.error instanceof WebAssembly.RuntimeError && !event.defaultPrevented) {
      event.preventDefault();
      console.warn("newsgloss: the engine failed and is replaced.", event.error);
      replace();
    } else if (/closure from previous WASM instance/i.test(event.message)) {
      // A listener of a view that went with its instance has nothing left to do.
      event.preventDefault();
    }
  }

  #fail(error, signal) {
    if (signal.aborted) return;
    this.#plain(`newsgloss could not be loaded, so there are no names and no summary: ${error.message}. The article itself is all here.`);
    this.#report(error);
  }

  /** The element's own content and a sentence that says why there is no more. */
  #plain(message) {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    const note = document.createElement("p");
    note.setAttribute("role", "alert");
    note.part.add("failure");
    note.textContent = message;
    root.replaceChildren(document.createElement("slot"), note);
    this.setAttribute("data-failed", "");
  }

  #report(error) {
    this.dispatchEvent(new CustomEvent("news-gloss-error", { bubbles: true, composed: true, detail: { error } }));
  }
}
