//! How many links are right, on corpora of places with their coordinates and of names with their Wikidata items.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Instant;

use newsgloss::document::plain;
use newsgloss::entity::{Entity, Link, Mention, MentionType, resolve};
use newsgloss::span::ByteSpan;
use newsgloss::{Analysis, Analyzer, Options, entity};
use serde_json::{Value, json};
use std::sync::Arc;

use super::percent;
use crate::arguments::Arguments;
use crate::failure::{Context, Outcome};
use crate::paths;

/// Corpora of places, and of names of all sorts.
const PLACES: [&str; 3] = ["geo-lgl", "geo-geovirus", "geo-geowebnews"];
const NAMES: [&str; 3] = ["el-news-fair-v2-dev", "el-wiki-fair-v2", "el-rss-500"];

/// How near to the true place a link has to lie, in kilometres: 100 miles. A point stands for the whole of a country or
/// of a state, so theirs may lie further off.
const NEAR: f64 = 161.0;
const NEAR_COUNTRY: f64 = 1500.0;
const NEAR_STATE: f64 = 400.0;

/// One name of a corpus, in bytes.
struct Gold {
    span: ByteSpan,
    value: Value,
}

/// A document of a corpus.
struct Document {
    id: String,
    text: String,
    /// The part that was annotated.
    part: ByteSpan,
    gold: Vec<Gold>,
}

/// A link that was found.
struct Found {
    span: ByteSpan,
    link: Link,
}

/// What is counted.
#[derive(Default)]
struct Score {
    gold: usize,
    given: usize,
    right: usize,
    found: usize,
    documents: usize,
    errors: BTreeMap<String, usize>,
}

/// Scores the links on the corpora in `folder`, with the knowledge file of `arguments` or else the one that ships.
pub(super) fn evaluate(analyzer: Analyzer, folder: &Path, arguments: &Arguments<'_>, errors: usize) -> Outcome {
    let bytes = paths::read(&arguments.last("knowledge").map_or_else(paths::knowledge, Into::into))?;
    let knowledge = entity::Knowledge::read(&bytes).doing(|| "reading the knowledge file".to_string())?;
    let knowledge = Arc::new(knowledge);
    let analyzer = analyzer.with_knowledge(knowledge.clone());
    let keep = |name: &str, lines: String| match arguments.last("predictions") {
        Some(folder) => paths::write(&Path::new(folder).join(format!("{name}.jsonl")), lines),
        None => Ok(()),
    };
    println!("\n{:44} {:>6} {:>6} {:>7} {:>7} {:>9}", "links", "gold", "links", "P", "R", "wrong/doc");
    for corpus in PLACES {
        let documents = read(&folder.join(format!("{corpus}.jsonl")), "toponyms")?;
        let gold_spans = |document: &Document| link_gold(&knowledge, document);
        let (score, lines) = run(&documents, gold_spans, score_places);
        print(&format!("{corpus}, gold spans"), &score, errors);
        keep(corpus, lines)?;
        let (score, lines) = run(&documents, |document| analyze(&analyzer, document), score_places);
        print(&format!("{corpus}, names found"), &score, 0);
        keep(&format!("{corpus}.found"), lines)?;
    }
    for corpus in NAMES {
        let documents = read(&folder.join(format!("{corpus}.jsonl")), "labels")?;
        let (score, lines) = run(&documents, |document| analyze(&analyzer, document), score_names);
        print(corpus, &score, errors);
        keep(corpus, lines)?;
    }
    time(&analyzer, &knowledge, &bytes, &read(&folder.join("geo-lgl.jsonl"), "toponyms")?);
    Ok(())
}

fn run(
    documents: &[Document],
    find: impl Fn(&Document) -> Vec<Found>,
    score: fn(&Document, &[Found], &mut Score),
) -> (Score, String) {
    let (mut total, mut lines) = (Score::default(), String::new());
    for document in documents {
        let found = find(document);
        score(document, &found, &mut total);
        total.documents += 1;
        lines += &line(document, &found);
    }
    (total, lines)
}

/// The links of the names that the engine finds by itself.
fn analyze(analyzer: &Analyzer, document: &Document) -> Vec<Found> {
    found(&analyzer.analyze(plain::parse(document.text.clone()), &Options { summary: None, ..Options::default() }))
}

