//! The gradient of a linear-chain conditional random field on one sentence (Lafferty, McCallum and Pereira, 2001; by
//! forward and backward sums as in Sutton and McCallum, "An introduction to conditional random fields", 2012).
//!
//! Where a token may have several labels the likelihood is summed over them, so that what a corpus does not label is
//! neither learnt nor unlearnt (Tsuboi et al., "Training conditional random fields using incomplete annotations", 2008).

use newsgloss::entity::labels::{LABELS, Label, may_follow};

use super::corpus::{ANY, LabelSet};

/// Labels padded to a width that vector registers like.
pub(super) const ROW: usize = 16;

/// One number for each label.
pub(super) type Row = [f32; ROW];

/// The row of transitions from the start of the sentence.
pub(super) const START: usize = LABELS;

/// The exponentials of the transitions' scores, 0 where forbidden; [`START`] last.
pub(super) type Transitions = [Row; LABELS + 1];

/// Whether `to` may follow `from`, where `from` may be [`START`].
pub(super) fn allowed(from: usize, to: usize) -> bool {
    let label = |number: usize| Label::try_from(number).expect("few labels");
    to < LABELS && may_follow((from != START).then(|| label(from)), label(to))
}

/// The exponentials of transition scores.
pub(super) fn exponentials(scores: &Transitions) -> Transitions {
    std::array::from_fn(|from| {
        std::array::from_fn(|to| if allowed(from, to) { libm::expf(scores[from][to]) } else { 0.0 })
    })
}

/// The gradient of the negative log-likelihood of one sentence. Kept between sentences for its memory.
#[derive(Debug, Default)]
pub(super) struct Gradient {
    /// By what each token scores as each label.
    pub(super) tokens: Vec<Row>,
    /// By each transition.
    pub(super) transitions: [Row; LABELS + 1],
    odds: Vec<Row>,
    forward: Vec<Row>,
    backward: Vec<Row>,
    scale: Vec<f32>,
}

impl Gradient {
    /// Computes the gradient for a sentence whose tokens score as given and may have the labels given; its negative
    /// log-likelihood.
    pub(super) fn compute(&mut self, scores: &[Row], sets: &[LabelSet], transitions: &Transitions) -> f32 {
        self.tokens.clear();
        self.tokens.resize(scores.len(), [0.0; ROW]);
        self.transitions = Default::default();
        let all = self.accumulate(scores, |_| ANY, transitions, 1.0);
        let right = self.accumulate(scores, |token| sets[token], transitions, -1.0);
        all - right
    }

    /// Adds `sign` times the expected counts over all sequences within the sets; the logarithm of their sum.
    fn accumulate(
        &mut self,
        scores: &[Row],
        set: impl Fn(usize) -> LabelSet,
        transitions: &Transitions,
        sign: f32,
    ) -> f32 {
        self.odds.clear();
        let mut log = 0.0;
        for (token, scores) in scores.iter().enumerate() {
            let most = scores[..LABELS].iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let set = set(token);
            log += most;
            self.odds.push(std::array::from_fn(|label| {
                if set >> label & 1 == 1 { libm::expf(scores[label] - most) } else { 0.0 }
            }));
        }
        log += self.forward(transitions);
        self.backward(transitions);
        self.expect(transitions, sign);
        log
    }

    fn forward(&mut self, transitions: &Transitions) -> f32 {
        self.forward.clear();
        self.scale.clear();
        let mut log = 0.0;
        for odds in &self.odds {
            let mut row = match self.forward.last() {
                None => transitions[START],
                Some(before) => onto(before, transitions),
            };
            row.iter_mut().zip(odds).for_each(|(sum, odds)| *sum *= odds);
            let scale = row.iter().sum::<f32>().max(1e-30);
            row.iter_mut().for_each(|sum| *sum /= scale);
            log += libm::logf(scale);
            self.forward.push(row);
            self.scale.push(scale);
        }
        log
    }

    fn backward(&mut self, transitions: &Transitions) {
        self.backward.clear();
        self.backward.resize(self.odds.len(), [1.0; ROW]);
        for token in (1..self.odds.len()).rev() {
            let onward = self.onward(token);
            let before = &mut self.backward[token - 1];
            for from in 0..LABELS {
                before[from] = transitions[from].iter().zip(&onward).map(|(a, b)| a * b).sum();
            }
        }
    }

    fn onward(&self, token: usize) -> Row {
        std::array::from_fn(|label| self.odds[token][label] * self.backward[token][label] / self.scale[token])
    }

    fn expect(&mut self, transitions: &Transitions, sign: f32) {
        for token in 0..self.odds.len() {
            for label in 0..LABELS {
                self.tokens[token][label] += sign * self.forward[token][label] * self.backward[token][label];
            }
            let onward = self.onward(token);
            match token.checked_sub(1) {
                None => add(&mut self.transitions[START], &transitions[START], &onward, sign),
                Some(before) => {
                    let rows = self.transitions.iter_mut().zip(transitions).take(LABELS);
                    for ((slopes, transitions), probability) in rows.zip(&self.forward[before]) {
                        add(slopes, transitions, &onward, sign * probability);
                    }
                }
            }
        }
    }
}

fn add(to: &mut Row, transitions: &Row, onward: &Row, factor: f32) {
    for label in 0..ROW {
        to[label] += factor * transitions[label] * onward[label];
    }
}

fn onto(before: &Row, transitions: &Transitions) -> Row {
    let mut row = [0.0; ROW];
    for (probability, transitions) in before.iter().zip(&transitions[..LABELS]) {
        row.iter_mut().zip(transitions).for_each(|(sum, odds)| *sum += probability * odds);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores() -> Vec<Row> {
        (0..4).map(|token| std::array::from_fn(|label| ((token * 7 + label * 5) % 11) as f32 * 0.3 - 1.0)).collect()
    }

    #[test]
    fn gradient_is_the_slope_of_the_loss() {
        let mut transitions = Transitions::default();
        transitions[0][1] = 0.5;
        transitions[START][3] = -0.7;
        let odds = exponentials(&transitions);
        let sets = [1 << 1, 1 << 2, ANY, 1 | 1 << 3];
        let mut gradient = Gradient::default();
        gradient.compute(&scores(), &sets, &odds);
        let expected = gradient.tokens.clone();
        for token in 0..4 {
            for label in 0..LABELS {
                let mut moved = scores();
                let loss = |moved: &[Row]| f64::from(Gradient::default().compute(moved, &sets, &odds));
                moved[token][label] += 0.05;
                let above = loss(&moved);
                moved[token][label] -= 0.1;
                let slope = (above - loss(&moved)) / 0.1;
                assert!((slope - f64::from(expected[token][label])).abs() < 2e-3, "token {token}, label {label}");
            }
        }
    }

    #[test]
    fn a_token_that_may_be_anything_teaches_nothing() {
        let odds = exponentials(&Transitions::default());
        let mut gradient = Gradient::default();
        let loss = gradient.compute(&scores(), &[ANY; 4], &odds);
        assert!(loss.abs() < 1e-4);
        assert!(gradient.tokens.iter().flatten().all(|slope| slope.abs() < 1e-5));
    }
}
