//! Annotations as they come and go: W3C JSON-LD, Hypothesis, CSV, Markdown, HTML; and corrected names.

use newsgloss::ByteSpan;
use newsgloss::annotation::exchange::json::{MOST_DEPTH, Value};
use newsgloss::annotation::exchange::{self, Label};
use newsgloss::annotation::{Annotation, Colour, Correction, Fragment, Position, Quote, Selector};

const FOREIGN: &str = include_str!("../cases/annotations.json");

fn one(json: &str) -> Annotation {
    let imported = exchange::read(json).unwrap();
    assert_eq!(imported.problems, [""; 0]);
    imported.annotations.into_iter().next().unwrap()
}

fn again(annotation: &Annotation) -> Annotation {
    one(&exchange::write(annotation).write())
}

/// One of the reader's own, with everything that it can have.
fn own() -> Annotation {
    Annotation {
        id: "a b/1".into(),
        source: "https://example.org/report?a=b#c".into(),
        target: vec![
            Selector::Quote(Quote { exact: "old \"bridge\" 🙂".into(), prefix: "the ".into(), ..Quote::default() }),
            Selector::Position(Position { start: 4, end: 18 }),
            Selector::Fragment(Fragment { value: ":~:text=old".into(), conforms_to: None }),
        ],
        colour: Colour::Doubt,
        note: "Is it *old*?\n\n</script>".into(),
        tags: vec!["bridges, old".into(), "=1+1".into()],
        created: "2026-11-26T08:00:00Z".into(),
        modified: "2026-11-26T09:00:00Z".into(),
        correction: Some(Correction::Retype("ORG".into())),
        kept: String::new(),
    }
}

#[test]
fn what_was_made_here_comes_back() {
    let (before, after) = (own(), again(&own()));
    assert!(after.kept.contains("\"purpose\":\"editing\"") && !after.kept.contains('<'));
    let standard = Some("https://wicg.github.io/scroll-to-text-fragment/".to_owned());
    let fragment = Selector::Fragment(Fragment { value: ":~:text=old".into(), conforms_to: standard });
    let target = [&before.target[..2], &[fragment]].concat();
    assert_eq!(after, Annotation { target, kept: after.kept.clone(), ..before });
    assert_eq!(exchange::write(&after).write(), after.kept);
    let bare = Annotation { id: "urn:x:1".into(), ..Annotation::default() };
    assert_eq!(again(&bare), Annotation { kept: again(&bare).kept, ..bare });
}

#[test]
fn what_came_from_elsewhere_goes_out_as_it_was() {
    let Value::Object(cases) = Value::read(FOREIGN).unwrap() else { panic!() };
    assert_eq!(cases.len(), 7);
    for (name, case) in cases {
        let (json, expected) = (case.get("annotation").unwrap(), case.get("is").unwrap());
        let annotation = one(&json.write());
        let exact = annotation.target.iter().find_map(|selector| match selector {
            Selector::Quote(quote) => Some(quote.exact.as_str()),
            _ => None,
        });
        let is = [
            &annotation.source,
            exact.unwrap_or_default(),
            annotation.colour.as_str(),
            &annotation.note,
            &annotation.tags.join("|"),
        ];
        let expected: Vec<&str> = expected.items().iter().filter_map(Value::as_text).collect();
        assert_eq!(is.as_slice(), expected, "{name}");
        if json.get("@context").is_some() {
            assert_eq!(exchange::write(&annotation), *json, "{name}");
        }
        assert_eq!(again(&annotation).note, annotation.note, "{name}");
        assert_eq!(again(&annotation).tags, annotation.tags, "{name}");
    }
}

#[test]
fn a_change_leaves_the_rest_alone() {
    let Value::Object(cases) = Value::read(FOREIGN).unwrap() else { panic!() };
    let (_, case) = cases.iter().find(|(name, _)| name == "everything").unwrap();
    let mut annotation = one(&case.get("annotation").unwrap().write());
    annotation.note = "Other words".into();
    annotation.tags.push("new".into());
    annotation.colour = Colour::Agree;
    annotation.modified = "2026-01-01T00:00:00Z".into();
    let written = exchange::write(&annotation).write();
    for kept in [
        "\"creator\"",
        "\"schema:unknown\"",
        "\"renderedVia\"",
        "http://example.org/video1",
        "\"language\":\"en\"",
        "CssSelector",
    ] {
        assert!(written.contains(kept), "{kept} in {written}");
    }
    assert!(!written.contains("A remark"));
    assert_eq!(again(&annotation), Annotation { kept: written, ..annotation });
}

