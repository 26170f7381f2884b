//! What stands beside a name and says what it is: `Georgia's parliament`, `Paris, Texas`, `the state of Washington`.

use super::knowledge::{Kind, Knowledge, how};

/// How far from a name its neighbours are read, in bytes.
const REACH: usize = 48;

/// The same for the rest of a list, which one word at its end may be about.
const FAR: usize = 120;

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
    "attorney", "county", "gov", "governor", "lawmakers", "legislators", "legislature", "rep", "resident", "residents",
    "sen", "senator", "state", "statehouse", "university",
];

/// Words that make another name of the one before them: `Madison County`, `Oxford Street`. In lower case, the plurals of
/// `Riverside and Los Angeles counties` among them.
#[rustfmt::skip]
const NAMES_ON: &[&str] = &[
    "academy", "airport", "avenue", "base", "bay", "beach", "boulevard", "bridge", "college", "counties", "county",
    "creek", "district", "drive", "forest", "heights", "high", "highway", "hills", "hospital", "island", "islands",
    "lake", "lane", "mountains", "parish", "park", "river", "road", "school", "square", "station", "street", "township",
    "university", "valley",
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
        let after = &text[end..floor(text, (end + REACH).min(to))];
        let before = &text[ceil(text, start.saturating_sub(REACH).max(from))..start];
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
            names_on: is_within(before, &last)
                || is_title(before, after)
                || is_bracketed(before, after)
                || is_shared(&text[end..floor(text, (end + FAR).min(to))])
                || first_word(after).is_some_and(|word| {
                    let plural = matches!(word, "counties" | "islands" | "mountains");
                    (plural || word.starts_with(char::is_uppercase)) && holds(NAMES_ON, word)
                }),
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

/// Whether a name stands first in a title in quote marks: `"Houston's Top Dentists"`.
fn is_title(before: &str, after: &str) -> bool {
    let opens = before.ends_with(['"', '“', '‘']);
    let Some(end) = after.find(['"', '”', '\n']).filter(|_| opens) else { return false };
    let words = || after[..end].split_whitespace().filter(|word| word.len() > 3);
    words().count() < 6 && words().all(|word| word.starts_with(char::is_uppercase))
}

/// Whether a name stands with another in brackets that end a third: `Rape Crisis (England and Wales)`.
fn is_bracketed(before: &str, after: &str) -> bool {
    let (Some((outer, left)), Some((right, _))) = (before.rsplit_once('('), after.split_once(')')) else {
        return false;
    };
    let member =
        |part: &str| part.split_whitespace().all(|w| matches!(w, "and" | "&") || w.starts_with(char::is_uppercase));
    let joined =
        left.ends_with(" and ") || left.ends_with(" & ") || right.starts_with(" and ") || right.starts_with(" & ");
    let named = outer.trim_end().rsplit(' ').next().is_some_and(|word| word.starts_with(char::is_uppercase));
    joined && named && member(left) && member(right)
}

/// Whether a plural at the end of a list makes other names of its members: `Orange, Riverside and Kern counties`.
fn is_shared(after: &str) -> bool {
    let mut joined = false;
    for word in after.split_whitespace() {
        let bare = word.trim_end_matches([',', '.', ';']);
        match bare {
            "and" | "or" | "&" => joined = true,
            "counties" | "Counties" | "Islands" | "islands" | "Rivers" | "rivers" => return joined,
            _ if bare.starts_with(char::is_uppercase) && !word.ends_with(['.', ';']) => {}
            _ if bare.is_empty() => {}
            _ => return false,
        }
    }
    false
}

/// The word right behind a name, with nothing but a space between.
fn first_word(after: &str) -> Option<&str> {
    let word = after.strip_prefix(' ')?.split(|c: char| !c.is_alphanumeric()).next()?;
    (!word.is_empty()).then_some(word)
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

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_can_be_searched() {
        assert!(OF_COUNTRIES.is_sorted());
        assert!(OF_STATES.is_sorted());
        assert!(NAMES_ON.is_sorted() && NAMES_BEFORE.is_sorted());
        assert!(SMALL.is_sorted() && OF_TEAMS.is_sorted());
    }
}
