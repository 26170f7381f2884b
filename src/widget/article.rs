//! The article: one element a block, and what is drawn on them.
//!
//! Each element's text content is exactly its block's text, so an offset into the block is an offset into its text
//! node. With the CSS Custom Highlight API nothing else is ever put into the article; without it, names are wrapped in
//! `<mark>` elements, which changes no character.

use js_sys::Array;
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{DomRect, Element, HtmlElement, Node, Range, ScrollToOptions, StaticRange, Text};

use super::dom::{self, Build, append, clear, el};
use super::highlights::{Highlights, Style, range};
use super::layer::Layer;
use super::reading::Reading;
use super::view::Marked;
use crate::document::{Block, Document, element};
use crate::sort;
use crate::span::ByteSpan;

/// From how many blocks on the browser is told to lay out only what is near the screen.
const LONG: usize = 400;

/// The article of one reading, in the host's own content.
pub(super) struct Article {
    element: HtmlElement,
    blocks: Vec<Element>,
    /// The same for the browser, which finds one among thousands faster.
    places: Array,
    highlights: Option<Highlights>,
}

impl Article {
    /// Shows the document inside `host`: keeps the article that is there if it is this very text, and so was readable
    /// from the first moment on, and builds it otherwise.
    pub(super) fn show(host: &HtmlElement, reading: &Reading) -> Article {
        let highlights = Highlights::supported().then(Highlights::default);
        let existing = host.query_selector(":scope > article").ok().flatten();
        if let Some(element) = existing {
            let blocks: Vec<Element> = children(&element);
            if shows(&blocks, reading) {
                return Article {
                    element: element.unchecked_into(),
                    places: blocks.iter().collect(),
                    blocks,
                    highlights,
                };
            }
        }
        let element: HtmlElement = el("article", "");
        let document = reading.document();
        let blocks: Vec<Element> = document.blocks.iter().map(|block| block_element(document, block)).collect();
        for block in &blocks {
            append(&element, block);
        }
        if blocks.len() > LONG {
            element.set_class_name("long");
        }
        clear(host);
        append(host, &element);
        Article { element, places: blocks.iter().collect(), blocks, highlights }
    }

    /// Draws every layer that is shown.
    pub(super) fn draw(&self, reading: &Reading, shown: impl Fn(Layer) -> bool) {
        let Some(highlights) = &self.highlights else { return self.wrap(reading, shown) };
        let dateline = reading.document().dateline.map(|dateline| dateline.span);
        highlights.draw(Style::Dateline, dateline.iter().map(|&span| self.range(reading, span)).collect());
        for layer in Layer::ALL {
            self.draw_layer(reading, layer, &shown);
        }
    }

    /// Draws one layer, or takes it away.
    pub(super) fn draw_layer(&self, reading: &Reading, layer: Layer, shown: impl Fn(Layer) -> bool) {
        let Some(highlights) = &self.highlights else { return self.wrap(reading, shown) };
        let spans = if shown(layer) { reading.spans(layer) } else { Vec::new() };
        highlights.draw(Style::Layer(layer), spans.into_iter().map(|span| self.range(reading, span)).collect());
    }

    /// Draws the mentions of the chosen entity, and the one that the reader is at.
    pub(super) fn draw_choice(&self, reading: &Reading, chosen: &[usize], current: Option<usize>) {
        let Some(highlights) = &self.highlights else { return self.class_choice(chosen, current) };
        let ranges = |ids: &mut dyn Iterator<Item = usize>| {
            ids.map(|id| self.range(reading, reading.mention(id).span)).collect::<Vec<_>>()
        };
        highlights.draw(Style::Chosen, ranges(&mut chosen.iter().copied().filter(|&id| Some(id) != current)));
        highlights.draw(Style::Current, ranges(&mut current.into_iter()));
    }

    /// Draws one of the reader's highlights, with all others of its colour in one registered highlight; takes it away if
    /// it is gone.
    pub(super) fn draw_note(&self, reading: &Reading, id: &str) {
        let Some(highlights) = &self.highlights else { return };
        let colour = reading.notes.store.get(id).map(|annotation| annotation.colour).unwrap_or_default();
        let spans = reading.notes.place(id).into_iter().flat_map(|place| reading.blocks_of(place.span));
        highlights.draw_named(id, Style::Note(colour), spans.map(|span| self.range(reading, span)).collect());
    }

    /// Draws a line under the highlight that the toolbar is about.
    pub(super) fn draw_held(&self, reading: &Reading, held: Option<ByteSpan>) {
        let Some(highlights) = &self.highlights else { return };
        let parts = held.into_iter().flat_map(|span| reading.blocks_of(span));
        highlights.draw(Style::Held, parts.map(|span| self.range(reading, span)).collect());
    }

    /// The words of the article that the reader has selected, without white space at the ends.
    pub(super) fn selected(&self, reading: &Reading) -> Option<ByteSpan> {
        let selection = dom::window().get_selection().ok().flatten().filter(|selection| !selection.is_collapsed())?;
        let range = selection.get_range_at(0).ok()?;
        let start = self.byte_of(reading, &range.start_container().ok()?, range.start_offset().ok()?)?;
        let end = self.byte_of(reading, &range.end_container().ok()?, range.end_offset().ok()?)?;
        if start < end { ByteSpan::new(start, end).trim(&reading.document().text) } else { None }
    }

