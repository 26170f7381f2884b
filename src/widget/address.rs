//! The state that lives in the page's address, so that a link reopens the same view.
//!
//! It is kept in the fragment (`#document=…&hide=MISC&name=PERSON:Vladimir+Putin&mention=2&sentences=5&date=2022-01-07&panel=names`), which never
//! leaves the device and needs nothing of a server. What an address holds is outside input: a part that makes no sense
//! is ignored.

use wasm_bindgen::{JsValue, UnwrapThrowExt};
use web_sys::UrlSearchParams;

use super::bar::Sheet;
use super::dom;
use super::layer::Layer;
use crate::document::Date;
use crate::entity::MentionType;

/// What an address says. `None` and empty mean: the default.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Address {
    /// The id of a bundled document.
    pub(super) document: Option<String>,
    /// What is not drawn.
    pub(super) hidden: Vec<Layer>,
    /// The chosen entity, by type and canonical name: both survive a new model, an index would not.
    pub(super) name: Option<(MentionType, String)>,
    /// Which of its mentions the reader is at, from 0.
    pub(super) mention: usize,
    /// The length of the summary.
    pub(super) sentences: Option<usize>,
    /// The day that the reader says the document is of.
    pub(super) day: Option<Date>,
    /// The panel or sheet in sight.
    pub(super) panel: Option<Sheet>,
}

impl Address {
    /// Reads the page's address.
    pub(super) fn read() -> Address {
        Address::parse(dom::window().location().hash().unwrap_or_default().trim_start_matches('#'))
    }

    /// Reads a fragment without its `#`.
    pub(super) fn parse(fragment: &str) -> Address {
        let Ok(params) = UrlSearchParams::new_with_str(fragment) else { return Address::default() };
        let number = |name: &str| params.get(name).and_then(|value| value.parse::<usize>().ok());
        Address {
            document: params.get("document").filter(|id| !id.is_empty()),
            hidden: params
                .get("hide")
                .map(|list| list.split(',').filter_map(Layer::named).collect())
                .unwrap_or_default(),
            name: params.get("name").and_then(|value| {
                let (of, name) = value.split_once(':')?;
                Some((kind(of)?, name.to_owned()))
            }),
            mention: number("mention").unwrap_or(1).saturating_sub(1),
            sentences: number("sentences"),
            day: params.get("date").and_then(|day| Date::from_iso(&day)),
            panel: params.get("panel").and_then(|id| Sheet::named(&id)),
        }
    }

    /// The fragment, without its `#`.
    pub(super) fn fragment(&self) -> String {
        let params = UrlSearchParams::new().unwrap_throw();
        if let Some(id) = &self.document {
            params.append("document", id);
        }
        if !self.hidden.is_empty() {
            let list: Vec<&str> = self.hidden.iter().map(|layer| layer.as_str()).collect();
            params.append("hide", &list.join(","));
        }
        if let Some((kind, name)) = &self.name {
            params.append("name", &format!("{}:{name}", kind.as_str()));
            if self.mention > 0 {
                params.append("mention", &(self.mention + 1).to_string());
            }
        }
        if let Some(sentences) = self.sentences {
            params.append("sentences", &sentences.to_string());
        }
        if let Some(day) = self.day {
            params.append("date", &day.to_string());
        }
        if let Some(sheet) = self.panel {
            params.append("panel", sheet.id());
        }
        params.to_string().into()
    }

    /// Writes the page's address. `step` makes an entry of its own in the history, so that Back returns to the view
    /// before; a filter or a slider only changes the present entry.
    pub(super) fn write(&self, step: bool) {
        let fragment = format!("#{}", self.fragment());
        if fragment.trim_start_matches('#')
            == dom::window().location().hash().unwrap_or_default().trim_start_matches('#')
        {
            return;
        }
        let Ok(history) = dom::window().history() else { return };
        // Browsers refuse more than some hundred changes in a few seconds: the view is right all the same.
        let _ = if step {
            history.push_state_with_url(&JsValue::NULL, "", Some(&fragment))
        } else {
            history.replace_state_with_url(&JsValue::NULL, "", Some(&fragment))
        };
    }
}

fn kind(name: &str) -> Option<MentionType> {
    MentionType::ALL.into_iter().find(|kind| kind.as_str() == name)
}
