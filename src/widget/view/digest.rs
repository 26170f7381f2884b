//! The digest of the documents that are at hand.

use std::rc::Rc;

use super::{Marked, View};
use crate::span::ByteSpan;
use crate::summary;
use crate::widget::reading::Source;
use crate::widget::summary::digest::DigestView;

impl View {
    /// Draws the digest, if it is unfolded.
    pub(super) fn render_digest(&self) {
        let Some(wanted) = self.summary.digest.wanted() else { return };
        let read = |source: Source| self.document(&source).map(|document| (source, document));
        let (sources, documents): (Vec<_>, Vec<_>) = wanted.into_iter().filter_map(read).unzip();
        let sentences = summary::digest(&documents, DigestView::length(documents.len()));
        self.summary.digest.fill(&sources, &documents, &sentences);
    }

    /// Shows a sentence of a document, which is opened if it is not.
    pub(super) fn open_at(self: &Rc<Self>, source: Source, sentence: ByteSpan) {
        let is_open = self.with_reading(|reading| reading.source == source);
        if is_open != Some(true) {
            self.open(source, &self.kept());
        }
        self.state_mut().marked = None;
        self.mark(Marked { sentence, point: None });
    }
}
