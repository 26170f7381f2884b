//! newsgloss as JavaScript calls it: the functions, in a crate of their own.
//!
//! It is compiled to be small, where the engine that it brings along is compiled to be fast. The interactive view has a
//! crate of its own again, which has these functions in it: a program that shows no view does not load one.

#![cfg(target_arch = "wasm32")]

// The rooms of the engine, under the names that they have there.
use newsgloss::{
    Analysis, Analyzer, analysis, analyzer, annotation, document, entity, error, quantity, quote, span, summary, text,
    time,
};

pub mod js;
