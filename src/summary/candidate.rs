//! The sentences that a summary is made from, with what the later steps want to know of each.

use super::definite::{self, Definites};
use super::furniture;
use super::pointer;
use super::readable::{self, Quotes};
use super::surface::Surface;
use super::terms::{self, Word};
use super::torn;
use crate::document::{BlockKind, Document};
use crate::span::ByteSpan;
use crate::text::{self, span_of};

/// One sentence of a paragraph.
#[derive(Debug)]
pub(super) struct Candidate {
    /// Where it stands, the dateline left out.
    pub(super) span: ByteSpan,
    /// Its distinct terms, stop words left out, ascending.
    pub(super) terms: Vec<u64>,
    /// Every run of three words, in order.
    pub(super) trigrams: Vec<u64>,
    /// How many words and numbers it has.
    pub(super) words: usize,
    /// What it needs before it in a summary.
    pub(super) needs: Needs,
    /// Whether it is a question.
    pub(super) asks: bool,
    /// Whether it opens with a label, as captions do: `Ordeal: Jane Roe waited for six hours.`
    pub(super) labelled: bool,
    /// Whether a quotation begins in it and ends elsewhere, or the other way round.
    pub(super) cuts_quote: bool,
    /// Whether it ends in the middle, as bad line joins leave it: `Apple has made the launch date of.`
    pub(super) torn: bool,
    /// Which sentence of its paragraph it is, from 0.
    pub(super) within: usize,
    /// What it shows on its face.
    pub(super) surface: Surface,
    /// The nouns and names that another sentence introduces.
    pub(super) definites: Definites,
    /// Whether something in it stands for what the sentence before it most likely names; in the first sentence, the one
    /// after it.
    pub(super) points: bool,
    /// How many of the headline's terms it holds.
    pub(super) headline: usize,
}

impl Candidate {
    /// Whether the term is among its terms.
    pub(super) fn holds(&self, term: u64) -> bool {
        self.terms.binary_search(&term).is_ok()
    }

    /// Whether it needs nothing before it.
    pub(super) fn stands_alone(&self) -> bool {
        self.needs == Needs::Nothing && self.lacks() == 0
    }

    /// The terms of the nouns and names that another sentence introduces.
    pub(super) fn leaning(&self) -> impl Iterator<Item = u64> {
        self.definites.leaning.iter().map(|&(term, _)| term)
    }

    /// How much in it is understood only after other sentences.
    pub(super) fn lacks(&self) -> usize {
        self.definites.leaning.len() + usize::from(self.points)
    }
}

/// What a sentence needs before it to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// Nothing: it stands alone.
    Nothing,
    /// The candidate before it.
    ThePrevious,
    /// Something that is no candidate: it can never stand in a summary.
    WhatIsLeftOut,
}

/// Whether a sentence is fit for a summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fitness {
    Fit,
    /// Too short to tell anything, though the next sentence may lean on it: `First, the screams.`
    TooShort,
    /// Furniture and the debris of bad line joins, on which nothing leans.
    Debris,
    /// Furniture that speaks of the page: what stands between two such sentences mostly does so too.
    OfThePage,
}

/// A sentence of fewer words than this is a fragment (`declared.`, `Kazakhstan.`), unless it has [`LONG_ENOUGH`]
/// letters: Thai and some others write whole clauses without a space.
const FEWEST_WORDS: usize = 5;
const LONG_ENOUGH: usize = 30;

/// A sentence with fewer words in small letters is none: `07:47 EST, 18 September 2013.`, `By Our Foreign Staff`.
const FEWEST_SMALL_WORDS: usize = 2;

/// The sentences of the document's paragraphs that are fit for a summary, in source order. What is not English cannot be
/// told to be. `title` are the headline's terms, ascending.
pub(super) fn gather(document: &Document, title: &[u64]) -> Vec<Candidate> {
    if !document.is_english() {
        return Vec::new();
    }
    let text = &document.text;
    let cased = is_cased(text);
    let set = !furniture::has_spaced_stops(text);
    let mut sentences = Vec::new();
    let blocks = document.blocks.iter().zip(document.passages());
    for (_, passage) in blocks.filter(|(block, _)| block.kind == BlockKind::Paragraph) {
        let mut quotes = Quotes::default();
        for (within, tokens) in passage.sentences().enumerate() {
            if let Some(span) = terms::without_dateline(document, without_bullet(text, span_of(tokens))) {
                let span = if cased { torn::without_stub(text, span) } else { span };
                let words = terms::read_tokens(text, text::within(tokens, span));
                let (candidate, fitness) = look_at(text, span, words, cased, &mut quotes);
                let fitness = if set && furniture::has_spaced_stop(span.of(text)) { Fitness::Debris } else { fitness };
                sentences.push((Candidate { within, ..candidate }, fitness));
            }
        }
    }
    leave_out_invitations(&mut sentences);
    definite::settle(&mut sentences.iter_mut().map(|(sentence, _)| sentence).collect::<Vec<_>>(), title);
    if sentences.iter().any(|(_, fitness)| *fitness == Fitness::Fit) {
        fit_ones(text, sentences)
    } else {
        every_one(sentences)
    }
}

/// As many sentences between two that speak of the page are held to do so too.
const BETWEEN: usize = 2;

