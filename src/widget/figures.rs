//! The figures: how many, how much, in which order, each with what it counts and where it is told.

use web_sys::{Element, HtmlElement};

use super::dom::{self, Build, el};
use super::figure;
use super::panels::{Lookup, Panel, Scene};
use super::place::{self, Places};
use super::view::Dispatch;
use super::words::{msg, say};
use crate::quantity::{Quantity, QuantityKind};

/// The lists, each with its heading, in order: first what speaks for itself.
const LISTS: [(&str, &str); 6] = [
    ("counts", msg("Counts")),
    ("money", msg("Money")),
    ("percentages", msg("Percentages")),
    ("measures", msg("Measures")),
    ("numbers", msg("Other numbers")),
    ("order", msg("Order")),
];

/// Their names alone.
const NAMES: &[&str] = &[LISTS[0].0, LISTS[1].0, LISTS[2].0, LISTS[3].0, LISTS[4].0, LISTS[5].0];

/// The figures panel.
pub(super) struct FiguresPanel {
    element: HtmlElement,
    note: Element,
    places: Places,
}

impl FiguresPanel {
    pub(super) fn new(dispatch: &Dispatch) -> FiguresPanel {
        let (note, places) = (el::<Element>("p", "empty"), Places::new(dispatch, NAMES));
        let element = el::<HtmlElement>("div", "").child(&note).child(&places.element);
        FiguresPanel { element, note, places }
    }
}

impl Panel for FiguresPanel {
    fn element(&self) -> &HtmlElement {
        &self.element
    }

    fn render(&self, scene: &Scene) {
        let reading = scene.reading;
        let figures = &reading.analysis.quantities;
        let mut parts = Vec::new();
        for (name, heading) in LISTS {
            let figures: Vec<_> = figures.iter().filter(|figure| list_of(figure) == name).collect();
            if !figures.is_empty() {
                let tell = |figure: &&Quantity| {
                    let words = figure::words(reading, figure);
                    (figure.span, words.filter(|words| words != reading.text(figure.span)))
                };
                parts.push(place::list(scene, name, &say(heading), &figures, tell));
            }
        }
        let note = match (parts.is_empty(), scene.lookup) {
            (false, _) => String::new(),
            (true, Lookup::Running) => say("Looking for figures…"),
            (true, _) => say("No figures were found in this text."),
        };
        self.note.set_text_content(Some(&note));
        dom::toggle(&self.note, "hidden", note.is_empty());
        self.places.fill(scene, &parts);
    }

    fn render_choice(&self, scene: &Scene) {
        self.places.render_choice(scene);
    }
}

/// The list that a figure belongs in.
fn list_of(figure: &Quantity) -> &'static str {
    match figure.kind {
        QuantityKind::Money => "money",
        QuantityKind::Percent => "percentages",
        QuantityKind::Ordinal => "order",
        _ if figure.counts.is_some() => "counts",
        QuantityKind::Quantity => "measures",
        QuantityKind::Cardinal => "numbers",
    }
}
