//! `cargo xtask show`: an article with its glosses beneath the text, for people who work on the engine.

use crate::arguments::Arguments;
use crate::failure::{Context, Failure, Outcome};
use crate::interlinear::{self, Tag, Tags};
use crate::{paths, why};
use newsgloss::document::{Block, Document, plain};
use newsgloss::entity::{Entity, Tagger};
use newsgloss::summary::Ranking;
use newsgloss::{Analysis, Analyzer, ByteSpan, Options, model, quantity, text, time};
use std::fmt::Write as _;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Columns of text, beside the gutter that numbers the sentences.
const ROOM: usize = 94;

/// `cargo xtask show FILE [--why NAME] [--glossary FILE] [--model PATH]`. The file may also come last.
pub(crate) fn command(arguments: &[String]) -> Outcome {
    let (file, rest) = match arguments {
        [file, rest @ ..] if !file.starts_with("--") => (file, rest),
        [rest @ .., file] => (file, rest),
        [] => return Err(Failure::new("show needs a FILE").hint("cargo xtask help")),
    };
    let arguments = Arguments::read(rest, &["why", "glossary", "model"])?;
    let read = String::from_utf8(paths::read(Path::new(file))?).doing(|| format!("reading {file} as UTF-8"));
    let text = read.map_err(|failure| failure.hint("convert it first: iconv -f windows-1252 -t utf-8"))?;
    let glossary = arguments.last("glossary").map(|path| why::glossary(Path::new(path))).transpose()?;
    let model = load(arguments.last("model"))?;
    let analysis = analyse(
        plain::parse(text),
        model.as_ref(),
        &Options { glossary: glossary.map(Arc::new), ..Options::default() },
    );
    print(&match (arguments.last("why"), &model) {
        (None, _) => article(&analysis, model.is_some()),
        (Some(name), Some(model)) => why::report(&analysis, &model.tagger, name)?,
        (Some(_), None) => {
            return Err(Failure::new("there is no models/newsgloss.model").hint("--model PATH takes another"));
        }
    })
}

/// The engine, and the recogniser by itself.
struct Model {
    analyzer: Analyzer,
    tagger: Tagger,
}

/// The model that was asked for, or else the one that ships, if there is one.
fn load(given: Option<&str>) -> Outcome<Option<Model>> {
    let shipped = Some(paths::model()).filter(|shipped| shipped.exists());
    let Some(path) = given.map(PathBuf::from).or(shipped) else { return Ok(None) };
    let bytes = paths::read(&path)?;
    let read = || -> Result<Model, newsgloss::Error> {
        Ok(Model { analyzer: Analyzer::new(&bytes)?, tagger: Tagger::read(&model::File::open(&bytes)?)? })
    };
    read().doing(|| format!("loading {}", path.display())).map(Some)
}

fn analyse(document: Document, model: Option<&Model>, options: &Options) -> Analysis {
    match model {
        Some(model) => model.analyzer.analyze(document, options),
        None => {
            let summary = options.summary.map_or_else(Vec::new, |length| Ranking::new(&document).select(length));
            let dates = time::find(&document);
            let mut quantities = quantity::find(&document);
            quantity::leave_out(&mut quantities, dates.iter().map(|date| date.span));
            Analysis { document, dates, quantities, summary, ..Analysis::default() }
        }
    }
}

/// Prints `text`. Whoever reads it may have seen enough (`| head`) and closed the pipe, which is their right.
fn print(text: &str) -> Outcome {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::new(format!("printing: {error}"))),
        _ => Ok(()),
    }
}

/// All that is printed of an analysis.
fn article(analysis: &Analysis, has_model: bool) -> String {
    let mut page = head(&analysis.document);
    let tags = tags(analysis);
    let mut tags = Tags::new(&tags);
    for (number, block) in (1..).zip(&analysis.document.blocks) {
        page += &block_with_tags(analysis, number, block, &mut tags);
    }
    page += &entities(analysis, has_model);
    page += &quotes(analysis);
    page += &dates(analysis);
    page += &figures(analysis);
    page + &summary(analysis)
}

