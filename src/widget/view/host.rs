//! Somebody else's article: read where it stands, and again when its host has changed it.

use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement, Url};

use super::{State, View};
use crate::document::Document;
use crate::widget::article::Article;
use crate::widget::dom;
use crate::widget::ground::{Watch, scan};
use crate::widget::layer::Layer;
use crate::widget::notes::Notes;
use crate::widget::reading::{Gloss, Reading, Source};

/// An article that is not ours, and what watches it.
pub(super) struct Host {
    pub(super) root: HtmlElement,
    pub(super) watch: Watch,
}

impl View {
    /// Reads the host's article, for the first time or because it may have changed.
    pub(in crate::widget) fn read_host(self: &Rc<Self>) {
        let Some(host) = &self.content else { return };
        let is_shown = |document: &Document| {
            self.with_reading(|reading| {
                reading.document().text == document.text && reading.document().blocks == document.blocks
            })
        };
        // Marks that are all in place stay there: else we and a translator might answer one another for ever.
        let marked = self.article.borrow().as_ref().is_some_and(Article::has_its_marks);
        if marked && is_shown(&scan(&host.root).0) == Some(true) {
            return;
        }
        let (document, ground) = self.undisturbed(|| {
            if let Some(article) = &*self.article.borrow() {
                article.unwrap();
            }
            scan(&host.root)
        });
        let same = is_shown(&document);
        if same == Some(true) {
            let moved = self.article.borrow().as_ref().is_some_and(|article| article.move_to(ground));
            if moved {
                self.draw_all();
                self.tell("news-gloss-change", false, &[]);
            }
            return;
        }
        self.stop();
        self.panels.flush();
        let before = self.article.take();
        let marks = self.host.get_attribute("mode").as_deref() == Some("mark");
        // What is drawn stays until more is known: ranges whose nodes are gone do no harm.
        let article = before.unwrap_or_else(|| Article::of_host(&host.root, marks));
        article.move_to(ground);
        let state = self.state.take();
        let chosen = self.with_reading(|reading| {
            let entity = reading.entity(state.chosen?);
            Some((entity.kind, entity.name.clone(), state.at))
        });
        let State { panel, query, edited, filter, .. } = state;
        *self.state_mut() = State {
            hidden: hidden(&self.host).collect(),
            length: length(&self.host),
            wanted: chosen.flatten(),
            panel,
            query,
            edited,
            filter,
            ..State::default()
        };
        let mut reading = Reading::new(Source::Host(address_of(&self.host, &host.root)), document);
        // The same article in other words: what the reader did to the notes on it can still be undone.
        let before = self.reading.take().filter(|before| before.source == reading.source);
        if let Some(before) = before {
            reading.notes = Notes::new(reading.document(), before.notes.store);
        }
        self.reading.replace(Some(reading));
        self.article.replace(Some(article));
        self.draw_notes();
        self.summary.reset();
        // At first there is nothing to be seen of it, and the names come before it.
        if same.is_some() {
            self.render_summary();
            self.render_panels();
            self.render_choice(false);
            self.tell("news-gloss-change", false, &[]);
        }
        if self.engine_failed.get() {
            self.find_without_model();
        }
        if self.noting {
            self.load_notes();
        }
        self.find_names();
    }

    /// An attribute of the host element says something else than before.
    pub(in crate::widget) fn attribute_changed(self: &Rc<Self>, name: &str) {
        match name {
            "types" => {
                self.state_mut().hidden = hidden(&self.host).collect();
                self.draw_layers();
                self.render_panels();
                self.render_choice(false);
            }
            "length" => {
                self.state_mut().length = length(&self.host);
                self.render_summary();
            }
            "summary" => {
                if let Some(about) = &self.about {
                    about.set(self.host.get_attribute(name).as_deref());
                }
            }
            _ => {}
        }
    }

