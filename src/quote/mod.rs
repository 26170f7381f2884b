//! Quotations: what was said, by which words it is introduced, and who said it.
//!
//! A direct quotation stands in quote marks and is a sentence or more; a mixed one is a few quoted words in the
//! reporter's own sentence; an indirect one has no marks, and is taken only where a verb of saying leaves no doubt.
//!
//! Every quotation lies inside one block. One that runs on over several paragraphs is as many quotations, which share
//! their speaker. The speaker is the words that name him where he is said to speak, a pronoun maybe. Which entity they
//! mean is told only if it is certain; a wrong speaker is worse than none.
//!
//! The shape of it (quote marks, then the verbs of speech about them, then their subjects) follows Pouliquen, Steinberger
//! and Best, *Automatic Detection of Quotations in Multilingual News*, 2007, and O'Keefe et al., *A Sequence Labelling
//! Approach to Quote Attribution*, 2012, whose rule-based baseline is strong in news.

mod apart;
mod clause;
mod indirect;
mod marks;
mod speaker;
mod subject;
mod words;

use crate::document::{BlockKind, Document};
use crate::entity::{Entity, Mention};
use crate::sort;
use crate::span::ByteSpan;
use crate::text::Passage;
use clause::{Attribution, Clause};
use speaker::Speakers;
use words::Lexicon;

/// How what was said is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuoteKind {
    /// Word for word, a sentence or more.
    Direct,
    /// A few words of the speaker in the reporter's sentence.
    Mixed,
    /// In the reporter's words.
    Indirect,
}

impl QuoteKind {
    /// The name that reaches JavaScript.
    pub fn as_str(self) -> &'static str {
        match self {
            QuoteKind::Direct => "direct",
            QuoteKind::Mixed => "mixed",
            QuoteKind::Indirect => "indirect",
        }
    }
}

/// Something that was said, and by whom. Its span does not overlap another quotation's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quote {
    /// What was said, with the quote marks.
    pub span: ByteSpan,
    /// How it is given.
    pub kind: QuoteKind,
    /// The words that say that it was said: `said`, `according to`.
    pub cue: Option<ByteSpan>,
    /// The words that name the speaker there: `Ms Merkel`, `he`, `one official`.
    pub speaker: Option<ByteSpan>,
    /// Whom they mean: an index into the analysis's entities.
    pub entity: Option<usize>,
}

/// The quotations of a document, in source order.
pub fn find(document: &Document, mentions: &[Mention], entities: &[Entity]) -> Vec<Quote> {
    let mut finder = Finder {
        document,
        mentions,
        lexicon: Lexicon::get(),
        speakers: Speakers::new(document, mentions, entities),
        quotes: Vec::new(),
        carried: None,
        closing: false,
    };
    let spoken = |kind| !matches!(kind, BlockKind::Boilerplate | BlockKind::Credit);
    let blocks = document.blocks.iter().zip(document.passages());
    let blocks: Vec<_> = blocks.filter(|(block, _)| spoken(block.kind)).collect();
    for (at, (block, passage)) in blocks.iter().enumerate() {
        let next = blocks.get(at + 1).map(|(next, _)| next.span.of(&document.text));
        finder.block(block.span, passage, next.is_some_and(marks::opens_with_mark));
    }
    finder.quotes
}

struct Finder<'a> {
    document: &'a Document,
    mentions: &'a [Mention],
    lexicon: &'static Lexicon,
    speakers: Speakers<'a>,
    quotes: Vec<Quote>,
    /// The attribution of the last quotation of the block before, if that block is all quotation or was left open.
    carried: Option<Attribution>,
    /// Whether the block before ends with the last quotation.
    closing: bool,
}

impl Finder<'_> {
    fn block(&mut self, block: ByteSpan, passage: &Passage, next_opens: bool) {
        let text = self.document.text.as_str();
        let (quoted, open) = marks::quoted(text, block, next_opens);
        let words = self.lexicon.words(text, passage);
        let clause = Clause::new(text, &words, self.mentions, &quoted);
        if quoted.is_empty() && self.closing {
            self.sign(&clause);
        }
        let from = self.quotes.len();
        let mut attributions: Vec<Option<Attribution>> = quoted.iter().map(|&span| clause.attribute(span)).collect();
        self.share(&clause, &quoted, &mut attributions);
        for (&span, attribution) in quoted.iter().zip(&mut attributions) {
            *attribution = attribution.or_else(|| clause.told_before(span));
        }
        for (&span, attribution) in quoted.iter().zip(&attributions) {
            if marks::is_saying(span.of(text)) || attribution.is_some() {
                self.push(span, marks::kind(text, span), *attribution);
            }
        }
        for (span, attribution) in clause.indirect() {
            self.push(span, QuoteKind::Indirect, Some(attribution));
        }
        sort::by_key(&mut self.quotes[from..], |quote| quote.span.start);
        let last = attributions.last().copied().flatten();
        let all_quoted = quoted.last().is_some_and(|last| last.end == block.end);
        self.carried = if open || all_quoted { last } else { clause.announced() };
        self.closing = all_quoted && self.quotes.last().is_some_and(|last| last.span.end == block.end);
    }

    /// Gives the last quotation, if it has no speaker, the one who signs in the block behind it.
    fn sign(&mut self, clause: &Clause<'_>) {
        let Some(last) = self.quotes.last_mut().filter(|last| last.speaker.is_none()) else { return };
        last.speaker = clause.signature();
        last.entity = last.speaker.and_then(|speaker| self.speakers.entity(speaker));
    }

    /// Gives quotations that have no speaker of their own that of their neighbour, if nothing but quotation is between.
    fn share(&self, clause: &Clause<'_>, quoted: &[ByteSpan], attributions: &mut [Option<Attribution>]) {
        for at in 0..quoted.len() {
            if attributions[at].is_some() || !clause.stands_alone(quoted[at]) {
                continue;
            }
            attributions[at] = match at.checked_sub(1) {
                Some(before) if clause.adjoins(quoted[before], quoted[at]) => attributions[before],
                Some(_) => None,
                None => self.carried.filter(|_| clause.opens_block(quoted[0])),
            };
        }
        for at in (1..quoted.len()).rev() {
            let alone = attributions[at - 1].is_none() && clause.stands_alone(quoted[at - 1]);
            if alone && clause.adjoins(quoted[at - 1], quoted[at]) {
                attributions[at - 1] = attributions[at];
            }
        }
    }

    fn push(&mut self, span: ByteSpan, kind: QuoteKind, attribution: Option<Attribution>) {
        let cue = attribution.and_then(|attribution| attribution.cue);
        let speaker = attribution.map(|attribution| attribution.speaker);
        let entity = speaker.and_then(|speaker| self.speakers.entity(speaker));
        self.quotes.push(Quote { span, kind, cue, speaker, entity });
    }
}
