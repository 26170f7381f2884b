//! The best sequence of labels, and how sure it is.

use std::ops::Range;

use super::MentionType;
use super::labels::{LABELS, Label, OUTSIDE, begin, inside};
use super::weights::{FORBIDDEN, Scores, Weights};

/// The scores of one sentence. Filling it again keeps its memory.
#[derive(Debug, Default)]
pub(super) struct Lattice {
    /// What each token scores as each label.
    pub(super) scores: Vec<Scores>,
    back: Vec<[Label; LABELS]>,
    /// The best labels, once [`Lattice::decode`] has run.
    pub(super) labels: Vec<Label>,
    odds: Odds,
}

impl Lattice {
    /// Finds the best labels (Viterbi, 1967). Of equal sequences the one whose labels come first wins.
    pub(super) fn decode(&mut self, weights: &Weights) {
        self.back.clear();
        self.labels.clear();
        let Some(first) = self.scores.first() else { return };
        let mut best: [i32; LABELS] =
            std::array::from_fn(|label| weights.transitions(None)[label] + i32::from(first[label]));
        for scores in &self.scores[1..] {
            let (next, back) = step(&best, scores, weights);
            best = next;
            self.back.push(back);
        }
        let mut label = argmax(&best);
        self.labels.push(label);
        for back in self.back.iter().rev() {
            label = back[usize::from(label)];
            self.labels.push(label);
        }
        self.labels.reverse();
    }

    /// Makes ready for [`Lattice::probability`].
    pub(super) fn weigh(&mut self, odds: &TransitionOdds) {
        self.odds.fill(&self.scores, odds);
    }

    /// The probability that exactly these tokens are a name of that type.
    pub(super) fn probability(&self, tokens: Range<usize>, kind: MentionType, odds: &TransitionOdds) -> f32 {
        let probability = self.odds.of_name(tokens, kind, odds);
        // The weights of a forged model may give what is no number: it is not above 0.
        if probability > 0.0 { probability.min(1.0) } else { 0.0 }
    }
}

fn step(best: &[i32; LABELS], scores: &Scores, weights: &Weights) -> ([i32; LABELS], [Label; LABELS]) {
    let mut next = [FORBIDDEN; LABELS];
    let mut back = [OUTSIDE; LABELS];
    for (from, &score) in (OUTSIDE..).zip(best) {
        for ((next, back), transition) in next.iter_mut().zip(&mut back).zip(weights.transitions(Some(from))) {
            let reached = score + transition;
            // A choice of values, not of ways: the compiler takes several labels at once.
            *back = if reached > *next { from } else { *back };
            *next = reached.max(*next);
        }
    }
    // What is forbidden stays so, however much a token is for it.
    next.iter_mut().zip(scores).for_each(|(next, &score)| *next = (*next).max(FORBIDDEN) + i32::from(score));
    (next, back)
}

fn argmax(scores: &[i32; LABELS]) -> Label {
    (OUTSIDE..)
        .zip(scores)
        .fold((OUTSIDE, i32::MIN), |best, (label, &score)| if score > best.1 { (label, score) } else { best })
        .0
}

/// The transitions as factors: the exponentials of their scores, 0 where forbidden.
#[derive(Debug, Clone)]
pub(super) struct TransitionOdds {
    from_start: [f32; LABELS],
    between: [[f32; LABELS]; LABELS],
    /// The exponential of each whole number of units below nought, down to where it no longer counts.
    falls: Vec<f32>,
}

/// A label so many units behind the best one is taken to be no further behind.
const FALLS: u16 = 1024;

impl TransitionOdds {
    pub(super) fn new(weights: &Weights) -> Self {
        let row = |from| {
            let scores: &[i32; LABELS] = weights.transitions(from);
            scores.map(|score| if score == FORBIDDEN { 0.0 } else { libm::expf(score as f32 * weights.nats()) })
        };
        let mut between = [[0.0; LABELS]; LABELS];
        (OUTSIDE..).zip(&mut between).for_each(|(from, odds)| *odds = row(Some(from)));
        let falls = (0..FALLS).map(|fall| libm::expf(-f32::from(fall) * weights.nats())).collect();
        TransitionOdds { from_start: row(None), between, falls }
    }

    /// The odds of each label against the best one.
    fn of_token(&self, scores: &Scores) -> [f32; LABELS] {
        let most = scores[..LABELS].iter().copied().max().unwrap_or(0);
        std::array::from_fn(|label| self.falls[usize::from(most.abs_diff(scores[label]).min(FALLS - 1))])
    }
}

/// Forward and backward sums over all sequences of labels, scaled so that each forward row sums to one (Rabiner, "A
/// tutorial on hidden Markov models", 1989, section V.A).
#[derive(Debug, Default)]
struct Odds {
    tokens: Vec<[f32; LABELS]>,
    forward: Vec<[f32; LABELS]>,
    backward: Vec<[f32; LABELS]>,
    scale: Vec<f32>,
}

impl Odds {
    fn fill(&mut self, scores: &[Scores], transitions: &TransitionOdds) {
        self.tokens.clear();
        self.tokens.extend(scores.iter().map(|scores| transitions.of_token(scores)));
        self.fill_forward(transitions);
        self.fill_backward(transitions);
    }

    fn fill_forward(&mut self, transitions: &TransitionOdds) {
        self.forward.clear();
        self.scale.clear();
        for token in &self.tokens {
            let mut row = match self.forward.last() {
                None => transitions.from_start,
                Some(before) => after(before, transitions),
            };
            row.iter_mut().zip(token).for_each(|(sum, odds)| *sum *= odds);
            let scale = row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            row.iter_mut().for_each(|sum| *sum /= scale);
            self.forward.push(row);
            self.scale.push(scale);
        }
    }

    fn fill_backward(&mut self, transitions: &TransitionOdds) {
        self.backward.clear();
        self.backward.resize(self.tokens.len(), [1.0; LABELS]);
        for at in (1..self.tokens.len()).rev() {
            let onward = self.onward(at);
            self.backward[at - 1] = std::array::from_fn(|from| dot(&transitions.between[from], &onward));
        }
    }

    /// For each label of the token, all that follows from there.
    fn onward(&self, at: usize) -> [f32; LABELS] {
        std::array::from_fn(|label| self.tokens[at][label] * self.backward[at][label] / self.scale[at])
    }

    fn of_name(&self, name: Range<usize>, kind: MentionType, transitions: &TransitionOdds) -> f32 {
        let (first, rest) = (usize::from(begin(kind)), usize::from(inside(kind)));
        let into = match name.start.checked_sub(1) {
            None => transitions.from_start[first],
            Some(before) => self.forward[before].iter().zip(&transitions.between).map(|(p, row)| p * row[first]).sum(),
        };
        let mut probability = into * self.tokens[name.start][first] / self.scale[name.start];
        let mut label = first;
        for at in name.start + 1..name.end {
            probability *= transitions.between[label][rest] * self.tokens[at][rest] / self.scale[at];
            label = rest;
        }
        if name.end == self.tokens.len() {
            return probability;
        }
        let mut onward = self.onward(name.end);
        onward[rest] = 0.0;
        probability * dot(&transitions.between[label], &onward)
    }
}

fn after(before: &[f32; LABELS], transitions: &TransitionOdds) -> [f32; LABELS] {
    let mut row = [0.0; LABELS];
    for (probability, transitions) in before.iter().zip(&transitions.between) {
        row.iter_mut().zip(transitions).for_each(|(sum, odds)| *sum += probability * odds);
    }
    row
}

fn dot(a: &[f32; LABELS], b: &[f32; LABELS]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
