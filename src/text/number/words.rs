//! Numbers in words, and in digits with words of magnitude behind them.

use super::decimal::Decimal;
use super::figure::figure;
use super::lexicon::{Meaning, letter_scale, meaning};
use super::{Hints, Number, NumberKind};
use crate::span::ByteSpan;
use crate::steps;
use crate::text::class::is_hyphen;

/// A number that has been read, with what a range needs to know of how it is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parsed {
    pub(super) end: usize,
    pub(super) kind: NumberKind,
    /// The number, still to be divided by the denominator.
    pub(super) value: Decimal,
    pub(super) denominator: u32,
    /// Whether it is told only how many at least.
    pub(super) vague: bool,
    pub(super) plain_digits: u8,
    /// The magnitudes at its end, as a factor and a power of ten: (1, 0) if there are none.
    pub(super) scale: (u64, i16),
    /// Whether a magnitude is part of it.
    pub(super) scaled: bool,
}

impl Parsed {
    fn new(end: usize, value: Decimal) -> Parsed {
        Parsed {
            end,
            kind: NumberKind::Cardinal,
            value,
            denominator: 1,
            vague: false,
            plain_digits: 0,
            scale: (1, 0),
            scaled: false,
        }
    }

    /// What the number is worth.
    pub(super) fn worth(&self) -> f64 {
        self.value.to_f64() / f64::from(self.denominator)
    }

    /// The number that starts at `at`.
    pub(super) fn number(&self, at: usize) -> Number {
        let worth = self.worth();
        Number {
            span: ByteSpan::new(at, self.end),
            kind: self.kind,
            value: (!self.vague).then_some(worth),
            low: self.vague.then_some(worth),
            high: None,
            plain_digits: self.plain_digits,
            scale: self.unit(),
        }
    }

    /// What the magnitudes at the end multiply to.
    pub(super) fn unit(&self) -> f64 {
        let (factor, exponent) = self.scale;
        Decimal::new(factor).times(1, exponent).map_or(1.0, Decimal::to_f64)
    }

    /// This number × `factor` × 10^`exponent`, its end at `end`.
    pub(super) fn scaled(self, (factor, exponent): (u64, i16), end: usize) -> Option<Parsed> {
        let value = self.value.times(factor, exponent)?;
        let scale = (self.scale.0.checked_mul(factor)?, self.scale.1 + exponent);
        Some(Parsed { end, value, scale, scaled: true, plain_digits: 0, ..self })
    }
}

/// A word with what it means: where it ends and what it means.
type Piece = (usize, Meaning);

