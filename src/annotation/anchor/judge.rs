//! How good a place is for a quote.

use std::ops::Range;

use super::align::Alignment;
use super::words::{Sequence, Words};

/// Below this a passage is said to be gone.
const LEAST: f32 = 0.55;

/// How much of the context on both sides together has to be there for a passage to count as standing in its place, so
/// that a name or a number in it may be another.
const IN_PLACE: f32 = 0.5;

/// What is known of a place, each from 0 to 1 but for the last, which begins at 0.
#[derive(Debug, Clone, Copy)]
pub(super) struct Features {
    /// The share of the quote's words that were kept.
    kept: f32,
    /// The same by weight: rare words count for more.
    rare: f32,
    /// The share of the words kept that are kept one after the other.
    dense: f32,
    /// How much of the words right before it was kept in its place; `None` if there were none.
    before: Option<f32>,
    /// The same of the words right after it.
    after: Option<f32>,
    /// The natural logarithm of the number of words.
    length: f32,
}

/// What a word is worth that is merely like that of the quote.
const LIKE: f32 = 0.75;

/// How much the more a quote's own words count if nothing is known of what stood around it: fitted on the same revisions
/// with the context left out.
const BARE: f32 = 0.8;

/// How many words of the context are looked at on either side.
const NEIGHBOURS: usize = 4;

/// How sure it is that a place is the one meant, which is better by a margin than the next best, and for which the order
/// of the quotes speaks so much; `None` if it is not sure enough, or something telling differs there.
pub(super) fn confidence(
    features: &Features,
    margin: f32,
    order: f32,
    sequence: &Sequence,
    words: &Words,
    found: &Alignment,
) -> Option<f32> {
    let chance = features.chance(margin, order + if sequence.bare { BARE } else { 0.0 });
    let in_place = features.given() >= IN_PLACE;
    (chance >= LEAST && (in_place || !replaced(sequence, words, found))).then_some(chance)
}

impl Features {
    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    pub(super) fn new(sequence: &Sequence, words: &Words, found: &Alignment) -> Self {
        let own = sequence.own.clone();
        let kept = own.clone().filter(|&at| found.pairs[at].is_some()).count();
        let weight = |at: usize| words.weight(sequence.list[at].core);
        let all: f32 = own.clone().map(weight).sum();
        let rare: f32 = own.clone().filter(|&at| found.pairs[at].is_some()).map(weight).sum();
        let spread = found.last.abs_diff(found.first) + 1;
        Features {
            kept: (kept as f32 + LIKE * found.like as f32) / own.len() as f32,
            rare: rare / all,
            dense: kept as f32 / spread.max(kept) as f32,
            before: near(found, own.start.saturating_sub(NEIGHBOURS)..own.start, found.first, true),
            after: near(found, own.end..(own.end + NEIGHBOURS).min(sequence.list.len()), found.last, false),
            length: libm::logf(own.len() as f32),
        }
    }

    /// The worth of the place before others: how much of quote and context was kept.
    pub(super) fn worth(&self) -> f32 {
        self.rare + self.kept + 0.5 * self.context() + 0.25 * self.dense
    }

    /// How much of the context was kept. What is not there, at the edge of a text or where none was given, cannot have
    /// changed: it is a half.
    fn context(&self) -> f32 {
        self.before.unwrap_or(0.5) + self.after.unwrap_or(0.5)
    }

    /// The same of what context there is: none at all shows no place.
    fn given(&self) -> f32 {
        self.before.unwrap_or(0.0) + self.after.unwrap_or(0.0)
    }

    /// Logistic regression, fitted on what editors made of sentences and phrases of published articles.
    fn chance(&self, margin: f32, more: f32) -> f32 {
        let length = (0.3 + 1.76 * self.kept) * self.length;
        let x = 2.76 * self.kept + 1.93 * self.dense + 2.85 * self.context() + 0.44 * margin + length + more - 9.29;
        1.0 / (1.0 + libm::expf(-x))
    }
}

/// The share of the context words `range` that were kept next to `edge`, if there are any.
#[expect(clippy::cast_precision_loss, reason = "counts of words")]
fn near(found: &Alignment, range: Range<usize>, edge: usize, before: bool) -> Option<f32> {
    if range.is_empty() {
        return None;
    }
    let close = |place: usize| place.abs_diff(edge) <= NEIGHBOURS + 4 && (place < edge) == before;
    let kept = range.clone().filter(|&at| found.pairs[at].is_some_and(close)).count();
    Some(kept as f32 / range.len() as f32)
}

/// Whether something telling was lost from the quote or put into it: a name, a number, a negation.
fn replaced(sequence: &Sequence, words: &Words, found: &Alignment) -> bool {
    let lost = sequence.own.clone().any(|at| found.pairs[at].is_none() && sequence.list[at].telling);
    let kept = |place: usize| found.pairs[sequence.own.clone()].contains(&Some(place));
    lost || found.shown().any(|place| words.list[place].telling && !kept(place))
}
