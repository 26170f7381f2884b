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
const REACH_AFTER: usize = 24;
const REACH_BEFORE: usize = 45;

/// How many words before a quotation a verb is that can only be its own: `saying, “…”`.
const NEAR: usize = 2;

/// The most words of a speaker.
const MOST_WORDS: usize = 14;

/// A block's words and what is quoted among them.
pub(super) struct Clause<'a> {
    text: &'a str,
    words: &'a [Word],
    mentions: &'a [Mention],
    /// For each word, whether it is inside a quotation.
    inside: Vec<bool>,
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
        found.or_else(|| self.according(start, end))
    }

    /// Whether a word leads into a quotation: `saying, “…”`, `he said: “…”`.
    fn announces(&self, at: usize) -> bool {
        matches!(self.words[at].class, Class::Comma | Class::Cue | Class::Participle)
            || self.words[at].span.of(self.text) == "that"
    }

    /// `…,” he said`, `…,” said the minister`.
    fn after(&self, end: usize, sentence: usize) -> Option<Attribution> {
        let rest = self.sentence_from(end, sentence);
        let from = rest.clone().find(|&at| !matches!(self.words[at].class, Class::Comma | Class::Mark))?;
        if self.words[from].class == Class::Cue {
            return self.inverted(from);
        }
        let cue = rest.take(REACH_AFTER).find(|&at| self.is_cue(at))?;
        let speaker = self.subject(cue, end)?;
        let begins = self.words.partition_point(|word| word.span.start < speaker.start);
        let fresh = begins == from || self.words[begins - 1].class == Class::Comma;
        fresh.then_some(Attribution { cue: Some(self.words[cue].span), speaker })
    }

    /// `“…” — Anna Lind`: the name that a dash alone ties to the quotation which ends before the word at `end`.
    fn signed(&self, end: usize) -> Option<Attribution> {
        let dash = self.words.get(end)?.span;
        let name = self.words.get(end + 1).filter(|_| matches!(dash.of(self.text), "—" | "–" | "―" | "--"))?;
        let name = self.mention_at(name.span).filter(|name| name.kind == MentionType::Person)?;
        self.ends_block_or_line(name.span.end).then_some(Attribution { cue: None, speaker: name.span })
    }

    /// Whether nothing but a stop stands between `at` and the end of its line.
    fn ends_block_or_line(&self, at: usize) -> bool {
        let next = self.words.partition_point(|word| word.span.start < at);
        let next = self.words[next..].iter().find(|word| word.class != Class::Mark);
        next.is_none_or(|next| self.text[at..next.span.start].contains('\n'))
    }

    /// The verb of saying in a last sentence that ends with a colon, before a block that is a quotation.
    pub(super) fn announced(&self) -> Option<Attribution> {
        let last = self.words.last().filter(|last| last.span.of(self.text) == ":")?;
        let first = self.words.partition_point(|word| word.sentence < last.sentence);
        self.before(self.words.len() - 1, last.sentence).filter(|_| first + 1 < self.words.len())
    }

    /// The words from `from` to the next quotation or the end of the sentence.
    fn sentence_from(&self, from: usize, sentence: usize) -> impl Iterator<Item = usize> + Clone + '_ {
        (from..self.words.len()).take_while(move |&at| self.words[at].sentence == sentence && !self.inside[at])
    }

    /// `said the minister`: the subject behind the verb.
    fn inverted(&self, cue: usize) -> Option<Attribution> {
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

    fn is_in_mention(&self, at: usize) -> bool {
        self.mention_at(self.words[at].span).is_some()
    }

    /// The mention that a word is in.
    fn mention_at(&self, span: ByteSpan) -> Option<&Mention> {
        let at = self.mentions.partition_point(|mention| mention.span.end <= span.start);
        self.mentions.get(at).filter(|mention| mention.span.overlaps(span))
    }

    fn is_capital(&self, at: usize) -> bool {
        self.words[at].span.of(self.text).starts_with(char::is_uppercase)
    }

    fn is_plain(&self, at: usize) -> bool {
        self.words[at].class == Class::Other && self.words[at].span.of(self.text).starts_with(char::is_alphabetic)
    }

    /// Whether a word is a verb of saying whose subject speaks: not `was told`, `the said`, `his call`.
    fn is_cue(&self, at: usize) -> bool {
        if self.words[at].class != Class::Cue || self.inside[at] || self.is_in_mention(at) {
            return false;
        }
        let previous = (0..at).rev().take(3).find(|&before| self.words[before].class != Class::Between);
        let passive =
            previous.is_some_and(|before| self.words[before].class == Class::Be && !self.is_possessive(before));
        let ing = self.words[at].span.of(self.text).ends_with('s');
        let noun = at > 0 && matches!(self.words[at - 1].class, Class::Determiner | Class::Link) && ing;
        !passive && !noun
    }

    fn is_possessive(&self, at: usize) -> bool {
        matches!(self.words[at].span.of(self.text), "'s" | "’s") && at > 0 && self.is_capital(at - 1)
    }

    /// `He said that …`: the last verb of saying before the quotation.
    fn before(&self, start: usize, sentence: usize) -> Option<Attribution> {
        let from = (0..start).rev().take(REACH_BEFORE).take_while(|&at| self.words[at].sentence == sentence);
        let from: Vec<usize> = from.collect();
        let first = *from.last()?;
        let plain = from.iter().copied().find(|&at| self.is_plain_saying(at));
        let near =
            from.iter().copied().take(NEAR).find(|&at| matches!(self.words[at].class, Class::Cue | Class::Participle));
        let found = near.into_iter().chain(plain).chain(from).find_map(|at| self.verb_with_subject(at, first));
        let colon = self.words[start - 1].span.of(self.text) == ":";
        found.or_else(|| {
            self.first_phrase(first, start).filter(|_| colon).map(|speaker| Attribution { cue: None, speaker })
        })
    }

    /// The first name or pronoun between two words that no preposition governs: the subject, as a rule.
    fn first_phrase(&self, first: usize, upto: usize) -> Option<ByteSpan> {
        let candidate = (first..upto).find(|&at| {
            let word = self.words[at];
            let party = |mention: &&Mention| matches!(mention.kind, MentionType::Person | MentionType::Org);
            let named = self.mention_at(word.span).filter(party);
            let owns = named.is_some_and(|name| self.text[name.span.end..].starts_with(['\'', '’']));
            let free = at == first
                || !matches!(
                    self.words[at - 1].class,
                    Class::Link | Class::Other | Class::Cue | Class::Participle | Class::Determiner
                )
                || word.class == Class::Pronoun
                || at - 1 == first
                || self.is_capital(at - 1) && self.words[at - 1].class == Class::Other;
            (word.class == Class::Pronoun || named.is_some() && !owns) && free && !self.inside[at]
        })?;
        let word = self.words[candidate].span;
        Some(self.mention_at(word).map_or(word, |name| name.span))
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

    /// The subject of a verb, or for `what he calls` that of the sentence, where the one whom the pronoun means is named.
    fn outer_subject(&self, at: usize, first: usize, inner: Option<ByteSpan>) -> Option<ByteSpan> {
        let begins = inner.map_or(at, |inner| self.words.partition_point(|word| word.span.start < inner.start));
        let what = begins > first && self.words[begins - 1].span.of(self.text) == "what";
        let pronoun = self.words.get(begins).is_some_and(|word| word.class == Class::Pronoun);
        if what && pronoun { self.main_subject(first, begins - 1).or(inner) } else { inner }
    }

    /// The subject of a participle: the person right before it (`footage of Clinton asking`), or that of the sentence.
    fn participle_subject(&self, at: usize, first: usize) -> Option<ByteSpan> {
        let before = at.checked_sub(1).filter(|&before| before >= first)?;
        let person = self.mention_at(self.words[before].span).filter(|name| name.kind == MentionType::Person);
        let person = person.filter(|_| !self.inside[before]);
        person.map(|name| name.span).or_else(|| self.main_subject(first, at))
    }

    /// The subject of a verb that shares it with one before: `laughed and said`.
    fn shared_subject(&self, at: usize, first: usize) -> Option<ByteSpan> {
        let joined = (first..at).rev().take(3).any(|at| self.words[at].span.of(self.text) == "and");
        if joined { self.main_subject(first, at) } else { None }
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
        let party = |at: usize| {
            let name = self.mention_at(self.words[at].span);
            name.filter(|name| matches!(name.kind, MentionType::Person | MentionType::Org))
        };
        // `House Speaker Paul Ryan`: titles lead to the name.
        let named = (at..upto).take(MOST_WORDS).take_while(|&at| self.is_capital(at) || self.is_in_mention(at));
        let name = named.filter_map(party).next()?;
        let owns = self.text[name.span.end..].starts_with(['\'', '’']);
        (!owns).then(|| ByteSpan::new(start.span.start, name.span.end))
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

    /// The noun phrase that ends before the verb at `verb`, no further left than `first`.
    fn subject(&self, verb: usize, first: usize) -> Option<ByteSpan> {
        let mut at = verb;
        // `he also said`, `he, too, said`
        loop {
            at = at.checked_sub(1).filter(|&at| at >= first)?;
            match self.words[at].class {
                Class::Between | Class::Be if !self.is_in_mention(at) => {}
                _ => break,
            }
        }
        at = self.before_brackets(at, first)?;
        // `he in 2010 said`
        if at > first + 1
            && self.words[at].span.of(self.text).bytes().all(|b| b.is_ascii_digit())
            && self.words[at - 1].class == Class::Link
        {
            at -= 2;
        }
        if matches!(self.words[at].class, Class::Comma) {
            at = self.before_brackets(self.before_apposition(at, first)?, first)?;
        }
        if self.words[at].class == Class::Relative {
            at = at.checked_sub(1).filter(|&at| at >= first)?;
            if self.words[at].class == Class::Comma {
                at = at.checked_sub(1).filter(|&at| at >= first)?;
            }
        }
        // `laughed and said`
        if self.words[at].span.of(self.text) == "and" {
            return None;
        }
        self.phrase_ending_at(at, first)
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
        while start > first && last - start < MOST_WORDS && !self.inside[start - 1] {
            let before = self.words[start - 1];
            let text = before.span.of(self.text);
            let joins = match before.class {
                Class::Other => text.starts_with(char::is_alphanumeric) || text.starts_with('$'),
                Class::Determiner => true,
                Class::Be => matches!(text, "'s" | "’s"),
                Class::Link => {
                    matches!(text, "of" | "for" | "and") && start - 1 > first || self.is_in_mention(start - 1)
                }
                Class::Between => false,
                _ => self.is_in_mention(start - 1),
            };
            if !joins {
                break;
            }
            start -= 1;
            if before.class == Class::Determiner {
                let linked = start > first && self.words[start - 1].span.of(self.text) == "of";
                if !linked {
                    break;
                }
            }
        }
        while start < last && self.words[start].class == Class::Link {
            start += 1;
        }
        Some(ByteSpan::new(self.words[start].span.start, word.span.end))
    }

    /// `According to X, “…”`, `“…,” according to X`.
    fn according(&self, start: usize, end: usize) -> Option<Attribution> {
        let sentence = self.words[start].sentence;
        let before = (0..start).rev().take(REACH_BEFORE).take_while(|&at| self.words[at].sentence == sentence);
        let after = self.sentence_from(end, self.words[end - 1].sentence).take(REACH_AFTER);
        let at = before.chain(after).find(|&at| self.is_according(at))?;
        self.source(at)
    }

    fn is_according(&self, at: usize) -> bool {
        let word = |at: usize| self.words.get(at).map_or("", |word| word.span.of(self.text));
        word(at).eq_ignore_ascii_case("according") && word(at + 1) == "to" && !self.inside[at]
    }

    /// Who is named behind `according to`.
    fn source(&self, at: usize) -> Option<Attribution> {
        let cue = ByteSpan::new(self.words[at].span.start, self.words[at + 1].span.end);
        let found = self.inverted(at + 1)?;
        Some(Attribution { cue: Some(cue), ..found })
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

    /// What is said without quote marks, where the verb leaves no doubt.
    pub(super) fn indirect(&self) -> Vec<(ByteSpan, Attribution)> {
        let mut found = Vec::new();
        let mut start = 0;
        while start < self.words.len() {
            let sentence = self.words[start].sentence;
            let length = self.words[start..].partition_point(|word| word.sentence == sentence);
            let end = start + length;
            if !self.inside[start..end].contains(&true) {
                found.extend(self.reported(start, end));
            }
            start = end;
        }
        found
    }

    /// What the sentence of these words reports.
    fn reported(&self, start: usize, end: usize) -> Option<(ByteSpan, Attribution)> {
        let stop = (start..end).rev().find(|&at| !matches!(self.words[at].class, Class::Mark | Class::Comma))? + 1;
        if let Some(at) = (start..stop).find(|&at| self.is_according(at)) {
            let attribution = self.source(at)?;
            let content = if at == start {
                let comma = (at..stop).find(|&at| self.words[at].class == Class::Comma)?;
                (comma + 1, stop)
            } else {
                (start, at)
            };
            return self.content(content).map(|content| (content, attribution));
        }
        let cue = (start..stop).find(|&at| self.is_plain_saying(at))?;
        let speaker = self.subject(cue, start)?;
        let attribution = Attribution { cue: Some(self.words[cue].span), speaker };
        // `…, he said.`
        let subject = self.words.partition_point(|word| word.span.start < speaker.start);
        if cue + 4 > stop && subject > start + 3 && self.words[subject - 1].class == Class::Comma {
            return self.content((start, subject)).map(|content| (content, attribution));
        }
        let that = (cue + 1..stop).take(REACH_AFTER / 2).find(|&at| self.words[at].span.of(self.text) == "that");
        let says = matches!(self.words[cue].span.of(self.text), "said" | "says" | "added" | "adds");
        let from = match that {
            Some(that) => that + 1,
            None if says => cue + 1,
            None => return None,
        };
        self.content((from, stop)).map(|content| (content, attribution))
    }

    /// Whether a verb does nothing but say.
    fn is_plain_saying(&self, at: usize) -> bool {
        let word = self.words[at].span.of(self.text);
        self.is_cue(at) && PLAIN.contains(&word)
    }

    /// The words as a span, if they are enough for something said.
    fn content(&self, (mut start, mut end): (usize, usize)) -> Option<ByteSpan> {
        while start < end && matches!(self.words[start].class, Class::Mark | Class::Comma) {
            start += 1;
        }
        while start < end && matches!(self.words[end - 1].class, Class::Mark | Class::Comma) {
            end -= 1;
        }
        (end > start + 2).then(|| ByteSpan::new(self.words[start].span.start, self.words[end - 1].span.end))
    }
}

/// Verbs that do nothing but say, with what is said behind them.
#[rustfmt::skip]
const PLAIN: [&str; 24] = [
    "said", "says", "told", "tells", "added", "adds", "announced", "claimed", "claims", "warned", "warns", "insisted",
    "insists", "argued", "argues", "stated", "states", "explained", "acknowledged", "confirmed", "testified", "reported",
    "noted", "conceded",
];

fn is_mark(c: char) -> bool {
    matches!(c, '”' | '"' | '“' | '»' | '«' | '\'' | '’' | '‘') || c.is_whitespace()
}
