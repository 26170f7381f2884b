//! What the view says, in the language of its reader.
//!
//! The English words stand where they are said, and are what their translation is looked up by: in the table of a file
//! of `www/locales`, which `www/words.js` has loaded and hands over. What has no translation stays English. A test holds
//! that every message of the sources stands in every table, so each has to be written out inside one of these calls.
//!
//! The view that is at work says which language is spoken ([`Words::speak`]): every way into the view does so first.

use std::cell::RefCell;

use js_sys::Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// `www/words.js`: the words of one language, its plurals, figures and dates.
    #[derive(Clone)]
    pub type Words;
    #[wasm_bindgen(method, getter)]
    pub(super) fn language(this: &Words) -> String;
    #[wasm_bindgen(method, getter)]
    pub(super) fn dir(this: &Words) -> String;
    #[wasm_bindgen(method)]
    fn say(this: &Words, message: &str) -> String;
    #[wasm_bindgen(method)]
    fn count(this: &Words, count: f64, one: &str, other: &str) -> String;
    #[wasm_bindgen(method, js_name = count)]
    fn count_figures(this: &Words, count: &str, one: &str, other: &str) -> String;
    #[wasm_bindgen(method)]
    fn number(this: &Words, value: f64) -> String;
    #[wasm_bindgen(method)]
    fn ordinal(this: &Words, value: f64) -> String;
    #[wasm_bindgen(method)]
    fn amount(this: &Words, value: f64, currency: Option<&str>) -> String;
    #[wasm_bindgen(method)]
    fn date(this: &Words, parts: &str, year: u32, month: u32, day: u32) -> String;
    #[wasm_bindgen(method)]
    fn list(this: &Words, items: &Array) -> String;
}

thread_local! {
    static SPOKEN: RefCell<Option<Words>> = const { RefCell::new(None) };
}

impl Words {
    /// Has all that follows said in this language, until another view comes to work.
    pub(super) fn speak(&self) {
        SPOKEN.set(Some(self.clone()));
    }
}

fn with<R>(say: impl FnOnce(&Words) -> R) -> Option<R> {
    SPOKEN.with_borrow(|words| words.as_ref().map(say))
}

/// A message as it is.
#[inline(never)]
pub(super) fn say(english: &str) -> String {
    with(|words| words.say(english)).unwrap_or_else(|| english.to_owned())
}

/// A message that is said where it cannot be at once: in a table, from which [`say`] takes it.
pub(super) const fn msg(english: &'static str) -> &'static str {
    english
}

/// A message that counts, of one and of another number.
pub(super) type Forms = [&'static str; 2];

/// The same, in a table, from which [`counted`] takes it.
pub(super) const fn forms(one: &'static str, other: &'static str) -> Forms {
    [one, other]
}

/// What keeps a piece of text that runs the other way from taking its neighbours with it.
/// <https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates>
const ISOLATE: char = '\u{2068}';
const END_OF_ISOLATE: char = '\u{2069}';

/// Whether a letter is of Hebrew, Arabic or another script that is written from right to left.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}')
}

/// A message with something in each of its holes: `{name}` is filled by what stands beside `name`, kept apart from the
/// message if it runs the other way.
#[inline(never)]
pub(super) fn tell(english: &str, holes: &[(&str, &str)]) -> String {
    let (message, rtl) = (say(english), with(|words| words.dir() == "rtl") == Some(true));
    let (mut filled, mut rest) = (String::with_capacity(message.len()), message.as_str());
    while let Some((before, (hole, after))) =
        rest.split_once('{').and_then(|(before, tail)| Some((before, tail.split_once('}')?)))
    {
        filled.push_str(before);
        let value = holes.iter().find(|(name, _)| *name == hole).map_or("", |(_, value)| value);
        let apart = value.chars().any(|c| if rtl { c.is_ascii_alphabetic() } else { is_right_to_left(c) });
        filled.extend(apart.then_some(ISOLATE));
        filled.push_str(value);
        filled.extend(apart.then_some(END_OF_ISOLATE));
        rest = after;
    }
    filled + rest
}

/// A message that counts, with the figure in its hole `{n}`: the English for one, and for any other number, which is
/// what the forms of a translation are looked up by.
#[inline(never)]
#[expect(clippy::cast_precision_loss, reason = "nobody counts to 2^53")]
pub(super) fn count(count: usize, one: &str, other: &str) -> String {
    with(|words| words.count(count as f64, one, other)).unwrap_or_default()
}

/// The same of an amount in figures, which need not be whole.
#[inline(never)]
pub(super) fn counted(figures: &str, one: &str, other: &str) -> String {
    with(|words| words.count_figures(figures, one, other)).unwrap_or_default()
}

/// A number in figures.
#[inline(never)]
#[expect(clippy::cast_precision_loss, reason = "nobody counts to 2^53")]
pub(super) fn number(value: usize) -> String {
    with(|words| words.number(value as f64)).unwrap_or_default()
}

/// A number with millions called so, or an amount of money in the currency of that code.
#[inline(never)]
pub(super) fn amount(value: f64, currency: Option<&str>) -> String {
    with(|words| words.amount(value, currency)).unwrap_or_default()
}

/// A place in an order, in figures: `3rd`.
#[inline(never)]
pub(super) fn ordinal(value: f64) -> String {
    with(|words| words.ordinal(value)).unwrap_or_default()
}

/// A day or what is told of it: `parts` has a letter for each of weekday, day, month and year, as in `wdmy`.
#[inline(never)]
pub(super) fn date(parts: &str, (year, month, day): (u32, u32, u32)) -> String {
    with(|words| words.date(parts, year, month, day)).unwrap_or_default()
}

/// Things one after another, as a sentence lists them.
#[inline(never)]
pub(super) fn list(items: impl Iterator<Item = String>) -> String {
    with(|words| words.list(&items.map(JsValue::from).collect())).unwrap_or_default()
}
