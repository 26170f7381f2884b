//! The article: the text on the page, and what is drawn on it.
//!
//! An article of our own is one element a block, whose text is exactly the block's; a host's is whatever the host made.
//! Either way the text nodes are known with their place in the document ([`Ground`]). With the CSS Custom Highlight API
//! nothing else is ever put into the article; without it, words are wrapped in `<mark>` elements, which changes no
//! character.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{DomRect, Element, HtmlElement, Node, Range, ScrollToOptions, Text};

use super::dom::{self, Build, append, clear, el};
use super::ground::{Cover, Ground, Mark, Marks, cover};
use super::highlights::{Highlights, Style};
use super::layer::Layer;
use super::reading::Reading;
use super::view::Marked;
use crate::annotation::Colour;
use crate::document::{Block, Document, element};
use crate::sort;
use crate::span::{ByteSpan, Utf16Span};

/// From how many blocks on the browser is told to lay out only what is near the screen.
const LONG: usize = 400;

/// The article of one reading, in the host's own content.
pub(super) struct Article {
    root: HtmlElement,
    /// Its blocks, if it is of our own making.
    blocks: Vec<Element>,
    ground: Rc<RefCell<Ground>>,
    pen: Pen,
}

/// What the article is drawn on with.
enum Pen {
    /// Nothing of it is in the article.
    Highlights(Rc<Highlights>),
    /// Elements of ours, in place of what stands there without them.
    Marks(RefCell<Drawn>),
}

/// What is drawn with elements.
#[derive(Default)]
struct Drawn {
    marks: Option<Marks>,
    layers: Vec<Layer>,
    /// The highlight that the toolbar is about.
    held: Option<ByteSpan>,
    /// The mentions of the chosen entity, and the one that the reader is at.
    chosen: Vec<usize>,
    current: Option<usize>,
}

impl Pen {
    fn new(marks: bool, ground: &Rc<RefCell<Ground>>) -> Pen {
        if marks || !Highlights::supported() {
            return Pen::Marks(RefCell::default());
        }
        let highlights = Rc::new(Highlights::new(ground.clone()));
        highlights.stand_anew();
        Pen::Highlights(highlights)
    }
}

impl Article {
    /// Shows the document inside `host`: keeps the article that is there if it is this very text, and so was readable
    /// from the first moment on, and builds it otherwise.
    pub(super) fn show(host: &HtmlElement, reading: &Reading) -> Article {
        let existing = host.query_selector(":scope > article").ok().flatten();
        let kept = existing.map(|element| (children(&element), element)).filter(|(blocks, _)| shows(blocks, reading));
        let (blocks, root) = kept.unwrap_or_else(|| build(host, reading.document()));
        let (text, document) = (&reading.document().text, reading.document());
        let starts = document.blocks.iter().map(|block| reading.index.utf16_offset(text, block.span.start));
        let ground = Rc::new(RefCell::new(Ground::of_elements(blocks.iter().zip(starts))));
        let pen = Pen::new(false, &ground);
        Article { root: root.unchecked_into(), blocks, ground, pen }
    }

    /// A host's own article, which has yet to be read. With `marks` it is drawn on with elements, even if the browser
    /// can do without.
    pub(super) fn of_host(root: &HtmlElement, marks: bool) -> Article {
        let ground = Rc::default();
        let pen = Pen::new(marks, &ground);
        Article { root: root.clone(), blocks: Vec::new(), ground, pen }
    }

    /// The host's text stands in these nodes now. Whether what is drawn has to be drawn again.
    pub(super) fn move_to(&self, ground: Ground) -> bool {
        let before = self.ground.replace(ground);
        match &self.pen {
            Pen::Marks(_) => true,
            Pen::Highlights(_) if self.ground.borrow().is(&before) => false,
            Pen::Highlights(highlights) => {
                highlights.stand_anew();
                true
            }
        }
    }

