//! Classes of words: words that a transformer's table gives like vectors are in one class.

use std::collections::{BTreeMap, BTreeSet};

use newsgloss::entity::lexicon::word_key;
use newsgloss::model::KeyTable;

use super::cluster;
use super::conll::Sentence;
use super::vectors::Vectors;

/// Keys have 16 + 8 bits, of the 32 of a hash.
const BUCKET_BITS: u32 = 16;
const LOW_BYTES: u32 = 1;

/// How many classes there are, and into how many each is divided again.
const COARSE: usize = 64;
const FINE: usize = 16;

/// A word of the corpora that the vocabulary lacks is given a class if it is seen so often.
const FEWEST: usize = 2;

/// The section of the model file: the classes of the vocabulary's words and of the corpora's.
pub(super) fn section(vectors: &Vectors, corpora: &[Vec<Sentence>]) -> Vec<u8> {
    let words = words(vectors, corpora);
    let (words, mut rows): (Vec<&str>, Vec<Vec<f32>>) =
        words.iter().filter_map(|word| Some((word.as_str(), vectors.of(word)?))).unzip();
    cluster::normalise(&mut rows);
    let rows: Vec<&[f32]> = rows.iter().map(Vec::as_slice).collect();
    let coarse = cluster::classes(&rows, COARSE);
    let fine = fine(&rows, &coarse);
    let byte = |class: usize| u8::try_from(class + 1).expect("fewer classes than a byte has values");
    let keys = words.iter().map(|word| word_key(word) >> (32 - BUCKET_BITS - 8 * LOW_BYTES));
    let classes: BTreeMap<u32, [u8; 2]> =
        keys.zip(coarse.iter().zip(&fine).map(|(&coarse, &fine)| [byte(coarse), byte(fine)])).collect();
    bytes(&classes)
}

/// The section without a word.
pub(super) fn empty() -> Vec<u8> {
    KeyTable::bytes_of(&[], 0, 1)
}

fn bytes(classes: &BTreeMap<u32, [u8; 2]>) -> Vec<u8> {
    let keys: Vec<u32> = classes.keys().copied().collect();
    let mut bytes = KeyTable::bytes_of(&keys, BUCKET_BITS, LOW_BYTES);
    for plane in 0..2 {
        bytes.extend(classes.values().map(|classes| classes[plane]));
    }
    bytes
}

fn words(vectors: &Vectors, corpora: &[Vec<Sentence>]) -> BTreeSet<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for token in corpora.iter().flatten().flat_map(|sentence| &sentence.tokens) {
        if token.chars().count() > 1 && token.chars().all(char::is_alphabetic) {
            *counts.entry(token.to_lowercase()).or_default() += 1;
        }
    }
    let often = counts.into_iter().filter(|(_, count)| *count >= FEWEST).map(|(word, _)| word);
    vectors.words().map(str::to_owned).chain(often).collect()
}

/// The class of each word within its coarse class.
fn fine(rows: &[&[f32]], coarse: &[usize]) -> Vec<usize> {
    let mut fine = vec![0; rows.len()];
    for class in 0..COARSE {
        let members: Vec<usize> = (0..rows.len()).filter(|&at| coarse[at] == class).collect();
        let vectors: Vec<&[f32]> = members.iter().map(|&at| rows[at]).collect();
        for (&at, class) in members.iter().zip(cluster::classes(&vectors, FINE)) {
            fine[at] = class;
        }
    }
    fine
}
