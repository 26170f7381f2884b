//! Whether a sentence can be read on its own: what it leans on that stands in the sentence before it.

use super::terms::{self, Word};
use crate::span::ByteSpan;

/// What the quote marks of a sentence do.
#[derive(Debug, Default)]
pub(super) struct Quoting {
    /// Whether the sentence begins inside a quotation that an earlier one opened.
    pub(super) starts_inside: bool,
    /// Whether a quotation is still open when it ends.
    pub(super) ends_inside: bool,
    /// Whether it has a closing mark that nothing opened.
    pub(super) stray: bool,
    /// The quoted stretches, ascending, quote marks left out.
    pub(super) quoted: Vec<ByteSpan>,
}

impl Quoting {
    /// Whether `word` stands in a quotation.
    pub(super) fn is_quoted(&self, word: ByteSpan) -> bool {
        let next = self.quoted.partition_point(|quoted| quoted.end <= word.start);
        self.quoted.get(next).is_some_and(|quoted| quoted.contains(word))
    }
}

/// Follows quotations through the sentences of one block.
#[derive(Debug, Default)]
pub(super) struct Quotes {
    inside: bool,
    /// How many sentences ago the quotation opened.
    age: usize,
}

/// A quotation that has not closed after so many sentences has lost its closing mark.
const LONGEST_QUOTATION: usize = 6;

impl Quotes {
    /// Reads the quote marks of the next sentence.
    pub(super) fn read(&mut self, text: &str, span: ByteSpan) -> Quoting {
        self.age += 1;
        let marks = marks(text, span);
        // A paragraph that goes on quoting opens with a mark of its own.
        let reopened = marks.first().is_some_and(|mark| mark.at == span.start && mark.opens);
        if self.age > LONGEST_QUOTATION || reopened {
            self.inside = false;
        }
        let mut quoting = Quoting { starts_inside: self.inside, ..Quoting::default() };
        let mut from = span.start;
        for mark in marks {
            match (self.inside, mark.opens) {
                (true, false) => quoting.quoted.push(ByteSpan::new(from, mark.at)),
                (false, true) => (from, self.age) = (mark.end, 0),
                (false, false) => quoting.stray = true,
                (true, true) => continue,
            }
            self.inside = mark.opens;
        }
        if self.inside {
            quoting.quoted.push(ByteSpan::new(from, span.end));
        }
        quoting.ends_inside = self.inside;
        quoting
    }
}

/// One quote mark.
struct Mark {
    at: usize,
    end: usize,
    opens: bool,
}

/// The quote marks of a sentence.
fn marks(text: &str, span: ByteSpan) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut before = [None; 2];
    let mut chars = span.of(text).char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|&(_, after)| after);
        if let Some(opens) = faces(before, c, after) {
            marks.push(Mark { at: span.start + at, end: span.start + at + c.len_utf8(), opens });
        }
        before = [before[1], Some(c)];
    }
    marks
}

