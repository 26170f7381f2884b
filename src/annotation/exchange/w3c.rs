//! The [W3C Web Annotation Data Model](https://www.w3.org/TR/annotation-model/) in JSON-LD, and what Hypothesis makes of it.
//!
//! What is read is kept whole: an annotation that is written again is what was read, but for what the reader has changed
//! since. Of an annotation's own parts the note is a body for commenting, in Markdown; each tag one for tagging; a
//! correction one for editing; and the colour is the style class of the target.

use super::json::Value;
use crate::annotation::address::{decode, encode};
use crate::annotation::correction::Correction;
use crate::annotation::model::{Annotation, Colour};
use crate::annotation::selector::{Fragment, Position, Quote, Selector};
use crate::error::Error;

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// What an id of ours is behind as an IRI.
const OURS: &str = "urn:newsgloss:";

/// The source of an annotation of which it is not known.
const UNKNOWN: &str = "urn:newsgloss:unknown";

/// The standard of text fragments.
const TEXT_FRAGMENTS: &str = "https://wicg.github.io/scroll-to-text-fragment/";

/// What was read of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    /// The annotations, in the file's order. One that is about no text has an empty target.
    pub annotations: Vec<Annotation>,
    /// What could not be read, in words: each names the place in the file.
    pub problems: Vec<String>,
}

/// Reads annotations: one, a list of them, a W3C page or collection with its pages in it, or the rows of Hypothesis.
///
/// # Errors
///
/// [`ErrorCode::InvalidAnnotations`](crate::error::ErrorCode::InvalidAnnotations), if it is no JSON, or holds nothing
/// that is made like an annotation.
pub fn read(json: &str) -> Result<Imported, Error> {
    let mut imported = Imported::default();
    // Each value with the name of its place, the next last.
    let file = Value::read(json)?;
    let mut waiting = vec![(String::new(), &file)];
    while let Some((place, value)) = waiting.pop() {
        let parts = parts(value);
        if let Some((name, items)) = parts {
            let part = |(at, item)| (format!("{place}{name}[{at}]"), item);
            waiting.extend(items.iter().enumerate().map(part).rev());
        } else if let Some(why) = fault(value) {
            imported.problems.push(format!("{} {why}", if place.is_empty() { "the file" } else { &place }));
        } else {
            imported.annotations.push(annotation(value));
        }
    }
    Ok(imported)
}

/// The list that a value holds annotations in, with its name; `None` if it should be one itself.
fn parts(value: &Value) -> Option<(&'static str, &[Value])> {
    if let Value::List(items) = value {
        return Some(("", items));
    }
    let names = ["items", "rows", "annotations", "first"].into_iter();
    let mut held = names.filter_map(|name| Some((name, value.get(name)?)));
    let (name, list) = held.next().filter(|_| value.get("target").is_none())?;
    match list {
        Value::List(_) | Value::Object(_) => Some((name, list.items())),
        _ => None,
    }
}

/// Why a value is no annotation.
fn fault(value: &Value) -> Option<&'static str> {
    if !matches!(value, Value::Object(_)) {
        return Some("is no annotation: an object is needed");
    }
    // Hypothesis gives no type.
    let named = |kind: &Value| kind.items().iter().any(|kind| kind.as_text() == Some("Annotation"));
    if value.get("type").is_some_and(|kind| !named(kind)) {
        return Some("is no annotation: its type is another");
    }
    let target = value.get("target").map_or(&[][..], Value::items);
    target.is_empty().then_some("is no annotation: it has no target")
}

