//! Drawing on the article without touching it: the CSS Custom Highlight API.
//!
//! <https://drafts.csswg.org/css-highlight-api-1/>. `CSS.highlights` belongs to the whole page: views share one
//! registered highlight a style, each adds and removes its own ranges, and other code's entries are never touched.

use std::cell::RefCell;
use std::collections::BTreeMap;

use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use web_sys::{StaticRange, StaticRangeInit, Text};

use super::dom;
use super::layer::Layer;
use crate::annotation::Colour;

#[wasm_bindgen]
extern "C" {
    /// A set of ranges drawn alike. Not in `web-sys` without its unstable flag, so bound here.
    #[derive(Clone)]
    type Highlight;
    #[wasm_bindgen(constructor)]
    fn new() -> Highlight;
    #[wasm_bindgen(method)]
    fn add(this: &Highlight, range: &StaticRange) -> Highlight;
    #[wasm_bindgen(method)]
    fn delete(this: &Highlight, range: &StaticRange) -> bool;
    #[wasm_bindgen(method, getter)]
    fn size(this: &Highlight) -> u32;
    #[wasm_bindgen(method, setter)]
    fn set_priority(this: &Highlight, priority: i32);

    /// `CSS.highlights`.
    type HighlightRegistry;
    #[wasm_bindgen(method)]
    fn get(this: &HighlightRegistry, name: &str) -> Option<Highlight>;
    #[wasm_bindgen(method)]
    fn set(this: &HighlightRegistry, name: &str, highlight: &Highlight) -> HighlightRegistry;
    #[wasm_bindgen(method, js_name = delete)]
    fn remove(this: &HighlightRegistry, name: &str) -> bool;
}

/// The styles that a view draws with, lowest first: a later one is drawn over an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    /// The opening that says where a report comes from.
    Dateline,
    /// What the reader highlighted in one colour.
    Note(Colour),
    /// The one of the reader's highlights that the toolbar is about.
    Held,
    /// A sentence of the summary that the reader chose.
    Sentence,
    /// Names of one type, or dates, or figures.
    Layer(Layer),
    /// The mentions of the chosen entity.
    Chosen,
    /// The mention that the reader is at.
    Current,
    /// What a marked sentence is marked for.
    Point,
}

impl Style {
    /// The name in `::highlight(…)`.
    fn name(self) -> &'static str {
        match self {
            Style::Dateline => "newsgloss-dateline",
            Style::Note(Colour::Important) => "newsgloss-important",
            Style::Note(Colour::Question) => "newsgloss-question",
            Style::Note(Colour::Doubt) => "newsgloss-doubt",
            Style::Note(Colour::Agree) => "newsgloss-agree",
            Style::Held => "newsgloss-held",
            Style::Sentence => "newsgloss-sentence",
            Style::Layer(layer) => layer.style(),
            Style::Chosen => "newsgloss-chosen",
            Style::Current => "newsgloss-current",
            Style::Point => "newsgloss-point",
        }
    }

    fn priority(self) -> i32 {
        match self {
            Style::Dateline => 0,
            Style::Sentence => 1,
            Style::Layer(Layer::Dates | Layer::Figures) => 2,
            Style::Layer(Layer::Names(_)) => 3,
            // Above the names, whose faint ground would else take the colour away.
            Style::Note(_) => 4,
            Style::Held => 5,
            Style::Chosen => 6,
            Style::Current => 7,
            Style::Point => 8,
        }
    }
}

/// The ranges that one view has drawn.
#[derive(Default)]
pub(super) struct Highlights {
    drawn: RefCell<BTreeMap<Style, Vec<StaticRange>>>,
    /// Those that were drawn one by one, each under a name.
    named: RefCell<BTreeMap<String, (Style, Vec<StaticRange>)>>,
}

impl Highlights {
    /// Whether the browser has the API.
    pub(super) fn supported() -> bool {
        registry().is_some()
    }

    /// Draws `ranges` in `style`, in place of what this view had drawn in it.
    pub(super) fn draw(&self, style: Style, ranges: Vec<StaticRange>) {
        let before = self.drawn.borrow_mut().remove(&style).unwrap_or_default();
        change(style, &before, &ranges);
        if !ranges.is_empty() {
            self.drawn.borrow_mut().insert(style, ranges);
        }
    }

    /// Draws `ranges` in `style` beside all others, in place of what this view had drawn under that name.
    pub(super) fn draw_named(&self, name: &str, style: Style, ranges: Vec<StaticRange>) {
        if let Some((style, before)) = self.named.borrow_mut().remove(name) {
            change(style, &before, &[]);
        }
        if !ranges.is_empty() {
            change(style, &[], &ranges);
            self.named.borrow_mut().insert(name.to_owned(), (style, ranges));
        }
    }

    /// Removes all that this view has drawn.
    pub(super) fn clear(&self) {
        let styles: Vec<Style> = self.drawn.borrow().keys().copied().collect();
        for style in styles {
            self.draw(style, Vec::new());
        }
        for (style, before) in self.named.take().into_values() {
            change(style, &before, &[]);
        }
    }
}

impl Drop for Highlights {
    fn drop(&mut self) {
        self.clear();
    }
}

/// Takes ranges out of the page's highlight of that style and puts others in.
fn change(style: Style, before: &[StaticRange], ranges: &[StaticRange]) {
    let Some(registry) = registry() else { return };
    let highlight = registry.get(style.name()).unwrap_or_else(|| {
        let highlight = Highlight::new();
        highlight.set_priority(style.priority());
        highlight
    });
    for range in before {
        highlight.delete(range);
    }
    for range in ranges {
        highlight.add(range);
    }
    if highlight.size() == 0 {
        registry.remove(style.name());
    } else {
        registry.set(style.name(), &highlight);
    }
}

/// A range that does not follow the document's changes, and so costs it nothing.
pub(super) fn range(node: &Text, start: u32, end: u32) -> StaticRange {
    let init = StaticRangeInit::new(node, end, node, start);
    StaticRange::new(&init).unwrap_throw()
}

fn registry() -> Option<HighlightRegistry> {
    let css = Reflect::get(&dom::window(), &"CSS".into()).ok()?;
    let highlights = Reflect::get(&css, &"highlights".into()).ok()?;
    highlights.is_object().then(|| highlights.unchecked_into())
}
