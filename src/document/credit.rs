//! Lines that say who made a report, and when: bylines, date lines, lines of credits.

use super::Date;
use super::date_text;
use super::script::{ends_sentence, ends_with_stop};
use super::wording::{
    AGENCIES, AUTHOR_VERBS, BYLINE_OPENING, BYLINE_ROLES, CREDIT_ENDINGS, CREDIT_IN_BRACKETS, CREDIT_LABEL,
    CREDIT_OPENING, CREDIT_ROLES, CREDIT_WHOLE, DATE_LINE_LABELS, DATE_LINE_RELATIVE, DATE_LINE_UPDATES,
    DATE_LINE_WORDS, NAME_LINE_WORDS, NAME_PARTICLES, OUTLET_ENDINGS, Opening, contains_any, ends_with_any, words,
};

/// What a line of credits says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Credit {
    /// `By Jane Doe`
    Byline,
    /// `Staff and agencies`: a byline, if the head of the report has no better.
    Desk,
    /// `Published: 7 January 2022`
    Date,
    /// `Updated: 8 January 2022`: not the date of publication.
    Update,
    /// `(Reporting by …; editing by …)`, `© 2022 …`
    Other,
}

/// Bytes of the longest line of credits; what is longer is text.
const LONGEST_CREDIT: usize = 1000;
/// Bytes of the longest line that thanks contributors.
const LONGEST_THANKS: usize = 400;
/// Bytes of the longest byline.
const LONGEST_BYLINE: usize = 250;
/// Bytes of the longest line that tells a date.
const LONGEST_DATE_LINE: usize = 160;

/// Bytes of the longest time zone, `a.m.` before it included.
const LONGEST_ZONE: usize = 12;
/// Bytes of the longest row of initials.
const LONGEST_INITIALS: usize = 20;

/// Bytes of the longest word that a headline may leave in lower case though it capitalises the others.
const LONGEST_PARTICLE: usize = 4;

/// What `line` says about the makers of the report, if that is what the whole of it is about.
pub(super) fn recognise(line: &str, opening: &Opening<'_>) -> Option<Credit> {
    if line.len() > LONGEST_CREDIT {
        return None;
    }
    if is_byline(line, opening) {
        return Some(Credit::Byline);
    }
    if opening.is(&CREDIT_WHOLE) || is_agency(line, opening) {
        return Some(Credit::Desk);
    }
    if let Some(date_line) = date_line(line, opening) {
        return Some(date_line);
    }
    let other = opening.is(&DATE_LINE_RELATIVE)
        || is_copyright(line)
        || is_initials(line)
        || is_time(line)
        || is_bracketed_credit(line, opening)
        || is_credit(line, opening);
    other.then_some(Credit::Other)
}

/// The date that a line of the report's head gives, if it has a year.
pub(super) fn date_in(line: &str) -> Option<Date> {
    (line.len() <= LONGEST_CREDIT).then(|| date_text::find_full(line)).flatten()
}

/// Whether `line` is a name and what its bearer does or works for: `Jane Doe, Staff Writer`, `Jane Doe | Reuters`.
/// Only the head of a report makes such a line a byline.
pub(super) fn is_signed_name(line: &str) -> bool {
    if line.len() > LONGEST_BYLINE || !is_name_line(line) {
        return false;
    }
    if is_joined_by_desk(line) {
        return true;
    }
    let mut segments = line.split([',', '|', '/', '–', '—', '•', '·', ';']).map(str::trim);
    segments.next().is_some_and(is_bare_name)
        && segments.any(|segment| {
            let opening = Opening::new(segment);
            let outlet = words(segment).last().is_some_and(|(_, word)| OUTLET_ENDINGS.has(&word.to_lowercase()));
            opening.is(&AGENCIES)
                || words(segment).any(|(_, word)| BYLINE_ROLES.has(&word.to_lowercase()))
                || outlet
                || date_text::find_any(segment).is_some()
        })
}

/// Whether `line` is people's names and a desk: `Jane Doe in Nairobi and agencies`.
fn is_joined_by_desk(line: &str) -> bool {
    line.rsplit_once(" and ").is_some_and(|(names, desk)| Opening::new(desk).is(&CREDIT_WHOLE) && names_people(names))
}

/// Whether `line` is people's names, with the place they report from or not: `Jane Doe in Nairobi`.
fn names_people(line: &str) -> bool {
    is_bare_name(line.split(" in ").next().unwrap_or(line))
}

/// Whether `line` is no more than the label of a date: `Published`, with the date on the next line.
pub(super) fn is_date_label(line: &str) -> bool {
    Opening::new(line).is(&DATE_LINE_LABELS)
}

