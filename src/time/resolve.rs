//! From a filled form to a TIMEX3 value.

use super::DateKind;
use super::calendar::{self, Day};
use super::table::{kind, slot, symbol};
use super::tense::{self, Direction};
use crate::document::Date;
use crate::rule::{Atom, Figure, Match};
use std::fmt::Write as _;

/// What is known when an expression is read: the document's day, and the time that was last spoken of.
#[derive(Debug)]
pub(super) struct Context {
    reference: Option<Day>,
    last: Option<Day>,
    /// The last day spoken of in this block.
    last_day: Option<Day>,
    /// The last quarter spoken of in this block.
    last_quarter: Option<(i32, i32)>,
}

/// A place in the calendar, each part as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Point {
    Day(Day),
    /// Month and day of a year that is not known.
    MonthDay(i32, i32),
    Weekday(i32),
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

/// One expression being resolved.
struct Form<'a> {
    text: &'a str,
    atoms: &'a [Atom],
    figures: &'a [Figure],
    found: &'a Match,
}

impl Form<'_> {
    fn get(&self, slot: usize) -> Option<i32> {
        self.found.get(slot)
    }

    fn is(&self, slot: usize, value: i32) -> bool {
        self.get(slot) == Some(value)
    }

    fn direction(&self) -> Option<Direction> {
        tense::direction(self.text, self.atoms, &self.found.atoms)
    }

    /// The number that was counted.
    fn amount(&self) -> Option<f64> {
        let figure = self.get(slot::N).and_then(|place| self.figures.get(usize::try_from(place).ok()?));
        let half = if self.get(slot::EXTRA).is_some() { 0.5 } else { 0.0 };
        figure.map(|figure| figure.value).or(self.get(slot::COUNT).map(f64::from)).map(|amount| amount + half)
    }

    /// How many units away, with its sign.
    fn offset(&self) -> Option<i32> {
        if let Some(offset) = self.get(slot::OFF) {
            return Some(offset);
        }
        let amount = self.amount()?.clamp(0.0, 1e6);
        #[allow(clippy::cast_possible_truncation, reason = "clamped above")]
        let whole = amount as i32;
        Some(whole * self.get(slot::SIGN)?)
    }
}

impl Context {
    pub(super) fn new(reference: Option<Date>) -> Context {
        Context { reference: reference.map(Day::from), last: None, last_day: None, last_quarter: None }
    }

    /// What a paragraph leans on is in it.
    pub(super) fn begin_block(&mut self) {
        self.last_day = None;
        self.last_quarter = None;
    }

    /// The kind and value of an expression; `None` if it is none after all.
    pub(super) fn resolve(
        &mut self,
        text: &str,
        atoms: &[Atom],
        figures: &[Figure],
        found: &Match,
    ) -> Option<(DateKind, String)> {
        let form = Form { text, atoms, figures, found };
        match found.kind {
            kind::DURATION => duration(&form).map(|value| (DateKind::Duration, value)),
            kind::SET => set(&form).map(|value| (DateKind::Set, value)),
            kind::TIME => self.time(&form).map(|value| (DateKind::Time, value)),
            _ => self.date(&form).map(|value| (DateKind::Date, value)),
        }
    }

    fn date(&mut self, form: &Form<'_>) -> Option<String> {
        if let Some(reference) = form.get(slot::REF) {
            let value = match reference {
                symbol::PAST => "PAST_REF",
                symbol::PRESENT => "PRESENT_REF",
                _ => "FUTURE_REF",
            };
            return Some(value.to_owned());
        }
        let point = self.point(form)?;
        self.remember(point);
        Some(write_point(point))
    }

    fn time(&mut self, form: &Form<'_>) -> Option<String> {
        let dated = [slot::DAY, slot::WEEKDAY, slot::OFF].iter().any(|&slot| form.get(slot).is_some());
        let point = if dated {
            let point = self.point(form)?;
            self.remember(point);
            point
        } else {
            self.last_day.or(self.reference).map_or(Point::Unknown("XXXX-XX-XX"), Point::Day)
        };
        let time = time_of_day(form)?;
        Some(format!("{}T{time}", write_point(point)))
    }

