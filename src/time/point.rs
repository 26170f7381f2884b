//! Places in the calendar, as far as they are known, and how TIMEX3 writes them.

use super::calendar::Day;
use super::table::{RULES, symbol};

/// A place in the calendar, each part as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Point {
    Day(Day),
    /// Month and day of a year that is not known.
    MonthDay(i32, i32),
    Weekday(i32),
    /// A day of a year, not known which.
    DayOf(i32),
    /// Year, if it is known, and month.
    Month(Option<i32>, i32),
    Week(Day),
    Weekend(Day),
    Year(i32),
    Decade(i32),
    Century(i32),
    Quarter(Option<i32>, i32),
    Half(Option<i32>, i32),
    Season(Option<i32>, i32),
    Fiscal(Option<i32>),
    /// Nothing but its shape.
    Unknown(&'static str),
}

fn write_year(year: Option<i32>) -> String {
    year.map_or("XXXX".to_owned(), |year| format!("{year:04}"))
}

pub(super) fn write_point(point: Point) -> String {
    match point {
        Point::Day(day) => {
            let (year, month, day) = day.date();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Point::MonthDay(month, day) => format!("XXXX-{month:02}-{day:02}"),
        Point::DayOf(year) => format!("{year:04}-XX-XX"),
        Point::Weekday(weekday) => format!("XXXX-WXX-{weekday}"),
        Point::Month(year, month) => format!("{}-{month:02}", write_year(year)),
        Point::Week(day) => {
            let (year, week) = day.week();
            format!("{year:04}-W{week:02}")
        }
        Point::Weekend(day) => {
            let (year, week) = day.week();
            format!("{year:04}-W{week:02}-WE")
        }
        Point::Year(year) => write_year(Some(year)),
        Point::Decade(decade) => format!("{decade:03}"),
        Point::Century(century) => format!("{century:02}"),
        Point::Quarter(year, quarter) => format!("{}-Q{quarter}", write_year(year)),
        Point::Half(year, half) => format!("{}-H{half}", write_year(year)),
        Point::Season(year, season) => format!("{}-{}", write_year(year), name(season)),
        Point::Fiscal(year) => format!("FY{}", write_year(year)),
        Point::Unknown(shape) => shape.to_owned(),
    }
}

/// A symbol as TIMEX3 writes it.
pub(super) fn name(symbol: i32) -> &'static str {
    RULES.symbol(symbol)
}

/// The last quarter that was over on a day, and its year.
pub(super) fn quarter_before(day: Day) -> (i32, i32) {
    let (year, month, _) = day.date();
    let quarters = year * 4 + (month - 1) / 3 - 1;
    (quarters.div_euclid(4), quarters.rem_euclid(4) + 1)
}

/// What is known of an offset in a unit when the day it is counted from is not.
pub(super) fn unknown(unit: i32) -> &'static str {
    match unit {
        symbol::Y => "XXXX",
        symbol::M => "XXXX-XX",
        symbol::W | symbol::FN => "XXXX-WXX",
        symbol::WE => "XXXX-WXX-WE",
        symbol::Q => "XXXX-QX",
        symbol::DE | symbol::CE => "XXXX",
        _ => "XXXX-XX-XX",
    }
}

/// The latest year that is written.
const LAST_YEAR: i32 = 9999;

/// The point that is `offset` units away from `base`. Decades and centuries are those of the calendar if `whole` (`last
/// century`), otherwise so many years (`a century ago`). What the calendar does not reach is past or future.
pub(super) fn away(base: Day, unit: i32, offset: i32, whole: bool) -> Point {
    let (year, month, _) = base.date();
    let years = |years: i32| Point::Year(year + offset * years);
    let days = |days: i32| base.plus(offset * days);
    let point = match unit {
        symbol::Y => years(1),
        symbol::DE if whole => Point::Decade(year.div_euclid(10) + offset),
        symbol::CE if whole => Point::Century(year.div_euclid(100) + offset),
        symbol::DE => years(10),
        symbol::CE => years(100),
        symbol::ML => years(1000),
        symbol::Q => {
            let quarters = year * 4 + (month - 1) / 3 + offset;
            Point::Quarter(Some(quarters.div_euclid(4)), quarters.rem_euclid(4) + 1)
        }
        symbol::M => {
            let months = year * 12 + month - 1 + offset;
            Point::Month(Some(months.div_euclid(12)), months.rem_euclid(12) + 1)
        }
        symbol::W => Point::Week(days(7)),
        symbol::FN => Point::Week(days(14)),
        symbol::WE => Point::Weekend(days(7)),
        symbol::D | symbol::NI => Point::Day(days(1)),
        _ => Point::Unknown(""),
    };
    if in_calendar(point) { point } else { Point::Unknown(if offset < 0 { "PAST_REF" } else { "FUTURE_REF" }) }
}

fn in_calendar(point: Point) -> bool {
    let year = match point {
        Point::Day(day) | Point::Week(day) | Point::Weekend(day) => day.date().0,
        Point::Month(Some(year), _) | Point::Quarter(Some(year), _) | Point::Year(year) => year,
        Point::Decade(decade) => decade * 10,
        Point::Century(century) => century * 100,
        _ => return false,
    };
    (1..=LAST_YEAR).contains(&year)
}
