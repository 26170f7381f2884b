//! What the sequence model is told about a token, as hashed features.
//!
//! A feature is a template and the values that fill it, hashed to 32 bits; the model keeps weights for those features
//! that training found worth it. Nothing is built as a string, and the same code runs in training and in use.
//!
//! Words that look like names get the full set; all others, three in four, get a small one, which costs little accuracy
//! and saves most of the time.

use super::evidence::{CLUES, Evidence};
use super::lexicon::Classes;
use super::sentence::{Casing, Opening, Sentence};
use super::word::{Case, Word};

/// What stands beyond either end of a sentence.
pub(super) const NOTHING: u32 = 0x5EED;

/// The templates. Their numbers are part of the model: add at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Template {
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
    Fine,
    Coarse,
    FineAndLook,
    FineBefore,
    FineAfter,
    CoarseTwoBefore,
    CoarseTwoAfter,
    CoarseAndBefore,
    CoarseAndAfter,
    CoarseAround,
    FineRunFirst,
    FineRunLast,
    FineRunBefore,
    FineRunAfter,
    CoarseRunAround,
}

/// What a value of a feature stands for.
#[cfg(feature = "explain")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    /// A hash of a word's letters.
    Word,
    /// How a word is cased, and what explains it.
    Look,
    /// A hash of how a word's letters are cased.
    Shape,
    /// A hash of a word's first letters.
    Prefix,
    /// A hash of a word's last letters.
    Suffix,
    /// How many there are.
    Count,
    /// How many words of the run stand before and after.
    Place,
    /// How the whole sentence is cased.
    Casing,
    /// Where the word stands in a listed phrase, and in which lists that is: one bit each.
    Lists,
    /// One of those bits, by its number.
    List,
    /// What the rest of the document shows: one bit each.
    Clues,
    /// One of those bits, by its number.
    Clue,
    /// Whether the word is a run of its own.
    Alone,
    /// A class of words, and which part of it.
    Class,
    /// Nothing.
    Nothing,
}

