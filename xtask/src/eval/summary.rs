//! The summaries: how much they say of what people wrote (ROUGE), and whether each sentence can be read on its own.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use newsgloss::ByteSpan;
use newsgloss::document::plain;
use newsgloss::summary::{Length, Ranking, Sentences, SummarySentence};
use newsgloss::text;
use serde_json::Value;

use crate::failure::{Context, Outcome};
use crate::rouge::{Rouge, Stemmed, Stems, rouge};

/// Articles to summarise, with references or without. The ranker was trained on the first three: what it scores on
/// articles that it has not seen is printed by `cargo xtask train --part summary --compare families`.
const FILES: [&str; 4] = ["dev_cnn1000", "dev_noisy100", "train_cnn300", "bbc_text"];

/// Sentences asked for.
const SENTENCES: usize = 3;

/// Prints a row for each file, and `examples` of the sentences that cannot be read on their own.
pub(super) fn print(folder: &Path, examples: usize) -> Outcome {
    println!("\nsummaries    articles   lead-3 ROUGE-1/2/Lsum   newsgloss ROUGE-1/2/Lsum   words  lead-3  newsgloss");
    println!("{:96}  out of context", "");
    for file in FILES {
        let report = evaluate(&folder.join(format!("{file}.jsonl")))?;
        println!("{file:12} {report}");
        report.faulty.iter().step_by((report.faulty.len() / examples.max(1)).max(1)).take(examples).for_each(
            |sentence| {
                println!("    {sentence}");
            },
        );
    }
    Ok(())
}

#[derive(Default)]
struct Report {
    articles: usize,
    referenced: usize,
    lead: Tally,
    own: Tally,
    /// Sentences of summaries that cannot be read on their own.
    faulty: Vec<String>,
    bytes: usize,
    time: Duration,
}

#[derive(Default)]
struct Tally {
    rouge: Rouge,
    sentences: usize,
    words: usize,
    faults: usize,
}

fn evaluate(path: &Path) -> Outcome<Report> {
    let lines = fs::read_to_string(path).doing(|| format!("reading {}", path.display()))?;
    let mut report = Report::default();
    let mut stems = Stems::default();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let article: Value = serde_json::from_str(line).doing(|| format!("reading {}", path.display()))?;
        let (title, text) = (article["title"].as_str(), article["text"].as_str().unwrap_or_default());
        let text = title.map_or_else(|| text.to_owned(), |title| format!("{title}\n\n{text}"));
        let reference = article["reference"].as_str().map(|reference| stems.lines(reference));
        report.add(text, reference, &mut stems);
    }
    Ok(report)
}

impl Report {
    fn add(&mut self, text: String, reference: Option<Stemmed>, stems: &mut Stems) {
        let document = plain::parse(text);
        let began = Instant::now();
        let summary = Ranking::new(&document).select(Length::Sentences(SENTENCES));
        self.time += began.elapsed();
        self.bytes += document.text.len();
        let all: Vec<ByteSpan> = Sentences::of(&document).spans().collect();
        let own: Vec<ByteSpan> = summary.iter().map(|sentence: &SummarySentence| sentence.span).collect();
        let lead = &all[..all.len().min(SENTENCES)];
        let text = &document.text;
        self.faulty.extend(own.iter().filter(|span| is_faulty(text, **span, &own)).map(|span| line(text, *span)));
        for (tally, spans) in [(&mut self.own, &own[..]), (&mut self.lead, lead)] {
            tally.add(text, spans, reference.as_ref(), stems);
        }
        self.articles += 1;
        self.referenced += usize::from(reference.is_some());
    }
}

