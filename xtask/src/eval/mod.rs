//! `cargo xtask eval`: the engine's scores on the development corpora, through the path that users take.

mod anchors;
mod calibration;
mod dates;
mod errors;
mod fragments;
pub(crate) mod gold;
mod html;
mod links;
mod people;
mod said;
pub(crate) mod score;
mod suites;
mod summary;
mod values;
mod who;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use newsgloss::document::plain;
use newsgloss::entity::MentionType;
use newsgloss::{Analyzer, ByteSpan, Options};

use crate::arguments::Arguments;
use crate::failure::{Context, Failure, Outcome};
use crate::{paths, release};
use calibration::Calibration;
use errors::Errors;
use gold::Document;
use score::{Match, Prf, Tally};

/// A corpus to score on.
pub(crate) struct Corpus {
    pub(crate) file: &'static str,
    types: &'static [MentionType],
    /// Types that count as another one, as the corpus has them.
    merge: &'static [(MentionType, MentionType)],
}

use MentionType::{Event, Loc, Misc, Norp, Org, Person};

pub(crate) static CORPORA: [Corpus; 4] = [
    Corpus { file: "voa.gold", types: &MentionType::ALL, merge: &[] },
    Corpus { file: "pud_news", types: &[Person, Org, Loc], merge: &[] },
    Corpus { file: "worldwide", types: &[Person, Org, Loc], merge: &[] },
    Corpus { file: "cleanconll", types: &[Person, Org, Loc, Misc], merge: &[(Norp, Misc), (Event, Misc)] },
];

impl Corpus {
    /// Its documents, which lie in `folder`.
    pub(crate) fn read(&self, folder: &Path) -> Outcome<Vec<Document>> {
        gold::read(&folder.join(format!("{}.jsonl", self.file)))
    }
}

/// A name: where it stands, in bytes, and its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: MentionType,
}

/// Whether two names share a character.
fn overlaps(a: &Span, b: &Span) -> bool {
    a.start < b.end && b.start < a.end
}

/// So many of so many in a hundred; nothing of nothing is 0.
fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

/// How much of two spans that overlap is in both: intersection over union.
fn shared(a: ByteSpan, b: ByteSpan) -> f64 {
    let both = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    both as f64 / (a.end.max(b.end) - a.start.min(b.start)) as f64
}

/// How many errors of each kind `--errors` shows if it does not say.
const ERRORS: &str = "30";

/// What can be scored by itself.
const PARTS: [&str; 10] =
    ["names", "dates", "figures", "who", "links", "quotes", "summary", "anchors", "fragments", "suites"];

/// Runs `cargo xtask eval --data DIR [--part PART] [--corpus NAME]… [--model FILE] [--knowledge FILE] [--errors [N]] [--predictions DIR]`.
pub(crate) fn command(arguments: &[String]) -> Outcome {
    if release::is_needed() {
        return release::run("eval", arguments);
    }
    let arguments = Arguments::with_defaults(
        arguments,
        &["data", "part", "corpus", "model", "knowledge", "errors", "predictions"],
        &[("errors", ERRORS)],
    )?;
    let folder = crate::data::folder(&arguments)?;
    let errors: usize = arguments.number("errors", 0)?;
    let part = arguments.last("part");
    if let Some(unknown) = part.filter(|part| !PARTS.contains(part)) {
        let failure = Failure::new(format!("there is no part {unknown:?}"));
        return Err(failure.hint(format!("the parts are {}", PARTS.join(", "))));
    }
    let wants = |name: &str| part.is_none_or(|part| part == name);
    if wants("names") {
        names(&folder.join("names/dev"), &arguments, errors)?;
    }
    if wants("dates") {
        dates::evaluate(&folder.join("knowledge"), errors)?;
    }
    if wants("figures") {
        values::evaluate(&folder, errors)?;
    }
    if wants("who") {
        people::who_is_who(&load(&arguments)?, &folder.join("knowledge"), errors)?;
    }
    if wants("links") {
        links::evaluate(load(&arguments)?, &folder.join("knowledge"), &arguments, errors)?;
    }
    if wants("quotes") {
        people::who_said_what(&load(&arguments)?, &folder.join("knowledge"), errors)?;
    }
    if wants("summary") {
        summary::print(&folder.join("summary"), errors)?;
    }
    if wants("anchors") {
        anchors::print(&folder.join("annotation/cc0-news-revisions"), errors)?;
    }
    if wants("fragments") {
        fragments::print(&folder.join("annotation"), errors)?;
    }
    if wants("suites") {
        suites::print(&folder.join("annotation"), errors)?;
    }
    Ok(())
}

/// The engine with the model that was asked for, or else the one that ships.
fn load(arguments: &Arguments<'_>) -> Outcome<Analyzer> {
    let model = arguments.last("model").map_or_else(paths::model, PathBuf::from);
    let bytes = fs::read(&model).doing(|| format!("reading the model {}", model.display()))?;
    Analyzer::new(&bytes).doing(|| format!("loading the model {}", model.display()))
}

