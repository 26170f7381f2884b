//! Commands that compute for long, or tell how fast the engine is: they run themselves again, built with optimisation.

use crate::failure::{Context, Outcome};
use crate::process;

/// Whether this build is a slow one.
pub(crate) fn is_needed() -> bool {
    cfg!(debug_assertions)
}

/// Builds the commands with optimisation and runs one, from the directory that its relative paths are meant from.
pub(crate) fn run(command: &str, arguments: &[String]) -> Outcome {
    println!("Building an optimised cargo xtask {command} (a minute or two, once)");
    let here = std::env::current_dir().doing(|| "finding the current directory".to_owned())?;
    let mut cargo = process::cargo();
    cargo.args(["run", "--quiet", "--release", "--package", "xtask", "--", command]).args(arguments).current_dir(here);
    process::run(&format!("cargo xtask {command}"), &mut cargo)
}
