//! What the reader says about the article: highlights, notes and tags, made, changed and taken back.

use std::rc::Rc;

use js_sys::{Date, JsString};

use super::correct::corrects;
use super::exchange::address;
use super::keep::identity;
use super::{Noting, View};
use crate::annotation::{Annotation, Change, Colour, exchange};
use crate::span::ByteSpan;
use crate::widget::notes::editor::Field;
use crate::widget::notes::filter::Filter;
use crate::widget::notes::toolbar::{Offer, Tool};
use crate::widget::notes::{self, words};
use crate::widget::reading::{Reading, shorten};
use crate::widget::words::{count as count_of, say, tell};
use crate::widget::{dom, labels, panels};

/// How many characters of words are said aloud.
const SPOKEN: usize = 80;

impl View {
    /// Shows the toolbar beside the selected words of the article, if there are any.
    pub(super) fn offer_notes(&self) {
        // Who selects with the keys asks for the toolbar.
        if self.state.borrow().caret.is_some() {
            return;
        }
        let (selected, noting) = (self.selected(), self.state.borrow().noting.clone());
        if selected.is_some_and(|span| noting == Some(Noting::Naming(span))) {
            return;
        }
        let selected = selected.map(Noting::Words);
        // A highlight that the reader points at is not let go by the selection that this takes away.
        if selected.is_some() || matches!(noting, Some(Noting::Words(_) | Noting::Naming(_))) {
            self.state_mut().noting = selected;
            self.render_toolbar();
        }
    }

    /// The words of the article that are selected.
    fn selected(&self) -> Option<ByteSpan> {
        let mut selected = None;
        self.with_article(|reading, article| selected = article.selected(reading));
        selected
    }

    /// Shows the toolbar beside the highlights that hold a place.
    pub(super) fn point_at_notes(&self, byte: usize) {
        let ids = self.with_reading(|reading| reading.notes.at(byte)).unwrap_or_default();
        self.close_card();
        if !ids.is_empty() {
            self.note(ids, 0);
        }
    }

    /// Shows the toolbar beside one of several highlights, and says what that is.
    fn note(&self, ids: Vec<String>, at: usize) {
        let said = self.with_reading(|reading| ids.get(at).map(|id| describe(reading, id))).flatten();
        self.state_mut().noting = Some(Noting::Notes { ids, at });
        self.render_toolbar();
        self.announcer.say(&said.unwrap_or_default());
    }

    /// Draws the toolbar, or puts it away.
    pub(super) fn render_toolbar(&self) {
        let (noting, attaching) = {
            let state = self.state.borrow();
            (state.noting.clone(), state.attaching.is_some())
        };
        let mut shown = false;
        self.with_article(|reading, article| {
            let annotation = noting.as_ref().and_then(Noting::id).and_then(|id| reading.notes.store.get(id));
            let held = annotation.and_then(|annotation| reading.notes.place(&annotation.id)).map(|place| place.span);
            self.undisturbed(|| article.draw_held(reading, held));
            let (span, of) = match &noting {
                Some(Noting::Words(span) | Noting::Naming(span)) => (Some(*span), (0, 0)),
                Some(Noting::Notes { ids, at }) => (held, (*at, ids.len())),
                None => (None, (0, 0)),
            };
            let Some(span) = span else { return };
            shown = true;
            let floor = f64::from(self.bar.element.offset_height());
            let naming = matches!(noting, Some(Noting::Naming(_)));
            self.toolbar.show(&Offer { annotation, of, attaching, naming }, &article.frame(reading, span), floor);
        });
        if !shown {
            self.toolbar.hide();
        }
    }

    /// Puts the toolbar away. Whether it was there.
    pub(super) fn close_toolbar(&self) -> bool {
        let (open, had_focus) = (self.state_mut().noting.take().is_some(), self.toolbar.has_focus());
        if open {
            self.render_toolbar();
        }
        if had_focus {
            self.focus_caret();
        }
        open
    }

