//! The boundary: what JavaScript may call, and nothing else.
//!
//! Every function here decodes, calls the engine and encodes. It is called by the shell in `www/engine.js`, which has
//! already checked the types of what it passes on, keeps the caller's own string (a text is never sent back), and puts
//! a new instance in place of one that trapped. The public face, with its types, is `www/index.js` and `index.d.ts`.
//!
//! Offsets count UTF-16 code units on the other side and bytes on this one; [`wire`] converts them, in one place.

pub mod engine;
mod glossary;
mod reader;
mod wire;

use crate::analyzer::Options;
use crate::document::{Date, Document, bundle, element, plain};
use crate::entity::{Glossary, MentionType};
use crate::error::{Error, ErrorCode};
use crate::summary::{self, DEFAULT_DIGEST_SENTENCES, DEFAULT_KEY_POINTS, DEFAULT_KEY_TERMS, Focus, Ranking};
use crate::{Analysis, Analyzer};
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::prelude::*;

/// Loads a model; from here on [`analyze`] and what is built on it work.
///
/// # Errors
///
/// A JavaScript `Error` with a `code`, if the bytes are no model that this version reads.
#[wasm_bindgen]
pub fn load(model: &[u8]) -> Result<(), JsValue> {
    engine::load(model).map_err(to_js_error)
}

/// Loads a knowledge file, before the model or after it; from here on entities have links.
///
/// # Errors
///
/// A JavaScript `Error` with a `code`, if the bytes are no knowledge file that this version reads.
#[wasm_bindgen(js_name = loadKnowledge)]
pub fn load_knowledge(knowledge: &[u8]) -> Result<(), JsValue> {
    engine::load_knowledge(knowledge).map_err(to_js_error)
}

/// The structure of a plain text: a `NewsDocument` without its text.
#[wasm_bindgen]
pub fn parse(text: String) -> JsValue {
    wire::document(&plain::parse(text))
}

/// Everything about a text: an `Analysis` without its text. `document` is the structure the caller has for it, or
/// undefined to have it parsed; `options` is an object with `date`, `summary`, which holds what `summarize` takes, and
/// `glossary` (the number of one that was given to [`load_glossary`]), and `corrections` (annotations as JSON-LD), each of
/// which may be left out.
///
/// # Errors
///
/// A JavaScript `Error` with a `code`: no model is loaded, the document's spans do not fit the text, the date is not a
/// day, there is no such glossary, or the corrections are no annotations.
#[wasm_bindgen]
pub fn analyze(text: String, document: JsValue, options: JsValue) -> Result<JsValue, JsValue> {
    let run = || -> Result<JsValue, Error> {
        let wire::Options { date, summary, glossary, corrections } = wire::read_options(options)?;
        let mut document = structure(text, document)?;
        document.date = date.as_deref().map(read_date).transpose()?.or(document.date);
        let glossary = find_glossary(glossary)?;
        let corrections = corrections.map(|json| reader::corrections(&document.text, &json)).transpose()?;
        let corrections = corrections.unwrap_or_default();
        let options = Options { summary: Some(summary.length()), focus: summary.focus, glossary, corrections };
        Ok(wire::analysis(&analyzer()?.analyze(document, &options)))
    };
    run().map_err(to_js_error)
}

/// Who and what is named in a text: entities with their mentions in them.
///
/// # Errors
///
/// A JavaScript `Error` with a `code`, if no model is loaded or there is no such glossary.
#[wasm_bindgen]
pub fn entities(text: String, glossary: Option<u32>) -> Result<JsValue, JsValue> {
    names(text, glossary).map(|analysis| wire::entities(&analysis)).map_err(to_js_error)
}

/// The most telling sentences of a text. `options` is an object with one of `sentences`, `words` and `share`, and with
/// `focus`; each may be left out. This needs no model, nor do the next four.
///
/// # Errors
///
/// A JavaScript `Error` with a `code`, if an option is of the wrong type.
#[wasm_bindgen]
pub fn summarize(text: String, options: JsValue) -> Result<JsValue, JsValue> {
    let options: wire::SummaryOptions = wire::read_options(options).map_err(to_js_error)?;
    let document = plain::parse(text);
    let ranking = match &options.focus {
        None => Ranking::new(&document),
        Some(focus) => Ranking::about(&document, &Focus::new([focus.as_str()])),
    };
    Ok(wire::summary(&document.text, &ranking.select(options.length())))
}

/// A text in one line: a summary sentence, or undefined.
#[wasm_bindgen(js_name = oneLine)]
pub fn one_line(text: String) -> JsValue {
    let document = plain::parse(text);
    wire::line(&document.text, Ranking::new(&document).line())
}

/// Short sentences, one for each main topic of a text.
#[wasm_bindgen(js_name = keyPoints)]
pub fn key_points(text: String, count: Option<u32>) -> JsValue {
    let document = plain::parse(text);
    let points = summary::key_points(&document, count.map_or(DEFAULT_KEY_POINTS, |n| n as usize));
    wire::key_points(&document.text, points)
}

