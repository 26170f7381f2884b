//! Reading the figures of a block: what the rules found, and the numbers that they left.

use super::counted::{Counted, counted};
use super::currency::{Evidence, name};
use super::figures::{figure, numbers};
use super::rules::{RULES, class, kind, slot};
use super::{Found, Quantity, QuantityKind};
use crate::rule::{Atom, AtomKind, Figure, Match, atoms};
use crate::span::ByteSpan;
use crate::text::number::{Number, NumberKind};

/// The figures in `span` of `text`, in order and without overlap; what the text shows of its currencies goes to
/// `evidence`.
///
/// # Panics
///
/// If `span` does not lie in `text` on character boundaries.
pub fn read(text: &str, span: ByteSpan, evidence: &mut Evidence) -> Vec<Found> {
    let text = &text[..span.end];
    let atoms = atoms(&RULES, text, span);
    let numbers = numbers(text, &atoms);
    let figures: Vec<Figure> = numbers.iter().map(figure).collect();
    let matches = RULES.find(&atoms, &figures);
    let reader = Reader { text, atoms: &atoms, numbers: &numbers, matches: &matches };
    reader.survey(evidence);
    reader.found()
}

struct Reader<'a> {
    /// The text up to the end of the block.
    text: &'a str,
    atoms: &'a [Atom],
    numbers: &'a [Number],
    matches: &'a [Match],
}

impl Reader<'_> {
    fn survey(&self, evidence: &mut Evidence) {
        for found in self.matches {
            match (found.kind, found.get(slot::CURRENCY)) {
                (kind::NATION, Some(currency)) => evidence.nation(currency),
                (kind::MONEY, Some(currency)) if found.get(slot::WEAK).is_none() => evidence.name(currency),
                _ => {}
            }
        }
    }

    /// What the rules found and the numbers that they left, in the order of the text.
    fn found(&self) -> Vec<Found> {
        let mut found = Vec::new();
        let mut waiting = self.numbers.iter().peekable();
        for (at, matched) in self.matches.iter().enumerate() {
            let made = self.ruled(at);
            let is_name = matched.kind == kind::NONE || matched.get(slot::STRICT) == Some(2);
            if made.is_none() && !is_name {
                continue;
            }
            while let Some(number) = waiting.next_if(|number| number.span.end <= matched.span.start) {
                found.extend(self.plain(number));
            }
            while waiting.next_if(|number| number.span.start < matched.span.end).is_some() {}
            found.extend(made);
        }
        found.extend(waiting.filter_map(|number| self.plain(number)));
        found
    }

    /// The figure that the rules found with the match at `at`.
    fn ruled(&self, at: usize) -> Option<Found> {
        let matched = &self.matches[at];
        let kind = match matched.kind {
            kind::MONEY => QuantityKind::Money,
            kind::PERCENT => QuantityKind::Percent,
            kind::QUANTITY => QuantityKind::Quantity,
            _ => return None,
        };
        let number = |slot: usize| matched.get(slot).and_then(|at| self.numbers.get(usize::try_from(at).ok()?));
        let first = number(slot::N)?;
        if first.kind == NumberKind::Ordinal || matched.get(slot::STRICT).is_some() && !is_large(first) {
            return None;
        }
        let mut amount = Amount::of(first, number(slot::M))?;
        if matched.get(slot::MINOR).is_some() {
            amount = amount.map(|value| value / 100.0);
        }
        let amount = self.bounded(amount, matched.span);
        let symbol = matched.get(slot::CURRENCY).or(matched.get(slot::UNIT));
        let family = matched.get(slot::SHARED).filter(|_| symbol.is_none());
        let weak = matched.get(slot::WEAK).is_some() && !is_large(first);
        let quantity = amount.quantity(matched.span, kind, symbol.map(name), self.of_what(matched, kind));
        Some(Found { quantity, family, weak })
    }

    /// What a percentage or a measure is of: `20% of the voters`, `10 tonnes of wheat`.
    fn of_what(&self, matched: &Match, kind: QuantityKind) -> Option<ByteSpan> {
        let of = self.atoms.get(matched.atoms.end).filter(|atom| atom.span.of(self.text) == "of")?;
        let wanted = kind != QuantityKind::Money && !of.joined;
        let counted = |is_one| counted(self.text, self.atoms, matched.atoms.end, is_one);
        wanted.then(|| counted(false).or_else(|| counted(true))).flatten().map(|counted| counted.span)
    }

    /// The amount within the bounds that words beside it set.
    fn bounded(&self, amount: Amount, span: ByteSpan) -> Amount {
        let Some(value) = amount.value else { return amount };
        let after = self.matches.partition_point(|matched| matched.span.start < span.end);
        let before = self.matches.partition_point(|matched| matched.span.end <= span.start);
        let touches = |from: usize, to: usize| self.text[from..to].trim().is_empty();
        let before = before.checked_sub(1).map(|at| &self.matches[at]);
        let before = before.filter(|matched| touches(matched.span.end, span.start)).map(|matched| matched.kind);
        let after = self.matches.get(after).filter(|matched| touches(span.end, matched.span.start));
        match before.into_iter().chain(after.map(|matched| matched.kind)).find(|&kind| is_bound(kind)) {
            Some(kind::LEAST | kind::LEAST_AFTER) => Amount { low: Some(value), ..amount },
            Some(_) => Amount { high: Some(value), ..amount },
            None => amount,
        }
    }

    /// The figure of a number that no rule speaks of.
    fn plain(&self, number: &Number) -> Option<Found> {
        let first = self.atoms.partition_point(|atom| atom.span.start < number.span.start);
        let next = self.atoms.partition_point(|atom| atom.span.start < number.span.end);
        if self.is_part_of_a_name(first, next) {
            return None;
        }
        let is_one = number.value.is_some_and(|value| value.to_bits() == 1f64.to_bits());
        let of = counted(self.text, self.atoms, next, is_one);
        let (kind, of) = match number.kind {
            NumberKind::Ordinal => (QuantityKind::Ordinal, None),
            _ if !self.counts(number, first, next, of) => return None,
            _ => (QuantityKind::Cardinal, of),
        };
        let unit = of.and_then(|of| of.unit);
        let kind = if unit.is_some() { QuantityKind::Quantity } else { kind };
        let amount = Amount::of(number, None)?;
        let amount = if kind == QuantityKind::Ordinal { amount } else { self.bounded(amount, number.span) };
        let quantity = amount.quantity(number.span, kind, unit.map(name), of.map(|of| of.span));
        Some(Found { quantity, family: None, weak: false })
    }

    /// Whether the number between these atoms is joined to letters, or has a label before it: `G20`, `3D`, `Boeing 737`.
    fn is_part_of_a_name(&self, first: usize, next: usize) -> bool {
        let at = self.atoms[first];
        let before = first.checked_sub(1).map(|before| self.atoms[before]);
        let joined_before =
            at.joined && before.is_some_and(|before| before.is_word() || before.is_mark('-') || before.is_mark('/'));
        let joined = |at: usize| self.atoms.get(at).filter(|after| after.joined);
        let score =
            joined(next).is_some_and(|mark| mark.is_mark('-')) && joined(next + 1).is_some_and(|d| d.is_digits());
        let joined_after = score || joined(next).is_some_and(|after| after.is_word());
        let is_name = |before: Atom| {
            matches!(before.kind, AtomKind::Word(_, true)) && RULES.value(before, class::OPENER).is_none()
        };
        let label = at.is_digits() && !at.joined && before.is_some_and(is_name) && next == first + 1;
        joined_before || joined_after || label
    }

    /// Whether a number says how many of something there are, as a year, a score or the number of an item does not.
    fn counts(&self, number: &Number, first: usize, next: usize, of: Option<Counted>) -> bool {
        let value = number.value.unwrap_or(0.0);
        let year = number.plain_digits == 4 && (1100.0..2100.0).contains(&value);
        let written = number.span.of(self.text);
        if year {
            return of.is_some_and(|of| of.unit.is_some()) && !(1900.0..2100.0).contains(&value);
        }
        if written.eq_ignore_ascii_case("one") {
            return of.is_some();
        }
        // `52-35` and `555-1234`.
        let score =
            number.high.is_some() && written.contains(['-', '–']) && written.bytes().all(|b| !b.is_ascii_alphabetic());
        let item = first == 0 && self.atoms.get(next).is_some_and(|mark| mark.is_mark('.') || mark.is_mark(')'));
        (!score || of.is_some()) && !item
    }
}

