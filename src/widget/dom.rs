//! The few DOM operations that the view is made of.
//!
//! Creating an element or setting an attribute of our own naming cannot fail in a live document, so these unwrap:
//! what may fail (storage, history, decoding) is handled where it is called.
//!
//! The view calls them hundreds of times and never in a hurry, so each is one function that is not copied into its callers.

use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{Blob, BlobPropertyBag, Document, Element, FocusOptions, HtmlElement, KeyboardEvent, Node, Url, Window};

use super::words::say;

/// The page's window.
#[inline(never)]
pub(super) fn window() -> Window {
    web_sys::window().unwrap_throw()
}

/// The page's document.
#[inline(never)]
pub(super) fn document() -> Document {
    window().document().unwrap_throw()
}

/// A new element, as the type that its tag has.
pub(super) fn el<T: JsCast>(tag: &str, class: &str) -> T {
    element(tag, class).unchecked_into()
}

#[inline(never)]
fn element(tag: &str, class: &str) -> Element {
    let element = document().create_element(tag).unwrap_throw();
    if !class.is_empty() {
        element.set_class_name(class);
    }
    element
}

/// A new button that submits nothing.
#[inline(never)]
pub(super) fn button(class: &str, label: &str) -> web_sys::HtmlButtonElement {
    el::<web_sys::HtmlButtonElement>("button", class).attr("type", "button").text(label)
}

/// A new button that says a message.
#[inline(never)]
pub(super) fn command(class: &str, message: &str) -> web_sys::HtmlButtonElement {
    button(class, &say(message))
}

/// Building an element in one expression.
pub(super) trait Build: AsRef<Element> + Sized {
    /// Sets an attribute.
    fn attr(self, name: &str, value: &str) -> Self {
        set(self.as_ref(), name, value);
        self
    }

    /// Replaces the content by text: never by markup.
    fn text(self, text: &str) -> Self {
        set_text(self.as_ref(), text);
        self
    }

    /// Replaces the content by a message.
    fn said(self, message: &str) -> Self {
        set_said(self.as_ref(), message);
        self
    }

    /// Sets an attribute to a message.
    fn attr_said(self, name: &str, message: &str) -> Self {
        set_attr_said(self.as_ref(), name, message);
        self
    }

    /// Appends a child.
    fn child(self, child: &Node) -> Self {
        append(self.as_ref(), child);
        self
    }
}

impl<T: AsRef<Element>> Build for T {}

#[inline(never)]
fn set(element: &Element, attribute: &str, value: &str) {
    element.set_attribute(attribute, value).unwrap_throw();
}

#[inline(never)]
fn set_text(element: &Element, text: &str) {
    element.set_text_content(Some(text));
}

#[inline(never)]
fn set_said(element: &Element, message: &str) {
    set_text(element, &say(message));
}

#[inline(never)]
fn set_attr_said(element: &Element, attribute: &str, message: &str) {
    set(element, attribute, &say(message));
}

/// Appends `child` to `parent`.
#[inline(never)]
pub(super) fn append(parent: &Node, child: &Node) {
    parent.append_child(child).unwrap_throw();
}

/// Removes every child of `parent`.
#[inline(never)]
pub(super) fn clear(parent: &Element) {
    parent.set_text_content(None);
}

/// Puts the focus on an element without scrolling to it.
pub(super) fn focus_in_place(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    element.focus_with_options(&options).ok();
}

/// Sets or removes a boolean attribute such as `hidden`.
#[inline(never)]
pub(super) fn toggle(element: &Element, attribute: &str, on: bool) {
    element.toggle_attribute_with_force(attribute, on).unwrap_throw();
}

/// Sets `attribute` to `true` or `false`, as ARIA states want it.
pub(super) fn state(element: &Element, attribute: &str, on: bool) {
    set(element, attribute, if on { "true" } else { "false" });
}

/// Whether a horizontal arrow key points to where reading goes in an element: to the right, or in Arabic to the left.
#[inline(never)]
pub(super) fn goes_on(element: &Element, event: &KeyboardEvent) -> bool {
    let rtl = element.matches(":dir(rtl)").unwrap_or(false);
    (event.key() == "ArrowLeft") == rtl
}

/// The element under an event's composed path that `selector` matches: sees into our own shadow root.
pub(super) fn closest(event: &web_sys::Event, selector: &str) -> Option<Element> {
    let target = event.composed_path().get(0);
    let node: Node = target.dyn_into().ok()?;
    let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
    element.closest(selector).ok().flatten()
}

/// Hands a text to the reader as a file of that name, made of that kind of content.
pub(super) fn save_file(text: &str, name: &str, kind: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &options) else { return };
    let Ok(address) = Url::create_object_url_with_blob(&blob) else { return };
    let link = el::<web_sys::HtmlAnchorElement>("a", "").attr("href", &address).attr("download", name);
    link.click();
    // The browser has taken the file by the time the next task runs.
    gloo::timers::callback::Timeout::new(0, move || drop(Url::revoke_object_url(&address))).forget();
}
