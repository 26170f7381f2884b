//! Nouns and names that an earlier sentence introduces: `the gap`, after one about `a gap`, or `Holt`, after `Karin Holt`.
//!
//! A noun that the article first uses with `the` needs no introduction (`the government`, `the weather`), nor does one
//! that says which one is meant (`the gap between them`), nor a name that the article never gives in full. Any other is
//! understood after a sentence that has the same word, or after the headline.

use super::antecedent::{STANDS_FOR, is_from_somewhere};
use super::candidate::Candidate;
use super::readable::without_clitic;
use super::terms::{Numbering, Word, term};
use crate::sort;

/// The nouns and names of one sentence.
#[derive(Debug, Default)]
pub(super) struct Definites {
    /// The terms that lean on an earlier use; [`settle`] leaves out those that do not.
    pub(super) leaning: Vec<(u64, Kind)>,
    /// Terms whose first use in the sentence is with `the`, or as a name of one word.
    known: Vec<u64>,
    /// The terms of names of more than one word.
    full: Vec<u64>,
}

/// What leans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A noun with `the`.
    Noun,
    /// One that may stand for something named by another word.
    StandIn,
    /// One word of a name, such as a surname.
    Name,
}

/// Words after a noun that say which one is meant.
#[rustfmt::skip]
const SAYS_WHICH: &[&str] = &[
    "about", "against", "among", "at", "behind", "between", "by", "called", "in", "involving", "known", "named", "of",
    "that", "to", "where", "which", "who", "whose", "with",
];

/// Words that mostly do, but not after what stands for something else: `the film on Monday`.
const MAY_SAY_WHICH: &[&str] = &["for", "from", "on"];

/// How many words a noun with those before it has at most.
const LONGEST_RUN: usize = 4;

impl Definites {
    /// Reads a sentence of these words.
    pub(super) fn read(text: &str, words: &[Word]) -> Self {
        let mut definites = Definites::default();
        for the in (0..words.len()).filter(|&at| words[at].folded == "the") {
            let Some(head) = head(text, words, the + 1) else { continue };
            let noun = bare_term(&words[head]);
            if words[..the].iter().any(|word| bare_term(word) == noun) {
                continue;
            }
            definites.known.extend(words[the + 1..=head].iter().map(bare_term));
            let kind = if is_stand_in(text, &words[head]) { Kind::StandIn } else { Kind::Noun };
            if !says_which(text, words, head, kind) {
                definites.leaning.push((noun, kind));
            }
        }
        definites.read_names(text, words);
        definites
    }

    fn read_names(&mut self, text: &str, words: &[Word]) {
        let is_name = |word: &Word| !word.is_function && word.span.of(text).starts_with(char::is_uppercase);
        let joined = |pair: &[Word]| pair.iter().all(is_name) && &text[pair[0].span.end..pair[1].span.start] == " ";
        for (at, word) in words.iter().enumerate().filter(|(_, word)| is_name(word)) {
            let name = bare_term(word);
            if at > 0 && joined(&words[at - 1..=at]) || at + 1 < words.len() && joined(&words[at..at + 2]) {
                self.full.push(name);
            } else if !self.full.contains(&name) {
                self.known.push(name);
                self.leaning.push((name, Kind::Name));
            }
        }
    }

