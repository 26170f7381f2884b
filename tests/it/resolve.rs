//! Who is who, on mentions that are given: no model has a part in it.

use newsgloss::ByteSpan;
use newsgloss::document::plain;
use newsgloss::entity::resolve::{relate, resolve};
use newsgloss::entity::{Mention, MentionType};

const CASES: &str = include_str!("../cases/resolve.txt");

#[test]
fn mentions_of_one_thing_are_one_entity() {
    let cases = CASES.split("\n\n").skip(1).filter(|case| !case.trim().is_empty());
    assert!(cases.map(check).count() >= 12);
}

/// A title, a text with marked mentions (one line or more), and lines that hold ` = `.
fn check(case: &str) {
    let (title, rest) = case.split_once('\n').unwrap();
    let is_entity = |line: &&str| line.contains(" = ");
    let text: Vec<&str> = rest.lines().filter(|line| !is_entity(line)).collect();
    let expected: Vec<&str> = rest.lines().filter(is_entity).collect();
    let (text, mut mentions) = unmark(&text.join("\n"));
    let document = plain::parse(text);
    let mut entities = resolve(&document, &mut mentions);
    relate(&mut entities);
    let shown: Vec<String> = entities
        .iter()
        .map(|entity| {
            let numbers: Vec<String> = entity.mentions.iter().map(|at| (at + 1).to_string()).collect();
            let role = entity.role.map_or(String::new(), |role| format!(", {}", role.of(&document.text)));
            let short = entity.acronym.as_ref().map_or(String::new(), |short| format!("; {short}"));
            let related: String =
                entity.related.iter().map(|other| format!("; see {}", entities[*other].name)).collect();
            format!("{} {}{role}{short}{related} = {}", entity.kind.as_str(), entity.name, numbers.join(" "))
        })
        .collect();
    assert_eq!(shown, expected, "{title}");
    for (number, entity) in entities.iter().enumerate() {
        assert!(entity.mentions.iter().all(|&at| mentions[at].entity == number), "{title}");
    }
}

/// A text with its marks taken out, and the mentions that they gave.
pub(crate) fn unmark(marked: &str) -> (String, Vec<Mention>) {
    let mut text = String::new();
    let mut mentions = Vec::new();
    let mut pieces = marked.split('[');
    text.push_str(pieces.next().unwrap());
    for piece in pieces {
        let (mention, after) = piece.split_once(']').unwrap();
        let (kind, name) = mention.split_once(' ').unwrap();
        let kind = MentionType::ALL.into_iter().find(|k| k.as_str() == kind).unwrap();
        let start = text.len();
        text.push_str(name);
        mentions.push(Mention {
            span: ByteSpan::new(start, text.len()),
            kind,
            entity: 0,
            confidence: 1.0,
            glossary: None,
        });
        text.push_str(after);
    }
    (text, mentions)
}
