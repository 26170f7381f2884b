//! Organisations: our own table, and brands and operators whose names say what they are.

use super::table::{self, Table, parts};
use super::{BRANDS, OWN, add_name};
use crate::failure::Outcome;
use newsgloss::entity::link::encode::Entry;
use newsgloss::entity::link::knowledge::how;
use newsgloss::entity::link::{Kind, fold};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const ORGANISATIONS: &str = include_str!("organisations.tsv");

/// How well known an organisation of our own table is: as a city of four millions.
const KNOWN: u8 = 96;

/// The same for one of the index.
const LISTED: u8 = 60;

/// What an organisation of the index has to do with to be one that news may name.
#[rustfmt::skip]
const CATEGORIES: [&str; 22] = [
    "brands/bank", "brands/car", "brands/company", "brands/department_store", "brands/electronics", "brands/fuel",
    "brands/furniture", "brands/hotel", "brands/insurance", "brands/mobile_phone", "brands/supermarket",
    "brands/telecommunication", "operators/data_center", "operators/fire_station", "operators/generator",
    "operators/government", "operators/hospital", "operators/library", "operators/military", "operators/pipeline",
    "operators/plant", "operators/police",
];

/// Adds the organisations.
pub(super) fn add(folder: &Path, entries: &mut Vec<Entry>) -> Outcome {
    let mut seen = BTreeSet::new();
    for [id, name, others] in table::own(ORGANISATIONS) {
        let wikidata = table::wikidata(id).expect("an item in our own table");
        seen.insert(wikidata);
        let mut entry = entry(wikidata, KNOWN, OWN);
        add_name(&mut entry, name, how::LABEL);
        parts(others).for_each(|other| add_name(&mut entry, other, 0));
        entries.push(entry);
    }
    let table = Table::read(folder, "orgs_nsi.tsv")?;
    let mut listed: BTreeMap<String, Vec<(u32, &str)>> = BTreeMap::new();
    for [id, label, categories] in table.rows(["qid", "label", "cats"])? {
        let Some(wikidata) = table::wikidata(id) else { continue };
        if parts(categories).any(|category| CATEGORIES.contains(&category)) && speaks_for_itself(label) {
            listed.entry(fold(label)).or_default().push((wikidata, label));
        }
    }
    let taken: BTreeSet<String> = entries.iter().flat_map(|e| e.names.iter().map(|(name, _)| fold(name))).collect();
    for (key, items) in &listed {
        let &[(wikidata, label)] = items.as_slice() else { continue };
        if !taken.contains(key) && seen.insert(wikidata) {
            let mut entry = entry(wikidata, LISTED, BRANDS);
            add_name(&mut entry, label, how::LABEL);
            entries.push(entry);
        }
    }
    Ok(())
}

fn entry(wikidata: u32, prominence: u8, source: u8) -> Entry {
    let (kind, names) = (Kind::Organisation, Vec::new());
    Entry { wikidata, kind, country: None, region: None, point: None, prominence, source, names }
}

/// What begins a name that many bodies have, each in its own country or town.
const GENERIC: [&str; 14] = [
    "Central",
    "City",
    "County",
    "Department",
    "Fire",
    "General",
    "Metropolitan",
    "Ministry",
    "Municipal",
    "National",
    "Police",
    "Public",
    "State",
    "University",
];

/// Whether a name is one of its own and not made of common words alone: two words or more, in Latin letters.
fn speaks_for_itself(label: &str) -> bool {
    let words: Vec<&str> = label.split_whitespace().collect();
    let latin = label.chars().all(|c| c.is_ascii() || ('\u{C0}'..'\u{250}').contains(&c));
    let capitals = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    let proper = words.iter().filter(|word| !matches!(**word, "The" | "THE")).count();
    let generic = words.first().is_some_and(|word| GENERIC.contains(word))
        || label.ends_with("Council")
        || label.ends_with("County");
    (2..=6).contains(&proper) && latin && !generic && capitals >= 2 && !label.contains(['(', ','])
}
