//! How long a summary is.

/// The length that a caller wants.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Length {
    /// At most so many sentences, and fewer when they are long: the summary ends with the sentence that brings it to
    /// twenty words for each.
    Sentences(usize),
    /// At most so many words; the most telling sentence, if that alone is longer.
    Words(usize),
    /// At most this share of the article's words, 0 to 1, in the same way.
    Share(f32),
}

/// Words of a news sentence of middling length. Editors' summaries come to about three such sentences.
const WORDS_A_SENTENCE: usize = 20;

impl Length {
    /// How many sentences of so many words each, most telling first, are a summary of that length; the article has
    /// `total` words.
    pub(super) fn count(self, words: impl ExactSizeIterator<Item = usize>, total: usize) -> usize {
        match self {
            Length::Sentences(count) => until(words, count.saturating_mul(WORDS_A_SENTENCE)).min(count),
            Length::Words(most) => within(words, most),
            Length::Share(share) => within(words, part(share, total)),
        }
    }
}

/// How many sentences it takes to come to so many words.
fn until(words: impl Iterator<Item = usize>, wanted: usize) -> usize {
    let mut so_far = 0_usize;
    let before = |own: &usize| {
        let lacking = so_far < wanted;
        so_far += own;
        lacking
    };
    words.take_while(before).count()
}

/// How many sentences fit into so many words: one at least, unless none are wanted.
fn within(words: impl ExactSizeIterator<Item = usize>, most: usize) -> usize {
    let (mut so_far, all) = (0_usize, words.len());
    let fits = |own: &usize| {
        so_far += own;
        so_far <= most
    };
    words.take_while(fits).count().max(usize::from(most > 0)).min(all)
}

/// A share of a number, rounded up; nothing for what is no share.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the number itself")]
fn part(share: f32, total: usize) -> usize {
    let part = super::features::number(total) * share.clamp(0.0, 1.0);
    if part > 0.0 { libm::ceilf(part) as usize } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(length: Length, words: &[usize]) -> usize {
        length.count(words.iter().copied(), words.iter().sum())
    }

    #[test]
    fn sentences_end_early_when_they_are_long() {
        assert_eq!(count(Length::Sentences(3), &[15, 20, 15, 10]), 3);
        assert_eq!(count(Length::Sentences(3), &[30, 30, 15, 10]), 2);
        assert_eq!(count(Length::Sentences(1), &[90, 30]), 1);
        assert_eq!(count(Length::Sentences(0), &[9]), 0);
        assert_eq!(count(Length::Sentences(usize::MAX), &[9, 9]), 2);
    }

    #[test]
    fn words_and_shares_are_never_exceeded_but_by_one_sentence() {
        assert_eq!(count(Length::Words(40), &[15, 20, 15]), 2);
        assert_eq!(count(Length::Words(5), &[15, 20]), 1);
        assert_eq!(count(Length::Words(0), &[15, 20]), 0);
        assert_eq!(count(Length::Share(0.5), &[10, 10, 10, 10]), 2);
        assert_eq!(count(Length::Share(f32::NAN), &[10]), 0);
        assert_eq!(count(Length::Share(7.0), &[10, 10]), 2);
        assert_eq!(count(Length::Words(9), &[]), 0);
    }
}
