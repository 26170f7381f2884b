//! The summary panel: its sentences, how long and about what they are, and what else the article comes down to.

mod copy;
pub(super) mod digest;
mod topics;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

use super::dom::{self, Build, append, button, clear, command, el};
use super::labels;
use super::reading::Reading;
use super::view::{Action, Dispatch};
use super::words::{self, Words, say, tell};
use crate::sort;
use crate::span::ByteSpan;
use crate::summary::{Focus, Ranking, SummarySentence};
use copy::Copy;
use digest::DigestView;
use topics::Topics;

/// The most sentences that the slider offers: past that it is the article again.
const LONGEST: usize = 12;

/// The most names that are offered as what a summary can be about; any other can be typed.
const SUBJECTS: usize = 60;

/// The summary panel.
pub(super) struct SummaryPanel {
    pub(super) element: HtmlElement,
    list: Element,
    slider: HtmlInputElement,
    length: Element,
    control: Element,
    tools: Element,
    /// What the summary is about, as the reader has chosen or typed it; nothing for the whole article.
    focus: HtmlInputElement,
    subjects: Element,
    copy: Copy,
    topics: Topics,
    pub(super) digest: DigestView,
    shape: Rc<Shape>,
    /// Whether the document's topics are listed, and the ranking of what the reader wants to read about in it.
    listed: Cell<bool>,
    /// Whether the names of its analysis are offered as well.
    named: Cell<bool>,
    about: RefCell<Option<(String, Ranking)>>,
    _listeners: Vec<EventListener>,
}

/// What the reader has chosen about how sentences are shown.
#[derive(Default)]
struct Shape {
    by_rank: Cell<bool>,
    why: Cell<bool>,
}

impl SummaryPanel {
    pub(super) fn new(dispatch: &Dispatch, words: Words) -> SummaryPanel {
        let length = el::<Element>("output", "length").attr("for", "length");
        let slider = el::<HtmlInputElement>("input", "").attr("type", "range").attr("id", "length").attr("min", "0");
        let control = control(&say("Length"), "length").child(&slider).child(&length);
        let (focus, subjects) = subject();
        let list: Element = el("ol", "sentences");
        let (by_rank, why) = (command("tool", "Most telling first"), command("tool", "Why these"));
        let (copy, topics, digest) = (Copy::new(words), Topics::new(dispatch), DigestView::new(dispatch));
        let tools = el::<Element>("div", "tools").child(&by_rank).child(&why).child(&copy.element);
        let element = el::<HtmlElement>("section", "summary")
            .attr("id", "summary")
            .attr("aria-labelledby", "summary-heading")
            .child(&el::<Element>("h2", "").attr("id", "summary-heading").said("Summary"))
            .child(&control)
            .child(&self::control(&say("About"), "focus").child(&focus).child(&subjects))
            .child(&list)
            .child(&tools)
            .child(&topics.element)
            .child(&digest.element);
        let shape: Rc<Shape> = Rc::default();
        let mut listeners = listen(&slider, &list, &focus, dispatch);
        listeners.push(switch(&by_rank, &shape, |shape| &shape.by_rank, dispatch));
        listeners.push(switch(&why, &shape, |shape| &shape.why, dispatch));
        SummaryPanel {
            element,
            list,
            slider,
            length,
            control,
            tools,
            focus,
            subjects,
            copy,
            topics,
            digest,
            shape,
            listed: Cell::default(),
            named: Cell::default(),
            about: RefCell::default(),
            _listeners: listeners,
        }
    }

    /// How many sentences the slider offers.
    pub(super) fn longest(ranking: &Ranking) -> usize {
        ranking.len().min(LONGEST)
    }

