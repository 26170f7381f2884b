//! The interactive view: an article with its names marked, and beside it a summary and a list of who and what is in it.
//!
//! One file a component, in reading order: [`view`] holds the state and takes every action; [`article`] is the text and
//! what is drawn on it, and [`ground`] where it stands on the page, be it ours or somebody else's; [`panels`] is the row
//! of tabs beside it, and each panel a file of its own. The custom element itself is JavaScript (`www/element.js`), since
//! a Rust type cannot extend `HTMLElement`.

mod about;
mod address;
mod announce;
mod article;
mod bar;
mod beside;
mod card;
mod caret;
mod clipboard;
mod dom;
mod figure;
mod figures;
mod ground;
mod highlights;
mod hover;
mod input;
mod labels;
mod layer;
mod legend;
mod lines;
mod map;
mod motion;
mod names;
mod notes;
mod own_text;
mod panels;
mod place;
mod quotes;
mod reading;
mod roving;
mod settings;
mod sight;
mod source;
mod stepper;
mod styles;
mod summary;
mod timeline;
mod timex;
mod view;
mod words;

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ShadowRoot};

/// What of an article in Markdown is written as notes are, drawn: everything but its headings.
#[expect(unreachable_pub, reason = "who calls it is JavaScript")]
#[wasm_bindgen(js_name = drawMarkdown)]
pub fn draw_markdown(text: &str) -> HtmlElement {
    notes::written::written(text)
}

/// The view of one `<news-gloss>` element. `free()` takes all of it away again.
#[wasm_bindgen]
pub struct Widget {
    view: Rc<view::View>,
    _drawn: styles::Drawn,
}

#[wasm_bindgen]
impl Widget {
    /// Builds the view in the element's shadow root: of the article in `content`, which stays as it is, or of documents
    /// that it shows itself. With `addressed` its state is kept in the page's address; `shelf` is where the reader's
    /// annotations are kept, and `words` are those of the view's language.
    #[wasm_bindgen(constructor)]
    pub fn new(
        host: HtmlElement,
        root: &ShadowRoot,
        addressed: bool,
        content: Option<HtmlElement>,
        shelf: notes::record::Shelf,
        words: words::Words,
    ) -> Widget {
        styles::dress(root, content.is_some());
        let drawn = styles::Drawn::adopt(content.as_ref().unwrap_or(&host));
        Widget { view: view::View::new(host, root, addressed, content, shelf, words), _drawn: drawn }
    }

    /// Reads the article in the content that the view is of.
    #[wasm_bindgen(js_name = readContent)]
    pub fn read_content(&self) {
        self.view().read_host_later();
    }

    /// Says that an attribute of the element has changed.
    #[wasm_bindgen(js_name = attributeChanged)]
    pub fn attribute_changed(&self, name: &str) {
        self.view().attribute_changed(name);
    }

    /// Goes to the next or the previous mention: of the chosen name, or of any.
    pub fn step(&self, forward: bool) {
        self.view.act(view::Action::Step { forward });
    }

    /// Chooses the entity that goes by that name; whether there is one.
    pub fn choose(&self, name: &str) -> bool {
        self.view().choose_named(name)
    }

    /// Lets go of what is chosen, and puts the card away.
    pub fn clear(&self) {
        self.view().let_go();
    }

    /// Opens a bundled document: the one that the address asks for, or else `id`, or else the first.
    pub fn begin(&self, id: Option<String>) {
        self.view().begin(id.as_deref());
    }

    /// Opens the bundled document of that id.
    pub fn open(&self, id: String) {
        self.view.act(view::Action::Open(reading::Source::Bundled(id)));
    }

    /// Says that the model is loaded, so that names can be found.
    #[wasm_bindgen(js_name = engineReady)]
    pub fn engine_ready(&self) {
        self.view().engine_ready();
    }

    /// Says that the knowledge file is loaded, so that places can be located.
    #[wasm_bindgen(js_name = knowledgeReady)]
    pub fn knowledge_ready(&self) {
        self.view().knowledge_ready();
    }

    /// Says that the knowledge file could not be loaded: there will be no map.
    #[wasm_bindgen(js_name = knowledgeFailed)]
    pub fn knowledge_failed(&self) {
        self.view().knowledge_failed();
    }

    /// Says that another tab has changed an annotation, or removed it if there is no line of it.
    #[wasm_bindgen(js_name = noteChanged)]
    pub fn note_changed(&self, document: &str, id: &str, line: Option<String>) {
        self.view().note_changed(document, id, line.as_deref());
    }

    /// Says why the model could not be loaded: there will be no names.
    #[wasm_bindgen(js_name = engineFailed)]
    pub fn engine_failed(&self, reason: &str) {
        self.view().engine_failed(reason);
    }
}

impl Widget {
    /// The view, which has the word from here on.
    fn view(&self) -> &Rc<view::View> {
        self.view.speak();
        &self.view
    }
}

impl Drop for Widget {
    fn drop(&mut self) {
        self.view.close();
    }
}
