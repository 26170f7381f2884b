//! Drawing what the state says. Each of these may be called at any time.

use super::View;
use crate::analyzer::DEFAULT_SUMMARY_SENTENCES;
use crate::document::{bundle, plain};
use crate::js::engine;
use crate::widget::layer::Layer;
use crate::widget::panels::{Lookup, Scene};
use crate::widget::reading::{Reading, Source, shorten};
use crate::widget::source::Choice;
use crate::widget::words::{count as count_of, say, tell};
use crate::widget::{dom, labels};

impl View {
    /// Shows a sentence that the reader should know, or none.
    pub(super) fn show_notice(&self, message: &str) {
        self.notice.set_text_content(Some(message));
        dom::toggle(&self.notice, "hidden", message.is_empty());
    }

    pub(super) fn render_source(&self) {
        let mut choices: Vec<Choice> = Vec::new();
        for bundled in bundle::documents() {
            let source = Source::Bundled(bundled.id.to_owned());
            let title = Reading::new(source.clone(), plain::parse(bundled.text)).title();
            choices.push(Choice { source, title });
        }
        for (number, text) in self.own.borrow().iter().enumerate() {
            let first = shorten(text.trim().lines().next().unwrap_or_default(), 60);
            choices.push(Choice { source: Source::Own(number), title: tell("Yours: {title}", &[("title", &first)]) });
        }
        if self.summary.digest.offer(&choices) {
            self.render_digest();
        }
        self.with_reading(|reading| {
            self.source.render(&choices, &reading.source);
            self.source.explain(reading.document().problems.iter().map(|problem| say(&problem.message)));
        });
    }

    pub(super) fn render_summary(&self) {
        let (length, marked) = {
            let state = self.state.borrow();
            (state.length.unwrap_or(DEFAULT_SUMMARY_SENTENCES), state.marked)
        };
        self.with_article(|reading, article| {
            let sentence = marked.filter(|marked| marked.point.is_none()).map(|marked| marked.sentence);
            self.summary.render(reading, length, sentence);
            article.draw_marked(reading, marked);
        });
    }

    /// Lists what else the article comes down to.
    pub(super) fn render_topics(&self) {
        self.with_reading(|reading| self.summary.render_topics(reading));
    }

    /// Draws the panels anew: another document is open, or more is known about it.
    pub(super) fn render_panels(&self) {
        self.with_scene(|scene| {
            self.panels.render(scene);
            if let Some(about) = &self.about {
                about.render(scene);
            }
        });
    }

    /// Brings the panel into sight that the state says.
    pub(super) fn render_panel(&self) {
        self.with_scene(|scene| self.panels.show(scene));
    }

    /// Draws on the article all that is not switched off.
    pub(super) fn draw_layers(&self) {
        self.with_article(|reading, article| {
            let state = self.state.borrow();
            self.undisturbed(|| article.draw(reading, |layer| !state.hidden.contains(&layer)));
        });
    }

    /// Draws one layer, which was switched on or off.
    pub(super) fn draw_layer(&self, layer: Layer) {
        self.with_article(|reading, article| {
            let state = self.state.borrow();
            self.undisturbed(|| article.draw_layer(reading, layer, |layer| !state.hidden.contains(&layer)));
        });
    }

    /// Marks the mentions of an entity that is pointed at, or again what is chosen.
    pub(super) fn mark_entity(&self, entity: Option<usize>) {
        self.with_article(|reading, article| {
            let state = self.state.borrow();
            let marked = entity.or(state.chosen).map_or(&[][..], |id| &reading.entity(id).mentions);
            article.draw_choice(reading, marked, state.current(reading).filter(|_| entity.is_none()));
        });
    }

    /// Draws the chosen name, and with `go` brings the mention that the reader is at to the screen and says it.
    pub(super) fn render_choice(&self, go: bool) {
        self.with_scene(|scene| self.panels.render_choice(scene));
        self.with_article(|reading, article| {
            let state = self.state.borrow();
            let chosen = state.chosen.map_or(&[][..], |id| &reading.entity(id).mentions);
            let current = state.current(reading);
            article.draw_choice(reading, chosen, current);
            self.stepper.render(reading, state.chosen.filter(|_| state.card.is_none_or(|card| !card.pinned)), state.at);
            if let Some(mention) = current.filter(|_| go) {
                article.scroll_to(reading, reading.mention(mention).span);
                self.announcer.say(&describe(reading, mention, chosen.len(), state.at));
            }
        });
        self.render_card();
    }

    pub(super) fn announce_names(&self) {
        if self.announced.replace(self.content.is_some()) {
            return;
        }
        self.with_reading(|reading| {
            let count = reading.analysis.entities.len();
            let found = count_of(count, "{n} name found.", "{n} names found.");
            self.announcer.say(&format!("{}: {found}", reading.title()));
        });
    }

    pub(super) fn with_scene(&self, draw: impl FnOnce(&Scene)) {
        self.with_reading(|reading| {
            let lookup = match (reading.is_complete(), self.engine_failed.get()) {
                (true, _) => Lookup::Done,
                (false, false) => Lookup::Running,
                (false, true) => Lookup::Impossible,
            };
            let known = if engine::knows() { Some(true) } else { self.knowledge_failed.get().then_some(false) };
            draw(&Scene { reading, state: &self.state.borrow(), lookup, known });
        });
    }
}

/// One mention as it is read aloud: the name, what it is, which mention of how many, and its sentence.
fn describe(reading: &Reading, mention: usize, count: usize, at: usize) -> String {
    let mention = reading.mention(mention);
    let name = reading.text(mention.span);
    let kind = labels::singular(mention.kind);
    let place = if count > 0 { format!(", {}", labels::nth_mention(at + 1, count)) } else { String::new() };
    let own = if reading.is_own(mention) { format!(", {}", say("as you corrected it")) } else { String::new() };
    format!("{name}, {kind}{own}{place}. {}", reading.sentence_around(mention.span))
}
