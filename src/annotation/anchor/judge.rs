//! How good a place is for a quote.

use std::ops::Range;

use super::align::Alignment;
use super::words::{Sequence, Words};

/// Below this a passage is said to be gone.
const LEAST: f32 = 0.55;

/// How much of the context on both sides together has to be there for a passage to count as standing in its place, so
/// that a name or a number in it may be another.
const IN_PLACE: f32 = 0.5;

/// What is known of a place, each from 0 to 1 but for the last two, which begin at 0.
#[derive(Debug, Clone, Copy)]
pub(super) struct Features {
    /// The share of the quote's words that were kept.
    pub(super) kept: f32,
    /// The same by weight: rare words count for more.
    pub(super) rare: f32,
    /// The share of the words kept that are kept one after the other.
    pub(super) dense: f32,
    /// How much of the words right before it was kept in its place.
    pub(super) before: f32,
    /// The same of the words right after it.
    pub(super) after: f32,
    /// The margin to the second best place.
    pub(super) margin: f32,
    /// The natural logarithm of the number of words.
    pub(super) length: f32,
}

/// How many words of the context are looked at on either side.
const NEIGHBOURS: usize = 4;

/// The worth of a place before others: how much of quote and context was kept.
pub(super) fn weigh(sequence: &Sequence, words: &Words, found: &Alignment) -> f32 {
    let features = features(sequence, words, found, 0.0);
    features.rare + features.kept + 0.5 * (features.before + features.after) + 0.25 * features.dense
}

/// How sure it is that a place is the one meant; `None` if it is not sure enough, or something telling differs there.
pub(super) fn confidence(sequence: &Sequence, words: &Words, found: &Alignment, margin: f32) -> Option<f32> {
    let features = features(sequence, words, found, margin);
    let chance = logistic(&features);
    let in_place = features.before + features.after >= IN_PLACE;
    (chance >= LEAST && (in_place || !replaced(sequence, words, found))).then_some(chance)
}

/// Logistic regression, fitted on what editors made of sentences and phrases of published articles.
fn logistic(f: &Features) -> f32 {
    let context = f.before + f.after;
    let x = 2.76 * f.kept + 1.93 * f.dense + 2.85 * context + 0.44 * f.margin + (0.3 + 1.76 * f.kept) * f.length - 9.29;
    1.0 / (1.0 + libm::expf(-x))
}

#[expect(clippy::cast_precision_loss, reason = "counts of words")]
fn features(sequence: &Sequence, words: &Words, found: &Alignment, margin: f32) -> Features {
    let own = sequence.own.clone();
    let kept = own.clone().filter(|&at| found.pairs[at].is_some()).count();
    let weight = |at: usize| words.weight(sequence.list[at].core);
    let all: f32 = own.clone().map(weight).sum();
    let rare: f32 = own.clone().filter(|&at| found.pairs[at].is_some()).map(weight).sum();
    let spread = found.last.abs_diff(found.first) + 1;
    Features {
        kept: kept as f32 / own.len() as f32,
        rare: rare / all,
        dense: kept as f32 / spread.max(kept) as f32,
        before: near(found, own.start.saturating_sub(NEIGHBOURS)..own.start, found.first, true),
        after: near(found, own.end..(own.end + NEIGHBOURS).min(sequence.list.len()), found.last, false),
        margin,
        length: libm::logf(own.len() as f32),
    }
}

/// The share of the context words `range` that were kept next to `edge`. What is not there cannot have changed: at the
/// edge of a text, or where no context was given, it is a half.
#[expect(clippy::cast_precision_loss, reason = "counts of words")]
fn near(found: &Alignment, range: Range<usize>, edge: usize, before: bool) -> f32 {
    if range.is_empty() {
        return 0.5;
    }
    let close = |place: usize| place.abs_diff(edge) <= NEIGHBOURS + 4 && (place < edge) == before;
    let kept = range.clone().filter(|&at| found.pairs[at].is_some_and(close)).count();
    kept as f32 / range.len() as f32
}

/// Whether something telling was lost from the quote or put into it: a name, a number, a negation.
fn replaced(sequence: &Sequence, words: &Words, found: &Alignment) -> bool {
    let lost = sequence.own.clone().any(|at| found.pairs[at].is_none() && sequence.list[at].telling);
    let kept = |place: usize| found.pairs[sequence.own.clone()].contains(&Some(place));
    lost || (found.first..=found.last).any(|place| words.list[place].telling && !kept(place))
}
