//! A long list of buttons as one stop of the Tab key, inside which the arrow keys, Home and End move.
//! <https://www.w3.org/WAI/ARIA/apg/practices/keyboard-interface/#kbd_roving_tabindex>

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::dom;

/// The elements below `list` that `selector` matches, in order.
pub(super) fn items(list: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = list.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

/// Has the keys move among the items.
pub(super) fn listen(list: &Element, selector: &'static str) -> EventListener {
    let inside = list.clone();
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(list, "keydown", options, move |event| {
        if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
            move_focus(&inside, selector, event);
        }
    })
}

/// Makes the first item that `is_stop` the one that the Tab key reaches, or else the first of all.
pub(super) fn make_one_stop(items: &[HtmlElement], is_stop: impl Fn(&HtmlElement) -> bool) {
    let stop = items.iter().position(is_stop).unwrap_or(0);
    for (at, item) in items.iter().enumerate() {
        item.set_tab_index(if at == stop { 0 } else { -1 });
    }
}

fn move_focus(list: &Element, selector: &str, event: &KeyboardEvent) {
    let items = items(list, selector);
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let Some(at) = target.and_then(|target| items.iter().position(|item| item == &target)) else { return };
    let to = match event.key().as_str() {
        "ArrowDown" => (at + 1).min(items.len() - 1),
        "ArrowUp" => at.saturating_sub(1),
        "ArrowRight" | "ArrowLeft" if dom::goes_on(list, event) => (at + 1).min(items.len() - 1),
        "ArrowRight" | "ArrowLeft" => at.saturating_sub(1),
        "Home" => 0,
        "End" => items.len() - 1,
        _ => return,
    };
    event.prevent_default();
    items[at].set_tab_index(-1);
    items[to].set_tab_index(0);
    items[to].focus().ok();
}
