//! Mentions grouped by how they are written, and groups joined.

use std::collections::HashMap;

#[cfg(feature = "explain")]
use super::Reason;
use super::name::{alike, fullness, without_possessive};
use super::part;
use super::{Entity, Mention, MentionType, Rule};
use crate::document::Document;
use crate::text::spaced;

/// A set of mentions that are written alike and have one type.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) kind: MentionType,
    /// The name as [`alike`] makes it.
    pub(super) key: String,
    /// The name as the first mention writes it.
    pub(super) surface: String,
    /// The first mention.
    #[cfg_attr(not(feature = "explain"), expect(dead_code, reason = "only `reasons` asks for it"))]
    first: usize,
    /// Which group this one has joined, and why.
    joined: Option<(usize, Rule)>,
    /// A shorter way to the root than `joined`, which stays for whoever asks why.
    up: usize,
}

/// The groups that go by a form of their name, where only one thing does.
#[derive(Debug, Default)]
pub(super) struct SoleOwners {
    /// `None` for a form by which two things go.
    by_form: HashMap<String, Option<usize>>,
}

impl SoleOwners {
    /// Notes that `group` may go by `form`.
    pub(super) fn claim(&mut self, groups: &mut Groups, form: String, group: usize) {
        let owner = self.by_form.entry(form).or_insert(Some(group));
        *owner = owner.filter(|&other| groups.same(other, group));
    }

    /// The group that alone goes by `form`.
    pub(super) fn get(&self, form: &str) -> Option<usize> {
        self.by_form.get(form).copied().flatten()
    }
}

/// The groups of a document.
#[derive(Debug, Default)]
pub(super) struct Groups {
    pub(super) all: Vec<Group>,
    of_mention: Vec<usize>,
}

impl Groups {
    /// Groups the mentions whose names are alike.
    pub(super) fn by_name(document: &Document, mentions: &[Mention]) -> Self {
        let text = &document.text;
        let mut groups = Groups::default();
        let mut numbers = HashMap::new();
        for (first, mention) in mentions.iter().enumerate() {
            let (kind, surface) = (mention.kind, mention.span.of(text));
            let part = kind == MentionType::Loc && is_part(document, mention);
            let number = *numbers.entry((kind, alike(surface, kind), part)).or_insert_with_key(|(_, key, part)| {
                let up = groups.all.len();
                let surface = spaced(without_possessive(surface));
                // What is a part of another thing's name is not joined to what goes by it alone.
                let key = if *part { String::new() } else { key.clone() };
                groups.all.push(Group { kind, key, surface, first, joined: None, up });
                up
            });
            groups.of_mention.push(number);
        }
        groups
    }

    /// The groups that are not empty of letters, by number.
    pub(super) fn of_kind(&self, accept: impl Fn(MentionType) -> bool) -> Vec<usize> {
        (0..self.all.len()).filter(|&at| accept(self.all[at].kind) && !self.all[at].key.is_empty()).collect()
    }

    /// The group of a mention.
    pub(super) fn of(&self, mention: usize) -> usize {
        self.of_mention[mention]
    }

    /// The group that has joined no other, at the end of the chain, which is cut short on the way.
    pub(super) fn root(&mut self, mut group: usize) -> usize {
        while self.all[group].up != group {
            self.all[group].up = self.all[self.all[group].up].up;
            group = self.all[group].up;
        }
        group
    }

    /// Whether two groups are one thing.
    pub(super) fn same(&mut self, a: usize, b: usize) -> bool {
        self.root(a) == self.root(b)
    }

    /// Joins one group, and all that have joined it, to another.
    pub(super) fn join(&mut self, group: usize, into: usize, rule: Rule) {
        let (from, root) = (self.root(group), self.root(into));
        if from == root {
            return;
        }
        // The link that tells why runs between the groups themselves, so whatever hung `group` on its own root is
        // turned round.
        self.turn(group);
        self.all[group].joined = Some((into, rule));
        self.all[from].up = root;
    }

    /// Makes `group` the one that the links of its set lead to.
    fn turn(&mut self, group: usize) {
        let mut next = self.all[group].joined.take().map(|link| (group, link));
        while let Some((below, (above, rule))) = next {
            next = self.all[above].joined.replace((below, rule)).map(|link| (above, link));
        }
    }