/// The word at `at`, if it is one that numbers are made of.
pub(super) fn word_at(text: &str, at: usize) -> Option<Piece> {
    let length = text.as_bytes()[at..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
    steps::take(length + 1);
    let end = at + length;
    let whole = text[end..].chars().next().is_none_or(|c| c.is_ascii() && !c.is_ascii_digit() || !c.is_alphanumeric());
    if whole { meaning(&text[at..end]).map(|meaning| (end, meaning)) } else { None }
}

/// The word behind the space or hyphen at `at`, if it is one that numbers are made of.
fn next_word(text: &str, at: usize) -> Option<Piece> {
    word_at(text, past_gap(text, at)?)
}

/// Where the next word starts, if no more than a hyphen, a space or the end of a line stands between.
pub(super) fn past_gap(text: &str, at: usize) -> Option<usize> {
    let mut chars = text[at..].chars();
    let first = chars.next()?;
    if is_hyphen(first) {
        return Some(at + first.len_utf8());
    }
    if !first.is_whitespace() {
        return None;
    }
    let next = at + first.len_utf8();
    match chars.next()? {
        second if !second.is_whitespace() => Some(next),
        // Two spaces, or a carriage return and a line feed; a blank line is the end of all.
        second if second == ' ' || first == '\r' && second == '\n' => Some(next + second.len_utf8()),
        _ => None,
    }
}

/// Whether a number may start at `at`, which is the start of a word or of a figure: most words are none.
///
/// # Panics
///
/// If `at` does not lie in `text` on a character boundary.
pub fn may_start(text: &str, at: usize) -> bool {
    !text[at..].starts_with(|c: char| c.is_ascii_alphabetic()) || word_at(text, at).is_some()
}

/// Reads the number that starts at `at`.
pub(super) fn parse(text: &str, at: usize, hints: Hints) -> Option<Parsed> {
    let first = text[at..].chars().next()?;
    if first.is_ascii_alphabetic() { in_words(text, at, hints) } else { in_digits(text, at, hints) }
}

// ---- digits ------------------------------------------------------------------------------------------------------------

fn in_digits(text: &str, at: usize, hints: Hints) -> Option<Parsed> {
    let figure = figure(text, at)?;
    let plain = Parsed {
        denominator: figure.denominator,
        plain_digits: figure.plain_digits,
        ..Parsed::new(figure.end, figure.value)
    };
    if figure.ordinal {
        return Some(Parsed { kind: NumberKind::Ordinal, plain_digits: 0, ..plain });
    }
    let plain = and_a_half(text, plain).unwrap_or(plain);
    let scaled = scales(text, plain, hints);
    let part = scaled.denominator > 1 && !scaled.scaled && scaled.worth() < 1.0;
    Some(if part { Parsed { kind: NumberKind::Fraction, ..scaled } } else { scaled })
}

/// Multiplies by the magnitudes that follow: `5bn`, `2.5 million`, `3 lakh crore`.
fn scales(text: &str, mut number: Parsed, hints: Hints) -> Parsed {
    while let Some((end, scale)) = scale_at(text, number.end, hints) {
        let Some(scaled) = number.scaled(scale, end) else { break };
        number = scaled;
    }
    if number.scaled { and_a_half(text, number).unwrap_or(number) } else { number }
}

/// The magnitude at `at`, with or without a gap before it.
fn scale_at(text: &str, at: usize, hints: Hints) -> Option<(usize, (u64, i16))> {
    let start = past_gap(text, at).unwrap_or(at);
    if let Some((end, Meaning::Scale(factor, exponent))) = word_at(text, start) {
        return Some((end, (factor.into(), exponent.into())));
    }
    let end = start + 1;
    let letter = hints.letters.then(|| text.get(start..end)).flatten()?;
    let alone = !text[end..].starts_with(char::is_alphanumeric);
    let exponent = letter_scale(letter).filter(|_| alone)?;
    Some((end, (1, exponent.into())))
}

// ---- words -------------------------------------------------------------------------------------------------------------

fn in_words(text: &str, at: usize, hints: Hints) -> Option<Parsed> {
    let (end, first) = word_at(text, at)?;
    match first {
        Meaning::Article => after_article(text, end, hints),
        Meaning::Half => half(text, end),
        Meaning::Quarter => quarter(text, end),
        Meaning::Vague(least) => vague_scale(text, end, least),
        Meaning::Scales(factor, exponent) => plural(text, at, end, (factor, exponent)),
        Meaning::Unit(_) | Meaning::Tens(_) | Meaning::Scale(..) | Meaning::Ordinal(_) | Meaning::ScaleOrdinal(_) => {
            Sum::default().read(text, end, first, hints)
        }
        Meaning::And | Meaning::Of | Meaning::Couple | Meaning::Parts(_) => None,
    }
}

/// What may follow `a`: a magnitude, a part, or a number that is not told.
fn after_article(text: &str, at: usize, hints: Hints) -> Option<Parsed> {
    let (end, next) = next_word(text, at)?;
    match next {
        Meaning::Scale(..) => Sum::default().read(text, end, next, hints),
        // `a few hundred`; the article of `a multi-million dollar deal` is the deal's.
        Meaning::Vague(least @ 3..) => vague_scale(text, end, least),
        Meaning::Half => half(text, end).filter(|half| half.scaled || is_of(text, end)),
        Meaning::Quarter => quarter(text, end),
        Meaning::Ordinal(parts @ 3..=10) if is_of(text, end) => Some(part(text, end, 1, parts.into())),
        Meaning::Couple => couple(text, end),
        _ => None,
    }
}

/// `a couple of`, `a couple of hundred`.
fn couple(text: &str, end: usize) -> Option<Parsed> {
    let two = Parsed::new(end, Decimal::new(2));
    let (of, Meaning::Of) = next_word(text, end)? else { return None };
    match next_word(text, of) {
        Some((end, Meaning::Scale(factor, exponent))) => two.scaled((factor.into(), exponent.into()), end),
        _ => Some(two),
    }
}

/// `half a million`, `half-dozen`, `half of`, `half the`; nothing where it is a part of another word: `half-time`.
fn half(text: &str, end: usize) -> Option<Parsed> {
    let half = Parsed { kind: NumberKind::Fraction, ..Parsed::new(end, Decimal::new(5).with_places(1)) };
    let scaled = |(end, next): Piece| match next {
        Meaning::Scale(factor, exponent) => {
            Parsed { kind: NumberKind::Cardinal, ..half }.scaled((factor.into(), exponent.into()), end)
        }
        _ => None,
    };
    match next_word(text, end) {
        Some((article, Meaning::Article)) => Some(next_word(text, article).and_then(scaled).unwrap_or(half)),
        Some((_, Meaning::Of)) => Some(half),
        Some(next) => scaled(next),
        None => {
            let start = past_gap(text, end)?;
            let word = text[start..].split(|c: char| !c.is_ascii_alphabetic()).next()?;
            ["the", "its", "their", "his", "her", "our", "your", "my", "those", "these", "that", "this"]
                .contains(&word)
                .then_some(half)
        }
    }
}

/// `quarter-million`, `a quarter of`, `a quarter percentage point`.
fn quarter(text: &str, end: usize) -> Option<Parsed> {
    let quarter = part(text, end, 1, 4);
    match next_word(text, end) {
        Some((end, Meaning::Scale(factor, exponent))) if exponent >= 3 => {
            Parsed { kind: NumberKind::Cardinal, ..quarter }.scaled((factor.into(), exponent.into()), end)
        }
        Some((_, Meaning::Of)) => Some(quarter),
        _ => text[past_gap(text, end)?..].starts_with("percent").then_some(quarter),
    }
}

/// `count` of so many equal parts, at `end`, and of a magnitude if that follows: `three quarters of a million`.
fn part(text: &str, end: usize, count: u8, parts: u32) -> Parsed {
    let part =
        Parsed { kind: NumberKind::Fraction, denominator: parts, ..Parsed::new(end, Decimal::new(count.into())) };
    let of_a_scale = || {
        let (of, Meaning::Of) = next_word(text, end)? else { return None };
        let (article, Meaning::Article) = next_word(text, of)? else { return None };
        let (end, Meaning::Scale(factor, exponent)) = next_word(text, article)? else { return None };
        Parsed { kind: NumberKind::Cardinal, ..part }.scaled((factor.into(), exponent.into()), end)
    };
    of_a_scale().unwrap_or(part)
}

fn is_of(text: &str, at: usize) -> bool {
    matches!(next_word(text, at), Some((_, Meaning::Of)))
}

/// Whether a hyphen joins the word that ends at `end` to the one before it: `three-quarters` are no three quarters of a
/// year.
fn is_joined(text: &str, end: usize) -> bool {
    text[..end].trim_end_matches(|c: char| c.is_ascii_alphabetic()).ends_with(is_hyphen)
}

/// `several hundred`, `a few million`, `multi-million`.
fn vague_scale(text: &str, end: usize, least: u8) -> Option<Parsed> {
    let vague = Parsed { vague: true, ..Parsed::new(end, Decimal::new(least.into())) };
    let scaled = scales(text, vague, Hints::default());
    scaled.scaled.then_some(scaled)
}

/// `dozens`, `hundreds of thousands`: at least two of them. Tens and scores only if something is counted in them.
fn plural(text: &str, at: usize, end: usize, (factor, exponent): (u8, u8)) -> Option<Parsed> {
    let least = Parsed { vague: true, ..Parsed::new(end, Decimal::new(2)) };
    let mut number = least.scaled((factor.into(), exponent.into()), end)?;
    while let Some((of, Meaning::Of)) = next_word(text, number.end) {
        let Some((end, Meaning::Scales(factor, exponent))) = next_word(text, of) else { break };
        let Some(scaled) = number.scaled((factor.into(), exponent.into()), end) else { break };
        number = scaled;
    }
    // `tens` and `scores` have other meanings, as have `the Scores`.
    let counted = number.end != end || !matches!(factor, 10 | 20) || factor == 20 && is_of(text, end) && at < end;
    counted.then_some(number)
}

/// Adds half, or another part, to `number`: `two and a half`, `a million and a half`, `six and two-thirds`.
fn and_a_half(text: &str, number: Parsed) -> Option<Parsed> {
    let (and, Meaning::And) = next_word(text, number.end)? else { return None };
    let (count_end, count) = next_word(text, and)?;
    let (end, parts) = next_word(text, count_end)?;
    let (count, parts) = match (count, parts) {
        (Meaning::Article | Meaning::Unit(1), Meaning::Half) => (1, 2),
        (Meaning::Article | Meaning::Unit(1), Meaning::Quarter) => (1, 4),
        (Meaning::Article | Meaning::Unit(1), Meaning::Ordinal(parts @ 3..=10)) => (1, parts.into()),
        (Meaning::Unit(count), Meaning::Parts(parts)) if count < parts => (count, u32::from(parts)),
        _ => return None,
    };
    // Half of what the magnitude is: `a million and a half` is 1.5 million.
    let (factor, exponent) = number.scale;
    if number.denominator != 1 || exponent == 2 {
        return None;
    }
    let addend = Decimal::new(count.into()).times(factor, exponent)?;
    let value = number.value.times(parts.into(), 0)?.plus(addend)?;
    Some(Parsed { end, value, denominator: parts, plain_digits: 0, ..number })
}

/// What may be added to the group being read: nothing, units, or tens and units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Room {
    #[default]
    None,
    Units,
    Tens,
}

