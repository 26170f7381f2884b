//! The view: holds what is shown, takes what the reader does, and redraws what changed.
//!
//! Components draw and report; nothing but [`View::act`] changes the state. A component reports through [`Dispatch`],
//! which holds the view weakly, so that dropping the view ends every listener and every drawing with it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use web_sys::{Element, HtmlElement, ShadowRoot};

use super::address::Address;
use super::announce::Announcer;
use super::article::Article;
use super::dom::{self, Build, append, el};
use super::labels;
use super::legend::Legend;
use super::names::{Lookup, NamesPanel};
use super::own_text::OwnText;
use super::reading::{Reading, Source};
use super::source::{Choice, SourcePanel};
use super::stepper::Stepper;
use super::summary::SummaryPanel;
use super::tabs::{Panel, Tabs};
use super::{input, settings};
use crate::analyzer::{Analyzer, DEFAULT_SUMMARY_SENTENCES, Job, Options};
use crate::document::{Document, bundle, plain};
use crate::entity::MentionType;
use crate::js::engine;
use crate::span::ByteSpan;

/// How long the page may be busy at a stretch with looking for names, in milliseconds: under one frame.
const BUSY: f64 = 12.0;

/// The same for a text so long that a frame of it takes the browser longer than that: still under what a reader feels.
const BUSY_WITH_LONG_TEXT: f64 = 48.0;

/// From how many bytes on a text is long.
const LONG_TEXT: usize = 1_000_000;

/// What a reader can do.
pub(super) enum Action {
    /// Open a document.
    Open(Source),
    /// Open a text of the reader's own.
    OpenOwn(String),
    /// Ask for a text of the reader's own.
    AskOwn,
    /// Show or hide a type of name.
    Toggle(MentionType),
    /// Choose an entity; choosing the chosen one again lets it go.
    Choose(usize),
    /// Choose the entity of a mention, at that mention.
    ChooseMention(usize),
    /// Go to the next or the previous mention.
    Step {
        /// To the next one.
        forward: bool,
    },
    /// Let go of what is chosen.
    Clear,
    /// Search the names for a folded string.
    Search(String),
    /// Put the cursor into the search box.
    FocusSearch,
    /// List all names of a type.
    Unfold(MentionType),
    /// Make the summary that many sentences long.
    Length(usize),
    /// Show a sentence of the summary in the article.
    Sentence(ByteSpan),
    /// On a narrow screen: open that panel, or close it if it is open.
    Panel(Panel),
    /// Follow the page's address.
    FollowAddress,
    /// Switch the single-key shortcuts on or off.
    Shortcuts(bool),
}

/// Takes an action. May be called at any time.
pub(super) type Dispatch = Rc<dyn Fn(Action)>;

#[derive(Default)]
struct State {
    hidden: BTreeSet<MentionType>,
    chosen: Option<usize>,
    /// Which mention of the chosen entity the reader is at.
    at: usize,
    /// The mention that the reader is at when stepping through all names.
    cursor: Option<usize>,
    length: Option<usize>,
    sentence: Option<ByteSpan>,
    query: String,
    panel: Option<Panel>,
    /// A name that the address asked for before the names were known.
    wanted: Option<(MentionType, String, usize)>,
}

/// The interactive view of one element.
pub(super) struct View {
    host: HtmlElement,
    frame: HtmlElement,
    /// Whether the state is kept in the page's address.
    addressed: bool,
    source: SourcePanel,
    summary: SummaryPanel,
    names: NamesPanel,
    legend: Legend,
    stepper: Stepper,
    own_text: OwnText,
    announcer: Announcer,
    tabs: Tabs,
    notice: Element,
    state: RefCell<State>,
    reading: RefCell<Option<Reading>>,
    article: RefCell<Option<Article>>,
    /// The texts that the reader brought in this visit.
    own: RefCell<Vec<String>>,
    /// The work under way; dropping it ends it.
    work: RefCell<Option<Timeout>>,
    shortcuts: Rc<Cell<bool>>,
    engine_failed: Cell<bool>,
    listeners: RefCell<Vec<EventListener>>,
}

