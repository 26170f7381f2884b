//! `cargo xtask fuzz`: random input, steered by which code it reaches, for a bounded time.
//!
//! The targets are in `fuzz/`, a Cargo workspace of its own. libFuzzer runs them; what steers it is LLVM's coverage
//! instrumentation, which the stable compiler has as well: the flags below are those of `cargo fuzz --sanitizer none`.

use crate::failure::{Context, Failure, Outcome};
use crate::{paths, process, tools};
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// A program of `fuzz/targets/`, and the directories whose files it starts from.
struct Target {
    name: &'static str,
    seeds: &'static [&'static str],
}

const TARGETS: [Target; 3] = [
    Target { name: "parser", seeds: &["seeds", "tests/fixtures"] },
    Target { name: "names", seeds: &["seeds", "tests/fixtures"] },
    // With a model small enough to be tried thousands of times a second.
    Target { name: "model", seeds: &["tests/data"] },
];

/// How long each target runs if nobody says.
const DEFAULT_SECONDS: u64 = 60;

const RUSTFLAGS: [&str; 7] = [
    "--cfg=fuzzing",
    "-Ccodegen-units=1",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

/// An input that takes longer than this is a hang, and one that needs more memory a leak: the slowest seed takes
/// milliseconds.
const LIMITS: [&str; 2] = ["-timeout=10", "-rss_limit_mb=1024"];

/// `cargo xtask fuzz [SECONDS]`.
pub(crate) fn command(arguments: &[String]) -> Outcome {
    match arguments {
        [] => run(DEFAULT_SECONDS),
        [seconds] => run(seconds.parse().doing(|| format!("reading the seconds, {seconds:?}"))?),
        _ => Err(Failure::new("fuzz takes a number of seconds and nothing else").hint("cargo xtask help")),
    }
}

/// Builds every target and runs each for `seconds_per_target`.
///
/// # Errors
///
/// If an input makes one panic, hang or eat memory; the failure has the path of that input.
pub(crate) fn run(seconds_per_target: u64) -> Outcome {
    tools::cxx()?;
    process::run("building the fuzz targets", cargo("build").arg("--bins"))?;
    TARGETS.iter().try_for_each(|target| fuzz(target, seconds_per_target))
}

/// Where the targets are built and what they find is kept.
fn home() -> PathBuf {
    paths::target().join("fuzz")
}

/// Cargo in `fuzz/`, with coverage. A target is named, if only the host's, so that the flags reach neither build scripts
/// nor macros, which are not linked to the fuzzer.
fn cargo(subcommand: &str) -> Command {
    let mut cargo = process::cargo();
    cargo.args([subcommand, "--quiet", "--locked", "--release", "--target", "host-tuple"]);
    cargo.arg("--manifest-path").arg(paths::root().join("fuzz/Cargo.toml"));
    cargo.env("CARGO_TARGET_DIR", home()).env("CARGO_ENCODED_RUSTFLAGS", RUSTFLAGS.join("\x1f"));
    cargo
}

/// Runs one target; what libFuzzer says goes to a log.
fn fuzz(target: &Target, seconds: u64) -> Outcome {
    let (corpus, found) = (home().join("corpus").join(target.name), home().join("found").join(target.name));
    for directory in [&corpus, &found] {
        fs::create_dir_all(directory).doing(|| format!("making {}", directory.display()))?;
    }
    let log = home().join(format!("{}.log", target.name));
    println!("Fuzzing {} for {seconds} s; its log is {}", target.name, log.display());
    let mut cargo = cargo("run");
    cargo.args(["--bin", target.name, "--"]).args(LIMITS).arg(format!("-max_total_time={seconds}"));
    cargo.arg(format!("-artifact_prefix={}/", found.display()));
    // The first directory is added to. Those that follow are only read: what was found before, then the seeds.
    cargo.arg(&corpus).arg(&found).args(target.seeds.iter().map(|seeds| paths::root().join(seeds)));
    cargo.stdin(Stdio::null()).stdout(Stdio::null());
    cargo.stderr(File::create(&log).doing(|| format!("making {}", log.display()))?);
    let outcome = process::run(&format!("the fuzz target {}", target.name), &mut cargo);
    let log = String::from_utf8_lossy(&paths::read(&log)?).into_owned();
    outcome.map_err(|failure| explain(failure, &log))?;
    println!("{}: nothing found ({})", target.name, last_words(&log));
    Ok(())
}

/// libFuzzer's summary of a run that ended well: `#6768 DONE cov: 1900 ft: 8000 corp: 400/1Mb …`.
fn last_words(log: &str) -> String {
    let done = log.lines().rev().find(|line| line.contains("DONE")).unwrap_or_default();
    done.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `failure` with what the log says of its cause, and where the input is that brings it about.
fn explain(failure: Failure, log: &str) -> Failure {
    const WRITTEN: &str = "Test unit written to ";
    let telling = ["panicked at", "ERROR:", "SUMMARY:"];
    let mut lines = log.lines();
    while let Some(line) = lines.next() {
        if telling.iter().any(|word| line.contains(word)) {
            eprintln!("{line}");
            // The message of a panic stands on the line after its place.
            lines.next().filter(|_| line.contains("panicked at")).inspect(|message| eprintln!("{message}"));
        }
    }
    match log.lines().find_map(|line| line.split_once(WRITTEN)) {
        Some((_, path)) => failure.hint(format!("the input is {path}; the next run begins with it")),
        None => failure.hint(log.lines().rev().take(3).collect::<Vec<_>>().join("\n  ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_leads_to_its_input() {
        let log = "INFO: Seed: 1\nthread '<unnamed>' panicked at src/text/token.rs:1:2:\nno\n==1== ERROR: libFuzzer: \
                   deadly signal\nartifact_prefix='x/'; Test unit written to x/crash-1\n";
        let failure = explain(Failure::new("the fuzz target parser (exit status: 77)"), log).to_string();
        assert!(failure.contains("the input is x/crash-1"), "{failure}");
        let failure = explain(Failure::new("the fuzz target parser"), "error: no bin target").to_string();
        assert!(failure.contains("no bin target"), "{failure}");
    }

    #[test]
    fn the_summary_is_on_one_line() {
        let log = "#1\tNEW    cov: 3 ft: 4\n#20\tDONE   cov: 5 ft: 6\nDone 20 runs in 1 second(s)\n";
        assert_eq!(last_words(log), "#20 DONE cov: 5 ft: 6");
    }
}
