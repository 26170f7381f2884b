//! The wording by which lines are known for what they are, and looking a line up in it.
//!
//! The lists are reviewed text files beside this one, a phrase a line, in lower case and sorted. They hold words alone:
//! no numbers, no punctuation but apostrophes, since [`Opening`] drops those of the line.

use std::cmp::Ordering;

/// The most words that are looked at: no listed phrase is longer.
const LIMIT: usize = 8;

/// A list of phrases: one a line, sorted by their bytes. Kept as one text, it costs no table of pointers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrases {
    lines: &'static str,
    /// A Bloom filter (1970) of one hash over the first words: nearly every look-up ends here.
    first_words: [u64; FILTER_WORDS],
}

/// The size of the filter of first words, in words of 64 bits.
const FILTER_WORDS: usize = 8;

/// What the page says around a report, as a whole line.
pub(super) static BOILERPLATE_WHOLE: Phrases = Phrases::new(include_str!("boilerplate-whole.txt"));
/// What the page says around a report, as the label of a line: `Related: …`.
pub(super) static BOILERPLATE_LABEL: Phrases = Phrases::new(include_str!("boilerplate-label.txt"));
/// Labels of a note in which the editors speak of the report: `Correction: …`
pub(super) static NOTE_LABEL: Phrases = Phrases::new(include_str!("note-label.txt"));
/// How the page speaks to its reader: no report opens a sentence so.
pub(super) static BOILERPLATE_OPENING: Phrases = Phrases::new(include_str!("boilerplate-opening.txt"));
/// Headers over links to other reports: the headlines beneath them are page furniture too.
pub(super) static RELATED_HEADERS: Phrases = Phrases::new(include_str!("related-headers.txt"));
/// Labels of the line under a picture: `Photo: …`.
pub(super) static CAPTION_LABEL: Phrases = Phrases::new(include_str!("caption-label.txt"));
/// How the line under a picture opens without a further mark.
pub(super) static CAPTION_OPENING: Phrases = Phrases::new(include_str!("caption-opening.txt"));
/// Marks of a picture's source, anywhere in a short line.
pub(super) static CAPTION_MARKS: Phrases = Phrases::new(include_str!("caption-marks.txt"));
/// Lines that name no more than the desk a report comes from.
pub(super) static CREDIT_WHOLE: Phrases = Phrases::new(include_str!("credit-whole.txt"));
/// Labels of a line of credits: `Source: Xinhua`.
pub(super) static CREDIT_LABEL: Phrases = Phrases::new(include_str!("credit-label.txt"));
/// How a line of credits opens.
pub(super) static CREDIT_OPENING: Phrases = Phrases::new(include_str!("credit-opening.txt"));
/// How a line of credits opens if the whole line stands in brackets.
pub(super) static CREDIT_IN_BRACKETS: Phrases = Phrases::new(include_str!("credit-in-brackets.txt"));
/// What marks a bracketed line as one of credits, wherever it stands.
pub(super) static CREDIT_ROLES: Phrases = Phrases::new(include_str!("credit-roles.txt"));
/// How a line that thanks contributors ends, its stop left out.
pub(super) static CREDIT_ENDINGS: Phrases = Phrases::new(include_str!("credit-endings.txt"));
/// What stands before the names of the authors.
pub(super) static BYLINE_OPENING: Phrases = Phrases::new(include_str!("byline-opening.txt"));
/// What an author's name is followed by in a byline.
pub(super) static BYLINE_ROLES: Phrases = Phrases::new(include_str!("byline-roles.txt"));
/// Words in lower case that a line of names may hold: what belongs to a name, what joins names, and what their bearers did.
pub(super) static NAME_LINE_WORDS: Phrases = Phrases::new(include_str!("name-line-words.txt"));
/// Words in lower case within a person's name, or between two names.
pub(super) static NAME_PARTICLES: Phrases = Phrases::new(include_str!("name-particles.txt"));
/// News agencies and outlets as they stand in datelines and bylines.
pub(super) static AGENCIES: Phrases = Phrases::new(include_str!("agencies.txt"));
/// The last word of a name that can only be an outlet's.
pub(super) static OUTLET_ENDINGS: Phrases = Phrases::new(include_str!("outlet-endings.txt"));
/// What opens a line that says when a report was published or changed.
pub(super) static DATE_LINE_LABELS: Phrases = Phrases::new(include_str!("date-line-labels.txt"));
/// Those of the labels that date a change, not the publication.
pub(super) static DATE_LINE_UPDATES: Phrases = Phrases::new(include_str!("date-line-updates.txt"));
/// Words that stand beside the date in a line of its own.
pub(super) static DATE_LINE_WORDS: Phrases = Phrases::new(include_str!("date-line-words.txt"));
/// Lines that date a report from the reader's day, figures left out: `2 hours ago`.
pub(super) static DATE_LINE_RELATIVE: Phrases = Phrases::new(include_str!("date-line-relative.txt"));
/// What the months are called in other languages: a line a month, the names parted by spaces.
pub(super) static MONTHS_ABROAD: Phrases = Phrases::new(include_str!("months.txt"));
/// Verbs before a colon that make a line the start of a quotation, not a heading.
pub(super) static SPEECH_VERBS: Phrases = Phrases::new(include_str!("speech-verbs.txt"));
/// Words that open a sentence before a colon, rather than a heading.
pub(super) static COLON_OPENERS: Phrases = Phrases::new(include_str!("colon-openers.txt"));
/// Labels above a headline that name the page's section or the kind of report.
pub(super) static KICKERS: Phrases = Phrases::new(include_str!("kickers.txt"));
/// Words in capitals that open a report and are no place.
pub(super) static NOT_PLACES: Phrases = Phrases::new(include_str!("not-places.txt"));
/// What an author's name is followed by in a note about the author.
pub(super) static AUTHOR_VERBS: Phrases = Phrases::new(include_str!("author-verbs.txt"));
/// How a line opens that gives somebody's address or number.
pub(super) static CONTACT_OPENING: Phrases = Phrases::new(include_str!("contact-opening.txt"));
/// How a line says where somebody can be reached, anywhere in it.
pub(super) static REACHED: Phrases = Phrases::new(include_str!("reached.txt"));
/// Words in lower case that a place name may hold.
pub(super) static PLACE_PARTICLES: Phrases = Phrases::new(include_str!("place-particles.txt"));
/// Towns that open a dateline with no country beside them, or in few letters.
pub(super) static CITIES: Phrases = Phrases::new(include_str!("cities.txt"));
/// Countries, states and provinces as they stand after a town in a dateline.
pub(super) static REGIONS: Phrases = Phrases::new(include_str!("regions.txt"));

