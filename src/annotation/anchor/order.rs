//! The order of quotes among one another: most passages of a text that is revised stay in it.

use super::{Anchor, Status};
use crate::annotation::selector::Quote;
use crate::sort;

/// How sure a passage that stands word for word has to be for others to be placed by it.
const SURE: f32 = 0.9;

/// How often a passage stays between its neighbours.
const STAYS: f32 = 0.95;

/// How little of a text a gap can be: a place within it says no more for being so narrow.
const NARROW: f32 = 0.02;

/// The quotes that are certain and in one order, in the text that they were taken from and in that where they were found.
#[derive(Debug)]
pub(super) struct Order {
    /// Where each started, and where it starts.
    chain: Vec<(usize, usize)>,
    /// How long the text is where they were found.
    length: usize,
}

/// Between which two others a quote is to be expected.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gap {
    from: usize,
    to: usize,
    /// Where it starts if it has moved as far as the one before it.
    pub(super) expected: usize,
    /// How much of the text the gap is.
    share: f32,
}

impl Order {
    pub(super) fn new(quotes: &[Quote], found: &[Option<Anchor>], length: usize) -> Order {
        let sure = |(quote, found): (&Quote, &Option<Anchor>)| {
            let found = found.filter(is_sure)?;
            Some((quote.start?, found.span.start))
        };
        let mut places: Vec<(usize, usize)> = quotes.iter().zip(found).filter_map(sure).collect();
        sort::by_key(&mut places, |place| *place);
        places.dedup();
        Order { chain: rising(&places), length }
    }

    /// Where a quote is to be expected that is not certain by itself; `None` if it is, or nothing is known.
    #[expect(clippy::cast_precision_loss, reason = "lengths of a text")]
    pub(super) fn gap(&self, quote: &Quote, found: Option<Anchor>) -> Option<Gap> {
        let certain = found.as_ref().is_some_and(is_sure);
        let start = quote.start.filter(|_| !certain && !self.chain.is_empty())?;
        let after = self.chain.partition_point(|(was, _)| *was <= start);
        let (was, from) = after.checked_sub(1).map_or((0, 0), |before| self.chain[before]);
        let to = self.chain.get(after).map_or(self.length, |(_, is)| *is);
        let share = ((to - from) as f32 / self.length.max(1) as f32).clamp(NARROW, 1.0 - NARROW);
        Some(Gap { from, to, expected: (from + start - was).min(to), share })
    }
}

impl Gap {
    pub(super) fn holds(&self, start: usize) -> bool {
        (self.from..=self.to).contains(&start)
    }

    /// How much being where it is speaks for a place, as the logarithm of how much more often the right one is there than
    /// one by chance. A wrong one is not quite there by chance: what speaks for a place counts half.
    pub(super) fn speaks_for(&self, start: usize) -> f32 {
        let (right, chance) = if self.holds(start) { (STAYS, self.share) } else { (1.0 - STAYS, 1.0 - self.share) };
        let odds = libm::logf(right / chance);
        if odds > 0.0 { odds / 2.0 } else { odds }
    }
}

/// Whether others can be placed by a passage.
fn is_sure(found: &Anchor) -> bool {
    found.status == Status::Anchored && found.confidence >= SURE
}

/// The most of some pairs, sorted by the first of each, that rise in the second as well.
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // For each length the pair that such a chain can end lowest with, and for each pair the one before it in its chain.
    let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
    for (at, (_, is)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&end| pairs[end].1 <= *is);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut chain: Vec<(usize, usize)> =
        std::iter::successors(ends.last().copied(), |&at| before[at]).map(|at| pairs[at]).collect();
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::rising;

    #[test]
    fn the_longest_chain_is_found() {
        let pairs = [(0, 10), (1, 5), (2, 20), (3, 6), (4, 30), (5, 7), (6, 40), (7, 35)];
        assert_eq!(rising(&pairs), [(1, 5), (3, 6), (5, 7), (7, 35)]);
        assert_eq!(rising(&[]), []);
    }
}
