//! The names of an article, each with the shorter forms that stand for it.

use super::word::Word;
use super::{Candidate, FAINT, NAME, Run, together};
use crate::sort;
use crate::summary::terms::is_particle;
use std::cmp::Reverse;

/// Words of the longest name.
const LONGEST: usize = 7;

/// English words before a name that are none of it, in lower case, sorted.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "actor", "actress", "ambassador", "attorney", "author", "bishop", "captain", "ceo", "chairman", "chairwoman",
    "chancellor", "chief", "coach", "col", "commissioner", "congressman", "congresswoman", "defence", "defender",
    "defense", "deputy", "detective", "director", "doctor", "dr", "executive", "foreign", "former", "gen", "general",
    "gov", "governor", "interior", "judge", "justice", "king", "lawyer", "leader", "lieutenant", "lord", "lt",
    "manager", "mayor", "mep", "midfielder", "minister", "mp", "mr", "mrs", "ms", "officer", "official", "pope",
    "premier", "president", "prime", "prof", "professor", "queen", "rep", "representative", "rev", "secretary", "sen",
    "senator", "sergeant", "sgt", "sheriff", "singer", "sir", "speaker", "spokesman", "spokeswoman", "striker",
    "vice",
];

/// Agencies, stations and sites that reports quote, in lower case, sorted.
#[rustfmt::skip]
const SOURCES: &[&str] = &[
    "afp", "ap", "associated", "bbc", "cnn", "facebook", "interfax", "itv", "mailonline", "press", "reuters", "sky",
    "twitter", "xinhua", "youtube",
];

/// The names, in the order of their words.
pub(super) fn names<'a>(text: &str, sentences: &'a [Vec<Word>]) -> Vec<Candidate<'a>> {
    let names = together(runs(text, sentences), sentences);
    let full = longer_forms(&names);
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut places: Vec<Vec<(Run, bool)>> = vec![Vec::new(); names.len()];
    for (at, (_, runs)) in names.iter().enumerate() {
        places[full[at]].extend(runs.iter().map(|run| (*run, full[at] == at)));
    }
    for ((keys, _), mut places) in names.into_iter().zip(places) {
        if !places.is_empty() {
            sort::by_key(&mut places, |place| *place);
            let weight = NAME * if keys.iter().all(|key| SOURCES.binary_search(key).is_ok()) { FAINT } else { 1.0 };
            candidates.push(Candidate { keys, places, weight });
        }
    }
    candidates
}

/// The names as they stand, with titles left out; several that `of` and the like join are one.
fn runs(text: &str, sentences: &[Vec<Word>]) -> Vec<Run> {
    let mut runs = Vec::new();
    let pairs = pairs(sentences);
    for (sentence, words) in sentences.iter().enumerate() {
        let mut from = 0;
        while from < words.len() {
            let end = direct_end(words, from);
            if end == from {
                from += 1;
                continue;
            }
            let start = without_title(words, from, end);
            let mut to = end;
            while let Some(next) = bridge(text, words, to, &pairs) {
                to = direct_end(words, next);
            }
            if to - start > LONGEST {
                to = end;
            }
            let titles_alone = words[start..to].iter().all(is_title);
            if !titles_alone && to - start <= LONGEST && words[start..to].iter().any(|word| word.telling) {
                runs.push(Run { sentence, from: start, to });
            }
            from = to;
        }
    }
    runs
}

/// Up to where the words of a name go on without a break; `from` itself if it is no name.
fn direct_end(words: &[Word], from: usize) -> usize {
    let goes_on = |i: usize| words[i].named && (i == from || words[i].joined);
    (from..words.len()).find(|&i| !goes_on(i)).unwrap_or(words.len())
}

fn is_title(word: &Word) -> bool {
    TITLES.binary_search(&word.folded.trim_end_matches('.')).is_ok()
}

/// Where the name begins after the last of its titles; at its own beginning if there is nothing after them.
fn without_title(words: &[Word], from: usize, end: usize) -> usize {
    let secretary_of = |i: usize| i > 1 && words[i].folded == "state" && words[i - 1].folded == "of";
    (from..end - 1).rev().find(|&i| is_title(&words[i]) || secretary_of(i)).map_or(from, |last| last + 1)
}

/// Each word of a name that is followed by a name after a function word or two, with the word behind these; and each with
/// nothing. In order, and as often as they come.
type Pairs<'a> = Vec<(&'a str, &'a str)>;

