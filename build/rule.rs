//! Compiles rule files into the tables that the engine matches with; `src/rule/mod.rs` describes their language.
//!
//! It runs when the crate is built, so that a rule with a fault in it fails the build, with its file and line, and
//! nothing of it is in the browser.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The word and slot number that stands for none.
const NONE: u16 = u16::MAX;

/// The most slots that a rule set may have: `SLOTS` of the engine.
const SLOTS: usize = 32;

/// The mark on the place of a rule that no single atom can match; places are below it.
const LONGER: u16 = 1 << 15;

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
    grammar.emit()
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

/// What one atom must be.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Test {
    Word(u16),
    Class(u16, u16),
    Range(u16, u16),
    Number(u16),
    Mark(char),
}

#[derive(Debug, Clone)]
enum Node {
    Test(Test),
    Sequence(Vec<Node>),
    Either(Vec<Node>),
    Maybe(Box<Node>),
    Set(u16, i32),
    Begin,
    End,
    Joined,
    /// None of these sequences.
    NotNext(Vec<Vec<Test>>),
    /// None of these atoms.
    NotBefore(Vec<Test>),
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
        if shortest(&node) == 0 {
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

    // ---- patterns --------------------------------------------------------------------------------------------------

    fn pattern(&mut self, text: &str) -> Result<Node, String> {
        let pieces = pieces(text)?;
        let mut reader = Reader { pieces: &pieces, at: 0 };
        let node = self.either(&mut reader)?;
        match reader.peek() {
            None => Ok(node),
            Some(piece) => Err(format!("unexpected {piece:?}")),
        }
    }

    fn either(&mut self, reader: &mut Reader<'_>) -> Result<Node, String> {
        let mut options = vec![self.sequence(reader)?];
        while reader.take("|") {
            options.push(self.sequence(reader)?);
        }
        Ok(if options.len() == 1 { options.remove(0) } else { Node::Either(options) })
    }

    fn sequence(&mut self, reader: &mut Reader<'_>) -> Result<Node, String> {
        let mut nodes = Vec::new();
        while let Some(piece) = reader.peek() {
            if piece == "|" || piece == ")" {
                break;
            }

            let node = self.item(reader)?;
            nodes.push(if reader.take("?") { Node::Maybe(Box::new(node)) } else { node });
        }
        Ok(Node::Sequence(nodes))
    }

    fn item(&mut self, reader: &mut Reader<'_>) -> Result<Node, String> {
        let piece = reader.next().ok_or("the pattern ends too early")?;
        match piece {
            "(" => {
                let node = self.either(reader)?;
                reader.expect(")")?;
                Ok(node)
            }
            "(?!" => Ok(Node::NotNext(self.tests(reader)?)),
            "(?<!" => {
                let tests = self.tests(reader)?;
                if tests.iter().any(|tests| tests.len() != 1) {
                    return Err("what must not stand before is one atom".to_owned());
                }
                Ok(Node::NotBefore(tests.concat()))
            }
            "[" => Ok(Node::Begin),
            "]" => Ok(Node::End),
            "~" => Ok(Node::Joined),
            _ if piece.starts_with('{') => self.set(&piece[1..piece.len() - 1]),
            _ if piece.starts_with('@') => {
                let pattern = self.patterns.get(&piece[1..]).cloned();
                pattern.ok_or_else(|| format!("{piece} is not defined"))
            }
            _ => Ok(Node::Test(self.test(piece)?)),
        }
    }

    /// Sequences of tests up to the closing bracket.
    fn tests(&mut self, reader: &mut Reader<'_>) -> Result<Vec<Vec<Test>>, String> {
        let mut options = vec![Vec::new()];
        loop {
            match reader.next().ok_or("the pattern ends too early")? {
                ")" => break,
                "|" => options.push(Vec::new()),
                piece => {
                    let test = self.test(piece)?;
                    options.last_mut().ok_or("no option")?.push(test);
                }
            }
        }
        if options.iter().any(Vec::is_empty) { Err("an empty option".to_owned()) } else { Ok(options) }
    }

    fn test(&mut self, piece: &str) -> Result<Test, String> {
        if let Some(inner) = piece.strip_prefix('<').and_then(|piece| piece.strip_suffix('>')) {
            return self.class_test(inner);
        }
        if piece.chars().all(|c| c.is_ascii_lowercase()) {
            return Ok(Test::Word(self.words.add(piece)));
        }
        let mark = piece.trim_matches('"');
        match (mark.chars().next(), mark.chars().count()) {
            (Some(mark), 1) if !mark.is_alphanumeric() && !"|)?}".contains(piece) => Ok(Test::Mark(mark)),
            _ => Err(format!("{piece:?} is no word in lower case and no mark")),
        }
    }

    /// `<class>`, `<class:slot>`, `<num:slot>`, `<1-31:slot>`.
    fn class_test(&mut self, inner: &str) -> Result<Test, String> {
        let (name, slot) = inner.split_once(':').map_or((inner, None), |(name, slot)| (name, Some(slot)));
        let slot = match slot {
            Some(slot) => self.slots.find(slot).ok_or_else(|| format!("there is no slot {slot}"))?,
            None => self.slots.find(name).unwrap_or(NONE),
        };
        if name == "num" {
            return Ok(Test::Number(slot));
        }
        if let Some((low, high)) = name.split_once('-').filter(|_| name.starts_with(|c: char| c.is_ascii_digit())) {
            let fixed = low.starts_with('0') && low.len() > 1;
            let (shortest, longest) = if fixed { (low.len(), low.len()) } else { (1, high.len()) };
            let shortest = if low.len() == high.len() { low.len() } else { shortest };
            let read = |digits: &str| digits.parse::<u32>().map_err(|_| format!("{name} is no range"));
            let width = |length: usize| u8::try_from(length).map_err(|_| format!("{name} is too long"));
            let range = (read(low)?, read(high)?, width(shortest)?, width(longest)?);
            let known = self.ranges.iter().position(|known| *known == range);
            let at = known.unwrap_or_else(|| {
                self.ranges.push(range);
                self.ranges.len() - 1
            });
            return Ok(Test::Range(number(at), slot));
        }
        let class = self.classes.find(name).ok_or_else(|| format!("there is no class {name}"))?;
        Ok(Test::Class(class, slot))
    }

    /// `{slot=value slot=value}`
    fn set(&mut self, inner: &str) -> Result<Node, String> {
        let mut nodes = Vec::new();
        for pair in inner.split_whitespace() {
            let (slot, value) = pair.split_once('=').ok_or_else(|| format!("{pair:?} sets nothing"))?;
            let slot = self.slots.find(slot).ok_or_else(|| format!("there is no slot {slot}"))?;
            nodes.push(Node::Set(slot, self.value(value)));
        }
        Ok(Node::Sequence(nodes))
    }
}

/// The pieces of a pattern: words, marks, and what stands in `<>` or `{}`.
fn pieces(text: &str) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let until =
            |end: &str| rest.find(end).map(|at| at + end.len()).ok_or_else(|| format!("no {end} after {rest:?}"));
        let length = match first {
            '<' => until(">")?,
            '{' => until("}")?,
            '"' => rest[1..].find('"').map(|at| at + 2).ok_or_else(|| format!("no \" after {rest:?}"))?,
            '(' if rest.starts_with("(?<!") => 4,
            '(' if rest.starts_with("(?!") => 3,
            '@' => 1 + rest[1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len() - 1),
            c if c.is_alphanumeric() => rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        found.push(rest[..length].to_owned());
        rest = rest[length..].trim_start();
    }
    Ok(found)
}

