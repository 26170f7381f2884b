//! The directive for a passage.

use super::{Page, TextDirective};
use crate::span::ByteSpan;
use crate::text::{is_unspaced, spaced};

/// A passage of fewer characters is named with its context even where the text holds it once: the page around the text
/// has words too.
const LONG_ENOUGH: usize = 20;

/// A passage of more characters is named by its first and last words.
const MOST_EXACT: usize = 300;

/// The most bytes of a term. A word of more is no word.
const MOST_BYTES: usize = 2000;

/// Where a line ends within a block. Browsers do not agree on what such an end is in a term: none holds one.
const LINE: char = '\n';

/// How many words a range begins and ends with, and how many of context there are on either side: the fewest that name
/// the passage and no other. Chromium tries up to ten; more are read by every browser all the same.
const COUNTS: [usize; 11] = [3, 4, 5, 6, 7, 8, 9, 10, 15, 25, 40];

impl Page<'_> {
    /// The shortest directive that names this passage, widened to whole words, and nothing else on the page; if there
    /// are other passages that nothing tells apart from it, one that names it first. `None` if it holds nothing but
    /// white space, or an earlier passage would be found in its place.
    ///
    /// # Panics
    ///
    /// If the span does not lie in the text on character boundaries.
    pub fn directive(&self, span: ByteSpan) -> Option<TextDirective> {
        let span = self.whole_words(span)?;
        let mut last = None;
        for directive in self.candidates(span) {
            let terms = [&directive.prefix, &directive.start, &directive.end, &directive.suffix];
            if terms.iter().any(|term| term.len() > MOST_BYTES) {
                break;
            }
            if last.as_ref() == Some(&directive) {
                continue;
            }
            if self.names_only(&directive, span) {
                return Some(directive);
            }
            last = Some(directive);
        }
        last.filter(|directive| self.find(directive) == Some(span))
    }

    /// What may name the passage, the shortest first.
    fn candidates(&self, span: ByteSpan) -> Vec<TextDirective> {
        let ends = [self.block_at(span.start), self.block_at(span.end - 1)];
        let characters = span.of(self.text).chars().count();
        let exact = ends[0] == ends[1] && is_short(span.of(self.text)) && !span.of(self.text).contains(LINE);
        let mut found: Vec<TextDirective> = if exact {
            vec![whole(span.of(self.text))]
        } else {
            COUNTS.into_iter().filter(|&count| count <= 10).map(|count| self.range(span, ends, count)).collect()
        };
        let longest = found.last().cloned().unwrap_or_default();
        // Where there are no spaces between words, browsers differ in where one ends: only context lets a term begin and
        // end anywhere.
        if self.is_cut(span.start) || self.is_cut(span.end) || (exact && characters < LONG_ENOUGH) {
            found.clear();
        }
        found.extend(COUNTS.into_iter().map(|count| TextDirective {
            prefix: self.before(span.start, count),
            suffix: self.after(span.end, count),
            ..longest.clone()
        }));
        found
    }

    /// The passage by its first and last words, that many of each at most.
    fn range(&self, span: ByteSpan, ends: [Option<usize>; 2], count: usize) -> TextDirective {
        let [first, last] = ends.map(|at| at.map_or(span, |at| self.blocks[at]));
        let (line, last_line) = (span.of(self.text).find(LINE), span.of(self.text).rfind(LINE));
        let (first_end, last_start) = if ends[0] != ends[1] {
            (first.end, last.start)
        } else if let (Some(line), Some(last_line), true) = (line, last_line, is_short(span.of(self.text))) {
            (span.start + line, span.start + last_line)
        } else {
            let middle = self.bound_before(span.start + span.len() / 2);
            (middle, middle)
        };
        let start = first_words(&self.text[span.start..first_end], count);
        let end = last_words(&self.text[last_start..span.end], count);
        if start.is_empty() {
            return whole(span.of(self.text));
        }
        TextDirective { start: spaced(start), end: spaced(end), ..TextDirective::default() }
    }

    /// The words before a place, in its block or else in the one before.
    fn before(&self, at: usize, count: usize) -> String {
        let block =
            self.blocks.partition_point(|block| block.start < at).checked_sub(1).map(|block| self.blocks[block]);
        block.map_or(String::new(), |block| spaced(last_words(&self.text[block.start..at.min(block.end)], count)))
    }

    /// The words behind a place, in its block or else in the next one.
    fn after(&self, at: usize, count: usize) -> String {
        let block = self.blocks.get(self.blocks.partition_point(|block| block.end <= at));
        block.map_or(String::new(), |block| spaced(first_words(&self.text[at.max(block.start)..block.end], count)))
    }

    /// The span from the start of its first word to the end of its last.
    fn whole_words(&self, span: ByteSpan) -> Option<ByteSpan> {
        let span = span.trim(self.text)?;
        let start = match self.block_at(span.start) {
            Some(_) => self.bound_before(span.start),
            None => self.blocks.get(self.blocks.partition_point(|block| block.start < span.start))?.start,
        };
        let end = match self.block_at(span.end - 1) {
            Some(_) => self.bounds[self.bounds.partition_point(|&bound| bound < span.end)],
            None => self.blocks[self.blocks.partition_point(|block| block.end <= span.end).checked_sub(1)?].end,
        };
        (start < end).then(|| ByteSpan::new(start, end))
    }

    fn bound_before(&self, at: usize) -> usize {
        self.bounds[self.bounds.partition_point(|&bound| bound <= at) - 1]
    }

    fn block_at(&self, byte: usize) -> Option<usize> {
        let at = self.blocks.partition_point(|block| block.end <= byte);
        self.blocks.get(at).is_some_and(|block| block.start <= byte).then_some(at)
    }

    /// Whether a place lies between two letters of a script without spaces.
    fn is_cut(&self, at: usize) -> bool {
        let letter = |c: Option<char>| c.is_some_and(|c| is_unspaced(c) && c.is_alphanumeric());
        letter(self.text[..at].chars().next_back()) && letter(self.text[at..].chars().next())
    }
}

/// Whether a passage is short enough for a single term.
fn is_short(passage: &str) -> bool {
    passage.chars().count() <= MOST_EXACT
}

fn whole(text: &str) -> TextDirective {
    TextDirective { start: spaced(text), ..TextDirective::default() }
}

/// The last words of a text, that many at most. In scripts without spaces a word is what stands between two marks.
fn last_words(text: &str, count: usize) -> &str {
    let (text, mut left) = (text.trim(), count);
    let mut chars = text.char_indices().rev().peekable();
    while let Some((at, c)) = chars.next() {
        let parts = |before: char| {
            before.is_whitespace() || (is_unspaced(c) && c.is_alphanumeric() && !before.is_alphanumeric())
        };
        left -= usize::from(!c.is_whitespace() && chars.peek().is_none_or(|&(_, before)| parts(before)));
        if left == 0 {
            return &text[at..];
        }
    }
    text
}

/// The first words of a text, that many at most.
fn first_words(text: &str, count: usize) -> &str {
    let (text, mut left) = (text.trim(), count);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let parts =
            |after: char| after.is_whitespace() || (is_unspaced(c) && c.is_alphanumeric() && !after.is_alphanumeric());
        left -= usize::from(!c.is_whitespace() && chars.peek().is_none_or(|&(_, after)| parts(after)));
        if left == 0 {
            return &text[..at + c.len_utf8()];
        }
    }
    text
}
