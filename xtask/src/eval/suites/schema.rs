//! JSON Schema, draft 4 (<https://json-schema.org/draft-04/json-schema-validation>), as far as the W3C's schemas of
//! annotations use it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// Schemas by the names of their files, which is how they refer to one another.
pub(super) struct Schemas(pub(super) BTreeMap<String, Value>);

/// A schema, and the file that it is in.
#[derive(Clone, Copy)]
struct Place<'s> {
    file: &'s str,
    schema: &'s Value,
}

impl Schemas {
    /// Whether a value is as the schema of a file has it.
    pub(super) fn allow(&self, file: &str, value: &Value) -> bool {
        let (file, schema) = self.0.get_key_value(file).unwrap_or_else(|| panic!("there is no schema {file}"));
        self.holds(Place { file, schema }, value)
    }

    fn holds(&self, place: Place<'_>, value: &Value) -> bool {
        let Some(rules) = place.schema.as_object() else { return true };
        match rules.get("$ref").and_then(Value::as_str) {
            // What stands beside a reference says nothing.
            Some(reference) => self.holds(self.follow(place.file, reference), value),
            None => rules.iter().all(|(name, rule)| self.follows(place, rules, (name, rule), value)),
        }
    }

    fn follow<'s>(&'s self, file: &str, reference: &str) -> Place<'s> {
        let (other, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        let found = self.0.get_key_value(if other.is_empty() { file } else { other });
        let found = found.and_then(|(file, whole)| Some(Place { file, schema: whole.pointer(pointer)? }));
        found.unwrap_or_else(|| panic!("{file} refers to {reference}, which is not there"))
    }

    /// Whether a value keeps one rule of a schema. A rule that is not of its type says nothing of it.
    fn follows(&self, place: Place<'_>, all: &Map<String, Value>, rule: (&str, &Value), value: &Value) -> bool {
        let (name, rule) = (rule.0, rule.1);
        let holds = |schema: &Value, value: &Value| self.holds(Place { file: place.file, schema }, value);
        let each = || rule.as_array().into_iter().flatten();
        let text = || rule.as_str().unwrap_or_default();
        match name {
            "type" => match rule.as_array() {
                Some(types) => types.iter().any(|kind| is(kind.as_str(), value)),
                None => is(rule.as_str(), value),
            },
            "enum" => each().any(|one| one == value),
            "allOf" => each().all(|schema| holds(schema, value)),
            "anyOf" => each().any(|schema| holds(schema, value)),
            "oneOf" => each().filter(|schema| holds(schema, value)).count() == 1,
            "not" => !holds(rule, value),
            "required" => value.as_object().is_none_or(|members| each().all(|name| has(members, name))),
            "properties" => value.as_object().is_none_or(|members| {
                members.iter().all(|(key, member)| rule.get(key).is_none_or(|schema| holds(schema, member)))
            }),
            "patternProperties" => value.as_object().is_none_or(|members| {
                let schemas = || rule.as_object().into_iter().flatten();
                let fits = |(key, member): (&String, &Value)| {
                    schemas().filter(|(pattern, _)| names(pattern, key)).all(|(_, schema)| holds(schema, member))
                };
                members.iter().all(fits)
            }),
            "additionalProperties" => {
                rule != &Value::Bool(false) || value.as_object().is_none_or(|m| is_closed(all, m))
            }
            "dependencies" => value.as_object().is_none_or(|members| {
                let held = rule.as_object().into_iter().flatten().filter(|(name, _)| members.contains_key(*name));
                held.flat_map(|(_, needed)| needed.as_array()).flatten().all(|name| has(members, name))
            }),
            "items" => value.as_array().is_none_or(|items| match rule.as_array() {
                Some(schemas) => items.iter().zip(schemas).all(|(item, schema)| holds(schema, item)),
                None => items.iter().all(|item| holds(rule, item)),
            }),
            "minItems" => value.as_array().is_none_or(|items| items.len() >= super::number(rule)),
            "maxItems" => value.as_array().is_none_or(|items| items.len() <= super::number(rule)),
            "minimum" => value.as_f64().is_none_or(|number| {
                let (least, open) = (rule.as_f64().unwrap_or_default(), all.get("exclusiveMinimum"));
                number > least || (number == least && open != Some(&Value::Bool(true)))
            }),
            "pattern" => value.as_str().is_none_or(|value| names(text(), value)),
            "format" => value.as_str().is_none_or(|value| is_formed(text(), value)),
            // What says something about the schema, or belongs to another rule, and definitions wherever they stand.
            _ => true,
        }
    }
}

