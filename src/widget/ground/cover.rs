//! What lies over one another, cut into pieces that do not: an element can be put around each.

use std::collections::{BTreeMap, BTreeSet};

use crate::annotation::Colour;
use crate::span::ByteSpan;
use crate::widget::layer::Layer;

/// A piece of the text all of which is drawn alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::widget) struct Cover {
    pub(in crate::widget) span: ByteSpan,
    /// What newsgloss says about it.
    pub(in crate::widget) layer: Option<Layer>,
    /// What the reader highlighted it in.
    colour: Option<Colour>,
    /// Whether the toolbar is about it.
    held: bool,
}

impl Cover {
    /// The classes of an element around it.
    pub(in crate::widget) fn class(&self) -> String {
        let layer = self.layer.map_or("newsgloss-note", Layer::style);
        let colour = self.colour.map(|colour| format!(" newsgloss-{}", colour.as_str())).unwrap_or_default();
        format!("{layer}{colour}{}", if self.held { " newsgloss-held" } else { "" })
    }
}

/// The pieces of some glosses, sorted and without overlap, and of highlights, sorted by where they begin: of several over
/// the same words the one that began last is on top.
pub(in crate::widget) fn cover(
    glosses: &[(ByteSpan, Layer)],
    notes: &[(ByteSpan, Colour)],
    held: Option<ByteSpan>,
) -> Vec<Cover> {
    let spans = glosses.iter().map(|gloss| gloss.0).chain(notes.iter().map(|note| note.0)).chain(held);
    let cuts: BTreeSet<usize> = spans.flat_map(|span| [span.start, span.end]).collect();
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let mut ends: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let (mut open, mut gloss, mut note) = (BTreeSet::new(), 0, 0);
    let mut pieces = Vec::new();
    for piece in cuts.windows(2).map(|cut| ByteSpan::new(cut[0], cut[1])) {
        for over in ends.remove(&piece.start).into_iter().flatten() {
            open.remove(&over);
        }
        while let Some((span, _)) = notes.get(note).filter(|(span, _)| span.start <= piece.start) {
            open.insert(note);
            ends.entry(span.end).or_default().push(note);
            note += 1;
        }
        gloss += glosses[gloss..].iter().take_while(|(span, _)| span.end <= piece.start).count();
        let layer = glosses.get(gloss).filter(|(span, _)| span.contains(piece)).map(|(_, layer)| *layer);
        let colour = open.last().map(|&at| notes[at].1);
        let held = held.is_some_and(|held| held.contains(piece));
        if layer.is_some() || colour.is_some() || held {
            pieces.push(Cover { span: piece, layer, colour, held });
        }
    }
    pieces
}
