//! One name spelt in two ways: another transliteration, a slip of the keys.

use std::collections::HashMap;

use super::groups::Groups;
use super::{MentionType, Rule};
use crate::sort;

/// The fewest letters of a name whose spelling may vary: of short ones, too many are a letter apart.
const FEWEST_LETTERS: usize = 5;

/// The fewest letters of a name that a slip may have turned into another.
const FEWEST_SLIPPED: usize = 7;

/// Joins names that sound alike or have two neighbouring letters exchanged, if they are of one type and no third name is as
/// close.
pub(super) fn join(groups: &mut Groups) {
    let named = groups.of_kind(|kind| kind != MentionType::Norp);
    join_by(groups, &named, |name| sound(name).filter(|_| name.chars().count() >= FEWEST_LETTERS));
    join_by(groups, &named, |name| (name.chars().count() >= FEWEST_SLIPPED).then(|| letters(name)));
}

fn join_by(groups: &mut Groups, named: &[usize], form: impl Fn(&str) -> Option<String>) {
    let mut forms: HashMap<(MentionType, String), Vec<usize>> = HashMap::new();
    for &group in named {
        if let Some(form) = form(&groups.all[group].key) {
            forms.entry((groups.all[group].kind, form)).or_default().push(group);
        }
    }
    for &group in named {
        let Some(form) = form(&groups.all[group].key) else { continue };
        let Some(alike) = forms.remove(&(groups.all[group].kind, form)) else { continue };
        if let [one, other] = alike[..] {
            groups.join(other, one, Rule::Spelling);
        }
    }
}

/// How a name sounds, roughly: what differs between the ways to write a foreign name in Latin letters is made one.
/// `None` if it is too short to be told by it.
pub(super) fn sound(name: &str) -> Option<String> {
    if name.len() < FEWEST_LETTERS || !name.bytes().all(|b| b.is_ascii_alphabetic() || b == b' ' || b == b'\'') {
        return None;
    }
    let mut sound: Vec<u8> = Vec::with_capacity(name.len());
    let mut bytes = name.bytes().peekable();
    while let Some(byte) = bytes.next() {
        let letter = match (byte, bytes.peek()) {
            (b'\'', _) => continue,
            (b'p', Some(b'h')) => skipping(&mut bytes, b'f'),
            (b'k', Some(b'h')) => skipping(&mut bytes, b'h'),
            (b'y' | b'j', _) => b'i',
            (b'w', _) => b'v',
            (b'q', _) => b'k',
            (byte, _) => byte,
        };
        push_sound(&mut sound, letter);
    }
    String::from_utf8(sound).ok()
}

fn skipping(bytes: &mut impl Iterator<Item = u8>, letter: u8) -> u8 {
    bytes.next();
    letter
}

/// Adds a letter, but no letter twice, and no weak vowel beside another vowel: `Tokayev` and `Tokaev`.
fn push_sound(sound: &mut Vec<u8>, letter: u8) {
    let is_vowel = |letter: u8| b"aeiou".contains(&letter);
    match sound.last() {
        Some(&last) if last == letter => {}
        Some(&last) if is_vowel(last) && letter == b'i' => {}
        Some(b'i') if is_vowel(letter) && sound.len() > 1 => {
            sound.pop();
            if sound.last() != Some(&letter) {
                sound.push(letter);
            }
        }
        _ => sound.push(letter),
    }
}

/// The letters of each word in order, its first and last kept in place: the same for `United` and `Untied`.
fn letters(name: &str) -> String {
    let words = name.split(' ').map(|word| {
        let mut letters: Vec<char> = word.chars().collect();
        if let [_, middle @ .., _] = letters.as_mut_slice() {
            sort::by(middle, Ord::cmp);
        }
        letters.into_iter().collect::<String>()
    });
    words.collect::<Vec<_>>().join(" ")
}
