//! Reads a document from the elements of a page, as a reader of the page sees it.
//!
//! White space collapses as it does on the screen. What is no part of the article (navigation, asides, forms, scripts,
//! what is hidden) is left out, and so is what a publisher marks with `data-newsgloss-ignore`.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node, Text};

use super::{Ground, Piece, date, units};
use crate::document::markup::{self, Part, Role};
use crate::document::{BlockKind, Date, Document};
use crate::span::ByteSpan;

/// What is passed over with all that is in it.
const IGNORED: &str = "script, style, template, noscript, nav, aside, form, button, select, textarea, input, iframe, object, svg, \
     math, canvas, video, audio, img, dialog, menu, news-gloss, [hidden], [aria-hidden='true'], [data-newsgloss-ignore], \
     [contenteditable]:not([contenteditable='false']), [role='navigation'], [role='complementary'], [role='search'], \
     [role='form'], [role='dialog'], [role='toolbar'], [role='menu']";

/// What stands in a line with the words around it. All else stands on lines of its own.
const INLINE: &str = "a, abbr, acronym, b, bdi, bdo, big, cite, code, data, del, dfn, em, font, i, ins, kbd, label, mark, nobr, q, \
     rb, rp, rt, ruby, s, samp, small, span, strike, strong, sub, sup, time, tt, u, var, wbr";

/// What marks the authors' line.
const AUTHORS: &str = "address, [rel~='author'], [itemprop~='author'], [class*='byline' i]";

/// Bytes of the longest line of authors: more is about an author.
const LONGEST_BYLINE: usize = 200;

/// Bytes of the longest line above a report that its day may stand in.
const LONGEST_HEAD: usize = 160;

/// Reads the content of `root`. Elements with a `slot` in it are not content but parts of the view.
pub(in crate::widget) fn scan(root: &HtmlElement) -> (Document, Ground) {
    let mut scan = Scan { shown: is_shown(root), ..Scan::default() };
    let mut next = root.first_child();
    // Downwards, then onwards, then upwards: no recursion, however deep the elements are.
    while let Some(node) = next {
        let mut entered = scan.enter(root, &node);
        next = node.first_child().filter(|_| entered);
        let mut last = node;
        while next.is_none() && !last.is_same_node(Some(root)) {
            if let Some(element) = last.dyn_ref::<Element>().filter(|_| entered) {
                scan.leave(element);
            }
            next = last.next_sibling();
            let Some(parent) = last.parent_node().filter(|_| next.is_none()) else { break };
            (last, entered) = (parent, true);
        }
    }
    scan.end_part();
    let published = date::published(root, scan.day);
    (markup::read(scan.text, &scan.parts, published), Ground::new(scan.pieces))
}

/// What has been read so far.
#[derive(Default)]
struct Scan {
    text: String,
    /// The length of the text in UTF-16 code units.
    units: u32,
    parts: Vec<Part>,
    pieces: Vec<Piece>,
    /// What is being read, if any of its words have been.
    open: Option<Open>,
    /// The elements around that say what is in them, the innermost last.
    around: Vec<(Element, Role)>,
    /// Whether there was a line break after the last words.
    broken: bool,
    /// Whether the page shows `root` at all; else nothing can be left out for not being shown.
    shown: bool,
    titled: bool,
    /// Whether the report has begun: there has been a line too long to stand above it.
    begun: bool,
    day: Option<Date>,
}

/// A part being read.
struct Open {
    start: usize,
    role: Role,
}

impl Scan {
    /// Takes a node; whether what is in it is to be read.
    fn enter(&mut self, root: &HtmlElement, node: &Node) -> bool {
        if let Some(text) = node.dyn_ref::<Text>() {
            self.read(text);
            return false;
        }
        let Some(element) = node.dyn_ref::<Element>() else { return false };
        if element.tag_name() == "BR" {
            // Two of them part paragraphs.
            if std::mem::replace(&mut self.broken, true) {
                self.end_part();
            }
            return false;
        }
        let of_view =
            element.has_attribute("slot") && element.parent_node().is_some_and(|p| p.is_same_node(Some(root)));
        if of_view || element.matches(IGNORED).unwrap_or(false) {
            self.part_words();
            return false;
        }
        let inline = element.matches(INLINE).unwrap_or(false);
        if !inline && self.shown && !is_shown(element) {
            return false;
        }
        if !inline {
            self.end_part();
        }
        if let Some(role) = self.role_of(element) {
            self.around.push((element.clone(), role));
        }
        if self.day.is_none() && element.tag_name() == "TIME" && self.is_head() {
            self.day = date::told(element);
        }
        true
    }

