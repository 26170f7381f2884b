//! Taking the annotations elsewhere, and bringing others in: the foot of the list.

use gloo::events::EventListener;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use crate::widget::dom::{self, Build, append, button, el};
use crate::widget::view::{Action, Dispatch};
use crate::widget::words::{msg, say};

/// A form that annotations can be saved in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::widget) enum Form {
    Json,
    Markdown,
    Csv,
    Html,
    Conll,
    Spacy,
}

impl Form {
    const ALL: [(Form, &str, &str); 6] = [
        (Form::Json, "JSON-LD", msg("Everything, for other programs that annotate, and to bring it in again")),
        (Form::Markdown, "Markdown", msg("Passages and notes as text")),
        (Form::Html, msg("Web page"), msg("Passages and notes to be read or printed")),
        (Form::Csv, msg("Table (CSV)"), msg("A row for each, for a spreadsheet")),
        (
            Form::Conll,
            "CoNLL",
            msg("The names of this article as you corrected them, a word a line, to train other programs"),
        ),
        (Form::Spacy, "spaCy", msg("The names of this article as you corrected them, for spaCy")),
    ];

    /// What the file is called.
    pub(in crate::widget) fn name(self) -> &'static str {
        match self {
            Form::Json => "notes.jsonld",
            Form::Markdown => "notes.md",
            Form::Csv => "notes.csv",
            Form::Html => "notes.html",
            Form::Conll => "names.conll",
            Form::Spacy => "names.json",
        }
    }

    /// What is in the file.
    pub(in crate::widget) fn kind(self) -> &'static str {
        match self {
            Form::Json => "application/ld+json",
            Form::Markdown => "text/markdown",
            Form::Csv => "text/csv",
            Form::Html => "text/html",
            Form::Conll => "text/plain",
            Form::Spacy => "application/json",
        }
    }
}

/// The foot of the list.
pub(super) struct Exchange {
    pub(super) element: HtmlElement,
    /// The buttons that need something to save.
    out: Element,
    said: Element,
    _listeners: Vec<EventListener>,
}

impl Exchange {
    pub(super) fn new(dispatch: &Dispatch) -> Exchange {
        let out = el::<Element>("div", "tools").attr("role", "group").attr_said("aria-label", "Save all as");
        let mut listeners = Vec::new();
        for (form, label, title) in Form::ALL {
            let button = button("tool", &say(label)).attr("title", &say(title));
            append(&out, &button);
            let dispatch = dispatch.clone();
            listeners.push(EventListener::new(&button, "click", move |_| dispatch(Action::Export(form))));
        }
        let file = el::<HtmlInputElement>("input", "")
            .attr("type", "file")
            .attr("id", "notes-file")
            .attr("accept", ".json,.jsonld,application/json,application/ld+json");
        let said = el::<Element>("p", "said").attr("hidden", "");
        let element = el::<HtmlElement>("details", "exchange")
            .child(&el::<Element>("summary", "").said("Save or bring in"))
            .child(&out)
            .child(
                &el::<Element>("label", "")
                    .attr("for", "notes-file")
                    .said("Bring in notes saved as JSON-LD, or by Hypothesis"),
            )
            .child(&file)
            .child(&said);
        let (dispatch, input) = (dispatch.clone(), file.clone());
        listeners.push(EventListener::new(&file, "change", move |_| {
            if let Some(file) = input.files().and_then(|files| files.item(0)) {
                dispatch(Action::Import(file));
            }
            // So that the same file can be chosen again.
            input.set_value("");
        }));
        Exchange { element, out, said, _listeners: listeners }
    }

    /// Shows what can be done, and what came of it.
    pub(super) fn render(&self, empty: bool, said: &str) {
        dom::toggle(&self.out, "hidden", empty);
        self.said.set_text_content(Some(said));
        dom::toggle(&self.said, "hidden", said.is_empty());
    }
}
