//! Bundles the documents of `seeds/`: writes a table of their ids and texts for `src/document/bundle.rs`.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=seeds");
    println!("cargo::rerun-if-changed=build.rs");
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let seeds = Path::new(&root).join("seeds");
    let mut files: Vec<_> = fs::read_dir(&seeds)
        .unwrap_or_else(|e| panic!("cannot read {}: {e}", seeds.display()))
        .map(|entry| entry.expect("an entry of seeds/").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    files.sort();
    let mut table = String::from("static DOCUMENTS: &[Bundled] = &[\n");
    for file in &files {
        println!("cargo::rerun-if-changed={}", file.display());
        let bytes = fs::read(file).unwrap_or_else(|e| panic!("cannot read {}: {e}", file.display()));
        if std::str::from_utf8(&bytes).is_err() {
            panic!("{} is not UTF-8: convert it (iconv -t utf-8) or remove it from seeds/", file.display());
        }
        let id = file.file_stem().expect("a .txt file has a stem").to_string_lossy();
        let path = file.to_string_lossy();
        writeln!(table, "    Bundled {{ id: {id:?}, text: include_str!({path:?}) }},").expect("writing to a string");
    }
    table.push_str("];\n");
    fs::write(Path::new(&out).join("bundle.rs"), table).expect("write the table of bundled documents");
}
