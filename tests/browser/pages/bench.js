// The page's side of `cargo xtask bench`: newsgloss and the libraries it is held against, under one face.
//
// A library is `{ start, run, names }`. `start` loads it and makes it ready; `run` does to a text what the library is
// there for; `names` gives the spans of people, organisations and places that it finds, in UTF-16 code units, or is
// left out if it knows no such types.

const newsgloss = {
  async start() {
    const { default: init, analyze } = await import("/package/index.js");
    await init();
    return {
      run: analyze,
      names: (text) => analyze(text).mentions.map(({ start, end, type }) => ({ start, end, type })),
    };
  },
};

/** Tokens, sentences and parts of speech, and nothing read out: the least that wink-nlp can be asked for. */
const winkTags = {
  async start() {
    const { winkNLP, model } = await import("/bench/wink-nlp.js");
    const nlp = winkNLP(model, ["sbd", "pos"]);
    return { run: (text) => nlp.readDoc(text) };
  },
};

/** Everything that wink-nlp annotates by default, with its tags and its entities (dates, amounts…) read out. */
const winkAll = {
  async start() {
    const { winkNLP, model } = await import("/bench/wink-nlp.js");
    const nlp = winkNLP(model);
    const { its } = nlp;
    return {
      run(text) {
        const document = nlp.readDoc(text);
        return [document.tokens().out(its.pos), document.entities().out(its.detail)];
      },
    };
  },
};

const compromise = {
  async start() {
    const { default: nlp } = await import("/bench/compromise.js");
    const found = (text) => {
      const document = nlp(text);
      const kinds = { PERSON: document.people(), LOC: document.places(), ORG: document.organizations() };
      return Object.entries(kinds).flatMap(([type, names]) => names.json(OFFSETS).map((name) => ({ name, type })));
    };
    return { run: found, names: (text) => found(text).flatMap(({ name, type }) => bare(text, name, type)) };
  },
};

const OFFSETS = { text: false, terms: { offset: true, tags: true }, offset: true };

/** A name of compromise's as the corpora have names: without titles, marks at either end, and a possessive. */
function bare(text, { terms }, type) {
  const first = terms.findIndex(({ tags }) => !tags.includes("Honorific"));
  const spans = first < 0 ? [] : terms.slice(first).map(({ offset }) => offset);
  if (spans.length === 0) return [];
  let start = spans[0].start;
  let end = spans.at(-1).start + spans.at(-1).length;
  end -= text.slice(start, end).match(/(['’]s?)?[^\p{L}\p{N}.]*$/u)[0].length;
  start += text.slice(start, end).match(/^[^\p{L}\p{N}]*/u)[0].length;
  return start < end ? [{ start, end, type }] : [];
}

/** The memories of the WebAssembly instances on this page: no figure of the browser's counts them. */
const memories = [];
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...values) => {
  const made = await instantiate(...values);
  memories.push((made.instance ?? made).exports.memory);
  return made;
};

/** The bytes of those memories. */
export function wasmMemory() {
  return memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
}

const LIBRARIES = { newsgloss, "wink-nlp tags": winkTags, "wink-nlp all": winkAll, compromise };

/** The libraries that have been started, and the texts by what they are called. */
const ready = {};
const texts = {};

/** Starts a library; the milliseconds from here to its first result for the first bundled document. */
export async function cold(name) {
  const text = await (await fetch("/bench/seed.txt")).text();
  const begun = performance.now();
  ready[name] = await LIBRARIES[name].start();
  ready[name].run(text);
  return performance.now() - begun;
}

/** Fetches a list of texts; how much it is. */
export async function load(what) {
  texts[what] = await (await fetch(`/bench/${what}.json`)).json();
  const bytes = texts[what].reduce((sum, text) => sum + new TextEncoder().encode(text).length, 0);
  return { documents: texts[what].length, bytes };
}

/** The milliseconds that a library takes for all the texts, divided by how often it does so. */
export function time(name, what, times) {
  const { run } = ready[name];
  const begun = performance.now();
  for (let i = 0; i < times; i += 1) for (const text of texts[what]) run(text);
  return (performance.now() - begun) / times;
}

/** The names that a library finds in each text; null if it knows none. */
export function names(name, what) {
  const { names } = ready[name];
  return names ? texts[what].map(names) : null;
}