struct Reader<'a> {
    pieces: &'a [String],
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<&'a str> {
        self.pieces.get(self.at).map(String::as_str)
    }

    fn next(&mut self) -> Option<&'a str> {
        self.at += 1;
        self.pieces.get(self.at - 1).map(String::as_str)
    }

    fn take(&mut self, wanted: &str) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, wanted: &str) -> Result<(), String> {
        if self.take(wanted) { Ok(()) } else { Err(format!("{wanted} expected, not {:?}", self.peek())) }
    }
}

/// How many atoms a match of `node` has at least.
fn shortest(node: &Node) -> usize {
    match node {
        Node::Test(_) => 1,
        Node::Sequence(nodes) => nodes.iter().map(shortest).sum(),
        Node::Either(nodes) => nodes.iter().map(shortest).min().unwrap_or(0),
        _ => 0,
    }
}

/// What a match of `node` may begin with, and whether it may also match nothing.
fn firsts(node: &Node, found: &mut Vec<Test>) -> bool {
    match node {
        Node::Test(test) => {
            found.push(test.clone());
            false
        }
        Node::Sequence(nodes) => nodes.iter().all(|node| firsts(node, found)),
        Node::Either(nodes) => nodes.iter().map(|node| firsts(node, found)).fold(false, |any, may| any | may),
        Node::Maybe(node) => {
            firsts(node, found);
            true
        }
        _ => true,
    }
}