impl View {
    /// Builds the view in `root`, empty.
    pub(super) fn new(host: HtmlElement, root: &ShadowRoot, addressed: bool) -> Rc<View> {
        let view = Rc::new_cyclic(|weak: &std::rc::Weak<View>| {
            let weak = weak.clone();
            let dispatch: Dispatch = Rc::new(move |action| {
                if let Some(view) = weak.upgrade() {
                    view.act(action);
                }
            });
            View::build(host, addressed, &dispatch)
        });
        append(root, &view.frame);
        append(root, &view.own_text.element);
        append(root, &view.announcer.element);
        view.listen_to_article();
        view
    }

    fn listen_to_article(self: &Rc<Self>) {
        let (at, act, take) = (Rc::downgrade(self), Rc::downgrade(self), Rc::downgrade(self));
        let dispatch: Dispatch = Rc::new(move |action| {
            if let Some(view) = act.upgrade() {
                view.act(action);
            }
        });
        let mention_at = Rc::new(move |x, y| at.upgrade()?.mention_at(x, y));
        let take_drop = Rc::new(move |event: &web_sys::DragEvent| {
            if let Some(view) = take.upgrade() {
                view.own_text.drop(event);
            }
        });
        let listeners = input::listen_to_article(&self.host, &dispatch, mention_at, take_drop);
        self.listeners.borrow_mut().extend(listeners);
    }

    fn build(host: HtmlElement, addressed: bool, dispatch: &Dispatch) -> View {
        let (source, summary, names) =
            (SourcePanel::new(dispatch), SummaryPanel::new(dispatch), NamesPanel::new(dispatch));
        let (legend, stepper, own_text) = (Legend::new(dispatch), Stepper::new(dispatch), OwnText::new(dispatch));
        names.place_legend(&legend.element);
        let notice = el::<Element>("p", "notice").attr("role", "alert").attr("hidden", "");
        let shortcuts = Rc::new(Cell::new(settings::shortcuts()));
        let (keys, keys_listener) = settings::control(dispatch, shortcuts.get());
        let tabs = Tabs::new(dispatch);
        let aside = el::<Element>("aside", "panels")
            .attr("aria-label", "About this article")
            .child(&notice)
            .child(&source.element)
            .child(&summary.element)
            .child(&names.element)
            .child(&keys);
        let main = el::<Element>("div", "reading").child(&el::<Element>("slot", "")).child(&stepper.element);
        let frame = el::<HtmlElement>("div", "frame").child(&main).child(&aside).child(&tabs.element);
        let mut listeners = input::listen(&host, dispatch, &shortcuts, addressed);
        listeners.push(keys_listener);
        View {
            host,
            frame,
            addressed,
            source,
            summary,
            names,
            legend,
            stepper,
            own_text,
            announcer: Announcer::new(),
            tabs,
            notice,
            state: RefCell::default(),
            reading: RefCell::default(),
            article: RefCell::default(),
            own: RefCell::default(),
            work: RefCell::default(),
            shortcuts,
            engine_failed: Cell::default(),
            listeners: RefCell::new(listeners),
        }
    }

    /// Opens what the address asks for, or else `id`, or else the first bundled document.
    pub(super) fn begin(self: &Rc<Self>, id: Option<&str>) {
        let address = if self.addressed { Address::read() } else { Address::default() };
        let wanted = address.document.clone().or(id.map(str::to_owned));
        let known = wanted.as_deref().filter(|id| bundle::documents().iter().any(|document| document.id == *id));
        let first = bundle::documents().first().map(|document| document.id);
        match known.or(first).map(str::to_owned) {
            Some(id) => self.open(Source::Bundled(id), &address),
            None => self.show_notice("This page has no documents of its own. Open one of yours."),
        }
        if known.is_none() && wanted.is_some() {
            self.show_notice("The document that this link asks for is not here; this is another one.");
        }
    }

