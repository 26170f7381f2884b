//! Matching compiled rules over the atoms of a text.

use super::{Atom, AtomKind, EVERY, NO_SLOT, Op, Rules, SLOTS, slice};
use crate::span::ByteSpan;
use crate::steps;
use std::cmp::Reverse;
use std::ops;

/// A number that the caller has read in the text, in digits or words, which `<num>` stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Figure {
    /// Where it stands: from the start of an atom to the end of one.
    pub(crate) span: ByteSpan,
    /// What it is worth.
    pub(crate) value: f64,
}

/// One match of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Match {
    /// What was found, without its context.
    pub(crate) span: ByteSpan,
    /// The same in atoms.
    pub(crate) atoms: ops::Range<usize>,
    /// The rule's kind.
    pub(crate) kind: u16,
    /// Where the rule begins: a name for it that lasts as long as the build.
    pub(crate) rule: u16,
    slots: [i32; SLOTS],
}

/// What an empty slot holds.
const EMPTY: i32 = i32::MIN;

impl Match {
    /// What is in a slot.
    pub(crate) fn get(&self, slot: usize) -> Option<i32> {
        self.slots.get(slot).copied().filter(|&value| value != EMPTY)
    }
}

impl Rules {
    /// Every expression in `atoms`: sorted, none overlapping another. `figures` are the numbers in them, sorted by
    /// start.
    pub(crate) fn find(&self, atoms: &[Atom], figures: &[Figure]) -> Vec<Match> {
        let mut run = Run { rules: self, atoms, figures, at_figure: 0, trail: Vec::new(), waiting: Vec::new() };
        let mut candidates = Vec::new();
        for at in 0..atoms.len() {
            let sorted = candidates.len();
            run.try_all(at, &mut candidates);
            (sorted..candidates.len()).for_each(|new| sink(&mut candidates[..=new]));
        }
        let mut end = 0;
        candidates.retain(|found| {
            let free = found.span.start >= end;
            end = if free { found.span.end } else { end };
            free
        });
        candidates
    }
}

/// Moves the last match before those that start later, or end sooner. Only context before a span puts it out of order,
/// so that this goes back no further than a rule is long.
fn sink(candidates: &mut [Match]) {
    let place = |found: &Match| (found.span.start, Reverse(found.span.end));
    let mut at = candidates.len() - 1;
    while at > 0 && place(&candidates[at - 1]) > place(&candidates[at]) {
        steps::take(1);
        candidates.swap(at - 1, at);
        at -= 1;
    }
}

/// A point to go back to: instruction, atom, the span's bounds, and how much of the trail was written.
type Point = (usize, usize, Option<usize>, Option<usize>, usize);

struct Run<'a> {
    rules: &'a Rules,
    atoms: &'a [Atom],
    figures: &'a [Figure],
    /// The first figure that does not lie before the atom that is tried.
    at_figure: usize,
    /// The slots filled on the way here.
    trail: Vec<(u16, i32)>,
    waiting: Vec<Point>,
}

