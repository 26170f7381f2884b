//! Rules that read fixed expressions, written as data: what `time` and `quantity` are made of.
//!
//! A rule set is a folder of `.rules` files. `build/rule/` compiles it into a table of bytes when the crate is built (a
//! fault in a rule fails the build), [`Rules::read`] reads that when it is first needed, and [`Rules::find`] matches them over the [`Atom`]s of a text. A pattern has no
//! repetition, so a match is no longer than the rule is, and the time grows linearly with the text.
//!
//! # The language
//!
//! A statement is a line, with the lines below it that are indented; ` #` begins a comment.
//!
//! ```text
//! slots month day off                 what a match may be asked for; a slot holds one integer
//!
//! class month                         words, and the value of each: an integer or a symbol
//!   january jan = 1
//!   ^march ^mar = 3                   only with a capital
//!   -second = 2                       only without one
//!
//! let ordinal = st | nd | rd | th     a pattern with a name; @ordinal stands for it
//!
//! DATE: [ <month> "."? <1-31:day> ( ~ @ordinal )? ] (?! "%")
//! ```
//!
//! | in a pattern | matches |
//! | --- | --- |
//! | `last` | this word, in any case of letters |
//! | `,` `"?"` | this mark; in quotes if it means something in patterns |
//! | `<month>` `<month:slot>` | a word of the class, whose value goes into the slot; without one, into that of its own name |
//! | `<1-31:day>` `<00-59:minute>` | digits of that range; exactly so many if the bounds have one length |
//! | `<num:n>` | a number in digits or words that the caller has read, whose place among the figures goes into the slot |
//! | `@name` `( a \| b )` `a?` | a named pattern, an alternative, an option |
//! | `{off=-1 unit=week}` | nothing; fills slots |
//! | `[` `]` | nothing; the bounds of the span, if they are not those of the match: what is outside is context |
//! | `~` | nothing; no space may follow |
//! | `(?! a \| b )` `(?<! a \| b )` | nothing; none of these may follow, or (single atoms only) stand before |
//!
//! Of the rules that match at one place the longest span wins, and of equal ones the rule that is written first. A match
//! never begins or ends inside a run of letters and digits.

mod atom;
mod matcher;
mod op;
mod read;

use crate::shape::Shapes;
pub(crate) use atom::{Atom, AtomKind, atoms};
pub(crate) use matcher::{Figure, Match};
pub(crate) use op::Op;

/// The slot number of a test that fills none.
pub(crate) const NO_SLOT: u16 = u16::MAX;

/// The most slots that a rule set has.
pub(crate) const SLOTS: usize = 32;

/// A rule set.
#[derive(Debug)]
pub(crate) struct Rules {
    /// The symbols that values stand for, a line each.
    symbols: &'static str,
    /// The words of the rules in alphabetic order.
    words: Vec<&'static str>,
    /// What they look like: most words that no rule speaks of are told by it.
    shapes: Shapes,
    /// For each pair of letters, the second of which may be none, how many words come before those that begin with it.
    heads: [u16; 26 * 27 + 1],
    /// The classes that each word is in, word after word, and where those of each word end.
    members: Vec<Member>,
    member_ends: Vec<u16>,
    ranges: Vec<Range>,
    /// The marks of the rules. An atom is of one of these groups, in this order: each word, digits, a number, each mark.
    marks: &'static str,
    /// The rules that may start with an atom of each group, group after group, and where the list of each ends.
    pub(crate) starts: Vec<Start>,
    start_ends: Vec<u16>,
    /// Sets of groups, so many bytes each, a bit a group.
    sets: Vec<u8>,
    set_width: usize,
    ops: Vec<Op>,
}

/// A word's being in a class.
#[derive(Debug, Clone, Copy)]
struct Member {
    class: u16,
    case: Case,
    value: i32,
}

/// A rule that may start with an atom.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Start {
    /// Where in the instructions it begins.
    pub(crate) rule: u16,
    /// Which set the group of the second atom must be in, so that most rules need not be tried; [`EVERY`] if one atom
    /// may be enough.
    seconds: u16,
}

/// The set that every group is in.
const EVERY: u16 = u16::MAX;

/// How a word must begin to be in a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Any,
    Capital,
    Small,
}

/// A range of numbers in digits, and how many digits there must be.
#[derive(Debug, Clone, Copy)]
struct Range {
    low: u32,
    high: u32,
    shortest: u32,
    longest: u32,
}

impl Rules {
    /// The number of `word`, in any case of letters.
    pub(crate) fn word(&self, word: &str) -> u16 {
        if !self.shapes.may_have(word) {
            return atom::UNKNOWN;
        }
        let mut buffer = [0; 32];
        let Some(lower) = buffer.get_mut(..word.len()) else { return atom::UNKNOWN };
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        let second = lower.get(1).map_or(0, |second| usize::from(second.wrapping_sub(b'a')) + 1);
        let head = usize::from(lower[0] - b'a') * 27 + second;
        let bounds = self.heads.get(head).zip(self.heads.get(head + 1)).filter(|_| second < 27);
        let (mut low, mut high) = bounds.map_or((0, 0), |(&low, &high)| (usize::from(low), usize::from(high)));
        while low < high {
            let middle = low.midpoint(high);
            match self.words[middle].as_bytes().cmp(lower) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return u16::try_from(middle).unwrap_or(atom::UNKNOWN),
            }
        }
        atom::UNKNOWN
    }

    /// The group of an atom, if the rules speak of any such.
    fn group(&self, atom: Atom) -> Option<usize> {
        let words = self.words.len();
        match atom.kind {
            AtomKind::Word(atom::UNKNOWN, _) => None,
            AtomKind::Word(word, _) => Some(usize::from(word)),
            AtomKind::Digits(..) => Some(words),
            AtomKind::Mark(mark) => self.marks.chars().position(|known| known == mark).map(|at| words + 2 + at),
        }
    }

    /// The group of numbers.
    fn number_group(&self) -> usize {
        self.words.len() + 1
    }

    /// Whether a group is in a set.
    fn is_in(&self, set: u16, group: usize) -> bool {
        set == EVERY || self.sets[usize::from(set) * self.set_width + group / 8] & 1 << (group % 8) != 0
    }

    /// The symbol that a value stands for; nothing if it stands for none.
    pub(crate) fn symbol(&self, value: i32) -> &'static str {
        usize::try_from(value).ok().and_then(|at| self.symbols.split('\n').nth(at)).unwrap_or_default()
    }

    /// The value of a word in a class; `None` if it is not in it.
    pub(crate) fn value(&self, atom: Atom, class: u16) -> Option<i32> {
        let AtomKind::Word(word, capital) = atom.kind else { return None };
        let of_word = slice(&self.members, &self.member_ends, usize::from(word))?;
        let fits = |case: Case| case == Case::Any || capital == (case == Case::Capital);
        of_word.iter().find(|member| member.class == class && fits(member.case)).map(|member| member.value)
    }
}

/// The part of `all` that belongs to the item at `at`; each item's ends where the list of ends says.
fn slice<'a, T>(all: &'a [T], ends: &[u16], at: usize) -> Option<&'a [T]> {
    let end = usize::from(*ends.get(at)?);
    let start = if at == 0 { 0 } else { usize::from(ends[at - 1]) };
    all.get(start..end)
}
