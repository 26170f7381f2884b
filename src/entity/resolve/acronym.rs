//! Abbreviations: where the text defines one, and those that are made of the first letters of a name.
//!
//! A definition has the abbreviation in brackets behind its long form, or the long form in brackets behind it. The
//! letters must begin the words of the long form, in order, small words aside (after Schwartz and Hearst, *A simple
//! algorithm for identifying abbreviation definitions in biomedical text*, 2003, which lets any letter of a word
//! count). Where they do not, because they stand in the order of another language, a long form that is a run of
//! capitalised words is taken if the letters are the same, or if it is one organisation's name and half of them are. So is
//! one from which the letters differ by one, if there are letters enough.

use super::groups::{Groups, SoleOwners};
use super::name::{is_abbreviation, is_small_word};
use super::{Entity, Mention, MentionType, Rule};
use crate::document::{BlockKind, Document};
use crate::sort;
use crate::span::ByteSpan;
use crate::text::spaced;

/// A long form and its abbreviation, as the text defines them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// The long form: `Collective Security Treaty Organization`.
    pub long: ByteSpan,
    /// The abbreviation, without brackets: `CSTO`.
    pub short: ByteSpan,
}

/// The most letters of an abbreviation, and the fewest.
const MOST_LETTERS: usize = 10;
const FEWEST_LETTERS: usize = 2;

/// The most words that a long form has.
const MOST_WORDS: usize = 14;

/// The most bytes of a long form.
const LONGEST: usize = 160;

/// The definitions of a document, in source order.
pub fn definitions(document: &Document, mentions: &[Mention]) -> Vec<Definition> {
    let mut found = Vec::new();
    for block in document.blocks.iter().filter(|block| block.kind != BlockKind::Boilerplate) {
        let mut from = block.span.start;
        while let Some(open) = document.text[from..block.span.end].find('(').map(|at| from + at) {
            from = open + 1;
            found.extend(definition(&document.text, block.span, open, mentions));
        }
    }
    found
}

/// The definition whose bracket opens at `open`.
fn definition(text: &str, block: ByteSpan, open: usize, mentions: &[Mention]) -> Option<Definition> {
    let end = text.floor_char_boundary((open + 1 + LONGEST).min(block.end));
    let inner = &text[open + 1..end];
    let close = open + 1 + inner.find([')', ';', '('])?;
    let start = text.ceil_char_boundary(open.saturating_sub(LONGEST).max(block.start));
    let before = ByteSpan::new(start, open);
    let inside = ByteSpan::new(open + 1, close);
    let first = ByteSpan::new(open + 1, open + 1 + inside.of(text).find(',').unwrap_or(inside.len()));
    if let Some(short) = abbreviation(text, first) {
        let long =
            long_form(text, before, short.of(text)).or_else(|| translated(text, before, short.of(text), mentions))?;
        return Some(Definition { long, short });
    }
    // `CSTO (Collective Security Treaty Organization)`.
    let word = words(text, before).pop()?;
    let short = abbreviation(text, word)?;
    let inside = inside.trim(text)?;
    let all = words(text, inside);
    let whole = all.len() >= 2 && in_order(text, &all, &letters(short.of(text)), Strictness::Words) == Some(0);
    whole.then_some(Definition { long: inside, short })
}

/// The abbreviation that is all of `span`, quote marks aside.
fn abbreviation(text: &str, span: ByteSpan) -> Option<ByteSpan> {
    let inner = span.of(text);
    let trimmed = inner.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '\'' | '‘' | '’'));
    let dots = trimmed.matches('.').count();
    let trimmed = if dots == 1 { trimmed.trim_end_matches('.') } else { trimmed };
    let start = span.start + inner.find(trimmed)?;
    let length = trimmed.chars().count();
    let letters = trimmed.chars().filter(|c| c.is_alphabetic()).count();
    // Party tags (`R-Ky.`), states (`N.Y.`) and page furniture have marks in them.
    let plain = trimmed.chars().all(|c| c.is_alphanumeric() || matches!(c, '&' | '-' | '/'));
    let tag = trimmed.split_once('-').is_some_and(|(party, _)| matches!(party, "D" | "R" | "I"));
    let known = matches!(trimmed, "TM" | "PDF" | "II" | "III" | "IV" | "OK" | "NYSE" | "NASDAQ");
    let fits = (FEWEST_LETTERS..=MOST_LETTERS).contains(&length) && letters >= FEWEST_LETTERS;
    let dotted = trimmed.contains('.') && trimmed.split('.').all(|part| part.chars().count() <= 1);
    let written = is_abbreviation(trimmed) || is_mixed(trimmed);
    (fits && (plain || dotted) && !tag && !known && written).then(|| ByteSpan::new(start, start + trimmed.len()))
}

