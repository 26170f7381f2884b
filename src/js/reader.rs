//! What the reader says about a text, on its way over the boundary.

use super::wire::{Span, Units, encode, read_mentions, read_options, thousandths};
use crate::annotation::exchange::json::{Value, quote};
use crate::annotation::exchange::{self, Label};
use crate::annotation::fragment::{Page, TextDirective};
use crate::annotation::{self, Anchorer, Annotation, Status, correction};
use crate::document::Document;
use crate::entity::{Correction, MentionType, Verdict};
use crate::error::{Error, ErrorCode};
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
    let quotes = quotes.into_iter().map(|Quote { exact, prefix, suffix, start }| {
        // The offset is one of another text, which only the caller has: here it is a hint, and this text's will do.
        annotation::Quote { exact, prefix, suffix, start: start.map(|start| units.near(start)) }
    });
    let found = anchorer.anchor_all(&quotes.collect::<Vec<_>>()).into_iter().map(|found| {
        let annotation::Anchor { span, status, confidence } = found?;
        let Span { start, end } = units.span(span);
        let status = match status {
            Status::Anchored => "anchored",
            Status::Changed => "changed",
        };
        Some(Anchor { start, end, status, confidence: thousandths(confidence) })
    });
    Ok(encode(&found.collect::<Vec<_>>()))
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
    Page::new(&document.text, &document.block_spans())
}

/// The annotations of a file as JSON: `{ annotations, problems }`, the former as JSON-LD.
///
/// # Errors
///
/// `InvalidAnnotations`, if it is no JSON.
pub(super) fn import(json: &str) -> Result<String, Error> {
    let exchange::Imported { annotations, problems } = exchange::read(json)?;
    let list = |values: Vec<Value>| Value::List(values);
    let both = [
        ("annotations".to_owned(), list(annotations.iter().map(exchange::write).collect())),
        ("problems".to_owned(), list(problems.into_iter().map(Value::Text).collect())),
    ];
    Ok(Value::Object(both.into()).write())
}

/// Annotations, given as JSON-LD, in another form.
///
/// # Errors
///
/// `InvalidAnnotations`, if one of them is none; `InvalidOption`, if there is no such form.
pub(super) fn export(json: &str, format: &str, title: &str) -> Result<String, Error> {
    let annotations = read(json)?;
    match format {
        "jsonld" => Ok(Value::List(annotations.iter().map(exchange::write).collect()).write()),
        "csv" => Ok(exchange::csv(&annotations)),
        "markdown" => Ok(exchange::markdown(title, &annotations)),
        "html" => Ok(exchange::html(title, &annotations)),
        _ => Err(no_format(format)),
    }
}

/// The names of a document in a form that training tools read.
///
/// # Errors
///
/// `InvalidDocument`, if a mention is no span of the text; `InvalidOption`, if there is no such form.
pub(super) fn export_names(document: &Document, mentions: JsValue, format: &str) -> Result<String, Error> {
    let mentions = read_mentions(&document.text, mentions)?;
    let labels: Vec<Label> = mentions.into_iter().map(|(span, kind)| Label { span, kind }).collect();
    let blocks = document.block_spans();
    match format {
        "conll" => Ok(exchange::conll(&document.text, &blocks, &labels)),
        "spacy" => Ok(exchange::spacy(&document.text, &blocks, &labels)),
        _ => Err(no_format(format)),
    }
}

fn no_format(format: &str) -> Error {
    let mut message = String::from("there is no format ");
    quote(format, &mut message);
    Error::new(ErrorCode::InvalidOption, message)
}

/// Annotations as JSON-LD, all of them sound.
fn read(json: &str) -> Result<Vec<Annotation>, Error> {
    let exchange::Imported { annotations, problems } = exchange::read(json)?;
    match problems.into_iter().next() {
        Some(problem) => Err(Error::new(ErrorCode::InvalidAnnotations, problem)),
        None => Ok(annotations),
    }
}

/// What the corrections among annotations, given as JSON-LD, say of a text. Those whose words are not in it any more are
/// left out.
///
/// # Errors
///
/// `InvalidAnnotations`, if one of them is none, or names a type that there is not.
pub(super) fn corrections(text: &str, json: &str) -> Result<Vec<Correction>, Error> {
    let (annotations, anchorer) = (read(json)?, Anchorer::new(text));
    let mut found = Vec::new();
    for annotation in &annotations {
        let verdict = match &annotation.correction {
            None => continue,
            Some(annotation::Correction::Accept) => Verdict::Right,
            Some(annotation::Correction::Remove) => Verdict::NoName,
            Some(annotation::Correction::Retype(kind) | annotation::Correction::Add(kind)) => {
                Verdict::Name(kind_of(kind)?)
            }
        };
        let there = anchorer.locate(&annotation.target).filter(|anchor| anchor.status == Status::Anchored);
        found.extend(there.map(|anchor| Correction { span: anchor.span, verdict }));
    }
    Ok(found)
}

fn kind_of(name: &str) -> Result<MentionType, Error> {
    let mut message = String::from("a correction names no type: ");
    quote(name, &mut message);
    let kind = MentionType::ALL.into_iter().find(|kind| kind.as_str() == name);
    kind.ok_or_else(|| Error::new(ErrorCode::InvalidAnnotations, message))
}

/// The entries of a glossary that the corrections among annotations, given as JSON-LD, make.
///
/// # Errors
///
/// `InvalidAnnotations`, if one of them is none, or names a type that there is not.
pub(super) fn glossary(json: &str) -> Result<JsValue, Error> {
    #[derive(Serialize)]
    struct Entry {
        name: String,
        r#type: String,
    }
    let names = correction::glossary(&read(json)?);
    let entry = |(name, kind): (String, String)| kind_of(&kind).map(|_| Entry { name, r#type: kind });
    Ok(encode(&names.into_iter().map(entry).collect::<Result<Vec<_>, Error>>()?))
}
