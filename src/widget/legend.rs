//! The legend: what each underline means, how many there are, and a switch for each.

use std::collections::BTreeSet;

use gloo::events::EventListener;
use web_sys::{Element, HtmlButtonElement, HtmlElement};

use super::dom::{self, Build, append, button, el};
use super::layer::Layer;
use super::view::{Action, Dispatch};

/// The legend's buttons, one a layer, in the order of [`Layer::ALL`].
pub(super) struct Legend {
    pub(super) element: HtmlElement,
    chips: Vec<Chip>,
}

struct Chip {
    button: HtmlButtonElement,
    count: Element,
    _click: EventListener,
}

impl Legend {
    pub(super) fn new(dispatch: &Dispatch) -> Legend {
        let element = el::<HtmlElement>("div", "legend")
            .attr("role", "group")
            .attr_said("aria-label", "What is marked in the text");
        let chips = Layer::ALL.map(|layer| Chip::new(layer, dispatch.clone())).into();
        let legend = Legend { element, chips };
        for chip in &legend.chips {
            append(&legend.element, &chip.button);
        }
        legend
    }

    /// Shows the counts and what is hidden. Before anything is known there are no counts.
    pub(super) fn render(&self, counts: Option<[usize; Layer::ALL.len()]>, hidden: &BTreeSet<Layer>) {
        for (at, chip) in self.chips.iter().enumerate() {
            dom::state(&chip.button, "aria-pressed", !hidden.contains(&Layer::ALL[at]));
            let count = counts.map(|counts| counts[at]);
            chip.count.set_text_content(Some(&count.map_or_else(String::new, |count| count.to_string())));
            chip.button.class_list().toggle_with_force("none", count == Some(0)).ok();
        }
    }
}

impl Chip {
    fn new(layer: Layer, dispatch: Dispatch) -> Chip {
        let count: Element = el("span", "count");
        let button = button(&format!("chip {}", layer.class()), "")
            .attr("title", &layer.title())
            .child(&el::<Element>("span", "label").text(&layer.label()))
            .child(&count);
        let click = EventListener::new(&button, "click", move |_| dispatch(Action::Toggle(layer)));
        Chip { button, count, _click: click }
    }
}
