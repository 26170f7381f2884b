//! From lines to pieces: which lines belong together.
//!
//! A blank line always parts. Without one, a line continues the line before it only if the text shows that it was
//! hard-wrapped, as plain-text mail is: see [`Wrap`].

use super::credit;
use super::furniture::{is_boilerplate, is_caption};
use super::lines::Line;
use super::script::{ends_sentence, has_text, starts_lower};
use crate::span::ByteSpan;

/// What the first characters of a piece make it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing in particular.
    None,
    /// `•`, `-`, `1.`, `(a)`
    Bullet,
    /// A dash that stands for a bullet if its neighbours have one too.
    Dash,
    /// `>`
    Quote,
    /// `##`
    Hashes,
}

/// One or more lines that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// From the start of the first line to the end of the last.
    pub(super) span: ByteSpan,
    /// How it begins.
    pub(super) mark: Mark,
    /// The smallest indent of its lines, in columns.
    pub(super) indent: usize,
    /// How many lines it has.
    pub(super) lines: usize,
}

/// The pieces of `text`, whose lines are `lines`.
pub(super) fn pieces(text: &str, lines: &[Line]) -> Vec<Piece> {
    let starts: Vec<bool> = lines.iter().map(|line| line.gap || starts_piece(line.span.of(text))).collect();
    let wrap = Wrap::of(text, lines, &starts);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open_bracket = false;
    for (at, line) in lines.iter().enumerate() {
        let last = pieces.last_mut().filter(|_| at > 0 && !line.gap);
        let content = line.span.of(text);
        match last {
            Some(piece) if joins(text, piece, &lines[at - 1], line, open_bracket, !starts[at], wrap) => {
                piece.span.end = line.span.end;
                piece.indent = piece.indent.min(line.indent);
                piece.lines += 1;
                open_bracket &= piece.lines < LONGEST_BRACKET && !content.contains([')', ']']);
            }
            _ => {
                pieces.push(Piece { span: line.span, mark: mark(content), indent: line.indent, lines: 1 });
                open_bracket = content.starts_with(['(', '[']) && !content.contains([')', ']']);
            }
        }
    }
    pieces
}

/// The most lines that a bracket may hold together.
const LONGEST_BRACKET: usize = 12;
/// Columns of the shortest line that is taken to run on into the next.
const SHORTEST_RUN_ON: usize = 40;

/// Whether `line` goes on where `piece`, which ends with the line `before`, leaves off. `free` says that nothing in
/// the line makes it start a piece of its own.
fn joins(
    text: &str,
    piece: &Piece,
    before: &Line,
    line: &Line,
    open_bracket: bool,
    free: bool,
    wrap: Option<Wrap>,
) -> bool {
    let (previous, content) = (before.span.of(text), line.span.of(text));
    if piece.mark == Mark::Quote || mark(content) == Mark::Quote {
        return piece.mark == mark(content);
    }
    if piece.mark == Mark::Hashes || !has_text(previous) {
        return false;
    }
    if open_bracket {
        return true;
    }
    if !free {
        return false;
    }
    let runs_on = runs_on(previous, content);
    let hangs = piece.mark == Mark::Bullet && line.indent > piece.indent;
    match wrap {
        _ if hangs => true,
        Some(wrap) => (runs_on || wrap.is_full(text, before, line)) && !is_indented_start(before, line),
        None => runs_on && before.width >= SHORTEST_RUN_ON,
    }
}

/// Whether the sentence of the line `before` goes on in `line`.
fn runs_on(before: &str, line: &str) -> bool {
    (starts_lower(line) || line.starts_with(char::is_numeric)) && !ends_sentence(before)
}

/// Whether `line` is set in from the line before it, as the first line of a paragraph is.
fn is_indented_start(before: &Line, line: &Line) -> bool {
    line.indent > before.indent + 1
}

/// Whether `line` starts a piece whatever stands before it.
fn starts_piece(line: &str) -> bool {
    mark(line) != Mark::None || is_boilerplate(line) || is_caption(line) || credit::recognise(line).is_some()
}

/// How a text was hard-wrapped.
#[derive(Debug, Clone, Copy)]
struct Wrap {
    /// Columns of its long lines.
    width: usize,
}

/// Columns beyond which no hard-wrapped text is as wide.
const WIDEST_WRAP: usize = 132;
/// Of this many line ends within a block, one must run on for the text to count as hard-wrapped.
const RUN_ON_SHARE: usize = 4;

