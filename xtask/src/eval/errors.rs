//! The errors that come most often.

use std::collections::BTreeMap;

use super::Span;

/// Errors of every kind, each with how often it comes and where it first did.
#[derive(Debug, Default)]
pub(super) struct Errors {
    counts: BTreeMap<(&'static str, String), (usize, String)>,
}

impl Errors {
    /// Notes the errors in one document.
    pub(super) fn add(&mut self, text: &str, gold: &[(Span, bool)], found: &[Span]) {
        for (name, optional) in gold {
            if !optional && !found.contains(name) {
                self.note(text, *name, found.iter().copied().find(|other| overlaps(name, other)));
            }
        }
        for name in found {
            if !gold.iter().any(|(other, _)| overlaps(name, other)) {
                let what = format!("{} {}", name.kind.as_str(), &text[name.start..name.end]);
                self.count("found where there is none", what, text, *name);
            }
        }
    }

    fn note(&mut self, text: &str, gold: Span, found: Option<Span>) {
        let there = format!("{} {}", gold.kind.as_str(), &text[gold.start..gold.end]);
        let Some(found) = found else { return self.count("missed", there, text, gold) };
        let taken = format!("{there} ← {} {}", found.kind.as_str(), &text[found.start..found.end]);
        let kind = if (found.start, found.end) == (gold.start, gold.end) { "wrong type" } else { "wrong bounds" };
        self.count(kind, taken, text, gold);
    }

    fn count(&mut self, kind: &'static str, what: String, text: &str, at: Span) {
        let entry = self.counts.entry((kind, what)).or_insert_with(|| (0, line_around(text, at)));
        entry.0 += 1;
    }

    /// Prints the `most` errors of each kind that come most often.
    pub(super) fn print(&self, most: usize) {
        for kind in ["missed", "found where there is none", "wrong type", "wrong bounds"] {
            let mut errors: Vec<_> = self.counts.iter().filter(|((of, _), _)| *of == kind).collect();
            errors.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
            let total: usize = errors.iter().map(|(_, (count, _))| count).sum();
            if most > 0 {
                println!("  {kind}: {total}");
            }
            for ((_, what), (count, line)) in errors.into_iter().take(most) {
                println!("    {count:3} × {what}\n          {line}");
            }
        }
    }
}

fn overlaps(a: &Span, b: &Span) -> bool {
    a.start < b.end && b.start < a.end
}

/// How much of the line is shown on either side of an error, in bytes.
const AROUND: usize = 80;

fn line_around(text: &str, at: Span) -> String {
    let start = text[..at.start].rfind('\n').map_or(0, |line| line + 1).max(at.start.saturating_sub(AROUND));
    let end = text[at.end..].find('\n').map_or(text.len(), |length| at.end + length).min(at.end + AROUND);
    text[text.ceil_char_boundary(start)..text.floor_char_boundary(end)].to_owned()
}
