//! Whether the words around an expression speak of what has been or of what will be.

use super::table::{RULES, class};
use crate::rule::{Atom, AtomKind};
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
    let before = atoms[..found.start].iter().rev().take(WINDOW).take_while(|atom| !ends_sentence(**atom));
    let after = atoms[found.end..].iter().take(WINDOW).take_while(|atom| !ends_sentence(**atom));
    before.chain(after).find_map(|&atom| of(text, atom))
}

fn of(text: &str, atom: Atom) -> Option<Direction> {
    let AtomKind::Word(..) = atom.kind else { return None };
    if RULES.value(atom, class::FUTURE).is_some() {
        return Some(Direction::Future);
    }
    let word = atom.span.of(text);
    let past = RULES.value(atom, class::PAST).is_some() || word.len() > 3 && word.ends_with("ed");
    past.then_some(Direction::Past)
}

fn ends_sentence(atom: Atom) -> bool {
    ['.', '!', '?', ';'].into_iter().any(|mark| atom.is_mark(mark))
}
