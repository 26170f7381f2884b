//! A note's Markdown as a tree that can be drawn node by node, so that no note ever becomes HTML by way of a string.
//!
//! It is the part of Markdown that notes are written in: paragraphs, `*emphasis*`, `**strong**`, `` `code` ``, fenced code,
//! `[links](https://example.org)` and bare addresses, lists and quotes. Everything else, HTML and images included, is
//! shown as it was typed, and so is a link whose address is neither of the web nor of the mail. A line break is one.
//!
//! The rules are those of [CommonMark](https://spec.commonmark.org) but for what makes those take more than linear time:
//! of marks that are open at once, each kind counts once, and blocks nest no deeper than [`MOST_DEPTH`].

mod inline;

/// How deep quotes and lists may stand in one another; what is nested deeper is shown as it was typed.
pub const MOST_DEPTH: usize = 4;

/// A piece of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Words as they are to be shown.
    Text(String),
    /// An element with what is in it.
    Element(Element),
}

/// A piece of a note that holds others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// What it is.
    pub tag: Tag,
    /// The address of a link, of `http`, `https` or `mailto`; `None` for everything else.
    pub address: Option<String>,
    /// What is in it, in order; nothing in a [`Tag::Break`].
    pub children: Vec<Node>,
}

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// A paragraph.
    Paragraph,
    /// A quotation.
    Quote,
    /// A list with bullets.
    List,
    /// A list with numbers from 1.
    Numbered,
    /// An item of a list.
    Item,
    /// Code on lines of its own.
    CodeBlock,
    /// Code in a line.
    Code,
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// A link.
    Link,
    /// A line break.
    Break,
}

impl Tag {
    /// The name of the HTML element that it is drawn as.
    pub const fn as_str(self) -> &'static str {
        match self {
            Tag::Paragraph => "p",
            Tag::Quote => "blockquote",
            Tag::List => "ul",
            Tag::Numbered => "ol",
            Tag::Item => "li",
            Tag::CodeBlock => "pre",
            Tag::Code => "code",
            Tag::Emphasis => "em",
            Tag::Strong => "strong",
            Tag::Link => "a",
            Tag::Break => "br",
        }
    }

    pub(super) fn with(self, children: Vec<Node>) -> Node {
        Node::Element(Element { tag: self, address: None, children })
    }
}

/// The blocks of a note: paragraphs, lists, quotes and code.
///
/// ```
/// use newsgloss::annotation::markdown::{Node, Tag, parse};
///
/// let [Node::Element(paragraph)] = &parse("<b>see</b> *this*")[..] else { panic!() };
/// assert_eq!(paragraph.tag, Tag::Paragraph);
/// assert_eq!(paragraph.children[0], Node::Text("<b>see</b> ".into()));
/// ```
pub fn parse(note: &str) -> Vec<Node> {
    blocks(&note.lines().collect::<Vec<_>>(), 0)
}

/// The blocks of these lines, which stand so many blocks deep.
fn blocks(lines: &[&str], depth: usize) -> Vec<Node> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let rest = &lines[at..];
        let (node, length) = match opening(line, depth) {
            Opening::Blank => {
                at += 1;
                continue;
            }
            Opening::Fence => fenced(rest),
            Opening::Quote => quoted(rest, depth),
            Opening::Item(tag) => list(rest, tag, depth),
            Opening::Text => paragraph(rest, depth),
        };
        found.push(node);
        at += length;
    }
    found
}

/// What a line begins.
#[derive(PartialEq)]
enum Opening {
    Blank,
    Fence,
    Quote,
    Item(Tag),
    Text,
}

fn opening(line: &str, depth: usize) -> Opening {
    let bare = line.trim_start();
    let nests = depth < MOST_DEPTH;
    if bare.is_empty() {
        Opening::Blank
    } else if bare.starts_with("```") {
        Opening::Fence
    } else if bare.starts_with('>') && nests {
        Opening::Quote
    } else {
        match bullet(bare) {
            // A list of one's own begins at 1: a number that just opens a sentence stays what it is.
            Some((tag, _)) if nests && (tag == Tag::List || (bare.starts_with("1.") || bare.starts_with("1)"))) => {
                Opening::Item(tag)
            }
            _ => Opening::Text,
        }
    }
}

