//! The timeline: what the article tells of, in the order of the calendar and not of the text.

use gloo::events::EventListener;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::dom::{self, Build, append, el};
use super::panels::{Lookup, Panel, Scene};
use super::place::{self, Places};
use super::reading::Reading;
use super::timex;
use super::view::{Action, Dispatch};
use super::words::{msg, say};
use crate::document::Date;
use crate::sort;
use crate::span::ByteSpan;
use crate::time::{DateExpression, DateKind, Extent};

/// The lists that can be unfolded.
const LISTS: &[&str] = &["timeline", "undated", "lengths", "recurring"];

/// The timeline panel.
pub(super) struct TimelinePanel {
    element: HtmlElement,
    /// The day that the article is of, which the reader may know better.
    day: HtmlInputElement,
    note: Element,
    places: Places,
    _change: EventListener,
}

/// One stretch of days, and the expressions that mean it.
struct Stop {
    extent: Extent,
    title: String,
    dates: Vec<usize>,
    /// Whether it is the day that the article is of.
    published: bool,
}

impl TimelinePanel {
    pub(super) fn new(dispatch: &Dispatch) -> TimelinePanel {
        let (note, places) = (el::<Element>("p", "empty"), Places::new(dispatch, LISTS));
        let day = el::<HtmlInputElement>("input", "").attr("type", "date").attr("id", "day").attr("max", "9999-12-31");
        let control = el::<Element>("div", "control")
            .child(&el::<Element>("label", "").attr("for", "day").said("Day of the article"))
            .child(&day);
        let element = el::<HtmlElement>("div", "").child(&control).child(&note).child(&places.element);
        let (dispatch, chosen) = (dispatch.clone(), day.clone());
        let change = EventListener::new(&day, "change", move |_| {
            dispatch(Action::Day(Date::from_iso(&chosen.value())));
        });
        TimelinePanel { element, day, note, places, _change: change }
    }

    fn explain(&self, scene: &Scene, stops: &[Stop]) {
        let dates = &scene.reading.analysis.dates;
        let open = dates.iter().any(|date| undated(scene.reading, date));
        let note = if dates.is_empty() && scene.lookup == Lookup::Running {
            say("Looking for dates…")
        } else if dates.is_empty() {
            say("No dates were found in this text.")
        } else if scene.reading.document().date.is_none() && open {
            say(
                "The text does not say which day it is of, so “Friday”, “last week” and the like stay open. Do you know it?",
            )
        } else if stops.iter().all(|stop| stop.dates.is_empty()) {
            say("Nothing in this text has a place in the calendar.")
        } else {
            String::new()
        };
        self.note.set_text_content(Some(&note));
        dom::toggle(&self.note, "hidden", note.is_empty());
    }
}

impl Panel for TimelinePanel {
    fn element(&self) -> &HtmlElement {
        &self.element
    }

    fn render(&self, scene: &Scene) {
        let day = scene.reading.document().date.map(|day| day.to_string()).unwrap_or_default();
        // While the reader types a day the control is the reader's.
        if self.day.value() != day && !(day.is_empty() && self.day.matches(":focus").unwrap_or(false)) {
            self.day.set_value(&day);
        }
        let stops = stops(scene.reading);
        self.explain(scene, &stops);
        let mut parts = Vec::new();
        if stops.iter().any(|stop| !stop.dates.is_empty()) {
            parts.push(line(scene, &stops));
            let total = stops.iter().map(|stop| stop.dates.len()).sum();
            if place::shown(scene, LISTS[0], total) < total {
                parts.push(place::more(LISTS[0], total));
            }
        }
        let apart = [
            (LISTS[1], msg("Not in the calendar"), undated as fn(&Reading, &DateExpression) -> bool),
            (LISTS[2], msg("How long"), |_, date| date.kind == DateKind::Duration),
            (LISTS[3], msg("How often"), |_, date| date.kind == DateKind::Set),
        ];
        for (list, heading, wanted) in apart {
            let dates: Vec<_> =
                scene.reading.analysis.dates.iter().filter(|date| wanted(scene.reading, date)).collect();
            if !dates.is_empty() {
                let tell = |date: &&DateExpression| (date.span, about(scene.reading, date));
                parts.push(place::list(scene, list, &say(heading), &dates, tell));
            }
        }
        self.places.fill(scene, &parts);
    }

    fn render_choice(&self, scene: &Scene) {
        self.places.render_choice(scene);
    }
}

fn undated(reading: &Reading, date: &DateExpression) -> bool {
    matches!(date.kind, DateKind::Date | DateKind::Time) && date.extent.is_none() && !reading.is_vague(date)
}

