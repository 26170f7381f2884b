//! Which parts of an article are near the screen. A browser spends time on every range that is registered to be drawn,
//! whether anybody sees it or not: in a long article only what is near is.
//!
//! An `IntersectionObserver` tells what comes near and what leaves, whatever the reason: scrolling, in the page or in a
//! box inside it, zooming, content that moves or is shown. It tells after the frame, and so misses a leap, as to a
//! fragment or to what the browser's search has found: at each scroll event, which comes before the frame, it is looked
//! whether the screen has left what is near.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use js_sys::{Array, Map, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use super::dom;
use super::ground::Stretch;
use crate::span::Utf16Span;

/// Up to how many stretches all of an article counts as near: the browser has no trouble with so few.
const FEW: usize = 100;

/// How far what is near reaches beyond the screen on either side: half as far as the screen is high. Every range costs
/// each frame a little, and the farther ones are seen by nobody.
const MARGIN: &str = "50%";

/// How many elements at most are looked at one by one after a leap: those that one screen holds, and its neighbours.
const LEAP: usize = 300;

/// What of one article is near. Dropping it ends the watch.
pub(super) struct Sight {
    seen: Rc<Seen>,
    observer: IntersectionObserver,
    _told: Closure<dyn FnMut(Array)>,
    _listeners: [EventListener; 3],
}

struct Seen {
    /// Each part of the text, in order, and which of the elements it is in.
    parts: Vec<(Utf16Span, usize)>,
    elements: Vec<Element>,
    /// Which of the elements are near, as the observer tells.
    near: RefCell<Vec<bool>>,
    /// Which were found near after a leap, in order, until the observer tells.
    found: RefCell<Vec<usize>>,
    /// On paper all of it is.
    printing: Cell<bool>,
    changed: Box<dyn Fn()>,
}

impl Sight {
    /// Watches what an article stands on, and calls `changed` when something else of it is near. `None` if all of it is
    /// to be taken for near, always: it is short, or the browser cannot tell.
    pub(super) fn watch(stretches: Vec<Stretch>, changed: impl Fn() + 'static) -> Option<Sight> {
        if stretches.len() <= FEW {
            return None;
        }
        let (indices, mut parts, mut elements) = (Map::new(), Vec::with_capacity(stretches.len()), Vec::new());
        for Stretch { element, span } in stretches {
            let known = indices.get(&element).as_f64();
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index of ours")]
            let at = known.map_or(elements.len(), |at| at as usize);
            if known.is_none() {
                indices.set(&element, &at.into());
                elements.push(element);
            }
            parts.push((span, at));
        }
        let near = RefCell::new(vec![false; elements.len()]);
        let changed = Box::new(changed);
        let (found, printing) = (RefCell::default(), Cell::default());
        let seen = Rc::new(Seen { parts, elements, near, found, printing, changed });
        let told = {
            let seen = Rc::downgrade(&seen);
            Closure::new(move |entries: Array| {
                if let Some(seen) = seen.upgrade() {
                    seen.take(&indices, &entries);
                }
            })
        };
        let observer = observer(&told)?;
        seen.elements.iter().for_each(|element| observer.observe(element));
        seen.look();
        let window = dom::window();
        let on = |event: &'static str, act: fn(&Seen)| {
            let seen = Rc::downgrade(&seen);
            // Boxes that scroll inside the page do not pass their event on: it is met on its way down.
            let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: true };
            EventListener::new_with_options(&window, event, options, move |_| {
                if let Some(seen) = seen.upgrade() {
                    act(&seen);
                }
            })
        };
        let listeners = [
            on("scroll", Seen::follow),
            on("beforeprint", |seen| seen.print(true)),
            on("afterprint", |seen| seen.print(false)),
        ];
        Some(Sight { seen, observer, _told: told, _listeners: listeners })
    }

    /// Whether any part of a span is near.
    pub(super) fn holds(&self, span: Utf16Span) -> bool {
        let Seen { parts, near, found, printing, .. } = &*self.seen;
        let first = parts.partition_point(|(part, _)| part.end <= span.start);
        let mut over = parts[first..].iter().take_while(|(part, _)| part.start < span.end);
        printing.get() || over.any(|(_, at)| near.borrow()[*at] || found.borrow().binary_search(at).is_ok())
    }
}

