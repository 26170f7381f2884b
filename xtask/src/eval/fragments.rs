//! Text fragments, by the cases of the web platform tests, of Chromium and of its polyfill.

use std::path::Path;

use newsgloss::annotation::fragment::{self, TextDirective};
use newsgloss::span::ByteSpan;
use newsgloss::text::spaced;
use serde_json::{Value, json};

use super::html::Page;
use super::suites::{Suite, read, string};
use crate::failure::Outcome;
use crate::{paths, process, tools};

/// Runs the suites in `folder`; `most` faults of each are shown.
pub(super) fn print(folder: &Path, most: usize) -> Outcome {
    let tests = folder.join("wpt-text-fragments");
    ranges(&tests)?.print("WPT find a range", most);
    positions(&tests)?.print("WPT scroll to a fragment", most);
    matches(&folder.join("text-fragments-polyfill"))?.print("polyfill's matches", most);
    generation(&folder.join("chromium-text-fragment-generation"), most)
}

fn cases(path: &Path) -> Outcome<Vec<Value>> {
    Ok(super::suites::json(path)?["cases"].as_array().cloned().unwrap_or_default())
}

/// What the first directive of the fragment that names anything names.
fn find(page: &Page, fragment: &str) -> Option<ByteSpan> {
    let searched = fragment::Page::new(&page.text, &page.blocks);
    TextDirective::read(fragment).iter().find_map(|directive| searched.find(directive))
}

/// A match has to lie below the page's spacer.
fn ranges(folder: &Path) -> Outcome<Suite> {
    let page = Page::new(&read(&folder.join("find-range-from-text-directive-target.html"))?, false);
    let below = page.class_start("spacer").unwrap_or_default();
    let mut suite = Suite::default();
    for case in cases(&folder.join("find-range-cases.json"))? {
        let found = find(&page, string(&case, "fragment")).is_some_and(|span| span.start > below);
        suite.add(Some(found) == case["expect_match"].as_bool(), || {
            format!("{}: {found}: {}", string(&case, "fragment"), string(&case, "description"))
        });
    }
    Ok(suite)
}

/// A match has to lie in the element of an id; where there is none, the element that the rest of the fragment names.
fn positions(folder: &Path) -> Outcome<Suite> {
    let page = Page::new(&read(&folder.join("scroll-to-text-fragment-target.html"))?, false);
    let mut suite = Suite::default();
    for case in cases(&folder.join("scroll-to-cases.json"))? {
        let fragment = string(&case, "fragment");
        let name = fragment.split(fragment::DELIMITER).next().unwrap_or_default().trim_start_matches('#');
        let named = (!name.is_empty() && page.by_id(name).is_some()).then_some(name);
        let there = find(&page, fragment).and_then(|span| page.id_at(span.start)).or(named).unwrap_or("top");
        suite.add(there == string(&case, "expect_position"), || format!("{fragment}: {there}"));
    }
    Ok(suite)
}

fn matches(folder: &Path) -> Outcome<Suite> {
    let mut suite = Suite::default();
    for case in cases(&folder.join("match-cases.json"))? {
        let page = Page::new(&read(&folder.join(string(&case, "html")))?, false);
        let found = find(&page, string(&case, "hash")).map(|span| spaced(span.of(&page.text)));
        suite.add(found.as_deref() == case["expect_text"].as_str(), || format!("{}: {found:?}", string(&case, "hash")));
    }
    Ok(suite)
}

/// What is made of a selection has to name it, widened to whole words.
fn generation(folder: &Path, most: usize) -> Outcome {
    let (mut suite, mut alike, mut named) = (Suite::default(), 0, 0);
    let mut asked = Vec::new();
    for case in cases(&folder.join("generation-cases.json"))? {
        let page = Page::new(string(&case, "html"), false);
        let [start, end] = ["start", "end"].map(|edge| boundary(&page, &case[edge]));
        let selected = ByteSpan::new(start.min(end), end.max(start));
        let directive = fragment::Page::new(&page.text, &page.blocks).directive(selected);
        let made = directive.map(|directive| directive.write());
        let selection = json!({ "start": case["start"], "end": case["end"] });
        let declines = case["expected_error"].is_string();
        asked.push(json!({ "name": case["name"], "html": case["html"], "selection": selection, "made": made, "declines": declines }));
        let found = made.as_deref().and_then(|made| find(&page, made));
        let right = match (&made, declines) {
            (None, declines) => declines,
            (Some(_), _) => found.is_some_and(|found| is_whole(&page.text, selected, found)),
        };
        if let Some(expected) = case["expected_selector"].as_str() {
            named += 1;
            alike += usize::from(made.as_deref() == Some(&format!("{}text={expected}", fragment::DELIMITER)));
        }
        suite.add(right, || {
            format!("{}: {made:?}, {:?}", string(&case, "name"), found.map(|found| found.of(&page.text)))
        });
    }
    suite.print("Chromium's generation", most);
    println!("{:50} {alike:3} of {named:3}", "  the same as Chromium's");
    in_chromium(&Value::Array(asked), most)
}

/// Has Chromium itself mark what was made of the selections.
fn in_chromium(cases: &Value, most: usize) -> Outcome {
    let mut command = tools::tour("target-text.mjs")?;
    let file = paths::target().join("fragments.json");
    paths::write(&file, cases.to_string())?;
    command.env("NEWSGLOSS_CASES", file).env("NEWSGLOSS_ERRORS", most.to_string());
    process::run("asking Chromium what the fragments mark", &mut command)
}

/// Whether what was found is what was selected, but for white space and the rest of the words that it cuts.
fn is_whole(text: &str, selected: ByteSpan, found: ByteSpan) -> bool {
    let Some(selected) = selected.trim(text) else { return false };
    let rest = |from: usize, to: usize| text.get(from..to).is_some_and(|rest| rest.chars().all(char::is_alphanumeric));
    rest(found.start, selected.start) && rest(selected.end, found.end)
}

/// A place as the cases have it: an id with the numbers of children, and an offset.
fn boundary(page: &Page, point: &Value) -> usize {
    let mut path = string(point, "node").split('/');
    let mut node = path.next().and_then(|id| page.by_id(id));
    for number in path {
        node = node.zip(number.parse().ok()).and_then(|(node, number)| page.child(node, number));
    }
    let offset = point["offset"].as_u64().and_then(|offset| usize::try_from(offset).ok()).unwrap_or_default();
    node.map_or(0, |node| page.place(node, offset))
}
