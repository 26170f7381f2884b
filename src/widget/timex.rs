//! TIMEX3 values in the words of a calendar: `2022-01-07` is `Friday 7 January 2022`.
//!
//! Nothing of the crate or of the web is used here but the words to say it in, so that the host's tests can read it with
//! words of their own. A value that makes no sense has no words.

use super::words::{Forms, counted, date, forms, msg, ordinal, say, tell};

/// A unit of a duration.
struct Unit {
    mark: &'static str,
    /// Whether it stands behind the `T`.
    in_time: bool,
    /// So many of it, and a number that is not given.
    amount: Forms,
    some: &'static str,
    /// The same of what comes again.
    every: Forms,
    every_few: &'static str,
}

/// The units of a duration, longest first.
#[rustfmt::skip]
const UNITS: [Unit; 11] = [
    Unit { mark: "DE", in_time: false, amount: forms("{n} decade", "{n} decades"), some: msg("some decades"), every: forms("every decade", "every {n} decades"), every_few: msg("every few decades") },
    Unit { mark: "CE", in_time: false, amount: forms("{n} century", "{n} centuries"), some: msg("some centuries"), every: forms("every century", "every {n} centuries"), every_few: msg("every few centuries") },
    Unit { mark: "WE", in_time: false, amount: forms("{n} weekend", "{n} weekends"), some: msg("some weekends"), every: forms("every weekend", "every {n} weekends"), every_few: msg("every few weekends") },
    Unit { mark: "Y", in_time: false, amount: forms("{n} year", "{n} years"), some: msg("some years"), every: forms("every year", "every {n} years"), every_few: msg("every few years") },
    Unit { mark: "Q", in_time: false, amount: forms("{n} quarter", "{n} quarters"), some: msg("some quarters"), every: forms("every quarter", "every {n} quarters"), every_few: msg("every few quarters") },
    Unit { mark: "M", in_time: false, amount: forms("{n} month", "{n} months"), some: msg("some months"), every: forms("every month", "every {n} months"), every_few: msg("every few months") },
    Unit { mark: "W", in_time: false, amount: forms("{n} week", "{n} weeks"), some: msg("some weeks"), every: forms("every week", "every {n} weeks"), every_few: msg("every few weeks") },
    Unit { mark: "D", in_time: false, amount: forms("{n} day", "{n} days"), some: msg("some days"), every: forms("every day", "every {n} days"), every_few: msg("every few days") },
    Unit { mark: "H", in_time: true, amount: forms("{n} hour", "{n} hours"), some: msg("some hours"), every: forms("every hour", "every {n} hours"), every_few: msg("every few hours") },
    Unit { mark: "M", in_time: true, amount: forms("{n} minute", "{n} minutes"), some: msg("some minutes"), every: forms("every minute", "every {n} minutes"), every_few: msg("every few minutes") },
    Unit { mark: "S", in_time: true, amount: forms("{n} second", "{n} seconds"), some: msg("some seconds"), every: forms("every second", "every {n} seconds"), every_few: msg("every few seconds") },
];

/// A day or something longer, a time of day, or a length of time.
pub(crate) fn words(value: &str) -> Option<String> {
    let reference = match value {
        "PRESENT_REF" => Some(say("now")),
        "PAST_REF" => Some(say("some time in the past")),
        "FUTURE_REF" => Some(say("some time in the future")),
        _ => None,
    };
    if reference.is_some() {
        return reference;
    }
    if value.starts_with('P') {
        return duration(value, |unit| (unit.amount, unit.some));
    }
    let (date, time) = value.split_once('T').map_or((value, None), |(date, time)| (date, Some(time)));
    match (day(date), time) {
        (date, None) => date,
        (None, Some(time)) => time_of_day(time),
        (Some(date), Some(time)) => Some(tell("{day}, {time}", &[("day", &date), ("time", &time_of_day(time)?)])),
    }
}

/// Something that comes again: `P1D` is `every day`, `XXXX-WXX-1` is `every Monday`.
pub(crate) fn recurrence(value: &str) -> Option<String> {
    if value.starts_with('P') {
        return duration(value, |unit| (unit.every, unit.every_few));
    }
    let (day, time) = value.split_once('T').map_or((value, None), |(day, time)| (day, Some(time)));
    let day = match day.strip_prefix("XXXX-")? {
        "XX-XX" => None,
        part => Some(every_day(part)?),
    };
    match (day, time) {
        (day, None) => day,
        (Some(every), Some(time)) => Some(tell("{every}, {time}", &[("every", &every), ("time", &time_of_day(time)?)])),
        (None, Some(time)) => every_time_of_day(time),
    }
}

