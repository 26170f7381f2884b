//! `cargo xtask bench`: the package timed in headless Chromium, in turn with other libraries, and the table of it.

mod libraries;
mod names;
mod page;
mod report;
mod speed;
mod texts;

use crate::arguments::Arguments;
use crate::failure::{Context, Failure, Outcome};
use crate::{paths, test, tools};
use std::path::PathBuf;

/// `cargo xtask bench [--data DIR] [--part speed|page]`. It prints the times of the package's own functions and writes the comparison to
/// `docs/benchmarks.md`. With the corpora it is made on real news, and says how well each library finds names.
/// The part `speed` prints how fast dates, figures and summaries are found, and `page` how fast the element is on a page, and no more.
pub(crate) fn command(arguments: &[String]) -> Outcome {
    let arguments = Arguments::read(arguments, &["data", "part"])?;
    if arguments.last("part") == Some("page") {
        return page::run();
    }
    let data = arguments.last("data").map(|_| crate::data::folder(&arguments)).transpose()?;
    let served = paths::target().join("bench");
    paths::make_empty(&served)?;
    match arguments.last("part") {
        None => {}
        Some("speed") => {
            texts::write(data.as_deref(), &served)?;
            return speed::run(&served.join("news.json"));
        }
        Some(part) => {
            return Err(
                Failure::new(format!("{part} is no part of the benchmark")).hint("the parts are speed and page")
            );
        }
    }
    let modules = tools::npm_packages()?;
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
