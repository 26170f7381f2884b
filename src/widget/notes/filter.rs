//! Which annotations the list shows.

use super::{Place, words};
use crate::annotation::{Annotation, Colour};
use crate::widget::reading::fold;

/// What the reader looks for.
#[derive(Debug, Clone, Default)]
pub(in crate::widget) struct Filter {
    /// Folded words that the passage, the note or a tag has; the empty ones are in all.
    pub(in crate::widget) query: String,
    pub(in crate::widget) kind: Kind,
}

/// A sort of annotation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::widget) enum Kind {
    #[default]
    Any,
    Colour(Colour),
    /// The reader has written something about it.
    Noted,
    /// It corrects a name.
    Correction,
    /// The text there has changed.
    Changed,
    /// The text no longer has it.
    Gone,
    Tag(String),
}

impl Filter {
    /// Whether everything is shown.
    pub(super) fn is_off(&self) -> bool {
        self.query.is_empty() && self.kind == Kind::Any
    }

    /// Whether it shows an annotation, which is at `place` if it is anywhere.
    pub(in crate::widget) fn shows(&self, annotation: &Annotation, place: Option<Place>) -> bool {
        let of_kind = match &self.kind {
            Kind::Any => true,
            Kind::Colour(colour) => annotation.correction.is_none() && annotation.colour == *colour,
            Kind::Noted => !annotation.note.is_empty(),
            Kind::Correction => annotation.correction.is_some(),
            Kind::Changed => place.is_some_and(|place| place.changed),
            Kind::Gone => place.is_none(),
            Kind::Tag(tag) => annotation.tags.contains(tag),
        };
        let has = |text: &str| fold(text).contains(&self.query);
        let found = || has(words(annotation)) || has(&annotation.note) || annotation.tags.iter().any(|tag| has(tag));
        of_kind && (self.query.is_empty() || found())
    }
}

impl Kind {
    /// What an option of the list of sorts is known by.
    pub(super) fn value(&self) -> String {
        match self {
            Kind::Any => String::new(),
            Kind::Colour(colour) => colour.as_str().to_owned(),
            Kind::Noted => "noted".to_owned(),
            Kind::Correction => "correction".to_owned(),
            Kind::Changed => "changed".to_owned(),
            Kind::Gone => "gone".to_owned(),
            Kind::Tag(tag) => format!("#{tag}"),
        }
    }

    /// The sort that is known by `value`.
    pub(super) fn of(value: &str) -> Kind {
        match value {
            "noted" => Kind::Noted,
            "correction" => Kind::Correction,
            "changed" => Kind::Changed,
            "gone" => Kind::Gone,
            _ => match value.strip_prefix('#') {
                Some(tag) => Kind::Tag(tag.to_owned()),
                None => Colour::named(value).map_or(Kind::Any, Kind::Colour),
            },
        }
    }
}