/// Every day of a name, every season, every month.
fn every_day(part: &str) -> Option<String> {
    if let Some(weekday) = part.strip_prefix("WXX-") {
        return Some(say(match number(weekday)? {
            1 => "every Monday",
            2 => "every Tuesday",
            3 => "every Wednesday",
            4 => "every Thursday",
            5 => "every Friday",
            6 => "every Saturday",
            7 => "every Sunday",
            _ => return None,
        }));
    }
    let season = match part {
        "SP" => msg("every spring"),
        "SU" => msg("every summer"),
        "FA" => msg("every autumn"),
        "WI" => msg("every winter"),
        month => return Some(tell("every {month}", &[("month", &date("m", (2000, self::month(month)?, 1)))])),
    };
    Some(say(season))
}

fn every_time_of_day(time: &str) -> Option<String> {
    let every = match time {
        "MO" => msg("every morning"),
        "MI" => msg("every midday"),
        "AF" => msg("every afternoon"),
        "EV" => msg("every evening"),
        "NI" => msg("every night"),
        "DT" => msg("every day in the daytime"),
        time => return Some(tell("every day at {time}", &[("time", &time_of_day(time)?)])),
    };
    Some(say(every))
}

/// What a value says of the time of day, beside the day: `10:30`, `morning`.
pub(crate) fn clock(value: &str) -> Option<String> {
    time_of_day(value.split_once('T')?.1)
}

fn day(value: &str) -> Option<String> {
    if let Some(year) = value.strip_prefix("FY") {
        return number(year).map(|year| tell("financial year {year}", &[("year", &year.to_string())]));
    }
    let mut parts = value.split('-');
    let (first, second, third) = (parts.next()?, parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    let year = number(first);
    match (first.len(), second, third) {
        (2, None, None) => year.map(|hundreds| century(hundreds + 1)),
        (3, None, None) => year.map(|tens| tell("the {decade}s", &[("decade", &format!("{tens}0"))])),
        (4, None, None) => year.map(|year| year.to_string()),
        (4, Some(part), None) => part_of_year(year, part),
        (4, Some(week), Some(in_week)) if week.starts_with('W') => in_week_of(year, week, in_week),
        (4, Some("XX"), Some("XX")) => year.map(|year| tell("a day of {year}", &[("year", &year.to_string())])),
        (4, Some(of), Some(day)) => {
            let (month, day) = (month(of)?, number(day).filter(|day| (1..=31).contains(day))?);
            Some(match year {
                Some(year) => date("wdmy", (year, month, day)),
                None => of_no_year(&date("dm", (2000, month, day))),
            })
        }
        _ => None,
    }
}

/// A century, which some languages count in Roman figures.
fn century(number: u32) -> String {
    let holes = [("nth", &*ordinal(f64::from(number))), ("n", &*number.to_string()), ("roman", &*roman(number))];
    tell("the {nth} century", &holes)
}

fn roman(number: u32) -> String {
    const TENS: [&str; 10] = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"];
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let hundreds = if number >= 100 { "C" } else { "" };
    format!("{hundreds}{}{}", TENS[(number / 10 % 10) as usize], ONES[(number % 10) as usize])
}

fn of_no_year(what: &str) -> String {
    tell("{what}, of a year that is not given", &[("what", what)])
}

fn part_of_year(year: Option<u32>, part: &str) -> Option<String> {
    if let Some(week) = part.strip_prefix('W').and_then(number) {
        return Some(tell("the week of {day}", &[("day", &date("wdmy", monday(year?, week)?))]));
    }
    let season = match part {
        "SP" => msg("spring"),
        "SU" => msg("summer"),
        "FA" => msg("autumn"),
        "WI" => msg("winter"),
        "Q1" => msg("the first quarter"),
        "Q2" => msg("the second quarter"),
        "Q3" => msg("the third quarter"),
        "Q4" => msg("the fourth quarter"),
        "H1" => msg("the first half"),
        "H2" => msg("the second half"),
        part => {
            let month = month(part)?;
            return Some(match year {
                Some(year) => date("my", (year, month, 1)),
                None => of_no_year(&date("m", (2000, month, 1))),
            });
        }
    };
    let what = say(season);
    Some(match year {
        None => of_no_year(&what),
        Some(year) if part.starts_with(['Q', 'H']) => {
            tell("{part} of {year}", &[("part", &what), ("year", &year.to_string())])
        }
        Some(year) => tell("{season} {year}", &[("season", &what), ("year", &year.to_string())]),
    })
}

/// `W01-WE`, `W01-3`, and `WXX-5` of any week.
fn in_week_of(year: Option<u32>, week: &str, day: &str) -> Option<String> {
    if day == "WE" {
        let (year, month, monday) = monday(year?, number(&week[1..])?)?;
        return Some(tell("the weekend of {day}", &[("day", &date("wdmy", (year, month, monday + 5)))]));
    }
    // 1 May 2000 was a Monday.
    let weekday = number(day).filter(|day| (1..=7).contains(day))?;
    Some(tell("a {weekday}", &[("weekday", &date("w", (2000, 5, weekday)))]))
}

fn time_of_day(time: &str) -> Option<String> {
    let part = match time {
        "MO" => Some(say("morning")),
        "MI" => Some(say("midday")),
        "AF" => Some(say("afternoon")),
        "EV" => Some(say("evening")),
        "NI" => Some(say("night")),
        "DT" => Some(say("daytime")),
        _ => None,
    };
    if part.is_some() {
        return part;
    }
    let zone = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone);
    let sound =
        (2..=8).contains(&clock.len()) && clock.split(':').all(|part| part.len() == 2 && number(part).is_some());
    let clock = if clock.len() == 2 { format!("{clock}:00") } else { clock.to_owned() };
    let zone = match zone {
        "" => String::new(),
        "Z" => " GMT".to_owned(),
        offset => format!(" GMT{offset}"),
    };
    sound.then(|| clock + &zone)
}

