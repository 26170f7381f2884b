//! The reader's annotations of the open document, and where in its text each of them is.
//!
//! In reading order: [`record`] is how an annotation is kept, [`outbox`] what has yet to be kept, [`toolbar`] what can
//! be said about selected words, [`panel`] the list of all annotations with its [`filter`], each in a [`row`] with its
//! note as it is [`written`], drawn as [`rows`], [`editor`] where the reader changes one, [`verdicts`] what the reader says of the names that
//! were found, and [`exchange`] takes all of them elsewhere.

pub(super) mod editor;
pub(super) mod exchange;
pub(super) mod filter;
pub(super) mod outbox;
pub(super) mod panel;
pub(super) mod passage;
pub(super) mod record;
mod row;
mod rows;
pub(super) mod toolbar;
pub(super) mod verdicts;
pub(super) mod written;

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::annotation::{
    Anchorer, Annotation, AnnotationStore, Colour, Correction, Intervals, Quote, Selector, Status, describe,
};
use crate::document::Document;
use crate::sort;
use crate::span::ByteSpan;
use crate::text::spaced;

/// The annotations of one document.
#[derive(Default)]
pub(super) struct Notes {
    pub(super) store: AnnotationStore,
    /// Where those are that the text still has, by their ids.
    places: BTreeMap<String, Place>,
    /// The ids of the highlights among them, in the order of the text.
    order: Vec<String>,
    index: Intervals,
    /// Those that correct a name, which is drawn as that and not as a highlight, in the order of the text.
    corrections: Vec<(ByteSpan, String)>,
}

/// What the ids of names begin with that the reader has in every article, and the name follows.
const OF_A_NAME: &str = "glossary-";

/// The document that those names are kept under.
pub(super) const GLOSSARY: &str = "glossary";

/// What a name is known by that the reader has in every article.
pub(super) fn id_of_name(name: &str) -> String {
    OF_A_NAME.to_owned() + &spaced(name)
}

/// Whether an annotation is of no passage, but says what a name is in every article.
pub(super) fn is_of_every_article(annotation: &Annotation) -> bool {
    annotation.id.starts_with(OF_A_NAME) && annotation.correction.is_some()
}

/// Where the hash of nothing begins.
pub(super) const FNV: u64 = 0xCBF2_9CE4_8422_2325;

/// FNV-1a in 64 bits, <http://www.isthe.com/chongo/tech/comp/fnv/>, of what was hashed and these bytes after it.
pub(super) fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

/// Where an annotation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) span: ByteSpan,
    /// Whether the words there are no longer those that it was made on.
    pub(super) changed: bool,
}

impl Notes {
    /// Finds the places of annotations as they were kept, or as they were made on another state of the document: what
    /// was done to them can still be undone then.
    pub(super) fn new(document: &Document, store: AnnotationStore) -> Notes {
        let mut notes = Notes { store, ..Notes::default() };
        notes.places = Finder::new(document).find_all(notes.store.iter());
        notes.put_in_order();
        notes
    }

