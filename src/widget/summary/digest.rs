//! The digest: what several documents say between them, each sentence with the document that it is from.

use std::cell::RefCell;

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::super::dom::{self, Build, append, button, clear, el};
use super::super::reading::Source;
use super::super::source::{Choice, decode, encode};
use super::super::view::{Action, Dispatch};
use super::super::words::say;
use super::{span_of, target};
use crate::document::Document;
use crate::summary::{DEFAULT_DIGEST_SENTENCES, DigestSentence};

/// The most sentences that are shown, and how many for each document up to that.
const LONGEST: usize = 12;
const EACH: usize = 2;

/// The digest, folded up until the reader wants it, and away while there is one document alone.
pub(in crate::widget) struct DigestView {
    pub(super) element: Element,
    picks: Element,
    list: Element,
    /// The documents that are offered, as they are encoded, with their titles.
    offered: RefCell<Vec<(String, String)>>,
    _listeners: [EventListener; 3],
}

impl DigestView {
    pub(super) fn new(dispatch: &Dispatch) -> DigestView {
        let (picks, list): (Element, Element) = (el("fieldset", "picks"), el("ol", "digest-sentences"));
        let element = el::<Element>("details", "topics digest")
            .attr("hidden", "")
            .child(&el::<Element>("summary", "").said("Digest of several documents"))
            .child(&picks)
            .child(&list);
        let draw = |target: &Element, name: &'static str| {
            let dispatch = dispatch.clone();
            EventListener::new(target, name, move |_| dispatch(Action::Digest))
        };
        let open = dispatch.clone();
        let listeners = [
            draw(&element, "toggle"),
            draw(&picks, "change"),
            EventListener::new(&list, "click", move |event| {
                let place = target(event, "button").and_then(|button| {
                    Some(Action::OpenAt(decode(&button.get_attribute("data-source")?)?, span_of(&button)?))
                });
                if let Some(place) = place {
                    open(place);
                }
            }),
        ];
        DigestView { element, picks, list, offered: RefCell::default(), _listeners: listeners }
    }

    /// Offers these documents, but for those that the reader has left out before; whether any is new.
    pub(in crate::widget) fn offer(&self, choices: &[Choice]) -> bool {
        let offered: Vec<(String, String)> =
            choices.iter().map(|choice| (encode(&choice.source), choice.title.clone())).collect();
        if *self.offered.borrow() == offered {
            return false;
        }
        let left_out: Vec<String> =
            self.boxes().into_iter().filter(|pick| !pick.checked()).map(|pick| pick.value()).collect();
        clear(&self.picks);
        append(&self.picks, &el::<Element>("legend", "").said("Documents"));
        for (value, title) in &offered {
            let pick = el::<HtmlInputElement>("input", "").attr("type", "checkbox").attr("value", value);
            pick.set_checked(!left_out.contains(value));
            let title = el::<Element>("span", "").attr("dir", "auto").text(title);
            append(&self.picks, &el::<Element>("label", "").child(&pick).child(&title));
        }
        dom::toggle(&self.element, "hidden", offered.len() < 2);
        self.offered.replace(offered);
        true
    }

    /// The documents that the reader wants a digest of; nothing while it is folded up.
    pub(in crate::widget) fn wanted(&self) -> Option<Vec<Source>> {
        let wanted =
            self.boxes().into_iter().filter(HtmlInputElement::checked).filter_map(|pick| decode(&pick.value()));
        self.element.has_attribute("open").then(|| wanted.collect())
    }

    /// How many sentences the digest of so many documents has.
    pub(in crate::widget) fn length(documents: usize) -> usize {
        (documents * EACH).clamp(DEFAULT_DIGEST_SENTENCES, LONGEST)
    }

    /// Shows the sentences of a digest of `documents`, which are from `sources`.
    pub(in crate::widget) fn fill(&self, sources: &[Source], documents: &[Document], sentences: &[DigestSentence]) {
        clear(&self.list);
        for DigestSentence { document, sentence } in sentences {
            let (source, span) = (encode(&sources[*document]), sentence.span);
            let offered = self.offered.borrow();
            let title = offered.iter().find(|(value, _)| *value == source).map_or("", |(_, title)| title);
            let button = button("sentence", span.of(&documents[*document].text))
                .attr("data-span", &format!("{}-{}", span.start, span.end))
                .attr("data-source", &source)
                .attr("dir", "auto")
                .child(&el::<Element>("cite", "from").attr("dir", "auto").text(title));
            append(&self.list, &el::<Element>("li", "").child(&button));
        }
        if sentences.is_empty() {
            let none = say("There are no full sentences here to make a summary of.");
            append(&self.list, &el::<Element>("li", "empty").text(&none));
        }
    }

    fn boxes(&self) -> Vec<HtmlInputElement> {
        let labels = self.picks.children();
        let boxes = (0..labels.length()).filter_map(|at| labels.item(at)?.first_element_child());
        boxes.filter_map(|pick| pick.dyn_into().ok()).collect()
    }
}
