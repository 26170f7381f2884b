//! What is odd about a text, said so that a reader can do something about it.

use super::lines::{BYTE_ORDER_MARK, is_line_break, line_end};
use super::{Block, BlockKind, Problem};
use crate::span::ByteSpan;

/// The code of the problem that a text is in another language.
pub const NOT_ENGLISH: &str = "not-english";

/// Bytes of a line that no writer leaves without a break.
const LONG_LINE: usize = 20_000;

/// What is odd about `text`, which is in `language` and whose blocks are `blocks`.
pub(super) fn find(text: &str, blocks: &[Block], language: Option<&str>) -> Vec<Problem> {
    if blocks.is_empty() {
        return vec![problem("empty", "There is no text here.", None)];
    }
    [
        foreign(language),
        control_characters(text),
        replacement_characters(text),
        mojibake(text),
        long_line(text),
        no_paragraphs(blocks),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn problem(code: &'static str, message: &str, span: Option<ByteSpan>) -> Problem {
    Problem { code, message: message.to_owned(), span }
}

fn foreign(language: Option<&str>) -> Option<Problem> {
    let message = "This text is not in English, which is all that newsgloss reads: it shows its structure, its figures and \
                   your own notes, but no names, dates, quotations or summary.";
    language.filter(|language| *language != "en").map(|_| problem(NOT_ENGLISH, message, None))
}

fn control_characters(text: &str) -> Option<Problem> {
    let control = |c: char| c.is_control() && c != '\t' && !is_line_break(c);
    let message = "The text holds control characters, which may be left over from another format or from a copy of a \
                   terminal.";
    // Nearly every text is cleared by its bytes: U+0080 to U+009F begin with C2.
    let suspect = |b: u8| b < b' ' && !matches!(b, b'\t' | b'\n' | b'\r') || matches!(b, 0x7F | 0xC2);
    let at = text.bytes().position(suspect)?;
    first(text, at, control).map(|span| problem("control-characters", message, Some(span)))
}

fn replacement_characters(text: &str) -> Option<Problem> {
    let message = "Some characters were lost before the text came here: it was decoded with the wrong encoding, so open \
                   the file again with the right one.";
    let at = text.find('\u{fffd}')?;
    let span = ByteSpan::new(at, at + '\u{fffd}'.len_utf8());
    Some(problem("replacement-characters", message, Some(span)))
}

/// UTF-8 that was read as Windows-1252 or Latin-1: `â€™` for `’`, `Ã©` for `é`.
fn mojibake(text: &str) -> Option<Problem> {
    let message = "Some characters are garbled, as “â€™” is for an apostrophe: the text is UTF-8 that was read as \
                   another encoding.";
    // The bytes that all of the three letters begin with.
    let start = text.as_bytes().iter().position(|&b| b == 0xC3)?;
    let mut before = '\0';
    for (at, c) in text[start..].char_indices() {
        let garbled = before == 'â' && matches!(c, '€' | '\u{80}')
            || matches!(before, 'Ã' | 'Â') && ('\u{80}'..='\u{bf}').contains(&c) && c != '\u{a0}';
        if garbled {
            let at = start + at;
            let span = ByteSpan::new(at - before.len_utf8(), at + c.len_utf8());
            return Some(problem("mojibake", message, Some(span)));
        }
        before = c;
    }
    None
}

fn long_line(text: &str) -> Option<Problem> {
    if text.len() <= LONG_LINE {
        return None;
    }
    let start = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 };
    let mut at = start;
    while at < text.len() {
        let end = line_end(text, at);
        if end - at > LONG_LINE {
            let message = "A line is very long: its paragraphs may have run together.";
            return Some(problem("long-line", message, Some(ByteSpan::new(at, end))));
        }
        at = end + text[end..].chars().next().map_or(0, char::len_utf8);
    }
    None
}

fn no_paragraphs(blocks: &[Block]) -> Option<Problem> {
    let text = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quote);
    let message =
        "There is no running text here, only headings, captions or the like, so there is nothing to summarise.";
    (!blocks.iter().any(|block| text(block.kind))).then(|| problem("no-paragraphs", message, None))
}

/// The first character from `start` on that `wanted` accepts.
fn first(text: &str, start: usize, wanted: impl Fn(char) -> bool) -> Option<ByteSpan> {
    let (at, c) = text[start..].char_indices().find(|&(_, c)| wanted(c))?;
    Some(ByteSpan::new(start + at, start + at + c.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::super::plain::parse;

    fn check(text: &str, expected: &[(&str, Option<&str>)]) {
        let document = parse(text);
        let found: Vec<_> =
            document.problems.iter().map(|problem| (problem.code, problem.span.map(|span| span.of(text)))).collect();
        assert_eq!(found, expected, "{text:.60}");
        assert!(document.problems.iter().all(|problem| problem.message.ends_with('.')));
    }

    #[test]
    fn each_problem_is_named_at_its_first_place() {
        check("", &[("empty", None)]);
        check("\u{feff} \n\t", &[("empty", None)]);
        check("It \u{0}ran\u{1b}.", &[("control-characters", Some("\u{0}"))]);
        check("It r\u{fffd}n.", &[("replacement-characters", Some("\u{fffd}"))]);
        check("Itâ€™s raining.", &[("mojibake", Some("â€"))]);
        check("Un cafÃ© fermÃ©.", &[("mojibake", Some("Ã©"))]);
        check("###", &[("no-paragraphs", None)]);
        check("Le château âgé, São João.\tÂ\u{a0}", &[]);
        let long = "word ".repeat(5000);
        check(&format!("It rained.\n{long}\n"), &[("long-line", Some(&long))]);
    }
}
