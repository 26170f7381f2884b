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
const CLASSES: usize = 10;

/// How quotes are looked for: what is known of each, and whether alone.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Alone,
    Together,
    WithoutContext,
}

/// The quotes of one article, with their truths.
struct Article<'a> {
    text: &'a str,
    anchorer: Anchorer<'a>,
    cases: Vec<&'a Value>,
    quotes: Vec<Quote>,
    truths: Vec<Option<ByteSpan>>,
}

impl<'a> Article<'a> {
    fn new(text: &'a str, cases: Vec<&'a Value>) -> Self {
        let units = Utf16Index::new(text);
        let quotes = cases.iter().map(|case| quote(case, text, &units)).collect();
        let truths = cases.iter().map(|case| truth(case, text, &units)).collect();
        Article { text, anchorer: Anchorer::new(text), cases, quotes, truths }
    }

    fn found(&self, way: Way) -> Vec<Option<Anchor>> {
        let bare = |quote: &Quote| Quote { exact: quote.exact.clone(), start: quote.start, ..Quote::default() };
        match way {
            Way::Alone => self.quotes.iter().map(|quote| self.anchorer.anchor(quote)).collect(),
            Way::Together => self.anchorer.anchor_all(&self.quotes),
            Way::WithoutContext => self.quotes.iter().map(|quote| self.anchorer.anchor(&bare(quote))).collect(),
        }
    }
}

/// Scores the quotes of the revisions in `folder`; `most` errors are shown.
pub(super) fn print(folder: &Path, most: usize) -> Outcome {
    let (texts, cases) = (lines(&folder.join("pairs.jsonl"))?, lines(&folder.join("cases.jsonl"))?);
    let of = |number: usize| cases.iter().filter(|case| offset(&case["pair"]) == number).collect();
    let new = texts.iter().map(|pair| pair["new"].as_str().unwrap_or_default());
    let articles: Vec<Article> = new.enumerate().map(|(number, text)| Article::new(text, of(number))).collect();
    for (way, name) in [
        (Way::Alone, "each by itself"),
        (Way::Together, "all of an article together"),
        (Way::WithoutContext, "without what stood around it"),
    ] {
        println!("{name}");
        score(&articles, way, if way == Way::WithoutContext { 0 } else { most });
    }
    speed(&texts);
    Ok(())
}

fn score(articles: &[Article], way: Way, most: usize) {
    let mut tallies: BTreeMap<(String, String), Tally> = BTreeMap::new();
    let (mut classes, mut errors) = ([(0, 0, 0.0); CLASSES], Vec::new());
    for article in articles {
        for ((case, found), truth) in article.cases.iter().zip(article.found(way)).zip(&article.truths) {
            let tally = tallies.entry((string(case, "kind"), string(case, "label"))).or_default();
            let share = tally.add(*truth, found);
            if let Some(Anchor { status: Status::Changed, confidence, .. }) = found {
                let class = &mut classes[class(confidence)];
                *class = (class.0 + 1, class.1 + usize::from(share >= 0.5), class.2 + f64::from(confidence));
            }
            if found.is_some() != truth.is_some() || (truth.is_some() && share < 0.5) {
                let there = found.map_or("gone", |found| found.span.of(article.text));
                errors.push(format!("{} | {} | {there}", string(case, "label"), string(case, "exact")));
            }
        }
    }
    for ((kind, label), tally) in &tallies {
        println!("{kind:9} {label:9} n {:5}  {}", tally.all, tally.row(label == "deleted"));
    }
    println!("\nconfidence of changed passages  passages   said  right");
    let all: usize = classes.iter().map(|class| class.0).sum();
    let mut error = 0.0;
    for (class, (count, right, said)) in classes.iter().enumerate().filter(|(_, (count, ..))| *count > 0) {
        let (from, to) = (class as f32 / CLASSES as f32, (class + 1) as f32 / CLASSES as f32);
        println!(
            "{from:.1} to {to:.1} {count:31} {:6.1} {:6.1}",
            100.0 * said / *count as f64,
            percent(*right, *count)
        );
        error += (said - *right as f64).abs();
    }
    println!("expected calibration error {:.2} %\n", 100.0 * error / all.max(1) as f64);
    errors.iter().take(most).for_each(|error| println!("{}", error.replace('\n', " ")));
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
