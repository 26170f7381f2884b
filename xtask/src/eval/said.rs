//! Who said what: quotations found, and precision and recall of their speakers.

use newsgloss::document::plain;
use newsgloss::{Analyzer, ByteSpan};
use serde_json::Value;

use super::percent;
use super::who::{no_summary, offset, offsets};

/// The corpora of quotations with cue and source.
pub(super) const CORPORA: [&str; 2] = ["quotes-polnear-dev", "quotes-polnear-train"];

/// Counts over direct and mixed quotations.
#[derive(Default)]
pub(super) struct Score {
    quotations: usize,
    found: usize,
    sourced: usize,
    given: usize,
    right: usize,
}

/// Scores a corpus, given as JSON Lines, of whose documents only every `every`-th is looked at.
pub(super) fn score(analyzer: &Analyzer, lines: &str, every: usize) -> Result<(Score, Vec<String>), String> {
    let mut score = Score::default();
    let mut faults = Vec::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()).step_by(every.max(1)) {
        let value: Value = serde_json::from_str(line).map_err(|e| e.to_string())?;
        score.add(analyzer, &value, &mut faults)?;
    }
    Ok((score, faults))
}

fn spans(bytes: &[usize], value: &Value) -> Result<Vec<ByteSpan>, String> {
    let list = value.as_array().map_or(&[][..], Vec::as_slice);
    list.iter().map(|span| Ok(ByteSpan::new(offset(bytes, &span[0])?, offset(bytes, &span[1])?))).collect()
}

impl Score {
    fn add(&mut self, analyzer: &Analyzer, value: &Value, faults: &mut Vec<String>) -> Result<(), String> {
        let text = value["text"].as_str().ok_or("no text")?.to_owned();
        let bytes = offsets(&text);
        let analysis = analyzer.analyze(plain::parse(text), &no_summary());
        let text = &analysis.document.text;
        for attribution in value["attributions"].as_array().ok_or("no attributions")? {
            let (source, content) = (spans(&bytes, &attribution["source"])?, spans(&bytes, &attribution["content"])?);
            if !matches!(attribution["qtype"].as_str(), Some("direct" | "mixed")) || content.is_empty() {
                continue;
            }
            let overlaps = |span: ByteSpan, others: &[ByteSpan]| others.iter().any(|other| other.overlaps(span));
            let hits: Vec<_> = analysis.quotes.iter().filter(|quote| overlaps(quote.span, &content)).collect();
            let said: Vec<ByteSpan> = hits.iter().filter_map(|quote| quote.speaker).collect();
            let right = said.iter().any(|&speaker| overlaps(speaker, &source));
            self.quotations += 1;
            self.found += usize::from(!hits.is_empty());
            if !source.is_empty() {
                self.sourced += 1;
                self.given += usize::from(!said.is_empty());
                self.right += usize::from(right);
            }
            if !right && !source.is_empty() || hits.is_empty() {
                let all = content.iter().chain(&source).copied();
                let (start, end) = all.fold((usize::MAX, 0), |(a, b), span| (a.min(span.start), b.max(span.end)));
                let what = if hits.is_empty() {
                    "missed"
                } else if said.is_empty() {
                    "no speaker"
                } else {
                    "wrong"
                };
                let names = |spans: &[ByteSpan]| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" | ");
                let around = &text[text.floor_char_boundary(start.saturating_sub(60))
                    ..text.ceil_char_boundary((end + 60).min(text.len()))];
                faults.push(format!("{what}: {:?} not {:?}: {around:?}", names(&source), names(&said)));
            }
        }
        Ok(())
    }

    /// The figures as one line.
    pub(super) fn line(&self) -> String {
        let Score { quotations, found, sourced, given, right } = *self;
        let (found, precision, recall) = (percent(found, quotations), percent(right, given), percent(right, sourced));
        format!("{quotations} quotations  found {found:.2}  speaker P {precision:.2} R {recall:.2}")
    }
}
