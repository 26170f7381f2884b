//! Names as users get them: from text, by a model.

use std::fs;

use newsgloss::document::{BlockKind, plain};
use newsgloss::entity::Mention;
use newsgloss::{Analysis, Analyzer, Options};

use crate::model::SMALL;

const CASES: &str = include_str!("../cases/names.txt");

fn analyse(model: &[u8], text: &str) -> Analysis {
    Analyzer::new(model).unwrap().analyze(plain::parse(text), &Options::default())
}

/// The model that ships.
fn shipped() -> Vec<u8> {
    fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/models/newsgloss.model")).unwrap()
}

#[test]
fn the_small_model_finds_what_it_always_found() {
    let analysis = analyse(SMALL, include_str!("../data/small.txt"));
    let shown: String = analysis.mentions.iter().map(|mention| line(&analysis, mention)).collect();
    assert_eq!(shown, include_str!("../data/small.expected"));
}

fn line(analysis: &Analysis, mention: &Mention) -> String {
    let name = mention.span.of(&analysis.document.text);
    let entity = &analysis.entities[mention.entity].name;
    format!("{} {:.3} {name} = {entity}\n", mention.kind.as_str(), mention.confidence)
}

#[test]
fn the_shipped_model_finds_plain_names() {
    let analyzer = Analyzer::new(&shipped()).unwrap();
    let cases = CASES.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    assert!(cases.map(|case| check(&analyzer, case)).count() >= 20);
}

/// A sentence whose names stand in square brackets, each after its type.
fn check(analyzer: &Analyzer, case: &str) {
    let (text, expected) = crate::marked::unmark(case);
    let found = analyzer.analyze(plain::parse(text.as_str()), &Options::default()).mentions;
    let show = |mentions: &[Mention]| -> Vec<String> {
        mentions.iter().map(|mention| format!("{} {}", mention.kind.as_str(), mention.span.of(&text))).collect()
    };
    assert_eq!(show(&found), show(&expected), "{case}");
}

#[test]
fn names_are_found_in_every_kind_of_block() {
    let text = "Putin visits Berlin\n\nBy John Smith\n\nBERLIN (Reuters) - Vladimir Putin met Angela Merkel in Berlin.\n\n\
                - Russia and Germany agreed.\n\n(Reporting by Mary Brown in Moscow; editing by Peter Jones)";
    let analysis = analyse(&shipped(), text);
    let with_names = |kind: BlockKind| {
        let mut blocks = analysis.document.blocks.iter().filter(|block| block.kind == kind);
        blocks.any(|block| analysis.mentions.iter().any(|mention| block.span.contains(mention.span)))
    };
    for kind in [BlockKind::Heading, BlockKind::Credit, BlockKind::Paragraph, BlockKind::ListItem] {
        assert!(with_names(kind), "no name in any {}", kind.as_str());
    }
}

#[test]
fn progress_never_falls_and_ends_with_the_text() {
    let analyzer = Analyzer::new(SMALL).unwrap();
    for text in ["", " ", "One.", include_str!("../data/small.txt")] {
        let mut job = analyzer.start(plain::parse(text));
        let mut done = job.done();
        while job.step(&analyzer) {
            assert!(job.done() >= done);
            done = job.done();
        }
        assert_eq!(job.done(), text.len());
        job.finish(&Options::default());
    }
}
