//! Tests of the served page and of the package in a real browser, one module a theme.

mod api;
mod article;
mod view;
mod worker;