/// Title, byline, dateline, date and problems.
fn head(document: &Document) -> String {
    let of =
        |span: Option<ByteSpan>| span.map_or("—".to_string(), |span| interlinear::one_line(&document.text, span));
    let mut head = String::new();
    let mut line = |name: &str, value: String| writeln!(head, "{name:<10}{value}").expect("writing to a string");
    line("title", of(document.title));
    line("byline", of(document.byline));
    line("dateline", of(document.dateline.map(|dateline| dateline.span)));
    if let Some(dateline) = document.dateline {
        line("", format!("place: {}, agency: {}", of(dateline.place), of(dateline.agency)));
    }
    line("date", document.date.map_or("—".to_string(), |date| date.to_string()));
    for problem in &document.problems {
        let place = problem.span.map_or(String::new(), |span| format!(" (bytes {} to {})", span.start, span.end));
        line("problem", format!("{}: {}{place}", problem.code, problem.message));
    }
    head
}

/// What stands beneath the text: the dateline, the names, the dates and the figures, in the order of their starts.
fn tags(analysis: &Analysis) -> Vec<Tag> {
    let dateline =
        analysis.document.dateline.map(|dateline| Tag { span: dateline.span, label: "dateline".to_string() });
    let names = analysis.mentions.iter().map(|mention| {
        let label = format!("{}·{}", mention.kind.as_str(), mention.entity);
        Tag { span: mention.span, label }
    });
    let dates = analysis.dates.iter().map(|date| Tag { span: date.span, label: date.value.clone() });
    let figures = analysis.quantities.iter().map(|quantity| Tag { span: quantity.span, label: quantity.to_string() });
    let mut tags: Vec<Tag> = dateline.into_iter().chain(names).chain(dates).chain(figures).collect();
    tags.sort_by_key(|tag| tag.span.start);
    tags
}

/// One block, each sentence on a line of its own: numbered, and starred if it is in the summary.
fn block_with_tags(analysis: &Analysis, number: usize, block: &Block, tags: &mut Tags<'_>) -> String {
    let text = &analysis.document.text;
    let mut shown = format!("\n── {number} {}\n", block.kind.as_str());
    for (number, sentence) in (1..).zip(text::sentences(text, block.span)) {
        let chosen = analysis.summary.partition_point(|chosen| chosen.span.end <= sentence.start);
        let chosen = analysis.summary.get(chosen).is_some_and(|chosen| chosen.span.overlaps(sentence));
        let mut gutter = format!("{} {number:>2}  ", if chosen { '*' } else { ' ' });
        for line in tags.lines(text, sentence, ROOM) {
            shown += format!("{gutter}{line}").trim_end();
            shown.push('\n');
            gutter = " ".repeat(6);
        }
    }
    shown
}

/// Who and what is named: each entity with its mentions, the block each stands in, and how sure the engine is.
fn entities(analysis: &Analysis, has_model: bool) -> String {
    if !has_model {
        return "\nnames     none: they need a model, and there is no models/newsgloss.model (--model PATH takes another)\n"
            .to_string();
    }
    let mut shown = format!("\nnames     {}\n", analysis.entities.len());
    for (number, entity) in analysis.entities.iter().enumerate() {
        let name = interlinear::one_line(&entity.name, ByteSpan::new(0, entity.name.len()));
        let known = about(analysis, entity);
        writeln!(shown, "{number:>4}  {:<6}  {name}{known}", entity.kind.as_str()).expect("writing to a string");
        let mentions = entity.mentions.iter().map(|&mention| mention_in_place(analysis, mention));
        let mentions = mentions.collect::<Vec<_>>().join("; ");
        for line in interlinear::lines(&mentions, ByteSpan::new(0, mentions.len()), ROOM - 8) {
            writeln!(shown, "{:14}{line}", "").expect("writing to a string");
        }
    }
    shown
}

