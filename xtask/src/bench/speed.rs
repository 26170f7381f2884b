//! Dates, figures and summaries timed in WebAssembly, in Node.

use crate::failure::Outcome;
use crate::{bind, paths, process, tools};
use std::path::Path;

/// Runs `tests/speed.rs`, which prints what it measures, over the texts in a file, built as a browser gets it.
pub(super) fn run(texts: &Path) -> Outcome {
    tools::node()?;
    bind::ensure_target()?;
    process::run("building the test runner", process::cargo().args(["build", "-p", "wasm-runner"]))?;
    let mut cargo = process::cargo();
    cargo.args([
        "test",
        "--profile",
        "wasm",
        "--target",
        "wasm32-unknown-unknown",
        "-p",
        "newsgloss-web",
        "--test",
        "speed",
    ]);
    cargo.args(["--", "--nocapture"]);
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", paths::target().join("debug/wasm-runner"));
    cargo.env("NEWSGLOSS_TEXTS", texts);
    process::run("timing dates, figures and summaries", &mut cargo)
}
