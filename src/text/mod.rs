//! Segmentation: the tokens and sentences of a text, with exact byte spans.
//!
//! [`tokenize`] decides what belongs together, stops included; [`sentences`] reads those tokens and decides which stops
//! end a sentence; a [`Passage`] holds what both found in a block. Both look a bounded way ahead and never back, so their time grows linearly with the text, whatever
//! it is. The words they know are tables in `abbreviation` and `opener`; the rest is structure.
//!
//! [`number`] reads what numbers are worth, in digits and in words.

mod abbreviation;
pub(crate) mod accent;
mod address;
mod class;
mod language;
pub mod number;
mod opener;
pub mod passage;
pub mod sentence;
pub mod token;

pub(crate) use class::is_unspaced;
pub use language::language;
pub use passage::Passage;
pub(crate) use passage::within;
pub use sentence::sentences;
pub(crate) use sentence::span_of;
pub use token::{Token, TokenKind, tokenize};

/// A text on one line: its words with single spaces between them.
///
/// ```
/// assert_eq!(newsgloss::text::spaced(" the\nold  bridge "), "the old bridge");
/// ```
pub fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
