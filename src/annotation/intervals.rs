//! Which of many spans, that may overlap, hold a place of the text.

use crate::span::ByteSpan;

/// Spans in the order of the text, indexed to be asked which hold a byte.
#[derive(Debug, Clone, Default)]
pub struct Intervals {
    spans: Vec<ByteSpan>,
    /// The greatest end among the spans up to each: beyond it none of them reaches.
    reach: Vec<usize>,
}

impl Intervals {
    /// Indexes `spans`, which are sorted.
    pub fn new(spans: Vec<ByteSpan>) -> Self {
        let mut intervals = Intervals { spans, reach: Vec::new() };
        intervals.measure(0);
        intervals
    }

    /// Adds a span, after those that are like it; its place in the order.
    pub fn insert(&mut self, span: ByteSpan) -> usize {
        let at = self.spans.partition_point(|other| *other <= span);
        self.spans.insert(at, span);
        self.measure(at);
        at
    }

    /// Removes the span at a place of the order.
    ///
    /// # Panics
    ///
    /// If there is none.
    pub fn remove(&mut self, at: usize) {
        self.spans.remove(at);
        self.measure(at);
    }

    fn measure(&mut self, from: usize) {
        self.reach.truncate(from);
        let mut reach = self.reach.last().copied().unwrap_or_default();
        for span in &self.spans[from..] {
            reach = reach.max(span.end);
            self.reach.push(reach);
        }
    }

    /// The spans, in order.
    pub fn spans(&self) -> &[ByteSpan] {
        &self.spans
    }

    /// Which spans hold the character that begins at `byte`, as places in the order: the innermost first, which is the
    /// one that began last. It takes the time of a binary search and of a look at those that may reach so far.
    pub fn at(&self, byte: usize) -> Vec<usize> {
        self.over(ByteSpan::new(byte, byte + 1))
    }

    /// Which spans share a byte with `span`, the one that began last first.
    pub fn over(&self, span: ByteSpan) -> Vec<usize> {
        let after = self.spans.partition_point(|other| other.start < span.end);
        let near = (0..after).rev().take_while(|&at| self.reach[at] > span.start);
        near.filter(|&at| self.spans[at].overlaps(span)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_comes_first() {
        let spans = [(0, 100), (10, 20), (15, 40), (15, 18), (50, 60)].map(|(start, end)| ByteSpan::new(start, end));
        let index = Intervals::new(spans.to_vec());
        assert_eq!(index.at(16), [3, 2, 1, 0]);
        assert_eq!(index.at(20), [2, 0]);
        assert_eq!(index.at(45), [0]);
        assert_eq!(index.at(100), [0; 0]);
        assert_eq!(index.over(ByteSpan::new(18, 51)), [4, 2, 1, 0]);
        assert_eq!(Intervals::default().at(0), [0; 0]);
    }

    #[test]
    fn it_agrees_with_looking_at_every_span() {
        let mut spans: Vec<_> = (0..400).map(|at| (at * 7919 % 1000, 1 + at * 104_729 % 60)).collect();
        spans.sort_unstable();
        let spans: Vec<_> = spans.into_iter().map(|(start, length)| ByteSpan::new(start, start + length)).collect();
        let mut index = Intervals::default();
        // In another order than theirs, and with one that goes again.
        for span in spans.iter().rev().step_by(2).chain(spans.iter().rev().skip(1).step_by(2)) {
            index.insert(*span);
        }
        let extra = index.insert(ByteSpan::new(3, 2000));
        index.remove(extra);
        assert_eq!(index.spans(), spans);
        for byte in 0..1100 {
            let mut found = index.at(byte);
            found.reverse();
            let all = (0..spans.len()).filter(|&at| spans[at].start <= byte && byte < spans[at].end);
            assert_eq!(found, all.collect::<Vec<_>>(), "{byte}");
        }
    }
}