/// Reads an annotation that has no fault.
fn annotation(value: &Value) -> Annotation {
    let text = |name: &str| value.get_text(name).unwrap_or_default();
    let theirs = is_hypothesis(value);
    let target = value.get("target").map_or(&[][..], Value::items);
    let source = target.iter().find_map(source).unwrap_or_else(|| text("uri"));
    let mut annotation = Annotation {
        id: text("id").strip_prefix(OURS).and_then(decode).unwrap_or_else(|| text("id").to_owned()),
        source: if source == UNKNOWN { String::new() } else { source.to_owned() },
        target: target.iter().flat_map(selectors).collect(),
        colour: target.iter().find_map(colour).unwrap_or_default(),
        created: text("created").to_owned(),
        modified: text(if theirs { "updated" } else { "modified" }).to_owned(),
        kept: value.write(),
        ..Annotation::default()
    };
    for (part, said) in value.get("body").map_or(&[][..], Value::items).iter().filter_map(|body| said(value, body)) {
        match part {
            Part::Note => add_note(&mut annotation.note, said),
            Part::Tag => annotation.tags.push(said.to_owned()),
            Part::Correction => annotation.correction = annotation.correction.or_else(|| Correction::read(said)),
        }
    }
    add_note(&mut annotation.note, text(if theirs { "text" } else { "bodyValue" }));
    if theirs {
        let tags = value.get("tags").map_or(&[][..], Value::items);
        annotation.tags.extend(tags.iter().filter_map(Value::as_text).map(str::to_owned));
    }
    annotation
}

/// Whether it is made as Hypothesis makes them, which is not as the standard has it.
fn is_hypothesis(value: &Value) -> bool {
    value.get("@context").is_none() && value.get("uri").is_some()
}

/// What a body is of an annotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Note,
    Tag,
    Correction,
}

/// What a body says; `None` if it is no text but the address of something.
fn said<'v>(annotation: &Value, body: &'v Value) -> Option<(Part, &'v str)> {
    let part = match purpose(annotation, body) {
        "tagging" => Part::Tag,
        "editing" => Part::Correction,
        _ => Part::Note,
    };
    Some((part, body.get_text("value")?))
}

/// Why a body was written: its own purpose, or the motivation of the annotation.
fn purpose<'v>(annotation: &'v Value, body: &'v Value) -> &'v str {
    let given = body.get("purpose").or_else(|| annotation.get("motivation"));
    given.and_then(|given| given.items().first()).and_then(Value::as_text).unwrap_or_default()
}

/// Several remarks are paragraphs of one note.
fn add_note(note: &mut String, said: &str) {
    if !note.is_empty() && !said.is_empty() {
        note.push_str("\n\n");
    }
    note.push_str(said);
}

/// The address of a target, which may be no more than that.
fn source(target: &Value) -> Option<&str> {
    let source = target.get("source");
    target.as_text().or_else(|| source?.as_text().or_else(|| source?.get_text("id"))).or_else(|| target.get_text("id"))
}

fn colour(target: &Value) -> Option<Colour> {
    target.get("styleClass")?.items().iter().find_map(|class| Colour::named(class.as_text()?))
}

/// The selectors of a target that say something of a text. Of those that refine others only words do: a position counts
/// from where the other selects.
fn selectors(target: &Value) -> Vec<Selector> {
    let found = target.get("selector").map_or(&[][..], Value::items).iter().filter_map(|whole| {
        let innermost = std::iter::successors(Some(whole), |selector| refinement(selector)).last()?;
        let refines = refinement(whole).is_some();
        selector(innermost).filter(|found| !refines || matches!(found, Selector::Quote(_)))
    });
    found.collect()
}

/// The selector that selects within what another, in JSON, selects.
pub fn refinement(selector: &Value) -> Option<&Value> {
    selector.get("refinedBy")?.items().first()
}

fn selector(value: &Value) -> Option<Selector> {
    let text = |name: &str| value.get_text(name).unwrap_or_default().to_owned();
    let count = |name: &str| value.get(name).and_then(Value::as_count);
    match value.get_text("type")? {
        "TextQuoteSelector" => Some(Selector::Quote(Quote {
            exact: text("exact"),
            prefix: text("prefix"),
            suffix: text("suffix"),
            start: None,
        })),
        "TextPositionSelector" => Some(Selector::Position(Position { start: count("start")?, end: count("end")? })),
        "FragmentSelector" => {
            let conforms_to = value.get_text("conformsTo").map(str::to_owned);
            Some(Selector::Fragment(Fragment { value: text("value"), conforms_to }))
        }
        _ => None,
    }
}

