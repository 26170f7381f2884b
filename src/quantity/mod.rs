//! Figures: amounts of money, percentages, measures, counts and orders, each with what it is worth.
//!
//! Numbers are read by [`crate::text::number`]; what stands around them is a matter of rules, which are data: the
//! `.rules` files in `rules/`, one family each, with its cases beside it. The rules say which signs and words make money
//! or a measure of a number, which words bound it, and which numbers are no figures at all. What no rule speaks of is a
//! plain number, with what it counts if that can be told.
//!
//! [`read`] reads one block. What `$` or `rupees` are can lie anywhere in a document, so that is settled at its end, by
//! [`settle`]; [`find`] does both.

mod counted;
mod currency;
mod figures;
mod plain;
mod reader;

/// The compiled rules.
#[allow(clippy::pedantic, unreachable_pub, missing_docs, unused_imports, reason = "generated")]
mod rules {
    use crate::rule::Rules;
    include!(concat!(env!("OUT_DIR"), "/quantity_rules.rs"));
}

use crate::document::Document;
use crate::span::ByteSpan;
use std::fmt;

pub use currency::{Evidence, settle};
pub use reader::read;

/// The figures of a whole document, in order and without overlap.
pub fn find(document: &Document) -> Vec<Quantity> {
    let mut evidence = Evidence::default();
    let blocks = document.blocks.iter();
    let found: Vec<Found> = blocks.flat_map(|block| read(&document.text, block.span, &mut evidence)).collect();
    settle(document, &found, &evidence)
}

/// A figure: what is told of how much or how many.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantity {
    /// Where it stands, with its signs and its unit of measure, without what bounds it: `$5 million` in `more than $5
    /// million`, `20 to 25 percent`, `3,000` in `3,000 people`.
    pub span: ByteSpan,
    /// What sort of figure it is.
    pub kind: QuantityKind,
    /// What it is worth in its unit: 20 for `20%`, 0.26 for `26 cents`. `None` for a range and for what is not told
    /// exactly (`dozens`). Where words bound the number, it is the number.
    pub value: Option<f64>,
    /// The unit: an ISO 4217 code for money, where the text decides it; a symbol or a word in the singular for a
    /// quantity; `percentage point` or `basis point` for a percentage that is counted in points.
    pub unit: Option<&'static str>,
    /// The least it may be: the start of a range, or the number behind `more than` and the like.
    pub low: Option<f64>,
    /// The most it may be: the end of a range, or the number behind `up to`, `nearly` and the like.
    pub high: Option<f64>,
    /// What is counted, where the words behind the number tell it: `production jobs` in `9,000 production jobs`.
    pub counts: Option<ByteSpan>,
}

/// As people who work on the engine read it: `MONEY 5000000 5000000.. USD`, `CARDINAL 2000..2500`.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.as_str())?;
        self.value.map_or(Ok(()), |value| write!(f, " {value}"))?;
        let bound = |end: Option<f64>| end.map_or(String::new(), |end| end.to_string());
        if self.low.is_some() || self.high.is_some() {
            write!(f, " {}..{}", bound(self.low), bound(self.high))?;
        }
        self.unit.map_or(Ok(()), |unit| write!(f, " {unit}"))
    }
}

/// Leaves out of `quantities` those that are part of one of `spans`: names and dates, of which a number is no figure
/// (`Boeing 737`, `Second World War`, `7 January`). An amount of money or a percentage is one wherever it stands. Both
/// are sorted by start, and the spans do not overlap one another.
pub fn leave_out(quantities: &mut Vec<Quantity>, spans: impl IntoIterator<Item = ByteSpan>) {
    let mut spans = spans.into_iter().peekable();
    quantities.retain(|quantity| {
        while spans.next_if(|span| span.end <= quantity.span.start).is_some() {}
        let stays = matches!(quantity.kind, QuantityKind::Money | QuantityKind::Percent);
        stays || spans.peek().is_none_or(|span| !span.overlaps(quantity.span))
    });
}

/// The sorts of figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuantityKind {
    /// An amount of money.
    Money,
    /// Parts of a hundred.
    Percent,
    /// A number with a unit.
    Quantity,
    /// A number without a unit.
    Cardinal,
    /// A place in an order.
    Ordinal,
}

impl QuantityKind {
    /// Every kind, in the order of their declaration.
    pub const ALL: [QuantityKind; 5] = [
        QuantityKind::Money,
        QuantityKind::Percent,
        QuantityKind::Quantity,
        QuantityKind::Cardinal,
        QuantityKind::Ordinal,
    ];

    /// The kind's name: `MONEY`.
    pub const fn as_str(self) -> &'static str {
        match self {
            QuantityKind::Money => "MONEY",
            QuantityKind::Percent => "PERCENT",
            QuantityKind::Quantity => "QUANTITY",
            QuantityKind::Cardinal => "CARDINAL",
            QuantityKind::Ordinal => "ORDINAL",
        }
    }
}

/// A figure of one block, whose currency may still be open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    pub(crate) quantity: Quantity,
    /// The family of currencies that its sign or word may mean, as a symbol of the rules.
    pub(crate) family: Option<i32>,
    /// Whether its word may as well be a measure: bare `pounds`.
    pub(crate) weak: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::plain;
    use crate::steps;

    #[test]
    fn twice_the_text_takes_twice_the_steps() {
        let pieces: Vec<&str> = include_str!("endless.txt").lines().filter_map(|line| line.strip_suffix('|')).collect();
        steps::assert_linear(&pieces, |text| drop(find(&plain::parse(text))));
    }
}
