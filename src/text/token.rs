//! Tokens: words, numbers, punctuation and symbols.
//!
//! The convention is that of the Penn Treebank and of the news corpora cut like it, on text as it is written:
//! a clitic is a token of its own (`Kazakhstan` `'s`, `do` `n't`), an abbreviation keeps its stop (`U.S.`, `Gen.`),
//! a compound keeps its hyphens (`al-Qaida`), a number its marks (`2,500`, `9:30`), and an address, handle or tag is
//! one token. Scripts without spaces are cut as UAX #29 says. A token never cuts a grapheme cluster.

use unicode_segmentation::UnicodeSegmentation;

use super::abbreviation::{self, Class};
use super::address;
use super::class::{
    attaches, continues_word, is_apostrophe, is_hyphen, is_invisible, is_punctuation, is_superscript, is_unspaced,
    is_word,
};
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
    /// Letters, with or without digits in them: `Kazakhstan`, `al-Qaida`, `U.S.`, `'s`, `G20`, `30-year-old`. Also
    /// addresses, handles and tags.
    Word,
    /// Digits, with the marks and the short ending that belong to a number: `2,500`, `76.7`, `1990s`, `19th`, `5bn`.
    Number,
    /// Quote marks, stops, brackets, dashes.
    Punctuation,
    /// Everything else that is not white space: `$`, `%`, emoji.
    Symbol,
}

/// The tokens of `span` of `text`, in order; white space is left out and nothing else is.
///
/// ```
/// use newsgloss::{ByteSpan, text::tokenize};
///
/// let text = "The U.S. doesn't want al-Qaida's $2,500.";
/// let tokens = tokenize(text, ByteSpan::new(0, text.len()));
/// let words: Vec<_> = tokens.iter().map(|token| token.span.of(text)).collect();
/// assert_eq!(words, ["The", "U.S.", "does", "n't", "want", "al-Qaida", "'s", "$", "2,500", "."]);
/// ```
///
/// # Panics
///
/// If `span` does not lie in `text` on character boundaries.
pub fn tokenize(text: &str, span: ByteSpan) -> Vec<Token> {
    // English news has a token every five bytes; a little more saves the last growth of the vector.
    let tokens = Vec::with_capacity(span.len() / 4);
    let mut scanner = Scanner { text: &text[..span.end], start: span.start, at: span.start, tokens };
    while let Some(first) = scanner.next_visible() {
        scanner.token(first);
    }
    scanner.tokens
}

/// Reads tokens from left to right. Offsets are those of the whole text; nothing outside the span is looked at.
struct Scanner<'t> {
    /// The text up to the end of the span.
    text: &'t str,
    /// Where the span starts.
    start: usize,
    /// Where the next token starts, or white space before it.
    at: usize,
    tokens: Vec<Token>,
}

impl<'t> Scanner<'t> {
    /// Skips white space; the character that starts the next token.
    fn next_visible(&mut self) -> Option<char> {
        let rest = &self.text[self.at..];
        let visible = rest.trim_start();
        self.at += rest.len() - visible.len();
        visible.chars().next()
    }

    /// Reads the token that starts here with `first`.
    fn token(&mut self, first: char) {
        if is_word(first) {
            return self.word(first);
        }
        if let Some(end) = self.after_mark(first) {
            return self.push(end, TokenKind::Word);
        }
        if let Some(end) = self.decade(first) {
            return self.push(end, TokenKind::Number);
        }
        let kind = match first {
            c if is_punctuation(c) => TokenKind::Punctuation,
            c if is_superscript(c) => TokenKind::Number,
            _ => TokenKind::Symbol,
        };
        self.push(self.mark_end(first), kind);
    }

    fn push(&mut self, end: usize, kind: TokenKind) {
        self.tokens.push(Token { span: ByteSpan::new(self.at, end), kind });
        self.at = end;
    }

    fn char_at(&self, at: usize) -> Option<char> {
        let byte = *self.text.as_bytes().get(at)?;
        if byte.is_ascii() { Some(char::from(byte)) } else { self.text[at..].chars().next() }
    }

    /// Whether the character at `at` goes on with a word that ends there.
    fn goes_on_at(&self, at: usize) -> bool {
        self.char_at(at).is_some_and(continues_word)
    }

    fn is_digit_at(&self, at: usize) -> bool {
        self.text.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
    }

    /// The character before `at`, within the span.
    fn char_before(&self, at: usize) -> Option<char> {
        self.text[self.start..at].chars().next_back()
    }

    // ---- words -----------------------------------------------------------------------------------------------------

