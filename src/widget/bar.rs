//! The bar at the foot of a narrow screen, from which one sheet at a time is opened over the text.
//!
//! A very narrow screen has room for a few of its buttons; the rest are in a second row, behind "More".

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use web_sys::{Element, HtmlButtonElement, HtmlElement};

use super::dom::{self, Build, append, button, command, el};
use super::panels::PANELS;
use super::view::{Action, Dispatch};
use super::words::{msg, say};

/// How many buttons are in the first row where there is a second.
const FIRST_ROW: usize = 4;

/// What can be opened over the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sheet {
    Source,
    Summary,
    /// A panel, by its place in [`PANELS`].
    Panel(usize),
}

impl Sheet {
    /// All of them, the most wanted first.
    fn all() -> impl Iterator<Item = Sheet> {
        std::iter::once(Sheet::Summary).chain((0..PANELS.len()).map(Sheet::Panel)).chain([Sheet::Source])
    }

    /// The id of its element, and its name in the page's address.
    pub(super) fn id(self) -> &'static str {
        match self {
            Sheet::Source => "source",
            Sheet::Summary => "summary",
            Sheet::Panel(at) => PANELS[at].id,
        }
    }

    /// The sheet of that id.
    pub(super) fn named(id: &str) -> Option<Sheet> {
        Sheet::all().find(|sheet| sheet.id() == id)
    }

    /// The part of the frame that holds it, as the style sheet calls it.
    pub(super) fn part(self) -> &'static str {
        match self {
            Sheet::Source => "source",
            Sheet::Summary => "summary",
            Sheet::Panel(_) => "explore",
        }
    }

    fn label(self) -> String {
        say(match self {
            Sheet::Source => msg("Document"),
            Sheet::Summary => msg("Summary"),
            Sheet::Panel(at) => PANELS[at].label,
        })
    }
}

/// The bar.
pub(super) struct Bar {
    pub(super) element: HtmlElement,
    buttons: Vec<(Sheet, HtmlButtonElement)>,
    more: More,
    _listeners: Vec<EventListener>,
}

/// The button that shows the second row.
#[derive(Clone)]
struct More {
    button: HtmlButtonElement,
    open: Rc<Cell<bool>>,
}

impl Bar {
    pub(super) fn new(dispatch: &Dispatch) -> Bar {
        let element = el::<HtmlElement>("nav", "bar").attr_said("aria-label", "Panels");
        let more = More { button: command("more-sheets", "More"), open: Rc::default() };
        let buttons: Vec<_> = Sheet::all().map(|sheet| (sheet, sheet_button(sheet))).collect();
        let mut listeners = Vec::new();
        for (at, (sheet, button)) in buttons.iter().enumerate() {
            if at == FIRST_ROW {
                append(&element, &more.button);
            }
            append(&element, button);
            let (open, sheet) = (dispatch.clone(), *sheet);
            listeners.push(EventListener::new(button, "click", move |_| open(Action::Sheet(sheet))));
            button.class_list().toggle_with_force("second-row", at >= FIRST_ROW).ok();
        }
        let (toggled, bar) = (more.clone(), element.clone());
        more.show(&element, false);
        listeners.push(EventListener::new(&more.button, "click", move |_| toggled.show(&bar, !toggled.open.get())));
        Bar { element, buttons, more, _listeners: listeners }
    }

    /// Whether the screen is so narrow that there is a bar.
    pub(super) fn in_use(&self) -> bool {
        self.element.offset_height() > 0
    }

    /// Shows which sheet is open.
    pub(super) fn render(&self, open: Option<Sheet>) {
        let mut behind_more = false;
        for (at, (sheet, button)) in self.buttons.iter().enumerate() {
            let is_open = open == Some(*sheet);
            dom::state(button, "aria-expanded", is_open);
            behind_more |= is_open && at >= FIRST_ROW;
        }
        self.more.button.class_list().toggle_with_force("current", behind_more).ok();
        self.more.show(&self.element, false);
    }

    /// Puts the focus on a sheet's button, or on the one that it is behind.
    pub(super) fn focus(&self, sheet: Sheet) {
        let button = self.buttons.iter().find(|(at, _)| *at == sheet).map(|(_, button)| button);
        let seen = button.filter(|button| button.offset_height() > 0);
        seen.unwrap_or(&self.more.button).focus().ok();
    }
}

impl More {
    fn show(&self, bar: &Element, open: bool) {
        self.open.set(open);
        dom::state(&self.button, "aria-expanded", open);
        dom::toggle(bar, "data-more", open);
    }
}

fn sheet_button(sheet: Sheet) -> HtmlButtonElement {
    button("", &sheet.label()).attr("aria-expanded", "false").attr("aria-controls", sheet.id())
}
