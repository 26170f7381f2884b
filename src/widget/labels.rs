//! The words that the view shows for the engine's terms.

use crate::entity::MentionType;

/// The heading of a list of names of that type.
pub(super) fn plural(kind: MentionType) -> &'static str {
    match kind {
        MentionType::Person => "People",
        MentionType::Org => "Organisations",
        MentionType::Loc => "Places",
        MentionType::Norp => "Nationalities and groups",
        MentionType::Event => "Events",
        MentionType::Misc => "Works, products and laws",
    }
}

/// A short name for the legend.
pub(super) fn short(kind: MentionType) -> &'static str {
    match kind {
        MentionType::Person => "People",
        MentionType::Org => "Organisations",
        MentionType::Loc => "Places",
        MentionType::Norp => "Groups",
        MentionType::Event => "Events",
        MentionType::Misc => "Other",
    }
}

/// What one name of that type is, for a spoken sentence.
pub(super) fn singular(kind: MentionType) -> &'static str {
    match kind {
        MentionType::Person => "person",
        MentionType::Org => "organisation",
        MentionType::Loc => "place",
        MentionType::Norp => "nationality or group",
        MentionType::Event => "event",
        MentionType::Misc => "other name",
    }
}

/// The class of everything drawn for that type.
pub(super) fn class(kind: MentionType) -> &'static str {
    match kind {
        MentionType::Person => "person",
        MentionType::Org => "org",
        MentionType::Loc => "loc",
        MentionType::Norp => "norp",
        MentionType::Event => "event",
        MentionType::Misc => "misc",
    }
}

/// `1 mention`, `7 mentions`.
pub(super) fn mentions(count: usize) -> String {
    count_of(count, "mention")
}

/// `count` and a noun that forms its plural with an s.
pub(super) fn count_of(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// What a highlight of that colour means.
pub(super) fn colour(colour: crate::annotation::Colour) -> &'static str {
    use crate::annotation::Colour;
    match colour {
        Colour::Important => "Important",
        Colour::Question => "Question",
        Colour::Doubt => "Doubt",
        Colour::Agree => "Agree",
    }
}
