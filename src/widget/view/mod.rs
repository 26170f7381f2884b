//! The view: holds what is shown, takes what the reader does, and redraws what changed.
//!
//! Components draw and report; nothing but [`View::act`] changes the state. A component reports through [`Dispatch`],
//! which holds the view weakly, so that dropping the view ends every listener and every drawing with it. In reading
//! order: [`state`] is what can be done and what is remembered, [`open`] opens documents and has them analysed,
//! [`choice`] takes what the reader points at, [`digest`] tells what several documents say, [`card`] says what is known
//! about it, [`notes`] takes what the reader says about it, [`correct`] what the reader corrects of that, and [`keep`] keeps
//! both; [`exchange`] takes it elsewhere, [`caret`] goes through the article by keys, [`history`] keeps the page's address,
//! and [`render`] draws.

mod card;
mod caret;
mod choice;
mod correct;
mod digest;
mod exchange;
mod history;
mod host;
mod keep;
mod notes;
mod open;
mod render;
mod state;

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use web_sys::{Element, HtmlElement, ShadowRoot};

use self::host::Host;
pub(super) use self::state::{Action, Dispatch, Marked, Noting, OpenCard, State};
use super::about::About;
use super::announce::Announcer;
use super::article::Article;
use super::bar::Bar;
use super::card::Card;
use super::caret::CaretView;
use super::dom::{Build, append, el};
use super::ground::Watch;
use super::hover::Hover;
use super::input;
use super::notes::outbox::Outbox;
use super::notes::record::Shelf;
use super::notes::toolbar::Toolbar;
use super::own_text::OwnText;
use super::panels::{self, Panels};
use super::reading::Reading;
use super::settings::{self, Keys};
use super::source::SourcePanel;
use super::stepper::Stepper;
use super::summary::SummaryPanel;
use super::words::Words;

/// The interactive view of one element.
pub(super) struct View {
    host: HtmlElement,
    /// The language that all of it is in.
    words: Words,
    frame: HtmlElement,
    /// Whether the state is kept in the page's address.
    addressed: bool,
    /// Somebody else's article, if that is what the view is of, and what stands around it.
    content: Option<Host>,
    /// Whether the reader may annotate: articles of our own, and a host's if it wants that.
    noting: bool,
    about: Option<About>,
    source: SourcePanel,
    summary: SummaryPanel,
    panels: Panels,
    stepper: Stepper,
    card: Card,
    hover: Rc<Hover>,
    /// Where the focus was when the card took it.
    before_card: RefCell<Option<HtmlElement>>,
    own_text: OwnText,
    toolbar: Toolbar,
    /// Where the reader's annotations are kept.
    shelf: Shelf,
    outbox: RefCell<Outbox>,
    announcer: Announcer,
    bar: Bar,
    notice: Element,
    state: RefCell<State>,
    reading: RefCell<Option<Reading>>,
    article: RefCell<Option<Article>>,
    /// The texts that the reader brought in this visit.
    own: RefCell<Vec<String>>,
    /// The work under way; dropping it ends it.
    work: RefCell<Option<Timeout>>,
    keys: Keys,
    caret: CaretView,
    /// Where the focus was when the caret took it.
    before_caret: RefCell<Option<HtmlElement>>,
    /// How far from the left the caret keeps on its way along the lines, in pixels.
    caret_left: Cell<Option<f64>>,
    /// What follows when the page has had time to breathe; dropping it ends it.
    later: RefCell<Option<Timeout>>,
    /// The next look at the host's article. What follows the last one goes on meanwhile: mostly it is the same.
    rereading: RefCell<Option<Timeout>>,
    engine_failed: Cell<bool>,
    knowledge_failed: Cell<bool>,
    /// Whether a screen reader has been told what there is: of what changes by itself it is told once.
    announced: Cell<bool>,
    listeners: RefCell<Vec<EventListener>>,
}

impl View {
    /// Builds the view in `root`, empty: of the article in `content`, which is somebody else's, or of documents that it
    /// shows itself.
    pub(super) fn new(
        host: HtmlElement,
        root: &ShadowRoot,
        addressed: bool,
        content: Option<HtmlElement>,
        shelf: Shelf,
        words: Words,
    ) -> Rc<View> {
        words.speak();
        let view =
            Rc::new_cyclic(|weak: &Weak<View>| View::build(host, addressed, content, shelf, words, &dispatch_to(weak)));
        // Somebody else's article gets no other text, and notes if its host wants them.
        let parts = match (&view.content, view.noting) {
            (None, _) => 5,
            (Some(_), true) => 4,
            (Some(_), false) => 3,
        };
        for part in &view.parts()[..parts] {
            part.set_lang(&view.words.language());
            part.set_dir(&view.words.dir());
            append(root, part);
        }
        view.listen_to_article();
        view
    }

