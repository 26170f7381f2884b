//! Tokens against cases, and the laws of spans over any text.

use newsgloss::ByteSpan;
use newsgloss::text::{Token, TokenKind, sentences, tokenize};
use unicode_segmentation::UnicodeSegmentation;

fn whole(text: &str) -> ByteSpan {
    ByteSpan::new(0, text.len())
}

fn words<'t>(text: &'t str, tokens: &[Token]) -> Vec<&'t str> {
    tokens.iter().map(|token| token.span.of(text)).collect()
}

#[test]
fn tokens_are_those_of_the_cases() {
    let lines: Vec<_> =
        include_str!("../cases/tokens.txt").lines().filter(|l| !l.is_empty() && !l.starts_with("# ")).collect();
    let (cases, rest) = lines.as_chunks::<2>();
    assert!(cases.len() >= 80 && rest.is_empty());
    for [text, expected] in cases {
        assert_eq!(words(text, &tokenize(text, whole(text))).join(" | "), *expected, "in {text:?}");
    }
}

#[test]
fn kinds_follow_what_a_token_holds() {
    let check = |kind, text: &str| {
        for token in tokenize(text, whole(text)) {
            assert_eq!(token.kind, kind, "{:?}", token.span.of(text));
        }
    };
    check(
        TokenKind::Word,
        "Kazakhstan al-Qaida U.S. 's n't G20 30-year-old 3D 18F Côte 東京 @jack #tag a@b.org www.x.org",
    );
    check(TokenKind::Number, "7 2,500 76.7 1990s '70s 19th 5bn 1.2m 10:30 9/11 6-4 ½ ² ٣");
    check(TokenKind::Punctuation, ". , ; : ! ? … ... -- – ( ] “ ’ « / 。 、 ؟ । •");
    check(TokenKind::Symbol, "$ % & + # @ € ° © 🙂 👩‍👩‍👧 \u{200B} \u{0}");
}

/// Only the span is looked at: what stands outside it changes nothing.
#[test]
fn a_span_is_read_as_if_it_were_alone() {
    let text = "was not.The U.S. The 2,500 men’s a@b.org “so”. End";
    let bounds: Vec<_> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    for (i, &start) in bounds.iter().enumerate() {
        for &end in &bounds[i..] {
            let (span, alone) = (ByteSpan::new(start, end), &text[start..end]);
            assert_eq!(words(text, &tokenize(text, span)), words(alone, &tokenize(alone, whole(alone))));
            let inside: Vec<_> = sentences(text, span).into_iter().map(|sentence| sentence.of(text)).collect();
            let by_itself: Vec<_> = sentences(alone, whole(alone)).into_iter().map(|s| s.of(alone)).collect();
            assert_eq!(inside, by_itself);
        }
    }
}

// ---- the laws ----------------------------------------------------------------------------------------------------------

/// Spans lie in the text on character boundaries, are in order, do not overlap, hold something, neither start nor end
/// with white space, and leave out nothing but white space.
fn check_spans(text: &str, spans: impl Iterator<Item = ByteSpan>) {
    let mut end = 0;
    for span in spans {
        assert!(end <= span.start && span.start < span.end && span.end <= text.len(), "{span:?} in {text:?}");
        assert_eq!(text[end..span.start].trim(), "", "left out of {text:?}");
        assert_eq!(span.trim(text), Some(span), "white space at an end, {span:?} in {text:?}");
        end = span.end;
    }
    assert_eq!(text[end..].trim(), "", "left out of {text:?}");
}

fn check_laws(text: &str) {
    let tokens = tokenize(text, whole(text));
    let sentences = sentences(text, whole(text));
    check_spans(text, tokens.iter().map(|token| token.span));
    check_spans(text, sentences.iter().copied());
    assert!(!tokens.iter().any(|token| token.span.of(text).contains(char::is_whitespace)), "in {text:?}");
    // Every sentence starts and ends with a token.
    let starts = |at: usize| tokens.binary_search_by_key(&at, |token| token.span.start).is_ok();
    let ends = |at: usize| tokens.binary_search_by_key(&at, |token| token.span.end).is_ok();
    assert!(sentences.iter().all(|s| starts(s.start) && ends(s.end)), "in {text:?}");
}

