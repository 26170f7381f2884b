//! What the reader corrects of the names: one mention, words that were not taken for a name, or a name in every article.

use std::rc::Rc;

use super::exchange::address;
use super::notes::{new_id, now};
use super::{Noting, OpenCard, View};
use crate::annotation::{Annotation, Change, Correction, Quote, Selector};
use crate::entity::MentionType;
use crate::span::ByteSpan;
use crate::text::spaced;
use crate::widget::labels;
use crate::widget::notes::verdicts::{Judgement, can_be_everywhere};
use crate::widget::notes::{self, id_of_name};
use crate::widget::reading::{Gloss, Reading, shorten};
use crate::widget::words::{say, tell};

/// How many characters of a name are said aloud.
const SPOKEN: usize = 80;

impl View {
    /// Takes what the reader says of the name that the card is about.
    pub(super) fn judge(self: &Rc<Self>, judgement: Judgement) {
        let card = self.state.borrow().card;
        let mention = self.with_reading(|reading| match card?.gloss {
            Gloss::Mention(id) => Some(*reading.mention(id)),
            Gloss::Date(_) | Gloss::Figure(_) => None,
        });
        let Some(mention) = mention.flatten() else { return };
        match judgement {
            Judgement::Right => self.correct(mention.span, Correction::Accept),
            Judgement::Is(kind) => self.correct(mention.span, Correction::Retype(kind.as_str().to_owned())),
            Judgement::NoName => self.correct(mention.span, Correction::Remove),
            Judgement::NowhereHere => {
                let alike = self.with_reading(|reading| reading.named_alike(&mention)).unwrap_or_default();
                self.correct_all(&alike, &Correction::Remove);
            }
            Judgement::Everywhere => self.correct_everywhere(mention.span, mention.kind),
            Judgement::Nothing => self.take_back_at(mention.span),
        }
    }

    /// The selected words are a name of this type.
    pub(super) fn name_words(self: &Rc<Self>, kind: MentionType) {
        let Some(Noting::Naming(span)) = self.state.borrow().noting else { return };
        let found = self.with_reading(|reading| {
            let mention = reading.mention_at(span.start).map(|id| reading.mention(id));
            mention.filter(|mention| mention.span == span).map(|mention| mention.kind)
        });
        let name = kind.as_str().to_owned();
        let correction = match found.flatten() {
            None => Correction::Add(name),
            Some(before) if before == kind => Correction::Accept,
            Some(_) => Correction::Retype(name),
        };
        self.deselect();
        self.close_toolbar();
        self.correct(span, correction);
    }

    /// Keeps what the reader says of the words, in place of what was said of them before.
    fn correct(self: &Rc<Self>, span: ByteSpan, correction: Correction) {
        self.correct_all(&[span], &correction);
    }

    /// Keeps what the reader says of the same words in several places, which is one step.
    fn correct_all(self: &Rc<Self>, spans: &[ByteSpan], correction: &Correction) {
        let Some(first) = spans.first() else { return };
        let said = self.with_reading(|reading| describe(reading, *first, correction)).unwrap_or_default();
        let changes = self.reading.borrow_mut().as_mut().map(|reading| {
            let said: Vec<_> = spans.iter().filter_map(|&span| corrected(reading, span, correction.clone())).collect();
            reading.notes.store.change(said)
        });
        self.take_changes(&changes.unwrap_or_default(), &said);
    }

    /// Takes the words of a name for one of this type in every article, or no longer.
    fn correct_everywhere(self: &Rc<Self>, span: ByteSpan, kind: MentionType) {
        let Some(name) = self.with_reading(|reading| spaced(reading.text(span))) else { return };
        if !can_be_everywhere(&name) {
            return self.announcer.announce("These words are too long to be looked for in every article.");
        }
        let id = id_of_name(&name);
        let there = self.with_reading(|reading| reading.notes.kind_everywhere(&name) == Some(kind.as_str()));
        let (words, label) = (shorten(&name, SPOKEN), labels::singular(kind));
        if there == Some(true) {
            let said = tell("“{words}” is looked for in this article alone.", &[("words", &words)]);
            return self.take_out(&id, &said);
        }
        let (created, modified) = (now(), now());
        let target = vec![Selector::Quote(Quote { exact: name, ..Quote::default() })];
        let correction = Some(Correction::Add(kind.as_str().to_owned()));
        let annotation = Annotation { id, target, correction, created, modified, ..Annotation::default() };
        let change = self.reading.borrow_mut().as_mut().and_then(|reading| reading.notes.store.put(annotation));
        let said = tell("In every article “{words}” is now: {kind}.", &[("words", &words), ("kind", &label)]);
        self.take_change(change, &said);
    }

