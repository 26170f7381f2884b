//! The figures as a document.

use super::libraries::{self, Library};
use super::texts::Texts;
use crate::failure::{Failure, Outcome};
use serde_json::Value;
use std::fmt::Write as _;

/// What is run: its name among the figures, which library of [`libraries::describe`] it is, and what it does.
struct Run {
    name: &'static str,
    library: usize,
    does: &'static str,
}

const RUNS: [Run; 4] = [
    Run {
        name: "newsgloss",
        library: 0,
        does: "everything: structure, sentences, names, who is who, links, dates, figures, quotations, summary",
    },
    Run { name: "wink-nlp tags", library: 2, does: "tokens, sentences and parts of speech, nothing read out" },
    Run { name: "wink-nlp all", library: 2, does: "all it annotates by default, tags and entities read out" },
    Run { name: "compromise", library: 1, does: "tags, with people, places and organisations read out" },
];

/// What was timed, and how it is headed.
const TASKS: [(&str, &str); 3] = [
    ("seed", "The bundled article"),
    ("news", "Varied news, article by article"),
    ("joined", "The same news as one long text"),
];

const INTRODUCTION: &str = "# Benchmarks

`cargo xtask bench` wrote this file. It runs newsgloss and two other libraries for English in the same headless browser,
one after another in every round, beginning each round with another one, so that what slows the machine slows all of
them. Milliseconds are of one machine and of no interest by themselves; the ratios travel better. A figure in brackets is
the range from the tenth to the ninetieth hundredth of the rounds; ratios are taken within each round.

";

const NAMES: &str = "## Names

F1 of people, organisations and places on the development corpora: a name counts if both its ends and its type are those
of the corpus. The same scorer reads the spans of every library. What compromise takes along at the edges of a name
(titles, marks, a possessive) is taken off first. wink-nlp has no such types, so it has no score: its entities are dates,
amounts, addresses and the like.

";

/// The whole document.
pub(super) fn markdown(figures: &Value, libraries: &[Library], texts: &Texts) -> Outcome<String> {
    let mut page = INTRODUCTION.to_string();
    page += &versions(libraries)?;
    for (task, heading) in TASKS {
        page += &speed(heading, &figures["tasks"][task])?;
    }
    writeln!(page, "The news is {}.\n", texts.news).expect("writing to a string");
    page += &size_and_start(figures, libraries)?;
    if let Some(corpora) = &texts.corpora {
        page += NAMES;
        page += &format!(
            "| | {} |\n| --- |{}\n",
            corpora.names().collect::<Vec<_>>().join(" | "),
            " ---: |".repeat(corpora.names().count())
        );
        for Run { name, .. } in RUNS.iter().filter(|run| figures["names"][run.name].is_array()) {
            let scores = corpora.score(&figures["names"][name])?;
            let cells: Vec<String> = scores.iter().map(|score| format!("{:.1}", 100.0 * score.f1())).collect();
            writeln!(page, "| {name} | {} |", cells.join(" | ")).expect("writing to a string");
        }
    }
    Ok(page)
}

fn versions(libraries: &[Library]) -> Outcome<String> {
    let names: Vec<&str> = libraries.iter().map(|library| library.name.as_str()).collect();
    let mut list = format!("Measured: {}; in {}.\n\n", names.join(", "), libraries::browser()?);
    list += "| run | what it does |\n| --- | --- |\n";
    for Run { name, does, .. } in RUNS {
        writeln!(list, "| {name} | {does} |").expect("writing to a string");
    }
    list.push('\n');
    Ok(list)
}

fn speed(heading: &str, task: &Value) -> Outcome<String> {
    let bytes = number(&task["bytes"])?;
    let ours = numbers(&task["times"][RUNS[0].name])?;
    let mut table = format!(
        "## {heading}\n\n{:.0} kB in {} texts, {} rounds.\n\n| | ms | MB/s | of newsgloss's time |\n| --- | ---: | ---: | ---: |\n",
        bytes / 1e3,
        task["documents"],
        ours.len()
    );
    for Run { name, .. } in RUNS {
        let times = numbers(&task["times"][name])?;
        let ratios: Vec<f64> = times.iter().zip(&ours).map(|(time, ours)| time / ours).collect();
        let (time, ratio) = (Spread::of(&times), Spread::of(&ratios));
        let rate = bytes / 1e3 / time.middle;
        writeln!(table, "| {name} | {} | {rate:.2} | {} |", time.shown(), ratio.shown()).expect("writing to a string");
    }
    table.push('\n');
    Ok(table)
}

