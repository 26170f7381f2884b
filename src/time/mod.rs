//! Dates, times, durations and recurrences in a text, and what they mean.
//!
//! The rules in `rules/` say how times are written: each fills the slots of a form (a month, a day, an offset in weeks).
//! [`resolve`] turns a filled form into a value of TIMEX3, the notation of TimeML (ISO 8601 with an `X` for every digit
//! that is not known), by the day that the document is of. Without that day a value says what the words say and no more:
//! `Friday` is `XXXX-WXX-5`. No clock is read.

mod calendar;
mod extent;
mod form;
mod order;
mod period;
mod point;
mod resolve;
mod tense;

#[allow(clippy::pedantic, unreachable_pub, missing_docs, reason = "generated")]
mod table {
    use crate::rule::Rules;
    include!(concat!(env!("OUT_DIR"), "/time_rules.rs"));
}

use crate::document::{Date, Document};
use crate::rule::{self, Atom, Figure};
use crate::span::ByteSpan;
use crate::text::number;
use order::Order;
use resolve::Context;
use table::{RULES, class};

/// An expression of time in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateExpression {
    /// Where it stands, without a preposition before it.
    pub span: ByteSpan,
    /// What it gives.
    pub kind: DateKind,
    /// Its TIMEX3 value: `2022-01-07`, `2022-W01`, `2021-Q4`, `198` (a decade), `P2D`, `XXXX-WXX-5`, `PAST_REF`.
    pub value: String,
    /// The days that it covers, if the value is a place in the calendar.
    pub extent: Option<Extent>,
}

/// A stretch of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Extent {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

/// The kinds of expression, as TimeML tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateKind {
    /// A day or something longer: `Friday`, `last week`, `the 1980s`.
    Date,
    /// A time of day: `10 a.m.`, `Friday night`.
    Time,
    /// A length of time: `two days`.
    Duration,
    /// Something that comes again: `every morning`.
    Set,
}

impl DateKind {
    /// Every kind, in the order of the enum.
    pub const ALL: [DateKind; 4] = [DateKind::Date, DateKind::Time, DateKind::Duration, DateKind::Set];

    /// The name that reaches JavaScript, as TimeML writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            DateKind::Date => "DATE",
            DateKind::Time => "TIME",
            DateKind::Duration => "DURATION",
            DateKind::Set => "SET",
        }
    }
}

/// Every expression of time in a document, sorted, each inside one block. Of a text that is not English there are none.
pub fn find(document: &Document) -> Vec<DateExpression> {
    if !document.is_english() {
        return Vec::new();
    }
    let mut finder = Finder::of(document);
    document.blocks.iter().flat_map(|block| finder.read(&document.text, block.span)).collect()
}

/// Finds expressions block by block, and remembers what later ones lean on: `the following year`.
#[derive(Debug, Clone)]
pub struct Finder {
    context: Context,
}

impl Finder {
    /// A finder for a text of the day `reference`, if that is known, of which nothing else is.
    pub fn new(reference: Option<Date>) -> Finder {
        Finder { context: Context::new(reference, Order::default()) }
    }

    /// A finder for a document: its own date is the reference, and its place and its other dates say whether `7/1/2022`
    /// is in January or in July.
    pub fn of(document: &Document) -> Finder {
        Finder { context: Context::new(document.date, order::of(document)) }
    }

    /// The expressions in `span` of `text`, sorted and apart from one another. Spans must come in the order of the text.
    pub fn read(&mut self, text: &str, span: ByteSpan) -> Vec<DateExpression> {
        let atoms = rule::atoms(&RULES, text, span);
        let figures = figures(&text[..span.end], &atoms);
        let matches = RULES.find(&atoms, &figures);
        self.context.begin_block();
        let read = matches.into_iter().filter_map(|found| {
            let (kind, value) = self.context.resolve(text, &atoms, &figures, &found)?;
            let extent = extent::of(&value);
            Some(DateExpression { span: found.span, kind, value, extent })
        });
        read.collect()
    }
}

/// The numbers that rules may ask for.
fn figures(text: &str, atoms: &[Atom]) -> Vec<Figure> {
    let mut found: Vec<Figure> = Vec::new();
    for (at, &atom) in atoms.iter().enumerate() {
        let is_read = found.last().is_some_and(|last| atom.span.start < last.span.end);
        let may_be = atom.is_digits() || RULES.value(atom, class::NUMBER).is_some();
        if is_read || !may_be {
            continue;
        }
        let read = number::read(text, atom.span.start, number::Hints::default());
        if let Some((span, value)) = read.and_then(|number| Some((number.span, number.value?)))
            && read.is_some_and(|number| number.kind != number::NumberKind::Ordinal)
        {
            found.push(Figure { span: with_brackets(atoms, at, span), value });
        }
    }
    found
}

/// The span of a number that starts at an atom, with the brackets that an editor has put around it: `[Ten] years ago`.
fn with_brackets(atoms: &[Atom], at: usize, span: ByteSpan) -> ByteSpan {
    let before = at.checked_sub(1).map(|before| atoms[before]).filter(|atom| atom.is_mark('['));
    let after = atoms[at..].iter().find(|atom| atom.span.start >= span.end).filter(|atom| atom.is_mark(']'));
    before.zip(after).map_or(span, |(before, after)| ByteSpan::new(before.span.start, after.span.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    /// The texts of the cases, without their marks.
    fn cases() -> String {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/time/rules");
        let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let cases = files.filter(|path| path.extension().is_some_and(|ending| ending == "cases"));
        let text: String = cases.map(|path| fs::read_to_string(path).unwrap()).collect();
        let mut plain = String::new();
        for piece in text.split('[') {
            let (inner, rest) = piece.split_once(']').unwrap_or(("", piece));
            let words = inner.split_once(' ').map_or("", |(_, words)| words);
            plain += words.split_once(" = ").map_or("", |(words, _)| words);
            plain += rest;
        }
        plain
    }

    #[test]
    fn twice_the_text_takes_twice_the_steps() {
        let pieces = [
            "one ",
            "1 ",
            "1/",
            "1/1/",
            "12:00 ",
            "first ",
            "May ",
            "the end of ",
            "early the ",
            "two or ",
            "half a ",
            "a year ",
            "in the last ",
            "every ",
            "Friday ",
            "more than ",
            "1990s-",
            "the ",
            "-",
            "[1",
            "year ended May 1",
            "the quarter ",
            "would be ",
            "night of Friday, ",
            "twenty-first-",
            "'90s ",
            "past the past ",
            "minute",
        ];
        // Some of these over and over are not English, which is no reason to be quick about them.
        let work = |text| drop(find(&Document { language: None, ..crate::document::plain::parse(text) }));
        crate::steps::assert_linear(&pieces, work);
    }

    #[test]
    fn every_rule_has_a_case() {
        let all: BTreeSet<u16> = RULES.starts.iter().map(|start| start.rule).collect();
        let mut used = BTreeSet::new();
        for line in cases().lines() {
            let atoms = rule::atoms(&RULES, line, ByteSpan::new(0, line.len()));
            used.extend(RULES.find(&atoms, &figures(line, &atoms)).iter().map(|found| found.rule));
        }
        // A rule's name is its place among the rules, in the order of the files and lines.
        let idle: Vec<usize> = (1..).zip(&all).filter(|(_, rule)| !used.contains(rule)).map(|(at, _)| at).collect();
        assert!(idle.is_empty(), "of {} rules these have no case: {idle:?}", all.len());
    }
}