    /// Does what a button of the toolbar says.
    pub(super) fn use_tool(self: &Rc<Self>, tool: Tool) {
        let Some(noting) = self.state.borrow().noting.clone() else { return };
        match tool {
            Tool::Attach => self.attach(),
            Tool::Colour(colour) => match noting.id() {
                Some(id) => self.recolour(id, colour),
                None => drop(self.annotate(&noting, colour)),
            },
            Tool::Note => self.edit_noted(&noting, Field::Note),
            Tool::Tag => self.edit_noted(&noting, Field::Tags),
            Tool::Next => {
                if let Noting::Notes { ids, at } = noting {
                    let next = (at + 1) % ids.len().max(1);
                    self.note(ids, next);
                }
            }
            Tool::Link => {
                let placed = |id: &str| self.with_reading(|reading| reading.notes.place(id)).flatten();
                match noting {
                    Noting::Words(span) | Noting::Naming(span) => self.copy_link(span),
                    Noting::Notes { .. } => drop(noting.id().and_then(placed).map(|place| self.copy_link(place.span))),
                }
            }
            Tool::Name => {
                if let Noting::Words(span) = noting {
                    let had_focus = self.toolbar.has_focus();
                    self.state_mut().noting = Some(Noting::Naming(span));
                    self.render_toolbar();
                    if had_focus {
                        self.toolbar.focus();
                    }
                    self.announcer.announce("What are these words?");
                }
            }
            Tool::Is(kind) => self.name_words(kind),
            Tool::Delete => {
                if let Some(id) = noting.id() {
                    self.forget(id);
                }
            }
        }
    }

    /// Highlights the selected words.
    pub(super) fn highlight_selected(self: &Rc<Self>) {
        if let Some(span) = self.selected() {
            self.annotate(&Noting::Words(span), Colour::default());
        }
    }

    /// Highlights words in a colour; the toolbar is about that highlight then. Its id.
    fn annotate(self: &Rc<Self>, noting: &Noting, colour: Colour) -> Option<String> {
        let Noting::Words(span) = *noting else { return noting.id().map(str::to_owned) };
        let (id, created) = (new_id(), now());
        let change = self.reading.borrow_mut().as_mut().and_then(|reading| {
            let target = notes::target(&reading.document().text, span);
            let (source, modified) = (address(reading), created.clone());
            let annotation =
                Annotation { id: id.clone(), source, target, colour, created, modified, ..Annotation::default() };
            reading.notes.store.put(annotation)
        });
        self.deselect();
        self.state_mut().noting = Some(Noting::Notes { ids: vec![id.clone()], at: 0 });
        self.take_change(change, &tell("Highlighted: {colour}.", &[("colour", &labels::colour(colour))]));
        Some(id)
    }

    /// After something was said of the selected words: nothing is selected any more.
    pub(super) fn deselect(&self) {
        if let Some(selection) = dom::window().get_selection().ok().flatten() {
            selection.remove_all_ranges().ok();
        }
        self.collapse_caret();
    }

    fn edit_noted(self: &Rc<Self>, noting: &Noting, field: Field) {
        if let Some(id) = self.annotate(noting, Colour::default()) {
            self.edit(&id, Some(field));
        }
    }

    /// Opens the editor of an annotation in the list.
    pub(super) fn edit(&self, id: &str, field: Option<Field>) {
        self.panels.flush();
        {
            let mut state = self.state_mut();
            state.edited = Some(id.to_owned());
            state.noting = None;
        }
        self.render_toolbar();
        if let Some(about) = &self.about {
            about.unfold();
        }
        if let Some(panel) = panels::named("notes") {
            self.show_panel(panel);
        }
        self.renew_notes();
        self.panels.focus_note(id, Some(field.unwrap_or(Field::Note)));
    }

