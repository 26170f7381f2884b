//! The knowledge file: what there is in the world to link to, and under which names.
//!
//! It has the container of the model (see [`crate::model`]) with sections of its own:
//!
//! | section | what it holds |
//! | --- | --- |
//! | `srcs` | the sources, a line each: every item names one |
//! | `nams` | the names, in the order of their keys (see `names.rs`) |
//! | `isos` | the ISO 3166-1 codes of the countries, two letters each: the first items are the countries, in this order |
//! | `item` | the items, a column after another (see [`Item`]) |
//! | `sens` | which items each name has, and how |
//!
//! Numbers whose width is not said are little-endian in groups of seven bits, the high bit set on all but the last.

use std::ops::Range;

use super::key::fold;
use super::names::Names;
use crate::error::{Error, ErrorCode};
use crate::model::{File, Reader, corrupt};

/// The most items that one name may have.
const MOST_SENSES: usize = 64;

/// What sort of thing an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Kind {
    /// Countries, and territories that have a country code of their own.
    Country,
    /// States, provinces and other parts of countries; parts of the world.
    Region,
    /// Cities, towns and villages.
    City,
    /// Organisations.
    Organisation,
}

impl Kind {
    /// Every kind, in the order of the enum.
    pub const ALL: [Kind; 4] = [Kind::Country, Kind::Region, Kind::City, Kind::Organisation];

    /// The name that reaches JavaScript.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Country => "country",
            Kind::Region => "region",
            Kind::City => "city",
            Kind::Organisation => "organisation",
        }
    }
}

/// A point on the globe, in hundredths of a degree: about a kilometre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// North of the equator, −9,000 to 9,000.
    pub lat: i16,
    /// East of Greenwich, −18,000 to 18,000.
    pub lon: i16,
}

/// One thing in the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// The number of its Wikidata item; 0 for a region that is known only as the place of others.
    pub wikidata: u32,
    /// What it is.
    pub kind: Kind,
    /// The country that it is in, or is: an index into the items.
    pub country: Option<usize>,
    /// The region that it is in: an index into the items.
    pub region: Option<usize>,
    /// Where it is.
    pub point: Option<Point>,
    /// How much is known to speak of it: eight for every doubling of the number of people above a thousand, and more
    /// for a capital.
    pub prominence: u8,
    /// Where the entry comes from: an index into the sources.
    pub source: u8,
    /// The name that it is shown by: an index into the names.
    label: usize,
}

/// How a name stands for an item. The values are bits of [`Sense::how`].
pub mod how {
    /// The name is the one that the item is shown by.
    pub const LABEL: u8 = 1;
    /// The name is of what belongs to the country, or of its people: `Kazakh`.
    pub const DEMONYM: u8 = 2;
    /// The name stands for the item only behind a place in it: the `La.` of `Alexandria, La.`
    pub const BEHIND: u8 = 4;
    /// The name stands for the item only in capitals: `WHO`.
    pub const CAPITALS: u8 = 8;
    /// The name is of people themselves, `Kazakhs`: it tells what an article is about, and is no name of the country.
    pub const PEOPLE: u8 = 16;
    /// All of them.
    pub(super) const ALL: u8 = LABEL | DEMONYM | BEHIND | CAPITALS | PEOPLE;
}

/// One thing that a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sense {
    /// An index into the items.
    pub item: usize,
    /// Bits of [`how`].
    pub how: u8,
}

/// Everything that a knowledge file holds.
#[derive(Debug)]
pub struct Knowledge {
    sources: Vec<String>,
    names: Names,
    codes: Vec<[u8; 2]>,
    items: Vec<Item>,
    senses: Vec<Sense>,
    /// Where the senses of each name end.
    ends: Vec<usize>,
}

