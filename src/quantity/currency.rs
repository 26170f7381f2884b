//! Which currency a sign or word means that several share.
//!
//! The value of an amount is never in doubt, but its currency may be: `$` is the sign of twenty currencies, and half a
//! dozen countries have rupees. The text decides, or nobody:
//!
//! 1. The amount itself: `US$5`, `$5 USD`, `Canadian dollars`, `5 euros`. So does a price of the world's markets:
//!    `$76.7 a barrel` is in US dollars wherever it is reported.
//! 2. An agency that writes for the world and means US dollars by a bare `$`, in the dateline: `LONDON (Reuters)`.
//! 3. For `$` and `dollars`: US dollars, if the document names them in full and no other dollars (`US$14 billion` above,
//!    `$20,000` below). Where it names others, a bare `$` may be either.
//! 4. The country of the dateline, if it is one of the family's: `KARACHI` before `Rs 500`.
//! 5. For all but dollars: the one country of the family that the document speaks of at all. Dollars are counted in
//!    everywhere, so that the countries of a report say nothing of them.
//!
//! 6. Bare pounds, rubles, won and lira are those of Britain, Russia, South Korea and Turkey if no other country that has
//!    them is spoken of.
//!
//! Otherwise the unit is left out. Pounds that may as well be a weight (no more than some thousands of them) are money only
//! where the document has an amount with a sign or a country to it.

use super::rules::{RULES, class, symbol};
use super::rules::{kind, slot};
use super::{Found, Quantity, QuantityKind};
use crate::document::Document;
use crate::rule::{Atom, AtomKind, Match, atoms};

/// What the blocks of a document show of its currencies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The currencies that amounts name themselves, as symbols of the rules.
    named: Vec<i32>,
    /// The currencies of the countries that are spoken of.
    nations: Vec<i32>,
}

impl Evidence {
    /// Notes that an amount names this currency.
    pub(super) fn name(&mut self, currency: i32) {
        note(&mut self.named, currency);
    }

    /// Notes that the text speaks of a country with this currency.
    pub(super) fn nation(&mut self, currency: i32) {
        note(&mut self.nations, currency);
    }
}

/// There are no more currencies than the rules know: a list of them stays short.
fn note(list: &mut Vec<i32>, currency: i32) {
    if !list.contains(&currency) {
        list.push(currency);
    }
}

/// The only one of `currencies` that is in `family`.
fn only(currencies: &[i32], family: i32) -> Option<i32> {
    let mut members = currencies.iter().copied().filter(|&currency| is_in(currency, family));
    members.next().filter(|_| members.next().is_none())
}

/// Whether a currency goes by the name of a family.
fn is_in(currency: i32, family: i32) -> bool {
    let word = AtomKind::Word(RULES.word(name(currency)), true);
    let atom = Atom { span: (0..0).into(), joined: false, kind: word };
    [class::FAMILY, class::LIRA_FAMILY].iter().any(|&class| RULES.value(atom, class) == Some(family))
}

/// What English news means by a word of which no country is near.
fn usual(family: i32) -> Option<i32> {
    [
        (symbol::POUND, symbol::GBP),
        (symbol::RUBLE, symbol::RUB),
        (symbol::WON, symbol::KRW),
        (symbol::LIRA, symbol::TRY),
    ]
    .into_iter()
    .find_map(|(name, currency)| (name == family).then_some(currency))
}

/// The name of a symbol of the rules.
pub(super) fn name(symbol: i32) -> &'static str {
    RULES.symbol(symbol)
}

/// Agencies whose bare dollars are those of the United States.
const AGENCIES: [&str; 9] = ["reuters", "ap", "afp", "xinhua", "bloomberg", "upi", "dpa", "efe", "voa"];

/// The figures of a document, with the currencies that all of it decides.
pub fn settle(document: &Document, found: &[Found], evidence: &Evidence) -> Vec<Quantity> {
    let home = home(document);
    let world = from_an_agency(document);
    found.iter().map(|found| settled(found, evidence, home, world)).collect()
}

fn settled(found: &Found, evidence: &Evidence, home: Option<i32>, world: bool) -> Quantity {
    let Some(family) = found.family else { return found.quantity };
    let home = home.filter(|&home| is_in(home, family));
    let currency = if family == symbol::DOLLAR {
        let named = evidence.named.iter().any(|&currency| is_in(currency, family));
        let american = || only(&evidence.named, family).filter(|&currency| currency == symbol::USD);
        match (world, named) {
            (true, _) => Some(symbol::USD),
            (false, true) => american(),
            (false, false) => home,
        }
    } else {
        let named = only(&evidence.named, family);
        let mut others = evidence.nations.iter().chain(&evidence.named);
        let spoken_of = others.any(|&currency| is_in(currency, family));
        let usual = || usual(family).filter(|_| !spoken_of && !found.weak);
        let nation = || home.or_else(|| only(&evidence.nations, family)).filter(|_| !found.weak);
        named.or_else(nation).or_else(usual)
    };
    let unit = currency.map(name);
    if unit.is_none() && found.weak {
        return Quantity { kind: QuantityKind::Quantity, unit: Some("lb"), ..found.quantity };
    }
    Quantity { unit, ..found.quantity }
}

/// The currency of the country that the dateline names.
fn home(document: &Document) -> Option<i32> {
    let place = document.dateline?.place?;
    let atoms = atoms(&RULES, &document.text, place);
    let nation = |found: &Match| (found.kind == kind::NATION).then(|| found.get(slot::CURRENCY)).flatten();
    RULES.find(&atoms, &[]).iter().find_map(nation)
}

fn from_an_agency(document: &Document) -> bool {
    let agency = document.dateline.and_then(|dateline| dateline.agency).map_or("", |agency| agency.of(&document.text));
    let mut words = agency.split(|c: char| !c.is_ascii_alphanumeric());
    words.any(|word| AGENCIES.iter().any(|agency| agency.eq_ignore_ascii_case(word)))
}
