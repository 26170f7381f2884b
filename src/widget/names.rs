//! The list of names: who and what is in the article, how often, and where.

use std::collections::BTreeSet;

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::dom::{self, Build, append, button, clear, el};
use super::labels;
use super::layer::Layer;
use super::legend::Legend;
use super::panels::{Lookup, Panel, Scene};
use super::reading::{Reading, fold, shorten};
use super::roving;
use super::view::{Action, Dispatch};
use super::words::{count, number, say, tell};
use crate::entity::MentionType;
use crate::sort;

/// How many names of a type are listed before the reader asks for the rest.
const SHORT_LIST: usize = 60;

/// How finely the strip shows where mentions are: more would not be seen.
const STRIP_STEPS: usize = 200;

/// What can be moved to with the arrow keys.
const ROWS: &str = "button.name";

/// The names panel.
pub(super) struct NamesPanel {
    element: HtmlElement,
    /// It explains the list's colours and filters it.
    legend: Legend,
    /// How many of the mentions are as the reader says.
    own: Element,
    search: HtmlInputElement,
    note: Element,
    groups: Element,
    _listeners: [EventListener; 3],
}

impl NamesPanel {
    pub(super) fn new(dispatch: &Dispatch) -> NamesPanel {
        let search = el::<HtmlInputElement>("input", "search")
            .attr("type", "search")
            .attr_said("placeholder", "Find a name")
            .attr_said("aria-label", "Find a name")
            .attr("autocomplete", "off")
            .attr("spellcheck", "false");
        let legend = Legend::new(dispatch);
        let (own, note): (Element, Element) = (el("p", "own-count"), el("p", "empty"));
        let groups: Element = el("div", "groups");
        let element =
            el::<HtmlElement>("div", "").child(&legend.element).child(&own).child(&search).child(&note).child(&groups);
        let listeners = listen(&search, &groups, dispatch);
        NamesPanel { element, legend, own, search, note, groups, _listeners: listeners }
    }

    fn group(&self, scene: &Scene, kind: MentionType, ids: &[usize]) -> Element {
        let heading = el::<Element>("h3", "")
            .text(&labels::plural(kind))
            .child(&el::<Element>("span", "count").text(&number(ids.len())));
        let list: Element = el("ul", "");
        let (full, chosen) = (scene.state.unfolded.contains(kind.as_str()), scene.state.chosen);
        let shown = if full { ids.len() } else { ids.len().min(SHORT_LIST) };
        for &id in &ids[..shown] {
            append(&list, &el::<Element>("li", "").child(&row(scene.reading, id, chosen == Some(id))));
        }
        let group = el::<Element>("div", &format!("group {}", labels::class(kind))).child(&heading).child(&list);
        if shown == ids.len() {
            return group;
        }
        let more = button("more", &labels::show_all(ids.len())).attr("data-kind", kind.as_str());
        group.child(&more)
    }

    fn explain(&self, scene: &Scene, listed: usize) {
        let note = if listed > 0 {
            String::new()
        } else if scene.lookup == Lookup::Running {
            say("Looking for names…")
        } else if scene.lookup == Lookup::Impossible {
            say("Without its model newsgloss finds no names.")
        } else if scene.reading.analysis.entities.is_empty() {
            say("No names were found in this text.")
        } else if MentionType::ALL.iter().all(|&kind| scene.state.hidden.contains(&Layer::Names(kind))) {
            say("All types are switched off. Switch one on above to see its names.")
        } else if scene.state.query.is_empty() {
            say("No names of the types that are switched on.")
        } else {
            tell("No name holds “{words}”.", &[("words", self.search.value().trim())])
        };
        dom::toggle(&self.note, "hidden", note.is_empty());
        self.note.set_text_content(Some(&note));
    }

    fn rows(&self) -> Vec<HtmlElement> {
        roving::items(&self.groups, ROWS)
    }

    fn focused_entity(&self) -> Option<usize> {
        let root: web_sys::ShadowRoot = self.groups.get_root_node().dyn_into().ok()?;
        let active = root.active_element()?;
        self.groups.contains(Some(&active)).then(|| entity_of(&active)).flatten()
    }

    /// The whole list is one stop for the Tab key.
    fn make_one_tab_stop(&self, chosen: Option<usize>) {
        roving::make_one_stop(&self.rows(), |row| chosen.is_some() && entity_of(row) == chosen);
    }
}

impl Panel for NamesPanel {
    fn element(&self) -> &HtmlElement {
        &self.element
    }

