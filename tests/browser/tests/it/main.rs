//! Tests of the served page and of the package in a real browser, one module a theme.

mod api;
mod article;
mod card;
mod caret;
mod corrections;
mod embed;
mod embed_notes;
mod load;
mod locales;
mod map;
mod marks;
mod notes;
mod panels;
mod reader;
mod sight;
mod states;
mod summary;
mod view;
mod worker;
