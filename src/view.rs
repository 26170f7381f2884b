//! newsgloss on a page: the interactive view, in a crate of its own with the functions that JavaScript calls in it, so
//! that a page with both has one engine.

#![cfg(target_arch = "wasm32")]

// The rooms of the engine, under the names that they have there.
use newsgloss::{analysis, analyzer, annotation, document, entity, quantity, quote, sort, span, summary, text, time};
use newsgloss_web::js;

mod widget;
