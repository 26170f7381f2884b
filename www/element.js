// The <news-gloss> element: what Rust cannot write, since a Rust type cannot extend HTMLElement. The view itself is
// src/widget. Importing this module defines nothing; define.js does.

import { expect, lifecycle, replace, runs, start } from "./engine.js";
import { fail } from "./errors.js";
import * as notes from "./notes.js";
import * as bindings from "./view-bindings.js";
import { Words, wordsFor } from "./words.js";

/** The engine with the view in it. */
const VIEW = {
  bindings,
  file: {
    option: "wasm",
    title: "the WebAssembly module",
    name: "newsgloss-view.wasm",
    find: () => new URL("newsgloss-view.wasm", import.meta.url),
    copy: async () => (await import("./unpack.js")).unpack(await import("./inline-view.js")),
  },
  hasView: true,
};

// A page that calls the functions as well needs no engine besides.
expect(VIEW);

/** After so many traps in one element its text stays plain: a new instance would only trap again. */
const PATIENCE = 2;

/** How far from the screen an element begins to load, if it may wait. */
const NEAR = "400px";

/** The attributes that are also properties of the same name and are strings. */
const STRINGS = ["document", "src", "types", "mode", "summary", "loading", "theme"];

/** Those that say what is shown: another view is made when one of them changes. */
const WHAT = ["for", "mode", "notes", "src", "disabled", "lang"];

// Where there is no DOM the class cannot be used, but it can be imported.
const Base = globalThis.HTMLElement ?? class {};

/**
 * An article with its names, dates and figures marked, a summary, and a list of who and what is in it.
 *
 * It annotates its own content where it stands, or the element whose id `for` says, or that of its property `target`.
 * With `src` it fetches the article of that page and puts it in place of its content; with `document` or `address` it
 * shows a bundled document instead. The content stays readable before the engine is
 * there, and if it never is. docs/theming.md lists attributes, events, slots, parts, properties and highlights.
 */
export class NewsGloss extends Base {
  static observedAttributes = ["disabled", "document", "for", "lang", "length", "mode", "notes", "src", "summary", "types"];

  /** The view, in the present instance of the engine. */
  #widget = null;
  /** Aborted when the element leaves the page, or is to show something else. */
  #connection = null;
  #loading = null;
  #target = null;
  /** The address of the article that is its content. */
  #fetched = null;
  #words = new Words();
  #traps = 0;
  /** Whether it has been told that it is on a page: as it is defined, it hears of its attributes before that. */
  #isHere = false;

  constructor() {
    super();
    // A property that was set before the element was defined hides the one of the class.
    for (const name of [...STRINGS, "htmlFor", "length", "disabled", "notes", "target"]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      queueMicrotask(() => { this[name] = value; });
    }
  }

