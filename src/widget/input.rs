//! What reaches the view from outside its own controls: keys, clicks on the article, dropped files, the address.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Element, Event, HtmlElement, KeyboardEvent, MouseEvent, Node, PointerEvent, ShadowRoot};

use super::dom;
use super::hover::Hover;
use super::reading::Spot;
use super::settings::{Keys, Shortcut};
use super::view::{Action, Dispatch};

/// Listens for the keys and, if the view lives in the page's address, for the address. If the article is somebody else's
/// `content`, so are the keys that are pressed in it.
pub(super) fn listen(
    host: &HtmlElement,
    dispatch: &Dispatch,
    keys: &Keys,
    addressed: bool,
    content: Option<&HtmlElement>,
) -> Vec<EventListener> {
    let embedded = content.is_some();
    let (act, keys, own) = (dispatch.clone(), keys.clone(), host.clone());
    // A view that has the page to itself hears the keys wherever the focus is.
    let ours: web_sys::EventTarget = if addressed { dom::document().into() } else { host.clone().into() };
    let options = EventListenerOptions::enable_prevent_default();
    let mut listeners = vec![EventListener::new_with_options(&dom::document(), "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if embedded && !is_of_view(event, &own) {
            // It may close more than our card.
            if event.key() == "Escape" {
                act(Action::CloseCard);
            }
        } else if let Some(action) = action(event, &ours, &keys) {
            event.prevent_default();
            act(action);
        }
    })];
    let (place, dismiss, article) = (dispatch.clone(), dispatch.clone(), content.unwrap_or(host).clone());
    listeners.push(EventListener::new(&dom::document(), "pointerdown", move |event| {
        // In the article a tap may also be about something else, or begin a selection: that is for its click to say.
        if dom::closest(event, ".card, .stepper, .note-toolbar").is_none() && !is_in(event, &article) {
            dismiss(Action::CloseCard);
        }
        // Who takes the pointer to the article has no need of the caret.
        if is_in(event, &article) {
            dismiss(Action::LeaveCaret);
        }
    }));
    listeners.push(EventListener::new(&dom::window(), "resize", move |_| place(Action::PlaceCard)));
    // A tab that slept has not heard what the others did.
    let wake = dispatch.clone();
    listeners.push(EventListener::new(&dom::document(), "visibilitychange", move |_| {
        if !dom::document().hidden() {
            wake(Action::Wake);
        }
    }));
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

/// Whether what an event is about stands in the shadow root of `host`.
fn is_of_view(event: &Event, host: &HtmlElement) -> bool {
    let node = event.composed_path().get(0).dyn_into::<Node>();
    node.is_ok_and(|node| {
        node.get_root_node().dyn_ref::<ShadowRoot>().is_some_and(|root| root.host().is_same_node(Some(host)))
    })
}

/// Whether what an event is about stands in the article.
fn is_in(event: &Event, article: &HtmlElement) -> bool {
    event.composed_path().get(0).dyn_into::<Node>().is_ok_and(|node| article.contains(Some(&node)))
}

/// What a click in an article is for before it is for a card.
const HOST_CONTROLS: &str = "a[href], button, input, select, textarea, label, summary, [contenteditable]";

/// The listeners on the article itself: they need to see the view, not only to report to it.
pub(super) fn listen_to_article(
    article: &HtmlElement,
    host: &HtmlElement,
    own: bool,
    dispatch: &Dispatch,
    hover: &Rc<Hover>,
    spot_at: Rc<dyn Fn(f32, f32) -> Spot>,
) -> Vec<EventListener> {
    let (point, find, inside) = (dispatch.clone(), spot_at.clone(), article.clone());
    let click = EventListener::new(article, "click", move |event| {
        let Some(event) = event.dyn_ref::<MouseEvent>() else { return };
        if !is_in(event, &inside) || event.default_prevented() || dom::closest(event, HOST_CONTROLS).is_some() {
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
    let (rest, left, inside) = (hover.clone(), hover.clone(), article.clone());
    let (host, pointed) = (host.clone(), RefCell::new(None::<Element>));
    let moved = EventListener::new(article, "pointermove", move |event| {
        let Some(event) = event.dyn_ref::<PointerEvent>() else { return };
        let spot = if is_in(event, &inside) { at(event, &*spot_at) } else { Spot::default() };
        let on_name = spot.gloss.is_some() || spot.noted.is_some();
        // Of an article of ours the block alone says so: with all of it, the browser would restyle all of it.
        let block = || own.then(|| dom::closest(event, "news-gloss > article > *")).flatten();
        let around = on_name.then(|| block().unwrap_or_else(|| host.clone().into()));
        let before = pointed.replace(around.clone());
        if before != around {
            before.inspect(|before| dom::toggle(before, "data-on-name", false));
            around.inspect(|around| dom::toggle(around, "data-on-name", true));
        }
        // A finger does not rest, and a pressed button is about to select.
        if event.pointer_type() == "touch" || event.buttons() != 0 || selecting() {
            rest.hold();
        } else if dom::closest(event, ".card").is_none() {
            rest.on(spot.gloss);
        }
    });
    let away = EventListener::new(article, "pointerleave", move |_| left.on(None));
    vec![click, moved, away]
}

/// The listeners for files that are dropped on an article of our own.
pub(super) fn listen_to_files(host: &HtmlElement, take_drop: Rc<dyn Fn(&DragEvent)>) -> Vec<EventListener> {
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
    vec![over, leave, drop]
}

#[expect(clippy::cast_precision_loss, reason = "a coordinate on a screen")]
fn at(event: &MouseEvent, find: &dyn Fn(f32, f32) -> Spot) -> Spot {
    find(event.client_x() as f32, event.client_y() as f32)
}

/// Whether the reader has just selected text: a click that ends a selection chooses nothing.
fn selecting() -> bool {
    dom::window().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed())
}