    fn build(
        host: HtmlElement,
        addressed: bool,
        content: Option<HtmlElement>,
        shelf: Shelf,
        words: Words,
        dispatch: &Dispatch,
    ) -> View {
        let noting = content.is_none() || host.has_attribute("notes");
        let (source, summary, panels) =
            (SourcePanel::new(dispatch), SummaryPanel::new(dispatch, words.clone()), Panels::new(dispatch, noting));
        let (stepper, own_text, bar) =
            (Stepper::new(dispatch), OwnText::new(dispatch, words.clone()), Bar::new(dispatch));
        let hover = Hover::new(dispatch);
        let card = Card::new(dispatch, &hover, noting);
        let notice = el::<Element>("p", "notice").attr("role", "alert").attr("hidden", "");
        let keys = Keys::new();
        let (settings, on_settings) = settings::control(dispatch, &keys);
        let caret = CaretView::new(dispatch, &keys);
        let about = content.is_some().then(|| {
            // A slot is in the direction of its host, whatever stands around it.
            let summary = summary.element.clone().attr("dir", &words.dir());
            let summary = el::<Element>("slot", "").attr("name", "summary").child(&summary);
            let inner = el::<Element>("div", "panels").attr("part", "panels");
            let inner = inner.child(&notice).child(&summary).child(&panels.element);
            if !noting {
                return About::new(&inner, &[], &stepper.element);
            }
            About::new(&inner.child(&settings), &[&caret.enter, &caret.help, &caret.element], &stepper.element)
        });
        let frame = match &about {
            Some(about) => about.frame.clone(),
            None => {
                let aside = el::<Element>("aside", "panels")
                    .attr_said("aria-label", "About this article")
                    .child(&notice)
                    .child(&source.element)
                    .child(&summary.element)
                    .child(&panels.element)
                    .child(&settings);
                let main = el::<Element>("div", "reading")
                    .child(&caret.enter)
                    .child(&el::<Element>("slot", ""))
                    .child(&caret.element)
                    .child(&caret.help)
                    .child(&stepper.element);
                el::<HtmlElement>("div", "frame").attr("data-sheet", "").child(&main).child(&aside).child(&bar.element)
            }
        };
        let mut listeners = input::listen(&host, dispatch, &keys, addressed, content.as_ref());
        listeners.extend(on_settings);
        let content = content.map(|root| {
            let dispatch = dispatch.clone();
            Host { watch: Watch::new(&root, move || dispatch(Action::ReadHost)), root }
        });
        View {
            host,
            words,
            frame,
            addressed,
            content,
            noting,
            about,
            source,
            summary,
            panels,
            stepper,
            card,
            hover,
            before_card: RefCell::default(),
            own_text,
            toolbar: Toolbar::new(dispatch),
            shelf,
            outbox: RefCell::default(),
            announcer: Announcer::new(),
            bar,
            notice,
            state: RefCell::default(),
            reading: RefCell::default(),
            article: RefCell::default(),
            own: RefCell::default(),
            work: RefCell::default(),
            keys,
            caret,
            before_caret: RefCell::default(),
            caret_left: Cell::default(),
            later: RefCell::default(),
            rereading: RefCell::default(),
            engine_failed: Cell::default(),
            knowledge_failed: Cell::default(),
            announced: Cell::default(),
            listeners: RefCell::new(listeners),
        }
    }

    fn listen_to_article(self: &Rc<Self>) {
        let (at, take) = (Rc::downgrade(self), Rc::downgrade(self));
        let dispatch = dispatch_to(&at);
        let spot_at = Rc::new(move |x, y| at.upgrade().map(|view| view.spot_at(x, y)).unwrap_or_default());
        let take_drop = Rc::new(move |event: &web_sys::DragEvent| {
            if let Some(view) = take.upgrade() {
                view.own_text.drop(event);
            }
        });
        let root = self.content.as_ref().map_or(&self.host, |content| &content.root);
        let mut listeners =
            input::listen_to_article(root, &self.host, self.content.is_none(), &dispatch, &self.hover, spot_at);
        if self.content.is_none() {
            listeners.extend(input::listen_to_files(&self.host, take_drop));
        }
        self.listeners.borrow_mut().extend(listeners);
    }

    /// Takes all of it away at once: what still waits for the device to answer may hold the view a moment longer.
    pub(super) fn close(&self) {
        self.panels.flush();
        self.listeners.borrow_mut().clear();
        self.stop();
        *self.rereading.borrow_mut() = None;
        // What was put into a host's article goes, and nobody is to hear of that.
        if let Some(host) = &self.content {
            host.watch.stop();
        }
        *self.article.borrow_mut() = None;
        self.parts().into_iter().for_each(|part| part.remove());
    }

