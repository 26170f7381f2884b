//! Key terms: the words and phrases that tell an article from others, each with every place where it stands.
//!
//! A term is the more telling in the more sentences it comes, the earlier it comes first, and when it is a name; function
//! words, words of reporting and of the calendar do not count. The idea of weighing place, case and spread without any
//! other text is that of YAKE (Campos et al., Information Sciences 509, 2020).
//!
//! 1. `word`: the words, and which of them are parts of names.
//! 2. `name`: the names, each with its shorter forms.
//! 3. `phrase`: nouns, and the phrases of several words that come more than once.
//!
//! Of terms that share words only the most telling is given.

mod name;
mod phrase;
mod word;

use super::features;
use crate::document::Document;
use crate::sort;
use crate::span::ByteSpan;
use crate::text;
use word::Word;

/// A telling word or phrase.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyTerm {
    /// The term as it is mostly written where it stands in full.
    pub name: String,
    /// How telling it is, 0 to 1, in steps of a thousandth: 1 for the most telling.
    pub score: f32,
    /// Where it stands, in source order: in full, or a name in a shorter form.
    pub spans: Vec<ByteSpan>,
}

/// A run of words of one sentence: which, from which word, up to which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Run {
    sentence: usize,
    from: usize,
    to: usize,
}

impl Run {
    fn words(self, sentences: &[Vec<Word>]) -> &[Word] {
        &sentences[self.sentence][self.from..self.to]
    }

    fn span(self, sentences: &[Vec<Word>]) -> ByteSpan {
        let words = self.words(sentences);
        ByteSpan::new(words[0].span.start, words[words.len() - 1].span.end)
    }

    fn keys(self, sentences: &[Vec<Word>]) -> Vec<&str> {
        self.words(sentences).iter().map(Word::key).collect()
    }
}

/// The runs of the same words together, in the order of those words.
fn together(runs: Vec<Run>, sentences: &[Vec<Word>]) -> Vec<(Vec<&str>, Vec<Run>)> {
    let keys: Vec<Vec<&str>> = runs.iter().map(|run| run.keys(sentences)).collect();
    let (numbers, count) = sort::rank(&keys);
    let mut found = vec![(Vec::new(), Vec::new()); count];
    for ((run, keys), number) in runs.into_iter().zip(keys).zip(numbers) {
        found[number].0 = keys;
        found[number].1.push(run);
    }
    found
}

/// What may become a key term.
#[derive(Debug)]
struct Candidate<'a> {
    /// The words of its full form.
    keys: Vec<&'a str>,
    /// Where it stands, in source order, and whether in full.
    places: Vec<(Run, bool)>,
    /// What one sentence with it counts.
    weight: f32,
}

/// What a name counts, and what a phrase of several words does, where a single word counts one.
const NAME: f32 = 1.7;
const PHRASE: f32 = 2.0;

/// What is left of that for names of agencies and stations, and for nouns that any news may hold.
const FAINT: f32 = 0.4;

/// The `count` most telling terms of a document, the most telling first. They are looked for in its title, paragraphs,
/// headings, lists and quotes, and not in credits, captions and page furniture. A text that is not English has none.
pub fn key_terms(document: &Document, count: usize) -> Vec<KeyTerm> {
    if !document.is_english() {
        return Vec::new();
    }
    let sentences = word::sentences(document);
    let mut candidates = name::names(&document.text, &sentences);
    candidates.extend(phrase::phrases(&sentences));
    let mut order: Vec<(f32, Candidate)> = candidates.into_iter().map(|c| (c.score(), c)).collect();
    sort::by(&mut order, |a, b| b.0.total_cmp(&a.0).then_with(|| a.1.places.cmp(&b.1.places)));
    let best = order.first().map_or(1.0, |(score, _)| *score);
    let mut chosen: Vec<Candidate> = Vec::new();
    let mut terms = Vec::new();
    for (score, candidate) in order {
        if terms.len() == count {
            break;
        }
        if !chosen.iter().any(|other| candidate.overlaps(other)) {
            let score = libm::roundf(score / best * 1000.0) / 1000.0;
            terms.push(KeyTerm { score, ..candidate.term(&document.text, &sentences) });
            chosen.push(candidate);
        }
    }
    terms
}

