//! newsgloss: a reading companion for news.
//!
//! The engine parses a news document, finds the names in it, says who is who and summarises it from its own
//! sentences. It is a plain library that knows nothing of the web. Two crates put it on
//! a page: `src/web.rs` with `js`, the functions that JavaScript calls, and `src/view.rs` with `widget`, the interactive
//! view.
//!
//! # The tour
//!
//! Data moves one way, and the modules are listed in that order:
//!
//! 1. [`error`] and [`span`]: the one error type, and offsets whose unit is in the type.
//! 2. [`text`]: tokens and sentences.
//! 3. [`document`]: title, byline, dateline and blocks of a news item, and the documents bundled at build time.
//! 4. [`model`]: the model file and its checked reader.
//! 5. [`entity`]: names, those of a caller's glossary among them, and which names are the same thing.
//! 6. [`time`]: dates, times and durations, and what they mean. Its rules are data; `rule` matches them.
//! 7. [`quantity`]: money, percentages, measures and counts, and what they are worth; by rules like those of dates.
//! 8. [`quote`]: what was said, and by whom.
//! 9. [`summary`]: the article's most telling sentences.
//! 10. [`analysis`] and [`analyzer`]: the plain data that leaves the engine, and the thing that makes it.
//! 11. [`annotation`]: what the reader says about a text, which knows nothing of what the engine does.
//!
//! # Invariants
//!
//! * Any string gives a [`Document`] and an [`Analysis`]; only configuration and model loading return errors.
//! * Spans are byte offsets into the text given, on character boundaries; the text is never changed.
//! * Mentions do not overlap, are sorted, and each lies inside one block; so it is with dates and
//!   figures.
//! * The same input gives the same bytes out on every machine.
//! * Time and memory grow linearly with the text.

pub mod error;
#[doc(hidden)]
mod shape;
pub mod sort;
pub mod span;
mod steps;

pub mod text;

mod rule;

pub mod document;
pub mod model;

pub mod entity;
pub mod quantity;
pub mod quote;
pub mod summary;
pub mod time;

pub mod analysis;
pub mod analyzer;

pub mod annotation;

pub use analysis::Analysis;
pub use analyzer::{Analyzer, Options};
pub use document::Document;
pub use error::Error;
pub use span::{ByteSpan, Utf16Span};
