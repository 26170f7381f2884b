//! Quote marks and what they enclose: curly, straight, angle and German ones, doubled commas, and those of bad copy that
//! are turned the wrong way or were never closed.

use super::QuoteKind;
use crate::span::ByteSpan;

/// What a mark does where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    /// It may do either.
    Either,
}

/// A family of marks: one opened by a mark of a family is closed by one of the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Angle,
    Single,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    span: ByteSpan,
    family: Family,
    side: Side,
}

/// What the marks of a block enclose, marks included, in order and without overlap; and whether the last was left open
/// because it goes on in the next block, which `next_opens` with a mark.
pub(super) fn quoted(text: &str, block: ByteSpan, next_opens: bool) -> (Vec<ByteSpan>, bool) {
    let mut quoted = Vec::new();
    let mut open: Option<Mark> = None;
    for mark in marks(text, block) {
        match (open, mark.side) {
            (None, Side::Closes) => {}
            (None, _) => open = Some(mark),
            (Some(start), _) if start.family != mark.family => {
                // Single marks outside, double ones inside: the single one was an apostrophe.
                if start.family == Family::Single {
                    open = Some(mark).filter(|mark| mark.side != Side::Closes);
                }
            }
            (Some(start), Side::Opens) => {
                // It was never closed, or this one closes it wrong way round.
                quoted.extend(unclosed(text, ByteSpan::new(start.span.start, mark.span.start)));
                open = Some(mark);
            }
            (Some(start), _) => {
                quoted.push(ByteSpan::new(start.span.start, mark.span.end));
                open = None;
            }
        }
    }
    let runs_on = open.is_some_and(|mark| mark.family != Family::Single) && next_opens;
    if let Some(start) = open.filter(|mark| mark.family != Family::Single) {
        let rest = ByteSpan::new(start.span.start, block.end);
        quoted.extend(if runs_on { Some(rest) } else { unclosed(text, rest) });
    }
    quoted.retain(|span| span.of(text).chars().any(char::is_alphanumeric));
    (quoted, runs_on)
}

/// How much of an unclosed quotation is taken: its first sentence.
fn unclosed(text: &str, span: ByteSpan) -> Option<ByteSpan> {
    let first = crate::text::sentences(text, ByteSpan::new(span.start, span.start + first_line(span.of(text))));
    first.first().copied()
}

/// The most bytes of an unclosed quotation.
const LONGEST_UNCLOSED: usize = 600;

fn first_line(text: &str) -> usize {
    text.floor_char_boundary(LONGEST_UNCLOSED)
}

fn marks(text: &str, block: ByteSpan) -> Vec<Mark> {
    let inner = block.of(text);
    let mut found: Vec<Mark> = Vec::new();
    let mut at = 0;
    // No mark begins with another byte.
    let may_begin = |byte: &u8| matches!(byte, b'"' | b'\'' | b'`' | b',' | 0xC2 | 0xE2 | 0xE3 | 0xEF);
    while let Some(length) = inner.as_bytes()[at..].iter().position(may_begin) {
        at += length;
        let mut rest = inner[at..].chars();
        let Some(c) = rest.next() else { break };
        let before = inner[..at].chars().next_back();
        let mut next = rest.next();
        let mut end = at + c.len_utf8();
        let doubled = matches!(c, '`' | '\'' | '‘' | '’' | ',') && next == Some(c);
        if doubled {
            end += c.len_utf8();
            next = rest.next();
        }
        if let Some((family, side)) = mark(c, doubled, before, next, found.last()) {
            found.push(Mark { span: ByteSpan::new(block.start + at, block.start + end), family, side });
        }
        at = end;
    }
    found
}

/// What a character is as a quote mark, by its neighbours.
fn mark(
    c: char,
    doubled: bool,
    before: Option<char>,
    next: Option<char>,
    last: Option<&Mark>,
) -> Option<(Family, Side)> {
    let free_before =
        before.is_none_or(|b| b.is_whitespace() || matches!(b, '(' | '[' | '—' | '–' | '-' | '/' | '“' | '"'));
    let free_next =
        next.is_none_or(|n| n.is_whitespace() || n.is_ascii_punctuation() || matches!(n, '—' | '–' | '…' | '”'));
    let by_place = match (free_before, free_next) {
        (true, false) => Side::Opens,
        (false, _) => Side::Closes,
        (true, true) => Side::Either,
    };
    match (c, doubled) {
        ('“', _) if !free_before && free_next => Some((Family::Double, Side::Closes)),
        // Set apart on both sides, as in `eliminated. “`, it may be turned the wrong way.
        ('“', _) if free_before && next.is_none_or(char::is_whitespace) => Some((Family::Double, Side::Either)),
        ('“', _) if last.is_some_and(|last| last.side == Side::Opens && last.family == Family::Double) && free_next => {
            Some((Family::Double, Side::Closes))
        }
        ('“' | '„' | '‟', _) | ('`', true) => Some((Family::Double, Side::Opens)),
        ('‘', true) => Some((Family::Double, Side::Opens)),
        ('”', _) if free_before && !free_next && before.is_none_or(char::is_whitespace) => {
            Some((Family::Double, Side::Either))
        }
        ('”', _) | ('’', true) => Some((Family::Double, Side::Closes)),
        ('\'', true) | ('"' | '″' | '＂', _) => Some((Family::Double, by_place)),
        ('«' | '»', _) => Some((Family::Angle, Side::Either)),
        ('「' | '『', _) => Some((Family::Angle, Side::Opens)),
        ('」' | '』', _) => Some((Family::Angle, Side::Closes)),
        ('‘', false) if free_before => Some((Family::Single, Side::Opens)),
        ('\'', false) if before.is_none_or(char::is_whitespace) && next.is_some_and(char::is_uppercase) => {
            Some((Family::Single, Side::Opens))
        }
        // An apostrophe behind a word is no mark, unless a stop is before it.
        ('’' | '\'', false) if free_next && before.is_some_and(|b| matches!(b, '.' | ',' | '!' | '?' | '…')) => {
            Some((Family::Single, Side::Closes))
        }
        _ => None,
    }
}

/// Whether a block begins with a mark that opens a quotation.
pub(super) fn opens_with_mark(block: &str) -> bool {
    block.starts_with(['“', '"', '„', '«', '»', '”']) || block.starts_with("``") || block.starts_with("''")
}

/// The fewest words of a quotation that nobody is said to say: fewer are a title, or a word held at arm's length.
const FEWEST_WORDS: usize = 3;

/// Whether quoted words may be something said: not the title of a book or a show.
pub(super) fn is_saying(quoted: &str) -> bool {
    has_length(quoted) || quoted.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase)
}

fn has_length(quoted: &str) -> bool {
    quoted.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).take(FEWEST_WORDS).count()
        == FEWEST_WORDS
}

/// Direct, if what is quoted is a sentence by its first letter and has some length; otherwise mixed.
pub(super) fn kind(text: &str, span: ByteSpan) -> QuoteKind {
    let quoted = span.of(text);
    let starts = quoted.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    let inner = quoted.trim_end_matches(['”', '"', '“', '»', '«', '\'', '’', ' ']);
    let ends = inner.ends_with(['.', ',', '!', '?', '…', ';', '-', '—', ':']);
    if has_length(quoted) && (starts || ends) { QuoteKind::Direct } else { QuoteKind::Mixed }
}
