//! A block of a document, cut once for all who read it.

use super::sentence::cut;
use super::token::{Token, tokenize};
use crate::span::ByteSpan;

/// Those of some tokens that begin in a part of the text.
pub(crate) fn within(tokens: &[Token], part: ByteSpan) -> &[Token] {
    let upto = |at: usize| tokens.partition_point(|token| token.span.start < at);
    let from = upto(part.start);
    &tokens[from..upto(part.end).max(from)]
}

/// The tokens of a block and where its sentences end among them.
#[derive(Debug, Clone, Default)]
pub struct Passage {
    tokens: Vec<Token>,
    /// Where each sentence ends, as a count of tokens.
    ends: Vec<usize>,
}

impl Passage {
    /// Cuts up `block` of `text`.
    ///
    /// # Panics
    ///
    /// If `block` does not lie in `text` on character boundaries.
    pub fn new(text: &str, block: ByteSpan) -> Self {
        let tokens = tokenize(text, block);
        let ends = cut(text, &tokens);
        Passage { tokens, ends }
    }

    /// Adds a sentence, known to be one, after those that are there.
    ///
    /// # Panics
    ///
    /// If `sentence` does not lie in `text` on character boundaries.
    pub fn push_sentence(&mut self, text: &str, sentence: ByteSpan) {
        self.tokens.extend(tokenize(text, sentence));
        self.ends.push(self.tokens.len());
    }

    /// All tokens, in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The tokens of the sentence that reaches beyond the byte at `at`; `None` behind the last.
    pub fn sentence_at(&self, at: usize) -> Option<&[Token]> {
        let sentence = self.ends.partition_point(|&end| self.tokens[end - 1].span.end <= at);
        let start = sentence.checked_sub(1).map_or(0, |before| self.ends[before]);
        Some(&self.tokens[start..*self.ends.get(sentence)?])
    }

    /// The tokens of each sentence; a sentence is never empty.
    pub fn sentences(&self) -> impl Iterator<Item = &[Token]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.tokens[start..end]).filter(|tokens| !tokens.is_empty())
    }
}
