//! The lists of names that the recogniser looks words up in, from tables that may be shipped.
//!
//! Left out on purpose: every column that ends in `_odbl` and every table whose licence is share-alike or unclear.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use newsgloss::entity::gazetteer::{List, phrase_key};
use newsgloss::model::KeyTable;

use super::sport::Pools;

use crate::failure::{Context, Failure, Outcome};

/// Keys have 16 + 8 bits, of the 32 of a hash.
const BUCKET_BITS: u32 = 16;
const LOW_BYTES: u32 = 1;

/// Cities of so many people are listed apart from smaller places.
const CITY: f64 = 100_000.0;

/// Names and the lists that they are on.
#[derive(Debug, Default)]
pub(super) struct Builder {
    lists: BTreeMap<u32, u8>,
}

impl Builder {
    fn add(&mut self, name: &str, list: List) {
        let name = name.trim();
        // One letter is no evidence, and a phrase in another script is never met in English text.
        if name.chars().filter(|c| c.is_alphabetic()).count() < 2 || name.chars().any(|c| u32::from(c) > 0x24F) {
            return;
        }
        if let Some(key) = phrase_key(name) {
            *self.lists.entry(key >> (32 - BUCKET_BITS - 8 * LOW_BYTES)).or_default() |= list.bit();
        }
    }

    fn add_all(&mut self, names: &str, list: List) {
        names.split('|').for_each(|name| self.add(name, list));
    }

    /// The section of the model file.
    pub(super) fn section(&self) -> Vec<u8> {
        if self.lists.is_empty() {
            return KeyTable::bytes_of(&[], 0, 1);
        }
        let keys: Vec<u32> = self.lists.keys().copied().collect();
        let mut bytes = KeyTable::bytes_of(&keys, BUCKET_BITS, LOW_BYTES);
        bytes.extend(self.lists.values());
        bytes
    }

    pub(super) fn len(&self) -> usize {
        self.lists.len()
    }
}

/// Reads every table in `folder`.
pub(super) fn build(folder: &Path) -> Outcome<Builder> {
    let mut builder = Builder::default();
    countries(&mut builder, &Table::read(&folder.join("countries.tsv"))?)?;
    places(&mut builder, &Table::read(&folder.join("places_ne.tsv"))?)?;
    provinces(&mut builder, &Table::read(&folder.join("admin1_ne50m_pd.tsv"))?)?;
    politicians(&mut builder, folder)?;
    organisations(&mut builder, &Table::read(&folder.join("orgs_nsi.tsv"))?)?;
    for nationality in read(&folder.join("nationalities_pd.txt"))?.lines() {
        builder.add(nationality, List::Demonym);
        builder.add(&format!("{nationality}s"), List::Demonym);
    }
    for file in ["first_names_female.txt", "first_names_male.txt"] {
        read(&folder.join(file))?.lines().for_each(|name| builder.add(name, List::GivenName));
    }
    Ok(builder)
}

/// Names for sports reports that are made up.
pub(super) fn pools(folder: &Path) -> Outcome<Pools> {
    let column = |table: &Table, name: &str| -> Outcome<Vec<String>> {
        let [column] = table.columns([name])?;
        let names = table.rows().map(|row| row[column].to_owned());
        Ok(names.filter(|name| name.is_ascii() && name.starts_with(char::is_uppercase)).collect())
    };
    let given = ["first_names_female.txt", "first_names_male.txt"].map(|file| read(&folder.join(file)));
    let given = given.into_iter().collect::<Outcome<String>>()?;
    let congress = column(&Table::read(&folder.join("people_us_congress_pd.tsv"))?, "name")?;
    let leaders = column(&Table::read(&folder.join("leaders_factbook2026_pd.tsv"))?, "name")?;
    let surname = |name: &String| name.rsplit(' ').next().map(str::to_owned);
    Ok(Pools {
        cities: column(&Table::read(&folder.join("places_ne.tsv"))?, "name")?,
        countries: column(&Table::read(&folder.join("countries.tsv"))?, "name")?,
        given: given.lines().filter(|name| name.starts_with(char::is_uppercase)).map(str::to_owned).collect(),
        surnames: congress.iter().chain(&leaders).filter_map(surname).collect(),
    })
}