    /// What stands in the shadow root, those parts first that a host's article has as well.
    fn parts(&self) -> [&HtmlElement; 5] {
        [&self.frame, &self.card.element, &self.announcer.element, &self.toolbar.element, &self.own_text.element]
    }

    /// Takes an action.
    pub(super) fn act(self: &Rc<Self>, action: Action) {
        self.words.speak();
        // Else who selects words of somebody else's article, or goes through it by keys, does so as its host has it.
        if !self.noting && action.is_of_notes() {
            return;
        }
        match action {
            Action::Open(source) => self.open(source, &self.kept()),
            Action::ReadHost => self.read_host(),
            Action::OpenOwn(text) => self.open_own(text),
            Action::OpenAt(source, sentence) => self.open_at(source, sentence),
            Action::Digest => self.render_digest(),
            Action::AskOwn => self.own_text.show(),
            Action::Toggle(layer) => self.toggle(layer),
            Action::Mark(id) => self.mark_entity(id),
            Action::Choose(id) => self.choose(id),
            Action::Peek(gloss) => self.peek(gloss),
            Action::Point(gloss) => self.point(gloss),
            Action::OpenCard => self.open_card(),
            // In a host's article Escape is heard as this.
            Action::CloseCard if self.content.is_some() && self.close_toolbar() => {}
            Action::CloseCard => self.close_card(),
            Action::StepCard { forward } => self.step_card(forward),
            Action::PlaceCard => self.render_card(),
            Action::Step { forward } => self.step(forward),
            Action::Clear => self.clear(),
            Action::Search(query) => {
                self.state_mut().query = query;
                self.render_panels();
            }
            Action::FocusSearch => {
                if let Some(names) = panels::named("names") {
                    self.show_panel(names);
                    self.panels.focus(names);
                }
            }
            Action::Unfold(list) => {
                self.state_mut().unfolded.insert(list);
                self.render_panels();
            }
            Action::Length(length) => {
                self.state_mut().length = Some(length);
                self.render_summary();
                self.write_address(false);
            }
            Action::Sentence(sentence) => self.mark(Marked { sentence, point: None }),
            Action::Preview(sentence) => {
                let pointed = sentence.map(|sentence| Marked { sentence, point: None });
                let marked = pointed.or(self.state.borrow().marked);
                self.with_article(|reading, article| article.draw_marked(reading, marked));
            }
            Action::Reshape => self.render_summary(),
            Action::Place(span) => self.mark_place(span),
            Action::Panel(at) => self.show_panel(at),
            Action::Sheet(sheet) => self.toggle_sheet(sheet),
            Action::Day(day) => {
                self.set_day(day);
                self.write_address(false);
            }
            Action::Selected => self.offer_notes(),
            Action::Noted(byte) => self.point_at_notes(byte),
            Action::Highlight => self.highlight_selected(),
            Action::Tool(tool) => self.use_tool(tool),
            Action::Judge(judgement) => self.judge(judgement),
            Action::Edit(id) => self.edit(&id, None),
            Action::Write { id, was, note, tags } => self.write(&id, &was, note, &tags),
            Action::Recolour(id, colour) => self.recolour(&id, colour),
            Action::Reword(id) => self.reword(&id),
            Action::Attach(id) => self.ask_for_words(id),
            Action::Link(id) => {
                if let Some(Some(place)) = self.with_reading(|reading| reading.notes.place(&id)) {
                    self.copy_link(place.span);
                }
            }
            Action::Forget(id) => self.forget(&id),
            Action::Export(form) => self.export(form),
            Action::Import(file) => self.import(&file),
            Action::Filter(filter) => self.filter_notes(filter),
            Action::Undo { redo } => self.undo(redo),
            Action::MoreNotes => self.with_scene(|scene| self.panels.go_on(scene)),
            Action::Wake => self.load_notes(),
            Action::FollowAddress => self.follow_address(),
            Action::Shortcuts(on) => self.keys.switch(on),
            Action::EnterCaret => self.enter_caret(),
            Action::LeaveCaret => drop(self.leave_caret(false)),
            Action::MoveCaret(step) => self.move_caret(step),
            Action::UseCaret => self.use_caret(),
        }
    }

    /// Has what is said from here on said in the view's language: another may have had the word meanwhile.
    pub(super) fn speak(&self) {
        self.words.speak();
    }

    fn state_mut(&self) -> std::cell::RefMut<'_, State> {
        self.state.borrow_mut()
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

fn dispatch_to(view: &Weak<View>) -> Dispatch {
    let view = view.clone();
    Rc::new(move |action| {
        if let Some(view) = view.upgrade() {
            view.act(action);
        }
    })
}
