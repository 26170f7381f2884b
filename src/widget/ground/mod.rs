//! What an article stands on: the text nodes of the page, and the way between them and offsets of the document's text.
//!
//! The nodes are the host's. With the CSS Custom Highlight API they are only read; without it [`marks`] puts elements
//! beside them, for the pieces into which [`cover`] cuts what overlaps. [`scan`] reads a document from the elements of a page, and [`watch`] says when these have changed.
//! Offsets count UTF-16 code units, as the DOM does.

mod cover;
mod date;
mod marks;
mod scan;
mod watch;

use js_sys::Map;
use wasm_bindgen::{JsCast, JsValue, UnwrapThrowExt};
use web_sys::{Element, HtmlElement, Node, Range, StaticRange, Text};

pub(super) use self::cover::{Cover, cover};
pub(super) use self::marks::{Mark, Marks};
pub(super) use self::scan::scan;
pub(super) use self::watch::Watch;
use super::dom;
use super::highlights;
use crate::span::Utf16Span;

/// A run of a text node that stands in the document's text as it is.
#[derive(Clone, PartialEq)]
struct Piece {
    node: Text,
    /// Where it begins in the node.
    offset: u32,
    /// Where it begins in the document's text.
    start: u32,
    length: u32,
}

impl Piece {
    fn end(&self) -> u32 {
        self.start + self.length
    }

    /// The part of a span that lies in this piece, as offsets of the node.
    fn overlap(&self, span: Utf16Span) -> Option<(u32, u32)> {
        let start = units(span.start).max(self.start);
        let end = units(span.end).min(self.end());
        (start < end).then(|| (self.offset + start - self.start, self.offset + end - self.start))
    }
}

/// Words of a document that stand in one element of the page.
pub(super) struct Stretch {
    pub(super) element: Element,
    pub(super) span: Utf16Span,
}

/// The text nodes of a document, in the order of its text.
pub(super) struct Ground {
    pieces: Vec<Piece>,
    /// The first piece of each node.
    first: Map,
}

impl Default for Ground {
    fn default() -> Ground {
        Ground::new(Vec::new())
    }
}

impl Ground {
    fn new(pieces: Vec<Piece>) -> Ground {
        let first = Map::new();
        let mut before: Option<&Text> = None;
        for (at, piece) in pieces.iter().enumerate() {
            if before != Some(&piece.node) {
                first.set(&piece.node, &JsValue::from(units(at)));
            }
            before = Some(&piece.node);
        }
        Ground { pieces, first }
    }

    /// Of elements whose text is the document's from the offset that is told with each.
    pub(super) fn of_elements<'e>(elements: impl Iterator<Item = (&'e Element, usize)>) -> Ground {
        let mut pieces = Vec::new();
        for (element, start) in elements {
            let mut start = units(start);
            let mut child = element.first_child();
            while let Some(node) = child {
                child = node.next_sibling();
                if let Ok(node) = node.dyn_into::<Text>() {
                    let length = node.length();
                    pieces.push(Piece { node, offset: 0, start, length });
                    start += length;
                }
            }
        }
        Ground::new(pieces)
    }

    /// The parts of the text between which something else stands, each with the innermost element that holds all of it.
    pub(super) fn stretches(&self) -> Vec<Stretch> {
        let runs = self.pieces.chunk_by(|a, b| a.end() == b.start || a.node == b.node);
        let stretch = |run: &[Piece]| {
            let (first, last) = (run.first()?, run.last()?);
            let mut element = first.node.parent_element()?;
            while !element.contains(Some(&last.node)) {
                element = element.parent_element()?;
            }
            Some(Stretch { element, span: Utf16Span { start: first.start as usize, end: last.end() as usize } })
        };
        runs.filter_map(stretch).collect()
    }

    /// The ranges of a span: one in each text node that it runs over, so that nothing else is drawn on.
    pub(super) fn ranges(&self, span: Utf16Span) -> Vec<StaticRange> {
        let mut parts: Vec<(&Text, u32, u32)> = Vec::new();
        for piece in self.over(span) {
            let Some((start, end)) = piece.overlap(span) else { continue };
            match parts.last_mut() {
                Some((node, _, before)) if **node == piece.node => *before = end,
                _ => parts.push((&piece.node, start, end)),
            }
        }
        parts.into_iter().map(|(node, start, end)| highlights::range(node, start, end)).collect()
    }

    /// A range from the start of a span to its end, whatever stands between; `None` if its nodes are gone.
    pub(super) fn live_range(&self, span: Utf16Span) -> Option<Range> {
        let mut over = self.over(span);
        let first = over.next()?;
        let last = over.last().unwrap_or(first);
        let range = dom::document().create_range().ok()?;
        range.set_start(&first.node, first.overlap(span)?.0).ok()?;
        range.set_end(&last.node, last.overlap(span)?.1).ok()?;
        Some(range)
    }

    /// An offset as a position in a node: between two nodes, in the first. `None` if there are none.
    pub(super) fn position(&self, at: usize) -> Option<(Text, u32)> {
        let piece =
            self.pieces.get(self.pieces.partition_point(|piece| piece.end() < units(at))).or(self.pieces.last())?;
        let within = units(at).saturating_sub(piece.start).min(piece.length);
        Some((piece.node.clone(), piece.offset + within))
    }

    /// The pieces that a span runs over.
    fn over(&self, span: Utf16Span) -> impl Iterator<Item = &Piece> {
        let first = self.pieces.partition_point(|piece| piece.end() <= units(span.start));
        self.pieces[first..].iter().take_while(move |piece| piece.start < units(span.end))
    }

    /// The offset of a position in one of the text nodes; `None` if the node is not of this article.
    pub(super) fn offset_in(&self, node: &Node, offset: u32) -> Option<usize> {
        let first = self.first.get(node).as_f64()?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index of ours")]
        let pieces = &self.pieces[first as usize..];
        let own = pieces.iter().take_while(|piece| node.is_same_node(Some(&piece.node)));
        // White space that the page does not show lies between two pieces.
        let found = own.take_while(|piece| piece.offset <= offset).last().unwrap_or(&pieces[0]);
        Some((found.start + offset.saturating_sub(found.offset).min(found.length)) as usize)
    }

    /// The offset of any position inside `root`: of the first text at it or after it.
    pub(super) fn offset_at(&self, root: &HtmlElement, node: &Node, offset: u32) -> Option<usize> {
        if !root.contains(Some(node)) {
            return None;
        }
        if let Some(found) = self.offset_in(node, offset) {
            return Some(found);
        }
        let point = dom::document().create_range().ok()?;
        point.set_start(node, offset).ok()?;
        let before = |piece: &Piece| point.compare_point(&piece.node, 0).is_ok_and(|order| order < 0);
        let next = self.pieces.partition_point(before);
        let last = self.pieces.last().map_or(0, Piece::end);
        Some(self.pieces.get(next).map_or(last, |piece| piece.start) as usize)
    }

    /// Whether both are the same nodes in the same places.
    pub(super) fn is(&self, other: &Ground) -> bool {
        self.pieces == other.pieces
    }
}

/// No text of a page has 2³² code units.
fn units(count: usize) -> u32 {
    u32::try_from(count).unwrap_throw()
}
