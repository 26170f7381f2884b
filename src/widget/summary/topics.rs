//! Key points and key terms, each leading to where it stands in the article.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::super::dom::{Build, append, button, clear, el};
use super::super::reading::Reading;
use super::super::view::{Action, Dispatch};
use super::super::words;
use super::{span_of, target};
use crate::span::ByteSpan;
use crate::summary::{self, DEFAULT_KEY_POINTS, DEFAULT_KEY_TERMS, KeyTerm};

/// The points and terms of one document.
pub(super) struct Topics {
    pub(super) element: Element,
    points: Element,
    terms: Element,
    /// The terms, each with which of its places comes next.
    places: Rc<RefCell<Vec<(KeyTerm, usize)>>>,
    _listeners: [EventListener; 2],
}

impl Topics {
    pub(super) fn new(dispatch: &Dispatch) -> Topics {
        let (points, terms): (Element, Element) = (el("ul", "points"), el("ul", "terms"));
        // Folded, so that what is below is in sight.
        let element = el::<Element>("details", "topics")
            .child(&el::<Element>("summary", "").said("Key points and terms"))
            .child(&el::<Element>("h3", "").said("Key points"))
            .child(&points)
            .child(&el::<Element>("h3", "").said("Key terms"))
            .child(&terms);
        let places: Rc<RefCell<Vec<(KeyTerm, usize)>>> = Rc::default();
        let (show, step, steps) = (dispatch.clone(), dispatch.clone(), places.clone());
        let listeners = [
            EventListener::new(&points, "click", move |event| {
                if let Some(span) = target(event, "button").as_ref().and_then(span_of) {
                    show(Action::Sentence(span));
                }
            }),
            EventListener::new(&terms, "click", move |event| {
                let place = target(event, "button").and_then(|button| next_place(&button, &mut steps.borrow_mut()));
                if let Some(place) = place {
                    step(Action::Place(place));
                }
            }),
        ];
        Topics { element, points, terms, places, _listeners: listeners }
    }

    /// Takes those away that are listed.
    pub(super) fn clear(&self) {
        clear(&self.points);
        clear(&self.terms);
        self.places.borrow_mut().clear();
    }

    /// Lists those of a document; how many terms there are.
    pub(super) fn show(&self, reading: &Reading) -> usize {
        self.clear();
        for point in summary::key_points(reading.document(), DEFAULT_KEY_POINTS) {
            let button = button("point", reading.text(point.span))
                .attr("data-span", &format!("{}-{}", point.span.start, point.span.end))
                .attr("dir", "auto");
            append(&self.points, &el::<Element>("li", "").child(&button));
        }
        let terms = summary::key_terms(reading.document(), DEFAULT_KEY_TERMS);
        for (at, term) in terms.iter().enumerate() {
            append(&self.terms, &el::<Element>("li", "").child(&term_button(at, term)));
        }
        let count = terms.len();
        self.places.replace(terms.into_iter().map(|term| (term, 0)).collect());
        count
    }

    /// The names of the terms that are listed.
    pub(super) fn names(&self) -> Vec<String> {
        self.places.borrow().iter().map(|(term, _)| term.name.clone()).collect()
    }
}

fn term_button(at: usize, term: &KeyTerm) -> Element {
    let count = term.spans.len();
    let button = button("key-term", "")
        .attr("data-term", &at.to_string())
        .child(&el::<Element>("span", "label").attr("dir", "auto").text(&term.name))
        .child(&el::<Element>("span", "count").attr("aria-hidden", "true").text(&words::number(count)))
        .child(
            &el::<Element>("span", "spoken")
                .text(&format!(", {}", words::count(count, "{n} place in the article", "{n} places in the article"))),
        );
    button.unchecked_into()
}

/// The place of the button's term that comes next; after the last, the first.
fn next_place(button: &Element, places: &mut [(KeyTerm, usize)]) -> Option<ByteSpan> {
    let at: usize = button.get_attribute("data-term")?.parse().ok()?;
    let (term, next) = places.get_mut(at)?;
    let place = *term.spans.get(*next)?;
    *next = (*next + 1) % term.spans.len();
    Some(place)
}
