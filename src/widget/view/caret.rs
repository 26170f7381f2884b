//! The caret: where it is, where it goes, and what is said about that.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{Noting, View};
use crate::span::ByteSpan;
use crate::widget::layer::Layer;
use crate::widget::lines::Lines;
use crate::widget::motion::{Caret, Step, Unit};
use crate::widget::reading::{Reading, shorten};
use crate::widget::words::{msg, number, say, tell};
use crate::widget::{dom, labels};

/// How many characters are read aloud at once.
const SPOKEN: usize = 300;

impl View {
    /// Puts the caret into the article: where it was, or where words are selected, or where the reader is.
    pub(super) fn enter_caret(&self) {
        self.close_card();
        let inside = self.frame.get_root_node().dyn_into::<web_sys::ShadowRoot>().ok();
        let focused = inside.and_then(|root| root.active_element()).or_else(|| dom::document().active_element());
        *self.before_caret.borrow_mut() = focused.and_then(|element| element.dyn_into::<HtmlElement>().ok());
        let mut start = None;
        self.with_article(|reading, article| {
            let state = self.state.borrow();
            let marked = || state.marked.map(|marked| marked.point.unwrap_or(marked.sentence));
            let mention = || state.current(reading).map(|mention| reading.mention(mention).span);
            let selected = article.selected(reading).or_else(marked).or_else(mention);
            let selected = selected.map(|span| Caret { at: span.end, anchor: span.start });
            start = selected.or(state.left_caret).or_else(|| Some(Caret::new(article.first_in_sight(reading)?)));
        });
        let Some(caret) = start else { return };
        self.uncover_article();
        self.state_mut().caret = Some(caret);
        self.render_caret();
        dom::focus_in_place(&self.caret.element);
        self.with_reading(|reading| {
            let here = reading.sentence_around(ByteSpan::new(caret.at, caret.at));
            let place = place_of(reading, caret.at);
            self.announcer.say(&tell("In the article. {place}{here}", &[("place", &place), ("here", &here)]));
        });
    }

    /// Takes the caret away; with `back` the focus goes to where it was before. Whether there was one.
    pub(super) fn leave_caret(&self, back: bool) -> bool {
        let Some(caret) = self.state_mut().caret.take() else { return false };
        let had_focus = back && self.caret.has_focus();
        self.state_mut().left_caret = Some(caret);
        self.render_caret();
        let before = self.before_caret.take();
        if had_focus {
            // Where the focus was may be gone, or have been nowhere in particular.
            let before = before.filter(|element| element.is_connected() && element.tag_name() != "BODY");
            dom::focus_in_place(&before.unwrap_or_else(|| self.caret.enter.clone().into()));
            self.announcer.announce("Left the article.");
        }
        true
    }

    /// Moves the caret and says where it is then.
    pub(super) fn move_caret(&self, step: Step) {
        let Some(before) = self.state.borrow().caret else { return };
        let mut moved = None;
        self.with_article(|reading, article| {
            let lines = Lines { reading, article };
            moved = Some(match step.unit {
                Unit::Line | Unit::Edge => self.along_lines(&lines, before, step),
                _ => {
                    let glosses = if step.unit == Unit::Gloss { self.glosses(reading) } else { Vec::new() };
                    before.after(step, reading, &glosses, reading.notes.spans_in_order())
                }
            });
        });
        let Some(after) = moved else { return };
        if step.unit != Unit::Line {
            self.caret_left.set(None);
        }
        self.state_mut().caret = Some(after);
        self.close_toolbar();
        self.render_caret();
        self.with_article(|reading, article| {
            article.scroll_to(reading, character_at(reading, after.at));
            let said = if after == before && step.unit != Unit::Edge {
                say(edge(step))
            } else {
                let line = || Lines { reading, article }.around(after.at);
                spoken(reading, before, after, step, line)
            };
            self.announcer.say(&said);
        });
    }

    /// The caret after a step to another line, as far from the left as it was before the first of several, or to an edge of
    /// its own; as it is if there is none.
    fn along_lines(&self, lines: &Lines, before: Caret, step: Step) -> Caret {
        let to = match step.unit {
            Unit::Line => {
                let left = self.caret_left.get().or_else(|| lines.left(before.at));
                self.caret_left.set(left);
                left.and_then(|left| lines.beside(before.at, left, step.forward))
            }
            _ => lines.around(before.at).map(|line| if step.forward { line.end } else { line.start }),
        };
        let at = to.unwrap_or(before.at);
        if to.is_some() && !step.extend { Caret::new(at) } else { Caret { at, ..before } }
    }

    /// What can be gone to that newsgloss says, in order.
    fn glosses(&self, reading: &Reading) -> Vec<ByteSpan> {
        let hidden = &self.state.borrow().hidden;
        let mut glosses: Vec<ByteSpan> =
            Layer::ALL.iter().filter(|layer| !hidden.contains(layer)).flat_map(|&layer| reading.spans(layer)).collect();
        crate::sort::by_key(&mut glosses, |span| *span);
        glosses
    }

    /// Opens the toolbar for what the caret selects, for the highlight that it is in, or for the word that it is at.
    pub(super) fn use_caret(self: &Rc<Self>) {
        let Some(caret) = self.state.borrow().caret else { return };
        let noting = self.with_reading(|reading| {
            let exact = |ids: &[String]| {
                ids.iter().position(|id| reading.notes.place(id).is_some_and(|p| p.span == caret.span()))
            };
            let ids = reading.notes.at(caret.span().start);
            match (exact(&ids), caret.span().is_empty()) {
                (Some(at), _) => Some(Noting::Notes { ids, at }),
                (None, true) if !ids.is_empty() => Some(Noting::Notes { ids, at: 0 }),
                (None, true) => word_at(reading, caret.at).map(Noting::Words),
                (None, false) => caret.span().trim(&reading.document().text).map(Noting::Words),
            }
        });
        let Some(noting) = noting.flatten() else { return };
        if let Noting::Words(span) = noting {
            self.state_mut().caret = Some(Caret { at: span.end, anchor: span.start });
            self.render_caret();
        }
        self.state_mut().noting = Some(noting);
        self.render_toolbar();
        self.toolbar.focus();
    }

