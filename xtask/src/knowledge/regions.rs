//! Parts of countries and of the world.

use super::cities::Cities;
use super::table::{self, Table, pair, parts};
use super::{OWN, PLACES, STATES, add_name, point, prominence};
use crate::failure::Outcome;
use newsgloss::entity::link::encode::Entry;
use newsgloss::entity::link::knowledge::how;
use newsgloss::entity::link::{Kind, fold};
use std::collections::BTreeMap;
use std::path::Path;

const REGIONS: &str = include_str!("regions.tsv");
const PARTS: &str = include_str!("parts.tsv");

/// How much better known a part of the world is than a thousand people: as a city of four millions.
const PART: u8 = 96;

/// The same for a region of which only a point is known.
const DRAWN: u8 = 80;

/// A region is spoken of less than a city of as many people, by two bits.
const LESS: u8 = 16;

/// The countries whose states are written short behind a place in them: `La.`, `LA`.
const SHORTENED: [&str; 3] = ["US", "CA", "AU"];

/// A region, with the names that the tables have for it.
pub(super) struct Region {
    pub(super) entry: Entry,
    names: Vec<String>,
    /// Whether our own table says where it is.
    drawn: bool,
}

impl Region {
    /// Whether it is the region of that name in that country.
    pub(super) fn is(&self, country: [u8; 2], name: &str) -> bool {
        self.entry.country == Some(country) && self.names.iter().any(|other| other == name)
    }
}

/// What is known of a region from the cities in it.
#[derive(Default)]
struct Outline {
    people: f64,
    lat: f64,
    lon: f64,
    weight: f64,
    /// Whether a city in it has its name.
    namesake: bool,
}

/// The regions: those of our own table, then those that cities are in, then parts of the world.
pub(super) fn read(folder: &Path, countries: &[Entry], cities: &Cities) -> Outcome<Vec<Region>> {
    let outlines = outline(cities);
    let mut regions: Vec<Region> = Vec::new();
    for [iso, id, name, others, at] in table::own(REGIONS) {
        let country = table::code(iso).expect("a code in our own table");
        let mut names = vec![name.to_string()];
        names.extend(parts(others).map(str::to_string));
        let outline = names.iter().find_map(|name| outlines.get(&(country, name.clone())));
        let mut entry = entry(country, table::wikidata(id).expect("an item in our own table"), outline, pair(at));
        names
            .iter()
            .enumerate()
            .for_each(|(at, name)| add_name(&mut entry, name, if at == 0 { how::LABEL } else { 0 }));
        regions.push(Region { entry, names, drawn: !at.is_empty() });
    }
    for ((country, name), outline) in &outlines {
        let known = countries.iter().any(|entry| entry.country == Some(*country));
        if known && !regions.iter().any(|region| region.is(*country, name)) {
            let mut entry = Entry { source: PLACES, ..entry(*country, 0, Some(outline), None) };
            // Where a city has the region's name, the name is the city's unless it says where another place is.
            add_name(&mut entry, name, how::LABEL | if outline.namesake { how::BEHIND } else { 0 });
            regions.push(Region { entry, names: vec![name.clone()], drawn: false });
        }
    }
    add_states(folder, &mut regions)?;
    for [id, name, others, at] in table::own(PARTS) {
        let wikidata = table::wikidata(id).expect("an item in our own table");
        let (kind, source) = (Kind::Region, OWN);
        let point = pair(at).map(|(lat, lon)| point(lat, lon));
        let mut entry =
            Entry { wikidata, kind, country: None, region: None, point, prominence: PART, source, names: vec![] };
        add_name(&mut entry, name, how::LABEL);
        parts(others).for_each(|other| add_name(&mut entry, other, 0));
        regions.push(Region { entry, names: Vec::new(), drawn: true });
    }
    Ok(regions)
}

fn entry(country: [u8; 2], wikidata: u32, outline: Option<&Outline>, drawn: Option<(f64, f64)>) -> Entry {
    let middle = outline.map(|outline| (outline.lat / outline.weight, outline.lon / outline.weight));
    Entry {
        wikidata,
        kind: Kind::Region,
        country: Some(country),
        region: None,
        point: drawn.or(middle).map(|(lat, lon)| point(lat, lon)),
        prominence: outline.map_or(DRAWN, |outline| prominence(outline.people).saturating_sub(LESS)),
        source: OWN,
        names: Vec::new(),
    }
}

/// The regions that cities are in, each between its cities.
fn outline(cities: &Cities) -> BTreeMap<([u8; 2], String), Outline> {
    let mut outlines: BTreeMap<([u8; 2], String), Outline> = BTreeMap::new();
    for city in cities.all.iter().filter(|city| !city.region.is_empty()) {
        let outline = outlines.entry((city.country, city.region.clone())).or_default();
        let weight = city.people.max(1000.0).sqrt();
        outline.people += city.people;
        outline.lat += city.lat * weight;
        outline.lon += city.lon * weight;
        outline.weight += weight;
        outline.namesake |= city.entry.names.iter().any(|(name, _)| fold(name) == fold(&city.region));
    }
    outlines
}

/// Adds what Natural Earth knows of states: where they are, and how they are written short.
fn add_states(folder: &Path, regions: &mut [Region]) -> Outcome {
    let table = Table::read(folder, "admin1_ne50m_pd.tsv")?;
    for [name, short, postal, iso, lat, lon] in table.rows(["name", "abbrev", "postal", "iso2", "lat", "lon"])? {
        let Some(country) = table::code(iso) else { continue };
        let Some(region) = regions.iter_mut().find(|region| region.is(country, name)) else { continue };
        region.entry.source = STATES;
        if !region.drawn {
            region.entry.point = table::degrees(lat, lon).map(|(lat, lon)| point(lat, lon)).or(region.entry.point);
        }
        if SHORTENED.contains(&iso) {
            add_name(&mut region.entry, short, how::BEHIND);
            add_name(&mut region.entry, postal, how::BEHIND);
        }
    }
    Ok(())
}