// ---- the tables ------------------------------------------------------------------------------------------------------

impl Grammar {
    fn emit(&self) -> Result<String, String> {
        let mut order: Vec<usize> = (0..self.words.0.len()).collect();
        order.sort_by_key(|&at| &self.words.0[at]);
        let mut place = vec![0; order.len()];
        order.iter().enumerate().for_each(|(new, &old)| place[old] = new);
        let mut code = Code { place: &place, ops: Vec::new() };
        let mut entries = Vec::new();
        for (kind, node) in &self.rules {
            entries.push(number(code.ops.len()));
            code.node(node);
            code.ops.push(format!("Accept({kind})"));
        }
        let mut out = String::from("// Made by build/rule.rs from the rule files.\n\n");
        for (module, names) in
            [("kind", &self.kinds), ("slot", &self.slots), ("class", &self.classes), ("symbol", &self.symbols)]
        {
            constants(&mut out, module, names);
        }
        if code.ops.len() >= usize::from(LONGER) {
            return Err(format!("{} instructions are too many", code.ops.len()));
        }
        self.tables(&mut out, &order, &entries, &code.ops);
        Ok(out)
    }

    fn tables(&self, out: &mut String, order: &[usize], entries: &[u16], ops: &[String]) {
        let mut write = |text: String| out.push_str(&text);
        let mut words = String::new();
        let mut ends = Vec::new();
        let mut members = Vec::new();
        let mut member_ends = Vec::new();
        for &old in order {
            words += &self.words.0[old];
            ends.push(number(words.len()));
            for (class, case, value) in self.members.get(&number(old)).into_iter().flatten() {
                members.push(format!("Member {{ class: {class}, case: Case::{case:?}, value: {value} }}"));
            }
            member_ends.push(number(members.len()));
        }
        let mut marked = BTreeSet::new();
        self.rules.iter().for_each(|(_, node)| marks(node, &mut marked));
        let marked: Vec<char> = marked.into_iter().collect();
        let groups = Groups { order, marks: &marked };
        let (starts, start_ends) = self.starts(&groups, entries);
        let (after, after_ends) = self.after(&groups, entries);
        write(format!("pub(super) static SYMBOLS: &[&str] = &{:?};\n", self.symbols.0));
        write(
            "pub(super) static RULES: Rules = {\n    use crate::rule::{Case, Member, Op::*, Range, Rules};\n    Rules {\n"
                .to_owned(),
        );
        write(format!("        words: {words:?},\n        word_ends: &{ends:?},\n"));
        write(format!("        members: &[{}],\n        member_ends: &{member_ends:?},\n", members.join(", ")));
        let ranges = self.ranges.iter().map(|(low, high, shortest, longest)| {
            format!("Range {{ low: {low}, high: {high}, shortest: {shortest}, longest: {longest} }}")
        });
        write(format!("        ranges: &[{}],\n", ranges.collect::<Vec<_>>().join(", ")));
        write(format!("        shapes: &{:?},\n        marks: &{marked:?},\n", self.shapes()));
        write(format!("        starts: &{starts:?},\n        start_ends: &{start_ends:?},\n"));
        write(format!("        after: &{after:?},\n        after_ends: &{after_ends:?},\n"));
        write(format!("        ops: &[{}],\n    }}\n}};\n", ops.join(", ")));
    }

