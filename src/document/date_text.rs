//! Calendar dates as news writes them: `Jan. 7, 2022`, `7 January 2022`, `2022-01-07`.
//!
//! The clock is never read: a date without a year stays without one.

use super::Date;
use super::wording::MONTHS_ABROAD;

/// A day as it is written, perhaps without its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WrittenDate {
    year: Option<u16>,
    month: u8,
    day: u8,
}

impl WrittenDate {
    /// The date, if the year is written and there is such a day.
    pub(super) fn full(self) -> Option<Date> {
        Date::new(self.year?, self.month, self.day)
    }
}

/// The years that a news item can plausibly be dated with; other numbers after a day are not its year.
const YEARS: std::ops::RangeInclusive<u16> = 1600..=2199;

/// Letters of the longest month name that is written with a full stop as a cut one: `Sept.`
const LONGEST_CUT_MONTH: usize = 4;

/// The first date in `text` that has a year.
pub(super) fn find_full(text: &str) -> Option<Date> {
    find(text, |written| written.full().is_some())?.full()
}

/// The first date in `text`, with or without a year.
pub(super) fn find_any(text: &str) -> Option<WrittenDate> {
    find(text, |_| true)
}

/// The first date in `text` that `wanted` accepts.
fn find(text: &str, wanted: impl Fn(WrittenDate) -> bool) -> Option<WrittenDate> {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric()
            && !before.is_alphanumeric()
            && let Some((_, date)) = read(&text[at..])
            && wanted(date)
        {
            return Some(date);
        }
        before = c;
    }
    None
}

/// What stands before a page's own address, as against that of another: `Source link https://…`.
const ADDRESS_LABELS: [&str; 7] = ["source", "source link", "link", "url", "permalink", "original", "original link"];

/// The date in the path of the page's own address: `Source link https://example.org/2022/01/07/talks`. The first line
/// needs no label.
pub(super) fn in_address(line: &str, is_first: bool) -> Option<Date> {
    let (label, path) = line.split_once("://")?;
    let scheme = |c: char| c.is_ascii_alphabetic();
    let label = label.trim_end_matches(scheme).trim_end_matches(|c: char| !c.is_alphanumeric());
    let is_own = is_first && label.is_empty() || ADDRESS_LABELS.iter().any(|known| label.eq_ignore_ascii_case(known));
    let mut parts = ["", "", ""];
    path.split(['/', '-', '?', '#']).filter(|_| is_own).find_map(|part| {
        parts = [parts[1], parts[2], part];
        let [year, month, day] = parts;
        let whole = year.len() == 4 && month.len() == 2 && day.len() == 2;
        let [year, month, day] = match (whole, part.len()) {
            (true, _) => parts,
            (false, 8) => [part.get(..4)?, part.get(4..6)?, part.get(6..)?],
            _ => return None,
        };
        let year = year.parse().ok().filter(|year| YEARS.contains(year))?;
        Date::new(year, month.parse().ok()?, day.parse().ok()?)
    })
}

/// The date that `text` starts with, and its length in bytes. A weekday before it belongs to it.
pub(super) fn read(text: &str) -> Option<(usize, WrittenDate)> {
    let mut reader = Reader { text, at: 0 };
    let date = reader.date()?;
    Some((reader.at, date))
}

/// Whether `word` is the name of a weekday, whole or cut to three letters or more.
pub(super) fn is_weekday(word: &str) -> bool {
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].iter().any(|day| is_cut(word, day))
}

/// Whether `word` is the name of a month, in English whole or cut to three letters or more.
pub(super) fn is_month(word: &str) -> bool {
    month(word).or_else(|| foreign_month(word)).is_some()
}

/// The number of the month that `word` names in another language than English. Such a name counts only after the day,
/// as it is written there: `Mars 7` is no date.
fn foreign_month(word: &str) -> Option<u8> {
    let folded = word.to_lowercase();
    let mut months = MONTHS_ABROAD.iter().zip(1..);
    months.find(|(names, _)| names.split(' ').any(|name| name == folded)).map(|(_, number)| number)
}

/// The number of the month that `word` names, whole or cut to three letters or more.
fn month(word: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    MONTHS.iter().zip(1..).find(|(name, _)| is_cut(word, name)).map(|(_, number)| number)
}

