//! How well the figures are found: amounts of money and percentages, the kinds that corpora mark.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use newsgloss::document::plain;
use newsgloss::quantity::{self, QuantityKind};
use serde_json::Value;

use super::percent;
use crate::failure::{Context, Outcome};

/// A corpus: its file below the data folder, the list that holds its spans, and the kinds that it marks.
const CORPORA: [(&str, &str, &[QuantityKind]); 2] = [
    ("knowledge/meantime-entities-values.jsonl", "values", &[QuantityKind::Money, QuantityKind::Percent]),
    ("names/dev/worldwide.jsonl", "entities", &[QuantityKind::Money]),
];

/// A span in bytes with its kind.
type Span = (usize, usize, QuantityKind);

/// Scores the figures on the corpora below `data` and prints the result, with the first `most` errors of each corpus.
pub(super) fn evaluate(data: &Path, most: usize) -> Outcome {
    println!("\n{:20} {:8} exact: P       R       F1    overlapping: P       R       F1   figures", "figures", "");
    for (file, list, kinds) in CORPORA {
        let mut report = Report::default();
        let read = fs::read_to_string(data.join(file)).doing(|| format!("reading {file}"))?;
        for (number, line) in (1..).zip(read.lines()) {
            report.document(line, list, kinds).doing(|| format!("reading {file} line {number}"))?;
        }
        report.print(file.rsplit('/').next().unwrap_or(file), kinds, most);
    }
    Ok(())
}

#[derive(Default)]
struct Report {
    gold: Vec<QuantityKind>,
    found: Vec<QuantityKind>,
    exact: Vec<QuantityKind>,
    overlapping: Vec<QuantityKind>,
    errors: Vec<String>,
    bytes: usize,
    time: Duration,
}

impl Report {
    fn document(&mut self, line: &str, list: &str, kinds: &[QuantityKind]) -> Result<(), String> {
        let value: Value = serde_json::from_str(line).map_err(|e| e.to_string())?;
        let text = value["text"].as_str().ok_or("no text")?;
        let gold: Vec<Span> = gold(&value, text, list)?.into_iter().filter(|span| kinds.contains(&span.2)).collect();
        let document = plain::parse(text.to_owned());
        let began = Instant::now();
        let quantities = quantity::find(&document);
        self.time += began.elapsed();
        self.bytes += text.len();
        let spans = quantities.iter().map(|quantity| (quantity.span.start, quantity.span.end, quantity.kind));
        let found: Vec<Span> = spans.filter(|span| kinds.contains(&span.2)).collect();
        self.gold.extend(gold.iter().map(|span| span.2));
        self.found.extend(found.iter().map(|span| span.2));
        let exact = found.iter().filter(|span| gold.contains(span)).map(|span| span.2);
        self.exact.extend(exact);
        self.overlapping.extend(paired(&gold, &found));
        self.note(text, &gold, &found);
        Ok(())
    }

    fn note(&mut self, text: &str, gold: &[Span], found: &[Span]) {
        let around = |span: &Span| {
            let start = text.floor_char_boundary(span.0.saturating_sub(40));
            let end = text.ceil_char_boundary((span.1 + 30).min(text.len()));
            format!("{}[{}]{}", &text[start..span.0], &text[span.0..span.1], &text[span.1..end]).replace('\n', "⏎")
        };
        let missed = gold
            .iter()
            .filter(|span| !found.contains(span))
            .map(|span| (span.0, format!("missed {} ", span.2.as_str()) + &around(span)));
        let extra = found
            .iter()
            .filter(|span| !gold.contains(span))
            .map(|span| (span.0, format!("extra  {} ", span.2.as_str()) + &around(span)));
        let mut errors: Vec<_> = missed.chain(extra).collect();
        errors.sort();
        self.errors.extend(errors.into_iter().map(|(_, error)| error));
    }

    fn print(&self, name: &str, kinds: &[QuantityKind], most: usize) {
        println!("{name}: {:.1} MB/s", self.bytes as f64 / 1e6 / self.time.as_secs_f64());
        for &kind in kinds {
            let count = |list: &[QuantityKind]| list.iter().filter(|&&other| other == kind).count();
            let (gold, found) = (count(&self.gold), count(&self.found));
            let row = |right: usize| {
                let (precision, recall) = (percent(right, found), percent(right, gold));
                let f1 = if right == 0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
                format!("{precision:7.2} {recall:7.2} {f1:7.2}")
            };
            let (exact, overlapping) = (row(count(&self.exact)), row(count(&self.overlapping)));
            println!("{:20} {:8} {exact}  {overlapping}  {gold:8}", "", kind.as_str());
        }
        self.errors.iter().take(most).for_each(|error| println!("  {error}"));
    }
}

/// The kinds of the spans that overlap one of the other side, each paired once, those that share the most first.
fn paired(gold: &[Span], found: &[Span]) -> Vec<QuantityKind> {
    let shared = |a: &Span, b: &Span| a.1.min(b.1).saturating_sub(a.0.max(b.0));
    let mut pairs = Vec::new();
    for (g, there) in gold.iter().enumerate() {
        for (f, here) in found.iter().enumerate() {
            let length = if there.2 == here.2 { shared(there, here) } else { 0 };
            pairs.extend((length > 0).then_some((std::cmp::Reverse(length), g, f)));
        }
    }
    pairs.sort_unstable();
    let (mut taken_gold, mut taken_found) = (vec![false; gold.len()], vec![false; found.len()]);
    let mut kinds = Vec::new();
    for (_, g, f) in pairs {
        if !taken_gold[g] && !taken_found[f] {
            (taken_gold[g], taken_found[f]) = (true, true);
            kinds.push(gold[g].2);
        }
    }
    kinds
}

/// The figures that a document is marked with.
fn gold(document: &Value, text: &str, list: &str) -> Result<Vec<Span>, String> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut spans = Vec::new();
    for marked in document[list].as_array().ok_or("no list of spans")? {
        let offset = |key: &str| {
            let point = marked[key].as_u64().and_then(|point| usize::try_from(point).ok());
            point.and_then(|point| bytes.get(point).copied()).ok_or(format!("no valid {key} of a span"))
        };
        let kind = marked["type"].as_str().ok_or("a span without type")?;
        let kind = QuantityKind::ALL.into_iter().find(|known| known.as_str().eq_ignore_ascii_case(kind));
        if let Some(kind) = kind {
            spans.push((offset("start")?, offset("end")?, kind));
        }
    }
    Ok(spans)
}
