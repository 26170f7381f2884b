//! Datelines: `ALMATY (Reuters) –`, `PARIS, Jan 7 (AFP) -`, `KYIV, Ukraine —`.
//!
//! A dateline is a head of place names and perhaps a date, then perhaps an agency in brackets or slashes, then a dash
//! or colon. No one sign is enough, since ordinary sentences hold dashes and acronyms too (`NATO – which …`), so a
//! dateline is believed on the evidence of several: see [`Reader::is_believable`].

use super::date_text::{self, WrittenDate};
use super::wording::{AGENCIES, CITIES, NOT_PLACES, OUTLET_ENDINGS, Opening, PLACE_PARTICLES, REGIONS, words};
use super::{Date, Dateline};
use crate::span::ByteSpan;

/// Bytes within which a dateline has to end.
const LONGEST: usize = 160;
/// Bytes of the longest agency in brackets.
const LONGEST_AGENCY: usize = 60;
/// The most place names in one dateline: town, district, country.
const MOST_PARTS: usize = 4;
/// The most words of one place name: `ON THE GREEK-TURKISH BORDER`.
const MOST_PLACE_WORDS: usize = 6;
/// Letters up to which a word in capitals may as well be an acronym.
const SHORT: usize = 5;

/// The dateline that `block` of `text` opens with, and the date in it if it has a year.
pub(super) fn find(text: &str, block: ByteSpan) -> Option<(Dateline, Option<Date>)> {
    let line = block.of(text);
    let mut reader = Reader { line, at: 0, places: Vec::new(), date: None, agency: None, mark: None };
    if reader.korean().is_none() {
        reader.read()?;
        reader.is_believable().then_some(())?;
    }
    let shift = |span: ByteSpan| ByteSpan::new(block.start + span.start, block.start + span.end);
    let place = reader.places.first().zip(reader.places.last());
    let dateline = Dateline {
        span: shift(ByteSpan::new(0, reader.at).trim(line)?),
        place: place.map(|(first, last)| shift(ByteSpan::new(first.start, last.end))),
        agency: reader.agency.map(|agency| shift(agency.span)),
    };
    Some((dateline, reader.date.and_then(WrittenDate::full)))
}

/// The name of an agency in a dateline.
#[derive(Debug, Clone, Copy)]
struct Agency {
    span: ByteSpan,
    /// Whether it is listed, rather than merely in the place of one.
    known: bool,
}

/// What parts a dateline from the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Dash,
    Colon,
    /// The full stop after an agency in slashes.
    Stop,
}