fn size_and_start(figures: &Value, libraries: &[Library]) -> Outcome<String> {
    let mut table = "## Size, start and memory\n\nOver the wire: all that a page fetches, compressed with brotli at its \
                     highest level; the two libraries bundled and minified. Start: from importing the library in a fresh \
                     page, served by the same machine, to its first result for the bundled article. Memory: what the page \
                     holds more than before once the garbage is collected, after the first result and after all the news.\n\n\
                     | | over the wire, kB | start, ms | memory, MB | after the news, MB |\n\
                     | --- | ---: | ---: | ---: | ---: |\n"
        .to_string();
    for Run { name, library, .. } in RUNS {
        let start = Spread::of(&numbers(&figures["cold"][name])?);
        let memory = &figures["memory"][name];
        let (ready, after) = (number(&memory["ready"])? / 1e6, number(&memory["after"])? / 1e6);
        let wire = libraries[library].brotli as f64 / 1e3;
        writeln!(table, "| {name} | {wire:.0} | {} | {ready:.1} | {after:.1} |", start.shown())
            .expect("writing to a string");
    }
    table.push('\n');
    Ok(table)
}

/// A sample: its median, and the range from its tenth to its ninetieth hundredth.
struct Spread {
    low: f64,
    middle: f64,
    high: f64,
}

impl Spread {
    /// # Panics
    ///
    /// If there is no value.
    fn of(values: &[f64]) -> Self {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        // In hundredths, rounded to the nearest value.
        let at = |share: usize| sorted[(share * (sorted.len() - 1) + 50) / 100];
        Spread { low: at(10), middle: at(50), high: at(90) }
    }

    fn shown(&self) -> String {
        let Spread { low, middle, high } = *self;
        format!("{} ({}–{})", short(middle), short(low), short(high))
    }
}

/// Three digits that matter.
fn short(value: f64) -> String {
    match value {
        ..10.0 => format!("{value:.2}"),
        ..100.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

fn number(value: &Value) -> Outcome<f64> {
    value.as_f64().ok_or_else(|| Failure::new(format!("the page gave {value} where a number belongs")))
}

fn numbers(values: &Value) -> Outcome<Vec<f64>> {
    let numbers: Vec<f64> = values.as_array().into_iter().flatten().map(number).collect::<Outcome<_>>()?;
    if numbers.is_empty() { Err(Failure::new("the page gave no times")) } else { Ok(numbers) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn ratios_are_taken_within_a_round() {
        let times = json!({
            "newsgloss": [1.0, 10.0, 2.0], "wink-nlp tags": [2.0, 20.0, 4.0], "wink-nlp all": [3.0, 3.0, 3.0],
            "compromise": [100.0, 1000.0, 200.0],
        });
        let table = speed("Heading", &json!({ "bytes": 5000, "documents": 1, "times": times })).unwrap();
        assert!(table.contains("5 kB in 1 texts, 3 rounds"), "{table}");
        assert!(table.contains("| wink-nlp tags | 4.00 (2.00–20.0) | 1.25 | 2.00 (2.00–2.00) |"), "{table}");
        assert!(table.contains("| compromise | 200 (100–1000) | 0.03 | 100 (100–100) |"), "{table}");
        assert!(speed("Heading", &json!({ "bytes": 5000, "times": {} })).is_err());
    }

    #[test]
    fn a_spread_is_of_the_sorted_values() {
        let spread = Spread::of(&[5.0, 1.0, 4.0, 2.0, 3.0]);
        assert_eq!((spread.low, spread.middle, spread.high), (1.0, 3.0, 5.0));
        assert_eq!(Spread::of(&[7.0]).shown(), "7.00 (7.00–7.00)");
    }
}
