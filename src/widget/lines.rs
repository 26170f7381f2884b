//! The lines of the article as they stand on the screen: the caret goes up and down them.
//!
//! A line is known by the boxes of its characters, which are there whether they are on the screen or not.

use web_sys::DomRect;

use super::article::Article;
use super::motion::character;
use super::reading::Reading;
use crate::span::ByteSpan;

/// The lines of one article.
pub(super) struct Lines<'v> {
    pub(super) reading: &'v Reading,
    pub(super) article: &'v Article,
}

impl Lines<'_> {
    /// The line that a place is in: from where its first character begins to where its last one does, or to where the
    /// block ends.
    pub(super) fn around(&self, at: usize) -> Option<ByteSpan> {
        let block = self.block(at)?;
        let own = self.letter_near(at, block)?;
        let text = &self.reading.document().text;
        // Each is compared with its neighbour: an initial may be as high as several lines.
        let on_it = |last: &mut DomRect, at: usize| match self.letter_near(at, block) {
            Some(letter) if !is_level(&letter, last) => false,
            letter => {
                *last = letter.unwrap_or_else(|| last.clone());
                true
            }
        };
        let (mut start, mut end, mut first, mut last) = (at, at, own.clone(), own);
        while start > block.start {
            let before = character(text, start, false);
            if !on_it(&mut first, before) {
                break;
            }
            start = before;
        }
        while end < block.end {
            let next = character(text, end, true);
            if next < block.end && !on_it(&mut last, next) {
                break;
            }
            end = next;
        }
        Some(ByteSpan::new(start, end))
    }

    /// How far from the left a place stands, in pixels.
    pub(super) fn left(&self, at: usize) -> Option<f64> {
        Some(self.letter_near(at, self.block(at)?)?.left())
    }

    /// The place of the next line, or of the one before, that is the nearest to so far from the left. `None` if there is no
    /// such line.
    pub(super) fn beside(&self, at: usize, left: f64, forward: bool) -> Option<usize> {
        let (line, block) = (self.around(at)?, self.block(at)?);
        let text = &self.reading.document().text;
        let blocks = &self.reading.document().blocks;
        let number = self.reading.block_at(at)?;
        let next = match forward {
            true if line.end < block.end => character(text, line.end, true),
            true => blocks.get(number + 1)?.span.start,
            false if line.start > block.start => character(text, line.start, false),
            false => blocks.get(number.checked_sub(1)?)?.span.end,
        };
        let (line, block) = (self.around(next)?, self.block(next)?);
        let (mut best, mut nearest, mut at) = (line.start, f64::INFINITY, line.start);
        loop {
            if let Some(letter) = self.letter_near(at, block) {
                let far = (letter.left() - left).abs();
                if far < nearest {
                    (best, nearest) = (at, far);
                }
            }
            if at >= line.end {
                return Some(best);
            }
            at = character(text, at, true);
        }
    }

    fn block(&self, at: usize) -> Option<ByteSpan> {
        Some(self.reading.document().blocks.get(self.reading.block_at(at)?)?.span)
    }

    /// The box of the character at a place; where that takes no room, as a space at the end of a line, and at the end of a
    /// block, what is left of the one before it.
    fn letter_near(&self, at: usize, block: ByteSpan) -> Option<DomRect> {
        let before = || {
            let rect = self.letter(character(&self.reading.document().text, at, false), block)?;
            DomRect::new_with_x_and_y_and_width_and_height(rect.right(), rect.top(), 0.0, rect.height()).ok()
        };
        self.letter(at, block).or_else(before)
    }

    /// The box of the character that begins at a place, if it takes any room.
    fn letter(&self, at: usize, block: ByteSpan) -> Option<DomRect> {
        let end = character(&self.reading.document().text, at, true);
        let inside = block.start <= at && at < end && end <= block.end;
        let rect = inside.then(|| self.article.rect(self.reading, ByteSpan::new(at, end)))?;
        (rect.width() > 0.0 && rect.height() > 0.0).then_some(rect)
    }
}

/// Whether two boxes are on one line: they share more than half of the height of the lower one.
fn is_level(one: &DomRect, other: &DomRect) -> bool {
    let shared = one.bottom().min(other.bottom()) - one.top().max(other.top());
    shared > one.height().min(other.height()) / 2.0
}
