//! Which thing in the world an entity is: a country, a region, a city or an organisation of the knowledge file.
//!
//! A name may stand for several things and for many more that no file holds, so every name has a rival that is none of
//! them. How much speaks for each is counted in bits (the logarithm of the odds): how many people know it, what else
//! the article names, what stands beside the name; see `score.rs`. The item whose share of the whole is large enough is
//! the link; if none is, there is no link, since a wrong one is worse.
//!
//! That the places of an article lie together and explain one another is the old and good idea of toponym resolution
//! (Leidner, "Toponym Resolution in Text", 2007; Lieberman and Samet, "Adaptive context features for toponym resolution
//! in streaming news", 2012).

mod candidates;
mod cues;
#[cfg(feature = "write-model")]
pub mod encode;
pub mod globe;
mod hints;
mod key;
pub mod knowledge;
mod names;
mod score;
mod sport;

pub use key::fold;
pub use knowledge::{Kind, Knowledge, Point};

use super::{Entity, Mention};
use crate::document::Document;

/// What an entity is known as elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The number of its Wikidata item: 232 for `Q232`, Kazakhstan. A nationality links to its country.
    pub wikidata: u32,
    /// The name by which the item is commonly known.
    pub label: String,
    /// What the item is.
    pub kind: Kind,
    /// The country that it is in, or is.
    pub country: Option<Country>,
    /// Where it is, if it is a place.
    pub point: Option<Point>,
    /// How sure the link is, 0 to 1, in steps of a thousandth.
    pub confidence: f32,
    /// Where the entry comes from, with its licence.
    pub source: String,
}

/// A country, to group places by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// Its ISO 3166-1 code: two capital letters.
    pub code: String,
    /// Its common name.
    pub name: String,
}

/// Finds the links of `entities`, whose mentions in `document` are `mentions`.
pub fn link(knowledge: &Knowledge, document: &Document, mentions: &[Mention], entities: &mut [Entity]) {
    let subjects = candidates::gather(knowledge, document, mentions, entities);
    let hints = hints::countries(knowledge, &document.text);
    for choice in score::choose(knowledge, &subjects, &hints) {
        entities[choice.entity].link = Some(describe(knowledge, choice.item, choice.confidence));
    }
}

fn describe(knowledge: &Knowledge, at: usize, confidence: f32) -> Link {
    let item = knowledge.item(at);
    let country = item.country.and_then(|country| {
        let code = knowledge.code(country)?.to_string();
        Some(Country { code, name: knowledge.label(country).to_string() })
    });
    Link {
        wikidata: item.wikidata,
        label: knowledge.label(at).to_string(),
        kind: item.kind,
        country,
        point: item.point,
        confidence,
        source: knowledge.source(at).to_string(),
    }
}