/// Whether `line` says who the author is or where the author was: it opens with a name of `byline` and goes on as such
/// notes do: `Jane Doe is a writer in Riga.`, `Doe reported from Riga.`
pub(super) fn is_about_author(line: &str, byline: Option<&str>) -> bool {
    let mut opening = words(line);
    let (Some((first, _)), Some((second, verb)), Some((_, third))) = (opening.next(), opening.next(), opening.next())
    else {
        return false;
    };
    let bylined = |end: usize| byline.is_some_and(|byline| byline.to_lowercase().contains(&line[..end].to_lowercase()));
    let named = |end: usize| ["The author", "The columnist", "The writer"].contains(&&line[..end]) || bylined(end);
    let reports = || verb == "reported" && third == "from" && named(first);
    line.len() <= LONGEST_CREDIT && (AUTHOR_VERBS.has(third) && named(second) || reports())
}

/// Whether `line` is a person's name, or two joined by `and`, and no more.
pub(super) fn is_bare_name(line: &str) -> bool {
    let capitals = words(line).filter(|(_, word)| word.starts_with(char::is_uppercase)).count();
    (2..=6).contains(&capitals)
        && line.len() <= 80
        && words(line).all(|(_, word)| word.starts_with(char::is_uppercase) || NAME_PARTICLES.has(word))
        && words(line).count() <= capitals + 3
        && capitals <= if line.contains(" and ") { 6 } else { 4 }
        && !line.contains(|c: char| c.is_numeric() || "?!:;\"“”()[]".contains(c))
        && !ends_with_stop(line)
}

/// Whether `line` holds a longer word in lower case, so that its capitals mark names.
pub(super) fn has_common_word(line: &str) -> bool {
    words(line).any(|(_, word)| word.len() > LONGEST_PARTICLE && word.starts_with(char::is_lowercase))
}

/// Whether `line` is a quotation with the speaker's name behind it: `“We will stay.” — Jane Doe`.
pub(super) fn is_signed_quote(line: &str) -> bool {
    let Some((quote, name)) = line.rsplit_once(['—', '–', '―']).filter(|_| line.len() <= LONGEST_CREDIT) else {
        return false;
    };
    let quoted = quote.starts_with(['"', '“', '‘', '«']) && quote.trim_end().ends_with(['"', '”', '’', '»']);
    quoted && is_bare_name(name.split(',').next().unwrap_or(name).trim())
}

/// Where a byline says the report comes from: `By Jane Doe in Nairobi`, `By Jane Doe / Nairobi`. The offsets are
/// bytes of `line`.
pub(super) fn place_in_byline(line: &str) -> Option<(usize, usize)> {
    let start = [" in ", " / ", "/ "].iter().find_map(|mark| Some(line.rfind(mark)? + mark.len()))?;
    let rest = &line[start..];
    let end = rest.find(['|', '(', '–', '—', '•', ';', ':']).unwrap_or(rest.len());
    let place = rest[..end].trim_end_matches(|c: char| c.is_whitespace() || c == ',' || c == '.');
    let named = place.starts_with(char::is_uppercase)
        && words(place).all(|(_, word)| word.starts_with(char::is_uppercase))
        && !place.contains(char::is_numeric)
        && !Opening::new(place).is(&AGENCIES);
    named.then_some((start, start + place.len()))
}

fn is_byline(line: &str, opening: &Opening<'_>) -> bool {
    if line.len() > LONGEST_BYLINE || line.starts_with(['"', '“', '‘', '«']) || line.contains(';') {
        return false;
    }
    let Some(rest) = opening.after(&BYLINE_OPENING) else { return false };
    let mut names = words(rest).map(|(_, word)| word);
    let Some(first) = names.next() else { return false };
    let only_a_day = names.next().is_none() && (date_text::is_weekday(first) || date_text::is_month(first));
    // `Von der Leyen Visits Kyiv` is a headline, since authors are given their first names.
    let named = !first.starts_with(char::is_lowercase) || matches!(first, "a" | "our" | "the");
    named && !only_a_day && !ends_with_stop(line) && is_name_line(rest)
}

/// Whether every word of `line` can stand in a line of names, and one is capitalised. Figures can, beside a date.
fn is_name_line(line: &str) -> bool {
    let mut capitalised = false;
    let fits = words(line).take(LONGEST_CREDIT).all(|(_, word)| {
        let upper = word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
        capitalised |= upper;
        upper || word.starts_with(char::is_numeric) || NAME_LINE_WORDS.has(word)
    });
    fits && capitalised && (!line.contains(char::is_numeric) || date_text::find_any(line).is_some())
}

