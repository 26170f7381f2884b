//! One annotation in the list: its words, which lead to their place, and what the reader says about them.

use web_sys::Element;

use super::written::written;
use super::{Place, words};
use crate::annotation::Annotation;
use crate::widget::dom::{Build, append, button, command, el};
use crate::widget::reading::{Reading, shorten};
use crate::widget::words::tell;
use crate::widget::{labels, place};

/// How many characters of words are shown that the text no longer has.
const SHOWN: usize = 220;

/// The row of an annotation, which is at `at` if it is anywhere. With an editor it is being changed.
pub(super) fn row(reading: &Reading, annotation: &Annotation, at: Option<Place>, editor: Option<&Element>) -> Element {
    let (about, class) = match &annotation.correction {
        Some(correction) => (labels::correction(correction), "correction"),
        None => (labels::colour(annotation.colour), annotation.colour.as_str()),
    };
    let row = match at {
        Some(at) => place::row(reading, at.span, Some(&about)),
        None => gone(annotation, &about),
    };
    let class = format!("note {class}");
    let row = row.attr("class", &class).attr("data-note", &annotation.id);
    if at.is_some_and(|at| at.changed) {
        let was = tell("The text has changed. It was: “{words}”", &[("words", &shorten(words(annotation), SHOWN))]);
        append(&row, &el::<Element>("p", "was").attr("dir", "auto").text(&was));
    }
    match editor {
        Some(editor) => append(&row, editor),
        None => append_said(&row, annotation),
    }
    row
}

/// A name that the reader has in every article.
pub(super) fn name(annotation: &Annotation) -> Element {
    let name = shorten(words(annotation), SHOWN);
    let about = annotation.correction.as_ref().map(labels::correction).unwrap_or_default();
    let label = tell("In every article “{words}”: remove it", &[("words", &name)]);
    let remove = command("edit", "Remove").attr("data-forget", &annotation.id).attr("aria-label", &label);
    el::<Element>("li", "own-name")
        .child(&el::<Element>("span", "label").attr("dir", "auto").text(&name))
        .child(&el::<Element>("span", "about").text(&about))
        .child(&remove)
}

/// Words that the text no longer has: they are listed, and lead nowhere.
fn gone(annotation: &Annotation, colour: &str) -> Element {
    let words = el::<Element>("span", "excerpt").attr("dir", "auto").text(&shorten(words(annotation), SHOWN));
    let about = el::<Element>("span", "about").text(colour);
    el::<Element>("li", "").child(&el::<Element>("p", "place-gone").child(&about).child(&words))
}

/// The note and the tags, and the button that opens the editor.
fn append_said(row: &Element, annotation: &Annotation) {
    if !annotation.note.is_empty() {
        append(row, &written(&annotation.note));
    }
    let foot = el::<Element>("div", "foot");
    for tag in &annotation.tags {
        let label = tell("Show only what is tagged {tag}", &[("tag", tag)]);
        append(&foot, &button("tag", tag).attr("data-tag", tag).attr("aria-label", &label).attr("dir", "auto"));
    }
    let label = tell("Edit your note on “{words}”", &[("words", &shorten(words(annotation), 60))]);
    append(&foot, &command("edit", "Edit").attr("data-edit", &annotation.id).attr("aria-label", &label));
    append(row, &foot);
}
