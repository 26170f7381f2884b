//! A caller's own names: what they match, what they are refused for, and what becomes of them in an analysis.

use std::sync::Arc;

use newsgloss::document::plain;
use newsgloss::entity::glossary::{MOST_BYTES, MOST_ENTRIES};
use newsgloss::entity::{Glossary, GlossaryEntry, MentionType};
use newsgloss::error::ErrorCode;
use newsgloss::text::tokenize;
use newsgloss::{Analysis, Analyzer, ByteSpan, Error, Options};

use crate::generate::Numbers;
use crate::model::SMALL;

const CASES: &str = include_str!("../cases/glossary.txt");
const FAULTS: &str = include_str!("../cases/glossary-faults.txt");

/// An entry with these names, the first of which is its own.
fn entry(names: &[&str]) -> GlossaryEntry {
    let aliases = names[1..].iter().map(|name| (*name).to_owned()).collect();
    GlossaryEntry { name: names[0].to_owned(), aliases, kind: MentionType::Org, id: None, url: None }
}

/// What the glossary finds in the whole text: the entry's number from 1, and the name as it stands there.
fn find(glossary: &Glossary, text: &str) -> Vec<(usize, ByteSpan)> {
    let found = glossary.find(text, ByteSpan::new(0, text.len()));
    found.into_iter().map(|found| (found.entry + 1, found.span)).collect()
}

/// The paragraphs of a file of cases.
fn cases(file: &str) -> Vec<Vec<&str>> {
    let lines: Vec<&str> = file.lines().filter(|line| !line.starts_with('#')).collect();
    lines.split(|line| line.is_empty()).filter(|case| !case.is_empty()).map(<[&str]>::to_vec).collect()
}

/// The text with `\n` and `\u{…}` as what they stand for.
fn unescape(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').unwrap();
        plain.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        plain += rest;
    }
    plain.replace("\\n", "\n")
}

#[test]
fn names_are_found_as_they_are_meant() {
    let cases = cases(CASES);
    assert!(cases.len() >= 14, "{}", cases.len());
    cases.iter().for_each(|case| check(case));
}

fn check(case: &[&str]) {
    let (entries, text): (Vec<&str>, Vec<&str>) = case[1..].iter().partition(|line| line.starts_with('+'));
    let entries = entries.iter().map(|line| {
        let names = unescape(&line[1..]);
        entry(&names.split('|').map(str::trim).collect::<Vec<_>>())
    });
    let glossary = Glossary::new(entries.collect()).unwrap();
    let (mut plain, mut expected) = (String::new(), Vec::new());
    let marked = unescape(&text.join("\n"));
    let mut parts = marked.split('[');
    plain += parts.next().unwrap();
    for part in parts {
        let (number, part) = part.split_once(' ').unwrap();
        let (name, rest) = part.split_once(']').unwrap();
        expected.push((number.parse().unwrap(), ByteSpan::new(plain.len(), plain.len() + name.len())));
        plain = plain + name + rest;
    }
    let show = |found: &[(usize, ByteSpan)]| -> Vec<String> {
        found.iter().map(|(entry, span)| format!("{entry} {} at {}", span.of(&plain), span.start)).collect()
    };
    assert_eq!(show(&find(&glossary, &plain)), show(&expected), "{}", case[0]);
}

fn refused(entries: Vec<GlossaryEntry>) -> Error {
    let error = Glossary::new(entries).unwrap_err();
    assert_eq!(error.code(), ErrorCode::InvalidGlossary);
    error
}

#[test]
fn a_faulty_entry_is_named() {
    let cases = cases(FAULTS);
    assert!(cases.len() >= 12, "{}", cases.len());
    for case in cases {
        let error = refused(case[1..].iter().map(|line| faulty(&line[2..])).collect());
        assert!(error.message().starts_with(case[0]), "{error} is not {}", case[0]);
    }
}

