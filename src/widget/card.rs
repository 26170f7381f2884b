//! The card: what is known about the words that the reader points at, beside them.
//!
//! It opens when the pointer rests on a name, a date or a figure, when that is tapped, and from the keyboard; it never
//! takes the focus unless it was opened by key, never covers what it is about, and Escape puts it away.
//! <https://www.w3.org/WAI/WCAG22/Understanding/content-on-hover-or-focus.html>

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, FocusEvent, HtmlAnchorElement, HtmlButtonElement, HtmlElement};

use super::beside::{self, Side};
use super::dom::{self, Build, append, button, clear, el};
use super::hover::Hover;
use super::notes::verdicts::Verdicts;
use super::place::{self, Places};
use super::reading::{Gloss, Reading, fold, shorten};
use super::stepper::{self, icon};
use super::view::{Action, Dispatch};
use super::words::{count, number, say, tell};
use super::{figure, labels, timeline};
use crate::entity::{Entity, Link, MentionType};
use crate::quantity::QuantityKind;
use crate::quote::Quote;
use crate::sort;
use crate::time::DateKind;

/// How many quotations are told, and how many characters of each.
const QUOTES: usize = 2;
const QUOTED: usize = 140;

/// How many other names are told.
const OTHER_NAMES: usize = 6;

/// The card of a view. There is one, which is about one thing at a time.
pub(super) struct Card {
    pub(super) element: HtmlElement,
    kind: Element,
    title: Element,
    /// What it is, beyond its type.
    role: Element,
    also: Element,
    /// Where more is known of it.
    link: HtmlAnchorElement,
    more: Element,
    /// The people of a country, or the country of a people.
    related: Element,
    /// What it said.
    said: Places,
    /// What the reader has highlighted there.
    noted: HtmlButtonElement,
    /// The first byte of what the card is about.
    at: Rc<Cell<usize>>,
    /// Whether it is right, if the reader may say so.
    verdicts: Option<Verdicts>,
    /// That the reader says so.
    own: Element,
    steps: Element,
    place: Element,
    previous: HtmlButtonElement,
    next: HtmlButtonElement,
    _listeners: Vec<EventListener>,
}

impl Card {
    /// A card; with `corrects` the reader may correct it.
    pub(super) fn new(dispatch: &Dispatch, hover: &Rc<Hover>, corrects: bool) -> Card {
        let (kind, title, also) = (
            el::<Element>("p", "kind"),
            el::<Element>("h2", "title").attr("id", "card-title"),
            el::<Element>("p", "also"),
        );
        let role: Element = el("p", "role");
        let link = el::<HtmlAnchorElement>("a", "").attr("target", "_blank").attr("rel", "noopener noreferrer");
        let more: Element = el("p", "link");
        let (related, said) = (el::<Element>("p", "related"), Places::new(dispatch, &[]));
        let (place, steps): (Element, Element) = (el("span", "place-of"), el("div", "steps"));
        let (previous, next) = (stepper::previous(&say("Previous mention")), stepper::next(&say("Next mention")));
        let close = icon("×", &say("Close"), &say("Close (Esc)"));
        let (noted, at) = (button("go noted", ""), Rc::new(Cell::new(0)));
        let steps = steps.child(&place).child(&previous).child(&next);
        let own = el::<Element>("span", "yours").said("yours");
        let head = el::<Element>("div", "head").child(&kind).child(&own).child(&close);
        let verdicts = corrects.then(|| Verdicts::new(dispatch));
        let element = el::<HtmlElement>("div", "card")
            .attr("role", "dialog")
            .attr("aria-labelledby", "card-title")
            .attr("tabindex", "-1")
            .attr("popover", "manual")
            .attr("part", "card")
            .attr("hidden", "")
            .child(&head)
            .child(&title)
            .child(&role)
            .child(&also)
            .child(&more)
            .child(&related)
            .child(&said.element)
            .child(&noted)
            .child(&el::<Element>("slot", "").attr("name", "card"))
            .child(&steps);
        if let Some(verdicts) = &verdicts {
            append(&element, &verdicts.element);
        }
        let mut listeners = listen_to_pointer(&element, hover);
        listeners.push(listen_to_focus(&element, dispatch));
        listeners.push(listen_to_related(&related, dispatch));
        let on = |button: &HtmlButtonElement, action: fn() -> Action| {
            let dispatch = dispatch.clone();
            EventListener::new(button, "click", move |_| dispatch(action()))
        };
        listeners.push(on(&previous, || Action::StepCard { forward: false }));
        listeners.push(on(&next, || Action::StepCard { forward: true }));
        listeners.push(on(&close, || Action::CloseCard));
        let (to_notes, byte) = (dispatch.clone(), at.clone());
        listeners.push(EventListener::new(&noted, "click", move |_| to_notes(Action::Noted(byte.get()))));
        Card {
            element,
            kind,
            title,
            role,
            also,
            link,
            more,
            related,
            said,
            noted,
            at,
            verdicts,
            own,
            steps,
            place,
            previous,
            next,
            _listeners: listeners,
        }
    }

