//! Key terms: the words and phrases that tell an article from others, each with every place where it stands.
//!
//! A word is the more telling in the more sentences it comes, the earlier it comes first, and when it is written with a
//! capital; function words, words of reporting and of the calendar do not count. The idea of weighing place, case and
//! spread without any other text is that of YAKE (Campos et al., Information Sciences 509, 2020). The words next to a
//! telling word belong to it when they come with it often, or are parts of the same name.

use super::{features, terms};
use crate::document::{BlockKind, Document};
use crate::sort;
use crate::span::ByteSpan;
use crate::text;
use std::collections::BTreeMap;

/// A telling word or phrase.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyTerm {
    /// The term as it is written where it stands in full for the first time.
    pub name: String,
    /// How telling it is, 0 to 1, in steps of a thousandth: 1 for the most telling.
    pub score: f32,
    /// Where it stands, in source order: in full, or its main word alone.
    pub spans: Vec<ByteSpan>,
}

/// One word of a sentence.
struct Word {
    span: ByteSpan,
    term: u64,
    /// Whether it may be a key term.
    telling: bool,
    /// Whether it may be part of one: an initial may, of a name.
    part: bool,
    /// Whether it has a capital that is not due to the sentence's beginning.
    named: bool,
    /// Whether it follows a word that nouns follow, or one that verbs follow.
    noun: bool,
    verb: bool,
}

/// A telling word: where it comes, as sentence and word.
#[derive(Default)]
struct Head {
    places: Vec<(usize, usize)>,
    sentences: usize,
    named: usize,
    nouns: usize,
    verbs: usize,
}

/// Words of a name and of another phrase at most. A longer run is no term.
const LONGEST_NAME: usize = 5;
const LONGEST: usize = 3;

/// Letters of the shortest telling word.
const FEWEST_LETTERS: usize = 3;

/// Words that are frequent in any news and tell nothing of one item, in lower case, sorted.
#[rustfmt::skip]
const DULL: &[&str] = &[
    "announced", "april", "august", "became", "better", "big", "called", "countries", "country", "day", "days",
    "december", "didn", "doesn", "don", "early", "eight", "end", "example", "february", "five", "four", "friday",
    "good", "half", "home", "isn", "january", "july", "june", "know", "late", "long", "lot", "march", "members",
    "monday", "month", "months", "morning", "night", "nine", "november", "number", "october", "officials", "old",
    "past", "people", "record", "reported", "reporters", "reports", "right", "saturday", "second", "september", "seven",
    "several", "six", "spokesman", "spokeswoman", "statement", "sunday", "ten", "think", "third", "thursday", "time",
    "times", "today", "tuesday", "used", "using", "want", "wasn", "wednesday", "week", "weeks", "work", "world", "year",
    "years", "yesterday",
];

/// English words before a noun, and before a verb, sorted.
#[rustfmt::skip]
const BEFORE_NOUNS: &[&str] = &[
    "a", "after", "an", "another", "any", "before", "by", "for", "from", "her", "his", "in", "into", "its", "my", "no",
    "of", "on", "our", "over", "some", "such", "the", "their", "these", "this", "those", "under", "with", "your",
];
#[rustfmt::skip]
const BEFORE_VERBS: &[&str] = &[
    "are", "be", "been", "being", "can", "could", "did", "do", "does", "had", "has", "have", "he", "is", "it", "may",
    "might", "must", "not", "she", "should", "t", "they", "to", "was", "we", "were", "who", "will", "would", "you",
];

/// The `count` most telling terms of a document, the most telling first. They are looked for in its title, paragraphs,
/// headings, lists and quotes, and not in credits, captions and page furniture.
pub fn key_terms(document: &Document, count: usize) -> Vec<KeyTerm> {
    let text = &document.text;
    let sentences = sentences(document);
    let heads = heads(&sentences);
    let mut order: Vec<(f32, u64)> =
        heads.iter().filter(|(_, head)| head.names_something()).map(|(&term, head)| (head.score(), term)).collect();
    sort::by(&mut order, |a, b| b.0.total_cmp(&a.0).then(heads[&a.1].places.cmp(&heads[&b.1].places)));
    let best = order.first().map_or(1.0, |(score, _)| *score);
    let mut used: Vec<u64> = Vec::new();
    let mut found = Vec::new();
    for (score, term) in order {
        if found.len() == count {
            break;
        }
        if used.contains(&term) {
            continue;
        }
        let (name, spans, within) = written(text, &sentences, &heads[&term], term);
        // What comes mostly as a part of this phrase is no term of its own.
        used.extend(
            within.into_iter().filter(|other| heads.get(other).is_none_or(|h| h.places.len() < 2 * spans.len())),
        );
        used.push(term);
        let score = libm::roundf(score / best * 1000.0) / 1000.0;
        found.push(KeyTerm { name, score, spans });
    }
    found
}

