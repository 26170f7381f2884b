//! Atoms: the smallest pieces that a rule can speak of.
//!
//! They are finer than tokens: a run of letters, a run of digits, or one mark. `mid-1990s` is `mid` `-` `1990` `s`, each
//! joined to the one before, and so one rule reads `mid-1990s`, `mid 1990s` and `mid - 1990s` alike.

use super::Rules;
use crate::span::ByteSpan;

/// The number of a word that no rule speaks of.
pub(super) const UNKNOWN: u16 = u16::MAX;

/// One atom of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Atom {
    /// Where it stands.
    pub(crate) span: ByteSpan,
    /// Whether it follows the atom before it with no space between.
    pub(crate) joined: bool,
    /// What it is.
    pub(crate) kind: AtomKind,
}

/// What an atom is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AtomKind {
    /// A run of letters: its number among the words of the rules, and whether it begins with a capital.
    Word(u16, bool),
    /// A run of ASCII digits: the number it writes (the largest there is if it is larger), and how many there are.
    Digits(u32, u8),
    /// Anything else: one character. Apostrophes are all `'`, hyphens and the en dash `-`.
    Mark(char),
}

impl Atom {
    /// Whether it is letters or digits.
    pub(crate) fn is_word(self) -> bool {
        !matches!(self.kind, AtomKind::Mark(_))
    }

    /// Whether it is digits.
    pub(crate) fn is_digits(self) -> bool {
        matches!(self.kind, AtomKind::Digits(..))
    }

    /// Whether it is this mark.
    pub(crate) fn is_mark(self, mark: char) -> bool {
        self.kind == AtomKind::Mark(mark)
    }
}

/// The atoms of `span` of `text`, their words numbered as `rules` has them.
pub(crate) fn atoms(rules: &Rules, text: &str, span: ByteSpan) -> Vec<Atom> {
    let inner = span.of(text);
    let mut found: Vec<Atom> = Vec::with_capacity(inner.len() / 5);
    let mut at = 0;
    while let Some(first) = inner[at..].chars().next() {
        let start = at;
        at += first.len_utf8();
        if first.is_whitespace() {
            continue;
        }
        let kind = if first.is_ascii_digit() {
            at = run_end(inner, start, |c| c.is_ascii_digit());
            digits(&inner[start..at])
        } else if first.is_alphabetic() {
            at = run_end(inner, start, char::is_alphabetic);
            AtomKind::Word(rules.word(&inner[start..at]), first.is_uppercase())
        } else {
            AtomKind::Mark(plain(first))
        };
        let span = ByteSpan::new(span.start + start, span.start + at);
        let joined = found.last().is_some_and(|before| before.span.end == span.start);
        found.push(Atom { span, joined, kind });
    }
    found
}

/// Where the run of characters like `is_in` that starts at `start` ends.
fn run_end(text: &str, start: usize, is_in: impl Fn(char) -> bool) -> usize {
    text[start..].find(|c| !is_in(c)).map_or(text.len(), |length| start + length)
}

fn digits(text: &str) -> AtomKind {
    AtomKind::Digits(text.parse().unwrap_or(u32::MAX), u8::try_from(text.len()).unwrap_or(u8::MAX))
}

/// The mark as rules write it.
fn plain(mark: char) -> char {
    match mark {
        '’' | '‘' | '`' | '´' | '′' => '\'',
        '‐' | '‑' | '–' | '−' => '-',
        '：' => ':',
        '，' => ',',
        mark => mark,
    }
}
