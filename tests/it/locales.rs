//! The tables of words of `www/locales`: each has every message that the view says and nothing else, with the same
//! holes, and every form that the language's plural has.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use newsgloss::annotation::exchange::json::Value;

/// The plural categories of a language, of whole numbers and of others.
/// <https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html>
const PLURALS: [(&str, &[&str]); 5] = [
    ("ar", &["zero", "one", "two", "few", "many", "other"]),
    ("de", &["one", "other"]),
    ("es", &["one", "many", "other"]),
    ("fr", &["one", "many", "other"]),
    ("ru", &["one", "few", "many", "other"]),
];

/// Forms that are of one number alone, which need no figure: `اسمان` is two names.
const EXACT: [(&str, &[&str]); 1] = [("ar", &["zero", "one", "two"])];

/// What stands for the places of an order, whose plurals are others.
const ORDINAL: &str = "{n}th";

/// The calls whose first string is a message, whose last is, all of whose strings are, and whose second is and counts.
const TELL: [&str; 1] = ["tell"];
const DRAW: [&str; 4] = ["said", "attr_said", "command", "announce"];
const SAY: [&str; 2] = ["say", "msg"];
const COUNT: [&str; 4] = ["count", "counted", "count_of", "forms"];

/// What a table says for each message, or for each form of one.
type Table = BTreeMap<String, Value>;

/// A message that is used: in English, of one if it counts.
type Messages = BTreeMap<String, Option<String>>;

#[test]
fn every_message_is_in_every_table() {
    let messages = messages();
    assert!(messages.len() > 300, "only {} messages found", messages.len());
    let mut faults = Vec::new();
    for (language, plurals) in PLURALS {
        faults.extend(faults_of(language, plurals, &messages, &table(language)));
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_table_is_loaded_by_the_page() {
    let script = fs::read_to_string(root().join("www/words.js")).unwrap();
    let files = fs::read_dir(root().join("www/locales")).unwrap();
    let mut count = 0;
    for file in files.map(|file| file.unwrap().path()) {
        let language = file.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(script.contains(&format!("import(\"./locales/{language}.js\")")), "{language}");
        assert!(PLURALS.iter().any(|(known, _)| *known == language), "{language}");
        count += 1;
    }
    assert!(count > 0);
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn table(language: &str) -> Table {
    let text = fs::read_to_string(root().join(format!("www/locales/{language}.json"))).unwrap();
    match Value::read(&text) {
        Ok(Value::Object(entries)) => {
            let count = entries.len();
            let table: Table = entries.into_iter().collect();
            assert_eq!(table.len(), count, "{language} says something twice");
            table
        }
        other => panic!("{language}: {other:?}"),
    }
}

fn faults_of(language: &str, plurals: &[&str], messages: &Messages, table: &Table) -> Vec<String> {
    let mut faults = Vec::new();
    for (message, one) in messages {
        match (table.get(message), one) {
            (None, _) => faults.push(format!("{language}: {message:?} is missing")),
            (Some(Value::Text(said)), None) => {
                if holes(said) != holes(message) {
                    faults.push(format!("{language}: {message:?} has other holes: {said:?}"));
                }
            }
            (Some(Value::Object(forms)), Some(one)) => {
                faults.extend(faults_of_forms(language, plurals, message, one, forms));
            }
            (Some(said), _) => faults.push(format!("{language}: {message:?} is of the wrong kind: {said:?}")),
        }
    }
    let unused = table.keys().filter(|message| !messages.contains_key(*message));
    faults.extend(unused.map(|message| format!("{language}: {message:?} is not used")));
    faults
}

fn faults_of_forms(
    language: &str,
    plurals: &[&str],
    message: &str,
    one: &str,
    forms: &[(String, Value)],
) -> Vec<String> {
    let exact = EXACT.iter().find(|(known, _)| *known == language).map_or(&[][..], |(_, exact)| exact);
    let mut faults = Vec::new();
    // What is said of one alone has no figure in it, and must not be said of 21 too.
    let own_of_one = holes(one) != holes(message) && !exact.contains(&"one");
    let mut wanted: BTreeSet<&str> = plurals.iter().copied().collect();
    wanted.extend(own_of_one.then_some("1"));
    let found: BTreeSet<&str> = forms.iter().map(|(category, _)| category.as_str()).collect();
    if found != wanted && !(message == ORDINAL && found.contains("other")) {
        faults.push(format!("{language}: {message:?} has the forms {found:?}, not {wanted:?}"));
    }
    for (category, said) in forms {
        let said = said.as_text().unwrap_or_default();
        let may_lack_figure = category == "1" || exact.contains(&category.as_str());
        if said.is_empty() || holes(said) != holes(message) && !(may_lack_figure && holes(said).is_empty()) {
            faults.push(format!("{language}: {message:?} has other holes in {category}: {said:?}"));
        }
    }
    faults
}

/// What is to be filled in. A century may be counted in Roman figures.
fn holes(message: &str) -> BTreeSet<String> {
    let holes = message.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0));
    holes.map(|hole| if hole == "roman" { "nth" } else { hole }.to_owned()).collect()
}

/// Every message of the sources.
fn messages() -> Messages {
    let mut messages = Messages::new();
    for file in files_below(&root().join("src/widget")) {
        let source = fs::read_to_string(&file).unwrap();
        for (_, call, strings) in
            calls(&source).into_iter().filter(|(method, call, _)| !method || DRAW.contains(&&**call))
        {
            take(&mut messages, &call, strings);
        }
    }
    let script = fs::read_to_string(root().join("www/element.js")).unwrap();
    for (method, call, strings) in calls(&script) {
        if method && call == "say" {
            messages.extend(strings.into_iter().next().map(|message| (message, None)));
        }
    }
    // What the engine says to readers.
    let why = fs::read_to_string(root().join("src/summary/why.rs")).unwrap();
    for group in between(&why, "pub fn forms", "\n    }\n").split("=> [").skip(1) {
        let strings = strings(group.split_once(']').unwrap().0);
        messages.insert(strings.last().unwrap().clone(), Some(strings[0].clone()));
    }
    let problem = fs::read_to_string(root().join("src/document/problem.rs")).unwrap();
    let said = strings(between(&problem, "", "#[cfg(test)]")).into_iter().filter(|said| said.ends_with('.'));
    messages.extend(said.map(|said| (said, None)));
    messages.insert(ORDINAL.to_owned(), Some("{n}st".to_owned()));
    messages
}

fn take(messages: &mut Messages, call: &str, strings: Vec<String>) {
    if SAY.contains(&call) {
        messages.extend(strings.into_iter().map(|message| (message, None)));
    } else if DRAW.contains(&call) {
        messages.extend(strings.into_iter().last().map(|message| (message, None)));
    } else if TELL.contains(&call) {
        messages.extend(strings.into_iter().next().map(|message| (message, None)));
    } else if let [one, other, ..] = strings.as_slice()
        && COUNT.contains(&call)
    {
        messages.insert(other.clone(), Some(one.clone()));
    }
}

fn between<'s>(source: &'s str, from: &str, to: &str) -> &'s str {
    let after = source.split_once(from).unwrap().1;
    after.split_once(to).unwrap().0
}

