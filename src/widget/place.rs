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
        let focused =
            self.rows().iter().find(|row| row.matches(":focus").unwrap_or(false)).and_then(|row| span_of(row));
        self.put(content);
        self.render_choice(scene);
        let again = self.rows().into_iter().find(|row| focused.is_some() && span_of(row) == focused);
        if let Some(row) = again {
            row.focus().ok();
        }
    }

    /// Puts other content in place of what is there.
    pub(super) fn put(&self, content: &[Element]) {
        dom::clear(&self.element);
        for part in content {
            append(&self.element, part);
        }
        roving::make_one_stop(&self.rows(), |_| false);
    }

    /// Marks the row whose place is marked in the article.
    pub(super) fn render_choice(&self, scene: &Scene) {
        let marked = scene.state.marked.map(|marked| marked.point.unwrap_or(marked.sentence));
        let is_marked = |row: &Element| marked.is_some() && span_of(row) == marked;
        let rows = self.rows();
        for row in rows.iter().filter(|row| row.has_attribute("aria-pressed")) {
            dom::state(row, "aria-pressed", is_marked(row));
        }
        roving::make_one_stop(&rows, |row| is_marked(row));
    }

    fn rows(&self) -> Vec<HtmlElement> {
        roving::items(&self.element, ROWS)
    }
}

/// A row: what its place is about in bold, if that is not plain from the text, and the place in its sentence.
pub(super) fn row(reading: &Reading, span: ByteSpan, about: Option<&str>) -> Element {
    let excerpt = reading.excerpt(span);
    let words = el::<Element>("span", "excerpt").attr("dir", "auto").text(&excerpt.before);
    append(&words, &el::<Element>("mark", "").text(&excerpt.exact));
    append(&words, &dom::document().create_text_node(&excerpt.after));
    let row =
        button("place", "").attr("data-span", &format!("{}-{}", span.start, span.end)).attr("aria-pressed", "false");
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

fn span_of(row: &Element) -> Option<ByteSpan> {
    let value = row.get_attribute("data-span")?;
    let (start, end) = value.split_once('-')?;
    Some(ByteSpan::new(start.parse().ok()?, end.parse().ok()?))
}
