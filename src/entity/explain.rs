//! Which evidence decided: the features of a name's words in words of their own, with what each weighs. For tools that
//! look into the engine, and never in the browser.
//!
//! The features come from the extractor that the recogniser uses; what they say is written beside them
//! ([`Template::reads`](super::features::Template::reads)). Their values are hashes, so the letters that made them are
//! sought among the sentence's own words.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::MentionType;
use super::evidence::{CLUES, Clue, Evidence};
use super::features::{Extractor, Feature, NOTHING, Value};
use super::gazetteer::List;
use super::labels::{self, Label, OUTSIDE};
use super::lattice::Lattice;
use super::sentence::Sentence;
use super::tagger::{Tagger, parts};
use super::word::Word;
use crate::span::ByteSpan;
use crate::text::{Passage, Token};

/// Why some words are a name of one type, or none.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// The probability that exactly these words are a name, by type, the most probable first.
    pub odds: Vec<(MentionType, f32)>,
    /// What was decided of each word, and why.
    pub words: Vec<WordEvidence>,
}

/// Why one word was decided as it was.
#[derive(Debug, Clone)]
pub struct WordEvidence {
    /// Where it stands.
    pub span: ByteSpan,
    /// The type of the name that it is part of; `None` if it is part of none.
    pub chosen: Option<MentionType>,
    /// The next most probable for these words.
    pub rival: Option<MentionType>,
    /// What speaks for the chosen type against the rival (above nought) and for the rival (below), the strongest first.
    pub evidence: Vec<Weighed>,
    /// What the rest of the document shows of the word.
    pub elsewhere: Vec<&'static str>,
    /// The lists of the model that it is on, alone or in a longer name.
    pub lists: Vec<String>,
}

/// A piece of evidence and its weight.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// The evidence in words.
    pub reads: String,
    /// Its weight, in nats.
    pub nats: f32,
}

impl Tagger {
    /// Why the words of `name`, a span of the passage, were labelled as they were; `None` if it is not made of whole
    /// tokens of one sentence, or no name could hold them all.
    pub fn explain(&self, text: &str, passage: &Passage, evidence: &Evidence, name: ByteSpan) -> Option<Explanation> {
        let (tokens, range) = parts(passage).find_map(|tokens| Some((tokens, range_of(tokens, name)?)))?;
        let mut sentence = Sentence::default();
        sentence.fill(text, tokens, &self.resources);
        let holds = |stretch: &&Range<usize>| stretch.start <= range.start && range.end <= stretch.end;
        let stretch = sentence.stretches.iter().find(holds)?.clone();
        let mut lattice = Lattice::default();
        self.score(&sentence, stretch.clone(), evidence, &mut lattice);
        lattice.decode(&self.weights);
        lattice.weigh(&self.transitions);
        let within = range.start - stretch.start..range.end - stretch.start;
        let odds = MentionType::ALL.map(|kind| (kind, lattice.probability(within.clone(), kind, &self.transitions)));
        let mut odds = odds.to_vec();
        odds.sort_by(|a, b| b.1.total_cmp(&a.1));
        let extractor = Extractor::new(&sentence, evidence);
        let letters = Letters::of(text, tokens);
        let words = range.clone().map(|at| {
            let chosen = lattice.labels[at - stretch.start];
            let rival = rival(&odds, labels::kind(chosen), at == range.start);
            WordEvidence {
                span: tokens[at].span,
                chosen: labels::kind(chosen),
                rival: labels::kind(rival),
                evidence: self.weighed(&extractor, at, [chosen, rival], &letters),
                elsewhere: named(evidence.elsewhere(&sentence, at).into(), &Clue::READS),
                lists: lists(sentence.cover[at].bits()),
            }
        });
        let words = words.collect();
        Some(Explanation { odds, words })
    }

