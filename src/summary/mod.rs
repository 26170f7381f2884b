//! The summary: the article's most telling sentences, in its own words.
//!
//! 1. `candidate`: the sentences of the paragraphs, each with its words counted and its faults noted.
//! 2. `readable` and `antecedent`: what a sentence lacks when it stands alone (a pronoun without its noun, half a
//!    quotation), `pointer` and `definite`: what it most likely lacks, `torn`: whether it is whole, and `furniture`: what
//!    belongs to the page and not to the report.
//! 3. `surface` and `features`: what a ranker would know of each sentence, as numbers.
//! 4. `ranker`: what each sentence earns, by learnt weights.
//! 5. `select`: the order in which sentences enter a summary, so that it neither repeats itself nor leaves a pronoun
//!    without its noun.
//!
//! The order is made once; a summary of any length is a prefix of it. A longer summary therefore holds the whole of a
//! shorter one, and asking for another length costs next to nothing.
//!
//! Beside the running summary there are `key_terms`, `key_points`, a line for the whole article ([`Ranking::line`]), a
//! summary about something (`focus`), a `digest` of several documents, and for every sentence `why` it was chosen.
//!
//! Nothing here waits for the model of names: what counts as a name is told by capitals. The summary that a page shows
//! at once is the one that it keeps.

mod antecedent;
mod candidate;
mod definite;
mod digest;
pub mod features;
mod focus;
mod furniture;
mod key_points;
mod key_terms;
mod length;
mod pointer;
pub mod ranker;
mod readable;
mod select;
mod surface;
mod terms;
mod torn;
mod why;

use crate::document::Document;
use crate::sort;
use crate::span::ByteSpan;
use candidate::Candidate;
pub use digest::{DigestSentence, digest};
use features::Vector;
pub use focus::Focus;
pub use key_points::KeyPoint;
pub use key_terms::{KeyTerm, key_terms};
pub use length::Length;
use ranker::Ranker;
pub use why::{Reason, ReasonKind, Reasons};

/// How many key terms there are if the caller does not say.
pub const DEFAULT_KEY_TERMS: usize = 10;
/// The same for key points.
pub const DEFAULT_KEY_POINTS: usize = 5;
/// The same for the sentences of a digest.
pub const DEFAULT_DIGEST_SENTENCES: usize = 5;

/// One sentence of a summary.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SummarySentence {
    /// Where it stands. A dateline before it is not part of it.
    pub span: ByteSpan,
    /// How telling it is, 0 to 1, in steps of a thousandth: 1 for the article's most telling. It never rises from one
    /// rank to the next.
    pub score: f32,
    /// Its place when the chosen sentences are ordered by telling, from 1.
    pub rank: usize,
    /// What earned it its place, the weightiest first; one reason at least.
    pub why: Reasons,
}

/// The sentences of a document that a summary may be made of, measured: made once, then ranked.
#[derive(Debug)]
pub struct Sentences {
    candidates: Vec<Candidate>,
    vectors: Vec<Vector>,
}

impl Sentences {
    /// Measures the sentences of the document's paragraphs.
    pub fn of(document: &Document) -> Self {
        let title = title_terms(document);
        let mut candidates = candidate::gather(document, &title);
        for candidate in &mut candidates {
            candidate.headline = title.iter().filter(|term| candidate.holds(**term)).count();
        }
        let vectors = features::vectors(&candidates, title.len());
        Sentences { candidates, vectors }
    }

    /// Where each sentence stands, in source order.
    pub fn spans(&self) -> impl Iterator<Item = ByteSpan> {
        self.candidates.iter().map(|candidate| candidate.span)
    }

    /// The features of each.
    pub fn vectors(&self) -> &[Vector] {
        &self.vectors
    }

    /// Ranks them by what `ranker` has learnt.
    pub fn rank(&self, ranker: &Ranker) -> Ranking {
        self.ranking(&self.opened(self.scores(ranker)), ranker.weights())
    }

    /// Ranks those that are about something: none, if the article does not speak of it.
    pub fn about(&self, ranker: &Ranker, focus: &Focus) -> Ranking {
        let gain = |(candidate, score)| focus.gain(candidate).map_or(f32::NEG_INFINITY, |gain| score + gain);
        let scores: Vec<f32> = self.candidates.iter().zip(self.scores(ranker)).map(gain).collect();
        let mut ranking = self.ranking(&scores, ranker.weights());
        for Entry { sentence, .. } in &mut ranking.entries {
            let [first, second, _] = sentence.why;
            sentence.why = [Some(Reason { kind: ReasonKind::Focus, count: 0 }), first, second];
        }
        ranking
    }

    /// Ranks them by scores found elsewhere, one for each: for training.
    ///
    /// # Panics
    ///
    /// If there are fewer scores than sentences.
    pub fn ranked(&self, scores: &[f32]) -> Ranking {
        self.ranking(&self.opened(scores.to_vec()), &[0.0; features::COUNT])
    }

    fn scores(&self, ranker: &Ranker) -> Vec<f32> {
        self.vectors.iter().map(|vector| ranker.score(vector)).collect()
    }

    /// The scores with the opening's raised to the best, faults aside: what follows is written for those who have read it.
    fn opened(&self, mut scores: Vec<f32>) -> Vec<f32> {
        let best = self.best(&scores);
        if let Some(opening) = scores.first_mut() {
            *opening = opening.max(best);
        }
        scores
    }