/// Takes what stands between sentences that speak of the page for furniture: `You must be a teacher to request a mention.`
fn leave_out_invitations(sentences: &mut [(Candidate, Fitness)]) {
    let of_the_page = |at: &usize| sentences[*at].1 == Fitness::OfThePage;
    let places: Vec<usize> = (0..sentences.len()).filter(of_the_page).collect();
    for pair in places.windows(2).filter(|pair| pair[1] - pair[0] <= BETWEEN + 1) {
        sentences[pair[0]..pair[1]].iter_mut().for_each(|(_, fitness)| *fitness = Fitness::Debris);
    }
}

/// Those that are fit, each with what it needs settled.
fn fit_ones(text: &str, sentences: Vec<(Candidate, Fitness)>) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut gap = false;
    for (mut sentence, fitness) in sentences {
        if fitness != Fitness::Fit {
            gap |= fitness == Fitness::TooShort;
            continue;
        }
        // What follows a question answers it.
        sentence.points |= candidates.last().is_some_and(|question| question.asks);
        if sentence.needs == Needs::ThePrevious && gap {
            sentence.needs = Needs::WhatIsLeftOut;
        } else if candidates.is_empty() {
            // Nothing that the article's own opening could lean on has been left out, but whom it is about may be named
            // after it. `It` most often stands for nothing there: `It's official: …`
            let it = sentence.span.of(text).starts_with("It");
            sentence.points |= sentence.needs == Needs::ThePrevious && !it;
            sentence.needs = Needs::Nothing;
        }
        candidates.push(sentence);
        gap = false;
    }
    if candidates.iter().all(|candidate| candidate.needs != Needs::Nothing) {
        candidates[0].needs = Needs::Nothing;
    }
    candidates
}

/// A text of nothing but fragments still has a summary: everything with a word in it.
fn every_one(sentences: Vec<(Candidate, Fitness)>) -> Vec<Candidate> {
    let worded = sentences.into_iter().map(|(sentence, _)| sentence).filter(|sentence| sentence.words > 0);
    worded.map(|sentence| Candidate { needs: Needs::Nothing, ..sentence }).collect()
}

/// Whether the text tells capitals from small letters, as most do that have both.
fn is_cased(text: &str) -> bool {
    let (mut upper, mut lower) = (0_usize, 0_usize);
    for c in text.chars() {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    upper * 100 > lower && lower > upper
}

/// The sentence without the bullet of a list that has been run together.
fn without_bullet(text: &str, sentence: ByteSpan) -> ByteSpan {
    let rest =
        sentence.of(text).trim_start_matches(|c: char| matches!(c, '•' | '‣' | '▪' | '●' | '◦') || c.is_whitespace());
    ByteSpan::new(sentence.end - rest.len(), sentence.end)
}

/// Beyond so many words it is no sentence, and what it leans on does not matter: every word there is compared with others.
const LONGEST_READ: usize = 200;

/// Notes everything about one sentence, and whether it is fit for a summary; `quotes` remembers what is open from one
/// sentence of a block to the next.
fn look_at(text: &str, span: ByteSpan, words: Vec<Word>, cased: bool, quotes: &mut Quotes) -> (Candidate, Fitness) {
    let quoting = quotes.read(text, span);
    let folded: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
    let sentence = span.of(text);
    let leans = quoting.starts_inside || readable::leans(text, &words, &quoting);
    let read = &words[..words.len().min(LONGEST_READ)];
    let candidate = Candidate {
        span,
        terms: terms::telling(&words),
        trigrams: words.windows(3).map(|three| terms::trigram([three[0].term, three[1].term, three[2].term])).collect(),
        words: words.len(),
        needs: if leans { Needs::ThePrevious } else { Needs::Nothing },
        cuts_quote: quoting.starts_inside || quoting.ends_inside || quoting.stray,
        asks: readable::asks(sentence),
        labelled: furniture::opens_with_label(sentence),
        torn: torn::is_torn(text, span, &words),
        within: 0,
        surface: Surface::read(text, span, &words, &quoting),
        definites: Definites::read(text, read),
        points: pointer::points(text, read, &quoting),
        headline: 0,
    };
    let fitness = if furniture::speaks_of_the_page(&folded) {
        Fitness::OfThePage
    } else if furniture::is_furniture(sentence, &folded) {
        Fitness::Debris
    } else {
        fitness(text, sentence, &words, cased, candidate.torn)
    };
    (candidate, fitness)
}

/// Whether a sentence that is no furniture is whole. In a text that tells capitals from small letters it does not begin
/// with a small letter (it would be the torn-off end of the one before) and is not all capitals and figures, as
/// headings and time stamps are.
fn fitness(text: &str, sentence: &str, words: &[Word], cased: bool, torn: bool) -> Fitness {
    let small = words.iter().filter(|word| word.span.of(text).starts_with(char::is_lowercase)).count();
    if words.is_empty() || cased && (small == 0 || torn::starts_small(sentence)) {
        Fitness::Debris
    } else if torn || !is_long_enough(words, text) || cased && small < FEWEST_SMALL_WORDS {
        Fitness::TooShort
    } else {
        Fitness::Fit
    }
}

/// Whether there are enough words, or letters, for a sentence.
fn is_long_enough(words: &[Word], text: &str) -> bool {
    words.len() >= FEWEST_WORDS
        || words.iter().flat_map(|word| word.span.of(text).chars()).filter(|c| c.is_alphanumeric()).count()
            >= LONG_ENOUGH
}