/// Whether `word` is `name` or its first letters, three at least.
fn is_cut(word: &str, name: &str) -> bool {
    word.len() >= 3 && name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// Reads a date from left to right.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn date(&mut self) -> Option<WrittenDate> {
        let start = self.at;
        if self.word().is_some_and(is_weekday) {
            self.skip(|c| matches!(c, '.' | ',') || c.is_whitespace());
        } else {
            self.at = start;
        }
        if self.rest().starts_with(|c: char| c.is_ascii_digit()) { self.number_first() } else { self.month_first() }
    }

    /// `Jan. 7, 2022`
    fn month_first(&mut self) -> Option<WrittenDate> {
        let month = self.word().and_then(month)?;
        self.skip(|c| c == '.');
        self.skip(char::is_whitespace).then_some(())?;
        let (day, digits) = self.number()?;
        self.ordinal();
        (digits <= 2).then_some(())?;
        let year = self.optional_year();
        written(year, month, day)
    }

    /// `7 January 2022`, `2022-01-07`, `13/01/2022`, `2022年1月7日`, `2022년 1월 7일`
    fn number_first(&mut self) -> Option<WrittenDate> {
        let (first, digits) = self.number()?;
        let mark = self.rest().chars().next()?;
        if digits == 4 && matches!(mark, '-' | '/' | '.' | '年' | '년') {
            return self.year_first(first, mark);
        }
        (digits <= 2).then_some(())?;
        if matches!(mark, '/' | '.' | '-') && self.rest()[1..].starts_with(|c: char| c.is_ascii_digit()) {
            return self.numbers(first, mark);
        }
        self.ordinal();
        self.skip(|c| matches!(c, '.' | '-') || c.is_whitespace()).then_some(())?;
        if ["of ", "de "].iter().any(|word| self.rest().starts_with(word)) {
            self.at += "of ".len();
        }
        let name = self.word()?;
        let month = month(name).or_else(|| foreign_month(name))?;
        if name.len() <= LONGEST_CUT_MONTH {
            self.skip(|c| c == '.');
        }
        let year = if self.rest().starts_with('-') { self.hyphened_year() } else { self.optional_year() };
        written(year, month, first)
    }

    fn year_first(&mut self, year: u16, mark: char) -> Option<WrittenDate> {
        let second = match mark {
            '年' => '月',
            '년' => '월',
            mark => mark,
        };
        self.at += mark.len_utf8();
        self.skip(char::is_whitespace);
        let (month, _) = self.number()?;
        self.rest().starts_with(second).then_some(())?;
        self.at += second.len_utf8();
        self.skip(char::is_whitespace);
        let (day, _) = self.number()?;
        self.skip(|c| matches!(c, '日' | '일'));
        written(Some(year), u8::try_from(month).ok()?, day)
    }

    /// Three numbers, the year last. Which of the others is the month depends on the country, so the date counts only
    /// if one of them can be no month, or both are the same.
    fn numbers(&mut self, first: u16, mark: char) -> Option<WrittenDate> {
        self.at += mark.len_utf8();
        let (second, _) = self.number()?;
        self.rest().starts_with(mark).then_some(())?;
        self.at += mark.len_utf8();
        let (year, digits) = self.number()?;
        let year = (digits == 4).then_some(year);
        match (first, second) {
            (13.., 1..=12) => written(year, u8::try_from(second).ok()?, first),
            (1..=12, 13..) => written(year, u8::try_from(first).ok()?, second),
            (same, other) if same == other => written(year, u8::try_from(first).ok()?, second),
            _ => None,
        }
        .filter(|date| date.year.is_some())
    }

    /// The year of `7-Jan-2022`.
    fn hyphened_year(&mut self) -> Option<u16> {
        self.at += 1;
        let year = self.optional_year();
        self.at -= usize::from(year.is_none());
        year
    }

    /// The year after a day and month, with or without a comma; the reader stays where it is if there is none.
    fn optional_year(&mut self) -> Option<u16> {
        let start = self.at;
        self.skip(|c| c == ',');
        self.skip(char::is_whitespace);
        if self.rest().starts_with("de ") {
            self.at += "de ".len();
        }
        let year = self.number().filter(|&(year, digits)| digits == 4 && YEARS.contains(&year)).map(|(year, _)| year);
        if year.is_none() {
            self.at = start;
        }
        year
    }

    /// Skips the ending of an ordinal number: `7th`.
    fn ordinal(&mut self) {
        if ["st", "nd", "rd", "th"].iter().any(|ending| self.rest().starts_with(ending)) {
            self.at += 2;
        }
    }

    /// The letters that come next, if any.
    fn word(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        self.at += length;
        (length > 0).then(|| &rest[..length])
    }

    /// The number that comes next and how many digits it has: four at most, and no letter or digit joined to it but
    /// an ordinal ending.
    fn number(&mut self) -> Option<(u16, usize)> {
        let rest = self.rest();
        let digits = rest.bytes().take(5).take_while(u8::is_ascii_digit).count();
        let value = (digits <= 4).then(|| rest[..digits].parse().ok()).flatten()?;
        self.at += digits;
        Some((value, digits))
    }

    /// Skips the characters that `skipped` accepts; whether there was any.
    fn skip(&mut self, skipped: impl Fn(char) -> bool) -> bool {
        let rest = self.rest();
        let length = rest.find(|c| !skipped(c)).unwrap_or(rest.len());
        self.at += length;
        length > 0
    }
}

