//! The words that the view shows for the engine's terms.

use super::dom::{Build, el};
use super::words::{self, number, say, tell};
use crate::annotation::{Colour, Correction};
use crate::entity::MentionType;
use crate::entity::link::Kind;
use crate::summary::Reason;
use web_sys::Element;

/// The heading of a list of names of that type.
pub(super) fn plural(kind: MentionType) -> String {
    say(match kind {
        MentionType::Person => "People",
        MentionType::Org => "Organisations",
        MentionType::Loc => "Places",
        MentionType::Norp => "Nationalities and groups",
        MentionType::Event => "Events",
        MentionType::Misc => "Works, products and laws",
    })
}

/// A short name for the legend.
pub(super) fn short(kind: MentionType) -> String {
    say(match kind {
        MentionType::Person => "People",
        MentionType::Org => "Organisations",
        MentionType::Loc => "Places",
        MentionType::Norp => "Groups",
        MentionType::Event => "Events",
        MentionType::Misc => "Other",
    })
}

/// What one name of that type is, for a spoken sentence.
pub(super) fn singular(kind: MentionType) -> String {
    say(match kind {
        MentionType::Person => "person",
        MentionType::Org => "organisation",
        MentionType::Loc => "place",
        MentionType::Norp => "nationality or group",
        MentionType::Event => "event",
        MentionType::Misc => "other name",
    })
}

/// The type that the engine calls so.
pub(super) fn kind_named(name: &str) -> Option<MentionType> {
    MentionType::ALL.into_iter().find(|kind| kind.as_str() == name)
}

/// What a correction says of a name.
pub(super) fn correction(correction: &Correction) -> String {
    match correction {
        Correction::Accept => say("It is right"),
        Correction::Remove => say("Not a name"),
        Correction::Retype(kind) | Correction::Add(kind) => {
            kind_named(kind).map_or_else(|| kind.clone(), |kind| capital(&singular(kind)))
        }
    }
}

/// A name's element, and that the name is as the reader says, if it is.
pub(super) fn own(name: Element, own: bool) -> Element {
    if own { name.child(&el::<Element>("span", "yours").said("yours")) } else { name }
}

/// A label as it begins a line.
pub(super) fn capital(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
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
    words::count(count, "{n} mention", "{n} mentions")
}

/// `1 name`, `7 names`.
pub(super) fn names(count: usize) -> String {
    words::count(count, "{n} name", "{n} names")
}

/// Which of how many.
pub(super) fn nth(at: usize, count: usize) -> String {
    tell("{at} of {count}", &[("at", &number(at)), ("count", &number(count))])
}

/// Which mention of how many.
pub(super) fn nth_mention(at: usize, count: usize) -> String {
    tell("Mention {at} of {count}", &[("at", &number(at)), ("count", &number(count))])
}

/// What a button says that shows a list in full.
pub(super) fn show_all(count: usize) -> String {
    words::count(count, "Show all {n}", "Show all {n}")
}

/// What kind of thing a link leads to.
pub(super) fn place(kind: Kind) -> String {
    say(match kind {
        Kind::Country => "country",
        Kind::Region => "region",
        Kind::City => "city",
        Kind::Organisation => "organisation",
    })
}

/// What earned a sentence its place in a summary.
pub(super) fn reason(reason: Reason) -> String {
    let [one, other] = reason.forms();
    words::count(reason.count, one, other)
}

/// What a highlight of that colour means.
pub(super) fn colour(colour: Colour) -> String {
    say(match colour {
        Colour::Important => "Important",
        Colour::Question => "Question",
        Colour::Doubt => "Doubt",
        Colour::Agree => "Agree",
    })
}
