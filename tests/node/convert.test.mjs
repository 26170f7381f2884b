// What an analysis becomes for other programs, and articles as HTML without a DOM.

import assert from "node:assert/strict";
import { test } from "node:test";
import { coded, ready } from "./package.mjs";
import { TEXTS } from "./texts.mjs";

const { analyze, documents, open, toDisplacy, toHTML, toJsonLd, toWebAnnotation } = await ready();

const TEXT = "Talks in Almaty 🙂\n\nALMATY, Kazakhstan (AP) — White House spokeswoman Jen Psaki 🙂 met Russian envoys on Friday. “It cost $5 million,” Psaki said.";
const SOURCE = "https://example.org/a";

/** A string by code points, as Python and the Web Annotation standard count. */
const sliced = (text, { start, end }) => Array.from(text).slice(start, end).join("");

test("annotations of the web point at their words, by quote and by place", () => {
  const analysis = analyze(TEXT, { date: "2022-01-07" });
  const page = toWebAnnotation(analysis, { source: SOURCE });
  assert.equal(page.type, "AnnotationPage");
  const { mentions, dates, quantities, quotes, summary } = analysis;
  assert.equal(page.items.length, [mentions, dates, quantities, quotes, summary].flat().length);
  assert.equal(new Set(page.items.map(({ id }) => id)).size, page.items.length);
  for (const { id, motivation, body, target } of page.items) {
    assert.ok(id.startsWith(`${SOURCE}#newsgloss-`) && target.source === SOURCE);
    const [quote, place] = target.selector;
    assert.equal(sliced(TEXT, place), quote.exact);
    assert.ok(TEXT.includes(quote.prefix + quote.exact + quote.suffix) && quote.prefix.isWellFormed() && quote.suffix.isWellFormed());
    assert.ok(["identifying", "describing", "highlighting"].includes(motivation) && body.length > 0);
  }
  const texts = page.items.map(({ body }) => body.map(({ value, source }) => value ?? source).join(" "));
  for (const expected of ["LOC Almaty http://www.wikidata.org/entity/Q35493", "PERSON Jen Psaki", "DATE 2022-01-07", "MONEY 5000000 USD", "direct quotation Jen Psaki"]) {
    assert.ok(texts.includes(expected), `${expected} in ${texts.join("\n")}`);
  }
  assert.throws(() => toWebAnnotation(analysis), coded("invalid-option"));
  assert.throws(() => toWebAnnotation({}, { source: SOURCE }), coded("invalid-input"));
});

test("schema.org hears whom and what the article mentions", () => {
  const { mentions, ...article } = toJsonLd(analyze(TEXT, { date: "2022-01-07" }), { url: SOURCE });
  assert.equal(article["@context"], "https://schema.org");
  assert.deepEqual([article["@type"], article.headline, article.datePublished, article.url], ["NewsArticle", "Talks in Almaty 🙂", "2022-01-07", SOURCE]);
  assert.ok(article.abstract.includes("Jen Psaki"));
  const named = Object.fromEntries(mentions.map((thing) => [thing.name, thing]));
  assert.deepEqual(named["Jen Psaki"], { "@type": "Person", name: "Jen Psaki", jobTitle: "White House spokeswoman" });
  assert.equal(named.Almaty["@type"], "Place");
  assert.equal(named.Almaty.sameAs, "http://www.wikidata.org/entity/Q35493");
  assert.equal(named.Almaty.geo["@type"], "GeoCoordinates");
  const glossary = [{ name: "Psaki", type: "PERSON", id: "p1", url: "/people/p1" }];
  const own = toJsonLd(analyze("Psaki spoke.", { glossary })).mentions[0];
  assert.deepEqual([own.identifier, own.url], ["p1", "/people/p1"]);
});

test("displaCy gets code points", () => {
  const analysis = analyze(TEXT);
  const { text, ents, title } = toDisplacy(analysis);
  assert.equal(title, "Talks in Almaty 🙂");
  assert.deepEqual(ents.map((ent) => sliced(text, ent)), analysis.mentions.map(({ start, end }) => TEXT.slice(start, end)));
  assert.deepEqual(ents[0], { start: 9, end: 15, label: "LOC", kb_id: "Q35493", kb_url: "http://www.wikidata.org/entity/Q35493" });
});

const MARKS = /<mark data-type="[A-Z]+" data-entity="\d+"(?: data-wikidata="Q\d+")?>|<\/mark>/g;
const SECTION = /<section class="newsgloss-summary">[^]*?<\/section>\n/;

