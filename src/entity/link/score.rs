//! How much speaks for each thing that a name may stand for.
//!
//! All is counted in eighths of a bit, whole numbers, so that sums are the same on every machine: eight more is twice
//! the odds. The numbers are judgements, not learnt: round ones that say what weighs more than what.

use super::candidates::Subject;
use super::knowledge::{Item, Kind, Knowledge, Point};

/// The link of an entity.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice {
    pub(super) entity: usize,
    pub(super) item: usize,
    /// The share of what speaks for it, 0 to 1, in steps of a thousandth.
    pub(super) confidence: f32,
}

/// From which share on a place helps to explain the others, and from which on there is a link.
const SURE: f32 = 0.9;
const ENOUGH: f32 = 0.8;

/// How much of its prominence an item starts with, in eighths: people are written about less than in proportion to how
/// many they are.
const WITH_PEOPLE: i32 = 5;

/// What speaks for something that is in no file: as much as for a town of sixty thousand people.
const UNKNOWN: i32 = 30;

/// Countries, regions and organisations are all in the file, and few things are called after them.
const AREA: i32 = 16;

/// What speaks for it besides: for each other place of the name that is in the file, and if nothing else in the article
/// is near the places or in their countries, more so if there are several.
const NAMESAKE: i32 = 6;
const MOST_NAMESAKES: usize = 3;
const ALONE: i32 = 8;
const ALONE_OF_MANY: i32 = 12;

/// The most that an article of another country takes away from a place: a great city is one everywhere.
const MOST_DRAWN: i32 = 30;

/// A country is known better than a city of as many people.
const COUNTRY: i32 = 32;

/// What being said to be inside a place weighs: for the items that are, and against all if none is.
const INSIDE: i32 = 64;
const NOWHERE_INSIDE: i32 = 40;

/// What a word weighs that only countries, or only states, have.
const TOLD_KIND: i32 = 32;

/// What standing in a list with a thing of the same kind weighs, and with how many it counts.
const LISTED: i32 = 16;
const MOST_LISTED: usize = 2;

/// How many places of the article are compared for nearness.
const MOST_ANCHORS: usize = 32;

/// Finds the links of the subjects; `hints` are the countries that the article's words tell of, with how much they do.
pub(super) fn choose(knowledge: &Knowledge, subjects: &[Subject], hints: &[(usize, i32)]) -> Vec<Choice> {
    let mut support = Support::of(knowledge, subjects, &[], hints);
    // First what is plain by itself, then what that explains, and with all of it the rest.
    for _ in 0..2 {
        let sure = subjects.iter().enumerate().filter_map(|(at, subject)| {
            let (item, share) = best(knowledge, subject, at, &support)?;
            (share >= SURE).then_some((at, item))
        });
        let sure: Vec<(usize, usize)> = sure.collect();
        support = Support::of(knowledge, subjects, &sure, hints);
    }
    let choice = |(at, subject): (usize, &Subject)| {
        let (item, share) = best(knowledge, subject, at, &support)?;
        let linked = share >= ENOUGH && knowledge.item(item).wikidata != 0 && !subject.doubtful;
        let confidence = (share * 1000.0).floor() / 1000.0;
        linked.then_some(Choice { entity: subject.entity, item, confidence })
    };
    subjects.iter().enumerate().filter_map(choice).collect()
}

/// The item that most speaks for, and its share.
fn best(knowledge: &Knowledge, subject: &Subject, at: usize, support: &Support) -> Option<(usize, f32)> {
    let weights: Vec<i32> = subject.items.iter().map(|&item| weight(knowledge, subject, at, item, support)).collect();
    let (mut first, mut highest) = (0, i32::MIN);
    for (index, &weight) in weights.iter().enumerate() {
        if weight > highest {
            (first, highest) = (index, weight);
        }
    }
    let unknown = weight_of_unknown(knowledge, subject, at, support);
    let others = weights.iter().enumerate().filter(|&(index, _)| index != first).map(|(_, &weight)| weight);
    let rivals: f32 = others.chain([unknown]).map(|weight| odds(weight - highest)).sum();
    Some((*subject.items.get(first)?, 1.0 / (1.0 + rivals)))
}

