//! Page furniture that stands in the running text: invitations to click, credits and the captions of pictures.

use crate::shape::Shapes;

/// Phrases that no sentence of a report holds, in lower case.
const PHRASES: &[&[&str]] = &[
    &["all", "rights", "reserved"],
    &["click", "here"],
    &["comments", "below"],
    &["contributed", "to", "this", "report"],
    &["contributed", "to", "this", "story"],
    &["e", "mail", "to", "a", "friend"],
    &["e-mail", "to", "a", "friend"],
    &["editor", "'s", "note"],
    &["editor", "’s", "note"],
    &["email", "to", "a", "friend"],
    &["file", "photo"],
    &["file", "picture"],
    &["follow", "us", "on"],
    &["for", "confidential", "support"],
    &["join", "the", "conversation"],
    &["read", "more"],
    &["scroll", "down"],
    &["sign", "up", "for", "our"],
    &["subscribe", "to", "our"],
    &["watch", "the", "video"],
];

/// What a credit, a caption or a time stamp opens with, in lower case.
const OPENINGS: &[&[&str]] = &[
    &["copyright"],
    &["editing", "by"],
    &["last", "updated"],
    &["photo", "by"],
    &["pictured"],
    &["published"],
    &["reporting", "by"],
    &["see", "also"],
    &["see", "the", "original"],
    &["updated"],
    &["video", "by"],
    &["writing", "by"],
];

/// Credits and captions of a kind that a sentence of the report might share are shorter than this, in words.
const SHORT_CREDIT: usize = 12;

/// Whether the sentence belongs to the page and not to the report. `words` are its words in lower case.
pub(super) fn is_furniture(sentence: &str, words: &[&str]) -> bool {
    has_phrase(words, PHRASES, &PHRASE_SHAPES)
        || (words.len() < SHORT_CREDIT && OPENINGS.iter().any(|opening| words.starts_with(opening)))
        || (words.len() < SHORT_CREDIT && words.windows(2).any(|run| run == ["reported", "from"]))
        || is_caption(sentence, words)
        || is_bracketed(sentence)
        || is_fixture_list(words)
}

/// Phrases of a page that speaks of itself.
const OF_THE_PAGE: &[&[&str]] = &[
    &["of", "this", "page"],
    &["on", "this", "page"],
    &["please", "note", "that"],
    &["produced", "solely", "by"],
    &["solely", "those", "of"],
    &["thank", "you", "for", "using"],
];

/// Whether the sentence tells readers what to do with the page that it stands on.
pub(super) fn speaks_of_the_page(words: &[&str]) -> bool {
    has_phrase(words, OF_THE_PAGE, &PAGE_SHAPES)
}

static PHRASE_SHAPES: Shapes = Shapes::of_first(PHRASES);
static PAGE_SHAPES: Shapes = Shapes::of_first(OF_THE_PAGE);

/// Whether one of the phrases, whose first words have these shapes, stands among the words.
fn has_phrase(words: &[&str], phrases: &[&[&str]], shapes: &Shapes) -> bool {
    let begins = |at: usize| shapes.may_have(words[at]) && phrases.iter().any(|phrase| words[at..].starts_with(phrase));
    (0..words.len()).any(begins)
}

/// What a caption says of its picture.
#[rustfmt::skip]
const SHOWN: &[&str] = &[
    "(left)", "(right)", "(above)", "(below)", "(centre)", "(center)", ", left,", ", right,", ", second left,",
    ", second right,", ", centre,", ", center,",
];

/// Whether the sentence is the caption of a picture: it says where to look.
fn is_caption(sentence: &str, words: &[&str]) -> bool {
    // Few sentences have one of the words, and fewer between marks.
    words.iter().any(|word| match *word {
        "pictured" => true,
        "left" | "right" | "above" | "below" | "centre" | "center" => {
            SHOWN.iter().any(|shown| sentence.contains(shown))
        }
        _ => false,
    })
}

/// How many words a label before a colon has at most.
const LONGEST_LABEL: usize = 5;

/// A colon after one of these introduces what somebody said.
const SAID: &[&str] = &["added", "asked", "read", "reads", "said", "say", "saying", "says", "told", "tweeted", "wrote"];

/// Whether the sentence opens with a label and a colon, and no quotation after it.
pub(super) fn opens_with_label(sentence: &str) -> bool {
    let Some((label, rest)) = sentence.split_once(": ") else { return false };
    label.split_whitespace().count() <= LONGEST_LABEL
        && !label.split_whitespace().any(|word| SAID.contains(&word))
        && rest.trim_start().starts_with(|c: char| c.is_uppercase() || c.is_numeric())
}

/// Whether there is a space before its full stop: a heading or a link to another article that was taken for a sentence
/// when the page was read, and got its full stop then.
pub(super) fn has_spaced_stop(sentence: &str) -> bool {
    sentence.ends_with(" .")
}

/// Whether the text has a space before most of its full stops, as text has that was cut into words.
pub(super) fn has_spaced_stops(text: &str) -> bool {
    let (mut spaced, mut stops, mut before) = (0_usize, 0_usize, b' ');
    for byte in text.bytes() {
        stops += usize::from(byte == b'.');
        spaced += usize::from(byte == b'.' && before == b' ');
        before = byte;
    }
    spaced * 2 > stops
}

/// Whether it lists who plays whom: `Lindau v Ostwick; Holt v Brandt.`
fn is_fixture_list(words: &[&str]) -> bool {
    words.iter().filter(|word| **word == "v").count() > 1
}

/// Whether the whole sentence stands in brackets.
fn is_bracketed(sentence: &str) -> bool {
    sentence.starts_with(['(', '[']) && sentence.trim_end_matches(['.', ' ']).ends_with([')', ']'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::ByteSpan;
    use crate::summary::terms;

    fn check(sentence: &str) -> bool {
        let words = terms::read(sentence, ByteSpan::new(0, sentence.len()));
        is_furniture(sentence, &words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>())
    }

    #[test]
    fn furniture_is_told_from_the_report() {
        for sentence in [
            "Scroll down for a video of the bridge.",
            "Published on Monday morning by the town.",
            "The mayor (left) on the bridge with the builder.",
            "The mayor, pictured, opened the bridge.",
            "(Reporting by Anna Lind; editing by Ola Berg)",
            "Anna Lind reported from the bridge.",
            "Editor's Note: Anna Lind is the builder of a bridge in the harbour.",
            "Anna Lind, left, and Ola Berg on the bridge.",
            "Leave your questions in the comments below the bridge.",
            "Lindau v Ostwick; Ostwick v Lindau; the bridge is closed.",
        ] {
            assert!(check(sentence), "{sentence}");
        }
        for sentence in [
            "Young men sign up for the army in the square.",
            "Video of the arrest was shared by thousands.",
            "The bridge (built in 1901) was closed (in part) on Monday.",
            "The mayor was left on the bridge.",
            "The builder left, and the mayor closed the bridge, right after noon.",
        ] {
            assert!(!check(sentence), "{sentence}");
        }
    }

    #[test]
    fn labels_are_told_from_quotations() {
        assert!(opens_with_label("Ordeal: Jane Roe waited for six hours."));
        assert!(!opens_with_label("Roe said: “I waited for six hours.”"));
        assert!(!opens_with_label("Roe said in a statement: The town waited."));
        assert!(!opens_with_label("The town voted on two things: A bridge and a school."));
    }
}
