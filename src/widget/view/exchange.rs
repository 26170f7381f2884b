//! The reader's annotations on their way to other programs and back: links, files out, files in.

use std::collections::BTreeSet;
use std::rc::Rc;

use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::View;
use super::correct::corrects;
use super::notes::new_id;
use crate::annotation::Annotation;
use crate::annotation::exchange::{self, Label, json};
use crate::annotation::fragment;
use crate::span::ByteSpan;
use crate::widget::notes::exchange::Form;
use crate::widget::notes::is_of_every_article;
use crate::widget::notes::passage::Page;
use crate::widget::reading::{Reading, Source};
use crate::widget::words::{count, say, tell};
use crate::widget::{clipboard, dom};

/// The largest file of annotations that is read, in bytes.
const LARGEST: f64 = 32.0 * 1024.0 * 1024.0;

impl View {
    /// Copies a link that leads to the words that the toolbar or the editor is about.
    pub(super) fn copy_link(self: &Rc<Self>, span: ByteSpan) {
        if self.with_reading(|reading| address(reading).is_empty()) == Some(true) {
            return self.announcer.announce("A text of your own has no address that a link could lead to.");
        }
        let link = self.with_reading(|reading| link(reading, span)).flatten();
        let view = self.clone();
        match link {
            Some(link) => {
                let about = say("Link to these words:");
                clipboard::put(&link, move |said| view.announcer.say(&format!("{about} {said}")));
            }
            None => self.announcer.announce("Nothing tells these words from others in the article."),
        }
    }

    /// Hands the annotations to the reader as a file.
    pub(super) fn export(&self, form: Form) {
        let file = self.with_reading(|reading| {
            let (text, blocks, notes) = (&reading.document().text, reading.document().block_spans(), &reading.notes);
            let placed = notes.placed().chain(notes.corrections()).map(|(_, annotation)| annotation);
            let annotations: Vec<&Annotation> = placed.chain(notes.gone()).collect();
            match form {
                Form::Json => {
                    let annotations = annotations.into_iter().chain(notes.names());
                    json::Value::List(annotations.map(exchange::write).collect()).write()
                }
                Form::Markdown => exchange::markdown(&reading.title(), annotations),
                Form::Csv => exchange::csv(annotations),
                Form::Html => exchange::html(&reading.title(), annotations),
                Form::Conll => exchange::conll(text, &blocks, &labels(reading)),
                Form::Spacy => exchange::spacy(text, &blocks, &labels(reading)),
            }
        });
        if let Some(file) = file {
            dom::save_file(&file, form.name(), form.kind());
            self.announcer.say(&tell("Saved as {file}.", &[("file", form.name())]));
        }
    }

    /// Reads annotations from a file of the reader's.
    pub(super) fn import(self: &Rc<Self>, file: &web_sys::File) {
        if file.size() > LARGEST {
            return self.say_imported(&say("This file is too large to be one of notes."));
        }
        let (view, text) = (self.clone(), JsFuture::from(file.text()));
        spawn_local(async move {
            let text = text.await;
            view.speak();
            match text.ok().and_then(|text| text.as_string()) {
                Some(text) => view.take_in(&text),
                None => view.say_imported(&say("The file could not be read.")),
            }
        });
    }

    fn take_in(self: &Rc<Self>, text: &str) {
        let imported = match exchange::read(text) {
            Ok(imported) => imported,
            Err(error) => {
                return self.say_imported(&tell(
                    "These are no notes that can be read here: {reason}.",
                    &[("reason", &error.to_string())],
                ));
            }
        };
        let problems = imported.problems;
        let mut annotations = imported.annotations;
        self.with_article(|reading, article| {
            self.undisturbed(|| {
                article.bare(reading, || {
                    let page = Page::new(reading, article, address(reading));
                    annotations = std::mem::take(&mut annotations).into_iter().map(|one| page.word(one)).collect();
                });
            });
        });
        let mut changes = Vec::new();
        if let Some(Reading { notes, analysis, .. }) = &mut *self.reading.borrow_mut() {
            let mut ids = BTreeSet::new();
            for annotation in annotations {
                // An id is kept, unless there are two of it.
                let fresh = annotation.id.is_empty() || !ids.insert(annotation.id.clone());
                let id = if fresh { new_id() } else { annotation.id.clone() };
                changes.extend(notes.store.put(Annotation { id, ..annotation }));
            }
            notes.follow(&analysis.document, changes.iter().map(|change| change.id.as_str()));
        }
        changes.iter().for_each(|change| self.keep(change));
        self.render_notes(changes.iter().map(|change| &*change.id));
        if changes.iter().any(corrects) {
            self.recorrect();
        }
        let gone = self.with_reading(|reading| {
            changes
                .iter()
                .filter(|change| {
                    let of_all = change.after.as_ref().is_some_and(is_of_every_article);
                    !of_all && reading.notes.place(&change.id).is_none()
                })
                .count()
        });
        let mut said = vec![count(changes.len(), "{n} note read.", "{n} notes read.")];
        if let Some(gone) = gone.filter(|&gone| gone > 0) {
            said.push(count(gone, "The words of {n} are not in this text.", "The words of {n} are not in this text."));
        }
        if let Some(first) = problems.first() {
            let failed = problems.len();
            said.push(count(failed, "{n} could not be read:", "{n} could not be read:"));
            said.push(format!("{first}."));
        }
        self.say_imported(&said.join(" "));
    }

    fn say_imported(&self, said: &str) {
        self.state_mut().imported = said.to_owned();
        self.renew_notes();
        self.announcer.say(said);
    }
}

/// The names as they are now, with what the reader corrected of them.
fn labels(reading: &Reading) -> Vec<Label> {
    let mentions = reading.analysis.mentions.iter();
    mentions.map(|mention| Label { span: mention.span, kind: mention.kind.as_str().to_owned() }).collect()
}

/// An address that leads browsers to a passage; `None` if nothing tells it from others.
fn link(reading: &Reading, span: ByteSpan) -> Option<String> {
    let document = reading.document();
    let directive = fragment::Page::new(&document.text, &document.block_spans()).directive(span)?;
    let address = address(reading);
    let hash = if address.contains('#') { "" } else { "#" };
    Some(format!("{address}{hash}{}", directive.write()))
}

/// Where the document is; empty if it is one of the reader's own, which is nowhere.
pub(super) fn address(reading: &Reading) -> String {
    let href = dom::window().location().href().unwrap_or_default();
    let page = href.split('#').next().unwrap_or_default();
    match &reading.source {
        Source::Bundled(id) => format!("{page}#document={id}"),
        Source::Host(address) => address.split('#').next().unwrap_or_default().to_owned(),
        Source::Own(_) => String::new(),
    }
}
