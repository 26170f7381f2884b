//! Names of places that are no more than a part of a longer name, which was not found.

use crate::span::ByteSpan;

/// How far from a name its neighbours are read, in bytes.
const REACH: usize = 48;

/// The same for the rest of a list, which one word at its end may be about.
const FAR: usize = 120;

/// Words that make another name of the one before them: `Madison County`, `Oxford Street`. In lower case, the plurals of
/// `Riverside and Los Angeles counties` among them.
#[rustfmt::skip]
const NAMES_ON: &[&str] = &[
    "academy", "airport", "avenue", "base", "bay", "beach", "boulevard", "bridge", "college", "counties", "county",
    "creek", "district", "drive", "forest", "heights", "high", "highway", "hills", "hospital", "island", "islands",
    "lake", "lane", "mountains", "parish", "park", "river", "road", "school", "square", "station", "street", "township",
    "university", "valley",
];

/// Whether the place at `place`, in the block at `block`, only begins or ends another name: `Houston` in `“Houston’s Top
/// Dentists”`, `Madison` in `Madison County`.
pub(in crate::entity) fn is_part(text: &str, block: ByteSpan, place: ByteSpan) -> bool {
    let upto = |reach: usize| text.floor_char_boundary((place.end + reach).min(block.end).max(place.end));
    let after = &text[place.end..upto(REACH)];
    let from = text.ceil_char_boundary(place.start.saturating_sub(REACH).max(block.start).min(place.start));
    let before = &text[from..place.start];
    is_title(before, after)
        || is_bracketed(before, after)
        || is_shared(&text[place.end..upto(FAR)])
        || first_word(after).is_some_and(|word| {
            let plural = matches!(word, "counties" | "islands" | "mountains");
            (plural || word.starts_with(char::is_uppercase)) && is_listed(word)
        })
}

/// Whether a name stands first in a title in quote marks: `"Houston's Top Dentists"`.
fn is_title(before: &str, after: &str) -> bool {
    let opens = before.ends_with(['"', '“', '‘']);
    let Some(end) = after.find(['"', '”', '\n']).filter(|_| opens) else { return false };
    let words = || after[..end].split_whitespace().filter(|word| word.len() > 3 && !word.starts_with('’'));
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
pub(in crate::entity) fn first_word(after: &str) -> Option<&str> {
    let word = after.strip_prefix(' ')?.split(|c: char| !c.is_alphanumeric()).next()?;
    (!word.is_empty()).then_some(word)
}

fn is_listed(word: &str) -> bool {
    NAMES_ON.binary_search(&word.to_ascii_lowercase().as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_another_name_is_told_by_what_stands_around_it() {
        assert!(NAMES_ON.is_sorted());
        let check = |text: &str, name: &str, expected: bool| {
            let start = text.find(name).unwrap();
            let place = ByteSpan::new(start, start + name.len());
            assert_eq!(is_part(text, ByteSpan::new(0, text.len()), place), expected, "{name} in {text}");
        };
        check("She is on the list “Houston’s Top Dentists” again.", "Houston", true);
        check("He said: “Houston has a problem.”", "Houston", false);
        check("Rape Crisis (England and Wales) said so.", "England", true);
        check("Two teams (England and Wales) met.", "England", false);
        check("It works in Los Angeles, Orange and San Bernardino Counties.", "Los Angeles", true);
        check("It works in Los Angeles, and in two counties.", "Los Angeles", false);
        check("The fire reached Madison County.", "Madison", true);
        check("The fire reached Madison on Friday.", "Madison", false);
        check("Paris", "Paris", false);
    }
}