    fn remember(&mut self, point: Point) {
        match point {
            Point::Day(day) => {
                self.last_day = Some(day);
                self.last = Some(day);
            }
            Point::Week(day) | Point::Weekend(day) => self.last = Some(day),
            Point::Month(Some(year), month) => self.last = Some(Day::new(year, month, 1)),
            Point::Quarter(Some(year), quarter) => {
                self.last_quarter = Some((year, quarter));
                self.last = Some(Day::new(year, quarter * 3 - 2, 1));
            }
            Point::Year(year) => self.last = Some(Day::new(year, 1, 1)),
            _ => {}
        }
    }

    /// The day that offsets are counted from.
    fn base(&self, form: &Form<'_>) -> Option<Day> {
        if form.is(slot::ANCHOR, symbol::LAST) { self.last.or(self.reference) } else { self.reference }
    }

    fn point(&self, form: &Form<'_>) -> Option<Point> {
        if let Some(decade) = form.get(slot::DECADE) {
            return self.decade(form, decade);
        }
        if let Some(century) = form.get(slot::CENTURY) {
            return Some(Point::Century(century - 1));
        }
        if let Some(holiday) = form.get(slot::HOLIDAY) {
            return Some(self.holiday(form, holiday));
        }
        if let Some(month) = form.get(slot::MONTH) {
            return self.month(form, month);
        }
        if let Some(weekday) = form.get(slot::WEEKDAY) {
            return Some(self.weekday(form, weekday));
        }
        if let Some(season) = form.get(slot::SEASON) {
            return Some(self.season(form, season));
        }
        if let Some(quarter) = form.get(slot::QUARTER) {
            return Some(Point::Quarter(self.year(form).or_else(|| self.quarter_year(form, quarter)), quarter));
        }
        if let Some(half) = form.get(slot::HALF) {
            return Some(Point::Half(self.year(form).or(self.reference.map(|day| day.date().0)), half));
        }
        if form.is(slot::FISCAL, 1) {
            return Some(Point::Fiscal(self.year(form)));
        }
        if let Some(year) = form.get(slot::YEAR).and_then(|_| self.year(form)) {
            return Some(Point::Year(year));
        }
        self.relative(form)
    }

    /// The year that the expression says, itself or as an offset.
    fn year(&self, form: &Form<'_>) -> Option<i32> {
        if let Some(year) = form.get(slot::YEAR) {
            return Some(if form.is(slot::SHORT, 1) { self.full_year(year) } else { year });
        }
        let offset = form.get(slot::OFF).filter(|_| form.is(slot::UNIT, symbol::Y))?;
        self.base(form).map(|day| day.date().0 + offset)
    }

    /// The year that two digits stand for: one not more than ten years ahead.
    fn full_year(&self, short: i32) -> i32 {
        let latest = self.reference.map_or(2030, |day| day.date().0 + 10);
        latest - (latest - short).rem_euclid(100)
    }

    fn decade(&self, form: &Form<'_>, decade: i32) -> Option<Point> {
        if decade % 10 != 0 {
            return None;
        }
        let year = if form.is(slot::SHORT, 1) { self.full_year(decade) } else { decade };
        Some(Point::Decade(year / 10))
    }

    fn month(&self, form: &Form<'_>, month: i32) -> Option<Point> {
        let year = self.year(form);
        let Some(mut day) = form.get(slot::DAY) else {
            return Some(Point::Month(year.or_else(|| self.month_year(form, month)), month));
        };
        let mut month = month;
        if form.is(slot::WHICH, symbol::EITHER) && month != day {
            let year = year?;
            let reference = self.reference?;
            let near = |month, day| Day::new(year, month, day).since(reference).abs() <= 31;
            match (near(month, day), near(day, month)) {
                (true, false) => {}
                (false, true) => std::mem::swap(&mut month, &mut day),
                _ => return Some(Point::Unknown("XXXX-XX-XX")),
            }
        }
        if day > calendar::days_in_month(year.unwrap_or(2000), month) {
            return None;
        }
        let year = year.or_else(|| self.nearest_year(form, month, day));
        Some(year.map_or(Point::MonthDay(month, day), |year| Point::Day(Day::new(year, month, day))))
    }