    /// Whether the card can be seen.
    pub(super) fn is_open(&self) -> bool {
        beside::is_open(&self.element)
    }

    /// Whether the focus is in the card.
    pub(super) fn has_focus(&self) -> bool {
        self.element.matches(":focus-within").unwrap_or(false)
    }

    /// Says what is known about a gloss, beside its words, which are at `anchor`; `floor` is how much of the foot of the
    /// window is covered.
    pub(super) fn show(&self, reading: &Reading, gloss: Gloss, anchor: &DomRect, floor: f64) {
        match gloss {
            Gloss::Mention(id) => self.tell_name(reading, id),
            Gloss::Date(at) => {
                let date = &reading.analysis.dates[at];
                let words = timeline::words(date);
                self.tell_value(&date_kind(date.kind), "date", words, reading.text(date.span));
            }
            Gloss::Figure(at) => {
                let figure = &reading.analysis.quantities[at];
                let words = figure::words(reading, figure);
                self.tell_value(&figure_kind(figure.kind), "figure", words, reading.text(figure.span));
            }
        }
        self.tell_notes(reading, reading.span_of(gloss).start);
        beside::open(&self.element);
        beside::place(&self.element, anchor, floor, Side::Below);
    }

    /// Leads to what the reader has highlighted there.
    fn tell_notes(&self, reading: &Reading, at: usize) {
        let ids = reading.notes.at(at);
        dom::toggle(&self.noted, "hidden", ids.is_empty());
        self.at.set(at);
        if let Some(annotation) = ids.first().and_then(|id| reading.notes.store.get(id)) {
            let about = tell("Your highlight: {colour}", &[("colour", &labels::colour(annotation.colour))]);
            self.noted.set_text_content(Some(&about));
        }
    }

    /// Puts the focus where the reader corrects it.
    pub(super) fn focus_verdicts(&self) {
        if let Some(verdicts) = self.verdicts.as_ref().filter(|_| self.has_focus()) {
            verdicts.focus();
        }
    }

    /// What it says, to be read aloud.
    pub(super) fn spoken(&self) -> String {
        let text = |element: &Element| element.text_content().unwrap_or_default();
        let also = if self.also.has_attribute("hidden") { String::new() } else { text(&self.also) };
        format!("{}: {}. {also}", text(&self.kind), text(&self.title))
    }

    /// Puts the card away.
    pub(super) fn hide(&self) {
        beside::close(&self.element);
    }

    fn tell_name(&self, reading: &Reading, mention: usize) {
        let id = reading.mention(mention).entity;
        let entity = reading.entity(id);
        dom::toggle(&self.own, "hidden", !reading.is_own(reading.mention(mention)));
        if let Some(verdicts) = &self.verdicts {
            dom::toggle(&verdicts.element, "hidden", false);
            verdicts.show(reading, reading.mention(mention));
        }
        self.head(&labels::singular(entity.kind), labels::class(entity.kind), &shorten(&entity.name, 120));
        self.tell_role(reading, entity);
        self.tell_other_names(&other_names(reading, entity));
        self.tell_link(entity);
        self.tell_related(reading, entity);
        self.tell_said(reading, id);
        let (count, at) = (entity.mentions.len(), entity.mentions.iter().position(|&id| id == mention));
        let place = match count {
            1 => say("The only mention"),
            _ => labels::nth_mention(at.map_or(1, |at| at + 1), count),
        };
        self.place.set_text_content(Some(&place));
        dom::toggle(&self.steps, "hidden", false);
        for step in [&self.previous, &self.next] {
            dom::toggle(step, "hidden", count < 2);
        }
    }

