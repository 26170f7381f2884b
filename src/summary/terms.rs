//! Words as numbers: a term is the 64-bit hash of a word's folded stem.
//!
//! Two words that share a hash would count as one term. With 64 bits that does not happen by chance, and where someone
//! makes it happen the summary is a little worse and nothing else.

use crate::document::Document;
use crate::shape::Shapes;
use crate::sort;
use crate::span::ByteSpan;
use crate::text::{self, Token, TokenKind};

/// The FNV-1a offset basis and prime for 64 bits (Fowler, Noll and Vo; RFC 9923).
const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

/// How many letters of a word make its stem: enough to tell words apart, few enough that `protest`, `protests` and
/// `protesters` are one term. Needs no table and works for any language that inflects at the end of its words.
const STEM_LETTERS: usize = 6;

/// The term of `word`, whatever its case and ending.
pub(super) fn term(word: &str) -> u64 {
    if word.is_ascii() {
        let letters = word.bytes().filter(u8::is_ascii_alphanumeric).take(STEM_LETTERS);
        return letters.fold(FNV_BASIS, |hash, letter| mix(hash, letter.to_ascii_lowercase().into()));
    }
    word.chars()
        .filter(|c| c.is_alphanumeric())
        .take(STEM_LETTERS)
        .flat_map(char::to_lowercase)
        .fold(FNV_BASIS, |hash, c| mix(hash, u64::from(c)))
}

/// The sentence without the dateline that it may open with.
pub(super) fn without_dateline(document: &Document, sentence: ByteSpan) -> Option<ByteSpan> {
    let Some(dateline) = document.dateline else { return Some(sentence) };
    if !dateline.span.overlaps(sentence) {
        return Some(sentence);
    }
    ByteSpan::new(dateline.span.end.min(sentence.end), sentence.end).trim(&document.text)
}

/// One word or number of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) span: ByteSpan,
    /// As it is written in lower case.
    pub(super) folded: String,
    pub(super) term: u64,
    /// Whether it is a function word.
    pub(super) is_function: bool,
}

/// The words and numbers of `span` of `text`, in order, with what is asked of them again and again.
pub(super) fn read(text: &str, span: ByteSpan) -> Vec<Word> {
    read_tokens(text, &text::tokenize(text, span))
}

/// The words and numbers among `tokens` of `text`, likewise.
pub(super) fn read_tokens(text: &str, tokens: &[Token]) -> Vec<Word> {
    let read = |token: &Token| {
        let folded = token.span.of(text).to_lowercase();
        Word { span: token.span, term: term(&folded), is_function: is_stop_word(&folded), folded }
    };
    tokens.iter().filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number)).map(read).collect()
}

/// The distinct terms of words, ascending, function words left out.
pub(super) fn telling(words: &[Word]) -> Vec<u64> {
    let mut terms: Vec<u64> = words.iter().filter(|word| !word.is_function).map(|word| word.term).collect();
    sort::numbers(&mut terms);
    terms.dedup();
    terms
}

/// The hash of three words in a row.
pub(super) fn trigram(words: [u64; 3]) -> u64 {
    words.into_iter().fold(FNV_BASIS, mix)
}

/// One step of FNV-1a, a whole number at a time, with the high bits folded back so that every input bit reaches them.
fn mix(hash: u64, value: u64) -> u64 {
    let product = (hash ^ value).wrapping_mul(FNV_PRIME);
    product ^ (product >> 29)
}

/// Numbers hashes from 0, in ascending order.
#[derive(Debug)]
pub(super) struct Numbering(Vec<u64>);

impl Numbering {
    /// Numbers the distinct values of `hashes`.
    pub(super) fn new(mut hashes: Vec<u64>) -> Self {
        sort::numbers(&mut hashes);
        hashes.dedup();
        Numbering(hashes)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The number of `hash`, if it was among those given.
    pub(super) fn find(&self, hash: u64) -> Option<usize> {
        self.0.binary_search(&hash).ok()
    }

    /// The number of `hash`.
    ///
    /// # Panics
    ///
    /// If it was not among those given.
    pub(super) fn number(&self, hash: u64) -> usize {
        self.0.binary_search(&hash).expect("a hash that was numbered")
    }
}

/// Small words that stand within the names of persons, sorted.
const PARTICLES: &[&str] = &["al", "bin", "da", "de", "del", "den", "der", "di", "du", "el", "la", "le", "van", "von"];

/// Whether the word is one of those.
pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.binary_search(&word).is_ok()
}

/// Whether `word`, in lower case, is a function word of English: it says nothing of what a text is about. The clitics
/// (`'s`, `n’t`) are among them.
pub(super) fn is_stop_word(word: &str) -> bool {
    let bare = word.trim_start_matches(['\'', '’']);
    STOP_SHAPES.may_have(bare) && STOP_WORDS.binary_search(&bare).is_ok() || matches!(word, "n't" | "n’t")
}

static STOP_SHAPES: Shapes = Shapes::of(STOP_WORDS);

/// Sorted, for the search above.
#[rustfmt::skip]
const STOP_WORDS: &[&str] = &[
    "a", "about", "above", "according", "added", "after", "again", "against", "ago", "all", "almost", "along",
    "already", "also", "although", "always", "am", "among", "an", "and", "another", "any", "anything", "are",
    "around", "as", "asked", "at", "away", "back", "be", "became", "because", "been", "before", "began", "being",
    "between", "both", "but", "by", "called", "came", "can", "cannot", "come", "could", "d", "did", "do", "does",
    "doing", "done", "down", "during", "each", "earlier", "either", "else", "even", "ever", "every", "few", "first",
    "for", "former", "from", "further", "gave", "get", "getting", "go", "going", "got", "had", "has", "have",
    "having", "he", "her", "here", "hers", "herself", "him", "himself", "his", "how", "however", "i", "if", "in",
    "including", "into", "is", "it", "its", "itself", "just", "last", "later", "least", "less", "like", "ll", "m",
    "made", "make", "many", "may", "me", "might", "more", "most", "mr", "mrs", "ms", "much", "must", "my", "myself",
    "never", "new", "next", "no", "nor", "not", "now", "of", "off", "often", "on", "once", "one", "only", "or",
    "other", "others", "our", "ours", "out", "over", "own", "part", "per", "put", "quite", "rather", "re", "really",
    "s", "said", "same", "say", "saying", "says", "she", "should", "since", "so", "some", "still", "such", "t",
    "take", "than", "that", "the", "their", "theirs", "them", "themselves", "then", "there", "these", "they", "thing",
    "things", "this", "those", "though", "three", "through", "to", "told", "too", "took", "toward", "two", "under",
    "until", "up", "upon", "us", "ve", "very", "was", "way", "we", "well", "went", "were", "what", "when", "where",
    "whether", "which", "while", "who", "whom", "whose", "why", "will", "with", "within", "without", "would", "yet",
    "you", "your", "yours",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stop_words_are_sorted() {
        assert!(STOP_WORDS.is_sorted() && PARTICLES.is_sorted());
        assert!(is_stop_word("the") && is_stop_word("yours") && !is_stop_word("president"));
    }

    #[test]
    fn inflections_share_a_term() {
        assert_eq!(term("Protests"), term("protesters"));
        assert_eq!(term("U.S."), term("us"));
        assert_ne!(term("police"), term("policy"));
        assert_ne!(term("東京"), term("京東"));
    }
}
