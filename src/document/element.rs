//! Which element each block of a document is on a page.
//!
//! One mapping serves the page that is written at build time, so that the article can be read before any script has
//! run, and the view that takes the page over: each block is one element whose text content is exactly the block's
//! text, so an offset into the element's text is an offset into the block. Each takes its direction from its own text.
//!
//! | block | element |
//! | --- | --- |
//! | the title | `<h1>` |
//! | any other heading | `<h2>` |
//! | paragraph | `<p>` |
//! | list item | `<p class="list-item">`: the text holds its own bullet or number |
//! | quote | `<blockquote>` |
//! | caption | `<p class="caption">` |
//! | the byline | `<p class="byline">` |
//! | any other credit | `<p class="credit">` |
//! | boilerplate | `<p class="boilerplate">` |

use super::{Block, BlockKind, Document};
use std::fmt::Write as _;

/// An element's name and class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Element {
    /// The tag's name, in lower case.
    pub tag: &'static str,
    /// The class, if it has one.
    pub class: Option<&'static str>,
}

/// The element that stands for `block` of `document`.
pub fn element(document: &Document, block: &Block) -> Element {
    let (tag, class) = match block.kind {
        BlockKind::Heading if document.title == Some(block.span) => ("h1", None),
        BlockKind::Heading => ("h2", None),
        BlockKind::Paragraph => ("p", None),
        BlockKind::ListItem => ("p", Some("list-item")),
        BlockKind::Quote => ("blockquote", None),
        BlockKind::Caption => ("p", Some("caption")),
        BlockKind::Credit if document.byline == Some(block.span) => ("p", Some("byline")),
        BlockKind::Credit => ("p", Some("credit")),
        BlockKind::Boilerplate => ("p", Some("boilerplate")),
    };
    Element { tag, class }
}

/// The document as an HTML article: one element a block, and `data-document` holding `id`.
pub fn article(id: &str, document: &Document) -> String {
    let mut html = String::with_capacity(document.text.len() * 9 / 8);
    html.push_str("<article data-document=\"");
    escape(id, &mut html);
    html.push_str("\">\n");
    for block in &document.blocks {
        let Element { tag, class } = element(document, block);
        let class = class.map_or(String::new(), |class| format!(" class=\"{class}\""));
        let _ = write!(html, "<{tag}{class} dir=\"auto\">");
        escape(block.span.of(&document.text), &mut html);
        let _ = writeln!(html, "</{tag}>");
    }
    html.push_str("</article>");
    html
}

/// Appends `text` to `html` such that a parser reads it back as it was, in an element or in a quoted attribute.
///
/// A carriage return is escaped too: a parser would turn it into a line feed or drop it, and offsets would shift.
pub fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '\r' => html.push_str("&#13;"),
            c => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::plain;
    use crate::span::ByteSpan;

    #[test]
    fn every_block_is_one_element() {
        let text = "Title\n\nby A\n\n<b> & \"x\"\r\ny";
        let mut document = plain::parse(text);
        let block = |start: usize, end: usize, kind| Block { span: ByteSpan::new(start, end), kind };
        document.title = Some(ByteSpan::new(0, 5));
        document.byline = Some(ByteSpan::new(7, 11));
        document.blocks = vec![
            block(0, 5, BlockKind::Heading),
            block(7, 11, BlockKind::Credit),
            block(13, text.len(), BlockKind::ListItem),
        ];
        let expected = "<article data-document=\"a&quot;b\">\n<h1 dir=\"auto\">Title</h1>\n<p class=\"byline\" dir=\"auto\">by A</p>\n\
                        <p class=\"list-item\" dir=\"auto\">&lt;b&gt; &amp; &quot;x&quot;&#13;\ny</p>\n</article>";
        assert_eq!(article("a\"b", &document), expected);
    }

    #[test]
    fn only_the_title_is_the_first_heading() {
        let mut document = plain::parse("One\nTwo");
        let block = |start, end| Block { span: ByteSpan::new(start, end), kind: BlockKind::Heading };
        document.blocks = vec![block(0, 3), block(4, 7)];
        document.title = Some(ByteSpan::new(0, 3));
        let tags: Vec<_> = document.blocks.iter().map(|block| element(&document, block).tag).collect();
        assert_eq!(tags, ["h1", "h2"]);
    }
}
