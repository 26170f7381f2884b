//! A quote that stands in the text word for word.

use super::order::Gap;
use super::{Anchor, GUESS, Status, alike};
use crate::annotation::selector::{Quote, occurrences};
use crate::span::ByteSpan;

/// How many occurrences are weighed at most: a quote that stands there more often means nothing in particular.
const MOST: usize = 20_000;

/// The occurrence of the quote with the most of its context, what stands next to it before all; of those one in the gap
/// that it is likely to be in, the nearest to where it was.
pub(super) fn find(text: &str, quote: &Quote, gap: Option<Gap>) -> Option<Anchor> {
    let mut best: Option<(Lost, (bool, usize), ByteSpan)> = None;
    let (mut count, mut ties) = (0, 0);
    for span in occurrences(text, &quote.exact).take(MOST) {
        let lost = lost(text, quote, span);
        let outside = gap.is_some_and(|gap| !gap.holds(span.start));
        let far = (outside, quote.start.map_or(0, |was| was.abs_diff(span.start)));
        count += 1;
        match best {
            Some((least, ..)) if lost > least => continue,
            Some((least, ..)) if lost == least => ties += 1,
            _ => ties = 0,
        }
        // The first of several that are alike.
        if best.is_none_or(|(least, near, _)| (lost, far) < (least, near)) {
            best = Some((lost, far, span));
        }
    }
    let (Lost { errors, .. }, _, span) = best?;
    let given = quote.prefix.chars().count() + quote.suffix.chars().count();
    let kept = if given == 0 { 1.0 } else { 1.0 - share(errors, given) };
    // One place alone is it; of several, the one with the context, the surer the more of that is left.
    let confidence = match (count, ties) {
        (1, _) => 0.95 + 0.05 * kept,
        (_, 0) => 0.6 + 0.4 * kept,
        _ => GUESS,
    };
    Some(Anchor { span, status: Status::Anchored, confidence })
}

/// What is lost of a quote's context.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Lost {
    /// How many characters lie behind the first on either side that is not as it was.
    behind: usize,
    /// How many are not as they were.
    errors: usize,
}

fn lost(text: &str, quote: &Quote, span: ByteSpan) -> Lost {
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let before = side(before.ends_with(&quote.prefix), quote.prefix.chars().rev(), before.chars().rev());
    let after = side(after.starts_with(&quote.suffix), quote.suffix.chars(), after.chars());
    Lost { behind: before.behind + after.behind, errors: before.errors + after.errors }
}

fn side(kept: bool, own: impl Iterator<Item = char> + Clone, there: impl Iterator<Item = char> + Clone) -> Lost {
    if kept {
        return Lost { behind: 0, errors: 0 };
    }
    let same = own.clone().zip(there.clone()).take_while(|(a, b)| a == b).count();
    Lost { behind: own.clone().count() - same, errors: alike::errors(own, there) }
}

#[expect(clippy::cast_precision_loss, reason = "counts of characters in a context")]
fn share(part: usize, whole: usize) -> f32 {
    part as f32 / whole as f32
}
