//! What the reader says about a text: its selectors, the annotations that they belong to, and every change of those.
//!
//! An annotation is kept apart from the text that it is about. What ties the two is a [`Selector`], which says in data
//! which passage is meant: [`describe`] makes one, and is the first half of finding the passage again in a text that
//! has changed since.

mod address;
pub mod anchor;
pub mod correction;
pub mod exchange;
pub mod fragment;
pub mod intervals;
pub mod markdown;
pub mod merge;
pub mod model;
pub mod selector;
pub mod store;

pub use anchor::{Anchor, Anchorer, Status};
pub use correction::Correction;
pub use intervals::Intervals;
pub use merge::merge;
pub use model::{Annotation, Colour, Motivation};
pub use selector::{Fragment, Position, Quote, Selector, describe};
pub use store::{AnnotationStore, Change};
