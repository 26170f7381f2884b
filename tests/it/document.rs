//! The plain-text parser, on whole news items and on anything at all.
//!
//! Each `tests/fixtures/documents/NAME.txt` has its structure beside it in `NAME.expected`: what the document says of
//! itself, then its blocks in order, a line each: the kind, then the text, whose middle is left out. `UPDATE=1 cargo
//! test` writes these files anew; read the difference before you keep it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use newsgloss::document::{Document, plain};
use newsgloss::{ByteSpan, document::bundle};

use crate::laws::check_laws;

#[test]
fn fixtures_have_their_structure() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/documents");
    let mut texts: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    texts.sort();
    assert!(texts.len() >= 20, "the fixtures are gone from {}", folder.display());
    let cases = texts.into_iter().map(|path| (fs::read_to_string(&path).unwrap(), path.with_extension("expected")));
    let seeds = bundle::documents()
        .iter()
        .map(|seed| (seed.text.to_owned(), folder.join(format!("seed-{}.expected", seed.id))));
    let failures: Vec<String> = cases.chain(seeds).filter_map(|(text, expected)| check(&text, &expected)).collect();
    assert!(failures.is_empty(), "{} documents differ\n{}", failures.len(), failures.join("\n"));
}

/// Checks the structure of `text` against the file `expected`; what differs.
fn check(text: &str, expected: &Path) -> Option<String> {
    let document = plain::parse(text);
    check_laws(&document);
    let found = describe(&document);
    if env::var_os("UPDATE").is_some() {
        fs::write(expected, &found).unwrap();
    }
    let wanted = fs::read_to_string(expected).unwrap_or_default();
    (wanted != found).then(|| format!("\n{}\n{}", expected.display(), difference(&wanted, &found)))
}

/// The structure of `document`, readable by eye.
fn describe(document: &Document) -> String {
    let text = &document.text;
    let mut out = String::new();
    let mut field = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            writeln!(out, "{:<10} {value}", format!("{name}:")).unwrap();
        }
    };
    let whole = |span: Option<ByteSpan>| span.map(|span| one_line(span.of(text)));
    field("title", whole(document.title));
    field("byline", whole(document.byline));
    field("dateline", whole(document.dateline.map(|dateline| dateline.span)));
    field("place", whole(document.dateline.and_then(|dateline| dateline.place)));
    field("agency", whole(document.dateline.and_then(|dateline| dateline.agency)));
    field("date", document.date.map(|date| date.to_string()));
    for problem in &document.problems {
        field("problem", Some(problem.code.to_owned()));
    }
    out.push('\n');
    for block in &document.blocks {
        writeln!(out, "{:<11} {}", block.kind.as_str(), shorten(&one_line(block.span.of(text)))).unwrap();
    }
    out
}

/// `text` on one line: white space of any sort is one space.
fn one_line(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .escape_debug()
        .to_string()
        .replace("\\'", "'")
        .replace("\\\"", "\"")
}

/// The first and last words of `line`.
fn shorten(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    match words.len() {
        0..=12 => line.to_owned(),
        length => format!("{} … {}", words[..6].join(" "), words[length - 4..].join(" ")),
    }
}

/// The lines that are in one of the two texts alone, as a diff shows them.
fn difference(wanted: &str, found: &str) -> String {
    let wanted: Vec<&str> = wanted.lines().collect();
    let found: Vec<&str> = found.lines().collect();
    let missing = wanted.iter().filter(|line| !found.contains(line)).map(|line| format!("  - {line}"));
    let extra = found.iter().filter(|line| !wanted.contains(line)).map(|line| format!("  + {line}"));
    missing.chain(extra).collect::<Vec<_>>().join("\n")
}
