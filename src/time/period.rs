//! Lengths of time, recurrences and times of day, as TIMEX3 writes them.

use super::form::Form;
use super::point::name;
use super::table::{slot, symbol};
use std::fmt::Write as _;

/// The most units that a length of time may have: more is no news.
const LONGEST: f64 = 1e12;

/// A number as large as a year is none before a unit in the singular: `the 1988 quarter`.
const MANY: f64 = 1000.0;

/// `10:35`, `MO`, `12:00Z`
pub(super) fn time_of_day(form: &Form<'_>) -> Option<String> {
    let Some(mut hour) = form.get(slot::HOUR) else { return form.get(slot::PART).map(|part| name(part).to_owned()) };
    let mut minute = form.get(slot::MINUTE).unwrap_or(0);
    if form.is(slot::WHICH, symbol::MILITARY) {
        (hour, minute) = (hour / 100, hour % 100);
        if minute > 59 {
            return None;
        }
    }
    let late = form.is(slot::MERIDIEM, symbol::PM)
        || matches!(form.get(slot::PART), Some(symbol::AF | symbol::EV)) && hour < 12
        || form.is(slot::PART, symbol::NI) && (6..12).contains(&hour);
    if late && hour < 12 {
        hour += 12;
    } else if form.is(slot::MERIDIEM, symbol::AM) && hour == 12 {
        hour = 0;
    }
    let mut written = format!("{hour:02}:{minute:02}");
    if let Some(second) = form.get(slot::SECOND) {
        write!(written, ":{second:02}").expect("writing to a string");
    }
    if form.is(slot::ZONE, symbol::Z) {
        written.push('Z');
    }
    Some(written)
}

/// `P2D`, `PT16H`, `PXY`, `PT1M30S`
pub(super) fn duration(form: &Form<'_>) -> Option<String> {
    let unit = form.get(slot::UNIT)?;
    let Some(amount) = form.amount() else { return Some(period("X", unit)) };
    if amount > LONGEST {
        return None;
    }
    if amount >= MANY && form.get(slot::N).is_some() && !form.is_plural() {
        return None;
    }
    let (amount, unit) = match unit {
        symbol::DE => (amount * 10.0, symbol::Y),
        symbol::CE => (amount * 100.0, symbol::Y),
        symbol::ML => (amount * 1000.0, symbol::Y),
        symbol::FN => (amount * 2.0, symbol::W),
        unit => (amount, unit),
    };
    let whole = amount.floor();
    if amount - whole == 0.5 {
        let (parts, smaller) = match unit {
            symbol::Y => ("6M", ""),
            symbol::D => ("12H", "T"),
            symbol::H => ("30M", ""),
            symbol::MIN => ("30S", ""),
            _ => return Some(period(&format!("{amount}"), unit)),
        };
        let time = if matches!(unit, symbol::H | symbol::MIN) { "T" } else { "" };
        let first = if whole == 0.0 { String::new() } else { format!("{whole}{}", letter(unit)) };
        return Some(format!("P{time}{first}{smaller}{parts}"));
    }
    Some(period(&format!("{amount}"), unit))
}

fn period(amount: &str, unit: i32) -> String {
    let time = if matches!(unit, symbol::H | symbol::MIN | symbol::S) { "T" } else { "" };
    format!("P{time}{amount}{}", letter(unit))
}

/// The unit's letter in a duration.
fn letter(unit: i32) -> &'static str {
    match unit {
        symbol::MIN => "M",
        symbol::NI => "D",
        symbol::DE | symbol::CE | symbol::ML => "Y",
        unit => name(unit),
    }
}

pub(super) fn set(form: &Form<'_>) -> Option<String> {
    if let Some(weekday) = form.get(slot::WEEKDAY) {
        let part = form.get(slot::PART).map_or(String::new(), |part| format!("T{}", name(part)));
        return Some(format!("XXXX-WXX-{weekday}{part}"));
    }
    if let Some(part) = form.get(slot::PART) {
        return Some(format!("XXXX-XX-XXT{}", name(part)));
    }
    if let Some(season) = form.get(slot::SEASON) {
        return Some(format!("XXXX-{}", name(season)));
    }
    if let Some(month) = form.get(slot::MONTH) {
        return Some(format!("XXXX-{month:02}"));
    }
    let unit = form.get(slot::UNIT)?;
    let amount = form.amount().unwrap_or(1.0);
    Some(period(&format!("{amount}"), unit))
}