/// The links of the corpus's own names, as places.
fn link_gold(knowledge: &entity::Knowledge, document: &Document) -> Vec<Found> {
    let mut spans: Vec<ByteSpan> = document.gold.iter().map(|gold| gold.span).collect();
    spans.sort_unstable();
    spans.dedup_by(|b, a| a.overlaps(*b));
    let kind = MentionType::Loc;
    let mut mentions: Vec<Mention> =
        spans.iter().map(|&span| Mention { span, kind, entity: 0, confidence: 1.0, glossary: None }).collect();
    let document = plain::parse(document.text.clone());
    let mut entities: Vec<Entity> = resolve::resolve(&document, &mut mentions);
    entity::link::link(knowledge, &document, &mentions, &mut entities);
    found(&Analysis { document, mentions, entities, ..Analysis::default() })
}

fn found(analysis: &Analysis) -> Vec<Found> {
    let links = analysis.mentions.iter().filter_map(|mention| {
        let link = analysis.entities[mention.entity].link.clone()?;
        Some(Found { span: mention.span, link })
    });
    links.collect()
}

fn score_places(document: &Document, found: &[Found], score: &mut Score) {
    for gold in &document.gold {
        let Some(place) = degrees(&gold.value) else { continue };
        score.gold += 1;
        let overlapping = found.iter().filter(|found| found.link.point.is_some() && found.span.overlaps(gold.span));
        let shared = |found: &&Found| found.span.end.min(gold.span.end) - found.span.start.max(gold.span.start);
        let Some(hit) = overlapping.max_by_key(shared) else {
            score.miss(document, gold.span);
            continue;
        };
        score.given += 1;
        let point = hit.link.point.map_or((0.0, 0.0), |p| (f64::from(p.lat) / 100.0, f64::from(p.lon) / 100.0));
        let limit = match gold.value["fcode"].as_str().unwrap_or_default() {
            code if code.starts_with("PCL") => NEAR_COUNTRY,
            "ADM1" => NEAR_STATE,
            _ => NEAR,
        };
        if distance(place, point) <= limit {
            score.right += 1;
            score.found += 1;
        } else {
            let named = gold.value["name"].as_str().or(gold.value["wikipedia"].as_str()).unwrap_or("?");
            let inside = gold.value["admin1"].as_str().unwrap_or_default();
            score.wrong(document, hit, &format!("{named}, {inside} {place:?}"));
        }
    }
}

fn score_names(document: &Document, found: &[Found], score: &mut Score) {
    let text = &document.text;
    let bare = |span: ByteSpan| {
        let the = span.of(text).get(..4).is_some_and(|start| start.eq_ignore_ascii_case("the "));
        ByteSpan::new(if the { span.start + 4 } else { span.start }, span.end)
    };
    let item = |gold: &Gold| gold.value["wikidata"].as_str().map(str::to_string);
    let named: Vec<&Gold> = document
        .gold
        .iter()
        .filter(|gold| {
            let coreference = gold.value["coref"].as_bool().unwrap_or(false);
            item(gold).is_some() && !coreference && gold.span.of(text).starts_with(char::is_uppercase)
        })
        .collect();
    score.gold += named.len();
    let mut hits = Vec::new();
    for hit in found.iter().filter(|found| document.part.contains(found.span)) {
        let gold = document.gold.iter().rev().find(|gold| bare(gold.span) == bare(hit.span));
        if gold.is_some_and(|gold| matches!(gold.value["type"].as_str(), Some("QUANTITY" | "DATETIME"))) {
            continue;
        }
        score.given += 1;
        if gold.and_then(item) == Some(format!("Q{}", hit.link.wikidata)) {
            score.right += 1;
            hits.extend(gold.map(|gold| gold.span));
        } else {
            let said = gold.map_or("no such name".to_string(), |gold| gold.value["name"].to_string());
            score.wrong(document, hit, &said);
        }
    }
    score.found += named.iter().filter(|gold| hits.contains(&gold.span)).count();
}

impl Score {
    fn wrong(&mut self, document: &Document, found: &Found, gold: &str) {
        let link = &found.link;
        let country = link.country.as_ref().map_or("", |country| &country.code);
        let name = found.span.of(&document.text);
        let what = format!("{name}: {} {country} {:.3}, not {gold}", link.label, link.confidence);
        *self.errors.entry(format!("{} {what}", document.id)).or_default() += 1;
    }

