//! The ranker of summary sentences, from articles with summaries that people wrote.
//!
//! What is learnt is a few thousand numbers; of the articles nothing is kept. Three families are trained: a linear
//! regression, a linear ranker (listwise), and boosted trees. The last two are added up and shipped.

mod articles;
mod linear;
mod trees;

use std::path::Path;

use newsgloss::model::Writer;
use newsgloss::summary::features::{COUNT, Feature, Vector};
use newsgloss::summary::{Length, ranker};

use crate::failure::{Context, Outcome};
use crate::paths;
use crate::rouge::{Rouge, Stemmed, rouge};
use articles::{Article, FILES, read};
use trees::Tree;

/// How many parts the articles are cut into to score each family on articles that it has not seen.
const FOLDS: usize = 5;

/// What holding every word of the headline is worth. It is set by hand, since the articles come without headlines: about as
/// much as the step from the fifth sentence to the second.
const HEADLINE: f64 = 0.5;

/// How far the trees move a score, compared with the linear ranker: an eighth as far. They fit the kind of article they were
/// grown on more closely than another kind.
const TREES_SHARE: f64 = 0.12;

/// A trained ranker.
#[derive(Debug, Clone)]
struct Trained {
    weights: Vec<f64>,
    trees: Vec<Tree>,
}

impl Trained {
    fn score(&self, vector: &Vector) -> f64 {
        dot(&self.weights, vector) + self.trees.iter().map(|tree| tree.score(vector)).sum::<f64>()
    }

    /// The file of weights: a model with the one section that `newsgloss::summary::ranker` describes.
    fn file(&self) -> Vec<u8> {
        let mut section = vec![u8::try_from(COUNT).expect("fewer than 256 features")];
        self.weights.iter().for_each(|&weight| section.extend(fixed(weight, 1000.0)));
        section.push(trees::DEPTH);
        section.extend(u16::try_from(self.trees.len()).expect("few trees").to_le_bytes());
        for tree in &self.trees {
            for &(feature, cut) in &tree.splits {
                section.push(u8::try_from(feature).expect("fewer than 256 features"));
                section.extend(fixed(f64::from(cut), 1000.0));
            }
            tree.leaves.iter().for_each(|&leaf| section.extend(fixed(leaf, 10_000.0)));
        }
        let mut writer = Writer::new();
        writer.add(ranker::SECTION, section);
        writer.finish()
    }
}

/// A number in whole parts of `1 / scale`, as two bytes.
#[expect(clippy::cast_possible_truncation, reason = "the value is kept within the range")]
fn fixed(value: f64, scale: f64) -> [u8; 2] {
    let limit = f64::from(i16::MAX);
    ((value * scale).round().clamp(-limit, limit) as i16).to_le_bytes()
}

fn dot(weights: &[f64], vector: &Vector) -> f64 {
    weights.iter().zip(vector).map(|(weight, &value)| weight * f64::from(value)).sum()
}

/// Trains the ranker and writes its file; before that, if asked, scores each family.
pub(super) fn command(data: &Path, out: &Path, compare: bool) -> Outcome {
    let articles = read(&data.join("summary"))?;
    if compare {
        compare_families(&articles);
    }
    let file = both(&articles.iter().collect::<Vec<_>>()).file();
    ranker::Ranker::read(&file).doing(|| "reading back the ranker".to_owned())?;
    println!("{} articles; {} bytes to {}", articles.len(), file.len(), out.display());
    paths::write(out, &file)
}

/// The linear ranker and the trees added up, the trees brought to their share of what moves a score.
fn both(articles: &[&Article]) -> Trained {
    let mut weights = linear::rank(articles);
    weights[Feature::Headline as usize] = HEADLINE;
    let mut trees = trees::grow(articles);
    let linear = spread(articles, |vector| dot(&weights, vector));
    let grown = spread(articles, |vector| trees.iter().map(|tree| tree.score(vector)).sum());
    for leaf in trees.iter_mut().flat_map(|tree| &mut tree.leaves) {
        *leaf *= TREES_SHARE * linear / grown;
    }
    Trained { weights, trees }
}

/// How far apart the scores of one article's sentences are: their standard deviation, on average.
fn spread(articles: &[&Article], score: impl Fn(&Vector) -> f64) -> f64 {
    let deviation = |article: &&Article| {
        let scores: Vec<f64> = article.vectors().iter().map(&score).collect();
        let count = scores.len().max(1) as f64;
        let mean = scores.iter().sum::<f64>() / count;
        (scores.iter().map(|score| (score - mean) * (score - mean)).sum::<f64>() / count).sqrt()
    };
    articles.iter().map(deviation).sum::<f64>() / articles.len() as f64
}

/// A way to train a ranker.
type Family = fn(&[&Article]) -> Trained;

/// Prints what each family scores on the articles that it was not trained on.
fn compare_families(articles: &[Article]) {
    println!("{:28} {}", "", FILES.map(|file| format!("{:>22}", file.name)).concat());
    row("lead-3", articles, |_| |at, _: &Vector| -(at as f64));
    let families: [(&str, Family); 4] = [
        ("linear regression", |articles| Trained { weights: linear::regress(articles), trees: Vec::new() }),
        ("linear ranker", |articles| Trained { weights: linear::rank(articles), trees: Vec::new() }),
        ("boosted trees", |articles| Trained { weights: vec![0.0; COUNT], trees: trees::grow(articles) }),
        ("linear ranker + trees", both),
    ];
    for (name, train) in families {
        row(name, articles, |fold| {
            let seen: Vec<&Article> =
                articles.iter().enumerate().filter(|(i, _)| i % FOLDS != fold).map(|x| x.1).collect();
            let trained = train(&seen);
            move |_, vector: &Vector| trained.score(vector)
        });
    }
}

/// One row: the scores on each file, of summaries of three sentences at most.
fn row<S: Fn(usize, &Vector) -> f64>(name: &str, articles: &[Article], scorer: impl Fn(usize) -> S) {
    let mut sums = FILES.map(|_| (Rouge::default(), 0.0));
    for fold in 0..FOLDS {
        let score = scorer(fold);
        for article in articles.iter().skip(fold).step_by(FOLDS) {
            let (sum, count) = &mut sums[article.file];
            (*sum, *count) = (*sum + rouge_of(article, &score), *count + 1.0);
        }
    }
    let cells = sums.map(|(sum, count)| {
        let mean = sum / count;
        format!("  {:6.2}/{:6.2}/{:6.2}", 100.0 * mean.one, 100.0 * mean.two, 100.0 * mean.longest)
    });
    println!("{name:28} {}", cells.concat());
}

#[expect(clippy::cast_possible_truncation, reason = "the ranking is told from f32")]
fn rouge_of(article: &Article, score: impl Fn(usize, &Vector) -> f64) -> Rouge {
    let scores: Vec<f32> = article.vectors().iter().enumerate().map(|(at, vector)| score(at, vector) as f32).collect();
    let summary = article.sentences.ranked(&scores).select(Length::Sentences(3));
    let spans: Vec<_> = article.sentences.spans().collect();
    let chosen = summary.iter().filter_map(|sentence| spans.iter().position(|span| *span == sentence.span));
    rouge(&article.reference, &Stemmed(chosen.map(|at| article.stems[at].clone()).collect()))
}
