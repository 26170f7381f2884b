//! Lists of places in the article: each row shows a few words in their sentence, and leads there.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::dom::{self, Build, append, button, el};
use super::labels;
use super::panels::Scene;
use super::reading::{Reading, shorten};
use super::roving;
use super::view::{Action, Dispatch};
use super::words::number;
use crate::span::ByteSpan;

/// What can be moved to with the arrow keys.
const ROWS: &str = "button.place, button.more";

/// How many rows of a list are shown before the reader asks for the rest.
const SHORT_LIST: usize = 60;

/// The body of a panel that lists places. The panel fills it; it listens to the rows.
pub(super) struct Places {
    pub(super) element: HtmlElement,
    _listeners: [EventListener; 2],
}

impl Places {
    /// An empty body. `lists` are the names of the lists in it that can be unfolded.
    pub(super) fn new(dispatch: &Dispatch, lists: &'static [&'static str]) -> Places {
        let element: HtmlElement = el("div", "places");
        let dispatch = dispatch.clone();
        let click = EventListener::new(&element, "click", move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let Some(button) = target.and_then(|target| target.closest("button").ok().flatten()) else { return };
            let unfolded = button.get_attribute("data-list");
            if let Some(span) = span_of(&button) {
                let whole = button.has_attribute("data-whole");
                dispatch(if whole { Action::Sentence(span) } else { Action::Place(span) });
            } else if let Some(list) = lists.iter().find(|list| unfolded.as_deref() == Some(list)) {
                dispatch(Action::Unfold(list));
            }
        });
        let keys = roving::listen(&element, ROWS);
        Places { element, _listeners: [click, keys] }
    }

    /// Puts other content in place of what is there; the focus stays on the same row, if it is there again.
    pub(super) fn fill(&self, scene: &Scene, content: &[Element]) {
        self.keep_focus(scene, || self.put(content));
    }

    /// Puts other content in place of what is there.
    pub(super) fn put(&self, content: &[Element]) {
        dom::clear(&self.element);
        for part in content {
            append(&self.element, part);
        }
        self.make_one_stop(None);
    }

    /// The focus goes to the row of a place where it was before, unless it is somewhere.
    fn focus_again(&self, focused: Option<ByteSpan>) {
        let Some(span) = focused else { return };
        let row = self.element.query_selector(&row_at(span)).ok().flatten();
        if let Some(row) = row.and_then(|row| row.dyn_into::<HtmlElement>().ok()) {
            row.focus().ok();
        }
    }

    /// Runs `change`, which changes some of the rows; the focus stays on the row of the same place.
    pub(super) fn keep_focus(&self, scene: &Scene, change: impl FnOnce()) {
        let focused = self.element.query_selector(":focus").ok().flatten().and_then(|row| span_of(&row));
        change();
        self.render_choice(scene);
        self.focus_again(focused.filter(|_| !self.element.matches(":focus-within").unwrap_or(false)));
    }

    /// Marks the row whose place is marked in the article.
    pub(super) fn render_choice(&self, scene: &Scene) {
        let marked = scene.state.marked.map(|marked| marked.point.unwrap_or(marked.sentence));
        // Only those that change are touched: there may be thousands.
        for row in roving::items(&self.element, "[aria-pressed='true'].place") {
            dom::state(&row, "aria-pressed", false);
        }
        let rows = marked.map(|span| roving::items(&self.element, &row_at(span))).unwrap_or_default();
        for row in &rows {
            dom::state(row, "aria-pressed", true);
        }
        self.make_one_stop(rows.into_iter().next());
    }

    /// The Tab key reaches this row, or else the first.
    fn make_one_stop(&self, row: Option<HtmlElement>) {
        let first = || self.element.query_selector(ROWS).ok().flatten()?.dyn_into::<HtmlElement>().ok();
        let Some(stop) = row.or_else(first) else { return };
        for row in roving::items(&self.element, ":is(button.place, button.more):not([tabindex='-1'])") {
            row.set_tab_index(-1);
        }
        stop.set_tab_index(0);
    }
}

/// A row: what its place is about in bold, if that is not plain from the text, and the place in its sentence.
pub(super) fn row(reading: &Reading, span: ByteSpan, about: Option<&str>) -> Element {
    let excerpt = reading.excerpt(span);
    let words = el::<Element>("span", "excerpt").attr("dir", "auto").text(&excerpt.before);
    append(&words, &el::<Element>("mark", "").text(&excerpt.exact));
    append(&words, &dom::document().create_text_node(&excerpt.after));
    let row = button("place", "")
        .attr("tabindex", "-1")
        .attr("data-span", &format!("{}-{}", span.start, span.end))
        .attr("aria-pressed", "false");
    if let Some(about) = about {
        append(&row, &el::<Element>("span", "about").text(about));
        append(&row, &dom::document().create_text_node(" "));
    }
    el::<Element>("li", "").child(&row.child(&words))
}

/// A row of a place that speaks for itself: its own words, shortened, and before them what they are.
pub(super) fn whole(reading: &Reading, span: ByteSpan, about: Option<&str>, limit: usize) -> Element {
    let row = button("place whole", "")
        .attr("data-span", &format!("{}-{}", span.start, span.end))
        .attr("data-whole", "")
        .attr("aria-pressed", "false");
    if let Some(about) = about {
        append(&row, &el::<Element>("span", "about").text(about));
        append(&row, &dom::document().create_text_node(" "));
    }
    let words = el::<Element>("span", "excerpt").attr("dir", "auto").text(&shorten(reading.text(span), limit));
    el::<Element>("li", "").child(&row.child(&words))
}

/// A list of rows under a heading, `tell` saying what each is about: the first of them, and a button for the rest,
/// unless `list` is unfolded.
pub(super) fn list<T>(
    scene: &Scene,
    list: &'static str,
    heading: &str,
    items: &[T],
    tell: impl Fn(&T) -> (ByteSpan, Option<String>),
) -> Element {
    let heading =
        el::<Element>("h3", "").text(heading).child(&el::<Element>("span", "count").text(&number(items.len())));
    let rows: Element = el("ul", "");
    let shown = shown(scene, list, items.len());
    for (span, about) in items[..shown].iter().map(tell) {
        append(&rows, &row(scene.reading, span, about.as_deref()));
    }
    let group = el::<Element>("div", "group").child(&heading).child(&rows);
    if shown < items.len() { group.child(&more(list, items.len())) } else { group }
}

/// How many of the `count` rows of a list are shown.
pub(super) fn shown(scene: &Scene, list: &'static str, count: usize) -> usize {
    if scene.state.unfolded.contains(list) { count } else { count.min(SHORT_LIST) }
}

/// The button that shows a list in full.
pub(super) fn more(list: &'static str, count: usize) -> Element {
    button("more", &labels::show_all(count)).attr("data-list", list).unchecked_into()
}

/// What selects the rows of a place.
fn row_at(span: ByteSpan) -> String {
    format!("button.place[data-span='{}-{}']", span.start, span.end)
}

fn span_of(row: &Element) -> Option<ByteSpan> {
    let value = row.get_attribute("data-span")?;
    let (start, end) = value.split_once('-')?;
    Some(ByteSpan::new(start.parse().ok()?, end.parse().ok()?))
}
