//! What a sentence earns.

use super::candidate::{Candidate, Needs};
use super::{centrality, position, terms};
use crate::document::Document;

/// What the parts of a score weigh. They sum to one; without a title no sentence earns all of it.
const CENTRALITY: f32 = 0.45;
const POSITION: f32 = 0.45;
const TITLE: f32 = 0.1;

/// What is left of a score when the sentence leans on the one before it, when it quotes (a quotation comments on the
/// news more often than it tells it), when it cuts a quotation, asks instead of telling, or opens like a caption.
const LEANS: f32 = 0.85;
const QUOTES: f32 = 0.8;
const CUTS_QUOTE: f32 = 0.4;
const ASKS: f32 = 0.6;
const LABELLED: f32 = 0.3;

/// The score of each candidate, 0 to 1.
pub(super) fn scores(document: &Document, candidates: &[Candidate]) -> Vec<f32> {
    let centrality = centrality::centrality(candidates);
    let title = title_terms(document);
    let score = |(index, candidate): (usize, &Candidate)| {
        let telling =
            CENTRALITY * centrality[index] + POSITION * position::prior(index) + TITLE * cover(candidate, &title);
        telling * length(candidate.words) * standing(candidate)
    };
    candidates.iter().enumerate().map(score).collect()
}

/// What a sentence's faults leave of its score.
fn standing(candidate: &Candidate) -> f32 {
    let faults = [
        (candidate.needs != Needs::Nothing, LEANS),
        (candidate.quotes, QUOTES),
        (candidate.cuts_quote, CUTS_QUOTE),
        (candidate.asks, ASKS),
        (candidate.labelled, LABELLED),
    ];
    faults.iter().filter(|(has, _)| *has).map(|(_, left)| left).product()
}

/// The terms of the headline, ascending.
fn title_terms(document: &Document) -> Vec<u64> {
    let text = &document.text;
    let words = document.title.map_or_else(Vec::new, |title| terms::words(text, title));
    terms::telling(&words.iter().map(|word| word.of(text).to_lowercase()).collect::<Vec<_>>())
}

/// How much of the headline the sentence says, 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "a sentence with 2^24 words of the headline covers it")]
fn cover(candidate: &Candidate, title: &[u64]) -> f32 {
    if title.is_empty() {
        return 0.0;
    }
    let said = title.iter().filter(|term| candidate.terms.binary_search(term).is_ok()).count();
    said as f32 / title.len() as f32
}

/// Sentences of so many words are neither too short nor too long.
const SHORT: usize = 12;
const LONG: usize = 40;

/// What a sentence's length leaves of its score.
#[expect(clippy::cast_precision_loss, reason = "a sentence of 2^24 words is too long by any count")]
fn length(words: usize) -> f32 {
    if words < SHORT {
        0.5 + 0.5 * words as f32 / SHORT as f32
    } else if words > LONG {
        (LONG as f32 / words as f32).sqrt()
    } else {
        1.0
    }
}
