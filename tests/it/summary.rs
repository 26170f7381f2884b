//! Summaries: cases as data, and the laws that hold for any text.
//!
//! A case is a file of `tests/cases/summary/`: what it shows, then sections that begin with `== ` and a name.
//!
//! * `text`: the news item.
//! * `sentences N`: what the sentences of a summary of N sentences must begin with; with fewer lines than N, those
//!   must be among them.
//! * `never`: what no sentence may hold, however long the summary.
//! * `leans`: what a sentence begins with that may be in a summary only after the one before it in the text; only a stray
//!   scrap of a word may stand between them.

use newsgloss::document::{Document, plain};
use newsgloss::summary::{Focus, Length, Ranking, SummarySentence, digest, key_points, key_terms};
use std::path::Path;

use crate::span_laws;

/// The sections of a case file, each with its heading.
fn sections(case: &str) -> impl Iterator<Item = (&str, &str)> {
    case.split("\n== ").skip(1).map(|section| section.split_once('\n').unwrap())
}

fn lines(body: &str) -> impl Iterator<Item = &str> {
    body.lines().filter(|line| !line.is_empty())
}

fn check(name: &str, case: &str) {
    let text = sections(case).find(|(heading, _)| *heading == "text").expect("a section `text`").1.trim();
    let document = plain::parse(text);
    let ranking = Ranking::new(&document);
    let all = ranking.take(usize::MAX);
    for (heading, body) in sections(case) {
        match heading.split_once(' ').unwrap_or((heading, "")) {
            ("text", _) => {}
            ("sentences", count) => holds(name, text, &ranking.take(count.parse().unwrap()), body),
            ("never", _) => lines(body).for_each(|part| {
                assert!(text.contains(part), "{name}: {part:?} is not in the text");
                assert!(!all.iter().any(|s| s.span.of(text).contains(part)), "{name}: {part:?} is in the summary");
            }),
            ("leans", _) => lines(body).for_each(|start| leans(name, &document, &ranking, start)),
            _ => panic!("{name}: unknown section {heading:?}"),
        }
    }
}

fn holds(name: &str, text: &str, summary: &[SummarySentence], starts: &str) {
    for start in lines(starts) {
        let found = summary.iter().any(|sentence| sentence.span.of(text).starts_with(start));
        let said: Vec<&str> = summary.iter().map(|sentence| sentence.span.of(text)).collect();
        assert!(found, "{name}: {start:?} is not in {said:#?}");
    }
}

/// A stray scrap that may stand between a sentence and the one that leans on it is shorter than this, in bytes.
const LONGEST_SCRAP: usize = 12;

fn leans(name: &str, document: &Document, ranking: &Ranking, start: &str) {
    let text = &document.text;
    let at = text.find(start).unwrap_or_else(|| panic!("{name}: {start:?} is not in the text"));
    for count in 0..=ranking.len() {
        let summary = ranking.take(count);
        let Some(i) = summary.iter().position(|sentence| sentence.span.start == at) else { continue };
        let end = if i == 0 { 0 } else { summary[i - 1].span.end };
        let between = text[end..at].trim();
        assert!(between.len() < LONGEST_SCRAP, "{name}: {start:?} comes after {between:?} in a summary of {count}");
    }
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/summary");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() > 9);
    for file in files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        check(&name, &std::fs::read_to_string(&file).unwrap());
    }
}

#[test]
fn odd_texts_have_lawful_summaries() {
    let long_line = "word and another word ".repeat(20_000);
    let quotes = "“\"” he said ".repeat(20_000);
    let stops = ". ".repeat(20_000);
    let same = format!("Title\n\n{}", "The same sentence comes again and again here. ".repeat(5_000));
    for text in ["", " \n\t ", "x", "He died.", "👩‍👩‍👧", "e\u{301}\u{301}", "\u{feff}", &long_line, &quotes, &stops, &same]
    {
        span_laws::summary(&plain::parse(text));
    }
}

