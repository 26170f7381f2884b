//! What a person is, as the text says beside the name: `White House spokeswoman Jen Psaki`, `Mary Barra, the chief
//! executive of General Motors,`.

use super::{Entity, Mention, MentionType};
use crate::document::Document;
use crate::sort;
use crate::span::ByteSpan;
use crate::text::{Token, TokenKind, within};
use std::sync::LazyLock;

/// Words for what people are, sorted.
static ROLES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut roles: Vec<&str> = include_str!("wording/roles.txt").lines().collect();
    sort::by_key(&mut roles, |role| *role);
    roles
});

/// Bytes of a word that is longer than any of them.
const LONG: usize = 24;

/// How far a role may begin before the name and end behind it, in bytes.
const REACH: usize = 120;

/// The most tokens of a role.
const MOST_TOKENS: usize = 10;

/// Tells each person the role that the text first gives.
pub(super) fn tell(document: &Document, mentions: &[Mention], entities: &mut [Entity]) {
    for (at, mention) in mentions.iter().enumerate().filter(|(_, mention)| mention.kind == MentionType::Person) {
        let entity = &mut entities[mention.entity];
        if entity.role.is_some() {
            continue;
        }
        let block = document.blocks.partition_point(|block| block.span.end <= mention.span.start);
        let Some((block, passage)) = document.blocks.get(block).zip(document.passages().get(block)) else { continue };
        let tokens = passage.tokens();
        let from = at.checked_sub(1).map_or(block.span.start, |before| previous_person_end(mentions, before));
        let start = document.text.ceil_char_boundary(mention.span.start.saturating_sub(REACH));
        let before = ByteSpan::new(start.max(block.span.start).max(from), mention.span.start);
        let end = document.text.floor_char_boundary((mention.span.end + REACH).min(block.span.end));
        let after = ByteSpan::new(mention.span.end, end.max(mention.span.end));
        entity.role = role_before(&document.text, within(tokens, before), before)
            .or_else(|| role_after(&document.text, within(tokens, after)));
    }
}

/// Where the last person before this one ends: a role does not reach across another name of a person.
fn previous_person_end(mentions: &[Mention], before: usize) -> usize {
    if mentions[before].kind == MentionType::Person { mentions[before].span.end } else { 0 }
}

/// Whether a word says what somebody is; its plural does not, for that is of several people.
pub(crate) fn is_role(word: &str) -> bool {
    word.len() < LONG && ROLES.binary_search(&word.to_lowercase().as_str()).is_ok()
}

/// The role that ends where the name begins. `tokens` are those of what is before it.
fn role_before(text: &str, tokens: &[Token], before: ByteSpan) -> Option<ByteSpan> {
    let last = tokens.last()?;
    if !is_role(last.span.of(text)) || text[last.span.end..before.end].trim() != "" {
        return None;
    }
    let words = tokens.iter().rev().take(MOST_TOKENS).take_while(|token| goes_into_role(text, token));
    let start = words.last()?.span.start;
    let role = ByteSpan::new(start, last.span.end);
    // `said President Bush`, at the start of a sentence or behind a small word: nothing but the title.
    Some(role)
}

/// Whether a token may be part of a role before a name: a capitalised word, a possessive, a role, or what qualifies one.
fn goes_into_role(text: &str, token: &Token) -> bool {
    let word = token.span.of(text);
    if token.kind != TokenKind::Word {
        return false;
    }
    let starts_title = word.starts_with(char::is_uppercase) && !OPENERS.contains(&word.to_lowercase().as_str());
    let qualifies = QUALIFIERS.contains(&word.to_lowercase().as_str());
    starts_title || qualifies || is_role(word) || word.contains('-') || word.ends_with("'s") || word.ends_with("’s")
}

/// Words that stand before a role without being part of it, though the start of a sentence gives them a capital.
#[rustfmt::skip]
const OPENERS: [&str; 32] = [
    "the", "a", "an", "in", "on", "at", "for", "and", "but", "as", "when", "while", "after", "before", "with", "by",
    "to", "from", "of", "its", "his", "her", "their", "our", "said", "according", "like", "if", "both", "then",
    "although", "that",
];

#[rustfmt::skip]
const QUALIFIERS: [&str; 30] = [
    "former", "vice", "deputy", "acting", "prime", "chief", "senior", "assistant", "foreign", "interior", "defense",
    "defence", "finance", "executive", "managing", "general", "presidential", "vice-presidential", "national",
    "longtime", "outgoing", "incoming", "campaign", "press", "party", "opposition", "state", "attorney", "police",
    "human",
];

/// The role that stands between commas behind the name, of which `tokens` are those.
fn role_after(text: &str, tokens: &[Token]) -> Option<ByteSpan> {
    let [comma, rest @ ..] = tokens else { return None };
    if comma.span.of(text) != "," {
        return None;
    }
    let is_article =
        |token: &&Token| matches!(token.span.of(text), "the" | "a" | "an" | "its" | "his" | "her" | "their");
    let rest = if rest.first().is_some_and(|token| is_article(&token)) { &rest[1..] } else { rest };
    let is_stop = |token: &Token| token.kind == TokenKind::Punctuation;
    let length = rest.iter().position(is_stop)?;
    let words = &rest[..length];
    let closes = matches!(rest[length].span.of(text), "," | "." | ";" | ":");
    let before_phrase = words.iter().take_while(|token| !BEHIND.contains(&token.span.of(text)));
    let head = before_phrase.last().filter(|token| is_role(token.span.of(text)));
    (closes && length <= MOST_TOKENS && head.is_some())
        .then(|| ByteSpan::new(words[0].span.start, words[length - 1].span.end))
}

/// Words that begin what stands behind the head of a role: `chief executive of`.
const BEHIND: [&str; 10] = ["of", "for", "at", "in", "to", "from", "on", "with", "who", "and"];
