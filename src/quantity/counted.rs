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
    if let Some(noun) = joined_noun(text, atoms, at) {
        return Some(noun);
    }
    let mut words = phrase(text, atoms, at);
    let start = words.first()?.span.start;
    if !is_one {
        words.truncate(plural_end(text, &words)?);
    }
    let head = *words.last()?;
    Some(Counted { span: ByteSpan::new(start, head.span.end), unit: RULES.value(head, class::COUNTED) })
}

/// How many words there are up to the noun in the plural: the first, unless it says what sort the next ones are, as in
/// `police officers`.
fn plural_end(text: &str, words: &[Atom]) -> Option<usize> {
    let first = words.iter().position(|&atom| is_plural(text, atom))?;
    let says_what_sort = |&at: &usize| {
        let next = words.get(at + 1).is_some_and(|&next| is_plural(text, next));
        next && RULES.value(words[at], class::ATTRIBUTIVE).is_some()
    };
    Some(first + 1 + usize::from(says_what_sort(&first)))
}

/// The noun that a hyphen joins to the number: `member` in `five-member panel`.
fn joined_noun(text: &str, atoms: &[Atom], at: usize) -> Option<Counted> {
    let [hyphen, noun, ..] = atoms.get(at..)? else { return None };
    let joined = hyphen.joined && hyphen.is_mark('-') && noun.joined && matches!(noun.kind, AtomKind::Word(..));
    // `three-pronged` counts prongs, but says so of something else.
    let adjective =
        ["ed", "ly", "ever", "fold", "strong", "odd", "ish"].iter().any(|ending| noun.span.of(text).ends_with(ending));
    (joined && !adjective).then(|| Counted { span: noun.span, unit: RULES.value(*noun, class::COUNTED) })
}

/// The words of the phrase that starts at `at`, without what may lead to it: `of the`.
fn phrase(text: &str, atoms: &[Atom], mut at: usize) -> Vec<Atom> {
    let leads = |atom: &Atom| RULES.value(*atom, class::LEAD).is_some();
    while atoms.get(at).is_some_and(|atom| !atom.joined && leads(atom)) {
        at += 1;
    }
    let mut words = Vec::new();
    for atom in &atoms[at.min(atoms.len())..] {
        let possessive = atom.is_mark('\'') || atom.span.of(text) == "s";
        let within = atom.joined && (possessive || atom.is_mark('-') || atom.is_mark('.') && is_letter(words.last()));
        if within && !words.is_empty() {
            continue;
        }
        let word = matches!(atom.kind, AtomKind::Word(..)) && RULES.value(*atom, class::STOP).is_none();
        if !word || words.len() == MOST_WORDS || words.is_empty() && atom.joined {
            break;
        }
        words.push(*atom);
    }
    // Adverbs and participles at the end belong to the clause: `two people were killed` has ended before.
    while words.last().is_some_and(|atom| ["ly", "ed"].iter().any(|ending| atom.span.of(text).ends_with(ending))) {
        words.pop();
    }
    words
}

/// Whether a word is one letter, as those of `U.S.` are.
fn is_letter(word: Option<&Atom>) -> bool {
    word.is_some_and(|word| word.span.len() == 1)
}

/// Whether a word looks like a plural.
fn is_plural(text: &str, atom: Atom) -> bool {
    let word = atom.span.of(text);
    let ending = word.len() > 3 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|e| word.ends_with(e));
    ending || RULES.value(atom, class::IRREGULAR).is_some()
}