/// A report of so many sentences, no two alike, with `between` them.
fn report(sentences: usize, between: &str) -> String {
    const WHO: [&str; 7] = ["Anna Lind", "Emil Brandt", "Karin Holt", "Lars Nord", "Mia Dahl", "Ola Berg", "Jens Falk"];
    const DID: [&str; 5] = ["opened", "painted", "measured", "bought", "closed"];
    const WHAT: [&str; 11] = [
        "bridge", "school", "harbour", "library", "mill", "market", "tower", "station", "hospital", "theatre", "garden",
    ];
    let sentence =
        |n: usize| format!("{} {} the {} of street number {n} in Lindau.", WHO[n % 7], DID[n % 5], WHAT[n % 11]);
    (0..sentences).map(sentence).collect::<Vec<_>>().join(between)
}

#[test]
fn reports_of_any_size_have_summaries() {
    for between in [" ", "\n\n"] {
        for sentences in [1, 2, 3, 12, 100, 1_000] {
            let document = plain::parse(format!("Lindau rebuilds\n\n{}", report(sentences, between)));
            span_laws::summary(&document);
            let ranking = Ranking::new(&document);
            assert_eq!(ranking.len(), sentences, "{sentences} sentences with {between:?} between them");
            for wanted in [0, 1, 3, sentences, sentences + 1] {
                let summary = ranking.select(Length::Sentences(wanted));
                assert!(summary.len() <= wanted && summary.is_empty() == (wanted == 0), "{wanted} of {sentences}");
            }
            assert_eq!(ranking.take(sentences).len(), sentences);
            assert!(ranking.line().is_some());
            assert_eq!(digest(&[document.clone(), document], 3).len(), sentences.min(3), "nothing is said twice");
        }
    }
}

#[test]
fn a_huge_text_has_a_summary() {
    let text = format!("Lindau rebuilds\n\n{}", report(40_000, " "));
    assert!(text.len() > 2_000_000);
    let document = plain::parse(text);
    assert_eq!(Ranking::new(&document).take(3).len(), 3);
    assert_eq!(digest(&[document], 5).len(), 5);
}

#[test]
fn a_single_sentence_is_its_own_summary() {
    let document = plain::parse("Bridge opens\n\nHe opened the bridge on Monday.");
    let summary = Ranking::new(&document).take(3);
    assert_eq!(summary.len(), 1);
    assert_eq!(summary[0].span.of(&document.text), "He opened the bridge on Monday.");
}

#[test]
fn the_dateline_is_not_part_of_the_first_sentence() {
    let text = "Bridge opens\n\nLINDAU (AP) — The bridge was opened on Monday by the mayor of the town.";
    let mut document = plain::parse(text);
    let start = text.find("LINDAU").unwrap();
    let span = newsgloss::ByteSpan::new(start, text.find("The bridge").unwrap() - 1);
    document.dateline = Some(newsgloss::document::Dateline { span, place: None, agency: None });
    let summary = Ranking::new(&document).take(1);
    assert!(summary[0].span.of(text).starts_with("The bridge was opened"));
}

#[test]
fn odd_texts_have_lawful_terms_and_points() {
    let long = "Word and Another Word of Anna Lind ".repeat(20_000);
    let same = format!("Title\n\n{}", "The same sentence comes again and again here. ".repeat(5_000));
    for text in ["", " \n\t ", "x", "He died.", "👩‍👩‍👧", "e\u{301}\u{301}", "\u{feff}", &long, &same] {
        let document = plain::parse(text);
        for term in key_terms(&document, 10) {
            assert!(!term.name.is_empty() && !term.spans.is_empty(), "{term:?}");
            span_laws::spans(&document.text, "key term", term.spans.iter().copied());
        }
        span_laws::spans(&document.text, "key point", key_points(&document, 5).iter().map(|point| point.span));
        assert!(digest(&[document.clone(), document], 5).len() <= 5);
    }
}

