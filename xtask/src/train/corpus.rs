//! From corpora to documents of our own tokens, each with the labels that it may have.

use std::path::Path;

use newsgloss::ByteSpan;
use newsgloss::entity::MentionType;
use newsgloss::entity::labels::{self, LABELS, Label, OUTSIDE};
use newsgloss::text::{Passage, Token};

use super::Options;
use super::conll::{self, Sentence};
use super::detokenize::detokenize;
use super::{gazetteer, recase, sport};
use crate::failure::Outcome;

/// A set of labels, one bit each.
pub(super) type LabelSet = u16;

/// Every label there is.
pub(super) const ANY: LabelSet = (1 << LABELS) - 1;

/// What a corpus's labels can be taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    /// All six types, by hand.
    Full,
    /// By hand, but events are among its miscellaneous names.
    EventsInMisc,
    /// By machine; its miscellaneous names are junk and its events unmarked.
    Noisy,
}

/// A corpus that may be trained on, and how much it is worth.
struct Corpus {
    file: &'static str,
    scheme: Scheme,
    /// What its sentences weigh.
    weight: f32,
    /// Sentences without document marks stand near their neighbours in the source: so many are taken for a document.
    window: usize,
    /// How many sentences are used at most.
    most: usize,
}

const CORPORA: [Corpus; 6] = [
    Corpus { file: "voa.gold.conll", scheme: Scheme::Full, weight: 1.0, window: 6, most: usize::MAX },
    Corpus { file: "wikigold.conll", scheme: Scheme::EventsInMisc, weight: 1.0, window: 0, most: usize::MAX },
    Corpus { file: "wikinews.gold.conll", scheme: Scheme::Full, weight: 1.0, window: 0, most: usize::MAX },
    Corpus { file: "press.gold.conll", scheme: Scheme::Full, weight: 1.0, window: 0, most: usize::MAX },
    Corpus { file: "agency.gold.conll", scheme: Scheme::Full, weight: 1.0, window: 0, most: usize::MAX },
    Corpus { file: "voa.silver.conll", scheme: Scheme::Noisy, weight: 0.3, window: 6, most: 5000 },
];

/// What the names of the files begin with that are by the broadcaster that most of the text is by.
const HOME: &str = "voa.";

/// Sentences by the broadcaster that no model learns from.
const DEVELOPMENT: Corpus =
    Corpus { file: "voa.gold.conll", scheme: Scheme::Full, weight: 1.0, window: 6, most: usize::MAX };

/// What is made up about sports.
const SPORT: Corpus = Corpus { file: "sport.txt", scheme: Scheme::Full, weight: 0.3, window: 0, most: usize::MAX };

/// A document to train on.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub(super) text: String,
    pub(super) passage: Passage,
    /// For each sentence, the labels that each token may have; empty for one that only bears evidence.
    pub(super) allowed: Vec<Vec<LabelSet>>,
    pub(super) weight: f32,
    /// The file that it is from.
    pub(super) source: &'static str,
}

/// The sources that are small enough for a model to do without.
pub(super) fn small_sources() -> impl Iterator<Item = &'static str> {
    CORPORA.iter().map(|corpus| corpus.file).filter(|file| !file.starts_with(HOME))
}

/// Reads every corpus.
pub(super) fn read(options: &Options) -> Outcome<Vec<Document>> {
    let folder = options.data.join("names/train");
    let mut documents = Vec::new();
    for corpus in CORPORA.iter().filter(|corpus| options.silver || corpus.scheme != Scheme::Noisy) {
        let sources = read_corpus(&folder.join(corpus.file), corpus)?;
        let mut tally = Tally::default();
        for (number, source) in sources.iter().enumerate() {
            documents.push(build(source, corpus, |_| true, &mut tally));
            if recase::chosen(number) {
                let (recased, changed) = recase::document(source, number);
                documents.push(build(&recased, corpus, |sentence| changed[sentence], &mut Tally::default()));
            }
        }
        println!(
            "{:22} {:6} sentences, {:3} left out: their names cut our tokens",
            corpus.file, tally.kept, tally.lost
        );
    }
    if options.sport {
        let pools = gazetteer::pools(&options.data.join("gazetteer"))?;
        let reports = sport::reports(&pools);
        documents.extend(reports.iter().map(|report| build(report, &SPORT, |_| true, &mut Tally::default())));
    }
    Ok(documents)
}

