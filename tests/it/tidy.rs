//! The rules of the source tree that a compiler does not hold: who may import whom, where the web may be mentioned, how
//! long a file may be, and that nothing is left for later.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of the crate, each with those it may use besides itself. A line uses what is above it and nothing below.
#[rustfmt::skip]
const ROOMS: &[(&str, &[&str])] = &[
    ("error",    &[]),
    ("span",     &[]),
    ("shape",    &[]),
    ("sort",     &[]),
    // Counts the steps of what must be linear, in tests alone.
    ("steps",    &[]),
    ("text",     &["error", "span", "shape", "sort", "steps"]),
    // Rules and the matcher that reads by them.
    ("rule",     &["span", "shape", "sort", "steps"]),
    ("model",    &["error", "span", "sort"]),
    ("document", &["error", "span", "sort", "text"]),
    ("entity",   &["error", "span", "shape", "sort", "text", "model", "document"]),
    ("time",     &["error", "span", "sort", "steps", "text", "rule", "document"]),
    ("quantity", &["error", "span", "sort", "steps", "text", "rule", "document"]),
    ("quote",    &["error", "span", "sort", "text", "document", "entity"]),
    // What an article says in its own words may lean on who is who.
    ("summary",  &["error", "span", "shape", "sort", "text", "model", "document", "entity"]),
    ("analysis", &["error", "span", "sort", "text", "model", "document", "entity", "time", "quantity", "quote", "summary"]),
    ("analyzer", &["error", "span", "sort", "text", "model", "document", "entity", "time", "quantity", "quote", "summary", "analysis"]),
    // The reader's own words about a text know nothing of what the engine says of it.
    ("annotation", &["error", "span", "sort", "text"]),
    ("js",       &["error", "span", "sort", "text", "model", "document", "entity", "time", "quantity", "quote", "summary", "analysis", "analyzer", "annotation"]),
    // An instance has one engine, loaded by a call from JavaScript and used by the view as well: the view asks `js`
    // for it, and for nothing else.
    ("widget",   &["error", "span", "sort", "text", "model", "document", "entity", "time", "quantity", "quote", "summary", "analysis", "analyzer", "annotation", "js::engine"]),
];

/// What the crate's root offers under a shorter name, with the room that it comes from.
const RE_EXPORTS: &[(&str, &str)] = &[
    ("Analysis", "analysis"),
    ("Analyzer", "analyzer"),
    ("ByteSpan", "span"),
    ("Document", "document"),
    ("Error", "error"),
    ("Options", "analyzer"),
    ("Utf16Span", "span"),
];

/// The roots of the two crates: the engine's, and that of what puts it on a page.
const ROOTS: [&str; 2] = ["lib", "web"];

/// The rooms that exist on the web alone.
const WEB_ROOMS: [&str; 2] = ["js", "widget"];

/// Crates that only the web rooms may mention.
const WEB_CRATES: [&str; 6] =
    ["wasm_bindgen", "wasm_bindgen_futures", "web_sys", "js_sys", "gloo", "serde_wasm_bindgen"];

/// Lines of the longest file, its tests included.
const MOST_LINES: usize = 700;

/// Marks of what is left for later.
const UNFINISHED: [&str; 5] = ["TODO", "FIXME", "XXX:", "todo!", "unimplemented!"];

