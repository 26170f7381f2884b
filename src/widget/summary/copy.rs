//! Copying a summary, with where it is from.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use web_sys::Element;

use super::super::clipboard;
use super::super::dom::{Build, command, el};
use super::super::reading::Reading;
use super::super::words::{Words, tell};
use crate::span::ByteSpan;
use crate::summary::SummarySentence;
use crate::text::spaced;

/// The two forms in which a summary is copied.
#[derive(Default)]
struct Forms {
    text: String,
    markdown: String,
}

/// The buttons, and a line that says what came of pressing one.
pub(super) struct Copy {
    pub(super) element: Element,
    forms: Rc<RefCell<Forms>>,
    outcome: Element,
    _listeners: [EventListener; 2],
}

impl Copy {
    pub(super) fn new(words: Words) -> Copy {
        let forms: Rc<RefCell<Forms>> = Rc::default();
        let outcome = el::<Element>("span", "outcome").attr("aria-live", "polite");
        let (text, markdown) = (command("tool", "Copy text"), command("tool", "Copy Markdown"));
        let element = el::<Element>("div", "copy").child(&text).child(&markdown).child(&outcome);
        let listen = |button: &web_sys::HtmlButtonElement, form: fn(&Forms) -> &str| {
            let (forms, outcome, words) = (forms.clone(), outcome.clone(), words.clone());
            EventListener::new(button, "click", move |_| {
                words.speak();
                let outcome = outcome.clone();
                clipboard::put(form(&forms.borrow()), move |said| outcome.set_text_content(Some(said)));
            })
        };
        let listeners = [listen(&text, |forms| &forms.text), listen(&markdown, |forms| &forms.markdown)];
        Copy { element, forms, outcome, _listeners: listeners }
    }

    /// Takes over what would be copied, in the order shown.
    pub(super) fn set(&self, reading: &Reading, sentences: &[SummarySentence]) {
        self.outcome.set_text_content(None);
        let said: Vec<String> = sentences.iter().map(|sentence| line(reading, sentence.span)).collect();
        let source = source(reading);
        *self.forms.borrow_mut() = Forms {
            text: format!("{}\n\n{}\n", said.join("\n\n"), credit(&source)),
            markdown: format!(
                "> {}\n\n{}\n",
                said.iter().map(|said| escape(said)).collect::<Vec<_>>().join("\n>\n> "),
                credit(&format!("*{}*", escape(&source)))
            ),
        };
    }
}

fn credit(source: &str) -> String {
    tell("Sentences from {source}, chosen by newsgloss.", &[("source", source)])
}

/// A span in one line.
fn line(reading: &Reading, span: ByteSpan) -> String {
    spaced(reading.text(span))
}

/// The title of the article, and who wrote it if that is known.
fn source(reading: &Reading) -> String {
    let byline = reading.document().byline.map(|span| line(reading, span));
    byline.map_or_else(|| reading.title(), |byline| format!("{} ({byline})", reading.title()))
}

/// Text that Markdown takes for text.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '&' | '|' | '~') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
