//! The names of a text, as the reader has left them, in the forms that training tools read.

use std::fmt::Write as _;

use super::json;
use crate::span::ByteSpan;
use crate::text;

/// A name and its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where it stands.
    pub span: ByteSpan,
    /// Its type, as it is to be written.
    pub kind: String,
}

/// The text as CoNLL-2003 has it: a token a line with its label in IOB2 behind a tab, an empty line behind each sentence.
/// Names are sorted and do not overlap; a token that a name cuts belongs to it.
///
/// # Panics
///
/// If `blocks` or `labels` do not lie in the text on character boundaries.
pub fn conll(text: &str, blocks: &[ByteSpan], labels: &[Label]) -> String {
    let (mut out, mut names) = (String::new(), labels.iter().peekable());
    for passage in blocks.iter().map(|block| text::Passage::new(text, *block)) {
        for sentence in passage.sentences() {
            let mut inside = None;
            for token in sentence {
                while names.next_if(|name| name.span.end <= token.span.start).is_some() {}
                let name = names.peek().filter(|name| name.span.overlaps(token.span));
                let begins = name.map(|name| name.span.start) != inside;
                inside = name.map(|name| name.span.start);
                out.push_str(&one_word(token.span.of(text)));
                match name {
                    Some(name) => out.extend(["\t", if begins { "B-" } else { "I-" }, &name.kind, "\n"]),
                    None => out.push_str("\tO\n"),
                }
            }
            out.push('\n');
        }
    }
    out
}

/// A token may hold white space: a number with thin spaces in it.
fn one_word(token: &str) -> String {
    token.chars().map(|c| if c.is_whitespace() { '_' } else { c }).collect()
}

/// The text as spaCy's `Doc.to_json` has it: `text`, `ents`, `sents` and `tokens`. Offsets count characters (code points),
/// as Python does.
///
/// # Panics
///
/// If `blocks` or `labels` do not lie in the text on character boundaries.
pub fn spacy(text: &str, blocks: &[ByteSpan], labels: &[Label]) -> String {
    let mut characters = [(); 3].map(|()| Characters { text, byte: 0, count: 0 });
    let mut out = String::from("{\"text\":");
    json::quote(text, &mut out);
    out.push_str(",\"ents\":[");
    for (at, Label { span, kind }) in labels.iter().enumerate() {
        out.push_str(if at > 0 { ",{" } else { "{" });
        characters[0].write(*span, &mut out);
        out.push_str(",\"label\":");
        json::quote(kind, &mut out);
        out.push('}');
    }
    let (mut sentences, mut tokens, mut number) = (String::new(), String::new(), 0);
    for passage in blocks.iter().map(|block| text::Passage::new(text, *block)) {
        for sentence in passage.sentences() {
            let span = ByteSpan::new(sentence[0].span.start, sentence[sentence.len() - 1].span.end);
            sentences.push_str(if sentences.is_empty() { "{" } else { ",{" });
            characters[1].write(span, &mut sentences);
            sentences.push('}');
            for token in sentence {
                let _ = write!(tokens, "{}{{\"id\":{number},", if number > 0 { "," } else { "" });
                characters[2].write(token.span, &mut tokens);
                tokens.push('}');
                number += 1;
            }
        }
    }
    out.extend(["],\"sents\":[", &sentences, "],\"tokens\":[", &tokens, "]}"]);
    out
}

/// Counts the characters of a text up to one place after another.
struct Characters<'t> {
    text: &'t str,
    byte: usize,
    count: usize,
}

impl Characters<'_> {
    /// How many characters stand before a byte. It is no further back than the one before.
    fn before(&mut self, byte: usize) -> usize {
        self.count += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        self.count
    }

    /// Adds where a span begins and ends.
    fn write(&mut self, span: ByteSpan, json: &mut String) {
        let (start, end) = (self.before(span.start), self.before(span.end));
        let _ = write!(json, "\"start\":{start},\"end\":{end}");
    }
}
