//! Drawing on the article without touching it: the CSS Custom Highlight API.
//!
//! <https://drafts.csswg.org/css-highlight-api-1/>. `CSS.highlights` belongs to the whole page: views share one
//! registered highlight a style, each adds and removes its own ranges, and other code's entries are never touched. Of a
//! long article only the ranges near the screen are there ([`Sight`]).

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use web_sys::{StaticRange, StaticRangeInit, Text};

use super::dom;
use super::ground::Ground;
use super::layer::Layer;
use super::sight::Sight;
use crate::annotation::Colour;
use crate::span::Utf16Span;

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

/// What one view has drawn.
pub(super) struct Highlights {
    ground: Rc<RefCell<Ground>>,
    drawn: RefCell<BTreeMap<Style, Vec<Drawn>>>,
    /// Those that were drawn one by one, each under a name.
    named: RefCell<BTreeMap<String, (Style, Drawn)>>,
    /// What of the article is near the screen; all of it if nobody watches.
    sight: RefCell<Option<Sight>>,
}

/// A span that is drawn once it is near.
struct Drawn {
    /// `None` once the text is another: the ranges stay until more is known.
    span: Option<Utf16Span>,
    /// Those in the page's highlight.
    ranges: Vec<StaticRange>,
}

/// Ranges that are taken out of the page's highlight of a style, and others that are put in.
#[derive(Default)]
struct Change {
    out: Vec<StaticRange>,
    into: Vec<StaticRange>,
}

impl Highlights {
    /// What is drawn on the text nodes of an article.
    pub(super) fn new(ground: Rc<RefCell<Ground>>) -> Highlights {
        Highlights { ground, drawn: RefCell::default(), named: RefCell::default(), sight: RefCell::default() }
    }

    /// Whether the browser has the API.
    pub(super) fn supported() -> bool {
        registry().is_some()
    }

    /// The article stands on other nodes now. What is drawn stays until it is drawn anew.
    pub(super) fn stand_anew(self: &Rc<Self>) {
        let drawn = &mut *self.drawn.borrow_mut();
        let named = &mut *self.named.borrow_mut();
        for drawn in drawn.values_mut().flatten().chain(named.values_mut().map(|(_, drawn)| drawn)) {
            drawn.span = None;
        }
        let own = Rc::downgrade(self);
        let changed = move || {
            if let Some(own) = own.upgrade() {
                own.follow();
            }
        };
        // The old watch ends first, whatever becomes of the new one.
        *self.sight.borrow_mut() = None;
        *self.sight.borrow_mut() = Sight::watch(self.ground.borrow().stretches(), changed);
    }

    /// Draws `spans` in `style`, in place of what this view had drawn in it.
    pub(super) fn draw(&self, style: Style, spans: impl IntoIterator<Item = Utf16Span>) {
        let before = self.drawn.borrow_mut().remove(&style).unwrap_or_default();
        let now: Vec<Drawn> = spans.into_iter().map(|span| self.drawn(span)).collect();
        let into = now.iter().flat_map(|drawn| drawn.ranges.iter().cloned()).collect();
        Change { out: before.into_iter().flat_map(|drawn| drawn.ranges).collect(), into }.apply(style);
        if !now.is_empty() {
            self.drawn.borrow_mut().insert(style, now);
        }
    }

    /// Draws a span in `style` beside all others, in place of what this view had drawn under that name.
    pub(super) fn draw_named(&self, spans: impl IntoIterator<Item = (String, Style, Option<Utf16Span>)>) {
        let mut changes = Changes::default();
        let mut named = self.named.borrow_mut();
        for (name, style, span) in spans {
            if let Some((style, before)) = named.remove(&name) {
                changes.of(style).out.extend(before.ranges);
            }
            if let Some(span) = span {
                let drawn = self.drawn(span);
                changes.of(style).into.extend(drawn.ranges.iter().cloned());
                named.insert(name, (style, drawn));
            }
        }
        changes.apply();
    }

    fn drawn(&self, span: Utf16Span) -> Drawn {
        let near = self.sight.borrow().as_ref().is_none_or(|sight| sight.holds(span));
        Drawn { span: Some(span), ranges: if near { self.ground.borrow().ranges(span) } else { Vec::new() } }
    }

    /// Something else of the article is near the screen now.
    fn follow(&self) {
        let (mut drawn, mut named) = (self.drawn.borrow_mut(), self.named.borrow_mut());
        let of_styles = drawn.iter_mut().flat_map(|(style, all)| all.iter_mut().map(|drawn| (*style, drawn)));
        let all = of_styles.chain(named.values_mut().map(|(style, drawn)| (*style, drawn)));
        let mut changes = Changes::default();
        let sight = self.sight.borrow();
        for (style, drawn) in all {
            let Some(span) = drawn.span else { continue };
            let near = sight.as_ref().is_none_or(|sight| sight.holds(span));
            if near && drawn.ranges.is_empty() {
                drawn.ranges = self.ground.borrow().ranges(span);
                changes.of(style).into.extend(drawn.ranges.iter().cloned());
            } else if !near && !drawn.ranges.is_empty() {
                changes.of(style).out.append(&mut drawn.ranges);
            }
        }
        changes.apply();
    }

    /// Removes all that this view has drawn.
    pub(super) fn clear(&self) {
        let mut changes = Changes::default();
        let drawn = self.drawn.take().into_iter().flat_map(|(style, all)| all.into_iter().map(move |one| (style, one)));
        for (style, drawn) in drawn.chain(self.named.take().into_values()) {
            changes.of(style).out.extend(drawn.ranges);
        }
        changes.apply();
    }
}

impl Drop for Highlights {
    fn drop(&mut self) {
        self.clear();
    }
}

/// The changes of several styles; a few, so that they are looked through.
#[derive(Default)]
struct Changes(Vec<(Style, Change)>);

impl Changes {
    fn of(&mut self, style: Style) -> &mut Change {
        let known = self.0.iter().position(|(of, _)| *of == style);
        let at = known.unwrap_or(self.0.len());
        if known.is_none() {
            self.0.push((style, Change::default()));
        }
        &mut self.0[at].1
    }

    fn apply(&self) {
        self.0.iter().for_each(|(style, change)| change.apply(*style));
    }
}

impl Change {
    fn apply(&self, style: Style) {
        if self.out.is_empty() && self.into.is_empty() {
            return;
        }
        let Some(registry) = registry() else { return };
        let highlight = registry.get(style.name()).unwrap_or_else(|| {
            let highlight = Highlight::new();
            highlight.set_priority(style.priority());
            highlight
        });
        for range in &self.out {
            highlight.delete(range);
        }
        for range in &self.into {
            highlight.add(range);
        }
        if highlight.size() == 0 {
            registry.remove(style.name());
        } else {
            registry.set(style.name(), &highlight);
        }
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
