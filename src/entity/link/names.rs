//! The names of a knowledge file, in the order of their keys.

use super::key::fold_onto;
use crate::error::Error;
use crate::model::{Reader, corrupt};
use std::ops::Range;

/// The names, each as it is written and as it is looked up.
///
/// In the file: the number of names (four bytes), then for each, one byte of how many bytes it shares with the name
/// before it, then for each, one byte of how many follow, and then these bytes. Sorted names share much.
#[derive(Debug, Default)]
pub(super) struct Names {
    written: Strings,
    keys: Strings,
}

/// Strings one after another.
#[derive(Debug, Default)]
struct Strings {
    text: String,
    ends: Vec<usize>,
}

impl Strings {
    /// Makes room for that many strings of a usual length.
    fn reserve(&mut self, count: usize) {
        self.ends.reserve(count);
        self.text.reserve(12 * count);
    }

    fn push(&mut self, string: &str) {
        self.text.push_str(string);
        self.ends.push(self.text.len());
    }

    fn get(&self, at: usize) -> &str {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.text[start..self.ends[at]]
    }
}

impl Names {
    /// Reads the names.
    ///
    /// # Errors
    ///
    /// `ModelCorrupt` if the bytes run out, are no UTF-8, or the names are not in the order of their keys.
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let count = reader.u32()? as usize;
        let (shared, added) = (reader.bytes(count)?, reader.bytes(count)?);
        let mut names = Names::default();
        [&mut names.written, &mut names.keys].into_iter().for_each(|strings| strings.reserve(count));
        let mut name: Vec<u8> = Vec::new();
        for (&shared, &added) in shared.iter().zip(added) {
            if usize::from(shared) > name.len() {
                return Err(corrupt("a name shares more with the one before it than there is"));
            }
            name.truncate(shared.into());
            name.extend(reader.bytes(added.into())?);
            let written = std::str::from_utf8(&name).map_err(|_| corrupt("a name is no text"))?;
            names.written.push(written);
            fold_onto(written, &mut names.keys.text);
            names.keys.ends.push(names.keys.text.len());
        }
        if (1..count).any(|at| names.keys.get(at - 1) > names.keys.get(at)) {
            return Err(corrupt("the names are out of order"));
        }
        Ok(names)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.written.ends.len()
    }

    /// A name as it is written.
    pub(super) fn get(&self, at: usize) -> &str {
        self.written.get(at)
    }

    /// Which names have that key.
    pub(super) fn find(&self, key: &str) -> Range<usize> {
        let first = self.bound(|other| other < key);
        first..self.bound(|other| other <= key)
    }

    /// How many names come before all others: those whose keys are `low`.
    fn bound(&self, low: impl Fn(&str) -> bool) -> usize {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = from + (to - from) / 2;
            if low(self.keys.get(middle)) { from = middle + 1 } else { to = middle }
        }
        from
    }
}

/// The bytes of `names`, which are in the order of their keys.
#[cfg(feature = "write-model")]
pub(super) fn bytes_of(names: &[&str]) -> Vec<u8> {
    let byte = |count: usize| u8::try_from(count).expect("a name of at most 255 bytes");
    let mut bytes = Vec::from(u32::try_from(names.len()).expect("names can be counted").to_le_bytes());
    let (mut added, mut text) = (Vec::new(), Vec::<u8>::new());
    let mut before = "";
    for name in names {
        let shared = name.bytes().zip(before.bytes()).take_while(|(a, b)| a == b).count();
        bytes.push(byte(shared));
        added.push(byte(name.len() - shared));
        text.extend(&name.as_bytes()[shared..]);
        before = name;
    }
    bytes.extend(added);
    bytes.extend(text);
    bytes
}
