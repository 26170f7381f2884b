//! Nouns and times that stand for something named before: `the company`, `that day`, `these jellyfish`.

use super::readable::{TIMES, without_clitic};
use super::terms::{Word, is_stop_word};

/// English nouns that with `the` and nothing else stand for something named before: a body, a place, people, or a deed.
/// What there is one of wherever the article is set (`the government`, `the police`) is not among them.
#[rustfmt::skip]
pub(super) const STANDS_FOR: &[&str] = &[
    "accident", "agency", "airline", "animal", "animals", "announcement", "attack", "bill", "boy", "boys", "charity", "city",
    "club", "company", "conflict", "country", "couple", "crash", "creature", "creatures", "decision", "driver", "duo",
    "event", "firm", "girl", "girls", "group", "incident", "legislation", "man", "measure", "men", "move", "organisation", "organization", "pair",
    "photo", "photos", "picture", "pictures", "shooting", "suspect", "suspects", "teenager", "tragedy",
    "trio", "town", "verdict", "victim", "victims", "video", "village", "woman", "women",
];

/// Words after such a noun that say which one is meant: `the company behind the game`, `the man who fell`.
#[rustfmt::skip]
const SAYS_WHICH: &[&str] = &[
    "accused", "at", "behind", "between", "by", "called", "for", "from", "in", "known", "named", "of", "on", "that",
    "to", "where", "which", "who", "whose", "with",
];

/// Words that stand before such a noun where a sentence opens with when or where something was.
const BEFORE_STAND_IN: &[&str] = &["after", "amid", "before", "despite", "during", "following", "since"];

/// Whether the sentence opens with a noun that stands for something named before: `The company said …`, `After the
/// attack …`, but not `The company, Acme, said …`, which names it itself.
pub(super) fn opens_with_stand_in(text: &str, words: &[Word]) -> bool {
    let after = if opens_with_part(words) {
        2
    } else {
        usize::from(words.first().is_some_and(|word| BEFORE_STAND_IN.contains(&word.folded.as_str())))
    };
    let [the, noun, next, ..] = &words[after..] else { return false };
    let bare = without_clitic(&noun.folded);
    if the.folded != "the" {
        return false;
    }
    let between = &text[noun.span.end..next.span.start];
    let named = next.span.of(text).starts_with(char::is_uppercase);
    if is_from_somewhere(noun.span.of(text)) {
        return !named && (between != " " || is_verb(&next.folded));
    }
    (STANDS_FOR.contains(&bare) || bare.ends_with("-year-old"))
        && !SAYS_WHICH.contains(&next.folded.as_str())
        && !(named && (after == 0 || !between.starts_with(',')))
        && !(after == 0 && between.starts_with(','))
        && !between.starts_with([':', '(', '-'])
}

/// Whether the sentence opens with some of those that were named before: `One of the suspects …`
fn opens_with_part(words: &[Word]) -> bool {
    const SHARES: &[&str] = &["all", "both", "each", "four", "many", "most", "none", "one", "some", "three", "two"];
    matches!(words, [share, of, ..] if of.folded == "of" && SHARES.contains(&share.folded.as_str()))
}

/// Whether a word says where someone is from, as a name for that one: `the Dutchman`, `the Australian`.
pub(super) fn is_from_somewhere(word: &str) -> bool {
    const ENDINGS: &[&str] = &["ian", "ean", "man", "ican", "ard", "woman"];
    const BODIES: &[&str] = &["Guardian", "Republican", "Standard", "Vatican"];
    const OTHERS: &[&str] =
        &["Briton", "Croat", "Czech", "Dane", "Finn", "Pole", "Scot", "Serb", "Swede", "Swiss", "Turk"];
    word.starts_with(char::is_uppercase)
        && (OTHERS.contains(&word) || ENDINGS.iter().any(|ending| word.ends_with(ending)))
        && !BODIES.contains(&word)
}

/// Whether a word that stands after a noun is its verb.
pub(super) fn is_verb(word: &str) -> bool {
    #[rustfmt::skip]
    const VERBS: &[&str] = &[
        "also", "beat", "had", "has", "is", "left", "made", "said", "says", "then", "told", "took", "was", "went", "will", "won",
        "would",
    ];
    VERBS.contains(&word) || word.ends_with("ed") || word.ends_with("es")
}

/// How far into a sentence `this` and `these` point back: later, what they mean has mostly been said in it.
const NEAR: usize = 7;

/// Whether something near the beginning is pointed at that was named before: `Too bad that this trove of advice …`
pub(super) fn points_back(words: &[&str]) -> bool {
    let near = &words[..words.len().min(NEAR)];
    near.windows(2).any(|pair| matches!(pair[0], "this" | "these") && !TIMES.contains(&pair[1]))
        || words.windows(2).any(|pair| matches!(pair[0], "this" | "these") && pair[1] == "same")
        || near.windows(2).any(|pair| pair[0] == "that" && matches!(pair[1], "kind" | "sort"))
        || near.windows(3).any(|run| {
            run[1] == "that" && PREPOSITIONS.contains(&run[0]) && !is_stop_word(run[2]) && !TIMES.contains(&run[2])
        })
}

/// After one of these `that` joins no clause: it points.
pub(super) const PREPOSITIONS: &[&str] = &["about", "at", "by", "for", "from", "in", "like", "of", "on", "to", "with"];

/// How far into a sentence `that day` points back.
const NEAR_TIME: usize = 14;

/// Whether a time is pointed at that the sentence does not say: `He was wounded that day.`
pub(super) fn points_to_a_time(words: &[&str]) -> bool {
    let near = &words[..words.len().min(NEAR_TIME)];
    let Some(at) = near.windows(2).position(|pair| {
        pair[0] == "that" && matches!(pair[1], "day" | "night" | "morning" | "afternoon" | "evening" | "week" | "month")
    }) else {
        return false;
    };
    let tells = |word: &&str| word.contains(|c: char| c.is_ascii_digit()) || word.ends_with("day") || *word == "when";
    !words[..at].iter().any(tells)
}

/// Whether the sentence has one of these pronouns for several and nobody before it who could be meant: `Anna Lind made
/// them in her garden.` `own` are the words to look at: most often those outside quotations.
pub(super) fn lacks_those_meant(text: &str, words: &[Word], own: &[usize], pronouns: &[&str]) -> bool {
    let Some(at) = own.iter().position(|&i| pronouns.contains(&without_clitic(&words[i].folded))) else { return false };
    !own[..at].iter().any(|&i| may_be_many(words[i].span.of(text)))
}

/// Whether a word may be more than one: a plural, or what joins two.
pub(super) fn may_be_many(word: &str) -> bool {
    const MANY: &[&str] = &["and", "children", "men", "people", "police", "they", "their", "those", "who", "women"];
    MANY.contains(&word)
        || word.len() > 3
            && word.ends_with('s')
            && !is_stop_word(word)
            && !["ss", "is", "us"].iter().any(|end| word.ends_with(end))
            && !word.ends_with("'s")
            && !word.ends_with("’s")
}
