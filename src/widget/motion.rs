//! Where the caret goes: by character, word, line, sentence, paragraph, gloss, and the reader's own highlights.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::reading::Reading;
use crate::span::ByteSpan;
use crate::text;

/// How far the caret goes at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Character,
    Word,
    /// To the line above or below, or, at the edge, of this one.
    Line,
    Sentence,
    Paragraph,
    /// To the start or the end of the line.
    Edge,
    /// To the start or the end of the article.
    Article,
    /// To a name, a date or a figure, which is selected.
    Gloss,
    /// To one of the reader's highlights, which is selected.
    Highlight,
}

/// A step of the caret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) unit: Unit,
    pub(super) forward: bool,
    /// Whether what lies between is selected.
    pub(super) extend: bool,
}

/// The caret, and where the selection began that it ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Caret {
    pub(super) at: usize,
    pub(super) anchor: usize,
}

impl Caret {
    /// A caret with nothing selected.
    pub(super) fn new(at: usize) -> Caret {
        Caret { at, anchor: at }
    }

    /// What is selected.
    pub(super) fn span(self) -> ByteSpan {
        ByteSpan::new(self.at.min(self.anchor), self.at.max(self.anchor))
    }

    /// The caret after a step; as it is if there is nothing that way. `glosses` are in order and without overlap,
    /// `highlights` in order.
    pub(super) fn after(self, step: Step, reading: &Reading, glosses: &[ByteSpan], highlights: &[ByteSpan]) -> Caret {
        let to = match step.unit {
            Unit::Gloss => self.to_span(step, glosses),
            Unit::Highlight => self.to_span(step, highlights),
            _ => Some(Caret::new(self.to_stop(step, reading))),
        };
        let Some(to) = to else { return self };
        if !step.extend {
            return to;
        }
        let at = if step.forward { to.span().end } else { to.span().start };
        Caret { at, anchor: self.anchor }
    }

    /// The next span after the selection, or the last one before it.
    fn to_span(self, step: Step, spans: &[ByteSpan]) -> Option<Caret> {
        let here = self.span();
        let on_one = !here.is_empty() && spans.binary_search(&here).is_ok();
        let found = match step.forward {
            true if on_one => spans.get(spans.partition_point(|span| *span <= here)),
            true => spans.get(spans.partition_point(|span| span.start < self.at)),
            false if on_one => spans.get(spans.partition_point(|span| *span < here).checked_sub(1)?),
            false => spans.get(spans.partition_point(|span| span.start < here.start).checked_sub(1)?),
        };
        found.map(|span| Caret { at: span.end, anchor: span.start })
    }

    fn to_stop(self, step: Step, reading: &Reading) -> usize {
        let blocks = &reading.document().blocks;
        let Some(block) = reading.block_at(self.at) else { return self.at };
        let (span, next, previous) =
            (blocks[block].span, blocks.get(block + 1), block.checked_sub(1).map(|at| &blocks[at]));
        // A step over the paragraph's edge leads to the nearest edge of the next one.
        let over = if step.forward { next.map(|next| next.span.start) } else { previous.map(|block| block.span.end) };
        let at_edge = if step.forward { self.at >= span.end } else { self.at <= span.start };
        match step.unit {
            Unit::Article if step.forward => blocks.last().map_or(self.at, |block| block.span.end),
            Unit::Article => blocks.first().map_or(self.at, |block| block.span.start),
            Unit::Paragraph => paragraph(self.at, step, span, next.map(|n| n.span), previous.map(|p| p.span)),
            _ if at_edge => over.unwrap_or(self.at),
            Unit::Character => character(&reading.document().text, self.at, step.forward),
            Unit::Word => stop(words(&reading.document().text, span), self.at, step).unwrap_or(if step.forward {
                span.end
            } else {
                span.start
            }),
            _ => {
                let sentences = text::sentences(&reading.document().text, span).into_iter();
                // From the last sentence one goes to the next paragraph, as from its end.
                let edge = if step.forward && !step.extend { over.unwrap_or(span.end) } else { span.end };
                stop(sentences, self.at, step).unwrap_or(if step.forward { edge } else { span.start })
            }
        }
    }
}

/// The nearest start of a part in that direction, or its end when a selection is extended forward.
fn stop(parts: impl Iterator<Item = ByteSpan>, at: usize, step: Step) -> Option<usize> {
    let mut stops = parts.map(|part| if step.forward && step.extend { part.end } else { part.start });
    if step.forward { stops.find(|&stop| stop > at) } else { stops.take_while(|&stop| stop < at).last() }
}

fn paragraph(at: usize, step: Step, here: ByteSpan, next: Option<ByteSpan>, previous: Option<ByteSpan>) -> usize {
    match (step.forward, step.extend) {
        (true, true) if at < here.end => here.end,
        (true, true) => next.map_or(at, |next| next.end),
        (true, false) => next.map_or(here.end, |next| next.start),
        (false, _) if at > here.start => here.start,
        (false, _) => previous.map_or(at, |previous| previous.start),
    }
}

/// The next boundary between what is a character to the reader.
pub(super) fn character(text: &str, at: usize, forward: bool) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    // The whole text is there to look at, so neither call can ask for more of it.
    let to = if forward { cursor.next_boundary(text, 0) } else { cursor.prev_boundary(text, 0) };
    to.ok().flatten().unwrap_or(at)
}

/// The words of a block, by UAX #29.
fn words(text: &str, block: ByteSpan) -> impl Iterator<Item = ByteSpan> {
    let words = block.of(text).unicode_word_indices();
    words.map(move |(at, word)| ByteSpan::new(block.start + at, block.start + at + word.len()))
}

/// The word that a place is in, or else the next one of its paragraph, or the last.
pub(super) fn word_at(text: &str, block: ByteSpan, at: usize) -> Option<ByteSpan> {
    let mut last = None;
    for word in words(text, block) {
        last = Some(word);
        if word.end > at {
            break;
        }
    }
    last
}
