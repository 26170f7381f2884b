//! Annotations on their way to where they are kept and back: `www/notes.js` keeps them as records, and hands each over
//! as a line.
//!
//! A line has one value for each field, so that thousands of records cross the boundary as one string.

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use super::quote;
use crate::annotation::{Annotation, Colour, Correction, Quote, Selector};

#[wasm_bindgen]
extern "C" {
    /// `www/notes.js`.
    pub type Shelf;
    /// The lines of a document's records, each ended by [`RECORD`].
    #[wasm_bindgen(method)]
    pub(in crate::widget) fn load(this: &Shelf, document: &str) -> Promise;
    /// Keeps a record, or removes it if there is none, unless it is no longer of the version `base`. Resolves to
    /// undefined if that was done, and else to the line of what another tab has made of it, or null.
    #[wasm_bindgen(method)]
    pub(in crate::widget) fn save(
        this: &Shelf,
        document: &str,
        id: &str,
        base: Option<&str>,
        record: Option<&str>,
    ) -> Promise;
}

/// What ends a record, what ends a value in it, and what stands between two tags in a value. No value holds one.
const RECORD: char = '\u{1e}';
const VALUE: char = '\u{1f}';
const TAG: &str = "\n";

/// An annotation as the line of a record of the version `stamp`.
pub(in crate::widget) fn write(annotation: &Annotation, stamp: &str) -> String {
    let quote = quote(annotation).cloned().unwrap_or_default();
    let byte = quote.start.map(|start| start.to_string()).unwrap_or_default();
    let correction = annotation.correction.as_ref().map(Correction::write).unwrap_or_default();
    let values = [
        &annotation.id,
        stamp,
        &quote.exact,
        &quote.prefix,
        &quote.suffix,
        &byte,
        annotation.colour.as_str(),
        &annotation.note,
        &annotation.tags.join(TAG),
        &correction,
        &annotation.source,
        &annotation.kept,
        &annotation.created,
        &annotation.modified,
    ];
    values.map(|value| value.replace([RECORD, VALUE], " ")).join(&VALUE.to_string())
}

/// The annotation of a line and its version. A record may have been written by anybody: what is not there is empty.
pub(in crate::widget) fn read(line: &str) -> (Annotation, String) {
    let mut values = line.split(VALUE).map(str::to_owned);
    let mut next = || values.next().unwrap_or_default();
    let (id, stamp) = (next(), next());
    let (exact, prefix, suffix, start) = (next(), next(), next(), next().parse().ok());
    let annotation = Annotation {
        id,
        target: vec![Selector::Quote(Quote { exact, prefix, suffix, start })],
        colour: Colour::named(&next()).unwrap_or_default(),
        note: next(),
        tags: next().split(TAG).filter(|tag| !tag.is_empty()).map(str::to_owned).collect(),
        correction: Correction::read(&next()),
        source: next(),
        kept: next(),
        created: next(),
        modified: next(),
    };
    (annotation, stamp)
}

/// The annotations of several lines, with their versions.
pub(in crate::widget) fn read_all(lines: &str) -> impl Iterator<Item = (Annotation, String)> {
    lines.split_terminator(RECORD).map(read)
}
