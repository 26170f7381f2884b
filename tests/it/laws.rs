//! What holds of every document, whatever the text: other themes check it on the documents they make.

use newsgloss::document::{BlockKind, Document};
use newsgloss::{ByteSpan, document::Block};

/// Checks that `document` keeps the laws of its type.
///
/// # Panics
///
/// If it does not; the message says which law, and where.
pub(crate) fn check_laws(document: &Document) {
    check_blocks(document);
    check_head(document);
    for problem in &document.problems {
        assert!(problem.span.is_none_or(|span| is_in(&document.text, span)), "a problem out of place: {problem:?}");
        assert!(problem.message.ends_with('.'), "no sentence: {problem:?}");
    }
    assert_eq!(document.blocks.is_empty(), document.problems.iter().any(|problem| problem.code == "empty"));
}

/// Blocks are trimmed, in order, apart from one another, and hold every character that is not white space.
fn check_blocks(document: &Document) {
    let text = &document.text;
    let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    for &Block { span, kind } in &document.blocks {
        assert!(is_in(text, span), "a block out of place: {span:?}");
        assert_eq!(span.trim(text), Some(span), "a {} not trimmed: {:?}", kind.as_str(), span.of(text));
        assert!(at <= span.start, "a {} out of order or overlapping: {:?}", kind.as_str(), span.of(text));
        assert!(text[at..span.start].trim().is_empty(), "in no block: {:?}", &text[at..span.start]);
        at = span.end;
    }
    assert!(text[at..].trim().is_empty(), "in no block: {:?}", &text[at..]);
}

/// Title and byline are blocks of their kinds; the dateline opens a block, or stands in the byline.
fn check_head(document: &Document) {
    let is_block = |span, kind| document.blocks.contains(&Block { span, kind });
    assert!(document.title.is_none_or(|title| is_block(title, BlockKind::Heading)), "the title is no heading");
    assert!(document.byline.is_none_or(|byline| is_block(byline, BlockKind::Credit)), "the byline is no credit");
    let Some(dateline) = document.dateline else { return };
    let text = &document.text;
    assert!(is_in(text, dateline.span), "a dateline out of place");
    assert_eq!(dateline.span.trim(text), Some(dateline.span), "a dateline not trimmed");
    let block =
        document.blocks.iter().find(|block| block.span.contains(dateline.span)).expect("a dateline in no block");
    assert!(block.span.start == dateline.span.start || document.byline == Some(block.span), "a dateline in mid-block");
    for part in [dateline.place, dateline.agency].into_iter().flatten() {
        assert!(dateline.span.contains(part) && part.trim(text) == Some(part), "a part outside its dateline");
    }
}

/// Whether `span` holds something and lies in `text` on character boundaries.
fn is_in(text: &str, span: ByteSpan) -> bool {
    span.start < span.end && text.get(span.start..span.end).is_some()
}
