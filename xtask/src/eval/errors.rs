//! The errors that come most often, each with a sentence.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Span, overlaps};
use newsgloss::ByteSpan;
use newsgloss::text::{self, spaced};

/// The ways to be wrong, in the order in which they are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Missed,
    Invented,
    WrongType,
    WrongBounds,
}

const KINDS: [(Kind, &str); 4] = [
    (Kind::Missed, "missed: there, and nothing found in its place"),
    (Kind::Invented, "invented: found where there is none"),
    (Kind::WrongType, "wrong type: what is there ← what was found"),
    (Kind::WrongBounds, "wrong bounds: what is there ← what was found"),
];

/// One error: how often it came, and the corpus and the sentence where it first did.
#[derive(Debug)]
struct Error {
    count: usize,
    corpus: &'static str,
    sentence: String,
}

/// Errors of every kind, over all corpora.
#[derive(Debug, Default)]
pub(super) struct Errors {
    errors: BTreeMap<(Kind, String), Error>,
}

impl Errors {
    /// Notes the errors in one document of a corpus.
    pub(super) fn add(&mut self, corpus: &'static str, text: &str, gold: &[(Span, bool)], found: &[Span]) {
        let named = |name: &Span| format!("{} {}", name.kind.as_str(), spaced(&text[name.start..name.end]));
        for (name, _) in gold.iter().filter(|(name, optional)| !optional && !found.contains(name)) {
            let (kind, what) = match found.iter().find(|other| overlaps(name, other)) {
                None => (Kind::Missed, named(name)),
                Some(other) => {
                    let same_place = (other.start, other.end) == (name.start, name.end);
                    let kind = if same_place { Kind::WrongType } else { Kind::WrongBounds };
                    (kind, format!("{} ← {}", named(name), named(other)))
                }
            };
            self.count(kind, what, corpus, text, *name);
        }
        for name in found.iter().filter(|name| !gold.iter().any(|(other, _)| overlaps(other, name))) {
            self.count(Kind::Invented, named(name), corpus, text, *name);
        }
    }

    fn count(&mut self, kind: Kind, what: String, corpus: &'static str, text: &str, at: Span) {
        let first = || Error { count: 0, corpus, sentence: sentence_around(text, at) };
        self.errors.entry((kind, what)).or_insert_with(first).count += 1;
    }

    /// The `most` errors of each kind that come most often.
    pub(super) fn table(&self, most: usize) -> String {
        let mut table = String::new();
        for (kind, about) in KINDS {
            let mut errors: Vec<_> = self.errors.iter().filter(|((of, _), _)| *of == kind).collect();
            errors.sort_by_key(|(_, error)| std::cmp::Reverse(error.count));
            let total: usize = errors.iter().map(|(_, error)| error.count).sum();
            writeln!(table, "\n{about}: {total} times, {} different", errors.len()).expect("writing to a string");
            for ((_, what), Error { count, corpus, sentence }) in errors.into_iter().take(most) {
                writeln!(table, "{count:5} × {what}\n        {corpus}: {sentence}").expect("writing to a string");
            }
        }
        table
    }
}

/// How much of the sentence is shown on either side of an error, in bytes.
const AROUND: usize = 90;

/// The sentence that the name stands in, the name in square brackets.
fn sentence_around(text: &str, at: Span) -> String {
    let line = text[..at.start].rfind("\n\n").map_or(0, |gap| gap + 2);
    let end = text[at.end..].find("\n\n").map_or(text.len(), |gap| at.end + gap);
    let sentences = text::sentences(text, ByteSpan::new(line, end));
    let sentence = sentences.into_iter().find(|sentence| sentence.end > at.start);
    let sentence = sentence.unwrap_or(ByteSpan::new(at.start, at.end));
    let (start, end) = (sentence.start.min(at.start), sentence.end.max(at.end));
    let from = text.ceil_char_boundary(start.max(at.start.saturating_sub(AROUND)));
    let to = text.floor_char_boundary(end.min(at.end + AROUND));
    let cut = |cut: bool| if cut { "…" } else { "" };
    let (before, name, after) = (&text[from..at.start], &text[at.start..at.end], &text[at.end..to]);
    spaced(&format!("{}{before}[{name}]{after}{}", cut(from > start), cut(to < end)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsgloss::entity::MentionType::{Loc, Org, Person};

    #[test]
    fn errors_are_told_apart_and_shown_in_their_sentence() {
        let text = "It rained. Ann met\nthe Bee Gees in Rome. Then Rome slept.\n\nOther.";
        let span = |name: &str, kind| {
            let start = text.find(name).unwrap();
            Span { start, end: start + name.len(), kind }
        };
        let gold = [span("Ann", Person), span("Bee Gees", Org), span("Rome", Loc), span("Other", Org)]
            .map(|name| (name, false));
        let found = [span("Ann", Org), span("Bee", Org), span("Rome", Loc), span("slept", Loc)];
        let mut errors = Errors::default();
        errors.add("one", text, &gold, &found);
        errors.add("two", text, &gold, &found);
        let expected = "
missed: there, and nothing found in its place: 2 times, 1 different
    2 × ORG Other
        one: [Other].

invented: found where there is none: 2 times, 1 different
    2 × LOC slept
        one: Then Rome [slept].

wrong type: what is there ← what was found: 2 times, 1 different
    2 × PERSON Ann ← ORG Ann
        one: [Ann] met the Bee Gees in Rome.

wrong bounds: what is there ← what was found: 2 times, 1 different
    2 × ORG Bee Gees ← ORG Bee
        one: Ann met the [Bee Gees] in Rome.
";
        assert_eq!(errors.table(30), expected);
    }
}
