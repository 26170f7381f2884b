//! The bar at the foot of a narrow screen, from which one panel at a time is opened over the text.

use gloo::events::EventListener;
use web_sys::{Element, HtmlButtonElement};

use super::dom::{self, Build, append, button, el};
use super::view::{Action, Dispatch};

/// The panels beside the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Panel {
    Source,
    Summary,
    Names,
}

impl Panel {
    const ALL: [Panel; 3] = [Panel::Source, Panel::Summary, Panel::Names];

    /// The id of the panel's section, which the style sheet knows too.
    pub(super) fn id(self) -> &'static str {
        match self {
            Panel::Source => "source",
            Panel::Summary => "summary",
            Panel::Names => "names",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Panel::Source => "Document",
            Panel::Summary => "Summary",
            Panel::Names => "Names",
        }
    }
}

/// The bar.
pub(super) struct Tabs {
    pub(super) element: Element,
    tabs: [Tab; Panel::ALL.len()],
}

struct Tab {
    panel: Panel,
    button: HtmlButtonElement,
    _click: EventListener,
}

impl Tabs {
    pub(super) fn new(dispatch: &Dispatch) -> Tabs {
        let element = el::<Element>("nav", "tabs").attr("aria-label", "Panels");
        let tabs = Panel::ALL.map(|panel| Tab::new(panel, dispatch.clone()));
        for tab in &tabs {
            append(&element, &tab.button);
        }
        Tabs { element, tabs }
    }

    /// Shows which panel is open.
    pub(super) fn render(&self, open: Option<Panel>) {
        for tab in &self.tabs {
            dom::state(&tab.button, "aria-expanded", open == Some(tab.panel));
        }
    }

    /// Puts the focus on a panel's button.
    pub(super) fn focus(&self, panel: Panel) {
        for tab in self.tabs.iter().filter(|tab| tab.panel == panel) {
            tab.button.focus().ok();
        }
    }
}

impl Tab {
    fn new(panel: Panel, dispatch: Dispatch) -> Tab {
        let button = button("tab", panel.label()).attr("aria-expanded", "false").attr("aria-controls", panel.id());
        let click = EventListener::new(&button, "click", move |_| dispatch(Action::Panel(panel)));
        Tab { panel, button, _click: click }
    }
}
