//! The model file: what is refused and with which code, and that no byte of it can make the reader panic.

use newsgloss::document::plain;
use newsgloss::error::ErrorCode;
use newsgloss::{Analysis, Analyzer, Options};

/// A small model of format version 3, kept as it was written: what is read today is read tomorrow.
pub(crate) const SMALL: &[u8] = include_bytes!("../data/small.model");

/// Where the format's version, the number of sections and the checksum stand.
const VERSION: usize = 8;
const SECTIONS: usize = 10;
const CHECKSUM: usize = 12;
const TABLE: usize = 16;

const TEXT: &str = "LINDAU, Sweden (AP) — Mayor Karin Holt of Lindau met Gen. al-Sisi, 52, at the U.N. on Tuesday.\n\n\
                    NATO PLANS\n\nHolt told the Lindau Post that NATO (North Atlantic Treaty Organization) had agreed.";

fn analyse(analyzer: &Analyzer) -> Analysis {
    analyzer.analyze(plain::parse(TEXT), &Options::default())
}

fn refusal(bytes: &[u8]) -> ErrorCode {
    Analyzer::new(bytes).expect_err("a model that is not whole").code()
}

/// CRC-32 bit by bit, as the standard words it; the reader has its own, by table.
fn crc32(bytes: impl Iterator<Item = u8>) -> u32 {
    !bytes.fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 })
    })
}

/// The file with a checksum that fits it: what an attacker would write.
fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let checksum = crc32(bytes[..CHECKSUM].iter().chain(&bytes[TABLE..]).copied());
    bytes[CHECKSUM..TABLE].copy_from_slice(&checksum.to_le_bytes());
    bytes
}

/// Loading a forged model gives an error or a model; one that loads may find nonsense and keeps the laws.
fn withstand(bytes: Vec<u8>) {
    match Analyzer::new(&sealed(bytes)) {
        Ok(analyzer) => crate::span_laws::names(&analyse(&analyzer)),
        Err(error) => {
            let known = [ErrorCode::ModelCorrupt, ErrorCode::ModelVersion, ErrorCode::ModelFormat];
            assert!(known.contains(&error.code()), "{error:?}");
        }
    }
}

fn changed(at: usize, byte: u8) -> Vec<u8> {
    let mut bytes = SMALL.to_vec();
    bytes[at] = byte;
    bytes
}

#[test]
fn the_checksum_is_the_standard_one() {
    assert_eq!(sealed(SMALL.to_vec()), SMALL);
}

#[test]
fn what_is_no_model_is_told_from_one_of_another_version_and_a_damaged_one() {
    assert_eq!(refusal(b""), ErrorCode::ModelFormat);
    assert_eq!(refusal(b"<!doctype html>"), ErrorCode::ModelFormat);
    assert_eq!(refusal(&sealed(changed(VERSION, 2))), ErrorCode::ModelVersion);
    assert_eq!(refusal(&changed(VERSION, 4)), ErrorCode::ModelVersion);
    assert_eq!(refusal(&changed(VERSION + 1, 1)), ErrorCode::ModelVersion);
    assert_eq!(refusal(&changed(VERSION, 0)), ErrorCode::ModelCorrupt);
    assert_eq!(refusal(&changed(SECTIONS, 1)), ErrorCode::ModelCorrupt);
    assert_eq!(refusal(&sealed(changed(SECTIONS, 1))), ErrorCode::ModelCorrupt);
}

#[test]
fn a_model_cut_short_anywhere_is_refused() {
    for length in 0..SMALL.len() {
        let code = refusal(&SMALL[..length]);
        assert_eq!(
            code,
            if length < VERSION { ErrorCode::ModelFormat } else { ErrorCode::ModelCorrupt },
            "{length} bytes"
        );
    }
}

#[test]
fn a_model_with_any_byte_changed_is_refused() {
    for (at, &byte) in SMALL.iter().enumerate() {
        for byte in [!byte, byte ^ 1] {
            let code = refusal(&changed(at, byte));
            assert!(at < SECTIONS || code == ErrorCode::ModelCorrupt, "byte {at}: {code:?}");
        }
    }
}

#[test]
fn a_forged_model_never_panics() {
    // Sizes and transitions stand at the front of a section; further on every seventh byte stands for its kind.
    let places =
        (0..1_000.min(SMALL.len())).chain((1_000..SMALL.len()).step_by(7)).filter(|at| !(CHECKSUM..TABLE).contains(at));
    for at in places {
        [0, 0x7F, 0x80, 0xFF, !SMALL[at]].into_iter().for_each(|byte| withstand(changed(at, byte)));
    }
}

#[test]
fn a_forged_model_cut_short_or_made_longer_never_panics() {
    for length in (TABLE..SMALL.len()).step_by(11) {
        withstand(SMALL[..length].to_vec());
        withstand([SMALL, &SMALL[..length]].concat());
    }
}

#[test]
fn a_forged_model_of_nothing_but_extremes_never_panics() {
    for byte in [0x01, 0x7F, 0x80, 0xFF] {
        for front in [TABLE + 16, TABLE + 20, 600] {
            let mut bytes = SMALL.to_vec();
            bytes[front..].fill(byte);
            withstand(bytes);
        }
        // The weights stand at the end of their section, which comes first.
        let mut bytes = SMALL.to_vec();
        let weights = bytes.len() / 2..bytes.len() - 3;
        bytes[weights].fill(byte);
        withstand(bytes);
    }
}
