//! Days of the Gregorian calendar as numbers, so that one can count with them.
//!
//! The two conversions follow from counting in years that begin in March, when the leap day is the last of the year and
//! the months' lengths repeat every five: a well-known derivation (Howard Hinnant, "chrono-compatible low-level date
//! algorithms").

use crate::document::Date;

/// A day, counted from 0000-03-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day(i32);

/// Days in 400 years, after which the calendar repeats.
const CYCLE: i32 = 146_097;

impl Day {
    /// The day of a date that exists; a day past the end of its month runs into the next one.
    pub(super) fn new(year: i32, month: i32, day: i32) -> Day {
        let months = year * 12 + month - 3;
        let (year, month) = (months.div_euclid(12), months.rem_euclid(12));
        let (cycle, of_cycle) = (year.div_euclid(400), year.rem_euclid(400));
        let of_year = (153 * month + 2) / 5 + day - 1;
        Day(cycle * CYCLE + of_cycle * 365 + of_cycle / 4 - of_cycle / 100 + of_year)
    }

    /// Year, month and day of the month.
    pub(super) fn date(self) -> (i32, i32, i32) {
        let (cycle, of_cycle) = (self.0.div_euclid(CYCLE), self.0.rem_euclid(CYCLE));
        let year = (of_cycle - of_cycle / 1460 + of_cycle / 36_524 - of_cycle / 146_096) / 365;
        let of_year = of_cycle - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        (cycle * 400 + year + (month + 2) / 12, (month + 2) % 12 + 1, day)
    }

    /// The day so many days later.
    pub(super) fn plus(self, days: i32) -> Day {
        Day(self.0.saturating_add(days))
    }

    /// How many days this one is later than `other`.
    pub(super) fn since(self, other: Day) -> i32 {
        self.0 - other.0
    }

    /// 1 for Monday to 7 for Sunday.
    pub(super) fn weekday(self) -> i32 {
        // 0000-03-01 was a Wednesday.
        (self.0 + 2).rem_euclid(7) + 1
    }

    /// The year and the number of the week, as ISO 8601 counts them: the first week of a year has its first Thursday.
    pub(super) fn week(self) -> (i32, i32) {
        let thursday = self.plus(4 - self.weekday());
        let (year, ..) = thursday.date();
        (year, thursday.since(Day::new(year, 1, 1)) / 7 + 1)
    }

    /// The Monday of an ISO week.
    pub(super) fn of_week(year: i32, week: i32) -> Day {
        let fourth = Day::new(year, 1, 4);
        fourth.plus(1 - fourth.weekday() + (week - 1) * 7)
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Day {
        Day::new(i32::from(date.year()), i32::from(date.month()), i32::from(date.day()))
    }
}

/// How many days a month has.
pub(super) fn days_in_month(year: i32, month: i32) -> i32 {
    Day::new(year, month + 1, 1).since(Day::new(year, month, 1))
}

/// Easter Sunday (the anonymous Gregorian computus of 1876).
fn easter(year: i32) -> Day {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Day::new(year, n / 31, n % 31 + 1)
}

/// The day of a holiday: its month and day in one number, or one that a rule gives.
pub(super) fn holiday(holiday: i32, year: i32) -> Day {
    let nth = |month: i32, weekday: i32, nth: i32| {
        let first = Day::new(year, month, 1);
        first.plus((weekday - first.weekday()).rem_euclid(7) + 7 * (nth - 1))
    };
    let easter = easter(year);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_survives_the_way_there_and_back() {
        let mut day = Day::new(1, 1, 1);
        let end = Day::new(3000, 1, 1);
        while day < end {
            let (year, month, date) = day.date();
            assert_eq!(Day::new(year, month, date), day, "{year}-{month}-{date}");
            assert!((1..=days_in_month(year, month)).contains(&date));
            day = day.plus(1);
        }
    }

    #[test]
    fn weeks_are_those_of_the_standard() {
        for (date, weekday, week) in [
            ((2022, 1, 7), 5, (2022, 1)),
            ((2021, 1, 3), 7, (2020, 53)),
            ((2024, 12, 30), 1, (2025, 1)),
            ((1989, 11, 1), 3, (1989, 44)),
            ((2000, 2, 29), 2, (2000, 9)),
        ] {
            let day = Day::new(date.0, date.1, date.2);
            assert_eq!((day.weekday(), day.week()), (weekday, week), "{date:?}");
            assert_eq!(Day::of_week(week.0, week.1).plus(weekday - 1), day);
        }
    }

    #[test]
    fn easter_falls_where_it_fell() {
        assert_eq!(easter(2022), Day::new(2022, 4, 17));
        assert_eq!(easter(1998), Day::new(1998, 4, 12));
        assert_eq!(easter(2011), Day::new(2011, 4, 24));
    }
}
