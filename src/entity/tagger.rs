//! The recogniser: a linear-chain conditional random field over the tokens of a sentence, which may look at the whole
//! document.

use super::Mention;
use super::evidence::Evidence;
use super::features::Extractor;
use super::gazetteer::Gazetteer;
use super::labels;
use super::lattice::{Lattice, TransitionOdds};
use super::sentence::Sentence;
use super::weights::Weights;
use crate::error::Error;
use crate::model::{File, Tag};
use crate::span::ByteSpan;
use crate::text::{Passage, Token};

/// The section of the model file that holds the weights.
pub const WEIGHTS: Tag = *b"crfw";

/// The section of the model file that holds the lists of names.
pub const GAZETTEER: Tag = *b"gaze";

/// The most tokens that are decoded together. Sentences are shorter; a text without sentence ends is cut here, so that
/// memory stays bounded.
const LONGEST_SENTENCE: usize = 512;

/// Finds names.
#[derive(Debug)]
pub struct Tagger {
    pub(super) weights: Weights,
    pub(super) transitions: TransitionOdds,
    pub(super) gazetteer: Gazetteer,
}

impl Tagger {
    /// Reads the recogniser's sections of a model.
    ///
    /// # Errors
    ///
    /// `ModelCorrupt` if a section is missing or contradicts itself.
    pub fn read(file: &File<'_>) -> Result<Self, Error> {
        let weights = Weights::read(file.section(WEIGHTS)?)?;
        let gazetteer = Gazetteer::read(file.section(GAZETTEER)?)?;
        Ok(Tagger { transitions: TransitionOdds::new(&weights), weights, gazetteer })
    }

    /// Notes what a passage shows of its words. Every passage of a document is surveyed before any is tagged.
    pub fn survey(&self, text: &str, passage: &Passage, evidence: &mut Evidence) {
        if self.weights.wants_evidence {
            survey(text, passage, &self.gazetteer, evidence);
        }
    }

    /// The names of a passage, in order. Which entity each belongs to is left open (0).
    pub fn tag(&self, text: &str, passage: &Passage, evidence: &Evidence) -> Vec<Mention> {
        let mut mentions = Vec::new();
        let mut sentence = Sentence::default();
        let mut lattice = Lattice::default();
        for tokens in parts(passage) {
            sentence.fill(text, tokens, &self.gazetteer);
            self.score(&sentence, evidence, &mut lattice);
            lattice.decode(&self.weights);
            self.collect(tokens, &mut lattice, &mut mentions);
        }
        mentions
    }

    pub(super) fn score(&self, sentence: &Sentence, evidence: &Evidence, lattice: &mut Lattice) {
        let extractor = Extractor::new(sentence, evidence, &self.gazetteer);
        lattice.scores.clear();
        lattice.scores.extend((0..sentence.words.len()).map(|at| {
            let mut scores = [0; _];
            extractor.each(at, |feature| self.weights.add(feature.hash(), &mut scores));
            scores
        }));
    }

    fn collect(&self, tokens: &[Token], lattice: &mut Lattice, mentions: &mut Vec<Mention>) {
        let best = std::mem::take(&mut lattice.labels);
        let mut names = labels::names(&best).peekable();
        if names.peek().is_some() {
            lattice.weigh(&self.weights, &self.transitions);
        }
        mentions.extend(names.map(|(name, kind)| Mention {
            span: ByteSpan::new(tokens[name.start].span.start, tokens[name.end - 1].span.end),
            kind,
            entity: 0,
            confidence: lattice.confidence(name, kind, &self.transitions),
            glossary: None,
        }));
        lattice.labels = best;
    }
}

/// The tokens of each sentence, overlong ones in parts.
pub(super) fn parts(passage: &Passage) -> impl Iterator<Item = &[Token]> {
    passage.sentences().flat_map(|tokens| tokens.chunks(LONGEST_SENTENCE))
}

fn survey(text: &str, passage: &Passage, gazetteer: &Gazetteer, evidence: &mut Evidence) {
    let mut sentence = Sentence::default();
    for tokens in parts(passage) {
        sentence.fill(text, tokens, gazetteer);
        evidence.add(&sentence, gazetteer);
    }
}

/// What training needs of the recogniser: the same features from the same code.
#[cfg(feature = "write-model")]
pub mod training {
    use super::{Evidence, Extractor, Gazetteer, Passage, Sentence, parts, survey};

    /// The features of one token, as hashes.
    #[derive(Debug, Clone)]
    pub struct TokenFeatures {
        /// The features.
        pub features: Vec<u32>,
        /// How many of them, from the first, tell this word from all others.
        pub identities: usize,
    }

    /// The features of each token of each sentence of a document that the passage holds whole. Without evidence every
    /// word is taken as if it stood in no document.
    pub fn features(
        text: &str,
        passage: &Passage,
        gazetteer: &Gazetteer,
        with_evidence: bool,
    ) -> Vec<Vec<TokenFeatures>> {
        let mut evidence = Evidence::default();
        if with_evidence {
            survey(text, passage, gazetteer, &mut evidence);
        }
        let mut sentence = Sentence::default();
        parts(passage)
            .map(|tokens| {
                sentence.fill(text, tokens, gazetteer);
                let extractor = Extractor::new(&sentence, &evidence, gazetteer);
                (0..tokens.len()).map(|at| token_features(&extractor, at)).collect()
            })
            .collect()
    }

    fn token_features(extractor: &Extractor<'_>, at: usize) -> TokenFeatures {
        let mut features = Vec::new();
        extractor.each(at, |feature| features.push(feature.hash()));
        TokenFeatures { features, identities: extractor.identities(at) }
    }
}
