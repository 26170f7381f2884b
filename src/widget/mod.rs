//! The interactive view: an article with its names marked, and beside it a summary and a list of who and what is in it.
//!
//! One file a component, in reading order: [`view`] holds the state and takes every action; [`article`] is the text and
//! what is drawn on it; [`panels`] is the row of tabs beside it, and each panel a file of its own. The custom element
//! itself is a few lines of JavaScript (`www/element.js`), since a Rust type cannot extend `HTMLElement`.

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
mod highlights;
mod hover;
mod input;
mod labels;
mod layer;
mod legend;
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
mod source;
mod stepper;
mod summary;
mod timeline;
mod timex;
mod view;

use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, HtmlElement, ShadowRoot};

/// The view of one `<news-gloss>` element. `free()` takes all of it away again.
#[wasm_bindgen]
pub struct Widget {
    view: Rc<view::View>,
}

#[wasm_bindgen]
impl Widget {
    /// Builds the view in the element's shadow root. With `addressed` its state is kept in the page's address; `shelf` is
    /// where the reader's annotations are kept.
    #[wasm_bindgen(constructor)]
    pub fn new(host: HtmlElement, root: &ShadowRoot, addressed: bool, shelf: notes::record::Shelf) -> Widget {
        adopt_styles(root);
        Widget { view: view::View::new(host, root, addressed, shelf) }
    }

    /// Opens a bundled document: the one that the address asks for, or else `id`, or else the first.
    pub fn begin(&self, id: Option<String>) {
        self.view.begin(id.as_deref());
    }

    /// Opens the bundled document of that id.
    pub fn open(&self, id: String) {
        self.view.act(view::Action::Open(reading::Source::Bundled(id)));
    }

    /// Says that the model is loaded, so that names can be found.
    #[wasm_bindgen(js_name = engineReady)]
    pub fn engine_ready(&self) {
        self.view.engine_ready();
    }

    /// Says that the knowledge file is loaded, so that places can be located.
    #[wasm_bindgen(js_name = knowledgeReady)]
    pub fn knowledge_ready(&self) {
        self.view.knowledge_ready();
    }

    /// Says that the knowledge file could not be loaded: there will be no map.
    #[wasm_bindgen(js_name = knowledgeFailed)]
    pub fn knowledge_failed(&self) {
        self.view.knowledge_failed();
    }

    /// Says that another tab has changed an annotation, or removed it if there is no line of it.
    #[wasm_bindgen(js_name = noteChanged)]
    pub fn note_changed(&self, document: &str, id: &str, line: Option<String>) {
        self.view.note_changed(document, id, line.as_deref());
    }

    /// Says why the model could not be loaded: there will be no names.
    #[wasm_bindgen(js_name = engineFailed)]
    pub fn engine_failed(&self, reason: &str) {
        self.view.engine_failed(reason);
    }
}

impl Drop for Widget {
    fn drop(&mut self) {
        self.view.close();
    }
}

/// The view's own style sheet goes to its shadow root; the one that draws on the article has to belong to the page,
/// which is where the article is, and goes there once.
fn adopt_styles(root: &ShadowRoot) {
    thread_local! {
        static SHEETS: (CssStyleSheet, CssStyleSheet) =
            (sheet(include_str!("../../www/widget.css")), sheet(include_str!("../../www/highlights.css")));
    }
    SHEETS.with(|(own, drawn)| {
        root.set_adopted_style_sheets(&Array::of1(own));
        let page = dom::document().adopted_style_sheets();
        if !page.includes(drawn, 0) {
            dom::document().set_adopted_style_sheets(&page.concat(&Array::of1(drawn)));
        }
    });
}

fn sheet(css: &str) -> CssStyleSheet {
    let sheet = CssStyleSheet::new().unwrap_throw();
    sheet.replace_sync(css).unwrap_throw();
    sheet
}
