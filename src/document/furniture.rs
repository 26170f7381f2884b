//! Captions, and what belongs to the page rather than to the report.

use super::credit::is_bare_name;
use super::script::{ends_with_stop, has_text};
use super::wording::{
    AGENCIES, BOILERPLATE_LABEL, BOILERPLATE_OPENING, BOILERPLATE_WHOLE, CAPTION_LABEL, CAPTION_MARKS, CAPTION_OPENING,
    CONTACT_OPENING, NAME_LINE_WORDS, NOTE_LABEL, Opening, REACHED, RELATED_HEADERS, contains_any, words,
};

/// Bytes of the longest caption; what is longer is text.
const LONGEST_CAPTION: usize = 500;
/// Bytes of the longest line of boilerplate that is known by its opening alone.
const LONGEST_BOILERPLATE: usize = 300;

/// Whether `line` stands under a picture.
pub(super) fn is_caption(line: &str, opening: &Opening<'_>) -> bool {
    if line.len() > LONGEST_CAPTION {
        return false;
    }
    let opens = opening.after_label(&CAPTION_LABEL).is_some() || opening.after(&CAPTION_OPENING).is_some();
    opens && !is_quoted(line)
        || is_archive_picture(line)
        || has_caption_mark(line)
        || names_photographer(line)
        || ends_with_source(line)
        || ends_with_photographer(line)
        || is_image_link(line)
}

/// `The closed port. (Jane Doe/AP)`
fn ends_with_source(line: &str) -> bool {
    let inner = line.strip_suffix(')').and_then(|line| line.rsplit_once('(')).map(|(_, inner)| inner);
    inner
        .and_then(|inner| inner.rsplit_once('/'))
        .is_some_and(|(photographer, source)| is_bare_name(photographer.trim()) && Opening::new(source).is(&AGENCIES))
}

/// A picture as Markdown links it: `![The port](port.jpg)`
fn is_image_link(line: &str) -> bool {
    line.starts_with("![") && line.contains("](") && line.ends_with(')')
}

/// Whether `line` holds a mark of a picture's source. Each of those has a bracket, slash or the like in it.
fn has_caption_mark(line: &str) -> bool {
    line.contains(['(', '[', '/', '|', ':', '©']) && contains_any(line, &CAPTION_MARKS)
}

/// `FILE - A soldier stands guard.`
fn is_archive_picture(line: &str) -> bool {
    let rest = line.strip_prefix("FILE").map(str::trim_start);
    rest.is_some_and(|rest| rest.starts_with(['-', '–', '—', ':']))
}

/// `REUTERS/Jane Doe`, `AFP/Jane Doe`
fn names_photographer(line: &str) -> bool {
    line.contains('/')
        && ["REUTERS/", "AFP/", "EPA/", "Reuters/", "Xinhua/", "AP/"].iter().any(|mark| {
            line.split_once(mark).is_some_and(|(before, after)| {
                !before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_uppercase) && after.len() <= 60
            })
        })
}

/// Bytes of the longest photographer's credit at the end of a caption.
const LONGEST_PHOTOGRAPHER: usize = 80;

/// `A ship leaves the port. Photo by Jane Doe`
fn ends_with_photographer(line: &str) -> bool {
    let last = line.rsplit_once(". ").map(|(_, last)| last).filter(|last| last.len() <= LONGEST_PHOTOGRAPHER);
    let names = last.and_then(|last| Opening::new(last).after(&CAPTION_OPENING));
    let lower = |(_, word): (usize, &str)| word.starts_with(char::is_lowercase);
    names.is_some_and(|names| !ends_with_stop(names) && !words(names).any(lower))
}

/// Whether `line` belongs to the page: a link, an invitation, a mark that parts or ends.
pub(super) fn is_boilerplate(line: &str, opening: &Opening<'_>) -> bool {
    if !has_text(line) || is_address(line) || is_end_mark(line) || is_trail(line) || is_address_scrap(line) {
        return true;
    }
    opening.is(&BOILERPLATE_WHOLE)
        || line.len() <= LONGEST_BOILERPLATE
            && !is_quoted(line)
            && (is_contact(line, opening)
                || opening.after_label(&BOILERPLATE_LABEL).is_some()
                || opening.after_label(&NOTE_LABEL).is_some() && ends_with_stop(line)
                || opening.after(&BOILERPLATE_OPENING).is_some())
}

/// `Contact Jane Doe at jane@example.com`, `Jane Doe, press officer, jane@example.com`
fn is_contact(line: &str, opening: &Opening<'_>) -> bool {
    line.contains('@')
        && line.split_whitespace().any(is_mail_address)
        && (is_card(line) || opening.after(&CONTACT_OPENING).is_some() || contains_any(line, &REACHED))
}

/// The way to a page from the first one of its site: `Home / News / Storm hits the coast`.
fn is_trail(line: &str) -> bool {
    let rest = line.strip_prefix("Home").or_else(|| line.strip_prefix("HOME")).unwrap_or_default();
    rest.trim_start().starts_with(['/', '>', '»', '›']) && line.len() <= LONGEST_BOILERPLATE
}

