//! Whether a document writes the day or the month of a numeric date first: `07/01/2022`.

use super::table::{RULES, class};
use crate::document::Document;
use crate::rule::{self, Atom};

/// What comes first in the numeric dates of a document, as far as it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Order {
    /// Neither its dates nor its place tells.
    #[default]
    Open,
    /// The day: one of its dates can be read no other way, or its place is outside the United States.
    Day { sure: bool },
    /// The month: one of its dates can be read no other way, or its place is in the United States.
    Month,
}

/// The order that a document's other numeric dates show, or else the country of its dateline.
pub(super) fn of(document: &Document) -> Order {
    let mut shown = Order::Open;
    for (at, _) in document.text.match_indices('/') {
        let order = match sides(document.text.as_bytes(), at) {
            Some((13..=31, 1..=12)) => Order::Day { sure: true },
            Some((1..=12, 13..=31)) => Order::Month,
            _ => continue,
        };
        if shown != Order::Open && shown != order {
            return Order::Open;
        }
        shown = order;
    }
    if shown == Order::Open { of_place(document) } else { shown }
}

fn of_place(document: &Document) -> Order {
    let Some(place) = document.dateline.and_then(|dateline| dateline.place) else { return Order::Open };
    let atoms = rule::atoms(&RULES, &document.text, place);
    let named = atoms.iter().any(|&word| RULES.value(word, class::AMERICAN).is_some());
    // `N.M.`, `S.C.`
    let initial = |word: &Atom| matches!(word.span.of(&document.text), "N" | "R" | "S" | "W");
    let initials = atoms.windows(2).any(|pair| initial(&pair[0]) && pair[1].joined && pair[1].is_mark('.'));
    if named || initials { Order::Month } else { Order::Day { sure: false } }
}

/// The two numbers beside a slash, if the second is followed by another slash and a year.
fn sides(text: &[u8], slash: usize) -> Option<(u32, u32)> {
    let before = text[..slash].iter().rev().take(3).take_while(|b| b.is_ascii_digit()).count();
    let after = text[slash + 1..].iter().take(3).take_while(|b| b.is_ascii_digit()).count();
    let year = text.get(slash + after + 2..)?.iter().take(5).take_while(|b| b.is_ascii_digit()).count();
    let whole = text[slash + after + 1] == b'/' && year == 4 && before < 3 && after < 3;
    let number = |digits: &[u8]| digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
    whole.then(|| (number(&text[slash - before..slash]), number(&text[slash + 1..slash + 1 + after])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::plain;

    #[test]
    fn a_document_shows_its_order() {
        let day = |sure| Order::Day { sure };
        for (text, order) in [
            ("It ran from 07/01/2022 to 13/01/2022.", day(true)),
            ("It ran from 01/07/2022 to 01/13/2022.", Order::Month),
            ("It ran from 13/01/2022 to 01/13/2022.", Order::Open),
            ("It ran from 01/02/2022 to 03/04/2022.", Order::Open),
            ("On page 13/01/20222 and 113/01/2022 and 13/001/2022.", Order::Open),
            ("DALLAS (AP) – It began on 01/02/2022 and it goes on.", Order::Month),
            ("SANTA FE, N.M. (AP) – It began on 01/02/2022 and it goes on.", Order::Month),
            ("ALMATY (Reuters) – It began on 01/02/2022 and it goes on.", day(false)),
            ("13/", Order::Open),
            ("/", Order::Open),
            ("13/1", Order::Open),
            ("13/1/", Order::Open),
        ] {
            assert_eq!(of(&plain::parse(text)), order, "{text}");
        }
    }
}
