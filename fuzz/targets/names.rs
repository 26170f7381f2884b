//! The names that the shipped model finds keep the span laws, whatever the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use newsgloss::{Analyzer, Options, document::plain};
use std::sync::LazyLock;

#[path = "../../tests/it/span_laws.rs"]
#[allow(dead_code, reason = "each target holds the laws of what it makes")]
mod span_laws;

static SHIPPED: LazyLock<Analyzer> = LazyLock::new(|| {
    let model = include_bytes!("../../models/newsgloss.model");
    Analyzer::new(model).expect("the shipped model loads")
});

fuzz_target!(|text: &str| {
    let analysis = SHIPPED.analyze(plain::parse(text), &Options::default());
    span_laws::names(&analysis);
});
