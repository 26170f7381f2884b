//! From a filled form to a TIMEX3 value.

use super::DateKind;
use super::calendar::{self, Day};
use super::form::Form;
use super::order::Order;
use super::period::{duration, set, time_of_day};
use super::point::{Point, away, quarter_before, unknown, write_point};
use super::table::{kind, slot, symbol};
use super::tense::Direction;
use crate::document::Date;
use crate::rule::{Atom, Figure, Match};

/// What is known when an expression is read: the document's day, and the time that was last spoken of.
#[derive(Debug, Clone)]
pub(super) struct Context {
    reference: Option<Day>,
    order: Order,
    last: Option<Day>,
    /// The last day spoken of in this block.
    last_day: Option<Day>,
    /// The last quarter spoken of.
    last_quarter: Option<(i32, i32)>,
    /// The last month spoken of in this block, if no quarter was after it.
    last_month: Option<(i32, i32)>,
}

/// So many days away, a day without a year is not simply the nearest: the sentence decides.
const FAR: i32 = 120;

/// Within so many days of the document's, a numeric date is read the way that puts it there.
const NEAR: i32 = 31;

/// So many months ahead, a month without a year is still to come.
const SOON: i32 = 2;

impl Context {
    pub(super) fn new(reference: Option<Date>, order: Order) -> Context {
        Context {
            reference: reference.map(Day::from),
            order,
            last: None,
            last_day: None,
            last_quarter: None,
            last_month: None,
        }
    }

    /// What a paragraph leans on is in it.
    pub(super) fn begin_block(&mut self) {
        self.last_day = None;
        self.last_month = None;
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
        let compared = match form.get(slot::WHICH) {
            Some(symbol::YEARAGO | symbol::QUARTERAGO | symbol::SAME) => true,
            Some(symbol::QUARTER) => form.get(slot::YEAR).is_some(),
            _ => false,
        };
        if !compared {
            self.remember(point);
        }
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
            Point::Month(Some(year), month) => {
                self.last_month = Some((year, month));
                self.last = Some(Day::new(year, month, 1));
            }
            Point::Quarter(Some(year), quarter) => {
                self.last_quarter = Some((year, quarter));
                self.last_month = None;
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
            return if form.is(slot::WHICH, symbol::WORDS) {
                year_in_words(form, century)
            } else {
                Some(Point::Century(century - 1))
            };
        }
        if let Some(holiday) = form.get(slot::HOLIDAY) {
            return Some(self.holiday(form, holiday));
        }
        if let Some(month) = form.get(slot::MONTH) {
            let point = self.month(form, month)?;
            return Some(part_of_month(form, point).unwrap_or(point));
        }
        if let Some(weekday) = form.get(slot::WEEKDAY) {
            return Some(self.weekday(form, weekday));
        }
        if let Some(season) = form.get(slot::SEASON) {
            return Some(self.season(form, season));
        }
        if let Some(quarter) = form.get(slot::QUARTER) {
            let back = i32::from(form.is(slot::WHICH, symbol::YEARAGO));
            let year = self.year(form).or_else(|| self.quarter_year(form, quarter));
            return Some(Point::Quarter(year.map(|year| year - back), quarter));
        }
        if let Some(half) = form.get(slot::HALF) {
            return Some(Point::Half(self.year(form).or(self.reference.map(|day| day.date().0)), half));
        }
        if form.is(slot::FISCAL, 1) {
            return Some(Point::Fiscal(self.year(form)));
        }
        if let Some(year) = form.get(slot::YEAR).and_then(|_| self.year(form)) {
            // `The 1988 period` is as much of that year as was spoken of.
            let quarter = self.last_quarter.filter(|_| form.is(slot::WHICH, symbol::QUARTER));
            return Some(quarter.map_or(Point::Year(year), |(_, nth)| Point::Quarter(Some(year), nth)));
        }
        if form.is(slot::WHICH, symbol::YEAREND) {
            return Some(
                self.reference.map_or(Point::MonthDay(12, 31), |day| Point::Day(Day::new(day.date().0, 12, 31))),
            );
        }
        if let Some(which @ (symbol::QUARTER | symbol::QUARTERAGO)) = form.get(slot::WHICH) {
            let back = i32::from(which == symbol::QUARTERAGO);
            let known = self.last_quarter.or(self.reference.map(quarter_before));
            return Some(known.map_or(Point::Unknown("XXXX-QX"), |(year, nth)| Point::Quarter(Some(year - back), nth)));
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
            let Some(month_first) = self.month_first(year, month, day) else { return Some(Point::DayOf(year)) };
            if !month_first {
                std::mem::swap(&mut month, &mut day);
            }
        }
        if day > calendar::days_in_month(year.unwrap_or(2000), month) {
            return None;
        }
        let year = year.or_else(|| self.nearest_year(form, month, day));
        Some(year.map_or(Point::MonthDay(month, day), |year| Point::Day(Day::new(year, month, day))))
    }

