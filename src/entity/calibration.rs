//! From the probability that the model gives a name to how often such names are right.
//!
//! A model is surer than it should be of text unlike what it learnt from; and a name that it has chosen at a small
//! probability is right more often than that, for it was the best of many readings. How much, by type, was measured on
//! sources that a model had not seen, and is put right by a curve that bends at either end by itself (Kull, Silva Filho
//! and Flach, "Beta calibration", 2017).

use super::MentionType;
use crate::error::Error;
use crate::model::{Reader, corrupt};

/// How many parts a nat is divided into in the file.
const UNITS: f32 = 1024.0;

/// Probabilities are kept so far from 0 and 1.
const LEAST: f32 = 0.0005;

/// What probabilities are worth: the log-odds of being right are `for_it` × ln p − `against` × ln(1 − p) + `offset`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Curve {
    /// What the logarithm of the probability counts; not below nought, so that more of it is never worth less.
    pub for_it: f32,
    /// What the logarithm of what is left counts; not below nought either.
    pub against: f32,
    /// What is added.
    pub offset: f32,
}

impl Curve {
    /// The curve that changes nothing.
    pub const AT_ITS_WORD: Curve = Curve { for_it: 1.0, against: 1.0, offset: 0.0 };

    /// How often names of this probability are right.
    pub fn worth(self, probability: f32) -> f32 {
        let (for_it, against) = logarithms(probability);
        1.0 / (1.0 + libm::expf(self.against * against - self.for_it * for_it - self.offset))
    }
}

/// The logarithms of a probability and of what is left to 1. It is taken to be neither 0 nor 1.
pub fn logarithms(probability: f32) -> (f32, f32) {
    let probability = if probability > LEAST { probability.min(1.0 - LEAST) } else { LEAST };
    (libm::logf(probability), libm::logf(1.0 - probability))
}

/// A curve for each type.
#[derive(Debug, Clone)]
pub struct Calibration {
    curves: [Curve; MentionType::ALL.len()],
}

impl Calibration {
    /// Reads the curves: for each type, in the order of the types, what is for it, what is against it, and the offset,
    /// in 1,024ths, two bytes each.
    ///
    /// # Errors
    ///
    /// `ModelCorrupt` if the bytes end too early or too late, or a name would be the less sure the more speaks for it.
    pub fn read(mut reader: Reader<'_>) -> Result<Self, Error> {
        let mut curves = [Curve::AT_ITS_WORD; MentionType::ALL.len()];
        for curve in &mut curves {
            let mut next = || reader.i16().map(|units| f32::from(units) / UNITS);
            *curve = Curve { for_it: next()?, against: next()?, offset: next()? };
        }
        reader.finish()?;
        if curves.iter().any(|curve| curve.for_it < 0.0 || curve.against < 0.0 || curve.for_it + curve.against == 0.0) {
            return Err(corrupt("the model would be the less sure the more it has seen"));
        }
        Ok(Calibration { curves })
    }

    /// The bytes of a section with these curves.
    #[cfg(feature = "write-model")]
    #[allow(clippy::cast_possible_truncation, reason = "what is within the bounds of a type fits it")]
    pub fn bytes_of(curves: &[Curve; MentionType::ALL.len()]) -> Vec<u8> {
        let unit = |number: f32| (number * UNITS).round().clamp(f32::from(i16::MIN), f32::from(i16::MAX)) as i16;
        let units = |curve: &Curve| [unit(curve.for_it).max(0), unit(curve.against).max(1), unit(curve.offset)];
        curves.iter().flat_map(units).flat_map(i16::to_le_bytes).collect()
    }

    /// How sure to be of a name to which the model gives this probability, in whole thousandths.
    pub(super) fn confidence(&self, kind: MentionType, probability: f32) -> f32 {
        (self.curves[kind as usize].worth(probability) * 1000.0 + 0.5).floor() / 1000.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use MentionType::Org;

    #[test]
    fn a_model_taken_at_its_word_is_shown_so() {
        let calibration = Calibration { curves: [Curve::AT_ITS_WORD; 6] };
        for thousandths in [1, 250, 500, 900, 999] {
            let probability = thousandths as f32 / 1000.0;
            assert_eq!(calibration.confidence(Org, probability), probability);
        }
        assert_eq!(calibration.confidence(Org, f32::NAN), 0.001);
    }

    #[test]
    fn a_curve_may_bend_at_one_end_only() {
        let curve = Curve { for_it: 0.25, against: 1.0, offset: 0.25 };
        let worth = [0.01, 0.3, 0.5, 0.9].map(|probability| curve.worth(probability));
        assert!(worth.is_sorted(), "{worth:?}");
        assert!(worth[0] > 0.2 && (worth[3] - 0.92).abs() < 0.01, "{worth:?}");
    }

    #[cfg(feature = "write-model")]
    #[test]
    fn curves_are_read_as_they_were_written() {
        let mut curves = [Curve::AT_ITS_WORD; 6];
        curves[Org as usize] = Curve { for_it: 0.5, against: 0.25, offset: -0.25 };
        let bytes = Calibration::bytes_of(&curves);
        let calibration = Calibration::read(Reader::new(&bytes)).unwrap();
        assert_eq!(calibration.curves, curves);
        assert!(Calibration::read(Reader::new(&bytes[..35])).is_err());
        assert!(Calibration::read(Reader::new(&[0; 36])).is_err());
    }
}
