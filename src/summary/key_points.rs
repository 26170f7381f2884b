//! Key points: for each of the article's main topics, one short sentence that can be read on its own.

use super::candidate::{Candidate, Needs};
use super::key_terms::{KeyTerm, key_terms};
use super::ranker::Ranker;
use super::{Entry, Sentences};
use crate::document::Document;
use crate::sort;
use crate::span::ByteSpan;

/// One key point.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyPoint {
    /// The sentence.
    pub span: ByteSpan,
    /// What it is about: a key term, as it is written where it stands in full for the first time.
    pub topic: String,
    /// The topic's place when they are ordered by telling, from 1.
    pub rank: usize,
}

/// A point is short with so many words; longer sentences are taken for topics that have no short one.
const SHORT: usize = 20;
const LONGEST: usize = 32;

/// How many topics are looked at for each point that is wanted: some have no sentence of their own.
const TOPICS: usize = 3;

/// The points of at most `count` topics, in source order.
pub(super) fn key_points(document: &Document, sentences: &Sentences, count: usize) -> Vec<KeyPoint> {
    let ranking = sentences.rank(Ranker::shipped());
    let topics = key_terms(document, count.saturating_mul(TOPICS));
    let mut points: Vec<KeyPoint> = Vec::new();
    let mut taken: Vec<&Candidate> = Vec::new();
    for topic in topics {
        if points.len() == count {
            break;
        }
        let open = |longest: usize, may_lack: bool| {
            let open = |entry: &&Entry| {
                let candidate = &sentences.candidates[entry.candidate];
                candidate.needs == Needs::Nothing
                    && (may_lack || candidate.lacks() == 0)
                    && entry.words <= longest
                    && !candidate.cuts_quote
                    && speaks_of(entry.sentence.span, &topic)
                    && !taken.iter().any(|other| repeats(candidate, other))
            };
            ranking.entries.iter().find(open)
        };
        if let Some(entry) = open(SHORT, false).or_else(|| open(LONGEST, false)).or_else(|| open(SHORT, true)) {
            taken.push(&sentences.candidates[entry.candidate]);
            points.push(KeyPoint { span: entry.sentence.span, rank: points.len() + 1, topic: topic.name });
        }
    }
    sort::by_key(&mut points, |point| point.span);
    points
}

/// Whether the term stands in the sentence.
fn speaks_of(sentence: ByteSpan, topic: &KeyTerm) -> bool {
    let next = topic.spans.partition_point(|span| span.start < sentence.start);
    topic.spans.get(next).is_some_and(|span| sentence.contains(*span))
}

/// Two sentences that share more than one in so many of the shorter one's terms say the same.
const SHARED: usize = 2;

fn repeats(one: &Candidate, other: &Candidate) -> bool {
    let shared = one.terms.iter().filter(|term| other.holds(**term)).count();
    one.span == other.span || shared * SHARED > one.terms.len().min(other.terms.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::plain;

    #[test]
    fn each_topic_has_one_short_point() {
        let text = "Bridge opens\n\nThe bridge over the river was opened by the mayor Anna Holt on Monday after four years \
            of work that cost nine million euros and many nights of sleep. The bridge was paid for by the state. \
            Ferries on the river will stop in May. Anna Holt wants a second bridge over the river. The ferries carried a \
            thousand cars each day.";
        let document = plain::parse(text);
        let points = key_points(&document, &Sentences::of(&document), 3);
        assert!((2..=3).contains(&points.len()), "{points:?}");
        assert!(points.iter().all(|point| point.span.of(text).split(' ').count() <= SHORT), "{points:?}");
        assert!(points.is_sorted_by(|a, b| a.span.end <= b.span.start));
    }

    #[test]
    fn nothing_has_no_points() {
        let document = plain::parse("");
        assert!(key_points(&document, &Sentences::of(&document), usize::MAX).is_empty());
    }
}