impl Phrases {
    const fn new(lines: &'static str) -> Self {
        let bytes = lines.as_bytes();
        let mut first_words = [0; FILTER_WORDS];
        let mut at = 0;
        while at < bytes.len() {
            let (word, bit) = filter_bit(bytes, at);
            first_words[word] |= bit;
            while at < bytes.len() && bytes[at] != b'\n' {
                at += 1;
            }
            at += 1;
        }
        Phrases { lines, first_words }
    }

    /// Whether a phrase may start with the first word of `phrase`.
    fn may_open(&self, phrase: &str) -> bool {
        let (word, bit) = filter_bit(phrase.as_bytes(), 0);
        self.first_words[word] & bit != 0
    }

    /// Whether `phrase` is in the list: a binary search over the bytes that steps back to the start of a line.
    pub(super) fn has(&self, phrase: &str) -> bool {
        if !self.may_open(phrase) {
            return false;
        }
        let (mut low, mut high) = (0, self.lines.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let start = self.lines.as_bytes()[..middle].iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
            let line = self.lines[start..].split('\n').next().unwrap_or_default();
            match line.cmp(phrase) {
                Ordering::Equal => return !line.is_empty(),
                Ordering::Less => low = start + line.len() + 1,
                Ordering::Greater => high = start,
            }
        }
        false
    }

    /// The phrases in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.lines.lines()
    }
}

/// The bit of a filter that the word at `at` sets: that of its hash (FNV-1a).
const fn filter_bit(bytes: &[u8], mut at: usize) -> (usize, u64) {
    let mut hash: u32 = 0x811C_9DC5;
    while at < bytes.len() && bytes[at] != b' ' && bytes[at] != b'\n' {
        hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    // The high bits are the well mixed ones.
    ((hash >> 29) as usize, 1 << (hash >> 23 & 63))
}

/// The first words of a line, folded to lower case and freed of punctuation, for look-up in sorted lists.
///
/// A word is a run of letters and digits with apostrophes inside; what holds no letter is left out, so that
/// `Comments (12)` reads `comments` and `Source link -87` reads `source link`.
#[derive(Debug)]
pub(super) struct Opening<'a> {
    line: &'a str,
    /// The words, one space between them.
    folded: String,
    /// Where each word ends in `folded`, and in `line`.
    ends: Vec<(usize, usize)>,
    /// Whether the line has no further words.
    complete: bool,
}

impl<'a> Opening<'a> {
    /// Reads the start of `line`.
    pub(super) fn new(line: &'a str) -> Self {
        let mut opening = Opening { line, folded: String::new(), ends: Vec::with_capacity(LIMIT), complete: true };
        for (end, word) in words(line) {
            if opening.ends.len() == LIMIT {
                opening.complete = false;
                break;
            }
            if !opening.folded.is_empty() {
                opening.folded.push(' ');
            }
            opening.folded.extend(word.chars().flat_map(char::to_lowercase).map(straight_quote));
            opening.ends.push((opening.folded.len(), end));
        }
        opening
    }

    /// Whether the whole line is one phrase of `list`.
    pub(super) fn is(&self, list: &Phrases) -> bool {
        self.complete && list.has(&self.folded)
    }

