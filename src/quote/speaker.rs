//! Whom the words that name a speaker mean.

use std::collections::HashMap;

use crate::document::Document;
use crate::entity::resolve::same_country;
use crate::entity::{Entity, Mention, MentionType};
use crate::span::ByteSpan;
use crate::text::span_of;

/// How far before a pronoun the one whom it means may be named, in bytes.
const REACH: usize = 700;

/// The names of a document, ready to be asked whom a speaker's words mean.
pub(super) struct Speakers<'a> {
    document: &'a Document,
    mentions: &'a [Mention],
    entities: &'a [Entity],
    /// Who holds which office: roles in small letters and whose they are, by the word for the office.
    offices: HashMap<String, Vec<(String, usize)>>,
}

impl<'a> Speakers<'a> {
    pub(super) fn new(document: &'a Document, mentions: &'a [Mention], entities: &'a [Entity]) -> Self {
        let mut offices: HashMap<String, Vec<(String, usize)>> = HashMap::new();
        for (number, entity) in entities.iter().enumerate() {
            let Some(role) = entity.role else { continue };
            let role = role.of(&document.text).to_lowercase();
            let holders = offices.entry(of_whom(&role).1.to_owned()).or_default();
            if holders.len() <= MOST_HOLDERS {
                holders.push((role, number));
            }
        }
        Speakers { document, mentions, entities, offices }
    }

    /// The entity that the words of `speaker` mean, if it is certain.
    pub(super) fn entity(&self, speaker: ByteSpan) -> Option<usize> {
        let words = speaker.of(&self.document.text).to_lowercase();
        match words.as_str() {
            "he" => self.antecedent(speaker, Sex::Male),
            "she" => self.antecedent(speaker, Sex::Female),
            _ => self.named(speaker).or_else(|| self.office(&words)),
        }
    }

    /// The entity that is named last in `speaker`, if nothing that makes it another's stands behind it.
    fn named(&self, speaker: ByteSpan) -> Option<usize> {
        let text = &self.document.text;
        let from = self.mentions.partition_point(|mention| mention.span.end <= speaker.start);
        let inside = self.mentions[from..].iter().take_while(|mention| mention.span.start < speaker.end);
        let inside: Vec<&Mention> = inside.collect();
        let is_head = |mention: &&&Mention| {
            let rest = if mention.span.end < speaker.end { &text[mention.span.end..speaker.end] } else { "" };
            let last = rest.is_empty() || rest.starts_with(',') || rest.starts_with(" of ") || rest.starts_with(" (");
            last && !is_governed(text, speaker, mention.span)
        };
        let is_party = |mention: &&&Mention| matches!(mention.kind, MentionType::Person | MentionType::Org);
        let person = inside.iter().find(|m| m.kind == MentionType::Person && is_head(m));
        let body =
            || inside.iter().filter(is_party).find(|mention| is_head(mention) && is_bare(text, speaker, mention.span));
        let place = || inside.first().filter(|m| m.kind == MentionType::Loc && m.span == speaker);
        person.or_else(body).or_else(place).map(|mention| mention.entity)
    }

    /// The one person of the article with the office that `words` name: `the president`, `the Kazakh president` for the
    /// `president of Kazakhstan`.
    fn office(&self, words: &str) -> Option<usize> {
        let described = words.strip_prefix("the ")?;
        let (whose, office) = of_whom(described);
        let holders = self.offices.get(office).filter(|holders| holders.len() <= MOST_HOLDERS)?;
        let fits = |role: &str| {
            let other = || role.split([' ', '-']).any(|word| word != office && OTHERS.contains(&word));
            role == described || !other() && (whose.is_empty() || same_country(whose, of_whom(role).0))
        };
        let mut fitting = holders.iter().filter(|(role, _)| fits(role));
        fitting.next().filter(|_| fitting.next().is_none()).map(|&(_, holder)| holder)
    }

