//! What the rest of the document says about a word: whether it is seen without a capital, after a title, inside a
//! longer name. News repeats its names, and one clear mention settles the others.
//!
//! The clues are the global features of Chieu and Ng ("Named entity recognition with a maximum entropy approach",
//! 2003), gathered in one pass before any name is sought, so that time stays linear.

use std::collections::HashMap;

use super::gazetteer::List;
use super::sentence::{Casing, Opening, Sentence};
use super::word::{Case, hash_of, hashes};

/// One thing that an occurrence of a word can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Clue {
    /// It is written without a capital.
    Small,
    /// It has a capital that nothing but a name explains.
    Capital,
    /// A title or a given name stands before it in its run, or it is a given name with more after it.
    Person,
    /// A preposition of place stands before it.
    Place,
    /// It lies in a run that ends as organisations do.
    Organisation,
    /// A run goes on after it.
    Leads,
    /// A run began before it.
    Follows,
    /// An article stands before it.
    Article,
    /// A verb of saying stands after it.
    Speaks,
    /// `who`, or a comma and a number, stands after it.
    Lives,
    /// It stands in brackets.
    Bracketed,
}

/// How many clues there are.
pub(super) const CLUES: usize = 11;

/// A set of clues, one bit each.
pub(super) type Clues = u16;

impl Clue {
    /// What each says of a word, in the order of the enum.
    #[cfg(feature = "explain")]
    pub(super) const READS: [&str; CLUES] = [
        "in small letters",
        "with a capital that only a name explains",
        "after a title or a given name, or a given name itself",
        "after a preposition of place",
        "in a run that ends as organisations do",
        "with more of its run after it",
        "with more of its run before it",
        "after an article",
        "before a verb of saying",
        "before “who” or an age",
        "in brackets",
    ];

    const fn when(self, holds: bool) -> Clues {
        if holds { 1 << self as u8 } else { 0 }
    }
}

/// For every word of a document, how often it shows each clue.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// By the word's hash.
    counts: HashMap<u32, [u8; CLUES]>,
}

impl Evidence {
    /// Notes what every word of the sentence shows.
    pub(super) fn add(&mut self, sentence: &Sentence) {
        for at in 0..sentence.words.len() {
            let clues = clues(sentence, at);
            if clues != 0 {
                let counts = self.counts.entry(sentence.words[at].lower).or_default();
                for (clue, count) in counts.iter_mut().enumerate() {
                    *count = count.saturating_add(u8::from(clues >> clue & 1 == 1));
                }
            }
        }
    }

    /// The clues that the word shows elsewhere in the document.
    pub(super) fn elsewhere(&self, sentence: &Sentence, at: usize) -> Clues {
        let Some(counts) = self.counts.get(&sentence.words[at].lower) else { return 0 };
        let here = clues(sentence, at);
        let seen = |clue: usize| u16::from(counts[clue]) > here >> clue & 1;
        (0..CLUES).fold(0, |clues, clue| clues | Clues::from(seen(clue)) << clue)
    }
}

/// What the word shows where it stands.
fn clues(sentence: &Sentence, at: usize) -> Clues {
    let word = &sentence.words[at];
    if sentence.casing != Casing::Plain || !word.is_word() {
        return 0;
    }
    if word.case == Case::Lower {
        return Clue::Small.when(true);
    }
    let (start, end) = sentence.runs[at];
    let several = end - start > 1;
    let given = |at: usize| sentence.cover[at].alone & List::GivenName.bit() != 0;
    let title = |at: usize| TITLES.contains(&sentence.words[at].lower);
    // A long run is a headline or a list: what stands far before says nothing.
    let person = (at.saturating_sub(3).max(start)..at).any(|before| title(before) || given(before));
    let hash = |at: Option<usize>| at.and_then(|at| sentence.words.get(at)).map(|word| word.lower);
    let is_in = |word: Option<u32>, list: &[u32]| word.is_some_and(|word| list.contains(&word));
    let before = if at == start { hash(start.checked_sub(1)) } else { None };
    let after = if at + 1 == end { hash(Some(end)) } else { None };
    let aged = is_in(after, &[hash_of(",")]) && sentence.word(end, 1).is_some_and(|word| word.case == Case::Number);
    Clue::Capital.when(sentence.openings[at] == Opening::None)
        | Clue::Person.when(person || several && at == start && given(at))
        | Clue::Place.when(is_in(before, &PLACE_PREPOSITIONS))
        | Clue::Organisation.when(several && is_in(hash(Some(end - 1)), &ORGANISATION_ENDS))
        | Clue::Leads.when(at + 1 < end)
        | Clue::Follows.when(at > start)
        | Clue::Article.when(is_in(before, &[hash_of("the")]))
        | Clue::Speaks.when(is_in(after, &SPEECH))
        | Clue::Lives.when(aged || is_in(after, &[hash_of("who"), hash_of("whose")]))
        | Clue::Bracketed.when(is_in(before, &[hash_of("(")]) && is_in(after, &[hash_of(")")]))
}

/// Abbreviations stand without their stop, as [`Word`](super::word::Word) hashes them.
#[rustfmt::skip]
const TITLES: [u32; 48] = hashes([
    "mr", "mrs", "ms", "miss", "dr", "prof", "sen", "rep", "gov", "gen", "lt", "col", "maj", "sgt", "capt",
    "president", "minister", "chancellor", "senator", "secretary", "general", "governor", "king", "queen", "prince",
    "princess", "pope", "judge", "justice", "chairman", "spokesman", "spokeswoman", "ambassador", "captain",
    "colonel", "professor", "sir", "lord", "lady", "mayor", "premier", "director", "coach", "ayatollah", "sheikh",
    "archbishop", "bishop", "leader",
]);

const SPEECH: [u32; 10] =
    hashes(["said", "says", "told", "added", "tells", "asked", "wrote", "thinks", "believes", "explained"]);

const PLACE_PREPOSITIONS: [u32; 6] = hashes(["in", "at", "from", "near", "outside", "across"]);

#[rustfmt::skip]
const ORGANISATION_ENDS: [u32; 37] = hashes([
    "inc", "corp", "co", "ltd", "plc", "llc", "group", "company", "corporation", "bank", "party", "ministry",
    "university", "college", "council", "committee", "commission", "association", "union", "agency", "department",
    "bureau", "institute", "organization", "organisation", "foundation", "court", "club", "united", "airlines",
    "army", "police", "times", "news", "league", "front", "authority",
]);
