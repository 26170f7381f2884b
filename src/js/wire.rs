//! The shapes that cross the boundary, and the only place where offsets change their unit.
//!
//! Names and shapes are those of `www/index.d.ts`. No struct here is flattened into another: that would cross as a
//! `Map`. Nor does any hold a text: the caller has it.

use crate::analysis::Analysis;
use crate::analyzer::DEFAULT_SUMMARY_SENTENCES;
use crate::document::{self, Block, BlockKind, Date};
use crate::entity;
use crate::error::{Error, ErrorCode};
use crate::quantity;
use crate::quote;
use crate::span::{ByteSpan, Utf16Index, Utf16Span};
use crate::summary::{self, Length};
use crate::time;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use wasm_bindgen::JsValue;

/// What a caller chose about an analysis.
#[derive(Deserialize)]
pub(super) struct Options {
    pub(super) date: Option<String>,
    pub(super) glossary: Option<u32>,
    /// Annotations as JSON-LD.
    pub(super) corrections: Option<String>,
    #[serde(default)]
    pub(super) summary: SummaryOptions,
}

/// What a caller chose about a summary: one of the lengths at most.
#[derive(Deserialize, Default)]
pub(super) struct SummaryOptions {
    sentences: Option<u32>,
    words: Option<u32>,
    share: Option<f32>,
    pub(super) focus: Option<String>,
}

impl SummaryOptions {
    pub(super) fn length(&self) -> Length {
        match (self.words, self.share) {
            (Some(words), _) => Length::Words(words as usize),
            (None, Some(share)) => Length::Share(share),
            (None, None) => Length::Sentences(self.sentences.map_or(DEFAULT_SUMMARY_SENTENCES, |n| n as usize)),
        }
    }
}

#[derive(Serialize, Deserialize, Clone, Copy)]
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) end: u32,
}

#[derive(Serialize, Deserialize)]
struct NewsDocument {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<Span>,
    #[serde(skip_serializing_if = "Option::is_none")]
    byline: Option<Span>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dateline: Option<Dateline>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", skip_deserializing)]
    language: Option<&'static str>,
    blocks: Vec<NewsBlock>,
    #[serde(skip_deserializing)]
    problems: Vec<Problem>,
}

#[derive(Serialize, Deserialize)]
struct Dateline {
    start: u32,
    end: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Span>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agency: Option<Span>,
}

#[derive(Serialize, Deserialize)]
struct NewsBlock {
    start: u32,
    end: u32,
    kind: Cow<'static, str>,
}

#[derive(Serialize)]
struct Problem {
    code: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<u32>,
}

#[derive(Serialize)]
struct Everything<'a> {
    document: NewsDocument,
    mentions: Vec<Mention>,
    entities: Vec<Entity<'a, usize>>,
    dates: Vec<DateExpression<'a>>,
    quantities: Vec<Quantity>,
    quotes: Vec<Quotation>,
    summary: Vec<SummarySentence>,
}

#[derive(Serialize)]
struct Mention {
    start: u32,
    end: u32,
    r#type: &'static str,
    entity: usize,
    confidence: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    glossary: Option<bool>,
}

/// An entity whose mentions are indices into an analysis's, or the mentions themselves.
#[derive(Serialize)]
struct Entity<'a, M> {
    id: usize,
    name: &'a str,
    r#type: &'static str,
    mentions: Vec<M>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    acronym: Option<&'a str>,
    #[serde(skip_serializing_if = "<[usize]>::is_empty")]
    related: &'a [usize],
    #[serde(skip_serializing_if = "Option::is_none")]
    glossary: Option<Listed<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<Link<'a>>,
}

/// What a glossary says of an entity.
#[derive(Serialize)]
struct Listed<'a> {
    entry: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Link<'a> {
    wikidata: String,
    label: &'a str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<Country<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lat: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lon: Option<f64>,
    confidence: f64,
    source: &'a str,
}

#[derive(Serialize)]
struct Country<'a> {
    code: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct Quotation {
    start: u32,
    end: u32,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cue: Option<Span>,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<Span>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<usize>,
}

#[derive(Serialize)]
struct DateExpression<'a> {
    start: u32,
    end: u32,
    r#type: &'static str,
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
}

#[derive(Serialize)]
struct Quantity {
    start: u32,
    end: u32,
    r#type: &'static str,
    /// Null if there is none, which is never left out.
    value: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    low: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counts: Option<Span>,
}

#[derive(Serialize)]
struct SummarySentence {
    start: u32,
    end: u32,
    score: f64,
    rank: usize,
    why: Vec<Why>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<usize>,
}

#[derive(Serialize)]
struct Why {
    reason: &'static str,
    text: String,
}

#[derive(Serialize)]
struct KeyTerm {
    name: String,
    score: f64,
    spans: Vec<Span>,
}