/// `MoD`, `IoTX`, `VoA`: at least two capitals, the first among them.
fn is_mixed(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().filter(|c| c.is_uppercase()).count() >= 2
}

/// The letters and digits of an abbreviation, in small letters.
fn letters(short: &str) -> Vec<char> {
    short.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The words of a span, cut at white space, hyphens and slashes, marks at their ends left out.
fn words(text: &str, span: ByteSpan) -> Vec<ByteSpan> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in span.of(text).char_indices().map(|(at, c)| (span.start + at, c)) {
        let inside = c.is_alphanumeric() || matches!(c, '\'' | '’' | '&' | '.') && start.is_some() || c == '&';
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(ByteSpan::new(from, at));
                start = None;
            }
            _ => {}
        }
    }
    found.extend(start.map(|from| ByteSpan::new(from, span.end)));
    found
}

/// The long form that ends where `before` ends.
fn long_form(text: &str, before: ByteSpan, short: &str) -> Option<ByteSpan> {
    let all = words(text, before);
    let all = &all[after_break(text, &all)..];
    let all = &all[all.len().saturating_sub(MOST_WORDS)..];
    let letters = letters(short);
    let last = all.last()?.end;
    let tries = [Strictness::Words, Strictness::Inner];
    let start = tries.into_iter().find_map(|strictness| in_order(text, all, &letters, strictness));
    let start = start.filter(|&start| !is_shouted(&text[all[start].start..last]));
    let start = start.or_else(|| same_letters(text, all, &letters)).map(|start| (start, last));
    let (start, end) = start.or_else(|| with_one_off(text, all, &letters))?;
    let long = ByteSpan::new(all[start].start, end);
    let stop = text[end..before.end].trim();
    let long = if stop == "." || stop == ".," { ByteSpan::new(long.start, end + 1) } else { long };
    (long.len() > short.len() + 2).then_some(long)
}

/// The word where a long form begins, and where it ends, if a word and the letters differ by one: a small word that says
/// what the thing is follows it (`hazard area response team vehicle (HART)`), or a letter stands for a word that is left
/// out (`Association of Chambers of Commerce, Industry and Agriculture (ACCIMA)`).
fn with_one_off(text: &str, all: &[ByteSpan], letters: &[char]) -> Option<(usize, usize)> {
    let (last, before) = all.split_last()?;
    let is_small = |word: &ByteSpan| word.of(text).starts_with(char::is_lowercase);
    if letters.len() >= LETTERS_BEFORE_A_WORD
        && is_small(last)
        && let Some(start) = in_order(text, before, letters, Strictness::Words)
    {
        return Some((start, before.last()?.end));
    }
    if letters.len() < LETTERS_TO_SPARE_ONE {
        return None;
    }
    let start = (1..letters.len()).find_map(|spared| {
        let kept = [&letters[..spared], &letters[spared + 1..]].concat();
        in_order(text, all, &kept, Strictness::Words).filter(|&start| !is_small(&all[start]))
    });
    start.map(|start| (start, last.end))
}

/// The fewest letters of an abbreviation that a word may part from its long form.
const LETTERS_BEFORE_A_WORD: usize = 4;

/// The fewest letters of an abbreviation of which one may stand for nothing.
const LETTERS_TO_SPARE_ONE: usize = 5;

/// Whether capital letters alone begin or end it: a dateline's place before an agency (`HONG KONG (AP)`).
fn is_shouted(long: &str) -> bool {
    let shouted =
        |word: &str| word.chars().filter(|c| c.is_uppercase()).count() > 3 && !word.contains(char::is_lowercase);
    long.split_whitespace().next().is_some_and(shouted) || long.split_whitespace().next_back().is_some_and(shouted)
}