fn sentences(document: &Document) -> Vec<Vec<Word>> {
    use BlockKind::{Heading, ListItem, Paragraph, Quote};
    let text = &document.text;
    let said = document.blocks.iter().filter(|block| matches!(block.kind, Heading | ListItem | Paragraph | Quote));
    let read = |block: &crate::document::Block| {
        // In a heading a capital may be nothing but style.
        let cased = block.kind != Heading;
        text::sentences(text, block.span).into_iter().map(move |span| words(text, span, cased)).collect::<Vec<_>>()
    };
    said.flat_map(read).collect()
}

fn words(text: &str, span: ByteSpan, cased: bool) -> Vec<Word> {
    let spans = terms::words(text, span);
    let has_capital = |at: usize| spans.get(at).is_some_and(|span| span.of(text).starts_with(char::is_uppercase));
    let read = terms::read(text, span);
    let after = |i: usize, list: &[&str]| i > 0 && list.binary_search(&without_mark(&read[i - 1].folded)).is_ok();
    let word = |(i, word): (usize, &terms::Word)| {
        let letters = word.folded.chars().filter(|c| c.is_alphabetic()).count();
        let worded = letters > 0 && !word.folded.contains(|c: char| c.is_ascii_digit()) && !word.is_function;
        let telling = worded && letters >= FEWEST_LETTERS && DULL.binary_search(&word.folded.as_str()).is_err();
        // At the beginning a capital counts when the next word has one too: `Anna Lind said`.
        let named = cased && has_capital(i) && (i > 0 || has_capital(1));
        let (noun, verb) = (after(i, BEFORE_NOUNS), after(i, BEFORE_VERBS));
        Word { span: word.span, term: word.term, telling, part: telling || worded && named, named, noun, verb }
    };
    read.iter().enumerate().map(word).collect()
}

/// A word without the apostrophe that it begins with.
fn without_mark(word: &str) -> &str {
    word.trim_start_matches(['\'', '’'])
}

fn heads(sentences: &[Vec<Word>]) -> BTreeMap<u64, Head> {
    let mut heads: BTreeMap<u64, Head> = BTreeMap::new();
    for (at, sentence) in sentences.iter().enumerate() {
        for (i, word) in sentence.iter().enumerate().filter(|(_, word)| word.telling) {
            let head = heads.entry(word.term).or_default();
            head.sentences += usize::from(head.places.last().is_none_or(|&(last, _)| last != at));
            head.named += usize::from(word.named);
            head.nouns += usize::from(word.noun);
            head.verbs += usize::from(word.verb);
            head.places.push((at, i));
        }
    }
    heads
}

impl Head {
    /// Whether it is used as a name or a noun, and not more often as a verb.
    fn names_something(&self) -> bool {
        let used = self.named + self.nouns;
        used > 0 && used >= self.verbs
    }

    fn score(&self) -> f32 {
        let spread = features::number(self.sentences);
        let first = features::number(self.places.first().map_or(0, |&(sentence, _)| sentence));
        let named = features::number(self.named) / features::number(self.places.len().max(1));
        spread * (0.5 + 3.0 / (3.0 + first)) * (1.0 + 0.7 * named)
    }
}

/// A run of words of one sentence: which, from which word, up to which.
#[derive(Debug, Clone, Copy)]
struct Phrase {
    sentence: usize,
    from: usize,
    to: usize,
}

impl Phrase {
    /// The run around a telling word of telling words that are written with it: names with names, others with others.
    fn around(text: &str, sentences: &[Vec<Word>], (sentence, word): (usize, usize)) -> Phrase {
        let words = &sentences[sentence];
        let joined = |left: usize| {
            let (one, other) = (&words[left], &words[left + 1]);
            one.part && other.part && one.named == other.named && is_join(&text[one.span.end..other.span.start])
        };
        let (mut from, mut to) = (word, word + 1);
        let longest = if words[word].named { LONGEST_NAME } else { LONGEST };
        while from > 0 && to - from <= longest && joined(from - 1) {
            from -= 1;
        }
        while to < words.len() && to - from <= longest && joined(to - 1) {
            to += 1;
        }
        if to - from > longest { Phrase { sentence, from: word, to: word + 1 } } else { Phrase { sentence, from, to } }
    }