#[derive(Serialize)]
struct KeyPoint {
    start: u32,
    end: u32,
    topic: String,
    rank: usize,
}

#[derive(Serialize)]
struct Opened<'a> {
    text: &'a str,
    structure: NewsDocument,
}

#[derive(Serialize)]
struct Bundled<'a> {
    id: &'a str,
    title: String,
}

/// Decodes the options of an analysis or of a summary.
pub(super) fn read_options<T: serde::de::DeserializeOwned>(options: JsValue) -> Result<T, Error> {
    serde_wasm_bindgen::from_value(options).map_err(|e| Error::new(ErrorCode::InvalidOption, e.to_string()))
}

/// Decodes the structure that a caller has for `text`.
///
/// # Errors
///
/// [`ErrorCode::InvalidDocument`] if the spans do not hold to the span laws.
pub(super) fn read_document(text: String, document: JsValue) -> Result<document::Document, Error> {
    let wire: NewsDocument = serde_wasm_bindgen::from_value(document).map_err(|e| invalid(e.to_string()))?;
    let units = Units::new(&text);
    let mut document = document::Document::new(String::new(), read_blocks(&units, &wire.blocks)?);
    document.title = units.read_some("title", wire.title)?;
    document.byline = units.read_some("byline", wire.byline)?;
    document.dateline = wire.dateline.map(|dateline| read_dateline(&units, &dateline)).transpose()?;
    let date = wire.date.map(|date| Date::from_iso(&date).ok_or_else(|| invalid(format!("date {date:?} is no day"))));
    document.date = date.transpose()?;
    document.language = crate::text::language(&text);
    document.text = text;
    Ok(document)
}

fn read_dateline(units: &Units<'_>, wire: &Dateline) -> Result<document::Dateline, Error> {
    Ok(document::Dateline {
        span: units.read("dateline", Span { start: wire.start, end: wire.end })?,
        place: units.read_some("dateline.place", wire.place)?,
        agency: units.read_some("dateline.agency", wire.agency)?,
    })
}

fn read_blocks(units: &Units<'_>, wire: &[NewsBlock]) -> Result<Vec<Block>, Error> {
    let mut blocks: Vec<Block> = Vec::with_capacity(wire.len());
    for (i, block) in wire.iter().enumerate() {
        let span = units.read(&format!("blocks[{i}]"), Span { start: block.start, end: block.end })?;
        if blocks.last().is_some_and(|before| before.span.end > span.start) {
            return Err(invalid(format!("blocks[{i}] starts before the block in front of it ends")));
        }
        let kind = BlockKind::ALL.into_iter().find(|kind| kind.as_str() == block.kind);
        let kind = kind.ok_or_else(|| invalid(format!("blocks[{i}] is of no known kind: {:?}", block.kind)))?;
        blocks.push(Block { span, kind });
    }
    Ok(blocks)
}

fn invalid(message: String) -> Error {
    Error::new(ErrorCode::InvalidDocument, message)
}

/// Encodes a document's structure.
pub(super) fn document(document: &document::Document) -> JsValue {
    encode(&Units::new(&document.text).document(document))
}

/// Encodes a document's structure together with its text.
pub(super) fn opened(document: &document::Document) -> JsValue {
    let structure = Units::new(&document.text).document(document);
    encode(&Opened { text: &document.text, structure })
}

/// Encodes an analysis.
pub(super) fn analysis(analysis: &Analysis) -> JsValue {
    let units = Units::new(&analysis.document.text);
    encode(&Everything {
        document: units.document(&analysis.document),
        mentions: analysis.mentions.iter().map(|mention| units.mention(mention)).collect(),
        entities: entities_with(analysis, |i| i),
        dates: analysis.dates.iter().map(|date| units.date(date)).collect(),
        quantities: analysis.quantities.iter().map(|quantity| units.quantity(quantity)).collect(),
        quotes: analysis.quotes.iter().map(|quote| units.quote(quote)).collect(),
        summary: units.summary(&analysis.summary),
    })
}

/// Encodes an analysis's entities, each with its mentions in it.
pub(super) fn entities(analysis: &Analysis) -> JsValue {
    let units = Units::new(&analysis.document.text);
    encode(&entities_with(analysis, |i| units.mention(&analysis.mentions[i])))
}

