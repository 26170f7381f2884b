//! TIMEX3 values in the words of a calendar: `2022-01-07` is `Friday 7 January 2022`.
//!
//! Nothing of the crate or of the web is used here, so that the host's tests can read it too. A value that makes no
//! sense has no words.

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];

/// The units of a duration, longest first, each with whether it stands behind the `T`.
const UNITS: [(&str, bool, &str); 11] = [
    ("DE", false, "decade"),
    ("CE", false, "century"),
    ("WE", false, "weekend"),
    ("Y", false, "year"),
    ("Q", false, "quarter"),
    ("M", false, "month"),
    ("W", false, "week"),
    ("D", false, "day"),
    ("H", true, "hour"),
    ("M", true, "minute"),
    ("S", true, "second"),
];

/// A day or something longer, a time of day, or a length of time.
pub(crate) fn words(value: &str) -> Option<String> {
    let reference = match value {
        "PRESENT_REF" => Some("now"),
        "PAST_REF" => Some("some time in the past"),
        "FUTURE_REF" => Some("some time in the future"),
        _ => None,
    };
    if let Some(words) = reference {
        return Some(words.to_owned());
    }
    if value.starts_with('P') {
        return duration(value, "some");
    }
    let (date, time) = value.split_once('T').map_or((value, None), |(date, time)| (date, Some(time)));
    match (day(date), time) {
        (date, None) => date,
        (None, Some(time)) => time_of_day(time),
        (Some(date), Some(time)) => Some(format!("{date}, {}", time_of_day(time)?)),
    }
}

/// Something that comes again: `P1D` is `every day`, `XXXX-WXX-1` is `every Monday`.
pub(crate) fn recurrence(value: &str) -> Option<String> {
    if value.starts_with('P') {
        let length = duration(value, "few")?;
        return Some(format!("every {}", length.strip_prefix("1 ").unwrap_or(&length)));
    }
    let (date, time) = value.split_once('T').map_or((value, None), |(date, time)| (date, Some(time)));
    let mut words = match date.strip_prefix("XXXX-") {
        Some("XX-XX") => String::new(),
        Some(part) => match part.strip_prefix("WXX-") {
            Some(weekday) => self::weekday(weekday)?.to_owned(),
            None => season(part).or_else(|| month(part))?.to_owned(),
        },
        None => return None,
    };
    if let Some(time) = time {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(&time_of_day(time)?);
    }
    (!words.is_empty()).then(|| format!("every {words}"))
}

/// What a value says of the time of day, beside the day: `10:30`, `morning`.
pub(crate) fn clock(value: &str) -> Option<String> {
    time_of_day(value.split_once('T')?.1)
}