/// Reads the parts of a dateline from the start of a line. Offsets are those of `line`.
struct Reader<'a> {
    line: &'a str,
    at: usize,
    places: Vec<ByteSpan>,
    date: Option<WrittenDate>,
    agency: Option<Agency>,
    mark: Option<Mark>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.line[self.at..]
    }

    /// Reads as far as the line can be a dateline.
    fn read(&mut self) -> Option<()> {
        self.places_and_date()?;
        if self.place_in_brackets() {
            self.places_and_date()?;
        }
        let slashes = self.rest().trim_start().starts_with('/');
        self.groups();
        self.mark(slashes);
        // SAN FRANCISCO--(BUSINESS WIRE)--
        if self.mark == Some(Mark::Dash) && self.agency.is_none() {
            self.agency_after_dash();
        }
        if self.mark == Some(Mark::Dash) && self.date.is_none() {
            self.date_after_dash();
        }
        Some(())
    }

    /// `(서울=연합뉴스)`: the place and the agency as Korean papers set them.
    fn korean(&mut self) -> Option<()> {
        let length = bracket_group(self.line)?;
        let middle = self.line[..length].find('=')?;
        let agency = ByteSpan::new(middle + 1, length - 1);
        is_known_agency(agency.of(self.line)).then_some(())?;
        self.places.push(ByteSpan::new(1, middle));
        self.agency = Some(Agency { span: agency, known: true });
        self.at = length;
        Some(())
    }

    /// Reads what stands before a bracket, a slash, a dash or a colon.
    fn places_and_date(&mut self) -> Option<()> {
        let end = self.head_end()?;
        self.head(end)?;
        self.at = end;
        Some(())
    }

    /// Where the place names and the date end: at a bracket, a slash with an agency, a dash or a colon; else at the
    /// end of a short line.
    fn head_end(&self) -> Option<usize> {
        let mut before = '\0';
        for (at, c) in self.rest().char_indices().map(|(at, c)| (self.at + at, c)) {
            let rest = &self.line[at..];
            let ends = match c {
                '(' | '|' | ':' => true,
                '/' => slash_group(rest).is_some(),
                _ => dash_length(before, rest) > 0,
            };
            if ends {
                return Some(at);
            }
            if at > LONGEST || matches!(c, '"' | '“' | '”' | ';' | '?' | '!' | '[') {
                return None;
            }
            before = c;
        }
        Some(self.line.len())
    }

    /// Reads place names, an outlet's name and a date, all before `end`.
    fn head(&mut self, end: usize) -> Option<()> {
        loop {
            let rest = self.line[self.at..end].trim_start_matches([' ', ',', '.', '\u{a0}', '\t', '\n', '\r']);
            self.at = end - rest.len();
            if rest.is_empty() {
                return Some(());
            }
            if let Some((length, date)) = date_text::read(rest) {
                self.date.is_none().then_some(())?;
                self.date = Some(date);
                self.at += length;
                continue;
            }
            self.name(part_length(rest))?;
        }
    }

    /// Reads the next `length` bytes as the name of a place or an outlet.
    fn name(&mut self, length: usize) -> Option<()> {
        let span = ByteSpan::new(self.at, self.at + length).trim(self.line)?;
        let name = span.of(self.line);
        self.at += length;
        if is_outlet(name) && self.agency.is_none() {
            self.agency = Some(Agency { span, known: Opening::new(name).is(&AGENCIES) });
            return Some(());
        }
        (self.date.is_none() && self.places.len() < MOST_PARTS && is_place_name(name)).then(|| self.places.push(span))
    }

    /// Reads the country or state of the place before it, if that stands in brackets and the head goes on behind them:
    /// `Medellín (Colombia), 9 oct (EFE).-`. Whether it was there.
    fn place_in_brackets(&mut self) -> bool {
        let Some(length) = bracket_group(self.rest()) else { return false };
        let span = ByteSpan::new(self.at, self.at + length);
        let name = &span.of(self.line)[1..length - 1];
        let goes_on = self.line[span.end..].starts_with(',');
        let read = goes_on && self.places.len() == 1 && is_place_name(name) && !is_known_agency(name);
        if read {
            self.places.push(span);
            self.at = span.end;
        }
        read
    }

    /// Reads what stands in brackets or slashes: an agency, a date, or one after the other.
    fn groups(&mut self) {
        for _ in 0..2 {
            let rest = self.rest().trim_start();
            let start = self.line.len() - rest.len();
            let Some(length) = slash_group(rest).or_else(|| bracket_group(rest)) else { return };
            let Some(inner) = ByteSpan::new(start + 1, start + length - 1).trim(self.line) else { return };
            let content = inner.of(self.line);
            if let Some((_, date)) = date_text::read(content).filter(|&(read, _)| read == content.len()) {
                self.date = self.date.or(Some(date));
            } else if self.agency.is_none() && is_agency_name(content) {
                self.agency = Some(Agency { span: inner, known: is_known_agency(content) });
            } else {
                return;
            }
            self.at = start + length;
        }
    }

    /// Reads the dash or colon that ends the dateline.
    fn mark(&mut self, slashes: bool) {
        let rest = self.rest();
        let trimmed = rest.trim_start();
        let before = if trimmed.len() < rest.len() || self.at == 0 { ' ' } else { last_char(&self.line[..self.at]) };
        let (mark, length) = match dash_length(before, trimmed) {
            0 if trimmed.starts_with([':', '|']) => (Mark::Colon, 1),
            0 if trimmed.starts_with('.') && (slashes || trimmed[1..].starts_with(['-', '–', '—'])) => {
                (Mark::Stop, 1)
            }
            0 => return,
            length => (Mark::Dash, length),
        };
        self.at = self.line.len() - trimmed.len() + length;
        self.mark = Some(mark);
        // `/TASS/.-`, `(EFE).-` and `(AFP): –`
        let rest = self.rest().trim_start();
        let more = dash_length(' ', rest);
        if mark != Mark::Dash && more > 0 {
            self.at = self.line.len() - rest.len() + more;
            self.mark = Some(Mark::Dash);
        }
    }

    fn agency_after_dash(&mut self) {
        let rest = self.rest().trim_start();
        let start = self.line.len() - rest.len();
        let Some(length) = bracket_group(rest) else { return };
        if is_known_agency(&rest[1..length - 1]) {
            self.agency = Some(Agency { span: ByteSpan::new(start + 1, start + length - 1), known: true });
            self.at = start + length;
            self.mark(false);
        }
    }

    /// `CAIRO – 26 July 2022: Talks began`
    fn date_after_dash(&mut self) {
        let start = self.line.len() - self.rest().trim_start().len();
        let Some((length, date)) = date_text::read(&self.line[start..]).filter(|(_, date)| date.full().is_some())
        else {
            return;
        };
        let rest = self.line[start + length..].trim_start();
        let marked = if rest.starts_with(':') { 1 } else { dash_length(' ', rest) };
        if marked > 0 {
            self.date = Some(date);
            self.at = self.line.len() - rest.len() + marked;
        }
    }

    /// Whether what was read is a dateline rather than the opening of a sentence.
    fn is_believable(&self) -> bool {
        let rest = self.rest().trim_start();
        let opens = rest.is_empty() || !super::script::starts_lower(rest);
        let marked = self.mark.is_some();
        let dash = self.mark == Some(Mark::Dash);
        match (self.agency, self.places.is_empty()) {
            // `(CNN)`, `(WIRED)The`, `afrol News, 26 June -`, `ALBAWABA -`
            (Some(_), true) if self.is_bracketed() => {
                opens && (self.is_agency_known() || !rest.is_empty() && rest == self.rest())
            }
            (Some(_), true) => opens && (self.date.is_some() && marked || self.is_agency_known() && dash),
            (Some(Agency { known: true, .. }), false) => {
                marked || opens && (self.is_capitals() || self.is_known_place())
            }
            (Some(_), false) => marked && opens && (self.date.is_some() || self.is_place_alone()),
            // `7 January 2022 -`
            (None, true) => dash && opens && self.date.and_then(WrittenDate::full).is_some(),
            (None, false) if self.date.is_some() => opens && (marked || rest.is_empty() && self.is_known_place()),
            (None, false) => opens && (dash && self.is_place_alone() || marked && self.is_listed_town()),
        }
    }

    /// Whether the line begins with its agency in brackets.
    fn is_bracketed(&self) -> bool {
        self.line.starts_with(['(', '/'])
    }

    /// Whether the first place name is written in capitals: `McALLEN` is too.
    fn is_capitals(&self) -> bool {
        let Some(first) = self.places.first() else { return false };
        let letters = first.of(self.line).chars().filter(|c| c.is_alphabetic());
        let (capitals, all) =
            letters.fold((0, 0), |(capitals, all), c| (capitals + usize::from(c.is_uppercase()), all + 1));
        capitals >= 3 && capitals * 4 >= all * 3
    }

    /// Whether the first name is a town of the list, or the last a country or state.
    fn is_known_place(&self) -> bool {
        let listed = |at: Option<&ByteSpan>, list| at.is_some_and(|span| Opening::new(span.of(self.line)).is(list));
        listed(self.places.first(), &CITIES) || self.places.len() > 1 && listed(self.places.last(), &REGIONS)
    }

    fn is_agency_known(&self) -> bool {
        self.agency.is_some_and(|agency| agency.known)
    }

    /// Whether a colon may follow, as Asian and Gulf papers set it: `NEW DELHI:`, `Muscat:`.
    fn is_listed_town(&self) -> bool {
        self.is_known_place() && (self.is_capitals() || self.places.len() == 1)
    }

    /// Whether the place names are believable with nothing but a dash behind them: listed, or in capitals and neither
    /// an acronym nor a label.
    fn is_place_alone(&self) -> bool {
        let Some(first) = self.places.first().map(|span| span.of(self.line)) else { return false };
        let labelled = || words(first).any(|(_, word)| NOT_PLACES.has(&word.to_lowercase()));
        let acronym = || words(first).count() == 1 && first.chars().count() <= SHORT && self.places.len() == 1;
        self.is_known_place() || self.is_capitals() && !labelled() && !acronym() && words(first).count() <= 3
    }
}

