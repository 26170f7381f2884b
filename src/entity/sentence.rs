//! A sentence made ready for the features: its words, how it is cased, where runs of capitalised words lie.

use std::ops::Range;

use super::gazetteer::{Cover, Gazetteer, MAX_PHRASE};
use super::lexicon::{Classes, Lexicon};
use super::resources::Resources;
use super::word::{Case, Word, hash_of, hashes};
use crate::text::Token;

/// How a whole sentence is cased, which decides what a capital in it is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub(super) enum Casing {
    /// Capitals mark names and the start of the sentence.
    #[default]
    Plain,
    /// `Every Long Word Has a Capital`: a headline.
    Title,
    /// `EVERY LETTER IS A CAPITAL`: a heading, a headline of old.
    Upper,
}

/// Why a word may have a capital though it is no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Opening {
    /// It has no such reason.
    None,
    /// It is the first word of the sentence.
    Sentence,
    /// It follows a quote mark or a colon.
    Quote,
}

/// A sentence made ready for the features. One value serves any number of sentences in turn: filling it keeps its
/// memory.
#[derive(Debug, Default)]
pub(super) struct Sentence {
    pub(super) words: Vec<Word>,
    pub(super) casing: Casing,
    pub(super) openings: Vec<Opening>,
    /// For each word, whether it may be part of a name by its look, or as a particle between words that do.
    name_like: Vec<bool>,
    /// For each word, the run of name-like words which it lies in; the word alone if it is not like a name.
    pub(super) runs: Vec<(usize, usize)>,
    /// The stretches of words that may be part of a name: like one, or between two that are and near both.
    pub(super) stretches: Vec<Range<usize>>,
    pub(super) cover: Vec<Cover>,
    /// The classes of each word in and near the stretches; empty if the model knows none.
    pub(super) classes: Vec<Classes>,
}

impl Sentence {
    /// Takes in the sentence that `tokens` of `text` are, for all its features.
    pub(super) fn fill(&mut self, text: &str, tokens: &[Token], resources: &Resources) {
        self.read(text, tokens);
        self.fill_stretches();
        resources.gazetteer.cover(&self.words, &self.name_like, MAX_PHRASE, &mut self.cover);
        self.fill_classes(&resources.lexicon);
    }

    /// Takes in the sentence for what it shows of its words and no more: half of the work.
    pub(super) fn skim(&mut self, text: &str, tokens: &[Token], gazetteer: &Gazetteer) {
        self.read(text, tokens);
        gazetteer.cover(&self.words, &self.name_like, 1, &mut self.cover);
    }

    fn read(&mut self, text: &str, tokens: &[Token]) {
        self.words.clear();
        self.words.extend(tokens.iter().map(|token| Word::new(token.span.of(text))));
        self.casing = casing(&self.words);
        if self.casing == Casing::Upper {
            self.words.iter_mut().for_each(|word| word.lower = word.letters);
        }
        self.fill_openings();
        self.fill_name_like();
        self.fill_runs();
    }

    /// Looks up the classes of the words that the features of the stretches ask for.
    fn fill_classes(&mut self, lexicon: &Lexicon) {
        let Sentence { words, stretches, classes, .. } = self;
        classes.clear();
        if lexicon.is_empty() {
            return;
        }
        for stretch in stretches {
            let near = stretch.start.saturating_sub(FARTHEST).max(classes.len());
            classes.resize(near, Classes::default());
            let end = (stretch.end + FARTHEST).min(words.len());
            classes.extend(words[near.min(end)..end].iter().map(|word| lexicon.classes(word)));
        }
        classes.resize(words.len(), Classes::default());
    }

    /// Whether the word may be part of a name: by its look, or as a particle (`von der`) between words that look so.
    pub(super) fn looks_like_name(&self, at: usize) -> bool {
        self.name_like[at]
    }

    /// The word at a distance, if the sentence reaches so far.
    pub(super) fn word(&self, at: usize, distance: isize) -> Option<&Word> {
        at.checked_add_signed(distance).and_then(|at| self.words.get(at))
    }

