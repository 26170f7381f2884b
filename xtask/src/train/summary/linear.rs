//! Two linear models: one that tells how likely a sentence is to be chosen, one that puts an article's in order.

use newsgloss::summary::features::{COUNT, Vector};

use super::articles::Article;
use super::dot;

/// How strongly weights are drawn to zero by the regression.
const RIDGE: f64 = 1.0;

/// Least squares with a penalty on the squares of the weights (ridge regression): whether each sentence was chosen.
/// Solved by Gaussian elimination; the last row is the constant, which does not order anything and is dropped.
pub(super) fn regress(articles: &[&Article]) -> Vec<f64> {
    let mut rows = vec![[0.0; COUNT + 2]; COUNT + 1];
    for article in articles {
        let weight = article.weight() / (article.stems.len().max(1) as f64).sqrt();
        for (vector, &chosen) in article.vectors().iter().zip(&article.chosen) {
            add(&mut rows, vector, f64::from(u8::from(chosen)), weight);
        }
    }
    (0..COUNT).for_each(|i| rows[i][i] += RIDGE);
    let mut weights = solve(rows);
    weights.truncate(COUNT);
    weights
}

fn add(rows: &mut [[f64; COUNT + 2]], vector: &Vector, target: f64, weight: f64) {
    let value = |i: usize| vector.get(i).map_or(1.0, |&value| f64::from(value));
    for (i, row) in rows.iter_mut().enumerate().filter(|(i, _)| value(*i) != 0.0) {
        for (j, cell) in row[..=COUNT].iter_mut().enumerate() {
            *cell += weight * value(i) * value(j);
        }
        row[COUNT + 1] += weight * value(i) * target;
    }
}

/// Solves the equations, each row being its coefficients and then its right-hand side.
fn solve(mut rows: Vec<[f64; COUNT + 2]>) -> Vec<f64> {
    for i in 0..rows.len() {
        let largest = (i..rows.len()).reduce(|a, b| if rows[b][i].abs() > rows[a][i].abs() { b } else { a });
        rows.swap(i, largest.unwrap_or(i));
        let pivot = rows[i];
        for row in rows.iter_mut().enumerate().filter(|(j, _)| *j != i).map(|(_, row)| row) {
            let factor = row[i] / pivot[i];
            if factor != 0.0 {
                row.iter_mut().zip(&pivot).skip(i).for_each(|(cell, pivot)| *cell -= factor * pivot);
            }
        }
    }
    (0..rows.len()).map(|i| rows[i][COUNT + 1] / rows[i][i]).collect()
}

/// Passes over the articles, the first step, and how strongly each step draws the weights to zero.
const PASSES: usize = 10;
const STEP: f64 = 0.05;
const DECAY: f64 = 1e-4;

/// A listwise ranker: the chosen sentences are to have the largest share of a softmax over the article's (Cao et al.,
/// *Learning to Rank: From Pairwise Approach to Listwise Approach*, ICML 2007), by AdaGrad, articles in their order.
pub(super) fn rank(articles: &[&Article]) -> Vec<f64> {
    let mut weights = vec![0.0; COUNT];
    let mut squares = vec![1e-8; COUNT];
    for article in (0..PASSES).flat_map(|_| articles) {
        let slope = slope(article, &weights);
        for ((weight, square), slope) in weights.iter_mut().zip(&mut squares).zip(slope) {
            let slope = article.weight() * slope + DECAY * *weight;
            *square += slope * slope;
            *weight -= STEP * slope / square.sqrt();
        }
    }
    weights
}

/// How the loss of one article changes with each weight.
fn slope(article: &Article, weights: &[f64]) -> [f64; COUNT] {
    let mut slope = [0.0; COUNT];
    let chosen = article.chosen.iter().filter(|chosen| **chosen).count();
    if chosen == 0 {
        return slope;
    }
    let scores: Vec<f64> = article.vectors().iter().map(|vector| dot(weights, vector)).collect();
    let shares = softmax(&scores);
    for ((vector, share), &is_chosen) in article.vectors().iter().zip(shares).zip(&article.chosen) {
        let excess = share - f64::from(u8::from(is_chosen)) / chosen as f64;
        slope.iter_mut().zip(vector).for_each(|(slope, &value)| *slope += excess * f64::from(value));
    }
    slope
}

fn softmax(scores: &[f64]) -> Vec<f64> {
    let largest = scores.iter().copied().fold(f64::MIN, f64::max);
    let shares: Vec<f64> = scores.iter().map(|score| libm::exp(score - largest)).collect();
    let sum: f64 = shares.iter().sum();
    shares.into_iter().map(|share| share / sum).collect()
}
