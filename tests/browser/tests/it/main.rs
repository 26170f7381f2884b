//! Tests of the served page and of the package in a real browser, one module a theme.

mod api;
mod article;
mod card;
mod load;
mod map;
mod panels;
mod reader;
mod view;
mod worker;