/// The most telling words and phrases of a text.
#[wasm_bindgen(js_name = keyTerms)]
pub fn key_terms(text: String, count: Option<u32>) -> JsValue {
    let document = plain::parse(text);
    let terms = summary::key_terms(&document, count.map_or(DEFAULT_KEY_TERMS, |n| n as usize));
    wire::key_terms(&document.text, terms)
}

/// The most telling sentences of several texts that do not repeat one another. `documents` holds, for each text, the
/// structure that the caller has for it, or undefined.
///
/// # Errors
///
/// A JavaScript `Error` with a `code`, if a document's spans do not fit its text.
#[wasm_bindgen]
pub fn digest(texts: Vec<String>, documents: Vec<JsValue>, sentences: Option<u32>) -> Result<JsValue, JsValue> {
    let read = |(text, document): (String, JsValue)| structure(text, document);
    let documents: Result<Vec<Document>, Error> = texts.into_iter().zip(documents).map(read).collect();
    let documents = documents.map_err(to_js_error)?;
    let count = sentences.map_or(DEFAULT_DIGEST_SENTENCES, |n| n as usize);
    Ok(wire::digest(&documents, &summary::digest(&documents, count)))
}

/// A text as safe HTML with its names in `<mark data-type data-entity>`. `types` are the types to mark, separated by
/// spaces; all of them if it is left out.
///
/// # Errors
///
/// A JavaScript `Error` with a `code`: no model is loaded, or there is no such type or glossary.
#[wasm_bindgen]
pub fn highlight(text: String, types: Option<String>, glossary: Option<u32>) -> Result<String, JsValue> {
    let run = || {
        let types = types.map_or(Ok(MentionType::ALL.to_vec()), |types| read_types(&types))?;
        names(text, glossary).map(|analysis| mark(&analysis, &types))
    };
    run().map_err(to_js_error)
}

/// Compiles a glossary, packed as `www/glossary.js` packs it, and keeps it under a number. The last few are kept; that of
/// number 0 serves one call.
///
/// # Errors
///
/// A JavaScript `Error` with the code `invalid-glossary`, which names the entry. Nothing is kept then.
#[wasm_bindgen(js_name = loadGlossary)]
pub fn load_glossary(number: u32, packed: &str) -> Result<(), JsValue> {
    glossary::load(number, packed).map_err(to_js_error)
}

/// Whether the glossary of that number is still kept.
#[wasm_bindgen(js_name = hasGlossary)]
pub fn has_glossary(number: u32) -> bool {
    glossary::get(number).is_some()
}

/// The quote that a span of a text is known by: its words and those around it.
///
/// # Errors
///
/// A JavaScript `Error` with a `code`, if it is no span of the text.
#[wasm_bindgen]
pub fn describe(text: &str, start: u32, end: u32) -> Result<JsValue, JsValue> {
    reader::describe(text, start, end).map_err(to_js_error)
}

/// Where each of these quotes stands in a text now; null for those that are gone. The text is indexed once.
///
/// # Errors
///
/// A JavaScript `Error` with a `code`, if they are no quotes.
#[wasm_bindgen(js_name = anchorAll)]
pub fn anchor_all(text: &str, quotes: JsValue) -> Result<JsValue, JsValue> {
    reader::anchor(text, quotes).map_err(to_js_error)
}

/// The fragment that names a span of a text, `:~:text=…`, for the end of its address; undefined if none does. `document`
/// is the structure that the caller has for the text, or undefined to have it parsed.
///
/// # Errors
///
/// A JavaScript `Error` with a `code`, if it is no span of the text, or the document's spans do not fit the text.
#[wasm_bindgen(js_name = toFragment)]
pub fn to_fragment(text: String, document: JsValue, start: u32, end: u32) -> Result<Option<String>, JsValue> {
    let fragment = structure(text, document).and_then(|document| reader::to_fragment(&document, start, end));
    fragment.map_err(to_js_error)
}

/// The passages of a text that a fragment names. `document` is as above.
///
/// # Errors
///
/// A JavaScript `Error` with a `code`, if the document's spans do not fit the text.
#[wasm_bindgen(js_name = fromFragment)]
pub fn from_fragment(text: String, document: JsValue, fragment: &str) -> Result<JsValue, JsValue> {
    structure(text, document).map(|document| reader::from_fragment(&document, fragment)).map_err(to_js_error)
}

/// The annotations that a file holds, as JSON: `{ annotations, problems }`.
///
/// # Errors
///
/// A JavaScript `Error` with a `code`, if it is no JSON.
#[wasm_bindgen(js_name = importAnnotations)]
pub fn import_annotations(json: &str) -> Result<String, JsValue> {
    reader::import(json).map_err(to_js_error)
}

