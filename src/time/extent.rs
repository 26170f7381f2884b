//! The days that a TIMEX3 value covers.

use super::Extent;
use super::calendar::{Day, days_in_month};
use crate::document::Date;

/// The days of a value that is a place in the calendar; `None` for durations, recurrences and what is not fully known.
pub(super) fn of(value: &str) -> Option<Extent> {
    let date = value.split('T').next()?;
    let (from, to) = days(date)?;
    Some(Extent { from: to_date(from)?, to: to_date(to)? })
}

fn days(date: &str) -> Option<(Day, Day)> {
    if let Some(year) = date.strip_prefix("FY") {
        return years(number(year)?, 1);
    }
    let mut parts = date.split('-');
    let first = parts.next()?;
    let leading = number(first)?;
    let (second, third) = (parts.next(), parts.next());
    match (first.len(), second, third) {
        (2, None, None) => years(leading * 100, 100),
        (3, None, None) => years(leading * 10, 10),
        (4, None, None) => years(leading, 1),
        (4, Some(second), third) => match third {
            None => part_of_year(leading, second),
            Some("WE") => week(leading, second).map(|monday| (monday.plus(5), monday.plus(6))),
            Some(day) => {
                let (month, day) = (number(second)?, number(day)?);
                let day = (1..=days_in_month(leading, month)).contains(&day).then(|| Day::new(leading, month, day))?;
                Some((day, day))
            }
        },
        _ => None,
    }
}

fn years(first: i32, count: i32) -> Option<(Day, Day)> {
    Some((Day::new(first.max(1), 1, 1), Day::new(first + count, 1, 1).plus(-1)))
}

fn part_of_year(year: i32, part: &str) -> Option<(Day, Day)> {
    let months = |first: i32, count: i32| Some((Day::new(year, first, 1), Day::new(year, first + count, 1).plus(-1)));
    if let Some(quarter) = part.strip_prefix('Q') {
        return months(number(quarter)? * 3 - 2, 3);
    }
    if let Some(half) = part.strip_prefix('H') {
        return months(number(half)? * 6 - 5, 6);
    }
    if let Some(monday) = week(year, part) {
        return Some((monday, monday.plus(6)));
    }
    match part {
        "SP" => months(3, 3),
        "SU" => months(6, 3),
        "FA" => months(9, 3),
        "WI" => months(12, 3),
        month => months(number(month)?, 1),
    }
}

/// The Monday of `W01`.
fn week(year: i32, part: &str) -> Option<Day> {
    Some(Day::of_week(year, number(part.strip_prefix('W')?)?))
}

fn number(digits: &str) -> Option<i32> {
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

fn to_date(day: Day) -> Option<Date> {
    let (year, month, day) = day.date();
    Date::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}