impl Drop for Sight {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

impl Seen {
    /// Takes what the observer tells.
    fn take(&self, indices: &Map, entries: &Array) {
        let mut change = !self.found.take().is_empty();
        for entry in entries.iter() {
            let entry: IntersectionObserverEntry = entry.unchecked_into();
            let target = entry.target();
            let Some(at) = indices.get(&target).as_f64() else { continue };
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index of ours")]
            let at = at as usize;
            let is_near = entry.is_intersecting() || has_no_box(&entry, &target);
            change |= std::mem::replace(&mut self.near.borrow_mut()[at], is_near) != is_near;
        }
        if change {
            (self.changed)();
        }
    }

    /// The page has scrolled, or a box in it.
    fn follow(&self) {
        let bounds = {
            let near = self.near.borrow();
            near.iter().position(|near| *near).zip(near.iter().rposition(|near| *near))
        };
        let last = self.elements.len() - 1;
        let height = height();
        let covers = bounds.is_some_and(|(from, to)| {
            (from == 0 || self.elements[from].get_bounding_client_rect().top() <= 0.0)
                && (to == last || self.elements[to].get_bounding_client_rect().bottom() >= height)
        });
        if !covers && self.look() {
            (self.changed)();
        }
    }

    /// Looks what is near, the observer having yet to tell. It takes the elements to stand one below the other, as
    /// mostly they do; whether that is anything else than before.
    fn look(&self) -> bool {
        let height = height();
        let rect = |element: &Element| element.get_bounding_client_rect();
        let first = self.elements.partition_point(|element| rect(element).bottom() < -height / 2.0);
        let from = self.elements.iter().enumerate().skip(first).take(LEAP).map(|(at, element)| (at, rect(element)));
        let on = from.take_while(|(_, rect)| rect.top() <= 1.5 * height);
        // What is not shown is nowhere.
        let found = on.filter(|(_, rect)| rect.width() > 0.0).map(|(at, _)| at).collect();
        self.found.replace(found) != *self.found.borrow()
    }

    fn print(&self, printing: bool) {
        if self.printing.replace(printing) != printing {
            (self.changed)();
        }
    }
}

/// Whether an element has no box of its own though its content may be shown: it is nowhere, and so taken to be near.
fn has_no_box(entry: &IntersectionObserverEntry, element: &Element) -> bool {
    let rect = entry.bounding_client_rect();
    let style = || dom::window().get_computed_style(element).ok().flatten();
    let is_contents =
        || style().and_then(|style| style.get_property_value("display").ok()).is_some_and(|d| d == "contents");
    rect.width() == 0.0 && rect.height() == 0.0 && is_contents()
}

/// An observer of what comes near the screen, in a frame as well, and in boxes that scroll if the browser knows how.
/// <https://www.w3.org/TR/intersection-observer/>
fn observer(told: &Closure<dyn FnMut(Array)>) -> Option<IntersectionObserver> {
    if !Reflect::has(&dom::window(), &"IntersectionObserver".into()).unwrap_or(false) {
        return None;
    }
    let options = IntersectionObserverInit::new();
    options.set_root_margin(MARGIN);
    Reflect::set(&options, &"scrollMargin".into(), &MARGIN.into()).ok()?;
    Reflect::set(&options, &"root".into(), &dom::document()).ok()?;
    let told = told.as_ref().unchecked_ref();
    IntersectionObserver::new_with_options(told, &options).ok()
}

fn height() -> f64 {
    dom::window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(600.0)
}