    /// The year of a month without one.
    fn month_year(&self, form: &Form<'_>, month: i32) -> Option<i32> {
        let (year, now, _) = self.reference?.date();
        let direction = match form.get(slot::DIR) {
            Some(-1) => return Some(if month < now { year } else { year - 1 }),
            Some(1) => return Some(if month > now { year } else { year + 1 }),
            Some(_) => return Some(year),
            None => form.direction(),
        };
        Some(match direction {
            Some(Direction::Future) if month < now => year + 1,
            Some(Direction::Future) => year,
            _ if month > now => year - 1,
            _ => year,
        })
    }

    /// The year of a day without one.
    fn nearest_year(&self, form: &Form<'_>, month: i32, day: i32) -> Option<i32> {
        let reference = self.reference?;
        let year = reference.date().0;
        let distance = |year: i32| Day::new(year, month, day).since(reference);
        if form.is(slot::DIR, -1) {
            return Some(if distance(year) < 0 { year } else { year - 1 });
        }
        [year, year - 1, year + 1].into_iter().min_by_key(|&year| distance(year).abs())
    }

    fn quarter_year(&self, form: &Form<'_>, quarter: i32) -> Option<i32> {
        let (year, month, _) = self.reference?.date();
        let now = (month + 2) / 3;
        let future = form.direction() == Some(Direction::Future);
        // A quarter is reported on when it is over.
        Some(if quarter > now && !future {
            year - 1
        } else if quarter < now && future {
            year + 1
        } else {
            year
        })
    }

    fn weekday(&self, form: &Form<'_>, weekday: i32) -> Point {
        let Some(base) = self.base(form) else { return Point::Weekday(weekday) };
        if form.is(slot::UNIT, symbol::W) {
            let week = form.get(slot::OFF).unwrap_or_default();
            return Point::Day(base.plus(weekday - base.weekday() + 7 * week));
        }
        let back = (base.weekday() - weekday).rem_euclid(7);
        Point::Day(match form.get(slot::DIR) {
            Some(-1) => base.plus(if back == 0 { -7 } else { -back }),
            Some(1) => base.plus(7 - back),
            Some(_) => base.plus(weekday - base.weekday()),
            None if back == 0 => base,
            None if form.direction() == Some(Direction::Future) => base.plus(7 - back),
            None => base.plus(-back),
        })
    }

    fn season(&self, form: &Form<'_>, season: i32) -> Point {
        let known = self.year(form);
        let inferred = || {
            let (year, month, _) = self.reference?.date();
            let now = season_of(month);
            let place = |season| [symbol::SP, symbol::SU, symbol::FA, symbol::WI].iter().position(|&s| s == season);
            let later = place(season) > place(now);
            let direction = match form.get(slot::DIR) {
                Some(-1) => Some(Direction::Past),
                Some(1) => Some(Direction::Future),
                Some(_) => return Some(year),
                None => form.direction(),
            };
            let winter = i32::from(now == symbol::WI && month <= 2);
            Some(match direction {
                Some(Direction::Future) if !later && season != now => year - winter + 1,
                Some(Direction::Future) => year - winter,
                _ if later || form.is(slot::DIR, -1) && season == now => year - 1,
                _ => year - winter,
            })
        };
        Point::Season(known.or_else(inferred), season)
    }

    fn holiday(&self, form: &Form<'_>, holiday: i32) -> Point {
        let on = |year: i32| holiday_in(holiday, year);
        if let Some(year) = self.year(form) {
            return Point::Day(on(year));
        }
        let Some(reference) = self.reference else {
            return if holiday < 2000 {
                Point::MonthDay(holiday / 100, holiday % 100)
            } else {
                Point::Unknown("XXXX-XX-XX")
            };
        };
        let year = reference.date().0;
        let mut days = [year - 1, year, year + 1].map(on).into_iter();
        let nearest = days.clone().min_by_key(|day| day.since(reference).abs());
        let chosen = match form.get(slot::DIR) {
            Some(-1) => days.rfind(|&day| day < reference),
            Some(1) => days.find(|&day| day > reference),
            _ => nearest,
        };
        Point::Day(chosen.or(nearest).unwrap_or(reference))
    }

