//! The forms of an organisation's name, and of other names that are shortened alike.

use std::collections::HashMap;

use super::country::Countries;
use super::groups::{Groups, SoleOwners};
use super::{MentionType, Rule};

/// Words that say in which legal form a company is.
#[rustfmt::skip]
const LEGAL_FORMS: [&str; 26] = [
    "inc", "incorporated", "corp", "corporation", "co", "company", "companies", "ltd", "limited", "llc", "plc", "llp",
    "lp", "group", "holdings", "holding", "sa", "spa", "ag", "nv", "se", "gmbh", "ab", "oyj", "asa", "pty",
];

/// Words that say of what sort an organisation is, and are left out when it is named again.
#[rustfmt::skip]
const SORTS: [&str; 44] = [
    "computer", "computers", "motor", "motors", "automotive", "auto", "party", "magazine", "newspaper", "airlines",
    "airways", "air", "bank", "news", "television", "university", "college", "club", "systems", "technologies",
    "technology", "energy", "pharmaceuticals", "industries", "international", "entertainment", "records", "software",
    "media", "stores", "partners", "foundation", "institute", "services", "brands", "foods", "pictures", "studios",
    "movement", "militia", "network", "networks", "city", "dc",
];

/// What ministries are called, before or behind their field.
const OFFICES: [&str; 5] = ["ministry", "department", "office", "bureau", "agency"];

/// Joins the short and the long forms of organisations' names, each only where one thing has the long one.
pub(super) fn join(groups: &mut Groups) {
    join_canonical(groups);
    let countries = Countries::get();
    join_short(groups, is_thing, |key| without_sorts(&canonical(key)));
    join_short(
        groups,
        |kind| matches!(kind, MentionType::Org | MentionType::Event),
        |key| countries.without_country(key).map(canonical),
    );
    join_short(groups, is_thing, |key| key.strip_prefix("church of ").map(str::to_owned));
    join_short(
        groups,
        |kind| kind == MentionType::Loc,
        |key| {
            let short = key.strip_suffix(" dc").or_else(|| key.strip_suffix(" city"))?;
            // Mexico City is not Mexico.
            countries.find(short).is_none().then(|| short.to_owned())
        },
    );
}

fn is_thing(kind: MentionType) -> bool {
    matches!(kind, MentionType::Org | MentionType::Misc)
}

/// Joins names that differ in their legal form or in the order of their words.
fn join_canonical(groups: &mut Groups) {
    let mut owners: HashMap<String, usize> = HashMap::new();
    for group in groups.of_kind(is_thing) {
        let canonical = canonical(&groups.all[group].key);
        match owners.get(&canonical) {
            Some(&owner) => groups.join(group, owner, Rule::ShortForm),
            None => {
                owners.insert(canonical, group);
            }
        }
    }
}

/// Joins the groups named by a short form to the one thing whose name gives it.
fn join_short(groups: &mut Groups, accept: impl Fn(MentionType) -> bool, short: impl Fn(&str) -> Option<String>) {
    let named = groups.of_kind(accept);
    let mut owners = SoleOwners::default();
    for &group in &named {
        let Some(short) = short(&groups.all[group].key) else { continue };
        owners.claim(groups, short, group);
    }
    for &group in &named {
        if let Some(owner) = owners.get(&canonical(&groups.all[group].key)) {
            groups.join(group, owner, Rule::ShortForm);
        }
    }
}

/// A name without legal form, with `ministry of X` turned round to `X ministry`.
fn canonical(key: &str) -> String {
    let mut words: Vec<&str> = key.split(' ').collect();
    while words.len() > 1 && words.last().is_some_and(|last| LEGAL_FORMS.contains(last)) {
        words.pop();
    }
    if let [office, "of", rest @ ..] = words.as_slice()
        && OFFICES.contains(office)
        && !rest.is_empty()
    {
        let field = rest.strip_prefix(&["the"]).unwrap_or(rest);
        let field = field.strip_suffix(&["affairs"]).unwrap_or(field);
        return format!("{} {office}", field.join(" "));
    }
    words.join(" ")
}

/// The name without the words for its sort that it ends in; `None` if there are none or nothing else.
fn without_sorts(canonical: &str) -> Option<String> {
    let words: Vec<&str> = canonical.split(' ').collect();
    let kept = words.len() - words.iter().rev().take_while(|word| SORTS.contains(word)).count();
    (0 < kept && kept < words.len()).then(|| words[..kept].join(" "))
}

/// Joins `the Church` to `Church of Scientology` and `Lion` to `Mac OS X Lion`: the last word of one name, or what an
/// organisation is by its first word.
pub(super) fn join_last_words(groups: &mut Groups) {
    for accept in [MentionType::Misc, MentionType::Event, MentionType::Org] {
        let named = groups.of_kind(|kind| kind == accept);
        let mut owners = SoleOwners::default();
        for &group in &named {
            for end in ends(&groups.all[group].key, accept) {
                owners.claim(groups, end, group);
            }
        }
        for &group in &named {
            if let Some(owner) = owners.get(&groups.all[group].key) {
                groups.join(group, owner, Rule::LastWord);
            }
        }
    }
}

/// The words by which a name may go when it has been given whole.
fn ends(key: &str, kind: MentionType) -> Vec<String> {
    let words: Vec<&str> = key.split(' ').collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
    if words.len() < 2 {
        return Vec::new();
    }
    match kind {
        MentionType::Org => {
            let mut ends = vec![(*first).to_owned(), (*last).to_owned()];
            ends.retain(|word| BODIES.contains(&word.as_str()));
            ends.dedup();
            ends
        }
        _ if last.chars().all(char::is_alphabetic) => vec![(*last).to_owned()],
        _ => Vec::new(),
    }
}

/// What an organisation may be called for short, when it is the only one of that kind.
#[rustfmt::skip]
const BODIES: [&str; 27] = [
    "church", "ministry", "court", "council", "commission", "committee", "party", "bank", "university", "department",
    "agency", "union", "club", "league", "army", "board", "foundation", "assembly", "parliament", "senate", "congress",
    "society", "association", "institute", "bureau", "federation", "authority",
];