    /// Whether there are marks in the article, and all of them as they were put.
    pub(super) fn has_its_marks(&self) -> bool {
        match &self.pen {
            Pen::Marks(drawn) => drawn.borrow().marks.as_ref().is_some_and(Marks::are_intact),
            Pen::Highlights(_) => false,
        }
    }

    /// Removes what was put into the article, before a host's is read again.
    pub(super) fn unwrap(&self) {
        if let Pen::Marks(drawn) = &self.pen {
            drawn.borrow_mut().marks = None;
        }
    }

    /// Draws every layer that is shown.
    pub(super) fn draw(&self, reading: &Reading, shown: impl Fn(Layer) -> bool) {
        let Pen::Highlights(highlights) = &self.pen else { return self.wrap_layers(reading, shown) };
        // A host has colours of its own, which a quieter one may not be readable among.
        let dateline = reading.document().dateline.map(|dateline| dateline.span).filter(|_| !self.blocks.is_empty());
        highlights.draw(Style::Dateline, utf16(reading, dateline));
        for layer in Layer::ALL {
            self.draw_layer(reading, layer, &shown);
        }
    }

    /// Draws one layer, or takes it away.
    pub(super) fn draw_layer(&self, reading: &Reading, layer: Layer, shown: impl Fn(Layer) -> bool) {
        let Pen::Highlights(highlights) = &self.pen else { return self.wrap_layers(reading, shown) };
        let spans = if shown(layer) { reading.spans(layer) } else { Vec::new() };
        highlights.draw(Style::Layer(layer), utf16(reading, spans));
    }

    /// Draws the mentions of the chosen entity, and the one that the reader is at.
    pub(super) fn draw_choice(&self, reading: &Reading, chosen: &[usize], current: Option<usize>) {
        match &self.pen {
            Pen::Highlights(highlights) => {
                let span = |id: usize| reading.mention(id).span;
                let others = chosen.iter().copied().filter(|&id| Some(id) != current);
                highlights.draw(Style::Chosen, utf16(reading, others.map(span)));
                highlights.draw(Style::Current, utf16(reading, current.map(span)));
            }
            Pen::Marks(drawn) => {
                let mut drawn = drawn.borrow_mut();
                (drawn.chosen, drawn.current) = (chosen.to_vec(), current);
                drawn.mark_choice();
            }
        }
    }

