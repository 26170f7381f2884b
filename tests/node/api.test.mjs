// What the package's functions promise, over ordinary and nasty texts.

import assert from "node:assert/strict";
import { test } from "node:test";
import { coded, ready } from "./package.mjs";
import { TEXTS } from "./texts.mjs";

const newsgloss = await ready();
const { analyze, digest, documents, entities, highlight, keyPoints, keyTerms, oneLine, open, parse, summarize } = newsgloss;

/** Spans in order, each not empty and inside the text; without overlap. */
function checkSpans(text, spans) {
  let last = 0;
  for (const { start, end } of spans) {
    assert.ok(Number.isInteger(start) && Number.isInteger(end), `${start}..${end}`);
    assert.ok(last <= start && start < end && end <= text.length, `${last} ${start}..${end} ${text.length}`);
    last = end;
  }
}

const inside = (outer) => ({ start, end }) => outer.some((block) => block.start <= start && end <= block.end);

function checkLink({ wikidata, label, kind, country, lat, lon, confidence, source }) {
  assert.match(wikidata, /^Q[1-9]\d*$/);
  assert.ok(label.length > 0 && source.length > 0 && ["country", "region", "city", "organisation"].includes(kind));
  assert.ok(confidence > 0 && confidence <= 1, `${confidence}`);
  assert.equal(lat === undefined, lon === undefined);
  if (lat !== undefined) assert.ok(Math.abs(lat) <= 90 && Math.abs(lon) <= 180, `${lat} ${lon}`);
  if (country) assert.ok(/^[A-Z]{2}$/.test(country.code) && country.name.length > 0);
}

function checkAnalysis(text, analysis) {
  const { document, mentions, dates, quantities, summary } = analysis;
  assert.equal(analysis.text, text);
  assert.equal(document.text, text);
  for (const spans of [document.blocks, mentions, dates, quantities, summary]) checkSpans(text, spans);
  assert.ok([...mentions, ...dates, ...quantities].every(inside(document.blocks)));
  assert.ok(summary.every(inside(document.blocks.filter(({ kind }) => kind === "paragraph"))));
  analysis.entities.forEach((entity, id) => {
    assert.equal(entity.id, id);
    assert.ok(entity.mentions.length > 0);
    assert.ok(entity.mentions.every((i) => mentions[i].entity === id));
    if (entity.link) checkLink(entity.link);
  });
  assert.equal(analysis.entities.flatMap((entity) => entity.mentions).length, mentions.length);
}

