//! Nasty text, the same for the same seed on every machine: scraps of news mixed with whatever breaks text handling.

/// A stream of numbers (SplitMix64: Steele, Lea and Flood, *Fast Splittable Pseudorandom Number Generators*, 2014).
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) fn new(seed: u64) -> Self {
        Numbers(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 to `limit` - 1.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap()
    }

    /// One of `choices`.
    pub(crate) fn pick<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[self.below(choices.len())]
    }
}

/// A text: from nothing to some hundreds of scraps.
pub(crate) fn text(seed: u64) -> String {
    let mut numbers = Numbers::new(seed);
    let longest = [1, 3, 12, 60, 200][numbers.below(5)];
    // Some texts are mostly news with a flaw or two, some are mostly flaws.
    let flaws = [1, 10, 50, 90][numbers.below(4)];
    let mut text = String::new();
    for _ in 0..numbers.below(longest + 1) {
        scrap(&mut numbers, flaws, &mut text);
    }
    text
}

/// Adds one scrap; `flaws` in a hundred are nasty.
fn scrap(numbers: &mut Numbers, flaws: usize, text: &mut String) {
    if numbers.below(100) >= flaws {
        text.push_str(numbers.pick(NEWS));
        text.push_str(numbers.pick(GLUE));
        return;
    }
    match numbers.below(4) {
        0 => text.push_str(numbers.pick(ODD_CHARACTERS)),
        1 => text.push_str(numbers.pick(ODD_TEXTS)),
        2 => text.push_str(&numbers.pick(RUNS).repeat(1 + numbers.below(60))),
        _ => text.extend(any_character(numbers)),
    }
}

/// Any character at all, from the planes that hold some.
fn any_character(numbers: &mut Numbers) -> Option<char> {
    let limit = [0x80, 0x800, 0x1_0000, 0x11_0000][numbers.below(4)];
    char::from_u32(u32::try_from(numbers.below(limit)).unwrap())
}

/// What stands between two scraps of news.
const GLUE: &[&str] = &[" ", " ", " ", "", "\n", "\n\n", "\n\n", "\r\n\r\n", "\r", "\t", "  ", "\u{a0}", "\n \t\n"];

/// Scraps of news, in the shapes that the parser knows.
#[rustfmt::skip]
const NEWS: &[&str] = &[
    "Council approves new harbour bridge", "by Anna Lind", "By ANNA LIND and OLA BERG, Staff Writers", "By. Anna Lind.",
    "LINDAU (Reuters) –", "LINDAU, Sweden (AP) —", "(CNN) --", "OSTWICK, Oct. 25 (Xinhua) --", "LINDAU | AFP |",
    "The council of Lindau approved the bridge on Tuesday, Jan. 7, 2022.", "He said it would cost $4.5 million.",
    "“We are glad,” said Mayor Karin Holt, 52.", "“We are glad. We have waited", "for this,” she said. declared.",
    "However, the U.S. and the E.U. disagreed at 9 a.m. on Friday.", "BUILDING CONTRACTS", "Background:",
    "- The first point", "• The second point", "3. The third point", "1990s 2,500 76.7 per cent", "> quoted line",
    "(Reporting by Anna Lind; editing by Ola Berg)", "Read more", "Source link -87", "Scroll down for video",
    "Photo: A bridge. (AP Photo/Ola Berg)", "© 2022 The Lindau Post. All rights reserved.", "PUBLISHED: 14:11 EST",
    "Mr. J. R. Smith Jr. of Acme Inc. met Gen. al-Sisi (right) ...", "What next?", "What next?!\"", "https://example.org/a?b=c#d",
    "anna@example.org", "# A Markdown heading", "**bold** and _slanted_", "[link](https://example.org)", "Updated January 7, 2022",
];

/// Characters that end lines, join, hide, turn round or combine.
#[rustfmt::skip]
const ODD_CHARACTERS: &[&str] = &[
    "\r", "\n", "\r\n", "\t", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}", "\0", "\u{1}", "\u{1b}[31m", "\u{7f}",
    "\u{feff}", "\u{200b}", "\u{200d}", "\u{2060}", "\u{ad}", "\u{fffd}", "\u{ffff}", "\u{e000}", "\u{f8ff}", "\u{10ffff}",
    "\u{202e}", "\u{202c}", "\u{2066}", "\u{2069}", "\u{200f}", "\u{301}", "\u{fe0f}", "\u{20e3}", "\u{3000}", "\u{2009}",
    "\"", "“", "”", "‘", "’", "'", "«", "»", "„", "「", "」", "``", "''", "(", ")", "[", "]", "{", "}", "—", "–", "-", "_",
    ".", "…", "...", "。", "؟", "!", "?", ";", ":", ",", "|", "*", "#", ">", "<", "&", "&amp;", "\\", "/", "%", "$", "€",
];

/// Short texts of many scripts, and what is not text.
#[rustfmt::skip]
const ODD_TEXTS: &[&str] = &[
    "👩‍👩‍👧‍👦", "🇰🇿🇸🇪🇰", "👍🏽", "e\u{301}\u{302}\u{303}", "Z̸͓͐ä̵́l̷̈g̶o", "ﬁnance", "İstanbul", "ẞ", "ΟΔΟΣ", "ǅ", "K", "①②", "½",
    "新しい橋が完成した。市は月曜日に公開した。", "新华社北京电", "서울 (연합뉴스) -", "ประเทศไทยเปิดสะพานใหม่", "שלום עולם.",
    "افتتحت المدينة جسرا جديدا.", "नई दिल्ली में पुल खुला।", "Москва открыла мост.", "Việt Nam", "ǃXóõ",
    "<script>alert('x')</script>", "<p>", "</div><!--", "]]>", "&lt;b&gt;&#0;", "{{ x }}", "%s%n", "'; DROP TABLE names; --",
    "\u{feff}\u{feff}", "\u{202e}evil\u{202c}", "data:text/html,<b>", "NaN", "-0", "1e999", "99999999999999999999999",
];

/// What comes again and again, without an end.
#[rustfmt::skip]
const RUNS: &[&str] = &[
    "a", "A", "word ", "Word ", "漢", "🙂", "\u{301}", "\u{200d}", "\"", "“", "” ", "(", ")", ".", ". ", "? ", "-", "\n", " ",
    "\r", "1", "1,", "1. ", "Mr. ", "U.S. ", "' ", "He said. ", "\u{a0}", "A. ", "\u{feff}", "# ", "- ", "<b>", "/", "@",
];

#[test]
fn a_seed_gives_one_text() {
    assert_eq!(text(3), text(3));
    assert_ne!(text(3), text(4));
}

#[test]
fn texts_are_empty_short_and_long() {
    let lengths: Vec<usize> = (0..200).map(|seed| text(seed).len()).collect();
    assert!(lengths.contains(&0));
    assert!(lengths.iter().any(|&length| (1..20).contains(&length)));
    assert!(lengths.iter().any(|&length| length > 5_000));
}
