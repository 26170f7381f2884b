//! Who said what, on mentions that are given: no model has a part in it.

use crate::resolve::unmark;
use newsgloss::document::plain;
use newsgloss::entity::resolve::resolve;
use newsgloss::quote::{Quote, find};

const CASES: &str = include_str!("../cases/quotes.txt");

#[test]
fn quotations_have_the_speakers_that_the_text_gives() {
    let cases = CASES.split("\n\n").skip(1).filter(|case| !case.trim().is_empty());
    assert!(cases.map(check).count() >= 12);
}

/// A title, a text with marked mentions in which ` / ` begins a paragraph, and lines that begin with `= `.
fn check(case: &str) {
    let (title, rest) = case.split_once('\n').unwrap();
    let is_quote = |line: &&str| line.starts_with("= ");
    let text: Vec<&str> = rest.lines().filter(|line| !is_quote(line)).collect();
    let expected: Vec<&str> = rest.lines().filter(is_quote).collect();
    let (text, mut mentions) = unmark(&text.join("\n").replace(" / ", "\n\n"));
    let document = plain::parse(text);
    let entities = resolve(&document, &mut mentions);
    let shown = |quote: &Quote| {
        let words = |span: Option<newsgloss::ByteSpan>| span.map_or("-", |span| span.of(&document.text));
        let entity = quote.entity.map_or("-", |entity| entities[entity].name.as_str());
        let (cue, speaker) = (words(quote.cue), words(quote.speaker));
        format!("= {} | {} | {cue} | {speaker} | {entity}", quote.kind.as_str(), quote.span.of(&document.text))
    };
    let found: Vec<String> = find(&document, &mentions, &entities).iter().map(shown).collect();
    assert_eq!(found, expected, "{title}");
}