/// The words of a value, if they say more than the text.
fn about(reading: &Reading, date: &DateExpression) -> Option<String> {
    words(date).filter(|words| date.kind == DateKind::Set && *words != reading.text(date.span))
}

/// What an expression means, in words.
pub(super) fn words(date: &DateExpression) -> Option<String> {
    match date.kind {
        DateKind::Set => timex::recurrence(&date.value),
        DateKind::Date | DateKind::Time | DateKind::Duration => timex::words(&date.value),
    }
}

/// The stretches of days that the article speaks of, the earlier first and of those that begin together the longer, and
/// among them the day that it is of.
fn stops(reading: &Reading) -> Vec<Stop> {
    let dates = &reading.analysis.dates;
    let placed = |date: &DateExpression| date.extent.filter(|_| matches!(date.kind, DateKind::Date | DateKind::Time));
    let mut order: Vec<(Extent, usize)> =
        dates.iter().enumerate().filter_map(|(at, date)| Some((placed(date)?, at))).collect();
    sort::by_key(&mut order, |(extent, at)| (extent.from, std::cmp::Reverse(extent.to), *at));
    let day = reading.document().date;
    let mut stops: Vec<Stop> = Vec::new();
    for (extent, at) in order {
        match stops.last_mut().filter(|stop| stop.extent == extent) {
            Some(stop) => stop.dates.push(at),
            None => stops.push(Stop {
                extent,
                title: title(&dates[at].value),
                dates: vec![at],
                published: is_day(extent, day),
            }),
        }
    }
    if let Some(day) = day.filter(|_| !stops.iter().any(|stop| stop.published)) {
        let at = stops.partition_point(|stop| stop.extent.from <= day);
        let extent = Extent { from: day, to: day };
        stops.insert(at, Stop { extent, title: title(&day.to_string()), dates: Vec::new(), published: true });
    }
    stops
}

fn is_day(extent: Extent, day: Option<Date>) -> bool {
    extent.from == extent.to && Some(extent.from) == day
}

/// The day of a value, without the time of day.
fn title(value: &str) -> String {
    let date = value.split('T').next().unwrap_or(value);
    timex::words(date).unwrap_or_else(|| date.to_owned())
}

/// The line itself.
fn line(scene: &Scene, stops: &[Stop]) -> Element {
    let total = stops.iter().map(|stop| stop.dates.len()).sum();
    let mut left = place::shown(scene, LISTS[0], total);
    let line: Element = el("ol", "line");
    for stop in stops {
        if left == 0 && !stop.dates.is_empty() {
            break;
        }
        let shown = stop.dates.len().min(left);
        left -= shown;
        append(&line, &stop_element(scene, stop, &stop.dates[..shown]));
    }
    line
}

fn stop_element(scene: &Scene, stop: &Stop, dates: &[usize]) -> Element {
    let reading = scene.reading;
    let heading: Element = el("h3", "");
    append(&heading, &el::<Element>("span", "").text(&stop.title));
    if stop.published {
        append(&heading, &el::<Element>("span", "count").said("day of the article"));
    }
    let list: Element = el("ul", "");
    for (span, clock) in events(reading, dates) {
        append(&list, &place::row(reading, span, clock.as_deref()));
    }
    let future = reading.document().date.is_some_and(|day| stop.extent.from > day);
    let class = |class: &'static str, on: bool| if on { class } else { "" };
    let item = el::<Element>("li", class("published", stop.published)).child(&heading);
    item.class_list().toggle_with_force("long", stop.extent.from != stop.extent.to).ok();
    item.class_list().toggle_with_force("future", future).ok();
    if dates.is_empty() { item } else { item.child(&list) }
}

/// What the dates of one stop tell, each with its time of day: a sentence that says the same twice tells it once.
fn events(reading: &Reading, dates: &[usize]) -> Vec<(ByteSpan, Option<String>)> {
    let mut events: Vec<(ByteSpan, ByteSpan, Option<String>)> = Vec::new();
    for date in dates.iter().map(|&at| &reading.analysis.dates[at]) {
        let (sentence, clock) = (reading.sentence_at(date.span), timex::clock(&date.value));
        match events.last_mut().filter(|(told, ..)| *told == sentence) {
            Some(_) if clock.is_none() => {}
            Some(last) if last.2.is_none() => *last = (sentence, date.span, clock),
            _ => events.push((sentence, date.span, clock)),
        }
    }
    events.into_iter().map(|(_, span, clock)| (span, clock)).collect()
}
