//! A list of rows that may be thousands: only what has changed of it is drawn anew, and of what is new so much at once
//! that the page does not wait for it.

use std::cell::RefCell;

use gloo::timers::callback::Timeout;
use web_sys::{Element, Node};

use super::Place;
use crate::annotation::{Annotation, Correction};
use crate::widget::dom::{self, append, clear, el};
use crate::widget::view::{Action, Dispatch};

/// How many rows are made at once.
const SLICE: usize = 150;

/// From how many rows on the browser is told to lay out only those near the screen.
const LONG: usize = 200;

/// The rows of a list.
pub(super) struct Rows {
    pub(super) element: Element,
    /// Each with the print of what it shows.
    drawn: RefCell<Vec<(u64, Element)>>,
    /// Runs while there is more to draw.
    later: RefCell<Option<Timeout>>,
    dispatch: Dispatch,
}

impl Rows {
    pub(super) fn new(dispatch: &Dispatch) -> Rows {
        Rows { element: el("ul", ""), drawn: RefCell::default(), later: RefCell::default(), dispatch: dispatch.clone() }
    }

    /// Shows rows with these prints, in this order: `make` makes the one at a place of it. What is more than can be made at
    /// once is asked for with [`Action::MoreNotes`].
    pub(super) fn show(&self, wanted: &[u64], mut make: impl FnMut(usize) -> Element) {
        let mut drawn = self.drawn.borrow_mut();
        let same = |(print, (old, _)): &(&u64, &(u64, Element))| *print == old;
        let before = wanted.iter().zip(drawn.iter()).take_while(same).count();
        let after = wanted[before..].iter().rev().zip(drawn[before..].iter().rev()).take_while(same).count();
        let gone = before..drawn.len() - after;
        let next: Option<Node> = drawn.get(gone.end).map(|(_, row)| row.clone().into());
        let many = gone.len() > SLICE;
        let removed = drawn.drain(gone);
        if many {
            // At once, which is faster.
            drop(removed);
            clear(&self.element);
            drawn.iter().for_each(|(_, row)| append(&self.element, row));
        } else {
            removed.for_each(|(_, row)| row.remove());
        }
        let missing = before..wanted.len() - after;
        let slice = missing.start..missing.end.min(missing.start + SLICE);
        let made: Vec<(u64, Element)> = slice.clone().map(|at| (wanted[at], make(at))).collect();
        for (_, row) in &made {
            match &next {
                Some(next) => drop(self.element.insert_before(row, Some(next))),
                None => append(&self.element, row),
            }
        }
        drawn.splice(before..before, made);
        dom::toggle(&self.element, "data-long", drawn.len() > LONG);
        let dispatch = self.dispatch.clone();
        let go_on = || Timeout::new(0, move || dispatch(Action::MoreNotes));
        *self.later.borrow_mut() = (slice.end < missing.end).then(go_on);
    }
}

/// What a row shows in so short a form that another is other: FNV-1a over all of it.
pub(super) fn print(text: u64, annotation: &Annotation, place: Option<Place>, edited: bool) -> u64 {
    let Annotation { id, target: _, colour, note, tags, correction, .. } = annotation;
    let (start, end, changed) =
        place.map_or((0, 0, 2), |place| (place.span.start, place.span.end, u64::from(place.changed)));
    let numbers = [text, start as u64, end as u64, changed, u64::from(edited), *colour as u64];
    let correction = correction.as_ref().map(Correction::write).unwrap_or_default();
    let texts =
        [id.as_str(), super::words(annotation), note, &correction].into_iter().chain(tags.iter().map(String::as_str));
    let print = numbers.iter().fold(super::FNV, |hash, number| super::fnv(hash, &number.to_le_bytes()));
    texts.fold(print, |hash, text| super::fnv(super::fnv(hash, text.as_bytes()), &[0xFF]))
}
