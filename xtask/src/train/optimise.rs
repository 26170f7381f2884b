//! Stochastic gradient descent with step sizes of its own for every weight (AdaGrad: Duchi, Hazan and Singer, 2011), and
//! an absolute penalty that keeps most weights at nought (truncated gradient: Langford, Li and Zhang, 2009).

use newsgloss::entity::labels::LABELS;

use super::crf::{Gradient, ROW, Row, START, Transitions, allowed, exponentials};
use super::dictionary::{Example, Examples};

/// What is chosen about the descent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settings {
    pub(super) epochs: usize,
    /// Step size.
    pub(super) rate: f32,
    /// Weight of the absolute penalty: the slope of the loss over all sentences that a weight must be worth.
    pub(super) penalty: f32,
    /// How often, in a thousand, a word is learnt from without being told which it is, so that context, lists and the
    /// rest of the document carry names that are new.
    pub(super) blind: u64,
    /// How often, in a thousand, a sentence is learnt from as if it stood in no document.
    pub(super) alone: u64,
}

/// Where the sums of squares begin, so that the first steps are not all of one size.
const FIRST_SQUARE: f32 = 0.1;

/// A token whose labels are this sure teaches next to nothing, and its features are left alone.
const NEGLIGIBLE: f32 = 1e-3;

/// How many times an epoch the penalty is applied.
const SWEEPS: usize = 4;

/// The weights of one feature, and the squares of their slopes so far.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Cell {
    weights: Row,
    squares: Row,
}

const NEW_CELL: Cell = Cell { weights: [0.0; ROW], squares: [FIRST_SQUARE; ROW] };

/// A trained model before it is made small.
#[derive(Debug)]
pub(super) struct Trained {
    pub(super) rows: Vec<Row>,
    pub(super) transitions: Transitions,
}

/// Trains on the examples, telling how it goes.
pub(super) fn train(examples: &Examples, settings: Settings) -> Trained {
    let mut descent = Descent {
        examples,
        settings,
        cells: vec![NEW_CELL; examples.keys.len()],
        transitions: [NEW_CELL; LABELS + 1],
        gradient: Gradient::default(),
        scores: Vec::new(),
        random: Random::new(0x9E37_79B9_7F4A_7C15),
        blind: Vec::new(),
    };
    let mut order: Vec<usize> = (0..examples.examples.len()).collect();
    let mut random = Random::new(0x5DEE_CE66_D123_4567);
    for epoch in 1..=settings.epochs {
        random.shuffle(&mut order);
        descent.settings.rate = settings.rate * decay(epoch, settings.epochs);
        let loss = descent.epoch(&order);
        let kept = descent.cells.iter().filter(|cell| cell.weights.iter().any(|&weight| weight != 0.0)).count();
        println!("epoch {epoch:2}: loss {loss:10.1}, {kept} features with a weight");
    }
    Trained {
        rows: descent.cells.iter().map(|cell| cell.weights).collect(),
        transitions: std::array::from_fn(|from| descent.transitions[from].weights),
    }
}

/// The step size falls in a line to a tenth, so that the last epochs settle what the first ones found.
fn decay(epoch: usize, epochs: usize) -> f32 {
    1.0 - 0.9 * (epoch - 1) as f32 / epochs.max(2).saturating_sub(1) as f32
}

struct Descent<'a> {
    examples: &'a Examples,
    settings: Settings,
    cells: Vec<Cell>,
    transitions: [Cell; LABELS + 1],
    gradient: Gradient,
    scores: Vec<Row>,
    random: Random,
    /// For each token of the sentence at hand, whether its word is hidden.
    blind: Vec<bool>,
}

impl Descent<'_> {
    fn epoch(&mut self, order: &[usize]) -> f64 {
        let mut loss = 0.0;
        for part in order.chunks(order.len().div_ceil(SWEEPS)) {
            for &number in part {
                loss += f64::from(self.learn(&self.examples.examples[number]));
            }
            self.shrink();
        }
        loss
    }

    fn learn(&mut self, example: &Example) -> f32 {
        let alone = self.random.in_a_thousand(self.settings.alone);
        let start = if alone { example.alone } else { example.start };
        let tokens = start..start + example.length;
        self.blind.clear();
        self.scores.clear();
        for token in tokens.clone() {
            self.blind.push(self.random.in_a_thousand(self.settings.blind));
            self.scores.push(self.score(self.examples.rows(token, self.blind[token - start])));
        }
        let transitions = exponentials(&std::array::from_fn(|from| self.transitions[from].weights));
        let loss = self.gradient.compute(&self.scores, &self.examples.allowed[tokens.clone()], &transitions);
        let step = |cell: &mut Cell, slopes: &Row| descend(cell, slopes, example.weight, self.settings.rate);
        for ((token, slopes), &blind) in tokens.zip(&self.gradient.tokens).zip(&self.blind) {
            if slopes.iter().any(|slope| slope.abs() > NEGLIGIBLE) {
                self.examples.rows(token, blind).iter().for_each(|&row| step(&mut self.cells[row as usize], slopes));
            }
        }
        self.transitions.iter_mut().zip(&self.gradient.transitions).for_each(|(cell, slopes)| step(cell, slopes));
        loss * example.weight
    }

    fn score(&self, rows: &[u32]) -> Row {
        let mut scores = [0.0; ROW];
        for &row in rows {
            let weights = &self.cells[row as usize].weights;
            scores.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
        }
        scores
    }

    fn shrink(&mut self) {
        let force = self.settings.rate * self.settings.penalty / SWEEPS as f32;
        for cell in &mut self.cells {
            for (weight, square) in cell.weights.iter_mut().zip(&cell.squares) {
                let size = (weight.abs() - force / square.sqrt()).max(0.0);
                *weight = size.copysign(*weight) * f32::from(size > 0.0);
            }
        }
    }
}

fn descend(cell: &mut Cell, slopes: &Row, weight: f32, rate: f32) {
    for ((value, square), slope) in cell.weights.iter_mut().zip(&mut cell.squares).zip(slopes) {
        let slope = slope * weight;
        *square += slope * slope;
        *value -= rate * slope / square.sqrt();
    }
}

/// Xorshift (Marsaglia, 2003): the same numbers on every machine.
pub(super) struct Random(u64);

impl Random {
    /// The numbers that follow from a seed, which is not 0.
    pub(super) fn new(seed: u64) -> Self {
        Random(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// Whether a thing happens that does so many times in a thousand.
    pub(super) fn in_a_thousand(&mut self, times: u64) -> bool {
        self.next() % 1000 < times
    }

    /// A number below another.
    pub(super) fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % count as u64).expect("an index")
    }

    /// One of the values.
    pub(super) fn choose<'a, T>(&mut self, values: &'a [T]) -> &'a T {
        &values[self.below(values.len())]
    }

    /// Puts them in another order.
    pub(super) fn shuffle(&mut self, order: &mut [usize]) {
        for at in (1..order.len()).rev() {
            let other = self.below(at + 1);
            order.swap(at, other);
        }
    }
}

/// Whether a transition counts: those that are forbidden keep what they began with.
pub(super) fn transition(trained: &Trained, from: Option<usize>, to: usize) -> f32 {
    let from = from.unwrap_or(START);
    if allowed(from, to) { trained.transitions[from][to] } else { 0.0 }
}