/// No token boundary inside a grapheme cluster, unless white space is what parts it.
fn check_graphemes(text: &str) {
    let clusters: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
    let spaced = |at: usize| text[..at].ends_with(char::is_whitespace) || text[at..].starts_with(char::is_whitespace);
    for Token { span, .. } in tokenize(text, whole(text)) {
        for at in [span.start, span.end] {
            assert!(clusters.binary_search(&at).is_ok() || spaced(at), "cut at {at} of {text:?}");
        }
    }
}

/// A small generator of pseudo-random numbers (Marsaglia's xorshift64), so that a failure can be repeated.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound
    }
}

/// What hurts: marks without a base, joiners, direction marks, broken quotes, half addresses, stops of all kinds.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "a", "I", "The", "U", "S", "n", "t", "s", "http://", "www.", "@", "#", ".com", "gov", "Mr", "No", "Ph", "st", "12",
    "7", "a.m.", "and", "said", ".", ".", ".", ",", ":", "/", "&", "_", "-", "--", "–", "'", "’", "‘", "`", "\"", "“",
    "”", "(", ")", "[", "]", "…", "?", "!", "•", "*", "$", "%", " ", " ", " ", " ", "\n", "\n\n", "\r\n", "\t", "\u{a0}",
    "\u{2028}", "\u{2029}", "\u{85}", "\u{0}", "\u{301}", "\u{200D}", "\u{200B}", "\u{200E}", "\u{202E}", "\u{FEFF}",
    "\u{AD}", "\u{FE0F}", "\u{20E3}", "é", "İ", "ß", "ﬁ", "漢", "字", "の", "。", "」", "「", "と", "ก", "ำ", "क", "्", "ि",
    "।", "ش", "؟", "ש", "״", "٣", "²", "½", "🙂", "👩", "🇰", "🇿", "🏽", "ℹ", "Ⓜ", "한", "ᄀ", "ᅡ", "𝒳", "\u{E0001}",
    "\u{600}", "\u{10FFFF}", "|", "<script>", "&amp;",
];

fn random_text(random: &mut Random) -> String {
    (0..random.below(24)).map(|_| PIECES[random.below(PIECES.len())]).collect()
}

#[test]
fn laws_hold_over_random_text() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for _ in 0..30_000 {
        let text = random_text(&mut random);
        check_laws(&text);
        check_graphemes(&text);
    }
}

#[test]
fn laws_hold_over_random_characters() {
    let mut random = Random(42);
    for _ in 0..3_000 {
        let text: String =
            (0..40).filter_map(|_| char::from_u32(u32::try_from(random.below(0x2_FFFF)).unwrap())).collect();
        check_laws(&text);
    }
}

/// Long texts without a place to rest. None may take time that grows faster than its length; were one quadratic, this
/// would not end in a time that anybody waits.
#[test]
fn laws_hold_over_endless_text() {
    let size = 1 << 18;
    #[rustfmt::skip]
    let nasty = [
        "a", ".", "a.", "A.", "U.S.", "aa.", "a@", "a-", "'", "n't", "@a", "#é", "www.", "http://a.b/(", "http://x)", "1,", "1.",
        "“", "”", "\"", "(", ")", "? ", "! ", "…", "\n", "\n\n", "• ", "- a\n", "1. a\n", " ", "a \u{301}", "\u{301}", "\u{200D}",
        "漢", "。", "」", "ก", "é.", "é-", "👩\u{200D}", "🇰", "\u{AD}", "[1]", "U.S. (", "A. “", "Mr. ", "No. ", "a.b.", "Gen.",
    ];
    for piece in nasty {
        check_laws(&piece.repeat(size / piece.len()));
    }
}

#[test]
fn nothing_comes_of_nothing() {
    for text in ["", " ", "\n\n \t\u{a0}\u{2003}"] {
        assert!(tokenize(text, whole(text)).is_empty());
        assert!(sentences(text, whole(text)).is_empty());
    }
}
