//! Lists of names: countries, cities, first names and the like, as evidence and never as a rule.
//!
//! The lists are kept as hashes: a phrase is looked up by a hash of its words in lower case, and nothing is parsed when
//! the model loads. Keys have 24 bits, so that one phrase in some five hundred is taken for a listed one by mistake,
//! which training has seen and allows for.

use super::word::Word;
use crate::error::Error;
use crate::model::{KeyTable, Reader};
use crate::text;

/// The most words that a listed phrase may have.
pub const MAX_PHRASE: usize = 6;

/// What a list is of. A phrase may be on several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum List {
    /// Countries, territories and regions of the world, with their other names.
    Country,
    /// Words for people of a country, as nouns or adjectives.
    Demonym,
    /// Cities of a hundred thousand people and more, capitals of any size.
    City,
    /// Smaller places, and the provinces and states of countries.
    Place,
    /// Given names.
    GivenName,
    /// Full names of people.
    Person,
    /// Surnames, alone.
    Surname,
    /// Organisations.
    Organisation,
}

impl List {
    /// Every list, in the order of the enum.
    pub const ALL: [List; 8] = [
        List::Country,
        List::Demonym,
        List::City,
        List::Place,
        List::GivenName,
        List::Person,
        List::Surname,
        List::Organisation,
    ];

    /// What it is a list of.
    #[cfg(feature = "explain")]
    pub(super) const fn reads(self) -> &'static str {
        match self {
            List::Country => "countries and regions",
            List::Demonym => "words for people of a country",
            List::City => "cities",
            List::Place => "smaller places",
            List::GivenName => "given names",
            List::Person => "people",
            List::Surname => "surnames",
            List::Organisation => "organisations",
        }
    }

    /// The list as one bit of a set of lists.
    pub const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// Hash of a phrase so far: start from this, [`extend`] by the hash of each word.
const PHRASE_START: u32 = 0x9E37_79B9;

/// The hash of a phrase one word longer.
fn extend(phrase: u32, word: u32) -> u32 {
    let mixed = (phrase.rotate_left(5) ^ word).wrapping_mul(0x85EB_CA6B);
    mixed ^ (mixed >> 15)
}

/// The key of a phrase: a hash of its tokens in lower case, the same for any case and any make of quote mark. `None`
/// if it has no token, or too many to be looked up.
pub fn phrase_key(phrase: &str) -> Option<u32> {
    let tokens = text::tokenize(phrase, (0..phrase.len()).into());
    let fits = (1..=MAX_PHRASE).contains(&tokens.len());
    fits.then(|| tokens.iter().fold(PHRASE_START, |key, token| extend(key, Word::new(token.span.of(phrase)).lower)))
}

/// Where a token stands in the listed phrases that cover it, as sets of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Cover {
    /// The token alone is listed.
    pub(super) alone: u8,
    /// It is the first of a longer phrase.
    pub(super) first: u8,
    /// It is neither the first nor the last of a longer phrase.
    pub(super) middle: u8,
    /// It is the last of a longer phrase.
    pub(super) last: u8,
}

impl Cover {
    /// All four sets as one number, 0 if no listed phrase covers the token.
    pub(super) fn bits(self) -> u32 {
        u32::from_le_bytes([self.alone, self.first, self.middle, self.last])
    }
}

/// The lists of a model.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    keys: KeyTable,
    lists: Vec<u8>,
}

impl Gazetteer {
    /// Reads the lists: a [`KeyTable`] of phrase keys, then for each key the set of lists that it is on, in a byte.
    ///
    /// # Errors
    ///
    /// `ModelCorrupt` if the bytes end too early or too late.
    pub fn read(mut reader: Reader<'_>) -> Result<Self, Error> {
        let keys = KeyTable::read(&mut reader)?;
        let lists = reader.bytes(keys.len())?.to_vec();
        reader.finish()?;
        Ok(Gazetteer { keys, lists })
    }

    fn lists_of(&self, phrase: u32) -> u8 {
        self.keys.position(phrase).map_or(0, |at| self.lists[at])
    }

    /// Fills `cover` with what covers each of the words: phrases of so many words at most, sought where one of the flags
    /// allows one to begin.
    pub(super) fn cover(&self, words: &[Word], begins: &[bool], longest: usize, cover: &mut Vec<Cover>) {
        cover.clear();
        cover.resize(words.len(), Cover::default());
        for start in (0..words.len()).filter(|&at| begins[at]) {
            let mut phrase = PHRASE_START;
            for (length, word) in words[start..].iter().take(longest).enumerate() {
                phrase = extend(phrase, word.lower);
                let lists = self.lists_of(phrase);
                if lists != 0 {
                    mark(&mut cover[start..=start + length], lists);
                }
            }
        }
    }
}

/// Notes that a phrase on `lists` covers exactly these words.
fn mark(cover: &mut [Cover], lists: u8) {
    match cover {
        [only] => only.alone |= lists,
        [first, middle @ .., last] => {
            first.first |= lists;
            middle.iter_mut().for_each(|word| word.middle |= lists);
            last.last |= lists;
        }
        [] => {}
    }
}
