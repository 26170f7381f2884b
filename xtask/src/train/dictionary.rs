//! Which features the model has weights for, and the sentences as rows of those weights.

use newsgloss::entity::Resources;
use newsgloss::entity::labels::{self, LABELS, OUTSIDE};
use newsgloss::entity::tagger::training::{self, TokenFeatures};

use super::corpus::{Document, LabelSet};

/// How many of the 32 bits of a feature's hash the model keeps.
pub(super) const KEY_BITS: u32 = 24;

/// A feature seen fewer times than this is not learnt. Every sentence is counted twice, in its document and alone.
const FEWEST: u8 = 4;

/// No row.
const NONE: u32 = u32::MAX;

/// A stretch of a sentence to learn from: nothing outside such stretches is ever part of a name.
#[derive(Debug)]
pub(super) struct Example {
    /// The first of its tokens, with the features that they have in their document.
    pub(super) start: usize,
    /// The first of its tokens again, with the features that they have in the sentence alone.
    pub(super) alone: usize,
    /// How many tokens it has.
    pub(super) length: usize,
    pub(super) weight: f32,
}

/// All sentences, with the features of their tokens as row numbers.
#[derive(Debug, Default)]
pub(super) struct Examples {
    pub(super) examples: Vec<Example>,
    /// The labels that each token may have.
    pub(super) allowed: Vec<LabelSet>,
    /// Where each token's features begin in `features`, and where the last one's end.
    starts: Vec<usize>,
    /// Where those that tell the word from all others end.
    identities: Vec<usize>,
    features: Vec<u32>,
    /// The key of each row, in rising order.
    pub(super) keys: Vec<u32>,
}

/// The labels of a stretch of tokens: what goes on with a name that began before it begins one.
fn stretch(allowed: &[LabelSet]) -> Vec<LabelSet> {
    let mut allowed = allowed.to_vec();
    if let Some(first) = allowed.first_mut()
        && !(OUTSIDE..).take(LABELS).any(|label| *first >> label & 1 == 1 && labels::may_follow(None, label))
    {
        // The label of what begins a name stands right before that of what goes on with one.
        *first >>= 1;
    }
    allowed
}

impl Examples {
    /// The rows of a token; without those that tell its word from all others if it is to be learnt from blindly.
    pub(super) fn rows(&self, token: usize, blind: bool) -> &[u32] {
        let start = if blind { self.identities[token] } else { self.starts[token] };
        &self.features[start..self.starts[token + 1]]
    }

    /// Extracts the features of every document, and numbers those that are seen often enough.
    pub(super) fn new<'a>(
        documents: impl IntoIterator<Item = &'a Document>,
        resources: &Resources,
        with_evidence: bool,
    ) -> Self {
        let mut examples = Examples { starts: vec![0], ..Examples::default() };
        for document in documents {
            let features = |with| training::features(&document.text, &document.passage, resources, with);
            let sentences = features(with_evidence).into_iter().zip(features(false)).zip(&document.allowed);
            for ((together, alone), allowed) in sentences.filter(|(_, allowed)| !allowed.is_empty()) {
                for ((first, together), (_, alone)) in together.into_iter().zip(alone) {
                    let allowed = stretch(&allowed[first..first + together.len()]);
                    let start = examples.push(together, &allowed);
                    let alone = examples.push(alone, &allowed);
                    examples.examples.push(Example { start, alone, length: allowed.len(), weight: document.weight });
                }
            }
        }
        examples.number();
        examples
    }

    /// Adds the tokens of a sentence; the number of the first.
    fn push(&mut self, sentence: Vec<TokenFeatures>, allowed: &[LabelSet]) -> usize {
        let start = self.allowed.len();
        self.allowed.extend(allowed);
        for token in sentence {
            self.identities.push(self.features.len() + token.identities);
            self.features.extend(token.features.into_iter().map(|hash| hash >> (32 - KEY_BITS)));
            self.starts.push(self.features.len());
        }
        start
    }

    /// Replaces keys by row numbers, and drops those that are too rare.
    fn number(&mut self) {
        let mut counts = vec![0u8; 1 << KEY_BITS];
        self.features.iter().for_each(|&key| counts[key as usize] = counts[key as usize].saturating_add(1));
        self.keys = (0..1 << KEY_BITS).filter(|&key| counts[key as usize] >= FEWEST).collect();
        let mut numbers = vec![NONE; 1 << KEY_BITS];
        (0..).zip(&self.keys).for_each(|(row, &key)| numbers[key as usize] = row);
        let mut kept = Vec::with_capacity(self.features.len());
        let mut starts = vec![0];
        let known = |keys: &[u32], kept: &mut Vec<u32>| {
            kept.extend(keys.iter().map(|&key| numbers[key as usize]).filter(|&row| row != NONE));
            kept.len()
        };
        for token in 0..self.allowed.len() {
            let identities = self.identities[token];
            self.identities[token] = known(&self.features[self.starts[token]..identities], &mut kept);
            starts.push(known(&self.features[identities..self.starts[token + 1]], &mut kept));
        }
        (self.features, self.starts) = (kept, starts);
    }
}