/// Where the words begin that no mark parts from the last one.
fn after_break(text: &str, all: &[ByteSpan]) -> usize {
    let breaks = |pair: &[ByteSpan]| {
        let between = &text[pair[0].end..pair[1].start];
        // A list may be part of a name: `Black, Manafort, Stone and Kelly`.
        between.contains(['(', ')', ';', ':', '!', '?', '"', '“', '”', '—', '–'])
            || pair[0].of(text).ends_with('.') && is_long(pair[0].of(text))
    };
    all.windows(2).rposition(breaks).map_or(0, |at| at + 1)
}

/// Whether a word with a stop ends a sentence: not `U.S.`, `Inc.`.
fn is_long(word: &str) -> bool {
    word.trim_end_matches('.').chars().count() > 5
}

/// How the letters of an abbreviation must lie in the long form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strictness {
    /// Each begins a word.
    Words,
    /// The first begins a word; later ones may also stand inside the word of the letter before.
    Inner,
}

/// The word where a long form with these letters, in order, begins. Of several the shortest long form is taken.
fn in_order(text: &str, all: &[ByteSpan], letters: &[char], strictness: Strictness) -> Option<usize> {
    let most = letters.len() + letters.len().min(5);
    let from = all.len().saturating_sub(most);
    (from..all.len()).rev().find(|&start| {
        let words: Vec<&str> = all[start..].iter().map(|word| word.of(text)).collect();
        !is_small_word(words[0]) && spells(&words, letters, strictness)
    })
}

/// Whether the letters run through the words, every word but small ones and a legal form at the end taking part.
///
/// `reached` holds every count of letters that the words so far can account for, a bit each.
fn spells(words: &[&str], letters: &[char], strictness: Strictness) -> bool {
    let mut reached = 1u32;
    let whole = 1u32 << letters.len();
    for (number, word) in words.iter().enumerate() {
        let mut next = 0;
        for count in (0..letters.len()).filter(|count| reached & 1 << count != 0) {
            let taken = letters_in(word, &letters[count..], strictness);
            next |= (1..=taken).fold(0, |bits, taken| bits | 1 << (count + taken));
        }
        let lower = word.to_lowercase();
        if is_small_word(&lower) && number > 0 {
            next |= reached;
        }
        if reached & whole != 0 && words.last().is_some_and(|last| is_legal_form(last)) {
            next |= whole;
        }
        reached = next;
    }
    let one_long_word = words.len() == 1 && strictness == Strictness::Inner && words[0].len() >= LONG_WORD;
    reached & whole != 0 && (words.len() > 1 || one_long_word)
}

/// The fewest bytes of a single word that is abbreviated: `photovoltaics`.
const LONG_WORD: usize = 8;

/// How many of the letters a word gives, if the first of them begins it.
fn letters_in(word: &str, letters: &[char], strictness: Strictness) -> usize {
    let mut sounds = word.chars().flat_map(char::to_lowercase);
    let Some(first) = sounds.next() else { return 0 };
    // `Expo` is written X.
    let by_sound = first == 'e' && letters.first() == Some(&'x') && sounds.clone().next() == Some('x');
    if letters.first() != Some(&first) && !by_sound {
        return 0;
    }
    if strictness == Strictness::Words {
        return 1;
    }
    let inner = sounds.fold(1, |taken, c| taken + usize::from(letters.get(taken) == Some(&c)));
    inner.min(MOST_OF_ONE_WORD.max(if letters.len() == inner { inner } else { 0 }))
}

/// The most letters that one word gives, unless it gives them all.
const MOST_OF_ONE_WORD: usize = 3;

fn is_legal_form(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "Inc" | "Corp" | "Co" | "Ltd" | "LLC" | "PLC" | "plc" | "Company" | "Corporation"
    )
}

