//! What the reader says about a text: its selectors here, and what is made of them.
//!
//! An annotation is kept apart from the text that it is about. What ties the two is a [`Selector`], which says in data
//! which passage is meant: [`describe`] makes one, and is the first half of finding the passage again in a text that
//! has changed since.

pub mod anchor;
pub mod selector;

pub use anchor::{Anchor, Anchorer, Status};
pub use selector::{Fragment, Position, Quote, Selector, describe};
