//! Hypothesis's cases: quotes and how good a match each is, ranges of a page, and annotations that were made on pages.

use std::path::Path;

use newsgloss::annotation::{Anchor, Anchorer, Position, Quote, Selector, describe};
use newsgloss::span::ByteSpan;
use serde_json::Value;

use super::{Suite, json, number, read, string};
use crate::eval::html::Page;
use crate::failure::Outcome;

pub(super) fn print(folder: &Path, most: usize) -> Outcome {
    quotes(&json(&folder.join("match-quote-cases.json"))?).print("Hypothesis: quotes", most);
    let page = Page::new(&read(&folder.join("html-anchoring-fixture.html"))?, true);
    ranges(&json(&folder.join("range-specs.json"))?, &page).print("Hypothesis: ranges, by each selector alone", most);
    let mut suite = Suite::default();
    for name in ["minimal", "wikipedia-regression-testing"] {
        let html = read(&folder.join(format!("html-baselines/{name}.html")))?;
        // The annotations count from the beginning of the body.
        let page = Page::new(&html[html.find("<body").unwrap_or_default()..], true);
        annotations(&json(&folder.join(format!("html-baselines/{name}.json")))?, &page, &mut suite);
    }
    suite.print("Hypothesis: annotations, and described anew", most);
    Ok(())
}

fn quotes(file: &Value) -> Suite {
    let mut suite = Suite::default();
    for case in file["cases"].as_array().into_iter().flatten() {
        let text = file["fixtures"][string(case, "text")].as_str().unwrap_or_else(|| string(case, "textLiteral"));
        let found = found(case, text);
        let right = match &case["expect"] {
            Value::Null => found == [None],
            Value::String(_) => is_falling(&found),
            expected => found[0].is_some_and(|found| is_expected(expected, text, found)),
        };
        suite.add(right, || format!("{case}: {found:?} {:?}", found[0].map(|found| found.span.of(text))));
    }
    suite
}

/// What is found of the quote, or of each that has one of the values in a part of it.
fn found(case: &Value, text: &str) -> Vec<Option<Anchor>> {
    let own = |key: &str| string(case, key).to_owned();
    let start = place(case, "hintAtIndexOf", "hintPlus", text);
    let quote = Quote { exact: own("quote"), prefix: own("prefix"), suffix: own("suffix"), start };
    let anchorer = Anchorer::new(text);
    let Some(values) = case["values"].as_array() else { return vec![anchorer.anchor(&quote)] };
    let with = |value: &Value| {
        let (mut quote, value) = (quote.clone(), value.as_str().unwrap_or_default().to_owned());
        match string(case, "monotone") {
            "prefix" => quote.prefix = value,
            "suffix" => quote.suffix = value,
            _ => quote.exact = value,
        }
        anchorer.anchor(&quote)
    };
    values.iter().map(with).collect()
}

/// Where words stand that a case names, and so much behind it.
fn place(case: &Value, words: &str, plus: &str, text: &str) -> Option<usize> {
    Some(text.find(case[words].as_str()?)? + number(&case[plus]))
}

/// Whether each is less sure than the one before it. One that is gone is not sure at all, and is the last.
fn is_falling(found: &[Option<Anchor>]) -> bool {
    let sure = |found: &Option<Anchor>| found.map_or(0.0, |found| found.confidence);
    found[..found.len() - 1].iter().all(Option::is_some) && found.is_sorted_by(|a, b| sure(a) > sure(b))
}

fn is_expected(expected: &Value, text: &str, found: Anchor) -> bool {
    let start = place(expected, "startAtIndexOf", "plus", text).is_none_or(|start| start == found.span.start);
    let slice = expected["slice"].as_str().is_none_or(|slice| slice == found.span.of(text));
    let sure = f64::from(found.confidence);
    let score = expected["score"].as_f64().is_none_or(|score| score == sure);
    let between = expected["scoreBetween"].as_array().is_none_or(|_| 0.0 < sure && sure < 1.0);
    start && slice && score && between
}

/// The place of a boundary point, whose node is told by its number among the text nodes or by a path.
fn boundary(page: &Page, node: &Value, offset: &Value) -> Option<usize> {
    let node = match node.as_str() {
        Some(path) => page.by_path(path)?,
        None => page.text_node(number(node))?,
    };
    Some(page.place(node, number(offset)))
}

fn ranges(file: &Value, page: &Page) -> Suite {
    let (mut suite, text) = (Suite::default(), &page.text);
    let anchorer = Anchorer::new(text);
    for case in file["cases"].as_array().into_iter().flatten() {
        let edge = |edge: &str| boundary(page, &case[format!("{edge}Container")], &case[format!("{edge}Offset")]);
        let found = edge("start").zip(edge("end")).map(|(start, end)| {
            let span = ByteSpan::new(start, end);
            let selectors = [Selector::Quote(describe(text, span)), Selector::Position(Position::of(text, span))];
            selectors.map(|selector| anchorer.locate(&[selector]).map_or("", |found| found.span.of(text)))
        });
        suite.add(found == Some([string(case, "quote"); 2]), || format!("{}: {found:?}", string(case, "description")));
    }
    suite
}

/// An annotation's quote and its position mean the same passage, and that is described as it was.
fn annotations(file: &Value, page: &Page, suite: &mut Suite) {
    let (text, anchorer) = (&page.text, Anchorer::new(&page.text));
    for row in file["rows"].as_array().into_iter().flatten() {
        let selectors = row["target"][0]["selector"].as_array().into_iter().flatten();
        let of = |kind: &str| selectors.clone().find(|selector| selector["type"] == kind).unwrap_or(&Value::Null);
        let (quote, position) = (of("TextQuoteSelector"), of("TextPositionSelector"));
        let own = |key: &str| string(quote, key).to_owned();
        let quote = Quote { exact: own("exact"), prefix: own("prefix"), suffix: own("suffix"), start: None };
        let position = Position { start: number(&position["start"]), end: number(&position["end"]) };
        let by_words = anchorer.anchor(&quote).map(|found| found.span);
        let by_place = position.locate(text);
        let again = by_words.map(|span| Quote { start: None, ..describe(text, span) });
        let right = by_words == by_place && again.as_ref() == Some(&quote);
        suite.add(right, || format!("{}: {by_words:?} {by_place:?} {again:?}", string(row, "id")));
    }
}
