//! Short polite announcements for screen readers.

use web_sys::HtmlElement;

use super::dom::{Build, el};
use super::words::say;

/// The live region of a view.
pub(super) struct Announcer {
    pub(super) element: HtmlElement,
}

impl Announcer {
    pub(super) fn new() -> Announcer {
        Announcer { element: el::<HtmlElement>("div", "spoken").attr("role", "status").attr("aria-live", "polite") }
    }

    /// Says a message.
    #[inline(never)]
    pub(super) fn announce(&self, message: &str) {
        self.say(&say(message));
    }

    /// Says a sentence. Saying the same again is heard again: a no-break space at the end makes it a new one.
    pub(super) fn say(&self, message: &str) {
        let same = self.element.text_content().is_some_and(|before| before == message);
        self.element.set_text_content(Some(&if same { format!("{message}\u{a0}") } else { message.to_owned() }));
    }
}
