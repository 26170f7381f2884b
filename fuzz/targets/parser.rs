//! Any text becomes a document, sentences and summaries that keep the span laws of the tests.

#![no_main]

use libfuzzer_sys::fuzz_target;
use newsgloss::document::plain;

#[path = "../../tests/it/laws.rs"]
mod laws;
#[path = "../../tests/it/span_laws.rs"]
#[allow(dead_code, reason = "each target holds the laws of what it makes")]
mod span_laws;

fuzz_target!(|text: &str| {
    let document = plain::parse(text);
    assert_eq!(document.text, text);
    laws::check_laws(&document);
    span_laws::segments(&document);
    span_laws::summary(&document);
    span_laws::utf16(&document);
});
