//! Reading the table of bytes that `build/rule/table.rs` has written.

use super::{Case, EVERY, Member, NO_SLOT, Op, Range, Rules, Start};
use crate::shape::Shapes;

impl Rules {
    /// The rule set of a table. Symbols and words are a line each.
    pub(crate) fn read(symbols: &'static str, words: &'static str, marks: &'static str, table: &'static [u8]) -> Rules {
        let mut bytes = Bytes(table);
        let words: Vec<&str> = words.split('\n').collect();
        let (shapes, heads) = index(&words);
        let (members, member_ends) = bytes.lists(words.len(), Bytes::member);
        let ranges = bytes.list(Bytes::range);
        let mut at = 0;
        let rules = bytes.list(|bytes| {
            at += bytes.short();
            // Sets are counted from 1, and 0 is that of everything.
            Start { rule: at, seconds: bytes.short().checked_sub(1).unwrap_or(EVERY) }
        });
        let groups = words.len() + 2 + marks.chars().count();
        let set_width = groups.div_ceil(8);
        let sets = bytes.list(|bytes| bytes.take(set_width)).concat();
        let (starts, start_ends) = bytes.lists(groups, |bytes| rules[usize::from(bytes.short())]);
        let mut at = 0;
        let ops = bytes.list(|bytes| {
            at += 1;
            bytes.instruction(at - 1)
        });
        Rules {
            symbols,
            words,
            shapes,
            heads,
            members,
            member_ends,
            ranges,
            marks,
            starts,
            start_ends,
            sets,
            set_width,
            ops,
        }
    }
}

/// The shapes of words, and for each pair of letters how many words come before.
fn index(words: &[&str]) -> (Shapes, [u16; 26 * 27 + 1]) {
    let (mut shapes, mut heads) = (Shapes::default(), [0; 26 * 27 + 1]);
    for word in words {
        let letter = |at: usize| word.as_bytes().get(at).map(|letter| usize::from(letter - b'a'));
        let first = letter(0).unwrap_or_default();
        shapes.add(word);
        heads[first * 27 + letter(1).map_or(0, |second| second + 1) + 1] += 1;
    }
    (1..heads.len()).for_each(|at| heads[at] += heads[at - 1]);
    (shapes, heads)
}

/// What is left of a table.
struct Bytes(&'static [u8]);

impl Bytes {
    /// Seven bits a byte, the least first, the eighth if more follow.
    fn number(&mut self) -> u32 {
        let (mut number, mut shift) = (0, 0);
        while let Some((&byte, rest)) = self.0.split_first() {
            self.0 = rest;
            number |= u32::from(byte & 127) << shift;
            shift += 7;
            if byte < 128 {
                break;
            }
        }
        number
    }

    /// The sign is the last bit.
    fn signed(&mut self) -> i32 {
        let number = self.number();
        (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
    }

    fn short(&mut self) -> u16 {
        u16::try_from(self.number()).unwrap_or(u16::MAX)
    }

    fn slot(&mut self) -> u16 {
        self.short().checked_sub(1).unwrap_or(NO_SLOT)
    }

    fn take(&mut self, length: usize) -> &'static [u8] {
        let (taken, rest) = self.0.split_at(length);
        self.0 = rest;
        taken
    }

    fn list<T>(&mut self, mut read: impl FnMut(&mut Bytes) -> T) -> Vec<T> {
        (0..self.number()).map(|_| read(self)).collect()
    }

    /// So many lists one after the other, and where each ends.
    fn lists<T>(&mut self, count: usize, mut read: impl FnMut(&mut Bytes) -> T) -> (Vec<T>, Vec<u16>) {
        let mut all = Vec::new();
        let ends = (0..count).map(|_| {
            let length = self.number();
            all.extend((0..length).map(|_| read(self)));
            u16::try_from(all.len()).unwrap_or(u16::MAX)
        });
        let ends = ends.collect();
        (all, ends)
    }

    fn member(&mut self) -> Member {
        let number = self.short();
        let case = [Case::Any, Case::Capital, Case::Small][usize::from(number % 3)];
        Member { class: number / 3, case, value: self.signed() }
    }

    fn range(&mut self) -> Range {
        Range { low: self.number(), high: self.number(), shortest: self.number(), longest: self.number() }
    }

    /// The instruction at a place.
    fn instruction(&mut self, at: u16) -> Op {
        match self.number() {
            0 => Op::Word(self.short()),
            1 => Op::Class(self.short(), self.slot()),
            2 => Op::Digits(self.short(), self.slot()),
            3 => Op::Number(self.slot()),
            4 => Op::Mark(char::from_u32(self.number()).unwrap_or_default()),
            5 => Op::Set(self.short(), self.signed()),
            6 => Op::Split(at + self.short()),
            7 => Op::Jump(at + self.short()),
            8 => Op::Begin,
            9 => Op::End,
            10 => Op::Joined,
            11 => Op::NotNext(self.short()),
            12 => Op::Or,
            13 => Op::NotBefore(self.short()),
            _ => Op::Accept(self.short()),
        }
    }
}
