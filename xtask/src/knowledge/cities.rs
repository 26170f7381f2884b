//! Cities, towns and villages.

use super::table::{self, Table, parts};
use super::{PLACES, add_name, point, prominence};
use crate::failure::Outcome;
use newsgloss::entity::link::Kind;
use newsgloss::entity::link::encode::Entry;
use newsgloss::entity::link::knowledge::how;
use std::collections::BTreeSet;
use std::path::Path;

/// One place of Natural Earth.
pub(super) struct City {
    pub(super) country: [u8; 2],
    /// The state or province, as Natural Earth calls it; may be empty.
    pub(super) region: String,
    pub(super) lat: f64,
    pub(super) lon: f64,
    pub(super) people: f64,
    pub(super) entry: Entry,
}

/// The places, in the order of their countries and regions.
pub(super) struct Cities {
    pub(super) all: Vec<City>,
}

impl Cities {
    pub(super) fn read(folder: &Path, countries: &[Entry]) -> Outcome<Cities> {
        let table = Table::read(folder, "places_ne.tsv")?;
        let mut seen: BTreeSet<u32> = countries.iter().map(|country| country.wikidata).collect();
        let columns = ["qid", "name", "aliases", "iso2", "admin1", "lat", "lon", "pop", "kind"];
        let mut all = Vec::new();
        for [id, name, aliases, iso, region, lat, lon, pop, kind] in table.rows(columns)? {
            let country = table::code(iso).filter(|code| countries.iter().any(|entry| entry.country == Some(*code)));
            let (Some(wikidata), Some(country)) = (table::wikidata(id), country) else { continue };
            let (Some((lat, lon)), true) = (table::degrees(lat, lon), is_settled(kind)) else { continue };
            if !seen.insert(wikidata) {
                continue;
            }
            let people: f64 = pop.parse().unwrap_or_default();
            let mut entry = Entry {
                wikidata,
                kind: Kind::City,
                country: Some(country),
                region: None,
                point: Some(point(lat, lon)),
                prominence: prominence(people).saturating_add(rank(kind)),
                source: PLACES,
                names: Vec::new(),
            };
            add_name(&mut entry, name, how::LABEL);
            parts(aliases).filter(|alias| is_name(alias)).for_each(|alias| add_name(&mut entry, alias, 0));
            all.push(City { country, region: region.to_string(), lat, lon, people, entry });
        }
        all.sort_by(|a, b| (a.country, &a.region, a.entry.wikidata).cmp(&(b.country, &b.region, b.entry.wikidata)));
        Ok(Cities { all })
    }

    /// Adds the cities to the entries; `region` gives the entry of a country's region.
    pub(super) fn add(self, entries: &mut Vec<Entry>, region: impl Fn([u8; 2], &str) -> Option<usize>) {
        for city in self.all {
            let region = region(city.country, &city.region);
            entries.push(Entry { region, ..city.entry });
        }
    }
}

fn is_settled(kind: &str) -> bool {
    kind.starts_with("Admin") || kind == "Populated place"
}

/// What being a capital adds.
fn rank(kind: &str) -> u8 {
    match kind {
        "Admin-0 capital" => 24,
        "Admin-0 capital alt" | "Admin-0 region capital" => 12,
        "Admin-1 capital" => 4,
        _ => 0,
    }
}

/// Whether an alias is a name, and not an address or damaged.
fn is_name(alias: &str) -> bool {
    alias.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’' | '.'))
        && alias.chars().filter(|c| *c == '-').count() < 2
        && alias.starts_with(char::is_uppercase)
}