/// `(id) (url) name | alias`.
fn faulty(line: &str) -> GlossaryEntry {
    let (mut rest, mut brackets) = (line, Vec::new());
    while let Some((inner, after)) = rest.strip_prefix('(').and_then(|rest| rest.split_once(") ")) {
        brackets.push(unescape(inner));
        rest = after;
    }
    let names = unescape(rest);
    let mut brackets = brackets.into_iter();
    let entry = entry(&names.split('|').map(str::trim_start).collect::<Vec<_>>());
    GlossaryEntry { id: brackets.next(), url: brackets.next(), ..entry }
}

#[test]
fn a_glossary_has_limits() {
    let many = |count: usize| (0..count).map(|number| entry(&[&format!("Harbour {number}")])).collect::<Vec<_>>();
    assert_eq!(Glossary::new(many(MOST_ENTRIES)).unwrap().entries().len(), MOST_ENTRIES);
    assert!(refused(many(MOST_ENTRIES + 1)).message().contains("100001 entries"));
    let long = |bytes: usize| vec![entry(&["Blue"]), entry(&[&"a".repeat(bytes)])];
    assert!(Glossary::new(long(MOST_BYTES)).is_ok());
    assert!(refused(long(MOST_BYTES + 1)).message().starts_with("glossary[1].name has 1025 bytes"));
    let url = GlossaryEntry { url: Some("/".repeat(MOST_BYTES + 1)), ..entry(&["Blue"]) };
    assert!(refused(vec![url]).message().starts_with("glossary[0].url has more"));
    let capitals = (0..17).map(|bits| format!("{bits:05b}").replace('0', "a").replace('1', "A"));
    let message = refused(capitals.map(|name| entry(&[&name])).collect());
    assert!(message.message().starts_with("glossary[16].name (\"Aaaaa\") is one of too many"), "{message}");
}

/// The names of a naive matcher: at every token, every name is tried.
fn naive(names: &[Vec<&str>], text: &str) -> Vec<(usize, ByteSpan)> {
    let tokens = tokenize(text, ByteSpan::new(0, text.len()));
    let word = |at: usize| tokens.get(at).map(|token| token.span.of(text).trim_end_matches('.'));
    let (mut found, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        let fits = |name: &&Vec<&str>| (0..name.len()).all(|i| word(at + i) == Some(name[i]));
        let longest = names.iter().enumerate().filter(|(_, name)| fits(name)).max_by_key(|(_, name)| name.len());
        let length = longest.map_or(0, |(_, name)| name.len());
        if let Some((entry, _)) = longest {
            found.push((entry + 1, ByteSpan::new(tokens[at].span.start, tokens[at + length - 1].span.end)));
        }
        at += length.max(1);
    }
    found
}

#[test]
fn what_is_found_is_what_a_naive_matcher_finds() {
    let words = ["ann", "bee", "c3po", "4", "dée", "漢"];
    let mut numbers = Numbers::new(3);
    let mut several = 0;
    for _ in 0..2000 {
        let mut names: Vec<Vec<&str>> =
            (0..numbers.below(8)).map(|_| (0..=numbers.below(4)).map(|_| numbers.pick(&words)).collect()).collect();
        names.sort();
        names.dedup();
        let entries = names.iter().map(|name| entry(&[&name.join(" ")]));
        let glossary = Glossary::new(entries.collect()).unwrap();
        let text: String = (0..numbers.below(30))
            .flat_map(|_| [numbers.pick(&words), numbers.pick(&[" ", " ", " ", ", ", "\n"])])
            .collect();
        let found = find(&glossary, &text);
        several += usize::from(found.len() > 1);
        assert_eq!(found, naive(&names, &text), "{names:?} in {text:?}");
    }
    assert!(several > 500, "only {several} texts have names");
}

#[test]
fn any_text_is_matched() {
    let names = ["Ann", "ann of", "É", "a", "習近平", "🙂a"];
    let glossary = Glossary::new(names.iter().map(|name| entry(&[name])).collect()).unwrap();
    for seed in 0..500 {
        let text = crate::generate::text(seed);
        let mut end = 0;
        for (entry, span) in find(&glossary, &text) {
            assert!(end <= span.start && span.start < span.end && (1..=names.len()).contains(&entry));
            assert!(!span.of(&text).trim().is_empty());
            end = span.end;
        }
    }
}

