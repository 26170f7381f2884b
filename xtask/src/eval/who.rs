//! Who is who: B-cubed over gold mentions, pairs with different surfaces, and abbreviations with their long forms.

use std::collections::BTreeMap;

use newsgloss::document::plain;
use newsgloss::entity::resolve::{self, Reason, Rule};
use newsgloss::{Analysis, Analyzer, ByteSpan, Options};
use serde_json::Value;

use super::{percent, shared};

/// The corpora: which mentions are one thing.
pub(super) const CORPORA: [&str; 2] = ["alias-gum-news", "alias-meantime"];

/// The corpus of abbreviations in brackets.
pub(super) const ABBREVIATIONS: &str = "acronym-gold";

/// Sums over gold mentions (B-cubed) and over pairs of mentions whose surfaces differ.
#[derive(Default)]
pub(super) struct Score {
    mentions: usize,
    found: usize,
    precision: f64,
    recall: f64,
    pairs: Counts,
    /// The pairs that were made, by the rules that join them.
    by_rules: BTreeMap<String, Counts>,
}

#[derive(Default)]
struct Counts {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Counts {
    fn line(&self) -> String {
        let share = |of: usize| percent(self.right, of);
        format!("P {:.2} R {:.2}", share(self.right + self.wrong), share(self.right + self.missed))
    }
}

/// What is wrong in one document, for people.
pub(super) type Fault = String;

/// Which of the corpus's mentions count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    /// All; one that was not found is an entity of its own.
    All,
    /// Those that were found.
    Found,
    /// Those that were found and lie in no longer one. newsgloss's names do not overlap, so of `Ford` in `Ford CEO Alan
    /// Mulally` one at most can have its own entity: over nested mentions, no resolver is faultless.
    Outermost,
}

impl Counted {
    pub(super) const ALL: [(Counted, &'static str); 3] =
        [(Counted::All, "all"), (Counted::Found, "found"), (Counted::Outermost, "outermost")];
}

/// Scores a corpus, given as JSON Lines.
pub(super) fn score(analyzer: &Analyzer, lines: &str, counted: Counted) -> Result<(Score, Vec<Fault>), String> {
    let mut score = Score::default();
    let mut faults = Vec::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let value: Value = serde_json::from_str(line).map_err(|e| e.to_string())?;
        let text = value["text"].as_str().ok_or("no text")?.to_owned();
        let mut gold = gold(&value, &text)?;
        if counted == Counted::Outermost {
            leave_outermost(&mut gold);
        }
        let analysis = analyzer.analyze(plain::parse(text), &no_summary());
        score.add(&analysis, &gold, counted != Counted::All, &mut faults);
    }
    Ok((score, faults))
}

/// What is asked of the engine: a summary would only take time.
pub(super) fn no_summary() -> Options {
    Options { summary: None, ..Options::default() }
}

/// The byte offsets of a text's code points, and its length.
pub(super) fn offsets(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// A number of code points as an offset in bytes.
pub(super) fn offset(bytes: &[usize], value: &Value) -> Result<usize, String> {
    let point = value.as_u64().and_then(|point| usize::try_from(point).ok());
    point.and_then(|point| bytes.get(point).copied()).ok_or_else(|| format!("no valid offset: {value}"))
}

fn gold(value: &Value, text: &str) -> Result<Vec<(ByteSpan, String)>, String> {
    let bytes = offsets(text);
    let mentions = value["mentions"].as_array().ok_or("no mentions")?;
    let read = |mention: &Value| {
        let span = ByteSpan::new(offset(&bytes, &mention["start"])?, offset(&bytes, &mention["end"])?);
        Ok((span, mention["cluster"].to_string()))
    };
    mentions.iter().map(read).collect()
}

/// Takes out the mentions that lie in a longer one.
fn leave_outermost(gold: &mut Vec<(ByteSpan, String)>) {
    let spans: Vec<ByteSpan> = gold.iter().map(|(span, _)| *span).collect();
    gold.retain(|(span, _)| !spans.iter().any(|other| other.contains(*span) && other.len() > span.len()));
}

/// The mention that overlaps a span best.
fn mention_at(analysis: &Analysis, span: ByteSpan) -> Option<usize> {
    // Of two that overlap it as well the first counts: `max_by` would take the last.
    let hits = analysis.mentions.iter().enumerate().rev().filter(|(_, mention)| mention.span.overlaps(span));
    hits.max_by(|(_, a), (_, b)| shared(a.span, span).total_cmp(&shared(b.span, span))).map(|(at, _)| at)
}

/// The rules that join two mentions of one entity, for people; a mention is met with its like without being named.
fn rules(reasons: &[Option<Reason>], a: usize, b: usize) -> String {
    let chain = |mut at: usize| {
        let mut links = Vec::new();
        while let Some(Reason { rule, to }) = reasons[at] {
            links.push((at, rule));
            at = to;
        }
        links
    };
    let (a, b) = (chain(a), chain(b));
    let apart = a.iter().filter(|link| !b.contains(link)).chain(b.iter().filter(|link| !a.contains(link)));
    let mut rules: Vec<&str> =
        apart.filter(|(_, rule)| *rule != Rule::SameName).map(|(_, rule)| rule.as_str()).collect();
    rules.sort_unstable();
    rules.dedup();
    if rules.is_empty() { Rule::SameName.as_str().to_owned() } else { rules.join(" + ") }
}

impl Score {
    fn add(&mut self, analysis: &Analysis, gold: &[(ByteSpan, String)], only_found: bool, faults: &mut Vec<Fault>) {
        let text = &analysis.document.text;
        let reasons = resolve::reasons(&analysis.document, &analysis.mentions);
        let placed: Vec<(usize, Option<usize>, &(ByteSpan, String))> = gold
            .iter()
            .enumerate()
            .map(|(at, mention)| match mention_at(analysis, mention.0) {
                Some(found) => (analysis.mentions[found].entity, Some(found), mention),
                None => (usize::MAX - at, None, mention),
            })
            .collect();
        self.mentions += placed.len();
        self.found += placed.iter().filter(|(_, found, _)| found.is_some()).count();
        let placed: Vec<_> = placed.into_iter().filter(|(_, found, _)| found.is_some() || !only_found).collect();
        let surface = |span: ByteSpan| span.of(text).to_lowercase().replace('.', "");
        for (at, (entity, found, (span, cluster))) in placed.iter().enumerate() {
            let together = placed.iter().filter(|(other, ..)| other == entity);
            let of_cluster = placed.iter().filter(|(.., (_, other))| other == cluster).count();
            let (mut size, mut both) = (0, 0);
            for (.., (_, other)) in together {
                size += 1;
                both += usize::from(other == cluster);
            }
            self.precision += both as f64 / size as f64;
            self.recall += both as f64 / of_cluster as f64;
            for (other_entity, other_found, (other_span, other_cluster)) in &placed[..at] {
                if surface(*span) == surface(*other_span) {
                    continue;
                }
                let pair = || format!("{:?} | {:?}", other_span.of(text), span.of(text));
                let joint = found.zip(*other_found).filter(|_| entity == other_entity);
                let rules = joint.map(|(a, b)| if a == b { "one mention".to_owned() } else { rules(&reasons, a, b) });
                let by_rules = rules.clone().map(|rules| self.by_rules.entry(rules).or_default());
                match (cluster == other_cluster, entity == other_entity) {
                    (true, true) => {
                        self.pairs.right += 1;
                        by_rules.into_iter().for_each(|counts| counts.right += 1);
                    }
                    (false, true) => {
                        self.pairs.wrong += 1;
                        faults.push(format!("joined {} ({})", pair(), rules.as_deref().unwrap_or_default()));
                        by_rules.into_iter().for_each(|counts| counts.wrong += 1);
                    }
                    (true, false) => {
                        self.pairs.missed += 1;
                        faults.push(format!("missed {}", pair()));
                    }
                    (false, false) => {}
                }
            }
        }
    }

    /// The pairs that were made, with the rules that join them: a line each, the worst first.
    pub(super) fn rules(&self) -> Vec<String> {
        let mut rules: Vec<_> = self.by_rules.iter().collect();
        rules.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.wrong));
        rules
            .iter()
            .map(|(rules, counts)| format!("{:5} right {:5} wrong  {rules}", counts.right, counts.wrong))
            .collect()
    }

