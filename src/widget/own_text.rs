//! The dialog through which readers bring a text of their own: typed, pasted, dropped or opened from a file.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    DragEvent, Element, File, HtmlDialogElement, HtmlInputElement, HtmlTextAreaElement, TextDecoder, TextDecoderOptions,
};

use super::dom::{self, Build, command, el};
use super::view::{Action, Dispatch};
use super::words::{Words, amount, say, tell};

/// The largest text that the view opens, in bytes of the file: past that a page of it is no use to a reader.
const LARGEST: f64 = 12.0 * 1024.0 * 1024.0;

/// The dialog.
pub(super) struct OwnText {
    pub(super) element: HtmlDialogElement,
    shared: Rc<Shared>,
    _listeners: Vec<EventListener>,
}

struct Shared {
    dialog: HtmlDialogElement,
    area: HtmlTextAreaElement,
    message: Element,
    dispatch: Dispatch,
    /// The view's language: what is wrong with a file may be known only when another view has the word.
    words: Words,
}

impl OwnText {
    pub(super) fn new(dispatch: &Dispatch, words: Words) -> OwnText {
        let area = el::<HtmlTextAreaElement>("textarea", "")
            .attr("id", "own-text")
            .attr("rows", "12")
            .attr("spellcheck", "false")
            .attr("dir", "auto")
            .attr_said("placeholder", "Paste or type a news article here.");
        let message = el::<Element>("p", "message").attr("role", "alert").attr("hidden", "");
        let file = el::<HtmlInputElement>("input", "")
            .attr("type", "file")
            .attr("id", "own-file")
            .attr("accept", ".txt,.text,.md,text/*");
        let (read, cancel) = (command("primary", "Read this text"), command("", "Cancel"));
        let dialog = el::<HtmlDialogElement>("dialog", "own-text")
            .attr("aria-labelledby", "own-text-heading")
            .child(&el::<Element>("h2", "").attr("id", "own-text-heading").said("Read a text of your own"))
            .child(
                &el::<Element>("p", "hint")
                    .said("It stays on this device: nothing is sent anywhere. The text is gone when you close the page; notes that you make on it are kept here, and come back with the same text."),
            )
            .child(&el::<Element>("label", "").attr("for", "own-text").said("Text"))
            .child(&area)
            .child(
                &el::<Element>("label", "")
                    .attr("for", "own-file")
                    .said("Or open a text file (dropping one on the page works too)"),
            )
            .child(&file)
            .child(&message)
            .child(&el::<Element>("div", "actions").child(&cancel).child(&read));
        let shared = Rc::new(Shared { dialog: dialog.clone(), area, message, dispatch: dispatch.clone(), words });
        let listeners = Shared::listen(&shared, &read, &cancel, &file);
        OwnText { element: dialog, shared, _listeners: listeners }
    }

    /// Opens the dialog; the browser keeps the focus inside and gives it back at the end.
    pub(super) fn show(&self) {
        self.shared.explain("");
        if !self.element.open() {
            self.element.show_modal().ok();
        }
        self.shared.area.focus().ok();
    }

    /// Reads a file that was dropped on the page, or the dropped text itself.
    pub(super) fn drop(&self, event: &DragEvent) {
        let Some(data) = event.data_transfer() else { return };
        if let Some(file) = data.files().and_then(|files| files.item(0)) {
            Shared::open(&self.shared, file);
        } else if let Ok(text) = data.get_data("text/plain") {
            self.shared.take(text);
        }
    }
}

