//! HTML as far as other people's test pages need it: a tree, and its text as a browser shows it.

use newsgloss::span::{ByteSpan, Utf16Index};

/// A page: its nodes, and the text that is shown of it.
pub(super) struct Page {
    nodes: Vec<Node>,
    pub(super) text: String,
    pub(super) blocks: Vec<ByteSpan>,
    /// Whether all text is in it, as `textContent` has it.
    whole: bool,
}

struct Node {
    parent: usize,
    children: Vec<usize>,
    kind: Kind,
    /// Where the node begins and ends in the text.
    shown: ByteSpan,
}

enum Kind {
    /// What a text node holds, and whether it is in the page's text.
    Text(String, bool),
    Element(String, Vec<(String, String)>),
    Comment,
}

const ROOT: usize = 0;

const VOID: [&str; 8] = ["br", "img", "input", "hr", "meta", "link", "source", "wbr"];

/// What holds no text that is shown, and no elements where scripts run.
const RAW: [&str; 6] = ["script", "style", "title", "textarea", "iframe", "noscript"];

#[rustfmt::skip]
const BLOCKS: [&str; 30] = [
    "html", "body", "p", "div", "ul", "ol", "li", "table", "tr", "td", "th", "tbody", "thead", "h1", "h2", "h3", "h4",
    "section", "article", "main", "header", "footer", "nav", "aside", "blockquote", "pre", "dl", "dd", "dt", "input",
];

impl Page {
    /// Reads HTML. `whole` keeps the text of everything, as `textContent` has it; else what browsers do not show is left
    /// out.
    pub(super) fn new(html: &str, whole: bool) -> Self {
        let root = Node {
            parent: ROOT,
            children: Vec::new(),
            kind: Kind::Element(String::new(), Vec::new()),
            shown: ByteSpan::new(0, 0),
        };
        let mut page = Page { nodes: vec![root], text: String::new(), blocks: Vec::new(), whole };
        let mut styles = String::new();
        page.read(html, ROOT, &mut styles);
        let mut from = 0;
        page.show(ROOT, &styles, false, &mut from);
        page.end_block(&mut from);
        page
    }

    /// The element of that id.
    pub(super) fn by_id(&self, id: &str) -> Option<usize> {
        (0..self.nodes.len()).find(|&node| self.attribute(node, "id") == Some(id))
    }

    /// Where the first element of that class begins.
    pub(super) fn class_start(&self, class: &str) -> Option<usize> {
        let node = (0..self.nodes.len()).find(|&node| self.attribute(node, "class") == Some(class))?;
        Some(self.nodes[node].shown.start)
    }

    /// The id of the innermost element with one around a place of the text.
    pub(super) fn id_at(&self, byte: usize) -> Option<&str> {
        let holds = |node: &usize| {
            matches!(self.nodes[*node].kind, Kind::Text(_, true))
                && (self.nodes[*node].shown.start..self.nodes[*node].shown.end).contains(&byte)
        };
        let mut node = (0..self.nodes.len()).find(holds)?;
        loop {
            match self.attribute(node, "id") {
                Some(id) => return Some(id),
                None if node == ROOT => return None,
                None => node = self.nodes[node].parent,
            }
        }
    }

    /// The child of that number; -1 is the last.
    pub(super) fn child(&self, node: usize, number: i64) -> Option<usize> {
        let children = &self.nodes[node].children;
        let at = if number < 0 { children.len().checked_sub(1)? } else { usize::try_from(number).ok()? };
        children.get(at).copied()
    }

    /// The text node of that number, in document order.
    pub(super) fn text_node(&self, number: usize) -> Option<usize> {
        self.below(ROOT).into_iter().filter(|&node| matches!(self.nodes[node].kind, Kind::Text(..))).nth(number)
    }

