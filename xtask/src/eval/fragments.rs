//! Text fragments, by the cases of the web platform tests, of Chromium and of its polyfill.

use std::fs;
use std::path::Path;

use newsgloss::annotation::fragment::{self, TextDirective};
use newsgloss::span::ByteSpan;
use newsgloss::text::spaced;
use serde_json::Value;

use super::html::Page;
use crate::failure::{Context, Outcome};

/// The cases of one suite, and what was not as it should be.
#[derive(Default)]
struct Suite {
    all: usize,
    faults: Vec<String>,
}

impl Suite {
    fn add(&mut self, right: bool, fault: impl FnOnce() -> String) {
        self.all += 1;
        if !right {
            self.faults.push(fault());
        }
    }

    fn print(&self, name: &str, most: usize) {
        println!("{name:34} {:3} of {:3}", self.all - self.faults.len(), self.all);
        self.faults.iter().take(most).for_each(|fault| println!("  {fault}"));
    }
}

/// Runs the suites in `folder`; `most` faults of each are shown.
pub(super) fn print(folder: &Path, most: usize) -> Outcome {
    let tests = folder.join("wpt-text-fragments");
    ranges(&tests)?.print("WPT find a range", most);
    positions(&tests)?.print("WPT scroll to a fragment", most);
    matches(&folder.join("text-fragments-polyfill"))?.print("polyfill's matches", most);
    generation(&folder.join("chromium-text-fragment-generation"), most)
}

fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).doing(|| format!("reading {}", path.display()))
}

fn cases(path: &Path) -> Outcome<Vec<Value>> {
    let file: Value = serde_json::from_str(&read(path)?).doing(|| format!("reading {}", path.display()))?;
    Ok(file["cases"].as_array().cloned().unwrap_or_default())
}

fn string<'v>(case: &'v Value, key: &str) -> &'v str {
    case[key].as_str().unwrap_or_default()
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
    for case in cases(&folder.join("generation-cases.json"))? {
        let page = Page::new(string(&case, "html"), false);
        let [start, end] = ["start", "end"].map(|edge| boundary(&page, &case[edge]));
        let selected = ByteSpan::new(start.min(end), end.max(start));
        let directive = fragment::Page::new(&page.text, &page.blocks).directive(selected);
        let made = directive.map(|directive| directive.write());
        let found = made.as_deref().and_then(|made| find(&page, made));
        let right = match (&made, case["expected_error"].is_string()) {
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
    println!("  of these the same as Chromium's {alike} of {named}");
    Ok(())
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