/// Whether `line` reads as a visiting card does: names, figures and addresses alone, or parts with commas between them,
/// the last an address. A line of prose that was wrapped behind an address is none.
fn is_card(line: &str) -> bool {
    let capitalised =
        |part: &str| words(part).all(|(_, word)| !word.starts_with(char::is_lowercase) || NAME_LINE_WORDS.has(word));
    let parts = line.rsplit_once([',', ';', '|']).filter(|(_, last)| is_mail_address(last.trim()));
    line.split_whitespace().filter(|word| !is_mail_address(word)).all(capitalised)
        || parts.is_some_and(|(rest, _)| rest.split(',').next().is_some_and(capitalised))
}

/// Whether `word` has the shape of a mail address.
fn is_mail_address(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

/// `-30-`, `-0-`: the end of a report, since the days of the telegraph.
fn is_end_mark(line: &str) -> bool {
    line.starts_with(['-', '–', '—']) && ["30", "0"].contains(&line.trim_matches(['-', '–', '—', ' ']))
}

/// Whether `line` is a header over links to other reports.
pub(super) fn is_related_header(line: &str) -> bool {
    let opening = Opening::new(line);
    opening.is(&RELATED_HEADERS) || opening.after_label(&RELATED_HEADERS).is_some_and(|rest| !has_text(rest))
}

/// Whether `line` is one web or mail address, or handles alone.
fn is_address(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let address = |word: &str| {
        let word = word.trim_matches(['<', '>', '(', ')', '[', ']']);
        ["http://", "https://", "www.", "pic.twitter.com/", "@", "#"].iter().any(|start| word.starts_with(start))
            || is_mail_address(word)
    };
    words.next().is_some_and(address) && words.all(address) && !line.starts_with("# ")
}

/// Whether `line` is the rest of a web address that was cut: `%20of-the-coast.html`, `&page=2`.
fn is_address_scrap(line: &str) -> bool {
    let escaped =
        || line.split('%').skip(1).any(|rest| rest.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2);
    let marked = || line.contains(".html") || line.starts_with(['&', '?', '%', '.']) && line.contains('=') || escaped();
    line.is_ascii() && !line.contains(|c: char| c.is_whitespace()) && marked()
}

/// Whether `line` starts with a quotation mark: somebody says it, so the page does not.
fn is_quoted(line: &str) -> bool {
    line.starts_with(['"', '“', '‘', '\'', '«', '„', '「'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_carry_their_mark() {
        for line in [
            "Photo: Jane Doe/Reuters",
            "FILE PHOTO: A ship leaves the port of Aden. REUTERS/Jane Doe",
            "FILE - A soldier stands guard in Juba on Monday.",
            "A ship leaves the port on Friday, Jan. 7, 2022. (AP Photo/Jane Doe)",
            "A ship leaves the port. Jane Doe/Getty Images",
            "Image caption The port was closed",
            "A ship leaves the port. Photo by Jane Doe",
            "PICTURE | Jane Doe",
            "2 of 3 | The closed port on Friday. (Jane Doe/AP)",
            "![The port](https://example.com/port.jpg)",
        ] {
            assert!(is_caption(line, &Opening::new(line)), "{line}");
        }
        for line in [
            "Photographs of the port were published on Friday.",
            "Video-sharing sites were blocked.",
            "“Photo by photo, they rebuilt the scene,” she said.",
            "The rate fell (down/up in AP terms).",
            "The file - all 300 pages of it - was lost.",
            "Reuters/Ipsos polling found that most voters disagree, and the figure has not moved since June, it said.",
        ] {
            assert!(!is_caption(line, &Opening::new(line)), "{line}");
        }
    }

    #[test]
    fn boilerplate_speaks_for_the_page() {
        for line in [
            "Source link -87",
            "Read more: Storm hits the coast",
            "Click here to subscribe",
            "Home » News » Storm hits the coast",
            "Jane Doe, press officer, +1 555 0123, jane@example.com",
            "Follow us on Twitter @example",
            "Comments (12)",
            "ADVERTISEMENT",
            "https://example.com/a?b=c",
            "%20of-the-coast",
            "&page=2",
            "Editor’s note: This report was changed on Monday.",
            ".example.com/storm-hits-coast.html",
            "###",
            "* * *",
            "-30-",
            "-0-",
            "Jane Doe, Head of Press, +44 20 7946 0000, jane@example.com",
            "ENDS",
            "Our Standards: The Thomson Reuters Trust Principles.",
        ] {
            assert!(is_boilerplate(line, &Opening::new(line)), "{line}");
        }
        for line in [
            "The advertisement was withdrawn on Monday.",
            "Comments by the minister angered voters.",
            "“Follow us!” the guide shouted.",
            "Related companies will be sold as well.",
            "Read aloud in parliament, the letter caused uproar.",
            "@example said so",
            "He wrote to jane@example.com and was told to wait.",
            "Correction: Storm hits the coast",
            "100%",
            ".NET",
            "Home to 300 people, the village is shrinking.",
        ] {
            assert!(!is_boilerplate(line, &Opening::new(line)), "{line}");
        }
        assert!(is_related_header("RELATED STORIES:") && !is_related_header("Related: Storm hits"));
    }
}
