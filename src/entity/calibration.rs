//! From the probability that the model gives a name to how often such names are right.
//!
//! A model is surer than it should be of text unlike what it learnt from. How much, by type, was measured on sources that
//! a model had not seen, and is put right by a straight line between log-odds (Platt, "Probabilistic outputs for support
//! vector machines", 1999).

use super::MentionType;
use crate::error::Error;
use crate::model::{Reader, corrupt};

/// How many parts a nat is divided into in the file.
const UNITS: f32 = 1024.0;

/// Probabilities are kept so far from 0 and 1.
const LEAST: f32 = 0.0005;

/// A straight line between log-odds for each type.
#[derive(Debug, Clone)]
pub struct Calibration {
    lines: [(f32, f32); MentionType::ALL.len()],
}

impl Calibration {
    /// Reads the lines: for each type, in the order of the types, slope and intercept, in 1,024ths, two bytes each.
    ///
    /// # Errors
    ///
    /// `ModelCorrupt` if the bytes end too early or too late, or a slope is not above nought.
    pub fn read(mut reader: Reader<'_>) -> Result<Self, Error> {
        let mut lines = [(0.0, 0.0); MentionType::ALL.len()];
        for line in &mut lines {
            *line = (f32::from(reader.i16()?) / UNITS, f32::from(reader.i16()?) / UNITS);
        }
        reader.finish()?;
        if lines.iter().any(|&(slope, _)| slope <= 0.0) {
            return Err(corrupt("the model would be the less sure the more it has seen"));
        }
        Ok(Calibration { lines })
    }

    /// The bytes of a section with these lines.
    #[cfg(feature = "write-model")]
    #[allow(clippy::cast_possible_truncation, reason = "what is within the bounds of a type fits it")]
    pub fn bytes_of(lines: &[(f32, f32); MentionType::ALL.len()]) -> Vec<u8> {
        let unit = |number: f32| (number * UNITS).round().clamp(f32::from(i16::MIN), f32::from(i16::MAX)) as i16;
        lines
            .iter()
            .flat_map(|&(slope, intercept)| [unit(slope).max(1), unit(intercept)])
            .flat_map(i16::to_le_bytes)
            .collect()
    }

    /// How sure to be of a name to which the model gives this probability, in whole thousandths.
    pub(super) fn confidence(&self, kind: MentionType, probability: f32) -> f32 {
        let (slope, intercept) = self.lines[kind as usize];
        let sure = sigmoid(slope * log_odds(probability) + intercept);
        (sure * 1000.0 + 0.5).floor() / 1000.0
    }
}

/// The logarithm of the odds of a probability, which is taken to be neither 0 nor 1.
pub fn log_odds(probability: f32) -> f32 {
    let probability = if probability > LEAST { probability.min(1.0 - LEAST) } else { LEAST };
    libm::logf(probability / (1.0 - probability))
}

fn sigmoid(log_odds: f32) -> f32 {
    1.0 / (1.0 + libm::expf(-log_odds))
}

#[cfg(test)]
mod tests {
    use super::*;
    use MentionType::Org;

    #[test]
    fn a_line_of_slope_one_through_nought_changes_nothing() {
        let calibration = Calibration { lines: [(1.0, 0.0); 6] };
        for thousandths in [1, 250, 500, 900, 999] {
            let probability = thousandths as f32 / 1000.0;
            assert_eq!(calibration.confidence(Org, probability), probability);
        }
        assert_eq!(calibration.confidence(Org, f32::NAN), 0.001);
    }

    #[cfg(feature = "write-model")]
    #[test]
    fn a_line_makes_less_sure_and_keeps_the_order() {
        let mut lines = [(1.0, 0.0); 6];
        lines[Org as usize] = (0.5, -0.25);
        let bytes = Calibration::bytes_of(&lines);
        let calibration = Calibration::read(Reader::new(&bytes)).unwrap();
        assert_eq!(calibration.confidence(MentionType::Person, 0.9), 0.9);
        assert_eq!(calibration.confidence(Org, 0.9), 0.7);
        assert!(calibration.confidence(Org, 0.8) < 0.7);
        assert!(Calibration::read(Reader::new(&bytes[..23])).is_err());
        assert!(Calibration::read(Reader::new(&[0; 24])).is_err());
    }
}
