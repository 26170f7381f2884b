//! The caret: the reader moves through the article with the keys, selects words, and says something about them.
//!
//! It is an element of the view's own, drawn where the caret is and holding the focus meanwhile, so that nothing of the
//! article has to take it. A screen reader hands its keys on, since it is an application of its own, and hears of every
//! step.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{DomRect, HtmlButtonElement, HtmlElement, KeyboardEvent};

use super::beside;
use super::dom::{self, Build, command, el};
use super::motion::{Step, Unit};
use super::settings::{Keys, Shortcut};
use super::view::{Action, Dispatch};

/// The caret, and the button that is seen when the Tab key reaches it.
pub(super) struct CaretView {
    pub(super) element: HtmlElement,
    pub(super) enter: HtmlButtonElement,
    /// What the keys do, for whoever hears it.
    pub(super) help: HtmlElement,
    _listeners: Vec<EventListener>,
}

impl CaretView {
    pub(super) fn new(dispatch: &Dispatch, keys: &Keys) -> CaretView {
        let help = el::<HtmlElement>("p", "spoken").attr("id", "caret-help").said(
            "Arrow keys move by character and line, with Control by word and paragraph, with Alt by sentence. With Shift they select. \
             Enter opens the toolbar, Escape leaves.",
        );
        let element = el::<HtmlElement>("div", "caret")
            .attr("role", "application")
            .attr_said("aria-label", "Caret in the article")
            .attr("aria-describedby", "caret-help")
            .attr("hidden", "")
            .attr("tabindex", "0");
        let enter = command("enter-caret", "Select words with the keys");
        let (on_enter, on_key, keys) = (dispatch.clone(), dispatch.clone(), keys.clone());
        let options = EventListenerOptions::enable_prevent_default();
        let listeners = vec![
            EventListener::new(&enter, "click", move |_| on_enter(Action::EnterCaret)),
            EventListener::new_with_options(&element, "keydown", options, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
                if let Some(action) = action(event, &keys) {
                    event.prevent_default();
                    on_key(action);
                }
            }),
        ];
        CaretView { element, enter, help, _listeners: listeners }
    }

    /// Shows the caret at `place`, or takes it away.
    pub(super) fn show(&self, place: Option<&DomRect>) {
        dom::toggle(&self.element, "hidden", place.is_none());
        let Some(place) = place else { return };
        let own = beside::unmoved(&self.element);
        beside::move_to(&self.element, &own, place.left(), place.top());
        self.element.style().set_property("height", &format!("{}px", place.height().max(12.0).round())).ok();
    }

    /// Whether the focus is on it.
    pub(super) fn has_focus(&self) -> bool {
        self.element.matches(":focus").unwrap_or(false)
    }
}

/// What a key asks for while the caret has the focus.
fn action(event: &KeyboardEvent, keys: &Keys) -> Option<Action> {
    let far = event.ctrl_key() || event.alt_key() || event.meta_key();
    let step = |unit, forward| Some(Action::MoveCaret(Step { unit, forward, extend: event.shift_key() }));
    match event.key().as_str() {
        "ArrowRight" => step(if far { Unit::Word } else { Unit::Character }, true),
        "ArrowLeft" => step(if far { Unit::Word } else { Unit::Character }, false),
        key @ ("ArrowDown" | "ArrowUp") => {
            let unit = match (event.alt_key(), far) {
                (true, _) => Unit::Sentence,
                (false, true) => Unit::Paragraph,
                (false, false) => Unit::Line,
            };
            step(unit, key == "ArrowDown")
        }
        "Home" => step(if far { Unit::Article } else { Unit::Edge }, false),
        "End" => step(if far { Unit::Article } else { Unit::Edge }, true),
        "Enter" => Some(Action::UseCaret),
        _ if far => None,
        key => match keys.shortcut(&key.to_lowercase())? {
            Shortcut::Next => step(Unit::Gloss, true),
            Shortcut::Previous => step(Unit::Gloss, false),
            Shortcut::NextHighlight => step(Unit::Highlight, true),
            Shortcut::PreviousHighlight => step(Unit::Highlight, false),
            _ => None,
        },
    }
}
