//! How well each library finds people, organisations and places: exact spans and types on the development corpora.

use crate::eval::gold::Document;
use crate::eval::score::{Match, Prf, Tally};
use crate::eval::{CORPORA, Corpus, Span, found_of, gold_of};
use crate::failure::{Failure, Outcome};
use newsgloss::Utf16Span;
use newsgloss::entity::MentionType;
use newsgloss::span::Utf16Index;
use serde_json::Value;
use std::path::Path;

/// The types that are compared.
const TYPES: [MentionType; 3] = [MentionType::Person, MentionType::Org, MentionType::Loc];

/// The development corpora.
pub(super) struct Corpora(Vec<(&'static Corpus, Vec<Document>)>);

impl Corpora {
    pub(super) fn read(data: &Path) -> Outcome<Self> {
        let read = |corpus: &'static Corpus| Ok((corpus, corpus.read(&data.join("names/dev"))?));
        CORPORA.iter().map(read).collect::<Outcome<_>>().map(Corpora)
    }

    /// The texts of all documents, corpus by corpus.
    pub(super) fn texts(&self) -> Vec<&str> {
        self.0.iter().flat_map(|(_, documents)| documents).map(|document| document.text.as_str()).collect()
    }

    /// What the corpora are called.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|(corpus, _)| corpus.file)
    }

    /// The scores on each corpus of what a library found in [`Corpora::texts`].
    pub(super) fn score(&self, found: &Value) -> Outcome<Vec<Prf>> {
        let found = found.as_array().ok_or_else(|| Failure::new("the page gave no names"))?;
        let mut found = found.iter();
        let mut scores = Vec::new();
        for (corpus, documents) in &self.0 {
            let mut tally = Tally::default();
            for (document, found) in documents.iter().zip(&mut found) {
                let mut found = spans(&document.text, found)?;
                found.sort_unstable();
                tally.add(&gold_of(corpus, document), &found_of(corpus, &found), Match::Exact);
            }
            scores.push(tally.of(&TYPES));
        }
        Ok(scores)
    }
}

/// The names that the page found in a text, in bytes.
fn spans(text: &str, found: &Value) -> Outcome<Vec<Span>> {
    let index = Utf16Index::new(text);
    let span = |name: &Value| {
        let offset = |key: &str| name[key].as_u64().and_then(|offset| usize::try_from(offset).ok());
        let units = Utf16Span { start: offset("start")?, end: offset("end")? };
        let kind = name["type"].as_str().and_then(crate::names::mention_type)?;
        let bytes = index.to_bytes(text, units);
        Some(Span { start: bytes.start, end: bytes.end, kind })
    };
    let names = found.as_array().into_iter().flatten();
    names.map(|name| span(name).ok_or_else(|| Failure::new(format!("the page gave {name} as a name")))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_are_read_in_utf16() {
        let found = json!([{ "start": 3, "end": 6, "type": "LOC" }]);
        assert_eq!(spans("🙂 Rom", &found).unwrap(), [Span { start: 5, end: 8, kind: MentionType::Loc }]);
        assert!(spans("x", &json!([{ "start": 0, "end": 1, "type": "CAT" }])).is_err());
    }
}
