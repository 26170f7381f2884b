//! Numbers in digits: grouping, decimals, fractions and the endings of ordinals.

use super::decimal::Decimal;
use crate::steps;

/// A number in digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Figure {
    /// Where it ends.
    pub(super) end: usize,
    pub(super) value: Decimal,
    /// What the value is divided by: 1 but for a fraction.
    pub(super) denominator: u32,
    /// How many digits a whole number has that is written without grouping; 0 for every other.
    pub(super) plain_digits: u8,
    /// Whether `st`, `nd`, `rd` or `th` follows and is part of it.
    pub(super) ordinal: bool,
}

/// The longest run of digits that is a number; what is longer is a key, a code or an account.
const LONGEST_RUN: usize = 18;

/// Reads the figure that starts at `at`. `None` if there is none there, or if what is there is a time, a date, a score
/// or a version: digits that more digits follow behind a `:`, a `/` or a second point.
pub(super) fn figure(text: &str, at: usize) -> Option<Figure> {
    if let Some((value, denominator, end)) = vulgar(text, at) {
        return Some(Figure { end, value, denominator, plain_digits: 0, ordinal: false });
    }
    let run = digits_end(text, at);
    if run == at {
        return bare_decimal(text, at);
    }
    let whole = digits(text, at, run)?;
    let (value, end, mark) = grouped(text, at, run).unwrap_or((whole, run, None));
    let (value, end) = decimals(text, value, end, mark.unwrap_or(','))?;
    if end == run && text[run..].starts_with(['/', '⁄']) {
        return slashed(text, whole, run);
    }
    if goes_on(text, end) {
        return None;
    }
    let plain = Figure { end, value, denominator: 1, plain_digits: 0, ordinal: false };
    if end != run {
        return Some(plain);
    }
    Some(
        mixed(text, whole, run)
            .or_else(|| ordinal(text, whole, run))
            .unwrap_or(Figure { plain_digits: u8::try_from(run - at).unwrap_or(0), ..plain }),
    )
}

/// Where the ASCII digits from `at` on end.
pub(super) fn digits_end(text: &str, at: usize) -> usize {
    let length = text.as_bytes()[at..].iter().take_while(|b| b.is_ascii_digit()).count();
    steps::take(length + 1);
    at + length
}

/// The whole number from `at` to `end`; `None` if it is too long to be one.
fn digits(text: &str, at: usize, end: usize) -> Option<Decimal> {
    (end - at <= LONGEST_RUN).then(|| {
        let add = |sum: u64, digit: u8| sum * 10 + u64::from(digit - b'0');
        Decimal::new(text.as_bytes()[at..end].iter().copied().fold(0, add))
    })
}

/// Whether digits follow at `end` behind a mark that makes the whole something else than a number.
fn goes_on(text: &str, end: usize) -> bool {
    let rest = &text.as_bytes()[end..];
    matches!(rest, [b':' | b'/' | b'.', digit, ..] if digit.is_ascii_digit())
}

/// `.300`, `.5`: decimals that nothing stands before.
fn bare_decimal(text: &str, at: usize) -> Option<Figure> {
    let end = text[at..].starts_with('.').then(|| digits_end(text, at + 1)).filter(|&end| end > at + 1)?;
    let value = digits(text, at + 1, end)?.with_places(i16::try_from(end - at - 1).ok()?);
    (!goes_on(text, end)).then_some(Figure { end, value, denominator: 1, plain_digits: 0, ordinal: false })
}

// ---- grouping ----------------------------------------------------------------------------------------------------------

/// The marks that part groups of digits.
const GROUPING: [char; 7] = [',', '.', '\'', ' ', '\u{A0}', '\u{2009}', '\u{202F}'];

/// The most groups that a number within [`LONGEST_RUN`] has.
const MOST_GROUPS: usize = 9;

/// Reads a number whose digits are grouped, the first of the groups from `at` to `run`: its value, its end and the mark
/// between its groups. Groups are of three digits, or in the Indian way of two with three at the end.
fn grouped(text: &str, at: usize, run: usize) -> Option<(Decimal, usize, Option<char>)> {
    let mark = text[run..].chars().next().filter(|mark| GROUPING.contains(mark))?;
    let (mut value, mut end) = (digits(text, at, run)?, run);
    let mut lengths = [0usize; MOST_GROUPS];
    let mut groups = 0;
    while text[end..].starts_with(mark) {
        let start = end + mark.len_utf8();
        let group_end = digits_end(text, start);
        // Behind a space stands the next word, or the next figure of a list: only a whole group goes on.
        if group_end == start || mark.is_whitespace() && group_end - start != 3 {
            break;
        }
        *lengths.get_mut(groups)? = group_end - start;
        value = value.times(10u64.checked_pow(u32::try_from(group_end - start).ok()?)?, 0)?;
        value = value.plus(digits(text, start, group_end)?)?;
        (groups, end) = (groups + 1, group_end);
    }
    let lengths = &lengths[..groups];
    let western = run - at <= 3 && lengths.iter().all(|&length| length == 3);
    let indian = mark == ','
        && run - at <= 2
        && lengths.split_last().is_some_and(|(last, rest)| *last == 3 && rest.iter().all(|&length| length == 2));
    // A point with one group behind it is the decimal point, and a space may be no more than a space.
    let enough = match mark {
        '.' => groups >= 2,
        ' ' => groups >= 2 || groups == 1 && follows_currency(text, at),
        _ => groups >= 1,
    };
    (enough && (western || indian)).then_some((value, end, Some(mark)))
}