    /// Draws some of the reader's highlights, each with all others of its colour in one registered highlight; takes away
    /// those that are gone.
    pub(super) fn draw_notes<'i>(&self, reading: &Reading, ids: impl IntoIterator<Item = &'i str>) {
        let Pen::Highlights(highlights) = &self.pen else { return self.wrap(reading) };
        highlights.draw_named(ids.into_iter().map(|id| {
            let (span, colour) = reading.notes.highlight(id).unzip();
            let span = span.map(|span| reading.index.to_utf16(&reading.document().text, span));
            (id.to_owned(), Style::Note(colour.unwrap_or_default()), span)
        }));
    }

    /// Draws a line under the highlight that the toolbar is about.
    pub(super) fn draw_held(&self, reading: &Reading, held: Option<ByteSpan>) {
        match &self.pen {
            Pen::Highlights(highlights) => highlights.draw(Style::Held, utf16(reading, held)),
            Pen::Marks(drawn) => {
                if std::mem::replace(&mut drawn.borrow_mut().held, held) != held {
                    self.wrap(reading);
                }
            }
        }
    }

    /// The words of the article that the reader has selected, without white space at the ends.
    pub(super) fn selected(&self, reading: &Reading) -> Option<ByteSpan> {
        let selection = dom::window().get_selection().ok().flatten().filter(|selection| !selection.is_collapsed())?;
        self.span_of(reading, &selection.get_range_at(0).ok()?)
    }

    /// The words of the article that a range holds, without white space at the ends; `None` if it is not in the article.
    fn span_of(&self, reading: &Reading, range: &Range) -> Option<ByteSpan> {
        let start = self.byte_of(reading, &range.start_container().ok()?, range.start_offset().ok()?)?;
        let end = self.byte_of(reading, &range.end_container().ok()?, range.end_offset().ok()?)?;
        if start < end { ByteSpan::new(start, end).trim(&reading.document().text) } else { None }
    }

    /// The same of what the range shares with the article.
    pub(super) fn part_of(&self, reading: &Reading, range: &Range) -> Option<ByteSpan> {
        let (own, part) = (dom::document().create_range().ok()?, range.clone_range());
        own.select_node_contents(&self.root).ok()?;
        if part.compare_boundary_points(Range::START_TO_START, &own).ok()? < 0 {
            part.set_start(&own.start_container().ok()?, own.start_offset().ok()?).ok()?;
        }
        if part.compare_boundary_points(Range::END_TO_END, &own).ok()? > 0 {
            part.set_end(&own.end_container().ok()?, own.end_offset().ok()?).ok()?;
        }
        self.span_of(reading, &part)
    }

    /// Whether an element is of the article, or the article of it.
    pub(super) fn meets(&self, element: &Node) -> bool {
        self.root.contains(Some(element)) || element.contains(Some(&self.root))
    }

    /// Looks at the article as the host made it: elements of ours are away meanwhile.
    pub(super) fn bare<T>(&self, reading: &Reading, look: impl FnOnce() -> T) -> T {
        if let Pen::Marks(drawn) = &self.pen
            && let Some(marks) = drawn.borrow_mut().marks.take()
        {
            self.ground.replace(marks.remove());
        }
        let seen = look();
        self.wrap(reading);
        seen
    }

    /// The byte offset of a position in the article's nodes.
    fn byte_of(&self, reading: &Reading, node: &Node, offset: u32) -> Option<usize> {
        let utf16 = self.ground.borrow().offset_at(&self.root, node, offset)?;
        Some(reading.index.byte_offset(&reading.document().text, utf16))
    }

    /// Draws what the reader had shown, or nothing.
    pub(super) fn draw_marked(&self, reading: &Reading, marked: Option<Marked>) {
        if let Pen::Highlights(highlights) = &self.pen {
            highlights.draw(Style::Sentence, utf16(reading, marked.map(|marked| marked.sentence)));
            highlights.draw(Style::Point, utf16(reading, marked.and_then(|marked| marked.point)));
            return;
        }
        let chosen = marked.and_then(|marked| reading.block_at(marked.sentence.start));
        for (at, block) in self.blocks.iter().enumerate() {
            dom::toggle(block, "data-chosen", chosen == Some(at));
        }
    }

    /// The byte offset of the character at a point of the viewport, if one of the article's is there.
    pub(super) fn byte_at(&self, reading: &Reading, x: f32, y: f32) -> Option<usize> {
        let caret = caret_at(x, y)?;
        caret.0.dyn_ref::<Text>()?;
        let utf16 = self.ground.borrow().offset_in(&caret.0, caret.1)?;
        let text = &reading.document().text;
        let byte = reading.index.byte_offset(text, utf16);
        let span = reading.document().blocks.get(reading.block_at(byte)?)?.span;
        // A caret stands between two characters: take the one whose box holds the point.
        let hit = |at: usize| self.holds(reading, at, x, y);
        let previous = text[span.start..byte].chars().next_back().map(|c| byte - c.len_utf8());
        [Some(byte), previous].into_iter().flatten().find(|&at| hit(at))
    }

    fn holds(&self, reading: &Reading, byte: usize, x: f32, y: f32) -> bool {
        let Some(c) = reading.document().text[byte..].chars().next() else { return false };
        let Some(range) = self.live_range(reading, ByteSpan::new(byte, byte + c.len_utf8())) else { return false };
        let (rect, x, y) = (range.get_bounding_client_rect(), f64::from(x), f64::from(y));
        rect.left() <= x && x <= rect.right() && rect.top() <= y && y <= rect.bottom()
    }

    /// Where a span is on the screen: of the lines that it runs over, the first.
    pub(super) fn rect(&self, reading: &Reading, span: ByteSpan) -> DomRect {
        self.live_range(reading, span).map_or_else(|| self.root.get_bounding_client_rect(), |range| first_line(&range))
    }

    /// The box around a span on the screen, all its lines in it.
    pub(super) fn frame(&self, reading: &Reading, span: ByteSpan) -> DomRect {
        let range = self.live_range(reading, span);
        range.map_or_else(|| self.root.get_bounding_client_rect(), |range| range.get_bounding_client_rect())
    }

    /// Where a caret at a byte stands on the screen.
    pub(super) fn caret_rect(&self, reading: &Reading, byte: usize) -> DomRect {
        let range = dom::document().create_range().unwrap_throw();
        if let Some((node, offset)) = self.position(reading, byte) {
            range.set_start(&node, offset).ok();
        }
        first_line(&range)
    }

    /// Selects what lies between two bytes, as the browser selects; nothing if they are one.
    pub(super) fn select(&self, reading: &Reading, anchor: usize, focus: usize) {
        let Some(selection) = dom::window().get_selection().ok().flatten() else { return };
        let ends = (self.position(reading, anchor), self.position(reading, focus));
        match ends {
            (Some(anchor), Some(focus)) if anchor != focus => {
                selection.set_base_and_extent(&anchor.0, anchor.1, &focus.0, focus.1).ok();
            }
            _ => {
                selection.remove_all_ranges().ok();
            }
        }
    }

    /// Where the first block begins that is on the screen.
    pub(super) fn first_in_sight(&self, reading: &Reading) -> Option<usize> {
        let blocks = &reading.document().blocks;
        let seen = |block: &Block| self.frame(reading, block.span).bottom() > 0.0;
        blocks.iter().find(|block| seen(block)).or(blocks.first()).map(|block| block.span.start)
    }

    /// Brings a span into the middle part of the screen, unless it is there already.
    pub(super) fn scroll_to(&self, reading: &Reading, span: ByteSpan) {
        let Some(range) = self.live_range(reading, span) else { return };
        self.open_around(&range);
        let rect = range.get_bounding_client_rect();
        let window = dom::window();
        let height = window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(600.0);
        if rect.top() >= height * 0.12 && rect.bottom() <= height * 0.6 {
            return;
        }
        let top = window.scroll_y().unwrap_or(0.0) + rect.top() - height * 0.3;
        let options = ScrollToOptions::new();
        options.set_top(top.max(0.0));
        window.scroll_to_with_scroll_to_options(&options);
    }

    /// A host's article may scroll inside the page: its own box is scrolled first, and only if it has to be.
    fn open_around(&self, range: &Range) {
        let parent = range.start_container().ok().and_then(|node| node.parent_element());
        if let Some(parent) = parent.filter(|_| self.blocks.is_empty()) {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            parent.scroll_into_view_with_scroll_into_view_options(&options);
        }
    }

    pub(super) fn live_range(&self, reading: &Reading, span: ByteSpan) -> Option<Range> {
        self.ground.borrow().live_range(reading.index.to_utf16(&reading.document().text, span))
    }

    /// A byte as a position in a text node: at the end of a block it belongs to that one.
    fn position(&self, reading: &Reading, byte: usize) -> Option<(Text, u32)> {
        self.ground.borrow().position(reading.index.utf16_offset(&reading.document().text, byte))
    }

    /// Without the highlight API: the layers that are shown, and what the reader highlighted.
    fn wrap_layers(&self, reading: &Reading, shown: impl Fn(Layer) -> bool) {
        if let Pen::Marks(drawn) = &self.pen {
            drawn.borrow_mut().layers = Layer::ALL.into_iter().filter(|&layer| shown(layer)).collect();
        }
        self.wrap(reading);
    }

    /// Without the highlight API: all that is drawn, in `<mark>` elements.
    fn wrap(&self, reading: &Reading) {
        let Pen::Marks(drawn) = &self.pen else { return };
        let mut drawn = drawn.borrow_mut();
        let layers = drawn.layers.iter();
        let mut glosses: Vec<(ByteSpan, Layer)> =
            layers.flat_map(|&layer| reading.spans(layer).into_iter().map(move |span| (span, layer))).collect();
        sort::by_key(&mut glosses, |(span, _)| (span.start, span.end));
        // Two layers may speak of the same words; one mark is enough.
        let mut end = 0;
        glosses.retain(|(span, _)| {
            let free = span.start >= end;
            end = end.max(span.end);
            free
        });
        let notes: Vec<(ByteSpan, Colour)> =
            reading.notes.placed().map(|(place, annotation)| (place.span, annotation.colour)).collect();
        let mark = |cover: Cover| Mark {
            span: reading.index.to_utf16(&reading.document().text, cover.span),
            mention: cover.layer.and_then(|_| reading.mention_at(cover.span.start)),
            class: cover.class(),
        };
        let wanted: Vec<Mark> = cover(&glosses, &notes, drawn.held).into_iter().map(mark).collect();
        if let Some(present) = drawn.marks.take() {
            *self.ground.borrow_mut() = present.remove();
        }
        let (marks, ground) = Marks::put(self.ground.take(), &wanted);
        *self.ground.borrow_mut() = ground;
        drawn.marks = Some(marks);
        drawn.mark_choice();
    }
}

