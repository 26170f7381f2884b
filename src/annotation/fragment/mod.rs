//! Text fragments: the end of an address that names a passage by its words, `#:~:text=the%20bridge`.
//!
//! Browsers scroll to such a passage and mark it. What is read here, and how it is looked for, is the
//! [specification](https://wicg.github.io/scroll-to-text-fragment/); how a fragment is made ([`Page::directive`]) follows
//! what Chromium makes of a selection, so that the shortest one is found that this and other browsers read alike.

mod make;
mod page;

pub use page::Page;

use super::address::{decode, encode};

/// What stands between the fragment of an address and its directives.
pub const DELIMITER: &str = ":~:";

/// One `text=` directive.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextDirective {
    /// What stands right before the passage; empty if nothing is said of that.
    pub prefix: String,
    /// The passage, or its first words if there is an end.
    pub start: String,
    /// The passage's last words; empty if `start` is all of it.
    pub end: String,
    /// What stands right after the passage; empty if nothing is said of that.
    pub suffix: String,
}

impl TextDirective {
    /// The text directives of a fragment (with or without `#`), in order. What is none is left out, as browsers do.
    pub fn read(fragment: &str) -> Vec<TextDirective> {
        let Some((_, directives)) = fragment.split_once(DELIMITER) else { return Vec::new() };
        directives.split('&').filter_map(|directive| TextDirective::parse(directive.strip_prefix("text=")?)).collect()
    }

    /// Reads `prefix-,start,end,-suffix`.
    fn parse(value: &str) -> Option<TextDirective> {
        let mut terms: Vec<&str> = value.split(',').collect();
        let prefix = terms.first()?.strip_suffix('-');
        let suffix = terms.last()?.strip_prefix('-');
        // A lone term that is both can be neither.
        if usize::from(prefix.is_some()) + usize::from(suffix.is_some()) >= terms.len() {
            return None;
        }
        terms.drain(..usize::from(prefix.is_some()));
        terms.truncate(terms.len() - usize::from(suffix.is_some()));
        let (start, end) = match terms[..] {
            [start] => (start, None),
            [start, end] => (start, Some(end)),
            _ => return None,
        };
        // A term that is there is not empty.
        let read =
            |term: Option<&str>| term.map_or(Some(String::new()), |term| decode(term).filter(|term| !term.is_empty()));
        Some(TextDirective { prefix: read(prefix)?, start: read(Some(start))?, end: read(end)?, suffix: read(suffix)? })
    }

    /// The fragment, without `#`: `:~:text=…`.
    pub fn write(&self) -> String {
        let mut fragment = String::from(DELIMITER);
        fragment.push_str("text=");
        let mut term = |before: &str, words: &str, after: &str| {
            if !words.is_empty() {
                fragment.push_str(before);
                encode(words, &mut fragment);
                fragment.push_str(after);
            }
        };
        term("", &self.prefix, "-,");
        term("", &self.start, "");
        term(",", &self.end, "");
        term(",-", &self.suffix, "");
        fragment
    }
}
