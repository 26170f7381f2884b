//! Sets of hashed keys, small in the file and quick to look up.

use super::{Reader, corrupt};
use crate::error::Error;

/// The widest bucket number.
const MAX_BUCKET_BITS: u32 = 16;

/// The most spans, as a power of two: a bit each is 128 KiB.
const MAX_SPAN_COUNT_BITS: u32 = 20;

/// A set of keys of a fixed number of bits, each with a position in the set.
///
/// A key is split: its high bits choose a bucket, and the bucket lists the low bits of its keys in rising order. With
/// about as many buckets as keys a look-up reads a key or two, and the file holds little more than the low bits, which
/// is close to the least that a set of random numbers can take (Elias, "Efficient storage and retrieval by content and
/// address of static files", 1974).
///
/// In the file: the number of bucket bits (one byte), of bytes of the low part (one byte: 1 or 2), the number of keys
/// in each bucket (one byte each), then the low bytes of all keys and, if the low part has two bytes, the high ones.
#[derive(Debug, Clone)]
pub struct KeyTable {
    low_bits: u32,
    /// Where in `low` each bucket begins, and where the last one ends.
    starts: Vec<u32>,
    low: Vec<u16>,
    /// Which spans of neighbouring keys have any, a bit each: most look-ups are for keys that are not there, and end here.
    any: Vec<u64>,
    /// How many bits of a key tell it from others of its span.
    span_bits: u32,
}

impl Default for KeyTable {
    fn default() -> Self {
        KeyTable { low_bits: 8, starts: vec![0; 2], low: Vec::new(), any: vec![0], span_bits: 8 }
    }
}

impl KeyTable {
    /// Reads a table.
    ///
    /// # Errors
    ///
    /// `ModelCorrupt` if the bytes run out or no table could have these sizes.
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let bucket_bits = u32::from(reader.u8()?);
        let low_bytes = usize::from(reader.u8()?);
        if bucket_bits > MAX_BUCKET_BITS || !(1..=2).contains(&low_bytes) {
            return Err(corrupt("a table of the model has an impossible size"));
        }
        let counts = reader.bytes(1 << bucket_bits)?;
        let mut starts = Vec::with_capacity(counts.len() + 1);
        let mut total = 0;
        starts.push(total);
        for &count in counts {
            total += u32::from(count);
            starts.push(total);
        }
        let mut low: Vec<u16> = reader.bytes(total as usize)?.iter().map(|&byte| u16::from(byte)).collect();
        if low_bytes == 2 {
            let high = reader.bytes(low.len())?;
            low.iter_mut().zip(high).for_each(|(low, &high)| *low |= u16::from(high) << 8);
        }
        let mut table =
            KeyTable { low_bits: 8 * u32::from(low_bytes == 2) + 8, starts, low, any: Vec::new(), span_bits: 0 };
        table.note_spans();
        Ok(table)
    }

    /// The position of the key whose bits are the top bits of `hash`, if it is in the set.
    #[inline]
    pub fn position(&self, hash: u32) -> Option<usize> {
        let key = hash >> (32 - self.key_bits());
        let span = key >> self.span_bits;
        if self.any[span as usize / 64] >> (span % 64) & 1 == 0 {
            return None;
        }
        let bucket = (key >> self.low_bits) as usize;
        let low = key & ((1 << self.low_bits) - 1);
        let (start, end) = (self.starts[bucket] as usize, self.starts[bucket + 1] as usize);
        self.low[start..end].iter().position(|&other| u32::from(other) == low).map(|at| start + at)
    }

    /// Fills `any`: about eight spans for each key, and no more than a processor keeps at hand.
    fn note_spans(&mut self) {
        let wanted = (8 * self.low.len()).next_power_of_two().trailing_zeros().min(MAX_SPAN_COUNT_BITS);
        self.span_bits = self.key_bits().saturating_sub(wanted);
        self.any = vec![0; ((1usize << (self.key_bits() - self.span_bits)) / 64).max(1)];
        for bucket in 0..self.starts.len() - 1 {
            for &low in &self.low[self.starts[bucket] as usize..self.starts[bucket + 1] as usize] {
                let key = (bucket << self.low_bits) | usize::from(low);
                let span = key >> self.span_bits;
                self.any[span / 64] |= 1 << (span % 64);
            }
        }
    }

    /// How many bits of a hash make a key.
    #[inline]
    fn key_bits(&self) -> u32 {
        // The starts are one more than a power of two.
        (self.starts.len() - 1).trailing_zeros() + self.low_bits
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.low.len()
    }

    /// Whether there is no key.
    pub fn is_empty(&self) -> bool {
        self.low.is_empty()
    }
}

#[cfg(feature = "write-model")]
impl KeyTable {
    /// The bytes of a table of `keys`, each of `bucket_bits + 8 * low_bytes` bits at most.
    ///
    /// # Panics
    ///
    /// If the keys are not in rising order without repeats, no table can have these sizes, or more than 255 keys fall
    /// in one bucket.
    pub fn bytes_of(keys: &[u32], bucket_bits: u32, low_bytes: u32) -> Vec<u8> {
        assert!(keys.is_sorted_by(|a, b| a < b), "keys in rising order");
        assert!(bucket_bits <= MAX_BUCKET_BITS && (1..=2).contains(&low_bytes), "a table size that can be read");
        let mut counts = vec![0u8; 1 << bucket_bits];
        for key in keys {
            let count = &mut counts[(key >> (8 * low_bytes)) as usize];
            *count = count.checked_add(1).expect("at most 255 keys in a bucket");
        }
        let mut bytes = vec![bucket_bits.to_le_bytes()[0], low_bytes.to_le_bytes()[0]];
        bytes.extend(counts);
        for plane in 0..low_bytes as usize {
            bytes.extend(keys.iter().map(|key| key.to_le_bytes()[plane]));
        }
        bytes
    }
}

#[cfg(all(test, feature = "write-model"))]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_written_and_nothing_else() {
        for (bucket_bits, low_bytes) in [(4, 1), (4, 2), (10, 2)] {
            let bits = bucket_bits + 8 * low_bytes;
            let keys: Vec<u32> = (0..1 << bits).step_by(263).take(2000).collect();
            let bytes = KeyTable::bytes_of(&keys, bucket_bits, low_bytes);
            let mut reader = Reader::new(&bytes);
            let table = KeyTable::read(&mut reader).unwrap();
            reader.finish().unwrap();
            assert_eq!(table.len(), keys.len());
            for key in 0..=keys[keys.len() - 1] {
                assert_eq!(table.position(key << (32 - bits)), keys.binary_search(&key).ok(), "key {key}");
            }
        }
    }
}