    /// Reads the word or number that starts here.
    fn word(&mut self, first: char) {
        if let Some(end) = self.negation(self.at) {
            return self.push(end, TokenKind::Word);
        }
        let run = self.run_end(self.at);
        // Most words are letters between spaces.
        if self.text.as_bytes().get(run).is_none_or(|b| b" ,\n)\"".contains(b)) && first.is_ascii_alphabetic() {
            return self.push_word(run);
        }
        if let Some(length) = address::address(&self.text[self.at..]) {
            return self.push(self.at + length, TokenKind::Word);
        }
        let end = self.word_end(run);
        // `do` and `n't`: the last letter goes with the clitic.
        let end = if end - self.at > 1 && self.negation(end - 1).is_some() { end - 1 } else { end };
        self.push_word(end);
    }

    /// Ends the word at `end`; if its script has no spaces, cuts it.
    fn push_word(&mut self, end: usize) {
        let word = &self.text[self.at..end];
        if word.is_ascii() || !word.contains(is_unspaced) {
            return self.push(end, kind_of(word));
        }
        let start = self.at;
        for (at, piece) in word.split_word_bound_indices() {
            let piece_end = start + at + piece.len();
            // Thai and Lao have vowels that are words of their own to UAX #29 and yet never parted from their letter.
            if !self.text[piece_end..end].starts_with(attaches) {
                self.push(piece_end, kind_of(&self.text[self.at..piece_end]));
            }
        }
    }

