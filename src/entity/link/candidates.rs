//! What each entity may be: the items of its name, and what the article says beside its mentions.

use super::cues::{self, Cues};
use super::key::fold;
use super::knowledge::{Kind, Knowledge, how};
use super::sport::is_sport;
use crate::document::Document;
use crate::entity::{Entity, Mention, MentionType};
use crate::sort;

/// How many mentions of an entity are looked at: one that is named more often than that is well explained.
const MOST_MENTIONS: usize = 24;

/// How many other names of an entity are tried when its own is not known.
const MOST_NAMES: usize = 4;

/// An entity none of whose mentions is at least as sure a name is as likely a part of another or none.
const SURE_NAME: f32 = 0.6;

/// An entity that may have a link.
#[derive(Debug)]
pub(super) struct Subject {
    /// Its index.
    pub(super) entity: usize,
    /// The items that it may be, each once. Never empty.
    pub(super) items: Vec<usize>,
    /// How often it is named.
    pub(super) mentions: usize,
    /// Whether the article is dated from there.
    pub(super) dateline: bool,
    /// The countries and regions that it is said to be in.
    pub(super) inside: Vec<usize>,
    /// How often something is said of it that only countries have.
    pub(super) national: usize,
    /// How often something is said of it that only states have.
    pub(super) federal: usize,
    /// Whether it tells of a country and is yet no name of it, or may be the name of a team or of somebody.
    pub(super) doubtful: bool,
    /// The entities that it stands in a list with: `Texas, Georgia and Ohio`.
    pub(super) beside: Vec<usize>,
}

/// The entities that may have a link, in their order.
pub(super) fn gather(
    knowledge: &Knowledge,
    document: &Document,
    mentions: &[Mention],
    entities: &[Entity],
) -> Vec<Subject> {
    let sport = is_sport(&document.text);
    let people = people(entities);
    let subject = |(id, entity): (usize, &Entity)| -> Option<Subject> {
        let (items, inside) = items(knowledge, &document.text, mentions, entity)?;
        let mut subject = Subject {
            entity: id,
            items,
            mentions: entity.mentions.len(),
            dateline: false,
            inside,
            national: 0,
            federal: 0,
            doubtful: false,
            beside: Vec::new(),
        };
        look_around(knowledge, document, mentions, entity, &mut subject, sport);
        subject.doubtful |= entity.kind == MentionType::Loc && people.binary_search(&fold(&entity.name)).is_ok();
        Some(subject)
    };
    entities.iter().enumerate().filter_map(subject).collect()
}

/// Reads what stands beside the entity's mentions.
fn look_around(
    knowledge: &Knowledge,
    document: &Document,
    mentions: &[Mention],
    entity: &Entity,
    subject: &mut Subject,
    sport: bool,
) {
    let looked_at = entity.mentions.len().min(MOST_MENTIONS);
    let (mut local, mut describing, mut naming_on, mut playing) = (0, 0, 0, 0);
    for &at in &entity.mentions[..looked_at] {
        let mention = mentions[at].span;
        subject.beside.extend(neighbours(&document.text, mentions, at));
        let block = document.blocks.partition_point(|block| block.span.end <= mention.start);
        let bounds = document.blocks.get(block).map_or((0, document.text.len()), |b| (b.span.start, b.span.end));
        let bounds = (bounds.0.min(mention.start), bounds.1.max(mention.end));
        let cues = Cues::read(knowledge, &document.text, bounds, mention.start, mention.end);
        subject.inside.extend(cues.inside.iter().filter(|item| !subject.items.contains(item)));
        subject.national += usize::from(cues.national);
        subject.federal += usize::from(cues.federal);
        local += usize::from(cues.local);
        describing += usize::from(cues.describes);
        naming_on += usize::from(cues.names_on);
        playing += usize::from(cues.plays);
        subject.dateline |=
            document.dateline.is_some_and(|dateline| dateline.place.is_some_and(|place| place.overlaps(mention)));
    }
    let mostly = |count: usize| 2 * count > looked_at;
    // A people is called after its country, and yet is another thing than the country: `Kazakh officials` are of the
    // state, and `a Kazakh singer` is of the people.
    subject.doubtful = match entity.kind {
        MentionType::Norp => {
            let written = entity.mentions.iter().take(MOST_MENTIONS);
            let people = |name| knowledge.senses(name).any(|sense| sense.how & how::PEOPLE != 0);
            subject.national == 0
                || !mostly(describing)
                || written.map(|&mention| mentions[mention].span.of(&document.text)).any(people)
        }
        MentionType::Loc => (sport && !subject.dateline && !mostly(local)) || mostly(naming_on) || mostly(playing),
        _ => false,
    };
    subject.doubtful |= entity.mentions.iter().all(|&mention| mentions[mention].confidence < SURE_NAME);
}

