//! What reaches the view from outside its own controls: keys, clicks on the article, dropped files, the address.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Element, HtmlElement, KeyboardEvent, MouseEvent, PointerEvent};

use super::dom;
use super::hover::Hover;
use super::reading::Spot;
use super::settings::{Keys, Shortcut};
use super::view::{Action, Dispatch};

/// Listens for the keys and, if the view lives in the page's address, for the address.
pub(super) fn listen(host: &HtmlElement, dispatch: &Dispatch, keys: &Keys, addressed: bool) -> Vec<EventListener> {
    let (act, keys) = (dispatch.clone(), keys.clone());
    // A view that has the page to itself hears the keys wherever the focus is.
    let ours: web_sys::EventTarget = if addressed { dom::document().into() } else { host.clone().into() };
    let options = EventListenerOptions::enable_prevent_default();
    let mut listeners = vec![EventListener::new_with_options(&dom::document(), "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if let Some(action) = action(event, &ours, &keys) {
            event.prevent_default();
            act(action);
        }
    })];
    let (place, dismiss) = (dispatch.clone(), dispatch.clone());
    listeners.push(EventListener::new(&dom::document(), "pointerdown", move |event| {
        // In the article a tap may also be about something else, or begin a selection: that is for its click to say.
        if dom::closest(event, ".card, .stepper, .note-toolbar, article").is_none() {
            dismiss(Action::CloseCard);
        }
        // Who takes the pointer to the article has no need of the caret.
        if dom::closest(event, "article").is_some() {
            dismiss(Action::LeaveCaret);
        }
    }));
    listeners.push(EventListener::new(&dom::window(), "resize", move |_| place(Action::PlaceCard)));
    if addressed {
        let follow = dispatch.clone();
        listeners.push(EventListener::new(&dom::window(), "popstate", move |_| follow(Action::FollowAddress)));
    }
    listeners
}

/// What a key asks for. Single letters are left alone while the reader writes, with any modifier, and when the focus is
/// in a part of the page that is not ours.
fn action(event: &KeyboardEvent, ours: &web_sys::EventTarget, keys: &Keys) -> Option<Action> {
    if event.is_composing() || event.default_prevented() {
        return None;
    }
    let target: Element = event.composed_path().get(0).dyn_into().ok()?;
    let inside = event.composed_path().includes(ours, 0);
    if !inside && target.tag_name() != "BODY" {
        return None;
    }
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return if writes(&target) || event.alt_key() { None } else { undo(event) };
    }
    if event.key() == "Escape" {
        return Some(Action::Clear);
    }
    if writes(&target) {
        return None;
    }
    match keys.shortcut(&event.key())? {
        Shortcut::Next => Some(Action::Step { forward: true }),
        Shortcut::Previous => Some(Action::Step { forward: false }),
        Shortcut::Card => Some(Action::OpenCard),
        Shortcut::Find => Some(Action::FocusSearch),
        Shortcut::Caret => Some(Action::EnterCaret),
        Shortcut::Highlight => Some(Action::Highlight),
        // They lead somewhere while the caret is in the article.
        Shortcut::NextHighlight | Shortcut::PreviousHighlight => None,
    }
}

/// The keys with which every program takes back what was done and makes it again.
fn undo(event: &KeyboardEvent) -> Option<Action> {
    match (event.key().to_lowercase().as_str(), event.shift_key()) {
        ("z", redo) => Some(Action::Undo { redo }),
        ("y", false) => Some(Action::Undo { redo: true }),
        _ => None,
    }
}

/// Whether typed letters belong to the element.
fn writes(element: &Element) -> bool {
    element
        .matches("input:not([type=range]):not([type=checkbox]), textarea, select, [contenteditable]")
        .unwrap_or(false)
}

/// The listeners on the article itself: they need to see the view, not only to report to it.
pub(super) fn listen_to_article(
    host: &HtmlElement,
    dispatch: &Dispatch,
    hover: &Rc<Hover>,
    spot_at: Rc<dyn Fn(f32, f32) -> Spot>,
    take_drop: Rc<dyn Fn(&DragEvent)>,
) -> Vec<EventListener> {
    let (point, find) = (dispatch.clone(), spot_at.clone());
    let click = EventListener::new(host, "click", move |event| {
        let Some(event) = event.dyn_ref::<MouseEvent>() else { return };
        if dom::closest(event, "article").is_none() {
            return;
        }
        // A click that ends a selection, and the second of a double click, point at nothing.
        let spot = if selecting() || event.detail() > 1 { Spot::default() } else { at(event, &*find) };
        point(match spot {
            Spot { gloss: Some(gloss), .. } => Action::Point(gloss),
            Spot { noted: Some(byte), .. } => Action::Noted(byte),
            Spot { .. } => Action::CloseCard,
        });
    });
    let (pointed, rest, left) = (host.clone(), hover.clone(), hover.clone());
    let moved = EventListener::new(host, "pointermove", move |event| {
        let Some(event) = event.dyn_ref::<PointerEvent>() else { return };
        let spot = if dom::closest(event, "article").is_some() { at(event, &*spot_at) } else { Spot::default() };
        dom::toggle(&pointed, "data-on-name", spot.gloss.is_some() || spot.noted.is_some());
        // A finger does not rest, and a pressed button is about to select.
        if event.pointer_type() == "touch" || event.buttons() != 0 || selecting() {
            rest.hold();
        } else if dom::closest(event, ".card").is_none() {
            rest.on(spot.gloss);
        }
    });
    let away = EventListener::new(host, "pointerleave", move |_| left.on(None));
    let options = EventListenerOptions::enable_prevent_default();
    let waiting = host.clone();
    let over = EventListener::new_with_options(host, "dragover", options, move |event| {
        event.prevent_default();
        dom::toggle(&waiting, "data-drop", true);
    });
    let left = host.clone();
    let leave = EventListener::new(host, "dragleave", move |_| dom::toggle(&left, "data-drop", false));
    let dropped = host.clone();
    let drop = EventListener::new_with_options(host, "drop", options, move |event| {
        event.prevent_default();
        dom::toggle(&dropped, "data-drop", false);
        if let Some(event) = event.dyn_ref::<DragEvent>() {
            take_drop(event);
        }
    });
    vec![click, moved, away, over, leave, drop]
}

#[expect(clippy::cast_precision_loss, reason = "a coordinate on a screen")]
fn at(event: &MouseEvent, find: &dyn Fn(f32, f32) -> Spot) -> Spot {
    find(event.client_x() as f32, event.client_y() as f32)
}

/// Whether the reader has just selected text: a click that ends a selection chooses nothing.
fn selecting() -> bool {
    dom::window().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed())
}
