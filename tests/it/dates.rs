//! Dates: the cases beside the rules, and what a whole document gives.

use newsgloss::document::{Date, plain};
use newsgloss::time::{self, DateExpression, Finder};
use newsgloss::{ByteSpan, time::DateKind};
use std::fs;
use std::path::{Path, PathBuf};

/// How many expressions the cases hold at least.
const EXPRESSIONS: usize = 300;

#[test]
fn cases_have_their_values() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/time/rules");
    let of = |ending: &str| -> Vec<PathBuf> {
        let files = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|e| e == ending)).collect();
        files.sort();
        files
    };
    let (mut count, mut failures) = (0, Vec::new());
    for file in of("cases") {
        let mut day = None;
        for line in fs::read_to_string(&file).unwrap().lines() {
            match line.strip_prefix('@') {
                Some(known) => day = Date::from_iso(known.trim()),
                None if line.starts_with('#') || line.is_empty() => {}
                None => {
                    count += line.matches(" = ").count();
                    let found = mark(&unmark(line), day);
                    failures.extend((found != line).then(|| format!("expected {line}\n   found {found}")));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} cases differ\n{}", failures.len(), failures.join("\n"));
    assert!(count >= EXPRESSIONS, "only {count} expressions");
}

/// `text` with what is found in it marked as the cases mark it: `[DATE Friday = 2022-01-07]`.
fn mark(text: &str, day: Option<Date>) -> String {
    let (mut marked, mut at) = (String::new(), 0);
    for date in Finder::new(day).read(text, ByteSpan::new(0, text.len())) {
        marked += &text[at..date.span.start];
        marked += &format!("[{} {} = {}]", date.kind.as_str(), date.span.of(text), date.value);
        at = date.span.end;
    }
    marked + &text[at..]
}

/// The text of a case without its marks.
fn unmark(case: &str) -> String {
    let mut pieces = case.split('[');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (inner, rest) = piece.split_once(']').unwrap_or_else(|| panic!("no ] in {case}"));
        let (_, words) = inner.split_once(' ').unwrap_or_else(|| panic!("no kind in {case}"));
        let (words, _) = words.split_once(" = ").unwrap_or_else(|| panic!("no value in {case}"));
        text += words;
        text += rest;
    }
    text
}

/// What is found in a text of 10 January 2022.
fn found(text: &str) -> Vec<DateExpression> {
    Finder::new(Date::from_iso("2022-01-10")).read(text, ByteSpan::new(0, text.len()))
}

#[test]
fn values_in_the_calendar_cover_their_days() {
    for (text, days) in [
        ("Friday", "2022-01-07 2022-01-07"),
        ("last week", "2022-01-03 2022-01-09"),
        ("the weekend", "2022-01-08 2022-01-09"),
        ("February 2020", "2020-02-01 2020-02-29"),
        ("the third quarter of 2021", "2021-07-01 2021-09-30"),
        ("the second half of 2021", "2021-07-01 2021-12-31"),
        ("the winter of 2016", "2016-12-01 2017-02-28"),
        ("1991", "1991-01-01 1991-12-31"),
        ("the 1980s", "1980-01-01 1989-12-31"),
        ("the 19th century", "1800-01-01 1899-12-31"),
        ("10 p.m. yesterday", "2022-01-09 2022-01-09"),
        ("two days", ""),
        ("every Friday", ""),
        ("recently", ""),
    ] {
        let found = found(text);
        let shown = found[0].extent.map_or(String::new(), |extent| format!("{} {}", extent.from, extent.to));
        assert_eq!(shown, days, "{text}");
    }
}

#[test]
fn the_documents_own_day_is_used() {
    let text = "Talks begin\n\nBy Ola Berg\n\nJanuary 7, 2022\n\nALMATY (AP) – Troops came on Wednesday.";
    let document = plain::parse(text);
    let dates = time::find(&document);
    let values: Vec<&str> = dates.iter().map(|date| date.value.as_str()).collect();
    assert_eq!(values, ["2022-01-07", "2022-01-05"]);
    assert!(dates.iter().all(|date| date.kind == DateKind::Date));
}

#[test]
fn numbers_out_of_all_measure_give_no_nonsense() {
    for text in [
        "the 99999th century",
        "99999999999999999999 years ago",
        "in 99999999999999999999 days",
        "4000000000 weeks from now",
        "1000000 decades ago",
        "May 99, 2022",
        "99:99 p.m.",
        "the 31st century",
        "January 0, 2022",
        "2500 GMT",
    ] {
        for date in found(text) {
            assert!(date.value.len() <= 24, "{text}: {date:?}");
        }
    }
}

#[test]
fn a_number_in_an_editors_brackets_counts() {
    let text = "\"[Ten] years ago, for [two] days, [three].\"";
    let found: Vec<String> = found(text).iter().map(|date| format!("{} {}", date.span.of(text), date.value)).collect();
    assert_eq!(found, ["[Ten] years ago 2012", "[two] days P2D"]);
}

#[test]
fn marks_of_many_kinds_are_read_alike() {
    for text in ["mid-1990s", "mid 1990s", "mid – 1990s", "MID-1990S", "mid‑1990s"] {
        assert_eq!(found(text)[0].value, "199", "{text}");
    }
    for text in ["New Year’s Eve", "New Year's Eve", "NEW YEAR'S EVE"] {
        assert_eq!(found(text)[0].value, "2021-12-31", "{text}");
    }
}