impl Knowledge {
    /// Reads a knowledge file.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::KnowledgeFormat`] if the bytes are none, [`ErrorCode::KnowledgeVersion`] if a newer version wrote
    /// them, [`ErrorCode::KnowledgeCorrupt`] if they are cut short, damaged or contradict themselves.
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        let file = File::open(bytes).map_err(|error| explain(&error))?;
        // The model has the same container: what tells the two apart is what is in it.
        file.section(*b"sens").map_err(|_| explain(&Error::new(ErrorCode::ModelFormat, "")))?;
        Knowledge::from_file(&file).map_err(|error| explain(&error))
    }

    fn from_file(file: &File<'_>) -> Result<Self, Error> {
        let mut reader = file.section(*b"nams")?;
        let names = Names::read(&mut reader)?;
        reader.finish()?;
        let sources = read_lines(file.section(*b"srcs")?)?;
        let codes = read_codes(file.section(*b"isos")?)?;
        let mut items = read_items(file.section(*b"item")?, sources.len(), codes.len())?;
        let (senses, ends) = read_senses(file.section(*b"sens")?, names.len(), items.len())?;
        set_labels(&mut items, &senses, &ends)?;
        Ok(Knowledge { sources, names, codes, items, senses, ends })
    }

    /// An item by its index.
    pub fn item(&self, at: usize) -> &Item {
        &self.items[at]
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is nothing to link to.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The name that an item is shown by.
    pub fn label(&self, at: usize) -> &str {
        self.names.get(self.items[at].label)
    }

    /// The ISO 3166-1 code of a country: two capital letters.
    pub fn code(&self, country: usize) -> Option<&str> {
        std::str::from_utf8(self.codes.get(country)?).ok()
    }

    /// The country of that ISO 3166-1 code.
    pub fn country(&self, code: &str) -> Option<usize> {
        self.codes.iter().position(|other| other == code.as_bytes())
    }

    /// Where an item's entry comes from, with its licence.
    pub fn source(&self, at: usize) -> &str {
        &self.sources[usize::from(self.items[at].source)]
    }

    /// Every source.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        self.sources.iter().map(String::as_str)
    }

    /// What a name stands for, in the order of the items.
    pub fn senses(&self, name: &str) -> impl Iterator<Item = Sense> + '_ {
        let key = fold(name);
        let names = if key.is_empty() { 0..0 } else { self.names.find(&key) };
        names.flat_map(|name| &self.senses[self.senses_of(name)]).copied()
    }

    fn senses_of(&self, name: usize) -> Range<usize> {
        let start = if name == 0 { 0 } else { self.ends[name - 1] };
        start..self.ends[name]
    }

    /// Whether `outer` is the country or the region that `inner` is in.
    pub fn contains(&self, outer: usize, inner: usize) -> bool {
        let item = &self.items[inner];
        inner != outer && (item.country == Some(outer) || item.region == Some(outer))
    }
}

/// The same failure in words that speak of knowledge files.
fn explain(error: &Error) -> Error {
    let (code, message) = match error.code() {
        ErrorCode::ModelFormat => (ErrorCode::KnowledgeFormat, "these bytes are not a newsgloss knowledge file"),
        ErrorCode::ModelVersion => {
            (ErrorCode::KnowledgeVersion, "the knowledge file is of a newer format than this build of newsgloss reads")
        }
        _ => (ErrorCode::KnowledgeCorrupt, "the knowledge file is damaged or cut short"),
    };
    Error::new(code, message)
}

fn read_lines(mut reader: Reader<'_>) -> Result<Vec<String>, Error> {
    let length = reader.u32()? as usize;
    let text = std::str::from_utf8(reader.bytes(length)?).map_err(|_| corrupt("the sources are no text"))?;
    reader.finish()?;
    Ok(text.lines().map(str::to_string).collect())
}

fn read_codes(mut reader: Reader<'_>) -> Result<Vec<[u8; 2]>, Error> {
    let codes: Vec<[u8; 2]> = (0..reader.u8()?).map(|_| reader.array()).collect::<Result<_, Error>>()?;
    reader.finish()?;
    let all = codes.iter().flatten().all(u8::is_ascii_uppercase);
    if all { Ok(codes) } else { Err(corrupt("a country code is not of two letters")) }
}

