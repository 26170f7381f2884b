//! Text with tags aligned beneath it, as linguists print glosses.

use newsgloss::ByteSpan;
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What is said of a span: a label that begins beneath its first column.
#[derive(Debug, Clone)]
pub(crate) struct Tag {
    pub(crate) span: ByteSpan,
    pub(crate) label: String,
}

/// What a terminal draws as one character.
struct Cell<'a> {
    span: ByteSpan,
    shown: Cow<'a, str>,
    /// Columns: 2 for the characters of Chinese, Japanese and Korean and for most emoji.
    width: usize,
}

/// Tags that wait for their words: sorted by start, and used up as the text is laid out from its start to its end.
pub(crate) struct Tags<'a> {
    waiting: &'a [Tag],
    /// Begun and, as far as the last line went, not ended.
    open: Vec<&'a Tag>,
}

impl<'a> Tags<'a> {
    pub(crate) fn new(sorted: &'a [Tag]) -> Self {
        Tags { waiting: sorted, open: Vec::new() }
    }

    /// `span` of `text` in lines of at most `room` columns, each followed by as many lines of tags as it needs.
    pub(crate) fn lines(&mut self, text: &str, span: ByteSpan, room: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for line in wrap(text, span, room) {
            lines.push(line.iter().map(|cell| &*cell.shown).collect());
            lines.extend(tag_lines(&line, self.of(&line)));
        }
        lines
    }

    /// The tags that may touch `line`, the next of the text.
    fn of(&mut self, line: &[Cell<'_>]) -> &[&'a Tag] {
        let (start, end) = (line[0].span.start, line[line.len() - 1].span.end);
        let begun = self.waiting.partition_point(|tag| tag.span.start < end);
        let (begun, waiting) = self.waiting.split_at(begun);
        self.waiting = waiting;
        self.open.extend(begun);
        self.open.retain(|tag| tag.span.end > start);
        &self.open
    }
}

/// `span` of `text` in lines of at most `room` columns.
pub(crate) fn lines(text: &str, span: ByteSpan, room: usize) -> Vec<String> {
    Tags::new(&[]).lines(text, span, room)
}

/// `span` of `text` on one line.
pub(crate) fn one_line(text: &str, span: ByteSpan) -> String {
    lines(text, span, usize::MAX).concat()
}

impl<'a> Cell<'a> {
    fn new(start: usize, cluster: &'a str) -> Self {
        let shown = shown(cluster);
        Cell { span: ByteSpan::new(start, start + cluster.len()), width: shown.width(), shown }
    }

    fn is_space(&self) -> bool {
        self.shown == " "
    }
}

/// `cluster` as it can be printed: white space as one space, and nothing that a terminal would obey.
fn shown(cluster: &str) -> Cow<'_, str> {
    if cluster.chars().all(char::is_whitespace) {
        return " ".into();
    }
    let obeyed = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if cluster.contains(obeyed) { "\u{fffd}".into() } else { cluster.into() }
}

/// The lines of `span`. They break at white space, on either side of a wide character, or, failing those, anywhere.
fn wrap(text: &str, span: ByteSpan, room: usize) -> Vec<Vec<Cell<'_>>> {
    let (mut lines, mut line, mut width) = (Vec::new(), Vec::<Cell>::new(), 0);
    for (at, cluster) in span.of(text).grapheme_indices(true) {
        let cell = Cell::new(span.start + at, cluster);
        // Of white space in a row, and at the start of a line, none is shown but the first within a line.
        if cell.is_space() && line.last().is_none_or(Cell::is_space) {
            continue;
        }
        while width + cell.width > room && !cell.is_space() && !line.is_empty() {
            let rest = line.split_off(last_break(&line, &cell));
            lines.push(without_trailing_space(line));
            line = rest;
            width = line.iter().map(|cell| cell.width).sum();
        }
        width += cell.width;
        line.push(cell);
    }
    lines.push(without_trailing_space(line));
    lines.retain(|line| !line.is_empty());
    lines
}

