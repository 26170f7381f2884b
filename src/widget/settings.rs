//! What a reader may switch off: the single-key shortcuts. Kept on the device.

use gloo::events::EventListener;
use web_sys::{Element, HtmlInputElement};

use super::dom::{self, Build, el};
use super::view::{Action, Dispatch};

const KEY: &str = "newsgloss-shortcuts";

/// Whether the shortcuts are on, as the reader left them.
pub(super) fn shortcuts() -> bool {
    storage().and_then(|storage| storage.get_item(KEY).ok().flatten()).is_none_or(|value| value != "off")
}

/// Remembers the choice. Without storage it holds until the page is closed.
pub(super) fn keep_shortcuts(on: bool) {
    if let Some(storage) = storage() {
        let _ = if on { storage.remove_item(KEY) } else { storage.set_item(KEY, "off") };
    }
}

/// The switch, with what the keys do.
pub(super) fn control(dispatch: &Dispatch, on: bool) -> (Element, EventListener) {
    let input = el::<HtmlInputElement>("input", "").attr("type", "checkbox");
    input.set_checked(on);
    let key =
        |key: &str, does: &str| el::<Element>("li", "").child(&el::<Element>("kbd", "").text(key)).child(&text(does));
    let list = el::<Element>("ul", "")
        .child(&key("n", " next mention"))
        .child(&key("p", " previous mention"))
        .child(&key("i", " about this name"))
        .child(&key("/", " find a name"))
        .child(&key("Esc", " close, let go"));
    let details = el::<Element>("details", "keys")
        .child(&el::<Element>("summary", "").text("Keyboard"))
        .child(&list)
        .child(&el::<Element>("label", "").child(&input).child(&text(" Single-key shortcuts")));
    let (dispatch, read) = (dispatch.clone(), input.clone());
    let change = EventListener::new(&input, "change", move |_| dispatch(Action::Shortcuts(read.checked())));
    (details, change)
}

fn text(text: &str) -> web_sys::Text {
    dom::document().create_text_node(text)
}

/// The browser's storage: absent where the reader forbids it.
fn storage() -> Option<web_sys::Storage> {
    dom::window().local_storage().ok().flatten()
}