/// Whether `c` is a quote mark, and if so whether it opens; `before` are the two characters before it.
///
/// Which way a mark faces is told by what stands beside it, since `"` has no direction and converted copy turns `“` and
/// `”` around. Most single marks are apostrophes: they count where speech begins (after a colon or comma, or at the
/// start) and where it ends (after a stop).
fn faces(before: [Option<char>; 2], c: char, after: Option<char>) -> Option<bool> {
    match c {
        '„' | '「' | '『' => Some(true),
        '」' | '』' => Some(false),
        '"' | '“' | '”' | '«' | '»' => Some(faces_right(before[1], after)),
        '‘' | '’' | '\'' => match before {
            [_, None] | [Some(':' | ','), Some(' ')] => after.is_some_and(char::is_alphabetic).then_some(true),
            [_, Some('.' | ',' | '!' | '?')] => after.is_none_or(|c| !c.is_alphanumeric()).then_some(false),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a mark between these two characters opens: white space or an opening bracket before it, none after it.
fn faces_right(before: Option<char>, after: Option<char>) -> bool {
    let free = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '/' | '\'' | '‘');
    before.is_none_or(free) && after.is_some_and(|c| !c.is_whitespace())
}

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

/// Whether the sentence breaks off, at its end or within: `who specialises in. organising high-profile events`.
pub(super) fn is_torn(text: &str, words: &[Word]) -> bool {
    words.last().is_some_and(|word| UNFINISHED.contains(&word.folded.as_str()))
        || words.windows(2).any(|pair| {
            text[pair[0].span.end..pair[1].span.start] == *". "
                && pair[0].span.len() > 1
                && [pair[0].span, pair[1].span].into_iter().all(|word| word.of(text).starts_with(char::is_lowercase))
        })
}

/// Whether the sentence is a question.
pub(super) fn asks(sentence: &str) -> bool {
    sentence.trim_end_matches(['"', '”', '’', '\'', ')', ' ']).ends_with(['?', '？', '؟'])
}

/// English pronouns that stand for something named before, or later in the same sentence.
const PERSONAL: &[&str] = &["he", "her", "his", "it", "its", "she", "their", "they"];

/// English words that stand for something named before, unless a time follows: `this week` needs nothing before it.
const POINTING: &[&str] = &["hers", "him", "such", "theirs", "them", "this", "these", "those"];
#[rustfmt::skip]
const TIMES: &[&str] = &[
    "afternoon", "autumn", "century", "days", "decade", "evening", "fall", "month", "morning", "season", "spring",
    "summer", "time", "week", "weekend", "winter", "year",
];

/// English words that tie a sentence to the one before when it opens with them.
#[rustfmt::skip]
const CONNECTIVES: &[&str] = &[
    "accordingly", "additionally", "afterwards", "also", "and", "anyway", "besides", "but", "consequently", "elsewhere",
    "finally", "furthermore", "hence", "however", "indeed", "instead", "likewise", "meanwhile", "moreover", "neither",
    "nevertheless", "nonetheless", "nor", "or", "others", "otherwise", "similarly", "so", "still", "that", "then",
    "therefore", "thus", "yet",
];

/// Openings of several words that do the same.
const OPENINGS: &[&[&str]] = &[
    &["after", "that"],
    &["as", "a", "result"],
    &["as", "such"],
    &["at", "the", "same", "time"],
    &["because", "of", "that"],
    &["by", "contrast"],
    &["even", "so"],
    &["for", "example"],
    &["for", "instance"],
    &["for", "that", "reason"],
    &["in", "addition"],
    &["in", "contrast"],
    &["in", "fact"],
    &["in", "other", "words"],
    &["in", "return"],
    &["in", "turn"],
    &["no", "wonder"],
    &["of", "course"],
    &["on", "the", "contrary"],
    &["on", "the", "other", "hand"],
    &["on", "top", "of", "that"],
    &["since", "then"],
    &["the", "latter"],
    &["the", "other"],
    &["the", "others"],
    &["the", "pair"],
    &["the", "two"],
    &["to", "that", "end"],
];

/// English nouns that with `the` and nothing else stand for something named before: a body, a place, people, or a deed.
/// What there is one of wherever the article is set (`the government`, `the police`) is not among them.
#[rustfmt::skip]
const STANDS_FOR: &[&str] = &[
    "agency", "airline", "announcement", "attack", "boy", "charity", "city", "club", "company", "country", "couple",
    "decision", "duo", "firm", "girl", "group", "incident", "man", "move", "organisation", "organization", "pair",
    "town", "trio", "village", "woman",
];

/// Words after such a noun that say which one is meant: `the company behind the game`, `the man who fell`.
#[rustfmt::skip]
const SAYS_WHICH: &[&str] = &[
    "at", "behind", "between", "by", "for", "from", "in", "of", "on", "that", "to", "where", "which", "who", "whose", "with",
];

/// Whether the sentence opens with a noun that stands for something named before: `The company said …`, but not `The
/// company, Acme, said …`, which names it itself.
fn opens_with_stand_in(text: &str, words: &[Word]) -> bool {
    let [the, noun, rest @ ..] = words else { return false };
    let (bare, Some(next)) = (without_clitic(&noun.folded), rest.first()) else { return false };
    the.folded == "the"
        && STANDS_FOR.contains(&bare)
        && !SAYS_WHICH.contains(&next.folded.as_str())
        && !next.span.of(text).starts_with(char::is_uppercase)
        && !text[noun.span.end..next.span.start].starts_with([',', ':', '(', '-'])
}

/// Whether the sentence leans on the one before it: it opens with a pronoun, a connective or a noun that stands for
/// something named before, or it is a quotation whose speaker is a pronoun or not named at all.
pub(super) fn leans(text: &str, words: &[Word], quoting: &Quoting) -> bool {
    // Whoever speaks inside the quotation, it is the sentence around it that has to stand.
    let own: Vec<usize> = (0..words.len()).filter(|&i| !quoting.is_quoted(words[i].span)).collect();
    let lower: Vec<&str> = own.iter().map(|&i| without_clitic(&words[i].folded)).collect();
    let (Some(&first), Some(opening)) = (own.first(), lower.first()) else { return !words.is_empty() };
    CONNECTIVES.contains(opening)
        || first > 0 && quotes_pointing(words)
        || ends_with_speaker(&lower)
        || adds_to_another(text, words)
        || points_back(&lower)
        || OPENINGS.iter().any(|opening| lower.starts_with(opening))
        || opens_with_stand_in(text, &words[first..])
        || match open_pronoun(&lower) {
            None => false,
            Some(0) => true,
            Some(at) => !PERSONAL.contains(&lower[at]) || !names_after_comma(text, &words[first..]),
        }
}

/// Verbs that follow the speaker at the end of a sentence.
const SAID: &[&str] = &["added", "explained", "insisted", "recalled", "said", "says", "warned", "wrote"];

/// Whether the sentence ends with a speaker who is named before it: `…, she added.`
fn ends_with_speaker(words: &[&str]) -> bool {
    matches!(words, [.., "he" | "she" | "they" | "it", verb] if SAID.contains(verb))
}

/// How far into a sentence `this` and `these` point back: later, what they mean has mostly been said in it.
const NEAR: usize = 7;

/// Whether something near the beginning is pointed at that was named before: `Too bad that this trove of advice …`
fn points_back(words: &[&str]) -> bool {
    let near = &words[..words.len().min(NEAR)];
    near.windows(2).any(|pair| matches!(pair[0], "this" | "these") && !TIMES.contains(&pair[1]))
}

/// Whether the sentence ends by saying that it goes for something else as well: `…, and none of them knew, either.`
fn adds_to_another(text: &str, words: &[Word]) -> bool {
    let [.., before, last] = words else { return false };
    matches!(last.folded.as_str(), "either" | "too") && text[before.span.end..last.span.start].starts_with(',')
}

/// The word without what is written together with it: `they` of `they'll`.
fn without_clitic(word: &str) -> &str {
    word.split(['\'', '’']).next().filter(|bare| !bare.is_empty()).unwrap_or(word)
}

/// Whether the first word, of a sentence that opens with a quotation, stands for something named before: a reader meets
/// it before the name of the speaker, who may have meant something else altogether.
fn quotes_pointing(words: &[Word]) -> bool {
    let first = without_clitic(&words[0].folded);
    let next = words.get(1).map_or("", |word| word.folded.as_str());
    PERSONAL.contains(&first) || first == "that" || POINTING.contains(&first) && !TIMES.contains(&next)
}

/// Where a pronoun stands that comes before any word it could stand for: `He said`, `Once again they`, `In this
/// country`.
fn open_pronoun(words: &[&str]) -> Option<usize> {
    let points_back = |i: usize, word: &str| {
        PERSONAL.contains(&word)
            || POINTING.contains(&word) && words.get(i + 1).is_none_or(|next| !TIMES.contains(next))
    };
    for (i, word) in words.iter().enumerate() {
        if points_back(i, word) {
            return Some(i);
        }
        if !terms::is_stop_word(word) && !word.ends_with("ly") {
            break;
        }
    }
    None
}

/// How many words a subordinate clause at the beginning may have.
const LONGEST_CLAUSE: usize = 12;

/// Whether the sentence opens with a clause and the main one then begins with a name or a definite article, which is
/// what a pronoun in the clause stands for: `In his speech on Friday, Smith thanked …`.
fn names_after_comma(text: &str, words: &[Word]) -> bool {
    let after_comma = |pair: &&[Word]| text[pair[0].span.end..pair[1].span.start].starts_with(',');
    let Some(pair) = words.windows(2).take(LONGEST_CLAUSE).find(after_comma) else { return false };
    let main = pair[1].span.of(text);
    main == "the" || main.starts_with(char::is_uppercase) && main != "I"
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether each sentence of a text leans on the one before it.
    fn leaning(text: &str) -> Vec<bool> {
        let mut quotes = Quotes::default();
        let look = |span: ByteSpan| {
            let quoting = quotes.read(text, span);
            quoting.starts_inside || leans(text, &terms::read(text, span), &quoting)
        };
        crate::text::sentences(text, ByteSpan::new(0, text.len())).into_iter().map(look).collect()
    }

    #[test]
    fn a_sentence_that_breaks_off_is_torn() {
        let torn = |text: &str| is_torn(text, &terms::read(text, ByteSpan::new(0, text.len())));
        assert!(torn("Sgt Sharp, an officer who specialises in. organising events, was there."));
        assert!(torn("Apple has made the launch date of."));
        assert!(!torn("The court closes at 5 p.m. on Fridays, etc. and so on."));
        assert!(!torn("Smith v. Holt is open."));
    }

    #[test]
    fn openings_that_point_back_lean() {
        for sentence in [
            "He resigned.",
            "But the court disagreed.",
            "However, the court disagreed.",
            "The court will close in May, she added.",
            "“They are sorry,” Karin Holt said.",
            "They’ll close the court.",
            "In this press release the court disagreed.",
            "For some of them, the court was closed.",
            "In this case, Karin Holt disagreed.",
            "Once again they are using up time.",
            "Not surprisingly, it was closed.",
            "When he was asked, he left the court.",
            "He and his wife, Anna Lind, left the court.",
            "“The court is closed.”",
            "“The court is closed”, he announced.",
            "For its part, public television was silent.",
            "The latter was silent.",
            "Several judges were present, and none of them knew, either.",
            "The company closed the court.",
            "The group’s lawyers closed the court.",
            "The move surprised the court.",
        ] {
            assert_eq!(leaning(sentence), [true], "{sentence}");
        }
    }

    #[test]
    fn openings_that_need_nothing_stand() {
        for sentence in [
            "The court disagreed with him.",
            "The former mayor disagreed.",
            "The company, Acme, closed the court.",
            "The company behind the court closed.",
            "The group Acme closed the court.",
            "The government closed the court.",
            "This week the court was closed.",
            "In his speech on Friday, Karin Holt thanked the court.",
            "In its report, the ministry thanked the court.",
            "“The court is closed,” Karin Holt said.",
            "Karin Holt said she was sorry.",
        ] {
            assert!(!leaning(sentence).contains(&true), "{sentence}");
        }
    }

    #[test]
    fn a_sentence_within_a_quotation_leans() {
        let text = "Holt said: “The court is closed. Nobody went in. The door is shut.” The street was empty.";
        assert_eq!(leaning(text), [false, true, true, false]);
        assert_eq!(leaning("The size is 5\" or so. The court is closed."), [false, false]);
    }

    #[test]
    fn single_quote_marks_hold_speech_and_apostrophes_do_not() {
        let text = "Holt said: ‘The court is closed. Nobody went in.’ The builders’ street was empty.";
        assert_eq!(leaning(text), [false, true, false]);
        assert_eq!(leaning("The ‘90s were loud as 'tis said by Holt’s court. The court is closed."), [false, false]);
    }

    #[test]
    fn a_quotation_that_never_closes_ends_all_the_same() {
        let text = format!("Holt said: “The court is closed. {}", "Nobody went in. ".repeat(LONGEST_QUOTATION + 2));
        let leaning = leaning(&text);
        assert!(leaning[1] && !leaning[leaning.len() - 1]);
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
