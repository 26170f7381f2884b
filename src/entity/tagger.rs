//! The recogniser: a linear-chain conditional random field over the tokens of a sentence, which may look at the whole
//! document.

use std::ops::Range;

use super::calibration::Calibration;
use super::evidence::Evidence;
use super::features::Extractor;
use super::gazetteer::Gazetteer;
use super::labels;
use super::lattice::{Lattice, TransitionOdds};
use super::lexicon::Lexicon;
use super::resources::Resources;
use super::sentence::Sentence;
use super::weights::Weights;
use super::{Mention, agreement};
use crate::error::Error;
use crate::model::{File, Tag, other_version};
use crate::span::ByteSpan;
use crate::text::{Passage, Token};

/// The oldest version of a model whose features are those that are sought now.
const OLDEST: u16 = 3;

/// The section of the model file that holds the weights.
pub const WEIGHTS: Tag = *b"crfw";

/// The section of the model file that holds the lists of names.
pub const GAZETTEER: Tag = *b"gaze";

/// The section of the model file that holds the classes of words.
pub const LEXICON: Tag = *b"lexi";

/// The section of the model file that says what a probability is worth.
pub const CALIBRATION: Tag = *b"cali";

/// The most tokens that are decoded together. Sentences are shorter; a text without sentence ends is cut here, so that
/// memory stays bounded.
const LONGEST_SENTENCE: usize = 512;

/// Finds names.
#[derive(Debug)]
pub struct Tagger {
    pub(super) weights: Weights,
    pub(super) transitions: TransitionOdds,
    pub(super) resources: Resources,
    calibration: Calibration,
}

impl Tagger {
    /// Reads the recogniser's sections of a model.
    ///
    /// # Errors
    ///
    /// `ModelVersion` if the model is too old, `ModelCorrupt` if a section is missing or contradicts itself.
    pub fn read(file: &File<'_>) -> Result<Self, Error> {
        if file.version() < OLDEST {
            return Err(other_version(file.version()));
        }
        let weights = Weights::read(file.section(WEIGHTS)?)?;
        let gazetteer = Gazetteer::read(file.section(GAZETTEER)?)?;
        let lexicon = Lexicon::read(file.section(LEXICON)?)?;
        let resources = Resources { gazetteer, lexicon };
        let calibration = Calibration::read(file.section(CALIBRATION)?)?;
        Ok(Tagger { transitions: TransitionOdds::new(&weights), weights, resources, calibration })
    }

    /// Notes what a passage shows of its words. Every passage of a document is surveyed before any is tagged.
    pub fn survey(&self, text: &str, passage: &Passage, evidence: &mut Evidence) {
        if self.weights.wants_evidence {
            survey(text, passage, &self.resources, evidence);
        }
    }

    /// The names of a passage, in order, each with the probability that the model gives it. Which entity each belongs to
    /// is left open (0).
    pub fn tag(&self, text: &str, passage: &Passage, evidence: &Evidence) -> Vec<Mention> {
        let mut mentions = Vec::new();
        let mut sentence = Sentence::default();
        let mut lattice = Lattice::default();
        for tokens in parts(passage) {
            sentence.fill(text, tokens, &self.resources);
            for stretch in &sentence.stretches {
                self.score(&sentence, stretch.clone(), evidence, &mut lattice);
                lattice.decode(&self.weights);
                self.collect(&tokens[stretch.clone()], &mut lattice, &mut mentions);
            }
        }
        mentions
    }

    /// Ends the search: the mentions of the whole document agree on their types, and each is as sure as such mentions
    /// have proved right. `byline` is the line that names the authors, if there is one.
    pub fn settle(&self, text: &str, byline: Option<ByteSpan>, mentions: &mut [Mention]) {
        agreement::agree(text, byline, mentions);
        for mention in mentions {
            mention.confidence = self.calibration.confidence(mention.kind, mention.confidence);
        }
    }

    pub(super) fn score(&self, sentence: &Sentence, stretch: Range<usize>, evidence: &Evidence, lattice: &mut Lattice) {
        let extractor = Extractor::new(sentence, evidence);
        lattice.scores.clear();
        lattice.scores.extend(stretch.map(|at| {
            let mut scores = [0; _];
            extractor.each(at, |feature| self.weights.add(feature.hash(), &mut scores));
            scores
        }));
    }

    fn collect(&self, tokens: &[Token], lattice: &mut Lattice, mentions: &mut Vec<Mention>) {
        let best = std::mem::take(&mut lattice.labels);
        let mut names = labels::names(&best).peekable();
        if names.peek().is_some() {
            lattice.weigh(&self.transitions);
        }
        mentions.extend(names.map(|(name, kind)| Mention {
            span: ByteSpan::new(tokens[name.start].span.start, tokens[name.end - 1].span.end),
            kind,
            entity: 0,
            confidence: lattice.probability(name, kind, &self.transitions),
            glossary: None,
        }));
        lattice.labels = best;
    }
}

/// The tokens of each sentence, overlong ones in parts.
pub(super) fn parts(passage: &Passage) -> impl Iterator<Item = &[Token]> {
    passage.sentences().flat_map(|tokens| tokens.chunks(LONGEST_SENTENCE))
}

fn survey(text: &str, passage: &Passage, resources: &Resources, evidence: &mut Evidence) {
    let mut sentence = Sentence::default();
    for tokens in parts(passage) {
        sentence.skim(text, tokens, &resources.gazetteer);
        evidence.add(&sentence);
    }
}

/// What training needs of the recogniser: the same features from the same code.
#[cfg(feature = "write-model")]
pub mod training {
    use super::{Evidence, Extractor, Passage, Resources, Sentence, parts, survey};

    /// The features of one token, as hashes.
    #[derive(Debug, Clone)]
    pub struct TokenFeatures {
        /// The features.
        pub features: Vec<u32>,
        /// How many of them, from the first, tell this word from all others.
        pub identities: usize,
    }

    /// For each sentence of a document that the passage holds whole, the stretches of tokens that may be part of a name:
    /// the first of its tokens, and the features of each. Without evidence every word is taken as if it stood in no
    /// document.
    pub fn features(
        text: &str,
        passage: &Passage,
        resources: &Resources,
        with_evidence: bool,
    ) -> Vec<Vec<(usize, Vec<TokenFeatures>)>> {
        let mut evidence = Evidence::default();
        if with_evidence {
            survey(text, passage, resources, &mut evidence);
        }
        let mut sentence = Sentence::default();
        parts(passage)
            .map(|tokens| {
                sentence.fill(text, tokens, resources);
                let extractor = Extractor::new(&sentence, &evidence);
                let features = |at| token_features(&extractor, at);
                sentence.stretches.iter().map(|s| (s.start, s.clone().map(features).collect())).collect()
            })
            .collect()
    }

    fn token_features(extractor: &Extractor<'_>, at: usize) -> TokenFeatures {
        let mut features = Vec::new();
        extractor.each(at, |feature| features.push(feature.hash()));
        TokenFeatures { features, identities: extractor.identities(at) }
    }
}