/// What the text says of an entity besides its names: `, president; short CSTO; see 4`.
fn about(analysis: &Analysis, entity: &Entity) -> String {
    let role =
        entity.role.map_or(String::new(), |role| format!(", {}", interlinear::one_line(&analysis.document.text, role)));
    let short = entity.acronym.as_ref().map_or(String::new(), |short| format!("; short {short}"));
    let related: Vec<String> = entity.related.iter().map(ToString::to_string).collect();
    let see = if related.is_empty() { String::new() } else { format!("; see {}", related.join(", ")) };
    format!("{role}{short}{see}")
}

/// One mention: `Tokayev (block 4, 0.98)`.
fn mention_in_place(analysis: &Analysis, mention: usize) -> String {
    let mention = analysis.mentions[mention];
    let Document { text, blocks, .. } = &analysis.document;
    let block = blocks.partition_point(|block| block.span.end <= mention.span.start) + 1;
    let name = interlinear::one_line(text, mention.span);
    format!("{name} (block {block}, {:.2})", mention.confidence)
}

/// Who said what: each quotation with its cue and its speaker, and whom that means.
fn quotes(analysis: &Analysis) -> String {
    let mut shown = format!("\nquotes    {}\n", analysis.quotes.len());
    let words = |span: ByteSpan| interlinear::one_line(&analysis.document.text, span);
    for quote in &analysis.quotes {
        let speaker = quote.speaker.map_or("nobody named".to_string(), words);
        let cue = quote.cue.map_or(String::new(), |cue| format!(" ({})", words(cue)));
        let entity = quote.entity.map_or(String::new(), |entity| format!(" = {}", analysis.entities[entity].name));
        writeln!(shown, "      {:<8}  {speaker}{cue}{entity}", quote.kind.as_str()).expect("writing to a string");
        for line in interlinear::lines(&analysis.document.text, quote.span, ROOM - 8) {
            writeln!(shown, "{:14}{line}", "").expect("writing to a string");
        }
    }
    shown
}

/// What is dated: each expression with its kind, its value and the days that it covers.
fn dates(analysis: &Analysis) -> String {
    let mut shown = format!("\ndates     {}\n", analysis.dates.len());
    for date in &analysis.dates {
        let days = date.extent.map_or(String::new(), |extent| format!("  {} to {}", extent.from, extent.to));
        let words = interlinear::one_line(&analysis.document.text, date.span);
        writeln!(shown, "      {:<8}  {words} = {}{days}", date.kind.as_str(), date.value)
            .expect("writing to a string");
    }
    shown
}

/// How much and how many: each figure with what it is worth, and what it counts.
fn figures(analysis: &Analysis) -> String {
    let mut shown = format!("\nfigures   {}\n", analysis.quantities.len());
    let words = |span: ByteSpan| interlinear::one_line(&analysis.document.text, span);
    for quantity in &analysis.quantities {
        let counts = quantity.counts.map_or(String::new(), |counts| format!("  ({})", words(counts)));
        writeln!(shown, "      {} = {quantity}{counts}", words(quantity.span)).expect("writing to a string");
    }
    shown
}

