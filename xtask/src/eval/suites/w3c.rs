//! The Web Annotation Working Group's own tests: what every annotation must be, and samples of sound ones.

use std::path::{Path, PathBuf};

use newsgloss::annotation::exchange;
use newsgloss::annotation::{Annotation, Colour, Correction, Fragment, Position, Quote, Selector};
use newsgloss::span::ByteSpan;
use serde_json::Value;

use super::schema::Schemas;
use super::{Suite, json, read, string};
use crate::failure::{Failure, Outcome};
use crate::paths;

/// What is said of sets of annotations: they are read, but nothing of one annotation holds for them.
const SETS: [&str; 2] = ["AnnotationCollection", "AnnotationPage"];

/// Prints how many of the assertions hold of everything that is exported, and how many samples come back as they were.
pub(super) fn print(folder: &Path, most: usize) -> Outcome {
    let tests = folder.join("web-annotation-tests");
    let manifest = json(&tests.join("annotations/annotationMusts.test"))?;
    let assertions: Vec<&str> =
        manifest["assertions"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let schemas = schemas(&tests, &assertions)?;
    let mut exported = made();
    exported.extend(imported(&folder.join("hypothesis-anchoring/html-baselines/wikipedia-regression-testing.json"))?);
    exported.extend(imported(&folder.join("recogito-w3c/annotations.w3c.json"))?);
    let mut suite = Suite::default();
    for assertion in &assertions {
        let expected = schemas.0[*assertion]["expectedResult"] != "invalid";
        let wrong = exported.iter().find(|value| schemas.allow(assertion, value) != expected);
        suite.add(wrong.is_none(), || format!("{assertion}: {}", wrong.unwrap_or(&Value::Null)));
    }
    suite.print(&format!("W3C: must, of {} exported annotations", exported.len()), most);
    let examples = folder.join("web-annotation-model-examples");
    for (name, samples) in [("W3C: samples", tests.join("tools/samples")), ("W3C: examples of the model", examples)] {
        round_trip(&samples.join("correct"))?.print(&format!("{name}, in and out again"), most);
        unsound(&samples.join("incorrect"))?.print(&format!("{name}, unsound ones kept or refused"), most);
    }
    Ok(())
}

fn schemas(folder: &Path, assertions: &[&str]) -> Outcome<Schemas> {
    let mut schemas = Schemas(Default::default());
    for assertion in assertions {
        schemas.0.insert((*assertion).to_owned(), json(&folder.join(assertion))?);
    }
    for path in paths::files_below(&folder.join("definitions"))? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        schemas.0.insert(name, json(&path)?);
    }
    Ok(schemas)
}

/// An annotation as it is exported.
fn exported(annotation: &Annotation) -> Value {
    serde_json::from_str(&exchange::write(annotation).write()).unwrap_or_default()
}

/// Annotations of the reader's own: with and without each of their parts.
fn made() -> Vec<Value> {
    let text = "The \"old\" bridge 🙂 will stay closed.";
    let quote = Selector::Quote(newsgloss::annotation::describe(text, ByteSpan::new(4, 16)));
    let position = Selector::Position(Position { start: 4, end: 16 });
    let fragment = Selector::Fragment(Fragment { value: ":~:text=bridge".into(), conforms_to: None });
    let bare = Selector::Quote(Quote { exact: "bridge".into(), ..Quote::default() });
    let corrections = ["PERSON", "ORG"].map(|kind| Some(Correction::Retype(kind.into())));
    let corrections = corrections.into_iter().chain([None, Some(Correction::Accept), Some(Correction::Remove)]);
    let mut all = Vec::new();
    for (at, correction) in corrections.enumerate() {
        for target in [
            vec![],
            vec![quote.clone()],
            vec![bare.clone(), position.clone()],
            vec![quote.clone(), position.clone(), fragment.clone()],
        ] {
            all.push(Annotation {
                id: ["a1", "urn:a:2", "with space", "", "ü/3"][at].into(),
                source: ["https://example.org/a?b=c#d", "", "urn:x:y", "http://localhost/", "https://example.org/%20"]
                    [at]
                    .into(),
                target,
                colour: Colour::ALL[at % 4],
                note: ["", "*One*\n\ntwo", "</script>", "", "🙂"][at].into(),
                tags: [vec![], vec!["one".into()], vec!["=1".into(), "a, b".into()], vec![], vec![]][at].clone(),
                created: "2026-11-26T08:00:00Z".into(),
                modified: ["", "2026-11-26T09:00:00.123Z"][at % 2].into(),
                correction: correction.clone(),
                kept: String::new(),
            });
        }
    }
    all.iter().map(exported).collect()
}

/// Other tools' annotations, read and written again, each once as it was and once with more said in it.
fn imported(path: &Path) -> Outcome<Vec<Value>> {
    let imported = exchange::read(&read(path)?).map_err(|error| Failure::new(error.to_string()))?;
    let more = |annotation: &Annotation| {
        let tags = [&annotation.tags[..], &["more".to_owned()]].concat();
        Annotation { note: "Another note".into(), tags, colour: Colour::Doubt, ..annotation.clone() }
    };
    Ok(imported.annotations.iter().flat_map(|annotation| [exported(annotation), exported(&more(annotation))]).collect())
}

fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = paths::files_below(folder)?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    Ok(files)
}

/// What is read comes out as it was; of a set, all that is in it.
fn round_trip(folder: &Path) -> Outcome<Suite> {
    let mut suite = Suite::default();
    for path in files(folder)? {
        let (text, name) = (read(&path)?, path.display().to_string());
        let file: Value = json(&path)?;
        let found = exchange::read(&text);
        let said = found.as_ref().map_or_else(ToString::to_string, |found| found.problems.join("; "));
        let out: Vec<Value> = found.into_iter().flat_map(|found| found.annotations).map(|a| exported(&a)).collect();
        let right = if SETS.contains(&string(&file, "type")) {
            // One whose pages are elsewhere holds none, which is said.
            (said.is_empty() != out.is_empty()) && out.iter().all(|annotation| holds(&file, annotation))
        } else {
            out == [file]
        };
        suite.add(right, || format!("{name}: {said}"));
    }
    Ok(suite)
}

/// Whether a value is somewhere in another, but for the context that one taken out of a set has to have.
fn holds(whole: &Value, part: &Value) -> bool {
    let mut bare = part.clone();
    if let Some(members) = bare.as_object_mut() {
        members.remove("@context");
    }
    let mut waiting = vec![whole];
    while let Some(value) = waiting.pop() {
        if *value == bare || value == part {
            return true;
        }
        match value {
            Value::Array(items) => waiting.extend(items),
            Value::Object(members) => waiting.extend(members.values()),
            _ => {}
        }
    }
    false
}

/// What is not sound is refused with a reason, or else kept to the letter but for an id that is no address.
fn unsound(folder: &Path) -> Outcome<Suite> {
    let mut suite = Suite::default();
    for path in files(folder)? {
        let (Ok(file), text) = (json(&path), read(&path)?) else { continue };
        let right = match exchange::read(&text) {
            Err(_) => true,
            Ok(found) if !found.problems.is_empty() => true,
            Ok(found) => found.annotations.iter().all(|annotation| {
                let out = exported(annotation);
                let members = file.as_object().into_iter().flatten();
                let mut parts = members.filter(|(name, value)| *name != "id" || !value.is_string());
                parts.all(|(name, value)| out.get(name) == Some(value)) || holds(&file, &out)
            }),
        };
        suite.add(right, || path.display().to_string());
    }
    Ok(suite)
}
