//! What the view shows: one document, and what the engine says about it so far.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::layer::Layer;
use super::notes::Notes;
use super::notes::verdicts::options;
use super::words::say;
use crate::analysis::Analysis;
use crate::analyzer::{Analyzer, Job};
use crate::document::{Date, Document, NOT_ENGLISH};
use crate::entity::{Entity, Mention, MentionType};
use crate::span::{ByteSpan, Utf16Index};
use crate::summary::Ranking;
use crate::time::DateExpression;
use crate::{text, time};

/// How many bytes on each side of a span are looked at for its sentence.
const NEAR: usize = 600;

/// How many characters of a sentence are shown before what it is shown for, and after.
const BEFORE: usize = 50;
const AFTER: usize = 75;

/// Where a document comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    /// Bundled with the page, by id.
    Bundled(String),
    /// The reader's own, by its number in this visit.
    Own(usize),
    /// The host's, where it stands, with what tells it from other articles: an address, or nothing.
    Host(String),
}

/// One open document.
pub(super) struct Reading {
    pub(super) source: Source,
    pub(super) analysis: Analysis,
    ranking: OnceCell<Ranking>,
    /// UTF-16 offsets, which are what the DOM counts in.
    pub(super) index: Utf16Index,
    /// What the reader says about it.
    pub(super) notes: Notes,
    /// What was found, before the reader corrects any of it; nothing until the names have been looked for.
    pub(super) found: Option<Job>,
    /// Whether what is named has been looked up.
    linked: bool,
    /// The day that the text itself says it is of.
    own_day: Option<Date>,
}

/// Something that newsgloss says about words of the article, by its place in the analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gloss {
    Mention(usize),
    Date(usize),
    Figure(usize),
}

/// What is at a point of the article.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Spot {
    pub(super) gloss: Option<Gloss>,
    /// The byte there, if the reader has highlighted it.
    pub(super) noted: Option<usize>,
}

/// A span in its sentence, shortened.
pub(super) struct Excerpt {
    pub(super) before: String,
    pub(super) exact: String,
    pub(super) after: String,
}

impl Reading {
    /// The document before its names are known.
    pub(super) fn new(source: Source, document: Document) -> Reading {
        let index = Utf16Index::new(&document.text);
        let own_day = document.date;
        let analysis = Analysis { document, ..Analysis::default() };
        let (ranking, notes) = (OnceCell::new(), Notes::default());
        Reading { source, analysis, ranking, index, notes, found: None, linked: false, own_day }
    }

    /// Its sentences by how much they tell, which takes reading all of it.
    pub(super) fn ranking(&self) -> &Ranking {
        self.ranking.get_or_init(|| Ranking::new(self.document()))
    }

    /// Makes the analysis of what was found and what the reader corrects of it: what is named has yet to be looked up.
    pub(super) fn conclude(&mut self) {
        if let Some(found) = self.found.clone() {
            self.analysis = found.finish(&options(&self.notes));
            self.linked = false;
        }
    }

    /// Looks up what is named, once both the names and something to look them up in are there.
    pub(super) fn link(&mut self, analyzer: &Analyzer) {
        if self.is_complete() && analyzer.knows() && !std::mem::replace(&mut self.linked, true) {
            analyzer.link(&mut self.analysis);
        }
    }

    /// Whether the names have been looked for.
    pub(super) fn is_complete(&self) -> bool {
        self.found.is_some()
    }

    /// Whether a mention is as the reader says, here or for every article.
    pub(super) fn is_own(&self, mention: &Mention) -> bool {
        mention.glossary.is_some() || self.notes.correction_at(mention.span).is_some()
    }

    /// The mentions that are of the very words of one, itself included.
    pub(super) fn named_alike(&self, mention: &Mention) -> Vec<ByteSpan> {
        let words = self.text(mention.span);
        let mentions = self.analysis.mentions.iter().map(|mention| mention.span);
        mentions.filter(|span| self.text(*span) == words).collect()
    }

