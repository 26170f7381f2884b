//! `cargo xtask ci`: the whole gate, here and everywhere.

use crate::failure::{Failure, Outcome};
use crate::{bind, fuzz, process, test};

/// The commands before the tests, in order: a quick one that fails is known first.
const CHECKS: [&[&str]; 3] = [
    &["fmt", "--all", "--check"],
    &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"],
    &[
        "clippy",
        "-p",
        "newsgloss-web",
        "-p",
        "newsgloss-view",
        "--all-targets",
        "--target",
        "wasm32-unknown-unknown",
        "--",
        "-D",
        "warnings",
    ],
];

/// How long each fuzz target runs if `--fuzz` does not say.
const FUZZ_SECONDS: u64 = 60;

/// `cargo xtask ci [--fuzz [SECONDS]]`.
pub(crate) fn command(arguments: &[String]) -> Outcome {
    let fuzz = read(arguments)?;
    bind::ensure_target()?;
    for check in CHECKS {
        let what = format!("cargo {}", check.join(" "));
        println!("\n== {what} ==");
        process::run(&what, process::cargo().args(check))?;
    }
    test::command(&[])?;
    fuzz.map_or(Ok(()), fuzz::run)
}

/// How long to fuzz, if at all.
fn read(arguments: &[String]) -> Outcome<Option<u64>> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [] => Ok(None),
        ["--fuzz"] => Ok(Some(FUZZ_SECONDS)),
        ["--fuzz", seconds] if seconds.parse::<u64>().is_ok() => Ok(seconds.parse().ok()),
        _ => Err(Failure::new("ci takes nothing, or --fuzz and a number of seconds").hint("cargo xtask help")),
    }
}