/// Decodes mentions: the span of each, and its type.
pub(super) fn read_mentions(text: &str, mentions: JsValue) -> Result<Vec<(ByteSpan, String)>, Error> {
    #[derive(Deserialize)]
    struct Named {
        start: u32,
        end: u32,
        r#type: String,
    }
    let (named, units): (Vec<Named>, _) = (read_options(mentions)?, Units::new(text));
    let mut read: Vec<(ByteSpan, String)> = Vec::with_capacity(named.len());
    for (i, Named { start, end, r#type }) in named.into_iter().enumerate() {
        let span = units.read(&format!("mentions[{i}]"), Span { start, end })?;
        if read.last().is_some_and(|(before, _)| before.end > span.start) {
            return Err(invalid(format!("mentions[{i}] starts before the mention in front of it ends")));
        }
        read.push((span, r#type));
    }
    Ok(read)
}

fn entities_with<M>(analysis: &Analysis, mention: impl Fn(usize) -> M) -> Vec<Entity<'_, M>> {
    let encoded = analysis.entities.iter().enumerate().map(|(id, entity)| Entity {
        id,
        name: &entity.name,
        r#type: entity.kind.as_str(),
        mentions: entity.mentions.iter().map(|&i| mention(i)).collect(),
        role: entity.role.map(|role| crate::text::spaced(role.of(&analysis.document.text))),
        acronym: entity.acronym.as_deref(),
        related: &entity.related,
        glossary: entity.glossary.as_ref().map(listed),
        link: entity.link.as_ref().map(link),
    });
    encoded.collect()
}

fn listed(listed: &entity::Listed) -> Listed<'_> {
    Listed { entry: listed.entry, id: listed.id.as_deref(), url: listed.url.as_deref() }
}

fn link(link: &entity::Link) -> Link<'_> {
    let degrees = |hundredths: i16| f64::from(hundredths) / 100.0;
    Link {
        wikidata: format!("Q{}", link.wikidata),
        label: &link.label,
        kind: link.kind.as_str(),
        country: link.country.as_ref().map(|country| Country { code: &country.code, name: &country.name }),
        lat: link.point.map(|point| degrees(point.lat)),
        lon: link.point.map(|point| degrees(point.lon)),
        confidence: thousandths(link.confidence),
        source: &link.source,
    }
}

/// Encodes a summary of `text`.
pub(super) fn summary(text: &str, sentences: &[summary::SummarySentence]) -> JsValue {
    encode(&Units::new(text).summary(sentences))
}

/// Encodes the article in one line; undefined if there is nothing to say.
pub(super) fn line(text: &str, sentence: Option<summary::SummarySentence>) -> JsValue {
    sentence.map_or(JsValue::UNDEFINED, |sentence| encode(&Units::new(text).sentence(&sentence, None)))
}

/// Encodes a digest of several texts.
pub(super) fn digest(documents: &[document::Document], sentences: &[summary::DigestSentence]) -> JsValue {
    let units: Vec<Units<'_>> = documents.iter().map(|document| Units::new(&document.text)).collect();
    let encoded = sentences.iter().map(|s| units[s.document].sentence(&s.sentence, Some(s.document)));
    encode(&encoded.collect::<Vec<_>>())
}

/// Encodes the key terms of `text`.
pub(super) fn key_terms(text: &str, terms: Vec<summary::KeyTerm>) -> JsValue {
    let units = Units::new(text);
    let encoded = terms.into_iter().map(|term| KeyTerm {
        spans: term.spans.iter().map(|span| units.span(*span)).collect(),
        score: thousandths(term.score),
        name: term.name,
    });
    encode(&encoded.collect::<Vec<_>>())
}

/// Encodes the key points of `text`.
pub(super) fn key_points(text: &str, points: Vec<summary::KeyPoint>) -> JsValue {
    let units = Units::new(text);
    let encoded = points.into_iter().map(|point| {
        let Span { start, end } = units.span(point.span);
        KeyPoint { start, end, topic: point.topic, rank: point.rank }
    });
    encode(&encoded.collect::<Vec<_>>())
}

/// Encodes the list of bundled documents: their ids and titles.
pub(super) fn listing<'a>(documents: impl Iterator<Item = (&'a str, String)>) -> JsValue {
    encode(&documents.map(|(id, title)| Bundled { id, title }).collect::<Vec<_>>())
}

/// A plain value as JavaScript has it.
pub(super) fn encode(value: &impl Serialize) -> JsValue {
    let encoded = value.serialize(&serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true));
    encoded.expect("plain structs of numbers and strings can always be encoded")
}

/// A text and the converter between its bytes and its UTF-16 code units.
pub(super) struct Units<'a> {
    text: &'a str,
    index: Utf16Index,
}

