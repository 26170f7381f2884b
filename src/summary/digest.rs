//! A digest: the most telling sentences of several documents that do not repeat one another, each with its source.

use super::candidate::Candidate;
use super::features::number;
use super::ranker::Ranker;
use super::{Sentences, SummarySentence};
use crate::document::Document;
use crate::sort;

/// One sentence of a digest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DigestSentence {
    /// Which document it is from: an index into those given.
    pub document: usize,
    /// The sentence; its rank is its place in the digest.
    pub sentence: SummarySentence,
}

/// How many sentences of one document are looked at for each that is wanted of the digest.
const LOOKED_AT: usize = 3;

/// The most sentences that a digest has. Each is compared with those before it.
const MOST: usize = 100;

/// Two sentences say the same when the cosine of their terms is higher. Two reports of one event share the names and
/// half of the other words.
const SAME: f32 = 0.55;

/// What is left of a sentence's score for each sentence of its document that is in the digest, so that every document
/// has a hearing.
const AGAIN: f32 = 0.6;

/// The digest of at most `count` sentences, ordered by document and place.
pub fn digest(documents: &[Document], count: usize) -> Vec<DigestSentence> {
    let count = count.min(MOST);
    let sources: Vec<Source> = documents.iter().map(|document| Source::new(document, count)).collect();
    let mut taken = vec![0_usize; sources.len()];
    let mut worth = vec![1.0; sources.len()];
    let mut chosen: Vec<(DigestSentence, &Candidate)> = Vec::new();
    while chosen.len() < count {
        let score = |at: usize| sources[at].ranked.get(taken[at]).map(|(sentence, _)| sentence.score * worth[at]);
        let next = (0..sources.len()).filter_map(|at| Some((at, score(at)?)));
        let Some((at, _)) = next.reduce(|a, b| if b.1 > a.1 { b } else { a }) else { break };
        let (sentence, index) = sources[at].ranked[taken[at]];
        taken[at] += 1;
        let candidate = &sources[at].sentences.candidates[index];
        // What leans on the sentence before it comes only with that one.
        let held = |before: usize| chosen.iter().any(|(d, c)| d.document == at && c.span == sources[at].span(before));
        let alone = candidate.stands_alone() || index > 0 && held(index - 1);
        if alone && !chosen.iter().any(|(_, other)| alike(candidate, other) > SAME) {
            worth[at] *= AGAIN;
            let sentence = SummarySentence { rank: chosen.len() + 1, ..sentence };
            chosen.push((DigestSentence { document: at, sentence }, candidate));
        }
    }
    let mut digest: Vec<DigestSentence> = chosen.into_iter().map(|(sentence, _)| sentence).collect();
    sort::by_key(&mut digest, |sentence| (sentence.document, sentence.sentence.span));
    digest
}

/// One document, with its best sentences and which of its candidates they are.
struct Source {
    sentences: Sentences,
    ranked: Vec<(SummarySentence, usize)>,
}

impl Source {
    fn new(document: &Document, count: usize) -> Self {
        let sentences = Sentences::of(document);
        let ranking = sentences.rank(Ranker::shipped());
        let best = ranking.entries.iter().take(count * LOOKED_AT);
        let ranked = best.map(|entry| (entry.sentence, entry.candidate)).collect();
        Source { ranked, sentences }
    }

    fn span(&self, candidate: usize) -> crate::span::ByteSpan {
        self.sentences.candidates[candidate].span
    }
}

/// The cosine of two sentences' terms.
fn alike(one: &Candidate, other: &Candidate) -> f32 {
    let shared = one.terms.iter().filter(|term| other.terms.binary_search(term).is_ok()).count();
    let both = number(one.terms.len()) * number(other.terms.len());
    if both > 0.0 { number(shared) / both.sqrt() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::plain;

    #[test]
    fn what_two_documents_both_say_is_said_once() {
        let one = "Bridge opens\n\nThe new bridge over the river in Lindau was opened on Monday by the mayor Anna Holt. \
            It cost nine million euros and took four years to build.";
        let two = "Lindau has a bridge\n\nThe mayor Anna Holt opened the new bridge over the river in Lindau on Monday. \
            Ferries will stop running at the end of the month, the harbour office said.";
        let digest = digest(&[plain::parse(one), plain::parse(two)], 4);
        let said: Vec<&str> = digest.iter().map(|s| s.sentence.span.of([one, two][s.document])).collect();
        assert_eq!(said.iter().filter(|sentence| sentence.contains("opened")).count(), 1, "{said:#?}");
        assert!(said.iter().any(|sentence| sentence.starts_with("Ferries")), "{said:#?}");
    }

    #[test]
    fn nothing_has_no_digest() {
        assert!(digest(&[], 3).is_empty());
        assert!(digest(&[plain::parse(""), plain::parse("A bridge was opened in Lindau on Monday.")], 0).is_empty());
    }
}