    /// The model is there: names can be found.
    pub(super) fn engine_ready(self: &Rc<Self>) {
        let waiting = self.reading.borrow().as_ref().is_some_and(|reading| !reading.complete);
        if waiting {
            self.find_names();
        }
    }

    /// The model could not be loaded: structure and summary are all there is.
    pub(super) fn engine_failed(&self, reason: &str) {
        self.engine_failed.set(true);
        self.source.show_progress(None);
        self.show_notice(&format!("Names cannot be shown: {reason}."));
        self.render_names();
    }

    /// Shows a sentence that the reader should know, or none.
    fn show_notice(&self, message: &str) {
        self.notice.set_text_content(Some(message));
        dom::toggle(&self.notice, "hidden", message.is_empty());
    }

    /// Finds the mention at a point of the viewport, if its type is shown.
    fn mention_at(&self, x: f32, y: f32) -> Option<usize> {
        let (reading, article) = (self.reading.borrow(), self.article.borrow());
        let (reading, article) = (reading.as_ref()?, article.as_ref()?);
        let mention = reading.mention_at(article.byte_at(reading, x, y)?)?;
        (!self.state.borrow().hidden.contains(&reading.mention(mention).kind)).then_some(mention)
    }

    /// Takes an action.
    pub(super) fn act(self: &Rc<Self>, action: Action) {
        match action {
            Action::Open(source) => self.open(source, &self.kept()),
            Action::OpenOwn(text) => {
                let number = self.own.borrow().len();
                self.own.borrow_mut().push(text);
                self.open(Source::Own(number), &self.kept());
            }
            Action::AskOwn => self.own_text.show(),
            Action::Toggle(kind) => self.toggle(kind),
            Action::Choose(id) => self.choose(id),
            Action::ChooseMention(mention) => self.choose_mention(mention),
            Action::Step { forward } => self.step(forward),
            Action::Clear => self.clear(),
            Action::Search(query) => {
                self.state.borrow_mut().query = query;
                self.render_names();
            }
            Action::FocusSearch => {
                self.open_panel(Some(Panel::Names));
                self.names.focus_search();
            }
            Action::Unfold(kind) => {
                self.names.unfold(kind);
                self.render_names();
            }
            Action::Length(length) => {
                self.state.borrow_mut().length = Some(length);
                self.render_summary();
                self.write_address(false);
            }
            Action::Sentence(span) => self.show_sentence(span),
            Action::Panel(panel) => {
                let open = self.state.borrow().panel == Some(panel);
                self.open_panel((!open).then_some(panel));
            }
            Action::FollowAddress => self.follow_address(),
            Action::Shortcuts(on) => {
                self.shortcuts.set(on);
                settings::keep_shortcuts(on);
            }
        }
    }

    /// What stays when another document is opened.
    fn kept(&self) -> Address {
        let state = self.state.borrow();
        Address { hidden: state.hidden.iter().copied().collect(), sentences: state.length, ..Address::default() }
    }

    fn document(&self, source: &Source) -> Option<Document> {
        match source {
            Source::Bundled(id) => bundle::open(id).ok(),
            Source::Own(number) => Some(plain::parse(self.own.borrow().get(*number)?.clone())),
        }
    }

    fn open(self: &Rc<Self>, source: Source, address: &Address) {
        let Some(document) = self.document(&source) else { return };
        *self.work.borrow_mut() = None;
        // What the old article has drawn goes before the new one draws.
        *self.article.borrow_mut() = None;
        let reading = Reading::new(source, document);
        let article = Article::show(&self.host, &reading);
        article.draw_names(&reading, |_| true);
        if self.addressed {
            dom::document().set_title(&format!("{} · newsgloss", reading.title()));
        }
        let panel = self.state.borrow().panel;
        *self.state.borrow_mut() = State {
            hidden: address.hidden.iter().copied().collect(),
            length: address.sentences,
            wanted: address.name.clone().map(|(kind, name)| (kind, name, address.mention)),
            panel,
            ..State::default()
        };
        let opened = self.reading.replace(Some(reading)).is_some();
        *self.article.borrow_mut() = Some(article);
        self.show_notice("");
        self.names.reset();
        self.render_source();
        self.render_summary();
        self.render_names();
        self.render_choice(false);
        if opened {
            dom::window().scroll_to_with_x_and_y(0.0, 0.0);
            self.write_address(true);
        }
        self.find_names();
    }

