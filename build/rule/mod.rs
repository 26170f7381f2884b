//! Compiles rule files into the tables that the engine matches with; `src/rule/mod.rs` describes their language.
//!
//! It runs when the crate is built, so that a rule with a fault in it fails the build, with its file and line, and
//! nothing of it is in the browser.

mod code;
/// The engine's own instructions.
#[path = "../../src/rule/op.rs"]
mod op;
mod pattern;
mod table;

use pattern::Node;
use std::collections::BTreeMap;

/// The slot number of a test that fills none.
const NO_SLOT: u16 = u16::MAX;

/// The most slots that a rule set may have: `SLOTS` of the engine.
const SLOTS: usize = 32;

/// The letters of the longest word that the engine looks up.
const LONGEST_WORD: usize = 23;

/// A rule file: its name for messages, and its text.
pub(crate) struct Source<'a> {
    /// What messages call it.
    pub(crate) name: &'a str,
    /// What it says.
    pub(crate) text: &'a str,
}

/// Compiles the files of one rule set into Rust source that defines `RULES` and the modules `kind`, `slot`, `class` and
/// `symbol`.
///
/// # Errors
///
/// The first fault, as `file:line: what is wrong`.
pub(crate) fn compile(sources: &[Source<'_>]) -> Result<String, String> {
    let mut grammar = Grammar::default();
    // What a rule uses may be defined in any file, so the definitions are read first; a pattern that uses another waits
    // for it.
    let statements: Vec<Statement> = sources.iter().flat_map(statements).collect();
    for statement in &statements {
        grammar.define(statement).map_err(|fault| statement.fault(&fault))?;
    }
    let mut waiting: Vec<&Statement> = statements.iter().filter(|statement| statement.is("let ")).collect();
    while !waiting.is_empty() {
        let mut faults = Vec::new();
        let before = waiting.len();
        waiting
            .retain(|statement| grammar.name(statement).map_err(|fault| faults.push(statement.fault(&fault))).is_err());
        if waiting.len() == before {
            return Err(faults.swap_remove(0));
        }
    }
    for statement in &statements {
        grammar.rule(statement).map_err(|fault| statement.fault(&fault))?;
    }
    if grammar.slots.0.len() > SLOTS {
        return Err(format!("{} slots, and there is room for {SLOTS}", grammar.slots.0.len()));
    }
    if let Some(word) = grammar.words.0.iter().find(|word| word.len() > LONGEST_WORD) {
        return Err(format!("{word:?} is longer than the words that are looked up"));
    }
    Ok(table::emit(&grammar))
}

/// One statement: a line of a file with the lines below it that are indented.
struct Statement {
    place: String,
    lines: Vec<String>,
}

impl Statement {
    fn is(&self, word: &str) -> bool {
        self.lines[0].starts_with(word)
    }

    fn fault(&self, fault: &str) -> String {
        format!("{}: {fault}", self.place)
    }
}

fn statements(source: &Source<'_>) -> Vec<Statement> {
    let mut found: Vec<Statement> = Vec::new();
    for (number, line) in (1..).zip(source.text.lines()) {
        let code = line.split(" #").next().unwrap_or_default();
        let code = if code.starts_with('#') { "" } else { code.trim_end() };
        if code.trim().is_empty() {
            continue;
        }
        match found.last_mut() {
            Some(last) if code.starts_with(' ') => last.lines.push(code.trim().to_owned()),
            _ => found.push(Statement { place: format!("{}:{number}", source.name), lines: vec![code.to_owned()] }),
        }
    }
    found
}

/// How a word must begin to be in a class: `Case` of the engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Any,
    Capital,
    Small,
}

/// Names in the order of their definition; a name's number is its place.
#[derive(Default)]
struct Names(Vec<String>);

impl Names {
    fn find(&self, name: &str) -> Option<u16> {
        self.0.iter().position(|known| known == name).map(number)
    }

