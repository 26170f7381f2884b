//! What stands beside words of the article, above everything else on the page: the card, and the toolbar of notes.

use js_sys::Reflect;
use web_sys::{DomRect, HtmlElement};

use super::dom;

/// The gap between the words and what stands beside them, and the least one to the window's edge, in pixels.
const GAP: f64 = 6.0;
const MARGIN: f64 = 10.0;

/// On which side of the words it stands if there is room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Above,
    Below,
}

/// Whether it can be seen.
pub(super) fn is_open(element: &HtmlElement) -> bool {
    !element.has_attribute("hidden")
}

/// Brings it into sight.
pub(super) fn open(element: &HtmlElement) {
    let popovers = Reflect::has(element, &"showPopover".into()).unwrap_or(false);
    dom::toggle(element, "hidden", false);
    if popovers && !element.matches(":popover-open").unwrap_or(false) {
        element.show_popover().ok();
    }
}

/// Puts it away.
pub(super) fn close(element: &HtmlElement) {
    if element.matches(":popover-open").unwrap_or(false) {
        element.hide_popover().ok();
    }
    dom::toggle(element, "hidden", true);
}

/// Puts it on one side of the words, which are at `words`, or on the other where that has more room, and inside the
/// window; `floor` is how much of the foot of the window is covered. It is moved by a transform, which moves nothing
/// else; measured from where it would stand, whatever it stands in.
pub(super) fn place(element: &HtmlElement, words: &DomRect, floor: f64, side: Side) {
    let own = unmoved(element);
    // A page may keep room for a scroll bar that is not there: what stands in it would be cut off.
    let width = dom::document()
        .document_element()
        .map_or(0.0, |root| root.get_bounding_client_rect().right().min(f64::from(root.client_width())));
    let height = dom::window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default() - floor;
    let middle = words.left() + (words.width() - own.width()) / 2.0;
    let x = if side == Side::Above { middle } else { words.left() };
    let x = x.min(width - own.width() - MARGIN).max(MARGIN);
    let (below, above) = (words.bottom() + GAP, words.top() - GAP - own.height());
    let fits_above = above >= MARGIN;
    let fits_below = below + own.height() <= height - MARGIN;
    let y = match side {
        Side::Above if fits_above || !fits_below => above.max(MARGIN),
        Side::Below if !fits_below && fits_above => above,
        _ => below,
    };
    move_to(element, &own, x, y);
}

/// Where an element would stand if it had not been moved, and stands until it is moved again.
pub(super) fn unmoved(element: &HtmlElement) -> DomRect {
    element.style().set_property("transform", "none").ok();
    element.get_bounding_client_rect()
}

/// Moves an element from there to a point of the window.
pub(super) fn move_to(element: &HtmlElement, from: &DomRect, x: f64, y: f64) {
    let shift = format!("translate({}px, {}px)", (x - from.left()).round(), (y - from.top()).round());
    element.style().set_property("transform", &shift).ok();
}