/// The annotation as JSON-LD. One that was read from elsewhere is what it was, but for what has been changed since.
pub fn write(annotation: &Annotation) -> Value {
    let kept = Value::read(&annotation.kept).ok().filter(|kept| parts(kept).is_none() && fault(kept).is_none());
    let Some(mut value) = kept else { return new(annotation) };
    let (before, now) = (self::annotation(&value), new(annotation));
    let theirs = is_hypothesis(&value);
    let says = |of: &Annotation| (of.note.clone(), of.tags.clone(), of.correction.clone());
    if theirs || says(&before) != says(annotation) {
        set_bodies(&mut value, &now);
    }
    set_target(&mut value, &before, annotation);
    if theirs {
        say_ranges(&mut value);
    }
    for (name, was, is) in [
        ("id", &before.id, &annotation.id),
        ("created", &before.created, &annotation.created),
        ("modified", &before.modified, &annotation.modified),
    ] {
        if theirs || was != is {
            take(&mut value, name, &now);
        }
    }
    put_right(&mut value, &new(&before), &now);
    value
}

/// Gives an annotation what the standard says that each must have, and takes what it must not have.
fn put_right(value: &mut Value, before: &Value, now: &Value) {
    for name in ["@context", "type"] {
        if value.get(name).is_none() {
            take(value, name, now);
        }
    }
    if value.get("id").is_none() || value.get_text("id").is_some_and(|id| iri(id) != id) {
        take(value, "id", now);
    }
    if value.get("body").is_some_and(|body| body.items().is_empty()) {
        value.remove("body");
    }
    // A style class means something by a style sheet: ours follows the colour, another's stays.
    let targets = value.get("target").map_or(&[][..], Value::items);
    let styled = targets.iter().any(|target| target.get("styleClass").is_some());
    let sheet = value.get("stylesheet");
    if styled && (sheet.is_none() || sheet == before.get("stylesheet")) {
        take(value, "stylesheet", now);
    }
}

/// Says the ranges of Hypothesis as the standard does, beside its own words for them: a place is an element below the
/// page's body, and so many characters of its text.
fn say_ranges(value: &mut Value) {
    let edge = |range: &Value, container: &str, offset: &str| {
        let path = format!("/html/body{}", range.get_text(container)?);
        let place = range.get(offset).filter(|offset| offset.as_count().is_some())?;
        let within =
            object([("type", Value::text("TextPositionSelector")), ("start", place.clone()), ("end", place.clone())]);
        Some(object([("type", Value::text("XPathSelector")), ("value", Value::text(path)), ("refinedBy", within)]))
    };
    let say = |selector: &Value| {
        let mut selector = selector.clone();
        let edges = edge(&selector, "startContainer", "startOffset").zip(edge(&selector, "endContainer", "endOffset"));
        if let Some((start, end)) = edges {
            selector.set("startSelector", start);
            selector.set("endSelector", end);
        }
        selector
    };
    let targets = value.get("target").map_or(&[][..], Value::items).iter().map(|target| {
        let mut target = target.clone();
        if let Some(selectors) = target.get("selector") {
            let selectors = selectors.items().iter().map(say).collect();
            target.set("selector", Value::List(selectors));
        }
        target
    });
    value.set("target", Value::List(targets.collect()));
}

/// Gives a member the value that it has in another object; takes it out if it has none there.
fn take(value: &mut Value, name: &str, from: &Value) {
    match from.get(name) {
        Some(member) => value.set(name, member.clone()),
        None => value.remove(name),
    }
}