impl Tally {
    fn add(&mut self, text: &str, spans: &[ByteSpan], reference: Option<&Stemmed>, stems: &mut Stems) {
        self.sentences += spans.len();
        self.words += spans.iter().map(|span| span.of(text).split_whitespace().count()).sum::<usize>();
        self.faults += spans.iter().filter(|span| is_faulty(text, **span, spans)).count();
        if let Some(reference) = reference {
            let said = Stemmed(spans.iter().map(|span| stems.sentence(span.of(text))).collect());
            self.rouge = self.rouge + rouge(reference, &said);
        }
    }
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |tally: &Tally| 100.0 * tally.faults as f64 / tally.sentences.max(1) as f64;
        let scores = |tally: &Tally| {
            let mean = tally.rouge / self.referenced.max(1) as f64;
            format!("{:6.2}/{:5.2}/{:5.2}", 100.0 * mean.one, 100.0 * mean.two, 100.0 * mean.longest)
        };
        let words = self.own.words as f64 / self.articles.max(1) as f64;
        let speed = self.bytes as f64 / self.time.as_secs_f64() / 1e6;
        write!(
            f,
            "{:8}   {}       {}         {words:5.1}  {:5.2} %  {:5.2} %   {speed:.1} MB/s",
            self.articles,
            scores(&self.lead),
            scores(&self.own),
            share(&self.lead),
            share(&self.own)
        )
    }
}

fn line(text: &str, span: ByteSpan) -> String {
    span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words that a sentence opens with when it goes on from another one: written down here anew, so that a gap in the
/// engine's own list shows.
#[rustfmt::skip]
const GOES_ON: &[&str] = &[
    "accordingly", "afterwards", "also", "and", "besides", "but", "consequently", "furthermore", "he", "hence", "her",
    "hers", "him", "his", "however", "indeed", "instead", "it", "its", "likewise", "meanwhile", "moreover",
    "nevertheless", "nonetheless", "nor", "or", "otherwise", "she", "similarly", "so", "such", "that", "their", "theirs",
    "them", "then", "therefore", "these", "they", "this", "those", "thus", "yet",
];

/// Signs of captions, credits and page furniture.
const FURNITURE: &[&str] = &[
    "pictured",
    "(left)",
    "(right)",
    "scroll down",
    "click here",
    "follow us",
    "read more",
    "getty images",
    "updated:",
];

/// A sentence of fewer words is a stub.
const STUB: usize = 4;

/// Whether a sentence cannot be read on its own: it goes on from one that is left out, is a stub or furniture, or holds
/// one end of a quotation only.
fn is_faulty(text: &str, span: ByteSpan, summary: &[ByteSpan]) -> bool {
    let sentence = span.of(text);
    let lower = sentence.to_lowercase();
    let own = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let opening = own.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let goes_on = GOES_ON.contains(&opening) && !follows(text, span, summary);
    let open = sentence.matches('“').count() != sentence.matches('”').count()
        || sentence.matches('"').count() % 2 == 1 && !sentence.contains(['“', '”']);
    goes_on
        || lower.split_whitespace().count() < STUB
        || FURNITURE.iter().any(|sign| lower.contains(sign))
        || open && !follows(text, span, summary) && !is_followed(text, span, summary)
}

/// Whether nothing, or only the headline and a scrap, stands between a sentence and the one before it in the summary; the
/// first sentence of the text follows nothing.
fn follows(text: &str, span: ByteSpan, summary: &[ByteSpan]) -> bool {
    let before = summary.iter().filter(|other| other.end <= span.start).map(|other| other.end).max();
    before.map_or(is_first(text, span), |end| gap(text, end, span.start) <= SCRAP)
}

fn is_followed(text: &str, span: ByteSpan, summary: &[ByteSpan]) -> bool {
    summary.iter().any(|other| other.start >= span.end && gap(text, span.end, other.start) <= SCRAP)
}

/// Bytes of a scrap: what is left between two sentences that belong together.
const SCRAP: usize = 15;

fn gap(text: &str, from: usize, to: usize) -> usize {
    text[from..to].trim().len()
}

/// Whether no whole sentence stands before this one.
fn is_first(text: &str, span: ByteSpan) -> bool {
    let before = text::sentences(text, ByteSpan::new(0, span.start));
    before.iter().all(|sentence| sentence.of(text).split_whitespace().count() < 2 * STUB)
}
