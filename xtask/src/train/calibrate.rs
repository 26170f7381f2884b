//! What the model's probabilities are worth on text unlike what it learnt from: measured with a model that learnt from
//! one broadcaster alone, on the other sources and on sentences of that broadcaster that no model learns from.

use newsgloss::entity::calibration::log_odds;
use newsgloss::entity::labels::{self, Label};
use newsgloss::entity::{Evidence, Mention, MentionType, Tagger};
use newsgloss::model::File;

use super::corpus::{Document, LabelSet};
use crate::failure::{Context, Outcome};

/// Slope and intercept between log-odds, by type.
pub(super) type Lines = [(f32, f32); MentionType::ALL.len()];

/// The lines that change nothing.
pub(super) const AT_ITS_WORD: Lines = [(1.0, 0.0); MentionType::ALL.len()];

/// How many steps of Newton's method are taken.
const STEPS: usize = 100;

/// The longest step, so that none leads astray.
const LONGEST: f64 = 0.2;

/// How strongly the line is held to where it begins, in names.
const HOLD: f64 = 5.0;

/// A name that was found: its log-odds by the model, and whether it is right.
type Found = (f32, bool);

/// The lines that fit what the model `file` finds in the documents.
pub(super) fn fit(file: &[u8], documents: &[Document]) -> Outcome<Lines> {
    let file = File::open(file).doing(|| "reading back the model".to_owned())?;
    let tagger = Tagger::read(&file).doing(|| "reading back the model".to_owned())?;
    let mut found: [Vec<Found>; MentionType::ALL.len()] = Default::default();
    for document in documents {
        judge(&tagger, document, &mut found);
    }
    Ok(found.map(|found| line(&found)))
}

fn judge(tagger: &Tagger, document: &Document, found: &mut [Vec<Found>; MentionType::ALL.len()]) {
    let mut evidence = Evidence::default();
    tagger.survey(&document.text, &document.passage, &mut evidence);
    let mut mentions = tagger.tag(&document.text, &document.passage, &evidence);
    // The file takes probabilities at their word: what settling adds is that mentions agree.
    tagger.settle(&document.text, &mut mentions);
    for (tokens, allowed) in document.passage.sentences().zip(&document.allowed) {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { continue };
        // A sentence that only bears evidence has no labels.
        let Some(labels) = allowed.iter().map(|&set| only(set)).collect::<Option<Vec<Label>>>() else { continue };
        let names: Vec<_> = labels::names(&labels)
            .map(|(name, kind)| (tokens[name.start].span.start, tokens[name.end - 1].span.end, kind))
            .collect();
        let within = |mention: &&Mention| first.span.start <= mention.span.start && mention.span.end <= last.span.end;
        for mention in mentions.iter().filter(within).filter(|_| !labels.is_empty()) {
            let right = names.contains(&(mention.span.start, mention.span.end, mention.kind));
            found[mention.kind as usize].push((log_odds(mention.confidence), right));
        }
    }
}

/// The only label of a set; `None` if there are several.
fn only(set: LabelSet) -> Option<Label> {
    let label = Label::try_from(set.trailing_zeros()).expect("few labels");
    (set == 1 << label).then_some(label)
}

/// The line by which the names' log-odds are likeliest, by Newton's method.
#[allow(clippy::cast_possible_truncation, reason = "the file holds fewer digits still")]
fn line(found: &[Found]) -> (f32, f32) {
    let (mut slope, mut intercept) = (1.0, 0.0);
    for _ in 0..STEPS {
        let mut gradient = (HOLD * (slope - 1.0), HOLD * intercept);
        let mut curve = (HOLD, 0.0, HOLD);
        for &(odds, right) in found {
            let odds = f64::from(odds);
            let sure = 1.0 / (1.0 + libm::exp(-(slope * odds + intercept)));
            let (miss, weight) = (sure - f64::from(u8::from(right)), sure * (1.0 - sure));
            gradient = (gradient.0 + miss * odds, gradient.1 + miss);
            curve = (curve.0 + weight * odds * odds, curve.1 + weight * odds, curve.2 + weight);
        }
        let determinant = curve.0 * curve.2 - curve.1 * curve.1;
        slope -= ((curve.2 * gradient.0 - curve.1 * gradient.1) / determinant).clamp(-LONGEST, LONGEST);
        intercept -= ((curve.0 * gradient.1 - curve.1 * gradient.0) / determinant).clamp(-LONGEST, LONGEST);
    }
    (slope as f32, intercept as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_fits_what_was_right() {
        // Of names that the model is 0.88 sure of six in ten are right, of those that it is 0.5 sure of, half are.
        let found: Vec<Found> = (0..1000).flat_map(|at| [(2.0, at % 10 < 6), (0.0, at % 2 == 0)]).collect();
        let (slope, intercept) = line(&found);
        let sure = |odds: f32| 1.0 / (1.0 + libm::expf(-(slope * odds + intercept)));
        assert!((sure(2.0) - 0.6).abs() < 0.01 && (sure(0.0) - 0.5).abs() < 0.01, "{slope} {intercept}");
        assert_eq!(line(&[]), (1.0, 0.0));
    }
}