/// Scores the model's names.
fn names(folder: &Path, arguments: &Arguments<'_>, most: usize) -> Outcome {
    let analyzer = load(arguments)?;
    let predictions = arguments.last("predictions").map(PathBuf::from);
    let (mut errors, mut calibration) = (Errors::default(), Vec::new());
    println!("{:10} {:7}  exact: P       R       F1    overlapping: P       R       F1     names", "", "");
    for corpus in chosen(arguments)? {
        let report = evaluate(&analyzer, corpus, folder, predictions.as_deref(), &mut errors)?;
        print(corpus, &report);
        calibration.push((corpus.file, report.calibration));
    }
    print!("\n{}", calibration::table(&calibration));
    if most > 0 {
        print!("{}", errors.table(most));
    }
    Ok(())
}

/// The corpora that `--corpus` names; all of them if it names none.
fn chosen(arguments: &Arguments<'_>) -> Outcome<Vec<&'static Corpus>> {
    let names = arguments.all("corpus");
    if let Some(unknown) = names.iter().find(|name| CORPORA.iter().all(|corpus| corpus.file != **name)) {
        let known = CORPORA.each_ref().map(|corpus| corpus.file).join(", ");
        return Err(Failure::new(format!("there is no corpus {unknown:?}")).hint(format!("the corpora are {known}")));
    }
    Ok(CORPORA.iter().filter(|corpus| names.is_empty() || names.contains(&corpus.file)).collect())
}

#[derive(Default)]
struct Report {
    exact: Tally,
    overlapping: Tally,
    calibration: Calibration,
    bytes: usize,
    time: Duration,
}

fn evaluate(
    analyzer: &Analyzer,
    corpus: &Corpus,
    folder: &Path,
    predictions: Option<&Path>,
    errors: &mut Errors,
) -> Outcome<Report> {
    let documents = corpus.read(folder)?;
    let mut report = Report::default();
    let mut lines = String::new();
    for document in &documents {
        let began = Instant::now();
        let analysis = analyzer.analyze(plain::parse(document.text.clone()), &Options::default());
        report.time += began.elapsed();
        report.bytes += document.text.len();
        let found: Vec<Span> =
            analysis.mentions.iter().map(|m| Span { start: m.span.start, end: m.span.end, kind: m.kind }).collect();
        lines += &gold::line(document, &found);
        let confidence: BTreeMap<usize, f32> = analysis.mentions.iter().map(|m| (m.span.start, m.confidence)).collect();
        let (gold, found) = (gold_of(corpus, document), found_of(corpus, &found));
        let sure: Vec<(Span, f32)> = found.iter().map(|name| (*name, confidence[&name.start])).collect();
        report.exact.add(&gold, &found, Match::Exact);
        report.overlapping.add(&gold, &found, Match::Overlapping);
        report.calibration.add(&gold, &sure);
        errors.add(corpus.file, &document.text, &gold, &found);
    }
    if let Some(folder) = predictions {
        fs::create_dir_all(folder).doing(|| format!("making {}", folder.display()))?;
        let path = folder.join(format!("{}.jsonl", corpus.file));
        fs::write(&path, lines).doing(|| format!("writing {}", path.display()))?;
    }
    Ok(report)
}

/// The corpus's names of the types that count, and whether finding each is optional.
pub(crate) fn gold_of(corpus: &Corpus, document: &Document) -> Vec<(Span, bool)> {
    let merged = document.names.iter().map(|&(name, optional)| (merge(corpus, name), optional));
    merged.filter(|(name, _)| corpus.types.contains(&name.kind)).collect()
}

pub(crate) fn found_of(corpus: &Corpus, found: &[Span]) -> Vec<Span> {
    found.iter().map(|&name| merge(corpus, name)).filter(|name| corpus.types.contains(&name.kind)).collect()
}

fn merge(corpus: &Corpus, name: Span) -> Span {
    let kind = corpus.merge.iter().find(|(from, _)| *from == name.kind).map_or(name.kind, |&(_, to)| to);
    Span { kind, ..name }
}

fn print(corpus: &Corpus, report: &Report) {
    let speed = report.bytes as f64 / report.time.as_secs_f64() / 1e6;
    println!("{}: {} bytes, {speed:.2} MB/s", corpus.file, report.bytes);
    let row = |name: &str, exact: Prf, overlapping: Prf| {
        println!("{:10} {name:7} {exact}  {overlapping}  {:8}", "", exact.names);
    };
    for &kind in corpus.types {
        row(kind.as_str(), report.exact.of(&[kind]), report.overlapping.of(&[kind]));
    }
    row("all", report.exact.of(corpus.types), report.overlapping.of(corpus.types));
}
