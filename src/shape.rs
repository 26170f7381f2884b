//! Telling at a glance that a word is on no list.

/// For each first letter, the lengths that the words of a list with it have, as bits. Of the words of a text nearly all that
/// a list lacks are told from it by this, without a comparison.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shapes([u32; 26]);

impl Shapes {
    /// The shapes of a list.
    ///
    /// # Panics
    ///
    /// If a word does not begin with a small ASCII letter, or is longer than 31 bytes.
    pub(crate) const fn of(words: &[&str]) -> Self {
        let mut shapes = Shapes([0; 26]);
        let mut at = 0;
        while at < words.len() {
            shapes.add(words[at]);
            at += 1;
        }
        shapes
    }

    /// The shapes of the words that phrases begin with.
    ///
    /// # Panics
    ///
    /// As [`Shapes::of`] does, or if a phrase has no word.
    pub(crate) const fn of_first(phrases: &[&[&str]]) -> Self {
        let mut shapes = Shapes([0; 26]);
        let mut at = 0;
        while at < phrases.len() {
            shapes.add(phrases[at][0]);
            at += 1;
        }
        shapes
    }

    /// The shapes of the words that a table begins its lines with.
    ///
    /// # Panics
    ///
    /// As [`Shapes::of`] does.
    pub(crate) const fn of_table<T>(lines: &[(&str, T)]) -> Self {
        let mut shapes = Shapes([0; 26]);
        let mut at = 0;
        while at < lines.len() {
            shapes.add(lines[at].0);
            at += 1;
        }
        shapes
    }

    /// Adds a word, which is one of those of [`Shapes::of`].
    pub(crate) const fn add(&mut self, word: &str) {
        let first = word.as_bytes()[0];
        assert!(first.is_ascii_lowercase() && word.len() < 32, "a word that a shape can be told of");
        self.0[(first - b'a') as usize] |= 1 << word.len();
    }

    /// Whether the list may have this word, in small letters, or in any for one in ASCII.
    #[inline]
    pub(crate) fn may_have(&self, word: &str) -> bool {
        let first = word.as_bytes().first().map_or(0, u8::to_ascii_lowercase).wrapping_sub(b'a');
        word.len() < 32 && self.0.get(usize::from(first)).is_some_and(|lengths| lengths >> word.len() & 1 == 1)
    }
}

impl Default for Shapes {
    /// Those of no word.
    fn default() -> Self {
        Shapes([0; 26])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_on_the_list_may_be_and_little_else() {
        let shapes = Shapes::of(&["the", "their", "a"]);
        assert!(["the", "their", "a", "THE", "tho"].iter().all(|word| shapes.may_have(word)));
        assert!(["", "they", "b", "é", "them", "4th"].iter().all(|word| !shapes.may_have(word)));
        assert!(!shapes.may_have(&"t".repeat(35)));
        assert!(Shapes::of_first(&[&["read", "more"], &["click"]]).may_have("click"));
    }
}
