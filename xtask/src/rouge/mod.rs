//! ROUGE: how much of a reference summary a summary says.
//!
//! C.-Y. Lin, *ROUGE: A Package for Automatic Evaluation of Summaries*, 2004. F1 of words, of pairs of words, and of
//! the longest common subsequences of sentences ("Lsum"), over Porter stems; cut and counted as the Python package
//! `rouge-score` does, whose figures these are to the second decimal place.

mod stem;

use std::collections::HashMap;
use std::ops::{Add, Div};

/// The three scores of one summary, 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Rouge {
    /// Words.
    pub(crate) one: f64,
    /// Pairs of words.
    pub(crate) two: f64,
    /// Longest common subsequences.
    pub(crate) longest: f64,
}

impl Add for Rouge {
    type Output = Rouge;
    fn add(self, other: Rouge) -> Rouge {
        Rouge { one: self.one + other.one, two: self.two + other.two, longest: self.longest + other.longest }
    }
}

impl Div<f64> for Rouge {
    type Output = Rouge;
    fn div(self, by: f64) -> Rouge {
        Rouge { one: self.one / by, two: self.two / by, longest: self.longest / by }
    }
}

/// Numbers the stems of many texts, so that they are compared as numbers.
#[derive(Debug, Default)]
pub(crate) struct Stems {
    numbers: HashMap<String, u32>,
    /// The number of each token seen, so that it is stemmed once.
    tokens: HashMap<String, u32>,
}

/// A text as sentences of numbered stems.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Stemmed(pub(crate) Vec<Vec<u32>>);

/// Tokens of fewer letters are their own stems.
const SHORTEST: usize = 4;

impl Stems {
    /// Reads a text whose sentences stand on lines of their own.
    pub(crate) fn lines(&mut self, text: &str) -> Stemmed {
        Stemmed(text.lines().map(|line| self.sentence(line)).filter(|sentence| !sentence.is_empty()).collect())
    }

    /// Reads one sentence.
    pub(crate) fn sentence(&mut self, text: &str) -> Vec<u32> {
        let lower = text.to_lowercase();
        let tokens = lower.split(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit());
        tokens.filter(|token| !token.is_empty()).map(|token| self.number(token)).collect()
    }

    fn number(&mut self, token: &str) -> u32 {
        if let Some(&number) = self.tokens.get(token) {
            return number;
        }
        let stem = if token.len() < SHORTEST { token.to_owned() } else { stem::stem(token) };
        let next = u32::try_from(self.numbers.len()).expect("fewer than 2^32 stems");
        let number = *self.numbers.entry(stem).or_insert(next);
        self.tokens.insert(token.to_owned(), number);
        number
    }
}

/// Scores a summary.
pub(crate) fn rouge(reference: &Stemmed, summary: &Stemmed) -> Rouge {
    // Runs of words cross from one sentence into the next.
    let (all, said) = (reference.0.concat(), summary.0.concat());
    Rouge {
        one: overlap(&grams::<1>(&all), &grams::<1>(&said)),
        two: overlap(&grams::<2>(&all), &grams::<2>(&said)),
        longest: longest(reference, summary),
    }
}

/// The mean of the scores of words and pairs of words: what training goes by, since it is quickly counted.
pub(crate) fn rouge12(reference: &Stemmed, summary: &[&[u32]]) -> f64 {
    let (reference, summary) = (reference.0.concat(), summary.concat());
    (overlap(&grams::<1>(&reference), &grams::<1>(&summary)) + overlap(&grams::<2>(&reference), &grams::<2>(&summary)))
        / 2.0
}

/// The runs of `N` stems, sorted.
fn grams<const N: usize>(stems: &[u32]) -> Vec<[u32; N]> {
    let mut grams: Vec<[u32; N]> = stems.windows(N).map(|run| run.try_into().expect("a run of N")).collect();
    grams.sort_unstable();
    grams
}

/// F1 of two sorted lists, each item counting as often as both have it.
fn overlap<T: Ord>(reference: &[T], summary: &[T]) -> f64 {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < reference.len() && j < summary.len() {
        match reference[i].cmp(&summary[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
        }
    }
    f1(shared, reference.len(), summary.len())
}

fn f1(shared: usize, reference: usize, summary: usize) -> f64 {
    if shared == 0 { 0.0 } else { 2.0 * shared as f64 / (reference + summary) as f64 }
}

/// F1 of the union of the longest common subsequences of each reference sentence with every sentence of the summary.
fn longest(reference: &Stemmed, summary: &Stemmed) -> f64 {
    let mut left = [counts(reference), counts(summary)];
    let mut shared = 0;
    for sentence in &reference.0 {
        for at in union(sentence, summary) {
            let stem = sentence[at];
            let [in_reference, in_summary] = &mut left;
            if let (Some(a), Some(b)) = (in_reference.get_mut(&stem), in_summary.get_mut(&stem))
                && *a > 0
                && *b > 0
            {
                (*a, *b, shared) = (*a - 1, *b - 1, shared + 1);
            }
        }
    }
    f1(shared, reference.0.iter().map(Vec::len).sum(), summary.0.iter().map(Vec::len).sum())
}

fn counts(text: &Stemmed) -> HashMap<u32, usize> {
    let mut counts = HashMap::new();
    for &stem in text.0.iter().flatten() {
        *counts.entry(stem).or_insert(0) += 1;
    }
    counts
}

/// Where in `sentence` the stems are that a longest common subsequence with some sentence of the summary goes through.
fn union(sentence: &[u32], summary: &Stemmed) -> Vec<usize> {
    let mut all: Vec<usize> = summary.0.iter().flat_map(|other| common(sentence, other)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Where in `one` the longest common subsequence with `other` goes through.
fn common(one: &[u32], other: &[u32]) -> Vec<usize> {
    let width = other.len() + 1;
    let mut table = vec![0_u16; (one.len() + 1) * width];
    for (i, a) in one.iter().enumerate() {
        for (j, b) in other.iter().enumerate() {
            let at = (i + 1) * width + j + 1;
            table[at] = if a == b { table[at - width - 1] + 1 } else { table[at - 1].max(table[at - width]) };
        }
    }
    let (mut i, mut j, mut through) = (one.len(), other.len(), Vec::new());
    while i > 0 && j > 0 {
        if one[i - 1] == other[j - 1] {
            through.push(i - 1);
            (i, j) = (i - 1, j - 1);
        } else if table[i * width + j - 1] > table[(i - 1) * width + j] {
            j -= 1;
        } else {
            i -= 1;
        }
    }
    through
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Figures of `rouge-score` 0.1.2 on the same texts.
    #[test]
    fn scores_are_those_of_the_reference_implementation() {
        let mut stems = Stems::default();
        let reference = stems.lines("The bridge was closed on Monday.\nPolice are looking for two men.");
        let summary = stems.lines("Police closed the bridges on Monday.\nThe men, two of them, looked on.");
        let found = rouge(&reference, &summary);
        let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-4, "{a} {b}");
        close(found.one, 0.72);
        close(found.two, 0.173_913);
        close(found.longest, 0.48);
        assert_eq!(rouge(&reference, &reference), Rouge { one: 1.0, two: 1.0, longest: 1.0 });
        assert_eq!(rouge(&reference, &Stemmed::default()), Rouge::default());
    }
}
