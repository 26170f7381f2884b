//! What a rule has found, as its slots say it.

use super::table::slot;
use super::tense::{self, Direction};
use crate::rule::{Atom, Figure, Match};

/// The most units that are counted away.
const FURTHEST: f64 = 1e5;

/// One expression being resolved.
pub(super) struct Form<'a> {
    pub(super) text: &'a str,
    pub(super) atoms: &'a [Atom],
    pub(super) figures: &'a [Figure],
    pub(super) found: &'a Match,
}

impl Form<'_> {
    pub(super) fn get(&self, slot: usize) -> Option<i32> {
        self.found.get(slot)
    }

    pub(super) fn is(&self, slot: usize, value: i32) -> bool {
        self.get(slot) == Some(value)
    }

    pub(super) fn direction(&self) -> Option<Direction> {
        tense::direction(self.text, self.atoms, &self.found.atoms)
    }

    /// The number that was counted.
    pub(super) fn amount(&self) -> Option<f64> {
        let figure = self.get(slot::N).and_then(|place| self.figures.get(usize::try_from(place).ok()?));
        let half = if self.get(slot::EXTRA).is_some() { 0.5 } else { 0.0 };
        figure.map(|figure| figure.value).or(self.get(slot::COUNT).map(f64::from)).map(|amount| amount + half)
    }

    /// Whether its last word is a plural.
    pub(super) fn is_plural(&self) -> bool {
        self.found.span.of(self.text).ends_with(['s', 'S'])
    }

    /// How many units away, with its sign.
    pub(super) fn offset(&self) -> Option<i32> {
        if let Some(offset) = self.get(slot::OFF) {
            return Some(offset);
        }
        // Further than that is out of every calendar.
        let amount = self.amount()?.clamp(0.0, FURTHEST);
        #[allow(clippy::cast_possible_truncation, reason = "clamped above")]
        let whole = amount as i32;
        Some(whole * self.get(slot::SIGN)?)
    }
}
