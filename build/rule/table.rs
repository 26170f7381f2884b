//! The tables of a rule set, as Rust source.

use super::code::Code;
use super::op::Op;
use super::{Grammar, Names, number};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The set that every atom is in: that of rules which one atom can match.
const EVERY: u16 = u16::MAX;

/// The Rust source of a rule set.
pub(super) fn emit(grammar: &Grammar) -> Result<String, String> {
    let mut order: Vec<usize> = (0..grammar.words.0.len()).collect();
    order.sort_by_key(|&at| &grammar.words.0[at]);
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(new, &old)| place[old] = new);
    let mut code = Code::new(&place);
    let entries: Vec<u16> = grammar.rules.iter().map(|(kind, node)| code.rule(*kind, node)).collect();
    let mut out = String::from("// Made by build/rule from the rule files.\n\n");
    constants(&mut out, "kind", "u16", &grammar.kinds);
    constants(&mut out, "slot", "usize", &grammar.slots);
    constants(&mut out, "class", "u16", &grammar.classes);
    constants(&mut out, "symbol", "i32", &grammar.symbols);
    out += "pub(super) static RULES: Rules = {\n    use crate::rule::{Case, Member, Op::*, Range, Rules, Start};\n    Rules {\n";
    writeln!(out, "        symbols: {:?},", grammar.symbols.0.join("\n")).expect("writing to a string");
    words(&mut out, grammar, &order);
    starts(&mut out, grammar, &order, &code, &entries);
    field(&mut out, "ops", &code.ops);
    out += "    }\n};\n";
    Ok(out)
}

/// Writes one field of the table: a list whose items' `Debug` form is Rust source.
fn field(out: &mut String, name: &str, items: &[impl std::fmt::Debug]) {
    writeln!(out, "        {name}: &{items:?},").expect("writing to a string");
}

/// A module of constants, one for each name, that say its number.
fn constants(out: &mut String, module: &str, kind: &str, names: &Names) {
    let allow = "#[allow(dead_code, reason = \"not every name of the rules is asked for\")]";
    writeln!(out, "{allow}\npub(super) mod {module} {{").expect("writing to a string");
    for (at, name) in names.0.iter().enumerate() {
        let name = name.to_ascii_uppercase();
        let is_name = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        if is_name && !name.starts_with(|c: char| c.is_ascii_digit()) {
            writeln!(out, "    pub(in super::super) const {name}: {kind} = {at};").expect("writing to a string");
        }
    }
    out.push_str("}\n");
}

/// The words, their classes, and the ranges of digits.
fn words(out: &mut String, grammar: &Grammar, order: &[usize]) {
    #[derive(Debug)]
    #[allow(dead_code, reason = "read by Debug")]
    struct Range {
        low: u32,
        high: u32,
        shortest: u8,
        longest: u8,
    }
    let (mut words, mut ends, mut members, mut member_ends) = (String::new(), Vec::new(), Vec::new(), Vec::new());
    for &old in order {
        words += &grammar.words.0[old];
        ends.push(number(words.len()));
        for (class, case, value) in grammar.members.get(&number(old)).into_iter().flatten() {
            members.push(format!("Member {{ class: {class}, case: Case::{case:?}, value: {value} }}"));
        }
        member_ends.push(number(members.len()));
    }
    let ranges = grammar.ranges.iter().map(|&(low, high, shortest, longest)| Range { low, high, shortest, longest });
    writeln!(out, "        words: {words:?},").expect("writing to a string");
    field(out, "word_ends", &ends);
    let mut shapes = [0_u32; 26];
    // How many words begin with each pair of letters, and then how many do before it.
    let mut heads = [0_u16; 26 * 27 + 1];
    for word in &grammar.words.0 {
        assert!(word.len() < 24, "{word} is longer than the words that are looked up");
        let letter = |at: usize| word.as_bytes().get(at).map(|letter| usize::from(letter - b'a'));
        let first = letter(0).expect("a word has a letter");
        shapes[first] |= 1 << word.len();
        heads[first * 27 + letter(1).map_or(0, |second| second + 1) + 1] += 1;
    }
    (1..heads.len()).for_each(|at| heads[at] += heads[at - 1]);
    field(out, "shapes", &shapes);
    field(out, "heads", &heads);
    writeln!(out, "        members: &[{}],", members.join(", ")).expect("writing to a string");
    field(out, "member_ends", &member_ends);
    field(out, "ranges", &ranges.collect::<Vec<_>>());
}

