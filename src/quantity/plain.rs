//! Numbers that no rule speaks of: whether they are figures, and what they count.

use super::counted::Counted;
use super::currency::name;
use super::reader::{Amount, Reader};
use super::rules::{RULES, class, symbol};
use super::{Found, QuantityKind};
use crate::rule::{Atom, AtomKind};
use crate::text::number::{Number, NumberKind};

impl Reader<'_> {
    /// The figure that a number is by itself, if it is one.
    pub(super) fn plain(&self, number: &Number) -> Option<Found> {
        let place = Place {
            first: self.atoms.partition_point(|atom| atom.span.start < number.span.start),
            next: self.atoms.partition_point(|atom| atom.span.start < number.span.end),
        };
        if self.is_part_of_a_word(place) || self.is_in_a_code(place.first) {
            return None;
        }
        if number.kind == NumberKind::Ordinal {
            let quantity = Amount::of(number, None)?.quantity(number.span, QuantityKind::Ordinal, None, None);
            return Some(Found { quantity, family: None, weak: false });
        }
        let (bound, after) = self.bounds(number.span);
        let is_one = number.value.is_some_and(|value| value.to_bits() == 1f64.to_bits());
        let of = self.counted(after.unwrap_or(place.next), is_one);
        if !self.counts(number, place, of) {
            return None;
        }
        let age = of.is_none() && self.is_age(number, place);
        let unit = of.and_then(|of| of.unit).or(age.then_some(symbol::YEAR));
        let kind = if unit.is_some() { QuantityKind::Quantity } else { QuantityKind::Cardinal };
        let amount = Amount::of(number, None)?.within(bound);
        let quantity = amount.quantity(number.span, kind, unit.map(name), of.map(|of| of.span));
        Some(Found { quantity, family: None, weak: false })
    }

    fn atom(&self, at: Option<usize>) -> Option<Atom> {
        self.atoms.get(at?).copied()
    }

    /// Whether a number is joined to letters, or is one side of a score: `G20`, `3D`, `52-35`.
    fn is_part_of_a_word(&self, Place { first, next }: Place) -> bool {
        let joined = |at: usize| self.atom(Some(at)).filter(|atom| atom.joined);
        let before = joined(first).and_then(|_| self.atom(first.checked_sub(1)));
        let hyphen = joined(next).is_some_and(|mark| mark.is_mark('-'));
        before.is_some_and(|before| before.is_word() || before.is_mark('-'))
            || joined(next).is_some_and(Atom::is_word)
            || hyphen && joined(next + 1).is_some_and(Atom::is_digits)
    }

    /// Whether a number says how many of something there are, as a year, a score or the number of an item does not.
    fn counts(&self, number: &Number, place: Place, of: Option<Counted>) -> bool {
        let written = number.span.of(self.text);
        let has_unit = of.is_some_and(|of| of.unit.is_some());
        if is_year(number, written) {
            return has_unit && number.value.is_some_and(|value| value < 1900.0);
        }
        if written.eq_ignore_ascii_case("one") {
            return of.is_some();
        }
        let code = number.plain_digits > 1 && written.starts_with('0');
        let score = number.high.is_some() && written.contains('-') && !written.contains(char::is_alphabetic);
        !(code
            || score && of.is_none()
            || self.is_label(place) && !has_unit
            || self.is_item(place)
            || self.is_decade(place))
    }

    /// Whether a name stands before the number, whose number it is: `Boeing 737`. A capital that begins a sentence is no
    /// name.
    fn is_label(&self, Place { first, next }: Place) -> bool {
        let before = self.atom(first.checked_sub(1)).filter(|_| !self.atoms[first].joined);
        let is_name = |before: Atom| {
            matches!(before.kind, AtomKind::Word(_, true)) && RULES.value(before, class::OPENER).is_none()
        };
        let written_as_name = |at: Atom| at.is_digits() || matches!(at.kind, AtomKind::Word(_, true));
        next == first + 1 && written_as_name(self.atoms[first]) && before.is_some_and(is_name)
    }

    /// Whether the number is the age of whoever is named before it: `Barra, 51, will lead`.
    fn is_age(&self, number: &Number, Place { first, next }: Place) -> bool {
        let comma = |at: Option<usize>| self.atom(at).is_some_and(|atom| atom.is_mark(','));
        let name = self.atom(first.checked_sub(2)).is_some_and(|atom| matches!(atom.kind, AtomKind::Word(_, true)));
        name && comma(first.checked_sub(1)) && comma(Some(next)) && matches!(number.plain_digits, 1 | 2)
    }

    /// Whether the number begins an item of a list: `1.` and `1)`.
    fn is_item(&self, Place { first, next }: Place) -> bool {
        first == 0 && self.atom(Some(next)).is_some_and(|mark| mark.is_mark('.') || mark.is_mark(')'))
    }

    /// Whether the number is of a decade or an age, `20's`, or of a form to be filled in, `1____`.
    fn is_decade(&self, Place { next, .. }: Place) -> bool {
        let joined = |at: usize| self.atom(Some(at)).filter(|atom| atom.joined);
        let mark = joined(next);
        let s = joined(next + 1).is_some_and(|atom| atom.span.of(self.text) == "s");
        mark.is_some_and(|mark| mark.is_mark('_') || mark.is_mark('\'') && s)
    }
}

/// Where a number stands among the atoms: its first, and the one behind its last.
#[derive(Debug, Clone, Copy)]
struct Place {
    first: usize,
    next: usize,
}

/// Whether a number looks like a year, or like a range of years.
fn is_year(number: &Number, written: &str) -> bool {
    let years = 1100.0..2100.0;
    let range = number.low.zip(number.high).is_some_and(|(low, high)| years.contains(&low) && years.contains(&high));
    let single = number.plain_digits == 4 && number.value.is_some_and(|value| years.contains(&value));
    single || range && !written.contains(',') && number.scale <= 1.0
}
