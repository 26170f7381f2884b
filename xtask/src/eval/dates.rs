//! Dates: the scores of TempEval-3 (UzZaman et al. 2013) on the development corpora.
//!
//! Relaxed counts an expression as found if it overlaps one that is there; strict wants the same ends; value wants, of
//! one that overlaps, the same TIMEX3 value.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use newsgloss::document::{Date, plain};
use newsgloss::time;
use serde_json::Value;

use crate::failure::{Context, Outcome};

/// A corpus of documents with their dates.
struct Corpus {
    file: &'static str,
    /// Whether it marks some of the expressions alone, so that only those can be looked for.
    partial: bool,
}

const CORPORA: [Corpus; 4] = [
    Corpus { file: "meantime", partial: false },
    Corpus { file: "gum-news-dates", partial: true },
    Corpus { file: "timebank", partial: false },
    Corpus { file: "aquaint", partial: false },
];

/// How many characters are shown on either side of a difference.
const AROUND: usize = 60;

/// An expression: where it stands, in code points, and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Timex {
    start: usize,
    end: usize,
    value: String,
}

#[derive(Debug, Default)]
struct Tally {
    there: usize,
    found: usize,
    relaxed: usize,
    strict: usize,
    value: usize,
    bytes: usize,
    time: Duration,
}

/// Scores every corpus in `folder` and prints the first `errors` differences of each.
pub(super) fn evaluate(folder: &Path, errors: usize) -> Outcome {
    println!("{:16} {:>5} {:>5}  relaxed  strict   value", "dates", "there", "found");
    for corpus in &CORPORA {
        let path = folder.join(format!("timex-{}.jsonl", corpus.file));
        let file = fs::read_to_string(&path).doing(|| format!("reading {}", path.display()))?;
        let (mut tally, mut shown) = (Tally::default(), Vec::new());
        for (at, line) in file.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            document(line, &mut tally, &mut shown).doing(|| format!("reading {} line {}", path.display(), at + 1))?;
        }
        print(corpus, &tally);
        shown.iter().take(errors).for_each(|error| println!("  {error}"));
    }
    Ok(())
}

fn print(corpus: &Corpus, tally: &Tally) {
    // Where not all is marked, only what is marked can be asked for.
    let all = if corpus.partial { 2 * tally.there } else { tally.there + tally.found };
    let score = |right: usize| if all == 0 { 0.0 } else { 200.0 * right as f64 / all as f64 };
    let speed = tally.bytes as f64 / tally.time.as_secs_f64().max(1e-9) / 1e6;
    println!(
        "{:16} {:5} {:5}  {:7.2} {:7.2} {:7.2}  {}{speed:.1} MB/s",
        corpus.file,
        tally.there,
        tally.found,
        score(tally.relaxed),
        score(tally.strict),
        score(tally.value),
        if corpus.partial { "of those marked, " } else { "" },
    );
}

fn document(line: &str, tally: &mut Tally, shown: &mut Vec<String>) -> Result<(), String> {
    let value: Value = serde_json::from_str(line).map_err(|e| e.to_string())?;
    let text = value["text"].as_str().ok_or("no text")?;
    let day = value["dct"].as_str().and_then(|day| Date::from_iso(day.get(..10)?));
    let mut document = plain::parse(text.to_owned());
    document.date = day.or(document.date);
    let began = Instant::now();
    let dates = time::find(&document);
    tally.time += began.elapsed();
    tally.bytes += text.len();
    let (there, own) = gold(&value)?;
    let points = |at: usize| text[..at].chars().count();
    let found = dates.iter().map(|date| Timex {
        start: points(date.span.start),
        end: points(date.span.end),
        value: date.value.clone(),
    });
    // The document's own date is given, and so not asked for.
    let found: Vec<Timex> = found.filter(|found| !own.iter().any(|own| overlap(own, found) > 0)).collect();
    compare(text, &there, &found, tally, shown);
    Ok(())
}