impl Candidate<'_> {
    fn score(&self) -> f32 {
        let mut sentences: Vec<usize> = self.places.iter().map(|(run, _)| run.sentence).collect();
        sentences.dedup();
        let first = features::number(sentences.first().copied().unwrap_or(0));
        features::number(sentences.len()) * (0.5 + 3.0 / (3.0 + first)) * self.weight
    }

    /// Whether one of the two is a part of the other.
    fn overlaps(&self, other: &Candidate<'_>) -> bool {
        let (short, long) = if self.keys.len() < other.keys.len() { (self, other) } else { (other, self) };
        short.keys.iter().all(|key| long.keys.contains(key))
    }

    /// The term, as it is most often written in full.
    fn term(&self, text: &str, sentences: &[Vec<Word>]) -> KeyTerm {
        let spans: Vec<ByteSpan> = self.places.iter().map(|(run, _)| run.span(sentences)).collect();
        let full = self.places.iter().filter(|(_, full)| *full).map(|(run, _)| run);
        let mut written: Vec<(usize, String)> = Vec::new();
        for run in full {
            let own = text::spaced(run.span(sentences).of(text));
            // A capital at the beginning is the sentence's, and capitals alone are a heading's or a dateline's.
            let plain = usize::from(run.from > 0 && own.contains(char::is_lowercase)) * 2 + 1;
            match written.iter_mut().find(|(_, other)| *other == own) {
                Some((count, _)) => *count += plain,
                None => written.push((plain, own)),
            }
        }
        let usual = written.into_iter().reduce(|a, b| if b.0 > a.0 { b } else { a });
        KeyTerm { name: usual.map_or_else(String::new, |(_, name)| name), score: 0.0, spans }
    }
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
    fn names_are_whole_and_without_titles() {
        let text = "Health\n\nThe harbour was closed by the Ministry of Health and Sir Karl Berg on Monday. Berg said the \
            Ministry of Health had asked President Anna Lind, the head of Hit & Run Tours. \
            “To Sell a Mountain” was sold by Lind: “To Sell a Mountain” cost her a house.";
        let names = names(text);
        for whole in ["Ministry of Health", "Karl Berg", "Anna Lind", "Hit & Run Tours", "Sell a Mountain"] {
            assert!(names.contains(&whole.to_owned()), "{whole}: {names:?}");
        }
        for part in ["Health", "Ministry", "Berg", "Mountain", "President", "Sir"] {
            assert!(!names.contains(&part.to_owned()), "{part}: {names:?}");
        }
    }

    #[test]
    fn a_name_keeps_the_words_that_tell_nothing_alone() {
        let text = "Football\n\nThe fans of Real Madrid saw the World Cup on Monday. A minister of the Home Office saw it too.";
        let names = names(text);
        for whole in ["Real Madrid", "World Cup", "Home Office"] {
            assert!(names.contains(&whole.to_owned()), "{whole}: {names:?}");
        }
    }

    #[test]
    fn a_place_and_its_people_are_one_term() {
        let text = "Border\n\nThe border of Ukraine was closed by Kazakh and Russian guards. On Monday the Ukrainian side \
            called Russia, and Kazakhstan answered.";
        let document = plain::parse(text);
        let terms = key_terms(&document, 10);
        for place in ["Ukraine", "Russia", "Kazakhstan"] {
            assert_eq!(terms.iter().find(|term| term.name == place).map(|term| term.spans.len()), Some(2), "{place}");
        }
    }

    #[test]
    fn verbs_adjectives_and_general_words_are_none() {
        let text = "Bridge\n\nThe mayor wants a new armoured bridge, quickly. On Friday the group said the armoured bridge \
            would cross a great river. The town requires an armoured bridge.";
        let names = names(text);
        assert_eq!(names.first().map(String::as_str), Some("armoured bridge"), "{names:?}");
        for dull in ["wants", "requires", "quickly", "great", "group", "Friday", "armoured", "bridge"] {
            assert!(!names.contains(&dull.to_owned()), "{dull}: {names:?}");
        }
    }

    #[test]
    fn nothing_has_no_terms() {
        assert!(names("").is_empty());
    }
}
