//! Numbers in digits and in words against cases, and what holds for any text.

use crate::generate;
use newsgloss::text::number::{Hints, Number, NumberKind, read, read_range, skip_figure};

/// The number as the cases write it: `ordinal 21`, `2000..2500`, `24..`.
fn shown(number: &Number) -> String {
    let kind = match number.kind {
        NumberKind::Cardinal => "",
        NumberKind::Ordinal => "ordinal ",
        NumberKind::Fraction => "fraction ",
    };
    let end = |end: Option<f64>| end.map_or(String::new(), |end| end.to_string());
    match number.value {
        Some(value) => format!("{kind}{value}"),
        None => format!("{kind}{}..{}", end(number.low), end(number.high)),
    }
}

fn check(case: &str) {
    let (marked, expected) = case.rsplit_once(" => ").unwrap_or_else(|| panic!("no expectation in {case:?}"));
    let (before, rest) = marked.split_once('[').unwrap();
    let (inside, after) = rest.split_once(']').unwrap();
    let text = format!("{before}{inside}{after}");
    let between = before.ends_with("between ");
    let hints = Hints { letters: before.ends_with(['$', '£', '€']), between };
    let found = read_range(&text, before.len(), hints);
    if let Some(expected) = expected.strip_prefix("none-end ") {
        let found = found.unwrap_or_else(|| panic!("nothing in {case:?}"));
        assert_eq!(shown(&found), expected, "{case}");
        return;
    }
    let end = found.map_or(before.len(), |number| number.span.end);
    assert_eq!(found.as_ref().map_or("none".to_string(), shown), expected, "{case}");
    assert!(found.is_none() || &text[before.len()..end] == inside, "{case}: {:?}", &text[before.len()..end]);
}

#[test]
fn numbers_are_worth_what_the_cases_say() {
    let lines = include_str!("../../src/text/number/numbers.cases").split("\n");
    let mut cases: Vec<String> = Vec::new();
    let mut open = String::new();
    // A case whose number runs over the end of a line has its expectation on the second.
    for line in lines.filter(|line| !line.starts_with('#') && !line.is_empty()) {
        open.push_str(line);
        if line.contains(" => ") {
            cases.push(std::mem::take(&mut open));
        } else {
            open.push('\n');
        }
    }
    assert!(cases.len() >= 190 && open.is_empty(), "{} cases", cases.len());
    let failed: Vec<_> = cases.iter().filter(|case| std::panic::catch_unwind(|| check(case)).is_err()).collect();
    assert!(failed.is_empty(), "{} of {}: {failed:#?}", failed.len(), cases.len());
}

/// The laws of a number that was read at `at`.
fn hold(text: &str, at: usize, number: Number) {
    assert!(number.span.start == at && at < number.span.end && text.is_char_boundary(number.span.end), "{text:?}");
    for amount in [number.value, number.low, number.high].into_iter().flatten() {
        assert!(amount.is_finite() && amount >= 0.0, "{number:?} in {text:?}");
    }
    assert!(number.value.is_some() != number.low.is_some(), "{number:?}");
    assert!(number.high.is_none_or(|high| number.low.is_some_and(|low| low < high)), "{number:?}");
}

/// Pieces of numbers, and what stands beside them.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "1", "0", "25", "300", "000", "9999", "12345678901234567890", ",", ".", "'", " ", "\u{202f}", "/", "½", "¾", "-", "–", "th",
    "bn", "m", "k", "one", "two", "ten", "twenty", "hundred", "thousand", "million", "lakh", "dozen", "dozens", "millions",
    "of", "and", "a", "half", "quarter", "third", "thirds", "first", "hundredth", "several", "couple", "to", "or", "é", "漢", "\n",
];

#[test]
fn whatever_is_read_is_a_number() {
    for seed in 0..4_000 {
        let mut random = generate::Numbers::new(seed);
        let text: String = (0..random.below(12)).map(|_| random.pick(PIECES)).collect();
        for (at, _) in text.char_indices() {
            for (letters, between) in [(false, false), (true, false), (false, true), (true, true)] {
                let hints = Hints { letters, between };
                let single = read(&text, at, hints);
                single.into_iter().for_each(|number| hold(&text, at, number));
                let range = read_range(&text, at, hints);
                range.into_iter().for_each(|number| hold(&text, at, number));
                assert_eq!(single.is_some(), range.is_some(), "{text:?}");
            }
            assert!(text.is_char_boundary(skip_figure(&text, at)) && skip_figure(&text, at) > at);
        }
    }
}

/// Texts that are all numbers. Were reading them quadratic, this would not end in a time that anybody waits.
#[test]
fn endless_numbers_take_no_more_than_their_length() {
    let size = 1 << 20;
    for piece in [
        "1", "one ", "million ", "1,", "1,000", "000,", "1.", "a ", "and ", "half a ", "tens of ", "one and ",
        "two to ",
    ] {
        let text = piece.repeat(size / piece.len());
        let (mut at, mut steps) = (0, 0);
        while at < text.len() {
            let found = read_range(&text, at, Hints::default());
            found.into_iter().for_each(|number| hold(&text, at, number));
            let end = found.map_or_else(|| skip_figure(&text, at), |number| number.span.end);
            at = end + usize::from(text[end..].starts_with(' '));
            steps += 1;
        }
        assert!(steps > 0);
    }
}
