//! What a reader says of single mentions, which goes before everything that was found.
//!
//! Corrections are applied twice: before it is known who is who, so that the names around them are joined to what the
//! reader says, and after it, because mentions that name the same thing are made to agree there.

use super::{Entity, Mention, MentionType};
use crate::document::Document;
use crate::sort;
use crate::span::ByteSpan;

/// What a reader says of one passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Correction {
    /// The passage.
    pub span: ByteSpan,
    /// What it is, or is not.
    pub verdict: Verdict,
}

/// What a reader says a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The mention that was found there is right.
    Right,
    /// It is no name.
    NoName,
    /// It is a name of this type, all of it.
    Name(MentionType),
}

/// The entity of a mention that has none yet.
const NONE: usize = usize::MAX;

/// The corrections that can be made, in order, none overlapping another: of two that do the later counts. What does not
/// lie in one block is left out.
pub(crate) fn usable(document: &Document, corrections: &[Correction]) -> Vec<Correction> {
    let mut usable: Vec<Correction> = Vec::new();
    let trimmed = |correction: &Correction| {
        let given = correction.span;
        let span = document.text.get(given.start..given.end).and_then(|_| given.trim(&document.text))?;
        let block = document.blocks.partition_point(|block| block.span.end <= span.start);
        document.blocks.get(block)?.span.contains(span).then_some(Correction { span, ..*correction })
    };
    let mut sorted: Vec<(usize, Correction)> = corrections.iter().filter_map(trimmed).enumerate().collect();
    sort::by_key(&mut sorted, |(at, correction)| (correction.span.start, *at));
    let mut rank: Vec<usize> = Vec::new();
    for (at, correction) in sorted {
        // Those before it that it overlaps are the last ones.
        while usable.last().is_some_and(|last| last.span.overlaps(correction.span)) && rank.last() < Some(&at) {
            usable.pop();
            rank.pop();
        }
        if usable.last().is_none_or(|last| !last.span.overlaps(correction.span)) {
            usable.push(correction);
            rank.push(at);
        }
    }
    usable
}

/// Makes the mentions what the reader says that they are. Both lists are sorted, and stay so; a mention that is new has
/// no entity. Whether anything has changed.
pub(crate) fn mark(corrections: &[Correction], mentions: &mut Vec<Mention>) -> bool {
    let mut changed = false;
    let mut at = 0;
    let mut missing: Vec<Option<MentionType>> = corrections
        .iter()
        .map(|correction| match correction.verdict {
            Verdict::Name(kind) => Some(kind),
            Verdict::Right | Verdict::NoName => None,
        })
        .collect();
    mentions.retain_mut(|mention| {
        at += corrections[at..].iter().take_while(|correction| correction.span.end <= mention.span.start).count();
        let Some(Correction { span, verdict }) = corrections.get(at).filter(|there| there.span.overlaps(mention.span))
        else {
            return true;
        };
        let stays = *span == mention.span
            && match verdict {
                Verdict::Right => true,
                Verdict::NoName => false,
                Verdict::Name(kind) => *kind == mention.kind,
            };
        if stays {
            mention.confidence = 1.0;
            missing[at] = None;
        }
        let stays = stays || *verdict == Verdict::Right;
        changed |= !stays;
        stays
    });
    for (Correction { span, .. }, kind) in corrections.iter().zip(missing) {
        let Some(kind) = kind else { continue };
        mentions.push(Mention { span: *span, kind, entity: NONE, confidence: 1.0, glossary: None });
        changed = true;
    }
    sort::by_key(mentions, |mention| mention.span.start);
    changed
}

/// Makes the mentions once more what the reader says, and gives those that are new an entity: that of their name and type,
/// if there is one.
pub(crate) fn settle(
    corrections: &[Correction],
    text: &str,
    mentions: &mut Vec<Mention>,
    entities: Vec<Entity>,
) -> Vec<Entity> {
    if !mark(corrections, mentions) {
        return entities;
    }
    let mut entities = entities;
    for mention in mentions.iter_mut().filter(|mention| mention.entity == NONE) {
        let name = mention.span.of(text);
        let known = entities.iter().position(|entity| entity.kind == mention.kind && entity.name == name);
        mention.entity = known.unwrap_or_else(|| {
            entities.push(Entity::new(name.to_owned(), mention.kind));
            entities.len() - 1
        });
    }
    renumber(mentions, entities)
}

/// The entities that have mentions, in the order of the first of them.
fn renumber(mentions: &mut [Mention], entities: Vec<Entity>) -> Vec<Entity> {
    let mut numbers = vec![NONE; entities.len()];
    let mut ordered: Vec<Entity> = Vec::new();
    for (at, mention) in mentions.iter_mut().enumerate() {
        let number = &mut numbers[mention.entity];
        if *number == NONE {
            *number = ordered.len();
            ordered.push(Entity { mentions: Vec::new(), ..entities[mention.entity].clone() });
        }
        mention.entity = *number;
        ordered[*number].mentions.push(at);
    }
    ordered
}
