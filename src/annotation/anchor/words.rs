//! Texts and quotes as sequences of words, and where in a text a quote may be.

use std::ops::Range;

use crate::annotation::selector::{CONTEXT, Quote};
use crate::sort;
use crate::span::ByteSpan;

/// A word: what stands between two white spaces, or a single character of a script that has none between words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) span: ByteSpan,
    /// A hash of the word as it is written.
    pub(super) written: u32,
    /// A hash of its letters and digits, small: what it is without the marks around it.
    pub(super) core: u32,
    /// Whether it says who, how many or whether: a name, a number or a negation.
    pub(super) telling: bool,
}

/// How many places are aligned with a quote.
const MOST_PLACES: usize = 5;

/// How many pairs of like words are looked at to find these places, the rarest words first.
const MOST_PAIRS: usize = 4096;

/// The words of a text, and where each occurs.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) list: Vec<Word>,
    /// The core of every word with its number, sorted.
    places: Vec<(u32, u32)>,
}

/// The words of a quote and of its context.
#[derive(Debug)]
pub(super) struct Sequence {
    /// What the words stand in.
    pub(super) text: String,
    pub(super) list: Vec<Word>,
    /// Which of them are the quote's own.
    pub(super) own: Range<usize>,
    /// Whether the quote begins, and ends, where its context does not go on with a white space: its first, and its last,
    /// word may have had marks around it that the reader left out.
    pub(super) open: [bool; 2],
    /// Whether nothing is known of what stood around it.
    pub(super) bare: bool,
    /// The byte where it started, if that is known.
    pub(super) start: Option<usize>,
}

impl Sequence {
    pub(super) fn new(quote: &Quote) -> Self {
        let mut list = Vec::new();
        let Quote { exact, prefix, suffix, start } = quote;
        let text = [prefix.as_str(), exact, suffix].concat();
        // The context may begin and end within a word.
        let from = if prefix.chars().count() < CONTEXT { 0 } else { after_space(prefix) };
        cut(&text, from..prefix.len(), &mut list);
        let before = list.len();
        let after = prefix.len() + exact.len();
        cut(&text, prefix.len()..after, &mut list);
        let end = list.len();
        let short = suffix.chars().count() < CONTEXT;
        let whole = if short { suffix.len() } else { suffix.rfind(char::is_whitespace).unwrap_or(0) };
        cut(&text, after..after + whole, &mut list);
        let bare = [prefix, suffix].iter().all(|context| context.trim().is_empty());
        let edges = [
            (prefix.chars().next_back(), quote.exact.chars().next()),
            (suffix.chars().next(), quote.exact.chars().next_back()),
        ];
        let open = edges
            .map(|(outer, inner)| outer.is_none_or(|c| !c.is_whitespace()) && inner.is_some_and(char::is_alphanumeric));
        Sequence { text, list, own: before..end, open, bare, start: *start }
    }

    /// The quote's own words.
    pub(super) fn quoted(&self) -> &[Word] {
        &self.list[self.own.clone()]
    }

    /// Its first and its last `count` words, each with the context that it has.
    pub(super) fn ends(&self, count: usize) -> (Sequence, Sequence) {
        let Range { start, end } = self.own;
        let part = |list: &[Word], own: Range<usize>| Sequence {
            text: self.text.clone(),
            list: list.to_vec(),
            own,
            open: self.open,
            bare: self.bare,
            start: None,
        };
        let head = part(&self.list[..start + count], start..start + count);
        let tail = part(&self.list[end - count..], 0..count);
        (head, tail)
    }
}

impl Words {
    pub(super) fn new(text: &str) -> Self {
        let mut list = Vec::with_capacity(text.len() / 6);
        cut(text, 0..text.len(), &mut list);
        let mut places: Vec<u64> = (0..).zip(&list).map(|(at, word)| sort::pair(word.core, at)).collect();
        sort::numbers(&mut places);
        Words { places: places.into_iter().map(sort::unpair).collect(), list }
    }

    /// The numbers of the words with this core.
    pub(super) fn places_of(&self, core: u32) -> &[(u32, u32)] {
        let start = self.places.partition_point(|&(other, _)| other < core);
        let length = self.places[start..].partition_point(|&(other, _)| other == core);
        &self.places[start..start + length]
    }

    /// How many words stand in `span`.
    pub(super) fn between(&self, span: ByteSpan) -> usize {
        let from = self.list.partition_point(|word| word.span.start < span.start);
        self.list[from..].partition_point(|word| word.span.end <= span.end)
    }

    /// How much a word tells of where one is: the more the rarer it is.
    #[expect(clippy::cast_precision_loss, reason = "counts of words in a text")]
    pub(super) fn weight(&self, core: u32) -> f32 {
        1.0 / (self.places_of(core).len().max(1) as f32).sqrt()
    }