/// The documents that no model learns from, by the broadcaster.
pub(super) fn development(options: &Options) -> Outcome<Vec<Document>> {
    let sources = read_corpus(&options.data.join("names/dev").join(DEVELOPMENT.file), &DEVELOPMENT)?;
    Ok(sources.iter().map(|source| build(source, &DEVELOPMENT, |_| true, &mut Tally::default())).collect())
}

/// The sentences of every corpus as they stand, labels or not.
pub(super) fn sentences(options: &Options) -> Outcome<Vec<Vec<Sentence>>> {
    let folder = options.data.join("names/train");
    let documents = CORPORA.iter().map(|corpus| conll::read(&folder.join(corpus.file)));
    Ok(documents.collect::<Outcome<Vec<_>>>()?.into_iter().flatten().collect())
}

#[derive(Debug, Default)]
struct Tally {
    kept: usize,
    lost: usize,
}

fn read_corpus(path: &Path, corpus: &Corpus) -> Outcome<Vec<Vec<Sentence>>> {
    let mut documents = conll::read(path)?;
    let mut left = corpus.most;
    for document in &mut documents {
        document.truncate(left);
        left -= document.len();
    }
    if corpus.window == 0 {
        return Ok(documents);
    }
    Ok(documents.iter().flat_map(|document| document.chunks(corpus.window)).map(<[Sentence]>::to_vec).collect())
}

fn build(source: &[Sentence], corpus: &Corpus, learn: impl Fn(usize) -> bool, tally: &mut Tally) -> Document {
    let mut document = Document { weight: corpus.weight, source: corpus.file, ..Document::default() };
    for (number, sentence) in source.iter().enumerate() {
        let (text, spans) = detokenize(&sentence.tokens);
        let start = document.text.len();
        document.text.push_str(&text);
        let before = document.passage.sentences().count();
        document.passage.push_sentence(&document.text, ByteSpan::new(start, document.text.len()));
        let names = sentence.names.iter().map(|name| {
            let span = ByteSpan::new(start + spans[name.start].start, start + spans[name.end - 1].end);
            (span, name.kind)
        });
        let names: Vec<_> = names.collect();
        let pieces: Vec<&[Token]> = document.passage.sentences().skip(before).collect();
        let labels = align(&pieces, &names);
        let learn = learn(number);
        tally.kept += usize::from(learn && labels.is_some());
        tally.lost += usize::from(labels.is_none());
        let allowed = labels.filter(|_| learn).unwrap_or_else(|| vec![Vec::new(); pieces.len()]);
        document.allowed.extend(allowed.into_iter().map(|labels| widen(labels, corpus.scheme)));
        document.text.push('\n');
    }
    document
}

/// The labels of the tokens of each piece of a sentence; `None` if a name does not begin and end where tokens do.
fn align(pieces: &[&[Token]], names: &[(ByteSpan, MentionType)]) -> Option<Vec<Vec<LabelSet>>> {
    let mut found = 0;
    let labels = pieces.iter().map(|tokens| {
        let mut labels = vec![1 << OUTSIDE; tokens.len()];
        for &(span, kind) in names {
            let first = tokens.iter().position(|token| token.span.start == span.start);
            let last = tokens.iter().position(|token| token.span.end == span.end);
            if let (Some(first), Some(last)) = (first, last) {
                labels[first] = 1 << labels::begin(kind);
                labels[first + 1..=last].fill(1 << labels::inside(kind));
                found += 1;
            }
        }
        labels
    });
    let labels = labels.collect();
    (found == names.len()).then_some(labels)
}

/// Lets each token have every label that the scheme cannot tell from the one it has.
fn widen(labels: Vec<LabelSet>, scheme: Scheme) -> Vec<LabelSet> {
    let of = |label: Label| 1 << label;
    let events = of(labels::begin(MentionType::Event)) | of(labels::inside(MentionType::Event));
    let misc = of(labels::begin(MentionType::Misc)) | of(labels::inside(MentionType::Misc));
    let wide = |set: LabelSet| match scheme {
        Scheme::Full => set,
        Scheme::EventsInMisc if set == of(labels::begin(MentionType::Misc)) => {
            set | of(labels::begin(MentionType::Event))
        }
        Scheme::EventsInMisc if set == of(labels::inside(MentionType::Misc)) => {
            set | of(labels::inside(MentionType::Event))
        }
        Scheme::EventsInMisc => set,
        Scheme::Noisy if set & misc != 0 => ANY,
        Scheme::Noisy if set == of(OUTSIDE) => set | events | misc,
        Scheme::Noisy => set,
    };
    labels.into_iter().map(wide).collect()
}