/// The kind of list that a line without indent is an item of, and how many bytes the bullet has with the space behind it.
fn bullet(bare: &str) -> Option<(Tag, usize)> {
    let digits = bare.bytes().take(9).take_while(u8::is_ascii_digit).count();
    let mark = *bare.as_bytes().get(digits)?;
    let tag = match (digits, mark) {
        (0, b'-' | b'*' | b'+') => Tag::List,
        (1.., b'.' | b')') => Tag::Numbered,
        _ => return None,
    };
    let after = &bare[digits + 1..];
    (after.starts_with([' ', '\t']) && !after.trim().is_empty()).then_some((tag, digits + 2))
}

/// Code up to the fence that closes it, or to the end.
fn fenced(lines: &[&str]) -> (Node, usize) {
    let closes = |line: &&str| line.trim().starts_with("```") && line.trim().trim_matches('`').is_empty();
    let inside = lines[1..].iter().take_while(|line| !closes(line)).count();
    let code = lines[1..=inside].join("\n");
    (Tag::CodeBlock.with(vec![Node::Text(code)]), (inside + 2).min(lines.len()))
}

fn quoted(lines: &[&str], depth: usize) -> (Node, usize) {
    let inside: Vec<&str> = lines.iter().map_while(|line| line.trim_start().strip_prefix('>')).collect();
    let bare: Vec<&str> = inside.iter().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    (Tag::Quote.with(blocks(&bare, depth + 1)), inside.len())
}

fn list(lines: &[&str], tag: Tag, depth: usize) -> (Node, usize) {
    let (mut items, mut at) = (Vec::new(), 0);
    let outer = indent(lines[0]);
    while let Some((first, width)) = lines.get(at).and_then(|line| item(line, tag, outer)) {
        let inner = lines[at + 1..].iter().take_while(|line| indent(line) > outer && !line.trim().is_empty()).count();
        let rest = lines[at + 1..][..inner].iter().map(|line| &line[indent(line).min(outer + width)..]);
        items.push(
            Tag::Item.with(unwrapped(blocks(&std::iter::once(first).chain(rest).collect::<Vec<_>>(), depth + 1))),
        );
        at += 1 + inner;
        // A blank line between two items keeps them together.
        let blank = lines[at..].iter().take_while(|line| line.trim().is_empty()).count();
        if lines.get(at + blank).is_some_and(|line| item(line, tag, outer).is_some()) {
            at += blank;
        }
    }
    (tag.with(items), at)
}

/// What an item of such a list says on its first line, and how wide its bullet is.
fn item(line: &str, tag: Tag, outer: usize) -> Option<(&str, usize)> {
    let bare = line.trim_start();
    let (kind, width) = bullet(bare)?;
    (kind == tag && indent(line) <= outer).then(|| (bare[width..].trim_start(), width))
}

/// How many bytes of white space a line begins with.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The blocks of an item, the first paragraph without the element around it.
fn unwrapped(mut blocks: Vec<Node>) -> Vec<Node> {
    match blocks.first_mut() {
        Some(Node::Element(Element { tag: Tag::Paragraph, children, .. })) => {
            let mut words = std::mem::take(children);
            words.extend(blocks.drain(1..));
            words
        }
        _ => blocks,
    }
}

fn paragraph(lines: &[&str], depth: usize) -> (Node, usize) {
    let goes_on = |line: &&&str| opening(line, depth) == Opening::Text;
    // The first line is taken whatever it is, so that reading always gets on.
    let length = 1 + lines[1..].iter().take_while(goes_on).count();
    let text: Vec<&str> = lines[..length].iter().map(|line| line.trim()).collect();
    (Tag::Paragraph.with(inline::parse(&text.join("\n"))), length)
}

/// Whether a page may link to the address without running it.
pub(super) fn is_safe(address: &str) -> bool {
    let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
    ["http", "https", "mailto"].iter().any(|safe| scheme.eq_ignore_ascii_case(safe))
}
