//! Notes in Markdown.

use newsgloss::annotation::markdown::{Element, MOST_DEPTH, Node, parse};
use newsgloss::document::element::escape;

const CASES: &str = include_str!("../cases/markdown.txt");

/// The tree in HTML's notation.
fn write(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => escape(text, out),
            Node::Element(Element { tag, address, children }) => {
                out.extend(["<", tag.as_str()]);
                if let Some(address) = address {
                    out.push_str(" href=\"");
                    escape(address, out);
                    out.push('"');
                }
                out.push('>');
                write(children, out);
                out.extend(["</", tag.as_str(), ">"]);
            }
        }
    }
}

fn drawn(note: &str) -> String {
    let mut out = String::new();
    write(&parse(note), &mut out);
    out
}

fn check(case: &str) {
    let (note, tree) = case.split_once("\n----\n").unwrap_or_else(|| panic!("{case}"));
    assert_eq!(drawn(note), tree, "{note}");
}

#[test]
fn notes_are_drawn_as_markdown_has_it() {
    let (_, cases) = CASES.split_once("\n\n").unwrap();
    assert_eq!(cases.trim_end().split("\n====\n").map(check).count(), 18);
}

#[test]
fn every_address_is_of_the_web_or_the_mail() {
    for seed in 0..300 {
        let mut waiting = parse(&crate::generate::text(seed).replace(' ', "[x](javascript:y) *"));
        while let Some(node) = waiting.pop() {
            if let Node::Element(Element { address, children, .. }) = node {
                let safe = |address: &str| ["http://", "https://", "mailto:"].iter().any(|s| address.starts_with(s));
                assert!(address.as_deref().is_none_or(safe), "{address:?}");
                waiting.extend(children);
            }
        }
    }
}

/// How deep the tree is.
fn depth(nodes: &[Node]) -> usize {
    let below = nodes.iter().map(|node| match node {
        Node::Text(_) => 0,
        Node::Element(element) => 1 + depth(&element.children),
    });
    below.max().unwrap_or_default()
}

#[test]
fn hostile_notes_take_no_time_and_nest_no_deeper() {
    let pieces =
        ["*a ", "**a _b ", "[", "[](", "[a](b", "`", "` `` ``` ", "> ", ">", "- ", "  - a\n", "https://(", "***", "_*"];
    for piece in pieces {
        let tree = parse(&piece.repeat(100_000));
        assert!(!tree.is_empty() && depth(&tree) <= 2 * MOST_DEPTH + 6, "{piece:?}");
    }
}
