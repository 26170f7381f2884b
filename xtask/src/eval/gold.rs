//! Reading the development corpora, and writing predictions in their form: JSON Lines, offsets in Unicode code points.

use std::fs;
use std::path::Path;

use newsgloss::entity::MentionType;
use serde_json::{Value, json};

use super::Span;
use crate::failure::{Context, Outcome};

/// A document with its names.
pub(crate) struct Document {
    id: String,
    pub(crate) text: String,
    /// The names of the six types, and whether finding each is optional.
    pub(crate) names: Vec<(Span, bool)>,
}

/// The documents of a corpus.
pub(crate) fn read(path: &Path) -> Outcome<Vec<Document>> {
    let file = fs::read_to_string(path).doing(|| format!("reading {}", path.display()))?;
    let lines = file.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| document(line).doing(|| format!("reading {} line {}", path.display(), at + 1))).collect()
}

fn document(line: &str) -> Result<Document, String> {
    let value: Value = serde_json::from_str(line).map_err(|e| e.to_string())?;
    let id = value["id"].as_str().ok_or("no id")?.to_owned();
    let text = value["text"].as_str().ok_or("no text")?.to_owned();
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut names = Vec::new();
    for entity in value["entities"].as_array().ok_or("no entities")? {
        let offset = |key: &str| {
            let point = entity[key].as_u64().and_then(|point| usize::try_from(point).ok());
            point.and_then(|point| bytes.get(point).copied()).ok_or(format!("no valid {key} of an entity"))
        };
        let kind = entity["type"].as_str().ok_or("an entity without type")?;
        if let Some(kind) = canonical(kind) {
            let optional = entity["opt"].as_bool().unwrap_or(false);
            names.push((Span { start: offset("start")?, end: offset("end")?, kind }, optional));
        }
    }
    Ok(Document { id, text, names })
}

/// The type that a corpus means; `None` for dates and the like.
fn canonical(kind: &str) -> Option<MentionType> {
    match kind {
        "Person" => Some(MentionType::Person),
        "LOCATION" | "Location" | "GPE" | "Facility" | "FAC" => Some(MentionType::Loc),
        "ORGANIZATION" | "Organization" => Some(MentionType::Org),
        "Misc" | "Product" => Some(MentionType::Misc),
        _ => crate::names::mention_type(kind),
    }
}

/// A document's predictions as one line.
pub(crate) fn line(document: &Document, found: &[Span]) -> String {
    let mut points = 0;
    let mut at = 0;
    let mut point = |byte: usize| {
        points += document.text[at..byte].chars().count();
        at = byte;
        points
    };
    let entities: Vec<Value> = found
        .iter()
        .map(|name| json!({ "start": point(name.start), "end": point(name.end), "type": name.kind.as_str() }))
        .collect();
    format!("{}\n", json!({ "id": document.id, "entities": entities }))
}