fn day(date: &str) -> Option<String> {
    if let Some(year) = date.strip_prefix("FY") {
        return number(year).map(|year| format!("financial year {year}"));
    }
    let mut parts = date.split('-');
    let (first, second, third) = (parts.next()?, parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    let year = number(first);
    match (first.len(), second, third) {
        (2, None, None) => year.map(|hundreds| format!("the {} century", ordinal(hundreds + 1))),
        (3, None, None) => year.map(|tens| format!("the {tens}0s")),
        (4, None, None) => year.map(|year| year.to_string()),
        (4, Some(part), None) => part_of_year(year, part),
        (4, Some(week), Some(in_week)) if week.starts_with('W') => in_week_of(year, week, in_week),
        (4, Some("XX"), Some("XX")) => year.map(|year| format!("a day of {year}")),
        (4, Some(of), Some(day)) => {
            let (name, day) = (month(of)?, number(day).filter(|day| (1..=31).contains(day))?);
            let Some(year) = year else { return Some(format!("{day} {name}, of a year that is not given")) };
            Some(format!("{} {day} {name} {year}", WEEKDAYS[weekday_of(year, number(of)?, day) as usize]))
        }
        _ => None,
    }
}

fn part_of_year(year: Option<u32>, part: &str) -> Option<String> {
    let of_year = year.map_or(", of a year that is not given".to_owned(), |year| format!(" {year}"));
    let nth = |mark: char| {
        let at = number(part.strip_prefix(mark)?)?.checked_sub(1)?;
        ORDINALS.get(usize::try_from(at).ok()?).copied()
    };
    let of = |what: &str| match year {
        Some(year) => format!("{what} of {year}"),
        None => format!("{what} of a year that is not given"),
    };
    if let Some(week) = part.strip_prefix('W').and_then(number) {
        let (year, month, day) = monday(year?, week)?;
        return Some(format!("the week of Monday {day} {} {year}", MONTHS[month]));
    }
    if let Some(nth) = nth('Q') {
        return Some(of(&format!("the {nth} quarter")));
    }
    if let Some(nth) = nth('H') {
        return Some(of(&format!("the {nth} half")));
    }
    season(part).or_else(|| month(part)).map(|name| format!("{name}{of_year}"))
}

/// `W01-WE`, `W01-3`, and `WXX-5` of any week.
fn in_week_of(year: Option<u32>, week: &str, day: &str) -> Option<String> {
    if day == "WE" {
        let (year, month, day) = saturday(monday(year?, number(&week[1..])?)?);
        return Some(format!("the weekend of Saturday {day} {} {year}", MONTHS[month]));
    }
    Some(format!("a {}", weekday(day)?))
}

fn time_of_day(time: &str) -> Option<String> {
    let part = match time {
        "MO" => Some("morning"),
        "MI" => Some("midday"),
        "AF" => Some("afternoon"),
        "EV" => Some("evening"),
        "NI" => Some("night"),
        "DT" => Some("daytime"),
        _ => None,
    };
    if let Some(part) = part {
        return Some(part.to_owned());
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

/// `P2D` as `2 days`, `PT1H30M` as `1 hour 30 minutes`; `unknown` is the word for an amount that is not given.
fn duration(value: &str, unknown: &str) -> Option<String> {
    let (mut rest, mut in_time, mut words) = (value.strip_prefix('P')?, false, Vec::new());
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T').filter(|_| !in_time) {
            (rest, in_time) = (after, true);
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != 'X')?;
        let (amount, after) = rest.split_at(end);
        let (mark, _, unit) = UNITS.iter().find(|(mark, time, _)| *time == in_time && after.starts_with(mark))?;
        let plural = if unit.ends_with("ury") { "centuries".to_owned() } else { format!("{unit}s") };
        words.push(match amount {
            "" => return None,
            "1" => format!("1 {unit}"),
            amount if amount.contains('X') => format!("{unknown} {plural}"),
            amount => format!("{amount} {plural}"),
        });
        rest = &after[mark.len()..];
    }
    (!words.is_empty()).then(|| words.join(" "))
}

fn season(part: &str) -> Option<&'static str> {
    match part {
        "SP" => Some("spring"),
        "SU" => Some("summer"),
        "FA" => Some("autumn"),
        "WI" => Some("winter"),
        _ => None,
    }
}

fn month(number: &str) -> Option<&'static str> {
    MONTHS.get(usize::try_from(self::number(number)?.checked_sub(1)?).ok()?).copied()
}

fn weekday(number: &str) -> Option<&'static str> {
    WEEKDAYS.get(usize::try_from(self::number(number)?.checked_sub(1)?).ok()?).copied()
}

fn number(digits: &str) -> Option<u32> {
    (digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// The weekday of a day of the Gregorian calendar, Monday 0, by Sakamoto's rule.
fn weekday_of(year: u32, month: u32, day: u32) -> u32 {
    const SHIFTS: [u32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let (at, year) = (month.clamp(1, 12) as usize - 1, if month < 3 { year + 399 } else { year + 400 });
    (year + year / 4 - year / 100 + year / 400 + SHIFTS[at] + day + 6) % 7
}

/// The Monday of an ISO 8601 week, as year, month (from 0) and day: week 1 is the one that holds 4 January.
fn monday(year: u32, week: u32) -> Option<(u32, usize, u32)> {
    let week = week.checked_sub(1).filter(|week| *week < 53)?;
    // Days after the Monday of week 1, which is at most three days before the year.
    let before = weekday_of(year, 1, 4);
    match (3 + week * 7).checked_sub(before) {
        Some(day) => Some(walk(year, 0, day + 1)),
        None => Some((year.checked_sub(1)?, 11, 31 + 4 + week * 7 - before)),
    }
}

fn saturday((year, month, monday): (u32, usize, u32)) -> (u32, usize, u32) {
    walk(year, month, monday + 5)
}

/// A day of a month (from 0), past whose end it may be.
fn walk(mut year: u32, mut month: usize, mut day: u32) -> (u32, usize, u32) {
    loop {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let length = [31, 28 + u32::from(leap), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month];
        if day <= length {
            return (year, month, day);
        }
        day -= length;
        month += 1;
        if month == 12 {
            (year, month) = (year + 1, 0);
        }
    }
}
