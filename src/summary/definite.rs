//! Nouns and names that an earlier sentence introduces: `the actor`, after one that names him, or `Holt`, after `Karin
//! Holt`.
//!
//! A noun that says which one is meant (`the actor who played Lear`) needs no introduction, nor does a name that the
//! article never gives in full. Any other is understood after a sentence that has the same word, or after the headline; a
//! noun that no sentence before has, most likely after the sentence before it.

use super::antecedent::{STANDS_FOR, is_from_somewhere};
use super::candidate::Candidate;
use super::readable::without_clitic;
use super::terms::{Numbering, Word, is_particle, term};
use crate::sort;

/// The nouns and names of one sentence.
#[derive(Debug, Default)]
pub(super) struct Definites {
    /// The terms that lean on an earlier use; [`settle`] leaves out those that do not.
    pub(super) leaning: Vec<(u64, Kind)>,
    /// The terms of names of more than one word.
    full: Vec<u64>,
}

/// What leans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A noun with `the`, which may stand for something named by another word.
    Noun,
    /// One word of a name, such as a surname.
    Name,
}

/// Words after a noun that say which one is meant.
#[rustfmt::skip]
const SAYS_WHICH: &[&str] = &[
    "about", "against", "among", "at", "behind", "between", "by", "called", "in", "involving", "known", "named", "of",
    "that", "to", "where", "which", "who", "whose", "with",
];

/// Nouns that a sentence may open with though nothing has introduced them: there is one, or it is the reader's own.
#[rustfmt::skip]
const UNIQUE: &[&str] = &[
    "answer", "chancellor", "church", "dollar", "economy", "euro", "future", "government", "idea", "internet", "king",
    "majority", "market", "markets", "media", "military", "moon", "nation", "news", "opposition", "past", "police",
    "poor", "pope", "pound", "president", "press", "problem", "public", "queen", "reason", "rest", "rich", "state",
    "sun", "truth", "war", "weather", "world",
];

/// How many words a noun with those before it has at most.
const LONGEST_RUN: usize = 4;

impl Definites {
    /// Reads a sentence of these words.
    pub(super) fn read(text: &str, words: &[Word]) -> Self {
        let mut definites = Definites::default();
        for the in (0..words.len()).filter(|&at| words[at].folded == "the") {
            let Some(head) = head(text, words, the + 1) else { continue };
            let noun = bare_term(&words[head]);
            let opens = the == 0 && !UNIQUE.contains(&words[head].folded.as_str());
            let again = || words[..the].iter().any(|word| bare_term(word) == noun);
            if (opens || is_stand_in(text, &words[head])) && !says_which(text, words, head) && !again() {
                definites.leaning.push((noun, Kind::Noun));
            }
        }
        definites.read_names(text, words);
        definites
    }

    fn read_names(&mut self, text: &str, words: &[Word]) {
        let is_name = |word: &Word| {
            // The last part tells of `al-Halim`.
            let last = word.span.of(text).rsplit('-').next();
            !word.is_function && last.is_some_and(|part| part.starts_with(char::is_uppercase))
        };
        let joined = |pair: &[Word]| &text[pair[0].span.end..pair[1].span.start] == " ";
        let mut at = 0;
        while let Some(first) = words.get(at) {
            // A name goes on over small words: `Emil von Brandt`, `Omar al-Halim`.
            let goes_on = |pair: &&[Word]| joined(pair) && (is_name(&pair[1]) || is_particle(&pair[1].folded));
            let more = if is_name(first) { words[at..].windows(2).take_while(goes_on).count() } else { 0 };
            let name = || words[at..=at + more].iter().filter(|word| is_name(word)).map(bare_term);
            if name().count() > 1 {
                self.full.extend(name());
            } else {
                self.leaning.extend(name().filter(|name| !self.full.contains(name)).map(|name| (name, Kind::Name)));
            }
            at += more + 1;
        }
    }
}

/// The term of a word without what is written together with it.
fn bare_term(word: &Word) -> u64 {
    let bare = without_clitic(&word.folded);
    if bare.len() == word.folded.len() { word.term } else { term(bare) }
}

