//! Articles with summaries that people wrote, and which of their sentences say most of those.

use std::fs;
use std::path::Path;

use newsgloss::document::plain;
use newsgloss::summary::Sentences;
use newsgloss::summary::features::Vector;
use serde_json::Value;

use crate::failure::{Context, Failure, Outcome};
use crate::rouge::{Stemmed, Stems, rouge12};

/// A file of articles, and what each of them weighs in training.
#[derive(Debug, Clone, Copy)]
pub(super) struct File {
    pub(super) name: &'static str,
    weight: f64,
}

/// The pages as they come off the web are few, and what readers bring is like them.
pub(super) const FILES: [File; 3] = [
    File { name: "dev_cnn1000", weight: 1.0 },
    File { name: "dev_noisy100", weight: 8.0 },
    File { name: "train_cnn300", weight: 1.0 },
];

/// One article.
pub(super) struct Article {
    /// Which of [`FILES`] it is from.
    pub(super) file: usize,
    pub(super) sentences: Sentences,
    /// The stems of each sentence.
    pub(super) stems: Vec<Vec<u32>>,
    pub(super) reference: Stemmed,
    /// Whether each sentence is among those that say most of the reference.
    pub(super) chosen: Vec<bool>,
}

impl Article {
    pub(super) fn vectors(&self) -> &[Vector] {
        self.sentences.vectors()
    }

    /// What the article weighs in training.
    pub(super) fn weight(&self) -> f64 {
        FILES[self.file].weight
    }
}

/// Reads the files.
pub(super) fn read(folder: &Path) -> Outcome<Vec<Article>> {
    let mut stems = Stems::default();
    let mut articles = Vec::new();
    for (file, File { name, .. }) in FILES.iter().enumerate() {
        let path = folder.join(format!("{name}.jsonl"));
        let lines = fs::read_to_string(&path).doing(|| format!("reading {}", path.display()))?;
        for line in lines.lines().filter(|line| !line.trim().is_empty()) {
            articles.push(article(file, line, &mut stems).doing(|| format!("reading {}", path.display()))?);
        }
    }
    Ok(articles)
}

fn article(file: usize, line: &str, stems: &mut Stems) -> Outcome<Article> {
    let line: Value = serde_json::from_str(line).doing(|| "a line that is no JSON".to_owned())?;
    let field = |name: &str| line[name].as_str().ok_or_else(|| Failure::new(format!("an article without {name}")));
    let document = plain::parse(field("text")?.to_owned());
    let reference = stems.lines(field("reference")?);
    let sentences = Sentences::of(&document);
    let stems: Vec<_> = sentences.spans().map(|span| stems.sentence(span.of(&document.text))).collect();
    let chosen = choose(&reference, &stems);
    Ok(Article { file, sentences, stems, reference, chosen })
}

/// How many sentences may be chosen, and from how many at the top.
const MOST_CHOSEN: usize = 3;
const FROM_TOP: usize = 60;

/// The sentences that say most of the reference, found one by one: each time the one that adds most, while one does.
fn choose(reference: &Stemmed, stems: &[Vec<u32>]) -> Vec<bool> {
    let mut chosen = vec![false; stems.len()];
    let mut best = 0.0;
    for _ in 0..MOST_CHOSEN {
        let with = |at: usize| {
            let sentences = (0..stems.len()).filter(|&i| chosen[i] || i == at).map(|i| &stems[i][..]);
            rouge12(reference, &sentences.collect::<Vec<_>>())
        };
        let open = (0..stems.len().min(FROM_TOP)).filter(|&at| !chosen[at]);
        let Some((at, score)) = open.map(|at| (at, with(at))).reduce(|a, b| if b.1 > a.1 { b } else { a }) else {
            break;
        };
        if score <= best {
            break;
        }
        (chosen[at], best) = (true, score);
    }
    chosen
}
