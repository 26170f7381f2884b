//! The order in which sentences enter a summary.
//!
//! Best first, with three rules that look at what is already there. A sentence that leans on the one before it becomes
//! eligible when that one is in, so that no prefix of the order leaves a pronoun without its noun. One that most likely
//! is understood only after others costs less when those are in, and they rise on its account. A sentence that says again what has been said waits until everything else is in (trigram blocking: Paulus, Xiong and Socher, *A
//! Deep Reinforced Model for Abstractive Summarization*, ICLR 2018).

use super::candidate::{Candidate, Needs};
use super::terms::Numbering;
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// A sentence repeats what is there if more than one in so many of its trigrams is there already.
const REPEATED: usize = 4;

/// What it costs a sentence to hold what is understood only after others that are not there.
const LACKS: f32 = 1.5;

/// By which share of what it lacks to the score of a better sentence that it makes understood a sentence rises, so that
/// the two come together.
const PROMISE: f32 = 0.85;

/// The candidates in the order in which they enter, each with its score; no score is above the one before it.
pub(super) fn order(candidates: &[Candidate], scores: &[f32]) -> Vec<(usize, f32)> {
    let mut open = Open::new(candidates);
    let scores = promised(candidates, scores, &open);
    let entry = |at: usize, open: &Open| {
        let cost = if open.lacks[at] > 0 { LACKS } else { 0.0 };
        Entry { score: scores[at] - cost, at: Reverse(at) }
    };
    let standing = (0..candidates.len()).filter(|&at| candidates[at].needs == Needs::Nothing);
    let mut queue: BinaryHeap<Entry> = standing.map(|at| entry(at, &open)).collect();
    let mut said = Said::new(candidates);
    let mut order: Vec<(usize, f32)> = Vec::with_capacity(candidates.len());
    let mut entered = vec![false; candidates.len()];
    for may_repeat in [false, true] {
        let mut waiting = BinaryHeap::new();
        while let Some(Entry { score, at: Reverse(at) }) = queue.pop() {
            if entered[at] {
                continue;
            }
            if !may_repeat && said.repeats(&candidates[at]) {
                waiting.push(entry(at, &open));
                continue;
            }
            said.add(&candidates[at]);
            entered[at] = true;
            let last = order.last().map_or(f32::INFINITY, |&(_, last)| last);
            order.push((at, score.min(last)));
            let mut better = open.settle(candidates, at);
            if candidates.get(at + 1).is_some_and(|next| next.needs == Needs::ThePrevious) {
                better.push(at + 1);
            }
            let eligible = |at: &usize| match candidates[*at].needs {
                Needs::Nothing => true,
                Needs::ThePrevious => entered[*at - 1],
                Needs::WhatIsLeftOut => false,
            };
            queue.extend(better.into_iter().filter(eligible).map(|at| entry(at, &open)));
        }
        queue = waiting;
    }
    order
}

/// The scores, raised where a better sentence waits for this one.
fn promised(candidates: &[Candidate], scores: &[f32], open: &Open) -> Vec<f32> {
    let mut promised = scores.to_vec();
    let mut last = vec![None; open.nouns.len()];
    for (at, candidate) in candidates.iter().enumerate() {
        let by = if candidate.points || candidate.needs == Needs::ThePrevious {
            at.checked_sub(1)
        } else {
            candidate.leaning().next().and_then(|noun| last[open.nouns.number(noun)])
        };
        if let Some(by) = by.filter(|&by| open.lacks[by] == 0 && scores[by].is_finite() && scores[at] > scores[by]) {
            promised[by] = promised[by].max(scores[by] + PROMISE * (scores[at] - scores[by]));
        }
        for noun in candidate.terms.iter().filter_map(|&term| open.nouns.find(term)) {
            last[noun] = Some(at);
        }
    }
    promised
}

/// What the sentences lack, given those that have entered.
struct Open {
    nouns: Numbering,
    /// For each noun the sentences that lack it, ascending.
    lacking: Vec<Vec<usize>>,
    /// How much each sentence lacks.
    lacks: Vec<usize>,
}

impl Open {
    fn new(candidates: &[Candidate]) -> Self {
        let nouns = Numbering::new(candidates.iter().flat_map(Candidate::leaning).collect());
        let mut lacking = vec![Vec::new(); nouns.len()];
        for (at, candidate) in candidates.iter().enumerate() {
            for noun in candidate.leaning() {
                lacking[nouns.number(noun)].push(at);
            }
        }
        Open { nouns, lacking, lacks: candidates.iter().map(Candidate::lacks).collect() }
    }

    /// Gives the sentences after one that has entered what it says; those that lack nothing any more are returned.
    fn settle(&mut self, candidates: &[Candidate], entered: usize) -> Vec<usize> {
        let mut given = Vec::new();
        for noun in candidates[entered].terms.iter().filter_map(|&term| self.nouns.find(term)) {
            while let Some(at) = self.lacking[noun].pop_if(|at| *at > entered) {
                given.push(at);
            }
        }
        // What the opening leaves open, the sentence after it tells.
        let told = if entered == 1 { &[0, 2][..] } else { &[entered + 1] };
        given.extend(told.iter().filter(|&&at| candidates.get(at).is_some_and(|candidate| candidate.points)));
        for &at in &given {
            self.lacks[at] -= 1;
        }
        given.retain(|&at| self.lacks[at] == 0);
        given
    }
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
    use crate::summary::definite::{Definites, Kind};
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
            definites: Definites::default(),
            points: false,
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
        assert_eq!(order(&candidates, &[0.4, 0.45, 0.5]), [(2, 0.5), (0, 0.4425), (1, 0.4425)]);
        assert_eq!(
            order(&candidates, &[0.4, 0.9, 0.5]),
            [(0, 0.825), (1, 0.825), (2, 0.5)],
            "the two are better than the third"
        );
    }

    #[test]
    fn what_points_waits_for_the_sentence_before() {
        let mut candidates: Vec<Candidate> = (0..3).map(|at| candidate(at, Nothing, &[])).collect();
        candidates[1].points = true;
        assert_eq!(order(&candidates, &[0.4, 0.45, 0.5]), [(2, 0.5), (0, 0.4425), (1, 0.4425)]);
        let far_better = order(&candidates, &[0.1, 3.0, 0.5]);
        assert_eq!(far_better.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [0, 1, 2]);
    }

    #[test]
    fn a_noun_waits_for_any_earlier_sentence_that_has_it() {
        let mut candidates: Vec<Candidate> = (0..4).map(|at| candidate(at, Nothing, &[])).collect();
        candidates[0].terms = vec![7];
        candidates[2].definites.leaning = vec![(7, Kind::Noun)];
        candidates[3].terms = vec![7];
        let order = order(&candidates, &[0.1, 0.3, 0.2, 0.4]);
        assert_eq!(
            order.iter().map(|(at, _)| *at).collect::<Vec<_>>(),
            [3, 1, 0, 2],
            "a later one does not introduce it"
        );
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
