//! Putting text on the clipboard.

use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::dom;

/// What is said of it.
const COPIED: &str = "Copied.";
const FORBIDDEN: &str = "This page may not copy.";

/// Copies a text, and then says how that went.
pub(super) fn put(text: &str, say: impl FnOnce(&'static str) + 'static) {
    let clipboard = dom::window().navigator().clipboard();
    // A page that is not served safely has no clipboard.
    if clipboard.is_undefined() {
        return say(FORBIDDEN);
    }
    let written = JsFuture::from(clipboard.write_text(text));
    spawn_local(async move { say(if written.await.is_ok() { COPIED } else { FORBIDDEN }) });
}
