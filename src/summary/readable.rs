//! Whether a sentence can be read on its own: what it leans on that stands in the sentence before it.

use super::antecedent;
use super::terms::{self, Word};
use crate::shape::Shapes;
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
    let sentence = span.of(text);
    let mut marks = Vec::new();
    let mut at = 0;
    // No mark begins with another byte.
    let may_begin = |byte: &u8| matches!(byte, b'"' | b'\'' | 0xC2 | 0xE2 | 0xE3);
    while let Some(length) = sentence.as_bytes()[at..].iter().position(may_begin) {
        at += length;
        let mut rest = sentence[at..].chars();
        let Some(c) = rest.next() else { break };
        let mut back = sentence[..at].chars().rev();
        let last = back.next();
        let end = at + c.len_utf8();
        if let Some(opens) = faces([back.next(), last], c, rest.next()) {
            marks.push(Mark { at: span.start + at, end: span.start + end, opens });
        }
        at = end;
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

/// Whether the sentence is a question.
pub(super) fn asks(sentence: &str) -> bool {
    sentence.trim_end_matches(['"', '”', '’', '\'', ')', ' ']).ends_with(['?', '？', '؟'])
}

/// English pronouns that stand for something named before, or later in the same sentence.
const PERSONAL: &[&str] = &["he", "her", "his", "it", "its", "she", "their", "they"];

/// English words that stand for something named before, unless a time follows: `this week` needs nothing before it.
const POINTING: &[&str] = &["hers", "him", "such", "theirs", "them", "this", "these", "those"];
#[rustfmt::skip]
pub(super) const TIMES: &[&str] = &[
    "afternoon", "autumn", "century", "days", "decade", "evening", "fall", "month", "morning", "season", "spring",
    "summer", "time", "week", "weekend", "winter", "year",
];

/// English words that tie a sentence to the one before when it opens with them.
#[rustfmt::skip]
const CONNECTIVES: &[&str] = &[
    "accordingly", "additionally", "afterwards", "also", "and", "anyway", "besides", "but", "consequently", "elsewhere",
    "finally", "furthermore", "hence", "here", "however", "indeed", "instead", "likewise", "meanwhile", "moreover", "neither",
    "nevertheless", "nonetheless", "nor", "or", "others", "otherwise", "similarly", "so", "still", "that", "then",
    "therefore", "thus", "yet",
];

/// Openings of several words that do the same.
const OPENINGS: &[&[&str]] = &[
    &["after", "that"],
    &["all", "that"],
    &["all", "this"],
    &["as", "a", "result"],
    &["as", "such"],
    &["at", "that", "point"],
    &["at", "the", "same", "time"],
    &["because", "of", "that"],
    &["both", "are"],
    &["both", "have"],
    &["both", "men"],
    &["both", "sides"],
    &["both", "teams"],
    &["both", "were"],
    &["both", "women"],
    &["by", "contrast"],
    &["by", "then"],
    &["compare", "that"],
    &["consider", "the"],
    &["even", "so"],
    &["for", "example"],
    &["for", "instance"],
    &["for", "that", "reason"],
    &["in", "addition"],
    &["in", "contrast"],
    &["in", "fact"],
    &["in", "other", "words"],
    &["in", "response"],
    &["in", "return"],
    &["in", "turn"],
    &["no", "wonder"],
    &["not", "that"],
    &["not", "the"],
    &["of", "course"],
    &["on", "the", "contrary"],
    &["on", "the", "other", "hand"],
    &["on", "top", "of", "that"],
    &["since", "then"],
    &["take", "the"],
    &["the", "latter"],
    &["the", "other"],
    &["the", "others"],
    &["the", "pair"],
    &["the", "same"],
    &["the", "two"],
    &["think", "of"],
    &["to", "that", "end"],
];

static OPENING_SHAPES: Shapes = Shapes::of_first(OPENINGS);

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
        || antecedent::points_back(&lower)
        || antecedent::points_to_a_time(&lower)
        || antecedent::lacks_those_meant(text, words, &own, &["them"])
        || OPENING_SHAPES.may_have(opening) && OPENINGS.iter().any(|opening| lower.starts_with(opening))
        || antecedent::opens_with_stand_in(text, &words[first..])
        || opens_in_order(text, &words[first..])
        || REPORTED.contains(opening)
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

/// Whether the sentence ends by saying that it goes for something else as well, or came of it: `…, and none of them
/// knew, either.`
fn adds_to_another(text: &str, words: &[Word]) -> bool {
    let [.., second, before, last] = words else { return false };
    if [second, before, last].into_iter().map(|word| word.folded.as_str()).eq(["as", "a", "result"]) {
        return true;
    }
    matches!(last.folded.as_str(), "either" | "too") && text[before.span.end..last.span.start].starts_with(',')
}

/// Verbs that a line in the manner of headlines opens with, which leaves out who does it: `Admits that he was wrong.`
#[rustfmt::skip]
const REPORTED: &[&str] = &[
    "adds", "admits", "believes", "claims", "denies", "insists", "reveals", "said", "says", "tells", "told", "wants", "warns",
];

/// Words that, with a comma after them, take up a place or a count from before: `Second, the court …`
const IN_ORDER: &[&str] = &["another", "first", "fourth", "lastly", "second", "secondly", "there", "third", "thirdly"];

/// Whether the sentence opens with one of those, or with what came before it: `Beyond that, the court …`
fn opens_in_order(text: &str, words: &[Word]) -> bool {
    let comma = |word: &Word| text[word.span.end..].starts_with(',');
    match words {
        [first, ..] if comma(first) => IN_ORDER.contains(&first.folded.as_str()),
        [first, second, ..] => first.is_function && second.folded == "that" && comma(second),
        _ => false,
    }
}

/// The word without what is written together with it: `they` of `they'll`.
pub(super) fn without_clitic(word: &str) -> &str {
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
pub(super) fn names_after_comma(text: &str, words: &[Word]) -> bool {
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
            "The Dutchman left the court.",
            "One of the suspects left the court.",
            "After the attack, judges left the court.",
            "Karin Holt left the court that night.",
            "Something in that old court made judges ill.",
            "Karin Holt took them to the court.",
            "Trust in the court has fallen as a result.",
            "Karin Holt wanted that kind of court.",
            "There, judges found the court closed.",
            "Second, the court was closed.",
            "Here’s why the court was closed.",
            "Admits that the court was closed.",
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
            "The Italian government closed the court.",
            "The suspect, Emil Brandt, left the court.",
            "One of the suspects in the attack left the court.",
            "There was a second court in Lindau.",
            "Judges said that old courts had closed.",
            "On Monday Karin Holt left the court, and that night it was closed.",
            "Two judges left the court when Karin Holt asked them.",
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
}