impl Run<'_> {
    /// Tries every rule that may start with the atom at `at`; the best match goes to `found`, and the best of those
    /// that begin with context.
    fn try_all(&mut self, at: usize, found: &mut Vec<Match>) {
        steps::take(1);
        let atom = self.atoms[at];
        while self.figures.get(self.at_figure).is_some_and(|figure| figure.span.start < atom.span.start) {
            self.at_figure += 1;
        }
        if let Some(group) = self.rules.group(atom) {
            self.try_group(group, at, at + 1, found);
        }
        if let Some(place) = self.figure_at(atom) {
            self.try_group(self.rules.number_group(), at, self.after_figure(place, at), found);
        }
    }

    /// Tries the rules that may start with an atom of a group, given the place of what follows it.
    fn try_group(&mut self, group: usize, at: usize, next: usize, found: &mut Vec<Match>) {
        let next = self.atoms.get(next).copied();
        let second = next.and_then(|next| self.rules.group(next));
        let number = next.and_then(|next| self.figure_at(next)).map(|_| self.rules.number_group());
        let rules = self.rules;
        for start in slice(&rules.starts, &rules.start_ends, group).unwrap_or_default() {
            let fits = |group: Option<usize>| group.is_some_and(|group| rules.is_in(start.seconds, group));
            if start.seconds == EVERY || fits(second) || fits(number) {
                found.extend(self.run(start.rule, at));
            }
        }
    }

    /// The atom behind a figure that begins with the atom at `at`.
    fn after_figure(&self, place: usize, at: usize) -> usize {
        let end = self.figures[place].span.end;
        at + self.atoms[at..].iter().take_while(|atom| atom.span.start < end).count()
    }

    fn figure_at(&self, atom: Atom) -> Option<usize> {
        let mut at = self.at_figure;
        // A pattern looks a bounded way ahead, and so does this.
        while self.figures.get(at).is_some_and(|figure| figure.span.start < atom.span.start) {
            at += 1;
        }
        self.figures.get(at).is_some_and(|figure| figure.span.start == atom.span.start).then_some(at)
    }

    /// The longest match of the rule at `entry` that starts with the atom at `from`.
    fn run(&mut self, entry: u16, from: usize) -> Option<Match> {
        let mut best: Option<Match> = None;
        self.trail.clear();
        self.waiting.clear();
        self.waiting.push((usize::from(entry), from, None, None, 0));
        while let Some((pc, at, begin, end, written)) = self.waiting.pop() {
            self.trail.truncate(written);
            let Some((kind, at, begin, end)) = self.follow(pc, at, begin, end) else { continue };
            let range = begin.unwrap_or(from)..end.unwrap_or(at);
            let longer = best
                .as_ref()
                .is_none_or(|best| (range.end, Reverse(range.start)) > (best.atoms.end, Reverse(best.atoms.start)));
            if longer && self.is_whole(&range) {
                best = Some(self.matched(entry, kind, range));
            }
        }
        best
    }

    /// Follows one path from an instruction to the end of its rule, leaving the forks on the way for later.
    fn follow(
        &mut self,
        mut pc: usize,
        mut at: usize,
        mut begin: Option<usize>,
        mut end: Option<usize>,
    ) -> Option<(u16, usize, Option<usize>, Option<usize>)> {
        loop {
            steps::take(1);
            let op = self.rules.ops[pc];
            pc += 1;
            match op {
                Op::Set(slot, value) => self.trail.push((slot, value)),
                // Most ways end at their first test, and then need not be come back from.
                Op::Split(other) if self.fails(self.rules.ops[pc], at) => pc = usize::from(other),
                Op::Split(other) => self.waiting.push((usize::from(other), at, begin, end, self.trail.len())),
                Op::Jump(other) => pc = usize::from(other),
                Op::Begin => begin = Some(at),
                Op::End => end = Some(at),
                Op::Joined => self.atoms.get(at).filter(|atom| atom.joined).map(|_| ())?,
                Op::NotNext(length) => {
                    let (start, length) = (pc, usize::from(length));
                    pc += length;
                    let mut options = self.rules.ops[start..pc].split(|&op| op == Op::Or);
                    if options.any(|tests| self.pass(tests, at)) {
                        return None;
                    }
                }
                Op::NotBefore(length) => {
                    let (start, length) = (pc, usize::from(length));
                    pc += length;
                    let before = at.checked_sub(1);
                    if before
                        .is_some_and(|at| self.rules.ops[start..pc].iter().any(|&test| self.test(test, at).is_some()))
                    {
                        return None;
                    }
                }
                Op::Accept(kind) => return Some((kind, at, begin, end)),
                test => {
                    let (next, filled) = self.test(test, at)?;
                    at = next;
                    self.trail.extend(filled);
                }
            }
        }
    }

    /// Whether an instruction is a test of a word, a mark or digits that does not pass at this atom.
    #[inline]
    fn fails(&self, test: Op, at: usize) -> bool {
        let kind = self.atoms.get(at).map(|atom| atom.kind);
        match test {
            Op::Word(word) => !matches!(kind, Some(AtomKind::Word(here, _)) if here == word),
            Op::Mark(mark) => kind != Some(AtomKind::Mark(mark)),
            Op::Class(..) => !matches!(kind, Some(AtomKind::Word(..))),
            Op::Digits(..) => !matches!(kind, Some(AtomKind::Digits(..))),
            _ => false,
        }
    }

    /// Whether all these tests pass, one after the other, from this atom on.
    fn pass(&self, tests: &[Op], at: usize) -> bool {
        tests.iter().try_fold(at, |at, &test| self.test(test, at).map(|(next, _)| next)).is_some()
    }

    /// If the test passes at this atom: the next atom, and what it fills a slot with.
    fn test(&self, test: Op, at: usize) -> Option<(usize, Option<(u16, i32)>)> {
        steps::take(1);
        let atom = *self.atoms.get(at)?;
        let fill = |slot: u16, value: i32| (slot != NO_SLOT).then_some((slot, value));
        match (test, atom.kind) {
            (Op::Word(word), AtomKind::Word(here, _)) => (word == here).then_some((at + 1, None)),
            (Op::Mark(mark), AtomKind::Mark(here)) => (mark == here).then_some((at + 1, None)),
            (Op::Class(class, slot), AtomKind::Word(..)) => {
                let value = self.rules.value(atom, class)?;
                Some((at + 1, fill(slot, value)))
            }
            (Op::Digits(range, slot), AtomKind::Digits(value, length)) => {
                let range = self.rules.ranges[usize::from(range)];
                let fits = (range.low..=range.high).contains(&value)
                    && (range.shortest..=range.longest).contains(&u32::from(length));
                fits.then_some((at + 1, fill(slot, i32::try_from(value).unwrap_or(i32::MAX))))
            }
            (Op::Number(slot), _) => {
                let place = self.figure_at(atom)?;
                Some((self.after_figure(place, at), fill(slot, i32::try_from(place).unwrap_or(i32::MAX))))
            }
            _ => None,
        }
    }

    /// Whether the span is not empty and neither begins nor ends inside a run of letters and digits, or inside a number
    /// like `2,500` or `76.7`.
    fn is_whole(&self, range: &ops::Range<usize>) -> bool {
        let get = |at: Option<usize>| at.and_then(|at| self.atoms.get(at));
        let cuts = |at: usize| {
            let (Some(before), Some(after)) = (get(at.checked_sub(1)), get(Some(at))) else { return false };
            let in_number = |mark: Option<&Atom>, before: Option<&Atom>, after: Option<&Atom>| {
                mark.is_some_and(|mark| mark.joined && (mark.is_mark(',') || mark.is_mark('.')))
                    && before.is_some_and(|atom| atom.is_digits())
                    && after.is_some_and(|atom| atom.joined && atom.is_digits())
            };
            after.joined && before.is_word() && after.is_word()
                || in_number(Some(before), get(at.checked_sub(2)), Some(after))
                || in_number(Some(after), Some(before), get(Some(at + 1)))
        };
        range.start < range.end && !cuts(range.start) && !cuts(range.end)
    }

    fn matched(&self, rule: u16, kind: u16, atoms: ops::Range<usize>) -> Match {
        let mut slots = [EMPTY; SLOTS];
        for &(slot, value) in &self.trail {
            slots[usize::from(slot)] = value;
        }
        let span = ByteSpan::new(self.atoms[atoms.start].span.start, self.atoms[atoms.end - 1].span.end);
        Match { span, atoms, kind, rule, slots }
    }
}
