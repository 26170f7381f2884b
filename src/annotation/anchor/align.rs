//! A quote and a stretch of text, word by word.

use std::ops::Range;

use super::words::{Sequence, Word, Words};

/// What a word is worth that is written alike, that is alike but for capitals and the marks around it, and that
/// follows upon another that was kept.
const WRITTEN: u32 = 8;
const CORE: u32 = 6;
const NEXT: u32 = 5;

/// Which words of a sequence stand where in a text.
#[derive(Debug)]
pub(super) struct Alignment {
    /// For each word of the sequence, the number of the text's word that it is.
    pub(super) pairs: Vec<Option<usize>>,
    /// The first and the last word of the quote itself that was kept.
    pub(super) first: usize,
    pub(super) last: usize,
}

impl Alignment {
    /// The best alignment of the sequence with a window of the words: the most words in order, those that follow one
    /// another before those scattered. `None` if no word of the quote itself is among them.
    pub(super) fn new(sequence: &Sequence, words: &Words, window: Range<usize>) -> Option<Self> {
        let there = &words.list[window.clone()];
        let path = path(&sequence.list, there);
        let pairs: Vec<Option<usize>> = path.into_iter().map(|at| at.map(|at| at + window.start)).collect();
        let own = &pairs[sequence.own.clone()];
        let edges = [sequence.own.start, sequence.own.end - 1];
        let alike = |side: usize| {
            move |at: &(usize, usize)| {
                let bare = sequence.open[side] && at.0 == edges[side];
                bare || sequence.list[at.0].written == words.list[at.1].written
            }
        };
        let kept = || own.iter().enumerate().filter_map(|(at, place)| Some((at + sequence.own.start, (*place)?)));
        let first = kept().find(alike(0)).or_else(|| kept().next())?.1;
        let last = kept().rev().find(alike(1)).or_else(|| kept().next_back())?.1;
        Some(Alignment { pairs, first, last })
    }
}

fn worth(a: &Word, b: &Word) -> u32 {
    if a.written == b.written {
        WRITTEN
    } else if a.core == b.core {
        CORE
    } else {
        0
    }
}

/// For each word of `a` the word of `b` that it is paired with.
fn path(a: &[Word], b: &[Word]) -> Vec<Option<usize>> {
    let columns = b.len() + 1;
    // The worth of the best pairing of what comes before (row, column), and of the best that ends with a pair there.
    let mut best = vec![0_u32; (a.len() + 1) * columns];
    let mut ending = vec![0_u32; (a.len() + 1) * columns];
    for (row, word) in a.iter().enumerate() {
        for (column, other) in b.iter().enumerate() {
            let (here, before) = ((row + 1) * columns + column + 1, row * columns + column);
            let worth = worth(word, other);
            if worth > 0 {
                let after = if ending[before] > 0 { ending[before] + NEXT } else { 0 };
                ending[here] = worth + after.max(best[before]);
            }
            best[here] = ending[here].max(best[here - 1]).max(best[here - columns]);
        }
    }
    let mut pairs = vec![None; a.len()];
    let (mut row, mut column, mut bound) = (a.len(), b.len(), false);
    while row > 0 && column > 0 {
        let here = row * columns + column;
        if bound || (best[here] == ending[here] && ending[here] > 0) {
            pairs[row - 1] = Some(column - 1);
            let before = here - columns - 1;
            bound = ending[before] > 0 && ending[before] + NEXT >= best[before];
            (row, column) = (row - 1, column - 1);
        } else if best[here] == best[here - 1] {
            column -= 1;
        } else {
            row -= 1;
        }
    }
    pairs
}