    fn fill_openings(&mut self) {
        self.openings.clear();
        let mut opening = Opening::Sentence;
        for word in &self.words {
            if word.is_word() {
                self.openings.push(opening);
                opening = Opening::None;
                continue;
            }
            self.openings.push(Opening::None);
            let opens = [hash_of("\""), hash_of("'"), hash_of(":")].contains(&word.lower);
            if opens && opening == Opening::None {
                opening = Opening::Quote;
            }
        }
    }

    fn fill_name_like(&mut self) {
        let Sentence { words, casing, name_like, .. } = self;
        name_like.clear();
        name_like.extend(words.iter().map(|word| looks_like_name(*casing, word)));
        let mut at = 1;
        while at < words.len() {
            let particles = words[at..].iter().take_while(|word| PARTICLES.contains(&word.lower)).count();
            let end = at + particles;
            if name_like[at - 1] && name_like.get(end) == Some(&true) && particles <= MOST_PARTICLES {
                name_like[at..end].fill(true);
            }
            at = end + 1;
        }
    }

    fn fill_runs(&mut self) {
        self.runs.clear();
        let mut start = 0;
        while start < self.words.len() {
            let rest = start..self.words.len();
            // Where every word looks like a name, a run says nothing.
            let run =
                if self.casing == Casing::Upper { 1 } else { rest.take_while(|&at| self.looks_like_name(at)).count() };
            let end = start + run.max(1);
            self.runs.extend((start..end).map(|_| (start, end)));
            start = end;
        }
    }

    fn fill_stretches(&mut self) {
        self.stretches.clear();
        for at in (0..self.words.len()).filter(|&at| self.name_like[at]) {
            let begins = at - usize::from(at > 0 && may_begin_name(&self.words[at - 1]));
            // One word after what looks like a name may belong to it: `Boeing 737`, `Iran-Iraq war`.
            let end = (at + 2).min(self.words.len());
            match self.stretches.last_mut() {
                Some(stretch) if at <= stretch.end + WIDEST_GAP => stretch.end = end,
                _ => self.stretches.push(begins..end),
            }
        }
    }
}

/// Whether a word that looks like no name may yet begin one: `al Qaeda`, `60 Minutes`.
fn may_begin_name(word: &Word) -> bool {
    word.case == Case::Number || PARTICLES.contains(&word.lower)
}

/// The most words in a row within a name that look like none of it, after the first: `Institute for the Study of War`.
const WIDEST_GAP: usize = 2;

fn looks_like_name(casing: Casing, word: &Word) -> bool {
    if casing == Casing::Upper { word.is_word() } else { word.looks_like_name() }
}

/// How far from a word of a stretch the features look at the classes of others.
const FARTHEST: usize = 2;

/// The most particles in a row: `de los`, `van der`.
const MOST_PARTICLES: usize = 2;

/// Small words that join the parts of a name in the languages that news is full of.
#[rustfmt::skip]
const PARTICLES: [u32; 27] = hashes([
    "von", "van", "der", "den", "zu", "zur", "ter", "de", "del", "della", "di", "da", "das", "do", "dos", "du", "des",
    "la", "las", "los", "le", "bin", "bint", "ibn", "abu", "al", "el",
]);

/// A headline's small words stay small: a word of this many letters or more would have a capital.
const LONG_WORD: usize = 5;

/// The fewest capitalised words that make a headline.
const FEWEST_TITLE_WORDS: usize = 3;

fn casing(words: &[Word]) -> Casing {
    let count = |of: fn(&Word) -> bool| words.iter().filter(|word| of(word)).count();
    let upper = count(|word| word.case == Case::Upper);
    let small = count(|word| matches!(word.case, Case::Lower | Case::LateCapital));
    let capital = count(|word| matches!(word.case, Case::Capital | Case::MixedCapital));
    if upper > 0 && small == 0 && capital == 0 {
        return Casing::Upper;
    }
    let ends = words.last().is_some_and(|word| word.lower == hash_of("."));
    let long = count(|word| word.case == Case::Lower && word.length >= LONG_WORD);
    if !ends && long == 0 && capital >= FEWEST_TITLE_WORDS { Casing::Title } else { Casing::Plain }
}
