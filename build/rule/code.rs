//! Turning patterns into instructions.

use super::number;
use super::op::Op;
use super::pattern::{Node, Test};
use std::collections::BTreeSet;

/// The instructions of all rules.
pub(super) struct Code<'a> {
    /// The place of each word in alphabetic order.
    place: &'a [usize],
    pub(super) ops: Vec<Op>,
}

impl<'a> Code<'a> {
    pub(super) fn new(place: &'a [usize]) -> Self {
        Code { place, ops: Vec::new() }
    }

    /// Adds a rule; where it begins.
    pub(super) fn rule(&mut self, kind: u16, node: &Node) -> u16 {
        let entry = self.here();
        self.node(node);
        self.ops.push(Op::Accept(kind));
        entry
    }

    fn here(&self) -> u16 {
        number(self.ops.len())
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Test(test) => self.ops.push(self.test(test)),
            Node::Sequence(nodes) => nodes.iter().for_each(|node| self.node(node)),
            Node::Either(nodes) => self.either(nodes),
            Node::Maybe(node) => {
                let split = self.placeholder();
                self.node(node);
                self.ops[split] = Op::Split(self.here());
            }
            Node::Set(slot, value) => self.ops.push(Op::Set(*slot, *value)),
            Node::Begin => self.ops.push(Op::Begin),
            Node::End => self.ops.push(Op::End),
            Node::Joined => self.ops.push(Op::Joined),
            Node::NotNext(options) => {
                let options = options.iter().map(|tests| tests.iter().map(|test| self.test(test)).collect::<Vec<_>>());
                let tests = options.collect::<Vec<_>>().join(&Op::Or);
                self.ops.push(Op::NotNext(number(tests.len())));
                self.ops.extend(tests);
            }
            Node::NotBefore(tests) => {
                let tests: Vec<Op> = tests.iter().map(|test| self.test(test)).collect();
                self.ops.push(Op::NotBefore(number(tests.len())));
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
            self.ops[split] = Op::Split(self.here());
        }
        self.node(last);
        for jump in jumps {
            self.ops[jump] = Op::Jump(self.here());
        }
    }

    fn placeholder(&mut self) -> usize {
        self.ops.push(Op::Or);
        self.ops.len() - 1
    }

    fn test(&self, test: &Test) -> Op {
        match test {
            Test::Word(word) => Op::Word(number(self.place[usize::from(*word)])),
            Test::Class(class, slot) => Op::Class(*class, *slot),
            Test::Range(range, slot) => Op::Digits(*range, *slot),
            Test::Number(slot) => Op::Number(*slot),
            Test::Mark(mark) => Op::Mark(*mark),
        }
    }

    /// The tests that may be next at an instruction, and whether the rule may have matched by then.
    pub(super) fn next(&self, at: u16) -> (BTreeSet<u16>, bool) {
        let (mut tests, mut done, mut waiting) = (BTreeSet::new(), false, vec![at]);
        while let Some(at) = waiting.pop() {
            match self.ops[usize::from(at)] {
                Op::Set(..) | Op::Begin | Op::End | Op::Joined => waiting.push(at + 1),
                Op::Split(other) => waiting.extend([at + 1, other]),
                Op::Jump(other) => waiting.push(other),
                Op::NotNext(tests) | Op::NotBefore(tests) => waiting.push(at + 1 + tests),
                Op::Accept(_) => done = true,
                _ => _ = tests.insert(at),
            }
        }
        (tests, done)
    }
}
