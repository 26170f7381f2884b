//! Countries, territories with a code of their own, and what their people are called.

use super::table::{self, Table, parts};
use super::{COUNTRIES, add_name, point, prominence, set_label};
use crate::failure::Outcome;
use newsgloss::entity::link::encode::Entry;
use newsgloss::entity::link::knowledge::how;
use newsgloss::entity::link::{Kind, fold};
use std::collections::BTreeSet;
use std::path::Path;

const NAMES: &str = include_str!("names.tsv");

/// Codes that are reserved for parts of countries, not for countries.
const RESERVED: [&str; 8] = ["AC", "CP", "CQ", "DG", "EA", "FX", "IC", "TA"];

/// The least that any country is known: as a town of sixty thousand people.
const LEAST: u8 = 48;

/// The countries, in the order of their codes.
pub(super) fn read(folder: &Path) -> Outcome<Vec<Entry>> {
    let table = Table::read(folder, "countries.tsv")?;
    let columns = ["qid", "iso2", "level", "name", "names_pd", "demonyms_pd", "lat", "lon", "pop"];
    let mut entries = Vec::new();
    let mut peoples = Vec::new();
    for [id, iso, level, name, names, people, lat, lon, pop] in table.rows(columns)? {
        let known = matches!(level, "country" | "territory") && !RESERVED.contains(&iso);
        let (Some(wikidata), Some(code), true) = (table::wikidata(id), table::code(iso), known) else { continue };
        let mut entry = Entry {
            wikidata,
            kind: Kind::Country,
            country: Some(code),
            region: None,
            point: table::degrees(lat, lon).map(|(lat, lon)| point(lat, lon)),
            prominence: prominence(pop.parse().unwrap_or_default()).max(LEAST),
            source: COUNTRIES,
            names: Vec::new(),
        };
        add_name(&mut entry, name, how::LABEL);
        parts(names).filter(|name| is_name(name)).for_each(|name| add_name(&mut entry, name, 0));
        peoples.push((code, level, people));
        entries.push(entry);
    }
    entries.sort_by_key(|entry| entry.country);
    add_peoples(&mut entries, &peoples);
    amend(&mut entries);
    Ok(entries)
}

/// Whether it is a name that English text uses: not a code, a note or one turned around at a comma.
fn is_name(name: &str) -> bool {
    let code = name.len() <= 3 && !name.chars().any(char::is_lowercase);
    !code && !name.contains([',', '(', ')']) && name.starts_with(char::is_uppercase) && name != "Dominican"
}

/// Adds what the people are called. A territory's are often called as the country's are, or as the place is.
fn add_peoples(entries: &mut [Entry], peoples: &[([u8; 2], &str, &str)]) {
    let places: BTreeSet<String> = entries.iter().flat_map(|e| e.names.iter().map(|(name, _)| fold(name))).collect();
    let of_countries = peoples.iter().filter(|(_, level, _)| *level == "country");
    let nations: BTreeSet<&str> = of_countries.flat_map(|(_, _, people)| parts(people)).collect();
    for (code, level, people) in peoples {
        let entry = find(entries, *code);
        for (at, people) in
            parts(people).enumerate().filter(|(_, name)| name.len() > 2 && !places.contains(&fold(name)))
        {
            if *level == "country" || !nations.contains(people) {
                // The first is the adjective.
                add_name(entry, people, how::DEMONYM | if at == 0 { 0 } else { how::PEOPLE });
            }
        }
    }
}

/// Adds our own table.
fn amend(entries: &mut [Entry]) {
    for [iso, what, names] in table::own(NAMES) {
        let entry = find(entries, table::code(iso).expect("a code in our own table"));
        match what {
            "item" => entry.wikidata = table::wikidata(names).expect("an item in our own table"),
            "at" => entry.point = table::pair(names).map(|(lat, lon)| point(lat, lon)),
            "label" => set_label(entry, names),
            "of" => parts(names).for_each(|name| add_name(entry, name, how::DEMONYM)),
            "people" => parts(names).for_each(|name| add_name(entry, name, how::DEMONYM | how::PEOPLE)),
            _ => parts(names).for_each(|name| add_name(entry, name, 0)),
        }
    }
}

fn find(entries: &mut [Entry], code: [u8; 2]) -> &mut Entry {
    let found = entries.iter_mut().find(|entry| entry.country == Some(code));
    found.unwrap_or_else(|| panic!("there is no country {}", String::from_utf8_lossy(&code)))
}
