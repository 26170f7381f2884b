//! What earned a sentence its place, in plain words.
//!
//! Told from the linear part of the ranker, which decides most: how much more each group of features gives the sentence
//! than it gives the article's sentences on average. A group is named only where the sentence shows what it stands for.

use super::candidate::Candidate;
use super::features::{COUNT, Feature, Vector, number};
use crate::sort;

/// One thing that speaks for a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    /// What it is.
    pub kind: ReasonKind,
    /// How many of what the kind counts; 0 where it counts nothing.
    pub count: usize,
}

/// The kinds of reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReasonKind {
    /// It is about what the reader asked for.
    Focus,
    /// It stands near the top; the count is its place, from 1.
    Position,
    /// It holds words that the article keeps coming back to; the count is of the ten most frequent.
    Central,
    /// It holds words of the headline; the count is of those.
    Headline,
    /// It names who and what the article names most; the count is of words of the five most frequent names.
    Names,
    /// It brings up what the article then goes into.
    Introduces,
    /// It gives figures; the count is of those.
    Figures,
    /// It tells what happened, without question, comment or quotation.
    Telling,
    /// It is neither too short nor too long; the count is of words.
    Length,
}

impl ReasonKind {
    /// The name that reaches JavaScript.
    pub fn as_str(self) -> &'static str {
        match self {
            ReasonKind::Focus => "focus",
            ReasonKind::Position => "position",
            ReasonKind::Central => "central",
            ReasonKind::Headline => "headline",
            ReasonKind::Names => "names",
            ReasonKind::Introduces => "introduces",
            ReasonKind::Figures => "figures",
            ReasonKind::Telling => "telling",
            ReasonKind::Length => "length",
        }
    }
}

impl Reason {
    /// The reason in plain words, to stand in a list: `names what the article is about`.
    pub fn text(&self) -> String {
        let [one, other] = self.forms();
        (if self.count == 1 { one } else { other }).replace("{n}", &self.count.to_string())
    }

    /// The reason in plain words with `{n}` where its count stands: of one, and of another number.
    pub fn forms(&self) -> [&'static str; 2] {
        match self.kind {
            ReasonKind::Focus => ["is about what was asked for"; 2],
            ReasonKind::Position => ["opens the article", "stands near the top, in place {n}"],
            ReasonKind::Central => ["holds {n} of the article’s 10 most frequent words"; 2],
            ReasonKind::Headline => ["says {n} word of the headline", "says {n} words of the headline"],
            ReasonKind::Names => ["names who or what the article names most"; 2],
            ReasonKind::Introduces => ["brings up what the article goes into"; 2],
            ReasonKind::Figures => ["gives {n} figure", "gives {n} figures"],
            ReasonKind::Telling => ["tells what happened"; 2],
            ReasonKind::Length => ["says it in {n} word", "says it in {n} words"],
        }
    }
}

/// The reasons of one sentence, the weightiest first.
pub type Reasons = [Option<Reason>; 3];

use Feature as F;

/// The features behind each kind.
const GROUPS: [(ReasonKind, &[Feature]); 8] = [
    (
        ReasonKind::Position,
        &[F::NearTop, F::VeryNearTop, F::First, F::Second, F::Third, F::FourthOrFifth, F::Depth, F::Ending],
    ),
    (
        ReasonKind::Central,
        &[
            F::Following,
            F::Preceding,
            F::Centroid,
            F::LeadCentroid,
            F::LikeFirst,
            F::TermFrequency,
            F::TermMass,
            F::TopTerms,
            F::Unique,
        ],
    ),
    (ReasonKind::Headline, &[F::Headline]),
    (ReasonKind::Names, &[F::Names, F::NameFrequency, F::TopNames, F::FullNames, F::Nameless]),
    (ReasonKind::Introduces, &[F::Introduces, F::IntroducesNames]),
    (ReasonKind::Figures, &[F::Figures, F::Amounts]),
    (
        ReasonKind::Telling,
        &[
            F::Quoted,
            F::Quotes,
            F::FirstPerson,
            F::SecondPerson,
            F::ThirdPerson,
            F::Speech,
            F::News,
            F::Comment,
            F::Asks,
        ],
    ),
    (ReasonKind::Length, &[F::Length, F::Brief, F::Shortish, F::Longish, F::Long]),
];

/// The mean of some vectors.
pub(super) fn mean(vectors: &[Vector]) -> Vector {
    let mut mean = [0.0; COUNT];
    for vector in vectors {
        mean.iter_mut().zip(vector).for_each(|(sum, value)| *sum += value);
    }
    let count = number(vectors.len().max(1));
    mean.map(|sum| sum / count)
}

/// Why the sentence at `at` (from 0) earned its place. There is one reason at least.
pub(super) fn reasons(at: usize, candidate: &Candidate, vector: &Vector, mean: &Vector, weights: &[f32]) -> Reasons {
    let gain = |features: &[Feature]| -> f32 {
        let one =
            |feature: &Feature| weights[*feature as usize] * (vector[*feature as usize] - mean[*feature as usize]);
        features.iter().map(one).sum()
    };
    let mut found: Vec<(f32, Reason)> = GROUPS
        .iter()
        .filter_map(|(kind, features)| Some((gain(features), shown(*kind, at, candidate, vector)?)))
        .filter(|(gain, _)| *gain > 0.0)
        .collect();
    sort::by(&mut found, |a, b| b.0.total_cmp(&a.0));
    let mut reasons: Reasons = [None; 3];
    reasons.iter_mut().zip(found).for_each(|(slot, (_, reason))| *slot = Some(reason));
    reasons[0] = reasons[0].or(Some(Reason { kind: ReasonKind::Length, count: candidate.words }));
    reasons
}

/// The places that count as near the top.
const NEAR_TOP: usize = 5;

/// The reason of that kind, if the sentence shows it.
fn shown(kind: ReasonKind, at: usize, candidate: &Candidate, vector: &Vector) -> Option<Reason> {
    let surface = &candidate.surface;
    let tenths = |feature: Feature, of: f32| round(vector[feature as usize] * of);
    let flat = surface.quoted == 0 && surface.comment == 0 && !candidate.asks;
    let (count, holds) = match kind {
        ReasonKind::Focus => return None,
        ReasonKind::Position => (at + 1, at < NEAR_TOP),
        ReasonKind::Central => (tenths(Feature::TopTerms, 10.0), vector[Feature::TopTerms as usize] > 0.15),
        ReasonKind::Headline => (candidate.headline, candidate.headline > 0),
        ReasonKind::Names => (tenths(Feature::TopNames, 5.0), vector[Feature::TopNames as usize] > 0.0),
        ReasonKind::Introduces => (0, vector[Feature::Introduces as usize] > 0.3),
        ReasonKind::Figures => (surface.figures, surface.figures > 0),
        ReasonKind::Telling => (0, flat && surface.news > 0),
        ReasonKind::Length => (candidate.words, (10..35).contains(&candidate.words)),
    };
    holds.then_some(Reason { kind, count })
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 10")]
fn round(value: f32) -> usize {
    libm::roundf(value) as usize
}