    /// The figures as one line.
    pub(super) fn line(&self, counted: Counted) -> String {
        let number = if counted == Counted::All { self.mentions } else { self.found } as f64;
        let (p, r) = (100.0 * self.precision / number, 100.0 * self.recall / number);
        let found = percent(self.found, self.mentions);
        format!("found {found:.2}  B3 P {p:.2} R {r:.2} F1 {:.2}  pairs {}", 2.0 * p * r / (p + r), self.pairs.line())
    }
}

/// Scores abbreviations in brackets, each in the piece of text before it: those that the text is seen to define, and
/// those that an entity of that name has.
pub(super) fn abbreviations(analyzer: &Analyzer, lines: &str) -> Result<(String, Vec<Fault>), String> {
    let (mut defined, mut told) = (Counts::default(), Counts::default());
    let mut faults = Vec::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let value: Value = serde_json::from_str(line).map_err(|e| e.to_string())?;
        let (short, context) =
            (value["abbr"].as_str().ok_or("no abbr")?, value["context"].as_str().ok_or("no context")?);
        let expected = value["expansion"].as_str();
        let analysis = analyzer.analyze(plain::parse(context.to_owned()), &no_summary());
        let text = &analysis.document.text;
        let definitions = resolve::definitions(&analysis.document, &analysis.mentions);
        let definition = definitions.iter().rev().find(|definition| definition.short.of(text) == short);
        let long = definition.map(|definition| definition.long.of(text));
        if !count(&mut defined, expected, long) {
            faults.push(format!("{short}: {expected:?}, found {long:?} in {context:?}"));
        }
        let entity = analysis.entities.iter().find(|entity| entity.acronym.as_deref() == Some(short));
        if !count(&mut told, expected, entity.map(|entity| entity.name.as_str())) {
            faults.push(format!("{short} told: {expected:?}, found {:?}", entity.map(|entity| &entity.name)));
        }
    }
    Ok((format!("defined {}  told of entities {}", defined.line(), told.line()), faults))
}

/// Counts one; whether it is right.
fn count(counts: &mut Counts, expected: Option<&str>, found: Option<&str>) -> bool {
    let plain = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let right = expected.map(plain) == found.map(plain);
    match (expected, found) {
        (Some(_), Some(_)) if right => counts.right += 1,
        (expected, found) => {
            counts.wrong += usize::from(found.is_some());
            counts.missed += usize::from(expected.is_some());
        }
    }
    right
}
