//! Whether the words around an expression speak of what has been or of what will be.

use super::table::{RULES, class};
use crate::rule::{Atom, AtomKind};
use crate::steps;
use std::ops::Range;

/// How many atoms are looked at on either side.
const WINDOW: usize = 24;

/// The direction in which a time without a year or week is to be sought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Past,
    Future,
}

/// What the nearest verb of the sentence says: before the expression, or else after it.
pub(super) fn direction(text: &str, atoms: &[Atom], found: &Range<usize>) -> Option<Direction> {
    let before = (0..found.start).rev().take(WINDOW).take_while(|&at| !ends_sentence(atoms[at]));
    let after = (found.end..atoms.len()).take(WINDOW).take_while(|&at| !ends_sentence(atoms[at]));
    before.chain(after).find_map(|at| of(text, atoms, at))
}

fn of(text: &str, atoms: &[Atom], at: usize) -> Option<Direction> {
    steps::take(1);
    let atom = atoms[at];
    let AtomKind::Word(_, capital) = atom.kind else { return None };
    if RULES.value(atom, class::FUTURE).is_some() {
        return Some(Direction::Future);
    }
    let word = |back: usize| at.checked_sub(back).map_or("", |at| atoms[at].span.of(text));
    let here = word(0);
    // `is to resume`, `set to begin`.
    let leads = matches!(here, "is" | "are" | "was" | "were" | "set");
    if leads && atoms.get(at + 1).is_some_and(|next| next.span.of(text) == "to") {
        return Some(Direction::Future);
    }
    // A capital is a name's: `the United States`.
    let participle = here.len() > 3 && here.ends_with("ed") && !capital;
    if !participle && RULES.value(atom, class::PAST).is_none() {
        return None;
    }
    // After `be` it is of the time of the verb before: `must be signed`; and `to be signed` is still to come.
    match (word(2), word(1)) {
        ("to", "be") => Some(Direction::Future),
        (_, "be") => None,
        _ => Some(Direction::Past),
    }
}

fn ends_sentence(atom: Atom) -> bool {
    ['.', '!', '?', ';'].into_iter().any(|mark| atom.is_mark(mark))
}