    fn miss(&mut self, document: &Document, span: ByteSpan) {
        *self.errors.entry(format!("~missed {}", span.of(&document.text))).or_default() += 1;
    }
}

fn print(what: &str, score: &Score, errors: usize) {
    let wrong = (score.given - score.right) as f64 / score.documents.max(1) as f64;
    let (precision, recall) = (percent(score.right, score.given), percent(score.found, score.gold));
    println!("{what:44} {:6} {:6} {precision:7.2} {recall:7.2} {wrong:9.2}", score.gold, score.given);
    let mut listed: Vec<_> = score.errors.iter().collect();
    listed.sort_by_key(|(what, count)| (what.starts_with('~'), std::cmp::Reverse(**count)));
    let (missed, wrong): (Vec<_>, Vec<_>) = listed.into_iter().partition(|(what, _)| what.starts_with('~'));
    for (what, count) in wrong.iter().take(errors).chain(missed.iter().take(errors)) {
        println!("    {count:4} {what}");
    }
}

/// How long the file takes to load, and the links to find.
fn time(analyzer: &Analyzer, knowledge: &entity::Knowledge, bytes: &[u8], documents: &[Document]) {
    let began = Instant::now();
    let read = entity::Knowledge::read(bytes).map_or(0, |knowledge| knowledge.len());
    println!("\n{read} items read in {:.1} ms", began.elapsed().as_secs_f64() * 1e3);
    let mut analyses: Vec<Analysis> = documents
        .iter()
        .map(|d| analyzer.analyze(plain::parse(d.text.clone()), &Options { summary: None, ..Options::default() }))
        .collect();
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let began = Instant::now();
    for Analysis { document, mentions, entities, .. } in &mut analyses {
        entity::link::link(knowledge, document, mentions, entities);
    }
    println!("links alone {:.1} MB/s", bytes as f64 / began.elapsed().as_secs_f64() / 1e6);
}

fn degrees(value: &Value) -> Option<(f64, f64)> {
    Some((value["lat"].as_f64()?, value["lon"].as_f64()?))
}

/// Kilometres along a great circle.
fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (a, b) = ((a.0.to_radians(), a.1.to_radians()), (b.0.to_radians(), b.1.to_radians()));
    let half = |x: f64| (x / 2.0).sin().powi(2);
    6371.0 * 2.0 * (half(b.0 - a.0) + a.0.cos() * b.0.cos() * half(b.1 - a.1)).sqrt().asin()
}

fn read(path: &Path, names: &str) -> Outcome<Vec<Document>> {
    let file = fs::read_to_string(path).doing(|| format!("reading {}", path.display()))?;
    let lines = file.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| parse(line, names).doing(|| format!("reading {} line {}", path.display(), at + 1))).collect()
}

fn parse(line: &str, names: &str) -> Result<Document, String> {
    let value: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let text = value["text"].as_str().ok_or("no text")?.to_owned();
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let offset = |value: &Value| value.as_u64().and_then(|point| bytes.get(usize::try_from(point).ok()?).copied());
    let span = |start: &Value, end: &Value| Some(ByteSpan::new(offset(start)?, offset(end)?));
    let mut gold = Vec::new();
    for name in value[names].as_array().ok_or("no names")? {
        // Some are the places of an article as a whole, not of words in it.
        gold.extend(span(&name["start"], &name["end"]).map(|span| Gold { span, value: name.clone() }));
    }
    let part = span(&value["span"][0], &value["span"][1]).unwrap_or(ByteSpan::new(0, text.len()));
    Ok(Document { id: value["id"].as_str().ok_or("no id")?.to_owned(), part, gold, text })
}

/// What was found in a document, as the scripts that judge it want it.
fn line(document: &Document, found: &[Found]) -> String {
    let point = |byte: usize| document.text[..byte].chars().count();
    let links = found.iter().map(|Found { span, link }| {
        let place = link.point.map(|p| (f64::from(p.lat) / 100.0, f64::from(p.lon) / 100.0));
        json!({
            "start": point(span.start), "end": point(span.end), "wikidata": format!("Q{}", link.wikidata),
            "label": link.label, "lat": place.map(|p| p.0), "lon": place.map(|p| p.1), "confidence": link.confidence,
        })
    });
    let mut line = String::new();
    let links: Vec<Value> = links.collect();
    writeln!(line, "{}", json!({ "id": document.id, "links": links })).expect("writing to a string");
    line
}
