//! Tokens: words, numbers, punctuation and symbols.

use crate::span::ByteSpan;

/// One token of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: ByteSpan,
    /// What sort of token it is.
    pub kind: TokenKind,
}

/// The sorts of token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// Letters, with or without digits in them: `Kazakhstan`, `al-Qaida`, `U.S.`, `'s`, `G20`.
    Word,
    /// Digits, with the marks that belong to a number: `2,500`, `76.7`, `1990s`.
    Number,
    /// Quote marks, stops, brackets, dashes.
    Punctuation,
    /// Everything else that is not white space: `$`, `%`, emoji.
    Symbol,
}

/// The tokens of `span` of `text`, in order; white space is left out and nothing else is.
pub fn tokenize(text: &str, span: ByteSpan) -> Vec<Token> {
    use unicode_segmentation::UnicodeSegmentation;
    span.of(text)
        .split_word_bound_indices()
        .filter(|(_, word)| !word.chars().all(char::is_whitespace))
        .map(|(at, word)| {
            let start = span.start + at;
            let kind = match word.chars().next() {
                Some(c) if c.is_alphabetic() => TokenKind::Word,
                Some(c) if c.is_numeric() => TokenKind::Number,
                Some(c) if c.is_ascii_punctuation() => TokenKind::Punctuation,
                _ => TokenKind::Symbol,
            };
            Token { span: ByteSpan::new(start, start + word.len()), kind }
        })
        .collect()
}
