//! Weights as whole bytes: the section of the model file that `entity` reads.

use newsgloss::entity::MentionType;
use newsgloss::entity::labels::{self, LABELS};
use newsgloss::model::KeyTable;

use super::crf::Row;
use super::dictionary::KEY_BITS;
use super::optimise::{Trained, transition};

/// How many units of score a nat is. Finer ones cost more and tell no more (`models/MODEL_CARD.md`).
const UNITS: u16 = 8;

/// What a weight gains before it is rounded, in units: the penalty leaves every weight too small by about so much.
const GIVEN_BACK: f32 = 0.25;

/// A feature whose weights are no more than this in all, in units, is not worth its key.
const LEAST: u16 = 1;

/// What a name of each type gains where it begins, in units, in the order of the types. The corpora name more places and
/// fewer people than news at large does, and made-up sports reports more organisations; this gives back the balance.
const BALANCE: [i16; MentionType::ALL.len()] = [6, -2, -6, 0, 0, 0];

/// A model of fewer features has fewer buckets than the rest: empty ones cost a byte each.
const FEW: usize = 10_000;

/// The section, and how many features are in it.
pub(super) fn section(keys: &[u32], trained: &Trained, with_evidence: bool) -> (Vec<u8>, usize) {
    let rows: Vec<(u32, [i8; LABELS])> = keys
        .iter()
        .zip(&trained.rows)
        .map(|(&key, row)| (key, quantise(row)))
        .filter(|(_, row)| row.iter().map(|weight| u16::from(weight.unsigned_abs())).sum::<u16>() > LEAST)
        .collect();
    let mut bytes = vec![u8::try_from(LABELS).expect("few labels"), u8::from(with_evidence)];
    bytes.extend((u16::MAX / UNITS + 1).to_le_bytes());
    for from in std::iter::once(None).chain((0..LABELS).map(Some)) {
        for to in 0..LABELS {
            let score = units(transition(trained, from, to), i16::MAX / 2) + balance(to);
            bytes.extend(score.to_le_bytes());
        }
    }
    let bucket_bits = if rows.len() < FEW { 8 } else { 16 };
    let keys: Vec<u32> = rows.iter().map(|&(key, _)| key).collect();
    bytes.extend(KeyTable::bytes_of(&keys, bucket_bits, (KEY_BITS - bucket_bits) / 8));
    let masks: Vec<u16> = rows.iter().map(|(_, row)| mask(row)).collect();
    for plane in 0..2 {
        bytes.extend(masks.iter().map(|mask| mask.to_le_bytes()[plane]));
    }
    bytes.extend(rows.iter().flat_map(|(_, row)| row.iter().filter(|&&weight| weight != 0)).map(|w| w.cast_unsigned()));
    (bytes, rows.len())
}

/// What a label gains by [`BALANCE`].
fn balance(label: usize) -> i16 {
    let begun = MentionType::ALL.into_iter().find(|&kind| usize::from(labels::begin(kind)) == label);
    begun.map_or(0, |kind| BALANCE[kind as usize])
}

fn quantise(row: &Row) -> [i8; LABELS] {
    let unit = |nats: f32| units(nats + (GIVEN_BACK / f32::from(UNITS)).copysign(nats), 127);
    std::array::from_fn(|label| i8::try_from(unit(row[label])).expect("within the bounds"))
}

/// A score in whole units, `most` at most on either side.
#[allow(clippy::cast_possible_truncation, reason = "what is within the bounds of a type fits it")]
fn units(nats: f32, most: i16) -> i16 {
    (nats * f32::from(UNITS)).round().clamp(-f32::from(most), f32::from(most)) as i16
}

/// The labels that have a weight.
fn mask(row: &[i8; LABELS]) -> u16 {
    row.iter().enumerate().fold(0, |mask, (label, &weight)| mask | u16::from(weight != 0) << label)
}