const TEXT: &str = "Blue Harbour of Almaty\n\nALMATY (AP) - Kassim-Jomart Tokayev met the Blue Harbour Group in Almaty. \
                    Tokayev and BH agreed.\n\n- Blue\n  Harbour Group\n\n(Reporting by Blue Harbour's Mary Brown)";

fn analyse(glossary: Option<Vec<GlossaryEntry>>) -> Analysis {
    let glossary = glossary.map(|entries| Arc::new(Glossary::new(entries).unwrap()));
    Analyzer::new(SMALL).unwrap().analyze(plain::parse(TEXT), &Options { glossary, ..Options::default() })
}

/// Each entity: its name, the entry it is of, and its mentions, those of the glossary starred.
fn shown(analysis: &Analysis) -> Vec<String> {
    let mention = |&at: &usize| {
        let mention = &analysis.mentions[at];
        let star = if mention.glossary.is_some() { "*" } else { "" };
        format!("{}{star}", mention.span.of(TEXT).replace("\n  ", " "))
    };
    let entities = analysis.entities.iter().map(|entity| {
        let mentions: Vec<String> = entity.mentions.iter().map(mention).collect();
        let listed = entity.glossary.as_ref().map_or(String::new(), |listed| format!(" ({})", listed.entry));
        format!("{} {}{listed}: {}", entity.kind.as_str(), entity.name, mentions.join(", "))
    });
    entities.collect()
}

#[test]
fn an_entry_is_one_entity_in_every_kind_of_block() {
    let group = GlossaryEntry {
        id: Some("bh-1".into()),
        url: Some("https://example.com/bh".into()),
        ..entry(&["The Blue Harbour Group", "Blue Harbour", "BH", "Blue Harbour Group"])
    };
    let analysis = analyse(Some(vec![entry(&["Nobody"]), group]));
    let there = shown(&analysis);
    let expected = "ORG The Blue Harbour Group (1): \
                    Blue Harbour*, Blue Harbour Group*, BH*, Blue Harbour Group*, Blue Harbour*";
    assert!(there.contains(&expected.to_owned()), "{there:#?}");
    let listed = analysis.entities.iter().find_map(|entity| entity.glossary.as_ref()).unwrap();
    assert_eq!((listed.id.as_deref(), listed.url.as_deref()), (Some("bh-1"), Some("https://example.com/bh")));
    let ours = analysis.mentions.iter().filter(|mention| mention.glossary.is_some());
    assert!(ours.clone().all(|mention| mention.confidence == 1.0 && mention.glossary == Some(1)));
    crate::span_laws::names(&analysis);
}

#[test]
fn what_the_model_finds_joins_the_entry_it_names() {
    let before = shown(&analyse(None));
    assert!(before.contains(&"PERSON Kassim-Jomart Tokayev: Kassim-Jomart Tokayev, Tokayev".to_owned()), "{before:#?}");
    let president = GlossaryEntry { kind: MentionType::Person, ..entry(&["K.-J. Tokayev", "Kassim-Jomart Tokayev"]) };
    let there = shown(&analyse(Some(vec![president])));
    assert!(there.contains(&"PERSON K.-J. Tokayev (0): Kassim-Jomart Tokayev*, Tokayev".to_owned()), "{there:#?}");
}

#[test]
fn entries_that_name_alike_stay_apart() {
    let [full, short] = [&["Kassim-Jomart Tokayev"], &["Tokayev"]]
        .map(|names| GlossaryEntry { kind: MentionType::Person, ..entry(names) });
    let there = shown(&analyse(Some(vec![full, short])));
    for expected in ["PERSON Kassim-Jomart Tokayev (0): Kassim-Jomart Tokayev*", "PERSON Tokayev (1): Tokayev*"] {
        assert!(there.contains(&expected.to_owned()), "{there:#?}");
    }
}

#[test]
fn the_glossary_goes_before_the_model() {
    let analysis = analyse(Some(vec![entry(&["Tokayev met"])]));
    let there = shown(&analysis);
    assert!(there.contains(&"ORG Tokayev met (0): Tokayev met*".to_owned()), "{there:#?}");
    assert!(!there.iter().any(|entity| entity.contains("Kassim-Jomart Tokayev")), "{there:#?}");
}
