//! Who said what, on mentions that are given: no model has a part in it.

use crate::marked::{Case, cases};
use newsgloss::entity::resolve::resolve;
use newsgloss::quote::{Quote, find};

const CASES: &str = include_str!("../cases/quotes.txt");

#[test]
fn quotations_have_the_speakers_that_the_text_gives() {
    assert!(cases(CASES, |line| line.starts_with("= ")).map(check).count() >= 12);
}

fn check(Case { title, document, mut mentions, expected }: Case<'_>) {
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