/// The words of the names of the article's people, as they are looked up, in order.
fn people(entities: &[Entity]) -> Vec<String> {
    let people = entities.iter().filter(|entity| entity.kind == MentionType::Person);
    let mut words: Vec<String> = people.flat_map(|person| person.name.split_whitespace().map(fold)).collect();
    sort::by(&mut words, String::cmp);
    words
}

/// The entities of the mentions that stand in a list with the one at `at`.
fn neighbours(text: &str, mentions: &[Mention], at: usize) -> impl Iterator<Item = usize> {
    let before = at.checked_sub(1).map(|before| (before, at));
    let pairs = before.into_iter().chain([(at, at + 1)]).filter(|pair| pair.1 < mentions.len());
    let listed = pairs.filter(|&(left, right)| is_list(&text[mentions[left].span.end..mentions[right].span.start]));
    listed.map(move |(left, right)| mentions[if left == at { right } else { left }].entity)
}

/// Whether this is all that stands between two members of a list.
fn is_list(between: &str) -> bool {
    matches!(between, ", " | " and " | ", and " | " & " | " or " | ", or ")
}

/// The items that an entity may be and the places that its name says it is in, if there are any items.
fn items(knowledge: &Knowledge, text: &str, mentions: &[Mention], entity: &Entity) -> Option<(Vec<usize>, Vec<usize>)> {
    let written = || entity.mentions.iter().take(MOST_MENTIONS).map(|&mention| mentions[mention].span.of(text));
    let names = std::iter::once(entity.name.as_str()).chain(written().take(MOST_NAMES));
    let (mut found, inside) =
        names.map(|name| items_named(knowledge, name, entity.kind)).find(|(i, _)| !i.is_empty())?;
    // What its other names are not it may not be: two things may have been taken for one.
    for name in written().filter(|name| *name != entity.name) {
        let (others, _) = items_named(knowledge, name, entity.kind);
        found.retain(|item| others.is_empty() || others.contains(item));
    }
    (!found.is_empty()).then_some((found, inside))
}

/// The items of a name, and the places that it says they are in: `Paris, Texas`.
fn items_named(knowledge: &Knowledge, name: &str, kind: MentionType) -> (Vec<usize>, Vec<usize>) {
    let found = items_of(knowledge, name, kind);
    match name.split_once(", ") {
        Some((inner, outer)) if found.is_empty() => (items_of(knowledge, inner, kind), cues::outer(knowledge, outer)),
        _ => (found, Vec::new()),
    }
}

/// The items that a name of that type may stand for.
fn items_of(knowledge: &Knowledge, name: &str, kind: MentionType) -> Vec<usize> {
    let mut items: Vec<usize> = Vec::new();
    for sense in knowledge.senses(name) {
        let fits = match kind {
            MentionType::Norp => sense.how & how::DEMONYM != 0,
            MentionType::Loc => sense.how & how::DEMONYM == 0,
            MentionType::Org => sense.how & how::DEMONYM == 0 && knowledge.item(sense.item).kind == Kind::Organisation,
            MentionType::Person | MentionType::Event | MentionType::Misc => false,
        };
        let written = sense.how & how::BEHIND == 0 && (sense.how & how::CAPITALS == 0 || in_capitals(name));
        if fits && written && !items.contains(&sense.item) {
            items.push(sense.item);
        }
    }
    items
}

fn in_capitals(name: &str) -> bool {
    !name.trim_end_matches("'s").trim_end_matches("’s").chars().any(char::is_lowercase)
}