fn countries(builder: &mut Builder, table: &Table) -> Outcome {
    let [name, names, demonyms, capital, organisations] =
        table.columns(["name", "names_pd", "demonyms_pd", "capital", "orgs"])?;
    for row in table.rows() {
        builder.add(row[name], List::Country);
        // Codes of two letters and numbers are no names.
        row[names].split('|').filter(|name| name.len() > 2).for_each(|name| builder.add(name, List::Country));
        builder.add_all(row[demonyms], List::Demonym);
        builder.add(row[capital], List::City);
        let members = row[organisations].split(',').map(|part| part.split('(').next().unwrap_or(part).trim());
        members.filter(|name| name.len() < 12).for_each(|name| builder.add(name, List::Organisation));
    }
    Ok(())
}

fn places(builder: &mut Builder, table: &Table) -> Outcome {
    let [name, aliases, population, kind] = table.columns(["name", "aliases", "pop", "kind"])?;
    for row in table.rows() {
        let large = row[population].parse().is_ok_and(|people: f64| people >= CITY) || row[kind].starts_with("Admin-0");
        let list = if large { List::City } else { List::Place };
        builder.add(row[name], list);
        builder.add_all(row[aliases], list);
    }
    Ok(())
}

fn provinces(builder: &mut Builder, table: &Table) -> Outcome {
    let [name, other, abbreviation] = table.columns(["name", "name_alt", "abbrev"])?;
    for row in table.rows() {
        builder.add(row[name], List::Place);
        builder.add_all(row[other], List::Place);
        builder.add(row[abbreviation], List::Place);
    }
    Ok(())
}

fn politicians(builder: &mut Builder, folder: &Path) -> Outcome {
    let leaders = Table::read(&folder.join("leaders_factbook2026_pd.tsv"))?;
    let [name, surname] = leaders.columns(["name", "surname"])?;
    for row in leaders.rows() {
        builder.add(row[name], List::Person);
        builder.add(row[surname], List::Surname);
    }
    let congress = Table::read(&folder.join("people_us_congress_pd.tsv"))?;
    let [name, aliases] = congress.columns(["name", "aliases"])?;
    for row in congress.rows() {
        builder.add_all(row[aliases], List::Person);
        builder.add(row[name], List::Person);
        builder.add(row[name].rsplit(' ').next().unwrap_or_default(), List::Surname);
    }
    Ok(())
}

/// Organisations. Many brands are common words, so that a name of one word is taken only if it is found in several
/// countries; and a local operator of pylons or benches is not what news writes about.
fn organisations(builder: &mut Builder, table: &Table) -> Outcome {
    let [label, names, categories, countries] = table.columns(["label", "names", "cats", "n_loc"])?;
    for row in table.rows() {
        let known = row[countries].parse().is_ok_and(|count: u32| count >= 2);
        let brand = row[categories].contains("brands/") || PUBLIC.iter().any(|kind| row[categories].contains(kind));
        for name in row[names].split('|').chain([row[label]]) {
            let capital = name.chars().next().is_some_and(char::is_uppercase);
            let words = name.split_whitespace().count();
            if capital && (known || brand && words > 1) {
                builder.add(name, List::Organisation);
            }
        }
    }
    Ok(())
}

/// Kinds of operator that news writes about.
const PUBLIC: [&str; 6] = [
    "operators/government",
    "operators/police",
    "operators/university",
    "operators/hospital",
    "operators/protected_area",
    "operators/courthouse",
];

fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).doing(|| format!("reading {}", path.display()))
}

/// A table of tab-separated values under a line of headings.
struct Table {
    path: String,
    text: String,
}

impl Table {
    fn read(path: &Path) -> Outcome<Self> {
        Ok(Table { path: path.display().to_string(), text: read(path)? })
    }

    /// The numbers of the columns with these headings.
    fn columns<const N: usize>(&self, names: [&str; N]) -> Outcome<[usize; N]> {
        let headings: Vec<&str> = self.text.lines().next().unwrap_or_default().split('\t').collect();
        let mut columns = [0; N];
        for (column, name) in columns.iter_mut().zip(names) {
            *column = headings
                .iter()
                .position(|heading| *heading == name)
                .ok_or_else(|| Failure::new(format!("{} has no column {name}", self.path)))?;
        }
        Ok(columns)
    }

    /// The cells of each row that has as many as the headings.
    fn rows(&self) -> impl Iterator<Item = Vec<&str>> {
        let width = self.text.lines().next().unwrap_or_default().split('\t').count();
        self.text.lines().skip(1).map(move |line| {
            let mut cells: Vec<&str> = line.split('\t').collect();
            cells.resize(cells.len().max(width), "");
            cells
        })
    }
}