    /// The best score, what their faults cost taken off.
    fn best(&self, scores: &[f32]) -> f32 {
        self.candidates.iter().zip(scores).map(|(c, score)| score - fault(c)).fold(f32::NEG_INFINITY, f32::max)
    }

    /// The sentences in the order of their scores, but for what a summary forbids; those of a score without bounds are
    /// left out. Reasons are told from `weights`.
    fn ranking(&self, scores: &[f32], weights: &[f32]) -> Ranking {
        let best = self.best(scores);
        let scores: Vec<f32> = self.candidates.iter().zip(scores).map(|(c, score)| score - fault(c)).collect();
        let order = select::order(&self.candidates, &scores).into_iter().filter(|(_, score)| score.is_finite());
        let mean = why::mean(&self.vectors);
        let entry = |(i, (at, score)): (usize, (usize, f32))| {
            let candidate = &self.candidates[at];
            let score = libm::roundf(libm::expf(score - best) * 1000.0) / 1000.0;
            let why = why::reasons(at, candidate, &self.vectors[at], &mean, weights);
            let sentence = SummarySentence { span: candidate.span, score, rank: i + 1, why };
            let line = line_worth(candidate, at, score, self.vectors[at][features::Feature::Headline as usize]);
            let alone = candidate.stands_alone() && !candidate.cuts_quote;
            Entry { sentence, words: candidate.words, candidate: at, alone, line }
        };
        let entries = order.enumerate().map(entry).collect();
        Ranking { entries, words: self.candidates.iter().map(|candidate| candidate.words).sum() }
    }
}

/// What half a quotation or a torn-off end costs a sentence, whatever else it says: enough to let nearly any whole sentence
/// go first.
const CUT: f32 = 4.0;

/// What a question costs: it tells nothing, though it may hold all the right words.
const ASKS: f32 = 1.5;

/// What a label before a colon costs: `Ordeal: Jane Roe waited for six hours.` is most often a caption.
const LABELLED: f32 = 2.0;

/// What the sentence loses for what it does to a reader, which no score against a reference tells.
fn fault(candidate: &Candidate) -> f32 {
    let faults =
        [(candidate.cuts_quote || candidate.torn, CUT), (candidate.asks, ASKS), (candidate.labelled, LABELLED)];
    faults.iter().filter(|(has, _)| *has).map(|(_, cost)| cost).sum()
}

/// The terms of the headline, ascending.
fn title_terms(document: &Document) -> Vec<u64> {
    document.title.map_or_else(Vec::new, |title| terms::telling(&terms::read(&document.text, title)))
}

/// Short sentences, one for each of the document's main topics, at most `count`, in source order.
pub fn key_points(document: &Document, count: usize) -> Vec<KeyPoint> {
    key_points::key_points(document, &Sentences::of(document), count)
}

/// The order in which a document's sentences enter a summary: made once, then asked for summaries of any length.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ranking {
    /// Every sentence that a summary may hold, most telling first.
    entries: Vec<Entry>,
    /// Words of all candidates together.
    words: usize,
}

/// One sentence of a ranking.
#[derive(Debug, Clone, PartialEq)]
struct Entry {
    sentence: SummarySentence,
    words: usize,
    /// Which candidate it is.
    candidate: usize,
    /// Whether it needs nothing before it, and is whole.
    alone: bool,
    /// What it is worth as the article's only line.
    line: f32,
}

impl Ranking {
    /// Ranks the sentences of the document's paragraphs. Of a text that is not English there are none.
    pub fn new(document: &Document) -> Self {
        Sentences::of(document).rank(Ranker::shipped())
    }

    /// Ranks those that are about something.
    pub fn about(document: &Document, focus: &Focus) -> Self {
        Sentences::of(document).about(Ranker::shipped(), focus)
    }

    /// How many sentences a summary could have at most.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is nothing to summarise.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The best summary of that length, in source order.
    pub fn select(&self, length: Length) -> Vec<SummarySentence> {
        self.take(length.count(self.entries.iter().map(|entry| entry.words), self.words))
    }

    /// The `count` best sentences, however long they are, in source order; all of them if there are fewer.
    pub fn take(&self, count: usize) -> Vec<SummarySentence> {
        let chosen = &self.entries[..count.min(self.entries.len())];
        let mut summary: Vec<SummarySentence> = chosen.iter().map(|entry| entry.sentence).collect();
        sort::by_key(&mut summary, |sentence| sentence.span);
        summary
    }

    /// The article in one line: the most telling of its sentences that stand alone, short ones, the opening and what
    /// says the headline counting more.
    pub fn line(&self) -> Option<SummarySentence> {
        let best = self.entries.iter().take(LINE_FROM).filter(|entry| entry.alone);
        let best = best.reduce(|a, b| if b.line > a.line { b } else { a });
        best.or(self.entries.first()).map(|entry| entry.sentence)
    }
}

/// From how many of the most telling sentences the line is chosen.
const LINE_FROM: usize = 8;

/// Up to so many words a line is short.
const LINE_WORDS: usize = 18;

/// What a sentence of that score is worth as a line; `headline` is the share of the headline that it says.
fn line_worth(candidate: &Candidate, at: usize, score: f32, headline: f32) -> f32 {
    let brevity = features::number(LINE_WORDS) / features::number(candidate.words.max(LINE_WORDS));
    let opening = if at == 0 { 1.5 } else { 1.0 };
    score * brevity * opening * (1.0 + 2.0 * headline)
}
