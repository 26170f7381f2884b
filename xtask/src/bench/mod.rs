//! `cargo xtask bench`: the package timed in headless Chromium, in turn with other libraries, and the table of it.

mod libraries;
mod names;
mod report;
mod texts;

use crate::arguments::Arguments;
use crate::failure::{Context, Outcome};
use crate::{paths, test, tools};
use std::path::PathBuf;

/// `cargo xtask bench [--data DIR]`. It prints the times of the package's own functions and writes the comparison to
/// `docs/benchmarks.md`. With the corpora it is made on real news, and says how well each library finds names.
pub(crate) fn command(arguments: &[String]) -> Outcome {
    let arguments = Arguments::read(arguments, &["data"])?;
    let data = arguments.last("data").map(|_| crate::data::folder(&arguments)).transpose()?;
    let modules = tools::npm_packages()?;
    let served = paths::target().join("bench");
    paths::make_empty(&served)?;
    libraries::bundle(&modules, &served)?;
    let texts = texts::write(data.as_deref(), &served)?;
    let figures = paths::target().join("bench-figures.json");
    let run = ["run", "-p", "browser-tests", "--bin", "bench"];
    test::with_browser(
        "the benchmark",
        &run,
        &[("/bench/", served.clone())],
        &[("NEWSGLOSS_BENCH_FIGURES", &figures)],
    )?;
    let figures = serde_json::from_slice(&paths::read(&figures)?).doing(|| "reading the figures".to_string())?;
    let libraries = libraries::describe(&modules, &served, &paths::root().join("dist"))?;
    let report = report::markdown(&figures, &libraries, &texts)?;
    let file: PathBuf = paths::root().join("docs/benchmarks.md");
    paths::write(&file, &report)?;
    println!("\n{report}\nWritten to {}", file.display());
    Ok(())
}