fn files_below(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

/// The calls in a source: whether it is one of a method, its name, and the strings between its parentheses.
fn calls(source: &str) -> Vec<(bool, String, Vec<String>)> {
    let source: String =
        source.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| [line, "\n"]).collect();
    let mut calls = Vec::new();
    for (at, _) in source.match_indices('(') {
        let name = source[..at].rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
        let before = source[..at - name.len()].trim_end_matches(' ');
        if [&SAY[..], &TELL, &DRAW, &COUNT].concat().contains(&name) && !before.ends_with("fn") {
            calls.push((before.ends_with('.'), name.to_owned(), strings(inside(&source[at + 1..]))));
        }
    }
    calls
}

/// What stands before the parenthesis that closes one that is open.
fn inside(source: &str) -> &str {
    let (mut depth, mut quoted, mut escaped) = (1, false, false);
    for (at, c) in source.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = quoted,
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &source[..at];
        }
    }
    source
}

/// The strings of a piece of source, as the compiler reads them.
fn strings(source: &str) -> Vec<String> {
    let mut strings = Vec::new();
    let mut rest = source.chars().peekable();
    while let Some(c) = rest.next() {
        if c != '"' {
            continue;
        }
        let mut string = String::new();
        while let Some(c) = rest.next().filter(|c| *c != '"') {
            match (c, rest.peek()) {
                ('\\', Some('\n')) => while rest.next_if(|c| c.is_whitespace()).is_some() {},
                ('\\', Some(_)) => string.extend(rest.next()),
                _ => string.push(c),
            }
        }
        strings.push(string);
    }
    strings
}
