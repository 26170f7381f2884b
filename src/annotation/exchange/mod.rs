//! Annotations in the forms in which they come and go: W3C JSON-LD both ways, Hypothesis's JSON in, and CSV, Markdown and
//! HTML out; and the names of a text, as the reader has corrected them, as CoNLL and spaCy's JSON.

pub mod json;
mod mentions;
mod tables;
mod w3c;

pub use mentions::{Label, conll, spacy};
pub use tables::{csv, html, markdown};
pub use w3c::{Imported, aim, read, refinement, write};