    /// Finds the place again of annotations that were added, changed or removed.
    pub(super) fn follow<'i>(&mut self, document: &Document, ids: impl IntoIterator<Item = &'i str>) {
        let finder = Finder::new(document);
        for id in ids {
            if let Some(before) = self.places.remove(id) {
                let first = self.index.spans().partition_point(|span| *span < before.span);
                let same = self.order[first..].iter().position(|other| other == id);
                if let Some(at) = same.map(|at| first + at) {
                    self.order.remove(at);
                    self.index.remove(at);
                }
                self.corrections.retain(|(_, other)| other != id);
            }
            let Some(annotation) = self.store.get(id) else { continue };
            let Some(place) = finder.find(annotation) else { continue };
            self.places.insert(id.to_owned(), place);
            if annotation.correction.is_some() {
                let at = self.corrections.partition_point(|(span, _)| *span <= place.span);
                self.corrections.insert(at, (place.span, id.to_owned()));
            } else {
                self.order.insert(self.index.insert(place.span), id.to_owned());
            }
        }
    }

    fn put_in_order(&mut self) {
        let mut order: Vec<(ByteSpan, String)> =
            self.places.iter().map(|(id, place)| (place.span, id.clone())).collect();
        sort::by_key(&mut order, |(span, _)| *span);
        let corrects = |(_, id): &(ByteSpan, String)| self.store.get(id).is_some_and(|a| a.correction.is_some());
        (self.corrections, order) = order.into_iter().partition(corrects);
        self.index = Intervals::new(order.iter().map(|(span, _)| *span).collect());
        self.order = order.into_iter().map(|(_, id)| id).collect();
    }

    /// Where an annotation is; `None` if its words are gone.
    pub(super) fn place(&self, id: &str) -> Option<Place> {
        self.places.get(id).copied()
    }

    /// Where an annotation is drawn, and in which colour; `None` if there is nothing of it to be drawn.
    pub(super) fn highlight(&self, id: &str) -> Option<(ByteSpan, Colour)> {
        let annotation = self.store.get(id).filter(|annotation| annotation.correction.is_none())?;
        Some((self.place(id)?.span, annotation.colour))
    }

    /// The corrections of names that the text still has, in the order of the text.
    pub(super) fn corrections(&self) -> impl Iterator<Item = (Place, &Annotation)> {
        self.corrections.iter().filter_map(|(_, id)| Some((self.place(id)?, self.store.get(id)?)))
    }

    /// What the reader said last of the name at these very words.
    pub(super) fn correction_at(&self, span: ByteSpan) -> Option<&Annotation> {
        let after = self.corrections.partition_point(|(other, _)| *other <= span);
        let (_, id) = self.corrections[..after].last().filter(|(other, _)| *other == span)?;
        self.store.get(id)
    }

    /// The names that the reader has in every article.
    pub(super) fn names(&self) -> impl Iterator<Item = &Annotation> {
        self.store.iter().filter(|annotation| is_of_every_article(annotation))
    }

    /// The type of which the reader has a name in every article.
    pub(super) fn kind_everywhere(&self, name: &str) -> Option<&str> {
        match self.store.get(&id_of_name(name))?.correction.as_ref()? {
            Correction::Retype(kind) | Correction::Add(kind) => Some(kind),
            Correction::Accept | Correction::Remove => None,
        }
    }

    /// The highlights that the text still has, in the order of the text.
    pub(super) fn placed(&self) -> impl Iterator<Item = (Place, &Annotation)> {
        self.order.iter().filter_map(|id| Some((self.place(id)?, self.store.get(id)?)))
    }

    /// Whether there are other words now where any of them was made.
    pub(super) fn any_changed(&self) -> bool {
        self.places.values().any(|place| place.changed)
    }

    /// The annotations whose words the text no longer has.
    pub(super) fn gone(&self) -> impl Iterator<Item = &Annotation> {
        self.store
            .iter()
            .filter(|annotation| !self.places.contains_key(&annotation.id) && !is_of_every_article(annotation))
    }

    /// The ids of those that hold a place of the text, the innermost first.
    pub(super) fn at(&self, byte: usize) -> Vec<String> {
        self.index.at(byte).into_iter().map(|at| self.order[at].clone()).collect()
    }

    /// Whether any holds a place of the text.
    pub(super) fn any_at(&self, byte: usize) -> bool {
        !self.index.at(byte).is_empty()
    }

    /// Where all of them are, in order.
    pub(super) fn spans_in_order(&self) -> &[ByteSpan] {
        self.index.spans()
    }
}

/// Finds annotations in one document.
struct Finder<'d> {
    document: &'d Document,
    /// Made when the first is met that is not where it was.
    anchorer: OnceCell<Anchorer<'d>>,
}

