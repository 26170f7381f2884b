//! The boundary, called from Rust in a real browser.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![cfg(target_arch = "wasm32")]

use js_sys::{Array, Reflect};
use newsgloss_web::js;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The value at a path of property names or indices.
fn get(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |value, name| Reflect::get(&value, &name.into()).unwrap())
}

fn number(value: &JsValue, path: &str) -> f64 {
    get(value, path).as_f64().unwrap_or_else(|| panic!("{path} is no number"))
}

fn object(json: &str) -> JsValue {
    js_sys::JSON::parse(json).unwrap()
}

fn code(error: &JsValue) -> String {
    assert!(error.is_instance_of::<js_sys::Error>(), "{error:?}");
    get(error, "code").as_string().unwrap()
}

#[wasm_bindgen_test]
fn offsets_are_utf16() {
    let document = js::parse("É 🙂\n\nx 日本語 y".into());
    assert_eq!(number(&document, "blocks.length"), 2.0);
    assert_eq!((number(&document, "blocks.0.start"), number(&document, "blocks.0.end")), (0.0, 4.0));
    assert_eq!((number(&document, "blocks.1.start"), number(&document, "blocks.1.end")), (6.0, 13.0));
}

#[wasm_bindgen_test]
fn results_are_plain_objects_without_gaps() {
    let document = js::parse("A headline\n\nText.".into());
    let title = get(&document, "title");
    assert_eq!(Reflect::own_keys(&title).unwrap().join(","), "start,end");
    // What is not known is left out, and not there as undefined.
    assert!(!Reflect::has(&document, &"date".into()).unwrap());
    assert!(Array::is_array(&get(&document, "problems")));
}

#[wasm_bindgen_test]
fn names_need_a_model() {
    // The one test that may not come after a model was loaded: nothing here loads one that is good.
    let error = js::analyze("x".into(), JsValue::UNDEFINED, object("{}")).unwrap_err();
    assert_eq!(code(&error), "model-missing");
    assert_eq!(code(&js::entities("x".into(), None).unwrap_err()), "model-missing");
}

#[wasm_bindgen_test]
fn documents_are_checked_before_they_are_used() {
    for (document, why) in [
        (r#"{ "blocks": [{ "start": 0, "end": 4, "kind": "paragraph" }] }"#, "an end inside a surrogate pair"),
        (r#"{ "blocks": [{ "start": 0, "end": 9, "kind": "paragraph" }] }"#, "an end past the text's"),
        (r#"{ "blocks": [{ "start": 1, "end": 1, "kind": "paragraph" }] }"#, "an empty block"),
        (r#"{ "blocks": [{ "start": 2, "end": 1, "kind": "paragraph" }] }"#, "an end before its start"),
        (r#"{ "blocks": [{ "start": -1, "end": 1, "kind": "paragraph" }] }"#, "a negative start"),
        (r#"{ "blocks": [{ "start": 0.5, "end": 1, "kind": "paragraph" }] }"#, "half a unit"),
        (r#"{ "blocks": [{ "start": 0, "end": 1, "kind": "poem" }] }"#, "an unknown kind"),
        (
            r#"{ "blocks": [{ "start": 1, "end": 3, "kind": "paragraph" }, { "start": 2, "end": 3, "kind": "quote" }] }"#,
            "an overlap",
        ),
        (r#"{ "title": { "start": 0, "end": 77 }, "blocks": [] }"#, "a title past the text's end"),
        (r#"{ "date": "2022-02-30", "blocks": [] }"#, "a day that is none"),
        (r#"{}"#, "no blocks"),
    ] {
        let error = js::analyze("abc🙂".into(), object(document), object("{}")).unwrap_err();
        assert_eq!(code(&error), "invalid-document", "{why}");
    }
}

#[wasm_bindgen_test]
fn options_are_checked() {
    for options in [
        r#"{ "date": "tomorrow" }"#,
        r#"{ "summary": { "sentences": -1 } }"#,
        r#"{ "summary": { "sentences": "three" } }"#,
        r#"{ "summary": { "share": "half" } }"#,
    ] {
        let error = js::analyze("x".into(), JsValue::UNDEFINED, object(options)).unwrap_err();
        assert_eq!(code(&error), "invalid-option", "{options}");
    }
    assert_eq!(code(&js::highlight("x".into(), Some("PERSON CAT".into()), None).unwrap_err()), "invalid-option");
}

#[wasm_bindgen_test]
fn the_glossaries_used_last_are_kept() {
    for number in [1, 2, 3, 4] {
        js::load_glossary(number, "ORG\u{1f}\u{1f}\u{1f}Blue Harbour\u{1f}BH\u{1e}LOC\u{1f}id\u{1f}/x\u{1f}Lindau")
            .unwrap();
    }
    assert!(js::has_glossary(1));
    js::load_glossary(5, "").unwrap();
    assert!(js::has_glossary(1) && !js::has_glossary(2) && js::has_glossary(5));
    let error = js::load_glossary(6, "ORG\u{1f}\u{1f}\u{1f}BH\u{1e}CAT\u{1f}\u{1f}\u{1f}Tom").unwrap_err();
    assert_eq!(code(&error), "invalid-glossary");
    assert!(get(&error, "message").as_string().unwrap().starts_with("glossary[1].type"));
    assert!(!js::has_glossary(6) && js::has_glossary(4));
}

#[wasm_bindgen_test]
fn bundled_documents_open() {
    let listed = js::documents();
    assert!(number(&listed, "length") > 0.0);
    let id = get(&listed, "0.id").as_string().unwrap();
    let opened = js::open(&id).unwrap();
    let text = get(&opened, "text").as_string().unwrap();
    let title = get(&listed, "0.title").as_string().unwrap();
    assert!(text.contains(&title));
    assert_eq!(code(&js::open("nothing").unwrap_err()), "unknown-document");
}
