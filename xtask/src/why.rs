//! `cargo xtask show --why NAME FILE`: which evidence decided about a name, mention by mention.

use crate::failure::{Context, Failure, Outcome};
use crate::{interlinear, paths};
use newsgloss::entity::explain::{Explanation, Weighed, WordEvidence};
use newsgloss::entity::resolve::{self, Reason};
use newsgloss::entity::{Evidence, Glossary, GlossaryEntry, Mention, MentionType, Tagger};
use newsgloss::text::Passage;
use newsgloss::{Analysis, ByteSpan};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

/// How many pieces of evidence are shown on either side.
const MOST: usize = 6;

/// How much of the text is shown on either side of a name, in bytes.
const AROUND: usize = 60;

/// Why each mention of `name` in the analysis is what it is. The name is sought as a glossary would seek it, so that
/// places where nothing was found are explained too.
pub(crate) fn report(analysis: &Analysis, tagger: &Tagger, name: &str) -> Outcome<String> {
    let text = &analysis.document.text;
    let entry = GlossaryEntry { name: name.to_owned(), aliases: vec![], kind: MentionType::Misc, id: None, url: None };
    let sought = Glossary::new(vec![entry]).doing(|| format!("seeking {name:?}"))?;
    let passages: Vec<Passage> = analysis.document.blocks.iter().map(|block| Passage::new(text, block.span)).collect();
    let mut evidence = Evidence::default();
    passages.iter().for_each(|passage| tagger.survey(text, passage, &mut evidence));
    let reasons = resolve::reasons(&analysis.document, &analysis.mentions);
    let mut page = String::new();
    let mut told = BTreeSet::new();
    for (number, (block, passage)) in (1..).zip(analysis.document.blocks.iter().zip(&passages)) {
        for found in sought.find(text, block.span) {
            let mention = analysis.mentions.iter().position(|mention| mention.span.overlaps(found.span));
            let span = mention.map_or(found.span, |at| analysis.mentions[at].span);
            if told.insert(span) {
                writeln!(page, "\n{:>3}  block {number}, {}: {}", told.len(), block.kind.as_str(), context(text, span))
                    .expect("writing to a string");
                match mention {
                    Some(at) => page += &decided(analysis, &analysis.mentions[at], reasons[at]),
                    None => page += "     no name\n",
                }
                page += &evidence_of(text, tagger.explain(text, passage, &evidence, span));
            }
        }
    }
    let count = told.len();
    if count == 0 {
        return Err(Failure::new(format!("the text does not have {name:?} in it as a whole word")));
    }
    Ok(format!("why       “{name}”, {count} in the text\n{page}"))
}

/// The name in what stands around it.
fn context(text: &str, span: ByteSpan) -> String {
    let from = text.floor_char_boundary(span.start.saturating_sub(AROUND));
    let to = text.ceil_char_boundary((span.end + AROUND).min(text.len()));
    let part = |start, end| interlinear::one_line(text, ByteSpan::new(start, end));
    let space = |at: usize| if text[..at].ends_with(char::is_whitespace) { " " } else { "" };
    let after = if text[span.end..].starts_with(char::is_whitespace) { " " } else { "" };
    format!(
        "{}{}[{}]{after}{}",
        part(from, span.start),
        space(span.start),
        part(span.start, span.end),
        part(span.end, to)
    )
}

/// What was decided of a mention: its type, its entity, and the rule that gave it that.
fn decided(analysis: &Analysis, mention: &Mention, reason: Option<Reason>) -> String {
    let entity = &analysis.entities[mention.entity];
    let source = match &entity.glossary {
        Some(listed) if mention.glossary.is_some() => format!("; found by the glossary's entry {}", listed.entry),
        Some(listed) => format!("; found by the model, and its entity is the glossary's entry {}", listed.entry),
        None => String::new(),
    };
    let text = &analysis.document.text;
    let reason = match reason {
        Some(Reason { rule, to }) => {
            let other = interlinear::one_line(text, analysis.mentions[to].span);
            format!("{}: “{other}”", rule.as_str())
        }
        None if entity.mentions.len() == 1 => "nothing else is named so".to_owned(),
        None => "others were joined to it".to_owned(),
    };
    let (kind, confidence) = (mention.kind.as_str(), mention.confidence);
    format!("     {kind} {confidence:.3} of {} {} ({reason}{source})\n", mention.entity, entity.name)
}

/// What the model says of the words.
fn evidence_of(text: &str, explanation: Option<Explanation>) -> String {
    let Some(Explanation { odds, words }) = explanation else {
        return "     no name can hold just these words: they are not whole ones of one sentence, or small ones apart from names\n".to_owned();
    };
    let none = (1.0 - odds.iter().map(|(_, odds)| odds).sum::<f32>()).max(0.0);
    let odds: Vec<String> = odds
        .iter()
        .filter(|(_, odds)| *odds > 0.0)
        .map(|(kind, odds)| format!("{} {odds:.3}, ", kind.as_str()))
        .collect();
    let mut page = format!("     as a name: {}no name, or one of other words {none:.3}\n", odds.concat());
    words.iter().for_each(|word| page += &word_evidence(text, word));
    page
}