    /// Joins groups of one name and several types, but for people: Washington is two things. A person's name joins if
    /// it has several words, or if one type is by far the better attested.
    pub(super) fn join_types(&mut self, mentions: &[Mention]) {
        let weights = self.weights(mentions);
        let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
        let mut surnames: HashMap<String, ()> = HashMap::new();
        for at in self.of_kind(|_| true) {
            let Group { kind, key, .. } = &self.all[at];
            if *kind == MentionType::Person && key.contains(' ') {
                surnames.extend(key.split(' ').map(|word| (word.to_owned(), ())));
            }
            by_key.entry(key.clone()).or_default().push(at);
        }
        for at in 0..self.all.len() {
            let Some(alike) = by_key.remove(&self.all[at].key).filter(|alike| alike.len() > 1) else { continue };
            let key = self.all[at].key.clone();
            let (people, others): (Vec<_>, Vec<_>) =
                alike.into_iter().partition(|&group| self.all[group].kind == MentionType::Person);
            others.iter().skip(1).for_each(|&group| self.join(group, others[0], Rule::SameNameOtherType));
            if let (Some(&person), Some(&other)) = (people.first(), others.first()) {
                let weight = |groups: &[usize]| groups.iter().map(|&group| weights[group]).sum::<u32>();
                let (person_weight, other_weight) = (weight(&people), weight(&others));
                let lopsided = person_weight.max(other_weight) >= LOPSIDED * person_weight.min(other_weight);
                if key.contains(' ') || lopsided && !surnames.contains_key(&key) {
                    self.join(other, person, Rule::SameNameOtherType);
                }
            }
        }
    }

    /// The confidence of each group's mentions together, in thousandths.
    fn weights(&self, mentions: &[Mention]) -> Vec<u32> {
        let mut weights = vec![0; self.all.len()];
        for (mention, &group) in mentions.iter().zip(&self.of_mention) {
            weights[group] += thousandths(mention.confidence);
        }
        weights
    }

    /// The entities, in the order of their first mention; tells each mention its entity and the type that was agreed.
    pub(super) fn entities(&mut self, text: &str, mentions: &mut [Mention]) -> Vec<Entity> {
        let mut entities: Vec<Entity> = Vec::new();
        let mut votes: Vec<[u32; MentionType::ALL.len()]> = Vec::new();
        let mut numbers = vec![None; self.all.len()];
        for (at, mention) in mentions.iter_mut().enumerate() {
            let root = self.root(self.of_mention[at]);
            let number = *numbers[root].get_or_insert_with(|| {
                entities.push(Entity::new(String::new(), mention.kind));
                votes.push([0; _]);
                entities.len() - 1
            });
            mention.entity = number;
            entities[number].mentions.push(at);
            votes[number][mention.kind as usize] += 1 + thousandths(mention.confidence);
        }
        for (entity, votes) in entities.iter_mut().zip(votes) {
            // What the caller says of a name is not put to the vote.
            let listed = entity.mentions.iter().find(|&&at| mentions[at].glossary.is_some());
            entity.kind = listed.map_or_else(|| elected(votes, entity.kind), |&at| mentions[at].kind);
            for &at in &entity.mentions {
                if mentions[at].glossary.is_none() {
                    mentions[at].kind = entity.kind;
                }
            }
            let names = entity.mentions.iter().map(|&at| mentions[at].span.of(text));
            // Of equally full names the first in the text; `max_by_key` would give the last.
            let fullest = names.reduce(|best, name| if fullness(name) > fullness(best) { name } else { best });
            entity.name = spaced(without_possessive(fullest.unwrap_or_default()));
        }
        entities
    }

    /// Why each mention belongs where it does.
    #[cfg(feature = "explain")]
    pub(super) fn reasons(&self) -> Vec<Option<Reason>> {
        let reason = |(mention, &number): (usize, &usize)| {
            let group = &self.all[number];
            if group.first != mention {
                return Some(Reason { rule: Rule::SameName, to: group.first });
            }
            group.joined.map(|(into, rule)| Reason { rule, to: self.all[into].first })
        };
        self.of_mention.iter().enumerate().map(reason).collect()
    }
}

/// Whether a place is a part of a longer name, which was not found.
fn is_part(document: &Document, mention: &Mention) -> bool {
    let block = document.blocks.partition_point(|block| block.span.end <= mention.span.start);
    let block = document.blocks.get(block).map(|block| block.span);
    mention.glossary.is_none() && block.is_some_and(|block| part::is_part(&document.text, block, mention.span))
}

/// How many times better one type must be attested than another to take its mentions.
const LOPSIDED: u32 = 3;

fn thousandths(confidence: f32) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a confidence is from 0 to 1")]
    let whole = (confidence.clamp(0.0, 1.0) * 1000.0 + 0.5) as u32;
    whole
}

/// The type with the most votes; the first mention's if it is one of them.
fn elected(votes: [u32; MentionType::ALL.len()], first: MentionType) -> MentionType {
    MentionType::ALL
        .into_iter()
        .fold(first, |best, kind| if votes[kind as usize] > votes[best as usize] { kind } else { best })
}
