//! Apache Annotator's cases: quotes and positions in small pages, and how passages are described.

use std::path::Path;

use newsgloss::annotation::{Anchorer, Position, Quote, describe};
use newsgloss::span::ByteSpan;
use serde_json::Value;

use super::{Suite, json, number, string};
use crate::eval::html::Page;
use crate::failure::Outcome;
use crate::test::Site;
use crate::{package, paths, process, tools};

pub(super) fn print(folder: &Path, most: usize) -> Outcome {
    let (mut quotes, mut positions, mut described) = (Suite::default(), Suite::default(), Suite::default());
    each(&folder.join("text-quote-match.json"), |name, case| quote(name, case, &mut quotes))?;
    each(&folder.join("text-position-match.json"), |name, case| position(name, case, &mut positions))?;
    each(&folder.join("text-quote-describe.json"), |name, case| description(name, case, &mut described))?;
    quotes.print("Apache Annotator: quotes, every match", most);
    described.print("Apache Annotator: described, and found by that", most);
    positions.print("Apache Annotator: positions in code points", most);
    Ok(())
}

/// The cases that need a page: what selects elements, and what is marked.
pub(super) fn in_chromium(folder: &Path, most: usize) -> Outcome {
    let mut command = tools::tour("apache.mjs")?;
    let site = Site::serve(&[("/", paths::root().join("tests/browser/pages")), ("/package/", package::build()?)])?;
    command.env("NEWSGLOSS_URL", &site.url).env("NEWSGLOSS_CASES", folder).env("NEWSGLOSS_ERRORS", most.to_string());
    process::run("asking the element in Chromium", &mut command)
}

fn each(path: &Path, mut check: impl FnMut(&str, &Value)) -> Outcome {
    let file = json(path)?;
    for cases in file.as_object().into_iter().flatten().filter_map(|(_, group)| group.as_object()) {
        cases.iter().for_each(|(name, case)| check(name, case));
    }
    Ok(())
}

fn page(case: &Value) -> Page {
    Page::new(string(case, "html"), true)
}

fn span(page: &Page, range: &Value) -> ByteSpan {
    let edge = |edge: &str| {
        let node = page.by_path(string(range, &format!("{edge}ContainerXPath")));
        node.map_or(usize::MAX, |node| page.place(node, number(&range[format!("{edge}Offset")])))
    };
    ByteSpan::new(edge("start"), edge("end"))
}

fn expected(page: &Page, case: &Value) -> Vec<ByteSpan> {
    case["expected"].as_array().into_iter().flatten().map(|range| span(page, range)).collect()
}

fn quote(name: &str, case: &Value, suite: &mut Suite) {
    let page = page(case);
    let own = |key: &str| string(&case["selector"], key).to_owned();
    let quote = Quote { exact: own("exact"), prefix: own("prefix"), suffix: own("suffix"), start: None };
    let found: Vec<ByteSpan> = quote.matches(&page.text).collect();
    suite.add(found == expected(&page, case), || format!("{name}: {found:?}"));
}

fn position(name: &str, case: &Value, suite: &mut Suite) {
    let page = page(case);
    let selector = &case["selector"];
    let found = Position { start: number(&selector["start"]), end: number(&selector["end"]) }.locate(&page.text);
    suite.add(found.as_slice() == expected(&page, case), || format!("{name}: {found:?}"));
}

/// How much context to take is each tool's own choice. What counts is that the words are those of the range, and that
/// they and their context mean that range, and no other.
fn description(name: &str, case: &Value, suite: &mut Suite) {
    let page = page(case);
    let (text, span) = (&page.text, span(&page, &case["range"]));
    let quote = describe(text, span);
    let matches: Vec<ByteSpan> = quote.matches(text).collect();
    let found = Anchorer::new(text).anchor(&Quote { start: None, ..quote.clone() }).map(|found| found.span);
    // There is nothing to be found where nothing was selected.
    let right = quote.exact == string(&case["expected"], "exact")
        && matches == [span]
        && (found == Some(span) || span.is_empty());
    suite.add(right, || format!("{name}: {quote:?} {matches:?} {found:?}"));
}
