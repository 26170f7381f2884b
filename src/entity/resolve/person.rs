//! The forms of a person's name.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::groups::Groups;
use super::spelling::sound;
use super::{MentionType, Rule};
use crate::sort;

/// Names of more words are not taken apart: they are lists or mistakes.
const MOST_WORDS: usize = 8;

/// The most people of one surname that a name is held against.
const MOST_NAMESAKES: usize = 12;

/// Joins `Tokayev` to `Kassim-Jomart Tokayev`, `J. Smith` to `John Smith`, `Bill Clinton` to `William Clinton`, unless
/// there is another whom the short form fits as well.
pub(super) fn join(groups: &mut Groups) {
    let words = |groups: &Groups, group: usize| bare(&groups.all[group].key).split(' ').count();
    let mut people = groups.of_kind(|kind| kind == MentionType::Person);
    people.retain(|&group| words(groups, group) <= MOST_WORDS);
    // The fullest first: what is part of a fuller name does not stand for itself.
    sort::by_key(&mut people, |&group| Reverse(words(groups, group)));
    let mut owners = Owners::default();
    for group in people {
        let name = bare(&groups.all[group].key).to_owned();
        match owners.owner(&name) {
            Owner::One(owner, rule) => groups.join(group, owner, rule),
            Owner::None => owners.add(&name, group),
            Owner::Many => {}
        }
    }
}

/// The name without titles before it and generations behind it.
fn bare(name: &str) -> &str {
    let mut name = name;
    while let Some((first, rest)) = name.split_once(' ') {
        if !TITLES.contains(&first) {
            break;
        }
        name = rest;
    }
    match name.rsplit_once(' ') {
        Some((rest, "jr" | "sr" | "ii" | "iii")) if !rest.is_empty() => rest,
        _ => name,
    }
}

const TITLES: [&str; 21] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "sir",
    "sen",
    "rep",
    "gov",
    "gen",
    "lt",
    "col",
    "maj",
    "sgt",
    "capt",
    "rev",
    "hon",
    "president",
    "professor",
];

/// Whom a name may stand for.
enum Owner {
    None,
    One(usize, Rule),
    Many,
}

/// The people with full names, by the shorter forms by which they may go.
#[derive(Default)]
struct Owners {
    /// Two owners are none.
    by_part: HashMap<String, Option<usize>>,
    by_sound: HashMap<String, Option<usize>>,
    by_surname: HashMap<String, Vec<(String, usize)>>,
}

impl Owners {
    fn owner(&self, name: &str) -> Owner {
        match self.by_part.get(name) {
            Some(Some(owner)) => return Owner::One(*owner, Rule::PartOfName),
            Some(None) => return Owner::Many,
            None => {}
        }
        let Some((_, surname)) = name.rsplit_once(' ') else { return self.by_sound(name) };
        let namesakes = self.by_surname.get(surname).map_or(&[][..], Vec::as_slice);
        let mut fitting = namesakes.iter().take(MOST_NAMESAKES).filter(|(full, _)| is_form_of(name, full));
        match (fitting.next(), fitting.next()) {
            (None, _) => self.by_sound(name),
            (Some(&(_, owner)), None) => Owner::One(owner, Rule::FormOfName),
            (Some(_), Some(_)) => Owner::Many,
        }
    }

    fn by_sound(&self, name: &str) -> Owner {
        match sound(name).and_then(|sound| self.by_sound.get(&sound)) {
            Some(Some(owner)) => Owner::One(*owner, Rule::Spelling),
            Some(None) => Owner::Many,
            None => Owner::None,
        }
    }

    fn add(&mut self, name: &str, group: usize) {
        for part in parts(name) {
            if let Some(sound) = sound(&part) {
                claim(&mut self.by_sound, sound, group);
            }
            claim(&mut self.by_part, part, group);
        }
        if let Some(sound) = sound(name) {
            claim(&mut self.by_sound, sound, group);
        }
        if let Some((_, surname)) = name.rsplit_once(' ') {
            self.by_surname.entry(surname.to_owned()).or_default().push((name.to_owned(), group));
        }
    }
}

fn claim(owners: &mut HashMap<String, Option<usize>>, part: String, group: usize) {
    owners.entry(part).and_modify(|owner| *owner = owner.filter(|&other| other == group)).or_insert(Some(group));
}

/// The shorter forms by which a person with this full name may go: what it begins with, the given name and surname
/// without what is between, and every ending of the name (`bin laden`, `laden`).
fn parts(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let mut parts: Vec<String> = (1..words.len()).map(|from| words[from..].join(" ")).collect();
    parts.extend((1..words.len()).map(|end| words[..end].join(" ")));
    if let [first, _, .., last] = words.as_slice() {
        parts.push(format!("{first} {last}"));
    }
    // A lone letter names nobody.
    parts.retain(|part| part.chars().nth(1).is_some());
    sort::by(&mut parts, Ord::cmp);
    parts.dedup();
    parts
}

/// Whether two names of one surname may be one person's: the given names are the same, one is the other's initial or
/// short form, and what is between does not contradict.
fn is_form_of(name: &str, full: &str) -> bool {
    let given = |name: &str| -> Vec<String> {
        let mut words: Vec<String> = name.split(' ').map(str::to_owned).collect();
        words.pop();
        words
    };
    let (short, long) = (given(name), given(full));
    let (Some(first), Some(other)) = (short.first(), long.first()) else { return false };
    if !same_given(first, other) {
        return false;
    }
    short[1..].iter().zip(&long[1..]).all(|(a, b)| same_given(a, b))
}

fn same_given(a: &str, b: &str) -> bool {
    let is_initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    a == b || is_initial(a, b) || is_initial(b, a) || is_short_form(a, b) || is_short_form(b, a)
}

/// Short forms of given names: a line has the full names first, a colon, and their short forms.
const SHORT_FORMS: &str = include_str!("wording/short-forms.txt");

fn is_short_form(short: &str, full: &str) -> bool {
    let lines = SHORT_FORMS.lines().filter_map(|line| line.split_once(':'));
    let has = |list: &str, word: &str| list.split_whitespace().any(|entry| entry == word);
    lines.into_iter().any(|(fulls, shorts)| has(fulls, full) && has(shorts, short))
}