/// Length of the name that `rest` starts with: up to a comma or a date.
fn part_length(rest: &str) -> usize {
    let mut before = ' ';
    for (at, c) in rest.char_indices() {
        if c == ',' || at > 0 && before.is_whitespace() && date_text::read(&rest[at..]).is_some() {
            return at;
        }
        before = c;
    }
    rest.len()
}

/// Length of the dash that `rest` starts with, after the character `before`; 0 if there is none that can part a
/// dateline from its report. A hyphen does so only with space around it, or doubled.
fn dash_length(before: char, rest: &str) -> usize {
    let dashes = rest.find(|c| !matches!(c, '-' | '–' | '—' | '―' | '−' | '‒' | '_')).unwrap_or(rest.len());
    // `EAST HARBOR >>`, as some American papers set it.
    if dashes == 0 && before.is_whitespace() && rest.starts_with(">>") {
        return ">>".len();
    }
    let after = rest[dashes..].chars().next().unwrap_or(' ');
    let parted = before.is_whitespace() || matches!(before, ')' | '/' | '.');
    match &rest[..dashes] {
        "-" | "–" | "_" | "‒" | "−" => {
            // `Srinagar- Rain fell`
            if parted || after.is_whitespace() && (before == ')' || dashes == 1 && before.is_alphabetic()) {
                dashes
            } else {
                0
            }
        }
        _ => dashes,
    }
}

