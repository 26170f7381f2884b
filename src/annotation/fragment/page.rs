//! A text as a browser searches it, and the search.

use unicode_segmentation::UnicodeSegmentation as _;

use super::TextDirective;
use crate::span::ByteSpan;
use crate::text::accent::{bare, is_accent};

/// A text folded for searching: case, accents, the make of quote marks and the amount of white space make no difference
/// to it, and nothing is found across two blocks.
///
/// ```
/// use newsgloss::ByteSpan;
/// use newsgloss::annotation::fragment::{Page, TextDirective};
///
/// let text = "The quick brown fox jumped.";
/// let page = Page::new(text, &[ByteSpan::new(0, text.len())]);
/// let [directive] = &TextDirective::read(":~:text=quick-,brown,jumped")[..] else { panic!() };
/// assert_eq!(page.find(directive).unwrap().of(text), "brown fox jumped");
/// ```
#[derive(Debug)]
pub struct Page<'t> {
    pub(super) text: &'t str,
    /// The blocks that hold anything, in order.
    pub(super) blocks: Vec<ByteSpan>,
    folded: Vec<Folded>,
    /// Where words begin and end, and what is between them, in bytes.
    pub(super) bounds: Vec<usize>,
}

/// A character of the folded text.
#[derive(Debug, Clone, Copy)]
struct Folded {
    letter: char,
    /// Where what it stands for begins and ends, in bytes.
    start: usize,
    end: usize,
}

/// What stands between two blocks: no term holds it.
const BREAK: char = '\n';

/// What a term has at one of its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    /// The bound of a word.
    Bound,
    /// Anything.
    Any,
}
use Edge::{Any, Bound};

impl<'t> Page<'t> {
    /// Folds `text`, of which only `blocks` are shown. They are in order and do not overlap.
    ///
    /// # Panics
    ///
    /// If a block does not lie in `text` on character boundaries.
    pub fn new(text: &'t str, blocks: &[ByteSpan]) -> Self {
        let blocks: Vec<ByteSpan> = blocks.iter().filter_map(|block| block.trim(text)).collect();
        let mut page = Page { text, blocks: Vec::new(), folded: Vec::new(), bounds: Vec::new() };
        for &block in &blocks {
            let words = block.of(text).split_word_bound_indices().map(|(at, _)| block.start + at);
            page.bounds.extend(words);
            page.bounds.push(block.end);
            fold(block.of(text), block.start, &mut page.folded);
            page.folded.push(Folded { letter: BREAK, start: block.end, end: block.end });
        }
        page.bounds.dedup();
        page.blocks = blocks;
        page
    }

    /// The first passage that the directive names; `None` if there is none.
    pub fn find(&self, directive: &TextDirective) -> Option<ByteSpan> {
        self.find_from(&self.terms(directive), 0).map(|(_, span)| span)
    }

    /// Whether the directive names `span` and nothing else.
    pub(super) fn names_only(&self, directive: &TextDirective, span: ByteSpan) -> bool {
        let terms = self.terms(directive);
        match self.find_from(&terms, 0) {
            Some((at, first)) => first == span && self.find_from(&terms, at + 1).is_none(),
            None => false,
        }
    }

    /// The first passage that is found by a search from that folded character on, with where the match of the prefix, or
    /// of the start, began.
    ///
    /// This is "find a range from a text directive" of the specification. There a term is searched for again and again;
    /// here all its places are known, and what has to stand right behind something is looked up there.
    fn find_from(&self, terms: &Terms, from: usize) -> Option<(usize, ByteSpan)> {
        let Terms { prefix, start, end, suffix } = terms;
        let start_ends = if end.is_none() && suffix.is_some() { Any } else { Bound };
        let end_ends = if suffix.is_some() { Any } else { Bound };
        let mut at = from;
        loop {
            let (place, found) = match prefix {
                Some(prefix) => {
                    let (place, behind) = self.next(prefix, at, Bound, Any)?;
                    (place, self.here(start, self.solid(behind)?, start_ends))
                }
                None => {
                    let found = self.next(start, at, Bound, start_ends)?;
                    (found.0, Some(found))
                }
            };
            at = place + 1;
            let Some((first, mut last)) = found else { continue };
            loop {
                if let Some(end) = end {
                    last = self.next(end, last, Bound, end_ends)?.1;
                }
                let followed = match suffix {
                    Some(suffix) => self.here(suffix, self.solid(last)?, Bound).is_some(),
                    None => true,
                };
                if followed {
                    return Some((place, ByteSpan::new(self.folded[first].start, self.folded[last - 1].end)));
                }
                if end.is_none() {
                    break;
                }
            }
        }
    }

