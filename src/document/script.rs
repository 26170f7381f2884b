//! What the letters and marks of a line say about it, in any script.

/// Closing marks that may follow the mark that ends a sentence.
fn closes(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | '“' | '‘' | ')' | ']' | '』' | '」' | '*' | '_')
}

/// The last character of `line` that is neither a closing mark nor white space.
fn last_mark(line: &str) -> Option<char> {
    line.chars().rev().find(|&c| !closes(c) && !c.is_whitespace())
}

/// Whether `line` ends as a sentence does: with a full stop, an ellipsis, a question or exclamation mark.
pub(super) fn ends_sentence(line: &str) -> bool {
    ends_with_stop(line) || matches!(last_mark(line), Some('!' | '?' | '！' | '？' | '؟'))
}

/// Whether `line` ends with a stop that a heading does not have. The stop of an abbreviation is none.
pub(super) fn ends_with_stop(line: &str) -> bool {
    match last_mark(line) {
        Some('.') => !ends_with_abbreviation(line),
        Some('…' | '。' | '．' | '｡' | '।' | '॥' | '۔' | '።') => true,
        _ => false,
    }
}

/// Whether the last word is one like `U.S.`, `D.C.` or `Jr.`
fn ends_with_abbreviation(line: &str) -> bool {
    let last = line.rsplit(char::is_whitespace).next().unwrap_or(line);
    let inner = last.trim_end_matches(closes).trim_end_matches('.');
    let inner = inner.trim_start_matches(|c: char| !c.is_alphanumeric());
    let initials = inner.contains('.') && inner.split('.').all(|part| part.chars().count() == 1);
    initials && !last.ends_with("..") || ["Jr", "Sr", "Inc", "Ltd", "Co", "Corp"].contains(&inner)
}

/// Whether the first letter of `line` is a lower-case one, with nothing but quote marks or brackets before it.
pub(super) fn starts_lower(line: &str) -> bool {
    line.trim_start_matches(['"', '“', '‘', '\'', '«', '(']).starts_with(char::is_lowercase)
}

/// Whether `line` holds a letter or digit.
pub(super) fn has_text(line: &str) -> bool {
    line.contains(char::is_alphanumeric)
}

/// Whether the letters of `line` are capitals, two at least.
pub(super) fn is_all_caps(line: &str) -> bool {
    !line.contains(char::is_lowercase) && line.chars().filter(|c| c.is_uppercase()).nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_with_stops_in_any_script() {
        for line in
            ["He left.", "“He left.”", "He left (again).", "Why?", "他走了。", "वह गया।", "هل ذهب؟", "Well…", "Well..."]
        {
            assert!(ends_sentence(line), "{line}");
        }
        for line in
            ["Troops enter the U.S.", "Fire in Washington, D.C.", "He left", "", "…and so on,", "by Sam Roe Jr."]
        {
            assert!(!ends_sentence(line), "{line}");
        }
        assert!(!ends_with_stop("What happens next?"));
    }

    #[test]
    fn capitals_are_those_of_the_script() {
        assert!(is_all_caps("RUSSIAN SUPPORT – PART 2"));
        assert!(is_all_caps("РОССИЯ"));
        for line in ["Russian", "A", "2022", "俄罗斯"] {
            assert!(!is_all_caps(line), "{line}");
        }
    }

    #[test]
    fn lower_case_may_stand_in_quotes() {
        assert!(starts_lower("“so it goes"));
        assert!(!starts_lower("7 of them") && !starts_lower("Él") && !starts_lower(""));
    }
}
