//! Writing knowledge files: for the project's own commands, never in the browser.

use super::key::fold;
use super::knowledge::{Kind, Point, how};
use super::names;
use crate::model::{Tag, Writer};

/// One thing in the world, as a knowledge file is made from it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The number of its Wikidata item; 0 for a region that is known only as the place of others.
    pub wikidata: u32,
    /// What it is.
    pub kind: Kind,
    /// The ISO 3166-1 code of the country that it is in, or is.
    pub country: Option<[u8; 2]>,
    /// The region that it is in: an index into the entries.
    pub region: Option<usize>,
    /// Where it is.
    pub point: Option<Point>,
    /// See [`super::knowledge::Item::prominence`].
    pub prominence: u8,
    /// Where it comes from: an index into the sources.
    pub source: u8,
    /// Its names, each with bits of [`how`]; one of them is the label.
    pub names: Vec<(String, u8)>,
}

/// The bytes of a knowledge file.
///
/// # Panics
///
/// If the entries do not begin with the countries, one for each code, if a name is longer than the format allows, or if
/// an entry has no label.
pub fn encode(sources: &[&str], entries: &[Entry]) -> Vec<u8> {
    let mut file = Writer::new();
    sections(sources, entries).into_iter().for_each(|(tag, bytes)| file.add(tag, bytes));
    file.finish()
}

fn sections(sources: &[&str], entries: &[Entry]) -> [(Tag, Vec<u8>); 5] {
    let countries: Vec<[u8; 2]> =
        entries.iter().take_while(|e| e.kind == Kind::Country).map(|e| e.country.expect("a country's code")).collect();
    let mut named: Vec<(String, &str, usize, u8)> = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        assert!(entry.names.iter().filter(|(_, how)| how & how::LABEL != 0).count() == 1, "one label: {entry:?}");
        named.extend(entry.names.iter().map(|(name, how)| (fold(name), name.as_str(), at, *how)));
    }
    named.sort();
    let mut distinct: Vec<&str> = named.iter().map(|(_, name, ..)| *name).collect();
    distinct.dedup();
    [
        (*b"srcs", sources_section(sources)),
        (*b"isos", codes_section(&countries)),
        (*b"item", items_section(entries, &countries)),
        (*b"sens", senses_section(&named)),
        (*b"nams", names::bytes_of(&distinct)),
    ]
}

fn sources_section(sources: &[&str]) -> Vec<u8> {
    let lines = sources.join("\n");
    let mut bytes = Vec::from(u32::try_from(lines.len()).expect("a few lines").to_le_bytes());
    bytes.extend(lines.as_bytes());
    bytes
}

fn codes_section(codes: &[[u8; 2]]) -> Vec<u8> {
    let mut bytes = vec![u8::try_from(codes.len()).expect("at most 255 countries")];
    bytes.extend(codes.as_flattened());
    bytes
}

fn items_section(entries: &[Entry], countries: &[[u8; 2]]) -> Vec<u8> {
    let mut bytes = Vec::from(u32::try_from(entries.len()).expect("entries can be counted").to_le_bytes());
    let country = |entry: &Entry| {
        let at = entry.country.map(|code| countries.iter().position(|other| *other == code).expect("a listed country"));
        at.map_or(0, |at| u8::try_from(at + 1).expect("at most 254 countries"))
    };
    bytes.extend(entries.iter().map(|entry| entry.kind as u8));
    bytes.extend(entries.iter().map(country));
    bytes.extend(entries.iter().map(|entry| entry.prominence));
    bytes.extend(entries.iter().map(|entry| entry.source));
    let lat = |entry: &Entry| entry.point.map_or(i16::MIN, |point| point.lat).to_le_bytes();
    let lon = |entry: &Entry| entry.point.map_or(0, |point| point.lon).to_le_bytes();
    for plane in 0..2 {
        bytes.extend(entries.iter().map(|entry| lat(entry)[plane]));
    }
    for plane in 0..2 {
        bytes.extend(entries.iter().map(|entry| lon(entry)[plane]));
    }
    entries.iter().for_each(|entry| push_number(entry.wikidata, &mut bytes));
    entries.iter().for_each(|entry| push_number(index_and_one(entry.region), &mut bytes));
    bytes
}

fn senses_section(named: &[(String, &str, usize, u8)]) -> Vec<u8> {
    let groups: Vec<_> = named.chunk_by(|a, b| a.1 == b.1).collect();
    let mut bytes: Vec<u8> =
        groups.iter().map(|group| u8::try_from(group.len()).expect("few senses of a name")).collect();
    bytes.extend(named.iter().map(|(.., how)| *how));
    named.iter().for_each(|&(_, _, item, _)| push_number(u32::try_from(item).expect("few items"), &mut bytes));
    bytes
}

fn index_and_one(index: Option<usize>) -> u32 {
    index.map_or(0, |index| u32::try_from(index + 1).expect("few items"))
}

