//! From lines to pieces: which lines belong together.
//!
//! A blank line always parts. Without one, a line continues the line before it only if the text shows that it was
//! hard-wrapped, as plain-text mail is: see [`Wrap`].

use super::lines::Line;
use super::role::{self, Role};
use super::script::{ends_sentence, has_text, is_all_caps, starts_lower};
use crate::sort;
use crate::span::ByteSpan;

/// What the first characters of a piece make it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing in particular.
    None,
    /// `•`, `-`
    Bullet,
    /// `1.`, `(a)`
    Number,
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
    /// What it is by its own wording.
    pub(super) role: Role,
    /// The smallest indent of its lines, in columns.
    pub(super) indent: usize,
    /// How many lines it has.
    pub(super) lines: usize,
    /// Whether it stands apart from the piece before it.
    pub(super) gap: bool,
}

/// A line and what it is by itself.
#[derive(Debug, Clone, Copy)]
struct Marked<'a> {
    line: Line,
    content: &'a str,
    mark: Mark,
    role: Role,
}

impl<'a> Marked<'a> {
    fn new(text: &'a str, line: Line) -> Self {
        let content = line.span.of(text);
        let mark = mark(content);
        Marked { line, content, mark, role: role::of(content, mark) }
    }

    /// Whether the line starts a piece whatever stands before it.
    fn starts_piece(&self) -> bool {
        self.line.gap || self.mark != Mark::None || self.role != Role::Text
    }

    /// Whether the line opens a bracket that it does not close.
    fn opens_bracket(&self) -> bool {
        self.content.starts_with(['(', '[']) && !self.closes_bracket()
    }

    fn closes_bracket(&self) -> bool {
        self.content.contains([')', ']'])
    }
}

/// The pieces of `text`, whose lines are `lines`.
pub(super) fn pieces(text: &str, lines: &[Line]) -> Vec<Piece> {
    let lines: Vec<Marked<'_>> = lines.iter().map(|&line| Marked::new(text, line)).collect();
    let wrap = Wrap::of(&lines);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open_bracket = false;
    let mut before: Option<&Marked<'_>> = None;
    for line in &lines {
        match pieces.last_mut().zip(before).filter(|(piece, before)| joins(piece, before, line, open_bracket, wrap)) {
            Some((piece, _)) => {
                piece.span.end = line.line.span.end;
                piece.indent = piece.indent.min(line.line.indent);
                piece.lines += 1;
                open_bracket &= piece.lines < LONGEST_BRACKET && !line.closes_bracket();
            }
            None => {
                let Marked { line: Line { span, indent, gap, .. }, mark, role, .. } = *line;
                pieces.push(Piece { span, mark, role, indent, lines: 1, gap });
                open_bracket = line.opens_bracket();
            }
        }
        before = Some(line);
    }
    for piece in pieces.iter_mut().filter(|piece| piece.lines > 1) {
        piece.role = role::of(piece.span.of(text), piece.mark);
    }
    pieces
}

/// The most lines that a bracket may hold together.
const LONGEST_BRACKET: usize = 12;
/// Columns of the shortest line that is taken to run on into the next.
const SHORTEST_RUN_ON: usize = 40;

/// Whether `line` goes on where `piece`, which ends with the line `before`, leaves off.
fn joins(piece: &Piece, before: &Marked<'_>, line: &Marked<'_>, open_bracket: bool, wrap: Option<Wrap>) -> bool {
    if line.line.gap || piece.mark == Mark::Hashes || !has_text(before.content) && piece.mark != Mark::Quote {
        return false;
    }
    if piece.mark == Mark::Quote || line.mark == Mark::Quote {
        return piece.mark == line.mark;
    }
    if open_bracket || line.starts_piece() {
        return open_bracket;
    }
    let hangs = matches!(piece.mark, Mark::Bullet | Mark::Number) && line.line.indent > piece.indent;
    let runs_on = runs_on(before.content, line.content);
    match wrap {
        _ if hangs => true,
        Some(wrap) => (runs_on || wrap.is_full(before, line)) && !is_indented_start(&before.line, &line.line),
        None => runs_on && before.line.width >= SHORTEST_RUN_ON,
    }
}

/// Whether the sentence of the line `before` goes on in `line`.
fn runs_on(before: &str, line: &str) -> bool {
    (starts_lower(line) || line.starts_with(char::is_numeric)) && !ends_sentence(before)
}

/// Whether the sentence of the line `before` may go on in `line` for all that its capitals show, as in the copy of
/// teleprinters.
fn runs_on_in_capitals(before: &Marked<'_>, line: &Marked<'_>) -> bool {
    before.line.width >= SHORTEST_RUN_ON
        && is_all_caps(before.content)
        && is_all_caps(line.content)
        && !ends_sentence(before.content)
}

/// Whether `line` is set in from the line before it, as the first line of a paragraph is.
fn is_indented_start(before: &Line, line: &Line) -> bool {
    line.indent > before.indent + 1
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
    fn of(lines: &[Marked<'_>]) -> Option<Wrap> {
        let free = || lines.windows(2).filter(|pair| !pair[1].starts_piece());
        let run_on =
            free().filter(|pair| runs_on(pair[0].content, pair[1].content) || runs_on_in_capitals(&pair[0], &pair[1]));
        let mut widths: Vec<u64> = run_on.map(|pair| pair[0].line.width as u64).collect();
        if widths.is_empty() || widths.len() * RUN_ON_SHARE < free().count() {
            return None;
        }
        let decile = widths.len() * 9 / 10;
        sort::numbers(&mut widths);
        let width = usize::try_from(widths[decile]).ok()?;
        (width <= WIDEST_WRAP).then_some(Wrap { width })
    }

    /// Whether `line` was full, so that the first word of `next` had to go to a new line.
    fn is_full(self, line: &Marked<'_>, next: &Marked<'_>) -> bool {
        let first_word = next.content.chars().take_while(|c| !c.is_whitespace()).take(self.width + 1).count();
        line.line.width + 1 + first_word > self.width
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
        _ if is_numbered(line) => Mark::Number,
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
        for line in ["- a", "* a", "• a", "•a"] {
            assert_eq!(mark(line), Mark::Bullet, "{line}");
        }
        for line in ["1. a", "12) a", "(a) b", "(3) b", "iv) b", "b) c"] {
            assert_eq!(mark(line), Mark::Number, "{line}");
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
    fn capitals_are_joined_at_full_lines() {
        check(
            "THE PACT OPENS THE CANAL TO SHIPS OF EVERY\nFLAG.\nTOLLS WILL RISE BY A TENTH, IT WAS SAID IN\nMAY.",
            &["THE PACT OPENS THE CANAL TO SHIPS OF EVERY\nFLAG.", "TOLLS WILL RISE BY A TENTH, IT WAS SAID IN\nMAY."],
        );
        check("STORM HITS COAST\nFIVE DEAD\n\nIT RAINED.", &["STORM HITS COAST", "FIVE DEAD", "IT RAINED."]);
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
