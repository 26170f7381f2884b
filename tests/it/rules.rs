//! The compiler of rule files: what it refuses, and where it says the fault is.

#[allow(dead_code, reason = "the build script uses all of it")]
#[path = "../../build/rule/mod.rs"]
mod compiler;

use compiler::{Source, compile};

fn check(text: &str, fault: &str) {
    let found = compile(&[Source { name: "test.rules", text }]).unwrap_err();
    assert_eq!(found, fault, "{text}");
}

#[test]
fn a_fault_names_its_file_and_line() {
    check("A: one\nB: <unheard>", "test.rules:2: there is no class unheard");
    check("A: one\n\n# A comment.\nB: <num:n>", "test.rules:4: there is no slot n");
    check("A: @name", "test.rules:1: @name is not defined");
    check("A: one\n  ( two\n", "test.rules:1: ) expected, not None");
    check("A: one )", "test.rules:1: unexpected \")\"");
    check("A: {n=1}", "test.rules:1: there is no slot n");
    check("A: One", "test.rules:1: \"One\" is no word in lower case and no mark");
    check("A: one (?!)", "test.rules:1: an empty option");
    check("A: (?<! two three ) one", "test.rules:1: what must not stand before is one atom");
    check("A: one? ( two )?", "test.rules:1: this rule matches nothing at all");
    check("a: one", "test.rules:1: \"a\" is no kind: a kind is written in capitals");
    check("one two", "test.rules:1: neither a definition nor a rule");
    check("class c\n  one two-three", "test.rules:1: \"two-three\" is no single word in lower case");
    check("class c\n  one one", "test.rules:1: \"one\" is in c twice");
    check("let a = one\nlet a = two", "test.rules:2: a is defined twice");
    check("let a = @b\nlet b = @a", "test.rules:1: @b is not defined");
    check("A: < one", "test.rules:1: no > after \"< one\"");
}

#[test]
fn patterns_may_use_what_is_defined_below() {
    let text = "A: @later <month>\nlet later = in | on\nclass month\n  may = 5";
    assert!(compile(&[Source { name: "test.rules", text }]).is_ok());
}

#[test]
fn a_word_longer_than_is_looked_up_is_refused() {
    let text = "A: antidisestablishmentarian";
    let fault = "\"antidisestablishmentarian\" is longer than the words that are looked up";
    assert_eq!(compile(&[Source { name: "t", text }]).unwrap_err(), fault);
}

#[test]
fn too_many_slots_are_refused() {
    let slots: Vec<String> = (0..33).map(|slot| format!("s{slot}")).collect();
    let text = format!("slots {}\nA: one", slots.join(" "));
    assert_eq!(compile(&[Source { name: "t", text: &text }]).unwrap_err(), "33 slots, and there is room for 32");
}
