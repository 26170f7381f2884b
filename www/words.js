// The words of the view in the reader's language: what the tables in locales/ say for the English in the source, and
// the browser's own plural rules, figures, dates and lists.

/** The languages there is a table for, each a module of its own. English needs none. */
const TABLES = {
  ar: () => import("./locales/ar.js"),
  de: () => import("./locales/de.js"),
  es: () => import("./locales/es.js"),
  fr: () => import("./locales/fr.js"),
  ru: () => import("./locales/ru.js"),
};

const RIGHT_TO_LEFT = ["ar"];

const DATE_PARTS = {
  w: { weekday: "long" },
  d: { day: "numeric" },
  m: { month: "long" },
  y: { year: "numeric" },
};

/** From where on millions are called so, and the like. */
const MILLION = 1e6;

export class Words {
  #messages;
  /** The language as Intl is asked for it. */
  #locale;
  #plurals;
  #ordinals;
  #numbers;

  // What Intl offers is made when it is first asked for: the first of all takes a browser longer than most articles do.
  constructor(language = "en", messages = {}) {
    this.language = language;
    this.dir = RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr";
    this.#messages = messages;
    this.#locale = language === "en" ? "en-GB" : language;
  }

  /** A message as it is, or with something in its holes. */
  say(message, holes = {}) {
    return (this.#messages[message] ?? message).replace(/\{(\w+)\}/g, (hole, name) => holes[name] ?? hole);
  }

  /**
   * A message that counts: in English for one and for another number, by the latter looked up. A table has a form for
   * each plural category of its language, and may have one for a single number, as "1".
   */
  count(counted, one, other) {
    const count = Number(counted);
    const forms = this.#messages[other];
    const form = forms?.[count] ?? forms?.[this.#category(count)] ?? (count === 1 ? one : other);
    return form.replace("{n}", this.number(count));
  }

  #category(count) { return (this.#plurals ??= new Intl.PluralRules(this.#locale)).select(count); }

  number(value) {
    // These are the same in English as everywhere in JavaScript.
    if (this.language === "en" && Number.isInteger(value) && Math.abs(value) < 1000) return String(value);
    return (this.#numbers ??= new Intl.NumberFormat(this.#locale)).format(value);
  }

  /** `3rd`. A language without endings has one form, and its own sign: `3.`, `3`. */
  ordinal(value) {
    this.#ordinals ??= new Intl.PluralRules(this.#locale, { type: "ordinal" });
    const category = this.#ordinals.select(value);
    const forms = this.#messages["{n}th"] ?? { one: "{n}st", two: "{n}nd", few: "{n}rd", other: "{n}th" };
    return (forms[category] ?? forms.other).replace("{n}", this.number(value));
  }

  /** `3,000`, `2.5 million`, `76.7 US dollars`: in words only where nothing is lost, 1,234,567 stays as it is. */
  amount(value, currency) {
    const inWords = Math.abs(value) >= MILLION && Number.isInteger((value / MILLION) * 1000);
    const options = { maximumFractionDigits: inWords || !currency ? 6 : 2, minimumFractionDigits: 0 };
    if (inWords) Object.assign(options, { notation: "compact", compactDisplay: "long" });
    if (currency?.length === 3) Object.assign(options, { style: "currency", currency, currencyDisplay: "name" });
    return new Intl.NumberFormat(this.#locale, options).format(value);
  }

  /** A day, or what `parts` names of it. */
  date(parts, year, month, day) {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    const options = Object.assign({ timeZone: "UTC" }, ...[...parts].map((part) => DATE_PARTS[part]));
    const said = new Intl.DateTimeFormat(this.#locale, options).format(date);
    // British newspapers write none, and browsers are not of one mind.
    return this.language === "en" ? said.replace(",", "") : said;
  }

  list(items) { return new Intl.ListFormat(this.#locale).format(items); }
}

const loading = new Map();

/** The words for an element: in the language of the page around it, or else of the reader. */
export function wordsFor(element) {
  const language = languageOf(element);
  if (!loading.has(language)) loading.set(language, load(language));
  return loading.get(language);
}

function languageOf(element) {
  const stated = stating(element)?.getAttribute("lang");
  const known = [stated, ...navigator.languages].map((tag) => tag?.toLowerCase().split("-")[0]);
  return known.find((language) => language === "en" || Object.hasOwn(TABLES, language ?? "")) ?? "en";
}

/** The nearest element that says which language it is in, out of shadow roots too. */
function stating(element) {
  const found = element.closest("[lang]:not([lang=''])");
  const { host } = element.getRootNode();
  return found ?? (host ? stating(host) : null);
}

/** A file that cannot be loaded is no reason to keep the article from anybody: the view is in English then. */
async function load(language) {
  if (language === "en") return new Words();
  try {
    return new Words(language, (await TABLES[language]()).default);
  } catch (error) {
    console.warn(`newsgloss: the words in "${language}" could not be loaded, so the view is in English.`, error);
    loading.delete(language);
    return new Words();
  }
}
