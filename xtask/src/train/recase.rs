//! Headlines made from sentences: the corpora have few, and news has one on every page.
//!
//! Some documents are used twice, the second time with one sentence in four set in capitals or as a headline. Only those
//! sentences are learnt from then; the others bear the evidence that a heading's words need.

use super::conll::Sentence;

/// One document in so many is used twice.
const DOCUMENTS: usize = 3;

/// One sentence in so many of such a document is changed.
const SENTENCES: usize = 4;

/// Whether a document is used a second time.
pub(super) fn chosen(number: usize) -> bool {
    number.is_multiple_of(DOCUMENTS)
}

/// The document with some sentences changed, and which.
pub(super) fn document(source: &[Sentence], number: usize) -> (Vec<Sentence>, Vec<bool>) {
    let turn = number / DOCUMENTS;
    let changed: Vec<bool> = (0..source.len()).map(|at| (at + turn).is_multiple_of(SENTENCES)).collect();
    let recase = |(sentence, &changed): (&Sentence, &bool)| match (changed, turn % 2) {
        (false, _) => sentence.clone(),
        (true, 0) => headline(sentence, str::to_uppercase),
        (true, _) => headline(sentence, capitalise),
    };
    (source.iter().zip(&changed).map(recase).collect(), changed)
}

fn headline(sentence: &Sentence, word: impl Fn(&str) -> String) -> Sentence {
    let mut sentence = sentence.clone();
    sentence.tokens.iter_mut().for_each(|token| *token = word(token));
    let last = sentence.tokens.len() - 1;
    if last > 0 && sentence.tokens[last] == "." && sentence.names.iter().all(|name| name.end <= last) {
        sentence.tokens.pop();
    }
    sentence
}

/// Words that a headline leaves small.
const SMALL: [&str; 24] = [
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "but", "as", "is", "'s",
    "n't", "into", "over", "than", "that", "its",
];

fn capitalise(token: &str) -> String {
    let mut letters = token.chars();
    match letters.next() {
        Some(first) if !SMALL.contains(&token) => first.to_uppercase().chain(letters).collect(),
        _ => token.to_owned(),
    }
}
