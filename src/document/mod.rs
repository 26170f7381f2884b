//! A news item as structure over its own text: title, byline, dateline and blocks.
//!
//! Parsing never fails and never changes the text: a [`Document`] holds the text exactly as it was given, and
//! everything else in it is a span of that text.

pub mod bundle;
pub mod date;
pub mod element;
pub mod markup;
pub mod plain;

mod credit;
mod date_text;
mod dateline;
mod furniture;
mod heading;
mod layout;
mod lines;
mod problem;
mod role;
mod script;
mod wording;

pub use date::Date;
pub use problem::NOT_ENGLISH;

use crate::span::ByteSpan;
use crate::text::Passage;
use std::sync::{Arc, OnceLock};

/// One news item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// The text exactly as given.
    pub text: String,
    /// The headline. It is also a block, of kind heading.
    pub title: Option<ByteSpan>,
    /// The line that names the authors, without white space around it: `by Olzhas Auyov`. It is also a block, of kind
    /// credit, unless it shares its line with other text.
    pub byline: Option<ByteSpan>,
    /// The opening of the first paragraph that says where the report comes from: `ALMATY (Reuters) –`.
    pub dateline: Option<Dateline>,
    /// The date of publication, if the text gives one.
    pub date: Option<Date>,
    /// The language that the text is in, as a BCP 47 tag, if there is enough of it to tell. What is not English has its
    /// structure and its figures read, and nothing else.
    pub language: Option<&'static str>,
    /// Every character of the text that is not white space lies in exactly one of these, in source order.
    pub blocks: Vec<Block>,
    /// What the parser found odd. Nothing here keeps the rest from being used.
    pub problems: Vec<Problem>,
    /// What [`Document::passages`] gives.
    pub(crate) passages: Passages,
}

/// The passages of a document, once they are cut. They say nothing that its text and its blocks do not, so that any two are
/// alike where these are.
#[derive(Debug, Clone, Default)]
pub(crate) struct Passages(OnceLock<Arc<[Passage]>>);

impl PartialEq for Passages {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Passages {}

impl Document {
    /// A document of nothing but a text and its blocks.
    pub fn new(text: String, blocks: Vec<Block>) -> Self {
        Document { text, blocks, ..Document::default() }
    }

    /// The tokens and sentences of each block, which are cut when they are first asked for and kept: everything that reads
    /// the document reads these. Text and blocks are not to be changed after that.
    pub fn passages(&self) -> &[Passage] {
        let cut = || self.blocks.iter().map(|block| Passage::new(&self.text, block.span)).collect();
        self.passages.0.get_or_init(cut)
    }

    /// Takes in passages that have been cut elsewhere, one for each block.
    pub(crate) fn keep(&mut self, passages: Vec<Passage>) {
        debug_assert_eq!(passages.len(), self.blocks.len(), "a passage for each block");
        self.passages = Passages(OnceLock::from(Arc::from(passages)));
    }

    /// Whether the text can be read: it is English, or too little to tell.
    pub fn is_english(&self) -> bool {
        self.language.is_none_or(|language| language == "en")
    }

    /// Where the blocks stand, in source order.
    pub fn block_spans(&self) -> Vec<ByteSpan> {
        self.blocks.iter().map(|block| block.span).collect()
    }
}

/// The opening of a report that says where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dateline {
    /// All of it, the dash included: a displayed sentence starts after it.
    pub span: ByteSpan,
    /// The place: `ALMATY`, `WASHINGTON`, `PARIS, France`.
    pub place: Option<ByteSpan>,
    /// The agency, without brackets: `Reuters`, `AP`.
    pub agency: Option<ByteSpan>,
}

/// One piece of a document: a paragraph, a heading, a line of credits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Where it stands, without white space at either end. A paragraph that was hard-wrapped holds its line breaks.
    pub span: ByteSpan,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// The headline or a section heading.
    Heading,
    /// Running text. A summary is made of these alone.
    Paragraph,
    /// One item of a list, its bullet or number included.
    ListItem,
    /// A quotation set apart as a block of its own.
    Quote,
    /// The line under a picture.
    Caption,
    /// Who wrote, translated, edited or photographed it; the agency's line.
    Credit,
    /// What belongs to the page rather than to the report: `Read more`, `Source link`.
    Boilerplate,
}

impl BlockKind {
    /// Every kind, in the order of the enum.
    pub const ALL: [BlockKind; 7] = [
        BlockKind::Heading,
        BlockKind::Paragraph,
        BlockKind::ListItem,
        BlockKind::Quote,
        BlockKind::Caption,
        BlockKind::Credit,
        BlockKind::Boilerplate,
    ];

    /// The name that reaches JavaScript, in kebab case.
    pub fn as_str(self) -> &'static str {
        match self {
            BlockKind::Heading => "heading",
            BlockKind::Paragraph => "paragraph",
            BlockKind::ListItem => "list-item",
            BlockKind::Quote => "quote",
            BlockKind::Caption => "caption",
            BlockKind::Credit => "credit",
            BlockKind::Boilerplate => "boilerplate",
        }
    }
}

/// Something odd in a document that did not keep it from being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// A stable code in kebab case: `empty`, `control-characters`, …
    pub code: &'static str,
    /// A sentence for people.
    pub message: String,
    /// Where, if it is at one place.
    pub span: Option<ByteSpan>,
}