    /// Nothing is said any more of the name at these words.
    fn take_back_at(self: &Rc<Self>, span: ByteSpan) {
        let id = self.with_reading(|reading| Some(reading.notes.correction_at(span)?.id.clone()));
        if let Some(id) = id.flatten() {
            self.card.focus_verdicts();
            self.take_out(&id, &say("Taken back."));
        }
    }

    /// Removes a correction.
    fn take_out(self: &Rc<Self>, id: &str, said: &str) {
        let change = self.reading.borrow_mut().as_mut().and_then(|reading| reading.notes.store.remove(id));
        self.take_change(change, said);
    }

    /// Makes the names anew of what was found, since the reader corrects something else of it than before. What the reader
    /// was at stays, by its words: the numbers of the mentions may be others now.
    pub(super) fn recorrect(&self) {
        let held = self.with_reading(|reading| {
            let state = self.state.borrow();
            let span = |id: usize| reading.mention(id).span;
            let chosen = state.chosen.and_then(|id| reading.entity(id).mentions.get(state.at).copied());
            let card = state.card.map(|card| (card, reading.span_of(card.gloss)));
            (reading.is_complete(), chosen.map(span), state.cursor.map(span), card)
        });
        let Some((true, chosen, cursor, card)) = held else { return };
        // What the pointer rests on is found anew.
        self.hover.hold();
        self.conclude();
        self.look_further();
        let mut closed = false;
        self.with_reading(|reading| {
            let mut state = self.state_mut();
            let chosen = chosen.and_then(|span| reading.mention_at(span.start));
            state.chosen = chosen.map(|id| reading.mention(id).entity);
            let place =
                |id| state.chosen.and_then(|of| reading.entity(of).mentions.iter().position(|&other| other == id));
            state.at = chosen.and_then(place).unwrap_or_default();
            state.cursor = cursor.and_then(|span| reading.mention_at(span.start));
            if let Some((OpenCard { pinned, .. }, span)) = card {
                match reading.mention_at(span.start) {
                    Some(id) => state.card = Some(OpenCard { gloss: Gloss::Mention(id), pinned }),
                    None => closed = true,
                }
            }
        });
        self.draw_layers();
        self.render_panels();
        if closed { self.close_card() } else { self.render_choice(false) }
    }
}

/// Whether a change is one of what the reader corrects.
pub(super) fn corrects(change: &Change) -> bool {
    [&change.before, &change.after].into_iter().flatten().any(|annotation| annotation.correction.is_some())
}

/// What is kept of the words when that is said of them, under which id; `None` if it is kept already.
fn corrected(reading: &Reading, span: ByteSpan, correction: Correction) -> Option<(String, Option<Annotation>)> {
    let Some(before) = reading.notes.correction_at(span).cloned() else {
        let annotation = new_correction(reading, span, correction);
        return Some((annotation.id.clone(), Some(annotation)));
    };
    let correction = match (&before.correction, correction) {
        // What nobody else took for a name is none again.
        (Some(Correction::Add(_)), Correction::Remove) => return Some((before.id, None)),
        (Some(Correction::Add(_)), Correction::Retype(kind)) => Correction::Add(kind),
        (Some(added @ Correction::Add(_)), Correction::Accept) => added.clone(),
        (_, said) => said,
    };
    if before.correction.as_ref() == Some(&correction) {
        return None;
    }
    let (correction, modified) = (Some(correction), now());
    Some((before.id.clone(), Some(Annotation { correction, modified, ..before })))
}

fn new_correction(reading: &Reading, span: ByteSpan, correction: Correction) -> Annotation {
    let created = now();
    Annotation {
        id: new_id(),
        source: address(reading),
        target: notes::target(&reading.document().text, span),
        correction: Some(correction),
        modified: created.clone(),
        created,
        ..Annotation::default()
    }
}

/// A correction as it is read aloud.
fn describe(reading: &Reading, span: ByteSpan, correction: &Correction) -> String {
    let words = shorten(reading.text(span), SPOKEN);
    let words = ("words", words.as_str());
    match correction {
        Correction::Accept => tell("“{words}” is right as it is.", &[words]),
        Correction::Remove => tell("“{words}” is no name now. It can be undone.", &[words]),
        Correction::Retype(kind) | Correction::Add(kind) => {
            let kind = labels::kind_named(kind).map(labels::singular).unwrap_or_default();
            tell("“{words}” is now: {kind}.", &[words, ("kind", &kind)])
        }
    }
}
