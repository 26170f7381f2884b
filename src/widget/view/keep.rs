//! Keeping the reader's annotations on the device, while other tabs may do the same.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::View;
use super::notes::new_id;
use crate::annotation::{Annotation, AnnotationStore, Change, merge};
use crate::widget::notes::outbox::{Draft, Key};
use crate::widget::notes::record;
use crate::widget::notes::{FNV, GLOSSARY, Notes, fnv, is_of_every_article};
use crate::widget::reading::{Reading, Source};
use crate::widget::words::{msg, say};

impl View {
    /// Reads the annotations of the document that has been opened.
    pub(super) fn load_notes(self: &Rc<Self>) {
        let Some(document) = self.with_reading(identity) else { return };
        let (view, records) = (self.clone(), [&document, GLOSSARY].map(|document| self.shelf.load(document)));
        spawn_local(async move {
            let [of_it, names] = records.map(JsFuture::from);
            let (of_it, names) = (of_it.await, names.await);
            view.speak();
            match (of_it, names) {
                (Ok(of_it), Ok(names)) => {
                    let [of_it, names] = [of_it, names].map(|lines| lines.as_string().unwrap_or_default());
                    view.show_notes(&document, [(&document, Some(&of_it)), (GLOSSARY, Some(&names))]);
                }
                // Once is enough: it is tried each time that the page is looked at.
                (Err(error), _) | (_, Err(error)) => {
                    view.show_notes(&document, [(&document, None), (GLOSSARY, None)]);
                    if view.state.borrow().problem.is_none() {
                        view.tell_problem(&error);
                    }
                }
            }
        });
    }

    /// Shows the annotations of a document, and the names that the reader has in every one, as they are kept now.
    /// Without records, which could not be read, what has yet to be kept is shown.
    fn show_notes(&self, document: &str, records: [(&str, Option<&str>); 2]) {
        // The reader may have opened another document meanwhile.
        if self.with_reading(identity).as_deref() != Some(document) {
            return;
        }
        self.show_news(self.news_of(records));
    }

    /// Takes over what is kept otherwise than it is shown, and draws it.
    fn show_news(&self, news: BTreeMap<String, Option<Annotation>>) {
        if news.is_empty() {
            return;
        }
        let ids: Vec<String> = news.keys().cloned().collect();
        let corrects = self.take_over_all(news);
        self.render_notes(ids.iter().map(String::as_str));
        if corrects {
            self.recorrect();
        }
    }

    /// What is kept otherwise than it is shown: each annotation that is, or is no more.
    fn news_of(&self, records: [(&str, Option<&str>); 2]) -> BTreeMap<String, Option<Annotation>> {
        let mut outbox = self.outbox.borrow_mut();
        let mut news = BTreeMap::new();
        let shown = |id: &str| self.with_reading(|reading| reading.notes.store.get(id).is_some()) == Some(true);
        for (shelf, records) in records {
            let mut gone: BTreeSet<String> = records.map(|_| outbox.seen(shelf)).unwrap_or_default();
            for (annotation, stamp) in record::read_all(records.unwrap_or_default()) {
                let key = (shelf.to_owned(), annotation.id.clone());
                gone.remove(&key.1);
                let old = outbox.stamp(&key) == Some(&stamp) && shown(&key.1);
                // What the reader was quick enough to change is newer than its record.
                if !old && !outbox.holds(&key) && is_of_every_article(&annotation) == (shelf == GLOSSARY) {
                    outbox.see(&key, Some(stamp));
                    news.insert(key.1, Some(annotation));
                }
            }
            for id in gone {
                let key = (shelf.to_owned(), id);
                if !outbox.holds(&key) {
                    outbox.see(&key, None);
                    news.insert(key.1, None);
                }
            }
            for waiting in outbox.waiting(shelf).into_iter().filter(|waiting| !shown(&waiting.id)) {
                news.insert(waiting.id.clone(), Some(waiting));
            }
        }
        news
    }

    /// Takes over what is kept; whether any of it corrects a name.
    fn take_over_all(&self, news: BTreeMap<String, Option<Annotation>>) -> bool {
        let mut reading = self.reading.borrow_mut();
        let Some(Reading { notes, analysis, .. }) = reading.as_mut() else { return false };
        let of_names = |annotation: &Annotation| annotation.correction.is_some();
        let corrects = news.iter().any(|(id, annotation)| {
            annotation.as_ref().is_some_and(of_names) || notes.store.get(id).is_some_and(of_names)
        });
        if notes.store.is_empty() && !notes.store.can_undo() && !notes.store.can_redo() {
            let store = AnnotationStore::new(news.into_values().flatten());
            *notes = Notes::new(&analysis.document, store);
            return corrects;
        }
        let ids: Vec<String> = news.keys().cloned().collect();
        news.into_iter().for_each(|(id, annotation)| notes.store.merge(&id, annotation));
        notes.follow(&analysis.document, ids.iter().map(String::as_str));
        corrects
    }

    /// Another tab has changed an annotation.
    pub(in crate::widget) fn note_changed(&self, document: &str, id: &str, line: Option<&str>) {
        let key = (document.to_owned(), id.to_owned());
        // What is being changed here as well is brought together when that is kept.
        if self.outbox.borrow().holds(&key) {
            return;
        }
        let (annotation, stamp) = line.map(record::read).unzip();
        self.outbox.borrow_mut().see(&key, stamp);
        self.take_over(&key, annotation);
    }