/// Whether a match bounds a number.
fn is_bound(kind: u16) -> bool {
    matches!(kind, kind::LEAST | kind::MOST | kind::LEAST_AFTER | kind::MOST_AFTER)
}

/// Whether a number is too large, or too plainly an amount, to be part of a name.
fn is_large(number: &Number) -> bool {
    let value = number.value.or(number.low).unwrap_or(0.0);
    number.scale > 1.0 || number.plain_digits == 0 && value >= 1000.0 || value >= 10_000.0
}

/// How much: a value or the ends of a range.
#[derive(Debug, Clone, Copy)]
struct Amount {
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

impl Amount {
    /// What one number is worth, or the range from one to another; `None` if they are no range.
    fn of(first: &Number, second: Option<&Number>) -> Option<Amount> {
        let Some(second) = second else {
            return Some(Amount { value: first.value, low: first.low, high: first.high });
        };
        let high = second.value?;
        let low = first.value?;
        // `between $2 and $3 million`.
        let shares = first.scale <= 1.0 && second.scale > 1.0 && low <= high / second.scale;
        let low = if shares { low * second.scale } else { low };
        (low <= high).then_some(Amount { value: None, low: Some(low), high: Some(high) })
    }

    fn map(self, change: impl Fn(f64) -> f64) -> Amount {
        Amount { value: self.value.map(&change), low: self.low.map(&change), high: self.high.map(&change) }
    }

    fn quantity(
        self,
        span: ByteSpan,
        kind: QuantityKind,
        unit: Option<&'static str>,
        counts: Option<ByteSpan>,
    ) -> Quantity {
        Quantity { span, kind, value: self.value, unit, low: self.low, high: self.high, counts }
    }
}
