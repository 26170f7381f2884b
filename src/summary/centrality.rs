//! How much of the article a sentence speaks of.
//!
//! Directed centrality (Zheng and Lapata, *Sentence Centrality Revisited for Unsupervised Summarization*, ACL 2019): a
//! sentence is central when those after it are like it, since a report first says what it then goes into. The published
//! form compares every pair of sentences; here the likeness to all that follow is one product with the sum of their
//! vectors, so that time grows with the words alone. Terms are not weighted by rarity: within one article the words
//! that come back are its subject.

use super::candidate::Candidate;
use super::terms::Numbering;

/// The centrality of each candidate, 0 to 1, 1 for the most central.
pub(super) fn centrality(candidates: &[Candidate]) -> Vec<f32> {
    let numbering = Numbering::new(candidates.iter().flat_map(|candidate| candidate.terms.iter().copied()).collect());
    let mut following = vec![0.0; numbering.len()];
    let mut values = vec![0.0; candidates.len()];
    for (candidate, value) in candidates.iter().zip(&mut values).rev() {
        let weight = unit_weight(candidate.terms.len());
        for &term in &candidate.terms {
            let number = numbering.number(term);
            *value += weight * following[number];
            following[number] += weight;
        }
    }
    scale(values)
}

/// What each of so many equal coordinates of a vector of length one is.
#[expect(clippy::cast_precision_loss, reason = "beyond 2^24 terms in one sentence the last digit does not matter")]
fn unit_weight(terms: usize) -> f32 {
    1.0 / (terms.max(1) as f32).sqrt()
}

/// The values divided by the largest.
fn scale(mut values: Vec<f32>) -> Vec<f32> {
    let largest = values.iter().copied().fold(0.0, f32::max);
    if largest > 0.0 {
        for value in &mut values {
            *value /= largest;
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::plain;
    use crate::summary::candidate;

    #[test]
    fn what_the_rest_goes_into_is_most_central() {
        let text = "Title\n\nSnow fell on the hills and the fields that day. The bridge over the river will be rebuilt. \
            The bridge was closed when the river rose in spring. Builders will keep the arches of the bridge.";
        let values = centrality(&candidate::gather(&plain::parse(text)));
        assert_eq!(values.len(), 4);
        assert_eq!(values[1], 1.0);
        assert_eq!(values[0], 0.0);
        assert_eq!(values[3], 0.0);
    }
}