    /// The features of a word, with what each adds to the first label beyond what it adds to the second.
    fn weighed(&self, extractor: &Extractor<'_>, at: usize, labels: [Label; 2], letters: &Letters) -> Vec<Weighed> {
        let mut weights: BTreeMap<String, f32> = BTreeMap::new();
        extractor.each(at, |feature| {
            let mut row = [0; _];
            self.weights.add(feature.hash(), &mut row);
            let [chosen, rival] = labels.map(|label| row[usize::from(label)]);
            // A short word gives the same letters as its beginning and its end more than once.
            *weights.entry(letters.describe(&feature)).or_default() += f32::from(chosen - rival) * self.weights.nats();
        });
        let weighed = weights.into_iter().filter(|(_, nats)| *nats != 0.0);
        let mut weighed: Vec<Weighed> = weighed.map(|(reads, nats)| Weighed { reads, nats }).collect();
        weighed.sort_by(|a, b| b.nats.abs().total_cmp(&a.nats.abs()));
        weighed
    }
}

/// Which of the tokens the name is made of.
fn range_of(tokens: &[Token], name: ByteSpan) -> Option<Range<usize>> {
    let start = tokens.iter().position(|token| token.span.start == name.start)?;
    let end = tokens.iter().position(|token| token.span.end == name.end)? + 1;
    (start < end).then_some(start..end)
}

/// The label that a word would most probably have had instead.
fn rival(odds: &[(MentionType, f32)], chosen: Option<MentionType>, begins: bool) -> Label {
    let label = |kind| if begins { labels::begin(kind) } else { labels::inside(kind) };
    let none = 1.0 - odds.iter().map(|(_, odds)| odds).sum::<f32>();
    let other = odds.iter().find(|(kind, _)| Some(*kind) != chosen);
    match other {
        Some((kind, odds)) if chosen.is_none() || *odds > none => label(*kind),
        _ => OUTSIDE,
    }
}

