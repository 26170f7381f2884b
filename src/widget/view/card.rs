//! The card: what it is about, and where the focus goes when it closes.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{OpenCard, View};
use crate::widget::card::tells_more;
use crate::widget::dom;
use crate::widget::reading::{Gloss, Spot};

impl View {
    /// Finds what is said about the words at a point of the viewport, of what is shown.
    pub(super) fn spot_at(&self, x: f32, y: f32) -> Spot {
        let (reading, article) = (self.reading.borrow(), self.article.borrow());
        let (Some(reading), Some(article)) = (reading.as_ref(), article.as_ref()) else { return Spot::default() };
        let Some(byte) = article.byte_at(reading, x, y) else { return Spot::default() };
        let gloss = reading.gloss_at(byte, |layer| !self.state.borrow().hidden.contains(&layer));
        Spot { gloss, noted: reading.notes.any_at(byte).then_some(byte) }
    }

    /// The pointer rests on something, or has left it. A card that the reader opened is not taken away by that.
    pub(super) fn peek(&self, gloss: Option<Gloss>) {
        let card = self.state.borrow().card;
        if card.is_some_and(|card| card.pinned) || self.own_text.element.open() {
            return;
        }
        // The reader may have moved into a card that the pointer opened.
        if gloss.is_none() && self.card.has_focus() {
            return;
        }
        let gloss = gloss.filter(|&gloss| self.with_reading(|reading| tells_more(reading, gloss)) == Some(true));
        let ours = gloss.is_none_or(|gloss| self.tell_card(gloss));
        self.state_mut().card = gloss.filter(|_| ours).map(|gloss| OpenCard { gloss, pinned: false });
        self.render_card();
    }

    /// The reader tapped something: its card stays, and a name is chosen.
    pub(super) fn point(&self, gloss: Gloss) {
        if self.state.borrow().card == Some(OpenCard { gloss, pinned: true }) {
            return self.close_card();
        }
        if let Gloss::Mention(mention) = gloss {
            self.choose_mention(mention);
            self.write_address(true);
        }
        if !self.tell_card(gloss) {
            return self.render_choice(false);
        }
        self.state_mut().card = Some(OpenCard { gloss, pinned: true });
        self.render_choice(matches!(gloss, Gloss::Mention(_)));
        if !matches!(gloss, Gloss::Mention(_)) {
            self.announcer.say(&self.card.spoken());
        }
    }

    /// Tells about the mention that the reader is at, and moves the focus there.
    pub(super) fn open_card(&self) {
        let current = || self.with_reading(|reading| self.state.borrow().current(reading)).flatten();
        if current().is_none() {
            self.step(true);
        }
        let Some(mention) = current() else { return };
        if !self.tell_card(Gloss::Mention(mention)) {
            return;
        }
        self.state_mut().card = Some(OpenCard { gloss: Gloss::Mention(mention), pinned: true });
        let focused = dom::document().active_element();
        let inside =
            self.frame.get_root_node().dyn_into::<web_sys::ShadowRoot>().ok().and_then(|root| root.active_element());
        let before = inside.or(focused).and_then(|element| element.dyn_into::<HtmlElement>().ok());
        if !self.card.has_focus() {
            *self.before_card.borrow_mut() = before;
        }
        self.render_choice(true);
        self.card.element.focus().ok();
    }

    /// Puts the card away; the focus goes back to where it was, if the card had it.
    pub(super) fn close_card(&self) {
        if self.state_mut().card.take().is_none() {
            return;
        }
        let had_focus = self.card.has_focus();
        self.render_choice(false);
        let before = self.before_card.take();
        if had_focus && let Some(before) = before {
            before.focus().ok();
        }
    }

    /// Goes to the next or the previous mention of what the card is about.
    pub(super) fn step_card(&self, forward: bool) {
        let Some(OpenCard { gloss: Gloss::Mention(mention), .. }) = self.state.borrow().card else { return };
        self.choose_mention(mention);
        self.state_mut().card = Some(OpenCard { gloss: Gloss::Mention(mention), pinned: true });
        self.step(forward);
    }

    /// Draws the card, or puts it away.
    pub(super) fn render_card(&self) {
        let card = self.state.borrow().card;
        let Some(OpenCard { gloss, .. }) = card else {
            if self.card.is_open() {
                self.card.hide();
            }
            return;
        };
        self.with_article(|reading, article| {
            let floor = f64::from(self.bar.element.offset_height());
            self.card.show(reading, gloss, &article.rect(reading, reading.span_of(gloss)), floor);
        });
    }
}