/// The expressions that are there, and those that give the document's own date.
fn gold(document: &Value) -> Result<(Vec<Timex>, Vec<Timex>), String> {
    let (mut there, mut own) = (Vec::new(), Vec::new());
    for timex in document["timex"].as_array().ok_or("no timex")? {
        let offset = |key: &str| timex[key].as_u64().and_then(|point| usize::try_from(point).ok());
        let start = offset("start").ok_or("a timex without start")?;
        let end = offset("end").ok_or("a timex without end")?;
        let value = timex["value"].as_str().unwrap_or_default().to_owned();
        let list = if timex["fid"] == "CREATION_TIME" { &mut own } else { &mut there };
        list.push(Timex { start, end, value });
    }
    Ok((there, own))
}

fn overlap(a: &Timex, b: &Timex) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// Counts one document: each expression that is there takes the free one that it shares most with.
fn compare(text: &str, there: &[Timex], found: &[Timex], tally: &mut Tally, shown: &mut Vec<String>) {
    let points: Vec<char> = text.chars().collect();
    let words = |timex: &Timex| points[timex.start..timex.end.min(points.len())].iter().collect::<String>();
    let around = |timex: &Timex| {
        let piece = |from: usize, to: usize| points[from..to].iter().collect::<String>();
        let (start, end) = (timex.start, timex.end.min(points.len()));
        let before = piece(start.saturating_sub(AROUND), start);
        format!("  {before}[{}]{}", piece(start, end), piece(end, (end + AROUND).min(points.len()))).replace('\n', "⏎")
    };
    let mut free = vec![true; found.len()];
    tally.there += there.len();
    tally.found += found.len();
    for gold in there {
        let shared = |at: usize| overlap(gold, &found[at]);
        let best = (0..found.len()).rev().filter(|&at| free[at] && shared(at) > 0).max_by_key(|&at| shared(at));
        let Some(best) = best else {
            shown.push(format!("missed  {} = {}", words(gold), gold.value) + &around(gold));
            continue;
        };
        free[best] = false;
        let found = &found[best];
        let (same_span, same_value) = ((gold.start, gold.end) == (found.start, found.end), gold.value == found.value);
        tally.relaxed += 1;
        tally.strict += usize::from(same_span);
        tally.value += usize::from(same_value);
        if !(same_span && same_value) {
            let differs = format!("differs {} = {}, not {} = {}", words(gold), gold.value, words(found), found.value);
            shown.push(differs + &around(gold));
        }
    }
    let wrong = found.iter().zip(free).filter(|(_, free)| *free).map(|(found, _)| found);
    shown.extend(wrong.map(|found| format!("wrong   {} = {}", words(found), found.value) + &around(found)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(there: &[(usize, usize, &str)], found: &[(usize, usize, &str)], right: (usize, usize, usize)) {
        let timexes = |all: &[(usize, usize, &str)]| -> Vec<Timex> {
            all.iter().map(|&(start, end, value)| Timex { start, end, value: value.to_owned() }).collect()
        };
        let (mut tally, mut shown) = (Tally::default(), Vec::new());
        compare("0123456789", &timexes(there), &timexes(found), &mut tally, &mut shown);
        assert_eq!((tally.relaxed, tally.strict, tally.value), right, "{shown:?}");
    }

    #[test]
    fn overlap_ends_and_value_are_counted_apart() {
        check(&[(0, 4, "2022")], &[(0, 4, "2022")], (1, 1, 1));
        check(&[(0, 4, "2022")], &[(1, 4, "2022")], (1, 0, 1));
        check(&[(0, 4, "2022")], &[(0, 4, "2021")], (1, 1, 0));
        check(&[(0, 4, "2022")], &[(4, 8, "2022")], (0, 0, 0));
        check(&[(0, 8, "2022")], &[(0, 2, "2021"), (3, 8, "2022")], (1, 0, 1));
        check(&[(0, 4, "2022"), (4, 8, "2022")], &[(0, 8, "2022")], (1, 0, 1));
    }
}