    /// Takes the document to be of that day, or of its own.
    pub(super) fn set_day(&mut self, day: Option<Date>) {
        let day = day.or(self.own_day);
        if std::mem::replace(&mut self.analysis.document.date, day) != day {
            self.find_dates();
        }
    }

    /// Finds the dates, which needs no model.
    pub(super) fn find_dates(&mut self) {
        self.analysis.dates = time::find(&self.analysis.document);
    }

    /// Why there is next to nothing to say of the text, if it is not English.
    pub(super) fn foreign(&self) -> Option<String> {
        let problem = self.document().problems.iter().find(|problem| problem.code == NOT_ENGLISH)?;
        Some(say(&problem.message))
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
        first.map_or_else(|| say("Untitled"), |span| shorten(self.text(span), 90))
    }

    /// The mention at a byte offset, if one is there.
    pub(super) fn mention_at(&self, byte: usize) -> Option<usize> {
        at(self.analysis.mentions.len(), |id| self.mention(id).span, byte)
    }

    /// What is said about the character at a byte offset, of the layers that are shown: a name before all else.
    pub(super) fn gloss_at(&self, byte: usize, shown: impl Fn(Layer) -> bool) -> Option<Gloss> {
        let Analysis { dates, quantities, .. } = &self.analysis;
        let mention = self.mention_at(byte).filter(|&id| shown(Layer::Names(self.mention(id).kind)));
        let date = || at(dates.len(), |at| dates[at].span, byte).filter(|_| shown(Layer::Dates));
        let figure = || at(quantities.len(), |at| quantities[at].span, byte).filter(|_| shown(Layer::Figures));
        let found = mention.map(Gloss::Mention);
        found.or_else(|| date().map(Gloss::Date)).or_else(|| figure().map(Gloss::Figure))
    }

    /// The words that a gloss is about.
    pub(super) fn span_of(&self, gloss: Gloss) -> ByteSpan {
        match gloss {
            Gloss::Mention(id) => self.mention(id).span,
            Gloss::Date(at) => self.analysis.dates[at].span,
            Gloss::Figure(at) => self.analysis.quantities[at].span,
        }
    }

    /// The entity of that type and canonical name.
    pub(super) fn entity_named(&self, kind: MentionType, name: &str) -> Option<usize> {
        self.analysis.entities.iter().position(|entity| entity.kind == kind && entity.name == name)
    }

    /// The block that a byte offset lies in or, between two, follows.
    pub(super) fn block_at(&self, byte: usize) -> Option<usize> {
        self.document().blocks.partition_point(|block| block.span.start <= byte).checked_sub(1)
    }

    /// The sentence around a span: in a very long one, what is near.
    pub(super) fn sentence_at(&self, span: ByteSpan) -> ByteSpan {
        let Some(block) = self.block_at(span.start) else { return span };
        let (text, block) = (&self.document().text, self.document().blocks[block].span);
        let start = text.floor_char_boundary(span.start.saturating_sub(NEAR)).max(block.start);
        let end = text.ceil_char_boundary(span.end.saturating_add(NEAR)).min(block.end);
        let sentences = text::sentences(text, ByteSpan::new(start, end));
        sentences.into_iter().find(|sentence| sentence.contains(span)).unwrap_or(span)
    }

    /// The sentence around a span, for reading aloud.
    pub(super) fn sentence_around(&self, span: ByteSpan) -> String {
        shorten(self.text(self.sentence_at(span)), 300)
    }

    /// A span with what stands around it in its sentence, in one line that is short enough for a list.
    pub(super) fn excerpt(&self, span: ByteSpan) -> Excerpt {
        let sentence = self.sentence_at(span);
        let before = shorten_start(self.text(ByteSpan::new(sentence.start, span.start)), BEFORE);
        let after = shorten(self.text(ByteSpan::new(span.end, sentence.end)), AFTER);
        let spaced = |text: &str, at: usize| text[..at].ends_with(char::is_whitespace);
        let text = &self.document().text;
        Excerpt {
            before: if spaced(text, span.start) && !before.is_empty() { before + " " } else { before },
            exact: shorten(self.text(span), AFTER),
            after: if text[span.end..].starts_with(char::is_whitespace) { format!(" {after}") } else { after },
        }
    }