impl Drawn {
    fn mark_choice(&self) {
        if let Some(marks) = &self.marks {
            marks.class("newsgloss-chosen", |id| self.chosen.contains(&id));
            marks.class("newsgloss-current", |id| Some(id) == self.current);
        }
    }
}

/// Spans as the page counts.
fn utf16(reading: &Reading, spans: impl IntoIterator<Item = ByteSpan>) -> impl Iterator<Item = Utf16Span> {
    spans.into_iter().map(|span| reading.index.to_utf16(&reading.document().text, span))
}

/// The box of a range on the first of the lines that it runs over; of one that is a mere point, that.
fn first_line(range: &Range) -> DomRect {
    let lines = range.get_client_rects();
    lines.and_then(|lines| lines.item(0)).unwrap_or_else(|| range.get_bounding_client_rect())
}

/// Builds the article of a document in `host`, in place of all that is there.
fn build(host: &HtmlElement, document: &Document) -> (Vec<Element>, Element) {
    let root: Element = el("article", "");
    let blocks: Vec<Element> = document.blocks.iter().map(|block| block_element(document, block)).collect();
    for block in &blocks {
        append(&root, block);
    }
    if blocks.len() > LONG {
        root.set_class_name("long");
    }
    clear(host);
    append(host, &root);
    (blocks, root)
}

