//! Two numbers that are the ends of one range.

use super::words::{Parsed, parse, past_gap};
use super::{Hints, Number, NumberKind};
use crate::span::ByteSpan;

/// Reads the number or the range that starts at byte `at` of `text`: `2 to 3 million`, `10-15`, `two or three`, and
/// behind `between`, `2,000 and 2,500`. A magnitude behind the second number counts for the first as well if that has
/// none and is no larger. A range has no value, only its ends, and the first is the smaller.
///
/// ```
/// use newsgloss::text::number::{Hints, read_range};
///
/// let range = read_range("2 to 3 million people", 0, Hints::default()).unwrap();
/// assert_eq!((range.value, range.low, range.high), (None, Some(2e6), Some(3e6)));
/// ```
///
/// # Panics
///
/// If `at` does not lie in `text` on a character boundary.
pub fn read_range(text: &str, at: usize, hints: Hints) -> Option<Number> {
    let first = parse(text, at, hints)?;
    Some(range(text, at, first, hints).unwrap_or_else(|| first.number(at)))
}

fn range(text: &str, at: usize, first: Parsed, hints: Hints) -> Option<Number> {
    let start = past_joint(text, first.end, hints)?;
    let second = parse(text, start, hints)?;
    if [first, second].iter().any(|end| end.kind != NumberKind::Cardinal || end.vague) {
        return None;
    }
    let (low, high) = (shared(first, second)?.worth(), second.worth());
    let number = second.number(at);
    (low < high).then_some(Number {
        span: ByteSpan::new(at, second.end),
        value: None,
        low: Some(low),
        high: Some(high),
        plain_digits: 0,
        ..number
    })
}

/// `first` with the magnitude of `second`, if it shares that.
fn shared(first: Parsed, second: Parsed) -> Option<Parsed> {
    let shares = !first.scaled && second.scaled && first.worth() <= second.worth() / second.unit();
    if shares { first.scaled(second.scale, first.end) } else { Some(first) }
}

/// Where the second end of a range starts, if what stands at `at` can join two ends.
fn past_joint(text: &str, at: usize, hints: Hints) -> Option<usize> {
    let rest = &text[at..];
    if let Some(dash) = rest.chars().next().filter(|c| matches!(c, '-' | '\u{2010}' | '\u{2011}' | '–')) {
        let after = at + dash.len_utf8();
        // `two-to-three`.
        return Some(after + if rest[dash.len_utf8()..].starts_with("to-") { 3 } else { 0 });
    }
    let word = past_gap(text, at)?;
    let words: &[&str] = if hints.between { &["and"] } else { &["to", "or"] };
    let joint = words.iter().find(|joint| text[word..].starts_with(**joint))?;
    past_gap(text, word + joint.len()).filter(|_| text[word + joint.len()..].starts_with(char::is_whitespace))
}
