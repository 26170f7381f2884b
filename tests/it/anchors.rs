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
    assert_eq!(cases.map(|case| check(case.trim_end())).count(), 14);
}

#[test]
fn the_more_is_lost_the_less_sure_it_is() {
    let text = "Many years later, as he faced the crowd, the mayor was to remember that distant afternoon.";
    let exact = |words: &str| Quote { exact: words.into(), ..Quote::default() };
    let before = |words: &str| Quote { prefix: words.into(), ..exact(", as he faced the crowd") };
    let after = |words: &str| Quote { suffix: words.into(), ..exact("Many years later") };
    for quotes in [
        ["Many years later", "Many yers later", "Some years later", "Some years after"].map(exact),
        ["Many years later", "Many yers later", "Some years later", "Some years after"].map(before),
        [", as he faced the", ", as she faced the", ", as he awaited the", ", awaiting another"].map(after),
    ] {
        let sure =
            quotes.each_ref().map(|quote| Anchorer::new(text).anchor(quote).map_or(0.0, |found| found.confidence));
        assert!(sure[2] > 0.0 && sure.is_sorted_by(|a, b| a > b), "{sure:?}");
    }
}

#[test]
fn of_places_that_are_alike_the_nearest_is_taken() {
    let text = "It was all before us, we had nothing before us, we went the other way.";
    let quote = |start| Quote { exact: "befor us".into(), start, ..Quote::default() };
    let anchorer = Anchorer::new(text);
    let found = |start| anchorer.anchor(&quote(start)).map(|found| found.span);
    assert_eq!([found(None), found(Some(10)), found(Some(40))], [11, 11, 37].map(|at| Some(ByteSpan::new(at, at + 9))));
}

#[test]
fn others_say_where_a_quote_is() {
    let old = "First came the rain. Then came the wind. It was cold. Then came the wind again. Last came the snow.";
    let new = "First came the rain. It was cold. Then came the wind again. Then came a gale. Last came the snow.";
    let quote =
        |words: &str| describe(old, ByteSpan::new(old.find(words).unwrap(), old.find(words).unwrap() + words.len()));
    let bare = |words: &str| Quote { exact: words.into(), start: old.rfind(words), ..Quote::default() };
    let quotes = [quote("First came"), quote("It was cold"), bare("came the wind"), quote("Last came")];
    let found = Anchorer::new(new).anchor_all(&quotes);
    let starts: Vec<_> = found.iter().map(|found| found.map(|found| found.span.start)).collect();
    assert_eq!(starts, ["First", "It was", "came the wind", "Last"].map(|words| new.find(words)));
    assert_eq!(Anchorer::new(new).anchor_all(&[]), []);
    assert_eq!(Anchorer::new("").anchor_all(&quotes), [None; 4]);
}

#[test]
fn every_place_of_a_quote_is_found_with_its_context() {
    let quote = |quote: &str| {
        let [prefix, exact, suffix] = quote.split('|').collect::<Vec<_>>()[..] else { panic!("{quote}") };
        Quote { exact: exact.into(), prefix: prefix.into(), suffix: suffix.into(), start: None }
    };
    for (text, words, starts) in [
        ("bananas", "|ana|", &[1, 3][..]),
        ("one two one", "|one|", &[0, 8]),
        ("one two one", " |one|", &[8]),
        ("one two one", "|one| ", &[0]),
        ("one two one", "two |one|x", &[]),
        ("é🙂", "||", &[0, 2, 6]),
        ("é🙂", "é||", &[2]),
        ("", "||", &[0]),
    ] {
        assert_eq!(quote(words).matches(text).map(|span| span.start).collect::<Vec<_>>(), starts, "{words} in {text}");
    }
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