/// The noun of the run of words that begins at `from`: the last one before a function word, a mark or what looks like a
/// verb. A name is none, unless it says where somebody is from.
fn head(text: &str, words: &[Word], from: usize) -> Option<usize> {
    let ends = |at: usize| {
        let Some(next) = words.get(at + 1) else { return true };
        next.is_function
            || !matches!(&text[words[at].span.end..next.span.start], " " | "-")
            || words[at].folded.contains(['\'', '’'])
            || next.folded.ends_with("ed")
            || next.folded.ends_with("ly")
    };
    let mut run = (from..words.len().min(from + LONGEST_RUN)).take_while(|&at| !words[at].is_function);
    let head = run.find(|&at| ends(at))?;
    let noun = words[head].span.of(text);
    (noun.starts_with(char::is_lowercase) || is_from_somewhere(noun)).then_some(head)
}

/// Whether what follows the noun says which one is meant, or names it.
fn says_which(text: &str, words: &[Word], head: usize) -> bool {
    let Some(next) = words.get(head + 1) else { return false };
    let between = &text[words[head].span.end..next.span.start];
    let says = SAYS_WHICH.contains(&next.folded.as_str());
    let named = next.span.of(text).starts_with(char::is_uppercase);
    says && between == " " || named && matches!(between, " " | ", ") || between.contains(['"', '“', '‘', '(', ':'])
}

/// English nouns that, with `the`, often stand for somebody or something named by another word; those that do so where
/// a sentence opens with them, and the plurals, are not among them.
#[rustfmt::skip]
const STAND_INS: &[&str] = &[
    "actor", "actress", "aircraft", "album", "app", "area", "army", "article", "artist", "athlete", "author", "band",
    "battle", "blaze", "book", "boxer", "brother", "building", "campaign", "candidate", "captain", "case", "celebrity",
    "ceremony", "champion", "channel", "chef", "child", "coach", "collision", "comedian", "community", "competition",
    "concert", "contest", "controversy", "cyclist", "daughter", "deal", "defendant", "defender", "designer", "device",
    "director", "discovery", "disease", "dispute", "doctor", "document", "dog", "drama", "earthquake", "episode",
    "exhibition", "experience", "explosion", "facility", "father", "festival", "fight", "film", "filmmaker", "fire",
    "footage", "footballer", "force", "gunman", "house", "husband", "image", "investigation", "island", "issue", "jet",
    "journalist", "journey", "killer", "killing", "lawsuit", "lawyer", "letter", "list", "magazine", "match",
    "message", "militant", "minister", "mother", "movie", "murder", "musician", "network", "newspaper", "novel",
    "officer", "official", "painting", "park", "passenger", "person", "photograph", "photographer", "pilot", "plane",
    "player", "policy", "politician", "post", "producer", "program", "programme", "project", "protest", "publication",
    "quake", "question", "race", "rally", "rapper", "region", "report", "researcher", "restaurant", "scandal",
    "school", "scientist", "senator", "series", "ship", "shooter", "shot", "show", "singer", "sister", "site",
    "soldier", "son", "song", "speech", "star", "statement", "storm", "story", "striker", "student", "study",
    "surgery", "survey", "teacher", "team", "technology", "teen", "thief", "tournament", "trial", "trip", "university",
    "vehicle", "vessel", "virus", "website", "wife", "winner", "worker", "writer",
];

fn is_stand_in(text: &str, noun: &Word) -> bool {
    let bare = without_clitic(&noun.folded);
    if bare == "country" {
        // Most often the one that the report is from: `around the country`.
        return false;
    }
    let single = bare.strip_suffix('s').unwrap_or(bare);
    [bare, single].iter().any(|noun| STAND_INS.binary_search(noun).is_ok() || STANDS_FOR.contains(noun))
        || bare.ends_with("-year-old")
        || is_from_somewhere(noun.span.of(text))
}