/// A sum under way: `two hundred and five thousand three hundred` is (200 + 5) × 1,000 + 3 × 100.
#[derive(Debug, Clone, Copy)]
struct Sum {
    /// The groups that have got their magnitude.
    total: Decimal,
    /// The group being read, below 1,000.
    group: Option<u32>,
    room: Room,
    /// The power of ten of the last magnitude: the next must be smaller.
    limit: i16,
    scale: (u64, i16),
}

impl Default for Sum {
    fn default() -> Self {
        Sum { total: Decimal::ZERO, group: None, room: Room::None, limit: i16::MAX, scale: (1, 0) }
    }
}

impl Sum {
    /// Reads the number whose first word ends at `end` and means `first`.
    fn read(mut self, text: &str, mut end: usize, first: Meaning, hints: Hints) -> Option<Parsed> {
        let mut word = Some((end, first));
        while let Some((next_end, next)) = word {
            if let Some(ended) = self.last(text, next_end, next) {
                return ended;
            }
            let Some(sum) = self.with(next) else { break };
            (self, end) = (sum, next_end);
            word = next_word(text, end);
            if let Some((and, Meaning::And)) = word {
                if let Some(half) = self.parsed(end).and_then(|number| and_a_half(text, number)) {
                    return Some(scales(text, half, Hints::default()));
                }
                word = self.after_and(text, and, hints);
            }
        }
        self.parsed(end)
    }