impl Wrap {
    /// How `lines` were wrapped, if they were: a good part of the lines must run on into a line that starts in lower
    /// case. The wrap's width is then the ninth decile of those lines, so that one long address does not set it.
    fn of(text: &str, lines: &[Line], starts: &[bool]) -> Option<Wrap> {
        let mut pairs = 0;
        let mut widths: Vec<usize> = Vec::new();
        for (at, pair) in lines.windows(2).enumerate() {
            if starts[at + 1] {
                continue;
            }
            pairs += 1;
            let (before, line) = (pair[0].span.of(text), pair[1].span.of(text));
            if runs_on(before, line) {
                widths.push(pair[0].width);
            }
        }
        if widths.is_empty() || widths.len() * RUN_ON_SHARE < pairs {
            return None;
        }
        let decile = widths.len() * 9 / 10;
        let (_, &mut width, _) = widths.select_nth_unstable(decile);
        (width <= WIDEST_WRAP).then_some(Wrap { width })
    }

    /// Whether `line` was full, so that the first word of `next` had to go to a new line.
    fn is_full(self, text: &str, line: &Line, next: &Line) -> bool {
        let first_word = next.span.of(text).chars().take_while(|c| !c.is_whitespace()).take(self.width + 1).count();
        line.width + 1 + first_word > self.width
    }
}

/// What the first characters of `line` make it.
fn mark(line: &str) -> Mark {
    let mut chars = line.chars();
    let first = chars.next().unwrap_or(' ');
    let spaced = chars.next().is_none_or(char::is_whitespace);
    match first {
        '>' => Mark::Quote,
        '#' if is_hash_heading(line) => Mark::Hashes,
        '•' | '▪' | '●' | '◦' | '‣' | '○' | '■' | '◆' | '➤' | '∙' | '\u{f0b7}' if has_text(line) => {
            Mark::Bullet
        }
        '-' | '*' | '·' | '+' | '►' | '▶' if spaced && has_text(line) => Mark::Bullet,
        '–' | '—' if spaced && has_text(line) => Mark::Dash,
        _ if is_numbered(line) => Mark::Bullet,
        _ => Mark::None,
    }
}

/// `# Title`, `## Section`
fn is_hash_heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    line.len() - rest.len() <= 6 && rest.starts_with(char::is_whitespace) && has_text(rest)
}

/// `1. `, `12) `, `(3) `, `(a) `, `iv) `
fn is_numbered(line: &str) -> bool {
    let opened = line.starts_with('(');
    let inner = &line[usize::from(opened)..];
    let length = inner.bytes().take(5).take_while(u8::is_ascii_alphanumeric).count();
    let (label, rest) = inner.split_at(length);
    let digits = label.bytes().all(|b| b.is_ascii_digit()) && length <= 3;
    let letter = length == 1 && label.bytes().all(|b| b.is_ascii_lowercase());
    let roman = label.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    let closed = rest.starts_with(')') && (digits || letter || roman) || rest.starts_with('.') && digits && !opened;
    length > 0 && closed && rest[1..].starts_with(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> =
            pieces(text, &lines(text)).iter().map(|piece| &text[piece.span.start..piece.span.end]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn marks_are_those_of_lists() {
        for line in ["- a", "* a", "• a", "•a", "1. a", "12) a", "(a) b", "(3) b", "iv) b", "b) c"] {
            assert_eq!(mark(line), Mark::Bullet, "{line}");
        }
        for line in ["-- a", "-30-", "***", "1.5 million", "2022. A", "(AP) a", "a. b", "A. Smith", "", "-", "i"] {
            assert_eq!(mark(line), Mark::None, "{line}");
        }
        assert_eq!(
            (mark("## a"), mark("#tag"), mark("> a"), mark("— a")),
            (Mark::Hashes, Mark::None, Mark::Quote, Mark::Dash)
        );
    }

    #[test]
    fn wrapped_lines_are_joined() {
        check(
            "The minister said on Tuesday that the\nnew rules would come into force soon.\n\nB",
            &["The minister said on Tuesday that the\nnew rules would come into force soon.", "B"],
        );
        check(
            "It rained for the whole of the day, and the\nriver Elbe rose. It fell again in the next\nnight.\nThe town was dry.",
            &[
                "It rained for the whole of the day, and the\nriver Elbe rose. It fell again in the next\nnight.",
                "The town was dry.",
            ],
        );
    }

    #[test]
    fn lines_of_their_own_stay_so() {
        check(
            "It rained all day.\nThe river rose.\nIt fell at night.",
            &["It rained all day.", "The river rose.", "It fell at night."],
        );
        check("- one\n- two\n  and a half\n- three", &["- one", "- two\n  and a half", "- three"]);
        check("> a\n> b\nc", &["> a\n> b", "c"]);
        check("(Reporting by A B,\nC D and\nE F)\nG", &["(Reporting by A B,\nC D and\nE F)", "G"]);
    }
}
