//! `cargo xtask ci`: the whole gate, here and everywhere.

use crate::failure::{Failure, Outcome};
use crate::{bind, process, test};

/// The commands before the tests, in order: a quick one that fails is known first.
const CHECKS: [&[&str]; 3] = [
    &["fmt", "--all", "--check"],
    &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"],
    &["clippy", "-p", "newsgloss", "--all-targets", "--target", "wasm32-unknown-unknown", "--", "-D", "warnings"],
];

/// `cargo xtask ci`.
pub(crate) fn command(arguments: &[String]) -> Outcome {
    if let [unknown, ..] = arguments {
        return Err(Failure::new(format!("ci does not know {unknown:?}")).hint("cargo xtask help"));
    }
    bind::ensure_target()?;
    for check in CHECKS {
        let what = format!("cargo {}", check.join(" "));
        println!("\n== {what} ==");
        process::run(&what, process::cargo().args(check))?;
    }
    test::command(&[])
}