#[test]
fn a_summary_about_something_speaks_of_it_alone() {
    let text = "Bridge opens\n\nThe bridge was opened on Monday by the mayor Anna Holt of Lindau. Ferries will stop in \
        May. They carried a thousand cars each day. Holt wants another bridge before her term as a mayor is over.";
    let document = plain::parse(text);
    let about = |name: &str| -> Vec<&str> {
        let summary = Ranking::about(&document, &Focus::new([name])).select(Length::Share(1.0));
        summary.iter().map(|sentence| sentence.span.of(text)).collect()
    };
    assert_eq!(about("Anna Holt").len(), 2);
    assert!(about("Anna Holt").iter().all(|sentence| sentence.contains("Holt")));
    assert_eq!(about("cars"), Vec::<&str>::new(), "its only sentence leans on one that is not about cars");
    assert_eq!(about("weather"), Vec::<&str>::new());
    assert_eq!(about(""), Vec::<&str>::new());
}

#[test]
fn every_sentence_says_why_it_was_chosen() {
    let text =
        "Bridge opens\n\nThe bridge was opened on Monday by the mayor. It cost 9 million euros. Ferries will stop.";
    let summary = Ranking::new(&plain::parse(text)).select(Length::Share(1.0));
    assert!(summary.iter().all(|sentence| sentence.why[0].is_some_and(|reason| !reason.text().is_empty())));
}

#[test]
fn the_line_is_short_and_stands_alone() {
    let text = "Bridge opens\n\nThe bridge over the river was opened by the mayor on Monday after four years of work that \
        cost nine million euros and many nights of sleep for the people of the old town, who will miss their ferries \
        all the same. The bridge will carry a thousand cars each day. It is blue.";
    let document = plain::parse(text);
    let line = Ranking::new(&document).line().unwrap();
    assert_eq!(line.span.of(text), "The bridge will carry a thousand cars each day.");
    assert_eq!(Ranking::new(&plain::parse("")).line(), None);
}

#[test]
fn the_opening_goes_before_what_builds_on_it() {
    let text = "Few had thought of the river.\n\nThe council of Ostwick will close the stone bridge over the river Ost on \
        Monday after engineers found cracks in two arches of the bridge. Engineers will inspect the bridge over the river \
        every week. The bridge was built in 1901 and is the oldest in Ostwick.";
    let opening = Ranking::new(&plain::parse(text)).take(1)[0].span;
    assert_eq!(opening.of(text), "Few had thought of the river.");
    let focused = Ranking::about(&plain::parse(text), &Focus::new(["arches"])).take(1)[0].span;
    assert!(focused.of(text).contains("arches"), "a summary about something opens with that");
}

#[test]
fn a_short_summary_has_what_its_sentences_stand_for() {
    let text = "A court in Ostwick on Monday let a suspect go after six days of hearings about the fire in a mill.\n\n\
        Anna Lind of the state theatre, who plays King Lear, came to the hearings as a witness. Judges thanked the \
        young actor on Monday for all that was said about the fire in the mill. Prosecutors in Ostwick had asked for a \
        guard at each of the doors. On Sunday night in Ostwick guards would not let him leave the court after the \
        hearings about the fire.\n\n\
        Karin Holt, mayor of Ostwick, called for an inquiry into the fire and promised new rules for mills. Holt and \
        six members of the council in Ostwick had asked for a judicial bypass before the hearings about the fire. The \
        town of Ostwick has paid for the mill since May. The bypass is most common in Ostwick after a fire in a mill.";
    let document = plain::parse(text);
    let ranking = Ranking::new(&document);
    for count in 1..=4 {
        let summary: Vec<&str> = ranking.take(count).iter().map(|sentence| sentence.span.of(text)).collect();
        let holds = |part: &str| summary.iter().any(|sentence| sentence.contains(part));
        for (part, introduced) in [
            ("the young actor", "Anna Lind"),
            ("let him leave", "Prosecutors"),
            ("Holt and six", "Karin Holt"),
            ("The bypass is", "a judicial bypass"),
        ] {
            assert!(!holds(part) || holds(introduced), "{part:?} without {introduced:?} in {summary:#?}");
        }
    }
    assert_eq!(ranking.take(usize::MAX).len(), 9);
}
