//! Boosted trees: each small tree predicts what those before it have left of whether a sentence was chosen.
//!
//! J. H. Friedman, *Greedy Function Approximation: A Gradient Boosting Machine*, Annals of Statistics 29 (2001), with
//! squared error. Trees are complete; a node that nothing splits well sends everything left.

use newsgloss::summary::features::{COUNT, Vector};

use super::articles::Article;

/// Splits from the root to a leaf.
pub(super) const DEPTH: u8 = 3;

const TREES: usize = 60;

/// How much of a tree's correction is taken.
const RATE: f64 = 0.1;

/// The least weight of sentences on either side of a split, and how strongly leaves are drawn to zero, in that weight.
const LEAST: f64 = 30.0;
const SHRINK: f64 = 10.0;

/// What an article of one sentence weighs here; one of `n` weighs `√n` times as much in all.
const UNIT: f64 = 5.0;

/// How many stretches the values of a feature are cut into.
const BINS: usize = 24;

const SPLITS: usize = (1 << DEPTH) - 1;
const LEAVES: usize = 1 << DEPTH;

/// A complete tree: the children of split `i` are `2i + 1` and `2i + 2`.
#[derive(Debug, Clone)]
pub(super) struct Tree {
    /// Each split's feature and cut: what is no less than the cut goes to the second child.
    pub(super) splits: [(usize, f32); SPLITS],
    pub(super) leaves: [f64; LEAVES],
}

impl Tree {
    pub(super) fn score(&self, vector: &Vector) -> f64 {
        self.leaves[self.leaf(vector)]
    }

    fn leaf(&self, vector: &Vector) -> usize {
        let mut node = 0;
        while let Some(&(feature, cut)) = self.splits.get(node) {
            node = 2 * node + 1 + usize::from(vector[feature] >= cut);
        }
        node - SPLITS
    }
}

/// Sums over some sentences: of weight times what is left to predict, and of weight.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    left: f64,
    weight: f64,
}

impl Sums {
    fn add(&mut self, other: Sums) {
        self.left += other.left;
        self.weight += other.weight;
    }

    fn without(self, other: Sums) -> Sums {
        Sums { left: self.left - other.left, weight: self.weight - other.weight }
    }

    /// How much squared error a leaf for these takes away.
    fn gain(self) -> f64 {
        self.left * self.left / (self.weight + SHRINK)
    }
}

/// The sentences of all articles, their features cut into bins.
struct Table<'a> {
    vectors: Vec<&'a Vector>,
    bins: Vec<[u8; COUNT]>,
    /// Where each feature is cut.
    cuts: Vec<Vec<f32>>,
    weights: Vec<f64>,
    /// What is left to predict of each sentence.
    left: Vec<f64>,
}

/// Grows the trees.
pub(super) fn grow(articles: &[&Article]) -> Vec<Tree> {
    let mut table = Table::new(articles);
    let mut trees = Vec::with_capacity(TREES);
    for _ in 0..TREES {
        let tree = table.tree();
        table.left.iter_mut().zip(&table.vectors).for_each(|(left, vector)| *left -= tree.score(vector));
        trees.push(tree);
    }
    trees
}

impl<'a> Table<'a> {
    fn new(articles: &[&'a Article]) -> Self {
        let vectors: Vec<&Vector> = articles.iter().flat_map(|article| article.vectors()).collect();
        let cuts: Vec<Vec<f32>> = (0..COUNT).map(|feature| cuts(&vectors, feature)).collect();
        let bin = |vector: &&Vector| std::array::from_fn(|feature| bin_of(&cuts[feature], vector[feature]));
        let bins = vectors.iter().map(bin).collect();
        let weight = |article: &&&Article| UNIT * article.weight() / (article.stems.len().max(1) as f64).sqrt();
        let weights: Vec<f64> =
            articles.iter().flat_map(|article| vec![weight(&article); article.stems.len()]).collect();
        let chosen = articles.iter().flat_map(|article| &article.chosen);
        let targets: Vec<f64> = chosen.map(|&chosen| f64::from(u8::from(chosen))).collect();
        let total: f64 = targets.iter().zip(&weights).map(|(target, weight)| target * weight).sum();
        let mean = total / weights.iter().sum::<f64>();
        let left = targets.iter().map(|target| target - mean).collect();
        Table { vectors, bins, cuts, weights, left }
    }

    fn sums(&self, at: usize) -> Sums {
        Sums { left: self.weights[at] * self.left[at], weight: self.weights[at] }
    }

    fn tree(&self) -> Tree {
        let mut tree = Tree { splits: [(0, f32::MAX); SPLITS], leaves: [0.0; LEAVES] };
        let mut nodes = vec![0_usize; self.vectors.len()];
        for level in 0..DEPTH {
            let first = (1_usize << level) - 1;
            for node in first..=2 * first {
                tree.splits[node] = self.split(&nodes, node);
            }
            for (node, vector) in nodes.iter_mut().zip(&self.vectors) {
                let (feature, cut) = tree.splits[*node];
                *node = 2 * *node + 1 + usize::from(vector[feature] >= cut);
            }
        }
        let mut sums = [Sums::default(); LEAVES];
        nodes.iter().enumerate().for_each(|(at, node)| sums[node - SPLITS].add(self.sums(at)));
        tree.leaves = sums.map(|sums| RATE * sums.left / (sums.weight + SHRINK));
        tree
    }

    /// The feature and the cut that split a node's sentences best.
    fn split(&self, nodes: &[usize], node: usize) -> (usize, f32) {
        let mut sums = vec![[Sums::default(); BINS]; COUNT];
        for (at, _) in nodes.iter().enumerate().filter(|(_, other)| **other == node) {
            let own = self.sums(at);
            sums.iter_mut().zip(&self.bins[at]).for_each(|(sums, &bin)| sums[usize::from(bin)].add(own));
        }
        let mut best = (0.0, (0, f32::MAX));
        for (feature, (sums, cuts)) in sums.iter().zip(&self.cuts).enumerate() {
            let mut all = Sums::default();
            sums.iter().for_each(|sums| all.add(*sums));
            let mut below = Sums::default();
            for (bin, &cut) in sums.iter().zip(cuts) {
                below.add(*bin);
                let above = all.without(below);
                let gain = below.gain() + above.gain() - all.gain();
                if below.weight >= LEAST && above.weight >= LEAST && gain > best.0 {
                    best = (gain, (feature, cut));
                }
            }
        }
        best.1
    }
}

/// Where a feature's values are cut: between any two if they are few, else so that about as many are in each bin. Cuts
/// are whole thousandths, as they will be stored.
fn cuts(vectors: &[&Vector], feature: usize) -> Vec<f32> {
    let mut values: Vec<f32> = vectors.iter().map(|vector| vector[feature]).collect();
    values.sort_unstable_by(f32::total_cmp);
    let mut distinct = values.clone();
    distinct.dedup();
    let mut cuts: Vec<f32> = if distinct.len() <= BINS {
        distinct.windows(2).map(|pair| f32::midpoint(pair[0], pair[1])).collect()
    } else {
        (1..BINS).map(|bin| values[bin * values.len() / BINS]).collect()
    };
    cuts.iter_mut().for_each(|cut| *cut = (*cut * 1000.0).round() / 1000.0);
    cuts.dedup();
    cuts
}

/// Which bin a value falls into: how many cuts it is no less than.
fn bin_of(cuts: &[f32], value: f32) -> u8 {
    u8::try_from(cuts.partition_point(|cut| *cut <= value)).expect("few bins")
}