    /// Looks for the names, a few milliseconds at a time.
    fn find_names(self: &Rc<Self>) {
        let Some(analyzer) = engine::current() else { return };
        let document = match &*self.reading.borrow() {
            Some(reading) => reading.document().clone(),
            None => return,
        };
        let job = analyzer.start(document);
        self.work(&analyzer, job);
    }

    fn work(self: &Rc<Self>, analyzer: &Rc<Analyzer>, mut job: Job) {
        let now = || dom::window().performance().map_or(0.0, |performance| performance.now());
        let length = self.with_reading(|reading| reading.document().text.len()).unwrap_or_default();
        let busy = if length < LONG_TEXT { BUSY } else { BUSY_WITH_LONG_TEXT };
        let begun = now();
        let mut more = true;
        while more && now() - begun < busy {
            more = job.step(analyzer);
        }
        if !more {
            self.source.show_progress(None);
            return self.complete(job);
        }
        #[expect(clippy::cast_precision_loss, reason = "a share of a progress bar")]
        self.source.show_progress(Some(job.done() as f64 / length.max(1) as f64));
        let (weak, analyzer) = (Rc::downgrade(self), analyzer.clone());
        *self.work.borrow_mut() = Some(Timeout::new(0, move || {
            if let Some(view) = weak.upgrade() {
                view.work(&analyzer, job);
            }
        }));
    }

    fn complete(&self, job: Job) {
        let analysis = job.finish(&Options { summary_sentences: 0, ..Options::default() });
        if let Some(reading) = &mut *self.reading.borrow_mut() {
            reading.analysis = analysis;
            reading.complete = true;
        }
        self.draw_names();
        self.render_names();
        let wanted = self.state.borrow_mut().wanted.take();
        if let Some((kind, name, at)) = wanted {
            self.choose_wanted(kind, &name, at);
        }
        self.render_choice(false);
        self.announce_names();
        self.host.dispatch_event(&web_sys::Event::new("news-gloss-ready").expect("an event of a constant name")).ok();
    }

    fn choose_wanted(&self, kind: MentionType, name: &str, at: usize) {
        let reading = self.reading.borrow();
        let Some(reading) = reading.as_ref() else { return };
        let Some(id) = reading.entity_named(kind, name) else { return };
        let mut state = self.state_mut();
        state.chosen = Some(id);
        state.at = at.min(reading.entity(id).mentions.len() - 1);
    }

