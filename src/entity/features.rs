//! What the sequence model is told about a token, as hashed features.
//!
//! A feature is a template and the values that fill it, hashed to 32 bits; the model keeps weights for those features
//! that training found worth it. Nothing is built as a string, and the same code runs in training and in use.
//!
//! Words that look like names get the full set; all others, three in four, get a small one, which costs little accuracy
//! and saves most of the time.

use super::evidence::{CLUES, Evidence};
use super::gazetteer::Gazetteer;
use super::sentence::{Casing, Opening, Sentence};
use super::word::{Case, Word};

/// What stands beyond either end of a sentence.
const NOTHING: u32 = 0x5EED;

/// The templates. Their numbers are part of the model: add at the end.
#[derive(Debug, Clone, Copy)]
#[repr(u32)]
enum Template {
    Always,
    Word,
    WordBefore,
    WordAfter,
    WordAndBefore,
    WordAndAfter,
    Look,
    LookAndBefore,
    LookAndAfter,
    LooksAround,
    BeforeAndLook,
    LookAndAfterWord,
    Between,
    TwoBefore,
    TwoAfter,
    BothBefore,
    BothAfter,
    WordAndLook,
    Shape,
    Prefix,
    Suffix,
    EndingBefore,
    EndingAfter,
    RunPlace,
    RunBefore,
    RunAfter,
    RunFirst,
    RunLast,
    RunFirstAndBefore,
    RunAround,
    Listed,
    ListedAll,
    ListedBefore,
    ListedAfter,
    ListedAndLook,
    Clue,
    ClueAll,
    ClueAndLook,
}

/// Gives the features of the sentence's words, one word after another.
pub(super) struct Extractor<'a> {
    sentence: &'a Sentence,
    evidence: &'a Evidence,
    gazetteer: &'a Gazetteer,
}

impl<'a> Extractor<'a> {
    pub(super) fn new(sentence: &'a Sentence, evidence: &'a Evidence, gazetteer: &'a Gazetteer) -> Self {
        Extractor { sentence, evidence, gazetteer }
    }

    /// Gives each feature of the word at `at` to `sink`. A feature may come twice.
    #[inline]
    pub(super) fn each(&self, at: usize, mut sink: impl FnMut(u32)) {
        let full = self.sentence.looks_like_name(at);
        let clues = if full { u32::from(self.evidence.elsewhere(self.sentence, at, self.gazetteer)) } else { 0 };
        let look = self.look(at, clues);
        self.identity(at, look, full, &mut sink);
        self.words_around(at, look, full, &mut sink);
        self.listed(at, look, full, &mut sink);
        if full {
            self.neighbours(at, &mut sink);
            self.run(at, &mut sink);
            self.clues(at, look, clues, &mut sink);
        }
    }

    /// How many of the features that come first tell a name-like word from all others: training leaves them out now and
    /// then, so that the model learns to do without.
    #[cfg(feature = "write-model")]
    pub(super) fn identities(&self, at: usize) -> usize {
        let mut count = 0;
        if self.sentence.looks_like_name(at) {
            self.identity(at, 0, true, &mut |_| count += 1);
        }
        count
    }

    fn hash(&self, at: usize, distance: isize) -> u32 {
        self.sentence.word(at, distance).map_or(NOTHING, |word| word.lower)
    }

    /// How the word is cased, and what that is worth: a capital that the sentence's start or a headline explains counts
    /// by what the rest of the document shows of the word.
    fn look(&self, at: usize, clues: u32) -> u32 {
        let word = &self.sentence.words[at];
        let casing = self.sentence.casing;
        let explained = match casing {
            Casing::Plain => self.sentence.openings[at] != Opening::None && word.case == Case::Capital,
            Casing::Title => word.case == Case::Capital,
            Casing::Upper => word.is_word(),
        };
        if !explained {
            return word.case as u32;
        }
        // Seen small and seen with a capital are the first two clues.
        16 + 16 * casing as u32 + 4 * self.sentence.openings[at] as u32 + (clues & 3)
    }

    /// The look of a neighbour, without what the document shows.
    fn look_beside(&self, at: usize, distance: isize) -> u32 {
        at.checked_add_signed(distance)
            .filter(|&at| at < self.sentence.words.len())
            .map_or(NOTHING, |at| self.look(at, 0))
    }

    /// What tells one word from all others. These features come first.
    fn identity(&self, at: usize, look: u32, full: bool, sink: &mut impl FnMut(u32)) {
        use Template as T;
        let word = &self.sentence.words[at];
        sink(one(T::Word, word.lower));
        sink(two(T::WordAndBefore, word.lower, self.hash(at, -1)));
        sink(two(T::WordAndAfter, word.lower, self.hash(at, 1)));
        if full {
            sink(two(T::WordAndLook, word.lower, look));
            (1..).zip(&word.prefixes[1..]).for_each(|(length, &prefix)| sink(two(T::Prefix, prefix, length)));
            (1..).zip(&word.suffixes[1..]).for_each(|(length, &suffix)| sink(two(T::Suffix, suffix, length)));
        }
    }