/// What an atom may be to the rules: one of their words, digits, one of their marks, or the start of a number. Each has
/// a group, numbered in this order.
struct Groups<'a> {
    grammar: &'a Grammar,
    order: &'a [usize],
    marks: String,
}

impl Groups<'_> {
    /// How many there are.
    fn count(&self) -> usize {
        self.order.len() + 2 + self.marks.chars().count()
    }

    /// The groups of the atoms that may pass a test.
    fn of(&self, test: Op) -> Vec<usize> {
        match test {
            Op::Word(word) => vec![usize::from(word)],
            Op::Digits(..) => vec![self.order.len()],
            Op::Number(_) => vec![self.order.len() + 1],
            Op::Mark(mark) => {
                self.marks.chars().position(|c| c == mark).map(|at| self.order.len() + 2 + at).into_iter().collect()
            }
            Op::Class(class, _) => {
                let is_in = |&at: &usize| {
                    let members = self.grammar.members.get(&number(self.order[at]));
                    members.is_some_and(|members| members.iter().any(|member| member.0 == class))
                };
                (0..self.order.len()).filter(is_in).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// For each group the rules that may start with an atom of it; and for each rule the set of groups that the second atom
/// must be of.
fn starts(out: &mut String, grammar: &Grammar, order: &[usize], code: &Code<'_>, entries: &[u16]) {
    let marks: BTreeSet<char> =
        code.ops.iter().filter_map(|op| if let Op::Mark(mark) = op { Some(*mark) } else { None }).collect();
    let groups = Groups { grammar, order, marks: marks.into_iter().collect() };
    let (mut lists, mut sets) = (vec![Vec::new(); groups.count()], Vec::<BTreeSet<usize>>::new());
    for &entry in entries {
        let (firsts, _) = code.next(entry);
        let (mut seconds, mut alone) = (BTreeSet::new(), false);
        for &first in &firsts {
            let (tests, done) = code.next(first + 1);
            alone |= done;
            seconds.extend(tests.iter().flat_map(|&test| groups.of(code.ops[usize::from(test)])));
        }
        let set = if alone {
            EVERY
        } else {
            number(sets.iter().position(|known| *known == seconds).unwrap_or_else(|| {
                sets.push(seconds);
                sets.len() - 1
            }))
        };
        let firsts: BTreeSet<usize> = firsts.iter().flat_map(|&test| groups.of(code.ops[usize::from(test)])).collect();
        firsts.into_iter().for_each(|group| lists[group].push(format!("Start {{ rule: {entry}, seconds: {set} }}")));
    }
    let ends = lists.iter().scan(0, |end, list| {
        *end += list.len();
        Some(number(*end))
    });
    writeln!(out, "        marks: {:?},\n        starts: &[{}],", groups.marks, lists.concat().join(", "))
        .expect("writing to a string");
    field(out, "start_ends", &ends.collect::<Vec<_>>());
    let width = groups.count().div_ceil(8);
    let bytes = |set: &BTreeSet<usize>| -> Vec<u8> {
        (0..width).map(|byte| (0..8).filter(|bit| set.contains(&(byte * 8 + bit))).map(|bit| 1 << bit).sum()).collect()
    };
    writeln!(out, "        set_width: {width},").expect("writing to a string");
    field(out, "sets", &sets.iter().flat_map(bytes).collect::<Vec<u8>>());
}
