//! A note as it is read: its Markdown as elements, made one by one and never from markup.

use web_sys::Node as DomNode;
use web_sys::{Element, HtmlElement};

use crate::annotation::markdown::{self, Node, Tag};
use crate::widget::dom::{self, Build, append, el};

/// A note, drawn.
pub(in crate::widget) fn written(note: &str) -> HtmlElement {
    let element = el::<HtmlElement>("div", "written").attr("dir", "auto");
    draw(&element, &markdown::parse(note));
    element
}

/// Draws a tree of no more than [`markdown::MOST_DEPTH`] levels of blocks, and what is in their lines.
fn draw(parent: &DomNode, nodes: &[Node]) {
    for node in nodes {
        match node {
            Node::Text(text) => append(parent, &dom::document().create_text_node(text)),
            Node::Element(part) => {
                let element: Element = el(part.tag.as_str(), "");
                if let (Tag::Link, Some(address)) = (part.tag, &part.address) {
                    element.set_attribute("href", address).ok();
                    element.set_attribute("target", "_blank").ok();
                    element.set_attribute("rel", "noopener noreferrer").ok();
                }
                draw(&element, &part.children);
                append(parent, &element);
            }
        }
    }
}
