//! Any bytes are refused as a model, or make one that the engine works with. A checksum is no defence against a file
//! made on purpose, so most models here have a right one.

#![no_main]

use libfuzzer_sys::fuzz_target;
use newsgloss::{Analyzer, Options, document::plain, model::FORMAT_VERSION};

#[path = "../../tests/it/span_laws.rs"]
#[allow(dead_code, reason = "each target holds the laws of what it makes")]
mod span_laws;

/// What the models that load are asked to read: names of every type, known words and unknown ones.
const ARTICLE: &str = "Merkel meets Tokayev\n\nALMATY (Reuters) – Kazakh President Kassym-Jomart Tokayev met Angela \
                       Merkel of the CDU in New York on Friday, before the World Cup.\n\nTokayev thanked the UN. “Xyzzy,” \
                       he said in 東京, и уехал.";

fuzz_target!(|input: &[u8]| {
    read_with(input);
    read_with(&repaired(input.to_vec()));
});

fn read_with(model: &[u8]) {
    if let Ok(analyzer) = Analyzer::new(model) {
        span_laws::names(&analyzer.analyze(plain::parse(ARTICLE), &Options::default()));
    }
}

/// Bytes before the section table, as the `model` module describes them.
const HEADER: usize = 16;
/// Bytes of one entry of the section table: a tag and a length, each of four.
const ENTRY: usize = 8;

/// `model` with the magic, version, section lengths and checksum that get it past the first checks.
fn repaired(mut model: Vec<u8>) -> Vec<u8> {
    model.resize(model.len().max(HEADER), 0);
    model[..8].copy_from_slice(b"newsglos");
    model[8..10].copy_from_slice(&FORMAT_VERSION.to_le_bytes());
    let sections = model[10] % 8;
    model[10..12].copy_from_slice(&[sections, 0]);
    repair_lengths(&mut model, usize::from(sections));
    let checksum = !crc32(crc32(!0, &model[..12]), &model[HEADER..]);
    model[12..HEADER].copy_from_slice(&checksum.to_le_bytes());
    model
}

/// Makes the sections fill the file exactly: no length beyond what is left, and the rest to the last.
fn repair_lengths(model: &mut Vec<u8>, sections: usize) {
    let table = HEADER..HEADER + sections * ENTRY;
    model.resize(if sections == 0 { HEADER } else { model.len().max(table.end) }, 0);
    let mut left = model.len() - table.end;
    for entry in (1..=sections).zip(model[table].chunks_exact_mut(ENTRY)) {
        let (number, length) = (entry.0, &mut entry.1[4..]);
        let wanted = u32::from_le_bytes(length.try_into().expect("four bytes")) as usize;
        let given = if number == sections { left } else { wanted.min(left) };
        length.copy_from_slice(&u32::try_from(given).expect("a small file").to_le_bytes());
        left -= given;
    }
}

/// Takes `bytes` into a CRC-32 (IEEE 802.3, reflected) under way, four bits at a time.
fn crc32(crc: u32, bytes: &[u8]) -> u32 {
    #[rustfmt::skip]
    const NIBBLES: [u32; 16] = [
        0x0000_0000, 0x1DB7_1064, 0x3B6E_20C8, 0x26D9_30AC, 0x76DC_4190, 0x6B6B_51F4, 0x4DB2_6158, 0x5005_713C,
        0xEDB8_8320, 0xF00F_9344, 0xD6D6_A3E8, 0xCB61_B38C, 0x9B64_C2B0, 0x86D3_D2D4, 0xA00A_E278, 0xBDBD_F21C,
    ];
    let step = |crc: u32, nibble: u32| (crc >> 4) ^ NIBBLES[((crc ^ nibble) & 15) as usize];
    bytes.iter().fold(crc, |crc, &byte| step(step(crc, u32::from(byte)), u32::from(byte >> 4)))
}
