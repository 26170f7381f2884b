//! Whether a sentence is whole: bad line joins leave the halves of sentences, and headings and captions run into them.

use super::terms::Word;
use crate::span::ByteSpan;

/// A stub has at most so many words, and follows a word of at least so many small letters: shorter ones may be
/// abbreviations.
const LONGEST_STUB: usize = 4;
const SHORTEST_WORD: usize = 4;

/// The sentence without the stub of another that broken copy may leave at its end: `… to the end,” he said. declared.`
pub(super) fn without_stub(text: &str, span: ByteSpan) -> ByteSpan {
    let mut head = span.of(text);
    for _ in 0..LONGEST_STUB {
        let Some((at, space)) = head.char_indices().rev().find(|(_, c)| c.is_whitespace()) else { break };
        let starts_small = head[at + space.len_utf8()..].starts_with(char::is_lowercase);
        head = head[..at].trim_end();
        if starts_small && ends_in_plain_word(head) {
            return ByteSpan::new(span.start, span.start + head.len());
        }
    }
    span
}

/// Whether the text ends with a full stop after a word that is no abbreviation.
fn ends_in_plain_word(text: &str) -> bool {
    let unquoted = text.trim_end_matches(['"', '”', '“', '’', '\'', ')']);
    let word = unquoted.trim_end_matches(['.', '!', '?']);
    let letters = word.chars().rev().take_while(|c| c.is_lowercase()).count();
    word.len() < unquoted.len() && letters >= SHORTEST_WORD
}

/// Whether the sentence begins with a small letter: it is the torn-off end of the one before.
pub(super) fn starts_small(sentence: &str) -> bool {
    sentence.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase)
}

/// English words that no sentence ends with.
const UNFINISHED: &[&str] = &[
    "a", "an", "and", "at", "because", "from", "his", "into", "its", "my", "of", "or", "our", "than", "the", "their",
    "with",
];

/// Whether the sentence breaks off, at its end or within, or something else has run into it.
pub(super) fn is_torn(text: &str, span: ByteSpan, words: &[Word]) -> bool {
    words.last().is_some_and(|word| UNFINISHED.contains(&word.folded.as_str()))
        || announces(span.of(text))
        || words.windows(2).any(|pair| joins_two(text, pair))
        || is_clause_alone(span.of(text), words)
        || opens_with_heading(span.of(text))
        || is_title(span.of(text), words)
        || words.first().is_some_and(|word| opens_torn(&text[word.span.end..span.end], word))
}

/// Whether what it announces is left out: `He said the following: .`
fn announces(sentence: &str) -> bool {
    sentence.trim_end_matches(['.', ' ']).ends_with(':')
}

/// Whether a full stop stands between two words in small letters: `who specialises in. organising events`.
fn joins_two(text: &str, pair: &[Word]) -> bool {
    let between = &text[pair[0].span.end..pair[1].span.start];
    between.starts_with('.')
        && between.len() > 1
        && between[1..].trim().is_empty()
        && pair[0].span.len() > 1
        && pair.iter().all(|word| word.span.of(text).starts_with(char::is_lowercase))
}

/// Letters of the shortest first word that is no abbreviation: `Prof. de Vries` is whole.
const SHORTEST_FIRST_WORD: usize = 5;

/// Whether the first word is what is left of something: a full stop after it and then a small letter (`Among. the
/// guests`), or a quotation mark that closes (`Event’, with a …`). `rest` follows the word.
fn opens_torn(rest: &str, word: &Word) -> bool {
    let small = rest.strip_prefix(". ").is_some_and(|rest| rest.starts_with(char::is_lowercase));
    let closes = ["’,", "',"].iter().any(|mark| rest.starts_with(mark)) && !word.folded.ends_with('s');
    small && word.folded.len() >= SHORTEST_FIRST_WORD || closes
}

/// Whether it is a title that says what an article will tell, and no sentence: `Why the bridge was closed.`
fn is_title(sentence: &str, words: &[Word]) -> bool {
    words.first().is_some_and(|word| matches!(word.folded.as_str(), "why" | "how"))
        && !sentence.contains(['?', ',', '"', '”', '’', '\''])
}

/// Words that begin a clause which is no sentence, and how many words such a clause has at least: `While in office he
/// wrote a book.` is short of a comma and of nothing else.
const SUBORDINATE: &[&str] = &["although", "as", "because", "though", "whereas", "while"];
const LONG_CLAUSE: usize = 14;

/// Whether a clause has lost the sentence that it belonged to: it runs to the full stop without a comma.
fn is_clause_alone(sentence: &str, words: &[Word]) -> bool {
    let [first, second, ..] = words else { return false };
    words.len() >= LONG_CLAUSE
        && SUBORDINATE.contains(&first.folded.as_str())
        && !second.is_function
        && !sentence.contains([',', ';', ':', '–', '—', '?'])
        && !sentence.contains(" - ")
        && !sentence.contains("--")
}

/// Whether a heading in quotation marks has run into the sentence after it: `“A warm welcome” The mayor said`. The name
/// of a work, which may stand before a capital, is written in capitals itself.
fn opens_with_heading(sentence: &str) -> bool {
    let Some(rest) = sentence.strip_prefix(['"', '“', '‘']) else { return false };
    let Some((heading, rest)) = rest.split_once(['"', '”', '’']) else { return false };
    let ends_small = heading.split_whitespace().last().is_some_and(|word| word.starts_with(char::is_lowercase));
    let capital = rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase));
    ends_small && capital && heading.ends_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summary::terms;

    #[test]
    fn a_sentence_that_breaks_off_is_torn() {
        let torn = |text: &str| {
            let span = ByteSpan::new(0, text.len());
            is_torn(text, span, &terms::read(text, span))
        };
        for sentence in [
            "Sgt Sharp, an officer who specialises in. organising events, was there.",
            "Sgt Sharp was there long after.\ntwo others had gone.",
            "Apple has made the launch date of.",
            "The court published the following answer of the minister: .",
            "As judges from every part of the country meet in Lindau to talk about the new law on courts.",
            "“A warm welcome” The court opened on Monday.",
            "Among. the judges was Karin Holt.",
            "Event’, with the words “The court is open”, was on the card.",
            "Why the court was closed for so long.",
        ] {
            assert!(torn(sentence), "{sentence}");
        }
        for sentence in [
            "The court closes at 5 p.m. on Fridays, etc. and so on.",
            "Smith v. Holt is open.",
            "As a young judge in the north of the country she had to write every verdict by hand.",
            "As judges meet in Lindau to talk about the law on courts, lawyers march through the old town.",
            "“The Long Goodbye” Director Anna Lind opened the court.",
            "“The court is open,” Anna Lind said.",
            "Prof. de Vries opened the court.",
            "How long will the court be closed?",
        ] {
            assert!(!torn(sentence), "{sentence}");
        }
    }

    #[test]
    fn stubs_are_cut_and_abbreviations_are_not() {
        let check = |text: &str, rest: &str| {
            assert_eq!(without_stub(text, ByteSpan::new(0, text.len())).of(text), rest);
        };
        check("“It will go on to the end,” he said. declared.", "“It will go on to the end,” he said.");
        check("He ceded the presidency. three years ago.", "He ceded the presidency.");
        check("The court opens at 9 a.m. on Friday.", "The court opens at 9 a.m. on Friday.");
        check("He works for Acme Inc. in Lindau.", "He works for Acme Inc. in Lindau.");
        check("", "");
    }
}
