//! Keeping the view and the page's address the same.

use std::rc::Rc;

use super::View;
use crate::widget::address::Address;
use crate::widget::bar::Sheet;
use crate::widget::reading::Source;

impl View {
    /// Shows what the address says: the reader went back or forth, or edited it.
    pub(super) fn follow_address(self: &Rc<Self>) {
        if !self.addressed {
            return;
        }
        let address = Address::read();
        let open = self.with_reading(|reading| reading.source.clone());
        let wanted = address.document.clone().map(Source::Bundled);
        if let Some(source) = wanted.filter(|source| open.as_ref() != Some(source)) {
            return self.open(source, &address);
        }
        {
            let mut state = self.state_mut();
            state.hidden = address.hidden.iter().copied().collect();
            state.length = address.sentences;
            state.chosen = None;
            state.cursor = None;
            state.panel = 0;
        }
        self.set_day(address.day);
        self.show_addressed(address.panel);
        if let Some((kind, name)) = &address.name {
            self.choose_wanted(*kind, name, address.mention);
        }
        self.draw_layers();
        self.render_panels();
        self.render_summary();
        self.render_choice(true);
    }

    /// Writes the address. `step` makes an entry of its own in the history.
    pub(super) fn write_address(&self, step: bool) {
        if !self.addressed {
            return;
        }
        let address = self.with_reading(|reading| {
            let state = self.state.borrow();
            Address {
                document: match &reading.source {
                    Source::Bundled(id) => Some(id.clone()),
                    Source::Own(_) | Source::Host(_) => None,
                },
                hidden: state.hidden.iter().copied().collect(),
                name: state.chosen.map(|id| (reading.entity(id).kind, reading.entity(id).name.clone())),
                mention: state.at,
                sentences: state.length,
                panel: self.addressed_sheet(),
                day: state.day,
            }
        });
        if let Some(address) = address {
            address.write(step);
        }
    }

    /// What the address calls the panel in sight; nothing if it is the one that is there anyway.
    pub(super) fn addressed_sheet(&self) -> Option<Sheet> {
        let state = self.state.borrow();
        if self.bar.in_use() { state.sheet } else { (state.panel > 0).then_some(Sheet::Panel(state.panel)) }
    }
}