    /// The byte offset of a position in the article's nodes.
    fn byte_of(&self, reading: &Reading, node: &Node, offset: u32) -> Option<usize> {
        if !self.element.contains(Some(node)) {
            return None;
        }
        let (blocks, text) = (&reading.document().blocks, &reading.document().text);
        // Between two blocks, where a selection of whole paragraphs ends.
        if node.is_same_node(Some(&self.element)) {
            return Some(blocks.get(offset as usize).map_or(text.len(), |block| block.span.start));
        }
        let inside = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
        let block = inside.closest("article > *").ok()??;
        let span = blocks.get(usize::try_from(self.places.index_of(&block, 0)).ok()?)?.span;
        if node.dyn_ref::<Text>().is_none() {
            return Some(if offset == 0 { span.start } else { span.end });
        }
        let before: u32 =
            texts(&block).iter().take_while(|text| !text.is_same_node(Some(node))).map(|text| text.length()).sum();
        let utf16 = reading.index.utf16_offset(text, span.start) + (before + offset) as usize;
        Some(reading.index.byte_offset(text, utf16))
    }

    /// Draws what the reader had shown, or nothing.
    pub(super) fn draw_marked(&self, reading: &Reading, marked: Option<Marked>) {
        if let Some(highlights) = &self.highlights {
            let range = |span: ByteSpan| self.range(reading, span);
            let sentence = marked.map(|marked| range(marked.sentence));
            let point = marked.and_then(|marked| marked.point).map(range);
            highlights.draw(Style::Sentence, sentence.into_iter().collect());
            highlights.draw(Style::Point, point.into_iter().collect());
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
        let byte = self.byte_of(reading, &caret.0, caret.1)?;
        let span = reading.document().blocks.get(reading.block_at(byte)?)?.span;
        let text = &reading.document().text;
        // A caret stands between two characters: take the one whose box holds the point.
        let hit = |at: usize| self.holds(reading, at, x, y);
        let previous = text[span.start..byte].chars().next_back().map(|c| byte - c.len_utf8());
        [Some(byte), previous].into_iter().flatten().find(|&at| hit(at))
    }

    fn holds(&self, reading: &Reading, byte: usize, x: f32, y: f32) -> bool {
        let Some(c) = reading.document().text[byte..].chars().next() else { return false };
        let rect = self.live_range(reading, ByteSpan::new(byte, byte + c.len_utf8())).get_bounding_client_rect();
        let (x, y) = (f64::from(x), f64::from(y));
        rect.left() <= x && x <= rect.right() && rect.top() <= y && y <= rect.bottom()
    }

    /// Where a span is on the screen: of the lines that it runs over, the first.
    pub(super) fn rect(&self, reading: &Reading, span: ByteSpan) -> DomRect {
        let range = self.live_range(reading, span);
        let lines = range.get_client_rects();
        lines.and_then(|lines| lines.item(0)).unwrap_or_else(|| range.get_bounding_client_rect())
    }

    /// The box around a span on the screen, all its lines in it.
    pub(super) fn frame(&self, reading: &Reading, span: ByteSpan) -> DomRect {
        self.live_range(reading, span).get_bounding_client_rect()
    }

    /// Where a caret at a byte stands on the screen.
    pub(super) fn caret_rect(&self, reading: &Reading, byte: usize) -> DomRect {
        let (node, offset) = self.position(reading, byte);
        let range = dom::document().create_range().unwrap_throw();
        range.set_start(&node, offset).unwrap_throw();
        let lines = range.get_client_rects();
        lines.and_then(|lines| lines.item(0)).unwrap_or_else(|| range.get_bounding_client_rect())
    }

    /// Selects what lies between two bytes, as the browser selects; nothing if they are one.
    pub(super) fn select(&self, reading: &Reading, anchor: usize, focus: usize) {
        let Some(selection) = dom::window().get_selection().ok().flatten() else { return };
        if anchor == focus {
            selection.remove_all_ranges().ok();
            return;
        }
        let (anchor, focus) = (self.position(reading, anchor), self.position(reading, focus));
        selection.set_base_and_extent(&anchor.0, anchor.1, &focus.0, focus.1).ok();
    }

    /// Where the first block begins that is on the screen.
    pub(super) fn first_in_sight(&self, reading: &Reading) -> Option<usize> {
        let seen = |block: &&Element| block.get_bounding_client_rect().bottom() > 0.0;
        let at = self.blocks.iter().position(|block| seen(&block)).unwrap_or_default();
        reading.document().blocks.get(at).map(|block| block.span.start)
    }

    /// Brings a span into the middle part of the screen, unless it is there already.
    pub(super) fn scroll_to(&self, reading: &Reading, span: ByteSpan) {
        let rect = self.live_range(reading, span).get_bounding_client_rect();
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

    fn range(&self, reading: &Reading, span: ByteSpan) -> StaticRange {
        let (start, end) = self.ends(reading, span);
        range(&start, &end)
    }

    fn live_range(&self, reading: &Reading, span: ByteSpan) -> Range {
        let (start, end) = self.ends(reading, span);
        let range = dom::document().create_range().unwrap_throw();
        range.set_start(&start.0, start.1).unwrap_throw();
        range.set_end(&end.0, end.1).unwrap_throw();
        range
    }

    /// A span, which holds something, as two positions in text nodes.
    fn ends(&self, reading: &Reading, span: ByteSpan) -> ((Text, u32), (Text, u32)) {
        let first = reading.block_at(span.start).unwrap_throw();
        let last = reading.block_at(span.end.saturating_sub(1)).unwrap_throw().max(first);
        let nodes = texts(&self.blocks[first]);
        let start = self.position_in(reading, first, &nodes, span.start);
        let end = if last == first {
            self.position_in(reading, first, &nodes, span.end)
        } else {
            self.position_in(reading, last, &texts(&self.blocks[last]), span.end)
        };
        (start, end)
    }

    /// A byte as a position in a text node: at the end of a block it belongs to that one.
    fn position(&self, reading: &Reading, byte: usize) -> (Text, u32) {
        let block = reading.block_at(byte).unwrap_or_default();
        self.position_in(reading, block, &texts(&self.blocks[block]), byte)
    }

    fn position_in(&self, reading: &Reading, block: usize, nodes: &[Text], byte: usize) -> (Text, u32) {
        let (text, block) = (&reading.document().text, reading.document().blocks[block].span);
        let offset = |byte: usize| reading.index.utf16_offset(text, byte);
        position(nodes, offset(byte.clamp(block.start, block.end)) - offset(block.start))
    }

    /// Without the highlight API: all that is shown in a `<mark>` of its own.
    fn wrap(&self, reading: &Reading, shown: impl Fn(Layer) -> bool) {
        let layers = Layer::ALL.into_iter().filter(|&layer| shown(layer));
        let mut spans: Vec<_> =
            layers.flat_map(|layer| reading.spans(layer).into_iter().map(move |span| (span, layer))).collect();
        sort::by_key(&mut spans, |(span, _)| (span.start, span.end));
        let mut spans = spans.into_iter().peekable();
        for (element, block) in self.blocks.iter().zip(&reading.document().blocks) {
            clear(element);
            let mut at = block.span.start;
            while let Some((span, layer)) = spans.next_if(|(span, _)| span.end <= block.span.end) {
                // Two layers may speak of the same words; one mark is enough.
                if span.start < at {
                    continue;
                }
                append_text(element, reading.text(ByteSpan::new(at, span.start)));
                append(element, &mark(reading, span, layer));
                at = span.end;
            }
            append_text(element, reading.text(ByteSpan::new(at, block.span.end)));
        }
    }

    fn class_choice(&self, chosen: &[usize], current: Option<usize>) {
        for mark in elements(&self.element, "mark[data-mention]") {
            let id = mark.get_attribute("data-mention").and_then(|id| id.parse::<usize>().ok());
            let is = |wanted: bool, class: &str| mark.class_list().toggle_with_force(class, wanted).map(drop);
            is(id.is_some_and(|id| chosen.contains(&id)), "newsgloss-chosen").unwrap_throw();
            is(id.is_some() && id == current, "newsgloss-current").unwrap_throw();
        }
    }
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

fn mark(reading: &Reading, span: ByteSpan, layer: Layer) -> HtmlElement {
    let mark = el::<HtmlElement>("mark", &format!("newsgloss-{}", layer.class())).text(reading.text(span));
    match layer {
        Layer::Names(_) => match reading.mention_at(span.start) {
            Some(mention) => mark.attr("data-mention", &mention.to_string()),
            None => mark,
        },
        Layer::Dates | Layer::Figures => mark,
    }
}

fn append_text(parent: &Element, text: &str) {
    if !text.is_empty() {
        append(parent, &dom::document().create_text_node(text));
    }
}

fn children(element: &Element) -> Vec<Element> {
    let children = element.children();
    (0..children.length()).filter_map(|at| children.item(at)).collect()
}

fn elements(root: &Element, selector: &str) -> Vec<Element> {
    let list = root.query_selector_all(selector).unwrap_throw();
    (0..list.length()).filter_map(|at| list.item(at)?.dyn_into().ok()).collect()
}

/// The text nodes of a block, in order: its own, and those inside its marks.
fn texts(block: &Element) -> Vec<Text> {
    let nodes = block.child_nodes();
    (0..nodes.length())
        .filter_map(|at| nodes.item(at))
        .filter_map(|node| node.dyn_ref::<Text>().cloned().or_else(|| node.first_child()?.dyn_into().ok()))
        .collect()
}

/// The text node and the offset in it of UTF-16 offset `offset` of a block.
fn position(nodes: &[Text], mut offset: usize) -> (Text, u32) {
    let last = nodes.last().unwrap_throw();
    for node in nodes {
        let length = node.length() as usize;
        if offset <= length {
            return (node.clone(), u32::try_from(offset).unwrap_throw());
        }
        offset -= length;
    }
    (last.clone(), last.length())
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