#[test]
fn other_selectors_stay_as_long_as_the_words_are_the_same() {
    let others = r#"{"type":"CssSelector","value":"p","refinedBy":{"type":"TextPositionSelector","start":4,"end":14}}"#;
    let words = |exact: &str| format!(r#"{{"type":"TextQuoteSelector","exact":"{exact}"}}"#);
    let with = |selectors: &str| {
        one(&format!(
            r#"{{"id":"urn:x:1","type":"Annotation","target":{{"source":"http://e.org","selector":[{selectors}]}}}}"#
        ))
    };
    // As they are kept: by the words, and where these began.
    let kept = |exact: &str| {
        vec![Selector::Quote(Quote { exact: exact.into(), start: exact.len().checked_sub(1), ..Quote::default() })]
    };
    let out = |annotation: &Annotation| {
        exchange::write(annotation).get("target").and_then(|target| target.get("selector")).map(Value::write)
    };
    let bare = with(others);
    assert_eq!(bare.target, [], "a place within an element is no place of the text");
    assert_eq!(out(&Annotation { target: kept(""), ..bare.clone() }), Some(format!("[{others}]")));
    let worded = Annotation { target: kept("the bridge"), ..bare.clone() };
    assert_eq!(out(&worded), Some(format!("[{others},{}]", words("the bridge"))));
    let both = with(&format!("{others},{}", words("the bridge")));
    assert_eq!(out(&Annotation { target: kept("the bridge"), ..both.clone() }), out(&both));
    for annotation in [bare, both] {
        let aimed = exchange::aim(annotation, kept("the river"));
        assert_eq!(out(&aimed), Some(format!("[{}]", words("the river"))));
    }
}

#[test]
fn what_goes_out_is_as_the_standard_has_it() {
    let json = r#"{"id":"5 a","type":"Annotation","body":[],"target":{"source":"http://e.org","styleClass":"doubt"}}"#;
    let written = exchange::write(&one(json));
    let text = |name: &str| written.get(name).map(Value::write).unwrap_or_default();
    assert_eq!(
        [text("@context"), text("id"), text("body")],
        [r#""http://www.w3.org/ns/anno.jsonld""#, r#""urn:newsgloss:5%20a""#, ""]
    );
    assert_eq!(text("stylesheet"), r##"{"type":"CssStylesheet","value":".doubt{background-color:#d4483e}"}"##);
    let other = Annotation { colour: Colour::Agree, ..one(&written.write()) };
    assert_eq!(other.id, "5 a");
    let sheet = exchange::write(&other).get("stylesheet").map(Value::write);
    assert_eq!(sheet.as_deref(), Some(r##"{"type":"CssStylesheet","value":".agree{background-color:#2f9350}"}"##));
    let range =
        r#"{"type":"RangeSelector","startContainer":"/p[1]","startOffset":3,"endContainer":"/p[2]","endOffset":0}"#;
    let theirs =
        format!(r#"{{"uri":"http://e.org","id":"x","target":[{{"source":"http://e.org","selector":[{range}]}}]}}"#);
    let written = exchange::write(&one(&theirs)).write();
    let edge = |name: &str, path: &str, at: u8| {
        let within = format!(r#"{{"type":"TextPositionSelector","start":{at},"end":{at}}}"#);
        format!(r#""{name}":{{"type":"XPathSelector","value":"/html/body{path}","refinedBy":{within}}}"#)
    };
    assert!(
        written.contains(&edge("startSelector", "/p[1]", 3)) && written.contains(&edge("endSelector", "/p[2]", 0)),
        "{written}"
    );
}

#[test]
fn what_is_no_annotation_is_said() {
    let imported = exchange::read(r#"{"rows":[{"id":"x"},{"type":"Annotation","target":"http://e.org"},3]}"#).unwrap();
    assert_eq!(imported.annotations.len(), 1);
    let expected = ["rows[0] is no annotation: it has no target", "rows[2] is no annotation: an object is needed"];
    assert_eq!(imported.problems, expected);
    assert_eq!(exchange::read("[]").unwrap(), exchange::Imported::default());
}

#[test]
fn json_is_read_and_written_as_it_was() {
    for json in [
        r#"{"a":[1,-0.5e+10,{"b":null}],"a":"\u0001\n\\\" é🙂","":{}}"#,
        "[[],{},true,false]",
        "12345678901234567890.10",
        "\"\"",
    ] {
        assert_eq!(Value::read(json).unwrap().write(), json);
    }
    assert_eq!(Value::read(r#" "\ud83d\ude42\/\ud83d" "#).unwrap(), Value::text("🙂/\u{fffd}"));
    for json in [
        "",
        " ",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1,}",
        "{a:1}",
        "01",
        "1.",
        "-",
        "+1",
        ".5",
        "1e",
        "tru",
        "\"",
        "\"\\",
        "\"\\u12",
        "\"\\u12é",
        "\"\\x\"",
        "\"\n\"",
        "1 2",
        "[1}",
        "é",
    ] {
        assert!(Value::read(json).unwrap_err().message().starts_with("the JSON at byte"), "{json}");
    }
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert_eq!(Value::read(&nested(MOST_DEPTH)).unwrap().write(), nested(MOST_DEPTH));
    for deep in [nested(MOST_DEPTH + 2), nested(1_000_000), "{\"a\":".repeat(1_000_000)] {
        assert!(Value::read(&deep).unwrap_err().message().ends_with("is nested too deeply"));
    }
}

#[test]
fn a_table_holds_no_formula() {
    let csv = exchange::csv([&own()]);
    let expected = "id,source,quote,prefix,suffix,colour,note,tags,correction,created,modified\r\n\
                    a b/1,https://example.org/report?a=b#c,\"old \"\"bridge\"\" 🙂\",\"the \",,doubt,\"Is it *old*?\n\n</script>\",\
                    \"bridges, old; =1+1\",retype ORG,2026-11-26T08:00:00Z,2026-11-26T09:00:00Z\r\n";
    assert_eq!(csv, expected);
    for formula in ["=1", "+1", "-1", "@x", " =1", "\t=1", "\r1", "＝1", "|x", "%x"] {
        let note = Annotation { note: formula.to_owned(), ..Annotation::default() };
        assert!(exchange::csv([&note]).contains(&format!(",\"'{formula}\",")), "{formula:?}");
    }
}

#[test]
fn pages_and_notes_run_nothing() {
    let evil = "<img src=x onerror=alert(1)> [a](javascript:alert(1)) *b*";
    let quote = Quote { exact: "<b>\"it's\"</b>\n\n# x".into(), ..Quote::default() };
    let target = vec![Selector::Quote(quote)];
    let annotation = Annotation { target, note: evil.into(), tags: vec!["<i>".into()], ..Annotation::default() };
    let page = exchange::html("A & <B>", [&annotation]);
    assert!(page.contains("<title>A &amp; &lt;B&gt;</title>"));
    assert!(page.contains("<blockquote dir=\"auto\">&lt;b&gt;&quot;it&#39;s&quot;&lt;/b&gt;"));
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt; [a](javascript:alert(1)) <em>b</em></p>"));
    assert!(page.contains("<p dir=\"auto\">Tags: &lt;i&gt;</p>"));
    let markdown = exchange::markdown("A # <B>", [&annotation, &own()]);
    let expected = "# A \\# \\<B\\>\n\n> \\<b\\>\"it's\"\\</b\\>\n> \\# x\n\n\
                    \\<img src=x onerror=alert(1)\\> \\[a\\](javascript:alert(1)) \\*b\\*  \n\n\nTags: \\<i\\>\n";
    assert!(markdown.starts_with(expected), "{markdown}");
    assert!(
        markdown.contains("Is it \\*old\\*?")
            && markdown.ends_with("Correction: retype ORG\n\nTags: bridges, old, =1+1\n")
    );
}

#[test]
fn corrected_names_go_out_as_training_data() {
    let text = "🙂 Anna Berg's boat. She left Oslo.\n\nNATO met.";
    let at = |name: &str| ByteSpan::new(text.find(name).unwrap(), text.find(name).unwrap() + name.len());
    let label = |name: &str, kind: &str| Label { span: at(name), kind: kind.into() };
    let labels = [label("Anna", "PERSON"), label("Berg", "PERSON"), label("Oslo", "LOC"), label("NATO", "ORG")];
    let split = text.find("\n\n").unwrap();
    let blocks = [ByteSpan::new(0, split), ByteSpan::new(split + 2, text.len())];
    let expected = "🙂\tO\nAnna\tB-PERSON\nBerg\tB-PERSON\n's\tO\nboat\tO\n.\tO\n\nShe\tO\nleft\tO\nOslo\tB-LOC\n.\tO\n\nNATO\tB-ORG\nmet\tO\n.\tO\n\n";
    assert_eq!(exchange::conll(text, &blocks, &labels), expected);
    let whole = [Label { span: ByteSpan::new(at("Anna").start, at("Berg").end), kind: "PERSON".into() }];
    assert!(exchange::conll(text, &blocks, &whole).contains("Anna\tB-PERSON\nBerg\tI-PERSON\n"));
    let json = Value::read(&exchange::spacy(text, &blocks, &labels)).unwrap();
    let span = |value: &Value| {
        [value.get("start").unwrap().as_count().unwrap(), value.get("end").unwrap().as_count().unwrap()]
    };
    let characters: Vec<char> = json.get_text("text").unwrap().chars().collect();
    let words = |[start, end]: [usize; 2]| characters[start..end].iter().collect::<String>();
    let names: Vec<String> = json.get("ents").unwrap().items().iter().map(|ent| words(span(ent))).collect();
    assert_eq!(names, ["Anna", "Berg", "Oslo", "NATO"]);
    let sentences: Vec<String> = json.get("sents").unwrap().items().iter().map(|sent| words(span(sent))).collect();
    assert_eq!(sentences, ["🙂 Anna Berg's boat.", "She left Oslo.", "NATO met."]);
    assert_eq!(json.get("tokens").unwrap().items().len(), 13);
}