    fn words_around(&self, at: usize, look: u32, full: bool, sink: &mut impl FnMut(u32)) {
        use Template as T;
        let (before, after) = (self.hash(at, -1), self.hash(at, 1));
        let (look_before, look_after) = (self.look_beside(at, -1), self.look_beside(at, 1));
        sink(one(T::Always, 0));
        sink(one(T::WordBefore, before));
        sink(one(T::WordAfter, after));
        sink(one(T::Look, look));
        sink(two(T::LookAndBefore, look, look_before));
        sink(two(T::LookAndAfter, look, look_after));
        sink(three(T::LooksAround, look_before, look, look_after));
        sink(two(T::BeforeAndLook, before, look));
        sink(two(T::LookAndAfterWord, look, after));
        if !full {
            sink(three(T::Between, look_before, self.hash(at, 0), look_after));
        }
    }

    fn neighbours(&self, at: usize, sink: &mut impl FnMut(u32)) {
        use Template as T;
        let (before, after) = (self.hash(at, -1), self.hash(at, 1));
        let (before2, after2) = (self.hash(at, -2), self.hash(at, 2));
        sink(one(T::TwoBefore, before2));
        sink(one(T::TwoAfter, after2));
        sink(two(T::BothBefore, before2, before));
        sink(two(T::BothAfter, after, after2));
        if self.sentence.casing != Casing::Upper {
            sink(one(T::Shape, self.sentence.words[at].shape));
        }
        let ending = |word: Option<&Word>| word.map_or(NOTHING, |word| word.suffixes[2]);
        sink(one(T::EndingBefore, ending(self.sentence.word(at, -1))));
        sink(one(T::EndingAfter, ending(self.sentence.word(at, 1))));
    }

    fn run(&self, at: usize, sink: &mut impl FnMut(u32)) {
        use Template as T;
        if self.sentence.casing == Casing::Upper {
            return;
        }
        let casing = self.sentence.casing as u32;
        let (start, end) = self.sentence.runs[at];
        let (first, last) = (self.hash(start, 0), self.hash(end - 1, 0));
        let (before, after) = (self.hash(start, -1), self.hash(end, 0));
        let few = |count: usize| [0, 1, 2, 3][count.min(3)];
        let place = 4 * few(at - start) + few(end - 1 - at);
        sink(two(T::RunPlace, place, casing));
        sink(three(T::RunBefore, before, few(at - start), casing));
        sink(three(T::RunAfter, after, few(end - 1 - at), casing));
        sink(two(T::RunFirst, first, casing));
        sink(two(T::RunLast, last, casing));
        sink(three(T::RunFirstAndBefore, first, before, casing));
        sink(three(T::RunAround, before, after, casing));
    }

    fn listed(&self, at: usize, look: u32, full: bool, sink: &mut impl FnMut(u32)) {
        use Template as T;
        let cover = self.cover(at, 0);
        if cover != 0 {
            let mut bits = cover;
            while bits != 0 {
                sink(one(T::Listed, bits.trailing_zeros()));
                bits &= bits - 1;
            }
            sink(one(T::ListedAll, cover));
        }
        if full {
            sink(two(T::ListedAndLook, cover, look));
            sink(one(T::ListedBefore, self.cover(at, -1)));
            sink(one(T::ListedAfter, self.cover(at, 1)));
        }
    }

    fn cover(&self, at: usize, distance: isize) -> u32 {
        at.checked_add_signed(distance).and_then(|at| self.sentence.cover.get(at)).map_or(0, |cover| cover.bits())
    }

    fn clues(&self, at: usize, look: u32, clues: u32, sink: &mut impl FnMut(u32)) {
        use Template as T;
        if clues == 0 {
            return;
        }
        let (start, end) = self.sentence.runs[at];
        let alone = u32::from(end - start == 1);
        (0..).take(CLUES).filter(|clue| clues >> clue & 1 == 1).for_each(|clue| sink(two(T::Clue, clue, alone)));
        sink(two(T::ClueAll, clues, alone));
        sink(two(T::ClueAndLook, clues, look));
    }
}

fn one(template: Template, value: u32) -> u32 {
    finish(add(template as u32 + 1, value))
}

fn two(template: Template, first: u32, second: u32) -> u32 {
    finish(add(add(template as u32 + 1, first), second))
}

fn three(template: Template, first: u32, second: u32, third: u32) -> u32 {
    finish(add(add(add(template as u32 + 1, first), second), third))
}

/// One step of a multiplicative hash; the constants and the last mix are those of MurmurHash3 (Appleby).
fn add(hash: u32, value: u32) -> u32 {
    (hash ^ value.wrapping_mul(0xCC9E_2D51).rotate_left(15)).rotate_left(13).wrapping_mul(5).wrapping_add(0xE654_6B64)
}

fn finish(mut hash: u32) -> u32 {
    hash = (hash ^ hash >> 16).wrapping_mul(0x85EB_CA6B);
    hash = (hash ^ hash >> 13).wrapping_mul(0xC2B2_AE35);
    hash ^ hash >> 16
}
