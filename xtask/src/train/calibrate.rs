//! What the model's probabilities are worth on text unlike what it learnt from: measured on each source by a model that
//! has not learnt from it.

use newsgloss::entity::calibration::{Curve, logarithms};
use newsgloss::entity::labels::{self, Label};
use newsgloss::entity::{Evidence, Mention, MentionType, Tagger};
use newsgloss::model::File;

use super::corpus::{Document, LabelSet};
use crate::failure::{Context, Outcome};

/// What probabilities are worth, by type.
pub(super) type Curves = [Curve; MentionType::ALL.len()];

/// The curves that change nothing.
pub(super) const AT_ITS_WORD: Curves = [Curve::AT_ITS_WORD; MentionType::ALL.len()];

/// How many steps of Newton's method are taken.
const STEPS: usize = 100;

/// The longest step, so that none leads astray.
const LONGEST: f64 = 0.2;

/// How strongly a curve is held to where it begins, in names.
const HOLD: f64 = 30.0;

/// A name that was found: its probability by the model, and whether it is right.
type Judged = (f32, bool);

/// The names found, by type.
#[derive(Debug, Default)]
pub(super) struct Found([Vec<Judged>; MentionType::ALL.len()]);

impl Found {
    /// Adds what the model `file`, which takes its probabilities at their word, finds in documents.
    pub(super) fn judge<'a>(&mut self, file: &[u8], documents: impl IntoIterator<Item = &'a Document>) -> Outcome {
        let file = File::open(file).doing(|| "reading back the model".to_owned())?;
        let tagger = Tagger::read(&file).doing(|| "reading back the model".to_owned())?;
        documents.into_iter().for_each(|document| self.add(&tagger, document));
        Ok(())
    }

    fn add(&mut self, tagger: &Tagger, document: &Document) {
        let mut evidence = Evidence::default();
        tagger.survey(&document.text, &document.passage, &mut evidence);
        let mut mentions = tagger.tag(&document.text, &document.passage, &evidence);
        // What settling adds, as the file changes no probability, is that mentions agree.
        tagger.settle(&document.text, None, &mut mentions);
        for (tokens, allowed) in document.passage.sentences().zip(&document.allowed) {
            let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { continue };
            // A sentence that only bears evidence has no labels.
            let Some(labels) = allowed.iter().map(|&set| only(set)).collect::<Option<Vec<Label>>>() else { continue };
            let names: Vec<_> = labels::names(&labels)
                .map(|(name, kind)| (tokens[name.start].span.start, tokens[name.end - 1].span.end, kind))
                .collect();
            let within =
                |mention: &&Mention| first.span.start <= mention.span.start && mention.span.end <= last.span.end;
            for mention in mentions.iter().filter(within).filter(|_| !labels.is_empty()) {
                let right = names.contains(&(mention.span.start, mention.span.end, mention.kind));
                self.0[mention.kind as usize].push((mention.confidence, right));
            }
        }
    }

    /// The curves that fit what was found. Few names of a type say little, and it keeps near the curve of all.
    pub(super) fn curves(&self) -> Curves {
        let all = curve(&self.0.concat(), Curve::AT_ITS_WORD);
        self.0.each_ref().map(|judged| curve(judged, all))
    }
}

/// The only label of a set; `None` if there are several.
fn only(set: LabelSet) -> Option<Label> {
    let label = Label::try_from(set.trailing_zeros()).expect("few labels");
    (set == 1 << label).then_some(label)
}

/// The curve by which what was found is likeliest, by Newton's method from another. A term that would count below nought
/// is left out.
#[allow(clippy::cast_possible_truncation, reason = "the file holds fewer digits still")]
fn curve(found: &[Judged], start: Curve) -> Curve {
    let start = [start.for_it, start.against, start.offset].map(f64::from);
    let mut free = [true; 3];
    let mut fitted = newton(found, start, free);
    while let Some(below) = (0..2).find(|&term| fitted[term] < 0.0) {
        free[below] = false;
        fitted = newton(found, start, free);
    }
    Curve { for_it: fitted[0] as f32, against: fitted[1] as f32, offset: fitted[2] as f32 }
}

/// The three numbers of the curve that fits best; those that are not free stay at nought.
fn newton(found: &[Judged], start: [f64; 3], free: [bool; 3]) -> [f64; 3] {
    let mut at: [f64; 3] = std::array::from_fn(|term| if free[term] { start[term] } else { 0.0 });
    for _ in 0..STEPS {
        let mut gradient: [f64; 3] = std::array::from_fn(|term| HOLD * (at[term] - start[term]));
        let mut curvature = [[0.0; 3]; 3];
        (0..3).for_each(|term| curvature[term][term] = HOLD);
        for &(probability, right) in found {
            let (for_it, against) = logarithms(probability);
            let terms = [f64::from(for_it), -f64::from(against), 1.0];
            let odds: f64 = terms.iter().zip(at).map(|(term, weight)| term * weight).sum();
            let sure = 1.0 / (1.0 + libm::exp(-odds));
            let (miss, weight) = (sure - f64::from(u8::from(right)), sure * (1.0 - sure));
            for row in 0..3 {
                gradient[row] += miss * terms[row];
                (0..3).for_each(|column| curvature[row][column] += weight * terms[row] * terms[column]);
            }
        }
        for term in (0..3).filter(|&term| !free[term]) {
            (gradient[term], curvature[term]) =
                (0.0, std::array::from_fn(|column| f64::from(u8::from(column == term))));
            (0..3).filter(|&row| row != term).for_each(|row| curvature[row][term] = 0.0);
        }
        let step = solve(curvature, gradient);
        (0..3).for_each(|term| at[term] -= step[term].clamp(-LONGEST, LONGEST));
    }
    at
}

/// What the matrix, which is positive definite, makes into `wanted`: by elimination.
fn solve(mut matrix: [[f64; 3]; 3], mut wanted: [f64; 3]) -> [f64; 3] {
    for pivot in 0..3 {
        for row in (0..3).filter(|&row| row != pivot) {
            let times = matrix[row][pivot] / matrix[pivot][pivot];
            (0..3).for_each(|column| matrix[row][column] -= times * matrix[pivot][column]);
            wanted[row] -= times * wanted[pivot];
        }
    }
    std::array::from_fn(|row| wanted[row] / matrix[row][row])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_fits_what_was_right() {
        // Of names that the model is 0.9 sure of eight in ten are right, of others about half, however unsure it is.
        let shares = [(0.9, 8), (0.5, 5), (0.1, 4)];
        let found: Vec<Judged> =
            (0..3000).flat_map(|at| shares.map(|(probability, tenths)| (probability, at % 10 < tenths))).collect();
        let curve = curve(&found, Curve::AT_ITS_WORD);
        for (probability, tenths) in shares {
            let share = tenths as f32 / 10.0;
            assert!((curve.worth(probability) - share).abs() < 0.03, "{probability}: {curve:?}");
        }
    }

    #[test]
    fn of_nothing_found_the_model_is_taken_at_its_word() {
        assert_eq!(curve(&[], Curve::AT_ITS_WORD), Curve::AT_ITS_WORD);
    }

    #[test]
    fn more_probability_is_never_worth_less() {
        let found: Vec<Judged> = (0..1000).flat_map(|at| [(0.9, at % 10 < 3), (0.1, at % 10 < 6)]).collect();
        let curve = curve(&found, Curve::AT_ITS_WORD);
        assert!(curve.for_it >= 0.0 && curve.against >= 0.0, "{curve:?}");
    }
}
