//! What is alike in the ways in which one name is written.

use super::MentionType;
use crate::text::spaced;

/// A name without what differs between mentions of one thing: in small letters, without accents, stops, quote marks,
/// hyphens, possessive and article, with single spaces.
pub(super) fn alike(name: &str, kind: MentionType) -> String {
    let mut letters = String::with_capacity(name.len());
    for c in without_possessive(name.trim_end_matches([',', ' '])).chars() {
        match c {
            '.' | '"' | '“' | '”' | '‘' | '(' | ')' => {}
            '’' | '`' | '´' => letters.push('\''),
            '-' | '‐' | '‑' | '–' | ',' => letters.push(' '),
            c if c.is_ascii() => letters.push(c.to_ascii_lowercase()),
            c => c.to_lowercase().for_each(|c| letters.push_str(without_accent(c, &mut [0; 4]))),
        }
    }
    let words = spaced(&letters);
    let articles = ["the ", "a ", "an "];
    match articles.iter().find_map(|article| words.strip_prefix(article)) {
        Some(rest) if kind != MentionType::Person && !rest.is_empty() => rest.to_owned(),
        _ => words,
    }
}

/// A name without `'s`, or the apostrophe that a name in s takes.
pub(super) fn without_possessive(name: &str) -> &str {
    ["'s", "’s", "'S", "’S", "'", "’"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

/// How full a name is: one with small letters is before one in capitals, the longer before the shorter.
pub(super) fn fullness(name: &str) -> (bool, usize) {
    (name.chars().any(char::is_lowercase), without_possessive(name).chars().count())
}

/// Whether a name is written as abbreviations are: one word, most of it capitals.
pub(super) fn is_abbreviation(name: &str) -> bool {
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    !name.contains(char::is_whitespace) && capitals > 1 && 2 * capitals > letters
}

/// Small words that the first letters of a name may pass over.
pub(super) fn is_small_word(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "and"
            | "for"
            | "in"
            | "on"
            | "to"
            | "at"
            | "with"
            | "de"
            | "la"
            | "du"
            | "des"
            | "&"
            | "a"
            | "by"
    )
}

/// The letter of the basic Latin alphabet that `c`, a small letter, is written with. Other letters stay.
fn without_accent(c: char, buffer: &mut [u8; 4]) -> &str {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' | 'ģ' | 'ġ' => "g",
        'ì'..='ï' | 'ī' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ł' | 'ļ' | 'ľ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ř' | 'ŕ' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        // The mark of a decomposed letter, the dot that a Turkish capital leaves behind.
        '\u{300}'..='\u{36f}' => "",
        c => c.encode_utf8(buffer),
    }
}
