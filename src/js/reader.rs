//! What the reader says about a text, on its way over the boundary.

use super::wire::{Span, Units, encode, read_options, thousandths};
use crate::annotation::fragment::{Page, TextDirective};
use crate::annotation::{self, Anchorer, Status};
use crate::document::Document;
use crate::error::Error;
use crate::span::ByteSpan;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

#[derive(Serialize, Deserialize)]
struct Quote {
    exact: String,
    prefix: String,
    suffix: String,
    start: Option<u32>,
}

#[derive(Serialize)]
struct Anchor {
    start: u32,
    end: u32,
    status: &'static str,
    confidence: f64,
}

/// The quote that a span of a text is known by.
///
/// # Errors
///
/// `InvalidOption`, if it is no span of the text on character boundaries.
pub(super) fn describe(text: &str, start: u32, end: u32) -> Result<JsValue, Error> {
    let units = Units::new(text);
    let span = units.read_option("span", start, end)?;
    let annotation::Quote { exact, prefix, suffix, start } = annotation::describe(text, span);
    let start = start.map(|byte| units.span(ByteSpan::new(byte, byte)).start);
    Ok(encode(&Quote { exact, prefix, suffix, start }))
}

/// Where each quote stands in a text now, null for those that are gone.
///
/// # Errors
///
/// `InvalidOption`, if they are no quotes.
pub(super) fn anchor(text: &str, quotes: JsValue) -> Result<JsValue, Error> {
    let quotes: Vec<Quote> = read_options(quotes)?;
    let (units, anchorer) = (Units::new(text), Anchorer::new(text));
    let find = |quote: Quote| {
        // The offset is one of another text, which only the caller has: here it is a hint, and this text's will do.
        let start = quote.start.map(|start| units.near(start));
        let Quote { exact, prefix, suffix, .. } = quote;
        let found = anchorer.anchor(&annotation::Quote { exact, prefix, suffix, start })?;
        let Span { start, end } = units.span(found.span);
        let status = match found.status {
            Status::Anchored => "anchored",
            Status::Changed => "changed",
        };
        Some(Anchor { start, end, status, confidence: thousandths(found.confidence) })
    };
    Ok(encode(&quotes.into_iter().map(find).collect::<Vec<_>>()))
}

/// The fragment that names a span of a document; none if no fragment does.
///
/// # Errors
///
/// `InvalidOption`, if it is no span of the text on character boundaries.
pub(super) fn to_fragment(document: &Document, start: u32, end: u32) -> Result<Option<String>, Error> {
    let span = Units::new(&document.text).read_option("span", start, end)?;
    Ok(page(document).directive(span).map(|directive| directive.write()))
}

/// The passages of a document that a fragment names, one for each of its directives that names any.
pub(super) fn from_fragment(document: &Document, fragment: &str) -> JsValue {
    let (units, page) = (Units::new(&document.text), page(document));
    let directives = TextDirective::read(fragment);
    let spans = directives.iter().filter_map(|directive| page.find(directive)).map(|span| units.span(span));
    encode(&spans.collect::<Vec<_>>())
}

fn page(document: &Document) -> Page<'_> {
    let blocks: Vec<ByteSpan> = document.blocks.iter().map(|block| block.span).collect();
    Page::new(&document.text, &blocks)
}