    /// How much each layer has; of the names, those whose entity's name holds `query`.
    pub(super) fn counts(&self, query: &str) -> [usize; Layer::ALL.len()] {
        Layer::ALL.map(|layer| match layer {
            Layer::Names(kind) => {
                let entities = self.analysis.entities.iter();
                entities.filter(|e| e.kind == kind && self.matches(e, query)).map(|e| e.mentions.len()).sum()
            }
            Layer::Dates => self.analysis.dates.iter().filter(|date| !self.is_vague(date)).count(),
            Layer::Figures => self.analysis.quantities.len(),
        })
    }

    /// Whether an expression is one word that tells no time to a reader: `now`, `recent`.
    pub(super) fn is_vague(&self, date: &DateExpression) -> bool {
        date.value.ends_with("_REF") && !self.text(date.span).contains(char::is_whitespace)
    }

    /// What is drawn in a layer. What is part of a name is drawn as that.
    pub(super) fn spans(&self, layer: Layer) -> Vec<ByteSpan> {
        let named = |span: &ByteSpan| {
            let after = self.analysis.mentions.partition_point(|mention| mention.span.start < span.end);
            after > 0 && self.mention(after - 1).span.end > span.start
        };
        match layer {
            Layer::Names(kind) => {
                self.analysis.mentions.iter().filter(|mention| mention.kind == kind).map(|m| m.span).collect()
            }
            Layer::Dates => {
                let dates = self.analysis.dates.iter().filter(|date| !self.is_vague(date));
                dates.map(|date| date.span).filter(|span| !named(span)).collect()
            }
            Layer::Figures => self.analysis.quantities.iter().map(|q| q.span).filter(|span| !named(span)).collect(),
        }
    }

    /// Whether any of an entity's names holds `query`, a lower-cased string; the empty one is in all.
    pub(super) fn matches(&self, entity: &Entity, query: &str) -> bool {
        query.is_empty()
            || fold(&entity.name).contains(query)
            || entity.mentions.iter().any(|&id| fold(self.text(self.mention(id).span)).contains(query))
    }

    /// The next mention after `from` (before it, if not `forward`) whose type is shown, around the ends.
    pub(super) fn step(&self, from: Option<usize>, forward: bool, hidden: &BTreeSet<Layer>) -> Option<usize> {
        let count = self.analysis.mentions.len();
        let start = from.unwrap_or(if forward { count.wrapping_sub(1) } else { 0 });
        (1..=count)
            .map(|steps| if forward { (start + steps) % count } else { (start + count - steps % count) % count })
            .find(|&id| !hidden.contains(&Layer::Names(self.mention(id).kind)))
    }
}

/// Which of `count` spans, sorted and without overlap, holds a byte offset.
fn at(count: usize, span: impl Fn(usize) -> ByteSpan, byte: usize) -> Option<usize> {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        if span(middle).end <= byte { low = middle + 1 } else { high = middle }
    }
    (low < count && span(low).start <= byte).then_some(low)
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

/// The end of `text` in one line of at most `limit` characters, cut between words where it can be.
fn shorten_start(text: &str, limit: usize) -> String {
    let (mut words, mut length) = (Vec::new(), 0);
    for word in text.split_whitespace().rev() {
        length += word.chars().count() + 1;
        if length > limit {
            // What it now begins with is no dash.
            while words.last().is_some_and(|word: &&str| !word.contains(char::is_alphanumeric)) {
                words.pop();
            }
            words.reverse();
            return format!("…{}", words.join(" "));
        }
        words.push(word);
    }
    words.reverse();
    words.join(" ")
}
