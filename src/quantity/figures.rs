//! The numbers of a block, as the rules take them.

use super::rules::{RULES, class};
use crate::rule::{Atom, AtomKind, Figure};
use crate::text::number::{self, Hints, Number, read_range, skip_figure};

/// The numbers in `text`, whose atoms are `atoms`, in order and without overlap. Nothing past the end of `text` is
/// looked at.
pub(super) fn numbers(text: &str, atoms: &[Atom]) -> Vec<Number> {
    let mut found = Vec::new();
    let mut end = 0;
    for (at, atom) in atoms.iter().enumerate() {
        if atom.span.start < end {
            continue;
        }
        let may_start = match atom.kind {
            AtomKind::Mark(mark) => mark == '.' || !mark.is_ascii(),
            AtomKind::Word(..) | AtomKind::Digits(..) => true,
        };
        let may_start = may_start && number::may_start(text, atom.span.start);
        if !may_start || atom.joined && follows_digits(atoms, at) {
            continue;
        }
        if let Some(number) = read_range(text, atom.span.start, hints(text, atoms, at)) {
            end = number.span.end;
            found.push(number);
        } else if atom.is_digits() {
            end = skip_figure(text, atom.span.start);
        }
    }
    found
}

/// Whether the atom at `at` goes on with digits: `m` in `30m`, `.` in `30.`.
fn follows_digits(atoms: &[Atom], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| atoms[before].is_digits())
}

/// What stands around the number that begins with the atom at `at`.
fn hints(text: &str, atoms: &[Atom], at: usize) -> Hints {
    let before = |back: usize| at.checked_sub(back).map(|at| atoms[at]);
    let sign = before(1).filter(|&atom| is_sign(atom));
    let first = if sign.is_some() { before(2) } else { before(1) };
    let between = first.is_some_and(|atom| atom.span.of(text).eq_ignore_ascii_case("between"));
    Hints { letters: sign.is_some() || counted_in_letters(atoms, at), between }
}

/// Whether an atom is a sign of money that stands before its amount.
fn is_sign(atom: Atom) -> bool {
    match atom.kind {
        AtomKind::Mark(mark) => "$€£¥₹₽₩₦₱₺₴₫฿₪₡₲₵₸₼₾₭₮#".contains(mark),
        AtomKind::Word(..) => {
            [class::CODE, class::FAMILY_LETTERS, class::LONE_LETTER].iter().any(|&c| RULES.value(atom, c).is_some())
        }
        AtomKind::Digits(..) => false,
    }
}

/// Whether a letter joined to the digits at `at` is a magnitude because of what follows: `5m people`, `5m euros`.
fn counted_in_letters(atoms: &[Atom], at: usize) -> bool {
    let mut rest = atoms[at..].iter().take(8).skip(1);
    let letter = rest.find(|atom| !atom.joined || matches!(atom.kind, AtomKind::Word(..)));
    let joined = letter.is_some_and(|atom| atom.joined && atom.span.len() == 1);
    let next = rest.next().filter(|next| joined && !next.joined);
    next.is_some_and(|&next| {
        [class::COUNTED, class::MONEY_WORD, class::SHARED_WORD, class::POUND_WORD]
            .iter()
            .any(|&c| RULES.value(next, c).is_some())
    })
}

/// A number as the rules take it.
pub(super) fn figure(number: &Number) -> Figure {
    let value = number.value.or(number.low).unwrap_or(0.0);
    Figure { span: number.span, value }
}
