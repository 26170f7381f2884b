//! `cargo xtask reference`: the reference of the package's functions and types, out of the declarations that ship.

use crate::failure::{Context, Failure, Outcome};
use crate::paths;
use std::fmt::Write;
use std::path::PathBuf;

/// The entries, in the order of the reference: what one imports, and the declarations that it has.
const ENTRIES: [(&str, &[&str]); 6] = [
    ("newsgloss", &["index", "convert", "summarizer"]),
    ("newsgloss/worker", &["worker"]),
    ("newsgloss/dom", &["element"]),
    ("newsgloss/define", &["define"]),
    ("newsgloss/inline", &["inline"]),
    ("newsgloss/jsx", &["jsx"]),
];

const OPENING: &str = "# Reference\n\n\
    Every function and type of the package, as its TypeScript declarations say. [README](../README.md) says how to begin, \
    [theming](theming.md) what the element takes.\n\n\
    <!-- cargo xtask reference writes this file out of www/*.d.ts. -->\n";

/// `cargo xtask reference`.
pub(crate) fn command(_: &[String]) -> Outcome {
    paths::write(&file(), write()?)?;
    println!("Written to {}", file().display());
    Ok(())
}

fn file() -> PathBuf {
    paths::root().join("docs/api.md")
}

/// The whole reference, as Markdown.
fn write() -> Outcome<String> {
    let mut out = String::from(OPENING);
    for (entry, files) in ENTRIES {
        writeln!(out, "\n## {entry}").expect("strings take what is written");
        for name in files {
            let path = paths::root().join(format!("www/{name}.d.ts"));
            let source = String::from_utf8(paths::read(&path)?).doing(|| format!("reading {}", path.display()))?;
            let module = Module::read(&source).map_err(|why| Failure::new(format!("{}: {why}", path.display())))?;
            out.push_str(&module.write());
        }
    }
    Ok(out)
}

/// A file of declarations: what is said of all of it, and what it declares, functions and classes first.
struct Module {
    about: Option<String>,
    items: Vec<Item>,
}

/// A declaration with its name and its comment.
struct Item {
    name: String,
    about: Option<String>,
    code: String,
    runs: bool,
}

impl Module {
    /// Reads a file whose declarations begin at the start of a line, as a formatter leaves them.
    fn read(source: &str) -> Result<Module, String> {
        let mut module = Module { about: None, items: Vec::new() };
        let mut comment: Option<String> = None;
        let mut lines = source.lines().peekable();
        while let Some(line) = lines.next() {
            if line.starts_with("/**") {
                let mut text = vec![line];
                while !text[text.len() - 1].ends_with("*/") {
                    text.push(lines.next().ok_or("a comment that does not end")?);
                }
                comment = Some(prose(&text));
            } else if line.is_empty() {
                // What no declaration follows is about the file.
                module.about = module.about.or(comment.take());
            } else {
                let mut code = vec![line];
                while !is_whole(&code) {
                    code.push(lines.next().ok_or_else(|| format!("a declaration that does not end: {line}"))?);
                }
                match Item::read(&code, comment.take()) {
                    Item { name, about, .. } if name.is_empty() => module.about = module.about.or(about),
                    item => module.items.push(item),
                }
            }
        }
        module.items.sort_by_key(|item| !item.runs);
        Ok(module)
    }

    fn write(&self) -> String {
        let mut out = String::new();
        if let Some(about) = &self.about {
            write!(out, "\n{about}\n").expect("strings take what is written");
        }
        for Item { name, about, code, .. } in &self.items {
            let about = about.as_ref().map(|about| format!("{about}\n\n")).unwrap_or_default();
            write!(out, "\n### {name}\n\n{about}```ts\n{code}\n```\n").expect("strings take what is written");
        }
        out
    }
}

impl Item {
    /// A declaration of these lines. It has no name if it declares nothing that is imported by one.
    fn read(code: &[&str], about: Option<String>) -> Item {
        let bare = code[0].strip_prefix("export ").unwrap_or_default();
        let bare = bare.strip_prefix("default ").unwrap_or(bare);
        let (kind, rest) = bare.split_once(' ').unwrap_or_default();
        let name = match kind {
            "function" | "class" | "interface" | "type" => rest.split(|c: char| !c.is_alphanumeric()).next(),
            _ => None,
        };
        let runs = matches!(kind, "function" | "class");
        Item { name: name.unwrap_or_default().to_string(), about, code: code.join("\n"), runs }
    }
}

/// Whether the lines are a declaration to its end: nothing is open, and what ends in a semicolon has it.
fn is_whole(code: &[&str]) -> bool {
    let text = without_comments(code);
    let count = |marks: [char; 3]| text.chars().filter(|c| marks.contains(c)).count();
    count(['{', '(', '[']) == count(['}', ')', ']']) && text.trim_end().ends_with(['}', ';'])
}

fn without_comments(code: &[&str]) -> String {
    let lines = code.iter().filter(|line| !line.trim_start().starts_with(['*', '/']));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The words of a comment, a line for each paragraph, with links to what it mentions.
fn prose(comment: &[&str]) -> String {
    let bare = |line: &&str| {
        let line = line.trim().trim_start_matches("/**").trim_end_matches("*/").trim();
        line.strip_prefix('*').unwrap_or(line).trim().to_string()
    };
    let lines: Vec<String> = comment.iter().map(bare).collect();
    let paragraphs = lines.split(String::is_empty).filter(|lines| !lines.is_empty()).map(|lines| lines.join(" "));
    linked(&paragraphs.collect::<Vec<_>>().join("\n\n"))
}

/// `{@link Entity.glossary}` as a link to where the entity is described.
fn linked(text: &str) -> String {
    let mut parts = text.split("{@link ");
    let mut out = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let (name, rest) = part.split_once('}').unwrap_or((part, ""));
        let place = name.split('.').next().unwrap_or_default().to_lowercase();
        write!(out, "[`{name}`](#{place}){rest}").expect("strings take what is written");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_is_of_the_declarations_that_ship() {
        let kept = std::fs::read_to_string(file()).unwrap_or_default();
        assert!(kept == write().unwrap(), "docs/api.md is not of these declarations: cargo xtask reference");
    }

    #[test]
    fn every_link_leads_somewhere() {
        let reference = write().unwrap();
        let headings: Vec<String> =
            reference.lines().filter_map(|line| line.strip_prefix("### ")).map(str::to_lowercase).collect();
        let links: Vec<&str> = reference.split("](#").skip(1).filter_map(|rest| rest.split(')').next()).collect();
        assert!(links.len() > 10 && headings.len() > 80, "{} links, {} headings", links.len(), headings.len());
        for link in links {
            assert!(headings.iter().any(|heading| heading == link), "#{link}");
        }
    }

    #[test]
    fn every_declaration_is_read_to_its_end() {
        let source = "/** About\n * all.\n */\n\nexport type A = {\n  /** { */\n  b: string;\n};\n/** Does {@link A.b}. */\nexport function f(\n  a: A,\n): void;\nexport {};\n";
        let module = Module::read(source).unwrap();
        assert_eq!(module.about.as_deref(), Some("About all."));
        let read: Vec<_> = module.items.iter().map(|item| (item.name.as_str(), item.code.lines().count())).collect();
        assert_eq!(read, [("f", 3), ("A", 4)]);
        assert_eq!(module.items[0].about.as_deref(), Some("Does [`A.b`](#a)."));
        assert!(Module::read("export type A = {").is_err());
    }
}