/// Whether `line` names an agency and no more, in brackets or not: `(AFP)`, `AFP/AP`.
fn is_agency(line: &str, opening: &Opening<'_>) -> bool {
    opening.is(&AGENCIES)
        || (line.len() <= 60 && line.split(['/', '|', '&', ',', ';']).all(|part| Opening::new(part).is(&AGENCIES)))
}

fn date_line(line: &str, opening: &Opening<'_>) -> Option<Credit> {
    if line.len() > LONGEST_DATE_LINE || !line.contains(char::is_numeric) {
        return None;
    }
    let labelled = opening.after_label(&DATE_LINE_LABELS).is_some() && !ends_with_stop(line);
    let fits = labelled || words(line).all(|(_, word)| is_date_word(word));
    (fits && date_text::find_any(line).is_some()).then(|| match opening.after(&DATE_LINE_UPDATES) {
        Some(_) if !line.to_lowercase().contains("published") => Credit::Update,
        _ => Credit::Date,
    })
}

fn is_date_word(word: &str) -> bool {
    word.starts_with(char::is_numeric)
        || date_text::is_weekday(word)
        || date_text::is_month(word)
        || DATE_LINE_WORDS.has(&word.to_lowercase())
}

/// Whether `line` claims the copyright for somebody; without a year it is a notice of the page.
fn is_copyright(line: &str) -> bool {
    let inner = line.trim_start_matches(['(', '[', '*']);
    let claims = inner.starts_with('©')
        || ["copyright", "c) "]
            .iter()
            .any(|word| inner.get(..word.len()).is_some_and(|s| s.eq_ignore_ascii_case(word)));
    claims && line.len() <= LONGEST_BYLINE && line.contains(|c: char| c.is_ascii_digit())
}

/// The initials of writer and editors that some agencies close with: `kek/lm/jv`.
fn is_initials(line: &str) -> bool {
    line.len() <= LONGEST_INITIALS
        && line.contains('/')
        && line
            .split(['/', '-'])
            .all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase()))
}

/// The time of an entry of a live report: `14.32 GMT`, `9:05 a.m.`
fn is_time(line: &str) -> bool {
    let length = line.find(|c: char| !c.is_ascii_digit()).unwrap_or(line.len());
    let (hour, rest) = line.split_at(length);
    let number = |digits: &str, limit: u8| digits.parse().is_ok_and(|number: u8| number < limit);
    let minute = rest.get(1..3).filter(|minute| minute.bytes().all(|b| b.is_ascii_digit()));
    let Some(zone) = minute.filter(|minute| number(hour, 24) && number(minute, 60)).map(|_| &rest[3..]) else {
        return false;
    };
    let marked = rest.starts_with(':') || rest.starts_with(['.', 'h']) && words(zone).next().is_some();
    marked
        && zone.len() <= LONGEST_ZONE
        && !zone.contains(char::is_numeric)
        && words(zone).all(|(_, word)| is_date_word(word))
}

/// A line wholly in brackets that opens as credits do, or names a role: `(Reporting by …)`, `(Report Jane Doe, edited
/// by …)`.
fn is_bracketed_credit(line: &str, opening: &Opening<'_>) -> bool {
    let bracketed = line.starts_with(['(', '[', '（']) && line.trim_end_matches('.').ends_with([')', ']', '）']);
    bracketed && (opening.after(&CREDIT_IN_BRACKETS).is_some() || contains_any(line, &CREDIT_ROLES))
}