/// Two to the power of that many eighths.
fn odds(eighths: i32) -> f32 {
    // Whole eighths within a range that a float holds exactly.
    let eighths = i16::try_from(eighths.clamp(-512, 512)).unwrap_or_default();
    libm::exp2f(f32::from(eighths) / 8.0)
}

fn weight(knowledge: &Knowledge, subject: &Subject, at: usize, index: usize, support: &Support) -> i32 {
    let item = knowledge.item(index);
    let mut weight = i32::from(item.prominence) * WITH_PEOPLE / 8;
    let inside = subject.inside.iter().any(|&outer| knowledge.contains(outer, index));
    weight += if inside { INSIDE } else { 0 };
    match item.kind {
        Kind::Country => {
            weight += COUNTRY + if subject.national > 0 { TOLD_KIND } else { 0 };
        }
        Kind::Region => {
            weight += if subject.federal > 0 { TOLD_KIND } else { 0 };
        }
        Kind::City | Kind::Organisation => {}
    }
    if matches!(item.kind, Kind::City | Kind::Region) {
        weight += support.for_country(item, at) + support.for_region(item, at);
    }
    if item.kind != Kind::Organisation {
        weight += support.listed(knowledge, subject, item);
        weight += item.point.map_or(0, |point| support.nearness(point, at));
    }
    weight
}

/// What speaks for something else of that name that is in no file. The more an article is of a country whose places have
/// names from all over the world, the more a place of that name may be there.
fn weight_of_unknown(knowledge: &Knowledge, subject: &Subject, at: usize, support: &Support) -> i32 {
    let items = || subject.items.iter().map(|&item| knowledge.item(item));
    if items().any(|item| item.kind != Kind::City) {
        return UNKNOWN - AREA;
    }
    let here: Vec<usize> = items().filter_map(|item| item.country).collect();
    let elsewhere = (0..support.countries.len()).filter(|country| !here.contains(country));
    let drawn = elsewhere.map(|country| support.points(country, at) * namesakes(knowledge, country) / 8).max();
    let others = i32::try_from((subject.items.len() - 1).min(MOST_NAMESAKES)).unwrap_or_default();
    let alone = items().all(|item| !support.speaks_for(item, at));
    let inside = |item: usize| subject.inside.iter().any(|&outer| knowledge.contains(outer, item));
    let astray = !subject.inside.is_empty() && !subject.items.iter().any(|&item| inside(item));
    UNKNOWN
        + drawn.unwrap_or_default().min(MOST_DRAWN)
        + others * NAMESAKE
        + if alone { ALONE + others.min(1) * ALONE_OF_MANY } else { 0 }
        + if astray { NOWHERE_INSIDE } else { 0 }
}

/// How much a country's places are named after others, of eight.
fn namesakes(knowledge: &Knowledge, country: usize) -> i32 {
    match knowledge.code(country) {
        Some("US") => 8,
        Some("CA" | "AU" | "NZ" | "ZA" | "GB" | "IE" | "JM") => 5,
        _ => 2,
    }
}

/// What the places that are plain say of the others.
#[derive(Debug, Default)]
struct Support {
    /// Points for each country: how often the article speaks of it or of places in it.
    countries: Vec<i32>,
    /// Points for each region.
    regions: Vec<i32>,
    /// What each subject gave: its country, its region and its points, which are not for itself.
    given: Vec<(Option<usize>, Option<usize>, i32)>,
    /// What each entity plainly is.
    sure: Vec<Option<usize>>,
    /// Where the plain places are, each with its subject.
    anchors: Vec<(usize, Point)>,
}

impl Support {
    fn of(knowledge: &Knowledge, subjects: &[Subject], sure: &[(usize, usize)], hints: &[(usize, i32)]) -> Support {
        let mut support = Support::default();
        hints.iter().for_each(|&(country, points)| support.add(country, points));
        for &(at, index) in sure {
            let (subject, item) = (&subjects[at], knowledge.item(index));
            *reach(&mut support.sure, subject.entity) = Some(index);
            if item.kind == Kind::Organisation {
                continue;
            }
            let often = i32::try_from(subject.mentions.min(4)).unwrap_or(4);
            let points =
                if item.kind == Kind::City { 1 + often / 2 } else { 1 + often } + i32::from(subject.dateline) * 2;
            let region = if item.kind == Kind::Region { Some(index) } else { item.region };
            support.give(at, item.country, region, points);
            if item.kind != Kind::Country && support.anchors.len() < MOST_ANCHORS {
                support.anchors.extend(item.point.map(|point| (at, point)));
            }
        }
        support
    }