#[cfg(feature = "explain")]
impl Template {
    /// The template in words, with braces for the values that follow.
    #[rustfmt::skip]
    pub(super) fn reads(self) -> (&'static str, &'static [Value]) {
        use {Template as T, Value as V};
        match self {
            T::Always => ("any word", &[V::Nothing]),
            T::Word => ("the word is {}", &[V::Word]),
            T::WordBefore => ("the word before is {}", &[V::Word]),
            T::WordAfter => ("the word after is {}", &[V::Word]),
            T::WordAndBefore => ("the word is {} and that before {}", &[V::Word, V::Word]),
            T::WordAndAfter => ("the word is {} and that after {}", &[V::Word, V::Word]),
            T::Look => ("it is {}", &[V::Look]),
            T::LookAndBefore => ("it is {}, the word before {}", &[V::Look, V::Look]),
            T::LookAndAfter => ("it is {}, the word after {}", &[V::Look, V::Look]),
            T::LooksAround => ("the word before is {}, this {}, the word after {}", &[V::Look, V::Look, V::Look]),
            T::BeforeAndLook => ("the word before is {} and this {}", &[V::Word, V::Look]),
            T::LookAndAfterWord => ("this is {} and the word after is {}", &[V::Look, V::Word]),
            T::Between => ("the word before is {}, this is {}, the word after {}", &[V::Look, V::Word, V::Look]),
            T::TwoBefore => ("the word two before is {}", &[V::Word]),
            T::TwoAfter => ("the word two after is {}", &[V::Word]),
            T::BothBefore => ("the two words before are {} {}", &[V::Word, V::Word]),
            T::BothAfter => ("the two words after are {} {}", &[V::Word, V::Word]),
            T::WordAndLook => ("the word is {}, {}", &[V::Word, V::Look]),
            T::Shape => ("it is shaped like {}", &[V::Shape]),
            T::Prefix => ("it begins with {}", &[V::Prefix]),
            T::Suffix => ("it ends in {}", &[V::Suffix]),
            T::EndingBefore => ("the word before ends in {}", &[V::Suffix]),
            T::EndingAfter => ("the word after ends in {}", &[V::Suffix]),
            T::RunPlace => ("its run of capitalised words has {}; {}", &[V::Place, V::Casing]),
            T::RunBefore => ("{} stands before its run, {} words into which it is; {}", &[V::Word, V::Count, V::Casing]),
            T::RunAfter => ("{} stands after its run, {} words before whose end it is; {}", &[V::Word, V::Count, V::Casing]),
            T::RunFirst => ("its run begins with {}; {}", &[V::Word, V::Casing]),
            T::RunLast => ("its run ends with {}; {}", &[V::Word, V::Casing]),
            T::RunFirstAndBefore => ("its run begins with {} and before that stands {}; {}", &[V::Word, V::Word, V::Casing]),
            T::RunAround => ("its run stands between {} and {}; {}", &[V::Word, V::Word, V::Casing]),
            T::Listed => ("it is listed: {}", &[V::List]),
            T::ListedAll => ("all that it is listed as: {}", &[V::Lists]),
            T::ListedBefore => ("the word before is listed: {}", &[V::Lists]),
            T::ListedAfter => ("the word after is listed: {}", &[V::Lists]),
            T::ListedAndLook => ("it is listed: {}; and {}", &[V::Lists, V::Look]),
            T::Clue => ("elsewhere it is {}{}", &[V::Clue, V::Alone]),
            T::ClueAll => ("all that it is elsewhere: {}{}", &[V::Clues, V::Alone]),
            T::ClueAndLook => ("elsewhere it is {}; here {}", &[V::Clues, V::Look]),
            T::Fine => ("it is of the class {}", &[V::Class]),
            T::Coarse => ("it is of the wide class {}", &[V::Count]),
            T::FineAndLook => ("it is of the class {}, {}", &[V::Class, V::Look]),
            T::FineBefore => ("the word before is of the class {}", &[V::Class]),
            T::FineAfter => ("the word after is of the class {}", &[V::Class]),
            T::CoarseTwoBefore => ("the word two before is of the wide class {}", &[V::Count]),
            T::CoarseTwoAfter => ("the word two after is of the wide class {}", &[V::Count]),
            T::CoarseAndBefore => ("it is of the wide class {} and the word before of {}", &[V::Count, V::Count]),
            T::CoarseAndAfter => ("it is of the wide class {} and the word after of {}", &[V::Count, V::Count]),
            T::CoarseAround => ("the word before is of the wide class {}, this {}, the word after of {}", &[V::Count, V::Look, V::Count]),
            T::FineRunFirst => ("its run begins with a word of the class {}, {} before it", &[V::Class, V::Count]),
            T::FineRunLast => ("its run ends with a word of the class {}, {} after it", &[V::Class, V::Count]),
            T::FineRunBefore => ("a word of the class {} stands before its run, {} words into which it is", &[V::Class, V::Count]),
            T::FineRunAfter => ("a word of the class {} stands after its run, {} words before whose end it is", &[V::Class, V::Count]),
            T::CoarseRunAround => ("its run stands between words of the wide classes {} and {}", &[V::Count, V::Count]),
        }
    }
}

/// Gives the features of the sentence's words, one word after another.
pub(super) struct Extractor<'a> {
    sentence: &'a Sentence,
    evidence: &'a Evidence,
}

impl<'a> Extractor<'a> {
    pub(super) fn new(sentence: &'a Sentence, evidence: &'a Evidence) -> Self {
        Extractor { sentence, evidence }
    }

