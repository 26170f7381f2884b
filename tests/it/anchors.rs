//! Quotes found again in texts that have changed.

use newsgloss::ByteSpan;
use newsgloss::annotation::{Anchorer, Quote, Status, describe};

const CASES: &str = include_str!("../cases/anchors.txt");

fn check(case: &str) {
    let [name, quote, marked] = case.lines().collect::<Vec<_>>()[..] else { panic!("{case}") };
    let [prefix, exact, suffix] =
        quote.split('|').map(str::to_owned).collect::<Vec<_>>()[..].to_vec().try_into().unwrap();
    let quote = Quote { exact, prefix, suffix, start: None };
    let text = marked.replace("[=", "").replace(['[', ']'], "");
    let expected = marked.split_once('[').map(|(_, rest)| rest.split_once(']').unwrap().0);
    let found = Anchorer::new(&text).anchor(&quote).map(|found| {
        let sign = if found.status == Status::Anchored { "=" } else { "" };
        format!("{sign}{}", found.span.of(&text))
    });
    assert_eq!(found.as_deref(), expected, "{name}");
}

#[test]
fn quotes_are_found_or_gone() {
    let cases = CASES.split("\n\n").filter(|case| !case.starts_with('#'));
    assert_eq!(cases.map(|case| check(case.trim_end())).count(), 10);
}

#[test]
fn whatever_is_described_is_found_where_it_was() {
    for seed in 0..200 {
        let text = crate::generate::text(seed);
        let anchorer = Anchorer::new(&text);
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        for pair in starts.chunks_exact(7).take(20) {
            let quote = describe(&text, ByteSpan::new(pair[0], pair[5]));
            if !quote.exact.trim().is_empty() {
                let found = anchorer.anchor(&quote).unwrap();
                assert_eq!(Some(found.span.start), quote.start, "{quote:?} in {text:?}");
                assert_eq!(found.span.of(&text), quote.exact);
            }
        }
    }
}

#[test]
fn long_quotes_and_hostile_texts_take_no_time() {
    let words: String = (0..20_000).map(|n| format!("word{n} ")).collect();
    let changed = words.replace("word10000 ", "another ");
    let quote = Quote { exact: words.trim().to_owned(), ..Quote::default() };
    let found = Anchorer::new(&changed).anchor(&quote).unwrap();
    assert_eq!(found.span.of(&changed), changed.trim());
    let same = "a ".repeat(100_000);
    assert!(Anchorer::new(&same).anchor(&Quote { exact: "a b a c".into(), ..Quote::default() }).is_none());
    assert!(Anchorer::new("").anchor(&quote).is_none());
    assert!(Anchorer::new("text").anchor(&Quote::default()).is_none());
}
