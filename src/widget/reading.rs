//! What the view shows: one document, and what the engine says about it so far.

use std::collections::BTreeSet;

use crate::analysis::Analysis;
use crate::document::Document;
use crate::entity::{Entity, Mention, MentionType};
use crate::span::{ByteSpan, Utf16Index};
use crate::summary::{Ranking, SummarySentence};
use crate::text;

/// Where a document comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    /// Bundled with the page, by id.
    Bundled(String),
    /// The reader's own, by its number in this visit.
    Own(usize),
}

/// One open document.
pub(super) struct Reading {
    pub(super) source: Source,
    pub(super) analysis: Analysis,
    pub(super) ranking: Ranking,
    /// UTF-16 offsets, which are what the DOM counts in.
    pub(super) index: Utf16Index,
    /// Whether the names have been looked for.
    pub(super) complete: bool,
}

impl Reading {
    /// The document before its names are known.
    pub(super) fn new(source: Source, document: Document) -> Reading {
        let ranking = Ranking::new(&document);
        let index = Utf16Index::new(&document.text);
        Reading { source, analysis: Analysis { document, ..Analysis::default() }, ranking, index, complete: false }
    }

    pub(super) fn document(&self) -> &Document {
        &self.analysis.document
    }

    pub(super) fn text(&self, span: ByteSpan) -> &str {
        span.of(&self.analysis.document.text)
    }

    pub(super) fn entity(&self, id: usize) -> &Entity {
        &self.analysis.entities[id]
    }

    pub(super) fn mention(&self, id: usize) -> &Mention {
        &self.analysis.mentions[id]
    }

    /// The title as it would be called in a list.
    pub(super) fn title(&self) -> String {
        let document = self.document();
        let first = document.title.or(document.blocks.first().map(|block| block.span));
        first.map_or_else(|| "Untitled".to_owned(), |span| shorten(self.text(span), 90))
    }

    /// The mention at a byte offset, if one is there.
    pub(super) fn mention_at(&self, byte: usize) -> Option<usize> {
        let mentions = &self.analysis.mentions;
        let after = mentions.partition_point(|mention| mention.span.start <= byte);
        let candidate = after.checked_sub(1)?;
        (byte < mentions[candidate].span.end).then_some(candidate)
    }

    /// The entity of that type and canonical name.
    pub(super) fn entity_named(&self, kind: MentionType, name: &str) -> Option<usize> {
        self.analysis.entities.iter().position(|entity| entity.kind == kind && entity.name == name)
    }

    /// The block that a byte offset lies in or, between two, follows.
    pub(super) fn block_at(&self, byte: usize) -> Option<usize> {
        self.document().blocks.partition_point(|block| block.span.start <= byte).checked_sub(1)
    }

    /// The sentence around a span, for reading aloud.
    pub(super) fn sentence_around(&self, span: ByteSpan) -> String {
        let Some(block) = self.block_at(span.start) else { return String::new() };
        let block = self.document().blocks[block].span;
        let sentences = text::sentences(&self.document().text, block);
        let sentence = sentences.into_iter().find(|sentence| sentence.contains(span)).unwrap_or(span);
        shorten(self.text(sentence), 300)
    }

    /// A summary of at most `count` sentences, in source order.
    pub(super) fn summary(&self, count: usize) -> Vec<SummarySentence> {
        self.ranking.select(count)
    }

    /// How many mentions each type has among the entities whose name holds `query`.
    pub(super) fn counts(&self, query: &str) -> [usize; MentionType::ALL.len()] {
        MentionType::ALL.map(|kind| {
            let entities = self.analysis.entities.iter();
            entities.filter(|e| e.kind == kind && self.matches(e, query)).map(|e| e.mentions.len()).sum()
        })
    }

    /// Whether any of an entity's names holds `query`, a lower-cased string; the empty one is in all.
    pub(super) fn matches(&self, entity: &Entity, query: &str) -> bool {
        query.is_empty()
            || fold(&entity.name).contains(query)
            || entity.mentions.iter().any(|&id| fold(self.text(self.mention(id).span)).contains(query))
    }

    /// The next mention after `from` (before it, if not `forward`) whose type is shown, around the ends.
    pub(super) fn step(&self, from: Option<usize>, forward: bool, hidden: &BTreeSet<MentionType>) -> Option<usize> {
        let count = self.analysis.mentions.len();
        let start = from.unwrap_or(if forward { count.wrapping_sub(1) } else { 0 });
        (1..=count)
            .map(|steps| if forward { (start + steps) % count } else { (start + count - steps % count) % count })
            .find(|&id| !hidden.contains(&self.mention(id).kind))
    }
}

/// A string as search compares it.
pub(super) fn fold(text: &str) -> String {
    text.to_lowercase()
}

/// `text` in one line of at most `limit` characters, cut between words where it can be.
pub(super) fn shorten(text: &str, limit: usize) -> String {
    let mut line = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let letters = word.chars().count();
        if length + 1 + letters > limit && length > 0 {
            line.push('…');
            break;
        }
        if length > 0 {
            line.push(' ');
        }
        line.extend(word.chars().take(limit));
        length += 1 + letters;
    }
    line
}