fn word_evidence(text: &str, word: &WordEvidence) -> String {
    let of = |kind: Option<MentionType>| kind.map_or("no name", MentionType::as_str);
    let mut page = format!("     {}: {} rather than {}\n", word.span.of(text), of(word.chosen), of(word.rival));
    let (reasons, doubts): (Vec<&Weighed>, Vec<&Weighed>) =
        word.evidence.iter().partition(|weighed| weighed.nats > 0.0);
    for (side, weighed) in [("for", reasons), ("against", doubts)] {
        for Weighed { reads, nats } in weighed.iter().take(MOST) {
            writeln!(page, "       {side:<8}{nats:+6.2}  {reads}").expect("writing to a string");
        }
        let (rest, count) = (weighed.iter().skip(MOST).map(|weighed| weighed.nats).sum::<f32>(), weighed.len());
        if count > MOST {
            writeln!(page, "       {:<8}{rest:+6.2}  {} more", "", count - MOST).expect("writing to a string");
        }
    }
    for (what, list) in [("elsewhere", word.elsewhere.join("; ")), ("listed", word.lists.join("; "))] {
        let list = if list.is_empty() { "–".to_owned() } else { list };
        writeln!(page, "       {what:<14}  {list}").expect("writing to a string");
    }
    page
}

/// Reads a glossary as JavaScript would hand it in, from a JSON file.
pub(crate) fn glossary(path: &Path) -> Outcome<Glossary> {
    let doing = || format!("reading the glossary {}", path.display());
    let entries: Vec<Value> = serde_json::from_slice(&paths::read(path)?).doing(doing)?;
    let entries = entries.iter().enumerate().map(|(at, value)| {
        entry(value).ok_or_else(|| Failure::new(format!("glossary[{at}] of {} is no entry: {value}", path.display())))
    });
    Glossary::new(entries.collect::<Outcome<_>>()?).doing(doing)
}

fn entry(value: &Value) -> Option<GlossaryEntry> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let aliases = value["aliases"].as_array().map_or(&[][..], Vec::as_slice);
    Some(GlossaryEntry {
        name: text(&value["name"])?,
        aliases: aliases.iter().map(text).collect::<Option<_>>()?,
        kind: crate::names::mention_type(value["type"].as_str()?)?,
        id: text(&value["id"]),
        url: text(&value["url"]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsgloss::document::plain;
    use newsgloss::{Analyzer, Options, model};
    use std::sync::Arc;

    const TEXT: &str = "ALMATY (AP) - President Kassim-Jomart Tokayev spoke to reporters in Almaty on Friday.\n\n\
                        Later, Tokayev left for the old harbour, the ministry said.";

    fn why(name: &str, glossary: Option<Vec<GlossaryEntry>>) -> Outcome<String> {
        let bytes = paths::read(&paths::root().join("tests/data/small.model"))?;
        let tagger = Tagger::read(&model::File::open(&bytes).unwrap()).unwrap();
        let glossary = glossary.map(|entries| Arc::new(Glossary::new(entries).unwrap()));
        let options = Options { glossary, ..Options::default() };
        report(&Analyzer::new(&bytes).unwrap().analyze(plain::parse(TEXT), &options), &tagger, name)
    }

    fn check(page: &str, parts: &[&str]) {
        parts.iter().for_each(|part| assert!(page.contains(part), "{part} is not in\n{page}"));
    }

    #[test]
    fn every_mention_is_explained() {
        let page = why("Tokayev", None).unwrap();
        check(
            &page,
            &[
                "why       “Tokayev”, 2 in the text",
                "  1  block 1, paragraph: ALMATY (AP) - President [Kassim-Jomart Tokayev] spoke to",
                "  2  block 2, paragraph: ",
                "Later, [Tokayev] left",
                "(part of the name: “Kassim-Jomart Tokayev”)",
                "     Tokayev: PERSON rather than ",
                "       for ",
                "elsewhere",
            ],
        );
        assert!(!page.contains("something"), "{page}");
    }

    #[test]
    fn what_is_no_name_is_explained_too() {
        check(&why("Friday", None).unwrap(), &["     no name\n", "     Friday: no name rather than "]);
        check(&why("harbour", None).unwrap(), &["     no name\n", "     no name can hold just these words"]);
        assert!(why("arbour", None).is_err());
    }

    #[test]
    fn the_glossary_is_named() {
        let entry = entry(&serde_json::json!({ "name": "old harbour", "type": "LOC", "aliases": ["x"] })).unwrap();
        check(&why("harbour", Some(vec![entry])).unwrap(), &["LOC 1.000 of ", "found by the glossary's entry 0"]);
        assert!(super::entry(&serde_json::json!({ "name": "x", "type": "CAT" })).is_none());
    }
}
