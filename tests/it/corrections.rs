//! What a reader says of single names, in an analysis.

use newsgloss::annotation::{Annotation, Correction, Quote, Selector, correction};
use newsgloss::document::plain;
use newsgloss::entity::{self, MentionType, Verdict};
use newsgloss::{Analysis, Analyzer, ByteSpan, Options};

use crate::model::SMALL;
use crate::span_laws;

const TEXT: &str =
    "Anna Berg met Blue Harbour in Oslo.\n\nBerg said that Oslo had asked Blue Harbour to stay. Oslo waits.";

/// The span of an occurrence of the words.
fn at(words: &str, occurrence: usize) -> ByteSpan {
    let (start, _) = TEXT.match_indices(words).nth(occurrence).unwrap();
    ByteSpan::new(start, start + words.len())
}

fn analyze(corrections: &[(ByteSpan, Verdict)]) -> Analysis {
    let corrections = corrections.iter().map(|&(span, verdict)| entity::Correction { span, verdict }).collect();
    let analysis =
        Analyzer::new(SMALL).unwrap().analyze(plain::parse(TEXT), &Options { corrections, ..Options::default() });
    span_laws::names(&analysis);
    analysis
}

/// The mentions at these spans, each with its type and the name of its entity.
fn named(analysis: &Analysis, span: ByteSpan) -> Option<(&'static str, &str)> {
    let mention = analysis.mentions.iter().find(|mention| mention.span == span)?;
    Some((mention.kind.as_str(), &analysis.entities[mention.entity].name))
}

#[test]
fn the_reader_goes_before_what_was_found() {
    let found = analyze(&[]);
    let untouched = analyze(&[(ByteSpan::new(3, 3), Verdict::NoName), (ByteSpan::new(5, 9999), Verdict::NoName)]);
    assert_eq!(found, untouched);
    let removed: Vec<(ByteSpan, Verdict)> =
        found.mentions.iter().map(|mention| (mention.span, Verdict::NoName)).collect();
    assert!(!removed.is_empty() && analyze(&removed).mentions.is_empty());
    assert!(analyze(&removed).entities.is_empty());

    let analysis = analyze(&[
        (at("Blue Harbour", 1), Verdict::Name(MentionType::Org)),
        (at("Blue Harbour", 0), Verdict::Name(MentionType::Org)),
        (at("Anna Berg", 0), Verdict::Name(MentionType::Person)),
        (at("Oslo", 2), Verdict::Name(MentionType::Org)),
        (at("Oslo", 1), Verdict::NoName),
    ]);
    for occurrence in [0, 1] {
        assert_eq!(named(&analysis, at("Blue Harbour", occurrence)), Some(("ORG", "Blue Harbour")));
    }
    assert_eq!(named(&analysis, at("Anna Berg", 0)), Some(("PERSON", "Anna Berg")));
    assert_eq!(named(&analysis, at("Oslo", 1)), None);
    // Only the one that the reader means, whatever the others are.
    assert_eq!(named(&analysis, at("Oslo", 2)), Some(("ORG", "Oslo")));
    let confident = analysis.mentions.iter().filter(|mention| mention.confidence.to_bits() == 1.0_f32.to_bits());
    assert!(confident.count() >= 4);
}

#[test]
fn of_two_that_overlap_the_later_counts() {
    let name = |kind| Verdict::Name(kind);
    let (long, short) = (at("Blue Harbour", 0), at("Harbour", 0));
    let last = analyze(&[(long, name(MentionType::Org)), (short, name(MentionType::Loc))]);
    assert_eq!((named(&last, long), named(&last, short)), (None, Some(("LOC", "Harbour"))));
    let last = analyze(&[(short, name(MentionType::Loc)), (long, name(MentionType::Org))]);
    assert_eq!((named(&last, long), named(&last, short)), (Some(("ORG", "Blue Harbour")), None));
}

#[test]
fn corrections_become_a_glossary() {
    let said = |exact: &str, correction: &str| Annotation {
        target: vec![Selector::Quote(Quote { exact: exact.into(), ..Quote::default() })],
        correction: Some(Correction::read(correction).unwrap()),
        ..Annotation::default()
    };
    let all = [
        said("Oslo", "retype ORG"),
        said("Blue\n Harbour", "add ORG"),
        said("Oslo", "retype LOC"),
        said("Berg", "add PERSON"),
        said("Berg", "remove"),
        said("Anna", "accept"),
        Annotation::default(),
    ];
    let names = correction::glossary(&all);
    assert_eq!(names, [("Blue Harbour".to_owned(), "ORG".to_owned()), ("Oslo".to_owned(), "LOC".to_owned())]);
    for wrong in ["", "accept ORG", "retype", "retype ", "add", "delete"] {
        assert_eq!(Correction::read(wrong), None, "{wrong:?}");
    }
}
