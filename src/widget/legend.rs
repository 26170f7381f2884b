//! The legend: what each underline means, how many there are, and a switch for each type.

use std::collections::BTreeSet;

use gloo::events::EventListener;
use web_sys::{Element, HtmlButtonElement, HtmlElement};

use super::dom::{self, Build, append, button, el};
use super::labels;
use super::view::{Action, Dispatch};
use crate::entity::MentionType;

/// The legend's buttons, one a type, in the order of [`MentionType::ALL`].
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
        let element =
            el::<HtmlElement>("div", "legend").attr("role", "group").attr("aria-label", "Types of name shown");
        let chips = MentionType::ALL.map(|kind| Chip::new(kind, dispatch.clone())).into();
        let legend = Legend { element, chips };
        for chip in &legend.chips {
            append(&legend.element, &chip.button);
        }
        legend
    }

    /// Shows the counts and which types are hidden. Before the names are known there are no counts.
    pub(super) fn render(&self, counts: Option<[usize; MentionType::ALL.len()]>, hidden: &BTreeSet<MentionType>) {
        for (at, chip) in self.chips.iter().enumerate() {
            let kind = MentionType::ALL[at];
            dom::state(&chip.button, "aria-pressed", !hidden.contains(&kind));
            let count = counts.map(|counts| counts[at]);
            chip.count.set_text_content(Some(&count.map_or_else(String::new, |count| count.to_string())));
            chip.button.class_list().toggle_with_force("none", count == Some(0)).ok();
        }
    }
}

impl Chip {
    fn new(kind: MentionType, dispatch: Dispatch) -> Chip {
        let count: Element = el("span", "count");
        let button = button(&format!("chip {}", labels::class(kind)), "")
            .attr("title", labels::plural(kind))
            .child(&el::<Element>("span", "label").text(labels::short(kind)))
            .child(&count);
        let click = EventListener::new(&button, "click", move |_| dispatch(Action::Toggle(kind)));
        Chip { button, count, _click: click }
    }
}