    /// So many units from the base.
    fn relative(&self, form: &Form<'_>) -> Option<Point> {
        let unit = form.get(slot::UNIT)?;
        let Some(base) = self.base(form) else { return Some(Point::Unknown(unknown(unit))) };
        if unit == symbol::WE && form.get(slot::OFF).is_none() {
            let coming = form.direction() == Some(Direction::Future) || base.weekday() >= 6;
            return Some(Point::Weekend(base.plus(if coming { 0 } else { -7 })));
        }
        let offset = form.offset()?;
        let (year, month, _) = base.date();
        if form.is(slot::WHICH, symbol::YEARAGO)
            && let Some((year, quarter)) = self.last_quarter
        {
            return Some(Point::Quarter(Some(year - 1), quarter));
        }
        Some(match unit {
            symbol::Y => Point::Year(year + offset),
            symbol::DE if form.get(slot::OFF).is_some() => Point::Decade(year.div_euclid(10) + offset),
            symbol::DE => Point::Year(year + 10 * offset),
            symbol::CE if form.get(slot::OFF).is_some() => Point::Century(year.div_euclid(100) + offset),
            symbol::CE => Point::Year(year + 100 * offset),
            symbol::Q => {
                let quarters = year * 4 + (month - 1) / 3 + offset;
                Point::Quarter(Some(quarters.div_euclid(4)), quarters.rem_euclid(4) + 1)
            }
            symbol::M => {
                let months = year * 12 + month - 1 + offset;
                Point::Month(Some(months.div_euclid(12)), months.rem_euclid(12) + 1)
            }
            symbol::W => Point::Week(base.plus(offset.saturating_mul(7))),
            symbol::FN => Point::Week(base.plus(offset.saturating_mul(14))),
            symbol::WE => Point::Weekend(base.plus(offset.saturating_mul(7))),
            symbol::D | symbol::NI => Point::Day(base.plus(offset)),
            _ => Point::Unknown(if offset < 0 { "PAST_REF" } else { "FUTURE_REF" }),
        })
    }
}

/// What is known of an offset in a unit when the day it is counted from is not.
fn unknown(unit: i32) -> &'static str {
    match unit {
        symbol::Y => "XXXX",
        symbol::M => "XXXX-XX",
        symbol::W | symbol::FN => "XXXX-WXX",
        symbol::WE => "XXXX-WXX-WE",
        symbol::Q => "XXXX-QX",
        symbol::DE => "XXX",
        symbol::CE => "XX",
        _ => "XXXX-XX-XX",
    }
}

fn season_of(month: i32) -> i32 {
    match month {
        3..=5 => symbol::SP,
        6..=8 => symbol::SU,
        9..=11 => symbol::FA,
        _ => symbol::WI,
    }
}

/// The day of a holiday: its month and day in one number, or one that a rule gives.
fn holiday_in(holiday: i32, year: i32) -> Day {
    let nth = |month: i32, weekday: i32, nth: i32| {
        let first = Day::new(year, month, 1);
        first.plus((weekday - first.weekday()).rem_euclid(7) + 7 * (nth - 1))
    };
    let easter = calendar::easter(year);
    match holiday {
        2001 => nth(11, 4, 4),
        2002 => easter,
        2003 => easter.plus(-2),
        2004 => easter.plus(1),
        2005 => nth(9, 1, 1),
        2006 => nth(6, 1, 1).plus(-7),
        2007 => nth(11, 1, 1).plus(1),
        2008 => nth(1, 1, 3),
        2009 => nth(2, 1, 3),
        2010 => nth(5, 7, 2),
        2011 => nth(6, 7, 3),
        2012 => nth(10, 1, 2),
        2013 => easter.plus(-7),
        2014 => easter.plus(-46),
        fixed => Day::new(year, fixed / 100, fixed % 100),
    }
}

fn write_year(year: Option<i32>) -> String {
    year.map_or("XXXX".to_owned(), |year| format!("{year:04}"))
}

fn write_point(point: Point) -> String {
    match point {
        Point::Day(day) => {
            let (year, month, day) = day.date();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Point::MonthDay(month, day) => format!("XXXX-{month:02}-{day:02}"),
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
fn name(symbol: i32) -> &'static str {
    usize::try_from(symbol).ok().and_then(|at| super::table::SYMBOLS.get(at)).copied().unwrap_or_default()
}

/// `10:35`, `MO`, `12:00Z`
fn time_of_day(form: &Form<'_>) -> Option<String> {
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
fn duration(form: &Form<'_>) -> Option<String> {
    let unit = form.get(slot::UNIT)?;
    let Some(amount) = form.amount() else { return Some(period("X", unit)) };
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

fn set(form: &Form<'_>) -> Option<String> {
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
