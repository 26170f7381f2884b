//! Words whose capital, after an abbreviation, tells that a new sentence has begun.

/// Whether `word` opens a sentence far more often than a name: `in the U.S. The minister` ends at the stop,
/// `the U.S. Senate` does not. Function words, and the plain nouns news sentences start with.
pub(crate) fn is_opener(word: &str) -> bool {
    contains(OPENERS, word)
}

/// Whether `word` is a verb that reports speech, in a form that follows its subject.
pub(crate) fn is_speech_verb(word: &str) -> bool {
    contains(SPEECH_VERBS, word)
}

/// Whether `word`, capitalised, goes on with a time of day: `9 a.m. Eastern`, `6 p.m. Tuesday`.
pub(crate) fn follows_time(word: &str) -> bool {
    contains(AFTER_TIME, word)
}

/// Whether `word` is in `list`, whatever its case. The lists are in byte order, in lower case.
fn contains(list: &[&str], word: &str) -> bool {
    let mut buffer = [0; LONGEST];
    let Some(lower) = buffer.get_mut(..word.len()) else { return false };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    list.binary_search_by(|entry| entry.as_bytes().cmp(lower)).is_ok()
}

/// Bytes of the longest word in the lists.
const LONGEST: usize = 12;

#[rustfmt::skip]
const OPENERS: &[&str] = &[
    "a", "about", "according", "after", "again", "all", "already", "also", "although", "among", "an", "analysts", "and",
    "another", "any", "anyone", "are", "as", "asked", "at", "authorities", "because", "before", "being", "between",
    "both", "but", "by", "can", "critics", "despite", "did", "do", "does", "during", "each", "earlier", "either",
    "even", "every", "everyone", "everything", "experts", "few", "for", "from", "further", "given", "had", "has",
    "have", "he", "hence", "her", "here", "his", "how", "however", "i", "if", "in", "indeed", "inside", "instead",
    "investors", "is", "it", "its", "just", "last", "later", "like", "many", "meanwhile", "more", "moreover", "most",
    "much", "my", "nearly", "neither", "never", "nevertheless", "no", "nobody", "none", "nor", "not", "nothing", "now",
    "of", "officials", "on", "once", "one", "only", "or", "other", "others", "our", "over", "people", "perhaps",
    "police", "residents", "revenue", "sales", "several", "shares", "she", "similarly", "since", "so", "some",
    "someone", "sometimes", "soon", "still", "such", "that", "the", "their", "then", "there", "therefore", "these",
    "they", "this", "those", "though", "three", "through", "thus", "to", "today", "together", "tomorrow", "two",
    "until", "upon", "was", "we", "were", "what", "when", "whenever", "where", "whether", "which", "while", "who",
    "whose", "why", "with", "within", "without", "witnesses", "yes", "yesterday", "yet", "you", "your",
];

#[rustfmt::skip]
const SPEECH_VERBS: &[&str] = &[
    "added", "adds", "admitted", "announced", "answered", "asked", "asks", "called", "claimed", "commented",
    "concluded", "continued", "cried", "declared", "demanded", "exclaimed", "explained", "explains", "insisted",
    "joked", "laughed", "noted", "posted", "quipped", "recalled", "recalls", "remarked", "repeated", "replied",
    "replies", "responded", "said", "says", "shouted", "stated", "told", "tweeted", "warned", "wondered", "writes",
    "wrote", "yelled",
];

#[rustfmt::skip]
const AFTER_TIME: &[&str] = &[
    "aedt", "aest", "april", "august", "bst", "cdt", "central", "cest", "cet", "cst", "ct", "daily", "december",
    "eastern", "eat", "edt", "eest", "eet", "est", "et", "february", "friday", "gmt", "hkt", "ist", "january", "jst",
    "july", "june", "kst", "local", "march", "may", "mdt", "monday", "mountain", "msk", "mst", "mt", "november",
    "october", "pacific", "pdt", "pst", "pt", "sast", "saturday", "september", "sgt", "sunday", "thursday", "tuesday",
    "utc", "wat", "wednesday", "weekdays",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_order_and_fit_the_buffer() {
        for list in [OPENERS, SPEECH_VERBS, AFTER_TIME] {
            assert!(list.is_sorted_by(|a, b| a < b));
            assert!(list.iter().all(|word| word.len() <= LONGEST));
        }
    }

    #[test]
    fn case_does_not_matter() {
        assert!(is_opener("The") && is_opener("THE") && is_opener("the"));
        assert!(!is_opener("Senate") && !is_opener("") && !is_opener("nevertheless so"));
        assert!(is_speech_verb("said") && follows_time("EST"));
    }
}
