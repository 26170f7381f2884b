//! What stands beside a name and says what it is: `Georgia's parliament`, `Paris, Texas`, `the state of Washington`.

use super::knowledge::{Kind, Knowledge, how};
use crate::entity::resolve::part::{first_word, is_part};
use crate::span::ByteSpan;

/// How far from a name its neighbours are read, in bytes.
const REACH: usize = 48;

/// Words behind or before a name that only a country has.
#[rustfmt::skip]
const OF_COUNTRIES: &[&str] = &[
    "ambassador", "army", "cabinet", "central", "chancellor", "consulate", "embassy", "foreign", "government", "king",
    "military", "ministry", "monarch", "national", "navy", "parliament", "president", "prime", "queen", "republic",
    "troops",
];

/// Words behind or before a name that only a state of a federation has.
#[rustfmt::skip]
const OF_STATES: &[&str] = &[
    "attorney", "county", "gov", "governor", "lawmakers", "legislators", "legislature", "province", "provinces",
    "rep", "resident", "residents", "sen", "senator", "state", "statehouse", "university",
];

/// Words before `of` and a place that make one name of it all: `the Duchess of Cambridge`.
#[rustfmt::skip]
const NAMES_BEFORE: &[&str] = &[
    "Archbishop", "Bank", "Battle", "Bishop", "Cardinal", "Count", "Countess", "Duchess", "Duke", "Earl", "Marquess",
    "Prince", "Princess", "Siege", "Treaty", "University", "Viscount",
];

/// Words about a match, right behind the name of a place: it is that of a team.
#[rustfmt::skip]
const OF_TEAMS: &[&str] = &[
    "basketball", "batsman", "captain", "coach", "cricket", "fans", "football", "footballer", "footballers",
    "goalkeeper", "hockey", "midfielder", "players", "quarterback", "rugby", "squad", "striker", "supporters", "team",
    "teammate", "v", "versus", "vs", "winger",
];

/// Small words that may follow a name and are nothing that it describes.
#[rustfmt::skip]
const SMALL: &[&str] = &[
    "a", "about", "after", "and", "are", "as", "at", "be", "before", "but", "by", "can", "could", "did", "do", "for",
    "from", "had", "has", "have", "in", "into", "is", "like", "may", "might", "must", "not", "of", "on", "or", "said",
    "say", "says", "should", "than", "that", "the", "to", "was", "were", "when", "where", "which", "while", "who",
    "whose", "will", "with", "would",
];

/// What the neighbours of one mention say.
#[derive(Debug, Clone, Default)]
pub(super) struct Cues {
    /// The country or the regions that it is said to be in: items. `Paris, Texas`.
    pub(super) inside: Vec<usize>,
    /// Whether something is said that only countries have.
    pub(super) national: bool,
    /// Whether something is said that only states have.
    pub(super) federal: bool,
    /// Whether it is said to be where something is or goes, `in`, `from`, `to`, or where the place before it is.
    pub(super) local: bool,
    /// Whether the name is only a part of another: `Madison County`, `the Duchess of Cambridge`.
    pub(super) names_on: bool,
    /// Whether it describes the word behind it: `Kazakh officials`.
    pub(super) describes: bool,
    /// Whether it is said to play: `the England coach`, `Alabama versus Florida State`.
    pub(super) plays: bool,
}

