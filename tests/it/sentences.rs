//! Sentences, against boundaries marked by reading.
//!
//! `tests/cases/sentences/` holds news texts of every manner, see the `README.md` there for how they are marked. The
//! texts in `tuned` were written before the rules and the rules were worked out on them; those in `held_out` were
//! written and marked after and no rule was changed for their sake.

#![allow(clippy::print_stdout)] // The scores are read with `--nocapture`.

use std::collections::BTreeSet;
use std::path::Path;

use newsgloss::ByteSpan;
use newsgloss::text::sentences;

/// Stands before the first character of every sentence but the first of its block.
const MARK: char = '‖';

/// Counts of boundaries.
#[derive(Default)]
struct Score {
    texts: usize,
    gold: usize,
    found: usize,
    right: usize,
}

impl Score {
    fn add(&mut self, gold: &BTreeSet<usize>, found: &BTreeSet<usize>) {
        self.gold += gold.len();
        self.found += found.len();
        self.right += gold.intersection(found).count();
    }

    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.gold + self.found) as f64
    }

    fn print(&self, name: &str) {
        let Score { texts, gold, found, right } = self;
        let (precision, recall) = (*right as f64 / *found as f64, *right as f64 / *gold as f64);
        let f1 = self.f1();
        println!("{name:<9} {texts:>3} texts {gold:>4} boundaries  P {precision:.4}  R {recall:.4}  F1 {f1:.4}");
    }
}

/// A block without its marks, and where they stood.
fn unmark(block: &str) -> (String, BTreeSet<usize>) {
    let mut text = String::new();
    let mut gold = BTreeSet::new();
    for c in block.chars() {
        if c == MARK {
            gold.insert(text.len());
        } else {
            text.push(c);
        }
    }
    (text, gold)
}

/// Where the sentences of `text` start, but for the first.
fn found(text: &str) -> BTreeSet<usize> {
    sentences(text, ByteSpan::new(0, text.len())).iter().skip(1).map(|sentence| sentence.start).collect()
}

fn score(folder: &str) -> Score {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/sentences").join(folder);
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let mut score = Score::default();
    for path in paths {
        let marked = std::fs::read_to_string(&path).expect("a readable case");
        score.texts += 1;
        for block in marked.split("\n\n") {
            let (text, gold) = unmark(block.trim());
            let found = found(&text);
            for at in gold.symmetric_difference(&found) {
                let what = if gold.contains(at) { "missed" } else { "wrong" };
                let name = path.file_stem().unwrap_or_default().to_string_lossy();
                println!("{what:>6} in {name}: {}", around(&text, *at));
            }
            score.add(&gold, &found);
        }
    }
    score
}

/// The text about a boundary, for the reader of a failure.
fn around(text: &str, at: usize) -> String {
    let before: Vec<char> = text[..at].chars().rev().take(40).collect();
    let after: String = text[at..].chars().take(25).collect();
    format!("{}{MARK}{after}", before.into_iter().rev().collect::<String>()).replace('\n', "⏎")
}

#[test]
fn boundaries_agree_with_a_reader() {
    let (tuned, held_out) = (score("tuned"), score("held_out"));
    tuned.print("tuned");
    held_out.print("held out");
    assert!(tuned.gold + held_out.gold >= 350 && tuned.texts + held_out.texts >= 25);
    assert!(tuned.f1() >= 0.98, "tuned {:.4}", tuned.f1());
    assert!(held_out.f1() >= 0.95, "held out {:.4}", held_out.f1());
}