    /// Shows a summary of `count` sentences; of none: the article in one line. Sentences that stay keep their element, so
    /// nothing flickers and the focus stays where it is.
    pub(super) fn render(&self, reading: &Reading, count: usize, chosen: Option<ByteSpan>) {
        self.rank_focus(reading);
        let about = self.about.borrow();
        let ranking = about.as_ref().map_or_else(|| reading.ranking(), |(_, ranking)| ranking);
        let longest = SummaryPanel::longest(ranking);
        dom::toggle(&self.control, "hidden", longest < 2);
        dom::toggle(&self.tools, "hidden", longest == 0);
        if longest == 0 {
            clear(&self.list);
            return append(&self.list, &el::<Element>("li", "empty").text(&self.none(reading)));
        }
        let count = count.min(longest);
        self.slider.set_max(&longest.to_string());
        self.slider.set_value(&count.to_string());
        let length = match count {
            0 => say("One line"),
            _ => words::count(count, "{n} sentence", "{n} sentences"),
        };
        self.slider.set_attribute("aria-valuetext", &length).ok();
        self.length.set_text_content(Some(&length));
        let mut sentences = if count == 0 { ranking.line().into_iter().collect() } else { ranking.take(count) };
        if self.shape.by_rank.get() {
            sort::by_key(&mut sentences, |sentence| sentence.rank);
        }
        self.place(reading, &sentences);
        self.copy.set(reading, &sentences);
        for button in self.buttons() {
            dom::state(&button, "aria-pressed", chosen.is_some() && span_of(&button) == chosen);
        }
    }

    /// Why there is no sentence.
    fn none(&self, reading: &Reading) -> String {
        let subject = self.focus.value();
        if !reading.ranking().is_empty() && !subject.trim().is_empty() {
            return tell("No sentence speaks of “{subject}”.", &[("subject", subject.trim())]);
        }
        reading.foreign().unwrap_or_else(|| say("There are no full sentences here to make a summary of."))
    }

    /// Lists the topics of the document unless they are, and offers them as what a summary can be about; its names too,
    /// as soon as they are known.
    pub(super) fn render_topics(&self, reading: &Reading) {
        let listed = self.listed.replace(true);
        if self.named.replace(reading.is_complete()) == reading.is_complete() && listed {
            return;
        }
        if !listed {
            let topics = self.topics.show(reading);
            dom::toggle(&self.topics.element, "hidden", topics == 0);
            if let Some(control) = self.focus.parent_element() {
                dom::toggle(&control, "hidden", reading.ranking().is_empty());
            }
        }
        clear(&self.subjects);
        let names = reading.analysis.entities.iter().map(|entity| entity.name.clone());
        let mut offered: Vec<String> = Vec::new();
        for name in self.topics.names().into_iter().chain(names).take(SUBJECTS) {
            if !offered.contains(&name) {
                append(&self.subjects, &el::<Element>("option", "").attr("value", &name));
                offered.push(name);
            }
        }
    }

    /// Forgets the topics, and what of them was asked for: another document is open. Their room is kept for others.
    pub(super) fn reset(&self) {
        self.listed.set(false);
        self.named.set(false);
        self.focus.set_value("");
        clear(&self.subjects);
        self.topics.clear();
    }

    /// Ranks the sentences about what the reader has chosen, if that has changed.
    fn rank_focus(&self, reading: &Reading) {
        let wanted = self.focus.value();
        let mut about = self.about.borrow_mut();
        if wanted.trim().is_empty() {
            *about = None;
        } else if about.as_ref().is_none_or(|(shown, _)| *shown != wanted) {
            // Who is chosen by name may be called otherwise in the text.
            let entities = reading.analysis.entities.iter().filter(|entity| entity.name == wanted);
            let called = entities.flat_map(|entity| &entity.mentions).map(|&id| reading.text(reading.mention(id).span));
            let focus = Focus::new(called.chain([wanted.as_str()]));
            let ranking = Ranking::about(reading.document(), &focus);
            *about = Some((wanted, ranking));
        }
    }

    fn place(&self, reading: &Reading, sentences: &[SummarySentence]) {
        let mut present = self.buttons();
        for (at, sentence) in sentences.iter().enumerate() {
            let same =
                present.iter().position(|button| span_of(button) == Some(sentence.span) && holds(button, reading));
            let item = match same {
                Some(found) => present.swap_remove(found).parent_element(),
                None => None,
            };
            let item = item.unwrap_or_else(|| sentence_item(reading, sentence));
            self.explain(&item, sentence);
            let before = self.list.children().item(u32::try_from(at).unwrap_or(u32::MAX));
            if before.as_ref() != Some(&item) {
                self.list.insert_before(&item, before.as_deref()).ok();
            }
        }
        while let Some(extra) = self.list.children().item(u32::try_from(sentences.len()).unwrap_or(u32::MAX)) {
            extra.remove();
        }
    }

