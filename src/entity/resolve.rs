//! Who is who: which mentions name the same thing.
//!
//! Three rules, each cautious: mentions of one type whose names are equal but for case, stops and a possessive are one
//! thing; part of a person's name is the one person whose fuller name it is part of, if there is exactly one; an
//! abbreviation in brackets right after an organisation is that organisation.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::{Entity, Mention, MentionType};
use crate::span::ByteSpan;

/// Names of more words are not taken apart: they are lists or mistakes.
const MOST_WORDS: usize = 8;

/// Groups the mentions, which are in source order, and tells each its entity. Entities come in the order of their first
/// mention.
pub fn resolve(text: &str, mentions: &mut [Mention]) -> Vec<Entity> {
    let mut groups = Groups::by_name(text, mentions);
    groups.join_parts_of_names();
    groups.join_abbreviations(text, mentions);
    groups.entities(text, mentions)
}

/// What makes a mention one with others.
#[cfg(feature = "explain")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// No other mention is named like it, and it is part of no other's name.
    Alone,
    /// Others are named like it, but for case, stops and a possessive.
    SameName,
    /// It is part of this fuller name, and of no other.
    PartOf(String),
    /// It stands in brackets after this name, or this one in brackets after it; one of them abbreviates the other.
    Abbreviation(String),
}

/// Which rule gave each mention its entity.
#[cfg(feature = "explain")]
pub fn reasons(text: &str, mentions: &[Mention]) -> Vec<Reason> {
    let mut groups = Groups::by_name(text, mentions);
    let mut members = vec![0; groups.names.len()];
    groups.of_mention.iter().for_each(|&group| members[group] += 1);
    groups.join_parts_of_names();
    let parts = groups.joined.clone();
    groups.join_abbreviations(text, mentions);
    let reason = |&group: &usize| {
        let name = |group: usize| groups.names[group].1.clone();
        match groups.joined[group] {
            whole if whole == group && members[group] == 1 => Reason::Alone,
            whole if whole == group => Reason::SameName,
            whole if whole == parts[group] => Reason::PartOf(name(whole)),
            whole => Reason::Abbreviation(name(whole)),
        }
    };
    groups.of_mention.iter().map(reason).collect()
}

/// Mentions grouped, and groups joined.
struct Groups {
    /// The group of each mention.
    of_mention: Vec<usize>,
    /// The type and the name of each group, made alike.
    names: Vec<(MentionType, String)>,
    /// The group that each has joined; itself if none.
    joined: Vec<usize>,
}

impl Groups {
    fn by_name(text: &str, mentions: &[Mention]) -> Self {
        let mut numbers = HashMap::new();
        let mut names = Vec::new();
        let mut of_mention = Vec::with_capacity(mentions.len());
        for mention in mentions {
            let name = (mention.kind, alike(mention.span.of(text), mention.kind));
            let number = *numbers.entry(name).or_insert_with_key(|name| {
                names.push(name.clone());
                names.len() - 1
            });
            of_mention.push(number);
        }
        Groups { of_mention, joined: (0..names.len()).collect(), names }
    }

    /// Joins `Tokayev` to `Kassim-Jomart Tokayev`, unless another Tokayev has a full name too.
    fn join_parts_of_names(&mut self) {
        let people = (0..self.names.len()).filter(|&group| self.names[group].0 == MentionType::Person);
        let words = |group: &usize| self.names[*group].1.split(' ').count();
        let mut people: Vec<usize> = people.filter(|group| words(group) <= MOST_WORDS).collect();
        // The fullest first: what is part of a fuller name does not stand for itself.
        people.sort_by_key(|group| Reverse(words(group)));
        let mut owners: HashMap<String, Option<usize>> = HashMap::new();
        for group in people {
            let name = self.names[group].1.as_str();
            if let Some(Some(owner)) = owners.get(name) {
                self.joined[group] = *owner;
                continue;
            }
            for part in parts(name) {
                // Two owners are none.
                owners.entry(part).and_modify(|owner| *owner = None).or_insert(Some(group));
            }
        }
    }

