//! Words within a sentence that most likely stand for what another sentence names: `Guards wouldn't let him go`, `People
//! are buying it`, `Six minutes later, …`.
//!
//! These are signs and no proof. A sentence that has one waits for the sentence before it, unless it is much better than
//! the rest.

use super::antecedent::{PREPOSITIONS, is_verb, lacks_those_meant, may_be_many};
use super::readable::{Quoting, TIMES, names_after_comma, without_clitic};
use super::terms::Word;

/// Whether something in the sentence stands for what it does not say, or it is a reason or a condition of what is left
/// out.
pub(super) fn points(text: &str, words: &[Word], quoting: &Quoting) -> bool {
    let own: Vec<usize> = (0..words.len()).filter(|&i| !quoting.is_quoted(words[i].span)).collect();
    let Some(&first) = own.first() else { return false };
    let all: Vec<usize> = (0..words.len()).collect();
    let sentence = Sentence { text, words };
    // A quotation that the sentence opens with is read before its speaker is.
    let lacks = sentence.lacks_the_one_meant(if first > 0 { &all } else { &own })
        || sentence.lacks_the_thing_meant(&own)
        || lacks_those_meant(text, words, &all, &["they", "them", "their"]);
    lacks && !names_after_comma(text, &words[first..])
        || Sentence { text, words: &words[first..] }.opens_within_a_count()
        || sentence.holds_pointer(&own)
        || first > 0 && matches!(sentence.word(0), "and" | "because" | "but" | "so")
        || matches!(sentence.word(first), "because" | "unless") && !own.iter().any(|&i| sentence.stops_at(i, &[',']))
}

/// A sentence with its words.
struct Sentence<'a> {
    text: &'a str,
    words: &'a [Word],
}

impl Sentence<'_> {
    /// A word in lower case, nothing beyond the last.
    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &word.folded)
    }

    /// Whether one of the marks follows the word.
    fn stops_at(&self, at: usize, marks: &[char]) -> bool {
        self.words.get(at).is_some_and(|word| self.text[word.span.end..].starts_with(marks))
    }

    /// Whether a clause ends with the word.
    fn ends_clause(&self, at: usize) -> bool {
        at + 1 == self.words.len() || self.stops_at(at, &['.', ',', ';', '!', '?', ':', ')'])
    }

    fn has_capital(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.span.of(self.text).starts_with(char::is_uppercase))
    }

    fn is_name(&self, at: usize) -> bool {
        self.has_capital(at) && !self.words[at].is_function
    }

    /// Whether the word may be a noun that is no time; `this page` is the one that is read.
    fn is_noun(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        let word = (!word.is_function).then_some(word.folded.as_str());
        word.is_some_and(|word| !TIMES.contains(&word) && !word.ends_with("day") && word != "page")
    }

    /// Whether it has a pronoun for one person, and nobody before that who could be meant.
    fn lacks_the_one_meant(&self, own: &[usize]) -> bool {
        let for_one =
            |i: &&usize| matches!(without_clitic(self.word(**i)), "he" | "him" | "his" | "she" | "her" | "hers");
        let Some(&at) = own.iter().find(for_one) else { return false };
        // What stands before the capitals that the word is one of tells a place or a body from a person.
        let mut before = "";
        !(0..at).any(|i| {
            let bare = without_clitic(self.word(i));
            if !self.is_name(i) {
                before = self.word(i);
                return is_person(bare);
            }
            let opens = i == 0 && !self.is_name(1) && may_be_many(bare);
            !opens && !matches!(before, "at" | "from" | "in" | "the") && !bare.ends_with("day") || is_person(bare)
        })
    }

    /// Whether `it` comes before anything that it could stand for. As an object it does not stand for the name that is
    /// the subject: `Karin Holt took it and ran.`
    fn lacks_the_thing_meant(&self, own: &[usize]) -> bool {
        let Some(&at) = own.iter().find(|&&i| matches!(self.word(i), "it" | "its")) else { return false };
        let next = self.word(at + 1);
        let object = self.word(at) == "it" && (self.ends_clause(at) || next == "and" || PREPOSITIONS.contains(&next));
        // `It is clear that`, `it was time to`.
        let expletive = matches!(next, "is" | "was" | "will" | "would" | "has")
            && (at..self.words.len()).any(|i| matches!(self.word(i), "that" | "to"));
        let is_no_thing = |i: usize| {
            let word = self.word(i);
            self.words[i].is_function
                || object && self.has_capital(i)
                || may_be_many(word)
                || ["ing", "ed", "ly"].iter().any(|end| word.ends_with(end))
        };
        !expletive && (0..at).all(is_no_thing)
    }

    /// Whether it opens with one of several or the next of them (`One had served in Kosovo`, `The second court …`), or
    /// with a time counted from another.
    fn opens_within_a_count(&self) -> bool {
        let next = self.word(1);
        let opens = match self.word(0) {
            "one" | "each" | "many" | "most" | "some" | "several" => {
                is_verb(next) || next.ends_with("ly") || matches!(next, "are" | "have" | "were")
            }
            "for" => next == "as",
            "the" => match next {
                "second" | "third" | "fourth" => true,
                "former" => self.stops_at(1, &[',']),
                "first" => self.words.get(2).is_some_and(|word| word.is_function),
                _ => false,
            },
            _ => false,
        };
        opens || (1..4).any(|at| matches!(self.word(at), "later" | "earlier") && self.stops_at(at, &[',']))
    }

    /// Whether it points at what only another sentence can tell: `is changing that`, `on one of those lists`, `by this
    /// time`, `does all three`, `Karin Holt was there.`
    fn holds_pointer(&self, own: &[usize]) -> bool {
        let mut named = false;
        own.iter().filter(|&&i| i > 0).any(|&i| {
            let (before, next) = (self.word(i - 1), self.word(i + 1));
            named |= self.has_capital(i);
            match self.word(i) {
                "that" => {
                    self.ends_clause(i)
                        || self.stops_at(i - 1, &[',']) && self.stops_at(i, &['\'', '’'])
                        || self.is_noun(i + 1) && (PREPOSITIONS.contains(&before) || self.ends_clause(i + 1))
                }
                "this" => {
                    let again = next == "time" && !matches!(self.word(i + 2), "around" | "last" | "next" | "of");
                    let whole = before == "of" && matches!(next, "and" | "but" | "in" | "is" | "was");
                    self.ends_clause(i) || again || whole || self.is_noun(i + 1)
                }
                "these" | "those" => {
                    let counted = matches!(next, "first" | "last" | "other" | "two" | "three");
                    self.ends_clause(i) || self.is_noun(i + 1) || counted
                }
                "then" => {
                    matches!(before, "are" | "can" | "could" | "had" | "has" | "is" | "was" | "were" | "will" | "would")
                }
                "here" | "there" => (self.ends_clause(i) || next == "too") && !named,
                "all" => {
                    let counts =
                        matches!(next, "two" | "three" | "four") || next.starts_with(|c: char| c.is_ascii_digit());
                    counts && (self.ends_clause(i + 1) || self.word(i + 2).ends_with("ly"))
                }
                "time" => {
                    i > 1 && before == "the" && self.word(i - 2) == "at" && !matches!(next, "of" | "that" | "when")
                }
                "too" => i + 1 == self.words.len(),
                _ => false,
            }
        })
    }
}

