//! Figures in words: `at least 3,000 people`, `76.7 US dollars`, `20% to 25%`.

use super::reading::{Reading, shorten};
use super::words::{amount, ordinal, tell};
use crate::quantity::{Quantity, QuantityKind};
use crate::span::ByteSpan;

/// How many characters of what is counted are told.
const COUNTED: usize = 60;

/// What a figure is worth, and of what; nothing if no more can be said than the text does.
pub(super) fn words(reading: &Reading, figure: &Quantity) -> Option<String> {
    let counted = figure.counts.filter(|counts| counts.start >= figure.span.end);
    let counted = counted.map_or("", |counts| reading.text(ByteSpan::new(figure.span.end, counts.end)));
    let counted = shorten(counted, COUNTED);
    let counted = if counted.is_empty() { counted } else { format!(" {counted}") };
    let worth = match (figure.low, figure.high) {
        // `dozens` are no number.
        (Some(_), None) | (None, Some(_)) if figure.value.is_none() => reading.text(figure.span).to_owned(),
        (Some(low), Some(high)) => {
            let low = if figure.kind == QuantityKind::Percent { with_unit(low, figure) } else { amount(low, None) };
            tell("{low} to {high}", &[("low", &low), ("high", &with_unit(high, figure))])
        }
        (Some(low), None) => tell("at least {amount}", &[("amount", &with_unit(low, figure))]),
        (None, Some(high)) if falls_short(reading, figure) => {
            tell("almost {amount}", &[("amount", &with_unit(high, figure))])
        }
        (None, Some(high)) => tell("at most {amount}", &[("amount", &with_unit(high, figure))]),
        (None, None) => with_unit(figure.value?, figure),
    };
    Some(worth + &counted)
}

/// Whether the words before a figure say that it is not quite reached: `nearly 20%`, `just under 20%`.
fn falls_short(reading: &Reading, figure: &Quantity) -> bool {
    let mut before = reading.text(ByteSpan::new(0, figure.span.start)).split_whitespace().rev();
    let (last, first) = (before.next().unwrap_or_default(), before.next().unwrap_or_default());
    let is = |word: &str, known: &[&str]| known.iter().any(|known| word.eq_ignore_ascii_case(known));
    is(last, &["nearly", "almost", "approaching"]) || is(last, &["under", "below"]) && is(first, &["just"])
}

fn with_unit(value: f64, figure: &Quantity) -> String {
    match (figure.kind, figure.unit) {
        (QuantityKind::Money, currency) => amount(value, currency),
        (QuantityKind::Percent, None) => format!("{}%", amount(value, None)),
        (QuantityKind::Ordinal, _) => ordinal(value),
        (_, Some(unit)) if figure.counts.is_none() => format!("{} {}", amount(value, None), unit_words(unit, value)),
        _ => amount(value, None),
    }
}

/// The symbol of a unit, or its word in the number that `value` asks for.
fn unit_words(unit: &str, value: f64) -> String {
    let (first, rest) = unit.split_once('/').map_or((unit, None), |(first, rest)| (first, Some(rest)));
    let is_word = first.len() > 3 && first.bytes().all(|b| b.is_ascii_lowercase() || b == b' ');
    let plural = if is_word && value != 1.0 { format!("{first}s") } else { first.to_owned() };
    match rest {
        Some(rest) if is_word => format!("{plural} a {rest}"),
        Some(rest) => format!("{plural}/{rest}"),
        None => plural,
    }
}
