//! Who said what: the article's quotations by speaker, each with its place.

use std::collections::BTreeMap;

use web_sys::{Element, HtmlElement};

use super::dom::{self, Build, append, el};
use super::panels::{Lookup, Panel, Scene};
use super::place::{self, Places};
use super::reading::{Reading, shorten};
use super::view::Dispatch;
use super::words::{number, say};
use crate::quote::{Quote, QuoteKind};
use crate::sort;

/// The one list that can be unfolded.
const LIST: &str = "quotes";

/// How many characters of a quotation are shown.
const SHOWN: usize = 220;

/// The quotes panel.
pub(super) struct QuotesPanel {
    element: HtmlElement,
    note: Element,
    places: Places,
}

/// Who said something, and what.
struct Voice<'r> {
    name: Option<String>,
    quotes: Vec<&'r Quote>,
}

impl QuotesPanel {
    pub(super) fn new(dispatch: &Dispatch) -> QuotesPanel {
        let (note, places) = (el::<Element>("p", "empty"), Places::new(dispatch, &[LIST]));
        let element = el::<HtmlElement>("div", "").child(&note).child(&places.element);
        QuotesPanel { element, note, places }
    }
}

impl Panel for QuotesPanel {
    fn element(&self) -> &HtmlElement {
        &self.element
    }

    fn render(&self, scene: &Scene) {
        let quotes = &scene.reading.analysis.quotes;
        let note = match (quotes.is_empty(), scene.lookup) {
            (false, _) => String::new(),
            (true, Lookup::Running) => say("Looking for quotations…"),
            (true, _) => say("Nobody is quoted in this text."),
        };
        self.note.set_text_content(Some(&note));
        dom::toggle(&self.note, "hidden", note.is_empty());
        let mut left = place::shown(scene, LIST, quotes.len());
        let mut parts: Vec<Element> = Vec::new();
        for voice in voices(scene.reading) {
            let shown = voice.quotes.len().min(left);
            left -= shown;
            if shown > 0 {
                parts.push(group(scene.reading, &voice, shown));
            }
        }
        if place::shown(scene, LIST, quotes.len()) < quotes.len() {
            parts.push(place::more(LIST, quotes.len()));
        }
        self.places.fill(scene, &parts);
    }

    fn render_choice(&self, scene: &Scene) {
        self.places.render_choice(scene);
    }
}

/// The speakers, who says most first and the unnamed last.
fn voices(reading: &Reading) -> Vec<Voice<'_>> {
    let mut voices: Vec<Voice> = Vec::new();
    let mut known: BTreeMap<(Option<usize>, String), usize> = BTreeMap::new();
    for quote in &reading.analysis.quotes {
        let named = quote.entity.map(|id| reading.entity(id).name.clone());
        let told = || quote.speaker.map(|speaker| shorten(reading.text(speaker), 80));
        let name = named.or_else(|| told().filter(|words| !is_pronoun(words)));
        let key = (quote.entity, if quote.entity.is_some() { String::new() } else { name.clone().unwrap_or_default() });
        let at = *known.entry(key).or_insert_with(|| {
            voices.push(Voice { name, quotes: Vec::new() });
            voices.len() - 1
        });
        voices[at].quotes.push(quote);
    }
    sort::by_key(&mut voices, |voice| (voice.name.is_none(), std::cmp::Reverse(voice.quotes.len())));
    voices
}

fn group(reading: &Reading, voice: &Voice, shown: usize) -> Element {
    let name = voice.name.clone().unwrap_or_else(|| say("Speaker not named"));
    let heading = el::<Element>("h3", "").child(&el::<Element>("bdi", "").text(&name));
    append(&heading, &el::<Element>("span", "count").text(&number(voice.quotes.len())));
    let rows: Element = el("ul", "");
    for quote in &voice.quotes[..shown] {
        let about = (quote.kind == QuoteKind::Indirect).then(|| say("In other words"));
        append(&rows, &place::whole(reading, quote.span, about.as_deref(), SHOWN));
    }
    el::<Element>("div", "group").child(&heading).child(&rows)
}

/// Whether the words name nobody: `he` is whoever was named before.
fn is_pronoun(words: &str) -> bool {
    const PRONOUNS: [&str; 9] = ["he", "she", "it", "they", "we", "i", "you", "who", "one"];
    PRONOUNS.iter().any(|pronoun| words.eq_ignore_ascii_case(pronoun))
}
