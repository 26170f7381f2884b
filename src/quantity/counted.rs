//! What a number counts: the noun phrase behind it.

use super::rules::{RULES, class};
use crate::rule::{Atom, AtomKind};
use crate::span::ByteSpan;

/// What is counted, and its unit if it has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) span: ByteSpan,
    /// The unit, as a symbol of the rules.
    pub(super) unit: Option<i32>,
}

/// The most words of a noun phrase: `9,000 newly hired seasonal production workers`.
const MOST_WORDS: usize = 5;

/// Reads what a number counts from the atom at `at` on, the first behind it: the words up to a noun in the plural, or
/// for `one` up to the end of the phrase. There is no grammar here; what is no noun phrase by the look of it is none.
pub(super) fn counted(text: &str, atoms: &[Atom], at: usize, is_one: bool) -> Option<Counted> {
    let mut words = phrase(text, atoms, at);
    let start = words.first()?.span.start;
    if !is_one {
        let last = words.iter().rposition(|&atom| is_plural(text, atom))?;
        // The first plural ends it, unless another follows at once: `police officers`.
        let first = words.iter().position(|&atom| is_plural(text, atom))?;
        words.truncate(if last == first + 1 { last + 1 } else { first + 1 });
    }
    let head = *words.last()?;
    Some(Counted { span: ByteSpan::new(start, head.span.end), unit: RULES.value(head, class::COUNTED) })
}

/// The words of the phrase that starts at `at`, without what may lead to it: `of the`.
fn phrase(text: &str, atoms: &[Atom], mut at: usize) -> Vec<Atom> {
    let leads = |atom: &Atom| RULES.value(*atom, class::LEAD).is_some();
    while atoms.get(at).is_some_and(|atom| !atom.joined && leads(atom)) {
        at += 1;
    }
    let mut words = Vec::new();
    for atom in &atoms[at.min(atoms.len())..] {
        let hyphen = atom.is_mark('-') && atom.joined && !words.is_empty();
        if hyphen {
            continue;
        }
        let word = matches!(atom.kind, AtomKind::Word(..)) && RULES.value(*atom, class::STOP).is_none();
        if !word || words.len() == MOST_WORDS || words.is_empty() && atom.joined {
            break;
        }
        words.push(*atom);
    }
    // Adverbs and participles at the end belong to the clause: `two people were killed` has ended before.
    while words.last().is_some_and(|atom| atom.span.of(text).ends_with("ly")) {
        words.pop();
    }
    words
}

/// Whether a word looks like a plural.
fn is_plural(text: &str, atom: Atom) -> bool {
    let word = atom.span.of(text);
    let ending = word.len() > 3 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|e| word.ends_with(e));
    ending || RULES.value(atom, class::IRREGULAR).is_some()
}