    /// Closes the editor, and goes back to where it was opened. Whether it was open.
    pub(super) fn close_editor(&self) -> bool {
        self.panels.flush();
        let Some(id) = self.state_mut().edited.take() else { return false };
        let had_focus = self.panels.element.matches(":focus-within").unwrap_or(false);
        if self.state.borrow().caret.is_some() {
            self.uncover_article();
        }
        self.renew_notes();
        if had_focus && !self.focus_caret() {
            self.panels.focus_note(&id, None);
        }
        true
    }

    /// Keeps what the reader wrote. The editor shows it already; `was` is the note that the reader began from.
    pub(super) fn write(self: &Rc<Self>, id: &str, was: &str, note: String, tags: &str) {
        let theirs = self.with_reading(|reading| reading.notes.store.get(id).cloned()).flatten();
        let theirs = theirs.filter(|theirs| theirs.note != was && theirs.note != note && note != was);
        if let (Some(theirs), Some(document)) = (theirs, self.with_reading(identity)) {
            self.keep_apart(&document, theirs);
        }
        let tags = tags_of(tags);
        if let Some(change) = self.alter(id, |annotation| Annotation { note, tags, ..annotation }) {
            self.keep(&change);
            self.with_scene(|scene| self.panels.render_choice(scene));
        }
    }

    /// Gives an annotation another colour.
    pub(super) fn recolour(self: &Rc<Self>, id: &str, colour: Colour) {
        let change = self.alter(id, |annotation| Annotation { colour, ..annotation });
        self.take_change(change, &labels::colour(colour));
    }

    /// Takes the words that the text has now for those of the annotation.
    pub(super) fn reword(self: &Rc<Self>, id: &str) {
        let place = self.with_reading(|reading| reading.notes.place(id)).flatten();
        if let Some(place) = place {
            self.aim(id, place.span, &say("It keeps the new wording."));
        }
    }

    /// Attaches an annotation to the selected words, or waits until some are.
    pub(super) fn ask_for_words(self: &Rc<Self>, id: String) {
        self.state_mut().attaching = Some(id);
        if self.selected().is_some() {
            return self.attach();
        }
        self.uncover_article();
        let ask = say("Now select the words in the article that it belongs to, and choose “Attach here”.");
        self.show_notice(&ask);
        self.announcer.say(&ask);
    }

    fn attach(self: &Rc<Self>) {
        let (Some(id), Some(span)) = (self.state_mut().attaching.take(), self.selected()) else { return };
        self.state_mut().noting = Some(Noting::Notes { ids: vec![id.clone()], at: 0 });
        self.show_notice("");
        self.aim(&id, span, &say("Attached to these words."));
    }

    /// No words are looked for any more. Whether some were.
    pub(super) fn stop_attaching(&self) -> bool {
        let was = self.state_mut().attaching.take().is_some();
        if was {
            self.show_notice("");
            self.render_toolbar();
        }
        was
    }

    fn aim(self: &Rc<Self>, id: &str, span: ByteSpan, said: &str) {
        let target = self.with_reading(|reading| notes::target(&reading.document().text, span));
        let change = target.and_then(|target| self.alter(id, |annotation| exchange::aim(annotation, target)));
        self.take_change(change, said);
    }

    /// Removes an annotation, which can be undone.
    pub(super) fn forget(self: &Rc<Self>, id: &str) {
        let edited = self.state.borrow().edited.as_deref() == Some(id);
        let in_list = self.panels.element.matches(":focus-within").unwrap_or(false);
        let in_toolbar = self.toolbar.has_focus();
        if edited {
            self.state_mut().edited = None;
        }
        self.state_mut().noting = None;
        let change = self.reading.borrow_mut().as_mut().and_then(|reading| reading.notes.store.remove(id));
        self.take_change(change, &say("Deleted. It can be undone."));
        if in_list {
            self.panels.focus_undo();
        }
        if in_toolbar {
            self.focus_caret();
        }
    }

