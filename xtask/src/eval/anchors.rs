//! Quotes found again in revisions of published articles, counted as the corpus's own scorer counts.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Instant;

use newsgloss::annotation::{Anchor, Anchorer, Quote, Status};
use newsgloss::span::{ByteSpan, Utf16Index, Utf16Span};
use serde_json::Value;

use super::{percent, shared};
use crate::failure::{Context, Outcome};

/// What became of the quotes of one kind.
#[derive(Default)]
struct Tally {
    all: usize,
    exact: usize,
    most: usize,
    half: usize,
    gone: usize,
}

/// How many classes of confidence are told apart.
const CLASSES: usize = 5;

/// Scores the quotes of the revisions in `folder`; `most` errors are shown.
pub(super) fn print(folder: &Path, most: usize) -> Outcome {
    let texts = lines(&folder.join("pairs.jsonl"))?;
    let new = texts.iter().map(|pair| pair["new"].as_str().unwrap_or_default());
    let indexed: Vec<_> = new.map(|text| (text, Utf16Index::new(text), Anchorer::new(text))).collect();
    let mut tallies: BTreeMap<(String, String), Tally> = BTreeMap::new();
    let (mut classes, mut errors) = ([(0, 0); CLASSES], Vec::new());
    for case in lines(&folder.join("cases.jsonl"))? {
        let number = usize::try_from(case["pair"].as_u64().unwrap_or_default()).unwrap_or_default();
        let (text, units, anchorer) = &indexed[number];
        let found = anchorer.anchor(&quote(&case, text, units));
        let truth = truth(&case, text, units);
        let tally = tallies.entry((string(&case, "kind"), string(&case, "label"))).or_default();
        let share = tally.add(truth, found);
        if let Some(Anchor { status: Status::Changed, confidence, .. }) = found {
            let class = &mut classes[class(confidence)];
            *class = (class.0 + 1, class.1 + usize::from(share >= 0.5));
        }
        if found.is_some() != truth.is_some() || (truth.is_some() && share < 0.5) {
            let there = found.map_or("gone", |found| found.span.of(text));
            errors.push(format!("{} | {} | {there}", string(&case, "label"), string(&case, "exact")));
        }
    }
    for ((kind, label), tally) in &tallies {
        println!("{kind:9} {label:9} n {:5}  {}", tally.all, tally.row(label == "deleted"));
    }
    println!("\nconfidence of changed passages  passages  right");
    for (class, (all, right)) in classes.iter().enumerate().filter(|(_, (all, _))| *all > 0) {
        println!("{:.1} to {:.1} {all:31} {:6.1}", class as f32 / 5.0, (class + 1) as f32 / 5.0, percent(*right, *all));
    }
    errors.iter().take(most).for_each(|error| println!("{}", error.replace('\n', " ")));
    speed(&texts);
    Ok(())
}

fn lines(path: &Path) -> Outcome<Vec<Value>> {
    let text = fs::read_to_string(path).doing(|| format!("reading {}", path.display()))?;
    text.lines().map(|line| serde_json::from_str(line).doing(|| format!("reading {}", path.display()))).collect()
}

fn string(case: &Value, key: &str) -> String {
    case[key].as_str().unwrap_or_default().to_owned()
}

fn offset(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap_or_default()).unwrap_or_default()
}

fn quote(case: &Value, text: &str, units: &Utf16Index) -> Quote {
    let start = Some(units.byte_offset(text, offset(&case["start"])));
    Quote { exact: string(case, "exact"), prefix: string(case, "prefix"), suffix: string(case, "suffix"), start }
}

fn truth(case: &Value, text: &str, units: &Utf16Index) -> Option<ByteSpan> {
    let [start, end] = case["truth"].as_array()?.as_slice() else { return None };
    Some(units.to_bytes(text, Utf16Span { start: offset(start), end: offset(end) }))
}

fn class(confidence: f32) -> usize {
    (1..CLASSES).filter(|bound| confidence * CLASSES as f32 >= *bound as f32).count()
}

impl Tally {
    /// Counts one quote; how much of it and its truth together is in both.
    fn add(&mut self, truth: Option<ByteSpan>, found: Option<Anchor>) -> f64 {
        self.all += 1;
        self.gone += usize::from(found.is_none());
        let (Some(truth), Some(found)) = (truth, found.map(|found| found.span)) else { return 0.0 };
        let share = shared(truth, found);
        self.exact += usize::from(truth == found);
        self.most += usize::from(share >= 0.8);
        self.half += usize::from(share >= 0.5);
        share
    }

    fn row(&self, deleted: bool) -> String {
        let share = |part| percent(part, self.all);
        if deleted {
            return format!("falsely attached {:6.2}", share(self.all - self.gone));
        }
        let (exact, most, half) = (share(self.exact), share(self.most), share(self.half));
        format!(
            "exact bounds {exact:6.2}  IoU>=.8 {most:6.2}  IoU>=.5 {half:6.2}  reported gone {:6.2}",
            share(self.gone)
        )
    }
}

/// Times a thousand quotes, a word of each changed, in 30 kB of the articles' text.
fn speed(texts: &[Value]) {
    let joined: Vec<&str> = texts.iter().filter_map(|text| text["new"].as_str()).take(12).collect();
    let text: String = joined.join("\n\n").chars().take(30_000).collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    let quotes: Vec<Quote> = (0..1000)
        .map(|number| {
            let mut part = words[number * (words.len() - 16) / 1000..][..16].to_vec();
            part[5] = "otherwise";
            Quote { exact: part.join(" "), ..Quote::default() }
        })
        .collect();
    let began = Instant::now();
    let anchorer = Anchorer::new(&text);
    let found = quotes.iter().filter(|quote| anchorer.anchor(quote).is_some()).count();
    println!(
        "\n1000 changed quotes in {} bytes: {:.1} ms, {found} found",
        text.len(),
        began.elapsed().as_secs_f64() * 1e3
    );
}