    /// The sum so far, as a number that ends at `end`.
    fn parsed(self, end: usize) -> Option<Parsed> {
        let value = self.total.plus(Decimal::new(self.group.unwrap_or(0).into()))?;
        let scale = if self.group.is_none() { self.scale } else { (1, 0) };
        Some(Parsed { scale, scaled: self.scale != (1, 0), ..Parsed::new(end, value) })
    }

    /// The sum with one more word; `None` if the word starts another number.
    fn with(self, next: Meaning) -> Option<Sum> {
        match (next, self.group, self.room) {
            (Meaning::Unit(unit), None, _) => Some(self.group_of(unit.into(), Room::None)),
            (Meaning::Unit(unit @ 1..=9), Some(group), Room::Units) => {
                Some(self.group_of(group + u32::from(unit), Room::None))
            }
            (Meaning::Unit(unit @ 1..), Some(group), Room::Tens) => {
                Some(self.group_of(group + u32::from(unit), Room::None))
            }
            (Meaning::Tens(tens), None, _) => Some(self.group_of(tens.into(), Room::Units)),
            (Meaning::Tens(tens), Some(group), Room::Tens) => Some(self.group_of(group + u32::from(tens), Room::Units)),
            (Meaning::Scale(1, 2), None, _) if self.total.is_zero() => {
                Some(self.group_of(100, Room::Tens).at_scale(1, 2))
            }
            (Meaning::Scale(1, 2), Some(group @ 1..=99), _) => {
                Some(self.group_of(group * 100, Room::Tens).at_scale(1, 2))
            }
            (Meaning::Scale(factor, exponent), ..) => self.close(factor.into(), exponent.into()),
            _ => None,
        }
    }