/// Length of the group in brackets that `rest` starts with, the brackets included.
fn bracket_group(rest: &str) -> Option<usize> {
    let length = rest.strip_prefix('(')?.find([')', '('])? + 2;
    (length <= LONGEST_AGENCY && rest[..length].ends_with(')')).then_some(length)
}

/// Length of the agency in slashes that `rest` starts with: `/PRNewswire/`.
fn slash_group(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('/')?;
    let end = inner.find('/')?;
    (end <= LONGEST_AGENCY && is_known_agency(&inner[..end])).then_some(end + 2)
}

/// Whether `name` is a listed agency, or several with slashes or commas between them.
fn is_known_agency(name: &str) -> bool {
    let known = |part: &str| {
        let opening = Opening::new(part);
        opening.is(&AGENCIES) || opening.after(&AGENCIES).is_some() && words(part).count() <= MOST_PARTS
    };
    name.split(['/', ',', '&']).any(known)
}

/// Whether `name` can be an agency's: a few words, the first of them capitalised.
fn is_agency_name(name: &str) -> bool {
    let starts = name.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase()) || is_known_agency(name);
    starts && words(name).count() <= MOST_PLACE_WORDS && !name.contains(char::is_numeric) || is_known_agency(name)
}

/// Whether `name` can only be an outlet's: `afrol News`.
fn is_outlet(name: &str) -> bool {
    let ends = || words(name).last().is_some_and(|(_, word)| OUTLET_ENDINGS.has(&word.to_lowercase()));
    Opening::new(name).is(&AGENCIES) || words(name).nth(1).is_some() && words(name).count() <= MOST_PARTS && ends()
}

/// Whether `name` has the shape of a place name: capitalised words, and particles between them.
fn is_place_name(name: &str) -> bool {
    let shaped = words(name).all(|(_, word)| !word.starts_with(char::is_lowercase) || PLACE_PARTICLES.has(word));
    let capitalised = words(name).any(|(_, word)| word.starts_with(char::is_uppercase));
    let marks =
        |c: char| c.is_alphabetic() || c.is_whitespace() || matches!(c, '.' | '\'' | '’' | '-' | '/' | '&' | '‘');
    shaped && capitalised && words(name).count() <= MOST_PLACE_WORDS && name.chars().all(marks)
}

fn last_char(text: &str) -> char {
    text.chars().next_back().unwrap_or(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The dateline, place, agency and date of `line`, `-` for what it lacks.
    fn read(line: &str) -> Option<[String; 4]> {
        let (dateline, date) = find(line, ByteSpan::new(0, line.len()))?;
        let of = |span: Option<ByteSpan>| span.map_or("-".into(), |span| span.of(line).to_owned());
        let date = date.map_or("-".into(), |date| date.to_string());
        Some([of(Some(dateline.span)), of(dateline.place), of(dateline.agency), date])
    }

    #[test]
    fn every_usual_form_is_read() {
        for case in include_str!("../../tests/fixtures/datelines.txt").lines().filter(|line| !line.starts_with('#')) {
            let mut fields = case.split('\t');
            let line = fields.next().unwrap();
            let expected: Vec<_> = fields.collect();
            match read(line) {
                Some(found) => assert_eq!(found.to_vec(), expected, "{line}"),
                None => assert!(expected.is_empty(), "no dateline in: {line}"),
            }
        }
    }
}
