//! Cases of texts with marked mentions, each with the lines that are expected of it.

use newsgloss::ByteSpan;
use newsgloss::document::{Document, plain};
use newsgloss::entity::{Mention, MentionType};

/// A text, its mentions, and what is expected of it.
pub(crate) struct Case<'a> {
    pub(crate) title: &'a str,
    pub(crate) document: Document,
    pub(crate) mentions: Vec<Mention>,
    pub(crate) expected: Vec<&'a str>,
}

/// The cases of a file, behind its opening comment: blank lines part them, the first line of each is its title,
/// `is_expected` tells the lines that say what is found, and the others are the text, in which ` / ` begins a paragraph.
pub(crate) fn cases<'a>(
    file: &'a str,
    is_expected: impl Fn(&str) -> bool + Copy + 'a,
) -> impl Iterator<Item = Case<'a>> {
    let cases = file.split("\n\n").skip(1).filter(|case| !case.trim().is_empty());
    cases.map(move |case| {
        let (title, rest) = case.split_once('\n').unwrap();
        let (expected, text): (Vec<&str>, Vec<&str>) = rest.lines().partition(|line| is_expected(line));
        let (text, mentions) = unmark(&text.join("\n").replace(" / ", "\n\n"));
        Case { title, document: plain::parse(text), mentions, expected }
    })
}

/// A text with its marks taken out, and the mentions that they gave.
pub(crate) fn unmark(marked: &str) -> (String, Vec<Mention>) {
    let mut text = String::new();
    let mut mentions = Vec::new();
    let mut pieces = marked.split('[');
    text.push_str(pieces.next().unwrap());
    for piece in pieces {
        let (mention, after) = piece.split_once(']').unwrap();
        let (kind, name) = mention.split_once(' ').unwrap();
        let kind = MentionType::ALL.into_iter().find(|k| k.as_str() == kind).unwrap();
        let start = text.len();
        text.push_str(name);
        mentions.push(Mention {
            span: ByteSpan::new(start, text.len()),
            kind,
            entity: 0,
            confidence: 1.0,
            glossary: None,
        });
        text.push_str(after);
    }
    (text, mentions)
}
