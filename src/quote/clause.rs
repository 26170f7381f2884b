//! Who spoke: the verb of saying about a quotation, and its subject.

use super::words::{Class, Word};
use crate::entity::{Mention, MentionType};
use crate::span::ByteSpan;

/// The words that say that something was said, and those that name who said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Attribution {
    /// None where a dash is all that says it: `“…” — Anna Lind`.
    pub(super) cue: Option<ByteSpan>,
    pub(super) speaker: ByteSpan,
}

/// The most words between a quotation and the verb behind it, and before it.
pub(super) const REACH_AFTER: usize = 24;
pub(super) const REACH_BEFORE: usize = 45;

/// How many words before a quotation a verb is that can only be its own: `saying, “…”`.
const NEAR: usize = 2;

/// How many words before the comma that leads into a quotation its verb is: `told the court in London, “…”`.
const NEAR_COMMA: usize = 8;

/// The most words of a speaker.
pub(super) const MOST_WORDS: usize = 14;

/// A block's words and what is quoted among them.
pub(super) struct Clause<'a> {
    pub(super) text: &'a str,
    pub(super) words: &'a [Word],
    mentions: &'a [Mention],
    /// For each word, whether it is inside a quotation.
    pub(super) inside: Vec<bool>,
}

impl<'a> Clause<'a> {
    pub(super) fn new(text: &'a str, words: &'a [Word], mentions: &'a [Mention], quoted: &[ByteSpan]) -> Self {
        let mut next = 0;
        let inside = words.iter().map(|word| {
            while quoted.get(next).is_some_and(|span| span.end <= word.span.start) {
                next += 1;
            }
            quoted.get(next).is_some_and(|span| span.overlaps(word.span))
        });
        Clause { text, words, mentions, inside: inside.collect() }
    }

    /// The attribution of one quotation, as its own sentence gives it.
    pub(super) fn attribute(&self, quoted: ByteSpan) -> Option<Attribution> {
        let start = self.words.partition_point(|word| word.span.end <= quoted.start);
        let end = self.words.partition_point(|word| word.span.start < quoted.end);
        if start == end {
            return None;
        }
        let inner = quoted.of(self.text).trim_end_matches(is_mark);
        let asks_for_more = inner.ends_with([',', '?', '!', '—', '-']) || self.text[quoted.end..].starts_with(',');
        let after = || self.after(end, self.words[end - 1].sentence);
        let before = || self.before(start, self.words[start].sentence);
        let announced =
            start > 0 && self.words[start - 1].sentence == self.words[start].sentence && self.announces(start - 1);
        let found = if asks_for_more && !announced { after().or_else(before) } else { before().or_else(after) };
        let found = self.signed(end).or(found);
        found.or_else(|| self.according(start, end)).or_else(|| self.said_apart(end))
    }

    /// Whether a word leads into a quotation: `saying, “…”`, `told the court, “…”`, `said that “…”`.
    fn announces(&self, at: usize) -> bool {
        let says = |at: usize| matches!(self.words[at].class, Class::Cue | Class::Participle);
        let said_before = || (0..at).rev().take(NEAR_COMMA).any(says);
        says(at) || self.words[at].span.of(self.text) == "that" || self.words[at].class == Class::Comma && said_before()
    }

    /// `…,” he said`, `…,” said the minister`.
    pub(super) fn after(&self, end: usize, sentence: usize) -> Option<Attribution> {
        let rest = self.sentence_from(end, sentence);
        let from = rest.clone().find(|&at| !matches!(self.words[at].class, Class::Comma | Class::Mark))?;
        if self.words[from].class == Class::Cue {
            return self.inverted(from);
        }
        let cue = rest.take(REACH_AFTER).find(|&at| self.is_cue(at))?;
        let speaker = self.subject(cue, end)?;
        let begins = self.words.partition_point(|word| word.span.start < speaker.start);
        let as_put = begins == from + 1 && self.words[from].span.of(self.text) == "as";
        let fresh = begins == from || as_put || self.words[begins - 1].class == Class::Comma;
        fresh.then_some(Attribution { cue: Some(self.words[cue].span), speaker })
    }