    fn add(&mut self, country: usize, points: i32) {
        *reach(&mut self.countries, country) += points;
    }

    fn give(&mut self, at: usize, country: Option<usize>, region: Option<usize>, points: i32) {
        if let Some(country) = country {
            self.add(country, points);
        }
        if let Some(region) = region {
            *reach(&mut self.regions, region) += points;
        }
        *reach(&mut self.given, at) = (country, region, points);
    }

    /// What the article's other places say for places of a country, in eighths of a bit.
    fn points(&self, country: usize, at: usize) -> i32 {
        let own = self.given.get(at).filter(|given| given.0 == Some(country)).map_or(0, |given| given.2);
        in_bits(self.countries.get(country).copied().unwrap_or_default() - own)
    }

    fn for_country(&self, item: &Item, at: usize) -> i32 {
        item.country.map_or(0, |country| self.points(country, at))
    }

    fn for_region(&self, item: &Item, at: usize) -> i32 {
        let Some(region) = item.region else { return 0 };
        let own = self.given.get(at).filter(|given| given.1 == Some(region)).map_or(0, |given| given.2);
        in_bits(self.regions.get(region).copied().unwrap_or_default() - own)
    }

    /// Whether any of the article's other places do.
    fn speaks_for(&self, item: &Item, at: usize) -> bool {
        let near = item.point.is_some_and(|point| self.nearness(point, at) > 0);
        near || self.for_country(item, at) > 0 || self.for_region(item, at) > 0
    }

    /// What the plain things in a list with it say for an item.
    fn listed(&self, knowledge: &Knowledge, subject: &Subject, item: &Item) -> i32 {
        let beside = subject.beside.iter().filter(|entity| **entity != subject.entity);
        let plain = beside.filter_map(|&entity| *self.sure.get(entity)?).map(|sure| knowledge.item(sure));
        let alike = plain
            .filter(|other| other.kind == item.kind && (item.kind == Kind::Country || other.country == item.country));
        LISTED * i32::try_from(alike.take(MOST_LISTED).count()).unwrap_or_default()
    }

    /// What the nearest of the article's other places says.
    fn nearness(&self, point: Point, at: usize) -> i32 {
        let others = self.anchors.iter().filter(|(subject, _)| *subject != at);
        match others.map(|(_, anchor)| squared_distance(point, *anchor)).min() {
            Some(near) if near < 150 * 150 => 24,
            Some(near) if near < 500 * 500 => 12,
            Some(near) if near < 1000 * 1000 => 6,
            _ => 0,
        }
    }
}

/// The place of a list at `at`, which is made so long.
fn reach<T: Clone + Default>(list: &mut Vec<T>, at: usize) -> &mut T {
    if list.len() <= at {
        list.resize(at + 1, T::default());
    }
    &mut list[at]
}

/// What that many points weigh: the first ones count most.
fn in_bits(points: i32) -> i32 {
    const EIGHTHS: [i32; 9] = [0, 10, 18, 24, 30, 34, 38, 42, 46];
    let points = usize::try_from(points.max(0)).unwrap_or_default();
    EIGHTHS[points.min(EIGHTHS.len() - 1)]
}

/// The cosine of a latitude, within two thousandths (Bhaskara I, 7th century).
fn cosine(degrees: f64) -> f64 {
    let square = degrees * degrees;
    (32_400.0 - 4.0 * square) / (32_400.0 + square)
}

/// The square of the distance in kilometres, as on a map whose middle is between the two.
fn squared_distance(a: Point, b: Point) -> i64 {
    let degrees = |hundredths: i32| f64::from(hundredths) / 100.0;
    let middle = degrees((i32::from(a.lat) + i32::from(b.lat)) / 2);
    let across = (i32::from(a.lon) - i32::from(b.lon)).abs();
    let x = degrees(across.min(36_000 - across)) * cosine(middle) * 111.2;
    let y = degrees(i32::from(a.lat) - i32::from(b.lat)) * 111.2;
    #[expect(clippy::cast_possible_truncation, reason = "at most the square of half the way around the earth")]
    let squared = (x * x + y * y) as i64;
    squared
}
