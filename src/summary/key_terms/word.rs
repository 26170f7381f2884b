//! The words of an article as key terms are looked for in them.

use crate::document::{BlockKind, Document};
use crate::sort;
use crate::span::ByteSpan;
use crate::summary::terms;
use crate::text::{Token, span_of, within};

/// One word of a sentence.
pub(super) struct Word {
    pub(super) span: ByteSpan,
    pub(super) folded: String,
    /// Whether nothing but a space or a hyphen stands between it and the word before.
    pub(super) joined: bool,
    /// Whether it may be part of a term.
    pub(super) part: bool,
    /// Whether it may be a term, or the main word of one.
    pub(super) telling: bool,
    /// Whether it has a capital that is not due to the sentence's beginning.
    pub(super) named: bool,
    capital: bool,
    /// Whether it is a function word.
    pub(super) function: bool,
}

/// Letters of the shortest telling word.
const FEWEST_LETTERS: usize = 3;

/// Words that are frequent in any news and tell nothing of one item, in lower case, sorted.
#[rustfmt::skip]
const DULL: &[&str] = &[
    "able", "affiliate", "agency", "amid", "announced", "available", "bad", "became", "best", "better", "big",
    "billion", "billions", "bit", "called", "case", "chief", "clear", "close", "condition", "countries", "country",
    "current", "day", "days", "didn", "different", "doesn", "don", "dozens", "early", "eight", "end", "entire", "et",
    "everyone", "everything", "example", "extra", "face", "fact", "final", "five", "following", "found", "four",
    "full", "given", "good", "great", "group", "half", "hard", "high", "home", "hour", "hours", "huge", "hundreds",
    "important", "isn", "kind", "know", "large", "late", "latest", "left", "likely", "little", "long", "longer",
    "look", "lot", "low", "main", "major", "members", "million", "millions", "minute", "minutes", "month", "months",
    "morning", "need", "net", "night", "nine", "nothing", "number", "officials", "old", "older", "past", "people",
    "percent", "place", "point", "possible", "previous", "public", "real", "recent", "record", "reported",
    "reporters", "reports", "right", "roughly", "rush", "second", "seem", "seems", "set", "seven", "several", "short",
    "similar", "six", "small", "someone", "something", "sort", "special", "spokesman", "spokeswoman", "statement",
    "strong", "sure", "ten", "thanks", "think", "third", "thousands", "time", "times", "today", "together",
    "tomorrow", "top", "true", "used", "using", "want", "wasn", "week", "weekend", "weeks", "whole", "work", "world",
    "wrote", "year", "years", "yesterday", "young", "younger",
];

/// Days and months, in lower case, sorted.
#[rustfmt::skip]
const CALENDAR: &[&str] = &[
    "april", "august", "december", "february", "friday", "january", "july", "june", "march",
    "monday", "november", "october", "saturday", "september", "sunday", "thursday", "tuesday", "wednesday",
];

impl Word {
    /// What two writings of one word share: names are told apart to the letter, other words by their singular.
    pub(super) fn key(&self) -> &str {
        if self.named { &self.folded } else { singular(&self.folded) }
    }

    /// Whether it reads as a verb or an adverb in lower case, and so ends no noun phrase.
    pub(super) fn is_verbal(&self) -> bool {
        !self.named && ["ed", "ing", "ly"].iter().any(|end| self.folded.ends_with(end))
    }
}