fn push_number(mut number: u32, bytes: &mut Vec<u8>) {
    while number > 0x7F {
        bytes.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::plain;
    use crate::entity::link::{Knowledge, link};
    use crate::entity::{Entity, Mention, MentionType};
    use crate::error::ErrorCode;
    use crate::span::ByteSpan;

    const SOURCES: [&str; 2] = ["an atlas (public domain)", "a gazetteer (public domain)"];
    const TEXT: &str = "Örtland, Paris, Ö. and the Örtish of WHO";

    fn entry(wikidata: u32, kind: Kind, region: Option<usize>, names: &[(&str, u8)]) -> Entry {
        let point = (wikidata != 9).then_some(Point { lat: 4_325, lon: -18_000 });
        let country = (kind != Kind::Organisation).then_some(*b"OE");
        let names = names.iter().map(|(name, how)| (name.to_string(), *how)).collect();
        Entry { wikidata, kind, country, region, point, prominence: 80, source: 1, names }
    }

    fn entries() -> Vec<Entry> {
        vec![
            entry(300, Kind::Country, None, &[("Örtland", how::LABEL), ("Örtish", how::DEMONYM), ("Ö.", how::BEHIND)]),
            entry(0, Kind::Region, None, &[("Norwald", how::LABEL)]),
            entry(70_000, Kind::City, Some(1), &[("Paris", how::LABEL), ("Parys", 0)]),
            entry(9, Kind::Organisation, None, &[("World Health Organization", how::LABEL), ("WHO", how::CAPITALS)]),
        ]
    }

    /// Everything that a knowledge file is asked, asked of one that may hold nonsense.
    fn use_all(knowledge: &Knowledge) {
        for at in 0..knowledge.len() {
            let _ = (knowledge.label(at), knowledge.source(at), knowledge.contains(0, at));
            assert!(knowledge.item(at).country.is_none_or(|country| knowledge.code(country).is_some()));
        }
        let names = ["Örtland", "Paris", "Ö.", "Örtish", "WHO"];
        let spans = names.map(|name| TEXT.find(name).map(|start| ByteSpan::new(start, start + name.len())).unwrap());
        let kind = MentionType::Loc;
        let mentions = spans.map(|span| Mention { span, kind, entity: 0, confidence: 1.0, glossary: None });
        let mut entities = Vec::from([0, 1, 2, 3, 4].map(|at| {
            let kind = if at == 3 { MentionType::Norp } else { MentionType::Loc };
            Entity { mentions: vec![at], ..Entity::new(names[at].to_string(), kind) }
        }));
        link(knowledge, &plain::parse(TEXT), &mentions, &mut entities);
    }

    #[test]
    fn what_is_written_is_read() {
        let knowledge = Knowledge::read(&encode(&SOURCES, &entries())).unwrap();
        use_all(&knowledge);
        assert_eq!(knowledge.len(), 4);
        let paris = knowledge.senses("parys").next().unwrap();
        assert_eq!((paris.item, paris.how, knowledge.label(paris.item)), (2, 0, "Paris"));
        let item = knowledge.item(2);
        assert_eq!((item.wikidata, item.kind, item.country, item.region), (70_000, Kind::City, Some(0), Some(1)));
        assert_eq!((item.point, knowledge.item(3).point), (Some(Point { lat: 4_325, lon: -18_000 }), None));
        assert_eq!((knowledge.code(0), knowledge.country("OE"), knowledge.country("XX")), (Some("OE"), Some(0), None));
        assert!(knowledge.contains(1, 2) && knowledge.contains(0, 2) && !knowledge.contains(2, 1));
        assert_eq!(knowledge.sources().collect::<Vec<_>>(), SOURCES);
        assert_eq!(knowledge.source(0), SOURCES[1]);
    }

    #[test]
    fn no_damage_makes_the_reader_panic() {
        let whole = sections(&SOURCES, &entries());
        let (mut refused, mut taken) = (0, 0);
        let mut check = |sections: &[(Tag, Vec<u8>); 5]| {
            let mut file = Writer::new();
            sections.iter().for_each(|(tag, bytes)| file.add(*tag, bytes.clone()));
            match Knowledge::read(&file.finish()) {
                Ok(knowledge) => {
                    use_all(&knowledge);
                    taken += 1;
                }
                Err(error) => {
                    assert_eq!(error.code(), ErrorCode::KnowledgeCorrupt);
                    refused += 1;
                }
            }
        };
        for section in 0..whole.len() {
            for at in 0..whole[section].1.len() {
                for byte in [0, 1, 3, 0x7F, 0x80, 0xFF, whole[section].1[at] ^ 1] {
                    let mut damaged = whole.clone();
                    damaged[section].1[at] = byte;
                    check(&damaged);
                }
                let mut cut = whole.clone();
                cut[section].1.truncate(at);
                check(&cut);
            }
        }
        assert!(refused > 500 && taken > 100, "{refused} refused, {taken} taken");
    }
}