    /// The stretches of words where the sequence may be, the likeliest first.
    ///
    /// Each like word votes for the place where the sequence would begin, with a weight by how rare it is; insertions
    /// and deletions spread the votes for one place over a few neighbours.
    pub(super) fn candidates(&self, sequence: &Sequence) -> Vec<Range<usize>> {
        let mut words: Vec<(&[(u32, u32)], usize)> =
            sequence.list.iter().enumerate().map(|(at, word)| (self.places_of(word.core), at)).collect();
        sort::by_key(&mut words, |(places, at)| (places.len(), *at));
        let mut votes: Vec<u64> = Vec::new();
        let length = sequence.list.len();
        for (places, at) in words {
            if votes.len() + places.len() > MOST_PAIRS {
                break;
            }
            let weight = places.first().map_or(0.0, |&(core, _)| self.weight(core));
            // Counted from one length before the text, so that none is below zero.
            votes.extend(
                places.iter().map(|&(_, place)| sort::pair(number(place as usize + length - at), weight.to_bits())),
            );
        }
        sort::numbers(&mut votes);
        let vote = |vote| {
            let (place, weight) = sort::unpair(vote);
            (place as usize, f32::from_bits(weight))
        };
        let votes: Vec<(usize, f32)> = votes.into_iter().map(vote).collect();
        let width = 4 + length / 4;
        self.stretches(&best_windows(&votes, width), width, length)
    }

    fn stretches(&self, starts: &[usize], width: usize, length: usize) -> Vec<Range<usize>> {
        let stretch = |&start: &usize| {
            let from = start.saturating_sub(length + length.min(4));
            from..(start + width + 8).min(self.list.len())
        };
        starts.iter().map(stretch).filter(|stretch| !stretch.is_empty()).collect()
    }
}

/// A place among words, of which no text has more than this type holds.
fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The starts of the heaviest windows of votes that do not overlap.
fn best_windows(votes: &[(usize, f32)], width: usize) -> Vec<usize> {
    let (mut windows, mut from, mut sum) = (Vec::new(), 0, 0.0_f32);
    for (at, &(place, weight)) in votes.iter().enumerate() {
        sum += weight;
        while votes[from].0 + width < place {
            sum -= votes[from].1;
            from += 1;
        }
        if votes.get(at + 1).is_none_or(|next| next.0 != place) {
            // The heaviest first: the bits of a number that is not below zero are ordered as it is.
            windows.push(sort::pair(!sum.max(0.0).to_bits(), number(votes[from].0)));
        }
    }
    sort::numbers(&mut windows);
    let mut starts: Vec<usize> = Vec::new();
    for (_, start) in windows.into_iter().map(sort::unpair) {
        let start = start as usize;
        if starts.iter().all(|other| other.abs_diff(start) > width / 2) {
            starts.push(start);
        }
        if starts.len() == MOST_PLACES {
            break;
        }
    }
    starts
}

fn after_space(text: &str) -> usize {
    text.find(char::is_whitespace).unwrap_or(text.len())
}

/// Adds the words of a part of `text` to `list`.
fn cut(text: &str, part: Range<usize>, list: &mut Vec<Word>) {
    let mut start = None;
    let mut opens = true;
    let mut push = |from: usize, to: usize, opens: &mut bool| {
        let word = read(&text[from..to], from, *opens);
        *opens = text[from..to].ends_with(['.', '!', '?', ':', '”', '"']);
        list.push(word);
    };
    for (at, c) in text[part.clone()].char_indices() {
        let at = part.start + at;
        let alone = crate::text::is_unspaced(c);
        if c.is_whitespace() || alone {
            if let Some(from) = start.take() {
                push(from, at, &mut opens);
            }
        } else if start.is_none() {
            start = Some(at);
        }
        if alone {
            push(at, at + c.len_utf8(), &mut opens);
        }
    }
    if let Some(from) = start {
        push(from, part.end, &mut opens);
    }
}

/// Words that turn a sentence into its contrary.
const NEGATIONS: [&str; 10] =
    ["not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "cannot", "without"];

fn read(word: &str, at: usize, opens: bool) -> Word {
    let core = word.trim_matches(|c: char| !c.is_alphanumeric());
    let written = hash(word.chars());
    let small = if core.is_empty() { written } else { hash(core.chars().flat_map(char::to_lowercase)) };
    let denies = || core.ends_with("n't") || core.ends_with("n’t");
    let telling = core.contains(char::is_numeric)
        || (!opens && core.starts_with(char::is_uppercase))
        || NEGATIONS.iter().any(|no| core.eq_ignore_ascii_case(no))
        || denies();
    Word { span: ByteSpan::new(at, at + word.len()), written, core: small, telling }
}

/// FNV-1a over characters: short, and the same everywhere.
fn hash(chars: impl Iterator<Item = char>) -> u32 {
    chars.fold(0x811c_9dc5, |hash, c| (hash ^ u32::from(c)).wrapping_mul(0x0100_0193))
}