    /// Lists the names that are not hidden and match what is searched for.
    fn render(&self, scene: &Scene) {
        let Scene { reading, state, .. } = scene;
        self.legend.render(reading.is_complete().then(|| reading.counts(&state.query)), &state.hidden);
        let own = reading.analysis.mentions.iter().filter(|mention| reading.is_own(mention)).count();
        let said = count(own, "{n} mention is as you corrected it", "{n} mentions are as you corrected them");
        self.own.set_text_content(Some(&said));
        dom::toggle(&self.own, "hidden", own == 0);
        let focused = self.focused_entity();
        clear(&self.groups);
        let mut listed = 0;
        for kind in MentionType::ALL.into_iter().filter(|&kind| !state.hidden.contains(&Layer::Names(kind))) {
            let mut ids: Vec<usize> = (0..reading.analysis.entities.len())
                .filter(|&id| reading.entity(id).kind == kind && reading.matches(reading.entity(id), &state.query))
                .collect();
            sort::by_key(&mut ids, |&id| (std::cmp::Reverse(reading.entity(id).mentions.len()), id));
            if !ids.is_empty() {
                append(&self.groups, &self.group(scene, kind, &ids));
            }
            listed += ids.len();
        }
        self.make_one_tab_stop(state.chosen);
        self.explain(scene, listed);
        if let Some(id) = focused {
            self.focus_entity(id);
        }
    }

    fn render_choice(&self, scene: &Scene) {
        let chosen = scene.state.chosen;
        for row in self.rows() {
            dom::state(&row, "aria-pressed", entity_of(&row).is_some() && entity_of(&row) == chosen);
        }
        self.make_one_tab_stop(chosen);
    }

    fn reset(&self) {
        self.search.set_value("");
    }

    /// Puts the cursor into the search box.
    fn focus(&self) {
        self.search.focus().ok();
        self.search.select();
    }

    fn focus_entity(&self, id: usize) {
        if let Some(row) = self.rows().into_iter().find(|row| entity_of(row) == Some(id)) {
            row.focus().ok();
        }
    }
}

fn listen(search: &HtmlInputElement, groups: &Element, dispatch: &Dispatch) -> [EventListener; 3] {
    let (find, read) = (dispatch.clone(), search.clone());
    let input = EventListener::new(search, "input", move |_| find(Action::Search(fold(read.value().trim()))));
    let choose = dispatch.clone();
    let click = EventListener::new(groups, "click", move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(button) = target.and_then(|target| target.closest("button").ok().flatten()) else { return };
        if let Some(id) = entity_of(&button) {
            choose(Action::Choose(id));
        } else if let Some(kind) = kind_of(&button) {
            choose(Action::Unfold(kind.as_str()));
        }
    });
    [input, click, roving::listen(groups, ROWS)]
}

fn row(reading: &Reading, id: usize, chosen: bool) -> Element {
    let entity = reading.entity(id);
    let count = entity.mentions.len();
    let own = entity.mentions.iter().any(|&id| reading.is_own(reading.mention(id)));
    let name = shorten(&entity.name, 80);
    let button = button("name", "")
        .attr("data-entity", &id.to_string())
        .attr("aria-pressed", if chosen { "true" } else { "false" })
        .child(&labels::own(el::<Element>("span", "label").attr("dir", "auto").text(&name), own))
        .child(&el::<Element>("span", "count").attr("aria-hidden", "true").text(&number(count)))
        .child(&el::<Element>("span", "spoken").text(&format!(", {}", labels::mentions(count))))
        .child(&strip(reading, id));
    if let Some(role) = entity.role {
        let role = el::<Element>("span", "role").attr("dir", "auto").text(&shorten(reading.text(role), 80));
        button.insert_before(&role, button.last_element_child().as_deref()).ok();
    }
    button.unchecked_into()
}

/// A line as long as the article with a tick for each mention.
fn strip(reading: &Reading, id: usize) -> Element {
    let length = reading.document().text.len().max(1);
    let steps: BTreeSet<usize> = reading
        .entity(id)
        .mentions
        .iter()
        .map(|&mention| reading.mention(mention).span.start * STRIP_STEPS / length)
        .collect();
    let path: String = steps.iter().map(|step| format!("M{step} 0v8")).collect();
    let svg = |tag: &str| dom::document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag);
    let (Ok(strip), Ok(ticks)) = (svg("svg"), svg("path")) else { return el("span", "strip") };
    strip
        .attr("class", "strip")
        .attr("viewBox", &format!("-1 0 {} 8", STRIP_STEPS + 2))
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true")
        .attr("focusable", "false")
        .child(&ticks.attr("d", &path).attr("vector-effect", "non-scaling-stroke"))
}

fn entity_of(button: &Element) -> Option<usize> {
    button.get_attribute("data-entity")?.parse().ok()
}

fn kind_of(button: &Element) -> Option<MentionType> {
    let name = button.get_attribute("data-kind")?;
    MentionType::ALL.into_iter().find(|kind| kind.as_str() == name)
}
