//! How fast dates, figures and summaries are found in WebAssembly, in Node: `cargo xtask bench --part speed` runs it over
//! at least half a megabyte of news and prints what it says.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![cfg(target_arch = "wasm32")]

use newsgloss::Document;
use newsgloss::document::{bundle, plain};
use newsgloss::summary::Ranking;
use newsgloss::{quantity, time};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

#[wasm_bindgen(module = "node:fs")]
extern "C" {
    #[wasm_bindgen(js_name = readFileSync)]
    fn read_file(path: &str, encoding: &str) -> String;
}

/// How often the text is read.
const PASSES: u32 = 5;

/// The megabytes that `find` reads in a second, and how much it finds.
fn speed<T>(documents: &[Document], find: impl Fn(&Document) -> Vec<T>) -> (f64, usize) {
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let began = js_sys::Date::now();
    let found =
        (0..PASSES).map(|_| documents.iter().map(|document| find(document).len()).sum::<usize>()).sum::<usize>();
    let milliseconds = (js_sys::Date::now() - began).max(1.0);
    (bytes as f64 * f64::from(PASSES) / milliseconds / 1000.0, found)
}

/// The texts that the benchmark measures with; none without it.
fn texts() -> Vec<String> {
    let texts = option_env!("NEWSGLOSS_TEXTS").map_or_else(|| "[]".into(), |path| read_file(path, "utf8"));
    let texts = js_sys::Array::from(&js_sys::JSON::parse(&texts).unwrap());
    texts.iter().filter_map(|text| text.as_string()).collect()
}

/// How often the shortest text is read: the clock counts whole milliseconds.
const SHORT_PASSES: u32 = 200;

#[wasm_bindgen_test]
fn summaries_are_fast() {
    let summary = |document: &Document| Ranking::new(document).take(3);
    let texts = texts();
    let long = [plain::parse(texts.join("\n\n"))];
    let documents: Vec<Document> = texts.into_iter().map(plain::parse).collect();
    let (news, found) = speed(&documents, summary);
    let (joined, _) = speed(&long, summary);
    let seed = bundle::open(bundle::documents()[0].id).unwrap();
    let began = js_sys::Date::now();
    let sentences: usize = (0..SHORT_PASSES).map(|_| summary(&seed).len()).sum();
    let each = (js_sys::Date::now() - began) / f64::from(SHORT_PASSES);
    let megabytes = long[0].text.len() as f64 / 1e6;
    console_log!(
        "summaries: the first bundled document {each:.2} ms, news {news:.1} MB/s, {megabytes:.1} MB of it as one text {joined:.1} MB/s"
    );
    assert_eq!(sentences, 3 * SHORT_PASSES as usize);
    assert!(documents.is_empty() || found > 0, "news has summaries");
}

#[wasm_bindgen_test]
fn dates_and_figures_are_fast() {
    let documents: Vec<Document> = texts().into_iter().map(plain::parse).collect();
    let (dates, dates_found) = speed(&documents, time::find);
    let (figures, figures_found) = speed(&documents, quantity::find);
    console_log!("dates {dates:.1} MB/s, figures {figures:.1} MB/s in WebAssembly, {} texts", documents.len());
    assert!(documents.is_empty() || dates_found > 0 && figures_found > 0, "nothing is found in news");
}
