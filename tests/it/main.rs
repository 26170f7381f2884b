//! Integration tests of the engine, one module a theme, in one binary.

mod document;
mod generate;
mod laws;
mod nasty;
mod seed;
mod sentences;
mod span_laws;
mod summary;
mod text;
