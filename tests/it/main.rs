//! Integration tests of the engine, one module a theme, in one binary.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test fails by panicking, and says why"
)]

mod anchors;
mod corrections;
mod dates;
mod document;
mod exchange;
mod fragments;
mod generate;
mod glossary;
mod laws;
mod links;
mod locales;
mod markdown;
mod marked;
mod model;
mod names;
mod nasty;
mod numbers;
mod quantities;
mod quotes;
mod resolve;
mod rules;
mod seed;
mod sentences;
mod span_laws;
mod summary;
mod text;
mod tidy;
mod view_words;
