//! Opening documents, and having them analysed a few milliseconds at a time.

use std::rc::Rc;

use gloo::timers::callback::Timeout;

use super::{State, View};
use crate::analyzer::{Analyzer, Job};
use crate::document::{Date, Document, bundle, plain};
use crate::js::engine;
use crate::quantity;
use crate::widget::address::Address;
use crate::widget::article::Article;
use crate::widget::dom;
use crate::widget::reading::{Reading, Source};
use crate::widget::words::{say, tell};

/// How long the page may be busy at a stretch with looking for names, in milliseconds: half of what a reader feels, since
/// the first time is slower than it can know. <https://web.dev/articles/rail>
const BUSY: f64 = 24.0;

/// The same for a text so long that a frame of it takes the browser longer than that.
const BUSY_WITH_LONG_TEXT: f64 = 48.0;

/// After how many turns at it the reader is told that names are being looked for.
const PATIENCE: usize = 3;

/// From how many bytes on a text is long.
const LONG_TEXT: usize = 1_000_000;

/// One thing that is done in a task of its own.
type Stage = fn(&Rc<View>);

/// What there is before the names.
const SUMMARY: &[Stage] = &[|view| view.render_panels(), |view| view.render_summary(), |view| view.render_topics()];

/// What follows once the names are shown.
const AFTER_NAMES: &[Stage] =
    &[|view| view.look_further(), |view| view.list_names(), |view| view.render_summary(), |view| view.render_topics()];

impl View {
    /// Opens what the address asks for, or else `id`, or else the first bundled document.
    pub(in crate::widget) fn begin(self: &Rc<Self>, id: Option<&str>) {
        let address = if self.addressed { Address::read() } else { Address::default() };
        let wanted = address.document.clone().or(id.map(str::to_owned));
        let known = wanted.as_deref().filter(|id| bundle::documents().iter().any(|document| document.id == *id));
        let first = bundle::documents().first().map(|document| document.id);
        match known.or(first).map(str::to_owned) {
            Some(id) => self.open(Source::Bundled(id), &address),
            None => self.show_notice(&say("This page has no documents of its own. Open one of yours.")),
        }
        if known.is_none() && wanted.is_some() {
            self.show_notice(&say("The document that this link asks for is not here; this is another one."));
        }
    }

    /// The model is there: names can be found.
    pub(in crate::widget) fn engine_ready(self: &Rc<Self>) {
        let waiting = self.with_reading(|reading| !reading.is_complete()) == Some(true);
        if waiting && self.work.borrow().is_none() {
            self.find_names();
        }
    }

    /// The model could not be loaded: structure, summary, dates and figures are all there is.
    pub(in crate::widget) fn engine_failed(&self, reason: &str) {
        self.engine_failed.set(true);
        self.source.show_progress(None);
        self.show_notice(&tell("Names cannot be shown: {reason}.", &[("reason", reason)]));
        self.find_without_model();
    }

    /// Finds dates and figures, which need no model.
    pub(super) fn find_without_model(&self) {
        if let Some(reading) = &mut *self.reading.borrow_mut() {
            reading.find_dates();
            reading.analysis.quantities = quantity::find(reading.document());
        }
        self.draw_layers();
        self.render_panels();
    }

    /// The knowledge file is there: places can be located.
    pub(in crate::widget) fn knowledge_ready(&self) {
        self.link();
        self.render_panels();
        self.render_card();
    }

    fn link(&self) {
        if let (Some(analyzer), Some(reading)) = (engine::current(), &mut *self.reading.borrow_mut()) {
            reading.link(&analyzer);
        }
    }

    /// The knowledge file could not be loaded: nothing is located.
    pub(in crate::widget) fn knowledge_failed(&self) {
        self.knowledge_failed.set(true);
        self.render_panels();
    }

    /// What stays when another document is opened.
    pub(super) fn kept(&self) -> Address {
        let state = self.state.borrow();
        Address {
            hidden: state.hidden.iter().copied().collect(),
            sentences: state.length,
            panel: self.addressed_sheet(),
            ..Address::default()
        }
    }

    /// Opens a text of the reader's own.
    pub(super) fn open_own(self: &Rc<Self>, text: String) {
        let number = self.own.borrow().len();
        self.own.borrow_mut().push(text);
        self.open(Source::Own(number), &self.kept());
    }

    /// Opens a document as `address` wants it shown.
    pub(super) fn open(self: &Rc<Self>, source: Source, address: &Address) {
        let Some(document) = self.document(&source) else { return };
        self.panels.flush();
        self.stop();
        // What the old article has drawn goes before the new one draws.
        *self.article.borrow_mut() = None;
        let mut reading = Reading::new(source, document);
        reading.set_day(address.day);
        let article = Article::show(&self.host, &reading);
        article.draw(&reading, |_| true);
        if self.addressed {
            dom::document().set_title(&format!("{} · newsgloss", reading.title()));
        }
        *self.state_mut() = State {
            hidden: address.hidden.iter().copied().collect(),
            length: address.sentences,
            day: address.day,
            wanted: address.name.clone().map(|(kind, name)| (kind, name, address.mention)),
            ..State::default()
        };
        let opened = self.reading.replace(Some(reading)).is_some();
        *self.article.borrow_mut() = Some(article);
        self.show_notice("");
        self.panels.reset();
        self.summary.reset();
        self.show_addressed(address.panel);
        self.render_source();
        self.render_summary();
        self.render_panels();
        self.render_choice(false);
        if opened {
            dom::window().scroll_to_with_x_and_y(0.0, 0.0);
            self.write_address(true);
        }
        self.load_notes();
        self.find_names();
    }