impl<'d> Finder<'d> {
    fn new(document: &'d Document) -> Finder<'d> {
        Finder { document, anchorer: OnceCell::new() }
    }

    fn find(&self, annotation: &Annotation) -> Option<Place> {
        let quote = findable(annotation)?;
        let still = unmoved(&self.document.text, quote);
        self.place(still.map(|span| (span, Status::Anchored)).or_else(|| {
            let found = self.anchorer().anchor(quote)?;
            Some((found.span, found.status))
        }))
    }

    /// The places of all of a document's annotations: of those that have moved, each is told by the others too.
    fn find_all<'a>(&self, annotations: impl Iterator<Item = &'a Annotation>) -> BTreeMap<String, Place> {
        let (ids, quotes): (Vec<&str>, Vec<&Quote>) =
            annotations.filter_map(|a| Some((a.id.as_str(), findable(a)?))).unzip();
        let still: Vec<Option<ByteSpan>> = quotes.iter().map(|quote| unmoved(&self.document.text, quote)).collect();
        let all = || quotes.iter().map(|&quote| quote.clone()).collect::<Vec<Quote>>();
        let found = if still.contains(&None) { self.anchorer().anchor_all(&all()) } else { Vec::new() };
        let place = |at: usize| {
            let still = still[at].map(|span| (span, Status::Anchored));
            self.place(still.or_else(|| found[at].map(|found| (found.span, found.status))))
        };
        ids.iter().enumerate().filter_map(|(at, id)| Some(((*id).to_owned(), place(at)?))).collect()
    }

    fn anchorer(&self) -> &Anchorer<'d> {
        self.anchorer.get_or_init(|| Anchorer::new(&self.document.text))
    }

    fn place(&self, found: Option<(ByteSpan, Status)>) -> Option<Place> {
        let (span, status) = found?;
        Some(Place { span: self.inside(span)?, changed: status == Status::Changed })
    }

    /// The part of a span from the first block that it is in to the last: between blocks nothing can be drawn.
    fn inside(&self, span: ByteSpan) -> Option<ByteSpan> {
        let blocks = &self.document.blocks;
        let first = blocks.partition_point(|block| block.span.end <= span.start);
        let last = blocks.partition_point(|block| block.span.start < span.end).checked_sub(1)?;
        let (start, end) = (blocks.get(first)?.span.start.max(span.start), blocks[last].span.end.min(span.end));
        (start < end).then(|| ByteSpan::new(start, end))
    }
}

/// The place of a quote that stands, with all of its context, exactly where it stood: where else is it then? In a text
/// that has not changed this finds every annotation without a search.
fn unmoved(text: &str, quote: &Quote) -> Option<ByteSpan> {
    let start = quote.start.filter(|_| !quote.exact.is_empty())?;
    let span = ByteSpan::new(start, start.checked_add(quote.exact.len())?);
    let stands = text.get(span.start..span.end) == Some(quote.exact.as_str())
        && text[..span.start].ends_with(&quote.prefix)
        && text[span.end..].starts_with(&quote.suffix);
    stands.then_some(span)
}

/// The words by which an annotation is found in an article, unless it is about every one.
fn findable(annotation: &Annotation) -> Option<&Quote> {
    quote(annotation).filter(|_| !is_of_every_article(annotation))
}

/// The words that an annotation is about.
pub(super) fn quote(annotation: &Annotation) -> Option<&Quote> {
    annotation.target.iter().find_map(|selector| match selector {
        Selector::Quote(quote) => Some(quote),
        _ => None,
    })
}

/// The words that an annotation was made on; nothing if it was kept without.
pub(super) fn words(annotation: &Annotation) -> &str {
    quote(annotation).map_or("", |quote| &quote.exact)
}

/// What an annotation on those words of a text is kept with.
pub(super) fn target(text: &str, span: ByteSpan) -> Vec<Selector> {
    vec![Selector::Quote(describe(text, span))]
}