/// An English noun without the ending of the plural.
fn singular(word: &str) -> &str {
    let keeps = word.len() <= FEWEST_LETTERS || ["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    word.strip_suffix('s').filter(|_| !keeps).unwrap_or(word)
}

/// The sentences of the title, paragraphs, headings, lists and quotes, without the dateline.
pub(super) fn sentences(document: &Document) -> Vec<Vec<Word>> {
    use BlockKind::{Heading, ListItem, Paragraph, Quote};
    let text = &document.text;
    let mut sentences = Vec::new();
    let blocks = document.blocks.iter().zip(document.passages());
    for (block, passage) in blocks.filter(|(b, _)| matches!(b.kind, Heading | ListItem | Paragraph | Quote)) {
        for tokens in passage.sentences() {
            if let Some(span) = terms::without_dateline(document, span_of(tokens)) {
                // In a heading a capital may be nothing but style.
                sentences.push(words(text, within(tokens, span), block.kind != Heading));
            }
        }
    }
    settle_names(&mut sentences);
    sentences
}

fn words(text: &str, tokens: &[Token], cased: bool) -> Vec<Word> {
    let mut end = tokens.first().map_or(0, |first| first.span.start);
    let word = |(i, word): (usize, terms::Word)| {
        let written = word.span.of(text);
        let capital = written.starts_with(char::is_uppercase);
        let letters = written.chars().filter(|c| c.is_alphabetic()).count();
        // `US` and `New York` are names, though `us` and `new` tell nothing.
        let shouted = letters > 1 && !written.contains(char::is_lowercase);
        let function = word.is_function && !(cased && capital && (word.folded == "new" || shouted));
        let worded = letters > 0 && !word.folded.contains(|c: char| c.is_ascii_digit()) && !function;
        let calendar = CALENDAR.binary_search(&word.folded.as_str()).is_ok();
        let dull = calendar || DULL.binary_search(&word.folded.as_str()).is_ok();
        // `World Cup` and `Home Office` are names though `world` and `home` tell nothing.
        let named = cased && capital && i > 0 && worded && !calendar;
        let joined = is_join(&text[end..word.span.start]);
        end = word.span.end;
        let telling = worded && !dull && (letters >= FEWEST_LETTERS || named && letters > 1);
        Word {
            span: word.span,
            joined,
            part: worded && (telling || named),
            telling,
            named,
            capital,
            function,
            folded: word.folded,
        }
    };
    terms::read_tokens(text, tokens).into_iter().enumerate().map(word).collect()
}

/// Whether two words with this between them are written together.
fn is_join(between: &str) -> bool {
    between == "-" || !between.is_empty() && between.len() <= 2 && between.trim().is_empty()
}

/// Settles by the rest of the article what is a name: a word at a beginning or in a heading, where a capital means
/// little, is one when it is one elsewhere or when a name follows; a word that is mostly written small is none.
fn settle_names(sentences: &mut [Vec<Word>]) {
    let words: Vec<&str> = sentences.iter().flatten().map(|word| word.folded.as_str()).collect();
    let (numbers, count) = sort::rank(&words);
    let mut counts = vec![(0_usize, 0_usize); count];
    let inner = sentences.iter().flat_map(|sentence| (0..sentence.len()).map(|i| i > 0));
    for ((word, inner), &number) in sentences.iter().flatten().zip(inner).zip(&numbers) {
        let (named, small) = &mut counts[number];
        *(if word.named { named } else { small }) += usize::from(inner && word.part);
    }
    let mostly = numbers.into_iter().map(|number| {
        let (named, small) = counts[number];
        (named + small > 0).then_some(named > small)
    });
    let mostly: Vec<Option<bool>> = mostly.collect();
    let mut mostly = &mostly[..];
    for sentence in sentences {
        let (own, rest) = mostly.split_at(sentence.len());
        mostly = rest;
        for i in (0..sentence.len()).rev() {
            let next_named = sentence.get(i + 1).is_some_and(|next| next.named && next.joined);
            let word = &sentence[i];
            let before_named = i > 0 && word.joined && sentence[i - 1].named;
            sentence[i].named = word.part
                && word.capital
                && match own[i] {
                    Some(mostly) if word.named => mostly || next_named || before_named,
                    Some(mostly) => mostly,
                    None => i == 0 && next_named && !word.is_verbal(),
                };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(DULL.is_sorted() && CALENDAR.is_sorted());
    }

    #[test]
    fn plurals_fall_together_with_their_singular() {
        assert_eq!(["protests", "gas", "crisis", "process"].map(singular), ["protest", "gas", "crisis", "process"]);
    }
}