impl Shared {
    fn listen(shared: &Rc<Shared>, read: &Element, cancel: &Element, file: &HtmlInputElement) -> Vec<EventListener> {
        let (on_read, on_cancel, on_file, input) = (shared.clone(), shared.clone(), shared.clone(), file.clone());
        let (on_close, input_again) = (shared.clone(), file.clone());
        let on_key = shared.clone();
        let options = EventListenerOptions::enable_prevent_default();
        vec![
            EventListener::new(read, "click", move |_| on_read.take(on_read.area.value())),
            EventListener::new(cancel, "click", move |_| on_cancel.dialog.close()),
            EventListener::new(file, "change", move |_| {
                if let Some(file) = input.files().and_then(|files| files.item(0)) {
                    Shared::open(&on_file, file);
                }
            }),
            EventListener::new(&shared.dialog, "close", move |_| {
                input_again.set_value("");
                on_close.explain("");
            }),
            EventListener::new_with_options(&shared.dialog, "keydown", options, move |event| {
                let Some(key) = event.dyn_ref::<web_sys::KeyboardEvent>() else { return };
                // Escape is the browser's; the view's own keys have no business in a dialog.
                event.stop_propagation();
                if key.key() == "Enter" && (key.ctrl_key() || key.meta_key()) {
                    event.prevent_default();
                    on_key.take(on_key.area.value());
                }
            }),
        ]
    }

    /// Reads the text, if there is any.
    fn take(&self, text: String) {
        self.words.speak();
        if text.trim().is_empty() {
            self.ask_again(&say("There is no text to read yet. Paste an article, or open a file."));
            return;
        }
        if self.dialog.open() {
            self.dialog.close();
        }
        self.area.set_value("");
        (self.dispatch)(Action::OpenOwn(text));
    }

    fn open(shared: &Rc<Shared>, file: File) {
        shared.words.speak();
        if file.size() > LARGEST {
            let size = amount((file.size() / 1024.0 / 1024.0).round(), None);
            shared.ask_again(&tell(
                "“{name}” has {size} MB. The largest text that can be opened here has 12 MB.",
                &[("name", &file.name()), ("size", &size)],
            ));
            return;
        }
        let shared = shared.clone();
        spawn_local(async move {
            let buffer = JsFuture::from(file.array_buffer()).await;
            shared.words.speak();
            match buffer {
                Ok(buffer) => shared.decode(&file.name(), &buffer.unchecked_into()),
                Err(_) => {
                    let name = file.name();
                    shared.ask_again(&tell("“{name}” could not be read. Is it still there?", &[("name", &name)]));
                }
            }
        });
    }

    fn decode(&self, name: &str, buffer: &ArrayBuffer) {
        let bytes = Uint8Array::new(buffer);
        let head = bytes.subarray(0, bytes.length().min(8192)).to_vec();
        let utf16 = head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]);
        if !utf16 && head.contains(&0) {
            self.ask_again(&tell(
                "“{name}” is not a text file. Save the article as plain text and open that.",
                &[("name", name)],
            ));
            return;
        }
        match decode(&bytes, &head) {
            Some(text) => self.take(text),
            None => self.ask_again(&tell(
                "“{name}” is in an encoding that could not be read. Save it as UTF-8 and open it again.",
                &[("name", name)],
            )),
        }
    }

    /// Says what is wrong, with the dialog open so that another text can be given.
    fn ask_again(&self, message: &str) {
        if !self.dialog.open() {
            self.dialog.show_modal().ok();
        }
        self.explain(message);
        self.area.focus().ok();
    }

    fn explain(&self, message: &str) {
        self.message.set_text_content(Some(message));
        dom::toggle(&self.message, "hidden", message.is_empty());
    }
}

/// A file's text: UTF-8, UTF-16 with its mark, or else the Western encoding that browsers take an unmarked page for.
fn decode(bytes: &Uint8Array, head: &[u8]) -> Option<String> {
    let label = match head {
        [0xFF, 0xFE, ..] => "utf-16le",
        [0xFE, 0xFF, ..] => "utf-16be",
        _ => "utf-8",
    };
    decode_as(bytes, label, true).or_else(|| decode_as(bytes, "windows-1252", false))
}

fn decode_as(bytes: &Uint8Array, label: &str, fatal: bool) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(fatal);
    let decoder = TextDecoder::new_with_label_and_options(label, &options).ok()?;
    let source: &JsValue = bytes.as_ref();
    decoder.decode_with_buffer_source(source.unchecked_ref()).ok()
}