    fn group_of(self, group: u32, room: Room) -> Sum {
        Sum { group: Some(group), room, ..self }
    }

    fn at_scale(self, factor: u64, exponent: i16) -> Sum {
        Sum { scale: (factor, exponent), ..self }
    }

    /// Ends the group with a magnitude. Two magnitudes in a row multiply: `a hundred thousand million`.
    fn close(self, factor: u64, exponent: i16) -> Option<Sum> {
        if self.group.is_none() && !self.total.is_zero() {
            let scale = (self.scale.0.checked_mul(factor)?, self.scale.1 + exponent);
            return Some(Sum { total: self.total.times(factor, exponent)?, limit: self.limit, scale, ..self });
        }
        if exponent >= self.limit {
            return None;
        }
        let group = Decimal::new(self.group.unwrap_or(1).into()).times(factor, exponent)?;
        let total = self.total.plus(group)?;
        Some(Sum { total, group: None, room: Room::None, limit: exponent, scale: (factor, exponent) })
    }

    /// The word behind an `and` that ends at `at`, if it goes on with this number: `two hundred and five`.
    fn after_and(self, text: &str, at: usize, hints: Hints) -> Option<Piece> {
        let open = self.room == Room::Tens || self.group.is_none() && self.limit < i16::MAX;
        let first = next_word(text, at).filter(|_| open)?;
        let second = match first.1 {
            Meaning::Tens(_) => next_word(text, first.0),
            Meaning::Unit(1..) => Some(first),
            Meaning::Ordinal(_) => return Some(first),
            _ => return None,
        };
        let end = match second {
            Some((end, Meaning::Unit(1..=9))) if end != first.0 => end,
            _ => first.0,
        };
        // A magnitude makes a number of its own of what follows: `one hundred and two hundred`.
        let own = match next_word(text, end) {
            Some((_, Meaning::Scale(1, 2))) => true,
            Some((_, Meaning::Scale(..))) => hints.between || self.room != Room::Tens,
            _ => false,
        };
        (!own).then_some(first)
    }

    /// The number, if this word ends it: an ordinal or a part. The inner `None`: the word makes no number of it.
    fn last(self, text: &str, end: usize, next: Meaning) -> Option<Option<Parsed>> {
        let small = self.total.is_zero() && self.room == Room::None;
        match (next, self.group) {
            (Meaning::Ordinal(parts @ 3..=10), Some(1)) if small => Some(Some(part(text, end, 1, parts.into()))),
            (Meaning::Quarter, Some(1)) if small && is_of(text, end) => Some(Some(part(text, end, 1, 4))),
            (Meaning::Half, Some(1)) if small => Some(Some(part(text, end, 1, 2))),
            (Meaning::Parts(4), Some(3)) if small && (is_of(text, end) || is_joined(text, end)) => {
                Some(Some(part(text, end, 3, 4)))
            }
            (Meaning::Parts(parts), Some(count)) if small && parts != 4 && count < u32::from(parts) => {
                Some(u8::try_from(count).ok().map(|count| part(text, end, count, parts.into())))
            }
            (Meaning::Ordinal(ordinal), group) => {
                let fits = match (group, self.room) {
                    (None, _) => true,
                    (Some(_), Room::Units) => ordinal < 10,
                    (Some(_), Room::Tens) => true,
                    (Some(_), Room::None) => false,
                };
                fits.then(|| self.total.plus(Decimal::new(u64::from(group.unwrap_or(0)) + u64::from(ordinal))))
                    .map(|value| value.map(|value| Parsed { kind: NumberKind::Ordinal, ..Parsed::new(end, value) }))
            }
            (Meaning::ScaleOrdinal(exponent), group) if self.total.is_zero() || group.is_some() => {
                let value = Decimal::new(group.unwrap_or(1).into()).times(1, exponent.into());
                let value = value.and_then(|value| self.total.plus(value));
                Some(value.map(|value| Parsed { kind: NumberKind::Ordinal, ..Parsed::new(end, value) }))
            }
            _ => None,
        }
    }
}