    /// The node that an XPath of names, `text()` and numbers means, from the root on.
    pub(super) fn by_path(&self, path: &str) -> Option<usize> {
        let (mut found, mut deep) = (vec![ROOT], false);
        for step in path.split('/').skip(1) {
            if step.is_empty() {
                deep = true;
                continue;
            }
            let (test, number) = step.split_once('[').unwrap_or((step, ""));
            let number: Option<usize> = number.trim_end_matches(']').parse().ok();
            let parents: Vec<usize> = match std::mem::take(&mut deep) {
                true => found.iter().flat_map(|&node| std::iter::once(node).chain(self.below(node))).collect(),
                false => found,
            };
            let matching = |parent: usize| {
                let all = self.nodes[parent].children.iter().copied().filter(|&node| self.is(node, test));
                all.enumerate().filter(|(at, _)| number.is_none_or(|number| at + 1 == number)).map(|(_, node)| node)
            };
            found = parents.into_iter().flat_map(matching).collect();
        }
        found.first().copied()
    }

    fn is(&self, node: usize, test: &str) -> bool {
        match test {
            "text()" => matches!(self.nodes[node].kind, Kind::Text(..)),
            name => self.name(node) == Some(name),
        }
    }

    /// The nodes below one, in document order.
    fn below(&self, node: usize) -> Vec<usize> {
        let (mut found, mut waiting) = (Vec::new(), self.nodes[node].children.clone());
        waiting.reverse();
        while let Some(node) = waiting.pop() {
            found.push(node);
            waiting.extend(self.nodes[node].children.iter().rev());
        }
        found
    }

    /// The place in the text of a boundary point of the tree: an offset in UTF-16 code units into a text, or a number of
    /// children.
    pub(super) fn place(&self, node: usize, offset: usize) -> usize {
        let Node { children, kind, shown, .. } = &self.nodes[node];
        match kind {
            Kind::Text(text, true) => shown.start + Utf16Index::new(text).byte_offset(text, offset),
            Kind::Text(_, false) | Kind::Comment => shown.start,
            Kind::Element(..) => children.get(offset).map_or(shown.end, |&child| self.nodes[child].shown.start),
        }
    }

    fn name(&self, node: usize) -> Option<&str> {
        match &self.nodes[node].kind {
            Kind::Element(name, _) => Some(name),
            _ => None,
        }
    }

    fn attribute(&self, node: usize, name: &str) -> Option<&str> {
        match &self.nodes[node].kind {
            Kind::Element(_, attributes) => {
                attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
            }
            _ => None,
        }
    }

    fn add(&mut self, parent: usize, kind: Kind) -> usize {
        let at = self.nodes.len();
        self.nodes.push(Node { parent, children: Vec::new(), kind, shown: ByteSpan::new(0, 0) });
        self.nodes[parent].children.push(at);
        at
    }

    /// Reads markup into the children of a node.
    fn read(&mut self, html: &str, top: usize, styles: &mut String) {
        let (mut open, mut rest) = (top, html);
        while !rest.is_empty() {
            let Some(at) = rest
                .find('<')
                .filter(|&at| rest[at + 1..].starts_with(|c: char| c.is_alphabetic() || c == '/' || c == '!'))
            else {
                self.add(open, Kind::Text(unescape(rest), false));
                break;
            };
            if at > 0 {
                self.add(open, Kind::Text(unescape(&rest[..at]), false));
            }
            rest = &rest[at..];
            if let Some(comment) = rest.strip_prefix("<!--") {
                self.add(open, Kind::Comment);
                rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
                continue;
            }
            let end = rest.find('>').unwrap_or(rest.len() - 1);
            let tag = &rest[1..end];
            rest = &rest[end + 1..];
            if let Some(name) = tag.strip_prefix('/') {
                open = self.close(open, top, &name.trim().to_lowercase());
            } else if !tag.starts_with('!') {
                open = self.open(open, top, tag, &mut rest, styles);
            }
        }
    }

    /// The node that is open once the element of that name is closed; the same one if none is.
    fn close(&self, open: usize, top: usize, name: &str) -> usize {
        let mut node = open;
        while node != top {
            if self.name(node) == Some(name) {
                return self.nodes[node].parent;
            }
            node = self.nodes[node].parent;
        }
        open
    }

