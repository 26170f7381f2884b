//! The words of a block, each with what it can be in a clause that says who spoke.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::span::ByteSpan;
use crate::text::{Passage, TokenKind};

/// What a word can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A verb that says that something is said, in the present or past: `says`, `said`.
    Cue,
    /// The same as a participle: `saying`.
    Participle,
    /// A pronoun that may be a subject.
    Pronoun,
    /// `who`, `which`, `that`.
    Relative,
    /// An article, a possessive pronoun, a number word: the start of a noun phrase.
    Determiner,
    /// A preposition or conjunction.
    Link,
    /// A form of be.
    Be,
    /// Another auxiliary, or an adverb: it may stand between subject and verb.
    Between,
    /// A day of the week or a month.
    Calendar,
    /// `,`
    Comma,
    /// Another mark.
    Mark,
    /// Any other word.
    Other,
}

/// A word of a block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) span: ByteSpan,
    pub(super) class: Class,
    /// Which of the block's sentences it is in.
    pub(super) sentence: usize,
}

/// The words that have a class of their own.
#[derive(Debug)]
pub(super) struct Lexicon {
    classes: HashMap<String, Class>,
}

/// Verbs of saying, a line each; the lines that begin with `#` say where they come from.
const CUES: &str = include_str!("cues.txt");

const CLOSED: [(Class, &str); 8] = [
    (Class::Pronoun, "he she they i we it you"),
    (Class::Relative, "who which that"),
    (Class::Determiner, "the a an his her their its our my this these those one another some many several both no"),
    (
        Class::Link,
        "of in on at for by with from to and or but as if when while after before because since about during over \
         under through into against than despite whether so though although until amid among where what how why",
    ),
    (Class::Be, "is was are were be been being am 's 're ’s ’re"),
    (
        Class::Between,
        "has have had will would could should may might must can did does do also then later never once again still \
         already even just now not n't n’t often later further famously reportedly recently earlier 'd 've 'll ’d ’ve ’ll instead \
         simply yesterday today always ever soon again meanwhile too",
    ),
    (
        Class::Calendar,
        "monday tuesday wednesday thursday friday saturday sunday january february march april june july august \
         september october november december jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec.",
    ),
    (Class::Comma, ","),
];

/// Bytes of the longest word that has a class.
const LONGEST: usize = 24;

impl Lexicon {
    /// The lexicon, which is made when it is first needed.
    pub(super) fn get() -> &'static Lexicon {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);
        &LEXICON
    }

    fn new() -> Self {
        let mut classes = HashMap::new();
        for line in CUES.lines().filter(|line| !line.starts_with('#')) {
            for (form, class) in forms(line) {
                classes.insert(form, class);
            }
        }
        for (class, words) in CLOSED {
            classes.extend(words.split_whitespace().map(|word| (word.to_owned(), class)));
        }
        Lexicon { classes }
    }

    /// The words of a passage of `text`.
    pub(super) fn words(&self, text: &str, passage: &Passage) -> Vec<Word> {
        let mut words = Vec::with_capacity(passage.tokens().len());
        for (sentence, tokens) in passage.sentences().enumerate() {
            words.extend(tokens.iter().map(|token| Word {
                span: token.span,
                class: self.class(token.span.of(text), token.kind),
                sentence,
            }));
        }
        call_idioms(text, &mut words);
        words
    }

    fn class(&self, word: &str, kind: TokenKind) -> Class {
        let mut buffer = [0; LONGEST];
        if let Some(lower) = buffer.get_mut(..word.len()) {
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            if let Some(&class) = std::str::from_utf8(lower).ok().and_then(|lower| self.classes.get(lower)) {
                return class;
            }
        }
        match kind {
            TokenKind::Punctuation | TokenKind::Symbol => Class::Mark,
            _ if word.ends_with("ly") && word.len() > 4 && word.starts_with(char::is_lowercase) => Class::Between,
            _ => Class::Other,
        }
    }
}

/// Makes a verb of saying of the `put` in `as Anna Lind put it`: nothing but a mark follows it.
fn call_idioms(text: &str, words: &mut [Word]) {
    for at in 2..words.len() {
        let [verb, object] = [at - 2, at - 1].map(|at| words[at].span.of(text));
        let ends = matches!(words[at].class, Class::Comma | Class::Mark);
        if ends && matches!(verb, "put" | "puts") && object == "it" {
            words[at - 2].class = Class::Cue;
        }
    }
}

/// The forms of a verb of saying but the base, which is an infinitive or a noun as often as not.
fn forms(line: &str) -> Vec<(String, Class)> {
    let listed: Vec<&str> = line.split_whitespace().collect();
    let class = |form: &str| if form.ends_with("ing") { Class::Participle } else { Class::Cue };
    if let [base] = listed[..] {
        let stem = base.strip_suffix('e').unwrap_or(base);
        let third = if base.ends_with("ss") || base.ends_with("sh") { format!("{base}es") } else { format!("{base}s") };
        return vec![(third, Class::Cue), (format!("{stem}ed"), Class::Cue), (format!("{stem}ing"), Class::Participle)];
    }
    listed.iter().skip(1).map(|&form| (form.to_owned(), class(form))).collect()
}
