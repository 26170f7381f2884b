//! The words that numbers are made of.

use crate::shape::Shapes;

/// What a word means in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// `nought` to `nineteen`.
    Unit(u8),
    /// `twenty` to `ninety`.
    Tens(u8),
    /// What multiplies the number before it, as a factor and a power of ten: `hundred` is (1, 2), `dozen` (12, 0).
    Scale(u8, u8),
    /// A scale in the plural, which says no exact number: `dozens`, `thousands`.
    Scales(u8, u8),
    /// `first` to `nineteenth`, `twentieth` to `ninetieth`.
    Ordinal(u8),
    /// `hundredth`, `millionth`: a power of ten.
    ScaleOrdinal(u8),
    /// Equal parts, in the plural: `thirds`, `tenths`.
    Parts(u8),
    Half,
    Quarter,
    And,
    /// `a` or `an`.
    Article,
    /// `few`, `several`, `many`, `multi`: at least so many.
    Vague(u8),
    Couple,
    Of,
}

use Meaning::{
    And, Article, Couple, Half, Of, Ordinal, Parts, Quarter, Scale, ScaleOrdinal, Scales, Tens, Unit, Vague,
};

/// The words, in byte order. Millions, billions and trillions are those of the short scale.
#[rustfmt::skip]
const WORDS: &[(&str, Meaning)] = &[
    ("a", Article), ("an", Article), ("and", And),
    ("billion", Scale(1, 9)), ("billions", Scales(1, 9)), ("billionth", ScaleOrdinal(9)),
    ("bln", Scale(1, 9)), ("bn", Scale(1, 9)),
    ("couple", Couple), ("crore", Scale(1, 7)), ("crores", Scale(1, 7)),
    ("dozen", Scale(12, 0)), ("dozens", Scales(12, 0)),
    ("eight", Unit(8)), ("eighteen", Unit(18)), ("eighteenth", Ordinal(18)), ("eighth", Ordinal(8)),
    ("eighths", Parts(8)), ("eightieth", Ordinal(80)), ("eighty", Tens(80)), ("eleven", Unit(11)),
    ("eleventh", Ordinal(11)),
    ("few", Vague(3)), ("fifteen", Unit(15)), ("fifteenth", Ordinal(15)), ("fifth", Ordinal(5)), ("fifths", Parts(5)),
    ("fiftieth", Ordinal(50)), ("fifty", Tens(50)), ("first", Ordinal(1)), ("five", Unit(5)), ("fortieth", Ordinal(40)),
    ("forty", Tens(40)), ("four", Unit(4)), ("fourteen", Unit(14)), ("fourteenth", Ordinal(14)), ("fourth", Ordinal(4)),
    ("fourths", Parts(4)),
    ("half", Half), ("hundred", Scale(1, 2)), ("hundreds", Scales(1, 2)), ("hundredth", ScaleOrdinal(2)),
    ("hundredths", Parts(100)),
    ("lac", Scale(1, 5)), ("lacs", Scale(1, 5)), ("lakh", Scale(1, 5)), ("lakhs", Scale(1, 5)),
    ("many", Vague(2)), ("million", Scale(1, 6)), ("millions", Scales(1, 6)), ("millionth", ScaleOrdinal(6)),
    ("mln", Scale(1, 6)), ("mn", Scale(1, 6)), ("multi", Vague(2)),
    ("multibillion", Scales(1, 9)), ("multimillion", Scales(1, 6)), ("multitrillion", Scales(1, 12)),
    ("nine", Unit(9)), ("nineteen", Unit(19)), ("nineteenth", Ordinal(19)), ("ninetieth", Ordinal(90)),
    ("ninety", Tens(90)), ("ninth", Ordinal(9)), ("ninths", Parts(9)),
    ("of", Of), ("one", Unit(1)),
    ("quadrillion", Scale(1, 15)), ("quarter", Quarter), ("quarters", Parts(4)),
    ("scores", Scales(20, 0)), ("second", Ordinal(2)), ("seven", Unit(7)), ("seventeen", Unit(17)),
    ("seventeenth", Ordinal(17)), ("seventh", Ordinal(7)), ("sevenths", Parts(7)), ("seventieth", Ordinal(70)),
    ("seventy", Tens(70)), ("several", Vague(3)), ("six", Unit(6)), ("sixteen", Unit(16)), ("sixteenth", Ordinal(16)),
    ("sixth", Ordinal(6)), ("sixths", Parts(6)), ("sixtieth", Ordinal(60)), ("sixty", Tens(60)),
    ("ten", Unit(10)), ("tens", Scales(10, 0)), ("tenth", Ordinal(10)), ("tenths", Parts(10)), ("third", Ordinal(3)),
    ("thirds", Parts(3)), ("thirteen", Unit(13)), ("thirteenth", Ordinal(13)), ("thirtieth", Ordinal(30)),
    ("thirty", Tens(30)), ("thousand", Scale(1, 3)), ("thousands", Scales(1, 3)), ("thousandth", ScaleOrdinal(3)),
    ("three", Unit(3)), ("tn", Scale(1, 12)), ("trillion", Scale(1, 12)), ("trillions", Scales(1, 12)),
    ("trn", Scale(1, 12)), ("twelfth", Ordinal(12)), ("twelve", Unit(12)), ("twentieth", Ordinal(20)),
    ("twenty", Tens(20)), ("two", Unit(2)),
    ("zero", Unit(0)),
];

/// Bytes of the longest word.
const LONGEST: usize = 13;

static SHAPES: Shapes = Shapes::of_table(WORDS);

/// What `word` means in a number, whatever its case.
pub(super) fn meaning(word: &str) -> Option<Meaning> {
    if !SHAPES.may_have(word) {
        return None;
    }
    let mut lower = [0; LONGEST];
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let at = WORDS.binary_search_by(|(known, _)| known.as_bytes().cmp(lower)).ok()?;
    Some(WORDS[at].1)
}

/// The power of ten that a letter behind a figure stands for, where money or people are counted: `$5m`, `£2b`.
pub(super) fn letter_scale(letter: &str) -> Option<u8> {
    Some(match letter {
        "k" | "K" => 3,
        "m" | "M" => 6,
        "b" | "B" => 9,
        "t" | "T" => 12,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_in_order() {
        assert!(WORDS.is_sorted_by(|a, b| a.0 < b.0));
        for (word, expected) in WORDS {
            assert_eq!(meaning(&word.to_uppercase()), Some(*expected), "{word}");
        }
        for word in ["", "é", "ones", "minute", "thousandfold", "hundredweights", "{"] {
            assert_eq!(meaning(word), None, "{word}");
        }
    }
}
