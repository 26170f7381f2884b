//! Countries: their other names, and their peoples.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::groups::Groups;
use super::name::alike;
use super::{Entity, MentionType, Rule};

/// A line a country, continent or nation: its names, a bar, the words for its people and what is theirs.
const COUNTRIES: &str = include_str!("wording/countries.txt");

/// What a word is to a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `Kazakhstan`.
    Name,
    /// `Kazakh`, `Kazakhs`.
    People,
}

/// The countries by their names and peoples, in small letters.
pub(super) struct Countries {
    forms: HashMap<&'static str, (usize, Form)>,
}

impl Countries {
    /// Those of the list, read once.
    pub(super) fn get() -> &'static Self {
        static ALL: LazyLock<Countries> = LazyLock::new(Countries::new);
        &ALL
    }

    fn new() -> Self {
        let mut forms = HashMap::new();
        for (row, line) in COUNTRIES.lines().enumerate() {
            let (names, peoples) = line.split_once('|').unwrap_or((line, ""));
            for (list, form) in [(names, Form::Name), (peoples, Form::People)] {
                forms.extend(list.split(',').filter(|word| !word.is_empty()).map(|word| (word, (row, form))));
            }
        }
        Countries { forms }
    }

    /// The row of the country that `key` belongs to, and as what.
    pub(super) fn find(&self, key: &str) -> Option<(usize, Form)> {
        self.forms.get(key).copied()
    }

    /// The name without a country, a people or the United Nations before it: `State Department`.
    pub(super) fn without_country<'k>(&self, key: &'k str) -> Option<&'k str> {
        let leads = key.match_indices(' ').take(3).map(|(at, _)| at).collect::<Vec<_>>();
        leads.into_iter().rev().find_map(|at| {
            let lead = &key[..at];
            let lead = lead.strip_suffix("'s").unwrap_or(lead);
            let known = self.forms.contains_key(lead) || matches!(lead, "un" | "united nations" | "eu" | "nato");
            known.then(|| &key[at + 1..])
        })
    }
}

/// Joins the names of one country, and the words for one people: `U.S.` and `United States`, `Afghan` and `Afghans`.
pub(super) fn join(groups: &mut Groups) {
    let countries = Countries::get();
    let mut rows: HashMap<(usize, MentionType), usize> = HashMap::new();
    for group in groups.of_kind(|kind| matches!(kind, MentionType::Loc | MentionType::Norp | MentionType::Org)) {
        let Some((row, form)) = countries.find(&groups.all[group].key) else { continue };
        let kind = if form == Form::Name { MentionType::Loc } else { MentionType::Norp };
        // A country taken for an organisation, a team maybe, joins only what is written as it is.
        if groups.all[group].kind != kind {
            continue;
        }
        match rows.get(&(row, kind)) {
            Some(&into) => groups.join(group, into, Rule::Country),
            None => {
                rows.insert((row, kind), group);
            }
        }
    }
    join_halves(groups);
}

/// Joins `the North` to `North Korea`, if that is the one northern thing of the article.
fn join_halves(groups: &mut Groups) {
    let places = groups.of_kind(|kind| kind == MentionType::Loc);
    for &half in &places {
        let key = groups.all[half].key.clone();
        if !matches!(key.as_str(), "north" | "south") {
            continue;
        }
        let mut whole = places.iter().filter(|&&place| {
            let rest = groups.all[place].key.strip_prefix(key.as_str());
            rest.is_some_and(|rest| rest == " korea")
        });
        if let (Some(&place), None) = (whole.next(), whole.next()) {
            groups.join(half, place, Rule::ShortForm);
        }
    }
}

/// Whether two names or adjectives are of one country: `Kazakh`, `Kazakhstan’s`. Case and possessives tell nothing.
pub(crate) fn same_country(a: &str, b: &str) -> bool {
    let row = |name: &str| Countries::get().find(&alike(name, MentionType::Loc)).map(|(row, _)| row);
    row(a).is_some_and(|found| row(b) == Some(found))
}

/// Tells each country its people, and each people its country.
pub fn relate(entities: &mut [Entity]) {
    let countries = Countries::get();
    let mut rows = vec![(Vec::new(), Vec::new()); COUNTRIES.lines().count()];
    for (number, entity) in entities.iter().enumerate() {
        match countries.find(&alike(&entity.name, entity.kind)) {
            Some((row, Form::Name)) if entity.kind == MentionType::Loc => rows[row].0.push(number),
            Some((row, Form::People)) if entity.kind == MentionType::Norp => {
                rows[row].1.push(number);
            }
            _ => {}
        }
    }
    for (places, peoples) in rows {
        places.iter().for_each(|&place| entities[place].related.clone_from(&peoples));
        peoples.iter().for_each(|&people| entities[people].related.clone_from(&places));
    }
}