    fn words(self, sentences: &[Vec<Word>]) -> &[Word] {
        &sentences[self.sentence][self.from..self.to]
    }

    fn terms(self, sentences: &[Vec<Word>]) -> Vec<u64> {
        self.words(sentences).iter().map(|word| word.term).collect()
    }

    fn span(self, sentences: &[Vec<Word>]) -> ByteSpan {
        let words = self.words(sentences);
        ByteSpan::new(words[0].span.start, words[words.len() - 1].span.end)
    }
}

/// Whether two words with this between them are written together.
fn is_join(between: &str) -> bool {
    matches!(between, " " | "-" | "\u{a0}") || between.trim().is_empty() && between.len() == 1
}

/// The name, the places and the terms of the phrase that a telling word stands in, or of the word alone.
fn written(text: &str, sentences: &[Vec<Word>], head: &Head, term: u64) -> (String, Vec<ByteSpan>, Vec<u64>) {
    let phrases: Vec<Phrase> = head.places.iter().map(|&place| Phrase::around(text, sentences, place)).collect();
    let full = usual(sentences, &phrases, term).unwrap_or_else(|| vec![term]);
    let place = |(phrase, &(sentence, word)): (&Phrase, &(usize, usize))| match phrase.terms(sentences) == full {
        true => (true, phrase.span(sentences)),
        false => (full.len() == 1, sentences[sentence][word].span),
    };
    let places: Vec<(bool, ByteSpan)> = phrases.iter().zip(&head.places).map(place).collect();
    let first = places.iter().find(|(in_full, _)| *in_full).or(places.first());
    let name = text::spaced(first.map_or("", |(_, span)| span.of(text)));
    let mut spans: Vec<ByteSpan> = Vec::with_capacity(places.len());
    // A phrase with the word in it twice is one place.
    for (_, span) in places {
        if spans.last().is_none_or(|last| last.end <= span.start) {
            spans.push(span);
        }
    }
    (name, spans, full)
}

/// The terms of the phrase of several words that comes most often, if it makes up half of all places, or is a name of
/// which the word is the last: a surname stands for the whole.
fn usual(sentences: &[Vec<Word>], phrases: &[Phrase], term: u64) -> Option<Vec<u64>> {
    let mut counts: BTreeMap<Vec<u64>, (usize, bool)> = BTreeMap::new();
    for phrase in phrases.iter().filter(|phrase| phrase.to - phrase.from > 1) {
        let words = phrase.words(sentences);
        let surname = words.iter().all(|word| word.named) && words.last().is_some_and(|last| last.term == term);
        let entry = counts.entry(phrase.terms(sentences)).or_default();
        (entry.0, entry.1) = (entry.0 + 1, entry.1 || surname);
    }
    let usual =
        |(_, (count, surname)): &(&Vec<u64>, &(usize, bool))| *surname || *count > 1 && 2 * count >= phrases.len();
    let best = counts.iter().filter(usual).max_by_key(|(terms, (count, _))| (*count, terms.len()))?;
    Some(best.0.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::plain;

    fn names(text: &str) -> Vec<String> {
        let document = plain::parse(text);
        key_terms(&document, 10).into_iter().map(|term| term.name).collect()
    }

    #[test]
    fn names_and_phrases_are_whole() {
        let text = "Court\n\nThe minister Anna Lind opened the supreme court in Lund on Monday. Lind said the supreme court was \
            needed. Judges of the supreme court thanked Lind. On Friday the supreme court will hear its first case.";
        let names = names(text);
        assert!(names.contains(&"Anna Lind".to_owned()) && names.contains(&"supreme court".to_owned()), "{names:?}");
        assert!(!names.iter().any(|name| name == "court" || name == "Monday" || name == "said"), "{names:?}");
    }

    #[test]
    fn every_place_is_given() {
        let document =
            plain::parse("Court\n\nThe minister Anna Lind opened the court on Monday. The judges thanked Lind.");
        let terms = key_terms(&document, 10);
        let lind = terms.iter().find(|term| term.name == "Anna Lind").unwrap();
        let places: Vec<&str> = lind.spans.iter().map(|span| span.of(&document.text)).collect();
        assert_eq!(places, ["Anna Lind", "Lind"]);
    }

    #[test]
    fn the_list_is_sorted() {
        assert!([DULL, BEFORE_NOUNS, BEFORE_VERBS].iter().all(|list| list.is_sorted()));
        assert!(names("").is_empty());
    }
}
