//! What stands in a line of a note: emphasis, code and links.
//!
//! The text is read once from start to end, with a stack of the marks that are open. A mark of a kind that is open
//! already makes the earlier one a character like any other, so that the stack has at most one of each.

use super::{Element, Node, Tag, is_safe};

/// Marks that have been opened, each with what has been read since.
struct Reader<'t> {
    text: &'t str,
    at: usize,
    /// The words of the paragraph itself, and of each mark that is open.
    frames: Vec<Frame>,
    /// Lengths of runs of backticks that nothing closes from here on.
    unclosed: [bool; LONGEST_TICKS + 1],
}

struct Frame {
    /// The mark as it is written; empty for the paragraph.
    mark: &'static str,
    nodes: Vec<Node>,
}

/// Runs of backticks longer than this are no marks of code.
const LONGEST_TICKS: usize = 4;

/// The longest address, in bytes: it bounds how far one is looked for.
const LONGEST_ADDRESS: usize = 2048;

const LINK: &str = "[";

pub(super) fn parse(text: &str) -> Vec<Node> {
    let paragraph = Frame { mark: "", nodes: Vec::new() };
    let mut reader = Reader { text, at: 0, frames: vec![paragraph], unclosed: [false; LONGEST_TICKS + 1] };
    while let Some(c) = reader.rest().chars().next() {
        reader.step(c);
    }
    reader.spill(1);
    reader.frames.pop().map(|frame| frame.nodes).unwrap_or_default()
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn step(&mut self, c: char) {
        match c {
            '\n' => {
                self.push(Tag::Break.with(Vec::new()));
                self.at += 1;
            }
            '\\' => self.escape(),
            '`' => self.code(),
            '*' | '_' => self.emphasis(c),
            '[' => self.open(LINK),
            ']' if self.has(LINK) => self.link(),
            'h' if self.address() => {}
            _ => self.plain(c.len_utf8()),
        }
    }

    fn push(&mut self, node: Node) {
        if let Some(frame) = self.frames.last_mut() {
            frame.nodes.push(node);
        }
    }

    /// Adds words as they are.
    fn words(&mut self, words: &str) {
        match self.frames.last_mut().and_then(|frame| frame.nodes.last_mut()) {
            Some(Node::Text(text)) => text.push_str(words),
            _ => self.push(Node::Text(words.to_owned())),
        }
    }

    /// Takes the next bytes as they are.
    fn plain(&mut self, bytes: usize) {
        self.words(&self.rest()[..bytes]);
        self.at += bytes;
    }

    /// A backslash: what stands behind it is no mark.
    fn escape(&mut self) {
        let marked = self.rest()[1..].starts_with(|c: char| c.is_ascii_punctuation());
        self.at += usize::from(marked);
        self.plain(1);
    }

    fn code(&mut self) {
        let rest = self.rest();
        let ticks = rest.len() - rest.trim_start_matches('`').len();
        let close = (ticks <= LONGEST_TICKS && !self.unclosed[ticks]).then(|| run_of(&rest[ticks..], ticks)).flatten();
        let Some(close) = close else {
            if let Some(unclosed) = self.unclosed.get_mut(ticks) {
                *unclosed = true;
            }
            return self.plain(ticks);
        };
        let inside = rest[ticks..][..close].replace('\n', " ");
        // One space on either side makes room for a backtick.
        let bare = inside.strip_prefix(' ').and_then(|inside| inside.strip_suffix(' '));
        let bare = bare.filter(|bare| !bare.trim().is_empty()).unwrap_or(&inside);
        self.push(Tag::Code.with(vec![Node::Text(bare.to_owned())]));
        self.at += ticks + close + ticks;
    }

    /// A run of stars or underscores: it closes what was opened with them, or opens, or is what it is.
    fn emphasis(&mut self, c: char) {
        let rest = self.rest();
        let run = rest.len() - rest.trim_start_matches(c).len();
        let (before, after) = (self.text[..self.at].chars().next_back(), rest[run..].chars().next());
        let beside = |side: Option<char>| side.is_some_and(|side| !side.is_whitespace());
        // An underscore in a word is part of the word.
        let joined = |side: Option<char>| c == '_' && side.is_some_and(char::is_alphanumeric);
        let marks = if c == '*' { ["**", "*"] } else { ["__", "_"] };
        let fitting = marks.into_iter().filter(|mark| mark.len() <= run);
        if beside(before) && !joined(after) {
            let frames = self.frames.iter().enumerate().rev().take_while(|(_, frame)| frame.mark != LINK);
            let open =
                frames.filter(|(_, frame)| fitting.clone().any(|mark| mark == frame.mark)).map(|(at, _)| at).next();
            if let Some(open) = open {
                return self.close(open);
            }
        }
        match fitting.clone().next() {
            Some(mark) if beside(after) && !joined(before) => self.open(mark),
            _ => self.plain(run),
        }
    }

    /// Opens a mark; one of its kind that is open already is none.
    fn open(&mut self, mark: &'static str) {
        if let Some(earlier) = self.frames.iter().position(|frame| frame.mark == mark) {
            self.spill(earlier);
        }
        self.frames.push(Frame { mark, nodes: Vec::new() });
        self.at += mark.len();
    }

    fn has(&self, mark: &str) -> bool {
        self.frames.iter().any(|frame| frame.mark == mark)
    }

    /// Closes the mark of that frame, which stands here again.
    fn close(&mut self, open: usize) {
        self.spill(open + 1);
        if let Some(Frame { mark, nodes }) = self.frames.pop() {
            let tag = if mark.len() == 2 { Tag::Strong } else { Tag::Emphasis };
            self.push(tag.with(nodes));
            self.at += mark.len();
        }
    }

    /// Makes the marks from that frame on characters like any other.
    fn spill(&mut self, from: usize) {
        while self.frames.len() > from.max(1) {
            let Some(Frame { mark, nodes }) = self.frames.pop() else { return };
            self.words(mark);
            let mut nodes = nodes.into_iter();
            // What is in the frame joins on to the text before it.
            match nodes.next() {
                Some(Node::Text(text)) => self.words(&text),
                Some(node) => self.push(node),
                None => {}
            }
            if let Some(frame) = self.frames.last_mut() {
                frame.nodes.extend(nodes);
            }
        }
    }

    /// The end of what may be the words of a link.
    fn link(&mut self) {
        let open = self.frames.iter().position(|frame| frame.mark == LINK).unwrap_or(1);
        match destination(&self.rest()[1..]) {
            Some(address) if is_safe(address) => {
                self.spill(open + 1);
                let words = self.frames.pop().map(|frame| frame.nodes).unwrap_or_default();
                self.push(link(address, words));
                self.at += 1 + address.len() + 2;
            }
            _ => {
                self.spill(open);
                self.plain(1);
            }
        }
    }

    /// An address in the text itself, unless it stands in the words of a link; whether there is one.
    fn address(&mut self) -> bool {
        let begins = |scheme: &&str| self.rest().starts_with(*scheme);
        let in_word = self.text[..self.at].ends_with(char::is_alphanumeric);
        let Some(scheme) = ["https://", "http://"].into_iter().find(begins) else { return false };
        let ends =
            |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '[' | ']' | '`' | '*');
        let rest = self.rest();
        let length = rest.find(ends).unwrap_or(rest.len());
        // Stops behind an address are the sentence's, and so is a bracket that was not opened in it.
        let own = rest[..length].contains('(');
        let stop = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'') || (c == ')' && !own);
        let address = rest[..length].trim_end_matches(stop);
        let fits = (scheme.len() + 1..=LONGEST_ADDRESS).contains(&address.len());
        if fits && !in_word && !self.has(LINK) {
            self.push(link(address, vec![Node::Text(address.to_owned())]));
            self.at += address.len();
        } else {
            self.plain(address.len().max(1));
        }
        true
    }
}

/// Where in `text` a run of exactly so many backticks begins.
fn run_of(text: &str, ticks: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(start) = text[at..].find('`').map(|start| at + start) {
        let length = text[start..].bytes().take_while(|byte| *byte == b'`').count();
        if length == ticks {
            return Some(start);
        }
        at = start + length;
    }
    None
}

fn link(address: &str, words: Vec<Node>) -> Node {
    Node::Element(Element { tag: Tag::Link, address: Some(address.to_owned()), children: words })
}

/// The address in round brackets that `text` begins with. It has no white space, and its own brackets are paired.
fn destination(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('(')?;
    let mut depth = 0;
    for (at, c) in inside.char_indices().take_while(|(at, _)| *at < LONGEST_ADDRESS) {
        match c {
            ')' if depth == 0 => return Some(&inside[..at]),
            ')' => depth -= 1,
            '(' => depth += 1,
            '<' | '>' | '[' | ']' => return None,
            c if c.is_whitespace() || c.is_control() => return None,
            _ => {}
        }
    }
    None
}
