//! What the reader corrects of what was found in a text, and the glossary that comes of it.

use super::model::Annotation;
use crate::sort;
use crate::text::spaced;

/// What the reader says of a name in a passage. Types are named as the engine names them, of which nothing here knows
/// more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correction {
    /// It is one, of the type that it was given.
    Accept,
    /// It is one, but of this type.
    Retype(String),
    /// It is none.
    Remove,
    /// It is one, of this type, which was not found.
    Add(String),
}

impl Correction {
    /// The correction in words, which is what is stored: `accept`, `remove`, `retype ORG`, `add ORG`.
    pub fn write(&self) -> String {
        match self {
            Correction::Accept => "accept".to_owned(),
            Correction::Remove => "remove".to_owned(),
            Correction::Retype(kind) => format!("retype {kind}"),
            Correction::Add(kind) => format!("add {kind}"),
        }
    }

    /// The correction that these words are.
    pub fn read(words: &str) -> Option<Correction> {
        match words.split_once(' ') {
            None if words == "accept" => Some(Correction::Accept),
            None if words == "remove" => Some(Correction::Remove),
            Some(("retype", kind)) if !kind.is_empty() => Some(Correction::Retype(kind.to_owned())),
            Some(("add", kind)) if !kind.is_empty() => Some(Correction::Add(kind.to_owned())),
            _ => None,
        }
    }
}

/// The names that the corrections tell, each with its type, in the order of the names: a glossary that brings them to
/// every other text. Of several corrections of one name the last counts; one that was removed is none.
pub fn glossary<'a>(annotations: impl IntoIterator<Item = &'a Annotation>) -> Vec<(String, String)> {
    let told = annotations.into_iter().filter_map(|annotation| {
        let kind = match annotation.correction.as_ref()? {
            Correction::Retype(kind) | Correction::Add(kind) => Some(kind.clone()),
            Correction::Remove => None,
            Correction::Accept => return None,
        };
        Some((spaced(&annotation.quote()?.exact), kind))
    });
    let mut names: Vec<(String, Option<String>)> = told.filter(|(name, _)| !name.is_empty()).collect();
    names.reverse();
    sort::by(&mut names, |a, b| a.0.cmp(&b.0));
    names.dedup_by(|earlier, last| earlier.0 == last.0);
    names.into_iter().filter_map(|(name, kind)| Some((name, kind?))).collect()
}
