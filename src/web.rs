//! newsgloss on a page: the two rooms that know the web, in a crate of their own.
//!
//! [`js`] is what JavaScript may call, and `widget` the interactive view. Both are compiled to be small, where the engine
//! that they bring to the page is compiled to be fast.

#![cfg(target_arch = "wasm32")]

// The rooms of the engine, under the names that they have there.
use newsgloss::{
    Analysis, Analyzer, analysis, analyzer, annotation, document, entity, error, quantity, quote, sort, span, summary,
    text, time,
};

pub mod js;
#[cfg(feature = "widget")]
mod widget;
