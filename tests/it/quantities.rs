//! Figures against cases, and what holds for those of any text.

use crate::{generate, span_laws};
use newsgloss::Analysis;
use newsgloss::document::plain;
use newsgloss::quantity::{self, Quantity};

/// One figure as the cases write it: `MONEY 5000000 USD`, `QUANTITY 2000..2500 person (people)`.
fn shown(text: &str, quantity: &Quantity) -> String {
    let counts = quantity.counts.map_or(String::new(), |counts| format!(" ({})", counts.of(text)));
    format!("{quantity}{counts}")
}

/// A case's text without its brackets, and the text with brackets around what was found, each figure behind it.
fn outcome(marked: &str) -> (String, Vec<String>) {
    let text: String = marked.chars().filter(|c| !matches!(c, '⟦' | '⟧')).collect();
    let document = plain::parse(text.clone());
    let quantities = quantity::find(&document);
    let (mut found, mut at) = (String::new(), 0);
    for quantity in &quantities {
        found += &format!("{}⟦{}⟧", &text[at..quantity.span.start], quantity.span.of(&text));
        at = quantity.span.end;
    }
    (found + &text[at..], quantities.iter().map(|quantity| shown(&text, quantity)).collect())
}

/// Checks one family's cases: how many there are, and which failed with what was found instead.
fn check(family: &str, cases: &str, least: usize) -> Vec<String> {
    let lines = cases.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let cases: Vec<&str> = lines.collect();
    assert!(cases.len() >= least, "{family}: {} cases", cases.len());
    let mut failed = Vec::new();
    for case in cases {
        let (marked, expected) = case.rsplit_once(" => ").unwrap_or_else(|| panic!("no expectation in {case:?}"));
        let marked = marked.replace("\\n", "\n");
        let (found, figures) = outcome(&marked);
        let figures = if figures.is_empty() { "none".to_owned() } else { figures.join("; ") };
        if found != marked || figures != expected {
            failed.push(format!("{family}\n  wanted {marked} => {expected}\n  found  {found} => {figures}"));
        }
    }
    failed
}

#[test]
fn figures_are_those_of_the_cases() {
    macro_rules! family {
        ($name:literal, $least:literal) => {
            check($name, include_str!(concat!("../../src/quantity/rules/", $name, ".cases")), $least)
        };
    }
    let failed = [
        family!("money", 170),
        family!("age", 25),
        family!("nation", 25),
        family!("percent", 50),
        family!("unit", 70),
        family!("counted", 50),
        family!("bound", 40),
        family!("not", 38),
    ]
    .concat();
    assert!(failed.is_empty(), "{} failed\n{}", failed.len(), failed.join("\n"));
}

/// Pieces of figures, and what stands beside them.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "1", "25", "1,000", "3.5", "1990", "½", "two", "twenty", "million", "dozens", "first", "a", "half", "one", "bn", "m",
    "$", "US$", "£", "€", "#", "Rs", "R", "dollars", "euros", "pounds", "won", "cents", "p", "%", "percent", "percentage points",
    "km", "°", "C", "square", "feet", "barrels", "-", "–", "−", "minus", "to", "and", "or", "from", "between", "of", "the",
    "more than", "up to", "or more", "plus", "+", "people", "new jobs", "men", "India", "May", "No.", "Boeing", " ", " ", " ",
    ",", ".", "'", "’s", "(", ")", "/", "_", "é", "漢", "\u{a0}", "\n", "\n\n", "\u{301}",
];

fn hold(text: String) {
    let document = plain::parse(text);
    let quantities = quantity::find(&document);
    span_laws::quantities(&Analysis { document, quantities, ..Analysis::default() });
}

#[test]
fn laws_hold_over_random_figures() {
    for seed in 0..6_000 {
        let mut random = generate::Numbers::new(seed);
        hold((0..random.below(16)).map(|_| random.pick(PIECES)).collect());
    }
}

/// Texts that are figures from end to end. Were one quadratic, this would not end in a time that anybody waits.
#[test]
fn laws_hold_over_endless_figures() {
    let size = 1 << 19;
    // Each line is a piece, up to its bar.
    let pieces = include_str!("../../src/quantity/endless.txt").lines().filter_map(|line| line.strip_suffix('|'));
    for piece in pieces {
        hold(piece.repeat(size / piece.len()));
    }
}