    /// For each first letter, the lengths that words with it have, as bits.
    fn shapes(&self) -> [u32; 26] {
        let mut shapes = [0; 26];
        for word in &self.words.0 {
            assert!(word.len() < 24, "{word} is too long");
            shapes[usize::from(word.as_bytes()[0] - b'a')] |= 1 << word.len();
        }
        shapes
    }

    /// For each word, then for digits, for each mark and for numbers: where the rules start that may begin with it.
    fn starts(&self, groups: &Groups<'_>, entries: &[u16]) -> (Vec<u16>, Vec<u16>) {
        let mut sets = vec![BTreeSet::new(); groups.count()];
        for ((_, node), &entry) in self.rules.iter().zip(entries) {
            let entry = entry | if shortest(node) > 1 { LONGER } else { 0 };
            let mut tests = Vec::new();
            firsts(node, &mut tests);
            for at in tests.iter().flat_map(|test| groups.of(self, test)) {
                sets[at].insert(entry);
            }
        }
        lists(sets)
    }

    /// The same groups for what follows a number, the last of them for everything else: where the rules start that may
    /// begin with a number and go on with it.
    fn after(&self, groups: &Groups<'_>, entries: &[u16]) -> (Vec<u16>, Vec<u16>) {
        let mut sets = vec![BTreeSet::new(); groups.count()];
        for ((_, node), &entry) in self.rules.iter().zip(entries) {
            for rest in after_number(vec![node]) {
                let mut tests = Vec::new();
                let may_end = rest.iter().all(|node| firsts(node, &mut tests));
                if may_end || tests.iter().any(|test| matches!(test, Test::Number(_))) {
                    sets.iter_mut().for_each(|set| _ = set.insert(entry));
                }
                for at in tests.iter().flat_map(|test| groups.of(self, test)) {
                    sets[at].insert(entry);
                }
            }
        }
        lists(sets)
    }
}

/// What an atom may be, as numbers: each word in alphabetic order, digits, each mark, and a number.
struct Groups<'a> {
    order: &'a [usize],
    marks: &'a [char],
}

impl Groups<'_> {
    fn count(&self) -> usize {
        self.order.len() + self.marks.len() + 2
    }

    /// The groups whose atoms may pass a test.
    fn of(&self, grammar: &Grammar, test: &Test) -> Vec<usize> {
        let words = |passes: &dyn Fn(usize) -> bool| {
            let known = self.order.iter().enumerate();
            known.filter(|&(_, &old)| passes(old)).map(|(at, _)| at).collect()
        };
        match test {
            Test::Word(word) => words(&|old| old == usize::from(*word)),
            Test::Class(class, _) => words(&|old| {
                let members = grammar.members.get(&number(old));
                members.is_some_and(|members| members.iter().any(|member| member.0 == *class))
            }),
            Test::Range(..) => vec![self.order.len()],
            Test::Mark(mark) => {
                let at = self.marks.binary_search(mark).expect("every mark of the rules is listed");
                vec![self.order.len() + 1 + at]
            }
            Test::Number(_) => vec![self.count() - 1],
        }
    }
}

/// The sets one after the other, each in the order of the rules, and where each ends.
fn lists(sets: Vec<BTreeSet<u16>>) -> (Vec<u16>, Vec<u16>) {
    let (mut all, mut ends) = (Vec::new(), Vec::new());
    for set in sets {
        let mut set: Vec<u16> = set.into_iter().collect();
        set.sort_by_key(|entry| entry & !LONGER);
        all.extend(set);
        ends.push(number(all.len()));
    }
    (all, ends)
}

/// What may be left of these nodes once a number has been read at their start.
fn after_number<'a>(nodes: Vec<&'a Node>) -> Vec<Vec<&'a Node>> {
    let Some((first, rest)) = nodes.split_first() else { return Vec::new() };
    let before_rest = |more: &'a [Node]| more.iter().chain(rest.iter().copied()).collect::<Vec<&Node>>();
    match first {
        Node::Test(Test::Number(_)) => vec![rest.to_vec()],
        Node::Test(_) => Vec::new(),
        Node::Sequence(nodes) => after_number(before_rest(nodes)),
        Node::Either(nodes) => {
            nodes.iter().flat_map(|node| after_number(before_rest(std::slice::from_ref(node)))).collect()
        }
        Node::Maybe(node) => {
            let with = after_number(before_rest(std::slice::from_ref(node)));
            [with, after_number(rest.to_vec())].concat()
        }
        _ => after_number(rest.to_vec()),
    }
}

