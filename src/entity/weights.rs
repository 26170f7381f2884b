//! The weights of the sequence model: read from the model file, laid out for speed.

use super::labels::{LABELS, Label, OUTSIDE, may_follow};
use crate::error::Error;
use crate::model::{KeyTable, Reader, corrupt};

/// Labels padded to a width that vector registers like.
pub(super) const ROW: usize = 16;

/// What a name's token is scored with: one number for each label, in the model's units.
pub(super) type Scores = [i16; ROW];

/// The score of a transition that the labels do not allow: lower than any sum of scores can be.
pub(super) const FORBIDDEN: i32 = i32::MIN / 4;

/// The weights of a linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001), in whole units of
/// which [`Weights::nats`] gives the size: decoding needs no floating point.
///
/// In the file: the number of labels (one byte), whether the model was trained to look at the whole document (one
/// byte: 0 or 1), the size of a unit in nats × 65,536 (two bytes), the transitions (two
/// bytes each, from the start of the sentence and then from every label, to every label), a [`KeyTable`] of features,
/// for each feature the set of labels that it has weights for (the low bytes of all, then the high bytes), and those
/// weights, one byte each, feature by feature.
#[derive(Debug, Clone)]
pub(super) struct Weights {
    /// Whether the model was trained with evidence from the rest of the document.
    pub(super) wants_evidence: bool,
    nats: f32,
    /// From every label and, last, from the start of the sentence.
    transitions: [[i32; LABELS]; LABELS + 1],
    keys: KeyTable,
    rows: Vec<[i8; ROW]>,
}

impl Weights {
    pub(super) fn read(mut reader: Reader<'_>) -> Result<Self, Error> {
        if usize::from(reader.u8()?) != LABELS {
            return Err(corrupt("the model has another set of name types"));
        }
        let wants_evidence = reader.u8()? != 0;
        let nats = f32::from(reader.u16()?) / 65536.0;
        let transitions = read_transitions(&mut reader)?;
        let keys = KeyTable::read(&mut reader)?;
        let rows = read_rows(&mut reader, keys.len())?;
        reader.finish()?;
        Ok(Weights { wants_evidence, nats, transitions, keys, rows })
    }

    /// Adds the weights of a feature, if it has any.
    #[inline]
    pub(super) fn add(&self, feature: u32, scores: &mut Scores) {
        if let Some(at) = self.keys.position(feature) {
            // A token has fewer than a hundred features, so that the sums stay within the type.
            scores.iter_mut().zip(&self.rows[at]).for_each(|(sum, &weight)| *sum += i16::from(weight));
        }
    }

    /// The score of going from a label, or from the start of the sentence, to each label.
    #[inline]
    pub(super) fn transitions(&self, from: Option<Label>) -> &[i32; LABELS] {
        &self.transitions[from.map_or(LABELS, usize::from)]
    }

    /// How many nats a unit of score is.
    pub(super) fn nats(&self) -> f32 {
        self.nats
    }
}

fn read_transitions(reader: &mut Reader<'_>) -> Result<[[i32; LABELS]; LABELS + 1], Error> {
    let mut transitions = [[FORBIDDEN; LABELS]; LABELS + 1];
    let starts = std::iter::once(None).chain((OUTSIDE..).take(LABELS).map(Some));
    for from in starts {
        for (to, score) in (OUTSIDE..).zip(&mut transitions[from.map_or(LABELS, usize::from)]) {
            let read = i32::from(reader.i16()?);
            if may_follow(from, to) {
                *score = read;
            }
        }
    }
    Ok(transitions)
}

fn read_rows(reader: &mut Reader<'_>, count: usize) -> Result<Vec<[i8; ROW]>, Error> {
    let (low, high) = (reader.bytes(count)?, reader.bytes(count)?);
    let masks = low.iter().zip(high).map(|(&low, &high)| u16::from_le_bytes([low, high]));
    let mut rows = Vec::with_capacity(count);
    for mask in masks {
        if mask >> LABELS != 0 {
            return Err(corrupt("the model has a weight for a label that does not exist"));
        }
        let mut row = [0; ROW];
        for (label, weight) in row.iter_mut().enumerate().take(LABELS) {
            if mask >> label & 1 == 1 {
                *weight = reader.u8()?.cast_signed();
            }
        }
        rows.push(row);
    }
    Ok(rows)
}