    /// The one person of the nearest sentence before that names any.
    fn antecedent(&self, pronoun: ByteSpan, sex: Sex) -> Option<usize> {
        let upto = self.mentions.partition_point(|mention| mention.span.end <= pronoun.start);
        let near = |mention: &&Mention| pronoun.start - mention.span.end < REACH;
        let people = || self.mentions[..upto].iter().rev().take_while(near).filter(|m| m.kind == MentionType::Person);
        let last = people().next()?;
        let block = self.document.blocks.partition_point(|block| block.span.end <= last.span.start);
        let sentence = span_of(self.document.passages().get(block)?.sentence_at(last.span.start)?);
        let mut named =
            people().take_while(|mention| mention.span.start >= sentence.start).map(|mention| mention.entity);
        let alone = named.all(|entity| entity == last.entity);
        (alone && self.may_be(last.entity, sex)).then_some(last.entity)
    }

    /// Whether nothing that the article says of a person speaks against a pronoun.
    fn may_be(&self, entity: usize, sex: Sex) -> bool {
        let text = &self.document.text;
        let entity = &self.entities[entity];
        let role = entity.role.map_or(String::new(), |role| role.of(text).to_lowercase());
        let title = |mention: usize| {
            let before = &text[..self.mentions[mention].span.start];
            before
                .trim_end()
                .rsplit(|c: char| c.is_whitespace())
                .next()
                .unwrap_or("")
                .trim_end_matches('.')
                .to_lowercase()
        };
        let mut words: Vec<String> = role.split(' ').map(str::to_owned).collect();
        words.extend(entity.mentions.iter().take(MOST_TITLES).map(|&mention| title(mention)));
        let against: &[&str] = match sex {
            Sex::Male => &[
                "mrs",
                "ms",
                "miss",
                "spokeswoman",
                "chairwoman",
                "congresswoman",
                "actress",
                "queen",
                "princess",
                "lady",
            ],
            Sex::Female => {
                &["mr", "sir", "spokesman", "chairman", "congressman", "actor", "king", "prince", "lord", "pope"]
            }
        };
        !words.iter().any(|word| against.contains(&word.as_str()))
    }
}

/// Words that make another office of the one beside them.
#[rustfmt::skip]
const OTHERS: [&str; 12] = [
    "assistant", "associate", "attorney", "deputy", "elect", "ex", "former", "incoming", "prime", "secretary", "surgeon",
    "vice",
];

/// Whose an office is, and the office: `kazakh president`, `president of kazakhstan`.
fn of_whom(role: &str) -> (&str, &str) {
    let (whose, office) = match role.split_once(" of ") {
        Some((office, whose)) => (whose, office),
        None => role.rsplit_once(' ').unwrap_or(("", role)),
    };
    (whose, office.rsplit(' ').next().unwrap_or(office))
}

/// Of how many people with one office it is asked which is meant.
const MOST_HOLDERS: usize = 8;

/// How many of a person's mentions are looked at for a title.
const MOST_TITLES: usize = 8;

#[derive(Clone, Copy)]
enum Sex {
    Male,
    Female,
}

/// Whether a preposition makes a name in `speaker` another's: `an aide to Anna Lind`, but not `the head of the board, Anna
/// Lind`.
fn is_governed(text: &str, speaker: ByteSpan, name: ByteSpan) -> bool {
    let before = &text[speaker.start..name.start.max(speaker.start)];
    let phrase = before.rsplit(',').next().unwrap_or(before);
    phrase
        .split_whitespace()
        .any(|word| matches!(word, "of" | "for" | "to" | "in" | "at" | "from" | "with" | "by" | "on" | "about"))
}

/// Whether `speaker` is no more than a name and an article.
fn is_bare(text: &str, speaker: ByteSpan, name: ByteSpan) -> bool {
    let before = text[speaker.start..name.start.max(speaker.start)].trim();
    before.is_empty() || before.eq_ignore_ascii_case("the")
}