    /// Where the word characters from `at` on end, with what attaches to them.
    fn run_end(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let ascii = bytes[at..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        let end = at + ascii;
        if bytes.get(end).is_none_or(u8::is_ascii) {
            return end;
        }
        let length = self.text[end..].find(|c| !continues_word(c));
        length.map_or(self.text.len(), |length| end + length)
    }

    /// Where the word that starts here ends, given that its first run of word characters ends at `run`.
    fn word_end(&self, run: usize) -> usize {
        let (mut part, mut end) = (self.at, run);
        while let Some((next_part, next_end)) = self.joint(part, end) {
            (part, end) = (next_part, next_end);
        }
        end
    }

    /// Whether the word goes on at `end`, where its run of word characters that started at `part` ends: the start and
    /// the end of the next run.
    fn joint(&self, part: usize, end: usize) -> Option<(usize, usize)> {
        let mark = self.char_at(end)?;
        let after = end + mark.len_utf8();
        let next = self.char_at(after);
        if mark == '.' {
            return self.stop(part, end, next);
        }
        let (before, next) = (self.char_before(end)?, next?);
        let digits = before.is_ascii_digit() && next.is_ascii_digit();
        let joins = match mark {
            ',' => digits && end - part <= 3,
            ':' | '/' => digits,
            '&' => before.is_uppercase() && next.is_uppercase(),
            '_' => is_word(next),
            '·' | '״' | '׳' => before.is_alphabetic() && next.is_alphabetic(),
            '"' => is_hebrew(before) && is_hebrew(next),
            c if is_apostrophe(c) => {
                before.is_alphabetic()
                    && next.is_alphabetic()
                    && self.clitic(end).is_none()
                    && self.negation(end - before.len_utf8()).is_none()
            }
            c if is_hyphen(c) || is_invisible(c) => is_word(next),
            _ => false,
        };
        joins.then(|| (after, self.run_end(after)))
    }

    /// Whether the stop at `end` belongs to the word; then the next run, empty if the stop ends it. `next` follows it.
    fn stop(&self, part: usize, end: usize, next: Option<char>) -> Option<(usize, usize)> {
        let after = end + 1;
        if part == end || next.is_some_and(attaches) {
            return None;
        }
        let run = if next.is_some_and(is_word) { self.run_end(after) } else { after };
        let dotted = self.text[self.at..part].ends_with('.');
        let single = |start: usize, end: usize| self.text[start..end].chars().nth(1).is_none();
        let letter = single(part, end) && self.char_at(part).is_some_and(char::is_alphabetic);
        let decimal = self.is_digit_at(end - 1) && self.is_digit_at(after);
        // `U.S`, `a.m`, `Ph.D`: one letter on either side.
        let acronym =
            next.is_some_and(char::is_alphabetic) && single(after, run) && (letter || &self.text[part..end] == "Ph");
        if decimal || acronym {
            return Some((after, run));
        }
        let kept = letter && (dotted || self.is_initial(part, after)) || self.is_abbreviation(part, end);
        kept.then_some((after, after))
    }

    /// Whether the single letter at `part` is an initial: a capital in mid-sentence, as in `J. K. Rowling` or `E. coli`.
    fn is_initial(&self, part: usize, after: usize) -> bool {
        let next = self.text[after..].trim_start().chars().next();
        let spaced = self.char_at(after).is_some_and(char::is_whitespace);
        let goes_on = |c: char| c.is_alphabetic() || is_hyphen(c) || matches!(c, ',' | '“' | '(') || c == '"' && spaced;
        let series =
            || self.tokens.last().is_some_and(|token| token.span.of(self.text).ends_with('.') && token.span.len() == 2);
        (next.is_some_and(goes_on) || series()) && self.char_at(part).is_some_and(char::is_uppercase)
    }

    /// Whether the word from `part` to its stop at `end` is an abbreviation here.
    fn is_abbreviation(&self, part: usize, end: usize) -> bool {
        let after = end + 1;
        let number_follows = || self.text[after..].trim_start().starts_with(|c: char| c.is_ascii_digit());
        let previous = || self.tokens.last().filter(|_| part == self.at);
        match abbreviation::class(&self.text[part..end]) {
            None => false,
            Some(Class::Leading | Class::Trailing) => true,
            // Not the year first, `06-Feb`.
            Some(Class::Date) => part == self.at,
            Some(Class::BeforeNumber) => number_follows(),
            Some(Class::AfterNumber) => previous().is_some_and(|token| token.kind == TokenKind::Number),
            Some(Class::AfterComma) => previous().is_none_or(|token| token.span.of(self.text) == ","),
        }
    }

    // ---- clitics ---------------------------------------------------------------------------------------------------

    /// Where the clitic that starts with the apostrophe at `at` ends: `'s`, `’re`.
    fn clitic(&self, at: usize) -> Option<usize> {
        let letters = at + self.char_at(at).filter(|&c| is_apostrophe(c))?.len_utf8();
        let end =
            letters + self.text.as_bytes()[letters..].iter().take(3).take_while(|b| b.is_ascii_alphabetic()).count();
        let known = ["s", "m", "d", "re", "ve", "ll"].iter().any(|c| self.text[letters..end].eq_ignore_ascii_case(c));
        (known && !self.goes_on_at(end)).then_some(end)
    }

    /// Where the clitic `n't` that starts at `at` ends.
    fn negation(&self, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        if !bytes[at].eq_ignore_ascii_case(&b'n') {
            return None;
        }
        let mark = self.char_at(at + 1).filter(|&c| is_apostrophe(c))?;
        let t = at + 1 + mark.len_utf8();
        (bytes.get(t).is_some_and(|b| b.eq_ignore_ascii_case(&b't')) && !self.goes_on_at(t + 1)).then_some(t + 1)
    }

    /// Where the word that begins with the mark `first` ends: a clitic, a handle or a tag.
    fn after_mark(&self, first: char) -> Option<usize> {
        if !matches!(first, '@' | '#') {
            return self.clitic(self.at);
        }
        if self.char_before(self.at).is_some_and(is_word) {
            return None;
        }
        address::handle_or_tag(&self.text[self.at..]).map(|length| self.at + length)
    }

    /// Where the decade written with an apostrophe ends: `'70s`.
    fn decade(&self, first: char) -> Option<usize> {
        let digits = self.at + first.len_utf8();
        let rest = self.text.as_bytes().get(digits..digits + 3)?;
        let decade = is_apostrophe(first) && rest[..2].iter().all(u8::is_ascii_digit) && rest[2] == b's';
        (decade && !self.goes_on_at(digits + 3)).then_some(digits + 3)
    }

    // ---- marks -----------------------------------------------------------------------------------------------------

    /// Where the mark `first` ends: a run of stops, hyphens or rules, a doubled quote mark, or one grapheme cluster.
    fn mark_end(&self, first: char) -> usize {
        let rest = &self.text[self.at..];
        let limit = match first {
            '.' | '-' | '_' | '*' | '=' | '~' => usize::MAX,
            '\'' | '`' | '‘' | '’' => 2,
            _ => 1,
        };
        let run = rest.chars().take(limit).take_while(|&c| c == first).count() * first.len_utf8();
        if rest[run..].chars().next().is_none_or(|c| c.is_ascii()) && first.is_ascii() {
            return self.at + run;
        }
        // The last of the run may carry marks.
        let last = run - first.len_utf8();
        let cluster = rest[last..].graphemes(true).next().unwrap_or_default();
        // Some signs take even a space into their cluster.
        self.at + last + cluster.find(char::is_whitespace).unwrap_or(cluster.len())
    }
}

fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{5D0}'..='\u{5EA}')
}

/// The kind of a word or number.
fn kind_of(word: &str) -> TokenKind {
    let Some(first) = word.chars().next() else { return TokenKind::Symbol };
    if !first.is_numeric() {
        return if first.is_alphabetic() { TokenKind::Word } else { TokenKind::Symbol };
    }
    let figures = word.trim_end_matches(|c: char| c.is_lowercase());
    let short_ending = word.len() - figures.len() <= 2;
    let has_letters = figures.chars().any(char::is_alphabetic);
    if short_ending && !has_letters { TokenKind::Number } else { TokenKind::Word }
}