/// Whether a sign or letter of a currency stands right before `at`: `R10 000`, `$12 500`.
fn follows_currency(text: &str, at: usize) -> bool {
    text[..at].ends_with(['$', '€', '£', '¥', '₹', 'R'])
}

/// Adds the decimals that follow `value` at `end`, whose groups are parted by `mark`. `None` if another point and more
/// digits follow them: then the whole is a version, an address or a date.
fn decimals(text: &str, value: Decimal, end: usize, mark: char) -> Option<(Decimal, usize)> {
    let Some(point) = text[end..].chars().next().filter(|&c| c == '.' && mark != '.' || c == ',') else {
        return Some((value, end));
    };
    let start = end + 1;
    let decimals_end = digits_end(text, start);
    let count = decimals_end - start;
    let next = text[decimals_end..].chars().next();
    // One or two digits behind a comma are decimals in the continental way; three would be a group, and a comma behind
    // them makes all of it a list.
    let comma = matches!(count, 1 | 2) && (mark == '.' || next != Some(','));
    if count == 0 || point == ',' && !comma {
        return Some((value, end));
    }
    let places = i16::try_from(count).ok()?;
    let decimals = digits(text, start, decimals_end)?;
    let sum = value.times(10u64.checked_pow(u32::try_from(count).ok()?)?, 0)?.plus(decimals)?;
    Some((sum.with_places(places), decimals_end))
}

// ---- fractions and ordinals ----------------------------------------------------------------------------------------

/// The fractions that are one character, each as numerator and denominator.
#[rustfmt::skip]
const VULGAR: [(char, u8, u8); 18] = [
    ('½', 1, 2), ('¼', 1, 4), ('¾', 3, 4), ('⅓', 1, 3), ('⅔', 2, 3), ('⅕', 1, 5),
    ('⅖', 2, 5), ('⅗', 3, 5), ('⅘', 4, 5), ('⅙', 1, 6), ('⅚', 5, 6), ('⅐', 1, 7),
    ('⅛', 1, 8), ('⅜', 3, 8), ('⅝', 5, 8), ('⅞', 7, 8), ('⅑', 1, 9), ('⅒', 1, 10),
];

/// Reads a fraction of one character at `at`: numerator, denominator and end.
fn vulgar(text: &str, at: usize) -> Option<(Decimal, u32, usize)> {
    let sign = text[at..].chars().next().filter(|c| !c.is_ascii())?;
    let &(_, numerator, denominator) = VULGAR.iter().find(|(known, ..)| *known == sign)?;
    Some((Decimal::new(numerator.into()), denominator.into(), at + sign.len_utf8()))
}

/// Denominators of the fractions that are written with a slash; other pairs of figures are dates and the like.
const DENOMINATORS: [u32; 8] = [2, 3, 4, 5, 6, 8, 10, 16];

/// Reads `/2` or `/3` at `at`, behind `numerator`.
fn slashed(text: &str, numerator: Decimal, at: usize) -> Option<Figure> {
    let start = at + text[at..].chars().next()?.len_utf8();
    let end = digits_end(text, start);
    let denominator: u32 = text[start..end].bytes().take(3).fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    let proper = DENOMINATORS.contains(&denominator) && numerator.to_f64() < f64::from(denominator);
    let alone = !goes_on(text, end) && !numerator.is_zero() && end - start <= 2;
    (proper && alone).then_some(Figure { end, value: numerator, denominator, plain_digits: 0, ordinal: false })
}

/// Reads a fraction behind the whole number that ends at `run`: `1½`, `1 ½`, `1 1/2`, `1-1/2`.
fn mixed(text: &str, whole: Decimal, run: usize) -> Option<Figure> {
    let joined = text[run..].starts_with([' ', '-', '\u{A0}']);
    let start = if joined { run + text[run..].chars().next()?.len_utf8() } else { run };
    let (numerator, denominator, end) = match vulgar(text, start) {
        Some(fraction) => fraction,
        None => {
            let numerator_end = digits_end(text, start);
            let slash = joined && numerator_end > start && text[numerator_end..].starts_with(['/', '⁄']);
            let fraction =
                slash.then(|| slashed(text, digits(text, start, numerator_end)?, numerator_end)).flatten()?;
            (fraction.value, fraction.denominator, fraction.end)
        }
    };
    let value = whole.times(denominator.into(), 0)?.plus(numerator)?;
    Some(Figure { end, value, denominator, plain_digits: 0, ordinal: false })
}

/// Reads the ending of an ordinal behind the whole number that ends at `run`.
fn ordinal(text: &str, value: Decimal, run: usize) -> Option<Figure> {
    let ending = text.as_bytes().get(run..run + 2)?;
    let known = [b"st", b"nd", b"rd", b"th"].iter().any(|known| ending.eq_ignore_ascii_case(*known));
    let ends = || !text[run + 2..].starts_with(char::is_alphanumeric);
    (known && ends()).then_some(Figure { end: run + 2, value, denominator: 1, plain_digits: 0, ordinal: true })
}
