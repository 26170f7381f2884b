//! The shapes of headlines and section headings.

use super::layout::{Mark, Piece};
use super::script::{ends_sentence, ends_with_stop, is_all_caps, starts_lower};
use super::wording::{COLON_OPENERS, KICKERS, Opening, SPEECH_VERBS, words};

/// Bytes of the longest headline.
pub(super) const LONGEST_TITLE: usize = 250;
/// Bytes of the longest section heading.
pub(super) const LONGEST_HEADING: usize = 100;
/// Words of the longest section heading.
const LONGEST_HEADING_WORDS: usize = 12;
/// Words of the longest section heading that ends with a colon.
const LONGEST_COLON_WORDS: usize = 5;
/// The most words of a label above the headline.
const LONGEST_KICKER: usize = 3;

/// Whether `line` has the shape of a headline: short, and no sentence that ends with a stop. One that is `signed`, with
/// a byline or date under it, may have its stop.
pub(super) fn is_title(line: &str, signed: bool) -> bool {
    line.len() <= LONGEST_TITLE
        && (signed || !ends_with_stop(line))
        && !line.ends_with([',', ';', ':'])
        && !starts_lower(line)
        && !is_speech(line)
}

/// Whether `line` is a label above `headline`: `World`, `NEWS ANALYSIS`.
pub(super) fn is_kicker(line: &str, headline: &str) -> bool {
    let short = line.len() <= LONGEST_HEADING && words(line).count() <= LONGEST_KICKER;
    Opening::new(line).is(&KICKERS) || short && is_all_caps(line) && !is_all_caps(headline)
}

/// Whether a piece, whose content is `line`, has the shape of a section heading.
pub(super) fn is_heading(piece: &Piece, line: &str) -> bool {
    let short = piece.lines == 1 && line.len() <= LONGEST_HEADING && piece.mark != Mark::Dash;
    if !short || line.ends_with([',', ';', '-']) || ends_with_stop(line) || starts_lower(line) {
        return false;
    }
    let count = words(line).count();
    let shaped = if line.ends_with([':', '：']) { is_colon_heading(line, count) } else { !is_speech(line) };
    (1..=LONGEST_HEADING_WORDS).contains(&count) && shaped && !is_figure(line) && !is_bracketed(line) && !is_turn(line)
}

/// Whether the whole of `line` stands in brackets: a remark such as `(Applause)`.
fn is_bracketed(line: &str) -> bool {
    line.starts_with(['(', '[']) && line.ends_with([')', ']'])
}

/// Whether `line` is a turn of an interview: `Q: What next?`
fn is_turn(line: &str) -> bool {
    line.strip_prefix(['Q', 'A']).is_some_and(|rest| rest.starts_with([':', '.']) && rest[1..].starts_with(' '))
}

/// Whether a line that ends with a colon is a heading (`Key points:`, or a longer one in capitals) rather than a sentence that leads
/// up to a quotation or a list (`He said:`, `The centre offers:`), or the speaker of a transcript (`JANE DOE, HOST:`).
fn is_colon_heading(line: &str, count: usize) -> bool {
    let mut folded = words(line).map(|(_, word)| word.to_lowercase());
    let opens = folded.next().is_some_and(|first| COLON_OPENERS.has(&first));
    let speaks = words(line).last().is_some_and(|(_, last)| SPEECH_VERBS.has(&last.to_lowercase()));
    let capitals = is_all_caps(line);
    (count <= LONGEST_COLON_WORDS || capitals) && !opens && !speaks && !(capitals && line.contains(','))
}

/// Whether `line` is something said: it opens with a quotation mark and ends as a sentence does.
fn is_speech(line: &str) -> bool {
    line.starts_with(['"', '“', '«', '„', '–', '—']) && ends_sentence(line)
}

/// Whether `line` gives a figure and what it counts: `Injured: 74`.
fn is_figure(line: &str) -> bool {
    line.rsplit_once(':').is_some_and(|(_, value)| {
        !value.contains(char::is_alphabetic) && value.contains(char::is_numeric) && value.starts_with(' ')
    })
}

#[cfg(test)]
mod tests {
    use super::super::layout::pieces;
    use super::super::lines::lines;
    use super::*;

    fn heading(line: &str) -> bool {
        is_heading(&pieces(line, &lines(line))[0], line)
    }

    #[test]
    fn headings_are_short_and_stopless() {
        for line in [
            "RUSSIAN SUPPORT",
            "What happens next?",
            "‘No way back’",
            "Key points:",
            "Troops in the U.S.",
            "2 p.m.",
            "WHERE TO FIND HELP IN THE SOUTH:",
        ] {
            assert!(heading(line), "{line}");
        }
        for line in [
            "He left.",
            "He said:",
            "The centre offers:",
            "Injured: 4,877",
            "and then",
            "“Who knows?”",
            "2022",
            "a,",
            "(Music)",
            "Q: Why?",
            "JANE DOE, HOST:",
        ] {
            assert!(!heading(line), "{line}");
        }
    }

    #[test]
    fn headlines_may_be_long_or_signed() {
        assert!(is_title("Storm hits coast: five dead, hundreds homeless", false));
        assert!(is_title("All bets are off.", true) && !is_title("All bets are off.", false));
        for line in ["“I quit!”", "leaves fall", "Among them:"] {
            assert!(!is_title(line, false), "{line}");
        }
    }

    #[test]
    fn kickers_name_the_page() {
        assert!(is_kicker("World", "Storm hits coast") && is_kicker("THE NORTH", "Storm hits coast"));
        assert!(!is_kicker("THE NORTH", "STORM HITS COAST") && !is_kicker("Coast", "Storm hits coast"));
    }
}
