//! Times the package in headless Chromium, beside other libraries: `cargo xtask bench` starts what it needs.

#![allow(clippy::print_stdout, reason = "a benchmark speaks to its terminal")]
#![allow(clippy::disallowed_methods, reason = "a benchmark may wait; only the engine reads no clock")]

mod functions;
mod peers;

use browser_tests::Outcome;
use std::{env, fs};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    functions::report().await?;
    // Where the figures are wanted; without it only the package's own functions are timed.
    let Ok(file) = env::var("NEWSGLOSS_BENCH_FIGURES") else { return Ok(()) };
    let figures = peers::measure().await?;
    Ok(fs::write(file, figures.to_string())?)
}
