//! Which language a text is in, told from its script and its words of grammar.
//!
//! About every third word of running text is one of a few dozen that say little: articles, prepositions, pronouns. Each
//! language has its own, so their shares tell languages apart without a model (N. Ingle, 1976; T. Dunning, *Statistical
//! Identification of Language*, 1994). Of a text that has little of any of them, such as a table or a list of names,
//! nothing is said.

use crate::sort;
use std::sync::LazyLock;

/// The words of grammar: a line a language, as `en: the of and`.
const WORDS: &str = include_str!("function_words.txt");

/// How many letters of a text are looked at: the rest is in the same language, or nothing can be said of it.
const MOST_LETTERS: usize = 20_000;

/// The fewest letters of another script, and the fewest words, of which something is said.
const FEWEST_LETTERS: usize = 20;
const FEWEST_WORDS: usize = 20;

/// The fewest words of grammar that differ: one word over and over is no text.
const FEWEST_KINDS: usize = 4;

/// The share of words of grammar that a language has at least in running text of it, in hundredths.
const LEAST_SHARE: usize = 15;

/// Scripts that are not Latin, by the ranges of their letters, each with what can be said of the language.
const SCRIPTS: [(u32, u32, &str); 13] = [
    (0x370, 0x3ff, "el"),
    (0x400, 0x52f, "und-Cyrl"),
    (0x530, 0x58f, "hy"),
    (0x590, 0x5ff, "he"),
    (0x600, 0x7ff, "und-Arab"),
    (0x900, 0x97f, "und-Deva"),
    (0x980, 0xdff, "und"),
    (0xe00, 0xe7f, "th"),
    (0x10a0, 0x10ff, "ka"),
    (0x1100, 0x11ff, "ko"),
    (0x3040, 0x30ff, "ja"),
    (0x4e00, 0x9fff, "zh"),
    (0xac00, 0xd7a3, "ko"),
];

/// The BCP 47 tag of the language that a text is in: `en`, `fr`, or for a script that several languages share
/// `und-Cyrl`. `None` if there is too little to tell by.
pub fn language(text: &str) -> Option<&'static str> {
    let (mut latin, mut scripts) = (0, [0; SCRIPTS.len()]);
    let mut end = text.len();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphabetic()) {
        let of = |&(first, last, _): &(u32, u32, &str)| (first..=last).contains(&u32::from(c));
        // Most letters come before all of these.
        let script = if u32::from(c) < SCRIPTS[0].0 { None } else { SCRIPTS.iter().position(of) };
        match script {
            Some(script) => scripts[script] += 1,
            None => latin += 1,
        }
        if latin + scripts.iter().sum::<usize>() == MOST_LETTERS {
            end = at;
            break;
        }
    }
    let others: usize = scripts.iter().sum();
    if others >= FEWEST_LETTERS && others > latin {
        // A Japanese text may have more Chinese letters than its own.
        let share = |at: usize| if SCRIPTS[at].2 == "ja" { scripts[at] * 4 } else { scripts[at] };
        return (0..SCRIPTS.len()).max_by_key(|&at| (share(at), at)).map(|at| SCRIPTS[at].2);
    }
    of_words(&text[..end])
}

/// The words of grammar of all languages, made ready when they are first asked for.
struct Grammar {
    /// The languages' tags.
    tags: Vec<&'static str>,
    /// Each word with the place of its language, sorted.
    words: Vec<(&'static str, usize)>,
    /// Where the words begin that have this first byte, or a later one.
    starts: [usize; 257],
    /// For each of those bytes, the lengths that the words have, as bits.
    lengths: [u32; 256],
}

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| {
    let lines = WORDS.lines().filter(|line| !line.starts_with('#'));
    let languages: Vec<(&str, &str)> = lines.filter_map(|line| line.split_once(": ")).collect();
    let own = |(at, (_, words)): (usize, &(&'static str, &'static str))| words.split(' ').map(move |word| (word, at));
    let mut words: Vec<(&str, usize)> = languages.iter().enumerate().flat_map(own).collect();
    sort::by_key(&mut words, |word| *word);
    words.dedup();
    let start = |first: usize| words.partition_point(|(word, _)| usize::from(word.as_bytes()[0]) < first);
    let mut lengths = [0; 256];
    words.iter().for_each(|(word, _)| lengths[usize::from(word.as_bytes()[0])] |= 1 << word.len());
    Grammar {
        tags: languages.iter().map(|(tag, _)| *tag).collect(),
        starts: std::array::from_fn(start),
        lengths,
        words,
    }
});