impl Cues {
    /// Reads what stands around the mention at `start..end`, within the block `from..to`.
    pub(super) fn read(
        knowledge: &Knowledge,
        text: &str,
        (from, to): (usize, usize),
        start: usize,
        end: usize,
    ) -> Cues {
        let after = &text[end..text.floor_char_boundary((end + REACH).min(to))];
        let before = &text[text.ceil_char_boundary(start.saturating_sub(REACH).max(from))..start];
        let last: Vec<&str> = before.rsplit(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(3).collect();
        let next = after.trim_start_matches(['\'', '’', 's']).split(|c: char| !c.is_alphanumeric());
        let next: Vec<&str> = next.filter(|word| !word.is_empty()).take(2).collect();
        // `president of Georgia`, but not a president of something else a line above.
        let owner = matches!(last.first(), Some(&("of" | "the"))).then(|| last.get(1)).flatten();
        let has = |list: &[&str]| {
            next.first().is_some_and(|word| holds(list, word)) || owner.is_some_and(|word| holds(list, word))
        };
        Cues {
            inside: container(knowledge, after),
            national: has(OF_COUNTRIES),
            federal: has(OF_STATES),
            names_on: is_within(before, &last) || is_part(text, ByteSpan::new(from, to), ByteSpan::new(start, end)),
            describes: after.starts_with('-')
                || first_word(after).is_some_and(|word| {
                    word.starts_with(|c: char| c.is_ascii_lowercase()) && SMALL.binary_search(&word).is_err()
                }),
            plays: next.iter().take(2).any(|word| holds(OF_TEAMS, word))
                || last.first().is_some_and(|word| matches!(*word, "versus" | "vs" | "v")),
            local: last.first().is_some_and(|word| is_local(word)) || before.ends_with('(') || before.ends_with(", "),
        }
    }
}

/// Whether the words before a place, the nearest first, are the start of a name that ends with it: `the King of Spain`,
/// `Partitions of Poland`. A capital that a sentence may begin with tells nothing.
fn is_within(before: &str, last: &[&str]) -> bool {
    let [of, title, ..] = last else { return false };
    let amid = || {
        let earlier = before.trim_end().strip_suffix(of).and_then(|rest| rest.trim_end().strip_suffix(title));
        earlier.is_some_and(|rest| rest.ends_with(' ') && rest.trim_end().ends_with(char::is_alphanumeric))
    };
    *of == "of"
        && (NAMES_BEFORE.binary_search(title).is_ok()
            || title.starts_with(char::is_uppercase) && title.len() > 1 && amid())
}

/// Room for the longest word of any list.
pub(super) type Buffer = [u8; 16];

/// A word of plain letters in lower case, if it is no longer than those of the lists.
pub(super) fn lower<'a>(word: &str, buffer: &'a mut Buffer) -> Option<&'a str> {
    let letters = buffer.get_mut(..word.len()).filter(|_| word.is_ascii())?;
    letters.copy_from_slice(word.as_bytes());
    letters.make_ascii_lowercase();
    std::str::from_utf8(letters).ok()
}

/// Whether a list in order holds a word, however that is written.
fn holds(list: &[&str], word: &str) -> bool {
    lower(word, &mut Buffer::default()).is_some_and(|word| list.binary_search(&word).is_ok())
}

/// Whether what follows the word is a place that somebody is at or goes to.
fn is_local(word: &str) -> bool {
    matches!(
        word,
        "in" | "In"
            | "from"
            | "From"
            | "to"
            | "at"
            | "At"
            | "across"
            | "throughout"
            | "near"
            | "Near"
            | "outside"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "central"
            | "into"
            | "around"
    )
}

/// The places that the name is said to be in: a country or regions of one name, right behind a comma or in brackets,
/// or behind `in`.
fn container(knowledge: &Knowledge, after: &str) -> Vec<usize> {
    let Some(rest) = after.strip_prefix(", ").or_else(|| after.strip_prefix(" (")) else { return Vec::new() };
    let rest = rest.strip_prefix("in ").unwrap_or(rest);
    if !rest.starts_with(char::is_uppercase) {
        return Vec::new();
    }
    let ends = rest.match_indices([' ', ',', ')', ';', ':', '\n']).map(|(at, _)| at).chain([rest.len()]);
    let ends: Vec<usize> = ends.take(3).collect();
    ends.iter().rev().map(|&end| outer(knowledge, &rest[..end])).find(|items| !items.is_empty()).unwrap_or_default()
}

/// The countries and regions of that name.
pub(super) fn outer(knowledge: &Knowledge, name: &str) -> Vec<usize> {
    let senses = knowledge.senses(name).filter(|sense| sense.how & how::DEMONYM == 0);
    let items = senses.map(|sense| sense.item);
    items.filter(|&item| matches!(knowledge.item(item).kind, Kind::Country | Kind::Region)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_can_be_searched() {
        assert!(OF_COUNTRIES.is_sorted());
        assert!(OF_STATES.is_sorted());
        assert!(NAMES_BEFORE.is_sorted());
        assert!(SMALL.is_sorted() && OF_TEAMS.is_sorted());
    }
}
