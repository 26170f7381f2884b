//! What the reader says of a name that was found: that it is right, what it is instead, or that it is none. The part of
//! the card for that, and what the engine is told of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use gloo::events::EventListener;
use web_sys::{Element, HtmlButtonElement, HtmlElement};

use super::Notes;
use crate::analyzer::Options;
use crate::annotation::{Correction, correction};
use crate::entity::{self, Glossary, GlossaryEntry, Mention, MentionType, Verdict};
use crate::sort;
use crate::widget::dom::{self, Build, append, button, el};
use crate::widget::labels;
use crate::widget::reading::Reading;
use crate::widget::view::{Action, Dispatch};
use crate::widget::words::say;

/// What the reader may say of the name that the card is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::widget) enum Judgement {
    /// It is what it was taken for.
    Right,
    /// It is of this type.
    Is(MentionType),
    /// It is no name.
    NoName,
    /// These words are no name in all of the article.
    NowhereHere,
    /// It is so in every article; said again, in none but this.
    Everywhere,
    /// Nothing is said of it any more.
    Nothing,
}

impl Judgement {
    /// All that can be said, in the order in which it is offered.
    fn all() -> impl Iterator<Item = Judgement> {
        let kinds = MentionType::ALL.into_iter().map(Judgement::Is);
        [Judgement::Right].into_iter().chain(kinds).chain([
            Judgement::NoName,
            Judgement::NowhereHere,
            Judgement::Everywhere,
            Judgement::Nothing,
        ])
    }

    fn label(self) -> String {
        match self {
            Judgement::Right => say("It is right"),
            Judgement::Is(kind) => labels::capital(&labels::singular(kind)),
            Judgement::NoName => say("Not a name"),
            Judgement::NowhereHere => say("Not a name in this article"),
            Judgement::Everywhere => say("In every article"),
            Judgement::Nothing => say("Take back"),
        }
    }
}

/// The part of the card where the reader corrects what it says.
pub(in crate::widget) struct Verdicts {
    pub(in crate::widget) element: HtmlElement,
    summary: HtmlElement,
    buttons: Vec<(Judgement, HtmlButtonElement)>,
    _listeners: Vec<EventListener>,
}

impl Verdicts {
    pub(in crate::widget) fn new(dispatch: &Dispatch) -> Verdicts {
        let group = |label: &str| el::<Element>("div", "tools").attr("role", "group").attr("aria-label", label);
        let (what, where_to) = (group(&say("What it is")), group(&say("Your correction")));
        let mut buttons = Vec::new();
        let mut listeners = Vec::new();
        for judgement in Judgement::all() {
            let apart = matches!(judgement, Judgement::Everywhere | Judgement::Nothing);
            let button = button("tool", &judgement.label());
            append(if apart { &where_to } else { &what }, &button);
            let dispatch = dispatch.clone();
            listeners.push(EventListener::new(&button, "click", move |_| dispatch(Action::Judge(judgement))));
            buttons.push((judgement, button));
        }
        let summary = el::<HtmlElement>("summary", "");
        let element = el::<HtmlElement>("details", "verdicts").child(&summary).child(&what).child(&where_to);
        // Unfolded it may need another place.
        let dispatch = dispatch.clone();
        listeners.push(EventListener::new(&element, "toggle", move |_| dispatch(Action::PlaceCard)));
        Verdicts { element, summary, buttons, _listeners: listeners }
    }

    /// Shows what is said of a mention.
    pub(in crate::widget) fn show(&self, reading: &Reading, mention: &Mention) {
        let said = reading.notes.correction_at(mention.span).and_then(|annotation| annotation.correction.as_ref());
        let everywhere = reading.notes.kind_everywhere(reading.text(mention.span)) == Some(mention.kind.as_str());
        let own = reading.is_own(mention);
        self.summary.set_text_content(Some(&say(if own { "As you corrected it" } else { "Is this right?" })));
        for (judgement, button) in &self.buttons {
            match judgement {
                Judgement::Right => dom::state(button, "aria-pressed", said == Some(&Correction::Accept)),
                Judgement::Is(kind) => dom::state(button, "aria-pressed", *kind == mention.kind),
                Judgement::Everywhere => dom::state(button, "aria-pressed", everywhere),
                Judgement::Nothing => dom::toggle(button, "hidden", said.is_none()),
                Judgement::NowhereHere => {
                    dom::toggle(button, "hidden", reading.named_alike(mention).len() < 2);
                }
                Judgement::NoName => {}
            }
        }
    }

    /// Puts the focus where it begins.
    pub(in crate::widget) fn focus(&self) {
        self.summary.focus().ok();
    }
}

/// What the engine is told of the reader's corrections.
pub(in crate::widget) fn options(notes: &Notes) -> Options {
    let said = notes.corrections().filter(|(place, _)| !place.changed);
    let mut said: Vec<_> = said.collect();
    // Of two that overlap the one that was said later counts.
    sort::by_key(&mut said, |(_, annotation)| (&annotation.modified, &annotation.id));
    let corrections = said.into_iter().filter_map(|(place, annotation)| {
        let verdict = verdict(annotation.correction.as_ref()?)?;
        Some(entity::Correction { span: place.span, verdict })
    });
    Options { summary: None, corrections: corrections.collect(), glossary: glossary(notes), ..Options::default() }
}

/// A correction as the engine takes it; `None` if it names no type that there is.
fn verdict(correction: &Correction) -> Option<Verdict> {
    match correction {
        Correction::Accept => Some(Verdict::Right),
        Correction::Remove => Some(Verdict::NoName),
        Correction::Retype(kind) | Correction::Add(kind) => labels::kind_named(kind).map(Verdict::Name),
    }
}

/// The names that the reader has in every article.
fn glossary(notes: &Notes) -> Option<Arc<Glossary>> {
    let mut taken = BTreeSet::new();
    let entries = correction::glossary(notes.names()).into_iter().filter_map(|(name, kind)| entry(name, &kind));
    // What is kept may be anybody's: names that cannot be looked for, or that are one, would undo the whole.
    let letters =
        |name: &str| -> String { name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    let entries: Vec<_> = entries
        .filter(|entry| taken.insert(letters(&entry.name)) && Glossary::new(vec![entry.clone()]).is_ok())
        .collect();
    if entries.is_empty() { None } else { Glossary::new(entries).ok().map(Arc::new) }
}

fn entry(name: String, kind: &str) -> Option<GlossaryEntry> {
    Some(GlossaryEntry { name, aliases: Vec::new(), kind: labels::kind_named(kind)?, id: None, url: None })
}

/// Whether a name can be looked for in every article.
pub(in crate::widget) fn can_be_everywhere(name: &str) -> bool {
    let entry = entry(name.to_owned(), MentionType::Misc.as_str());
    entry.is_some_and(|entry| Glossary::new(vec![entry]).is_ok())
}
