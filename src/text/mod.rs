//! Segmentation: the tokens and sentences of a text, with exact byte spans.

mod abbreviation;
mod address;
mod class;
mod opener;
pub mod sentence;
pub mod token;

pub use sentence::sentences;
pub use token::{Token, TokenKind, tokenize};