    fn open(&mut self, open: usize, top: usize, tag: &str, rest: &mut &str, styles: &mut String) -> usize {
        let tag = tag.trim_end_matches('/');
        let name_ends = tag.find(char::is_whitespace).unwrap_or(tag.len());
        let name = tag[..name_ends].to_lowercase();
        let mut parent = open;
        if BLOCKS.contains(&name.as_str()) {
            parent = self.close(open, top, "p");
        }
        let node = self.add(parent, Kind::Element(name.clone(), attributes(&tag[name_ends..])));
        if RAW.contains(&name.as_str()) {
            let (inside, after) = rest.split_once(&format!("</{name}>")).unwrap_or((rest, ""));
            match name.as_str() {
                "style" | "script" | "noscript" if self.whole => {
                    self.add(node, Kind::Text(inside.to_owned(), false));
                }
                "style" => styles.push_str(inside),
                // A page may write its own markup: the one thing that a script is read for.
                "script" => {
                    let written = inside.split_once(".innerHTML = '").and_then(|(_, written)| written.split_once('\''));
                    if let Some((written, _)) = written {
                        self.read(written, parent, styles);
                    }
                }
                _ => {
                    self.add(node, Kind::Text(unescape(inside), false));
                }
            }
            *rest = after;
            return parent;
        }
        if VOID.contains(&name.as_str()) { parent } else { node }
    }

    /// Puts what is shown of a node into the text.
    fn show(&mut self, node: usize, styles: &str, hidden: bool, from: &mut usize) {
        let whole = self.whole;
        let name = self.name(node).unwrap_or_default().to_owned();
        let none = self.styled(node, styles, "display", "none") || RAW.contains(&name.as_str());
        let hidden = hidden || self.styled(node, styles, "visibility", "hidden");
        let block = !whole && !none && BLOCKS.contains(&name.as_str());
        if block {
            self.end_block(from);
        }
        let start = self.text.len();
        if let Kind::Text(text, is_shown) = &mut self.nodes[node].kind {
            if whole || !hidden {
                self.text.push_str(text);
                *is_shown = true;
            }
        } else if name == "br" && !whole {
            self.text.push('\n');
        } else if whole || !none {
            for child in self.nodes[node].children.clone() {
                self.show(child, styles, hidden, from);
            }
        }
        self.nodes[node].shown = ByteSpan::new(start, self.text.len());
        if block {
            self.end_block(from);
        }
    }

    fn end_block(&mut self, from: &mut usize) {
        if *from < self.text.len() {
            self.blocks.push(ByteSpan::new(*from, self.text.len()));
            if !self.whole {
                self.text.push_str("\n\n");
            }
        }
        *from = self.text.len();
    }

    /// Whether an element's own style, or a rule for its id, says so.
    fn styled(&self, node: usize, styles: &str, property: &str, value: &str) -> bool {
        let says = |style: &str| style.replace(' ', "").contains(&format!("{property}:{value}"));
        let own = self.attribute(node, "style").is_some_and(says);
        let rule = |id: &str| {
            let rules = styles.split('}').filter_map(|rule| rule.split_once('{'));
            rules.filter(|(selector, _)| selector.trim().ends_with(&format!("#{id}"))).any(|(_, style)| says(style))
        };
        own || self.attribute(node, "id").is_some_and(rule)
    }
}

fn attributes(text: &str) -> Vec<(String, String)> {
    let (mut found, mut rest) = (Vec::new(), text.trim_start());
    while !rest.is_empty() {
        let ends = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let name = rest[..ends].to_lowercase();
        rest = rest[ends..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            (value, rest) = match quote {
                Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                None => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
            };
            rest = rest.trim_start();
        }
        found.push((name, unescape(value)));
    }
    found
}

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let ends = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(rest.len());
        let name = &rest[..ends];
        let code =
            name.strip_prefix("#x").map(|hex| u32::from_str_radix(hex, 16)).or(name.strip_prefix('#').map(str::parse));
        let c = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "nbsp" => Some('\u{a0}'),
            _ => code.and_then(Result::ok).and_then(char::from_u32),
        };
        match c {
            Some(c) => {
                out.push(c);
                rest = rest[ends..].strip_prefix(';').unwrap_or(&rest[ends..]);
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
    out
}
