//! Figures in words: `at least 3,000 people`, `76.7 US dollars`, `20% to 25%`.

use js_sys::{Array, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use super::reading::{Reading, shorten};
use crate::quantity::{Quantity, QuantityKind};
use crate::span::ByteSpan;

/// How many characters of what is counted are told.
const COUNTED: usize = 60;

/// From where on millions are called so, and the like.
const MILLION: f64 = 1e6;

/// What a figure is worth, and of what; nothing if no more can be said than the text does.
pub(super) fn words(reading: &Reading, figure: &Quantity) -> Option<String> {
    let counted = figure.counts.filter(|counts| counts.start >= figure.span.end);
    let counted = counted.map_or("", |counts| reading.text(ByteSpan::new(figure.span.end, counts.end)));
    let counted = shorten(counted, COUNTED);
    let counted = if counted.is_empty() { counted } else { format!(" {counted}") };
    let amount = match (figure.low, figure.high) {
        // `dozens` are no number.
        (Some(_), None) | (None, Some(_)) if figure.value.is_none() => reading.text(figure.span).to_owned(),
        (Some(low), Some(high)) => {
            let low = if figure.kind == QuantityKind::Percent { with_unit(low, figure) } else { number(low, None) };
            format!("{low} to {}", with_unit(high, figure))
        }
        (Some(low), None) => format!("at least {}", with_unit(low, figure)),
        (None, Some(high)) if falls_short(reading, figure) => format!("almost {}", with_unit(high, figure)),
        (None, Some(high)) => format!("at most {}", with_unit(high, figure)),
        (None, None) => with_unit(figure.value?, figure),
    };
    Some(amount + &counted)
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
        (QuantityKind::Money, currency) => number(value, currency),
        (QuantityKind::Percent, None) => format!("{}%", number(value, None)),
        (QuantityKind::Ordinal, _) => ordinal(value),
        (_, Some(unit)) if figure.counts.is_none() => format!("{} {}", number(value, None), unit_words(unit, value)),
        _ => number(value, None),
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

fn ordinal(value: f64) -> String {
    let ending = match (value % 10.0, value % 100.0) {
        (_, teen) if (11.0..14.0).contains(&teen) => "th",
        (1.0, _) => "st",
        (2.0, _) => "nd",
        (3.0, _) => "rd",
        _ => "th",
    };
    number(value, None) + ending
}

/// A number as British readers write it, by the browser's own tables: `3,000`, `2.5 million`, `76.7 US dollars`.
fn number(value: f64, currency: Option<&str>) -> String {
    let options = Object::new();
    let set = |name: &str, value: &JsValue| Reflect::set(&options, &name.into(), value).is_ok();
    // Only where nothing is lost: 1,234,567 stays as it is.
    let in_words = value.abs() >= MILLION && (value / MILLION * 1000.0).fract() == 0.0;
    let digits = if in_words || currency.is_none() { 6 } else { 2 };
    let mut understood = set("maximumFractionDigits", &digits.into()) && set("minimumFractionDigits", &0.into());
    if in_words {
        understood &= set("notation", &"compact".into()) && set("compactDisplay", &"long".into());
    }
    if let Some(currency) = currency.filter(|code| code.len() == 3) {
        understood &= set("style", &"currency".into())
            && set("currency", &currency.into())
            && set("currencyDisplay", &"name".into());
    }
    if !understood {
        return value.to_string();
    }
    let format = Intl::NumberFormat::new(&Array::of1(&"en-GB".into()), &options).format();
    let formatted = format.call1(&JsValue::UNDEFINED, &value.into()).ok().and_then(|text| text.as_string());
    formatted.unwrap_or_else(|| value.to_string())
}
