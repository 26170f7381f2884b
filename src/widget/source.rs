//! The panel that says which document is open, and opens another.

use gloo::events::EventListener;
use web_sys::{Element, HtmlElement, HtmlOptionElement, HtmlSelectElement};

use super::dom::{self, Build, append, clear, command, el};
use super::reading::Source;
use super::view::{Action, Dispatch};

/// The document panel.
pub(super) struct SourcePanel {
    pub(super) element: HtmlElement,
    select: HtmlSelectElement,
    notes: Element,
    progress: Element,
    _listeners: [EventListener; 2],
}

/// One document that the reader can choose.
pub(super) struct Choice {
    pub(super) source: Source,
    pub(super) title: String,
}

impl SourcePanel {
    pub(super) fn new(dispatch: &Dispatch) -> SourcePanel {
        let select: HtmlSelectElement =
            el::<HtmlSelectElement>("select", "").attr("dir", "auto").attr_said("aria-label", "Document");
        let own = command("own", "Your own text…");
        let notes: Element = el("ul", "notes");
        let progress = el::<Element>("progress", "")
            .attr_said("aria-label", "Looking for names")
            .attr("hidden", "")
            .attr("max", "1");
        let element = el::<HtmlElement>("section", "source")
            .attr("id", "source")
            .attr("aria-labelledby", "source-heading")
            .child(&el::<Element>("h2", "").attr("id", "source-heading").said("Document"))
            .child(&el::<Element>("div", "row").child(&select).child(&own))
            .child(&progress)
            .child(&notes);
        let (change, ask, chosen) = (dispatch.clone(), dispatch.clone(), select.clone());
        let listeners = [
            EventListener::new(&select, "change", move |_| {
                if let Some(source) = decode(&chosen.value()) {
                    change(Action::Open(source));
                }
            }),
            EventListener::new(&own, "click", move |_| ask(Action::AskOwn)),
        ];
        SourcePanel { element, select, notes, progress, _listeners: listeners }
    }

    /// Lists the documents, the open one chosen.
    pub(super) fn render(&self, choices: &[Choice], open: &Source) {
        clear(&self.select);
        for choice in choices {
            let option: HtmlOptionElement = el("option", "");
            option.set_value(&encode(&choice.source));
            append(&self.select, &option.text(&choice.title));
        }
        self.select.set_value(&encode(open));
    }

    /// Says what was odd about the document.
    pub(super) fn explain(&self, notes: impl Iterator<Item = String>) {
        clear(&self.notes);
        for note in notes {
            append(&self.notes, &el::<Element>("li", "").text(&note));
        }
        dom::toggle(&self.notes, "hidden", self.notes.child_element_count() == 0);
    }

    /// Shows how far the work is, 0 to 1; `None` when there is none.
    pub(super) fn show_progress(&self, done: Option<f64>) {
        dom::toggle(&self.progress, "hidden", done.is_none());
        if let Some(done) = done {
            self.progress.set_attribute("value", &done.to_string()).ok();
        }
    }
}

/// A document as the value of a control.
pub(super) fn encode(source: &Source) -> String {
    match source {
        Source::Bundled(id) => format!("bundled:{id}"),
        Source::Own(number) => format!("own:{number}"),
        Source::Host(_) => String::new(),
    }
}

/// The document of such a value.
pub(super) fn decode(value: &str) -> Option<Source> {
    match value.split_once(':')? {
        ("bundled", id) => Some(Source::Bundled(id.to_owned())),
        ("own", number) => number.parse().ok().map(Source::Own),
        _ => None,
    }
}
