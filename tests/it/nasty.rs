//! The laws of the engine over nasty text.

use crate::{generate, laws, model, span_laws};
use newsgloss::document::plain;
use newsgloss::{Analyzer, Options};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

/// How many generated texts each run reads.
const TEXTS: u64 = 1_000;

/// What finds the names: a small model meets the same code as a large one.
static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new(model::SMALL).unwrap());

/// Everything that holds for any text.
fn hold(text: &str) {
    let document = plain::parse(text);
    assert_eq!(document.text, text, "the text is never changed");
    assert_eq!(document, plain::parse(text), "the same text gives the same document");
    laws::check_laws(&document);
    span_laws::segments(&document);
    span_laws::summary(&document);
    span_laws::utf16(&document);
    let analysis = ANALYZER.analyze(document, &Options::default());
    span_laws::names(&analysis);
    span_laws::quotes(&analysis);
    span_laws::dates(&analysis);
    span_laws::quantities(&analysis);
    let again = ANALYZER.analyze(plain::parse(text), &Options::default());
    assert_eq!(analysis, again, "the same text gives the same analysis");
}

fn breaks(text: &str) -> bool {
    catch_unwind(AssertUnwindSafe(|| hold(text))).is_err()
}

/// The smallest text, found by leaving out ever smaller pieces, that is still `bad`.
fn shrink(mut text: String, bad: impl Fn(&str) -> bool) -> String {
    let mut piece = text.chars().count();
    while piece > 0 {
        let chars: Vec<char> = text.chars().collect();
        let shorter = (0..chars.len())
            .step_by(piece)
            .map(|at| chars.iter().enumerate().filter(|(i, _)| !(at..at + piece).contains(i)).map(|(_, c)| c).collect())
            .find(|shorter: &String| bad(shorter));
        match shorter {
            Some(shorter) => text = shorter,
            None => piece /= 2,
        }
    }
    text
}

#[test]
fn laws_hold_over_nasty_text() {
    for seed in 0..TEXTS {
        let text = generate::text(seed);
        if breaks(&text) {
            let smallest = shrink(text, breaks);
            eprintln!("seed {seed} breaks a law; the smallest text that still does is {smallest:?}");
            hold(&smallest);
        }
    }
}

#[test]
fn laws_hold_over_single_characters() {
    let every = (0..=0x10_FFFF).step_by(97).chain(0..0x300).chain(0x2000..0x2070).filter_map(char::from_u32);
    every.for_each(|c| hold(&String::from(c)));
}

#[test]
fn laws_hold_over_large_text() {
    for run in [
        "a",
        "word ",
        "“",
        "\"",
        "‘",
        "' ",
        "“a” ",
        "“He,” he said. ",
        "A (AB) ",
        "He said. ",
        "\n",
        "\r",
        "漢",
        "\u{301}",
        "(",
        "Mr. ",
        "Word. ",
        "- a\n",
        "A\n\n",
    ] {
        hold(&run.repeat(50_000 / run.len()));
    }
}

#[test]
fn shrinking_leaves_only_what_is_bad() {
    let bad = |text: &str| text.contains('é') && text.contains('漢');
    assert_eq!(shrink("one é two 漢 three".to_owned(), bad), "é漢");
}
