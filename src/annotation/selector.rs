//! Selectors: how the W3C Web Annotation Data Model says which passage of a text is meant.
//!
//! A [`Quote`] says it in words and survives most changes of the text, a [`Position`] in numbers and survives none, a
//! [`Fragment`] in the form that an address ends with.

use unicode_segmentation::GraphemeCursor;

use crate::span::ByteSpan;

/// How many characters (code points) of context [`describe`] takes on either side, if the text has them.
pub const CONTEXT: usize = 32;

/// One way of saying which passage is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selector {
    /// By its words: a `TextQuoteSelector`.
    Quote(Quote),
    /// By where it stands: a `TextPositionSelector`.
    Position(Position),
    /// By the fragment of an address: a `FragmentSelector`.
    Fragment(Fragment),
}

/// A passage by its words and those around it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quote {
    /// The passage itself.
    pub exact: String,
    /// What stands right before it; empty at the start of a text, or if nobody said.
    pub prefix: String,
    /// What stands right after it; empty at the end of a text, or if nobody said.
    pub suffix: String,
    /// The byte at which it started in the text that it was taken from, if that is known. A hint: the text may have
    /// changed since.
    pub start: Option<usize>,
}

/// A passage by where it stands, in characters (code points) of the text, as the standard counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Characters before the passage.
    pub start: usize,
    /// Characters before its end.
    pub end: usize,
}

/// A passage by the fragment of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fragment {
    /// The fragment, without `#`: `:~:text=brown%20fox`.
    pub value: String,
    /// The address of the standard by which it is read, if it was said.
    pub conforms_to: Option<String>,
}

impl Quote {
    /// Every place of `text` where the quote stands word for word with all of its context, in order, those that overlap
    /// an earlier one included. A quote of nothing stands wherever its context does.
    ///
    /// ```
    /// use newsgloss::annotation::Quote;
    ///
    /// let quote = Quote { exact: "ana".into(), ..Quote::default() };
    /// assert_eq!(quote.matches("bananas").map(|span| span.start).collect::<Vec<_>>(), [1, 3]);
    /// ```
    pub fn matches<'a>(&'a self, text: &'a str) -> impl Iterator<Item = ByteSpan> + 'a {
        let stands =
            |span: &ByteSpan| text[..span.start].ends_with(&self.prefix) && text[span.end..].starts_with(&self.suffix);
        occurrences(text, &self.exact).filter(stands)
    }
}

/// Every place where `words` stand, those that overlap an earlier one included.
pub(super) fn occurrences<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = ByteSpan> + 'a {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = text.get(from..)?;
        let start = from + rest.find(words)?;
        from = start + text[start..].chars().next().map_or(1, char::len_utf8);
        Some(ByteSpan::new(start, start + words.len()))
    })
}

impl Position {
    /// The position of `span` in `text`.
    ///
    /// # Panics
    ///
    /// If the span does not lie in `text` on character boundaries.
    pub fn of(text: &str, span: ByteSpan) -> Self {
        let start = text[..span.start].chars().count();
        Position { start, end: start + span.of(text).chars().count() }
    }

    /// The span that it means in `text`; `None` if the text is too short, or the end comes before the start.
    pub fn locate(self, text: &str) -> Option<ByteSpan> {
        // One more than there are characters: the end of the text is a position too.
        let mut bytes = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
        let start = bytes.nth(self.start)?;
        let length = self.end.checked_sub(self.start)?;
        let end = if length == 0 { start } else { bytes.nth(length - 1)? };
        Some(ByteSpan::new(start, end))
    }
}

/// The quote that `span` of `text` is known by: its words, and [`CONTEXT`] characters on either side.
///
/// What is a single character to the reader is never cut, neither by the quote nor by its context; a span that does
/// so is widened.
///
/// # Panics
///
/// If the span does not lie in `text` on character boundaries.
pub fn describe(text: &str, span: ByteSpan) -> Quote {
    let span = ByteSpan::new(whole_before(text, span.start), whole_after(text, span.end));
    let from = text[..span.start].char_indices().rev().nth(CONTEXT - 1).map_or(0, |(byte, _)| byte);
    let after = text[span.end..].char_indices().nth(CONTEXT).map_or(text.len(), |(byte, _)| span.end + byte);
    Quote {
        exact: span.of(text).to_owned(),
        prefix: text[whole_before(text, from)..span.start].to_owned(),
        suffix: text[span.end..whole_after(text, after)].to_owned(),
        start: Some(span.start),
    }
}

/// The last boundary between grapheme clusters at or before `at`.
fn whole_before(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    // The whole text is there to look at, so neither call can ask for more of it.
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0),
        _ => at,
    }
}

/// The first boundary between grapheme clusters at or after `at`.
fn whole_after(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.next_boundary(text, 0).ok().flatten().unwrap_or(text.len()),
        _ => at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote(text: &str, exact: &str) -> Quote {
        let start = text.find(exact).unwrap();
        describe(text, ByteSpan::new(start, start + exact.len()))
    }

    #[test]
    fn a_quote_has_its_context() {
        let text = "The quick brown fox jumps over the lazy dog, and the dog sleeps on as if nothing had been.";
        let found = quote(text, "jumps over");
        assert_eq!(found.prefix, "The quick brown fox ");
        assert_eq!(found.suffix, " the lazy dog, and the dog sleep");
        assert_eq!(found.start, Some(20));
    }

    #[test]
    fn what_is_one_character_to_the_reader_stays_whole() {
        let family = "👩‍👩‍👧";
        let text = format!("{family}{}e\u{301}{}{family}", "a".repeat(CONTEXT - 1), "b".repeat(CONTEXT - 1));
        let found = quote(&text, "e");
        assert_eq!(found.exact, "e\u{301}");
        assert!(found.prefix.starts_with(family) && found.suffix.ends_with(family));
    }

    #[test]
    fn positions_count_characters() {
        let text = "l😃rem ipsum";
        let span = ByteSpan::new(5, 8);
        assert_eq!(Position::of(text, span), Position { start: 2, end: 5 });
        assert_eq!(Position { start: 2, end: 5 }.locate(text), Some(span));
        assert_eq!(Position { start: 11, end: 11 }.locate(text), Some(ByteSpan::new(14, 14)));
        assert_eq!(Position { start: 11, end: 12 }.locate(text), None);
        assert_eq!(Position { start: 5, end: 2 }.locate(text), None);
        assert_eq!(Position { start: 1, end: usize::MAX }.locate(text), None);
    }
}