    /// Takes over what is kept now.
    fn take_over(&self, (document, id): &Key, annotation: Option<Annotation>) {
        if document != GLOSSARY && self.with_reading(identity).as_ref() != Some(document) {
            return;
        }
        self.show_news(BTreeMap::from([(id.clone(), annotation)]));
    }

    /// Keeps a change, after those that wait.
    pub(super) fn keep(self: &Rc<Self>, change: &Change) {
        let of_all = [&change.before, &change.after].into_iter().flatten().any(is_of_every_article);
        let document = if of_all { Some(GLOSSARY.to_owned()) } else { self.with_reading(identity) };
        let Some(document) = document else { return };
        let draft = Draft { base: change.before.clone(), mine: change.after.clone() };
        self.outbox.borrow_mut().put((document, change.id.clone()), draft);
        self.send();
    }

    /// Keeps what waits, one change after another, until one cannot be kept.
    pub(super) fn send(self: &Rc<Self>) {
        if std::mem::replace(&mut self.outbox.borrow_mut().busy, true) {
            return;
        }
        let view = self.clone();
        spawn_local(async move {
            let mut failure = None;
            while failure.is_none() {
                let Some((key, draft)) = view.outbox.borrow_mut().take() else { break };
                failure = view.send_one(key, draft).await.err();
            }
            view.outbox.borrow_mut().busy = false;
            match failure {
                Some(error) => view.tell_problem(&error),
                None => view.problem_over(),
            }
        });
    }

    async fn send_one(&self, key: Key, draft: Draft) -> Result<(), JsValue> {
        let stamp = draft.mine.as_ref().map(|_| new_id());
        let mine = draft.mine.as_ref().zip(stamp.as_ref());
        let line = mine.map(|(annotation, stamp)| record::write(annotation, stamp));
        let saved = {
            let outbox = self.outbox.borrow();
            self.shelf.save(&key.0, &key.1, outbox.stamp(&key), line.as_deref())
        };
        let saved = JsFuture::from(saved).await;
        self.speak();
        match saved {
            Ok(other) if other.is_undefined() => self.outbox.borrow_mut().done(&key, stamp),
            Ok(other) => self.settle(&key, draft, other.as_string().as_deref()),
            Err(error) => {
                self.outbox.borrow_mut().failed(key, draft);
                return Err(error);
            }
        }
        Ok(())
    }

    /// Another tab has changed what was to be kept: brings the two together, and keeps both if they contradict.
    fn settle(&self, key: &Key, Draft { base, mine }: Draft, other: Option<&str>) {
        let (theirs, stamp) = other.map(record::read).unzip();
        self.outbox.borrow_mut().done(key, stamp);
        let put = |key: Key, base, mine: &Annotation| {
            self.outbox.borrow_mut().put(key, Draft { base, mine: Some(mine.clone()) });
        };
        match (mine, theirs) {
            (None, None) => {}
            // It was removed there, but here there is more to it now.
            (Some(mine), None) => put(key.clone(), None, &mine),
            (None, Some(theirs)) => {
                self.take_over(key, Some(theirs));
                self.announcer.announce("It was changed in another tab meanwhile, and is still here.");
            }
            (Some(mine), Some(theirs)) => match base.and_then(|base| merge(&base, &mine, &theirs)) {
                Some(both) => {
                    put(key.clone(), Some(theirs), &both);
                    self.take_over(key, Some(both));
                }
                // A name is of one type in every article: the one that the reader gave it last.
                None if key.0 == GLOSSARY => put(key.clone(), Some(theirs), &mine),
                None => {
                    put(key.clone(), Some(theirs.clone()), &mine);
                    self.keep_apart(&key.0, theirs);
                    self.announcer.announce("This note was changed in another tab too. Both are kept.");
                }
            },
        }
    }

    /// Keeps what another tab wrote as an annotation of its own.
    pub(super) fn keep_apart(&self, document: &str, theirs: Annotation) {
        let key = (document.to_owned(), new_id());
        let theirs = Annotation { id: key.1.clone(), ..theirs };
        self.outbox.borrow_mut().put(key.clone(), Draft { base: None, mine: Some(theirs.clone()) });
        self.take_over(&key, Some(theirs));
    }

    /// Says why nothing can be kept, where the reader looks and where a screen reader hears it.
    fn tell_problem(&self, error: &JsValue) {
        let problem = problem(error);
        self.state_mut().problem = Some(problem);
        self.with_scene(|scene| self.panels.render_choice(scene));
        let said = say(problem);
        self.show_notice(&said);
        self.announcer.say(&said);
    }

    fn problem_over(&self) {
        if self.outbox.borrow().is_empty() && self.state_mut().problem.take().is_some() {
            self.show_notice("");
            self.with_scene(|scene| self.panels.render_choice(scene));
        }
    }
}

/// Why annotations cannot be kept.
fn problem(error: &JsValue) -> &'static str {
    let name = Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string());
    match name.as_deref() {
        Some("QuotaExceededError") => msg(
            "Your notes could not be kept: there is no room left on this device for what this page stores. They are here until you close it. The next change tries again.",
        ),
        _ => msg(
            "Notes cannot be kept here: the browser does not let this page store anything, as in a private window. They are here until you close it.",
        ),
    }
}

/// What a document is known by: its id if it is bundled, its address if it is a host's, or else what is in it.
pub(super) fn identity(reading: &Reading) -> String {
    match &reading.source {
        Source::Bundled(id) => format!("bundled:{id}"),
        Source::Host(address) => format!("page:{address}"),
        // Two texts of one reader will not meet in it.
        Source::Own(_) => format!("text:{:016x}", fnv(FNV, reading.document().text.as_bytes())),
    }
}
