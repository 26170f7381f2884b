//! Where the reader changes one annotation: its colour, its note, its tags, what it is attached to.
//!
//! There is one, which the list puts into the row of the annotation that is being changed. What is written is kept a
//! moment after the last key, and at once when the reader leaves the field.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlButtonElement, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

use super::{Place, words};
use crate::annotation::{Annotation, Colour};
use crate::widget::dom::{self, Build, append, button, command, el};
use crate::widget::labels;
use crate::widget::reading::shorten;
use crate::widget::view::{Action, Dispatch};
use crate::widget::words::{say, tell};

/// How long a pause in writing is after which what was written is kept, in milliseconds.
const PAUSE: u32 = 400;

/// A field of the editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::widget) enum Field {
    Note,
    Tags,
}

/// The editor.
pub(super) struct Editor {
    pub(super) element: HtmlElement,
    /// The annotation that it shows.
    id: Rc<RefCell<Option<String>>>,
    /// The note and the tags that the fields were last given, or that were last kept of what is in them.
    known: Rc<RefCell<[String; 2]>>,
    colours: Vec<(Colour, HtmlButtonElement)>,
    /// What they stand in.
    meaning: Element,
    note: HtmlTextAreaElement,
    tags: HtmlInputElement,
    reword: HtmlButtonElement,
    /// Says what is in the fields.
    keep: Rc<dyn Fn()>,
    /// Runs while something is not kept yet.
    timer: Rc<RefCell<Option<Timeout>>>,
    _listeners: Vec<EventListener>,
}

impl Editor {
    pub(super) fn new(dispatch: &Dispatch) -> Editor {
        let note = el::<HtmlTextAreaElement>("textarea", "")
            .attr("rows", "2")
            .attr("dir", "auto")
            .attr("id", "note")
            .attr_said("placeholder", "What do you think?");
        let tags = el::<HtmlInputElement>("input", "search")
            .attr("dir", "auto")
            .attr("id", "tags")
            .attr("autocomplete", "off")
            .attr_said("placeholder", "economy, to check");
        let group = el::<Element>("div", "tools").attr("role", "group").attr_said("aria-label", "Meaning");
        let colours = Colour::ALL.map(|colour| {
            let button = button(&format!("tool swatch {}", colour.as_str()), &labels::colour(colour));
            append(&group, &button);
            (colour, button)
        });
        let (reword, attach) = (command("tool", "Keep the new wording"), command("tool", "Attach to other words"));
        let link = command("tool", "Copy link");
        let (delete, done) = (command("tool", "Delete"), command("tool", "Done"));
        let label = |text: &str, of: &str| el::<Element>("label", "").attr("for", of).text(text);
        let tools =
            el::<Element>("div", "tools").child(&done).child(&link).child(&reword).child(&attach).child(&delete);
        let element = el::<HtmlElement>("div", "editor")
            .attr("role", "group")
            .child(&group)
            .child(&label(&say("Note"), "note"))
            .child(&note)
            .child(&label(&say("Tags, with commas between them"), "tags"))
            .child(&tags)
            .child(&tools);
        let (id, known) = (Rc::<RefCell<Option<String>>>::default(), Rc::<RefCell<[String; 2]>>::default());
        let keep = keep(dispatch, &id, &known, &note, &tags);
        let (colours, meaning, timer) = (colours.to_vec(), group, Rc::default());
        let mut editor =
            Editor { element, id, known, colours, meaning, note, tags, reword, keep, timer, _listeners: Vec::new() };
        let mut listeners = Vec::from(editor.listen_to_fields());
        for (colour, button) in &editor.colours {
            let colour = *colour;
            listeners.push(editor.on(dispatch, button, move |id| Action::Recolour(id, colour)));
        }
        listeners.push(editor.on(dispatch, &editor.reword, Action::Reword));
        listeners.push(editor.on(dispatch, &attach, Action::Attach));
        listeners.push(editor.on(dispatch, &link, Action::Link));
        listeners.push(editor.on(dispatch, &delete, Action::Forget));
        listeners.push(editor.on(dispatch, &done, |_| Action::Clear));
        editor._listeners = listeners;
        editor
    }

