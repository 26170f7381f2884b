//! The order in which sentences enter a summary.
//!
//! Best first, with two rules that look at what is already there. A sentence that leans on the one before it becomes
//! eligible when that one is in, so that no prefix of the order leaves a pronoun without its noun. A sentence that
//! says again what has been said waits until everything else is in (trigram blocking: Paulus, Xiong and Socher, *A
//! Deep Reinforced Model for Abstractive Summarization*, ICLR 2018).

use super::candidate::{Candidate, Needs};
use super::terms::Numbering;
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// A sentence repeats what is there if more than one in so many of its trigrams is there already.
const REPEATED: usize = 4;

/// The candidates in the order in which they enter, each with its score; no score is above the one before it.
pub(super) fn order(candidates: &[Candidate], scores: &[f32]) -> Vec<(usize, f32)> {
    let entry = |at: usize| Entry { score: scores[at], at: Reverse(at) };
    let standing = (0..candidates.len()).filter(|&at| candidates[at].needs == Needs::Nothing);
    let mut queue: BinaryHeap<Entry> = standing.map(entry).collect();
    let mut said = Said::new(candidates);
    let mut order: Vec<(usize, f32)> = Vec::with_capacity(candidates.len());
    for may_repeat in [false, true] {
        let mut waiting = BinaryHeap::new();
        while let Some(Entry { score, at: Reverse(at) }) = queue.pop() {
            if !may_repeat && said.repeats(&candidates[at]) {
                waiting.push(entry(at));
                continue;
            }
            said.add(&candidates[at]);
            let last = order.last().map_or(f32::INFINITY, |&(_, last)| last);
            order.push((at, score.min(last)));
            if candidates.get(at + 1).is_some_and(|next| next.needs == Needs::ThePrevious) {
                queue.push(entry(at + 1));
            }
        }
        queue = waiting;
    }
    order
}

/// One sentence in the queue: the higher score first, then the earlier sentence.
#[derive(Debug)]
struct Entry {
    score: f32,
    at: Reverse<usize>,
}

impl Ord for Entry {
    fn cmp(&self, other: &Self) -> Ordering {
        self.score.total_cmp(&other.score).then(self.at.cmp(&other.at))
    }
}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Entry {}

/// The trigrams that the sentences chosen so far hold.
struct Said {
    numbering: Numbering,
    said: Vec<bool>,
}

impl Said {
    fn new(candidates: &[Candidate]) -> Self {
        let numbering = Numbering::new(candidates.iter().flat_map(|c| c.trigrams.iter().copied()).collect());
        let said = vec![false; numbering.len()];
        Said { numbering, said }
    }

    fn repeats(&self, candidate: &Candidate) -> bool {
        let repeated = candidate.trigrams.iter().filter(|&&trigram| self.said[self.numbering.number(trigram)]).count();
        repeated * REPEATED > candidate.trigrams.len()
    }

    fn add(&mut self, candidate: &Candidate) {
        for &trigram in &candidate.trigrams {
            self.said[self.numbering.number(trigram)] = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::ByteSpan;
    use crate::summary::surface::Surface;
    use Needs::{Nothing, ThePrevious, WhatIsLeftOut};

    fn candidate(at: usize, needs: Needs, trigrams: &[u64]) -> Candidate {
        Candidate {
            span: ByteSpan::new(at, at + 1),
            terms: Vec::new(),
            trigrams: trigrams.to_vec(),
            words: 10,
            needs,
            cuts_quote: false,
            asks: false,
            labelled: false,
            torn: false,
            within: 0,
            surface: Surface::default(),
            headline: 0,
        }
    }

    #[test]
    fn the_best_enters_first_and_ties_go_to_the_earlier() {
        let candidates: Vec<Candidate> = (0..3).map(|at| candidate(at, Nothing, &[])).collect();
        assert_eq!(order(&candidates, &[0.5, 0.9, 0.5]), [(1, 0.9), (0, 0.5), (2, 0.5)]);
    }

    #[test]
    fn what_leans_enters_after_what_it_leans_on() {
        let candidates = [candidate(0, Nothing, &[]), candidate(1, ThePrevious, &[]), candidate(2, Nothing, &[])];
        assert_eq!(order(&candidates, &[0.4, 0.9, 0.5]), [(2, 0.5), (0, 0.4), (1, 0.4)]);
    }

    #[test]
    fn what_leans_on_something_left_out_never_enters() {
        let candidates = [candidate(0, Nothing, &[]), candidate(1, WhatIsLeftOut, &[])];
        assert_eq!(order(&candidates, &[0.4, 0.9]), [(0, 0.4)]);
    }

    #[test]
    fn what_repeats_enters_last() {
        let candidates =
            [candidate(0, Nothing, &[1, 2]), candidate(1, Nothing, &[1, 3]), candidate(2, Nothing, &[4, 5])];
        assert_eq!(order(&candidates, &[0.9, 0.8, 0.1]), [(0, 0.9), (2, 0.1), (1, 0.1)]);
    }
}
