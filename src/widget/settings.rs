//! What a reader may change: the single-key shortcuts, which can be given other keys, or switched off. Kept on the
//! device. <https://www.w3.org/WAI/WCAG22/Understanding/character-key-shortcuts.html>

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::dom::{self, Build, append, el};
use super::view::{Action, Dispatch};
use super::words::{msg, say};

/// Where it is kept whether the shortcuts are on, and which keys they have.
const SWITCH: &str = "newsgloss-shortcuts";
const KEYS: &str = "newsgloss-keys";

/// What can be done with a single key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shortcut {
    Next,
    Previous,
    Card,
    Find,
    Caret,
    Highlight,
    NextHighlight,
    PreviousHighlight,
}

/// Every shortcut, with its key and what it does, in words.
const SHORTCUTS: [(Shortcut, &str, &str); 8] = [
    (Shortcut::Next, "n", msg("next mention")),
    (Shortcut::Previous, "p", msg("previous mention")),
    (Shortcut::Card, "i", msg("about this name")),
    (Shortcut::Find, "/", msg("find a name")),
    (Shortcut::Caret, "c", msg("select words with the keys")),
    (Shortcut::Highlight, "h", msg("highlight the selected words")),
    (Shortcut::NextHighlight, "j", msg("next highlight of yours")),
    (Shortcut::PreviousHighlight, "k", msg("previous highlight of yours")),
];

/// The keys of the shortcuts, as the reader left them.
#[derive(Clone)]
pub(super) struct Keys {
    on: Rc<Cell<bool>>,
    /// One for each of [`SHORTCUTS`]; an empty one is switched off.
    keys: Rc<RefCell<Vec<String>>>,
}

impl Keys {
    pub(super) fn new() -> Keys {
        let on = kept(SWITCH).is_none_or(|value| value != "off");
        let mut keys: Vec<String> = SHORTCUTS.iter().map(|(_, key, _)| (*key).to_owned()).collect();
        // One character each, a space where there is none.
        for (key, kept) in keys.iter_mut().zip(kept(KEYS).unwrap_or_default().chars()) {
            *key = kept.to_string().trim().to_owned();
        }
        Keys { on: Rc::new(Cell::new(on)), keys: Rc::new(RefCell::new(keys)) }
    }

    /// What a key does.
    pub(super) fn shortcut(&self, key: &str) -> Option<Shortcut> {
        let at = self.keys.borrow().iter().position(|own| own == key && !key.is_empty())?;
        self.on.get().then_some(SHORTCUTS[at].0)
    }

    /// Switches all of them on or off. Without storage that holds until the page is closed.
    pub(super) fn switch(&self, on: bool) {
        self.on.set(on);
        if let Some(storage) = storage() {
            let _ = if on { storage.remove_item(SWITCH) } else { storage.set_item(SWITCH, "off") };
        }
    }

    /// Gives a shortcut another key; the one that had it has none then. Returns whose that was.
    fn set(&self, at: usize, key: &str) -> Option<usize> {
        let mut keys = self.keys.borrow_mut();
        let before = keys.iter().position(|other| other == key && !key.is_empty()).filter(|other| *other != at);
        if let Some(before) = before {
            keys[before].clear();
        }
        keys[at] = key.to_owned();
        if let Some(storage) = storage() {
            let line: String = keys.iter().map(|key| key.chars().next().unwrap_or(' ')).collect();
            let _ = storage.set_item(KEYS, &line);
        }
        before
    }
}

/// The switch, and a field for each key.
pub(super) fn control(dispatch: &Dispatch, keys: &Keys) -> (Element, [EventListener; 2]) {
    let switch = el::<HtmlInputElement>("input", "").attr("type", "checkbox");
    switch.set_checked(keys.on.get());
    let list: Element = el("ul", "");
    for (at, (key, (_, _, does))) in keys.keys.borrow().iter().zip(SHORTCUTS).enumerate() {
        let field = el::<HtmlInputElement>("input", "key").attr("maxlength", "1").attr("data-key", &at.to_string());
        field.set_value(key);
        let label = el::<Element>("label", "").child(&field).child(&text(&format!(" {}", say(does))));
        append(&list, &el::<Element>("li", "").child(&label));
    }
    let escape = el::<Element>("li", "")
        .child(&el::<Element>("kbd", "").text("Esc"))
        .child(&text(&format!(" {}", say("close, let go"))));
    let undo = el::<Element>("li", "")
        .child(&el::<Element>("kbd", "").text("Ctrl Z"))
        .child(&text(&format!(" {}", say("undo, for notes"))));
    let list = list.child(&undo).child(&escape);
    let details = el::<Element>("details", "keys")
        .child(&el::<Element>("summary", "").said("Keyboard"))
        .child(&el::<Element>("label", "").child(&switch).child(&text(&format!(" {}", say("Single-key shortcuts")))))
        .child(&list);
    let (dispatch, read) = (dispatch.clone(), switch.clone());
    let switched = EventListener::new(&switch, "change", move |_| dispatch(Action::Shortcuts(read.checked())));
    let (keys, fields) = (keys.clone(), list.clone());
    let changed = EventListener::new(&list, "change", move |event| {
        let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let at = field.as_ref().and_then(|field| field.get_attribute("data-key")?.parse().ok());
        let (Some(field), Some(at)) = (field, at) else { return };
        let key = field.value().trim().to_lowercase();
        field.set_value(&key);
        if let Some(before) = keys.set(at, &key) {
            let other = fields.query_selector(&format!("[data-key=\"{before}\"]")).ok().flatten();
            if let Some(other) = other.and_then(|other| other.dyn_into::<HtmlInputElement>().ok()) {
                other.set_value("");
            }
        }
    });
    (details, [switched, changed])
}

fn text(text: &str) -> web_sys::Text {
    dom::document().create_text_node(text)
}

fn kept(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// The browser's storage: absent where the reader forbids it.
fn storage() -> Option<web_sys::Storage> {
    dom::window().local_storage().ok().flatten()
}
