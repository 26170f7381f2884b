//! The panels beside the article, one at a time behind a row of tabs.
//!
//! A panel is one file with an implementation of [`Panel`], and one line of [`PANELS`].

use std::cell::Cell;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlButtonElement, HtmlElement, KeyboardEvent};

use super::dom::{self, Build, append, button, el};
use super::figures::FiguresPanel;
use super::map::MapPanel;
use super::names::NamesPanel;
use super::notes::editor::Field;
use super::notes::panel::NotesPanel;
use super::quotes::QuotesPanel;
use super::reading::Reading;
use super::timeline::TimelinePanel;
use super::view::{Action, Dispatch, State};
use super::words::{msg, say};

/// The panels, in the order of their tabs. The first is shown unless the reader asks for another; the last is about what
/// the reader has to say.
pub(super) const PANELS: &[Entry] = &[
    Entry { id: "names", label: msg("Names"), build: |dispatch| Box::new(NamesPanel::new(dispatch)) },
    Entry { id: "timeline", label: msg("Timeline"), build: |dispatch| Box::new(TimelinePanel::new(dispatch)) },
    Entry { id: "figures", label: msg("Figures"), build: |dispatch| Box::new(FiguresPanel::new(dispatch)) },
    Entry { id: "quotes", label: msg("Quotes"), build: |dispatch| Box::new(QuotesPanel::new(dispatch)) },
    Entry { id: "map", label: msg("Map"), build: |dispatch| Box::new(MapPanel::new(dispatch)) },
    Entry { id: "notes", label: msg("Notes"), build: |dispatch| Box::new(NotesPanel::new(dispatch)) },
];

/// One line of the row of tabs.
pub(super) struct Entry {
    /// What the page's address calls it; also the id of its element.
    pub(super) id: &'static str,
    /// What its tab says.
    pub(super) label: &'static str,
    build: fn(&Dispatch) -> Box<dyn Panel>,
}

/// The panel of that id, by its place in [`PANELS`].
pub(super) fn named(id: &str) -> Option<usize> {
    PANELS.iter().position(|entry| entry.id == id)
}

/// What a panel is drawn from.
pub(super) struct Scene<'a> {
    pub(super) reading: &'a Reading,
    pub(super) state: &'a State,
    pub(super) lookup: Lookup,
    /// Whether there is a knowledge file to locate places with; `None` while one may still come.
    pub(super) known: Option<bool>,
}

/// Whether the names, and all that is built on them, have been looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lookup {
    Running,
    Done,
    /// The model did not load.
    Impossible,
}

/// One way to look at what is in an article. It draws, and reports what the reader does to the [`Dispatch`] that it was
/// built with.
pub(super) trait Panel {
    /// The panel's content, below its heading.
    fn element(&self) -> &HtmlElement;

    /// Draws everything anew. It is called when the panel comes into sight, if anything has changed since the last time.
    fn render(&self, scene: &Scene);

    /// Marks what is chosen, while everything else has stayed as it was.
    fn render_choice(&self, scene: &Scene);

    /// Draws more of what was too much to be drawn at once.
    fn go_on(&self, _scene: &Scene) {}

    /// Forgets what the reader typed or unfolded: another document is open.
    fn reset(&self) {}

    /// Puts the focus where a reader would begin.
    fn focus(&self) {}

    /// Puts the focus into a field of the annotation that is being changed, or on the row of that one, if it is listed.
    fn focus_note(&self, _id: &str, _field: Option<Field>) {}

    /// Puts the focus where a change of the annotations can be taken back.
    fn focus_undo(&self) {}

    /// Reports what the reader is writing.
    fn flush(&self) {}

    /// Puts the focus on an entity, if the panel lists it.
    fn focus_entity(&self, _id: usize) {}
}

/// The row of tabs and what is behind them.
pub(super) struct Panels {
    pub(super) element: HtmlElement,
    slots: Vec<Slot>,
    _listeners: Vec<EventListener>,
}

struct Slot {
    tab: HtmlButtonElement,
    section: Element,
    panel: Box<dyn Panel>,
    /// Whether it shows less than is known.
    stale: Cell<bool>,
}

impl Panels {
    /// All of them, or, without `notes`, those about the article alone.
    pub(super) fn new(dispatch: &Dispatch, notes: bool) -> Panels {
        let tabs = el::<HtmlElement>("div", "tabs").attr("role", "tablist").attr_said("aria-label", "In this article");
        let element = el::<HtmlElement>("div", "explore").child(&tabs);
        let slots: Vec<Slot> =
            PANELS[..PANELS.len() - usize::from(!notes)].iter().map(|entry| Slot::new(entry, dispatch)).collect();
        let mut listeners = vec![listen_to_keys(&tabs, dispatch)];
        for (at, slot) in slots.iter().enumerate() {
            append(&tabs, &slot.tab);
            append(&element, &slot.section);
            let show = dispatch.clone();
            listeners.push(EventListener::new(&slot.tab, "click", move |_| show(Action::Panel(at))));
        }
        Panels { element, slots, _listeners: listeners }
    }

