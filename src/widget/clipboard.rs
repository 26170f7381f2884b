//! Putting text on the clipboard.

use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::dom;
use super::words::say;

/// Copies a text, and then tells how that went.
pub(super) fn put(text: &str, tell: impl FnOnce(&str) + 'static) {
    // In the language of who asks for it.
    let (copied, forbidden) = (say("Copied."), say("This page may not copy."));
    let clipboard = dom::window().navigator().clipboard();
    // A page that is not served safely has no clipboard.
    if clipboard.is_undefined() {
        return tell(&forbidden);
    }
    let written = JsFuture::from(clipboard.write_text(text));
    spawn_local(async move { tell(if written.await.is_ok() { &copied } else { &forbidden }) });
}
