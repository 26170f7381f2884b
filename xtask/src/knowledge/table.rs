//! Tables of tab-separated values.

use crate::failure::{Context, Failure, Outcome};
use std::path::Path;

/// A table with a first line that names its columns.
pub(super) struct Table {
    text: String,
}

impl Table {
    pub(super) fn read(folder: &Path, name: &str) -> Outcome<Table> {
        let path = folder.join(name);
        let text = std::fs::read_to_string(&path).doing(|| format!("reading {}", path.display()))?;
        Ok(Table { text })
    }

    /// The rows, each with the values of those columns.
    pub(super) fn rows<const N: usize>(&self, columns: [&str; N]) -> Outcome<impl Iterator<Item = [&str; N]>> {
        let mut lines = self.text.lines();
        let head: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
        let mut at = [0; N];
        for (at, name) in at.iter_mut().zip(columns) {
            let found = head.iter().position(|other| *other == name);
            *at = found.ok_or_else(|| Failure::new(format!("a table has no column {name}")))?;
        }
        Ok(lines.map(move |line| {
            let values: Vec<&str> = line.split('\t').collect();
            at.map(|at| values.get(at).copied().unwrap_or_default().trim())
        }))
    }
}

/// The rows of one of our own tables: no head, and lines of comment.
pub(super) fn own<const N: usize>(text: &str) -> impl Iterator<Item = [&str; N]> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| {
        let mut values = line.split('\t');
        std::array::from_fn(|_| values.next().unwrap_or_default())
    })
}

/// The parts of a value.
pub(super) fn parts(value: &str) -> impl Iterator<Item = &str> {
    value.split('|').map(str::trim).filter(|part| !part.is_empty())
}

/// The number of a Wikidata item: 30 for `Q30`.
pub(super) fn wikidata(id: &str) -> Option<u32> {
    id.strip_prefix('Q')?.parse().ok()
}

/// A country code, if it is one.
pub(super) fn code(text: &str) -> Option<[u8; 2]> {
    let code: [u8; 2] = text.as_bytes().try_into().ok()?;
    code.iter().all(u8::is_ascii_uppercase).then_some(code)
}

/// The degrees of a pair of values.
pub(super) fn degrees(lat: &str, lon: &str) -> Option<(f64, f64)> {
    Some((lat.parse().ok()?, lon.parse().ok()?))
}

/// The degrees of one value: `41.3,69.2`.
pub(super) fn pair(value: &str) -> Option<(f64, f64)> {
    let (lat, lon) = value.split_once(',')?;
    degrees(lat, lon)
}