    /// Does something to the host's article without taking it for a change of the host's.
    pub(super) fn undisturbed<R>(&self, work: impl FnOnce() -> R) -> R {
        match &self.content {
            Some(host) => host.watch.pause(work),
            None => work(),
        }
    }

    /// Draws again all that there is to draw.
    fn draw_all(&self) {
        self.draw_layers();
        self.draw_notes();
        self.render_toolbar();
        self.render_summary();
        self.render_choice(false);
    }

    fn draw_notes(&self) {
        self.with_article(|reading, article| {
            let ids = reading.notes.store.iter().map(|annotation| &*annotation.id);
            self.undisturbed(|| article.draw_notes(reading, ids));
        });
    }

    /// Tells the page of something; whether newsgloss goes on as it does by itself.
    pub(super) fn tell(&self, name: &str, cancelable: bool, detail: &[(&str, JsValue)]) -> bool {
        let told = js_sys::Object::new();
        for (key, value) in detail {
            // Setting a property of a fresh object cannot fail.
            let _ = js_sys::Reflect::set(&told, &(*key).into(), value);
        }
        let init = CustomEventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        init.set_cancelable(cancelable);
        init.set_detail(&told);
        let event = CustomEvent::new_with_event_init_dict(name, &init);
        event.is_ok_and(|event| self.host.dispatch_event(&event).unwrap_or(true))
    }

    /// Tells the page that a card is about to open; whether it leaves that to us.
    pub(super) fn tell_card(&self, gloss: Gloss) -> bool {
        let detail = self.with_reading(|reading| {
            let span = reading.span_of(gloss);
            let mut detail: Vec<(&str, JsValue)> = vec![("text", reading.text(span).into())];
            let kind = match gloss {
                Gloss::Mention(id) => {
                    let entity = reading.entity(reading.mention(id).entity);
                    detail.push(("name", entity.name.as_str().into()));
                    if let Some(link) = &entity.link {
                        detail.push(("wikidata", format!("Q{}", link.wikidata).into()));
                    }
                    entity.kind.as_str()
                }
                Gloss::Date(at) => {
                    detail.push(("value", reading.analysis.dates[at].value.as_str().into()));
                    reading.analysis.dates[at].kind.as_str()
                }
                Gloss::Figure(at) => {
                    detail.push(("value", reading.analysis.quantities[at].value.map_or(JsValue::NULL, JsValue::from)));
                    reading.analysis.quantities[at].kind.as_str()
                }
            };
            detail.push(("type", kind.into()));
            detail
        });
        self.tell("news-gloss-card", true, &detail.unwrap_or_default())
    }
}

/// What the notes on a host's article are kept under: the address where it is at home, and which of several articles of
/// that page it is, if it has an id.
fn address_of(host: &HtmlElement, root: &HtmlElement) -> String {
    let canonical = dom::document().query_selector("link[rel='canonical' i][href]").ok().flatten();
    let said = host.get_attribute("src").or_else(|| canonical?.get_attribute("href"));
    let base = dom::window().location().href().unwrap_or_default();
    let address = said.and_then(|said| Url::new_with_base(&said, &base).ok()).map_or(base, |url| url.href());
    let page = address.split('#').next().unwrap_or_default();
    let id = if root.id().is_empty() { host.id() } else { root.id() };
    if id.is_empty() { page.to_owned() } else { format!("{page}#{id}") }
}

/// How many sentences the host wants in the summary, if it says.
fn length(host: &HtmlElement) -> Option<usize> {
    host.get_attribute("length")?.parse().ok()
}

/// The layers that the host does not want: all but those in its `types`, if it has any.
fn hidden(host: &HtmlElement) -> impl Iterator<Item = Layer> {
    let types = host.get_attribute("types").map(|types| types.to_uppercase());
    let wanted = move |layer: &Layer| {
        types.as_ref().is_none_or(|types| types.split([' ', ',']).any(|name| name == layer.as_str()))
    };
    Layer::ALL.into_iter().filter(move |layer| !wanted(layer))
}
