//! A quote and a stretch of text, word by word.

use std::ops::{Range, RangeInclusive};

use super::alike;
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
    /// How many of the quote's own words are not kept but have a like one in their place: a slip mended, another ending.
    pub(super) like: usize,
    /// How many words before the first and after the last stand for those of the quote that are not there, where nothing
    /// is known of what was around it.
    pub(super) beyond: [usize; 2],
}

/// The words of a text, and the text.
#[derive(Clone, Copy)]
pub(super) struct Read<'t> {
    pub(super) text: &'t str,
    pub(super) words: &'t Words,
}

impl Alignment {
    /// The best alignment of the sequence with a window of the words: the most words in order, those that follow one
    /// another before those scattered. `None` if no word of the quote itself is among them.
    pub(super) fn new(sequence: &Sequence, there: Read<'_>, window: Range<usize>) -> Option<Self> {
        let words = there.words;
        let path = path(&sequence.list, &words.list[window.clone()]);
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
        let like = like(&pairs, sequence, there);
        let beyond = beyond(&pairs, sequence, there, [first, last]);
        Some(Alignment { pairs, first, last, like, beyond })
    }

    /// The words that are shown as what the quote is now.
    pub(super) fn shown(&self) -> RangeInclusive<usize> {
        self.first - self.beyond[0]..=self.last + self.beyond[1]
    }
}

/// How many of the quote's own words that are not kept have a like one in their place.
fn like(pairs: &[Option<usize>], sequence: &Sequence, there: Read<'_>) -> usize {
    let (own, words) = (&sequence.own, &there.words.list);
    let (mut like, mut at) = (0, own.start);
    while at < own.end {
        if pairs[at].is_some() {
            at += 1;
            continue;
        }
        let end = (at..own.end).find(|&next| pairs[next].is_some()).unwrap_or(own.end);
        let (before, after) = (at.checked_sub(1).and_then(|at| pairs[at]), pairs.get(end).copied().flatten());
        // Between two that were kept there have to be as many words as there were.
        let from = match (before, after) {
            (Some(before), Some(after)) if after - before - 1 != end - at => None,
            (Some(before), _) => Some(before + 1),
            (None, Some(after)) => after.checked_sub(end - at),
            (None, None) => None,
        };
        let place = from.and_then(|from| words.get(from..(from + end - at).min(words.len()))).unwrap_or_default();
        let both = sequence.list[at..end].iter().zip(place);
        like += both.filter(|(own, other)| is_like(own, &sequence.text, other, there.text)).count();
        at = end;
    }
    like
}

/// Whether a word is another with a slip in it, or with another ending: one letter in four may differ. What is telling
/// has to be the same to the letter.
fn is_like(a: &Word, text: &str, b: &Word, other: &str) -> bool {
    let (a_word, b_word) = (a.span.of(text), b.span.of(other));
    let most = a_word.chars().count() / 4;
    if a.telling || b.telling || most == 0 || a_word.len().abs_diff(b_word.len()) > 4 * most {
        return false;
    }
    let errors = |pattern: &str, text: &str| alike::errors(pattern.chars(), text.chars());
    errors(a_word, b_word) <= most && errors(b_word, a_word) <= most
}

/// How many words stand, before the first that was kept and after the last, for those of the quote that were not.
fn beyond(pairs: &[Option<usize>], sequence: &Sequence, there: Read<'_>, edges: [usize; 2]) -> [usize; 2] {
    let own = &pairs[sequence.own.clone()];
    let kept = own.iter().flatten().count();
    let lost = [own.iter().position(Option::is_some), own.iter().rev().position(Option::is_some)];
    let words = &there.words.list;
    let reach = |side: usize| {
        let lost = lost[side].filter(|&lost| sequence.bare && lost <= kept).unwrap_or(0);
        let outer = if side == 0 { edges[0].checked_sub(lost)? } else { edges[1] + lost };
        let (from, to) = (words.get(outer.min(edges[side]))?.span.start, words.get(outer.max(edges[side]))?.span.end);
        (!there.text[from..to].contains('\n')).then_some(lost)
    };
    [0, 1].map(|side| reach(side).unwrap_or(0))
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
        // Of several places that are alike the first.
        if !bound && best[here] == best[here - 1] {
            column -= 1;
        } else if bound || (best[here] == ending[here] && ending[here] > 0) {
            pairs[row - 1] = Some(column - 1);
            let before = here - columns - 1;
            bound = ending[before] > 0 && ending[before] + NEXT >= best[before];
            (row, column) = (row - 1, column - 1);
        } else {
            row -= 1;
        }
    }
    pairs
}