/// `P2D` as `2 days`, `PT1H30M` as `1 hour 30 minutes`: in the words that `forms` gives for each unit, of
/// a number and of one that is not given.
fn duration(value: &str, forms: fn(&Unit) -> (Forms, &'static str)) -> Option<String> {
    let (mut rest, mut in_time, mut words) = (value.strip_prefix('P')?, false, Vec::new());
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T').filter(|_| !in_time) {
            (rest, in_time) = (after, true);
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != 'X')?;
        let (amount, after) = rest.split_at(end);
        if amount.is_empty() {
            return None;
        }
        let unit = UNITS.iter().find(|unit| unit.in_time == in_time && after.starts_with(unit.mark))?;
        let ([one, other], unknown) = forms(unit);
        words.push(if amount.contains('X') { say(unknown) } else { counted(amount, one, other) });
        rest = &after[unit.mark.len()..];
    }
    (!words.is_empty()).then(|| words.join(" "))
}

fn month(number: &str) -> Option<u32> {
    self::number(number).filter(|month| (1..=12).contains(month))
}

fn number(digits: &str) -> Option<u32> {
    (digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

/// The weekday of a day of the Gregorian calendar, Monday 0, by Sakamoto's rule.
fn weekday_of(year: u32, month: u32, day: u32) -> u32 {
    const SHIFTS: [u32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let (at, year) = (month.clamp(1, 12) as usize - 1, if month < 3 { year + 399 } else { year + 400 });
    (year + year / 4 - year / 100 + year / 400 + SHIFTS[at] + day + 6) % 7
}

/// The Monday of an ISO 8601 week: week 1 is the one that holds 4 January. As year, month and day of that January, which
/// may be past its end, and which [`date`] knows to count on from.
fn monday(year: u32, week: u32) -> Option<(u32, u32, u32)> {
    let week = week.checked_sub(1).filter(|week| *week < 53)?;
    // Days after the Monday of week 1, which is at most three days before the year.
    let before = weekday_of(year, 1, 4);
    match (4 + week * 7).checked_sub(before).filter(|day| *day > 0) {
        Some(day) => Some((year, 1, day)),
        None => Some((year.checked_sub(1)?, 12, 31 + 4 + week * 7 - before)),
    }
}