    /// Joins `CSTO` to `Collective Security Treaty Organization` in `Collective Security Treaty Organization (CSTO)`,
    /// and the long form to the short one where it is the long one that stands in brackets.
    fn join_abbreviations(&mut self, text: &str, mentions: &[Mention]) {
        for at in 1..mentions.len() {
            let (before, inside) = (&mentions[at - 1], &mentions[at]);
            let both = before.kind == MentionType::Org && inside.kind == MentionType::Org;
            if both && in_brackets(text, before.span, inside.span) {
                let short = [before, inside].map(|mention| is_abbreviation(mention.span.of(text)));
                let (whole, part) = (self.root(self.of_mention[at - 1]), self.root(self.of_mention[at]));
                if short[0] != short[1] {
                    self.joined[part] = whole;
                }
            }
        }
    }

    /// The group that has joined no other, at the end of the chain. Chains are followed once and then cut short.
    fn root(&mut self, mut group: usize) -> usize {
        while self.joined[group] != group {
            self.joined[group] = self.joined[self.joined[group]];
            group = self.joined[group];
        }
        group
    }

    fn entities(mut self, text: &str, mentions: &mut [Mention]) -> Vec<Entity> {
        let mut entities: Vec<Entity> = Vec::new();
        let mut numbers = vec![None; self.names.len()];
        for (at, mention) in mentions.iter_mut().enumerate() {
            let root = self.root(self.of_mention[at]);
            let number = *numbers[root].get_or_insert_with(|| {
                entities.push(Entity {
                    name: String::new(),
                    kind: self.names[root].0,
                    mentions: Vec::new(),
                    glossary: None,
                    link: None,
                });
                entities.len() - 1
            });
            mention.entity = number;
            entities[number].mentions.push(at);
        }
        for entity in &mut entities {
            let names = entity.mentions.iter().map(|&at| mentions[at].span.of(text));
            // Of equally full names the first in the text; `max_by_key` would give the last.
            let fullest = names.reduce(|best, name| if fullness(name) > fullness(best) { name } else { best });
            entity.name = spaced(without_possessive(fullest.unwrap_or_default()));
        }
        entities
    }
}

/// How full a name is: one with small letters is before one in capitals, the longer before the shorter.
fn fullness(name: &str) -> (bool, usize) {
    (name.chars().any(char::is_lowercase), without_possessive(name).chars().count())
}

/// A name without what differs between mentions of one thing: in small letters, without stops, possessive and article,
/// with single spaces.
fn alike(name: &str, kind: MentionType) -> String {
    let letters = without_possessive(name).chars().filter(|&c| c != '.').flat_map(char::to_lowercase);
    let letters: String = letters.map(|c| if c == '’' { '\'' } else { c }).collect();
    let words = spaced(&letters);
    match words.strip_prefix("the ") {
        Some(rest) if kind != MentionType::Person => rest.to_owned(),
        _ => words,
    }
}

fn without_possessive(name: &str) -> &str {
    ["'s", "’s", "'", "’"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

fn spaced(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The shorter forms by which a person with this full name may go: the given name, the given name and surname without
/// what is between, and every ending of the name (`bin laden`, `laden`).
fn parts(name: &str) -> Vec<String> {
    let mut words: Vec<&str> = name.split(' ').collect();
    let mut parts = Vec::new();
    if matches!(words.last(), Some(&("jr" | "sr"))) {
        words.pop();
        parts.push(words.join(" "));
    }
    if let [first, middle @ .., last] = words.as_slice() {
        parts.push((*first).to_owned());
        if !middle.is_empty() {
            parts.push(format!("{first} {last}"));
        }
    }
    parts.extend((1..words.len()).map(|from| words[from..].join(" ")));
    parts.sort_unstable();
    parts.dedup();
    parts
}

/// Whether the second span is all that stands in brackets right after the first.
fn in_brackets(text: &str, before: ByteSpan, inside: ByteSpan) -> bool {
    text[before.end..inside.start].trim() == "(" && text[inside.end..].trim_start().starts_with(')')
}

/// Whether a name is written as abbreviations are: one word, most of it capitals.
fn is_abbreviation(name: &str) -> bool {
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    !name.contains(char::is_whitespace) && capitals > 1 && 2 * capitals > letters
}