    /// Takes the last change back, or makes it again.
    pub(super) fn undo(self: &Rc<Self>, redo: bool) {
        let changes = self.reading.borrow_mut().as_mut().map(|reading| {
            let store = &mut reading.notes.store;
            if redo { store.redo() } else { store.undo() }
        });
        let changes = changes.unwrap_or_default();
        let said = say(match (changes.is_empty(), redo) {
            (true, _) => "There is nothing more to take back.",
            (_, true) => "Made again.",
            (_, false) => "Taken back.",
        });
        if changes.is_empty() {
            return self.announcer.say(&said);
        }
        self.take_changes(&changes, &said);
    }

    /// Lists other annotations.
    pub(super) fn filter_notes(&self, filter: Filter) {
        self.state_mut().filter = filter;
        self.renew_notes();
        let count = self.with_reading(|reading| {
            let (store, filter) = (&reading.notes.store, &self.state.borrow().filter);
            store.iter().filter(|annotation| filter.shows(annotation, reading.notes.place(&annotation.id))).count()
        });
        self.announcer.say(&count_of(count.unwrap_or_default(), "{n} note", "{n} notes"));
    }

    /// Changes an annotation, if that changes anything.
    fn alter(&self, id: &str, change: impl FnOnce(Annotation) -> Annotation) -> Option<Change> {
        let mut reading = self.reading.borrow_mut();
        let store = &mut reading.as_mut()?.notes.store;
        let before = store.get(id)?;
        let after = change(before.clone());
        if after == *before {
            return None;
        }
        store.put(Annotation { modified: now(), ..after })
    }

    /// Finds the place of what was changed, keeps it, draws it and says so.
    pub(super) fn take_change(self: &Rc<Self>, change: Option<Change>, said: &str) {
        self.take_changes(change.as_slice(), said);
    }

    /// The same of several changes at once.
    pub(super) fn take_changes(self: &Rc<Self>, changes: &[Change], said: &str) {
        if changes.is_empty() {
            return;
        }
        let ids = || changes.iter().map(|change| &*change.id);
        if let Some(Reading { notes, analysis, .. }) = &mut *self.reading.borrow_mut() {
            notes.follow(&analysis.document, ids());
        }
        changes.iter().for_each(|change| self.keep(change));
        self.render_notes(ids());
        if changes.iter().any(corrects) {
            self.recorrect();
        }
        self.announcer.say(said);
    }

    /// Draws some annotations anew, in the article and in their list, or takes them away if they are gone.
    pub(super) fn render_notes<'i>(&self, ids: impl IntoIterator<Item = &'i str>) {
        self.with_article(|reading, article| self.undisturbed(|| article.draw_notes(reading, ids)));
        self.render_toolbar();
        self.renew_notes();
    }

    /// Draws the list of annotations anew.
    pub(super) fn renew_notes(&self) {
        self.with_scene(|scene| self.panels.renew("notes", scene));
    }
}

/// An annotation as it is read aloud.
fn describe(reading: &Reading, id: &str) -> String {
    let Some(annotation) = reading.notes.store.get(id) else { return String::new() };
    let colour = labels::colour(annotation.colour);
    let words = shorten(words(annotation), SPOKEN);
    let said = tell("Your highlight, {colour}: “{words}”.", &[("colour", &colour), ("words", &words)]);
    if annotation.note.is_empty() {
        return said;
    }
    format!("{said} {}", tell("Note: {note}", &[("note", &shorten(&annotation.note, SPOKEN))]))
}

/// The tags in a list with commas between them, of whatever script, each once.
fn tags_of(list: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in list.split([',', '،', '、', '，']) {
        let tag = tag.split_whitespace().collect::<Vec<_>>().join(" ");
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

/// The present moment, as ISO 8601.
pub(super) fn now() -> String {
    Date::new_0().to_iso_string().into()
}

/// An id that no other annotation has: the time, which also puts them in the order in which they were made, and chance.
pub(super) fn new_id() -> String {
    let letters = |number: f64| JsString::from(number.to_string().replace(['.', '-'], ""));
    format!("{}-{}", letters(Date::now()), letters(js_sys::Math::random()))
}
