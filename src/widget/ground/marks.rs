//! Without the highlight API: words in `<mark>` elements, put there so that the host does not notice.
//!
//! A host that renders (React, Vue) keeps its text nodes: it sets their text, or removes them from the parent that it
//! gave them. So a text node stays where it is, and keeps the text up to the first mark; marks and the text between
//! them come after it as nodes of ours. Whatever the host does to its node then succeeds, and what is ours is removed
//! when the change is seen.

use web_sys::{HtmlElement, Node, Text};

use super::{Ground, Piece};
use crate::span::Utf16Span;
use crate::widget::dom::{self, el};

/// What is to be marked.
pub(in crate::widget) struct Mark {
    pub(in crate::widget) span: Utf16Span,
    pub(in crate::widget) class: String,
    /// The mention that it is, if it is one.
    pub(in crate::widget) mention: Option<usize>,
}

/// The marks of one article. Dropping them removes them.
pub(in crate::widget) struct Marks {
    /// What the article stands on without them.
    bare: Ground,
    nodes: Vec<Wrapped>,
    marks: Vec<(HtmlElement, Option<usize>)>,
}

/// A host's text node and what was put after it.
struct Wrapped {
    node: Text,
    /// Its text as the host left it, and as it is now.
    whole: String,
    kept: String,
    added: Vec<Node>,
}

impl Marks {
    /// Puts `marks`, sorted and without overlap, on the ground; the ground as it is with them.
    pub(in crate::widget) fn put(bare: Ground, marks: &[Mark]) -> (Marks, Ground) {
        let mut made = Marks { bare: Ground::default(), nodes: Vec::new(), marks: Vec::new() };
        let mut pieces = Vec::with_capacity(bare.pieces.len() + 2 * marks.len());
        let mut from = 0;
        for own in bare.pieces.chunk_by(|a, b| a.node == b.node) {
            let (Some(first), Some(last)) = (own.first(), own.last()) else { continue };
            from += marks[from..].partition_point(|mark| mark.span.end <= first.start as usize);
            let count = marks[from..].partition_point(|mark| mark.span.start < last.end() as usize);
            let cuts = cuts(own, &marks[from..from + count]);
            if cuts.is_empty() {
                pieces.extend_from_slice(own);
            } else {
                let parts = made.wrap(&first.node, &cuts);
                pieces.extend(own.iter().flat_map(|piece| split(piece, &parts)));
            }
        }
        made.bare = bare;
        (made, Ground::new(pieces))
    }

    /// Removes the marks; what the article stands on without them.
    pub(in crate::widget) fn remove(mut self) -> Ground {
        std::mem::take(&mut self.bare)
    }

    /// Whether the host has left all of it as it was put.
    pub(in crate::widget) fn are_intact(&self) -> bool {
        self.nodes.iter().all(|Wrapped { node, kept, added, .. }| {
            let mut next = node.next_sibling();
            node.data() == *kept
                && added.iter().all(|own| {
                    let here = next.take();
                    next = here.as_ref().and_then(Node::next_sibling);
                    here.is_some_and(|here| here.is_same_node(Some(own)))
                })
        })
    }

    /// Gives a class to the marks of some mentions, and takes it from the others.
    pub(in crate::widget) fn class(&self, class: &str, has: impl Fn(usize) -> bool) {
        for (mark, mention) in &self.marks {
            mark.class_list().toggle_with_force(class, mention.is_some_and(&has)).ok();
        }
    }

    /// Cuts a node; its parts, each with where it begins in what was the whole.
    fn wrap(&mut self, node: &Text, cuts: &[(u32, u32, &Mark)]) -> Vec<(Text, u32, u32)> {
        let (whole, length) = (node.data(), node.length());
        let cut = |start: u32, end: u32| node.substring_data(start, end - start).unwrap_or_default();
        let (mut parts, mut added): (Vec<(Text, u32, u32)>, Vec<Node>) =
            (vec![(node.clone(), 0, cuts[0].0)], Vec::new());
        for (at, &(start, end, mark)) in cuts.iter().enumerate() {
            let element = el::<HtmlElement>("mark", &mark.class);
            let inner = dom::document().create_text_node(&cut(start, end));
            dom::append(&element, &inner);
            let next = cuts.get(at + 1).map_or(length, |next| next.0);
            let rest = dom::document().create_text_node(&cut(end, next));
            added.extend([Node::from(element.clone()), Node::from(rest.clone())]);
            parts.extend([(inner, start, end), (rest, end, next)]);
            self.marks.push((element, mark.mention));
        }
        let kept = cut(0, cuts[0].0);
        let after = node.next_sibling();
        if let Some(parent) = node.parent_node() {
            for new in &added {
                parent.insert_before(new, after.as_ref()).ok();
            }
            node.set_data(&kept);
        }
        self.nodes.push(Wrapped { node: node.clone(), whole, kept, added });
        parts
    }
}

impl Drop for Marks {
    fn drop(&mut self) {
        for Wrapped { node, whole, kept, added } in &self.nodes {
            for own in added {
                if let Some(parent) = own.parent_node() {
                    parent.remove_child(own).ok();
                }
            }
            // What the host has written since is its own.
            if node.data() == *kept {
                node.set_data(whole);
            }
        }
    }
}

/// Where the marks lie in the node of these pieces.
fn cuts<'m>(pieces: &[Piece], marks: &'m [Mark]) -> Vec<(u32, u32, &'m Mark)> {
    let mut cuts: Vec<(u32, u32, &Mark)> = Vec::new();
    for mark in marks {
        let from = pieces.partition_point(|piece| piece.end() as usize <= mark.span.start);
        let mut parts = pieces[from..].iter().map_while(|piece| piece.overlap(mark.span));
        if let Some(first) = parts.next() {
            cuts.push((first.0, parts.last().unwrap_or(first).1, mark));
        }
    }
    cuts
}

/// A piece of a node that has been cut into parts.
fn split(piece: &Piece, parts: &[(Text, u32, u32)]) -> Vec<Piece> {
    let (from, to) = (piece.offset, piece.offset + piece.length);
    let next = parts.partition_point(|(_, _, end)| *end <= from);
    let inside = parts[next..].iter().take_while(|(_, start, _)| *start < to);
    let inside = inside.map(|(node, start, end)| {
        let (first, last) = (from.max(*start), to.min(*end));
        Piece { node: node.clone(), offset: first - start, start: piece.start + first - from, length: last - first }
    });
    // A part may be empty: where two marks touch.
    inside.filter(|piece| piece.length > 0).collect()
}