    fn leave(&mut self, element: &Element) {
        if !element.matches(INLINE).unwrap_or(false) {
            self.end_part();
        }
        if self.around.last().is_some_and(|(last, _)| last.is_same_node(Some(element))) {
            self.around.pop();
        }
    }

    /// What an element says that its words are.
    fn role_of(&mut self, element: &Element) -> Option<Role> {
        let kind = |kind| Some(Role::Block(kind));
        match element.tag_name().as_str() {
            "H1" if !std::mem::replace(&mut self.titled, true) => Some(Role::Title),
            "H1" | "H2" | "H3" | "H4" | "H5" | "H6" => kind(BlockKind::Heading),
            "LI" | "DT" | "DD" | "TD" | "TH" => kind(BlockKind::ListItem),
            "BLOCKQUOTE" => kind(BlockKind::Quote),
            "FIGCAPTION" | "CAPTION" => kind(BlockKind::Caption),
            "FOOTER" => kind(BlockKind::Boilerplate),
            _ if element.matches(AUTHORS).unwrap_or(false) => Some(Role::Byline),
            _ if element.get_attribute("role").as_deref() == Some("heading") => kind(BlockKind::Heading),
            _ => None,
        }
    }

    /// Whether there have been short lines only.
    fn is_head(&self) -> bool {
        !self.begun && self.open.as_ref().is_none_or(|open| self.text.len() - open.start <= LONGEST_HEAD)
    }

    /// Reads the words of a text node.
    fn read(&mut self, node: &Text) {
        let mut piece: Option<Piece> = None;
        let mut offset = 0;
        for c in node.data().chars() {
            let space = matches!(c, ' ' | '\n' | '\t' | '\r' | '\u{c}');
            if !space {
                self.begin_part();
            }
            if space && self.ends_with_space() {
                self.pieces.extend(piece.take());
            } else {
                let c = if space { ' ' } else { c };
                let piece =
                    piece.get_or_insert_with(|| Piece { node: node.clone(), offset, start: self.units, length: 0 });
                self.text.push(c);
                self.units += units(c.len_utf16());
                piece.length += units(c.len_utf16());
            }
            offset += units(c.len_utf16());
        }
        self.pieces.extend(piece);
    }

    /// Whether a space after the last words would not be seen.
    fn ends_with_space(&self) -> bool {
        self.broken || self.open.is_none() || self.text.ends_with([' ', '\n'])
    }

    /// A word comes: begins a part unless one is being read, or a line of it after a line break.
    fn begin_part(&mut self) {
        if self.open.is_none() {
            if !self.text.is_empty() {
                self.push_own("\n\n");
            }
            // The outermost: a paragraph in a quotation is quoted.
            let outer = self.around.iter().map(|(_, role)| *role).find(|role| *role != Role::Byline);
            let role = outer.or_else(|| self.around.last().map(|(_, role)| *role));
            let role = role.unwrap_or(Role::Block(BlockKind::Paragraph));
            self.open = Some(Open { start: self.text.len(), role });
        } else if self.broken {
            self.trim();
            self.push_own("\n");
        }
        self.broken = false;
    }

    /// What is passed over parts the words on either side.
    fn part_words(&mut self) {
        if !self.ends_with_space() {
            self.push_own(" ");
        }
    }

    /// Text that stands in no node.
    fn push_own(&mut self, text: &str) {
        self.text.push_str(text);
        self.units += text.chars().map(|c| units(c.len_utf16())).sum::<u32>();
    }

    fn end_part(&mut self) {
        self.broken = false;
        let Some(Open { start, role }) = self.open.take() else { return };
        self.trim();
        let span = ByteSpan::new(start, self.text.len());
        self.begun |= span.len() > LONGEST_HEAD && role != Role::Title;
        let role = match role {
            Role::Byline if span.len() > LONGEST_BYLINE => Role::Block(BlockKind::Paragraph),
            role => role,
        };
        // A no-break space is no word.
        if let Some(span) = span.trim(&self.text) {
            self.parts.push(Part { span, role });
        }
    }

    /// Takes a space at the end back.
    fn trim(&mut self) {
        while self.text.ends_with(' ') {
            self.text.pop();
            self.units -= 1;
            if let Some(last) = self.pieces.last_mut().filter(|last| last.end() > self.units) {
                last.length -= 1;
            }
        }
        while self.pieces.last().is_some_and(|last| last.length == 0) {
            self.pieces.pop();
        }
    }
}

/// Whether the page shows an element: by the standard method, and where there is none it is taken to be so.
fn is_shown(element: &Element) -> bool {
    let check = js_sys::Reflect::get(element, &"checkVisibility".into());
    let check = check.ok().and_then(|check| check.dyn_into::<js_sys::Function>().ok());
    check.and_then(|check| check.call0(element).ok()).is_none_or(|shown| shown.is_truthy())
}
