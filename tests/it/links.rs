//! Links: which thing in the world a name is, and the knowledge file that they are found in.

use newsgloss::document::plain;
use newsgloss::entity::Knowledge;
use newsgloss::error::ErrorCode;
use newsgloss::{Analyzer, Options};
use std::fs;
use std::sync::{Arc, LazyLock};

static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| fs::read("models/newsgloss.knowledge").unwrap());
static KNOWLEDGE: LazyLock<Arc<Knowledge>> = LazyLock::new(|| Arc::new(Knowledge::read(&BYTES).unwrap()));
static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| {
    let analyzer = Analyzer::new(&fs::read("models/newsgloss.model").unwrap()).unwrap();
    analyzer.with_knowledge(KNOWLEDGE.clone())
});

/// What the entities of a text link to: each name with its item.
fn links(text: &str) -> Vec<(String, Option<u32>)> {
    let analysis = ANALYZER.analyze(plain::parse(text.to_string()), &Options { summary: None, ..Options::default() });
    analysis.entities.into_iter().map(|entity| (entity.name, entity.link.map(|link| link.wikidata))).collect()
}

#[test]
fn names_link_to_what_the_article_means() {
    let cases = fs::read_to_string("tests/cases/links.txt").unwrap();
    let (mut text, mut checked) = ("", 0);
    let mut faults = Vec::new();
    for line in cases.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let Some((name, item)) = line.strip_prefix("  ").and_then(|line| line.split_once(" = ")) else {
            text = line;
            continue;
        };
        let expected = item.strip_prefix('Q').map(|number| number.parse::<u32>().unwrap());
        let found = links(text).into_iter().find(|(other, _)| other == name);
        if found != Some((name.to_string(), expected)) {
            faults.push(format!("{text}\n  {name} = {item}, not {found:?} of {:?}", links(text)));
        }
        checked += 1;
    }
    assert!(checked > 10, "only {checked} cases found");
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn a_link_says_what_and_where_its_thing_is() {
    let text = "ALMATY, Kazakhstan (AP) — Troops of the CSTO arrived in Almaty on Friday.";
    let analysis = ANALYZER.analyze(plain::parse(text.to_string()), &Options::default());
    let link = analysis.entities.iter().find_map(|entity| entity.link.clone().filter(|l| l.wikidata == 35493)).unwrap();
    assert_eq!((link.label.as_str(), link.kind.as_str()), ("Almaty", "city"));
    let country = link.country.unwrap();
    assert_eq!((country.code.as_str(), country.name.as_str()), ("KZ", "Kazakhstan"));
    let point = link.point.unwrap();
    assert!((4_300..4_350).contains(&point.lat) && (7_650..7_750).contains(&point.lon), "{point:?}");
    assert!(link.confidence > 0.8 && link.confidence <= 1.0);
    assert!(link.source.contains("Natural Earth"), "{}", link.source);
}

#[test]
fn without_knowledge_nothing_is_linked_and_it_can_come_later() {
    let bare = Analyzer::new(&fs::read("models/newsgloss.model").unwrap()).unwrap();
    let mut analysis = bare.analyze(plain::parse("Russia and Ukraine".to_string()), &Options::default());
    assert!(!analysis.entities.is_empty());
    assert!(analysis.entities.iter().all(|entity| entity.link.is_none()));
    bare.link(&mut analysis);
    assert!(analysis.entities.iter().all(|entity| entity.link.is_none()));
    ANALYZER.link(&mut analysis);
    assert!(analysis.entities.iter().all(|entity| entity.link.is_some()));
}

#[test]
fn names_are_found_however_they_are_written() {
    let check = |name: &str, item: u32| {
        let found = KNOWLEDGE.senses(name).any(|sense| KNOWLEDGE.item(sense.item).wikidata == item);
        assert!(found, "{name}");
    };
    check("São Paulo", 174);
    check("sao paulo", 174);
    check("St. Petersburg", 656);
    check("Saint Petersburg’s", 656);
    check("Côte d’Ivoire", 1008);
    check("the U.S.", 30);
    assert_eq!(KNOWLEDGE.senses("").count() + KNOWLEDGE.senses("nowhere at all").count(), 0);
}

#[test]
fn every_entry_is_whole() {
    assert!(KNOWLEDGE.len() > 8_000);
    for at in 0..KNOWLEDGE.len() {
        assert!(!KNOWLEDGE.label(at).is_empty() && !KNOWLEDGE.source(at).is_empty());
        let item = KNOWLEDGE.item(at);
        assert!(item.country.is_none_or(|country| KNOWLEDGE.code(country).is_some()));
    }
    // Nothing under a share-alike licence is in the core.
    assert!(
        KNOWLEDGE.sources().all(|source| ["public domain", "ISC", "BSD", "MIT"].iter().any(|l| source.contains(l)))
    );
}

#[test]
fn what_is_no_knowledge_file_is_refused() {
    let check = |bytes: &[u8], code: ErrorCode| assert_eq!(Knowledge::read(bytes).unwrap_err().code(), code);
    check(b"", ErrorCode::KnowledgeFormat);
    check(b"no such thing", ErrorCode::KnowledgeFormat);
    check(&fs::read("models/newsgloss.model").unwrap(), ErrorCode::KnowledgeFormat);
    check(&BYTES[..BYTES.len() - 1], ErrorCode::KnowledgeCorrupt);
    let mut newer = BYTES.clone();
    newer[8] = 200;
    check(&newer, ErrorCode::KnowledgeVersion);
    let mut damaged = BYTES.clone();
    damaged[BYTES.len() / 2] ^= 1;
    check(&damaged, ErrorCode::KnowledgeCorrupt);
}