    /// How a sentence that holds the term uses it.
    fn how(&self, term: u64) -> Use {
        if self.full.contains(&term) {
            Use::InFull
        } else if self.known.contains(&term) {
            Use::Known
        } else {
            Use::Bare
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
fn says_which(text: &str, words: &[Word], head: usize, kind: Kind) -> bool {
    let Some(next) = words.get(head + 1) else { return false };
    let between = &text[words[head].span.end..next.span.start];
    let word = next.folded.as_str();
    let says = SAYS_WHICH.contains(&word) || kind != Kind::StandIn && MAY_SAY_WHICH.contains(&word);
    let named = next.span.of(text).starts_with(char::is_uppercase);
    says && between == " " || named && matches!(between, " " | ", ") || between.contains(['"', '“', '‘', '(', ':'])
}

/// English nouns that, with `the`, often stand for somebody or something named by another word; those that do so where
/// a sentence opens with them, and the plurals, are not among them.
#[rustfmt::skip]
const STAND_INS: &[&str] = &[
    "actor", "actress", "adventurer", "aircraft", "airplane", "album", "app", "army", "article", "artist",
    "athlete", "author", "band", "battle", "billboard", "blaze", "blog", "book", "boxer", "brand", "brother",
    "building", "calculation", "campaign", "candidate", "captain", "carrier", "case", "celebrity", "ceremony", "champion",
    "channel", "chef", "child", "clip", "coach", "collision", "comedian", "comment", "community", "competition",
    "concert", "congressman", "contest", "controversy", "couple", "cyclist", "dancer", "deal", "defendant",
    "defender", "designer", "device", "director", "discovery", "disease", "dispute", "doctor", "document", "dog",
    "drama", "earthquake", "encounter", "entrepreneur", "episode", "exhibition", "experience", "explosion", "facility", "father",
    "festival", "fight", "film", "filmmaker", "fire", "footage", "footballer", "force", "fraternity", "gap",
    "gunman", "house", "image", "investigation", "island", "issue", "jet", "journalist", "journey", "killer",
    "killing", "lawmaker", "lawsuit", "lawyer", "letter", "list", "magazine", "match", "message", "midfielder", "militant",
    "militia", "minister", "missile", "monarch", "mother", "movie", "murder", "musician", "network", "newspaper",
    "notes", "novel", "object", "offender", "officer", "official", "painting", "park", "passenger", "pastor", "person",
    "philanthropist", "photograph", "photographer", "phrase", "pilot", "plane", "planet", "player", "plot",
    "policy", "politician", "post", "poster", "posting", "practice", "preacher", "procedure", "processor", "producer", "program",
    "programme", "project", "protest", "publication", "quake", "race", "rally", "rapper", "region", "remark",
    "report", "researcher", "resort", "restaurant", "rocker", "runner", "scandal", "school", "scientist", "senator",
    "series", "ship", "shooter", "shot", "show", "singer", "sitcom", "site", "skipper", "soldier", "song",
    "species", "speech", "star", "statement", "storm", "story", "striker", "student", "study", "substance",
    "surgery", "survey", "teacher", "team", "technology", "teen", "thief", "tournament", "trailer", "trial", "trio",
    "trip", "tune", "university", "vehicle", "vessel", "virus", "website", "winner", "worker", "writer",
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

/// How a term is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// As if the reader knew it: with `the`, or a name of one word.
    Known,
    /// In another way: `a gap`.
    Bare,
    /// In a name of more than one word.
    InFull,
}

/// Leaves, of what leans in each sentence, what an earlier one has introduced. A sentence with a noun that stands for
/// something named by another word points at the one before it. `title` are the headline's terms, ascending.
pub(super) fn settle(sentences: &mut [&mut Candidate], title: &[u64]) {
    let numbering = Numbering::new(sentences.iter().flat_map(|sentence| sentence.leaning()).collect());
    let mut first = vec![None; numbering.len()];
    for (at, sentence) in sentences.iter_mut().enumerate() {
        let mut leaning = std::mem::take(&mut sentence.definites.leaning);
        leaning.retain(|&(term, kind)| {
            if title.binary_search(&term).is_ok() {
                return false;
            }
            let first = first[numbering.number(term)];
            sentence.points |= first.is_none() && kind == Kind::StandIn && at > 0;
            match first {
                None => false,
                Some(Use::Known) => kind == Kind::StandIn,
                Some(Use::Bare) => kind != Kind::Name,
                Some(Use::InFull) => true,
            }
        });
        sort::by_key(&mut leaning, |(term, _)| *term);
        leaning.dedup_by_key(|(term, _)| *term);
        sentence.definites.leaning = leaning;
        for &term in &sentence.terms {
            if let Some(number) = numbering.find(term) {
                first[number].get_or_insert(sentence.definites.how(term));
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
        let introduced = "Judges in Lindau may ask for a judicial bypass. ";
        let check = |rest: &str, leans: usize| {
            let text = format!("{introduced}{rest}");
            assert_eq!(leaning(&text, &[])[1], (leans, false), "{rest}");
        };
        check("While the bypass is common, most courts have none.", 1);
        check("Most courts have never asked for the judicial bypass.", 1);
        check("Most courts have never asked for the bypass of May.", 0);
        check("Most courts that had a bypass have closed the bypass.", 0);
        check("Most courts in the country have closed their doors.", 0);
        assert_eq!(
            leaning(&format!("{introduced}While the bypass is common, most have none."), &[term("bypass")])[1].0,
            0
        );
        let known = "The weather in Lindau was bad for weeks. Farmers say that the weather has ruined all their wheat.";
        assert_eq!(leaning(known, &[])[1].0, 0);
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
    }
}
