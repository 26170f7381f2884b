//! The engine's front door: a model goes in once, then any number of documents.

use crate::analysis::Analysis;
use crate::document::Document;
use crate::entity::Mention;
use crate::error::Error;
use crate::summary::Ranking;

/// How many sentences a summary has if the caller does not say.
pub const DEFAULT_SUMMARY_SENTENCES: usize = 3;

/// What a caller may choose about an analysis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The most sentences that the summary may have.
    pub summary_sentences: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { summary_sentences: DEFAULT_SUMMARY_SENTENCES }
    }
}

/// Analyses documents with one loaded model.
#[derive(Debug)]
pub struct Analyzer {}

impl Analyzer {
    /// Loads a model.
    ///
    /// # Errors
    ///
    /// If the bytes are not a model, were written by a newer version, or are damaged. Nothing is half-loaded.
    pub fn new(_model: &[u8]) -> Result<Self, Error> {
        Ok(Analyzer {})
    }

    /// Analyses a document, from start to end.
    pub fn analyze(&self, document: Document, options: &Options) -> Analysis {
        let mut job = self.start(document);
        while job.step(self) {}
        job.finish(self, options)
    }

    /// Begins an analysis that the caller drives block by block, so that a long one can report its progress, let a
    /// page breathe, or be given up.
    pub fn start(&self, document: Document) -> Job {
        Job { document, next_block: 0, mentions: Vec::new() }
    }
}

/// An analysis under way.
#[derive(Debug)]
pub struct Job {
    document: Document,
    next_block: usize,
    mentions: Vec<Mention>,
}

impl Job {
    /// Does one block; whether any is left.
    pub fn step(&mut self, _analyzer: &Analyzer) -> bool {
        self.next_block += 1;
        self.next_block < self.document.blocks.len()
    }

    /// How much of the text is done, in bytes.
    pub fn done(&self) -> usize {
        self.document.blocks.get(self.next_block).map_or(self.document.text.len(), |block| block.span.start)
    }

    /// Ends the analysis: what is known now becomes the result.
    pub fn finish(self, _analyzer: &Analyzer, options: &Options) -> Analysis {
        let summary = Ranking::new(&self.document).select(options.summary_sentences);
        Analysis { document: self.document, mentions: self.mentions, entities: Vec::new(), summary }
    }
}
