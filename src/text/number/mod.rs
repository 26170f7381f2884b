//! Numbers, in digits and in words, with what they are worth.
//!
//! [`read`] reads the one number that starts at an offset, [`read_range`] also what joins two (`2 to 3 million`). Both
//! look a bounded way ahead and never back. They know nothing of what is counted: a sign of money, a unit or a month
//! beside the number is for those who ask.

mod decimal;
mod figure;
mod lexicon;
mod range;
mod words;

use crate::span::ByteSpan;

pub use range::read_range;
pub use words::may_start;

/// A number as it is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// Where it stands, without what limits it (`more than`) and without a sign.
    pub span: ByteSpan,
    /// What sort of number it is.
    pub kind: NumberKind,
    /// What it is worth: finite, not negative, and exactly rounded from what is written. `None` for a range and for a
    /// number that is not told (`thousands`).
    pub value: Option<f64>,
    /// The least it may be: the start of a range, twice the scale in the plural (`thousands`: 2,000).
    pub low: Option<f64>,
    /// The most it may be: the end of a range.
    pub high: Option<f64>,
    /// How many digits a whole number has that is written in digits alone, with neither grouping nor a magnitude, as a
    /// year is; 0 for every other number.
    pub plain_digits: u8,
    /// What the magnitudes at its end multiply it by: 1,000,000 in `2.5 million`, 1 where there is none.
    pub scale: f64,
}

/// The sorts of number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberKind {
    /// How many: `2,500`, `twenty-one`, `half a million`.
    Cardinal,
    /// Which in order: `21st`, `second`.
    Ordinal,
    /// Which part: `two thirds`, `half`, `½`.
    Fraction,
}

/// What stands before a number and decides how it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hints {
    /// Whether a letter behind a figure is a magnitude, as it is behind a sign of money: `$5m`, `£2b`. Elsewhere it is
    /// as often a unit.
    pub letters: bool,
    /// Whether `between` stands before the number, so that `and` joins the two ends of a range.
    pub between: bool,
}

/// Reads the number that starts at byte `at` of `text`. Nothing past the end of `text` is looked at; before `at`, one
/// character may be.
///
/// What starts at `at` must be the start of a word or of a figure: a `2` in the middle of `G20` is read like any other.
///
/// ```
/// use newsgloss::text::number::{Hints, read};
///
/// let number = read("two and a half million people", 0, Hints::default()).unwrap();
/// assert_eq!((number.span.end, number.value), (22, Some(2_500_000.0)));
/// ```
///
/// # Panics
///
/// If `at` does not lie in `text` on a character boundary.
pub fn read(text: &str, at: usize, hints: Hints) -> Option<Number> {
    words::parse(text, at, hints).map(|parsed| parsed.number(at))
}

/// Where the digits at `at` end, with all that is written together with them: what to skip if they are no number.
///
/// # Panics
///
/// If `at` does not lie in `text` on a character boundary.
pub fn skip_figure(text: &str, at: usize) -> usize {
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | ':' | '/' | '-' | '_');
    let rest = &text[at..];
    let end = rest.find(|c| !joins(c)).unwrap_or(rest.len());
    let run = rest[..end].trim_end_matches(|c: char| !c.is_alphanumeric());
    at + run.len().max(rest.chars().next().map_or(0, char::len_utf8))
}
