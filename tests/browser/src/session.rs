//! Starting a browser, and reading its log when the test is done.

use crate::{Outcome, Page};
use fantoccini::ClientBuilder;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use std::env;

/// What a browser under test is started with: no window, nothing of its own on the network, and no gliding to what a
/// test is about to click.
const FLAGS: [&str; 11] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-prefers-reduced-motion",
    "--window-size=1280,900",
];

/// Opens `path` of the served site in a fresh browser, runs `test` over it, and fails if the test does or if the
/// browser's log holds a warning or an error that was not expected.
///
/// # Errors
///
/// What failed, in words.
pub async fn visit(path: &str, test: impl AsyncFnOnce(&mut Page) -> Outcome) -> Outcome {
    let mut builder = ClientBuilder::new(HttpConnector::new());
    let client = builder.capabilities(capabilities()).connect(&given("NEWSGLOSS_WEBDRIVER")?).await?;
    let mut page = Page::new(client.clone(), given("NEWSGLOSS_URL")?);
    let outcome = async {
        page.goto(path).await?;
        test(&mut page).await
    };
    let outcome = outcome.await;
    // The log is often what explains a failure, so both are told.
    let log = page.check_log().await;
    client.close().await?;
    match (outcome, log) {
        (Err(failure), Err(log)) => Err(format!("{failure}\n{log}").into()),
        (outcome, log) => outcome.and(log),
    }
}

/// A setting that `cargo xtask test` passes on.
pub(crate) fn given(name: &str) -> Outcome<String> {
    env::var(name).map_err(|_| format!("{name} is not set: run these tests with `cargo xtask test browser`").into())
}

fn capabilities() -> Map<String, Value> {
    let mut options = json!({ "args": FLAGS });
    if let Ok(chromium) = env::var("NEWSGLOSS_CHROMIUM") {
        options["binary"] = chromium.into();
    }
    let capabilities = json!({ "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" } });
    match capabilities {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
