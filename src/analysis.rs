//! The single value that leaves the engine: plain data with public fields, every item a span of the document's text.

use crate::document::Document;
use crate::entity::{Entity, Mention};
use crate::quantity::Quantity;
use crate::quote::{self, Quote};
use crate::summary::SummarySentence;
use crate::time::DateExpression;

/// Everything newsgloss says about one document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Analysis {
    /// The document, its text included.
    pub document: Document,
    /// The names, sorted by start, none overlapping another.
    pub mentions: Vec<Mention>,
    /// What the mentions name, in the order of their first mention.
    pub entities: Vec<Entity>,
    /// The dates, times, durations and recurrences, sorted by start, none overlapping another.
    pub dates: Vec<DateExpression>,
    /// The figures, sorted by start, none overlapping another.
    pub quantities: Vec<Quantity>,
    /// What was said, in source order, none overlapping another.
    pub quotes: Vec<Quote>,
    /// The summary's sentences, in source order.
    pub summary: Vec<SummarySentence>,
}

impl Analysis {
    /// Finds what was said and, once the names are known, who said it. In a text that is not English nothing is found.
    pub fn find_quotes(&mut self) {
        if self.document.is_english() {
            self.quotes = quote::find(&self.document, &self.mentions, &self.entities);
        }
    }
}