for (const [name, text] of Object.entries(TEXTS)) {
  test(`${name}: it converts`, () => {
    const analysis = analyze(text);
    toWebAnnotation(analysis, { source: SOURCE }).items.forEach(({ target: { selector: [quote, place] } }) => assert.equal(sliced(text, place), quote.exact));
    assert.equal(toDisplacy(analysis).ents.length, analysis.mentions.length);
    assert.equal(toJsonLd(analysis).mentions.length, analysis.entities.length);
  });

  test(`${name}: as HTML a text is escaped, and HTML keeps every letter`, () => {
    const html = toHTML(text, { format: "text" });
    const bare = html.replaceAll(MARKS, "").replaceAll(/<\/?(?:article|section|h1|h2|ul|li|p|blockquote)(?: class="newsgloss-[a-z]+")?>/g, "");
    assert.doesNotMatch(bare, /[<>"']/);
    assert.equal(html.match(/<mark /g)?.length ?? 0, analyze(text).mentions.length);
    assert.ok(html.isWellFormed());
    const copied = toHTML(text, { format: "html" });
    assert.equal(copied.replaceAll(MARKS, "").replace(SECTION, ""), text.replaceAll(MARKS, ""));
  });
}

test("an article has its title, its paragraphs, its list and its summary", () => {
  const html = toHTML("Storm hits Lisbon\n\nThe storm hit Lisbon on Friday, António Costa said in a long sentence.\n\n- One thing\n- Another\n\n(Reporting by Ana Silva)", { types: ["PERSON"], summary: { sentences: 1 }, heading: "In short" });
  const lisbon = "Storm hits Lisbon";
  assert.equal(html, `<article>\n<h1>${lisbon}</h1>\n<section class="newsgloss-summary"><h2>In short</h2><ul><li>The storm hit Lisbon on Friday, António Costa said in a long sentence.</li></ul></section>\n` +
    '<p>The storm hit Lisbon on Friday, <mark data-type="PERSON" data-entity="1">António Costa</mark> said in a long sentence.</p>\n' +
    '<ul>\n<li>One thing</li>\n<li>Another</li>\n</ul>\n<p class="newsgloss-credit">(Reporting by <mark data-type="PERSON" data-entity="2">Ana Silva</mark>)</p>\n</article>\n');
  assert.doesNotMatch(toHTML("Anna Lind spoke in Oslo.", { summary: false }), /section/);
});

/** A page, marked by a call; the words in the marks, by tag. */
const marked = (html, options) => {
  const out = toHTML(html, { summary: false, ...options });
  assert.equal(out.replaceAll(MARKS, ""), html);
  return [...out.matchAll(/<mark [^>]*>([^]*?)<\/mark>/g)].map(([, words]) => words);
};

test("HTML is marked in its article and nowhere else", () => {
  const page = '<!doctype html><title>Oslo</title><body class="share"><nav><a href="/">Berlin</a></nav><article><header><h1>Storm in Lisbon</h1></header>' +
    '<p>In <a href="x>y" title=\'a "b\'>Kazakhstan</a>, Ant&oacute;nio <b>Costa</b> said AT&amp;T was well.</p><div class="ad-slot">Rome</div><p hidden>x</p>' +
    '<div hidden>Paris</div><aside>Madrid</aside><ul><li>Moscow fell<li>Tokyo rose</ul><script>"<p>Vienna"</script><svg/><p>Then Warsaw <!-- Prague --> fell.</p>' +
    "</article><div id=comments><article>Athens</article></div><footer>Dublin</footer>";
  assert.deepEqual(marked(page), ["Lisbon", "Kazakhstan", "Ant&oacute;nio", "Costa", "AT&amp;T", "Moscow", "Tokyo", "Warsaw"]);
  const summed = toHTML(page);
  assert.ok(summed.includes('</h1><section class="newsgloss-summary">'), summed);
  assert.equal(summed.replaceAll(MARKS, "").replace(SECTION, ""), page);
});

test("a part of a page is marked as it is", () => {
  assert.deepEqual(marked("<p>Angela\n   Merkel</p><p>spoke in&nbsp;Berlin &lt;&#8212;&#x1f642;&bogus;&amp"), ["Angela\n   Merkel", "Berlin"]);
  assert.ok(toHTML("<div><p>Angela Merkel spoke in Berlin on Friday.</p></div>").startsWith('<div><section class="newsgloss-summary">'));
  assert.deepEqual(marked("<main><p>Angela Merkel</p></main><p>Berlin</p>"), ["Angela Merkel"]);
  assert.deepEqual(marked('<p>Angela <span class="x">Merkel'), ["Angela", "Merkel"]);
});

test("hostile markup takes no more than its share of time", () => {
  const parts = ["<", "<a ", "<a '", '<a "', "<!--", "<!", "</", "<p>", "<nav>", "<article>", "</article>", "&", "&#", "&#x110000;", "<meta datePublished ", "<time ", "<script>",
    "<div class=ad>", "a<b>", "<a hidden\n", "<h1></h1>", "Oslo <b>"];
  for (const part of parts) {
    const time = (count) => {
      const html = part.repeat(count);
      const start = performance.now();
      assert.equal(toHTML(html, { format: "html", summary: false }).replaceAll(MARKS, ""), html);
      return performance.now() - start;
    };
    time(2000);
    const once = Math.max(20, Math.min(time(2000), time(2000)));
    const tenfold = time(20_000);
    assert.ok(tenfold < once * 40, `${part}: ${once.toFixed()} ms became ${tenfold.toFixed()} ms`);
  }
});

test("what a page has is what its documents have", () => {
  for (const { id } of documents()) {
    const { text } = open(id);
    const html = `<p>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").split(/\n\s*\n/).join("</p>\n<p>")}</p>`;
    assert.ok(marked(html).length > 0);
  }
});

test("options of toHTML are checked", () => {
  for (const options of [null, { format: "pdf" }]) assert.throws(() => toHTML("x", options), coded("invalid-option"));
  assert.throws(() => toHTML(7), coded("invalid-input"));
});
