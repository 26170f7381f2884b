//! Classes of words: what a word is like, learnt from far more text than names were marked in.
//!
//! Each word of a fixed vocabulary is in one class of a coarse division, and in one of the finer classes that this one is
//! divided into. The classes are evidence for the features like any other; words that the vocabulary lacks are in none.

use super::word::Word;
use crate::error::Error;
use crate::model::{KeyTable, Reader};

/// The classes of a word, numbered from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Classes {
    /// In the coarse division.
    coarse: u8,
    /// In the division of that class.
    part: u8,
}

impl Classes {
    /// What stands beyond either end of a sentence.
    pub(super) const NOTHING: Classes = Classes { coarse: u8::MAX, part: u8::MAX };

    /// The class in the coarse division.
    pub(super) fn coarse(self) -> u32 {
        self.coarse.into()
    }

    /// The class in the fine division.
    pub(super) fn fine(self) -> u32 {
        u16::from_le_bytes([self.part, self.coarse]).into()
    }
}

/// The classes of every word of the vocabulary.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    keys: KeyTable,
    classes: Vec<Classes>,
}

impl Lexicon {
    /// Reads the classes: a [`KeyTable`] of words, then the coarse class of each in a byte, then its class within that.
    ///
    /// # Errors
    ///
    /// `ModelCorrupt` if the bytes end too early or too late.
    pub fn read(mut reader: Reader<'_>) -> Result<Self, Error> {
        let keys = KeyTable::read(&mut reader)?;
        let (coarse, parts) = (reader.bytes(keys.len())?, reader.bytes(keys.len())?);
        reader.finish()?;
        let classes = coarse.iter().zip(parts).map(|(&coarse, &part)| Classes { coarse, part }).collect();
        Ok(Lexicon { keys, classes })
    }

    /// Whether it has no word at all.
    pub(super) fn is_empty(&self) -> bool {
        self.classes.is_empty()
    }

    /// The classes of a word.
    pub(super) fn classes(&self, word: &Word) -> Classes {
        self.keys.position(key(word)).map_or(Classes::default(), |at| self.classes[at])
    }
}

fn key(word: &Word) -> u32 {
    // The low bits of the hash of letters are mixed better than the high ones, which choose the bucket.
    word.lower.wrapping_mul(0x9E37_79B1)
}

/// The key of a word of the vocabulary.
pub fn word_key(word: &str) -> u32 {
    key(&Word::new(word))
}
