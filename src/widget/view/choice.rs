//! What the reader points at: types, names, mentions, sentences, panels.

use super::{Marked, OpenCard, View};
use crate::entity::MentionType;
use crate::span::ByteSpan;
use crate::widget::bar::Sheet;
use crate::widget::layer::Layer;
use crate::widget::reading::{Gloss, fold};
use crate::widget::words::{number, tell};

impl View {
    /// Shows or hides a layer of what is drawn on the article.
    pub(super) fn toggle(&self, layer: Layer) {
        {
            let mut state = self.state_mut();
            if !state.hidden.remove(&layer) {
                state.hidden.insert(layer);
            }
            let of = |id: usize| self.with_reading(|reading| Layer::Names(reading.entity(id).kind));
            if state.hidden.contains(&layer) && state.chosen.and_then(of) == Some(layer) {
                state.chosen = None;
            }
            state.cursor = None;
            state.card = None;
        }
        self.draw_layer(layer);
        self.render_panels();
        self.render_choice(false);
        self.write_address(false);
    }

    /// Chooses an entity at its first mention, or lets it go if it is chosen.
    pub(super) fn choose(&self, id: usize) {
        if self.state.borrow().chosen == Some(id) {
            return self.clear();
        }
        self.choose_at(id, 0);
        self.uncover_article();
        self.render_choice(true);
        self.write_address(true);
    }

    /// Chooses the first entity that the article calls so; whether there is one.
    pub(in crate::widget) fn choose_named(&self, name: &str) -> bool {
        let name = fold(name.trim());
        let found = self.with_reading(|reading| {
            let entities = &reading.analysis.entities;
            let canonical = entities.iter().position(|entity| fold(&entity.name) == name);
            let mentioned = || {
                entities.iter().position(|entity| {
                    entity.mentions.iter().any(|&id| fold(reading.text(reading.mention(id).span)) == name)
                })
            };
            canonical.or_else(mentioned)
        });
        let Some(Some(id)) = found else { return false };
        self.choose_at(id, 0);
        self.render_choice(true);
        true
    }

    /// Lets go of all that is chosen, marked or open.
    pub(in crate::widget) fn let_go(&self) {
        {
            let mut state = self.state_mut();
            (state.chosen, state.cursor, state.marked, state.card) = (None, None, None, None);
        }
        self.render_choice(false);
        self.render_summary();
    }

    /// Chooses a mention's entity, at that mention.
    pub(super) fn choose_mention(&self, mention: usize) {
        let found = self.with_reading(|reading| {
            let entity = reading.mention(mention).entity;
            Some((entity, reading.entity(entity).mentions.iter().position(|&id| id == mention)?))
        });
        if let Some(Some((entity, at))) = found {
            self.choose_at(entity, at);
        }
    }

    fn choose_at(&self, entity: usize, at: usize) {
        let mut state = self.state_mut();
        state.card = None;
        state.chosen = Some(entity);
        state.at = at;
        state.cursor = None;
    }

    /// Chooses the entity that an address names, if the article has it.
    pub(super) fn choose_wanted(&self, kind: MentionType, name: &str, at: usize) {
        let reading = self.reading.borrow();
        let Some(reading) = reading.as_ref() else { return };
        let Some(id) = reading.entity_named(kind, name) else { return };
        self.choose_at(id, at.min(reading.entity(id).mentions.len() - 1));
    }

    /// Goes to the next or previous mention of the chosen name, or of any.
    pub(super) fn step(&self, forward: bool) {
        self.with_reading(|reading| {
            let mut state = self.state_mut();
            if let Some(id) = state.chosen {
                let count = reading.entity(id).mentions.len();
                state.at = (state.at + if forward { 1 } else { count - 1 }) % count;
            } else {
                state.cursor = reading.step(state.cursor, forward, &state.hidden);
            }
            // An open card goes along.
            let current = state.current(reading);
            if let Some(card) = &mut state.card
                && let Some(mention) = current
            {
                *card = OpenCard { gloss: Gloss::Mention(mention), pinned: true };
            }
        });
        self.render_choice(true);
        self.write_address(false);
    }

