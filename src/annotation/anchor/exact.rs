//! A quote that stands in the text word for word.

use super::{Anchor, Status};
use crate::annotation::selector::Quote;
use crate::span::ByteSpan;

/// How many occurrences are weighed at most: a quote that stands there more often means nothing in particular.
const MOST: usize = 20_000;

/// The occurrence of the quote with the most of its context, and of those the nearest to where it was.
pub(super) fn find(text: &str, quote: &Quote) -> Option<Anchor> {
    let mut best: Option<(usize, std::cmp::Reverse<usize>, usize)> = None;
    let (mut count, mut ties) = (0, 0);
    for start in occurrences(text, &quote.exact).take(MOST) {
        let end = start + quote.exact.len();
        let context = alike(text[..start].chars().rev(), quote.prefix.chars().rev())
            + alike(text[end..].chars(), quote.suffix.chars());
        let far = quote.start.map_or(0, |was| was.abs_diff(start));
        let here = (context, std::cmp::Reverse(far), start);
        count += 1;
        ties = if best.is_some_and(|(most, ..)| most == context) { ties + 1 } else { ties };
        // The first of several that are alike.
        if best.is_none_or(|(most, near, _)| (context, here.1) > (most, near)) {
            ties = if best.is_none_or(|(most, ..)| context > most) { 0 } else { ties };
            best = Some(here);
        }
    }
    let (context, _, start) = best?;
    let given = quote.prefix.chars().count() + quote.suffix.chars().count();
    let kept = if given == 0 { 1.0 } else { share(context, given) };
    // One place alone is it; of several, the one with the context, the surer the more of that is left.
    let confidence = if count == 1 {
        0.95 + 0.05 * kept
    } else if ties == 0 {
        0.6 + 0.4 * kept
    } else {
        0.5
    };
    Some(Anchor { span: ByteSpan::new(start, start + quote.exact.len()), status: Status::Anchored, confidence })
}

/// Every place where `needle` starts, those that overlap an earlier one included.
fn occurrences<'a>(text: &'a str, needle: &'a str) -> impl Iterator<Item = usize> + 'a {
    let step = needle.chars().next().map_or(1, char::len_utf8);
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text.get(from..)?.find(needle)?;
        from = start + step;
        Some(start)
    })
}

/// How many characters two sequences have in common from their start.
fn alike(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

#[expect(clippy::cast_precision_loss, reason = "counts of characters in a context")]
fn share(part: usize, whole: usize) -> f32 {
    part as f32 / whole as f32
}