/// Whether the elements are the reading's blocks, character for character.
fn shows(elements: &[Element], reading: &Reading) -> bool {
    let blocks = &reading.document().blocks;
    elements.len() == blocks.len()
        && elements
            .iter()
            .zip(blocks)
            .all(|(element, block)| element.text_content().is_some_and(|text| text == reading.text(block.span)))
}

fn block_element(document: &Document, block: &Block) -> Element {
    let element::Element { tag, class } = element::element(document, block);
    el::<Element>(tag, class.unwrap_or_default()).attr("dir", "auto").text(block.span.of(&document.text))
}

fn children(element: &Element) -> Vec<Element> {
    let children = element.children();
    (0..children.length()).filter_map(|at| children.item(at)).collect()
}

/// The caret position at a point: by the standard method, or by the one that WebKit has.
fn caret_at(x: f32, y: f32) -> Option<(Node, u32)> {
    let document = dom::document();
    let has = |name: &str| js_sys::Reflect::has(&document, &name.into()).unwrap_or(false);
    if has("caretPositionFromPoint") {
        let caret = document.caret_position_from_point(x, y)?;
        return Some((caret.offset_node()?, caret.offset()));
    }
    let method = js_sys::Reflect::get(&document, &"caretRangeFromPoint".into()).ok()?;
    let range = method.dyn_ref::<js_sys::Function>()?.call2(&document, &x.into(), &y.into()).ok()?;
    let range: Range = range.dyn_into().ok()?;
    Some((range.start_container().ok()?, range.start_offset().ok()?))
}
