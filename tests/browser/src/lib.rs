//! Drives a real browser over the served page.
//!
//! A test is an async function that visits an address:
//!
//! ```ignore
//! #[tokio::test]
//! async fn the_legend_filters() -> Outcome {
//!     visit("/", async |page| {
//!         page.wait_for("news-gloss >>> .legend").await?;
//!         page.click("news-gloss >>> .legend [value=PERSON]").await?;
//!         page.axe().await
//!     })
//!     .await
//! }
//! ```
//!
//! Every visit is a browser of its own. When the test is done the browser's log is read, and any warning or error in
//! it, be it of a script, of the network or of the content security policy, fails the test unless the test said with
//! [`Page::expect_log`] that it would come.
//!
//! Selectors are those of CSS; `>>>` steps into an element's shadow root.
//!
//! `cargo xtask test browser` starts the server and the driver and tells the tests where they are.

#![allow(clippy::disallowed_methods, reason = "a test may wait for a page; only the engine reads no clock")]

mod command;
mod page;
mod session;

pub use fantoccini::key::Key;
pub use page::Page;
pub use session::visit;

/// What a test, and each step of it, returns.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;