impl Grammar {
    /// Whether a word in any letters may be one of these. Most are told to be none by their first byte and their length.
    fn may_have(&self, word: &str) -> bool {
        let first = word.as_bytes()[0];
        let lengths = self.lengths[usize::from(first.to_ascii_lowercase())];
        // A letter that is not ASCII may begin otherwise when it is small, and be shorter.
        !word.is_ascii() || word.len() < 32 && lengths >> word.len() & 1 == 1
    }

    /// The places of a word, which is in small letters: one for each language that has it.
    fn places(&self, word: &str) -> impl Iterator<Item = usize> {
        let first = usize::from(word.as_bytes()[0]);
        let (from, to) = (self.starts[first], self.starts[first + 1]);
        let from = from + self.words[from..to].partition_point(|(known, _)| *known < word);
        (from..to).take_while(move |&at| self.words[at].0 == word)
    }
}

/// The language whose words of grammar a text in Latin letters has most of.
fn of_words(text: &str) -> Option<&'static str> {
    let grammar = &*GRAMMAR;
    let (mut words, mut counts, mut seen) = (0, vec![0; grammar.tags.len()], vec![false; grammar.words.len()]);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        if !grammar.may_have(word) {
            continue;
        }
        for at in grammar.places(&word.to_lowercase()) {
            counts[grammar.words[at].1] += 1;
            seen[at] = true;
        }
    }
    let (at, most) = counts.iter().copied().enumerate().max_by_key(|&(at, count)| (count, usize::MAX - at))?;
    let kinds = grammar.words.iter().zip(&seen).filter(|((_, of), seen)| *of == at && **seen).count();
    // English is the first. What is hardly less English is not told.
    let clear = (at == 0 || most >= 2 * counts[0]) && kinds >= FEWEST_KINDS;
    (clear && words >= FEWEST_WORDS && most * 100 >= words * LEAST_SHARE).then(|| grammar.tags[at])
}

#[cfg(test)]
mod tests {
    use super::language;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(language(text), expected, "{text}");
    }

    #[test]
    fn running_text_is_told_by_its_words_of_grammar() {
        check(
            "The government said on Friday that it would not send the troops home before the talks in the capital had ended, \
             and that the president was to meet the opposition.",
            Some("en"),
        );
        check(
            "Le gouvernement a annoncé vendredi que les troupes ne rentreraient pas avant la fin des négociations dans la \
             capitale, et que le président allait rencontrer l’opposition.",
            Some("fr"),
        );
        check(
            "Die Regierung teilte am Freitag mit, dass die Truppen nicht vor dem Ende der Gespräche in der Hauptstadt \
             zurückkehren werden und dass der Präsident die Opposition treffen will.",
            Some("de"),
        );
    }

    #[test]
    fn a_text_half_in_english_is_not_called_foreign() {
        check(
            "The officials said that they would not leave before the end of the talks, and that it was late. Le ministre \
             a dit que les troupes ne sont pas dans la capitale et que le président est sur une île de la mer avec son \
             fils et sa fille pour la fin de la semaine.",
            None,
        );
    }

    #[test]
    fn other_scripts_are_told_by_their_letters() {
        check("Правительство сообщило, что войска не вернутся.", Some("und-Cyrl"));
        check("قالت الحكومة يوم الجمعة إن القوات لن تعود.", Some("und-Arab"));
        check("政府は金曜日に軍隊を帰国させないと発表した。", Some("ja"));
        check("中国政府星期五宣布军队在谈判结束之前不会撤回首都附近。", Some("zh"));
    }

    #[test]
    fn of_little_nothing_is_said() {
        check("", None);
        check("Bonjour le monde", None);
        check("1 2 3 4 5", None);
        check("привет", None);
        check(&"a ".repeat(50), None);
        check(
            "Smith Jones Miller Baker Brown Taylor Wilson Davies Evans Thomas Johnson Roberts Walker Wright Robinson Green \
             Hall Wood Clarke Jackson Hughes Edwards",
            None,
        );
    }
}