    /// Says that more is known than is drawn, and draws the panel that is shown.
    pub(super) fn render(&self, scene: &Scene) {
        for slot in &self.slots {
            slot.stale.set(true);
        }
        self.show(scene);
    }

    /// Brings the panel that is shown into sight.
    pub(super) fn show(&self, scene: &Scene) {
        for (at, slot) in self.slots.iter().enumerate() {
            let shown = at == scene.state.panel;
            dom::state(&slot.tab, "aria-selected", shown);
            slot.tab.set_tab_index(if shown { 0 } else { -1 });
            dom::toggle(&slot.section, "hidden", !shown);
        }
        let slot = &self.slots[scene.state.panel];
        if slot.stale.replace(false) {
            slot.panel.render(scene);
        } else {
            slot.panel.render_choice(scene);
        }
    }

    /// Marks what is chosen in the panel that is shown.
    pub(super) fn render_choice(&self, scene: &Scene) {
        self.slots[scene.state.panel].panel.render_choice(scene);
    }

    /// Draws more of what was too much to be drawn at once, if that is in sight: else it goes on when it is again.
    pub(super) fn go_on(&self, scene: &Scene) {
        let slot = &self.slots[scene.state.panel];
        if !slot.stale.get() {
            slot.panel.go_on(scene);
        }
    }

    /// Another document is open.
    pub(super) fn reset(&self) {
        self.slots.iter().for_each(|slot| slot.panel.reset());
    }

    /// Puts the focus where a reader would begin in the panel at that place.
    pub(super) fn focus(&self, at: usize) {
        self.slots[at].panel.focus();
    }

    /// Puts the focus into a field of the annotation that is being changed, or on the row of that one.
    pub(super) fn focus_note(&self, id: &str, field: Option<Field>) {
        self.slots.iter().for_each(|slot| slot.panel.focus_note(id, field));
    }

    /// Puts the focus where a change of the annotations can be taken back.
    pub(super) fn focus_undo(&self) {
        self.slots.iter().for_each(|slot| slot.panel.focus_undo());
    }

    /// Has the panels report what the reader is writing.
    pub(super) fn flush(&self) {
        self.slots.iter().for_each(|slot| slot.panel.flush());
    }

    /// Says that more is known than the panel of that id shows, and draws it if it is in sight.
    pub(super) fn renew(&self, id: &str, scene: &Scene) {
        if let Some(at) = named(id) {
            self.slots[at].stale.set(true);
            if scene.state.panel == at {
                self.show(scene);
            }
        }
    }

    /// Puts the focus on an entity in the panel at that place, if it is listed there.
    pub(super) fn focus_entity(&self, at: usize, id: usize) {
        self.slots[at].panel.focus_entity(id);
    }
}

impl Slot {
    fn new(entry: &Entry, dispatch: &Dispatch) -> Slot {
        let panel = (entry.build)(dispatch);
        let (tab_id, heading_id) = (format!("{}-tab", entry.id), format!("{}-heading", entry.id));
        let tab = button("tab", &say(entry.label))
            .attr("role", "tab")
            .attr("id", &tab_id)
            .attr("aria-controls", entry.id)
            .attr("aria-selected", "false");
        let section = el::<Element>("section", &format!("panel {}", entry.id))
            .attr("role", "tabpanel")
            .attr("id", entry.id)
            .attr("aria-labelledby", &tab_id)
            .child(&el::<Element>("h2", "").attr("id", &heading_id).text(&say(entry.label)))
            .child(panel.element());
        Slot { tab, section, panel, stale: Cell::new(true) }
    }
}

/// The arrow keys, Home and End move along the row, and what they reach is shown at once: nothing has to be waited for.
/// <https://www.w3.org/WAI/ARIA/apg/patterns/tabs/>
fn listen_to_keys(tabs: &HtmlElement, dispatch: &Dispatch) -> EventListener {
    let (row, dispatch) = (tabs.clone(), dispatch.clone());
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(tabs, "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(at) = target.and_then(|tab| named(&tab.get_attribute("aria-controls")?)) else { return };
        let last = row.child_element_count() as usize - 1;
        let to = match event.key().as_str() {
            "ArrowRight" | "ArrowLeft" if dom::goes_on(&row, event) => (at + 1) % (last + 1),
            "ArrowRight" | "ArrowLeft" => (at + last) % (last + 1),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        dispatch(Action::Panel(to));
        let tab = row.children().item(u32::try_from(to).unwrap_or_default());
        if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<HtmlElement>().ok()) {
            tab.focus().ok();
        }
    })
}