    /// After what the caret selected has been annotated: nothing is selected any more.
    pub(super) fn collapse_caret(&self) {
        let mut state = self.state_mut();
        state.caret = state.caret.map(|caret| Caret::new(caret.span().start));
        drop(state);
        self.render_caret();
    }

    /// The focus goes back to the caret, if there is one. Whether there is.
    pub(super) fn focus_caret(&self) -> bool {
        let there = self.state.borrow().caret.is_some();
        if there {
            dom::focus_in_place(&self.caret.element);
        }
        there
    }

    /// Draws the caret where it is, and selects what it selects.
    pub(super) fn render_caret(&self) {
        let caret = self.state.borrow().caret;
        self.with_article(|reading, article| {
            let place = caret.map(|caret| article.caret_rect(reading, caret.at));
            self.caret.show(place.as_ref());
            if let Some(caret) = caret {
                article.select(reading, caret.anchor, caret.at);
            }
        });
    }
}

/// Which paragraph of how many a place is in.
fn place_of(reading: &Reading, at: usize) -> String {
    let block = reading.block_at(at).map_or(1, |block| block + 1);
    let count = number(reading.document().blocks.len());
    tell("Paragraph {at} of {count}.", &[("at", &number(block)), ("count", &count)]) + " "
}

/// The character that begins at a place; the last one at the end of a paragraph.
fn character_at(reading: &Reading, at: usize) -> ByteSpan {
    let text = &reading.document().text;
    let end = reading.block_at(at).map_or(text.len(), |block| reading.document().blocks[block].span.end);
    match text[at..].chars().next().filter(|_| at < end) {
        Some(c) => ByteSpan::new(at, at + c.len_utf8()),
        None => ByteSpan::new(at - text[..at].chars().next_back().map_or(0, char::len_utf8), at),
    }
}

/// The word that a place is in, or that follows.
fn word_at(reading: &Reading, at: usize) -> Option<ByteSpan> {
    let block = reading.document().blocks.get(reading.block_at(at)?)?.span;
    crate::widget::motion::word_at(&reading.document().text, block, at)
}

/// What is said of a step.
fn spoken(
    reading: &Reading,
    before: Caret,
    after: Caret,
    step: Step,
    line: impl FnOnce() -> Option<ByteSpan>,
) -> String {
    let shortened = |span: ByteSpan| shorten(reading.text(span), SPOKEN);
    if step.extend {
        return if after.span().is_empty() {
            say("Nothing selected.")
        } else {
            tell("Selected: {words}", &[("words", &shortened(after.span()))])
        };
    }
    let at = after.span().start;
    let crossed = reading.block_at(before.at) != reading.block_at(at);
    let place = if crossed { place_of(reading, at) } else { String::new() };
    let what = match step.unit {
        Unit::Character | Unit::Edge => match reading.text(character_at(reading, at)) {
            space if space.trim().is_empty() => say("space"),
            character => character.to_owned(),
        },
        Unit::Word => word_at(reading, at).map(shortened).unwrap_or_default(),
        Unit::Gloss | Unit::Highlight => shortened(after.span()),
        Unit::Line => line().map(shortened).unwrap_or_default(),
        Unit::Paragraph | Unit::Article => {
            let block = reading.block_at(at).map(|block| reading.document().blocks[block].span);
            block.map(|block| shortened(ByteSpan::new(at.min(block.end), block.end))).unwrap_or_default()
        }
        Unit::Sentence => reading.sentence_around(character_at(reading, at)),
    };
    format!("{place}{what}{}{}", gloss(reading, at, step.unit), highlight(reading, before, after, step.unit))
}

/// What the name is that the caret has gone to.
fn gloss(reading: &Reading, at: usize, unit: Unit) -> String {
    let mention = reading.mention_at(at).filter(|_| unit == Unit::Gloss);
    mention.map(|id| format!(", {}", labels::singular(reading.mention(id).kind))).unwrap_or_default()
}

/// What the reader said about the place, if the caret has come into a highlight.
fn highlight(reading: &Reading, before: Caret, after: Caret, unit: Unit) -> String {
    let here = reading.notes.at(after.span().start);
    let there = reading.notes.at(before.span().start);
    let entered = here.iter().filter(|id| unit == Unit::Highlight || !there.contains(id));
    let said = entered.filter_map(|id| reading.notes.store.get(id)).map(|annotation| {
        let note =
            if annotation.note.is_empty() { String::new() } else { format!(": {}", shorten(&annotation.note, 120)) };
        let colour = labels::colour(annotation.colour);
        format!(". {}{note}", tell("Your highlight, {colour}", &[("colour", &colour)]))
    });
    said.collect()
}

fn edge(step: Step) -> &'static str {
    match (step.unit, step.forward) {
        (Unit::Gloss, true) => msg("No name, date or figure follows."),
        (Unit::Gloss, false) => msg("No name, date or figure comes before."),
        (Unit::Highlight, true) => msg("No highlight follows."),
        (Unit::Highlight, false) => msg("No highlight comes before."),
        (_, true) => msg("End of the article."),
        (_, false) => msg("Start of the article."),
    }
}