    /// The verb of saying in a last sentence that ends with a colon, before a block that is a quotation.
    pub(super) fn announced(&self) -> Option<Attribution> {
        let last = self.words.last().filter(|last| last.span.of(self.text) == ":")?;
        let first = self.words.partition_point(|word| word.sentence < last.sentence);
        self.before(self.words.len() - 1, last.sentence).filter(|_| first + 1 < self.words.len())
    }

    /// The words from `from` to the next quotation or the end of the sentence.
    pub(super) fn sentence_from(&self, from: usize, sentence: usize) -> impl Iterator<Item = usize> + Clone + '_ {
        (from..self.words.len()).take_while(move |&at| self.words[at].sentence == sentence && !self.inside[at])
    }

    /// `said the minister`: the subject behind the verb.
    pub(super) fn inverted(&self, cue: usize) -> Option<Attribution> {
        let sentence = self.words[cue].sentence;
        let first = cue + 1;
        let word = self.words.get(first).filter(|word| word.sentence == sentence && !self.inside[first])?;
        if word.class == Class::Pronoun {
            return Some(Attribution { cue: Some(self.words[cue].span), speaker: word.span });
        }
        let starts = word.class == Class::Determiner || self.is_capital(first) || self.is_plain(first);
        if !starts {
            return None;
        }
        let mut end = first + 1;
        while end - first < MOST_WORDS
            && self.words.get(end).is_some_and(|word| word.sentence == sentence)
            && !self.inside[end]
            && self.goes_on(end)
        {
            end += 1;
        }
        let speaker = ByteSpan::new(word.span.start, self.words[end - 1].span.end);
        Some(Attribution { cue: Some(self.words[cue].span), speaker })
    }

    /// Whether a noun phrase that has begun goes on with this word.
    fn goes_on(&self, at: usize) -> bool {
        let word = self.words[at].span.of(self.text);
        match self.words[at].class {
            Class::Other | Class::Determiner => true,
            Class::Link => matches!(word, "of" | "for") || self.is_in_mention(at),
            Class::Be => matches!(word, "'s" | "’s"),
            Class::Between => false,
            _ => self.is_in_mention(at),
        }
    }

    pub(super) fn is_in_mention(&self, at: usize) -> bool {
        self.mention_at(self.words[at].span).is_some()
    }

    /// The mention that a word is in.
    pub(super) fn mention_at(&self, span: ByteSpan) -> Option<&Mention> {
        let at = self.mentions.partition_point(|mention| mention.span.end <= span.start);
        self.mentions.get(at).filter(|mention| mention.span.overlaps(span))
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.words[at].span.of(self.text).starts_with(char::is_uppercase)
    }

    fn is_plain(&self, at: usize) -> bool {
        self.words[at].class == Class::Other && self.words[at].span.of(self.text).starts_with(char::is_alphanumeric)
    }

    /// Whether a word is a verb of saying whose subject speaks: not `was told`, `the said`, `his call`.
    pub(super) fn is_cue(&self, at: usize) -> bool {
        if self.words[at].class != Class::Cue || self.inside[at] || self.is_in_mention(at) {
            return false;
        }
        let previous = (0..at).rev().take(3).find(|&before| self.words[before].class != Class::Between);
        let passive =
            previous.is_some_and(|before| self.words[before].class == Class::Be && !self.is_possessive(before));
        let ing = self.words[at].span.of(self.text).ends_with('s');
        // `his calls`, `Anna Lind's remarks`
        let owned = |at: usize| self.words[at].class == Class::Determiner || self.is_possessive(at);
        let noun = ing && at > 0 && (owned(at - 1) || self.words[at - 1].class == Class::Link);
        let of_people = ing && at > 0 && self.is_adjective(at - 1);
        let named = self.is_passive_name(at);
        !passive && !noun && !of_people && !named
    }

    /// Whether a word is of a party or a people and no subject of its own: the `Republican` of `Republican claims`.
    fn is_adjective(&self, at: usize) -> bool {
        let name = self.mention_at(self.words[at].span).filter(|name| name.kind == MentionType::Norp);
        let own = || at > 0 && self.words[at - 1].class == Class::Determiner;
        name.is_some_and(|name| !name.span.of(self.text).ends_with('s')) && !own()
    }

    /// Whether a verb of naming has no object before what it names: `a box labeled “spare”`, but not `what he called “…”`.
    fn is_passive_name(&self, at: usize) -> bool {
        let names = ["branded", "called", "described", "dubbed", "labeled", "labelled", "titled", "entitled"];
        names.contains(&self.words[at].span.of(self.text))
            && self.inside.get(at + 1) == Some(&true)
            && !self.words[at.saturating_sub(MOST_WORDS)..at]
                .iter()
                .any(|word| word.class == Class::Relative || matches!(word.span.of(self.text), "what" | "whom"))
    }

    pub(super) fn is_possessive(&self, at: usize) -> bool {
        matches!(self.words[at].span.of(self.text), "'s" | "’s") && at > 0 && self.is_capital(at - 1)
    }

    /// `He said that …`: the last verb of saying before the quotation.
    pub(super) fn before(&self, start: usize, sentence: usize) -> Option<Attribution> {
        let from = (0..start).rev().take(REACH_BEFORE).take_while(|&at| self.words[at].sentence == sentence);
        let from: Vec<usize> = from.collect();
        let first = *from.last()?;
        let plain = from.iter().copied().find(|&at| self.is_plain_saying(at));
        let near =
            from.iter().copied().take(NEAR).find(|&at| matches!(self.words[at].class, Class::Cue | Class::Participle));
        // `saying that anybody who complains`: what is said about a noun is not who speaks, if somebody else may be.
        let free = |at: &usize| !self.is_in_relative(*at, first);
        let free = from.iter().copied().filter(free);
        let mut found = near.into_iter().chain(plain).chain(free).chain(from.iter().copied());
        let found = found.find_map(|at| self.verb_with_subject(at, first));
        let colon = self.words[start - 1].span.of(self.text) == ":";
        found.or_else(|| {
            let subject = || self.clause_pronoun(first, start).or_else(|| self.first_phrase(first, start));
            colon.then(subject)?.map(|speaker| Attribution { cue: None, speaker })
        })
    }

    /// The attribution that the word at `at` makes, if it is a verb of saying, in a sentence that begins at `first`.
    fn verb_with_subject(&self, at: usize, first: usize) -> Option<Attribution> {
        let speaker = match self.words[at].class {
            // `Said Ellis: “…”`
            Class::Cue if at == first => return self.inverted(at),
            Class::Cue if self.is_cue(at) => {
                let inner = self.subject(at, first).or_else(|| self.shared_subject(at, first));
                self.outer_subject(at, first, inner)
            }
            Class::Participle if !self.inside[at] => self.participle_subject(at, first),
            _ => None,
        };
        speaker.map(|speaker| Attribution { cue: Some(self.words[at].span), speaker })
    }

    /// Whether a quotation's sentences hold nothing else.
    pub(super) fn stands_alone(&self, quoted: ByteSpan) -> bool {
        let start = self.words.partition_point(|word| word.span.end <= quoted.start);
        let end = self.words.partition_point(|word| word.span.start < quoted.end);
        if start == end {
            return false;
        }
        let same = |a: usize, b: usize| {
            self.words[a].sentence == self.words[b].sentence && !self.inside[b] && self.words[b].class != Class::Mark
        };
        !(start > 0 && same(start, start - 1) || end < self.words.len() && same(end - 1, end))
    }

    /// Whether nothing but the first one's attribution stands between two quotations: the rest of its sentence.
    pub(super) fn adjoins(&self, before: ByteSpan, after: ByteSpan) -> bool {
        let end = self.words.partition_point(|word| word.span.start < before.end);
        let start = self.words.partition_point(|word| word.span.end <= after.start);
        if start <= end || end == 0 {
            return true;
        }
        self.words[start - 1].sentence == self.words[end - 1].sentence
    }

    /// Whether a quotation is the first thing of the block.
    pub(super) fn opens_block(&self, quoted: ByteSpan) -> bool {
        self.words.first().is_some_and(|first| first.span.overlaps(quoted) || first.span.start >= quoted.start)
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '”' | '"' | '“' | '»' | '«' | '\'' | '’' | '‘') || c.is_whitespace()
}
