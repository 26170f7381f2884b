//! Text fragments: what they name, and how a passage is named.

use newsgloss::ByteSpan;
use newsgloss::annotation::fragment::{Page, TextDirective};

const CASES: &str = include_str!("../cases/fragments.txt");
const PASSAGES: &str = include_str!("../cases/directives.txt");

/// A page and its blocks: those lines of the case, with their escapes read.
fn page(case: &str) -> (String, Vec<ByteSpan>) {
    let (mut text, mut blocks) = (String::new(), Vec::new());
    for line in case.lines().filter_map(|line| line.strip_prefix("| ")) {
        let line = line.replace("\\u{a0}", "\u{a0}").replace("\\u{ad}", "\u{ad}").replace("\\u{301}", "\u{301}");
        let line = line.replace("\\n", "\n");
        blocks.push(ByteSpan::new(text.len(), text.len() + line.len()));
        text.push_str(&line);
        text.push_str("\n\n");
    }
    (text, blocks)
}

fn cases(file: &str) -> impl Iterator<Item = &str> {
    file.split("\n\n").filter(|case| !case.starts_with('#'))
}

/// Checks what the fragments of a case name; how many there are.
fn check(case: &str) -> usize {
    let (text, blocks) = page(case);
    let page = Page::new(&text, &blocks);
    let named = |fragment: &str| {
        let directives = TextDirective::read(&format!("#:~:text={fragment}"));
        directives.first().and_then(|directive| page.find(directive))
    };
    let lines = case.lines().skip(1).filter(|line| !line.starts_with("| "));
    let checked = lines.map(|line| {
        let (fragment, expected) = line.split_once("=>").unwrap();
        let found = named(fragment.trim_end()).map_or("", |span| span.of(&text));
        let escaped = found.replace('\n', "\\n").replace('\u{a0}', "\\u{a0}");
        let escaped = escaped.replace('\u{ad}', "\\u{ad}").replace('\u{301}', "\\u{301}");
        assert_eq!(escaped, expected.trim_start(), "{fragment}");
    });
    checked.count()
}

#[test]
fn fragments_name_what_the_specification_says() {
    assert_eq!(cases(CASES).map(check).sum::<usize>(), 37);
}

fn check_passage(case: &str) {
    let (marked, _) = page(case);
    let text = marked.replace(['[', ']'], "");
    let start = marked.find('[').unwrap();
    let span = ByteSpan::new(start, marked.find(']').unwrap() - 1);
    let mut blocks = Vec::new();
    for block in text.split("\n\n").filter(|block| !block.is_empty()) {
        let start = block.as_ptr() as usize - text.as_ptr() as usize;
        blocks.push(ByteSpan::new(start, start + block.len()));
    }
    let page = Page::new(&text, &blocks);
    let directive = page.directive(span).map(|directive| directive.write());
    let expected = case.lines().last().filter(|line| *line != "-").map(|line| format!(":~:text={line}"));
    assert_eq!(directive, expected, "{case}");
}

#[test]
fn a_passage_is_named_as_shortly_as_can_be() {
    assert_eq!(cases(PASSAGES).map(check_passage).count(), 13);
}

#[test]
fn whatever_is_named_is_found() {
    let mut named = 0;
    for seed in 0..200 {
        let text = crate::generate::text(seed);
        let document = newsgloss::document::plain::parse(text.as_str());
        let blocks = document.block_spans();
        let page = Page::new(&text, &blocks);
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        for pair in starts.chunks_exact(13).take(20) {
            let span = ByteSpan::new(pair[0], pair[11]);
            let Some(directive) = page.directive(span) else { continue };
            let fragment = directive.write();
            assert_eq!(TextDirective::read(&fragment), std::slice::from_ref(&directive), "{fragment}");
            let found = page.find(&directive).unwrap();
            assert!(found.overlaps(span), "{fragment} in {text:?}");
            named += 1;
        }
    }
    assert!(named > 1_000, "{named}");
}

#[test]
fn hostile_texts_and_fragments_take_no_time() {
    for piece in ["a", "a ", "ab", "a,", "漢", "a\u{301}", "\u{ad}"] {
        let text = piece.repeat(300_000);
        let page = Page::new(&text, &[ByteSpan::new(0, text.len())]);
        let term = piece.replace(',', "%2C").repeat(2_000);
        for fragment in [format!("{term}-,{term},{term},-{term}"), format!("{term},-b"), format!("{term},b")] {
            for directive in TextDirective::read(&format!(":~:text={fragment}")) {
                let found = page.find(&directive);
                assert!(found.is_none_or(|span| span.end <= text.len()));
            }
        }
        let middle = text.len() / piece.len() / 2 * piece.len();
        assert!(
            page.directive(ByteSpan::new(middle, middle + 40 * piece.len()))
                .is_none_or(|found| !found.start.is_empty())
        );
    }
    assert!(Page::new("", &[]).directive(ByteSpan::new(0, 0)).is_none());
}