/// Makes the bodies say what those of `now` say, and leaves those that said it already, or say nothing in words.
fn set_bodies(value: &mut Value, now: &Value) {
    let mut wanted: Vec<&Value> = now.get("body").map_or(&[][..], Value::items).iter().collect();
    let mut bodies = Vec::new();
    for body in value.get("body").map_or(&[][..], Value::items) {
        let says = said(value, body);
        let place = wanted.iter().position(|wanted| said(now, wanted) == says);
        if says.is_some() && place.is_none() {
            continue;
        }
        let mut body = body.clone();
        if let Some(place) = place {
            // Its purpose may have been the annotation's, which may be another now.
            let said_for = wanted.remove(place).get("purpose").cloned();
            body.set("purpose", body.get("purpose").cloned().or(said_for).unwrap_or_default());
        }
        bodies.push(body);
    }
    bodies.extend(wanted.into_iter().cloned());
    value.remove("bodyValue");
    match bodies.is_empty() {
        true => value.remove("body"),
        false => value.set("body", Value::List(bodies)),
    }
    let ours = ["highlighting", "commenting", "tagging", "editing"];
    if value.get("motivation").is_none_or(|given| given.as_text().is_some_and(|given| ours.contains(&given))) {
        take(value, "motivation", now);
    }
}

/// What has become of the selectors that an annotation was read with.
enum Selectors {
    Same,
    /// They say no words, which are known by now.
    Worded,
    Replaced,
}

impl Selectors {
    /// An annotation may have been kept by its words alone: as long as these are the same, so are its other selectors.
    fn of(before: &Annotation, now: &Annotation) -> Selectors {
        fn said(of: &Annotation) -> Option<(&str, &str, &str)> {
            let quote = of.quote().filter(|quote| !quote.exact.is_empty())?;
            Some((&quote.exact, &quote.prefix, &quote.suffix))
        }
        let by_words = now.target.iter().all(|selector| matches!(selector, Selector::Quote(_)));
        match (said(before), said(now)) {
            _ if before.target == now.target => Selectors::Same,
            (was, is) if by_words && was == is => Selectors::Same,
            (None, Some(_)) if by_words => Selectors::Worded,
            _ => Selectors::Replaced,
        }
    }
}

/// The annotation on another passage: what it was read with says nothing of that one.
pub fn aim(annotation: Annotation, target: Vec<Selector>) -> Annotation {
    let Ok(mut kept) = Value::read(&annotation.kept) else { return Annotation { target, ..annotation } };
    let bare = |target: &Value| {
        let mut target = target.clone();
        target.remove("selector");
        target
    };
    match kept.get("target") {
        Some(Value::List(targets)) => kept.set("target", Value::List(targets.iter().map(bare).collect())),
        Some(target) => kept.set("target", bare(target)),
        None => {}
    }
    Annotation { target, kept: kept.write(), ..annotation }
}

/// Makes the target what it is now, and leaves what has not been changed of it.
fn set_target(value: &mut Value, before: &Annotation, now: &Annotation) {
    let mut targets = value.get("target").map_or(&[][..], Value::items).to_vec();
    let selectors = Selectors::of(before, now);
    let mut fresh = target(now);
    if let (Selectors::Worded, [target]) = (&selectors, &targets[..]) {
        let kept = target.get("selector").map_or(&[][..], Value::items);
        let words = fresh.get("selector").map_or(&[][..], Value::items);
        fresh.set("selector", Value::List([kept, words].concat()));
    }
    let changed = [
        (
            "source",
            before.source != now.source
                || (is_hypothesis(value) && targets.iter().all(|target| source(target).is_none())),
        ),
        ("styleClass", before.colour != now.colour),
        ("selector", !matches!(selectors, Selectors::Same)),
    ];
    if changed.iter().all(|(_, changed)| !changed) {
        return;
    }
    match &mut targets[..] {
        // A resource that is a target as a whole has an id, and no parts.
        [target]
            if target.get("source").is_some() || (target.get("selector").is_some() && target.get("id").is_none()) =>
        {
            changed.iter().filter(|(_, changed)| *changed).for_each(|(name, _)| take(target, name, &fresh));
            value.set("target", targets.swap_remove(0));
        }
        _ => value.set("target", fresh),
    }
}