fn has(members: &Map<String, Value>, name: &Value) -> bool {
    name.as_str().is_some_and(|name| members.contains_key(name))
}

/// Whether all members are among those that a schema names.
fn is_closed(rules: &Map<String, Value>, members: &Map<String, Value>) -> bool {
    let patterns = || rules.get("patternProperties").and_then(Value::as_object).into_iter().flatten();
    let named = |key: &str| rules.get("properties").is_some_and(|named| named.get(key).is_some());
    members.keys().all(|key| named(key) || patterns().any(|(pattern, _)| names(pattern, key)))
}

fn is(kind: Option<&str>, value: &Value) -> bool {
    match kind.unwrap_or_default() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        kind => panic!("a schema has the type {kind}"),
    }
}

/// Whether a string is as a pattern has it: one of several beginnings or whole words, or the beginning of a language tag.
fn names(pattern: &str, text: &str) -> bool {
    let rest = pattern.strip_prefix('^').unwrap_or_else(|| panic!("the pattern {pattern} is not anchored"));
    if let Some(end) = rest.strip_prefix("([a-z]){2,3}") {
        let letters = text.chars().take_while(char::is_ascii_lowercase).count();
        let after = text.get(letters..).unwrap_or_default();
        return (2..=3).contains(&letters) && if end == "$" { after.is_empty() } else { after.starts_with(end) };
    }
    let (group, end) = rest.trim_start_matches('(').split_once(')').unwrap_or((rest, ""));
    assert!(!group.contains(['[', '*', '+', '?', '\\']), "the pattern {pattern} is not known");
    group.split('|').any(|start| if end == "$" { text == start } else { text.starts_with(start) })
}

/// Whether a string is an address with a scheme, or a time with its date.
fn is_formed(format: &str, text: &str) -> bool {
    match format {
        "uri" => text.split_once(':').is_some_and(|(scheme, rest)| {
            let known = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.chars().all(known)
                && !rest.is_empty()
                && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c))
        }),
        "date-time" => {
            let form: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
            let after = form.strip_prefix("0000-00-00T00:00:00").unwrap_or("?");
            let zone = after.strip_prefix('.').map_or(after, |fraction| fraction.trim_start_matches('0'));
            matches!(zone, "Z" | "z" | "+00:00" | "-00:00")
        }
        format => panic!("a schema has the format {format}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn rules_say_what_is_allowed() {
        let files = json!({
            "a": { "type": "object", "required": ["id"], "properties": { "id": { "$ref": "b#/definitions/iri" } },
                   "additionalProperties": false, "patternProperties": { "^(x:)": { "minimum": 0, "exclusiveMinimum": true } } },
            "b": { "definitions": { "iri": { "oneOf": [{ "type": "string", "format": "uri" },
                   { "type": "array", "minItems": 1, "maxItems": 1, "items": { "$ref": "#/definitions/iri" } }] } } },
        });
        let schemas = Schemas(files.as_object().unwrap().clone().into_iter().collect());
        for (value, allowed) in [
            (json!({ "id": "urn:a:1" }), true),
            (json!({ "id": ["urn:a:1"], "x:y": 1 }), true),
            (json!({ "id": ["urn:a:1"], "x:y": 0 }), false),
            (json!({ "id": "no address" }), false),
            (json!({ "id": ["urn:a:1", "urn:a:2"] }), false),
            (json!({ "id": "urn:a:1", "other": 1 }), false),
            (json!({}), false),
            (json!([]), false),
        ] {
            assert_eq!(schemas.allow("a", &value), allowed, "{value}");
        }
        assert!(is_formed("date-time", "2026-11-26T08:00:00.250Z") && !is_formed("date-time", "2026-11-26"));
        assert!(names("^([a-z]){2,3}-", "en-GB") && !names("^([a-z]){2,3}$", "en-GB"));
    }
}
