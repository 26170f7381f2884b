//! What a reader wants a summary to be about: an entity, a place, a search term.

use super::candidate::Candidate;
use super::features::number;
use super::terms;
use crate::span::ByteSpan;

/// A subject by its names, any of which will do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Focus {
    /// The terms of each name, ascending.
    names: Vec<Vec<u64>>,
}

/// A sentence is about the subject when it holds this share of the words of one of its names: `Tokayev` is enough for
/// `Kassim-Jomart Tokayev`.
const ENOUGH: f32 = 0.5;

/// What a sentence gains that holds a name in full.
const IN_FULL: f32 = 1.5;

impl Focus {
    /// A subject with these names: a search term is its own only name, an entity has those of its mentions.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let names = names.into_iter().map(name_terms).filter(|terms| !terms.is_empty());
        Focus { names: names.collect() }
    }

    /// What the sentence gains by being about the subject, `None` if it is not.
    pub(super) fn gain(&self, candidate: &Candidate) -> Option<f32> {
        let held = |name: &Vec<u64>| {
            let held = name.iter().filter(|term| candidate.holds(**term)).count();
            number(held) / number(name.len())
        };
        let share = self.names.iter().map(held).fold(0.0, f32::max);
        (share >= ENOUGH).then_some(IN_FULL * share)
    }
}

/// The distinct terms of a name; none, if it has none but function words.
fn name_terms(name: &str) -> Vec<u64> {
    terms::telling(&terms::read(name, ByteSpan::new(0, name.len())))
}
