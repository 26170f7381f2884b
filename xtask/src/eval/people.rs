//! Who is who and who said what: the score tables of both.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use newsgloss::Analyzer;

use super::who::Counted;
use super::{said, who};
use crate::failure::{Context, Failure, Outcome};

/// Scores who is who on the corpora in `folder`, and prints the `most` faults that come most often.
pub(super) fn who_is_who(analyzer: &Analyzer, folder: &Path, most: usize) -> Outcome {
    println!(
        "\nwho is who: B-cubed over all mentions, those found, and those of them in no other; pairs are of different surfaces"
    );
    for corpus in who::CORPORA {
        let lines = read(folder, corpus)?;
        for (counted, name) in Counted::ALL {
            let (score, faults) = who::score(analyzer, &lines, counted).map_err(Failure::new)?;
            println!("{corpus:16} {name:9} {}", score.line(counted));
            if most > 0 && counted != Counted::All {
                score.rules().iter().for_each(|rule| println!("    {rule}"));
            }
            print_faults(&faults, if counted == Counted::Outermost { most } else { 0 });
        }
    }
    let (line, faults) = who::abbreviations(analyzer, &read(folder, who::ABBREVIATIONS)?).map_err(Failure::new)?;
    println!("{:16} {line}", who::ABBREVIATIONS);
    print_faults(&faults, most);
    Ok(())
}

/// Scores quotations and their speakers.
pub(super) fn who_said_what(analyzer: &Analyzer, folder: &Path, most: usize) -> Outcome {
    println!("\nquotations, direct and mixed: found, and their speakers by overlap");
    for corpus in said::CORPORA {
        let (score, faults) = said::score(analyzer, &read(folder, corpus)?, 1).map_err(Failure::new)?;
        println!("{corpus:20} {}", score.line());
        print_faults(&faults, most);
    }
    Ok(())
}

fn read(folder: &Path, corpus: &str) -> Outcome<String> {
    let path = folder.join(format!("{corpus}.jsonl"));
    fs::read_to_string(&path).doing(|| format!("reading {}", path.display()))
}

fn print_faults(faults: &[String], most: usize) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    faults.iter().for_each(|fault| *counts.entry(fault).or_default() += 1);
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    counts.iter().take(most).for_each(|(fault, count)| println!("    {count:3} × {fault}"));
}
