//! `cargo xtask knowledge`: the file of things to link to, from tables of facts and four small tables of our own.
//!
//! Only tables in the public domain, or under the ISC or a BSD licence, go in: `models/KNOWLEDGE.md` names them. What
//! is under a share-alike licence is never read, the columns of `countries.tsv` that end in `_odbl` included.

mod cities;
mod countries;
mod organisations;
mod regions;
mod table;

use crate::arguments::Arguments;
use crate::failure::{Context, Outcome};
use crate::{data, paths};
use newsgloss::entity::link::encode::{self, Entry};
use newsgloss::entity::link::knowledge::how;
use newsgloss::entity::link::{Kind, Knowledge, Point, fold};
use std::path::Path;

/// Where entries come from; an entry's source is an index into this.
const SOURCES: [&str; 5] = [
    "country-coder (ISC) and The World Factbook (public domain)",
    "Natural Earth populated places (public domain)",
    "Natural Earth states and provinces (public domain)",
    "Name Suggestion Index (BSD-3-Clause)",
    "newsgloss (MIT or Apache-2.0)",
];
const COUNTRIES: u8 = 0;
const PLACES: u8 = 1;
const STATES: u8 = 2;
const BRANDS: u8 = 3;
const OWN: u8 = 4;

/// The longest name in capitals that is looked up in capitals alone: longer ones are no common words.
const SHORT: usize = 5;

/// `cargo xtask knowledge`.
pub(crate) fn command(arguments: &[String]) -> Outcome {
    let arguments = Arguments::read(arguments, &["data", "out"])?;
    let folder = data::folder(&arguments)?.join("gazetteer");
    let entries = gather(&folder)?;
    let bytes = encode::encode(&SOURCES, &entries);
    let knowledge = Knowledge::read(&bytes).doing(|| "reading what was made".to_string())?;
    let out = arguments.last("out").map_or_else(paths::knowledge, Into::into);
    paths::write(&out, &bytes)?;
    println!("{}: {} bytes, {} items", out.display(), bytes.len(), knowledge.len());
    for (source, name) in SOURCES.iter().enumerate() {
        println!("{:>7} from {name}", entries.iter().filter(|entry| usize::from(entry.source) == source).count());
    }
    for kind in Kind::ALL {
        let linkable = entries.iter().filter(|entry| entry.kind == kind && entry.wikidata != 0);
        println!("{:>7} of kind {}", linkable.count(), kind.as_str());
    }
    Ok(())
}

/// Every entry: the countries, then the regions, then the cities in the order of where they are, then the
/// organisations.
fn gather(folder: &Path) -> Outcome<Vec<Entry>> {
    let mut entries = countries::read(folder)?;
    let cities = cities::Cities::read(folder, &entries)?;
    let regions = regions::read(folder, &entries, &cities)?;
    let first = entries.len();
    entries.extend(regions.iter().map(|region| region.entry.clone()));
    cities.add(&mut entries, |country, name| {
        regions.iter().position(|region| region.is(country, name)).map(|at| first + at)
    });
    organisations::add(folder, &mut entries)?;
    Ok(entries)
}

/// Adds a name to an entry, unless it has one that is looked up the same way.
fn add_name(entry: &mut Entry, name: &str, how: u8) {
    let name = name.trim();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = letters <= SHORT && !name.chars().any(char::is_lowercase) && name.is_ascii();
    let how = if capitals { how | how::CAPITALS } else { how };
    let key = fold(name);
    let same = |(other, use_): &(String, u8)| fold(other) == key && (use_ ^ how) & !how::LABEL == 0;
    if !key.is_empty() && !entry.names.iter().any(same) {
        entry.names.push((name.to_string(), how));
    }
}

/// Makes `name` the one that the entry is shown by.
fn set_label(entry: &mut Entry, name: &str) {
    entry.names.iter_mut().for_each(|(_, how)| *how &= !how::LABEL);
    entry.names.retain(|(other, how)| fold(other) != fold(name) || how & how::DEMONYM != 0);
    add_name(entry, name, how::LABEL);
}

/// Eight for every doubling of the number of people above a thousand.
fn prominence(people: f64) -> u8 {
    let eighths = 8.0 * libm::log2((people / 1000.0).max(1.0));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
    let eighths = eighths.min(255.0) as u8;
    eighths
}

/// The point of those degrees.
fn point(lat: f64, lon: f64) -> Point {
    #[expect(clippy::cast_possible_truncation, reason = "at most 180 degrees")]
    let hundredths = |degrees: f64| (degrees * 100.0).round() as i16;
    Point { lat: hundredths(lat), lon: hundredths(lon) }
}
