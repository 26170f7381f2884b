//! Reading the figures of a block: what the rules found, and the numbers that they left.

use super::counted::{Counted, counted};
use super::currency::{Evidence, name};
use super::figures::{figure, numbers};
use super::rules::{RULES, kind, slot};
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

/// A block with all that is known of its words.
pub(super) struct Reader<'a> {
    /// The text up to the end of the block.
    pub(super) text: &'a str,
    pub(super) atoms: &'a [Atom],
    pub(super) numbers: &'a [Number],
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
        for matched in self.matches {
            let made = self.ruled(matched);
            let is_name = matched.kind == kind::NONE || matched.get(slot::STRICT) == Some(2);
            if made.is_none() && !is_name {
                continue;
            }
            while let Some(number) = waiting.next_if(|number| number.span.end <= matched.span.start) {
                add(&mut found, self.plain(number));
            }
            while waiting.next_if(|number| number.span.start < matched.span.end).is_some() {}
            add(&mut found, made);
        }
        waiting.for_each(|number| add(&mut found, self.plain(number)));
        found
    }

    /// The figure that the rules found with a match.
    fn ruled(&self, matched: &Match) -> Option<Found> {
        let kind = match matched.kind {
            kind::MONEY => QuantityKind::Money,
            kind::PERCENT => QuantityKind::Percent,
            kind::QUANTITY => QuantityKind::Quantity,
            _ => return None,
        };
        let number = |slot: usize| matched.get(slot).and_then(|at| self.numbers.get(usize::try_from(at).ok()?));
        let first = number(slot::N)?;
        if first.kind == NumberKind::Ordinal
            || self.is_in_a_code(matched.atoms.start)
            || matched.get(slot::STRICT).is_some() && !is_large(first)
        {
            return None;
        }
        let mut amount = Amount::of(first, number(slot::M))?;
        if matched.get(slot::DECADE).is_some() {
            amount = Amount { value: None, low: amount.value, high: amount.value.map(|value| value + 9.0) };
        }
        if matched.get(slot::MINOR).is_some() {
            amount = amount.map(|value| value / 100.0);
        }
        if matched.get(slot::MINUS).is_some() {
            // A hyphen behind a word joins: `F-16`.
            let apart = !self.atoms[matched.atoms.start].joined || self.text[..matched.span.start].ends_with('(');
            amount = apart.then(|| amount.map(|value| -value))?;
        }
        let amount = amount.within(self.bounds(matched.span).0);
        let symbol = matched.get(slot::CURRENCY).or(matched.get(slot::UNIT));
        let family = matched.get(slot::SHARED).filter(|_| symbol.is_none());
        let weak = matched.get(slot::WEAK).is_some() && first.scale < 10_000.0;
        let quantity = amount.quantity(matched.span, kind, symbol.map(name), self.of_what(matched, kind));
        Some(Found { quantity, family, weak })
    }

    /// What a percentage or a measure is of: `20% of the voters`, `10 tonnes of wheat`.
    fn of_what(&self, matched: &Match, kind: QuantityKind) -> Option<ByteSpan> {
        let of = self.atoms.get(matched.atoms.end).filter(|atom| atom.span.of(self.text) == "of")?;
        if kind == QuantityKind::Money || of.joined {
            return None;
        }
        let counted = |is_one| self.counted(matched.atoms.end, is_one);
        counted(false).or_else(|| counted(true)).map(|counted| counted.span)
    }

    /// What the words from the atom at `at` on say that is counted, before the next number.
    pub(super) fn counted(&self, at: usize, is_one: bool) -> Option<Counted> {
        let from = self.atoms.get(at)?.span.start;
        let mut later = self.numbers[self.numbers.partition_point(|number| number.span.start < from)..].iter();
        // An order may be part of what is counted: `second-hand cars`.
        let limit =
            later.find(|number| number.kind != NumberKind::Ordinal).map_or(usize::MAX, |number| number.span.start);
        let atoms = &self.atoms[..self.atoms.partition_point(|atom| atom.span.start < limit)];
        counted(self.text, atoms, at, is_one)
    }

    /// Which way words beside a figure bound it, and the atom behind such words if they follow it.
    pub(super) fn bounds(&self, span: ByteSpan) -> (Option<Bound>, Option<usize>) {
        let touches = |from: usize, to: usize| self.text[from..to].trim().is_empty();
        let before = self.matches.partition_point(|matched| matched.span.end <= span.start);
        let before = before.checked_sub(1).map(|at| &self.matches[at]);
        match before.filter(|matched| touches(matched.span.end, span.start)).map(|matched| matched.kind) {
            Some(kind::LEAST) => return (Some(Bound::Least), None),
            Some(kind::MOST) => return (Some(Bound::Most), None),
            _ => {}
        }
        let after = self.matches.partition_point(|matched| matched.span.start < span.end);
        let after = self.matches.get(after).filter(|matched| touches(span.end, matched.span.start));
        match after.map(|matched| (matched.kind, matched.atoms.end)) {
            Some((kind::LEAST_AFTER, end)) => (Some(Bound::Least), Some(end)),
            Some((kind::MOST_AFTER, end)) => (Some(Bound::Most), Some(end)),
            _ => (None, None),
        }
    }

    /// Whether the atom at `at` goes on with an address or a code: `%E2%80%`, `/2020/`, `id=5`.
    pub(super) fn is_in_a_code(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| self.atoms[before].kind).filter(|_| self.atoms[at].joined);
        matches!(before, Some(AtomKind::Mark('%' | '/' | '=' | '&' | '?' | '_' | '@')))
    }
}

/// Adds what was found, unless it is in what the figure before it counts.
fn add(found: &mut Vec<Found>, new: Option<Found>) {
    let counts = found.last().and_then(|last| last.quantity.counts).map_or(0, |counts| counts.end);
    found.extend(new.filter(|new| new.quantity.span.start >= counts));
}

/// Whether a number is too large, or too plainly an amount, to be part of a name.
fn is_large(number: &Number) -> bool {
    let value = number.value.or(number.low).unwrap_or(0.0);
    number.scale > 1.0 || number.plain_digits == 0 && value >= 1000.0 || value >= 10_000.0
}

/// Which way words bound a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// `more than`
    Least,
    /// `up to`
    Most,
}

/// How much: a value or the ends of a range.
#[derive(Debug, Clone, Copy)]
pub(super) struct Amount {
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

impl Amount {
    /// What one number is worth, or the range from one to another; `None` if they are no range.
    pub(super) fn of(first: &Number, second: Option<&Number>) -> Option<Amount> {
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

    /// This amount with its value for a bound.
    pub(super) fn within(self, bound: Option<Bound>) -> Amount {
        match bound {
            Some(Bound::Least) if self.value.is_some() => Amount { low: self.value, ..self },
            Some(Bound::Most) if self.value.is_some() => Amount { high: self.value, ..self },
            _ => self,
        }
    }

    fn map(self, change: impl Fn(f64) -> f64) -> Amount {
        Amount { value: self.value.map(&change), low: self.low.map(&change), high: self.high.map(&change) }
    }

    /// The figure of this amount.
    pub(super) fn quantity(
        self,
        span: ByteSpan,
        kind: QuantityKind,
        unit: Option<&'static str>,
        counts: Option<ByteSpan>,
    ) -> Quantity {
        Quantity { span, kind, value: self.value, unit, low: self.low, high: self.high, counts }
    }
}