/// Annotations, as JSON, in one of the forms `jsonld`, `csv`, `markdown` and `html`; the last two have a title.
///
/// # Errors
///
/// A JavaScript `Error` with a `code`, if one of them is none, or there is no such form.
#[wasm_bindgen(js_name = exportAnnotations)]
pub fn export_annotations(json: &str, format: &str, title: &str) -> Result<String, JsValue> {
    reader::export(json, format, title).map_err(to_js_error)
}

/// The names of a text in one of the forms `conll` and `spacy`. `mentions` are those of an analysis.
///
/// # Errors
///
/// A JavaScript `Error` with a `code`, if a span does not fit the text, or there is no such form.
#[wasm_bindgen(js_name = exportNames)]
pub fn export_names(text: String, document: JsValue, mentions: JsValue, format: &str) -> Result<String, JsValue> {
    let run = || reader::export_names(&structure(text, document)?, mentions, format);
    run().map_err(to_js_error)
}

/// The entries of a glossary that the corrections among annotations, as JSON, make.
///
/// # Errors
///
/// A JavaScript `Error` with a `code`, if one of them is none, or names a type that there is not.
#[wasm_bindgen(js_name = toGlossary)]
pub fn to_glossary(json: &str) -> Result<JsValue, JsValue> {
    reader::glossary(json).map_err(to_js_error)
}

/// The bundled documents: `{ id, title }` of each.
#[wasm_bindgen]
pub fn documents() -> JsValue {
    let listed = bundle::documents().iter().map(|bundled| {
        let document = plain::parse(bundled.text);
        // A document without a headline goes by its id.
        (bundled.id, document.title.map_or(bundled.id.to_string(), |title| title.of(&document.text).to_string()))
    });
    wire::listing(listed)
}

/// A bundled document: `{ text, structure }`, where `structure` is a `NewsDocument` without its text.
///
/// # Errors
///
/// A JavaScript `Error` with a `code`, if there is none of that id.
#[wasm_bindgen]
pub fn open(id: &str) -> Result<JsValue, JsValue> {
    bundle::open(id).map(|document| wire::opened(&document)).map_err(to_js_error)
}

/// The document that a text is, by the structure that the caller has for it, if there is one.
fn structure(text: String, document: JsValue) -> Result<Document, Error> {
    if document.is_undefined() { Ok(plain::parse(text)) } else { wire::read_document(text, document) }
}

fn analyzer() -> Result<Rc<Analyzer>, Error> {
    engine::current().ok_or_else(|| Error::new(ErrorCode::ModelMissing, "names need a model, and none is loaded"))
}

fn names(text: String, glossary: Option<u32>) -> Result<Analysis, Error> {
    let options = Options { summary: None, glossary: find_glossary(glossary)?, ..Options::default() };
    Ok(analyzer()?.analyze(plain::parse(text), &options))
}

fn find_glossary(number: Option<u32>) -> Result<Option<Arc<Glossary>>, Error> {
    let missing = || Error::new(ErrorCode::InvalidOption, "the glossary is not loaded");
    number.map(|number| glossary::get(number).ok_or_else(missing)).transpose()
}

fn read_date(text: &str) -> Result<Date, Error> {
    let wrong = || Error::new(ErrorCode::InvalidOption, format!("date must be a day as YYYY-MM-DD, not {text:?}"));
    Date::from_iso(text).ok_or_else(wrong)
}

fn read_types(types: &str) -> Result<Vec<MentionType>, Error> {
    let read = |name: &str| {
        let wrong = || Error::new(ErrorCode::InvalidOption, format!("types holds {name:?}, which is no type of name"));
        MentionType::ALL.into_iter().find(|kind| kind.as_str() == name).ok_or_else(wrong)
    };
    types.split_ascii_whitespace().map(read).collect()
}

/// The text as HTML, the mentions of these types in marks.
fn mark(analysis: &Analysis, types: &[MentionType]) -> String {
    let Document { text, .. } = &analysis.document;
    let mut html = String::with_capacity(text.len() * 5 / 4);
    let mut at = 0;
    for mention in analysis.mentions.iter().filter(|mention| types.contains(&mention.kind)) {
        element::escape(&text[at..mention.span.start], &mut html);
        html.push_str("<mark data-type=\"");
        html.push_str(mention.kind.as_str());
        html.push_str("\" data-entity=\"");
        html.push_str(&mention.entity.to_string());
        html.push_str("\">");
        element::escape(mention.span.of(text), &mut html);
        html.push_str("</mark>");
        at = mention.span.end;
    }
    element::escape(&text[at..], &mut html);
    html
}

/// The engine's error as a JavaScript `Error` with a `code`.
fn to_js_error(error: Error) -> JsValue {
    let js = js_sys::Error::new(error.message());
    // Setting a property of a fresh object cannot fail.
    let _ = js_sys::Reflect::set(&js, &"code".into(), &error.code().as_str().into());
    js.into()
}