/// The word where words begin whose first letters are these in some other order: each has a capital, or none has and an
/// article stands before them.
fn same_letters(text: &str, all: &[ByteSpan], letters: &[char]) -> Option<usize> {
    if letters.len() < 3 {
        return None;
    }
    let mut wanted = letters.to_vec();
    sort::by(&mut wanted, Ord::cmp);
    let mut have = Vec::new();
    let mut capitals = 0;
    for (at, word) in all.iter().enumerate().rev() {
        let word = word.of(text);
        if is_small_word(&word.to_lowercase()) && !word.starts_with(char::is_uppercase) {
            continue;
        }
        capitals += usize::from(word.starts_with(char::is_uppercase));
        have.extend(word.chars().next()?.to_lowercase());
        if have.len() == wanted.len() {
            sort::by(&mut have, Ord::cmp);
            let is_article = |word: &ByteSpan| matches!(word.of(text), "the" | "The" | "a" | "A" | "an" | "An");
            let after_article = all[..at].last().is_some_and(is_article);
            let of_one_look = capitals == wanted.len() || capitals == 0 && after_article;
            return (of_one_look && have == wanted).then_some(at);
        }
    }
    None
}

/// Makes the mentions agree with the definitions: each side of one is a mention, whole, if it is written as a name.
pub(super) fn mend(document: &Document, definitions: &[Definition], mentions: &mut Vec<Mention>) {
    let text = &document.text;
    for definition in definitions {
        if !is_name(definition.long.of(text)) {
            continue;
        }
        let short = covering(mentions, definition.short);
        let long = covering(mentions, definition.long);
        let overlapping = &mentions[long.clone()];
        if let [around] = overlapping
            && around.span.end == definition.long.end
            && around.glossary.is_none()
            && let Some(length) = first_of_two(&text[around.span.start..definition.long.start.max(around.span.start)])
        {
            let first = Mention { span: ByteSpan::new(around.span.start, around.span.start + length), ..*around };
            let second = Mention { span: definition.long, ..*around };
            mentions.splice(long, [first, second]);
            continue;
        }
        // A longer name around it, or a person, is not this definition's to change.
        let reaches_out = |mention: &Mention| !definition.long.contains(mention.span);
        // A firm may be named for people: `Black, Manafort, Stone and Kelly`.
        let is_person = |mention: &Mention| mention.kind == MentionType::Person && mention.span == definition.long;
        if overlapping.iter().any(|mention| reaches_out(mention) || is_person(mention) || mention.glossary.is_some()) {
            continue;
        }
        let exact = overlapping.len() == 1 && overlapping[0].span == definition.long;
        let confidence = |range: &[Mention]| range.iter().map(|m| m.confidence).fold(LEAST_CONFIDENCE, f32::max);
        let kinds = |range: &[Mention]| {
            let names =
                range.iter().filter(|m| matches!(m.kind, MentionType::Org | MentionType::Misc | MentionType::Event));
            names.map(|mention| mention.kind).next()
        };
        let kind = kinds(overlapping).or_else(|| kinds(&mentions[short.clone()]));
        let kind = kind.or_else(|| overlapping.first().filter(|_| exact).map(|m| m.kind)).unwrap_or(MentionType::Org);
        let confidence = confidence(overlapping).max(confidence(&mentions[short.clone()]));
        let mention = |span: ByteSpan| Mention { span, kind, entity: 0, confidence, glossary: None };
        let whole = |range: &std::ops::Range<usize>| {
            mentions[range.clone()].iter().all(|m| definition.short.contains(m.span) && m.glossary.is_none())
        };
        let mut replace = Vec::new();
        let known = mentions[short.clone()].iter().any(|mention| mention.span == definition.short);
        if whole(&short) && !known {
            replace.push((short.clone(), mention(definition.short)));
        }
        if !exact {
            replace.push((long.clone(), mention(definition.long)));
        }
        // The later place first, so that the earlier one keeps its number.
        sort::by_key(&mut replace, |(_, mention)| std::cmp::Reverse(mention.span.start));
        for (range, mention) in replace {
            mentions.splice(range, [mention]);
        }
    }
}

/// How long the first of two names is that were taken for one, where `before` is what stands before the second:
/// `Amtrak and `, `Tipperary County Council's `, `Valley Medical Group, Inc. `.
fn first_of_two(before: &str) -> Option<usize> {
    let first = before.trim_end();
    let ends_in_form = first.split_whitespace().next_back().is_some_and(is_legal_form);
    let kept = ["'s", "’s", " and"].into_iter().find_map(|end| first.strip_suffix(end));
    let kept = kept.or(Some(first).filter(|_| ends_in_form))?;
    (first.len() < before.len() && !kept.is_empty()).then_some(kept.len())
}