    /// What follows the longest phrase of `list` that the line opens with.
    pub(super) fn after(&self, list: &Phrases) -> Option<&'a str> {
        if !list.may_open(&self.folded) {
            return None;
        }
        let (_, end) = self.ends.iter().rev().find(|&&(end, _)| list.has(&self.folded[..end]))?;
        Some(&self.line[*end..])
    }

    /// What follows, if the line opens with a phrase of `list` and a mark that makes it a label: `Related:`,
    /// `PHOTO |`. A hyphen makes one only with space before it, unlike that of `Video-sharing`.
    pub(super) fn after_label(&self, list: &Phrases) -> Option<&'a str> {
        let after = self.after(list)?.trim_start_matches(['*', ')', ']']);
        let rest = after.trim_start();
        let parted = rest.len() < after.len() || rest.starts_with("--");
        let marked = rest.starts_with([':', '：', '|', '>', '»', '›']) || parted && rest.starts_with(['–', '—', '-']);
        marked.then_some(rest)
    }
}

/// The words of `line` that hold a letter, each with the offset of its end.
pub(super) fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + line[at..].find(char::is_alphanumeric)?;
            let length = line[start..].find(|c: char| !c.is_alphanumeric() && !is_apostrophe(c));
            at = length.map_or(line.len(), |length| start + length);
            let word = line[start..at].trim_end_matches(is_apostrophe);
            if word.contains(char::is_alphabetic) {
                return Some((start + word.len(), word));
            }
        }
    })
}

/// Whether `line` holds a phrase of `list`, in any case of letters. The caller bounds the length of `line`.
pub(super) fn contains_any(line: &str, list: &Phrases) -> bool {
    let folded: String = line.chars().flat_map(char::to_lowercase).map(straight_quote).collect();
    list.iter().any(|phrase| folded.contains(phrase))
}

/// Whether the words of `line` end with a phrase of `list`. The caller bounds the length of `line`.
pub(super) fn ends_with_any(line: &str, list: &Phrases) -> bool {
    let folded: String = line.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    list.iter().any(|phrase| folded.ends_with(phrase))
}

/// Whether `c` joins the letters of one word: `don't`.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// The curly apostrophe made straight.
fn straight_quote(c: char) -> char {
    if c == '’' { '\'' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    static FOLLOW: Phrases = Phrases::new("follow\nfollow us\nfollow us on\n");
    static RELATED: Phrases = Phrases::new("don't miss\nphoto\nrelated\nsource link\n");

    #[test]
    fn the_longest_phrase_wins() {
        assert_eq!(Opening::new("&FOLLOW US on  X").after(&FOLLOW), Some("  X"));
        assert_eq!(Opening::new("Following us").after(&FOLLOW), None);
        assert_eq!(Opening::new("").after(&FOLLOW), None);
    }

    #[test]
    fn numbers_and_marks_do_not_count() {
        assert!(Opening::new("[Source link] -87").is(&RELATED));
        assert!(!Opening::new("Source link text").is(&RELATED));
        assert!(Opening::new("Don’t miss!").is(&RELATED));
    }

    #[test]
    fn a_label_needs_its_mark() {
        assert_eq!(Opening::new("Related: Storm").after_label(&RELATED), Some(": Storm"));
        assert_eq!(Opening::new("PHOTO | Storm").after_label(&RELATED), Some("| Storm"));
        for line in ["Related work", "Photo-shoot", "Photo"] {
            assert_eq!(Opening::new(line).after_label(&RELATED), None, "{line}");
        }
    }

    #[test]
    fn every_phrase_can_be_found() {
        for list in [
            &BOILERPLATE_WHOLE,
            &BOILERPLATE_LABEL,
            &BOILERPLATE_OPENING,
            &RELATED_HEADERS,
            &CAPTION_LABEL,
            &CAPTION_OPENING,
            &CREDIT_WHOLE,
            &CREDIT_LABEL,
            &CREDIT_OPENING,
            &CREDIT_IN_BRACKETS,
            &CREDIT_ROLES,
            &CREDIT_ENDINGS,
            &BYLINE_OPENING,
            &BYLINE_ROLES,
            &NAME_LINE_WORDS,
            &NAME_PARTICLES,
            &NOTE_LABEL,
            &AGENCIES,
            &OUTLET_ENDINGS,
            &DATE_LINE_LABELS,
            &DATE_LINE_RELATIVE,
            &DATE_LINE_UPDATES,
            &DATE_LINE_WORDS,
            &SPEECH_VERBS,
            &KICKERS,
            &NOT_PLACES,
            &PLACE_PARTICLES,
            &AUTHOR_VERBS,
            &COLON_OPENERS,
            &REACHED,
            &CONTACT_OPENING,
            &CITIES,
            &REGIONS,
        ] {
            assert!(list.iter().is_sorted_by(|a, b| a < b), "not sorted, or twice: {list:?}");
            for phrase in list.iter() {
                assert!(Opening::new(phrase).is(list), "{phrase:?} can never be found");
            }
            assert!(!list.has("") && !list.has("\n") && !list.has("no such phrase"));
        }
    }
}
