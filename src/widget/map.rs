//! The map: where in the world the article's places are, and the same as a list by country.
//!
//! The list is what keyboards and screen readers use; the map beside it shows the same to the eye and the pointer.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

use super::dom::{self, Build, append, button, clear, el};
use super::labels;
use super::panels::{Lookup, Panel, Scene};
use super::reading::Reading;
use super::roving;
use super::view::{Action, Dispatch};
use super::words::{number, say};
use crate::entity::MentionType;
use crate::entity::link::{Kind, Link, globe};
use crate::sort;

/// The outline of the world's land.
const WORLD: &str = include_str!("../../www/world.svg");

/// What can be moved to with the arrow keys.
const ROWS: &str = "button.spot";

/// The least of the world that the map shows, in the map's units: closer than this its outline is too coarse.
const CLOSEST: f64 = 260.0;

/// The map's height for its width.
const SHAPE: f64 = 0.5;

/// How far from the edge the dots keep, as a share of the map.
const MARGIN: f64 = 0.12;

/// The map panel.
pub(super) struct MapPanel {
    element: HtmlElement,
    world: Element,
    dots: Element,
    list: Element,
    note: Element,
    _listeners: Vec<EventListener>,
}

/// A place of the article, with the entity that names it.
struct Place<'a> {
    link: &'a Link,
    /// The entity that names it most often.
    entity: usize,
    mentions: usize,
    x: f64,
    y: f64,
}

impl MapPanel {
    pub(super) fn new(dispatch: &Dispatch) -> MapPanel {
        let outline = WORLD.split_once(" d=\"").and_then(|(_, rest)| rest.split_once('"'));
        let outline = outline.map_or("", |(outline, _)| outline);
        let dots = svg("g").attr("class", "dots");
        let world = svg("svg").attr("class", "world").attr("aria-hidden", "true").attr("focusable", "false");
        let world = world.child(&svg("path").attr("d", outline)).child(&dots);
        let (note, list) = (el::<Element>("p", "empty"), el::<Element>("div", "spots"));
        let element = el::<HtmlElement>("div", "").child(&world).child(&note).child(&list);
        let listeners = listen(&element, &list, dispatch);
        MapPanel { element, world, dots, list, note, _listeners: listeners }
    }

    fn rows(&self) -> Vec<HtmlElement> {
        roving::items(&self.list, ROWS)
    }

