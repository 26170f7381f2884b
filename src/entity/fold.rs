//! What makes two spellings of one word the same word to a glossary.
//!
//! A token is reduced to its letters as they would be typed: quote marks and dashes made plain, marks that show nothing
//! left out, the stop of an abbreviation too, and a letter with its accents made one character where Unicode has one
//! (`e` and U+0301 are `é`, so a name matches in either normal form). Capitals are kept: [`allows`] decides what they
//! are worth.

use crate::text::accent::compose;

/// Adds the letters of a token to `letters`.
pub(super) fn reduce(token: &str, letters: &mut String) {
    let token = token.strip_suffix('.').filter(|stem| stem.ends_with(char::is_alphabetic)).unwrap_or(token);
    if token.is_ascii() {
        // Of the marks below only one is among these.
        return letters.extend(token.chars().map(plain));
    }
    let start = letters.len();
    for c in token.chars().filter(|&c| !is_invisible(c)).map(plain) {
        let base = letters[start..].chars().next_back();
        match base.and_then(|base| Some((base, compose(base, c)?))) {
            Some((base, composed)) => {
                letters.truncate(letters.len() - base.len_utf8());
                letters.push(composed);
            }
            None => letters.push(c),
        }
    }
}

/// The small letter of a character: one for one, so that what is reduced keeps its length in characters.
pub(super) fn small(c: char) -> char {
    match c {
        // A sigma ends a word in another form, and has no such form in capitals.
        'ς' => 'σ',
        _ if c.is_ascii() => c.to_ascii_lowercase(),
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// Whether a name written as `name` may stand in a text as `there`, both reduced and alike but for their capitals: a
/// capital has to be one, a small letter may be either. `Apple` allows `APPLE` and not `apple`, `US` allows only `US`.
pub(super) fn allows(name: &str, there: &str) -> bool {
    name.chars().zip(there.chars()).all(|(name, there)| name == there || !name.is_uppercase())
}

/// How many capitals a name has.
pub(super) fn capitals(name: &str) -> usize {
    name.chars().filter(|c| c.is_uppercase()).count()
}

fn plain(c: char) -> char {
    match c {
        '‘' | '’' | 'ʼ' | '`' | '´' | '′' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '‐' | '‑' | '–' | '—' => '-',
        _ => c,
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE0F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reduced(token: &str) -> String {
        let mut letters = String::new();
        reduce(token, &mut letters);
        letters
    }

    #[test]
    fn both_normal_forms_reduce_to_one() {
        for (decomposed, composed) in [
            ("Ange\u{301}la", "Angéla"),
            ("Vie\u{323}\u{302}t", "Việt"),
            ("U\u{308}ber", "Über"),
            ("И\u{306}", "Й"),
            ("O\u{31B}\u{301}", "Ớ"),
        ] {
            assert_eq!(reduced(decomposed), composed);
            assert_eq!(reduced(composed), composed);
        }
        // A mark that makes no one character with its letter stays.
        assert_eq!(reduced("q\u{301}"), "q\u{301}");
    }

    #[test]
    fn marks_are_made_plain() {
        assert_eq!(reduced("Da’esh"), "Da'esh");
        assert_eq!(reduced("Al\u{2011}Qaida"), "Al-Qaida");
        assert_eq!(reduced("news\u{AD}paper"), "newspaper");
        assert_eq!(reduced("Inc."), "Inc");
        assert_eq!(reduced("U.S."), "U.S");
        assert_eq!(reduced("."), ".");
    }

    #[test]
    fn a_capital_has_to_be_one() {
        assert!(allows("Apple", "APPLE") && allows("Apple", "Apple") && !allows("Apple", "apple"));
        assert!(allows("US", "US") && !allows("US", "Us") && !allows("US", "us"));
        assert!(allows("eBay", "EBay") && !allows("eBay", "ebay"));
        assert!(allows("bitcoin", "Bitcoin"));
    }
}
