//! The bar that steps through the mentions of the chosen name.

use gloo::events::EventListener;
use web_sys::{Element, HtmlButtonElement, HtmlElement};

use super::dom::{self, Build, button, el};
use super::labels;
use super::reading::Reading;
use super::view::{Action, Dispatch};
use super::words::say;

/// The stepper: which name, which mention of how many, previous, next, close.
pub(super) struct Stepper {
    pub(super) element: HtmlElement,
    name: HtmlButtonElement,
    place: Element,
    _listeners: [EventListener; 4],
}

impl Stepper {
    pub(super) fn new(dispatch: &Dispatch) -> Stepper {
        let name = button("label", "").attr_said("title", "About this name (i)");
        let place: Element = el("span", "place");
        let (previous, next) = (previous(&say("Previous mention (p)")), next(&say("Next mention (n)")));
        let close = icon("×", &say("Stop marking this name"), &say("Close (Esc)"));
        let element = el::<HtmlElement>("div", "stepper")
            .attr("role", "group")
            .attr_said("aria-label", "Mentions of the chosen name")
            .attr("hidden", "")
            .child(&name)
            .child(&previous)
            .child(&place)
            .child(&next)
            .child(&close);
        let on = |button: &HtmlButtonElement, action: fn() -> Action| {
            let dispatch = dispatch.clone();
            EventListener::new(button, "click", move |_| dispatch(action()))
        };
        let listeners = [
            on(&name, || Action::OpenCard),
            on(&previous, || Action::Step { forward: false }),
            on(&next, || Action::Step { forward: true }),
            on(&close, || Action::Clear),
        ];
        Stepper { element, name, place, _listeners: listeners }
    }

    /// Shows where the reader is, or nothing if no name is chosen or the card shows it.
    pub(super) fn render(&self, reading: &Reading, chosen: Option<usize>, at: usize) {
        dom::toggle(&self.element, "hidden", chosen.is_none());
        let Some(id) = chosen else { return };
        let entity = reading.entity(id);
        self.element.set_class_name(&format!("stepper {}", labels::class(entity.kind)));
        self.name.set_text_content(Some(&super::reading::shorten(&entity.name, 40)));
        self.place.set_text_content(Some(&labels::nth(at + 1, entity.mentions.len())));
    }
}

/// The button to the previous mention.
pub(super) fn previous(title: &str) -> HtmlButtonElement {
    icon("‹", &say("Previous mention"), title)
}

/// The button to the next mention.
pub(super) fn next(title: &str) -> HtmlButtonElement {
    icon("›", &say("Next mention"), title)
}

/// A button that shows a sign and is called by words.
pub(super) fn icon(sign: &str, name: &str, title: &str) -> HtmlButtonElement {
    let sign = el::<Element>("span", "").attr("aria-hidden", "true").text(sign);
    button("icon", "").attr("aria-label", name).attr("title", title).child(&sign)
}