    fn tell_role(&self, reading: &Reading, entity: &Entity) {
        let known = || entity.link.as_ref().map(|link| description(entity.kind, link));
        let role = entity.role.map(|role| shorten(reading.text(role), 120)).or_else(known).unwrap_or_default();
        dom::toggle(&self.role, "hidden", role.is_empty());
        self.role.set_text_content(Some(&labels::capital(&role)));
    }

    /// Nothing is fetched for a link: it is only somewhere to go. It comes into the card with its first address, since a
    /// link without one is taken for a fault by those who follow links.
    fn tell_link(&self, entity: &Entity) {
        dom::toggle(&self.more, "hidden", entity.link.is_none());
        if let Some(link) = &entity.link {
            self.link.set_href(&format!("https://www.wikidata.org/wiki/Q{}", link.wikidata));
            self.link.set_text_content(Some(&tell("{name} on Wikidata", &[("name", &link.label)])));
            append(&self.link, &el::<Element>("span", "spoken").said(" (opens in a new tab)"));
            append(&self.more, &self.link);
        }
    }

    fn tell_related(&self, reading: &Reading, entity: &Entity) {
        clear(&self.related);
        dom::toggle(&self.related, "hidden", entity.related.is_empty());
        append(&self.related, &term(&say("See also:")));
        for (at, other) in entity.related.iter().take(OTHER_NAMES).map(|&id| reading.entity(id)).enumerate() {
            if at > 0 {
                append(&self.related, &dom::document().create_text_node(", "));
            }
            let go = button("go", &shorten(&other.name, 60)).attr("data-mention", &other.mentions[0].to_string());
            append(&self.related, &go);
        }
    }

    fn tell_said(&self, reading: &Reading, id: usize) {
        let quotes: Vec<_> = reading.analysis.quotes.iter().filter(|quote| quote.entity == Some(id)).collect();
        dom::toggle(&self.said.element, "hidden", quotes.is_empty());
        let rows: Element = el("ul", "");
        for quote in telling(&quotes) {
            append(&rows, &place::whole(reading, quote.span, None, QUOTED));
        }
        let heading = match quotes.len() {
            0..=QUOTES => say("Said here"),
            count => tell("Said here, {shown} of {count}", &[("shown", &number(QUOTES)), ("count", &number(count))]),
        };
        self.said.put(&[el::<Element>("h3", "term").text(&heading), rows]);
    }

    fn tell_other_names(&self, names: &[&str]) {
        clear(&self.also);
        dom::toggle(&self.also, "hidden", names.is_empty());
        append(&self.also, &term(&say("Also here:")));
        for (at, name) in names.iter().take(OTHER_NAMES).enumerate() {
            let separator = if at > 0 { ", " } else { "" };
            append(&self.also, &dom::document().create_text_node(separator));
            append(&self.also, &el::<Element>("bdi", "").text(&shorten(name, 60)));
        }
        if names.len() > OTHER_NAMES {
            let more = count(names.len() - OTHER_NAMES, " and {n} more", " and {n} more");
            append(&self.also, &dom::document().create_text_node(&more));
        }
    }

    fn tell_value(&self, kind: &str, class: &str, words: Option<String>, exact: &str) {
        let exact = shorten(exact, 120);
        let words = words.unwrap_or_else(|| exact.clone());
        self.head(kind, class, &labels::capital(&words));
        clear(&self.also);
        dom::toggle(&self.also, "hidden", words == exact);
        append(&self.also, &term(&say("In the text:")));
        append(&self.also, &el::<Element>("bdi", "").text(&exact));
        let verdicts = self.verdicts.as_ref().map(|verdicts| -> &Element { &verdicts.element });
        let parts = [&self.role, &self.more, &self.related, &*self.said.element, &self.steps, &self.own];
        for part in parts.into_iter().chain(verdicts) {
            dom::toggle(part, "hidden", true);
        }
    }

    fn head(&self, kind: &str, class: &str, title: &str) {
        self.element.set_class_name(&format!("card {class}"));
        self.kind.set_text_content(Some(&labels::capital(kind)));
        self.title.set_text_content(Some(title));
        self.title.set_attribute("dir", "auto").ok();
    }
}

