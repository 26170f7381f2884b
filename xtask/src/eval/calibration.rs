//! Whether confidence means what it says: of the names shown at 0.9, nine in ten should be right.

use super::Span;

/// How many steps the scale from 0 to 1 is cut into.
const STEPS: usize = 10;

/// The fewest names from which a step's share of right ones says anything.
const FEWEST: usize = 50;

/// The names of one step: how many, how many of them right, and the sum of what was shown.
#[derive(Debug, Clone, Copy, Default)]
struct Step {
    names: usize,
    right: usize,
    shown: f64,
}

impl Step {
    fn share(&self) -> f64 {
        self.right as f64 / self.names.max(1) as f64
    }

    /// How far what is shown is above what is right, on average.
    fn gap(&self) -> f64 {
        self.shown / self.names.max(1) as f64 - self.share()
    }
}

/// Names counted by the confidence that they were shown with.
#[derive(Debug, Clone, Default)]
pub(super) struct Calibration {
    steps: [Step; STEPS],
}

impl Calibration {
    /// Counts the names found in one document. As in the scores, what touches an optional name does not count.
    pub(super) fn add(&mut self, gold: &[(Span, bool)], found: &[(Span, f32)]) {
        for (name, confidence) in found {
            let excused = gold.iter().any(|(other, optional)| *optional && super::overlaps(other, name));
            if excused {
                continue;
            }
            // In whole thousandths, as it is given: the float for 0.9 is a little less.
            let shown = (f64::from(*confidence) * 1000.0).round() / 1000.0;
            let step = &mut self.steps[(0..STEPS).rfind(|&step| shown >= lower(step)).unwrap_or(0)];
            step.names += 1;
            step.right += usize::from(gold.contains(&(*name, false)));
            step.shown += shown;
        }
    }

    fn merge(&mut self, other: &Calibration) {
        for (step, other) in self.steps.iter_mut().zip(&other.steps) {
            step.names += other.names;
            step.right += other.right;
            step.shown += other.shown;
        }
    }

    /// The gap of the step that has the largest, of those with names enough.
    fn largest_gap(&self) -> f64 {
        let steps = self.steps.iter().filter(|step| step.names >= FEWEST);
        steps.map(Step::gap).fold(0.0, |most, gap| if f64::abs(gap) > f64::abs(most) { gap } else { most })
    }
}

fn lower(step: usize) -> f64 {
    step as f64 / STEPS as f64
}

/// The table of several corpora and of all together.
pub(super) fn table(corpora: &[(&str, Calibration)]) -> String {
    let mut pooled = Calibration::default();
    corpora.iter().for_each(|(_, calibration)| pooled.merge(calibration));
    let columns = || corpora.iter().map(|(name, calibration)| (*name, calibration)).chain([("pooled", &pooled)]);
    let mut table =
        "calibration: of the names shown at a confidence, how many in a hundred are right (of how many)\n".to_string();
    table += &row("shown", columns().map(|(name, _)| name.to_owned()), "mean     gap");
    for step in (0..STEPS).filter(|&step| pooled.steps[step].names > 0) {
        let range = format!("{:.1}–{:.1}", lower(step), lower(step + 1));
        let all = pooled.steps[step];
        let last = format!("{:.3} {:+7.3}", all.shown / all.names as f64, all.gap());
        table += &row(&range, columns().map(|(_, calibration)| cell(calibration.steps[step])), &last);
    }
    table
        + &row("largest gap", columns().map(|(_, calibration)| format!("{:+.3}", calibration.largest_gap())), "")
        + &format!(
            "mean: what is shown on average; gap: how far that is above what is right; the largest of steps with {FEWEST} names\n"
        )
}

fn row(first: &str, cells: impl Iterator<Item = String>, last: &str) -> String {
    let cells: String = cells.map(|cell| format!("{cell:>15}")).collect();
    format!("{first:<11}{cells}   {last}").trim_end().to_owned() + "\n"
}

fn cell(step: Step) -> String {
    if step.names == 0 { "–".to_owned() } else { format!("{:.1} ({})", 100.0 * step.share(), step.names) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsgloss::entity::MentionType::{Loc, Org};

    #[test]
    fn names_are_counted_by_what_was_shown() {
        let span = |start, kind| Span { start, end: start + 2, kind };
        let gold = [(span(0, Org), false), (span(4, Loc), false), (span(8, Loc), true)];
        let found = [(span(0, Org), 0.9), (span(4, Org), 1.0), (span(9, Loc), 0.95), (span(20, Loc), 0.3)];
        let mut calibration = Calibration::default();
        calibration.add(&gold, &found);
        let counts = calibration.steps.map(|step| (step.names, step.right));
        assert_eq!(counts[9], (2, 1));
        assert_eq!(counts[3], (1, 0));
        assert_eq!(counts.iter().map(|(names, _)| names).sum::<usize>(), 3);
        let table = table(&[("one", calibration.clone()), ("two", calibration)]);
        assert!(table.contains("0.9–1.0           50.0 (2)       50.0 (2)       50.0 (4)   0.950  +0.450"), "{table}");
    }

    #[test]
    fn the_largest_gap_is_one_of_steps_with_names_enough() {
        let mut calibration = Calibration::default();
        calibration.steps[9] = Step { names: 100, right: 97, shown: 95.0 };
        calibration.steps[5] = Step { names: 100, right: 50, shown: 54.0 };
        calibration.steps[1] = Step { names: FEWEST - 1, right: FEWEST - 1, shown: 5.0 };
        assert!((calibration.largest_gap() - 0.04).abs() < 1e-9);
        calibration.steps[9].right = 100;
        assert!((calibration.largest_gap() + 0.05).abs() < 1e-9);
    }
}