/// The marks that the rules speak of, in order.
fn marks(node: &Node, found: &mut BTreeSet<char>) {
    match node {
        Node::Test(Test::Mark(mark)) => _ = found.insert(*mark),
        Node::Sequence(nodes) | Node::Either(nodes) => nodes.iter().for_each(|node| marks(node, found)),
        Node::Maybe(node) => marks(node, found),
        _ => {}
    }
}

fn constants(out: &mut String, module: &str, names: &Names) {
    writeln!(
        out,
        "#[allow(dead_code, reason = \"not every name of the rules is asked for\")]\npub(super) mod {module} {{"
    )
    .expect("writing to a string");
    for (at, name) in names.0.iter().enumerate() {
        let constant = name.to_ascii_uppercase();
        if !constant.starts_with(|c: char| c.is_ascii_digit())
            && constant.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        {
            let kind = match module {
                "slot" => "usize",
                "symbol" => "i32",
                _ => "u16",
            };
            writeln!(out, "    pub(in super::super) const {constant}: {kind} = {at};").expect("writing to a string");
        }
    }
    out.push_str("}\n");
}

/// Turns patterns into instructions.
struct Code<'a> {
    /// The place of each word in alphabetic order.
    place: &'a [usize],
    ops: Vec<String>,
}

impl Code<'_> {
    fn node(&mut self, node: &Node) {
        match node {
            Node::Test(test) => {
                let op = self.test(test);
                self.ops.push(op);
            }
            Node::Sequence(nodes) => nodes.iter().for_each(|node| self.node(node)),
            Node::Either(nodes) => self.either(nodes),
            Node::Maybe(node) => {
                let split = self.placeholder();
                self.node(node);
                self.ops[split] = format!("Split({})", self.ops.len());
            }
            Node::Set(slot, value) => self.ops.push(format!("Set({slot}, {value})")),
            Node::Begin => self.ops.push("Begin".to_owned()),
            Node::End => self.ops.push("End".to_owned()),
            Node::Joined => self.ops.push("Joined".to_owned()),
            Node::NotNext(options) => {
                let tests = options.iter().map(|tests| tests.iter().map(|test| self.test(test)).collect::<Vec<_>>());
                let tests = tests.collect::<Vec<_>>().join(&"Or".to_owned());
                self.ops.push(format!("NotNext({})", tests.len()));
                self.ops.extend(tests);
            }
            Node::NotBefore(tests) => {
                self.ops.push(format!("NotBefore({})", tests.len()));
                let tests: Vec<String> = tests.iter().map(|test| self.test(test)).collect();
                self.ops.extend(tests);
            }
        }
    }

    fn either(&mut self, nodes: &[Node]) {
        let mut jumps = Vec::new();
        let (last, others) = nodes.split_last().expect("an alternative has options");
        for node in others {
            let split = self.placeholder();
            self.node(node);
            jumps.push(self.placeholder());
            self.ops[split] = format!("Split({})", self.ops.len());
        }
        self.node(last);
        for jump in jumps {
            self.ops[jump] = format!("Jump({})", self.ops.len());
        }
    }

    fn placeholder(&mut self) -> usize {
        self.ops.push(String::new());
        self.ops.len() - 1
    }

    fn test(&self, test: &Test) -> String {
        match test {
            Test::Word(word) => format!("Word({})", self.place[usize::from(*word)]),
            Test::Class(class, slot) => format!("Class({class}, {slot})"),
            Test::Range(range, slot) => format!("Digits({range}, {slot})"),
            Test::Number(slot) => format!("Number({slot})"),
            Test::Mark(mark) => format!("Mark({mark:?})"),
        }
    }
}