    /// Takes the article to be of that day, or of its own if it says one: what its dates mean follows from that.
    pub(super) fn set_day(&self, day: Option<Date>) {
        if std::mem::replace(&mut self.state_mut().day, day) == day {
            return;
        }
        if let Some(reading) = &mut *self.reading.borrow_mut() {
            reading.set_day(day);
        }
        self.render_panels();
    }

    /// The document of a source that is not the host's.
    pub(super) fn document(&self, source: &Source) -> Option<Document> {
        match source {
            Source::Bundled(id) => bundle::open(id).ok(),
            Source::Own(number) => Some(plain::parse(self.own.borrow().get(*number)?.clone())),
            Source::Host(_) => None,
        }
    }

    /// Looks for the names, a few milliseconds at a time. While their model is on its way there is time for a summary.
    pub(super) fn find_names(self: &Rc<Self>) {
        let Some(analyzer) = engine::current() else { return self.later(SUMMARY) };
        let document = match &*self.reading.borrow() {
            Some(reading) => reading.document().clone(),
            None => return,
        };
        let job = analyzer.start(document);
        self.work_later(analyzer, job, 0);
    }

    fn work(self: &Rc<Self>, analyzer: Rc<Analyzer>, mut job: Job, turn: usize) {
        let clock = dom::window().performance();
        let now = || clock.as_ref().map_or(0.0, |clock| clock.now());
        let length = self.with_reading(|reading| reading.document().text.len()).unwrap_or_default();
        let busy = if length < LONG_TEXT { BUSY } else { BUSY_WITH_LONG_TEXT };
        let begun = now();
        let mut more = true;
        while more && now() - begun < busy {
            more = job.step(&analyzer);
        }
        if !more {
            self.source.show_progress(None);
            return self.complete(job);
        }
        #[expect(clippy::cast_precision_loss, reason = "a share of a progress bar")]
        self.source.show_progress(Some(job.done() as f64 / length.max(1) as f64));
        if turn == PATIENCE {
            self.render_panels();
        }
        self.work_later(analyzer, job, turn + 1);
    }

    /// Goes on in a task of its own.
    fn work_later(self: &Rc<Self>, analyzer: Rc<Analyzer>, job: Job, turn: usize) {
        *self.work.borrow_mut() = Some(self.soon(move |view| view.work(analyzer, job, turn)));
    }

    /// The names are there: shows them, and only then does what reads the text again.
    fn complete(self: &Rc<Self>, job: Job) {
        if let Some(reading) = &mut *self.reading.borrow_mut() {
            reading.found = Some(job);
        }
        self.conclude();
        self.draw_layers();
        self.tell("news-gloss-ready", false, &[]);
        self.later(AFTER_NAMES);
    }

    /// Finds what is said of the names elsewhere in the text, and in the knowledge file if that is there.
    pub(super) fn look_further(&self) {
        if let Some(reading) = &mut *self.reading.borrow_mut() {
            reading.analysis.find_quotes();
        }
        self.link();
    }

    /// Lists the names, and goes to the one that was asked for before there were any.
    fn list_names(&self) {
        self.render_panels();
        let wanted = self.state_mut().wanted.take();
        if let Some((kind, name, at)) = wanted {
            self.choose_wanted(kind, &name, at);
        }
        self.render_choice(false);
        self.announce_names();
    }

    /// Reads the host's article, after the page has drawn what was built for it.
    pub(in crate::widget) fn read_host_later(self: &Rc<Self>) {
        *self.rereading.borrow_mut() = Some(self.soon(View::read_host));
    }

    /// Gives up what is under way.
    pub(super) fn stop(&self) {
        *self.work.borrow_mut() = None;
        *self.later.borrow_mut() = None;
    }

    /// Does one thing after the other, each in a task of its own, so that the page gets to breathe between them. What was
    /// to be done before and is not yet done is not done any more.
    fn later(self: &Rc<Self>, stages: &'static [Stage]) {
        let Some((first, rest)) = stages.split_first() else { return };
        let next = self.soon(move |view| {
            first(view);
            view.later(rest);
        });
        *self.later.borrow_mut() = Some(next);
    }

    /// Does something in a task of its own, unless the view is gone by then.
    fn soon(self: &Rc<Self>, act: impl FnOnce(&Rc<View>) + 'static) -> Timeout {
        let weak = Rc::downgrade(self);
        Timeout::new(0, move || {
            if let Some(view) = weak.upgrade() {
                view.speak();
                act(&view);
            }
        })
    }

    /// Makes the analysis of what was found and what the reader corrects of it.
    pub(super) fn conclude(&self) {
        if let Some(reading) = &mut *self.reading.borrow_mut() {
            reading.conclude();
            // The reader may have named another day meanwhile.
            reading.set_day(self.state.borrow().day);
        }
    }
}
