//! The toolbar beside selected words, or beside a highlight: what the reader can say about them.
//!
//! <https://www.w3.org/WAI/ARIA/apg/patterns/toolbar/>

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use web_sys::{DomRect, HtmlButtonElement, HtmlElement};

use crate::annotation::{Annotation, Colour};
use crate::entity::MentionType;
use crate::widget::beside::{self, Side};
use crate::widget::dom::{self, Build, append, button, el};
use crate::widget::view::{Action, Dispatch};
use crate::widget::words::{number, say, tell};
use crate::widget::{labels, roving};

/// How long a selection has to rest before the toolbar comes, in milliseconds.
const REST: u32 = 250;

/// What can be moved to with the arrow keys.
const BUTTONS: &str = "button:not([hidden])";

/// What a button of the toolbar does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::widget) enum Tool {
    /// Highlight the words in that colour.
    Colour(Colour),
    /// Write a note on them.
    Note,
    /// Write tags.
    Tag,
    /// Copy a link to the words.
    Link,
    /// Say that the words are a name.
    Name,
    /// Say of which type.
    Is(MentionType),
    /// Go to the next of several highlights at one place.
    Next,
    /// Remove the highlight.
    Delete,
    /// Attach an annotation to the words whose own words are gone.
    Attach,
}

/// What the toolbar is about.
pub(in crate::widget) struct Offer<'a> {
    /// The annotation; none if it is about selected words.
    pub(in crate::widget) annotation: Option<&'a Annotation>,
    /// Which of how many highlights it is that lie there.
    pub(in crate::widget) of: (usize, usize),
    /// Whether words are looked for to attach an annotation to.
    pub(in crate::widget) attaching: bool,
    /// Whether the words are a name, and it is asked of which type.
    pub(in crate::widget) naming: bool,
}

/// The toolbar of a view.
pub(in crate::widget) struct Toolbar {
    pub(in crate::widget) element: HtmlElement,
    buttons: Vec<(Tool, HtmlButtonElement)>,
    _listeners: Vec<EventListener>,
}

impl Toolbar {
    pub(in crate::widget) fn new(dispatch: &Dispatch) -> Toolbar {
        let element = el::<HtmlElement>("div", "note-toolbar")
            .attr("role", "toolbar")
            .attr("popover", "manual")
            .attr("hidden", "");
        let rest = [
            (Tool::Note, say("Note")),
            (Tool::Tag, say("Tag")),
            (Tool::Link, say("Copy link")),
            (Tool::Name, say("Name")),
            (Tool::Next, String::new()),
            (Tool::Delete, say("Delete")),
        ];
        let colours = Colour::ALL.map(|colour| (Tool::Colour(colour), labels::colour(colour)));
        let attach = [(Tool::Attach, say("Attach here"))];
        let kinds = MentionType::ALL.map(|kind| (Tool::Is(kind), labels::capital(&labels::singular(kind))));
        let mut buttons = Vec::new();
        for (tool, label) in attach.into_iter().chain(colours).chain(rest).chain(kinds) {
            let button = button(&class(tool), &label);
            append(&element, &button);
            buttons.push((tool, button));
        }
        // A press on a button must not take the selection away.
        let options = EventListenerOptions::enable_prevent_default();
        let mut listeners = vec![
            listen_to_selection(dispatch),
            roving::listen(&element, BUTTONS),
            EventListener::new_with_options(&element, "mousedown", options, |event| event.prevent_default()),
        ];
        for (tool, button) in &buttons {
            let (dispatch, tool) = (dispatch.clone(), *tool);
            listeners.push(EventListener::new(button, "click", move |_| dispatch(Action::Tool(tool))));
        }
        Toolbar { element, buttons, _listeners: listeners }
    }

    /// Shows what can be done, beside the words, which are at `words`; `floor` is how much of the foot of the window is
    /// covered.
    pub(in crate::widget) fn show(&self, offer: &Offer, words: &DomRect, floor: f64) {
        let label = say(match (offer.annotation, offer.naming) {
            (_, true) => "What are these words?",
            (Some(_), false) => "Your highlight",
            (None, false) => "Selected words",
        });
        self.element.set_attribute("aria-label", &label).ok();
        let (at, count) = offer.of;
        for (tool, button) in &self.buttons {
            let shown = match tool {
                Tool::Is(_) => offer.naming,
                _ if offer.naming => false,
                Tool::Name => offer.annotation.is_none() && !offer.attaching,
                Tool::Attach => offer.attaching,
                Tool::Next => count > 1 && !offer.attaching,
                Tool::Delete => offer.annotation.is_some() && !offer.attaching,
                _ => !offer.attaching,
            };
            dom::toggle(button, "hidden", !shown);
            if let Tool::Colour(colour) = tool {
                dom::state(button, "aria-pressed", offer.annotation.is_some_and(|a| a.colour == *colour));
            }
            if *tool == Tool::Next {
                let place = [("at", &*number(at + 1)), ("count", &*number(count))];
                button.set_text_content(Some(&labels::nth(at + 1, count)));
                button.set_attribute("aria-label", &tell("Highlight {at} of {count} here. Next one", &place)).ok();
            }
        }
        let items = roving::items(&self.element, BUTTONS);
        roving::make_one_stop(&items, |item| item.matches(":focus").unwrap_or(false));
        beside::open(&self.element);
        beside::place(&self.element, words, floor, Side::Above);
    }

    /// Puts it away.
    pub(in crate::widget) fn hide(&self) {
        if beside::is_open(&self.element) {
            beside::close(&self.element);
        }
    }

    /// Whether the focus is in it.
    pub(in crate::widget) fn has_focus(&self) -> bool {
        self.element.matches(":focus-within").unwrap_or(false)
    }

    /// Puts the focus on the button that the Tab key would reach.
    pub(in crate::widget) fn focus(&self) {
        let items = roving::items(&self.element, BUTTONS);
        if let Some(item) = items.iter().find(|item| item.tab_index() == 0) {
            item.focus().ok();
        }
    }
}

fn class(tool: Tool) -> String {
    match tool {
        Tool::Colour(colour) => format!("tool swatch {}", colour.as_str()),
        Tool::Note | Tool::Name => "tool apart".to_owned(),
        Tool::Is(kind) => format!("tool kind {}", labels::class(kind)),
        Tool::Attach => "tool primary".to_owned(),
        _ => "tool".to_owned(),
    }
}

/// Tells the view of a selection once it rests.
fn listen_to_selection(dispatch: &Dispatch) -> EventListener {
    let (dispatch, timer) = (dispatch.clone(), Rc::new(RefCell::new(None)));
    EventListener::new(&dom::document(), "selectionchange", move |_| {
        let dispatch = dispatch.clone();
        *timer.borrow_mut() = Some(Timeout::new(REST, move || dispatch(Action::Selected)));
    })
}