/// Whether a noun is one for a person.
fn is_person(noun: &str) -> bool {
    #[rustfmt::skip]
    const PEOPLE: &[&str] = &[
        "anybody", "anyone", "boy", "child", "colleague", "dad", "everybody", "everyone", "friend", "girl", "husband",
        "judge", "king", "mom", "mum", "nobody", "person", "pilot", "queen", "somebody", "someone", "son", "star", "teen",
        "victim", "who", "widow", "wife",
    ];
    const ENDINGS: &[&str] = &["ant", "ent", "er", "ian", "ist", "man", "or", "ress", "suspect"];
    PEOPLE.contains(&noun)
        || noun == "man"
        || noun.len() > 4 && ENDINGS.iter().any(|ending| noun.ends_with(ending))
        || noun.ends_with("-old")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::ByteSpan;
    use crate::summary::readable::Quotes;
    use crate::summary::terms;

    fn check(sentence: &str) -> bool {
        let span = ByteSpan::new(0, sentence.len());
        points(sentence, &terms::read(sentence, span), &Quotes::default().read(sentence, span))
    }

    #[test]
    fn what_stands_for_something_left_out_points() {
        for sentence in [
            "Guards wouldn't let him go.",
            "In all, at Lindau he won fifteen trophies.",
            "If confirmed by the Guinness World Records, she would be the oldest.",
            "People are actually buying it.",
            "Holt took it and ran.",
            "Now in Lindau, Karin Holt is changing that.",
            "Lindau entered our bloodstream that trip.",
            "Karin Holt is on one of those lists.",
            "By this time, the court was closed.",
            "Judges can then close the court.",
            "The law has implications here, where judges live.",
            "Although certificates were issued for all 2,753, the work continues.",
            "The judge was late too.",
            "One had served in the court.",
            "Each weighed as much as the judge.",
            "The second court is closed.",
            "The former, a court, is closed.",
            "Six minutes later, the court was closed.",
            "Because control has become routine -- like it was before.",
            "Unless you are a judge.",
            "“But the court is closed,” Karin Holt said.",
            "Karin Holt is their candidate.",
            "Starting this week, their court is closed.",
            "“We take him at his word,” Karin Holt said.",
            "Policy in Lindau ignored all of this and failed.",
            "Karin Holt spoke those last words.",
            "Karin Holt’s book does all three simultaneously.",
            "Polls at the time found judges against Karin Holt.",
            "Karin Holt of Minneapolis made them in Lindau.",
            "According to Karin Holt, that’s the price.",
        ] {
            assert!(check(sentence), "{sentence}");
        }
    }

    #[test]
    fn what_is_told_in_the_sentence_does_not_point() {
        for sentence in [
            "Karin Holt said she was sorry.",
            "The judge said he was sorry.",
            "In his speech on Friday, Karin Holt thanked the court.",
            "The court said it was closed.",
            "Judges say it is clear that the court is closed.",
            "Judges said that old courts had closed.",
            "Those who were there are safe in Lindau.",
            "The court was closed this week, and Karin Holt left Lindau.",
            "One judge was late.",
            "The first human in the court was late.",
            "Because of the rain, the court was closed.",
            "The judges thanked their guests.",
            "Lindau has a court, and Karin Holt was there.",
            "Karin Holt was a judge at the time of the fire.",
            "Karin Holt praised all three judges of Lindau.",
        ] {
            assert!(!check(sentence), "{sentence}");
        }
    }
}
