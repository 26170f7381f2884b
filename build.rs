//! What is made before the crate is compiled: the table of the documents in `seeds/`, for `src/document/bundle.rs`, and
//! the rule sets, for the rooms that use them.

#[path = "build/rule/mod.rs"]
mod rule;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The rooms with rules: `src/ROOM/rules/*.rules` becomes `ROOM_rules.rs`.
const ROOMS_WITH_RULES: [&str; 2] = ["time", "quantity"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src/rule/op.rs");
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR"));
    bundle(&root, &out);
    for room in ROOMS_WITH_RULES {
        rules(&root, room, &out);
    }
}

/// The files in `folder` that end in `ending`, sorted.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("cannot read {}: {e}", folder.display()))
        .map(|entry| entry.expect("an entry of a folder").path())
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .collect();
    files.sort();
    for file in &files {
        println!("cargo::rerun-if-changed={}", file.display());
    }
    files
}

/// Compiles the rules of a room.
fn rules(root: &Path, room: &str, out: &Path) {
    let files = files(&root.join("src").join(room).join("rules"), "rules");
    let read = |file: &PathBuf| {
        let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("cannot read {}: {e}", file.display()));
        (file.strip_prefix(root).unwrap_or(file).display().to_string(), text)
    };
    let texts: Vec<(String, String)> = files.iter().map(read).collect();
    let sources: Vec<rule::Source<'_>> = texts.iter().map(|(name, text)| rule::Source { name, text }).collect();
    let tables = rule::compile(&sources).unwrap_or_else(|fault| panic!("{fault}"));
    fs::write(out.join(format!("{room}_rules.rs")), tables).expect("write the tables of the rules");
}

/// Bundles the documents of `seeds/`.
fn bundle(root: &Path, out: &Path) {
    let files = files(&root.join("seeds"), "txt");
    let mut table = String::from("static DOCUMENTS: &[Bundled] = &[\n");
    for file in &files {
        let bytes = fs::read(file).unwrap_or_else(|e| panic!("cannot read {}: {e}", file.display()));
        if std::str::from_utf8(&bytes).is_err() {
            panic!("{} is not UTF-8: convert it (iconv -t utf-8) or remove it from seeds/", file.display());
        }
        let id = file.file_stem().expect("a .txt file has a stem").to_string_lossy();
        let path = file.to_string_lossy();
        writeln!(table, "    Bundled {{ id: {id:?}, text: include_str!({path:?}) }},").expect("writing to a string");
    }
    table.push_str("];\n");
    fs::write(out.join("bundle.rs"), table).expect("write the table of bundled documents");
}
