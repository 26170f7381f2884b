//! What other makers of annotation tools hold theirs to, asked of ours: the W3C's schemas and samples, and the cases of
//! Hypothesis and of Apache Annotator.

mod apache;
mod hypothesis;
mod schema;
mod w3c;

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::failure::{Context, Outcome};

/// The cases of one suite, and what was not as it should be.
#[derive(Default)]
pub(super) struct Suite {
    all: usize,
    faults: Vec<String>,
}

impl Suite {
    pub(super) fn add(&mut self, right: bool, fault: impl FnOnce() -> String) {
        self.all += 1;
        if !right {
            self.faults.push(fault());
        }
    }

    pub(super) fn print(&self, name: &str, most: usize) {
        println!("{name:50} {:3} of {:3}", self.all - self.faults.len(), self.all);
        self.faults.iter().take(most).for_each(|fault| println!("  {fault}"));
    }
}

/// Runs the suites in `folder`; `most` faults of each are shown.
pub(super) fn print(folder: &Path, most: usize) -> Outcome {
    w3c::print(folder, most)?;
    hypothesis::print(&folder.join("hypothesis-anchoring"), most)?;
    let apache = folder.join("apache-annotator-cases");
    apache::print(&apache, most)?;
    apache::in_chromium(&apache, most)
}

pub(super) fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).doing(|| format!("reading {}", path.display()))
}

pub(super) fn json(path: &Path) -> Outcome<Value> {
    serde_json::from_str(&read(path)?).doing(|| format!("reading {}", path.display()))
}

pub(super) fn string<'v>(case: &'v Value, key: &str) -> &'v str {
    case[key].as_str().unwrap_or_default()
}

fn number(value: &Value) -> usize {
    value.as_u64().and_then(|number| usize::try_from(number).ok()).unwrap_or_default()
}