/// Leaves, of what leans in each sentence, what an earlier one has introduced. A sentence with a noun that stands for
/// something named by another word points at the one before it. `title` are the headline's terms, ascending.
pub(super) fn settle(sentences: &mut [&mut Candidate], title: &[u64]) {
    let numbering = Numbering::new(sentences.iter().flat_map(|sentence| sentence.leaning()).collect());
    // Whether the first sentence with the term has it in a name of more than one word.
    let mut first = vec![None; numbering.len()];
    for (at, sentence) in sentences.iter_mut().enumerate() {
        let mut leaning = std::mem::take(&mut sentence.definites.leaning);
        leaning.retain(|&(term, kind)| {
            let is_noun = kind == Kind::Noun;
            let first = first[numbering.number(term)];
            let told = title.binary_search(&term).is_ok();
            sentence.points |= !told && first.is_none() && is_noun && at > 0;
            !told && first.is_some_and(|in_full| in_full || is_noun)
        });
        sort::by_key(&mut leaning, |(term, _)| *term);
        leaning.dedup_by_key(|(term, _)| *term);
        sentence.definites.leaning = leaning;
        for &term in &sentence.terms {
            if let Some(number) = numbering.find(term) {
                first[number].get_or_insert(sentence.definites.full.contains(&term));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::plain;
    use crate::summary::candidate;

    /// For each sentence of a text how many of its nouns and names lean on an earlier one, and whether it points at the
    /// one before it.
    fn leaning(text: &str, title: &[u64]) -> Vec<(usize, bool)> {
        let candidates = candidate::gather(&plain::parse(text), title);
        candidates.iter().map(|candidate| (candidate.leaning().count(), candidate.points)).collect()
    }

    #[test]
    fn the_list_is_sorted() {
        assert!(STAND_INS.is_sorted());
    }

    #[test]
    fn a_noun_leans_on_the_sentence_that_introduces_it() {
        let introduced = "Judges in Lindau have asked for a survey. ";
        let check = |rest: &str, leans: usize| {
            let text = format!("{introduced}{rest}");
            assert_eq!(leaning(&text, &[])[1], (leans, false), "{rest}");
        };
        check("While the survey is common, most courts have none.", 1);
        check("Most courts have never asked for the secret survey.", 1);
        check("Most courts have never asked for the survey of May.", 0);
        check("Most courts that had a survey have stopped the survey.", 0);
        check("Most courts in the country have closed their doors.", 0);
        let title = &[term("survey")];
        assert_eq!(leaning(&format!("{introduced}While the survey is common, most have none."), title)[1].0, 0);
        let known = "The weather in Lindau was bad for weeks. Farmers say that the weather has ruined all their wheat.";
        assert_eq!(leaning(known, &[])[1].0, 0);
    }

    #[test]
    fn a_sentence_that_opens_with_a_noun_nobody_has_named_points_at_the_one_before() {
        let check = |sentence: &str, points: bool| {
            let text = format!("Karin Holt was in Lindau for all of May. {sentence}");
            assert_eq!(leaning(&text, &[])[1], (0, points), "{sentence}");
        };
        check("The tiny probe has been silent for weeks.", true);
        check("The confirmed deaths, as judges say, are few.", true);
        check("The probe that judges sent has been silent for weeks.", false);
        check("The government has been silent for weeks.", false);
        check("Judges say the tiny probe has been silent for weeks.", false);
    }

    #[test]
    fn a_noun_that_stands_for_another_word_points_at_the_sentence_before() {
        let check = |sentence: &str, points: bool| {
            let text = format!("Karin Holt was in Lindau for all of May. {sentence}");
            assert_eq!(leaning(&text, &[])[1], (0, points), "{sentence}");
        };
        check("Judges praised the young actor for what was done.", true);
        check("Judges praised the great American after the race of the year.", true);
        check("Judges praised the actor Emil Brandt for what was done.", false);
        check("Judges praised the actor who played Lear in May.", false);
    }

    #[test]
    fn a_surname_leans_on_the_full_name() {
        let text =
            "Judges praised Karin Holt of Lindau last week. It was raining on that day when Holt came to the court.";
        assert_eq!(leaning(text, &[])[1].0, 1);
        let text =
            "Judges praised Holt of Lindau all through last week. It was raining all day when Holt came to court.";
        assert_eq!(leaning(text, &[])[1].0, 0);
        let text =
            "Judges praised Emil von Brandt and Omar al-Halim. It was raining when al-Halim met Brandt in court.";
        assert_eq!(leaning(text, &[])[1].0, 2);
    }
}