/// Columns, in this order: kind, country (its index and one, 0 for none), prominence, source (a byte each); the bytes of
/// latitude, low ones first, and of longitude; then the numbers of the Wikidata items and those of the regions (the
/// index and one, 0 for none), as groups of seven bits.
fn read_items(mut reader: Reader<'_>, sources: usize, countries: usize) -> Result<Vec<Item>, Error> {
    let count = reader.u32()? as usize;
    let mut column = || reader.bytes(count);
    let (kinds, countries_of) = (column()?, column()?);
    let (prominence, sources_of) = (column()?, column()?);
    let (lat, lon) = ((column()?, column()?), (column()?, column()?));
    let mut items = Vec::with_capacity(count);
    let pair = |(low, high): (&[u8], &[u8]), at: usize| i16::from_le_bytes([low[at], high[at]]);
    for at in 0..count {
        let kind = Kind::ALL.get(usize::from(kinds[at])).copied().ok_or_else(|| corrupt("an item of no known kind"))?;
        let country = usize::from(countries_of[at]).checked_sub(1);
        let known = country.is_none_or(|country| country < countries) && usize::from(sources_of[at]) < sources;
        if !known || (at < countries) != (kind == Kind::Country) {
            return Err(corrupt("an item names a country or a source that is not there"));
        }
        let point = point(pair(lat, at), pair(lon, at))?;
        let (prominence, source) = (prominence[at], sources_of[at]);
        items.push(Item { wikidata: 0, kind, country, region: None, point, prominence, source, label: usize::MAX });
    }
    if count < countries {
        return Err(corrupt("there are fewer items than countries"));
    }
    for item in &mut items {
        item.wikidata = number(&mut reader)?;
    }
    for at in 0..count {
        let region = (number(&mut reader)? as usize).checked_sub(1);
        if region.is_some_and(|region| items.get(region).is_none_or(|item| item.kind != Kind::Region)) {
            return Err(corrupt("an item names a region that is none"));
        }
        items[at].region = region;
    }
    reader.finish()?;
    Ok(items)
}

/// The point, if there is one: an item without one has a latitude of the lowest number.
fn point(lat: i16, lon: i16) -> Result<Option<Point>, Error> {
    match (lat, lon) {
        (i16::MIN, _) => Ok(None),
        (-9_000..=9_000, -18_000..=18_000) => Ok(Some(Point { lat, lon })),
        _ => Err(corrupt("a place lies nowhere on the globe")),
    }
}

/// How many senses each name has (a byte each), then for each sense a byte of how, then for each its item.
fn read_senses(mut reader: Reader<'_>, names: usize, items: usize) -> Result<(Vec<Sense>, Vec<usize>), Error> {
    let counts = reader.bytes(names)?;
    if counts.iter().any(|&count| usize::from(count) > MOST_SENSES) {
        return Err(corrupt("a name has too many senses"));
    }
    let ends: Vec<usize> = counts
        .iter()
        .scan(0, |end, &count| {
            *end += usize::from(count);
            Some(*end)
        })
        .collect();
    let hows = reader.bytes(ends.last().copied().unwrap_or_default())?;
    let mut senses = Vec::with_capacity(hows.len());
    for &how in hows {
        let item = number(&mut reader)? as usize;
        if item >= items || how & !how::ALL != 0 {
            return Err(corrupt("a name stands for an item that is not there"));
        }
        senses.push(Sense { item, how });
    }
    reader.finish()?;
    Ok((senses, ends))
}

/// Finds each item's label among the names.
fn set_labels(items: &mut [Item], senses: &[Sense], ends: &[usize]) -> Result<(), Error> {
    let mut from = 0;
    for (name, &end) in ends.iter().enumerate() {
        for sense in senses[from..end].iter().filter(|sense| sense.how & how::LABEL != 0) {
            items[sense.item].label = name;
        }
        from = end;
    }
    let all = items.iter().all(|item| item.label != usize::MAX);
    if all { Ok(()) } else { Err(corrupt("an item has no label")) }
}

/// A number in groups of seven bits.
fn number(reader: &mut Reader<'_>) -> Result<u32, Error> {
    let mut value = 0;
    for shift in (0..32).step_by(7) {
        let byte = reader.u8()?;
        let group = u32::from(byte & 0x7F);
        if shift == 28 && group > 0xF {
            break;
        }
        value |= group << shift;
        if byte & 0x80 == 0 {
            return Ok(value);
        }
    }
    Err(corrupt("a number is too large"))
}
