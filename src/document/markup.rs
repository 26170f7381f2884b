//! A news item whose parts are known from its markup: from the elements of a web page.
//!
//! Who has the elements (a browser, or a reader of HTML) hands over their text, one part for each element that stands
//! on lines of its own, and what the markup says that each is. What it leaves open (credits, a dateline, `Read more`
//! in a paragraph like any other) is read from the words, as in plain text.

use super::{Block, BlockKind, Date, Document, plain};
use crate::span::ByteSpan;

/// What the markup says that a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The headline.
    Title,
    /// The line that names the authors.
    Byline,
    /// A block of that kind. A [`BlockKind::Paragraph`] is one that the words may know better.
    Block(BlockKind),
}

/// One part of an item: the text of an element that stands on lines of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Where it stands, with something other than white space in it.
    pub span: ByteSpan,
    /// What it is.
    pub role: Role,
}

/// Reads an item. `parts` are in source order, do not overlap, and have blank lines between them, so that the words can
/// be read as plain text; `date` is the day of publication, if the markup says it.
pub fn read(text: String, parts: &[Part], date: Option<Date>) -> Document {
    let mut document = plain::parse(text);
    let found = std::mem::take(&mut document.blocks);
    let mut found = found.into_iter().peekable();
    for part in parts {
        let before = document.blocks.len();
        while let Some(block) = found.next_if(|block| block.span.start < part.span.end) {
            let span = ByteSpan::new(block.span.start.max(part.span.start), block.span.end.min(part.span.end));
            document.blocks.push(Block { span, kind: kind(part.role, block.kind) });
        }
        if document.blocks.len() == before {
            document.blocks.push(Block { span: part.span, kind: kind(part.role, BlockKind::Paragraph) });
        }
    }
    let block_of = |role: Role| {
        let part = parts.iter().find(|part| part.role == role)?;
        document.blocks.iter().map(|block| block.span).find(|span| part.span.contains(*span))
    };
    let is = |span: &ByteSpan, kind| document.blocks.iter().any(|block| block.span == *span && block.kind == kind);
    document.title = block_of(Role::Title).or(document.title.filter(|title| is(title, BlockKind::Heading)));
    document.byline = block_of(Role::Byline).or(document.byline);
    document.date = date.or(document.date);
    document
}

/// What a block is by its part, of which the words say `read`.
fn kind(role: Role, read: BlockKind) -> BlockKind {
    match role {
        Role::Title => BlockKind::Heading,
        Role::Byline => BlockKind::Credit,
        Role::Block(BlockKind::Paragraph) => read,
        Role::Block(kind) => kind,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads lines of `role: text` as the parts of an item; its blocks as `kind: text`.
    fn blocks(lines: &[(Role, &str)]) -> (Document, Vec<String>) {
        let (mut text, mut parts) = (String::new(), Vec::new());
        for (role, line) in lines {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let start = text.len();
            text.push_str(line);
            parts.push(Part { span: ByteSpan::new(start, text.len()), role: *role });
        }
        let document = read(text, &parts, Date::from_iso("2022-01-07"));
        let told = |block: &Block| format!("{}: {}", block.kind.as_str(), block.span.of(&document.text));
        let told = document.blocks.iter().map(told).collect();
        (document, told)
    }

    const OPEN: Role = Role::Block(BlockKind::Paragraph);

    #[test]
    fn markup_decides_and_words_fill_in() {
        let (document, blocks) = blocks(&[
            (Role::Title, "Envoys meet in Geneva."),
            (Role::Byline, "Anna Weber"),
            (OPEN, "GENEVA (Reuters) - Envoys of France met in Geneva on Friday, officials said."),
            (Role::Block(BlockKind::Heading), "What comes next, and when."),
            (Role::Block(BlockKind::Quote), "It was a good day for all of us."),
            (Role::Block(BlockKind::ListItem), "Talks go on."),
            (OPEN, "Reporting by Anna Weber; editing by John Smith"),
        ]);
        let kinds: Vec<&str> = blocks.iter().map(|block| block.split(':').next().unwrap()).collect();
        assert_eq!(kinds, ["heading", "credit", "paragraph", "heading", "quote", "list-item", "credit"]);
        assert_eq!(document.title.unwrap().of(&document.text), "Envoys meet in Geneva.");
        assert_eq!(document.byline.unwrap().of(&document.text), "Anna Weber");
        assert_eq!(document.dateline.unwrap().agency.unwrap().of(&document.text), "Reuters");
        assert_eq!(document.date, Date::from_iso("2022-01-07"));
    }

    #[test]
    fn every_part_is_covered_whatever_its_words() {
        let (_, blocks) = blocks(&[(OPEN, "- a\n- b\n\nc"), (OPEN, "\u{feff}x"), (OPEN, "***"), (OPEN, "é🙂")]);
        let text: String = blocks.iter().filter_map(|block| block.split_once(": ")).map(|(_, text)| text).collect();
        assert!(["a", "b", "c", "x", "*", "é🙂"].iter().all(|part| text.contains(part)), "{blocks:?}");
    }

    #[test]
    fn nothing_is_a_document_too() {
        let (document, blocks) = blocks(&[]);
        assert!(blocks.is_empty() && document.title.is_none());
        assert_eq!(document.problems[0].code, "empty");
    }
}