    /// Lets go of one thing at a time: the toolbar of notes, the editor, the card, the chosen name, an open sheet, the marked sentence.
    pub(super) fn clear(&self) {
        if self.close_toolbar() || self.stop_attaching() || self.close_editor() || self.leave_caret(true) {
            return;
        }
        if self.state.borrow().card.is_some() {
            return self.close_card();
        }
        if self.state.borrow().sheet.is_some() && self.state.borrow().chosen.is_none() {
            return self.open_sheet(None);
        }
        let (had, in_stepper) =
            (self.state.borrow().chosen, self.stepper.element.matches(":focus-within").unwrap_or(false));
        {
            let mut state = self.state_mut();
            if state.chosen.is_none() && state.cursor.is_none() {
                state.marked = None;
            }
            state.chosen = None;
            state.cursor = None;
        }
        self.render_choice(false);
        self.render_summary();
        if let Some(id) = had.filter(|_| in_stepper) {
            self.panels.focus_entity(self.state.borrow().panel, id);
        }
        self.write_address(true);
    }

    /// Marks a place in the article, with the sentence around it.
    pub(super) fn mark_place(&self, span: ByteSpan) {
        if let Some(sentence) = self.with_reading(|reading| reading.sentence_at(span)) {
            self.mark(Marked { sentence, point: Some(span) });
        }
    }

    /// Marks something in the article and goes there; what is marked already is let go.
    pub(super) fn mark(&self, wanted: Marked) {
        let again = self.state.borrow().marked == Some(wanted);
        self.state_mut().marked = (!again).then_some(wanted);
        self.close_card();
        self.render_summary();
        self.with_scene(|scene| self.panels.render_choice(scene));
        if again {
            return self.announcer.announce("It is no longer marked.");
        }
        self.uncover_article();
        self.with_article(|reading, article| {
            article.scroll_to(reading, wanted.point.unwrap_or(wanted.sentence));
            let block = reading.block_at(wanted.sentence.start).map_or(1, |block| block + 1);
            let count = number(reading.document().blocks.len());
            let place = [("at", &*number(block)), ("count", &*count)];
            self.announcer.say(&tell("Marked in the article, part {at} of {count}.", &place));
        });
    }

    /// On a narrow screen an open sheet covers the article: closes it so that what was chosen can be seen.
    pub(super) fn uncover_article(&self) {
        let open = self.state.borrow().sheet.is_some();
        if open {
            self.open_sheet(None);
        }
    }

    /// Shows the panel at that place of the row of tabs.
    pub(super) fn show_panel(&self, at: usize) {
        if self.bar.in_use() {
            return self.open_sheet(Some(Sheet::Panel(at)));
        }
        self.state_mut().panel = at;
        self.render_panel();
        self.write_address(false);
    }

    /// On a narrow screen: opens a sheet, or closes it if it is open.
    pub(super) fn toggle_sheet(&self, sheet: Sheet) {
        let open = self.state.borrow().sheet == Some(sheet);
        self.open_sheet((!open).then_some(sheet));
    }

    fn open_sheet(&self, sheet: Option<Sheet>) {
        let before = std::mem::replace(&mut self.state_mut().sheet, sheet);
        self.show_addressed(sheet);
        if let Some(Sheet::Panel(_)) = sheet {
            self.render_panel();
        }
        if let (None, Some(before)) = (sheet, before) {
            self.bar.focus(before);
        }
        self.write_address(false);
    }

    /// Has the panel, or on a narrow screen the sheet, in its place that an address asks for; draws nothing in it.
    pub(super) fn show_addressed(&self, sheet: Option<Sheet>) {
        let open = sheet.filter(|_| self.bar.in_use());
        {
            let mut state = self.state_mut();
            state.sheet = open;
            if let Some(Sheet::Panel(at)) = sheet {
                state.panel = at;
            }
        }
        self.bar.render(open);
        self.frame.set_attribute("data-sheet", open.map_or("", Sheet::part)).ok();
    }
}
