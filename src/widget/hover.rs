//! The pointer's rest: what it stays on for a moment is shown, and what it has left for a moment is put away.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;

use super::reading::Gloss;
use super::view::{Action, Dispatch};

/// How long the pointer has to rest before a card comes, in milliseconds: reading along with it brings none.
const REST: u32 = 400;

/// How long it may be away before the card goes: enough to get from the words to the card.
const LEAVE: u32 = 300;

/// What the pointer is on.
pub(super) struct Hover {
    dispatch: Dispatch,
    over: Cell<Option<Gloss>>,
    /// What is about to happen; dropping it prevents it.
    timer: RefCell<Option<Timeout>>,
}

impl Hover {
    pub(super) fn new(dispatch: &Dispatch) -> Rc<Hover> {
        Rc::new(Hover { dispatch: dispatch.clone(), over: Cell::default(), timer: RefCell::default() })
    }

    /// The pointer is on that gloss, or on none.
    pub(super) fn on(&self, gloss: Option<Gloss>) {
        if self.over.replace(gloss) == gloss {
            return;
        }
        let dispatch = self.dispatch.clone();
        let delay = if gloss.is_some() { REST } else { LEAVE };
        *self.timer.borrow_mut() = Some(Timeout::new(delay, move || dispatch(Action::Peek(gloss))));
    }

    /// The pointer is busy, or where nothing is to change.
    pub(super) fn hold(&self) {
        *self.timer.borrow_mut() = None;
    }

    /// The pointer has left the card.
    pub(super) fn left_card(&self) {
        // Else the words that the card is about, if it goes back to them, would not be news.
        self.over.set(None);
        let dispatch = self.dispatch.clone();
        *self.timer.borrow_mut() = Some(Timeout::new(LEAVE, move || dispatch(Action::Peek(None))));
    }
}