    /// Gives each feature of the word at `at` to `sink`. A feature may come twice.
    #[inline]
    pub(super) fn each(&self, at: usize, mut sink: impl FnMut(Feature)) {
        let full = self.sentence.looks_like_name(at);
        let clues = if full { u32::from(self.evidence.elsewhere(self.sentence, at)) } else { 0 };
        let look = self.look(at, clues);
        self.identity(at, look, full, &mut sink);
        self.words_around(at, look, full, &mut sink);
        self.listed(at, look, full, &mut sink);
        if full {
            self.neighbours(at, &mut sink);
            self.clues(at, look, clues, &mut sink);
            let classes = !self.sentence.classes.is_empty();
            // Where every word looks like a name, a run says nothing.
            let runs = self.sentence.casing != Casing::Upper;
            if runs {
                self.run(at, &mut sink);
            }
            if classes {
                self.classes(at, look, &mut sink);
            }
            if classes && runs {
                self.run_classes(at, &mut sink);
            }
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
    fn identity(&self, at: usize, look: u32, full: bool, sink: &mut impl FnMut(Feature)) {
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

    fn words_around(&self, at: usize, look: u32, full: bool, sink: &mut impl FnMut(Feature)) {
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

    fn neighbours(&self, at: usize, sink: &mut impl FnMut(Feature)) {
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

    fn run(&self, at: usize, sink: &mut impl FnMut(Feature)) {
        use Template as T;
        let casing = self.sentence.casing as u32;
        let (start, end) = self.sentence.runs[at];
        let (first, last) = (self.hash(start, 0), self.hash(end - 1, 0));
        let (before, after) = (self.hash(start, -1), self.hash(end, 0));
        let place = 4 * few(at - start) + few(end - 1 - at);
        sink(two(T::RunPlace, place, casing));
        sink(three(T::RunBefore, before, few(at - start), casing));
        sink(three(T::RunAfter, after, few(end - 1 - at), casing));
        sink(two(T::RunFirst, first, casing));
        sink(two(T::RunLast, last, casing));
        sink(three(T::RunFirstAndBefore, first, before, casing));
        sink(three(T::RunAround, before, after, casing));
    }

    fn listed(&self, at: usize, look: u32, full: bool, sink: &mut impl FnMut(Feature)) {
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

    fn clues(&self, at: usize, look: u32, clues: u32, sink: &mut impl FnMut(Feature)) {
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

    /// What the words here, around and at the ends of the run are like.
    fn classes(&self, at: usize, look: u32, sink: &mut impl FnMut(Feature)) {
        use Template as T;
        let here = self.class(at, 0);
        let (before, after) = (self.class(at, -1), self.class(at, 1));
        sink(one(T::Fine, here.fine()));
        sink(one(T::Coarse, here.coarse()));
        sink(two(T::FineAndLook, here.fine(), look));
        sink(one(T::FineBefore, before.fine()));
        sink(one(T::FineAfter, after.fine()));
        sink(one(T::CoarseTwoBefore, self.class(at, -2).coarse()));
        sink(one(T::CoarseTwoAfter, self.class(at, 2).coarse()));
        sink(two(T::CoarseAndBefore, here.coarse(), before.coarse()));
        sink(two(T::CoarseAndAfter, here.coarse(), after.coarse()));
        sink(three(T::CoarseAround, before.coarse(), look, after.coarse()));
    }

    fn run_classes(&self, at: usize, sink: &mut impl FnMut(Feature)) {
        use Template as T;
        let (start, end) = self.sentence.runs[at];
        let (before, after) = (self.class(start, -1), self.class(end, 0));
        let (from_start, to_end) = (few(at - start), few(end - 1 - at));
        sink(two(T::FineRunFirst, self.class(start, 0).fine(), from_start));
        sink(two(T::FineRunLast, self.class(end - 1, 0).fine(), to_end));
        sink(two(T::FineRunBefore, before.fine(), from_start));
        sink(two(T::FineRunAfter, after.fine(), to_end));
        sink(two(T::CoarseRunAround, before.coarse(), after.coarse()));
    }

    fn class(&self, at: usize, distance: isize) -> Classes {
        let at = at.checked_add_signed(distance);
        at.and_then(|at| self.sentence.classes.get(at)).copied().unwrap_or(Classes::NOTHING)
    }
}

/// A count, up to three.
fn few(count: usize) -> u32 {
    [0, 1, 2, 3][count.min(3)]
}

/// A template and the values that fill it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Feature {
    pub(super) template: Template,
    values: [u32; 3],
    count: usize,
}

impl Feature {
    /// What the model knows the feature by.
    #[inline]
    pub(super) fn hash(self) -> u32 {
        finish(self.values().iter().fold(self.template as u32 + 1, |hash, &value| add(hash, value)))
    }

    #[inline]
    pub(super) fn values(&self) -> &[u32] {
        &self.values[..self.count]
    }
}

#[inline]
fn one(template: Template, value: u32) -> Feature {
    Feature { template, values: [value, 0, 0], count: 1 }
}

#[inline]
fn two(template: Template, first: u32, second: u32) -> Feature {
    Feature { template, values: [first, second, 0], count: 2 }
}

#[inline]
fn three(template: Template, first: u32, second: u32, third: u32) -> Feature {
    Feature { template, values: [first, second, third], count: 3 }
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
