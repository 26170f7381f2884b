// What an analysis says, in forms that other programs read. All of these work on plain data and need no engine.

import { fail } from "./errors.js";

/** How much of the text on either side goes with a quote, in UTF-16 code units. */
const CONTEXT = 32;

const SCHEMA_TYPES = { PERSON: "Person", ORG: "Organization", LOC: "Place", EVENT: "Event" };

const wikidata = (item) => `http://www.wikidata.org/entity/${item}`;

/** The analysis as a page of W3C Web Annotations. */
export function toWebAnnotation(analysis, options) {
  readAnalysis(analysis);
  const source = options?.source;
  if (typeof source !== "string" || source === "") throw fail("invalid-option", "source must be the address of the text");
  const { text, mentions, entities, dates, quantities, quotes, summary } = analysis;
  const count = codePoints(text);
  const annotate = (kind, motivation, body) => (span) => ({
    id: `${source}#newsgloss-${kind}-${span.start}-${span.end}`,
    type: "Annotation",
    motivation,
    body: body(span),
    target: { source, selector: selectors(text, span, count) },
  });
  const value = (purpose, value) => ({ type: "TextualBody", purpose, value, format: "text/plain" });
  const thing = ({ type, entity }) => {
    const { name, link, glossary } = entities[entity];
    const about = link ? wikidata(link.wikidata) : glossary?.url;
    return [value("classifying", type), value("identifying", name), ...(about ? [{ type: "SpecificResource", source: about, purpose: "identifying" }] : [])];
  };
  const figure = ({ type, value: worth, unit, low, high }) =>
    [value("classifying", type), value("describing", [worth ?? [low ?? "", high ?? ""].join("–"), unit].filter((part) => part !== undefined).join(" "))];
  const speaker = ({ kind, speaker, entity }) => {
    const name = entities[entity]?.name ?? (speaker && text.slice(speaker.start, speaker.end));
    return [value("classifying", `${kind} quotation`), ...(name ? [value("identifying", name)] : [])];
  };
  const items = [
    ...mentions.map(annotate("name", "identifying", thing)),
    ...dates.map(annotate("date", "describing", ({ type, value: date }) => [value("classifying", type), value("describing", date)])),
    ...quantities.map(annotate("figure", "describing", figure)),
    ...quotes.map(annotate("quotation", "describing", speaker)),
    ...summary.map(annotate("summary", "highlighting", ({ rank }) => [value("classifying", "summary"), value("describing", `${rank}`)])),
  ];
  return { "@context": "http://www.w3.org/ns/anno.jsonld", id: `${source}#newsgloss`, type: "AnnotationPage", items };
}

/** The analysis as schema.org has a news article: whom and what it mentions. */
export function toJsonLd(analysis, options = {}) {
  readAnalysis(analysis);
  const { text, document, entities, summary } = analysis;
  const said = (span) => span && text.slice(span.start, span.end);
  return defined({
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    url: options.url,
    headline: said(document.title),
    datePublished: document.date,
    dateline: said(document.dateline),
    abstract: summary.map(said).join(" ") || undefined,
    mentions: entities.map(schemaThing),
  });
}

/** The names as displaCy draws them, spaCy's own way: offsets count code points, as Python does. */
export function toDisplacy(analysis) {
  readAnalysis(analysis);
  const { text, document, mentions, entities } = analysis;
  const count = codePoints(text);
  const ents = mentions.map(({ start, end, type, entity }) => {
    const item = entities[entity].link?.wikidata;
    return { start: count(start), end: count(end), label: type, ...(item && { kb_id: item, kb_url: wikidata(item) }) };
  });
  return { text, ents, title: document.title ? text.slice(document.title.start, document.title.end) : null };
}

function schemaThing({ name, type, role, acronym, link, glossary }) {
  const geo = type === "LOC" && link?.lat !== undefined;
  return defined({
    "@type": SCHEMA_TYPES[type] ?? "Thing",
    name,
    alternateName: acronym,
    jobTitle: type === "PERSON" ? role : undefined,
    identifier: glossary?.id,
    url: glossary?.url,
    sameAs: link && wikidata(link.wikidata),
    geo: geo ? { "@type": "GeoCoordinates", latitude: link.lat, longitude: link.lon } : undefined,
  });
}

/** By its words and what stands around them, and by its place, which counts code points as the standard has it. */
function selectors(text, { start, end }, count) {
  return [
    {
      type: "TextQuoteSelector",
      exact: text.slice(start, end),
      prefix: text.slice(whole(text, Math.max(0, start - CONTEXT)), start),
      suffix: text.slice(end, whole(text, end + CONTEXT)),
    },
    { type: "TextPositionSelector", start: count(start), end: count(end) },
  ];
}

/** The offset, or the one before it if it would cut a character in two. */
function whole(text, at) {
  const isInside = /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));
  return isInside ? at - 1 : at;
}

/** From an offset in UTF-16 code units to one in code points. */
function codePoints(text) {
  const pairs = Array.from(text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g), ({ index }) => index);
  return (offset) => {
    let [from, to] = [0, pairs.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (pairs[middle] < offset) from = middle + 1;
      else to = middle;
    }
    return offset - from;
  };
}

/** Without what is undefined, so that it is in no key either. */
function defined(object) {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

function readAnalysis(analysis) {
  if (typeof analysis?.text === "string" && Array.isArray(analysis.mentions) && analysis.document) return;
  throw fail("invalid-input", "what analyze() returned is needed");
}
