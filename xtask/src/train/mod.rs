//! `cargo xtask train`: the name recogniser's model from the corpora, and the weights of the summary's ranker.
//!
//! Deterministic: one thread, fixed seeds, no clock. What is trained on, and under which licence, is in
//! `models/MODEL_CARD.md`.

mod conll;
mod corpus;
mod crf;
mod detokenize;
mod dictionary;
mod gazetteer;
mod optimise;
mod quantise;
mod recase;
mod summary;

use std::path::PathBuf;

use newsgloss::entity::{Gazetteer, tagger};
use newsgloss::model::{Reader, Writer};

use crate::arguments::Arguments;
use crate::failure::{Context, Failure, Outcome};
use crate::{paths, release};

/// What a caller may choose.
struct Options {
    /// The folder of the corpora and tables.
    data: PathBuf,
    /// Where the model goes.
    out: PathBuf,
    /// Whether the corpus with automatic labels is used.
    silver: bool,
    /// Whether the lists of names are.
    lists: bool,
    /// Whether the rest of the document is.
    evidence: bool,
    settings: optimise::Settings,
}

/// What may be chosen: where the data are, which part is trained, where the recogniser's model goes, parts of it to leave
/// out (for ablation), and the numbers of [`optimise::Settings`].
const ARGUMENTS: [&str; 10] =
    ["data", "part", "compare", "out", "without", "epochs", "rate", "penalty", "blind", "alone"];

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
    let lists = if options.lists { gazetteer::build(&options.data.join("gazetteer"))? } else { Default::default() };
    println!("{} names on lists", lists.len());
    let lists = lists.section();
    let gazetteer = Gazetteer::read(Reader::new(&lists)).doing(|| "reading back the lists".to_owned())?;
    let documents = corpus::read(&options)?;
    let examples = dictionary::Examples::new(&documents, &gazetteer, options.evidence);
    println!(
        "{} sentences, {} tokens, {} features",
        examples.examples.len(),
        examples.allowed.len() / 2,
        examples.keys.len()
    );
    let trained = optimise::train(&examples, options.settings);
    let (weights, features) = quantise::section(&examples.keys, &trained, options.evidence);
    let mut writer = Writer::new();
    writer.add(tagger::WEIGHTS, weights);
    writer.add(tagger::GAZETTEER, lists);
    let file = writer.finish();
    println!("{features} features kept; {} bytes to {}", file.len(), options.out.display());
    paths::write(&options.out, &file)
}

fn options(arguments: &Arguments) -> Outcome<Options> {
    let data = crate::data::folder(arguments)?;
    let without = arguments.all("without");
    if let Some(part) = without.iter().find(|part| !["silver", "gazetteers", "evidence"].contains(part)) {
        return Err(Failure::new(format!("nothing can be left out that is called {part}"))
            .hint("--without takes silver, gazetteers or evidence"));
    }
    Ok(Options {
        data,
        out: arguments.last("out").map_or_else(paths::model, PathBuf::from),
        silver: !without.contains(&"silver"),
        lists: !without.contains(&"gazetteers"),
        evidence: !without.contains(&"evidence"),
        settings: optimise::Settings {
            epochs: arguments.number("epochs", 30)?,
            rate: arguments.number("rate", 0.15)?,
            penalty: arguments.number("penalty", 0.15)?,
            blind: arguments.number("blind", 100)?,
            alone: arguments.number("alone", 500)?,
        },
    })
}