/// The annotation as JSON-LD, from nothing but its own parts.
fn new(annotation: &Annotation) -> Value {
    let mut value = Value::Object(Vec::new());
    value.set("@context", Value::text(CONTEXT));
    value.set("id", Value::text(iri(&annotation.id)));
    value.set("type", Value::text("Annotation"));
    value.set("motivation", Value::text(annotation.motivation().as_str()));
    for (name, time) in [("created", &annotation.created), ("modified", &annotation.modified)] {
        if !time.is_empty() {
            value.set(name, Value::text(time));
        }
    }
    let note = (!annotation.note.is_empty()).then(|| body("commenting", Some("text/markdown"), &annotation.note));
    let tags = annotation.tags.iter().map(|tag| body("tagging", None, tag));
    let correction = annotation.correction.iter().map(|correction| body("editing", None, &correction.write()));
    let bodies: Vec<Value> = note.into_iter().chain(tags).chain(correction).collect();
    if !bodies.is_empty() {
        value.set("body", Value::List(bodies));
    }
    value.set("stylesheet", stylesheet(annotation.colour));
    value.set("target", target(annotation));
    value
}

/// What the style class of a colour looks like: what has a class has to have a style sheet.
fn stylesheet(colour: Colour) -> Value {
    let shade = match colour {
        Colour::Important => "#d9a800",
        Colour::Question => "#3b86d6",
        Colour::Doubt => "#d4483e",
        Colour::Agree => "#2f9350",
    };
    let rule = format!(".{}{{background-color:{shade}}}", colour.as_str());
    object([("type", Value::text("CssStylesheet")), ("value", Value::text(rule))])
}

/// The id as an IRI.
fn iri(id: &str) -> String {
    let is_scheme = |scheme: &str| scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    let is_iri = id.split_once(':').is_some_and(|(scheme, rest)| is_scheme(scheme) && !rest.is_empty());
    if is_iri
        && id.starts_with(|c: char| c.is_ascii_alphabetic())
        && !id.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c))
    {
        return id.to_owned();
    }
    let mut iri = String::from(OURS);
    encode(id, &mut iri);
    iri
}

fn body(purpose: &str, format: Option<&str>, value: &str) -> Value {
    let members =
        [("type", Some("TextualBody")), ("purpose", Some(purpose)), ("format", format), ("value", Some(value))];
    object(members.into_iter().filter_map(|(name, value)| Some((name, Value::text(value?)))))
}

fn target(annotation: &Annotation) -> Value {
    let source = if annotation.source.is_empty() { UNKNOWN } else { &annotation.source };
    let mut target = object([("source", Value::text(source)), ("styleClass", Value::text(annotation.colour.as_str()))]);
    if !annotation.target.is_empty() {
        target.set("selector", Value::List(annotation.target.iter().map(selector_value).collect()));
    }
    target
}

fn selector_value(selector: &Selector) -> Value {
    match selector {
        Selector::Quote(Quote { exact, prefix, suffix, .. }) => {
            let context = [("prefix", prefix), ("suffix", suffix)].into_iter().filter(|(_, text)| !text.is_empty());
            let members = [("type", Value::text("TextQuoteSelector")), ("exact", Value::text(exact))];
            object(members.into_iter().chain(context.map(|(name, text)| (name, Value::text(text)))))
        }
        Selector::Position(Position { start, end }) => {
            let number = |count: &usize| Value::Number(count.to_string());
            object([("type", Value::text("TextPositionSelector")), ("start", number(start)), ("end", number(end))])
        }
        Selector::Fragment(Fragment { value, conforms_to }) => {
            let text = value.contains(crate::annotation::fragment::DELIMITER).then_some(TEXT_FRAGMENTS);
            let standard = conforms_to.as_deref().or(text).map(|standard| ("conformsTo", Value::text(standard)));
            let members = [("type", Value::text("FragmentSelector")), ("value", Value::text(value))];
            object(members.into_iter().chain(standard))
        }
    }
}

fn object<'n>(members: impl IntoIterator<Item = (&'n str, Value)>) -> Value {
    Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}
