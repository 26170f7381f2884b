//! Plain text, as news items are found in the wild.

use super::{Block, BlockKind, Document};
use crate::span::ByteSpan;

/// Reads a plain-text news item.
pub fn parse(text: impl Into<String>) -> Document {
    let text = text.into();
    let mut blocks: Vec<Block> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some(span) = ByteSpan::new(at, at + line.len()).trim(&text) {
            let kind = if blocks.is_empty() { BlockKind::Heading } else { BlockKind::Paragraph };
            blocks.push(Block { span, kind });
        }
        at += line.len();
    }
    let title = blocks.first().map(|block| block.span);
    Document { text, title, blocks, ..Document::default() }
}