fn summary(analysis: &Analysis) -> String {
    let mut shown = format!("\nsummary   {}\n", analysis.summary.len());
    for sentence in &analysis.summary {
        let mut gutter = format!("{:>2}  {:.3}  ", sentence.rank, sentence.score);
        for line in interlinear::lines(&analysis.document.text, sentence.span, ROOM - 5) {
            writeln!(shown, "{gutter}{line}").expect("writing to a string");
            gutter = " ".repeat(11);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsgloss::entity::{Mention, MentionType};
    use newsgloss::summary::SummarySentence;

    const TEXT: &str = "Lind meets Holt\n\nby Ola Berg\n\nLINDAU (AP) – Anna Lind of 習近平大学 met Karin Holt. Holt smiled on Jan. 7, 2022.\n";

    /// An analysis of [`TEXT`] with names put in by hand: a part of the text, its type and its entity.
    fn analysis(names: &[(&str, MentionType, usize)]) -> Analysis {
        let mut analysis = Analysis { document: plain::parse(TEXT), ..Analysis::default() };
        let chosen = TEXT.find("Holt smiled").unwrap();
        analysis.dates = time::find(&analysis.document);
        analysis.quantities = quantity::find(&analysis.document);
        analysis.summary.push(SummarySentence {
            span: (chosen..TEXT.len() - 1).into(),
            score: 0.5,
            rank: 1,
            why: [None; 3],
        });
        let mut from = 0;
        for &(name, kind, entity) in names {
            let start = from + TEXT[from..].find(name).unwrap();
            from = start + name.len();
            analysis.mentions.push(Mention {
                span: ByteSpan::new(start, from),
                kind,
                entity,
                confidence: 0.875,
                glossary: None,
            });
            if entity == analysis.entities.len() {
                analysis.entities.push(Entity::new(name.to_string(), kind));
            }
            analysis.entities[entity].mentions.push(analysis.mentions.len() - 1);
        }
        analysis
    }

    #[test]
    fn glosses_stand_beneath_their_words() {
        let names = [
            ("Lind", MentionType::Person, 0),
            ("Holt", MentionType::Person, 1),
            ("LINDAU", MentionType::Loc, 2),
            ("Anna Lind", MentionType::Person, 0),
            ("習近平大学", MentionType::Org, 3),
            ("Karin Holt", MentionType::Person, 1),
            ("Holt", MentionType::Person, 1),
        ];
        let expected = "\
title     Lind meets Holt
byline    by Ola Berg
dateline  LINDAU (AP) –
          place: LINDAU, agency: AP
date      —

── 1 heading
   1  Lind meets Holt
      PERSON·0   PERSON·1

── 2 credit
   1  by Ola Berg

── 3 paragraph
   1  LINDAU (AP) – Anna Lind of 習近平大学 met Karin Holt.
      dateline───── PERSON·0─    ORG·3─────     PERSON·1──
      LOC·2─
*  2  Holt smiled on Jan. 7, 2022.
      PERSON·1       2022-01-07──

names     4
   0  PERSON  Lind
              Lind (block 1, 0.88); Anna Lind (block 3, 0.88)
   1  PERSON  Holt
              Holt (block 1, 0.88); Karin Holt (block 3, 0.88); Holt (block 3, 0.88)
   2  LOC     LINDAU
              LINDAU (block 3, 0.88)
   3  ORG     習近平大学
              習近平大学 (block 3, 0.88)

quotes    0

dates     1
      DATE      Jan. 7, 2022 = 2022-01-07  2022-01-07 to 2022-01-07

figures   0

summary   1
 1  0.500  Holt smiled on Jan. 7, 2022.
";
        assert_eq!(article(&analysis(&names), true), expected);
    }

    #[test]
    fn without_a_model_it_says_what_names_need() {
        let page = article(&analyse(plain::parse("It rained."), None, &Options::default()), false);
        assert!(page.contains("names     none: they need a model"), "{page}");
        assert!(page.contains("summary   1\n 1  "), "{page}");
    }

    #[test]
    fn figures_say_what_they_are_worth_and_what_they_count() {
        let page = article(&analyse(plain::parse("It paid 3,000 people."), None, &Options::default()), false);
        assert!(page.contains("figures   1\n      3,000 = QUANTITY 3000 person  (people)\n"), "{page}");
    }

    #[test]
    fn an_empty_text_is_a_problem_and_no_failure() {
        let page = article(&analyse(plain::parse(""), None, &Options::default()), false);
        assert!(page.contains("problem   empty: There is no text here."), "{page}");
    }
}