/// How sure a name is that only its abbreviation shows.
const LEAST_CONFIDENCE: f32 = 0.6;

/// The mentions that overlap a span, which are neighbours.
fn covering(mentions: &[Mention], span: ByteSpan) -> std::ops::Range<usize> {
    let start = mentions.partition_point(|mention| mention.span.end <= span.start);
    let end = mentions.partition_point(|mention| mention.span.start < span.end);
    start..end.max(start)
}

/// Whether every word but the small ones has a capital.
fn is_name(long: &str) -> bool {
    long.split([' ', '\n', '-'])
        .filter(|word| !word.is_empty())
        .all(|word| is_small_word(word) || !word.starts_with(char::is_lowercase))
}

/// Joins abbreviations to what they stand for.
pub(super) fn join(definitions: &[Definition], mentions: &[Mention], groups: &mut Groups) {
    for definition in definitions {
        if let (Some(long), Some(short)) = (exactly(mentions, definition.long), exactly(mentions, definition.short)) {
            groups.join(groups.of(short), groups.of(long), Rule::Defined);
        }
    }
    join_initials(groups);
}

fn exactly(mentions: &[Mention], span: ByteSpan) -> Option<usize> {
    mentions
        .binary_search_by_key(&span.start, |mention| mention.span.start)
        .ok()
        .filter(|&at| mentions[at].span == span)
}

/// The organisation that ends where `before` does, if an abbreviation in another language may stand for it: half of the
/// letters are its own, or it says that it is a body of some sort.
fn translated(text: &str, before: ByteSpan, short: &str, mentions: &[Mention]) -> Option<ByteSpan> {
    organisation_before(text, before, short, mentions).or_else(|| body_before(text, before, short))
}

/// The capitalised words that end where `before` does, if they say what sort of body they name and half of the letters
/// are theirs, though the recogniser did not find them.
fn body_before(text: &str, before: ByteSpan, short: &str) -> Option<ByteSpan> {
    let all = words(text, before);
    let has_capital = |at: &usize| {
        let word = all[*at].of(text);
        word.starts_with(char::is_uppercase) && !is_small_word(&word.to_lowercase())
    };
    let joins = |at: &usize| matches!(all[*at].of(text), "of" | "for" | "and" | "&" | "de" | "du" | "la");
    let apart = |at: usize| all.get(at + 1).is_some_and(|next| !text[all[at].end..next.start].trim().is_empty());
    let run = (0..all.len()).rev().take_while(|at| (has_capital(at) || joins(at)) && !apart(*at));
    let long = ByteSpan::new(all[run.filter(has_capital).last()?].start, all.last()?.end);
    (shares_letters(short, long.of(text)) && is_body(short, long.of(text))).then_some(long)
}

/// The organisation that ends where `before` does, if the recogniser found it.
fn organisation_before(text: &str, before: ByteSpan, short: &str, mentions: &[Mention]) -> Option<ByteSpan> {
    let at = mentions.partition_point(|mention| mention.span.end <= before.end).checked_sub(1)?;
    let Mention { span: long, kind, .. } = mentions[at];
    let adjacent = long.end > before.start && text[long.end..before.end].trim().is_empty();
    let shouted = !long.of(text).contains(char::is_lowercase);
    let several = long.of(text).split_whitespace().count() > 1;
    let names = adjacent && several && !shouted && kind == MentionType::Org && !is_abbreviation(long.of(text));
    (names && (shares_letters(short, long.of(text)) || is_body(short, long.of(text)))).then_some(long)
}

/// Whether an organisation's name of three words or more says what sort of body it is, and the abbreviation is long
/// enough to be one of its own.
fn is_body(short: &str, long: &str) -> bool {
    let words = || long.split([' ', '-', '\n']).filter(|word| !is_small_word(word));
    let letters = short.chars().filter(|c| c.is_uppercase()).count();
    letters >= 3 && words().count() >= 3 && words().any(|word| BODIES.contains(&word))
}

#[rustfmt::skip]
const BODIES: [&str; 24] = [
    "Party", "Alliance", "Institute", "Organization", "Organisation", "Federation", "Union", "Front", "Movement",
    "Council", "Committee", "Agency", "Service", "Association", "Confederation", "League", "Army", "Commission",
    "Bureau", "Foundation", "Academy", "Congress", "Coalition", "Forces",
];