/// How many cells of a full `line` stay on it when `next` does not fit.
fn last_break(line: &[Cell<'_>], next: &Cell<'_>) -> usize {
    let breaks = |before: &Cell<'_>, after: &Cell<'_>| before.is_space() || before.width > 1 || after.width > 1;
    if breaks(&line[line.len() - 1], next) {
        return line.len();
    }
    (1..line.len()).rev().find(|&at| breaks(&line[at - 1], &line[at])).unwrap_or(line.len())
}

fn without_trailing_space(mut line: Vec<Cell<'_>>) -> Vec<Cell<'_>> {
    line.pop_if(|cell| cell.is_space());
    line
}

/// The lines beneath `line`: each tag on the first that is still free where it begins.
fn tag_lines(line: &[Cell<'_>], tags: &[&Tag]) -> Vec<String> {
    let mut rows: Vec<(String, usize)> = Vec::new();
    for tag in tags {
        let Some((from, to, begun)) = columns(line, tag.span) else { continue };
        let label = if begun { format!("…{}", tag.label) } else { tag.label.clone() };
        let label = format!("{label:─<width$}", width = to - from);
        let free = rows.iter().position(|&(_, end)| end < from);
        let free = free.unwrap_or_else(|| {
            rows.push((String::new(), 0));
            rows.len() - 1
        });
        let (row, end) = &mut rows[free];
        row.extend(std::iter::repeat_n(' ', from - *end));
        row.push_str(&label);
        *end = from + label.chars().count();
    }
    rows.into_iter().map(|(row, _)| row).collect()
}

/// The columns of `line` in which `span` stands, and whether it began on a line before; `None` if it is elsewhere.
fn columns(line: &[Cell<'_>], span: ByteSpan) -> Option<(usize, usize, bool)> {
    let first = line.iter().position(|cell| cell.span.overlaps(span))?;
    let inside = line[first..].iter().take_while(|cell| cell.span.start < span.end);
    let from = line[..first].iter().map(|cell| cell.width).sum();
    let begun = first == 0 && span.start < line[0].span.start;
    Some((from, from + inside.map(|cell| cell.width).sum::<usize>(), begun))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lays `text` out, with a tag for each pair of a substring and a label.
    fn check(text: &str, tags: &[(&str, &str)], room: usize, expected: &[&str]) {
        let tag = |&(part, label): &(&str, &str)| {
            let start = text.find(part).unwrap();
            Tag { span: ByteSpan::new(start, start + part.len()), label: label.to_string() }
        };
        let tags: Vec<Tag> = tags.iter().map(tag).collect();
        assert_eq!(Tags::new(&tags).lines(text, ByteSpan::new(0, text.len()), room), expected, "{text}");
    }

    #[test]
    fn tags_begin_beneath_their_words() {
        #[rustfmt::skip]
        check("Angela Merkel met Tokayev.", &[("Angela Merkel", "PERSON·0"), ("Tokayev", "PERSON·1")], 80, &[
            "Angela Merkel met Tokayev.",
            "PERSON·0─────     PERSON·1",
        ]);
    }

    #[test]
    #[rustfmt::skip]
    fn tags_longer_than_their_words_are_stacked() {
        check("UN, EU and NATO", &[("UN", "ORG·0"), ("EU", "ORG·1"), ("NATO", "ORG·2")], 80, &[
            "UN, EU and NATO",
            "ORG·0      ORG·2",
            "    ORG·1",
        ]);
    }

    #[test]
    #[rustfmt::skip]
    fn columns_are_those_of_the_terminal() {
        check("習近平 met e\u{301}E\u{301} Ortiz 👩‍👩‍👧 Rome", &[("習近平", "P"), ("Ortiz", "P"), ("Rome", "L")], 80, &[
            "習近平 met e\u{301}E\u{301} Ortiz 👩‍👩‍👧 Rome",
            "P─────        P────    L───",
        ]);
    }

    #[test]
    #[rustfmt::skip]
    fn a_tag_goes_on_where_its_words_do() {
        check("He met Kassym-Jomart  Tokayev\nin Rome", &[("Kassym-Jomart  Tokayev", "PER"), ("Rome", "LOC")], 20, &[
            "He met Kassym-Jomart",
            "       PER──────────",
            "Tokayev in Rome",
            "…PER───    LOC─",
        ]);
    }

    #[test]
    fn lines_break_at_spaces_then_at_wide_characters_then_anywhere() {
        check("one two three", &[], 8, &["one two", "three"]);
        check("one 二三四五六", &[], 8, &["one 二三", "四五六"]);
        check("abcdefgh ij", &[], 3, &["abc", "def", "gh", "ij"]);
        check("漢字", &[], 1, &["漢", "字"]);
        check(" \n ", &[], 8, &[]);
        check("", &[], 8, &[]);
    }

    #[test]
    fn nothing_is_printed_that_a_terminal_obeys() {
        check("a\u{1b}[2Jb\r\n\u{202e}c\0", &[], 80, &["a\u{fffd}[2Jb \u{fffd}c\u{fffd}"]);
    }
}