#[test]
fn the_source_tree_keeps_its_rules() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = rust_files(&source);
    assert!(files.len() > 40, "only {} files found", files.len());
    let mut faults = Vec::new();
    for file in files {
        let path = file.strip_prefix(&source).unwrap().to_string_lossy().replace('\\', "/");
        faults.extend(faults_of(&path, &fs::read_to_string(&file).unwrap()));
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_room_is_in_the_table() {
    let read = |name| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(name)).unwrap();
    let (root, web, view) = (read("lib.rs"), read("web.rs"), read("view.rs"));
    let modules = [&root, &web, &view]
        .into_iter()
        .flat_map(|file| file.lines())
        .filter_map(|line| line.strip_prefix("pub ").unwrap_or(line).strip_prefix("mod "));
    let mut rooms: Vec<&str> = modules.map(|name| name.trim_end_matches(';')).collect();
    let mut table: Vec<&str> = ROOMS.iter().map(|(room, _)| *room).collect();
    rooms.sort_unstable();
    table.sort_unstable();
    assert_eq!(rooms, table);
    for (name, room) in RE_EXPORTS {
        let line = root.lines().find(|line| line.starts_with(&format!("pub use {room}::")));
        assert!(line.is_some_and(|line| words(line).any(|word| word == *name)), "{name} does not come from {room}");
    }
}

fn rust_files(directory: &Path) -> Vec<PathBuf> {
    let (mut found, mut waiting) = (Vec::new(), vec![directory.to_path_buf()]);
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            match path.extension() {
                _ if path.is_dir() => waiting.push(path),
                Some(ending) if ending == "rs" => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    found
}

/// What is wrong with the file at `path` below `src/`.
fn faults_of(path: &str, source: &str) -> Vec<String> {
    let room = path.split(['/', '.']).next().unwrap_or_default();
    let mut faults = Vec::new();
    let lines = source.lines().count();
    if lines > MOST_LINES {
        faults.push(format!("{path}: {lines} lines, more than {MOST_LINES}"));
    }
    let code = code_of(source);
    // The roots list the rooms and use none.
    for import in imports(&code).iter().filter(|_| !ROOTS.contains(&room)) {
        if !may_use(room, import) {
            faults.push(format!("{path}: {room} may not use {import}"));
        }
    }
    for name in words(&code).filter(|word| WEB_CRATES.contains(word) && !WEB_ROOMS.contains(&room)) {
        faults.push(format!("{path}: only {} may mention {name}", WEB_ROOMS.join(" and ")));
    }
    for mark in UNFINISHED.iter().filter(|mark| source.contains(**mark)) {
        faults.push(format!("{path}: {mark}"));
    }
    faults
}

/// Whether a file of `room` may use `import`, a path below `crate::`.
fn may_use(room: &str, import: &str) -> bool {
    let first = import.split("::").next().unwrap_or_default();
    let home = RE_EXPORTS.iter().find(|(name, _)| *name == first).map_or(first, |(_, room)| room);
    let allowed = ROOMS.iter().find(|(name, _)| *name == room).map_or(&[][..], |(_, allowed)| allowed);
    let within =
        |allowed: &&str| import == *allowed || import.strip_prefix(*allowed).is_some_and(|rest| rest.starts_with("::"));
    home == room || allowed.contains(&home) || allowed.iter().any(within)
}

/// `source` without its comments, doc comments included: what they mention they do not use.
fn code_of(source: &str) -> String {
    let lines = source.lines().map(|line| line.trim_start());
    lines.filter(|line| !line.starts_with("//")).flat_map(|line| [line, "\n"]).collect()
}

/// Every path below `crate::` in `code`, those of a list in braces one by one: `use crate::{a, b::{c, d}}` gives `a`,
/// `b::c` and `b::d`.
fn imports(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        // `$crate::` in a macro is this crate too; `my_crate::` is another.
        if !code[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_') {
            expand(&code[at + "crate::".len()..], &mut found);
        }
    }
    found
}

/// Adds the paths of one import, which `code` begins with.
fn expand(code: &str, found: &mut Vec<String>) {
    // What stands before each brace that is open, the path being read, and whether that has ended (`as` follows).
    let (mut open, mut path, mut ended) = (Vec::<String>::new(), String::new(), false);
    for c in code.chars() {
        match c {
            '{' if path.is_empty() || path.ends_with("::") => open.push(std::mem::take(&mut path)),
            ',' | '}' if !open.is_empty() => {
                found.extend(finish(&open, &mut path));
                ended = false;
                if c == '}' && open.pop().is_some() && open.is_empty() {
                    return;
                }
            }
            _ if c.is_alphanumeric() || matches!(c, '_' | ':' | '*') => path.extend((!ended).then_some(c)),
            _ if c.is_whitespace() && !open.is_empty() => ended = !path.is_empty(),
            _ => break,
        }
    }
    found.extend(finish(&open, &mut path));
}

