//! `cargo xtask pipelines`: an archive through the command line, alone and under two job engines, which must all say the
//! same. It is slow, takes half a gigabyte for Spark, and is no part of `cargo xtask test`.

use crate::failure::{Context, Failure, Outcome};
use crate::{package, paths, process, tools};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// How many articles the archive has.
const ARTICLES: usize = 10_240;

/// `cargo xtask pipelines`.
pub(crate) fn command(_: &[String]) -> Outcome {
    let (node, parallel, python) = (tools::node()?, tools::parallel()?, tools::pyspark()?);
    let cli = package::build()?.join("cli.js");
    let home = paths::target().join("pipelines");
    paths::make_empty(&home)?;
    let archive = write_archive(&home)?;
    let annotate = format!("{} {} annotate --format jsonl", node.display(), cli.display());

    let mut alone = shell(&annotate);
    let alone = timed("alone", piped(&mut alone, &archive, &home.join("alone.jsonl")))?;
    check(&alone)?;
    let mut engine = Command::new(parallel);
    engine.args(["--pipe", "--block", "4M", "--keep-order", &annotate]);
    let many = timed("GNU parallel", piped(&mut engine, &archive, &home.join("parallel.jsonl")))?;
    compare(&alone, &paths::read(&many)?)?;
    let parts = home.join("spark");
    let mut engine = Command::new(python);
    engine.arg(paths::root().join("tests/pipelines/spark.py")).arg(&archive).arg(&parts).arg(&annotate);
    let seconds = process::capture("Spark", &mut engine)?;
    let seconds: f64 = seconds.trim().parse().doing(|| "reading how long Spark took".to_string())?;
    tell("Spark", seconds);
    compare(&alone, &joined(&parts)?)?;
    println!("All three say the same of {ARTICLES} articles, to the byte");
    Ok(())
}

/// An archive, a line an article: the project's own, each followed by another, until there are enough.
fn write_archive(home: &Path) -> Outcome<PathBuf> {
    let mut texts = Vec::new();
    for folder in ["seeds", "tests/fixtures/documents"] {
        let files = paths::files_below(&paths::root().join(folder))?;
        for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "txt")) {
            texts.push(String::from_utf8_lossy(&paths::read(file)?).into_owned());
        }
    }
    let file = home.join("archive.jsonl");
    let mut lines = String::new();
    for at in 0..ARTICLES {
        let (one, other) = (&texts[at % texts.len()], &texts[(at + at / texts.len()) % texts.len()]);
        let article = serde_json::json!({ "id": at.to_string(), "text": format!("{one}\n\n{other}") });
        lines.push_str(&article.to_string());
        lines.push('\n');
    }
    println!("{ARTICLES} articles out of {}, {} MB", texts.len(), lines.len() / 1_000_000);
    paths::write(&file, lines)?;
    Ok(file)
}

fn shell(line: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", line]);
    shell
}

/// Runs a command from a file into another, which is returned.
fn piped<'a>(command: &'a mut Command, from: &'a Path, to: &'a Path) -> impl FnOnce() -> Outcome<PathBuf> + 'a {
    move || {
        command.stdin(File::open(from).doing(|| format!("opening {}", from.display()))?);
        command.stdout(File::create(to).doing(|| format!("making {}", to.display()))?);
        process::run("annotating the archive", command)?;
        Ok(to.to_path_buf())
    }
}

fn timed(name: &str, work: impl FnOnce() -> Outcome<PathBuf>) -> Outcome<PathBuf> {
    let begun = Instant::now();
    let done = work()?;
    tell(name, begun.elapsed().as_secs_f64());
    Ok(done)
}

fn tell(name: &str, seconds: f64) {
    println!("{name}: {seconds:.0} s, {:.0} articles a second", ARTICLES as f64 / seconds);
    // Shown at once, for the next one takes a while.
    let _ = std::io::stdout().flush();
}

/// What was said must be a line an article, none of them an error.
fn check(file: &Path) -> Outcome {
    let lines = fs::read_to_string(file).doing(|| format!("reading {}", file.display()))?;
    let errors = lines.lines().filter(|line| line.contains("\"error\":")).count();
    match (lines.lines().count(), errors) {
        (ARTICLES, 0) => Ok(()),
        (lines, errors) => Err(Failure::new(format!("{lines} lines for {ARTICLES} articles, {errors} of them errors"))),
    }
}

fn compare(file: &Path, other: &[u8]) -> Outcome {
    if paths::read(file)? == other {
        Ok(())
    } else {
        Err(Failure::new("it says something else than when it runs alone"))
    }
}

/// What Spark has written, in order: a file a part.
fn joined(parts: &Path) -> Outcome<Vec<u8>> {
    let mut whole = Vec::new();
    for part in paths::files_below(parts)? {
        if part.file_name().is_some_and(|name| name.to_string_lossy().starts_with("part-")) {
            whole.extend(paths::read(&part)?);
        }
    }
    Ok(whole)
}
