//! Who is who, on mentions that are given: no model has a part in it.

use crate::marked::{Case, cases};
use newsgloss::entity::resolve::{relate, resolve};

const CASES: &str = include_str!("../cases/resolve.txt");

#[test]
fn mentions_of_one_thing_are_one_entity() {
    assert!(cases(CASES, |line| line.contains(" = ")).map(check).count() >= 12);
}

fn check(Case { title, document, mut mentions, expected }: Case<'_>) {
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