    fn state_mut(&self) -> std::cell::RefMut<'_, State> {
        self.state.borrow_mut()
    }

    fn toggle(&self, kind: MentionType) {
        {
            let mut state = self.state_mut();
            if !state.hidden.remove(&kind) {
                state.hidden.insert(kind);
            }
            let gone = self.with_reading(|reading| state.chosen.is_some_and(|id| reading.entity(id).kind == kind));
            if gone == Some(true) && state.hidden.contains(&kind) {
                state.chosen = None;
            }
            state.cursor = None;
        }
        self.draw_names();
        self.render_names();
        self.render_choice(false);
        self.write_address(false);
    }

    fn choose(&self, id: usize) {
        if self.state.borrow().chosen == Some(id) {
            return self.clear();
        }
        {
            let mut state = self.state_mut();
            state.chosen = Some(id);
            state.at = 0;
            state.cursor = None;
        }
        self.uncover_article();
        self.render_choice(true);
        self.write_address(true);
    }

    fn choose_mention(&self, mention: usize) {
        let found = self.with_reading(|reading| {
            let entity = reading.mention(mention).entity;
            Some((entity, reading.entity(entity).mentions.iter().position(|&id| id == mention)?))
        });
        let Some(Some((entity, at))) = found else { return };
        {
            let mut state = self.state_mut();
            state.chosen = Some(entity);
            state.at = at;
            state.cursor = None;
        }
        self.render_choice(true);
        self.write_address(true);
    }

    fn step(&self, forward: bool) {
        self.with_reading(|reading| {
            let mut state = self.state_mut();
            if let Some(id) = state.chosen {
                let count = reading.entity(id).mentions.len();
                state.at = (state.at + if forward { 1 } else { count - 1 }) % count;
            } else {
                state.cursor = reading.step(state.cursor, forward, &state.hidden);
            }
        });
        self.render_choice(true);
        self.write_address(false);
    }

    /// Lets go of one thing at a time: an open panel, the chosen name, the marked sentence.
    fn clear(&self) {
        if self.state.borrow().panel.is_some() && self.state.borrow().chosen.is_none() {
            return self.open_panel(None);
        }
        let (had, in_stepper) =
            (self.state.borrow().chosen, self.stepper.element.matches(":focus-within").unwrap_or(false));
        {
            let mut state = self.state_mut();
            if state.chosen.is_none() && state.cursor.is_none() {
                state.sentence = None;
            }
            state.chosen = None;
            state.cursor = None;
        }
        self.render_choice(false);
        self.render_summary();
        if let Some(id) = had.filter(|_| in_stepper) {
            self.names.focus(id);
        }
        self.write_address(true);
    }

    fn show_sentence(&self, span: ByteSpan) {
        let again = self.state.borrow().sentence == Some(span);
        self.state_mut().sentence = (!again).then_some(span);
        self.render_summary();
        self.with_article(|reading, article| {
            article.draw_sentence(reading, (!again).then_some(span));
            if again {
                return self.announcer.say("The sentence is no longer marked.");
            }
            self.uncover_article();
            article.scroll_to(reading, span);
            let block = reading.block_at(span.start).map_or(1, |block| block + 1);
            self.announcer.say(&format!("Marked in the article, part {block} of {}.", reading.document().blocks.len()));
        });
    }

    /// On a narrow screen an open panel covers the article: closes it so that what was chosen can be seen.
    fn uncover_article(&self) {
        let open = self.state.borrow().panel.is_some();
        if open {
            self.open_panel(None);
        }
    }

    fn open_panel(&self, panel: Option<Panel>) {
        let before = std::mem::replace(&mut self.state_mut().panel, panel);
        self.tabs.render(panel);
        self.frame.set_attribute("data-panel", panel.map_or("", Panel::id)).ok();
        if let (None, Some(before)) = (panel, before) {
            self.tabs.focus(before);
        }
    }

    fn follow_address(self: &Rc<Self>) {
        if !self.addressed {
            return;
        }
        let address = Address::read();
        let open = self.with_reading(|reading| reading.source.clone());
        let wanted = address.document.clone().map(Source::Bundled);
        if let Some(source) = wanted.filter(|source| open.as_ref() != Some(source)) {
            return self.open(source, &address);
        }
        {
            let mut state = self.state_mut();
            state.hidden = address.hidden.iter().copied().collect();
            state.length = address.sentences;
            state.chosen = None;
            state.cursor = None;
        }
        if let Some((kind, name)) = &address.name {
            self.choose_wanted(*kind, name, address.mention);
        }
        self.draw_names();
        self.render_names();
        self.render_summary();
        self.render_choice(true);
    }

    fn write_address(&self, step: bool) {
        if !self.addressed {
            return;
        }
        let address = self.with_reading(|reading| {
            let state = self.state.borrow();
            Address {
                document: match &reading.source {
                    Source::Bundled(id) => Some(id.clone()),
                    Source::Own(_) => None,
                },
                hidden: state.hidden.iter().copied().collect(),
                name: state.chosen.map(|id| (reading.entity(id).kind, reading.entity(id).name.clone())),
                mention: state.at,
                sentences: state.length,
            }
        });
        if let Some(address) = address {
            address.write(step);
        }
    }

    fn render_source(&self) {
        let mut choices: Vec<Choice> = Vec::new();
        for bundled in bundle::documents() {
            let source = Source::Bundled(bundled.id.to_owned());
            let title = Reading::new(source.clone(), plain::parse(bundled.text)).title();
            choices.push(Choice { source, title });
        }
        for (number, text) in self.own.borrow().iter().enumerate() {
            let first = super::reading::shorten(text.trim().lines().next().unwrap_or_default(), 60);
            choices.push(Choice { source: Source::Own(number), title: format!("Yours: {first}") });
        }
        self.with_reading(|reading| {
            self.source.render(&choices, &reading.source);
            self.source.explain(reading.document().problems.iter().map(|problem| problem.message.as_str()));
        });
    }

    fn render_summary(&self) {
        let (length, sentence) = {
            let state = self.state.borrow();
            (state.length.unwrap_or(DEFAULT_SUMMARY_SENTENCES), state.sentence)
        };
        self.with_article(|reading, article| {
            self.summary.render(reading, length, sentence);
            article.draw_sentence(reading, sentence);
        });
    }

    fn render_names(&self) {
        self.with_reading(|reading| {
            let state = self.state.borrow();
            self.legend.render(reading.complete.then(|| reading.counts(&state.query)), &state.hidden);
            let lookup = match (reading.complete, self.engine_failed.get()) {
                (true, _) => Lookup::Done,
                (false, false) => Lookup::Running,
                (false, true) => Lookup::Impossible,
            };
            self.names.render(reading, &state.hidden, &state.query, state.chosen, lookup);
        });
    }

    fn draw_names(&self) {
        self.with_article(|reading, article| {
            let state = self.state.borrow();
            article.draw_names(reading, |kind| !state.hidden.contains(&kind));
        });
    }

    /// Draws the chosen name, and with `go` brings the mention that the reader is at to the screen and says it.
    fn render_choice(&self, go: bool) {
        self.with_article(|reading, article| {
            let state = self.state.borrow();
            let chosen = state.chosen.map_or(&[][..], |id| &reading.entity(id).mentions);
            let current = chosen.get(state.at).copied().or(state.cursor);
            article.draw_choice(reading, chosen, current);
            self.stepper.render(reading, state.chosen, state.at);
            self.names.render_choice(state.chosen);
            if let Some(mention) = current.filter(|_| go) {
                article.scroll_to(reading, reading.mention(mention).span);
                self.announcer.say(&describe(reading, mention, chosen.len(), state.at));
            }
        });
    }

    fn announce_names(&self) {
        self.with_reading(|reading| {
            let count = reading.analysis.entities.len();
            self.announcer.say(&format!("{}: {} found.", reading.title(), labels::count_of(count, "name")));
        });
    }

    fn with_reading<R>(&self, look: impl FnOnce(&Reading) -> R) -> Option<R> {
        self.reading.borrow().as_ref().map(look)
    }

    fn with_article(&self, look: impl FnOnce(&Reading, &Article)) {
        if let (Some(reading), Some(article)) = (&*self.reading.borrow(), &*self.article.borrow()) {
            look(reading, article);
        }
    }
}

impl Drop for View {
    fn drop(&mut self) {
        self.listeners.borrow_mut().clear();
        self.frame.remove();
        self.own_text.element.remove();
        self.announcer.element.remove();
    }
}

/// One mention as it is read aloud: the name, what it is, which mention of how many, and its sentence.
fn describe(reading: &Reading, mention: usize, count: usize, at: usize) -> String {
    let mention = reading.mention(mention);
    let name = reading.text(mention.span);
    let kind = labels::singular(mention.kind);
    let place = if count > 0 { format!(", mention {} of {count}", at + 1) } else { String::new() };
    format!("{name}, {kind}{place}. {}", reading.sentence_around(mention.span))
}