fn pairs(sentences: &[Vec<Word>]) -> Pairs<'_> {
    let mut pairs = Pairs::new();
    for words in sentences {
        for (i, word) in words.iter().enumerate().filter(|(_, word)| word.named) {
            let next = after_function_words(words, i + 1).map(|next| words[next].folded.as_str());
            pairs.extend([Some(""), next].into_iter().flatten().map(|next| (word.folded.as_str(), next)));
        }
    }
    sort::by_key(&mut pairs, |pair| *pair);
    pairs
}

/// How often a pair comes.
fn count(pairs: &Pairs<'_>, pair: (&str, &str)) -> usize {
    pairs.partition_point(|other| *other <= pair) - pairs.partition_point(|other| *other < pair)
}

/// The name that follows one function word or two at `at`.
fn after_function_words(words: &[Word], at: usize) -> Option<usize> {
    let next = (at..words.len()).find(|&i| !(words[i].function && words[i].joined))?;
    ((1..=2).contains(&(next - at)) && words[next].named && words[next].joined).then_some(next)
}

/// Where a name goes on that has a break at `at`: after `of` and `&`, after `von` and the like, and after other function
/// words if its two parts come again and never one without the other.
fn bridge(text: &str, words: &[Word], at: usize, pairs: &Pairs<'_>) -> Option<usize> {
    let (last, next) = (&words[at - 1], words.get(at)?);
    if next.named {
        return (text[last.span.end..next.span.start].trim() == "&").then_some(at);
    }
    let particle = |word: &Word| word.joined && is_particle(&word.folded);
    if particle(next) {
        let past = (at..words.len()).find(|&i| !particle(&words[i]))?;
        return (words[past].named && words[past].joined).then_some(past);
    }
    let past = after_function_words(words, at)?;
    let count = |right: &str| count(pairs, (&last.folded, right));
    let together = count(&words[past].folded);
    let of = words[at].folded == "of" && !is_title(last);
    (of || together > 1 && together == count("")).then_some(past)
}

/// For each name which one it is a shorter form of: the longer name that ends with its words (`Anna Lind` for `Lind`) and
/// comes most often; itself, if there is none.
fn longer_forms(names: &[(Vec<&str>, Vec<Run>)]) -> Vec<usize> {
    let mut longer: Vec<(&[&str], Reverse<usize>, usize)> = Vec::new();
    for (at, (keys, runs)) in names.iter().enumerate() {
        // What stands after `of` is a name of its own.
        let of =
            keys.iter().rposition(|key| matches!(*key, "of" | "the" | "and" | "for")).map_or(0, |of| keys.len() - of);
        let ends = (1..keys.len()).filter(|_| of == 0);
        longer.extend(ends.map(|from| (&keys[from..], Reverse(runs.len()), at)));
    }
    sort::by_key(&mut longer, |one| *one);
    let longest = |at: usize| {
        let own = &names[at].0[..];
        let first = longer.get(longer.partition_point(|(end, ..)| *end < own))?;
        (first.0 == own).then_some(first.2)
    };
    let step = |at: usize| longest(at).or_else(|| place(names, at));
    (0..names.len()).map(|at| std::iter::successors(Some(at), |&at| step(at)).last().unwrap_or(at)).collect()
}

/// Endings of the people and things of a place, and those that the place has in their stead: `Russian` and `Russia`,
/// `Ukrainian` and `Ukraine`, `Kazakh` and `Kazakhstan`.
const PEOPLES: &[&str] = &["ian", "an", "ese", "ish", "i", ""];
const PLACES: &[&str] = &["", "a", "e", "y", "o", "ia", "stan", "istan", "ey", "land"];

/// Letters of the shortest stem that the two share.
const STEM: usize = 4;

/// The name of the place that a name of one word is of, if it is among the names too.
fn place(names: &[(Vec<&str>, Vec<Run>)], at: usize) -> Option<usize> {
    let [own] = names[at].0[..] else { return None };
    let one = own.strip_suffix('s').unwrap_or(own);
    let stems = PEOPLES.iter().filter_map(|end| one.strip_suffix(end)).filter(|stem| stem.len() >= STEM);
    let mut places = stems.flat_map(|stem| PLACES.iter().map(move |end| [stem, end].concat()));
    let is_place = |place: &str| {
        one.starts_with(place)
            || place.ends_with("stan")
            || !PEOPLES[..PEOPLES.len() - 1].iter().any(|end| place.ends_with(end))
    };
    places.find_map(|place| {
        let found = names.binary_search_by(|(keys, _)| keys[..].cmp(&[&*place][..])).ok()?;
        (found != at && is_place(&place)).then_some(found)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!([TITLES, SOURCES].iter().all(|list| list.is_sorted()));
    }
}
