//! Precision, recall and F1 of spans.

use std::cmp::Reverse;
use std::fmt;

use newsgloss::entity::MentionType;

use super::Span;

/// When a name that was found is one that is there; its type must be the same in either case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Match {
    /// Both begin and end at the same places.
    Exact,
    /// They share a character, and no other name is matched with either.
    Overlapping,
}

/// Counts by type.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Tally {
    right: [usize; MentionType::ALL.len()],
    found: [usize; MentionType::ALL.len()],
    there: [usize; MentionType::ALL.len()],
}

impl Tally {
    /// Counts one document. A gold name marked optional is neither missed nor, when found, counted.
    pub(crate) fn add(&mut self, gold: &[(Span, bool)], found: &[Span], rule: Match) {
        let pairs = pairs(gold, found, rule);
        let mut taken = (vec![false; gold.len()], vec![false; found.len()]);
        for (g, f) in pairs {
            if taken.0[g] || taken.1[f] {
                continue;
            }
            (taken.0[g], taken.1[f]) = (true, true);
            let (name, optional) = gold[g];
            if !optional {
                self.right[name.kind as usize] += 1;
                self.found[name.kind as usize] += 1;
            }
        }
        for (name, _) in found.iter().zip(&taken.1).filter(|(_, taken)| !**taken) {
            let excused = gold.iter().any(|(other, optional)| *optional && overlap(other, name) > 0);
            self.found[name.kind as usize] += usize::from(!excused);
        }
        for (name, _) in gold.iter().filter(|(_, optional)| !optional) {
            self.there[name.kind as usize] += 1;
        }
    }

    /// The figures over some types together.
    pub(crate) fn of(&self, kinds: &[MentionType]) -> Prf {
        let sum = |counts: &[usize]| kinds.iter().map(|&kind| counts[kind as usize]).sum::<usize>();
        let (right, found, names) = (sum(&self.right), sum(&self.found), sum(&self.there));
        let ratio = |of: usize| if of == 0 { 0.0 } else { right as f64 / of as f64 };
        Prf { precision: ratio(found), recall: ratio(names), names }
    }
}

/// Candidates, best first: the largest overlap, then the order of the text.
fn pairs(gold: &[(Span, bool)], found: &[Span], rule: Match) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (g, (name, _)) in gold.iter().enumerate() {
        for (f, other) in found.iter().enumerate() {
            let shared = overlap(name, other);
            if name.kind == other.kind && shared > 0 && (rule == Match::Overlapping || name == other) {
                pairs.push((Reverse(shared), g, f));
            }
        }
    }
    pairs.sort_unstable();
    pairs.into_iter().map(|(_, g, f)| (g, f)).collect()
}

fn overlap(a: &Span, b: &Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// Precision, recall, and of how many names.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Prf {
    pub(crate) precision: f64,
    pub(crate) recall: f64,
    pub(crate) names: usize,
}

impl Prf {
    /// The harmonic mean of precision and recall.
    pub(crate) fn f1(self) -> f64 {
        let sum = self.precision + self.recall;
        if sum == 0.0 { 0.0 } else { 2.0 * self.precision * self.recall / sum }
    }
}

impl fmt::Display for Prf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:7.2} {:7.2} {:7.2}", 100.0 * self.precision, 100.0 * self.recall, 100.0 * self.f1())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use MentionType::{Loc, Org, Person};

    fn span(start: usize, end: usize, kind: MentionType) -> Span {
        Span { start, end, kind }
    }

    fn check(gold: &[(Span, bool)], found: &[Span], rule: Match, right: usize, wrong: usize, missed: usize) {
        let mut tally = Tally::default();
        tally.add(gold, found, rule);
        let sum = |counts: [usize; 6]| counts.iter().sum::<usize>();
        assert_eq!(sum(tally.right), right);
        assert_eq!(sum(tally.found) - sum(tally.right), wrong);
        assert_eq!(sum(tally.there) - sum(tally.right), missed);
    }

    #[test]
    fn exact_wants_both_ends_and_the_type() {
        let gold = [(span(0, 5, Org), false), (span(9, 12, Loc), false)];
        check(&gold, &[span(0, 5, Org), span(9, 12, Person)], Match::Exact, 1, 1, 1);
        check(&gold, &[span(0, 4, Org), span(9, 12, Loc)], Match::Exact, 1, 1, 1);
    }

    #[test]
    fn overlapping_pairs_each_name_once_and_the_closest_first() {
        let gold = [(span(0, 10, Org), false)];
        check(&gold, &[span(0, 2, Org), span(3, 10, Org)], Match::Overlapping, 1, 1, 0);
        check(&gold, &[span(10, 12, Org)], Match::Overlapping, 0, 1, 1);
    }

    #[test]
    fn optional_names_are_neither_missed_nor_counted() {
        let gold = [(span(0, 10, Org), true)];
        check(&gold, &[], Match::Exact, 0, 0, 0);
        check(&gold, &[span(0, 10, Org)], Match::Exact, 0, 0, 0);
        check(&gold, &[span(2, 4, Loc)], Match::Exact, 0, 0, 0);
    }
}
