//! Reading corpora in the CoNLL form: `TOKEN<TAB>TAG` a line, a blank line between sentences, `-DOCSTART-` between
//! documents.

use std::fs;
use std::path::Path;

use newsgloss::entity::MentionType;

use crate::failure::{Context, Outcome};

/// A name among the tokens of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: MentionType,
}

/// A sentence as the corpus has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sentence {
    pub(super) tokens: Vec<String>,
    pub(super) names: Vec<Name>,
}

/// The documents of a corpus, each a list of sentences. A corpus without document marks is one document.
pub(super) fn read(path: &Path) -> Outcome<Vec<Vec<Sentence>>> {
    let text = fs::read_to_string(path).doing(|| format!("reading {}", path.display()))?;
    parse(&text).doing(|| format!("reading {}", path.display()))
}

fn parse(text: &str) -> Result<Vec<Vec<Sentence>>, String> {
    let mut documents = vec![Vec::new()];
    let mut sentence = Sentence::default();
    for (at, line) in text.lines().chain([""]).enumerate() {
        if line.starts_with("-DOCSTART-") {
            documents.push(Vec::new());
        } else if line.trim().is_empty() {
            if !sentence.tokens.is_empty() {
                documents.last_mut().expect("one at least").push(std::mem::take(&mut sentence));
            }
        } else {
            push(&mut sentence, line).map_err(|e| format!("line {}: {e}", at + 1))?;
        }
    }
    documents.retain(|document| !document.is_empty());
    Ok(documents)
}

fn push(sentence: &mut Sentence, line: &str) -> Result<(), String> {
    let (token, tag) = line.split_once('\t').ok_or("no tab between token and tag")?;
    let at = sentence.tokens.len();
    sentence.tokens.push(token.to_owned());
    let Some((position, kind)) = tag.split_once('-') else { return Ok(()) };
    let kind = crate::names::mention_type(kind).ok_or_else(|| format!("no type of name is called {kind}"))?;
    match sentence.names.last_mut() {
        Some(name) if position == "I" && name.end == at && name.kind == kind => name.end += 1,
        _ => sentence.names.push(Name { start: at, end: at + 1, kind }),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_documents_sentences_and_names() {
        let text = "-DOCSTART- (a)\tO\n\nU.S.\tB-LOC\nAir\tB-ORG\nForce\tI-ORG\n.\tO\n\nYes\tO\n-DOCSTART- (b)\tO\n\nRome\tB-LOC\n";
        let documents = parse(text).unwrap();
        assert_eq!(documents.iter().map(Vec::len).collect::<Vec<_>>(), [1, 2]);
        let spans: Vec<_> = documents[0][0].names.iter().map(|n| (n.start, n.end, n.kind)).collect();
        assert_eq!(spans, [(0, 1, MentionType::Loc), (1, 3, MentionType::Org)]);
        assert!(parse("no tab here").is_err());
        assert!(parse("x\tB-NONSENSE").is_err());
    }
}
