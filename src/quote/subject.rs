//! The subject of a verb of saying: the words that name who speaks.

use super::clause::{Clause, MOST_WORDS, REACH_AFTER, REACH_BEFORE};
use super::words::Class;
use crate::entity::resolve::role::is_role;
use crate::entity::{Mention, MentionType};
use crate::span::ByteSpan;

impl Clause<'_> {
    /// The subject of a verb, or for `what he calls` that of the sentence, where the one whom the pronoun means is named.
    pub(super) fn outer_subject(&self, at: usize, first: usize, inner: Option<ByteSpan>) -> Option<ByteSpan> {
        let begins = inner.map_or(at, |inner| self.words.partition_point(|word| word.span.start < inner.start));
        let what = begins > first && self.words[begins - 1].span.of(self.text) == "what";
        let pronoun = self.words.get(begins).is_some_and(|word| word.class == Class::Pronoun);
        if what && pronoun { self.main_subject(first, begins - 1).or(inner) } else { inner }
    }

    /// The subject of a participle: the person right before it (`footage of Clinton asking`), that of the verb that it
    /// follows (`Anna Lind said, adding`), or that of the sentence.
    pub(super) fn participle_subject(&self, at: usize, first: usize) -> Option<ByteSpan> {
        let before = self.before_adverbs(at, first)?;
        let person = self.mention_at(self.words[before].span).filter(|name| name.kind == MentionType::Person);
        let person = person.filter(|_| !self.inside[before]);
        person.map(|name| name.span).or_else(|| self.added_to(at, first)).or_else(|| self.main_subject(first, at))
    }

    /// The subject of the verb of saying that a participle follows: `Anna Lind said, adding`, `said Anna Lind, adding`.
    fn added_to(&self, participle: usize, first: usize) -> Option<ByteSpan> {
        let comma = participle.checked_sub(1).filter(|&at| at > first && self.words[at].class == Class::Comma)?;
        let verb = (first..comma).rev().take(MOST_WORDS).find(|&at| self.is_cue(at))?;
        if verb + 1 == comma {
            return self.subject(verb, first);
        }
        let ends_quotation = verb > 0 && self.inside[verb - 1];
        self.inverted(verb).filter(|_| ends_quotation).map(|said| said.speaker)
    }

    /// The subject of a verb that shares it with one before: `laughed and said`, `said …, but said`.
    pub(super) fn shared_subject(&self, at: usize, first: usize) -> Option<ByteSpan> {
        let before = |word: &str| (first..at).rev().take(3).any(|at| self.words[at].span.of(self.text) == word);
        let joined = before("and");
        let word = self.words[at].span.of(self.text);
        let near = first.max(at.saturating_sub(REACH_BEFORE))..at;
        let twin = || near.clone().find(|&twin| self.words[twin].span.of(self.text) == word && self.is_cue(twin));
        let twin = if joined || before("but") { twin() } else { None };
        twin.and_then(|twin| self.subject(twin, first))
            .or_else(|| joined.then(|| self.clause_pronoun(first, at).or_else(|| self.main_subject(first, at)))?)
    }

    /// The pronoun with which the clause before `upto` begins, if it does: `after she left and blamed`.
    pub(super) fn clause_pronoun(&self, first: usize, upto: usize) -> Option<ByteSpan> {
        let opens = |at: usize| matches!(self.words[at].class, Class::Link | Class::Relative | Class::Comma);
        let found = (first + 1..upto).rev().find(|&at| self.is_nominative(at) && opens(at - 1) && !self.inside[at])?;
        Some(self.words[found].span)
    }

    /// The subject of the sentence that begins at `first`, as far as it stands before `upto`.
    fn main_subject(&self, first: usize, upto: usize) -> Option<ByteSpan> {
        if let Some(opening) = self.opening_phrase(first, upto) {
            return Some(opening);
        }
        let verb = (first..upto).find(|&at| {
            matches!(self.words[at].class, Class::Cue | Class::Be | Class::Between)
                && !self.inside[at]
                && !self.is_in_mention(at)
        });
        verb.and_then(|verb| self.subject(verb, first)).or_else(|| self.first_phrase(first, upto))
    }

    /// The noun phrase that the sentence begins with, behind a first adverbial and its comma, if it is a name, a pronoun
    /// or has an article.
    fn opening_phrase(&self, first: usize, upto: usize) -> Option<ByteSpan> {
        let mut at = first;
        if self.words[at].class == Class::Link {
            at = (first..upto).take(REACH_AFTER).find(|&at| self.words[at].class == Class::Comma)? + 1;
        }
        let start = self.words.get(at).filter(|_| at < upto && !self.inside[at])?;
        if start.class == Class::Pronoun {
            return Some(start.span);
        }
        // `House Speaker Paul Ryan`: titles lead to the name.
        let named = (at..upto).take(MOST_WORDS).take_while(|&at| self.is_capital(at) || self.is_in_mention(at));
        let name = named.filter_map(|at| self.party_at(at)).next()?;
        (!self.owns(name)).then(|| ByteSpan::new(start.span.start, name.span.end))
    }

    /// The first name or pronoun between two words that no preposition governs: the subject, as a rule.
    pub(super) fn first_phrase(&self, first: usize, upto: usize) -> Option<ByteSpan> {
        let candidate = (first..upto).find(|&at| {
            let word = self.words[at];
            let named = self.party_at(at).is_some_and(|name| !self.owns(name) && !self.follows_link(name, at));
            // `House Speaker Paul Ryan`: what governs the title governs the name.
            let is_title = |at: usize| self.is_capital(at) && self.words[at].class == Class::Other;
            let from = (first + 1..=at).rev().find(|&at| !is_title(at - 1)).unwrap_or(first);
            let from = from - usize::from(from > first && self.words[from - 1].class == Class::Determiner);
            let free = from <= first + 1
                || !matches!(self.words[from - 1].class, Class::Link | Class::Other | Class::Cue | Class::Participle)
                || is_role(self.words[from - 1].span.of(self.text))
                || self.is_nominative(at);
            (word.class == Class::Pronoun || named) && free && !self.inside[at]
        })?;
        let word = self.words[candidate].span;
        Some(self.mention_at(word).map_or(word, |name| name.span))
    }

    /// Whether a word is a pronoun that can be nothing but a subject.
    fn is_nominative(&self, at: usize) -> bool {
        matches!(self.words[at].span.of(self.text), "he" | "she" | "they" | "we" | "I" | "He" | "She" | "They" | "We")
    }

    /// Whether a preposition stands right before a name in which the word at `at` is: `for Hillary Clinton`.
    fn follows_link(&self, name: &Mention, at: usize) -> bool {
        let begins = (0..=at).rev().find(|&at| self.words[at].span.start <= name.span.start);
        let before = begins.and_then(|begins| begins.checked_sub(1));
        begins < Some(at) && before.is_some_and(|before| self.words[before].class == Class::Link)
    }

    /// The person or organisation that the word at `at` names.
    fn party_at(&self, at: usize) -> Option<&Mention> {
        let name = self.mention_at(self.words[at].span);
        name.filter(|name| matches!(name.kind, MentionType::Person | MentionType::Org))
    }

    /// Whether a name stands in the possessive: `Ryan's`.
    fn owns(&self, name: &Mention) -> bool {
        self.text[name.span.end..].starts_with(['\'', '’'])
    }

    /// The noun phrase that ends before the verb at `verb`, no further left than `first`.
    pub(super) fn subject(&self, verb: usize, first: usize) -> Option<ByteSpan> {
        let at = self.before_adverbs(verb, first)?;
        let at = self.before_time(self.before_brackets(at, first)?, first)?;
        if self.words[at].class == Class::Comma {
            let before = self.before_brackets(self.before_apposition(at, first)?, first)?;
            let before = self.before_origin(before, first);
            let phrase = self.phrase_before_relative(before, first)?;
            // `The president of the board, Anna Lind, said`: what follows the office is who holds it.
            let name = at.checked_sub(1).and_then(|last| self.party_at(last));
            let name = name.filter(|name| name.kind == MentionType::Person && self.follows_comma(name.span));
            return Some(name.map_or(phrase, |name| ByteSpan::new(phrase.start, name.span.end)));
        }
        self.phrase_before_relative(at, first)
    }

    /// The noun phrase that ends at `at`, or before the relative pronoun that does.
    fn phrase_before_relative(&self, at: usize, first: usize) -> Option<ByteSpan> {
        let end = self.before_relative(at, first)?;
        // `laughed and said`
        if self.words[end].span.of(self.text) == "and" {
            return None;
        }
        let phrase = self.phrase_ending_at(end, first)?;
        // Behind `a word from Anna Lind, who` it is the nearer noun that speaks.
        let governed = if end == at { self.governing_phrase(phrase, first) } else { None };
        Some(governed.unwrap_or(phrase))
    }

    /// The last word before the adverbs and auxiliaries of the verb at `verb`: `he also said`, `he, too, said`.
    fn before_adverbs(&self, verb: usize, first: usize) -> Option<usize> {
        let passed = |at: usize| matches!(self.words[at].class, Class::Between | Class::Be) && !self.is_in_mention(at);
        (first..verb).rev().find(|&at| !passed(at))
    }

    /// The last word before a year, a day or a month that ends at `at`: `he in 2010 said`, `he on Friday said`, `he on
    /// March 3 said`.
    fn before_time(&self, at: usize, first: usize) -> Option<usize> {
        let before = |at: usize| at.checked_sub(1).filter(|&at| at >= first);
        let is_calendar = |at: usize| self.words[at].class == Class::Calendar && !self.is_in_mention(at);
        let is_link = |at: usize| self.words[at].class == Class::Link;
        let is_figure = self.words[at].span.of(self.text).bytes().all(|b| b.is_ascii_digit());
        let begins = match before(at) {
            Some(month) if is_figure && is_calendar(month) => month,
            Some(link) if is_figure && is_link(link) => at,
            _ if is_calendar(at) => at,
            _ => return Some(at),
        };
        let last = before(begins)?;
        if is_link(last) { before(last) } else { Some(last) }
    }

    /// Whether a span begins right behind a comma.
    fn follows_comma(&self, span: ByteSpan) -> bool {
        self.text[..span.start].trim_end().ends_with(',')
    }

    /// The last word before a relative pronoun at `at` and its comma: `Anna Lind, who said`.
    fn before_relative(&self, at: usize, first: usize) -> Option<usize> {
        if self.words[at].class != Class::Relative {
            return Some(at);
        }
        let before = |at: usize| at.checked_sub(1).filter(|&at| at >= first);
        let at = before(at)?;
        if self.words[at].class == Class::Comma { before(at) } else { Some(at) }
    }

    /// Whether a verb is that of a relative clause which no comma sets off: `anybody who complains`.
    pub(super) fn is_in_relative(&self, verb: usize, first: usize) -> bool {
        self.before_adverbs(verb, first).is_some_and(|at| {
            at > first && self.words[at].class == Class::Relative && self.words[at - 1].class == Class::Other
        })
    }

    /// The last word before the brackets that close at `at`, if they do: `Gwen Moore (D-Wis.) said`.
    fn before_brackets(&self, at: usize, first: usize) -> Option<usize> {
        if self.words[at].span.of(self.text) != ")" {
            return Some(at);
        }
        let open = (first..at).rev().take(MOST_WORDS).find(|&at| self.words[at].span.of(self.text) == "(")?;
        open.checked_sub(1).filter(|&at| at >= first)
    }

    /// The last word before an apposition that ends with the comma at `comma`: `Paul Ryan, R-Wis., said`.
    fn before_apposition(&self, comma: usize, first: usize) -> Option<usize> {
        let commas = (first..comma).rev().take(MOST_WORDS + 6);
        let start = commas.clone().find(|&at| self.words[at].class == Class::Comma)?;
        start.checked_sub(1).filter(|&at| at >= first && !self.inside[at])
    }

    /// The last word before how old somebody is and where from, if that ends at `at`: `Anna Lind, 22, of Flint`.
    fn before_origin(&self, mut at: usize, first: usize) -> usize {
        let follows_comma = |at: usize| at >= first + 2 && self.words[at - 1].class == Class::Comma;
        let place = (first..=at).rev().take(MOST_WORDS).take_while(|&at| self.is_capital(at)).last();
        let link = place.and_then(|place| place.checked_sub(1)).filter(|&link| follows_comma(link));
        if let Some(link) = link.filter(|&link| matches!(self.words[link].span.of(self.text), "of" | "from" | "in")) {
            at = link - 2;
        }
        let figure = self.words[at].span.of(self.text).bytes().all(|b| b.is_ascii_digit());
        if figure && follows_comma(at) { at - 2 } else { at }
    }

    /// The noun phrase whose last word is at `last`.
    fn phrase_ending_at(&self, last: usize, first: usize) -> Option<ByteSpan> {
        let word = self.words[last];
        if self.inside[last] {
            return None;
        }
        if word.class == Class::Pronoun {
            return Some(word.span);
        }
        if !(word.class == Class::Other || self.is_in_mention(last) || self.is_possessive(last)) {
            return (word.class == Class::Determiner && word.span.len() > 3).then_some(word.span);
        }
        let mut start = last;
        while start > first && last - start < MOST_WORDS && self.joins_on(start - 1, first) {
            start -= 1;
            let linked = start > first && self.words[start - 1].span.of(self.text) == "of";
            if self.words[start].class == Class::Determiner && !linked {
                break;
            }
        }
        while start < last && self.words[start].class == Class::Link {
            start += 1;
        }
        Some(ByteSpan::new(self.words[start].span.start, word.span.end))
    }

    /// The noun phrase to which a preposition ties `phrase`: `protesters in the streets`. None where no noun stands before
    /// the preposition: `in Cairo officials`.
    fn governing_phrase(&self, phrase: ByteSpan, first: usize) -> Option<ByteSpan> {
        let start = self.words.partition_point(|word| word.span.start < phrase.start);
        let preposition =
            start.checked_sub(1).filter(|&at| at > first && !self.inside[at] && !self.is_in_mention(at))?;
        let noun = preposition - 1;
        let word = self.words[preposition].span.of(self.text);
        let tied = matches!(word, "in" | "at" | "from" | "with" | "through" | "to" | "by" | "on" | "about");
        if !tied || self.words[noun].class != Class::Other && !self.is_in_mention(noun) {
            return None;
        }
        let head = self.phrase_ending_at(noun, first)?;
        Some(ByteSpan::new(head.start, phrase.end))
    }

    /// Whether the word at `at` may be part of the noun phrase that goes on behind it.
    fn joins_on(&self, at: usize, first: usize) -> bool {
        let word = self.words[at].span.of(self.text);
        let joins = match self.words[at].class {
            Class::Other | Class::Calendar => word.starts_with(char::is_alphanumeric) || word.starts_with('$'),
            Class::Determiner => true,
            Class::Be => matches!(word, "'s" | "’s"),
            Class::Link => matches!(word, "of" | "for" | "and") && at > first || self.is_in_mention(at),
            Class::Between => false,
            _ => self.is_in_mention(at),
        };
        joins && !self.inside[at]
    }
}
