//! The tables of a rule set, as Rust source: names for what the engine asks for, and one string of bytes that it reads
//! when it first needs the rules (`src/rule/read.rs`). As bytes they are a quarter of what the engine makes of them, and
//! half of it once compressed.

use super::code::Code;
use super::op::Op;
use super::{Grammar, Names, number};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The Rust source of a rule set.
pub(super) fn emit(grammar: &Grammar) -> String {
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
    let words: Vec<&str> = order.iter().map(|&old| grammar.words.0[old].as_str()).collect();
    let groups = Groups::new(grammar, &order, &code);
    let mut bytes = Bytes::default();
    members(&mut bytes, grammar, &order);
    bytes.list(&grammar.ranges, |bytes, &(low, high, shortest, longest)| {
        [low, high, shortest.into(), longest.into()].into_iter().for_each(|number| bytes.number(number));
    });
    starts(&mut bytes, &groups, &code, &entries);
    let mut at = 0;
    bytes.list(&code.ops, |bytes, &op| {
        instruction(bytes, op, at);
        at += 1;
    });
    let symbols = grammar.symbols.0.join("\n");
    writeln!(
        out,
        "pub(super) static RULES: std::sync::LazyLock<Rules> = std::sync::LazyLock::new(|| \
         Rules::read({symbols:?}, {:?}, {:?}, b\"{}\"));",
        words.join("\n"),
        groups.marks,
        bytes.0.escape_ascii()
    )
    .expect("writing to a string");
    out
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

/// Numbers as the engine reads them: seven bits a byte, the least first, the eighth if more follow.
#[derive(Default)]
struct Bytes(Vec<u8>);

impl Bytes {
    fn number(&mut self, mut number: u32) {
        while number > 127 {
            self.0.push(number.to_le_bytes()[0] | 128);
            number >>= 7;
        }
        self.0.push(number.to_le_bytes()[0]);
    }

    /// A number that may be below zero: the sign is its last bit.
    fn signed(&mut self, number: i32) {
        self.number((number << 1 ^ number >> 31).cast_unsigned());
    }

    /// How many there are, and each of them.
    fn list<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Bytes, &T)) {
        self.number(number(items.len()).into());
        items.iter().for_each(|item| write(self, item));
    }
}

/// The classes of each word.
fn members(bytes: &mut Bytes, grammar: &Grammar, order: &[usize]) {
    for &old in order {
        let members = grammar.members.get(&number(old)).map_or(&[][..], Vec::as_slice);
        bytes.list(members, |bytes, &(class, case, value)| {
            bytes.number(u32::from(class) * 3 + case as u32);
            bytes.signed(value);
        });
    }
}

/// An instruction: the number of its sort, and what it holds. Where to go is said as how far from here: no rule goes
/// back.
fn instruction(bytes: &mut Bytes, op: Op, at: u16) {
    let (sort, holds): (u32, &[u16]) = match op {
        Op::Word(word) => (0, &[word]),
        Op::Class(class, slot) => (1, &[class, slot.wrapping_add(1)]),
        Op::Digits(range, slot) => (2, &[range, slot.wrapping_add(1)]),
        Op::Number(slot) => (3, &[slot.wrapping_add(1)]),
        Op::Mark(_) => (4, &[]),
        Op::Set(slot, _) => (5, &[slot]),
        Op::Split(other) => (6, &[other - at]),
        Op::Jump(other) => (7, &[other - at]),
        Op::Begin => (8, &[]),
        Op::End => (9, &[]),
        Op::Joined => (10, &[]),
        Op::NotNext(length) => (11, &[length]),
        Op::Or => (12, &[]),
        Op::NotBefore(length) => (13, &[length]),
        Op::Accept(kind) => (14, &[kind]),
    };
    bytes.number(sort);
    holds.iter().for_each(|&number| bytes.number(number.into()));
    match op {
        Op::Mark(mark) => bytes.number(mark.into()),
        Op::Set(_, value) => bytes.signed(value),
        _ => {}
    }
}

/// What an atom may be to the rules: one of their words, digits, one of their marks, or the start of a number. Each has
/// a group, numbered in this order.
struct Groups<'a> {
    grammar: &'a Grammar,
    order: &'a [usize],
    marks: String,
}

impl<'a> Groups<'a> {
    fn new(grammar: &'a Grammar, order: &'a [usize], code: &Code<'_>) -> Self {
        let marks: BTreeSet<char> =
            code.ops.iter().filter_map(|op| if let Op::Mark(mark) = op { Some(*mark) } else { None }).collect();
        Groups { grammar, order, marks: marks.into_iter().collect() }
    }

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

/// For each rule where it begins, and the set of groups that its second atom must be of (none if one atom may be
/// enough); the sets; and for each group the rules that may start with an atom of it.
fn starts(bytes: &mut Bytes, groups: &Groups<'_>, code: &Code<'_>, entries: &[u16]) {
    let (mut lists, mut sets) = (vec![Vec::new(); groups.count()], Vec::<BTreeSet<usize>>::new());
    let mut before = 0;
    bytes.list(entries, |bytes, &entry| {
        let (firsts, _) = code.next(entry);
        let (mut seconds, mut alone) = (BTreeSet::new(), false);
        for &first in &firsts {
            let (tests, done) = code.next(first + 1);
            alone |= done;
            seconds.extend(tests.iter().flat_map(|&test| groups.of(code.ops[usize::from(test)])));
        }
        let known = sets.iter().position(|known| *known == seconds).unwrap_or(sets.len());
        if known == sets.len() && !alone {
            sets.push(seconds);
        }
        bytes.number((entry - before).into());
        bytes.number(if alone { 0 } else { u32::from(number(known)) + 1 });
        before = entry;
        let firsts: BTreeSet<usize> = firsts.iter().flat_map(|&test| groups.of(code.ops[usize::from(test)])).collect();
        let rule = entries.iter().position(|&known| known == entry).expect("a rule");
        firsts.into_iter().for_each(|group| lists[group].push(number(rule)));
    });
    let width = groups.count().div_ceil(8);
    bytes.list(&sets, |bytes, set| {
        let of = |byte: usize| (0..8).filter(|bit| set.contains(&(byte * 8 + bit))).map(|bit| 1 << bit).sum::<u8>();
        bytes.0.extend((0..width).map(of));
    });
    lists.iter().for_each(|list| bytes.list(list, |bytes, &rule| bytes.number(rule.into())));
}
