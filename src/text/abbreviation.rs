//! Abbreviations that are written with a stop.

/// How an abbreviation behaves, which decides whether a stop after it is its own and whether it can end a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// Stands before a name or between two, and never ends a sentence: `Mr.`, `Gen.`, `vs.`
    Leading,
    /// Stands after a name or a phrase, and may end a sentence: `Inc.`, `Jr.`, `etc.`, `Ave.`, `Calif.`
    Trailing,
    /// A month or weekday, mostly before a number: `Jan. 7`.
    Date,
    /// An abbreviation only before a number, otherwise a plain word: `No. 10`.
    BeforeNumber,
    /// An abbreviation only after a number, otherwise a plain word: `6 ft.`
    AfterNumber,
    /// An abbreviation only after a comma or hyphen, otherwise a plain word: `Springfield, Mass.`, `D-Ore.`
    AfterComma,
}

/// How the first letter of an abbreviation must be written for it to be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Any,
    Capital,
    Lower,
}

/// One abbreviation, without its stop.
type Entry = (&'static str, Class, Case);

/// The class of `word`, a word without the stop that follows it, if it is an abbreviation.
pub(crate) fn class(word: &str) -> Option<Class> {
    let mut buffer = [0; LONGEST];
    let lower = buffer.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let start = TABLE.partition_point(|(entry, ..)| entry.as_bytes() < &*lower);
    let mut entries = TABLE[start..].iter().take_while(|(entry, ..)| entry.as_bytes() == lower).peekable();
    if entries.peek().is_none() {
        return is_contraction(word).then_some(Trailing);
    }
    let capital = word.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
    entries.find(|&&(_, _, case)| case == Any || capital == (case == Capital)).map(|&(_, class, _)| class)
}

/// Whether `word` can only be a contraction, for no name is spelt without a vowel: `Wm`, `Sgts`, `Hdqrs`.
fn is_contraction(word: &str) -> bool {
    let is_vowel = |b: &u8| b"AEIOUYaeiouy".contains(b);
    let Some((first, rest)) = word.as_bytes().split_first() else { return false };
    let cased = first.is_ascii_uppercase() && !rest.is_empty() && rest.iter().all(u8::is_ascii_lowercase);
    cased && !is_vowel(first) && !rest.iter().any(is_vowel)
}

/// Bytes of the longest entry.
const LONGEST: usize = 6;

use Case::{Any, Capital, Lower};
use Class::{AfterComma, AfterNumber, BeforeNumber, Date, Leading, Trailing};

/// The abbreviations of English-language news, in lower case and in byte order. A word that means one thing with a
/// capital and another without has two entries.
#[rustfmt::skip]
const TABLE: &[Entry] = &[
    ("adm", Leading, Capital), ("al", Trailing, Lower), ("ala", AfterComma, Capital), ("ald", Leading, Capital),
    ("amb", Leading, Capital), ("approx", Leading, Any), ("apr", Date, Capital), ("ariz", Trailing, Capital),
    ("ark", AfterComma, Capital), ("art", BeforeNumber, Any), ("assn", Trailing, Capital), ("asst", Leading, Capital),
    ("atty", Leading, Capital), ("aug", Date, Capital), ("ave", Trailing, Capital), ("b", BeforeNumber, Lower),
    ("bldg", Trailing, Capital), ("blvd", Trailing, Capital), ("brig", Leading, Capital), ("bros", Trailing, Capital),
    ("c", BeforeNumber, Lower), ("ca", BeforeNumber, Lower), ("calif", Trailing, Capital), ("capt", Leading, Capital),
    ("cf", Leading, Any), ("ch", BeforeNumber, Any), ("chas", Leading, Capital), ("cllr", Leading, Capital),
    ("cmdr", Leading, Capital), ("co", Trailing, Capital), ("col", Leading, Capital), ("colo", Trailing, Capital),
    ("comdr", Leading, Capital), ("cong", Leading, Capital), ("conn", Trailing, Capital), ("corp", Trailing, Capital),
    ("cos", Trailing, Capital), ("cpl", Leading, Capital), ("cpt", Leading, Capital), ("ct", Trailing, Capital),
    ("d", BeforeNumber, Lower), ("dec", Date, Capital), ("del", AfterComma, Capital), ("dep", Leading, Capital),
    ("dept", Trailing, Any), ("det", Leading, Capital), ("dist", Trailing, Capital), ("div", Trailing, Capital),
    ("dr", Leading, Capital), ("drs", Leading, Capital), ("ed", BeforeNumber, Lower), ("ens", Leading, Capital),
    ("esq", Trailing, Capital), ("est", BeforeNumber, Lower), ("etc", Trailing, Any), ("ext", BeforeNumber, Any),
    ("feb", Date, Capital), ("fig", BeforeNumber, Any), ("figs", BeforeNumber, Any), ("fla", Trailing, Capital),
    ("fr", Leading, Capital), ("fri", Date, Capital), ("ft", Leading, Capital), ("ft", AfterNumber, Lower),
    ("ga", AfterComma, Capital), ("gen", Leading, Capital), ("gens", Leading, Capital), ("geo", Leading, Capital),
    ("gov", Leading, Capital), ("govs", Leading, Capital), ("govt", Trailing, Any), ("hon", Leading, Capital),
    ("hr", AfterNumber, Any), ("hrs", AfterNumber, Any), ("hwy", Leading, Capital), ("ill", AfterComma, Capital),
    ("inc", Trailing, Capital), ("ind", AfterComma, Capital), ("insp", Leading, Capital), ("inst", Trailing, Capital),
    ("intl", Trailing, Capital), ("jan", Date, Capital), ("jr", Trailing, Capital), ("jul", Date, Capital),
    ("jun", Date, Capital), ("kan", AfterComma, Capital), ("ky", Trailing, Capital), ("la", AfterComma, Capital),
    ("lb", AfterNumber, Any), ("lbs", AfterNumber, Any), ("lt", Leading, Capital), ("ltd", Trailing, Capital),
    ("lts", Leading, Capital), ("maj", Leading, Capital), ("mar", Date, Capital), ("mass", AfterComma, Capital),
    ("md", AfterComma, Capital), ("messrs", Leading, Capital), ("mfg", Trailing, Capital), ("mgr", Leading, Capital),
    ("mi", AfterNumber, Any), ("mich", Trailing, Capital), ("min", AfterNumber, Any), ("minn", Trailing, Capital),
    ("miss", AfterComma, Capital), ("mlle", Leading, Capital), ("mme", Leading, Capital), ("mo", AfterComma, Capital),
    ("mon", Date, Capital), ("mont", Trailing, Capital), ("mr", Leading, Capital), ("mrs", Leading, Capital),
    ("ms", Leading, Capital), ("msgr", Leading, Capital), ("mt", Leading, Capital), ("mx", Leading, Capital),
    ("n", BeforeNumber, Lower), ("natl", Trailing, Capital), ("neb", Trailing, Capital), ("nev", Trailing, Capital),
    ("no", BeforeNumber, Any), ("nos", BeforeNumber, Any), ("nov", Date, Capital), ("oct", Date, Capital),
    ("okla", Trailing, Capital), ("ont", Trailing, Capital), ("op", BeforeNumber, Any), ("ore", AfterComma, Capital),
    ("oz", AfterNumber, Any), ("p", BeforeNumber, Lower), ("pa", AfterComma, Capital), ("para", BeforeNumber, Any),
    ("pfc", Leading, Capital), ("ph", Leading, Capital), ("pl", Trailing, Capital), ("plc", Trailing, Any),
    ("pp", BeforeNumber, Any), ("pres", Leading, Capital), ("prof", Leading, Capital), ("profs", Leading, Capital),
    ("pt", BeforeNumber, Any), ("pte", Leading, Capital), ("pty", Trailing, Capital), ("pvt", Leading, Capital),
    ("que", Trailing, Capital), ("rd", Trailing, Capital), ("rep", Leading, Capital), ("reps", Leading, Capital),
    ("ret", Leading, Capital), ("rev", Leading, Capital), ("rt", Leading, Capital), ("rte", Leading, Capital),
    ("sask", Trailing, Capital), ("sat", BeforeNumber, Capital), ("sec", BeforeNumber, Any),
    ("secs", AfterNumber, Any), ("sen", Leading, Capital), ("sens", Leading, Capital), ("sep", Date, Capital),
    ("sept", Date, Capital), ("sfc", Leading, Capital), ("sgt", Leading, Capital), ("spc", Leading, Capital),
    ("spec", Leading, Capital), ("sq", AfterNumber, Any), ("sr", Trailing, Capital), ("st", Leading, Capital),
    ("sta", Leading, Capital), ("ste", Leading, Capital), ("sun", BeforeNumber, Capital), ("supt", Leading, Capital),
    ("tel", BeforeNumber, Any), ("tenn", Trailing, Capital), ("tex", AfterComma, Capital), ("thu", Date, Capital),
    ("thur", Date, Capital), ("thurs", Date, Capital), ("treas", Leading, Capital), ("tue", Date, Capital),
    ("tues", Date, Capital), ("univ", Trailing, Capital), ("v", Leading, Lower), ("va", AfterComma, Capital),
    ("vet", Trailing, Capital), ("vol", BeforeNumber, Any), ("vols", BeforeNumber, Any), ("vs", Leading, Any),
    ("vt", AfterComma, Capital), ("wash", AfterComma, Capital), ("wed", Date, Capital), ("wis", Trailing, Capital),
    ("wyo", Trailing, Capital),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_fits_the_buffer() {
        assert!(TABLE.is_sorted_by(|a, b| (a.0, a.2 as u8) < (b.0, b.2 as u8)));
        assert_eq!(TABLE.iter().map(|(word, ..)| word.len()).max(), Some(LONGEST));
    }

    #[test]
    fn capitals_matter_where_the_table_says_so() {
        assert_eq!(class("Gen"), Some(Leading));
        assert_eq!(class("GEN"), Some(Leading));
        assert_eq!(class("gen"), None);
        assert_eq!(class("Ft"), Some(Leading));
        assert_eq!(class("ft"), Some(AfterNumber));
        assert_eq!(class("Wm"), Some(Trailing));
        assert_eq!(class("vs"), Some(Leading));
        assert_eq!(class("Vs"), Some(Leading));
        assert_eq!(class(""), None);
        assert_eq!(class("Constantinople"), None);
        assert_eq!(class("é"), None);
    }
}