/// A line that opens as credits do and then holds names alone, or that thanks contributors.
fn is_credit(line: &str, opening: &Opening<'_>) -> bool {
    let names = opening.after(&CREDIT_OPENING).or_else(|| opening.after_label(&CREDIT_LABEL));
    let names = names.filter(|_| !line.starts_with(['"', '“', '‘', '«']));
    names.is_some_and(is_name_line)
        || line.len() <= LONGEST_THANKS && ends_sentence(line) && ends_with_any(line, &CREDIT_ENDINGS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(expected: Option<Credit>, lines: &[&str]) {
        for line in lines {
            assert_eq!(recognise(line, &Opening::new(line)), expected, "{line}");
        }
    }

    #[test]
    fn bylines_open_with_names() {
        check(
            Some(Credit::Byline),
            &[
                "by Olzhas Auyov",
                "By Jane Doe and John van der Roe",
                "BY JANE DOE, Associated Press",
                "By: Ana María López",
                "Written by Jane Doe",
                "By Jane Doe | January 7, 2022 4:15 PM ET",
                "By JANE DOE Associated Press Writer",
                "From our correspondent in Nairobi",
                "By Jane Doe Jr.",
            ],
        );
        check(
            None,
            &[
                "By Tuesday evening the storm had passed",
                "By Monday",
                "By the numbers",
                "By then, Doe had left.",
                "By all accounts Jane Doe won",
                "Von der Leyen Visits Kyiv",
                "Par for the Course",
                "“By Jane Doe”",
            ],
        );
    }

    #[test]
    fn credits_hold_names_alone() {
        check(
            Some(Credit::Other),
            &[
                "(Reporting by Jane Doe in Nairobi and John Roe; Editing by Ann Bee)",
                "(Report Jane Doe, written by John Roe; French version Ann Bee, edited by Zoë Čech)",
                "Reporting by Jane Doe; editing by John Roe",
                "-- With assistance from Jane Doe and John Roe.",
                "Associated Press writers Jane Doe in Kyiv and John Roe in Riga contributed to this report.",
                "Translated by Jane Doe",
                "Source: Xinhua",
                "© 2022 The Associated Press. All rights reserved.",
            ],
        );
        check(
            None,
            &[
                "Reporting by the agency showed that 12 people had died.",
                "Research by the University of Oslo found no link.",
                "Compiled by the UN, the report says hunger is rising.",
                "Written by Jane Doe, the play opens on Friday.",
                "(They did not say when.)",
                "Sources: the ministry will not budge.",
                "Copyright law is changing",
            ],
        );
    }

    #[test]
    fn date_lines_hold_a_date_alone() {
        check(
            Some(Credit::Date),
            &["January 7, 2022 4:15 PM ET", "Published: 7 Jan 2022", "Fri 7 Jan 2022, 10.15 GMT", "2022-01-07"],
        );
        check(Some(Credit::Update), &["Updated 8:01 AM EST, Sat January 8, 2022", "Last updated: 8 January 2022"]);
        check(None, &["January 7, 2022 was a Friday", "Published in 2021", "May 2022"]);
    }

    #[test]
    fn times_stand_alone() {
        check(Some(Credit::Other), &["Today", "2 hours ago", "14.32 GMT", "13:50", "9:05 a.m.", "14h05 CET"]);
        check(None, &["13.50", "24:10", "9:75", "14:32 Police arrive", "3:2", "14:32 12", "é:30"]);
    }

    #[test]
    fn desks_and_agencies_stand_alone() {
        check(Some(Credit::Desk), &["(AFP)", "Staff and agencies", "Agencies", "AFP/AP", "Our Correspondent"]);
        check(None, &["Staff walked out", "AFP said"]);
    }

    #[test]
    fn names_may_be_signed() {
        for line in [
            "Jane Doe, Staff Writer",
            "Jane Doe | Reuters",
            "Jane Doe, Africa correspondent",
            "Jane Doe and agencies",
            "Jane Doe in Nairobi and agencies",
            "Jane Doe – The Daily Star",
        ] {
            assert!(is_signed_name(line), "{line}");
        }
        for line in ["Jane Doe", "Storm Hits City, Killing Five", "Police, Army and Navy Meet"] {
            assert!(!is_signed_name(line), "{line}");
        }
        assert!(is_bare_name("Maria de la Cruz") && is_bare_name("Jane Doe and John Roe"));
        assert!(!is_bare_name("Heard on Morning Dispatch"));
        assert!(!is_bare_name("Rising prices") && !is_bare_name("Storm Hits: Five Dead") && !is_bare_name("Nairobi"));
    }

    #[test]
    fn notes_name_the_author() {
        for line in ["Jane Doe is a writer in Riga.", "Doe reported from Riga.", "JANE DOE is a writer."] {
            assert!(is_about_author(line, Some("By Jane Doe")), "{line}");
        }
        for line in ["Doe fled from Riga.", "Ann Roe is a writer.", "Police reported from Riga.", "Jane Doe"] {
            assert!(!is_about_author(line, Some("By Jane Doe")), "{line}");
        }
        assert!(is_about_author("The writer is a hydrologist.", None) && !is_about_author("The wind is up.", None));
    }

    #[test]
    fn bylines_may_name_the_place() {
        let place = |line: &'static str| place_in_byline(line).map(|(start, end)| &line[start..end]);
        assert_eq!(place("By Jane Doe in Nairobi, Kenya"), Some("Nairobi, Kenya"));
        assert_eq!(place("By Jane Doe / NEW DELHI"), Some("NEW DELHI"));
        assert_eq!(place("By Jane Doe in Nairobi | Reuters"), Some("Nairobi"));
        assert_eq!(place("By Jane Doe"), None);
        assert_eq!(place("By Jane Doe / Reuters"), None);
    }
}
