//! Classes of character that segmentation asks for.

use unicode_segmentation::UnicodeSegmentation;

/// Whether `c` can be part of a word or number without regard to its neighbours.
pub(crate) fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    c.is_alphanumeric() && !is_superscript(c) && !is_emoji_letter(c)
}

/// Superscript digits: in running text they are note marks or exponents, and never part of the name before them.
pub(crate) fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '\u{2070}'..='\u{2079}')
}

/// Letters that are drawn as emoji and can start a sequence with zero-width joiners.
fn is_emoji_letter(c: char) -> bool {
    matches!(c, 'ℹ' | 'Ⓜ' | '\u{1F100}'..='\u{1F1FF}')
}

/// Whether `c` attaches to whatever stands before it: combining marks, variation selectors, zero-width joiners.
///
/// The standard's property tables are in the segmentation crate but not public, so this asks it whether `c` stays in
/// one grapheme cluster with a letter.
pub(crate) fn attaches(c: char) -> bool {
    // No mark is in Latin-1 or in General Punctuation beyond the joiners, and those are nearly all that is asked for.
    if c < '\u{300}' || matches!(c, '\u{2010}'..='\u{206F}') {
        return false;
    }
    let mut buffer = [b'a'; 5];
    let length = 1 + c.encode_utf8(&mut buffer[1..]).len();
    std::str::from_utf8(&buffer[..length]).is_ok_and(|pair| pair.graphemes(true).nth(1).is_none())
}

/// Whether `c` goes on with a word that has begun.
pub(crate) fn continues_word(c: char) -> bool {
    is_word(c) || attaches(c)
}

/// Scripts whose writing puts no space between words; UAX #29 says where to cut them.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{1950}'..='\u{1AAF}'
        | '\u{2E80}'..='\u{A4CF}' | '\u{A9E0}'..='\u{A9FF}' | '\u{AA60}'..='\u{AADF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FF9F}' | '\u{16FE0}'..='\u{1B2FF}' | '\u{20000}'..='\u{3FFFF}')
}

/// The marks used as an apostrophe, well or badly: `'`, `’`, `‘`, `` ` ``, `´`, `′`.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´' | '′')
}

/// The hyphens that hold a compound word together. Dashes are not among them.
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Marks that show nothing and may stand in the middle of a word: soft hyphen, word joiner, direction marks, BOM.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Quote marks, stops, brackets and dashes.
pub(crate) fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation() && !is_ascii_symbol(c);
    }
    matches!(c,
        '¡' | '«' | '·' | '»' | '¿' | '´' | '\u{2010}'..='\u{2027}' | '\u{2032}'..='\u{205E}' | '\u{2E00}'..='\u{2E5D}'
        | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}' | '\u{3030}' | '・'
        | '\u{FE10}'..='\u{FE19}' | '\u{FE30}'..='\u{FE52}' | '\u{FF01}'..='\u{FF02}' | '\u{FF07}'..='\u{FF09}'
        | '\u{FF0C}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF1B}' | '\u{FF1F}' | '\u{FF3B}' | '\u{FF3D}'
        | '\u{FF5B}' | '\u{FF5D}' | '\u{FF5F}'..='\u{FF65}'
        | '\u{037E}' | '\u{055A}'..='\u{055F}' | '\u{0589}' | '\u{05BE}' | '\u{05C0}' | '\u{05C3}' | '\u{05F3}' | '\u{05F4}'
        | '\u{060C}' | '\u{061B}' | '\u{061D}'..='\u{061F}' | '\u{06D4}' | '\u{0964}' | '\u{0965}'
        | '\u{104A}' | '\u{104B}' | '\u{1361}'..='\u{1368}' | '\u{17D4}' | '\u{17D5}' | '\u{1801}'..='\u{180A}')
}

fn is_ascii_symbol(c: char) -> bool {
    matches!(c, '#' | '$' | '%' | '&' | '*' | '+' | '<' | '=' | '>' | '@' | '\\' | '^' | '|' | '~')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_attach_and_letters_do_not() {
        for c in ['\u{301}', '\u{200D}', '\u{FE0F}', '\u{20E3}', '\u{94D}', '\u{93F}', '\u{1F3FD}'] {
            assert!(attaches(c), "{c:?}");
        }
        for c in ['a', '.', ' ', 'é', '’', '漢', '🙂', '\u{AD}', '\n'] {
            assert!(!attaches(c), "{c:?}");
        }
    }

    #[test]
    fn symbols_are_not_punctuation() {
        assert!("!\"'(),-./:;?[]_`{}«»“”‘’…–—•。、！？「」؟।".chars().all(is_punctuation));
        assert!(!"$%&+@#€£°©™🙂aé1".chars().any(is_punctuation));
    }
}
