//! What stands around somebody else's article: above it, folded up, what there is to know about it; around that, places
//! for what the publisher has to say.

use web_sys::{Element, HtmlElement};

use super::dom::{self, Build, append, el};
use super::labels;
use super::panels::{Lookup, Scene};
use super::words::{count, say};

/// The frame of an article that is annotated where it stands.
pub(super) struct About {
    pub(super) frame: HtmlElement,
    details: Element,
    count: Element,
    /// What there is besides names, where there is room for it.
    rest: Element,
    empty: Element,
}

impl About {
    /// Puts the `panels` above the article, the `caret` beside it, if it gets one, and the stepper over its foot.
    pub(super) fn new(panels: &Element, caret: &[&HtmlElement], stepper: &Element) -> About {
        let slot = |name: &str| el::<Element>("slot", "").attr("name", name);
        let heading = slot("heading").child(&el::<Element>("span", "about-title").said("About this article"));
        let (count, rest): (Element, Element) = (el("span", ""), el("span", "about-rest"));
        let counts = el::<Element>("span", "about-count").child(&count).child(&rest);
        let bar = el::<Element>("summary", "about-bar").attr("part", "bar").child(&heading).child(&counts);
        let details = el::<Element>("details", "about").attr("part", "panel").child(&bar).child(panels);
        let empty = slot("empty").attr("hidden", "");
        let frame = el::<HtmlElement>("div", "frame embedded").attr("data-sheet", "").child(&details).child(&empty);
        caret.iter().for_each(|part| append(&frame, part));
        let frame = frame.child(&el::<Element>("slot", "")).child(&slot("footer")).child(stepper);
        About { frame, details, count, rest, empty }
    }

    /// Says in a few words what has been found.
    pub(super) fn render(&self, scene: &Scene) {
        let analysis = &scene.reading.analysis;
        let names = match scene.lookup {
            Lookup::Running => say("Looking for names…"),
            Lookup::Done => labels::names(analysis.entities.len()),
            Lookup::Impossible => String::new(),
        };
        let (dates, figures) = (analysis.dates.len(), analysis.quantities.len());
        let others =
            [(dates, count(dates, "{n} date", "{n} dates")), (figures, count(figures, "{n} figure", "{n} figures"))];
        let others = others.iter().filter(|(count, _)| *count > 0);
        let rest: String = others.map(|(_, said)| format!(" · {said}")).collect();
        self.count.set_text_content(Some(&names));
        self.rest.set_text_content(Some(&rest));
        let nothing = scene.reading.document().blocks.is_empty();
        dom::toggle(&self.empty, "hidden", !nothing);
        dom::toggle(&self.details, "data-empty", nothing);
    }

    /// Brings the panels into sight, where the reader asks for one.
    pub(super) fn unfold(&self) {
        dom::toggle(&self.details, "hidden", false);
        dom::toggle(&self.details, "open", true);
    }

    /// Shows the panels as the host's attribute says: `open`, `none`, or folded up.
    pub(super) fn set(&self, how: Option<&str>) {
        dom::toggle(&self.details, "hidden", how == Some("none"));
        dom::toggle(&self.details, "open", how == Some("open"));
    }
}