/// The path that has been read, if there is one, with what stands before its braces.
fn finish(open: &[String], path: &mut String) -> Option<String> {
    let path = std::mem::take(path);
    (!path.is_empty()).then(|| open.concat() + path.trim_end_matches(':'))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
}

/// Checks what [`faults_of`] says of a made-up file.
fn check(path: &str, source: &str, expected: &[&str]) {
    assert_eq!(faults_of(path, source), expected, "{source:.200}");
}

#[test]
fn a_room_uses_those_above_it() {
    check("text/token.rs", "use crate::span::ByteSpan;\nuse crate::text::class;\nuse super::class;\n", &[]);
    check("text/token.rs", "use crate::document::Document;", &["text/token.rs: text may not use document::Document"]);
    check("span.rs", "fn f(e: crate::error::Error) {}", &["span.rs: span may not use error::Error"]);
    check("summary/mod.rs", "use crate::entity::Entity;\nuse crate::{ByteSpan, Document};", &[]);
    check("entity/mod.rs", "use crate::summary;", &["entity/mod.rs: entity may not use summary"]);
    check("analysis.rs", "use crate::Analyzer;", &["analysis.rs: analysis may not use Analyzer"]);
    check("text/mod.rs", "use crate::unheard_of;", &["text/mod.rs: text may not use unheard_of"]);
    check("cellar/mod.rs", "use crate::span;", &["cellar/mod.rs: cellar may not use span"]);
    // Comments may speak of anything; another crate may have any name.
    check("text/token.rs", "//! See [`crate::widget`].\n/// And [`crate::js`].\nuse my_crate::js;", &[]);
}

#[test]
fn lists_of_imports_are_read_one_by_one() {
    let nested = "use crate::{\n    document::{Block, Date},\n    js::{self, wire},\n    span as s, error as e,\n};\nlet x = crate::text::f(a, b);";
    let expected = ["document::Block", "document::Date", "js::self", "js::wire", "span", "error", "text::f"];
    assert_eq!(imports(nested), expected);
    let faults = ["summary/mod.rs: summary may not use js::self", "summary/mod.rs: summary may not use js::wire"];
    check("summary/mod.rs", nested, &faults);
}

#[test]
fn the_view_asks_js_for_the_engine_alone() {
    check("widget/view.rs", "use crate::js::engine;\nuse crate::js::engine::current;", &[]);
    check("widget/view.rs", "use crate::js::wire;", &["widget/view.rs: widget may not use js::wire"]);
    check("widget/view.rs", "use crate::js::engineer;", &["widget/view.rs: widget may not use js::engineer"]);
    check("js/mod.rs", "use crate::widget::View;", &["js/mod.rs: js may not use widget::View"]);
}

#[test]
fn the_core_knows_no_web() {
    check("js/mod.rs", "use wasm_bindgen::prelude::*;\nuse web_sys::Window;", &[]);
    check("entity/mod.rs", "use js_sys::Array;", &["entity/mod.rs: only js and widget may mention js_sys"]);
    check("entity/mod.rs", "gloo::f();", &["entity/mod.rs: only js and widget may mention gloo"]);
}

#[test]
fn files_are_short_and_finished() {
    check("span.rs", &"\n".repeat(MOST_LINES), &[]);
    check("span.rs", &"\n".repeat(MOST_LINES + 1), &["span.rs: 701 lines, more than 700"]);
    check("span.rs", "// TODO: later", &["span.rs: TODO"]);
    check("span.rs", "fn f() { todo!() }", &["span.rs: todo!"]);
}