/// The date, if there is such a day (in a leap year, if the year is not known).
fn written(year: Option<u16>, month: u8, day: u16) -> Option<WrittenDate> {
    let day = u8::try_from(day).ok()?;
    Date::new(year.unwrap_or(2000), month, day)?;
    Some(WrittenDate { year, month, day })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(find_full(text).map(|date| date.to_string()).as_deref(), expected, "{text}");
    }

    #[test]
    fn the_pages_own_address_may_hold_the_date() {
        for (line, is_first, expected) in [
            ("Source link https://example.org/world/2022/01/07/talks", false, "2022-01-07"),
            ("Source: <https://example.org/2022-01-07-talks.html>", false, "2022-01-07"),
            ("URL: http://example.org/20220107?a=1", false, "2022-01-07"),
            ("https://example.org/2022/01/07/talks", true, "2022-01-07"),
            ("https://example.org/2022/01/07/talks", false, ""),
            ("Read more: https://example.org/2022/01/07/talks", false, ""),
            ("Source: https://example.org/12345678/2022/13/07/talks-20221307-é", false, ""),
            ("Source: ://", false, ""),
            ("Source", false, ""),
        ] {
            let found = in_address(line, is_first).map_or(String::new(), |date| date.to_string());
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn reads_every_order() {
        for text in [
            "January 7, 2022 4:15 PM ET",
            "Published: Fri., Jan. 7 2022",
            "Friday 7th January 2022",
            "7 Jan 2022",
            "7-Jan-2022",
            "the 7th of January, 2022",
            "2022-01-07T10:15:00Z",
            "2022/1/7",
            "2022年1月7日",
            "2022년 1월 7일",
            "publié le 7 janvier 2022 à 10h15",
            "7 de enero de 2022",
            "7. Januar 2022",
            "7 января 2022",
            "UPDATED JAN 7, 2022",
        ] {
            check(text, Some("2022-01-07"));
        }
        check("13/01/2022", Some("2022-01-13"));
        check("01/13/2022", Some("2022-01-13"));
        check("03.03.2022", Some("2022-03-03"));
    }

    #[test]
    fn no_year_and_no_certainty_give_no_date() {
        for text in
            ["Jan 7", "7 January", "01/02/2022", "January 2022", "31 February 2022", "May 20, 20222", "May 1, 300"]
        {
            check(text, None);
        }
        assert_eq!(find_any("on 26 June -"), Some(WrittenDate { year: None, month: 6, day: 26 }));
        assert_eq!(find_any("Mayor 7"), None);
        assert_eq!(find_any("Mars 7 landed"), None);
    }

    #[test]
    fn the_length_read_ends_with_the_date() {
        for (text, length) in [
            ("Jan. 7, 2022 (AFP)", 12),
            ("Oct. 3 (Xinhua)", 6),
            ("26 June - Four", 7),
            ("7 Jan. /x/", 6),
            ("7 January. /x/", 9),
        ] {
            assert_eq!(read(text).unwrap().0, length, "{text}");
        }
    }
}
