//! The physical lines of a text, whatever ends them.

use crate::span::ByteSpan;

/// One line that is not blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    /// The line without white space at either end.
    pub(super) span: ByteSpan,
    /// How many columns stand before it; a tab goes to the next multiple of [`TAB`].
    pub(super) indent: usize,
    /// Its length in characters.
    pub(super) width: usize,
    /// Whether a blank line, a page break or the start of the text comes before it.
    pub(super) gap: bool,
}

/// Columns between tab stops.
const TAB: usize = 4;

/// The byte-order mark. Rust does not count it as white space, yet at the start of a text it is no part of the text.
pub(super) const BYTE_ORDER_MARK: char = '\u{feff}';

/// The lines of `text` that are not blank, in order. Lines end at any of the Unicode standard's line breaks (UAX #14,
/// classes BK, CR, LF, NL); a form feed or a paragraph separator parts paragraphs as a blank line does.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut gap = true;
    let mut at = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 };
    while at < text.len() {
        let end = line_end(text, at);
        match ByteSpan::new(at, end).trim(text) {
            Some(span) => {
                let indent = columns(&text[at..span.start]);
                lines.push(Line { span, indent, width: span.of(text).chars().count(), gap });
                gap = false;
            }
            None => gap = true,
        }
        gap |= text[end..].starts_with(['\u{c}', '\u{2029}']);
        at = end + break_length(&text[end..]);
    }
    lines
}

/// Where the line that goes on at `at` ends: at its line break, or at the end of the text.
pub(super) fn line_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    // The first bytes of all line breaks; those of two and three bytes share theirs with other characters.
    while let Some(length) = bytes[at..].iter().position(|b| matches!(b, b'\n'..=b'\r' | 0xC2 | 0xE2)) {
        at += length;
        let found = text[at..].chars().next();
        if found.is_none_or(is_line_break) {
            return at;
        }
        at += found.map_or(0, char::len_utf8);
    }
    text.len()
}

/// Whether a line ends at `c`.
pub(super) fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Length in bytes of the line break that `rest` starts with; 0 at the end of the text.
fn break_length(rest: &str) -> usize {
    if rest.starts_with("\r\n") { 2 } else { rest.chars().next().map_or(0, char::len_utf8) }
}

/// How many columns the white space `indent` takes.
fn columns(indent: &str) -> usize {
    indent.chars().fold(0, |column, c| if c == '\t' { (column / TAB + 1) * TAB } else { column + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, usize, bool)]) {
        let found: Vec<_> =
            lines(text).iter().map(|line| (&text[line.span.start..line.span.end], line.indent, line.gap)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn every_line_break_ends_a_line() {
        check("a\nb\r\nc\rd\u{2028}e\u{85}f", &["a", "b", "c", "d", "e", "f"].map(|line| (line, 0, line == "a")));
    }

    #[test]
    fn blank_lines_and_page_breaks_leave_a_gap() {
        check("a\n \u{a0}\nb\u{c}c\u{2029}d\r\n\r\ne", &["a", "b", "c", "d", "e"].map(|line| (line, 0, true)));
    }

    #[test]
    fn indents_are_columns() {
        check("  a\n\tb\n  \tc\n\u{a0}d", &[("a", 2, true), ("b", 4, false), ("c", 4, false), ("d", 1, false)]);
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        check("\u{feff}a", &[("a", 0, true)]);
        check("\u{feff}", &[]);
        check("", &[]);
    }
}