    /// Shows an annotation, which is at `place` if it is anywhere. What the reader is writing is left alone.
    pub(super) fn show(&self, annotation: &Annotation, place: Option<Place>) {
        let same = self.id.borrow().as_ref() == Some(&annotation.id);
        let values = [annotation.note.clone(), annotation.tags.join(", ")];
        let mut known = self.known.borrow_mut();
        if !same || self.note.value() == known[0] {
            set_value(&self.note, &values[0]);
            known[0].clone_from(&values[0]);
        }
        if !same || self.tags.value() == known[1] {
            self.tags.set_value(&values[1]);
            known[1].clone_from(&values[1]);
        }
        drop(known);
        *self.id.borrow_mut() = Some(annotation.id.clone());
        let about = tell("Your note on “{words}”", &[("words", &shorten(words(annotation), 60))]);
        self.element.set_attribute("aria-label", &about).ok();
        for (colour, button) in &self.colours {
            dom::state(button, "aria-pressed", *colour == annotation.colour);
        }
        // A correction is not drawn as a highlight.
        dom::toggle(&self.meaning, "hidden", annotation.correction.is_some());
        dom::toggle(&self.reword, "hidden", !place.is_some_and(|place| place.changed));
    }

    /// Shows none.
    pub(super) fn leave(&self) {
        *self.id.borrow_mut() = None;
        self.element.remove();
    }

    /// The element in it that has the focus.
    pub(super) fn focused(&self) -> Option<HtmlElement> {
        self.element.query_selector(":focus").ok().flatten().and_then(|element| element.dyn_into().ok())
    }

    /// Puts the focus into a field, and all of the editor into sight, if there is room.
    pub(super) fn focus(&self, field: Field) {
        match field {
            Field::Note => self.note.focus().ok(),
            Field::Tags => self.tags.focus().ok(),
        };
        // Its buttons too.
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        self.element.scroll_into_view_with_scroll_into_view_options(&options);
    }

    fn on(
        &self,
        dispatch: &Dispatch,
        button: &HtmlButtonElement,
        action: impl Fn(String) -> Action + 'static,
    ) -> EventListener {
        let (dispatch, id) = (dispatch.clone(), self.id.clone());
        EventListener::new(button, "click", move |_| {
            let id = id.borrow().clone();
            if let Some(id) = id {
                dispatch(action(id));
            }
        })
    }

    /// Keeps what has been written and is not kept yet.
    pub(super) fn flush(&self) {
        if self.timer.take().is_some() {
            (self.keep)();
        }
    }

    /// Keeps what is written in the fields, after a pause or when the reader leaves one.
    fn listen_to_fields(&self) -> [EventListener; 2] {
        let listen = |event: &'static str, pause: u32| {
            let (timer, keep) = (self.timer.clone(), self.keep.clone());
            EventListener::new(&self.element, event, move |_| {
                let keep = keep.clone();
                *timer.borrow_mut() = Some(Timeout::new(pause, move || keep()));
            })
        };
        [listen("input", PAUSE), listen("change", 0)]
    }
}

/// Gives a field another text, unless it has it: the caret in it stays where it is.
fn set_value(field: &HtmlTextAreaElement, value: &str) {
    if field.value() != value {
        field.set_value(value);
    }
}

/// Tells what is in the fields, and the note that it was begun from.
fn keep(
    dispatch: &Dispatch,
    id: &Rc<RefCell<Option<String>>>,
    known: &Rc<RefCell<[String; 2]>>,
    note: &HtmlTextAreaElement,
    tags: &HtmlInputElement,
) -> Rc<dyn Fn()> {
    let (dispatch, id, known, note, tags) = (dispatch.clone(), id.clone(), known.clone(), note.clone(), tags.clone());
    Rc::new(move || {
        let Some(id) = id.borrow().clone() else { return };
        let [was, _] = known.replace([note.value(), tags.value()]);
        dispatch(Action::Write { id, was, note: note.value(), tags: tags.value() });
    })
}
