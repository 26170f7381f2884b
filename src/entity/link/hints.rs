//! Words that tell which country an article is from, without naming it.

use super::cues::{Buffer, lower};
use super::knowledge::Knowledge;

/// Words in lower case, each with the country whose news uses it and hardly any other does.
const WORDS: &[(&str, &str)] = &[
    ("constable", "GB"),
    ("constabulary", "GB"),
    ("councillor", "GB"),
    ("councillors", "GB"),
    ("county", "US"),
    ("crore", "IN"),
    ("freshman", "US"),
    ("gov", "US"),
    ("interstate", "US"),
    ("lakh", "IN"),
    ("rcmp", "CA"),
    ("sheriff", "US"),
    ("sophomore", "US"),
    ("statewide", "US"),
    ("township", "US"),
];

/// The most that the words for one country count.
const MOST: i32 = 3;

/// The countries that the text's words tell of, each with how often they do.
pub(super) fn countries(knowledge: &Knowledge, text: &str) -> Vec<(usize, i32)> {
    let mut counts: Vec<(&str, i32)> = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        let mut buffer = Buffer::default();
        let Some(word) = lower(word, &mut buffer) else { continue };
        let Ok(at) = WORDS.binary_search_by_key(&word, |(word, _)| word) else { continue };
        match counts.iter_mut().find(|(country, _)| *country == WORDS[at].1) {
            Some((_, count)) => *count = MOST.min(*count + 1),
            None => counts.push((WORDS[at].1, 1)),
        }
    }
    counts.into_iter().filter_map(|(code, count)| Some((knowledge.country(code)?, count))).collect()
}

#[cfg(test)]
mod tests {
    use super::WORDS;

    #[test]
    fn the_words_can_be_searched() {
        assert!(WORDS.is_sorted());
    }
}