    fn terms(&self, directive: &TextDirective) -> Terms {
        let find = |words: &str| (!words.is_empty()).then(|| self.places(words));
        Terms {
            prefix: find(&directive.prefix),
            start: self.places(&directive.start),
            end: find(&directive.end),
            suffix: find(&directive.suffix),
        }
    }

    /// Where a term stands next, from that folded character on, with such edges: its first character, and the one behind
    /// its last.
    fn next(&self, term: &Term, from: usize, left: Edge, right: Edge) -> Option<(usize, usize)> {
        let first = term.places.partition_point(|&place| place < from);
        let mut places = term.places[first..].iter().map(|&place| (place, place + term.length));
        places.find(|&there| self.has_edges(there, left, right))
    }

    /// The term, if it stands just there and has such an edge on its right.
    fn here(&self, term: &Term, at: usize, right: Edge) -> Option<(usize, usize)> {
        term.places
            .binary_search(&at)
            .ok()
            .map(|_| (at, at + term.length))
            .filter(|&there| self.has_edges(there, Any, right))
    }

    fn has_edges(&self, (first, last): (usize, usize), left: Edge, right: Edge) -> bool {
        (left == Any || self.is_bound(self.folded[first].start))
            && (right == Any || self.is_bound(self.folded[last - 1].end))
    }

    fn is_bound(&self, byte: usize) -> bool {
        self.bounds.binary_search(&byte).is_ok()
    }

    /// The first character from there on that is no white space.
    fn solid(&self, from: usize) -> Option<usize> {
        let blank = |folded: &Folded| matches!(folded.letter, ' ' | BREAK);
        let at = from + self.folded[from..].iter().take_while(|folded| blank(folded)).count();
        (at < self.folded.len()).then_some(at)
    }

    /// Every place of a term: Knuth, Morris and Pratt's search.
    fn places(&self, words: &str) -> Term {
        let mut term = Vec::new();
        fold(words.trim(), 0, &mut term);
        let mut back = vec![0; term.len()];
        for at in 1..term.len() {
            back[at] = step(&term, &back, back[at - 1], term[at].letter);
        }
        let (mut places, mut state) = (Vec::new(), 0);
        for (at, folded) in self.folded.iter().enumerate() {
            state = if term.is_empty() { 0 } else { step(&term, &back, state, folded.letter) };
            if state == term.len() && state > 0 {
                places.push(at + 1 - state);
            }
        }
        Term { places, length: term.len() }
    }
}

/// How much of the term stands before a letter, that letter included, if `state` of it stood before.
fn step(term: &[Folded], back: &[usize], mut state: usize, letter: char) -> usize {
    loop {
        if term.get(state).is_some_and(|folded| folded.letter == letter) {
            return state + 1;
        }
        match state.checked_sub(1) {
            Some(before) => state = back[before],
            None => return 0,
        }
    }
}

/// Where the terms of a directive stand.
struct Terms {
    prefix: Option<Term>,
    start: Term,
    end: Option<Term>,
    suffix: Option<Term>,
}

struct Term {
    /// The numbers of the folded characters that it begins with, in order.
    places: Vec<usize>,
    /// How many folded characters it has.
    length: usize,
}

/// Adds the folded characters of a text that begins at byte `offset`.
fn fold(text: &str, offset: usize, folded: &mut Vec<Folded>) {
    let before = folded.len();
    for (at, c) in text.char_indices() {
        let (start, end) = (offset + at, offset + at + c.len_utf8());
        let last = folded[before..].last().map(|last| last.letter);
        if is_accent(c) || is_ignored(c) || (c.is_whitespace() && last == Some(' ')) {
            if let Some(last) = folded[before..].last_mut() {
                last.end = end;
            }
        } else if c.is_whitespace() {
            folded.push(Folded { letter: ' ', start, end });
        } else {
            let small = bare(plain(c)).to_lowercase();
            folded.extend(small.filter(|&letter| !is_accent(letter)).map(|letter| Folded { letter, start, end }));
        }
    }
}

fn plain(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' => '\'',
        '“' | '”' | '„' | '‟' => '"',
        _ => c,
    }
}

/// What browsers skip in a search: the soft hyphen and what has no width.
fn is_ignored(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE0F}' | '\u{FEFF}')
}