    /// Whether the first number of a numeric date is its month: by the document's other dates or its country, or
    /// because it is near the day of the document only one way.
    fn month_first(&self, year: i32, first: i32, second: i32) -> Option<bool> {
        let near = |month, day| {
            self.reference.is_some_and(|reference| Day::new(year, month, day).since(reference).abs() <= NEAR)
        };
        match (self.order, near(first, second), near(second, first)) {
            (Order::Month, ..) => Some(true),
            (Order::Day { sure: true }, ..) => Some(false),
            (_, true, false) => Some(true),
            (_, false, true) | (Order::Day { .. }, ..) => Some(false),
            _ => None,
        }
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
        let ahead = (month - now).rem_euclid(12);
        Some(match direction {
            Some(Direction::Future) if month < now => year + 1,
            Some(Direction::Future) => year,
            // Of the month after next, a report that meant the last one would say so.
            _ if month > now && ahead > SOON => year - 1,
            _ => year,
        })
    }

    /// The year of a day without one.
    fn nearest_year(&self, form: &Form<'_>, month: i32, day: i32) -> Option<i32> {
        let reference = self.reference?;
        let year = reference.date().0;
        let distance = |year: i32| Day::new(year, month, day).since(reference);
        match form.get(slot::DIR) {
            Some(-1) => return Some(if distance(year) < 0 { year } else { year - 1 }),
            Some(1) => return Some(if distance(year) < 0 { year + 1 } else { year }),
            _ => {}
        }
        let nearest = [year, year - 1, year + 1].into_iter().min_by_key(|&year| distance(year).abs())?;
        Some(match form.direction() {
            Some(Direction::Past) if distance(nearest) > FAR => nearest - 1,
            Some(Direction::Future) if distance(nearest) < -FAR => nearest + 1,
            _ => nearest,
        })
    }

    fn quarter_year(&self, form: &Form<'_>, quarter: i32) -> Option<i32> {
        let (year, month, _) = self.reference?.date();
        let now = (month + 2) / 3;
        // A quarter is reported on when it is over.
        Some(if quarter > now && form.direction() != Some(Direction::Future) { year - 1 } else { year })
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
            None if form.is(slot::WHICH, symbol::PAST) => base.plus(-back),
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
                Some(_) => return Some(year - i32::from(season == symbol::WI && month <= 2)),
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
        let holiday = match (holiday, self.order) {
            (0, Order::Month) => 704,
            (0, _) => return self.year(form).map_or(Point::Unknown("XXXX-XX-XX"), Point::DayOf),
            _ => holiday,
        };
        let on = |year: i32| calendar::holiday(holiday, year);
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
        if form.is(slot::WHICH, symbol::SAME)
            && let Some((year, month)) = self.last_month
        {
            return Some(Point::Month(Some(year - 1), month));
        }
        if matches!(form.get(slot::WHICH), Some(symbol::YEARAGO | symbol::SAME))
            && let Some((year, quarter)) = self.last_quarter
        {
            return Some(Point::Quarter(Some(year - 1), quarter));
        }
        Some(away(base, unit, offset, form.get(slot::OFF).is_some()))
    }
}

/// `nineteen ninety-six`: the hundreds are in the form.
fn year_in_words(form: &Form<'_>, hundreds: i32) -> Option<Point> {
    let rest = form.amount().filter(|rest| (10.0..100.0).contains(rest) && rest.fract() == 0.0)?;
    #[allow(clippy::cast_possible_truncation, reason = "below 100")]
    Some(Point::Year(hundreds * 100 + rest as i32))
}

/// The week of a month, or the year or quarter that ends in one, if the form asks for it.
fn part_of_month(form: &Form<'_>, month: Point) -> Option<Point> {
    if let Point::Day(day) = month {
        let (year, month, _) = day.date();
        return match form.get(slot::WHICH)? {
            symbol::YEARENDED => Some(Point::Year(year)),
            symbol::QUARTERENDED => Some(Point::Quarter(Some(year), (month + 2) / 3)),
            _ => None,
        };
    }
    let Point::Month(Some(year), month) = month else { return None };
    let day = match form.get(slot::WHICH)? {
        // The week that most of its days are in.
        symbol::FIRSTWEEK => 4,
        symbol::SECONDWEEK => 11,
        symbol::THIRDWEEK => 18,
        symbol::LASTWEEK => calendar::days_in_month(year, month) - 3,
        _ => return None,
    };
    Some(Point::Week(Day::new(year, month, day)))
}

fn season_of(month: i32) -> i32 {
    match month {
        3..=5 => symbol::SP,
        6..=8 => symbol::SU,
        9..=11 => symbol::FA,
        _ => symbol::WI,
    }
}