impl<'a> Units<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Units { text, index: Utf16Index::new(text) }
    }

    /// A span that the caller named; an option that is none is an error.
    pub(super) fn read_option(&self, name: &str, start: u32, end: u32) -> Result<ByteSpan, Error> {
        let span = self.read(name, Span { start, end });
        span.map_err(|error| Error::new(ErrorCode::InvalidOption, error.message().to_owned()))
    }

    /// The byte of an offset, which may be one of another text: a hint.
    pub(super) fn near(&self, offset: u32) -> usize {
        self.index.byte_offset(self.text, offset as usize)
    }

    fn read(&self, name: &str, span: Span) -> Result<ByteSpan, Error> {
        let wanted = Utf16Span { start: span.start as usize, end: span.end as usize };
        let bytes = self.index.to_bytes(self.text, wanted);
        // The way back tells offsets past the end and inside a surrogate pair, which the way there has clamped.
        if wanted.start < wanted.end && self.index.to_utf16(self.text, bytes) == wanted {
            return Ok(bytes);
        }
        Err(invalid(format!("{name} ({}..{}) is no span of the text on character boundaries", span.start, span.end)))
    }

    fn read_some(&self, name: &str, span: Option<Span>) -> Result<Option<ByteSpan>, Error> {
        span.map(|span| self.read(name, span)).transpose()
    }

    pub(super) fn span(&self, span: ByteSpan) -> Span {
        let Utf16Span { start, end } = self.index.to_utf16(self.text, span);
        // A text in the memory of a wasm32 instance is shorter than 4 GiB.
        let narrow = |offset| u32::try_from(offset).expect("offsets fit 32 bits");
        Span { start: narrow(start), end: narrow(end) }
    }

    fn document(&self, document: &document::Document) -> NewsDocument {
        NewsDocument {
            title: document.title.map(|span| self.span(span)),
            byline: document.byline.map(|span| self.span(span)),
            dateline: document.dateline.map(|dateline| self.dateline(dateline)),
            date: document.date.map(|date| date.to_string()),
            language: document.language,
            blocks: document.blocks.iter().map(|block| self.block(block)).collect(),
            problems: document.problems.iter().map(|problem| self.problem(problem)).collect(),
        }
    }

    fn dateline(&self, dateline: document::Dateline) -> Dateline {
        let Span { start, end } = self.span(dateline.span);
        let part = |span: Option<ByteSpan>| span.map(|span| self.span(span));
        Dateline { start, end, place: part(dateline.place), agency: part(dateline.agency) }
    }

    fn block(&self, block: &Block) -> NewsBlock {
        let Span { start, end } = self.span(block.span);
        NewsBlock { start, end, kind: Cow::Borrowed(block.kind.as_str()) }
    }

    fn problem(&self, problem: &document::Problem) -> Problem {
        let span = problem.span.map(|span| self.span(span));
        let (start, end) = (span.map(|span| span.start), span.map(|span| span.end));
        Problem { code: problem.code, message: problem.message.clone(), start, end }
    }

    fn mention(&self, mention: &entity::Mention) -> Mention {
        let Span { start, end } = self.span(mention.span);
        let confidence = thousandths(mention.confidence);
        let glossary = mention.glossary.map(|_| true);
        Mention { start, end, r#type: mention.kind.as_str(), entity: mention.entity, confidence, glossary }
    }

    fn quote(&self, quote: &quote::Quote) -> Quotation {
        let Span { start, end } = self.span(quote.span);
        let part = |span: Option<ByteSpan>| span.map(|span| self.span(span));
        let (cue, speaker) = (part(quote.cue), part(quote.speaker));
        Quotation { start, end, kind: quote.kind.as_str(), cue, speaker, entity: quote.entity }
    }

    fn date<'d>(&self, date: &'d time::DateExpression) -> DateExpression<'d> {
        let Span { start, end } = self.span(date.span);
        let day = |of: fn(time::Extent) -> Date| date.extent.map(|extent| of(extent).to_string());
        let (from, to) = (day(|extent| extent.from), day(|extent| extent.to));
        DateExpression { start, end, r#type: date.kind.as_str(), value: &date.value, from, to }
    }

    fn quantity(&self, quantity: &quantity::Quantity) -> Quantity {
        let quantity::Quantity { span, kind, value, unit, low, high, counts } = *quantity;
        let Span { start, end } = self.span(span);
        Quantity {
            start,
            end,
            r#type: kind.as_str(),
            value,
            unit,
            low,
            high,
            counts: counts.map(|span| self.span(span)),
        }
    }

    fn summary(&self, sentences: &[summary::SummarySentence]) -> Vec<SummarySentence> {
        sentences.iter().map(|sentence| self.sentence(sentence, None)).collect()
    }

    fn sentence(&self, sentence: &summary::SummarySentence, document: Option<usize>) -> SummarySentence {
        let Span { start, end } = self.span(sentence.span);
        let why = sentence.why.iter().flatten();
        let why = why.map(|reason| Why { reason: reason.kind.as_str(), text: reason.text() }).collect();
        SummarySentence { start, end, score: thousandths(sentence.score), rank: sentence.rank, why, document }
    }
}

/// The number as JavaScript prints it best: 0.123, where the widened float would be 0.12300000339746475.
pub(super) fn thousandths(value: f32) -> f64 {
    (f64::from(value) * 1000.0).round() / 1000.0
}
