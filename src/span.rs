//! Offsets whose unit is in the type, and the only converter between them.
//!
//! Inside the engine every offset counts UTF-8 bytes ([`ByteSpan`]). JavaScript counts UTF-16 code units
//! ([`Utf16Span`]). [`Utf16Index`] is the one place where the two meet.

use std::ops::Range;

/// A half-open range of UTF-8 bytes of a text, on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteSpan {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset just past the last byte.
    pub end: usize,
}

impl ByteSpan {
    /// The span from `start` to `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        ByteSpan { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The text of the span.
    ///
    /// # Panics
    ///
    /// If the span does not lie in `text` on character boundaries: spans are made by the engine over the same text.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// Whether `other` lies wholly inside this span.
    pub const fn contains(self, other: ByteSpan) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share a byte.
    pub const fn overlaps(self, other: ByteSpan) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The span without white space at either end; `None` if nothing else is in it.
    pub fn trim(self, text: &str) -> Option<ByteSpan> {
        let inner = self.of(text);
        let start = self.start + (inner.len() - inner.trim_start().len());
        let trimmed = inner.trim();
        (!trimmed.is_empty()).then(|| ByteSpan::new(start, start + trimmed.len()))
    }
}

impl From<Range<usize>> for ByteSpan {
    fn from(range: Range<usize>) -> Self {
        ByteSpan::new(range.start, range.end)
    }
}

/// A half-open range of UTF-16 code units of a text: what JavaScript's `text.slice(start, end)` takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Utf16Span {
    /// Offset of the first code unit.
    pub start: usize,
    /// Offset just past the last code unit.
    pub end: usize,
}

/// How many bytes lie between two checkpoints of a [`Utf16Index`].
const STRIDE: usize = 128;

/// Converts offsets of one text between UTF-8 bytes and UTF-16 code units.
///
/// Built in one pass; each conversion then looks at no more than [`STRIDE`] bytes. In a text of ASCII the two offsets
/// are equal and nothing is stored.
#[derive(Debug, Clone)]
pub struct Utf16Index {
    /// UTF-16 offset at the byte offsets 0, STRIDE, 2 × STRIDE, …; empty if the text is ASCII. A checkpoint inside a
    /// character counts the characters that started before it.
    checkpoints: Vec<usize>,
}

impl Utf16Index {
    /// Indexes `text`.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Utf16Index { checkpoints: Vec::new() };
        }
        let mut utf16 = 0;
        let checkpoints = text
            .as_bytes()
            .chunks(STRIDE)
            .map(|chunk| {
                let here = utf16;
                utf16 += utf16_units(chunk);
                here
            })
            .collect();
        Utf16Index { checkpoints }
    }

    /// The UTF-16 offset of byte offset `byte` of `text`, the text the index was built from.
    pub fn utf16_offset(&self, text: &str, byte: usize) -> usize {
        if self.checkpoints.is_empty() {
            return byte;
        }
        // The end of a text whose length is a multiple of the stride has no checkpoint of its own.
        let checkpoint = (byte / STRIDE).min(self.checkpoints.len() - 1);
        self.checkpoints[checkpoint] + utf16_units(&text.as_bytes()[checkpoint * STRIDE..byte])
    }

    /// The byte offset of UTF-16 offset `utf16` of `text`. An offset inside a surrogate pair gives the character's
    /// start, one past the end gives the text's length.
    pub fn byte_offset(&self, text: &str, utf16: usize) -> usize {
        if self.checkpoints.is_empty() {
            return utf16.min(text.len());
        }
        let checkpoint = self.checkpoints.partition_point(|&at| at <= utf16).saturating_sub(1);
        let mut byte = checkpoint * STRIDE;
        let mut units = self.checkpoints[checkpoint];
        while !text.is_char_boundary(byte) {
            byte += 1;
        }
        for c in text[byte..].chars() {
            units += c.len_utf16();
            if units > utf16 {
                return byte;
            }
            byte += c.len_utf8();
        }
        byte
    }

    /// `span` of `text` in UTF-16 code units.
    pub fn to_utf16(&self, text: &str, span: ByteSpan) -> Utf16Span {
        Utf16Span { start: self.utf16_offset(text, span.start), end: self.utf16_offset(text, span.end) }
    }

    /// `span` of `text` in bytes.
    pub fn to_bytes(&self, text: &str, span: Utf16Span) -> ByteSpan {
        ByteSpan::new(self.byte_offset(text, span.start), self.byte_offset(text, span.end))
    }
}

/// How many UTF-16 code units the characters that start in `bytes` take.
fn utf16_units(bytes: &[u8]) -> usize {
    // Every character starts with a byte that is no continuation byte (10xxxxxx); those of four bytes (11110xxx) take
    // two units, all others one.
    bytes.iter().map(|&b| usize::from(b & 0xC0 != 0x80) + usize::from(b >= 0xF0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) {
        let index = Utf16Index::new(text);
        let utf16: Vec<u16> = text.encode_utf16().collect();
        for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let offset = index.utf16_offset(text, byte);
            assert_eq!(String::from_utf16(&utf16[..offset]).unwrap(), text[..byte], "at byte {byte}");
            assert_eq!(index.byte_offset(text, offset), byte);
        }
    }

    #[test]
    fn converts_every_boundary_both_ways() {
        check("");
        check("plain");
        check("É 🙂 👩‍👩‍👧 e\u{301} 日本語 \u{feff}שלום");
        check(&"a🙂é漢".repeat(200));
        check(&format!("é{}", "a".repeat(STRIDE - 2)));
        check(&format!("{}🙂{}", "a".repeat(STRIDE - 2), "b".repeat(STRIDE)));
    }

    #[test]
    fn out_of_range_and_inside_a_pair_are_clamped() {
        let index = Utf16Index::new("a🙂");
        assert_eq!(index.byte_offset("a🙂", 2), 1);
        assert_eq!(index.byte_offset("a🙂", 99), 5);
        assert_eq!(Utf16Index::new("abc").byte_offset("abc", 99), 3);
    }

    #[test]
    fn trims_unicode_white_space() {
        let text = "\u{a0} x \u{2003}";
        assert_eq!(ByteSpan::new(0, text.len()).trim(text).unwrap().of(text), "x");
        assert_eq!(ByteSpan::new(0, 2).trim("  "), None);
    }
}