/// The names of the bits that are set.
fn named(bits: u32, names: &[&'static str]) -> Vec<&'static str> {
    names.iter().enumerate().filter(|(bit, _)| bits >> bit & 1 == 1).map(|(_, name)| *name).collect()
}

/// The lists of a cover, each with the word's place in what is listed.
fn lists(bits: u32) -> Vec<String> {
    (0..u32::BITS).filter(|bit| bits >> bit & 1 == 1).map(list).collect()
}

fn list(bit: u32) -> String {
    let place = ["", "first word of: ", "inside: ", "last word of: "][bit as usize / List::ALL.len() % 4];
    format!("{place}{}", List::ALL[bit as usize % List::ALL.len()].reads())
}

/// What made the hashes of a sentence.
struct Letters {
    words: HashMap<u32, String>,
    prefixes: HashMap<u32, String>,
    suffixes: HashMap<u32, String>,
    shapes: HashMap<u32, String>,
}

impl Letters {
    fn of(text: &str, tokens: &[Token]) -> Self {
        let mut letters = Letters {
            words: HashMap::from([(NOTHING, "nothing".to_owned())]),
            prefixes: HashMap::new(),
            suffixes: HashMap::from([(NOTHING, "nothing".to_owned())]),
            shapes: HashMap::new(),
        };
        for token in tokens {
            let token = token.span.of(text);
            let word = Word::new(token);
            letters.words.extend([word.lower, word.letters].map(|hash| (hash, quoted(token))));
            letters.shapes.insert(word.shape, quoted(token));
            // The longest that a short word has is repeated: the first of equal hashes is the one.
            for (length, hash) in (1..).zip(word.prefixes) {
                letters.prefixes.entry(hash).or_insert_with(|| quoted(&token.chars().take(length).collect::<String>()));
            }
            let count = token.chars().count();
            for (length, hash) in (1..).zip(word.suffixes) {
                let ending: String = token.chars().skip(count.saturating_sub(length)).collect();
                letters.suffixes.entry(hash).or_insert_with(|| quoted(&ending));
            }
        }
        letters
    }

    /// The feature in words.
    fn describe(&self, feature: &Feature) -> String {
        let (reads, kinds) = feature.template.reads();
        let mut values = kinds.iter().zip(feature.values()).map(|(kind, value)| self.value(*kind, *value));
        let mut parts = reads.split("{}");
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |reads, part| reads + &values.next().unwrap_or_default() + part)
    }

    fn value(&self, kind: Value, value: u32) -> String {
        let hashed = |letters: &HashMap<u32, String>| letters.get(&value).cloned().unwrap_or("something".to_owned());
        match kind {
            Value::Word => hashed(&self.words),
            Value::Prefix => hashed(&self.prefixes),
            Value::Suffix => hashed(&self.suffixes),
            Value::Shape => hashed(&self.shapes),
            Value::Look => look(value),
            Value::Casing => CASINGS[value as usize % CASINGS.len()].to_owned(),
            Value::Count => value.to_string(),
            Value::Place => format!("{} before and {} after it", few(value / 4), few(value % 4)),
            Value::Lists if value == 0 => "nowhere".to_owned(),
            Value::Lists => lists(value).join(", "),
            Value::List => list(value),
            Value::Clues => named(value, &Clue::READS).join(", "),
            Value::Clue => Clue::READS[value as usize % CLUES].to_owned(),
            Value::Alone => if value == 1 { ", here on its own" } else { "" }.to_owned(),
            Value::Class => format!("{}.{}", value >> 8, value & 0xFF),
            Value::Nothing => String::new(),
        }
    }
}

fn quoted(letters: &str) -> String {
    format!("“{letters}”")
}

fn few(count: u32) -> String {
    if count == 3 { "three or more".to_owned() } else { count.to_string() }
}

/// How a sentence is cased, in the order of `Casing`.
const CASINGS: [&str; 3] = ["plain sentence", "headline", "all capitals"];

/// How a token is cased, in the order of `Case`.
const CASES: [&str; 9] = [
    "small letters",
    "Capitalised",
    "CAPITALS",
    "a CapInside",
    "an initial",
    "late capitals",
    "a number",
    "letters and digits",
    "a mark",
];

/// Why a word may have a capital though it is no name, in the order of `Opening`.
const OPENINGS: [&str; 3] = ["within the sentence", "first in the sentence", "after a quote mark or colon"];

/// A look, as the extractor numbers them.
fn look(value: u32) -> String {
    if value == NOTHING {
        return "nothing".to_owned();
    }
    if value < 16 {
        return CASES[value as usize % CASES.len()].to_owned();
    }
    let (casing, opening, seen) = ((value - 16) / 16, value / 4 % 4, value % 4);
    let seen = ["neither seen elsewhere", "seen small elsewhere", "seen capitalised elsewhere", "seen both ways"]
        [seen as usize];
    let place = OPENINGS[opening as usize % OPENINGS.len()];
    format!("capitalised as is usual {place} ({}), {seen}", CASINGS[casing as usize % CASINGS.len()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::word::Case;

    #[test]
    fn every_case_has_its_name() {
        assert_eq!(CASES[Case::Lower as usize], "small letters");
        assert_eq!(CASES[Case::MixedCapital as usize], "a CapInside");
        assert_eq!(CASES[Case::Mark as usize], "a mark");
    }

    #[test]
    fn looks_and_lists_are_read_back() {
        assert_eq!(look(Case::Upper as u32), "CAPITALS");
        assert_eq!(
            look(16 + 4 + 2),
            "capitalised as is usual first in the sentence (plain sentence), seen capitalised elsewhere"
        );
        assert_eq!(look(16 + 16), "capitalised as is usual within the sentence (headline), neither seen elsewhere");
        assert_eq!(lists(u32::from(List::City.bit())), ["cities"]);
        assert_eq!(lists(u32::from(List::Person.bit()) << 24), ["last word of: people"]);
    }
}