    fn explain(&self, scene: &Scene, places: &[Place<'_>]) {
        let note = match (scene.lookup, scene.known) {
            _ if !places.is_empty() => String::new(),
            (Lookup::Impossible, _) => say("Without its model newsgloss finds no places."),
            (_, Some(false)) => {
                say("What newsgloss knows of the world could not be loaded, so the places are not located.")
            }
            (Lookup::Done, Some(true)) => say("No place in this text could be located with certainty."),
            _ => say("Locating the places…"),
        };
        dom::toggle(&self.world, "hidden", places.is_empty());
        dom::toggle(&self.note, "hidden", note.is_empty());
        self.note.set_text_content(Some(&note));
    }

    /// Draws the dots, the larger ones first so that none is hidden, on as much of the world as holds them all.
    fn draw(&self, places: &[Place<'_>]) {
        let [left, top, width] = frame(places);
        self.world.set_attribute("viewBox", &format!("{left:.1} {top:.1} {width:.1} {:.1}", width * SHAPE)).ok();
        let mut order: Vec<&Place<'_>> = places.iter().collect();
        sort::by_key(&mut order, |place| Reverse(place.mentions));
        for place in order {
            #[expect(clippy::cast_precision_loss, reason = "a radius")]
            let radius = width * (0.008 + 0.006 * (place.mentions.min(36) as f64).sqrt());
            let dot = svg("circle")
                .attr("cx", &format!("{:.1}", place.x))
                .attr("cy", &format!("{:.1}", place.y))
                .attr("r", &format!("{radius:.1}"))
                .attr("data-entity", &place.entity.to_string())
                .child(&svg("title").text(&place.link.label));
            append(&self.dots, &dot);
        }
    }

    /// Lists the places by country, those named most first.
    fn write(&self, places: &[Place<'_>]) {
        let mut countries: BTreeMap<&str, Vec<&Place<'_>>> = BTreeMap::new();
        for place in places {
            let country = place.link.country.as_ref().map_or("", |country| &country.name);
            countries.entry(country).or_default().push(place);
        }
        let mut countries: Vec<(&str, Vec<&Place<'_>>)> = countries.into_iter().collect();
        sort::by_key(&mut countries, |(name, places)| {
            (Reverse(places.iter().map(|place| place.mentions).sum::<usize>()), *name)
        });
        for (name, mut places) in countries {
            sort::by_key(&mut places, |place| {
                (place.link.kind != Kind::Country, Reverse(place.mentions), &place.link.label)
            });
            let list: Element = el("ul", "");
            for place in places {
                append(&list, &el::<Element>("li", "").child(&row(place)));
            }
            append(&self.list, &el::<Element>("h3", "").text(name));
            append(&self.list, &list);
        }
    }
}

impl Panel for MapPanel {
    fn element(&self) -> &HtmlElement {
        &self.element
    }

    fn render(&self, scene: &Scene) {
        let places = places(scene.reading);
        clear(&self.dots);
        clear(&self.list);
        self.explain(scene, &places);
        self.draw(&places);
        self.write(&places);
        self.render_choice(scene);
    }

    fn render_choice(&self, scene: &Scene) {
        let chosen = scene.state.chosen;
        let is_chosen = |element: &Element| chosen.is_some() && entity_at(element) == chosen;
        for row in self.rows() {
            dom::state(&row, "aria-pressed", is_chosen(&row));
        }
        for dot in dots(&self.element) {
            dom::toggle(&dot, "data-chosen", is_chosen(&dot));
        }
        roving::make_one_stop(&self.rows(), |row| is_chosen(row));
    }

    fn focus(&self) {
        if let Some(row) = self.rows().into_iter().find(|row| row.tab_index() == 0) {
            row.focus().ok();
        }
    }

    fn focus_entity(&self, id: usize) {
        if let Some(row) = self.rows().into_iter().find(|row| entity_at(row) == Some(id)) {
            row.focus().ok();
        }
    }
}

/// A tap or a click chooses; the pointer and the focus show what belongs together.
fn listen(element: &HtmlElement, list: &Element, dispatch: &Dispatch) -> Vec<EventListener> {
    let choose = dispatch.clone();
    let click = EventListener::new(element, "click", move |event| {
        if let Some(entity) = entity_of(event) {
            choose(Action::Choose(entity));
        }
    });
    let mut listeners = vec![click, roving::listen(list, ROWS)];
    for (name, on) in [("pointerover", true), ("focusin", true), ("pointerout", false), ("focusout", false)] {
        let (element, show) = (element.clone(), dispatch.clone());
        listeners.push(EventListener::new(&element.clone(), name, move |event| {
            if let Some(entity) = entity_of(event) {
                tie(&element, entity, on);
                show(Action::Mark(on.then_some(entity)));
            }
        }));
    }
    listeners
}

/// The places of an article that have a point: each once, however many names it has there.
fn places(reading: &Reading) -> Vec<Place<'_>> {
    let mut places: BTreeMap<u32, Place<'_>> = BTreeMap::new();
    for (id, entity) in reading.analysis.entities.iter().enumerate() {
        let Some(link) = entity.link.as_ref().filter(|link| entity.kind == MentionType::Loc && link.country.is_some())
        else {
            continue;
        };
        let Some((x, y)) = link.point.map(|point| point.on_map()) else { continue };
        let mentions = entity.mentions.len();
        let place = places.entry(link.wikidata).or_insert(Place { link, entity: id, mentions: 0, x, y });
        if mentions > reading.entity(place.entity).mentions.len() {
            place.entity = id;
        }
        place.mentions += mentions;
    }
    places.into_values().collect()
}

/// The part of the world that holds the places: left, top and width in the map's units.
fn frame(places: &[Place<'_>]) -> [f64; 3] {
    let bounds = |of: fn(&Place<'_>) -> f64| {
        places.iter().map(of).fold((f64::MAX, f64::MIN), |(least, most), at| (least.min(at), most.max(at)))
    };
    let ((left, right), (top, bottom)) = (bounds(|place| place.x), bounds(|place| place.y));
    let inner = (right - left).max((bottom - top) / SHAPE);
    let width = (inner / (1.0 - 2.0 * MARGIN)).clamp(CLOSEST, globe::WIDTH);
    let (x, y) = ((left + right - width) / 2.0, (top + bottom - width * SHAPE) / 2.0);
    [x.clamp(0.0, globe::WIDTH - width), y.clamp(0.0, (globe::HEIGHT - width * SHAPE).max(0.0)), width]
}

fn row(place: &Place<'_>) -> Element {
    let count = place.mentions;
    let button = button("spot", "")
        .attr("data-entity", &place.entity.to_string())
        .attr("aria-pressed", "false")
        .child(&el::<Element>("span", "label").text(&place.link.label))
        .child(&el::<Element>("span", "count").attr("aria-hidden", "true").text(&number(count)))
        .child(&el::<Element>("span", "spoken").text(&format!(", {}", labels::mentions(count))));
    button.unchecked_into()
}

/// Shows that the dot and the row of an entity belong together while one of them is pointed at.
fn tie(element: &Element, entity: usize, on: bool) {
    let rows = roving::items(element, ROWS).into_iter().map(Element::from);
    for tied in rows.chain(dots(element)).filter(|tied| entity_at(tied) == Some(entity)) {
        dom::toggle(&tied, "data-pointed", on);
    }
}

fn dots(within: &Element) -> Vec<Element> {
    let Ok(found) = within.query_selector_all("circle") else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

fn entity_of(event: &Event) -> Option<usize> {
    entity_at(&dom::closest(event, "[data-entity]")?)
}

fn entity_at(element: &Element) -> Option<usize> {
    element.get_attribute("data-entity")?.parse().ok()
}

fn svg(tag: &str) -> Element {
    let element = dom::document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag);
    element.unwrap_or_else(|_| el(tag, ""))
}