    fn add(&mut self, name: &str) -> u16 {
        self.find(name).unwrap_or_else(|| {
            self.0.push(name.to_owned());
            number(self.0.len() - 1)
        })
    }
}

fn number(at: usize) -> u16 {
    u16::try_from(at).expect("a rule set has fewer than 65,536 of anything")
}

#[derive(Default)]
struct Grammar {
    kinds: Names,
    slots: Names,
    classes: Names,
    symbols: Names,
    words: Names,
    ranges: Vec<(u32, u32, u8, u8)>,
    /// The memberships of each word: class, how the word must begin, value.
    members: BTreeMap<u16, Vec<(u16, Case, i32)>>,
    patterns: BTreeMap<String, Node>,
    rules: Vec<(u16, Node)>,
}

impl Grammar {
    /// Takes in what a statement defines, if it is no rule.
    fn define(&mut self, statement: &Statement) -> Result<(), String> {
        let first = statement.lines[0].as_str();
        if let Some(slots) = first.strip_prefix("slots ") {
            for slot in slots.split_whitespace().chain(statement.lines[1..].iter().flat_map(|l| l.split_whitespace())) {
                self.slots.add(slot);
            }
        } else if let Some(name) = first.strip_prefix("class ") {
            self.class(name.trim(), &statement.lines[1..])?;
        }
        Ok(())
    }

    /// Takes in a pattern with a name: `let name = pattern`.
    fn name(&mut self, statement: &Statement) -> Result<(), String> {
        let (name, pattern) = statement.lines[0]["let ".len()..].split_once('=').ok_or("a let needs a =")?;
        let pattern = [&[pattern.to_owned()], &statement.lines[1..]].concat().join(" ");
        let node = self.pattern(&pattern)?;
        match self.patterns.insert(name.trim().to_owned(), node) {
            Some(_) => Err(format!("{} is defined twice", name.trim())),
            None => Ok(()),
        }
    }

    /// Takes in a statement that is a rule: `KIND: pattern`.
    fn rule(&mut self, statement: &Statement) -> Result<(), String> {
        if ["slots ", "class ", "let "].iter().any(|word| statement.is(word)) {
            return Ok(());
        }
        let (kind, pattern) = statement.lines[0].split_once(':').ok_or("neither a definition nor a rule")?;
        if kind.is_empty() || !kind.bytes().all(|b| b.is_ascii_uppercase() || b == b'_') {
            return Err(format!("{kind:?} is no kind: a kind is written in capitals"));
        }
        let pattern = [&[pattern.to_owned()], &statement.lines[1..]].concat().join(" ");
        let node = self.pattern(&pattern)?;
        if node.may_be_empty() {
            return Err("this rule matches nothing at all".to_owned());
        }
        let kind = self.kinds.add(kind);
        self.rules.push((kind, node));
        Ok(())
    }

    fn class(&mut self, name: &str, lines: &[String]) -> Result<(), String> {
        let class = self.classes.add(name);
        for line in lines {
            let (words, value) = line.split_once('=').unwrap_or((line, ""));
            let value = if value.trim().is_empty() { 0 } else { self.value(value.trim()) };
            for word in words.split_whitespace() {
                let (case, word) = match (word.strip_prefix('^'), word.strip_prefix('-')) {
                    (Some(word), _) => (Case::Capital, word),
                    (_, Some(word)) => (Case::Small, word),
                    _ => (Case::Any, word),
                };
                if !word.chars().all(|c| c.is_ascii_lowercase()) {
                    return Err(format!("{word:?} is no single word in lower case"));
                }
                let id = self.words.add(word);
                let members = self.members.entry(id).or_default();
                if members.iter().any(|member| member.0 == class) {
                    return Err(format!("{word:?} is in {name} twice"));
                }
                members.push((class, case, value));
            }
        }
        Ok(())
    }

    /// A value: an integer, or else the number of a symbol.
    fn value(&mut self, text: &str) -> i32 {
        text.parse().unwrap_or_else(|_| i32::from(self.symbols.add(text)))
    }
}