/// Whether half of an abbreviation's letters begin words of the long form, which has at least two.
fn shares_letters(short: &str, long: &str) -> bool {
    let wanted = letters(short);
    let words = long.split([' ', '-', '\n']).filter(|word| !is_small_word(&word.to_lowercase()));
    let mut initials: Vec<char> = words.filter_map(|word| word.chars().next()).flat_map(char::to_lowercase).collect();
    let several = initials.len() > 1;
    let shared = wanted.iter().filter(|letter| {
        let at = initials.iter().position(|initial| initial == *letter);
        at.map(|at| initials.swap_remove(at)).is_some()
    });
    let shared = shared.count();
    several && 2 * shared >= wanted.len() && wanted.len() >= 3
}

/// Joins an abbreviation that nothing defines to the one name in the article whose first letters it is.
fn join_initials(groups: &mut Groups) {
    let mut owners = SoleOwners::default();
    let named = groups.of_kind(|kind| kind != MentionType::Norp);
    for &group in &named {
        for initials in initials(&groups.all[group].surface) {
            owners.claim(groups, initials, group);
        }
    }
    for &group in &named {
        let surface = &groups.all[group].surface;
        if !is_abbreviation(surface) && !is_mixed(surface) {
            continue;
        }
        let letters: String = letters(surface).into_iter().collect();
        if let Some(owner) = owners.get(&letters)
            && go_together(groups.all[group].kind, groups.all[owner].kind)
        {
            groups.join(group, owner, Rule::Initials);
        }
    }
}

fn go_together(short: MentionType, long: MentionType) -> bool {
    let thing = |kind| matches!(kind, MentionType::Org | MentionType::Misc | MentionType::Event);
    short == long || thing(short) && thing(long)
}

/// The first letters of a name's words, with and without its small words, and without the first word if that is a
/// country's abbreviation. Names of one word have none.
fn initials(surface: &str) -> Vec<String> {
    let words: Vec<&str> = surface.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    let of = |words: &[&str], small: bool| -> String {
        let words = words.iter().filter(|word| small || !is_small_word(word) && !is_small_word(&word.to_lowercase()));
        words.filter_map(|word| word.chars().find(|c| c.is_alphanumeric())).flat_map(char::to_lowercase).collect()
    };
    let mut found = vec![of(&words, false), of(&words, true)];
    if words.first().is_some_and(|first| matches!(*first, "U.S." | "US" | "UK" | "U.K." | "UN" | "U.N.")) {
        found.push(of(&words[1..], false));
    }
    found.retain(|letters| letters.chars().count() >= FEWEST_LETTERS);
    found.dedup();
    found
}

/// Tells each entity its abbreviation.
pub(super) fn tell(document: &Document, definitions: &[Definition], mentions: &[Mention], entities: &mut [Entity]) {
    let text = &document.text;
    for definition in definitions {
        let long = exactly(mentions, definition.long).map(|at| mentions[at].entity);
        let short = exactly(mentions, definition.short).map(|at| mentions[at].entity);
        if let (None, Some(short)) = (long, short)
            && covering(mentions, definition.long).is_empty()
        {
            // `compound annual growth rate (CAGR)`: what it stands for is no name, and says more than the letters.
            let entity = &mut entities[short];
            if is_abbreviation(&entity.name) {
                entity.name = spaced(definition.long.of(text));
                entity.acronym = Some(definition.short.of(text).to_owned());
            }
        }
        if let (Some(long), true) = (long, long == short || short.is_none()) {
            entities[long].acronym.get_or_insert_with(|| definition.short.of(text).to_owned());
        }
    }
    for entity in entities.iter_mut().filter(|entity| entity.acronym.is_none() && entity.name.contains(' ')) {
        let names = entity.mentions.iter().map(|&at| mentions[at].span.of(text));
        let short =
            names.map(super::name::without_possessive).find(|name| is_abbreviation(name) && name.len() <= MOST_LETTERS);
        let in_capitals = !entity.name.contains(char::is_lowercase);
        entity.acronym = short.filter(|_| !in_capitals && entity.kind != MentionType::Person).map(str::to_owned);
    }
}