    /// Says beneath a sentence what earned it its place, if the reader wants to know.
    fn explain(&self, item: &Element, sentence: &SummarySentence) {
        let why = item.last_element_child().filter(|why| why.class_name() == "why");
        if !self.shape.why.get() {
            return why.map(|why| why.remove()).unwrap_or_default();
        }
        let reasons = words::list(sentence.why.iter().flatten().map(|&reason| labels::reason(reason)));
        let said = tell("{rank}. It {reasons}.", &[("rank", &words::number(sentence.rank)), ("reasons", &reasons)]);
        match why {
            Some(why) => why.set_text_content(Some(&said)),
            None => append(item, &el::<Element>("p", "why").text(&said)),
        }
    }

    fn buttons(&self) -> Vec<Element> {
        let items = self.list.children();
        (0..items.length()).filter_map(|at| items.item(at)?.first_element_child()).collect()
    }
}

/// A row with a label for the control that follows.
fn control(label: &str, id: &str) -> Element {
    el::<Element>("div", "control").child(&el::<Element>("label", "").attr("for", id).text(label))
}

/// Where the reader says what the summary is to be about, and the list of what is offered there.
fn subject() -> (HtmlInputElement, Element) {
    let focus = el::<HtmlInputElement>("input", "subject")
        .attr("type", "search")
        .attr("id", "focus")
        .attr("list", "subjects")
        .attr("dir", "auto")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr_said("placeholder", "The whole article");
    (focus, el::<Element>("datalist", "").attr("id", "subjects"))
}

/// Follows the slider, the choice of what to read about, and the pointer and the focus over the sentences.
fn listen(
    slider: &HtmlInputElement,
    list: &Element,
    focus: &HtmlInputElement,
    dispatch: &Dispatch,
) -> Vec<EventListener> {
    let on = |target: &Element, name: &'static str, act: fn(&Event) -> Option<Action>| {
        let dispatch = dispatch.clone();
        EventListener::new(target, name, move |event| {
            if let Some(action) = act(event) {
                dispatch(action);
            }
        })
    };
    let over = |event: &Event| Some(Action::Preview(target(event, "button").as_ref().and_then(span_of)));
    vec![
        on(slider, "input", |event| {
            let slider = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
            Some(Action::Length(slider.value().parse().unwrap_or(1)))
        }),
        on(focus, "input", |_| Some(Action::Reshape)),
        on(list, "click", |event| Some(Action::Sentence(target(event, "button").as_ref().and_then(span_of)?))),
        on(list, "pointerover", over),
        on(list, "focusin", over),
        on(list, "pointerleave", |_| Some(Action::Preview(None))),
        on(list, "focusout", |_| Some(Action::Preview(None))),
    ]
}

/// A button that switches something about the sentences on and off.
fn switch(
    button: &web_sys::HtmlButtonElement,
    shape: &Rc<Shape>,
    what: fn(&Shape) -> &Cell<bool>,
    dispatch: &Dispatch,
) -> EventListener {
    dom::state(button, "aria-pressed", false);
    let (own, shape, dispatch) = (button.clone(), shape.clone(), dispatch.clone());
    EventListener::new(button, "click", move |_| {
        let on = !what(&shape).get();
        what(&shape).set(on);
        dom::state(&own, "aria-pressed", on);
        dispatch(Action::Reshape);
    })
}

/// The element around an event's target that `selector` matches.
fn target(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

fn sentence_item(reading: &Reading, sentence: &SummarySentence) -> Element {
    let span = sentence.span;
    let button = button("sentence", reading.text(span))
        .attr("data-span", &format!("{}-{}", span.start, span.end))
        .attr("dir", "auto");
    el::<Element>("li", "").child(&button)
}

fn holds(button: &Element, reading: &Reading) -> bool {
    span_of(button).is_some_and(|span| {
        let text = &reading.document().text;
        text.get(span.start..span.end).is_some_and(|sentence| button.text_content().as_deref() == Some(sentence))
    })
}

fn span_of(button: &Element) -> Option<ByteSpan> {
    let value = button.get_attribute("data-span")?;
    let (start, end) = value.split_once('-')?;
    Some(ByteSpan::new(start.parse().ok()?, end.parse().ok()?))
}
