//! The summary: the article's most telling sentences, in its own words.
//!
//! Five steps, one file each:
//!
//! 1. `candidate`: the sentences of the paragraphs, each with its words counted and its faults noted.
//! 2. `readable`: what a sentence lacks when it stands alone (a pronoun without its noun, half a quotation), and
//!    `furniture`: what belongs to the page and not to the report.
//! 3. `centrality` and `position`: how much of the article a sentence speaks of, and how near the top it stands.
//! 4. `score`: the two weighed together with the title, the length and the faults.
//! 5. `select`: the order in which sentences enter a summary, so that it neither repeats itself nor leaves a pronoun
//!    without its noun.
//!
//! The order is made once; a summary of any length is a prefix of it. A longer summary therefore holds the whole of a
//! shorter one, and asking for another length costs next to nothing.

mod candidate;
mod centrality;
mod furniture;
mod position;
mod readable;
mod score;
mod select;
mod terms;

use crate::document::Document;
use crate::span::ByteSpan;

/// One sentence of a summary.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SummarySentence {
    /// Where it stands. A dateline before it is not part of it.
    pub span: ByteSpan,
    /// How telling it is, 0 to 1, in steps of a thousandth. It never rises from one rank to the next.
    pub score: f32,
    /// Its place when the chosen sentences are ordered by telling, from 1.
    pub rank: usize,
}

/// The sentences of a document with how telling each is: made once, then asked for summaries of any length.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ranking {
    /// Every sentence that a summary may hold, most telling first.
    sentences: Vec<SummarySentence>,
}

impl Ranking {
    /// Ranks the sentences of the document's paragraphs.
    pub fn new(document: &Document) -> Self {
        let candidates = candidate::gather(document);
        let scores = score::scores(document, &candidates);
        let chosen = select::order(&candidates, &scores);
        let sentences = chosen
            .iter()
            .enumerate()
            .map(|(i, &(candidate, score))| SummarySentence {
                span: candidates[candidate].span,
                score: libm::roundf(score * 1000.0) / 1000.0,
                rank: i + 1,
            })
            .collect();
        Ranking { sentences }
    }

    /// How many sentences a summary could have at most.
    pub fn len(&self) -> usize {
        self.sentences.len()
    }

    /// Whether there is nothing to summarise.
    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }

    /// The best summary of at most `count` sentences, in source order.
    pub fn select(&self, count: usize) -> Vec<SummarySentence> {
        let mut summary = self.sentences[..count.min(self.sentences.len())].to_vec();
        summary.sort_unstable_by_key(|sentence| sentence.span);
        summary
    }
}