for (const [name, text] of Object.entries(TEXTS)) {
  test(`${name}: every function agrees and spans hold`, () => {
    const analysis = analyze(text);
    checkAnalysis(text, analysis);
    assert.deepEqual(parse(text), analysis.document);
    assert.deepEqual(summarize(text), analysis.summary);
    assert.deepEqual(analyze(parse(text)), analysis);
    const found = entities(text);
    const nested = analysis.entities.map((entity) => ({ ...entity, mentions: entity.mentions.map((i) => analysis.mentions[i]) }));
    assert.deepEqual(found, nested);
  });

  test(`${name}: key terms, key points and the line lie in the text`, () => {
    const terms = keyTerms(text);
    for (const { name, spans } of terms) {
      checkSpans(text, spans);
      assert.ok(spans.length > 0 && name.length > 0);
    }
    const points = keyPoints(text, { points: 3 });
    assert.ok(terms.length <= 10 && points.length <= 3);
    checkSpans(text, points);
    const line = oneLine(text);
    assert.equal(line === undefined, summarize(text).length === 0);
    if (line) assert.ok(summarize(text, { share: 1 }).some(({ start, end }) => start === line.start && end === line.end));
    const twice = digest([text, text]);
    assert.ok(twice.every(({ document, start, end }) => document < 2 && start < end && end <= text.length));
  });

  test(`${name}: highlighting escapes, and marks what was found`, () => {
    const html = highlight(text);
    const unmarked = html.replaceAll(/<mark data-type="[A-Z]+" data-entity="\d+">|<\/mark>/g, "");
    assert.ok(!/[<>"'\r]/.test(unmarked), unmarked);
    const entity = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#13": "\r" };
    assert.equal(unmarked.replaceAll(/&([a-z#0-9]+);/g, (_, name) => entity[name]), text.toWellFormed());
    assert.equal((html.match(/<mark /g) ?? []).length, analyze(text).mentions.length);
  });
}

test("Markdown is read by its structure", () => {
  const text = "# Ship docks in Beira\n\n![The ship](ship.jpg)\n\nThe mayor, **Ana Couto**, came [by train](https://example.org/Angela_Merkel).\n\n- Books\n\n> A harbour.\n";
  const { document, mentions } = analyze(text, { format: "markdown" });
  assert.deepEqual(document.blocks.map(({ kind }) => kind), ["heading", "caption", "paragraph", "list-item", "quote"]);
  assert.deepEqual(mentions.map(({ start, end }) => text.slice(start, end)), ["Beira", "Ana Couto"]);
  assert.deepEqual(analyze(text), analyze(text, { format: "markdown" }));
});

test("dates are reckoned from the document's day, and left open without one", () => {
  const text = "It began on Friday, two weeks after Christmas.";
  const dates = (options) => analyze(text, options).dates.map(({ start, end, ...date }) => [text.slice(start, end), date]);
  assert.deepEqual(dates({ date: "2022-01-10" }), [
    ["Friday", { type: "DATE", value: "2022-01-07", from: "2022-01-07", to: "2022-01-07" }],
    ["two weeks", { type: "DURATION", value: "P2W" }],
    ["Christmas", { type: "DATE", value: "2021-12-25", from: "2021-12-25", to: "2021-12-25" }],
  ]);
  assert.deepEqual(dates().map(([, { value }]) => value), ["XXXX-WXX-5", "P2W", "XXXX-12-25"]);
});

test("figures say what they are worth, in which unit, within which bounds, and what they count", () => {
  const text = "Nearly 20% of the 3,000 people – some dozens – paid £2bn or walked 5 to 6 km.";
  const figures = analyze(text).quantities.map(({ start, end, counts, ...figure }) => [
    text.slice(start, end),
    figure,
    counts && text.slice(counts.start, counts.end),
  ]);
  assert.deepEqual(figures, [
    ["20%", { type: "PERCENT", value: 20, high: 20 }, undefined],
    ["3,000", { type: "QUANTITY", value: 3000, unit: "person" }, "people"],
    ["dozens", { type: "CARDINAL", value: null, low: 24 }, undefined],
    ["£2bn", { type: "MONEY", value: 2e9, unit: "GBP" }, undefined],
    ["5 to 6 km", { type: "QUANTITY", value: null, unit: "km", low: 5, high: 6 }, undefined],
  ]);
});

test("a document's structure is used as it was given", () => {
  const { text } = open(documents()[0].id);
  const given = { text, blocks: [{ start: 0, end: 40, kind: "paragraph" }], problems: [{ code: "mine", message: "Kept." }] };
  const { document } = analyze(given, { date: "2022-01-07" });
  assert.deepEqual(document, { ...given, date: "2022-01-07", language: "en" });
});

test("a summary has no more sentences than were asked for, ranked", () => {
  const { text } = open(documents()[0].id);
  for (const sentences of [0, 1, 5]) {
    const { summary } = analyze(text, { summary: { sentences } });
    assert.ok(summary.length <= sentences && (summary.length > 0) === (sentences > 0), `${summary.length} of ${sentences}`);
    assert.deepEqual(summary.map(({ rank }) => rank).sort(), Array.from(summary, (_, i) => i + 1));
    assert.deepEqual(summarize(text, { sentences }), summary);
  }
});

test("a summary is as long as was asked for, by words and by share", () => {
  const { text } = open(documents()[0].id);
  const words = (summary) => summary.map(({ start, end }) => text.slice(start, end)).join(" ").split(/\s+/).length;
  assert.ok(words(summarize(text, { words: 60 })) <= 60);
  assert.equal(summarize(text, { words: 1 }).length, 1);
  assert.deepEqual(summarize(text, { share: 0 }), []);
  assert.ok(summarize(text, { share: 0.5 }).length > summarize(text, { share: 0.1 }).length);
  assert.deepEqual(analyze(text, { summary: { words: 60 } }).summary, summarize(text, { words: 60 }));
});

test("a summary can be about something, and in order of rank", () => {
  const text = "Bridge opens\n\nThe bridge in Lindau was opened on Monday by the mayor. Ferries will stop in May, the harbour office said. " +
    "The mayor Anna Holt wants a second bridge for the town.";
  const said = (options) => summarize(text, options).map(({ start, end }) => text.slice(start, end));
  assert.deepEqual(said({ focus: "ferries" }), ["Ferries will stop in May, the harbour office said."]);
  assert.deepEqual(said({ focus: "weather" }), []);
  assert.equal(summarize(text, { focus: "ferries" })[0].why[0].reason, "focus");
  const ranks = summarize(text, { order: "rank" }).map(({ rank }) => rank);
  assert.deepEqual(ranks, [1, 2, 3]);
  assert.ok(summarize(text).every(({ why }) => why.length > 0 && why.every(({ text }) => text.length > 0)));
});

test("a digest says what two reports share once, and where each sentence is from", () => {
  const one = "Bridge opens\n\nThe new bridge over the river in Lindau was opened on Monday by the mayor Anna Holt. It cost nine million euros.";
  const two = parse("Lindau has a bridge\n\nThe mayor Anna Holt opened the new bridge over the river in Lindau on Monday. Ferries will stop running in May, the harbour office said.");
  const said = digest([one, two], { sentences: 3 }).map(({ document, start, end }) => [one, two.text][document].slice(start, end));
  assert.equal(said.filter((sentence) => sentence.includes("opened")).length, 1);
  assert.deepEqual(digest([]), []);
});

test("bundled documents are listed and open", () => {
  const listed = documents();
  assert.ok(listed.length > 0);
  for (const { id, title } of listed) {
    const document = open(id);
    const { start, end } = document.title;
    assert.equal(document.text.slice(start, end), title);
    checkAnalysis(document.text, analyze(document));
  }
});

test("a passage is found again where the text has changed", () => {
  const { anchor, anchorAll, describe } = newsgloss;
  const old = "🙂 The mayor said on Monday that the bridge will stay closed until spring. It is old.";
  const start = old.indexOf("the bridge");
  const quote = describe(old, { start, end: start + "the bridge will stay closed until spring".length });
  assert.equal(quote.exact, old.slice(quote.start, quote.start + quote.exact.length));
  const now = "🙂🙂 The mayor said on Monday that the bridge will stay quite closed until spring. It is old.";
  const { start: from, end: to, status, confidence } = anchor(now, quote);
  assert.equal(now.slice(from, to), "the bridge will stay quite closed until spring");
  assert.equal(status, "changed");
  assert.ok(confidence > 0.5 && confidence <= 1);
  assert.deepEqual(anchorAll(old, [quote]).map(({ start, status }) => [start, status]), [[start, "anchored"]]);
  assert.equal(anchor("Nothing of the sort was said here.", quote), null);
  for (const call of [() => describe("x", null), () => describe("x", { start: 0, end: 2 }), () => anchor("x", {}), () => anchorAll("x", 3)]) {
    assert.throws(call, coded("invalid-option"));
  }
});

test("annotations come and go, and correct names", () => {
  const { analyze, exportAnnotations, exportNames, importAnnotations, toGlossary } = newsgloss;
  const text = "The Blue Harbour met Anna Berg 🙂 in Oslo.";
  const correct = (id, exact, value) => ({
    id, uri: "https://example.org/a", text: "", tags: [], target: [{ selector: [{ type: "TextQuoteSelector", exact }] }],
    body: { type: "TextualBody", purpose: "editing", value },
  });
  const rows = [correct("1", "Blue Harbour", "add ORG"), correct("2", "Anna Berg", "remove"), correct("3", "Oslo", "retype ORG")];
  const { annotations, problems } = importAnnotations(JSON.stringify({ rows: [...rows, {}] }));
  assert.deepEqual(problems, ["rows[3] is no annotation: it has no target"]);
  assert.deepEqual(annotations.map(({ id }) => id), ["urn:newsgloss:1", "urn:newsgloss:2", "urn:newsgloss:3"]);
  assert.deepEqual(importAnnotations(exportAnnotations(annotations)).annotations, annotations);
  const analysis = analyze(text, { corrections: annotations });
  assert.deepEqual(analysis.mentions.map(({ start, end, type }) => [text.slice(start, end), type]), [["Blue Harbour", "ORG"], ["Oslo", "ORG"]]);
  assert.deepEqual(analysis.entities.map(({ name, type }) => [name, type]), [["Blue Harbour", "ORG"], ["Oslo", "ORG"]]);
  assert.deepEqual(toGlossary(annotations), [{ name: "Blue Harbour", type: "ORG" }, { name: "Oslo", type: "ORG" }]);
  assert.equal(analyze("Blue Harbour won.", { glossary: toGlossary(annotations) }).mentions[0].type, "ORG");
  assert.match(exportNames(analysis), /^The\tO\nBlue\tB-ORG\nHarbour\tI-ORG\n/);
  const { ents } = JSON.parse(exportNames(analysis, { format: "spacy" }));
  assert.deepEqual(ents.map(({ start, end }) => [...text].slice(start, end).join("")), ["Blue Harbour", "Oslo"]);
  assert.match(exportAnnotations(annotations, { format: "csv" }), /^id,source,quote,/);
  assert.match(exportAnnotations(annotations, { format: "markdown", title: "Mine" }), /^# Mine\n\n> Blue Harbour\n/);
  assert.match(exportAnnotations(annotations, { format: "html", title: "<b>" }), /<title>&lt;b&gt;<\/title>/);
  for (const call of [() => importAnnotations("{"), () => exportAnnotations([1]), () => exportAnnotations({}), () => toGlossary([{}]),
    () => analyze(text, { corrections: [correct("1", "Oslo", "retype CITY")] })]) {
    assert.throws(call, { code: "invalid-annotations" });
  }
  for (const call of [() => exportAnnotations([], { format: "pdf" }), () => exportNames(analysis, { format: "x" })]) {
    assert.throws(call, { code: "invalid-option" });
  }
  assert.throws(() => exportNames(3), { code: "invalid-input" });
});

test("a passage is named by a fragment, and found by it", () => {
  const { fromFragment, parse, toFragment } = newsgloss;
  const text = "Flood at the bridge 🙂\n\nThe mayor said that the old bridge will stay closed.\n\nThe old bridge is from 1911.";
  const start = text.indexOf("old bridge will");
  const fragment = toFragment(text, { start, end: start + "old bridge".length });
  assert.equal(fragment, ":~:text=said%20that%20the-,old%20bridge,-will%20stay%20closed.");
  for (const input of [text, parse(text)]) {
    assert.deepEqual(fromFragment(input, `#${fragment}&text=nowhere`), [{ start, end: start + "old bridge".length }]);
  }
  assert.equal(toFragment(text, { start: 3, end: 4 }) === null, false);
  assert.equal(toFragment("  x ", { start: 0, end: 1 }), null);
  assert.deepEqual(fromFragment(text, "#top"), []);
  for (const call of [() => toFragment(text, null), () => toFragment(text, { start: 9, end: 999 }), () => fromFragment(text, 3)]) {
    assert.throws(call, { code: "invalid-option" });
  }
});

test("mistakes have codes", () => {
  const block = { start: 0, end: 1, kind: "paragraph" };
  const mistakes = {
    "invalid-input": [() => parse(7), () => parse(), () => analyze(null), () => analyze({}), () => summarize({}), () => highlight([]), () => oneLine(7), () => keyTerms(), () => keyPoints(null), () => digest("x"), () => digest([7])],
    "invalid-option": [
      () => parse("x", null),
      () => parse("x", { format: "pdf" }),
      () => analyze("x", { date: "2022-02-30" }),
      () => analyze("x", { date: new Date() }),
      () => analyze("x", { summary: 3 }),
      () => analyze("x", { summary: { sentences: 1.5 } }),
      () => summarize("x", { sentences: -1 }),
      () => summarize("x", { sentences: "3" }),
      () => summarize("x", { sentences: 3, words: 40 }),
      () => summarize("x", { share: 2 }),
      () => summarize("x", { focus: 7 }),
      () => summarize("x", { order: "random" }),
      () => analyze("x", { summary: { order: "random" } }),
      () => keyTerms("x", { terms: -1 }),
      () => keyPoints("x", { points: "all" }),
      () => digest(["x"], { sentences: 0.5 }),
      () => highlight("x", { types: "PERSON" }),
      () => highlight("x", { types: ["CAT"] }),
    ],
    "invalid-document": [
      () => analyze({ text: "x" }),
      () => analyze({ text: "x", blocks: [null] }),
      () => analyze({ text: "x", blocks: [{ ...block, end: 2 }] }),
      () => analyze({ text: "x", blocks: [{ ...block, kind: "poem" }] }),
      () => analyze({ text: "xy", blocks: [block, block] }),
      () => analyze({ text: "🙂", blocks: [block] }),
      () => analyze({ text: "x", blocks: [], title: "x" }),
      () => analyze({ text: "x", blocks: [], title: { start: 0, end: NaN } }),
    ],
    "unsupported-format": [() => parse("x", { format: "html" }), () => analyze("x", { format: "html" })],
    "unknown-document": [() => open("nothing"), () => open()],
  };
  for (const [code, calls] of Object.entries(mistakes)) {
    for (const call of calls) assert.throws(call, coded(code), String(call));
  }
  assert.throws(() => digest([{ text: "x", blocks: [{ ...block, end: 2 }] }]), coded("invalid-document"));
  assert.equal(parse("still works").blocks.length, 1);
});

test("a getter that throws leaves the engine whole", () => {
  const trap = { text: "x", get blocks() { throw new Error("mine"); } };
  assert.throws(() => analyze(trap), /mine/);
  assert.equal(analyze("x").text, "x");
});

test("much text takes no more than its share of time", () => {
  const { text } = open(documents()[0].id);
  const time = (text) => {
    const start = performance.now();
    analyze(text);
    return performance.now() - start;
  };
  time(text.repeat(20));
  const once = Math.max(5, Math.min(time(text.repeat(20)), time(text.repeat(20))));
  const tenfold = time(text.repeat(200));
  assert.ok(tenfold < once * 40, `${once.toFixed()} ms became ${tenfold.toFixed()} ms`);
});

test("a place has its item, its country and its point", () => {
  const { entities } = analyze("ALMATY, Kazakhstan (AP) — The NATO envoy flew from Almaty to Moscow on Friday.");
  const links = Object.fromEntries(entities.filter(({ link }) => link).map(({ link }) => [link.wikidata, link]));
  assert.deepEqual(Object.keys(links).sort(), ["Q232", "Q35493", "Q649", "Q7184"]);
  const { lat, lon, source, confidence, ...almaty } = links.Q35493;
  assert.deepEqual(almaty, { wikidata: "Q35493", label: "Almaty", kind: "city", country: { code: "KZ", name: "Kazakhstan" } });
  assert.ok(Math.abs(lat - 43.3) < 0.2 && Math.abs(lon - 76.9) < 0.2);
  assert.deepEqual([links.Q7184.kind, "lat" in links.Q7184, "country" in links.Q7184], ["organisation", false, false]);
});