  connectedCallback() {
    this.#isHere = true;
    sweepOnRestart();
    if (this.disabled) return;
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    lifecycle.addEventListener("restart", () => this.#rebuild(), { signal });
    window.addEventListener("error", (event) => this.#caught(event), { signal });
    notes.watch((...change) => this.#widget?.noteChanged(...change), signal);
    // A document of ours has nothing that could be read meanwhile.
    const loading = this.loading || (this.#shows() ? "eager" : "lazy");
    if (loading === "eager") this.annotate().catch(() => {});
    else if (loading !== "manual") this.#whenNear(signal);
  }

  disconnectedCallback() {
    this.#isHere = false;
    this.#connection?.abort();
    this.#connection = null;
    this.#loading = null;
    this.#widget?.free();
    this.#widget = null;
    // The content is to be seen, wherever the element comes next.
    this.shadowRoot?.replaceChildren(document.createElement("slot"));
    this.removeAttribute("data-live");
  }

  attributeChangedCallback(name, before, value) {
    if (!this.#isHere || before === value) return;
    if (WHAT.includes(name)) this.#restart();
    else if (name !== "document") this.#widget?.attributeChanged(name);
    else if (this.#widget && value !== null) this.#widget.open(value);
  }

  /** The element whose content is annotated, if it is not the element itself. Goes before `for`. */
  get target() { return this.#target; }
  set target(element) {
    if (element !== null && !(element instanceof HTMLElement)) throw fail("invalid-option", "target must be an HTML element or null");
    this.#target = element;
    if (this.#isHere) this.#restart();
  }

  get htmlFor() { return this.getAttribute("for") ?? ""; }
  set htmlFor(id) { reflect(this, "for", id); }

  /** How many sentences the summary has; 0 for as many as usual. */
  get length() { return Math.max(0, Number.parseInt(this.getAttribute("length") ?? "", 10) || 0); }
  set length(sentences) { reflect(this, "length", sentences); }

  get disabled() { return this.hasAttribute("disabled"); }
  set disabled(disabled) { this.toggleAttribute("disabled", Boolean(disabled)); }

  /** Whether the reader may annotate the article. */
  get notes() { return this.hasAttribute("notes"); }
  set notes(notes) { this.toggleAttribute("notes", Boolean(notes)); }

  /** Loads the engine unless it has been, and annotates the content as it is now. Resolves when its names are shown. */
  async annotate() {
    if (!this.isConnected || this.disabled) return;
    const again = this.#loading !== null;
    // Not at once: it may be an event of the view's that asks for it.
    await (this.#loading ??= this.#load(this.#connection.signal));
    if (again && !this.#shows()) this.#widget?.readContent();
  }

  /** Goes to the next mention: of the chosen name, or of any. */
  next() { this.#widget?.step(true); }

  /** Goes to the previous mention. */
  previous() { this.#widget?.step(false); }

  /** Chooses the name and goes to its first mention; whether the article has it. */
  choose(name) { return this.#widget?.choose(String(name)) ?? false; }

  /** Lets go of what is chosen, and puts the card away. */
  clear() { this.#widget?.clear(); }

  /** Whether a document of ours is shown, and not the host's. */
  #shows() { return ["document", "address"].some((name) => this.hasAttribute(name)); }

  #restart() {
    this.disconnectedCallback();
    this.connectedCallback();
  }

  /** Begins once the element, or what it annotates, is near the screen and the page has nothing else to do. */
  #whenNear(signal) {
    const begin = () => { if (!signal.aborted) this.annotate().catch(() => {}); };
    const idle = () => (globalThis.requestIdleCallback ?? setTimeout)(begin, { timeout: 500 });
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      idle();
    }, { rootMargin: NEAR });
    signal.addEventListener("abort", () => observer.disconnect());
    observer.observe(this);
    if (this.#content() instanceof HTMLElement) observer.observe(this.#content());
  }

  /** What is annotated; null if it is not there. */
  #content() {
    if (this.#target) return this.#target;
    const id = this.htmlFor.replace(/^#/, "");
    return id ? this.getRootNode().getElementById?.(id) ?? null : this;
  }

  async #load(signal) {
    // The links come after the names: a reader misses nothing meanwhile.
    const loaded = start({ knowledge: false }, VIEW);
    loaded.catch(() => {});
    // Where an engine runs already, the names are shown as soon as the view is built.
    const shown = new Promise((resolve) => {
      this.addEventListener("news-gloss-ready", resolve, { once: true, signal });
      signal.addEventListener("abort", resolve);
    });
    const words = wordsFor(this).then((words) => { this.#words = words; });
    try {
      // An article that has come is shown even where the engine has not.
      await Promise.all([words, this.#fetch(signal), runs(VIEW, loaded)]);
      if (signal.aborted) return;
      this.#build();
    } catch (error) {
      await words;
      this.#fail(error, signal);
      throw error;
    }
    try {
      await loaded;
    } catch (error) {
      if (signal.aborted) return;
      this.#widget?.engineFailed(error.message);
      this.#report(error);
      throw error;
    }
    if (signal.aborted) return;
    this.#widget?.engineReady();
    this.#locate(signal);
    await shown;
  }

  /** Puts the article at `src` in place of the content, unless it is there. What has a slot of its own stays. */
  async #fetch(signal) {
    if (!this.hasAttribute("src")) return;
    const { href } = readAddress(this.src, this.baseURI);
    if (href === this.#fetched) return;
    const { fetchArticle } = await import("./article.js");
    const article = await fetchArticle(href, { signal, lang: this.lang });
    if (signal.aborted) return;
    const before = [...this.childNodes].filter((node) => !(node instanceof Element && node.slot));
    before.forEach((node) => node.remove());
    this.prepend(article);
    this.#fetched = href;
  }

  async #locate(signal) {
    try {
      await start({}, VIEW);
      if (!signal.aborted) this.#widget?.knowledgeReady();
    } catch (error) {
      if (signal.aborted) return;
      this.#widget?.knowledgeFailed();
      this.#report(error);
    }
  }

  #build() {
    const shows = this.#shows();
    const content = shows ? undefined : this.#content();
    if (content === null) throw fail("no-target", `there is no element with the id "${this.htmlFor}" to annotate`);
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.replaceChildren();
    this.#widget = new bindings.Widget(this, root, this.hasAttribute("address"), content, notes, this.#words);
    this.setAttribute("data-live", "");
    this.toggleAttribute("data-embedded", !shows);
    if (shows) return this.#widget.begin(this.getAttribute("document") ?? undefined);
    this.#widget.attributeChanged("summary");
    this.#widget.readContent();
  }

  /** A trap has ended the engine's instance and a new one has taken its place: the old view is gone with it. */
  #rebuild() {
    if (!this.#widget) return;
    this.#widget = null;
    this.#traps += 1;
    if (!this.#shows()) unwrap(this.#content());
    if (this.#traps > PATIENCE) return this.#plain(this.#words.say("newsgloss has stopped working on this text. The text itself is all here."));
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
    if (error.code?.startsWith("article-")) this.#plain(this.#words.say("The article could not be loaded."));
    else this.#plain(this.#words.say("newsgloss could not be loaded, so there are no names and no summary: {reason}. The article itself is all here.", { reason: error.message }));
    this.#report(error);
  }

  /** The element's own content and, on a page of ours, a sentence that says why there is no more. */
  #plain(message) {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.replaceChildren(document.createElement("slot"));
    this.setAttribute("data-failed", "");
    // Somebody else's readers have lost nothing that they knew of, while there is anything to read.
    if (!this.#shows() && (!this.hasAttribute("src") || /\S/.test(this.textContent))) return;
    const note = document.createElement("p");
    note.setAttribute("role", "alert");
    note.part.add("failure");
    note.textContent = message;
    root.append(note);
  }

  #report(error) {
    this.dispatchEvent(new CustomEvent("news-gloss-error", { bubbles: true, composed: true, detail: { error } }));
  }
}

for (const name of STRINGS) {
  Object.defineProperty(NewsGloss.prototype, name, {
    configurable: true,
    enumerable: true,
    get() { return this.getAttribute(name) ?? ""; },
    set(value) { reflect(this, name, value); },
  });
}

function readAddress(address, base) {
  try {
    return new URL(address, base);
  } catch {
    throw fail("article-not-found", `src is no address: ${address}`);
  }
}

function reflect(element, attribute, value) {
  if (value === null || value === undefined || value === "") element.removeAttribute(attribute);
  else element.setAttribute(attribute, String(value));
}

let sweeping = false;

/** What an instance that trapped had drawn is nobody's: it goes before the views are built again. */
function sweepOnRestart() {
  if (sweeping) return;
  sweeping = true;
  lifecycle.addEventListener("restart", () => {
    const names = [...(CSS.highlights?.keys() ?? [])].filter((name) => name.startsWith("newsgloss-"));
    for (const name of names) CSS.highlights.delete(name);
  });
}

/** Takes away the marks that an instance which trapped had put into an article. */
function unwrap(content) {
  for (const mark of content?.querySelectorAll("mark[class^='newsgloss-']") ?? []) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent.normalize();
  }
}
