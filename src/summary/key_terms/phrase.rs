//! The nouns of an article, and its phrases of several words.

use super::word::Word;
use super::{Candidate, FAINT, PHRASE, Run, together};
use crate::sort;

/// Words of the longest phrase.
const LONGEST: usize = 3;

/// Nouns that tell little by themselves, in the singular and in lower case, sorted.
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "action", "area", "author", "boy", "chance", "change", "child", "children", "city", "community", "company",
    "daughter", "deal", "decade", "decision", "effort", "family", "father", "firm", "friend", "game", "girl", "goal",
    "government", "house", "idea", "increase", "investigator", "issue", "job", "law", "leader", "level", "life",
    "live", "luck", "man", "match", "men", "moment", "money", "mother", "name", "nation", "note", "office", "parent",
    "party", "plan", "player", "police", "position", "power", "president", "problem", "program", "question", "report",
    "result", "school", "season", "service", "show", "side", "situation", "son", "source", "staff", "start", "state",
    "story", "study", "support", "system", "team", "town", "victory", "visit", "war", "win", "woman", "women", "word",
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

const ARTICLES: &[&str] = &["a", "an", "the"];

/// What follows a verb and hardly a noun, sorted.
const OBJECTS: &[&str] = &["a", "an", "her", "him", "his", "its", "the", "their", "them"];

/// How a word of its own is used.
#[derive(Default)]
struct Uses {
    places: Vec<Run>,
    /// How often it ends a phrase, follows a word that nouns follow, or one that verbs follow.
    heads: usize,
    nouns: usize,
    verbs: usize,
}

impl Uses {
    /// Whether it is a noun, and not more often a verb or said of another noun.
    fn is_noun(&self) -> bool {
        self.nouns > 0 && self.nouns >= self.verbs && 2 * self.heads >= self.places.len()
    }
}

/// The nouns, and the phrases that end with one and come more than once.
pub(super) fn phrases(sentences: &[Vec<Word>]) -> Vec<Candidate<'_>> {
    let nouns = nouns(sentences);
    let mut runs = Vec::new();
    for (sentence, words) in sentences.iter().enumerate() {
        for head in (1..words.len())
            .filter(|&i| is_head(words, i) && nouns.binary_search_by(|(noun, _)| (*noun).cmp(words[i].key())).is_ok())
        {
            let begins = |from: &usize| words[*from].telling && words[*from + 1].joined && !is_adverb(&words[*from]);
            for from in (0..head).rev().take(LONGEST - 1).take_while(begins) {
                // A name is not cut.
                if !(words[from].named && words[from].joined && from > 0 && words[from - 1].named) {
                    runs.push(Run { sentence, from, to: head + 1 });
                }
            }
        }
    }
    let single = nouns.into_iter().map(|(key, uses)| {
        let weight = if COMMON.binary_search(&key).is_ok() { FAINT } else { 1.0 };
        candidate(vec![key], uses.places, weight)
    });
    let found = together(runs, sentences).into_iter();
    let several = found.filter(|(_, runs)| runs.len() > 1).map(|(keys, runs)| candidate(keys, runs, PHRASE));
    single.chain(several).collect()
}

fn candidate(keys: Vec<&str>, runs: Vec<Run>, weight: f32) -> Candidate<'_> {
    Candidate { keys, places: runs.into_iter().map(|run| (run, true)).collect(), weight }
}

/// The words in small letters that are used as nouns, in order.
fn nouns(sentences: &[Vec<Word>]) -> Vec<(&str, Uses)> {
    let may_be = |word: &Word| word.telling && !word.named;
    let keys: Vec<&str> = sentences.iter().flatten().filter(|word| may_be(word)).map(Word::key).collect();
    let (numbers, count) = sort::rank(&keys);
    let mut all: Vec<(&str, Uses)> = (0..count).map(|_| ("", Uses::default())).collect();
    let mut numbers = keys.into_iter().zip(numbers);
    for (sentence, words) in sentences.iter().enumerate() {
        for (i, word) in words.iter().enumerate().filter(|(_, word)| may_be(word)) {
            let Some((key, number)) = numbers.next() else { return all };
            let (known, uses) = &mut all[number];
            *known = key;
            uses.places.push(Run { sentence, from: i, to: i + 1 });
            let before =
                |list: &[&str], at: usize| at > 0 && list.binary_search(&words[at - 1].folded.as_str()).is_ok();
            let head = is_head(words, i);
            uses.heads += usize::from(head);
            let from = if head { phrase_start(words, i) } else { i };
            // `Russian troops` and `Lind waits` look alike: what follows a name has to be shown to be a noun. An object
            // follows verbs alone.
            let joined = |at: usize| words.get(at).is_some_and(|word| word.joined);
            let object = joined(i + 1) && OBJECTS.binary_search(&words[i + 1].folded.as_str()).is_ok();
            let verb = before(BEFORE_VERBS, i) || object || i > 0 && word.joined && words[i - 1].named;
            let gerund = word.folded.ends_with("ing");
            let noun = if gerund { before(ARTICLES, i) } else { before(BEFORE_NOUNS, if verb { i } else { from }) };
            uses.nouns += usize::from(noun);
            uses.verbs += usize::from(verb);
        }
    }
    all.retain(|(_, uses)| uses.is_noun());
    all
}

/// Where the phrase begins that ends with the word: words of the same kind, joined.
fn phrase_start(words: &[Word], head: usize) -> usize {
    let mut from = head;
    while from > 0 && head - from < LONGEST && words[from].joined && words[from - 1].part && !words[from - 1].named {
        from -= 1;
    }
    from
}

/// Whether a word in small letters ends a phrase: what follows is no part of one, or a verb.
fn is_head(words: &[Word], at: usize) -> bool {
    let ends = |next: &Word| !next.joined || !next.part || next.is_verbal();
    let word = &words[at];
    word.telling
        && !word.named
        && !word.folded.ends_with("ed")
        && !is_adverb(word)
        && words.get(at + 1).is_none_or(ends)
}

fn is_adverb(word: &Word) -> bool {
    !word.named && word.folded.ends_with("ly")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!([COMMON, BEFORE_NOUNS, BEFORE_VERBS, ARTICLES, OBJECTS].iter().all(|list| list.is_sorted()));
    }
}