/// Whether a card about a gloss tells more than the text does: `2019` is the year 2019.
pub(super) fn tells_more(reading: &Reading, gloss: Gloss) -> bool {
    let words = match gloss {
        Gloss::Mention(_) => return true,
        Gloss::Date(at) if reading.is_vague(&reading.analysis.dates[at]) => None,
        Gloss::Date(at) => timeline::words(&reading.analysis.dates[at]),
        Gloss::Figure(at) => figure::words(reading, &reading.analysis.quantities[at]),
    };
    words.is_some_and(|words| words != reading.text(reading.span_of(gloss)))
}

/// The longest of the quotations, in the order of the text: single words in quote marks tell little.
fn telling<'q>(quotes: &[&'q Quote]) -> Vec<&'q Quote> {
    let mut longest = quotes.to_vec();
    sort::by_key(&mut longest, |quote| std::cmp::Reverse(quote.span.len()));
    longest.truncate(QUOTES);
    sort::by_key(&mut longest, |quote| quote.span.start);
    longest
}

/// What an entity is called in the article besides its name, the most used first.
fn other_names<'r>(reading: &'r Reading, entity: &Entity) -> Vec<&'r str> {
    let mut names: Vec<(&str, usize)> = Vec::new();
    let canonical = fold(&entity.name);
    for mention in entity.mentions.iter().map(|&id| reading.text(reading.mention(id).span)) {
        let known = names.iter().position(|(name, _)| *name == mention);
        match known {
            Some(at) => names[at].1 += 1,
            // A long article may have a great many; the card tells the first.
            None if names.len() < 4 * OTHER_NAMES && fold(mention) != canonical => names.push((mention, 1)),
            None => {}
        }
    }
    sort::by_key(&mut names, |(_, count)| std::cmp::Reverse(*count));
    names.into_iter().map(|(name, _)| name).collect()
}

/// What a link says that an entity is: `city in Kazakhstan`, and of a nationality `of Kazakhstan`.
fn description(kind: MentionType, link: &Link) -> String {
    if kind == MentionType::Norp {
        return tell("of {country}", &[("country", &link.label)]);
    }
    let country = link.country.as_ref().filter(|country| country.name != link.label);
    let kind = labels::place(link.kind);
    match country {
        Some(country) => tell("{kind} in {country}", &[("kind", &kind), ("country", &country.name)]),
        None => kind,
    }
}

fn date_kind(kind: DateKind) -> String {
    say(match kind {
        DateKind::Date => "date",
        DateKind::Time => "time",
        DateKind::Duration => "length of time",
        DateKind::Set => "recurring",
    })
}

fn figure_kind(kind: QuantityKind) -> String {
    say(match kind {
        QuantityKind::Money => "money",
        QuantityKind::Percent => "percentage",
        QuantityKind::Quantity => "quantity",
        QuantityKind::Cardinal => "number",
        QuantityKind::Ordinal => "order",
    })
}

/// What a list in the card is of, before the list.
fn term(text: &str) -> Element {
    el::<Element>("span", "term").text(&format!("{text} "))
}

/// The card stays while the pointer is on it.
fn listen_to_pointer(element: &HtmlElement, hover: &Rc<Hover>) -> Vec<EventListener> {
    let (entered, left) = (hover.clone(), hover.clone());
    vec![
        EventListener::new(element, "pointerenter", move |_| entered.hold()),
        EventListener::new(element, "pointerleave", move |_| left.left_card()),
    ]
}

/// Another entity is shown at its first mention, with its card.
fn listen_to_related(related: &Element, dispatch: &Dispatch) -> EventListener {
    let dispatch = dispatch.clone();
    EventListener::new(related, "click", move |event| {
        let button = dom::closest(event, "[data-mention]");
        let mention = button.and_then(|button| button.get_attribute("data-mention")?.parse().ok());
        if let Some(mention) = mention {
            dispatch(Action::Point(Gloss::Mention(mention)));
        }
    })
}

/// The card goes when the focus leaves it for somewhere else on the page.
fn listen_to_focus(element: &HtmlElement, dispatch: &Dispatch) -> EventListener {
    let (card, dispatch) = (element.clone(), dispatch.clone());
    EventListener::new(element, "focusout", move |event| {
        let to = event.dyn_ref::<FocusEvent>().and_then(FocusEvent::related_target);
        let to = to.and_then(|to| to.dyn_into::<web_sys::Node>().ok());
        if to.is_some_and(|to| !card.contains(Some(&to))) {
            dispatch(Action::CloseCard);
        }
    })
}
