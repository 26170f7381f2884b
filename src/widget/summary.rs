//! The summary panel: its sentences, and a slider for how many there are.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::dom::{self, Build, append, button, clear, el};
use super::labels;
use super::reading::Reading;
use super::view::{Action, Dispatch};
use crate::span::ByteSpan;
use crate::summary::SummarySentence;

/// The most sentences that the slider offers: past that it is the article again.
const LONGEST: usize = 12;

/// The summary panel.
pub(super) struct SummaryPanel {
    pub(super) element: HtmlElement,
    list: Element,
    slider: HtmlInputElement,
    length: Element,
    control: Element,
    _listeners: [EventListener; 2],
}

impl SummaryPanel {
    pub(super) fn new(dispatch: &Dispatch) -> SummaryPanel {
        let length = el::<Element>("output", "length").attr("for", "length");
        let slider = el::<HtmlInputElement>("input", "").attr("type", "range").attr("id", "length").attr("min", "1");
        let control = el::<Element>("div", "control")
            .child(&el::<Element>("label", "").attr("for", "length").text("Length"))
            .child(&slider)
            .child(&length);
        let list: Element = el("ol", "sentences");
        let element = el::<HtmlElement>("section", "summary")
            .attr("id", "summary")
            .attr("aria-labelledby", "summary-heading")
            .child(&el::<Element>("h2", "").attr("id", "summary-heading").text("Summary"))
            .child(&control)
            .child(&list);
        let (slide, choose) = (dispatch.clone(), dispatch.clone());
        let read = slider.clone();
        let listeners = [
            EventListener::new(&slider, "input", move |_| {
                slide(Action::Length(read.value().parse().unwrap_or(1)));
            }),
            EventListener::new(&list, "click", move |event| {
                let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                let sentence = target.and_then(|target| target.closest("button").ok().flatten());
                if let Some(span) = sentence.as_ref().and_then(span_of) {
                    choose(Action::Sentence(span));
                }
            }),
        ];
        SummaryPanel { element, list, slider, length, control, _listeners: listeners }
    }

    /// How many sentences the slider offers for a document.
    pub(super) fn longest(reading: &Reading) -> usize {
        reading.ranking.len().min(LONGEST)
    }

    /// Shows a summary of `count` sentences. Sentences that stay keep their element, so nothing flickers and the focus
    /// stays where it is.
    pub(super) fn render(&self, reading: &Reading, count: usize, chosen: Option<ByteSpan>) {
        let longest = SummaryPanel::longest(reading);
        dom::toggle(&self.control, "hidden", longest < 2);
        if longest == 0 {
            clear(&self.list);
            append(
                &self.list,
                &el::<Element>("li", "empty").text("There are no full sentences here to make a summary of."),
            );
            return;
        }
        let count = count.clamp(1, longest);
        self.slider.set_max(&longest.to_string());
        self.slider.set_value(&count.to_string());
        let length = labels::count_of(count, "sentence");
        self.slider.set_attribute("aria-valuetext", &length).ok();
        self.length.set_text_content(Some(&length));
        self.place(reading, &reading.summary(count));
        for button in self.buttons() {
            dom::state(&button, "aria-pressed", chosen.is_some() && span_of(&button) == chosen);
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
            let before = self.list.children().item(u32::try_from(at).unwrap_or(u32::MAX));
            if before.as_ref() != Some(&item) {
                self.list.insert_before(&item, before.as_deref()).ok();
            }
        }
        while let Some(extra) = self.list.children().item(u32::try_from(sentences.len()).unwrap_or(u32::MAX)) {
            extra.remove();
        }
    }

    fn buttons(&self) -> Vec<Element> {
        let items = self.list.children();
        (0..items.length()).filter_map(|at| items.item(at)?.first_element_child()).collect()
    }
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
