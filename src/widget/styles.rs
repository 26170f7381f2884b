//! The style sheets: those of the view go to its shadow root, and the one that draws on an article to where that is.

use std::cell::RefCell;

use js_sys::{Array, Object};
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{CssStyleSheet, Document, Node, ShadowRoot};

thread_local! {
    static VIEW: CssStyleSheet = sheet(include_str!("../../www/widget.css"));
    static EMBEDDED: CssStyleSheet = sheet(include_str!("../../www/embedded.css"));
    static DRAWN: CssStyleSheet = sheet(include_str!("../../www/highlights.css"));
    /// The trees that articles are in, with how many views there are of such.
    static TREES: RefCell<Vec<(Node, usize)>> = const { RefCell::new(Vec::new()) };
}

/// The sheet that draws on an article, in the tree that the article is in; taken away again with the last of these.
pub(super) struct Drawn {
    tree: Node,
}

impl Drawn {
    /// Adopts it for an article that `node` is, or is around.
    pub(super) fn adopt(node: &Node) -> Drawn {
        let tree = node.get_root_node();
        let first = TREES.with_borrow_mut(|trees| match trees.iter_mut().find(|(known, _)| *known == tree) {
            Some((_, count)) => {
                *count += 1;
                false
            }
            None => {
                trees.push((tree.clone(), 1));
                true
            }
        });
        if first {
            DRAWN.with(|sheet| set(&tree, &adopted(&tree).concat(&Array::of1(sheet))));
        }
        Drawn { tree }
    }
}

impl Drop for Drawn {
    fn drop(&mut self) {
        let last = TREES.with_borrow_mut(|trees| {
            let at = trees.iter().position(|(known, _)| *known == self.tree)?;
            trees[at].1 -= 1;
            (trees[at].1 == 0).then(|| trees.swap_remove(at))
        });
        if last.is_some() {
            let others = DRAWN.with(|sheet| adopted(&self.tree).filter(&mut |other, _, _| !Object::is(&other, sheet)));
            set(&self.tree, &others);
        }
    }
}

/// Gives a view's shadow root its style.
pub(super) fn dress(root: &ShadowRoot, embedded: bool) {
    let sheets = VIEW.with(|sheet| Array::of1(sheet));
    if embedded {
        EMBEDDED.with(|sheet| sheets.push(sheet));
    }
    root.set_adopted_style_sheets(&sheets);
}

fn adopted(tree: &Node) -> Array {
    let of_page = tree.dyn_ref::<Document>().map(Document::adopted_style_sheets);
    of_page.or_else(|| tree.dyn_ref::<ShadowRoot>().map(ShadowRoot::adopted_style_sheets)).unwrap_or_default()
}

fn set(tree: &Node, sheets: &Array) {
    if let Some(page) = tree.dyn_ref::<Document>() {
        page.set_adopted_style_sheets(sheets);
    } else if let Some(root) = tree.dyn_ref::<ShadowRoot>() {
        root.set_adopted_style_sheets(sheets);
    }
}

fn sheet(css: &str) -> CssStyleSheet {
    let sheet = CssStyleSheet::new().unwrap_throw();
    sheet.replace_sync(css).unwrap_throw();
    sheet
}
