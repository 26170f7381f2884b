//! A caller's own names: compiled once, found in any number of texts, and put before what the model finds.
//!
//! The names lie in a trie whose edges are words, so that a text is read once whatever the glossary's size: from each
//! token the longest name is taken, and reading goes on behind it (leftmost, longest). A name has at most
//! [`MOST_TOKENS`] tokens, which bounds how far a false start can lead: time is linear in the text.
//!
//! A capital of a name has to be a capital in the text, a small letter may be either; white space, line breaks, the
//! make of quote marks and dashes, and the normal form of accented letters make no difference; what stands behind a
//! name as a token of its own (a possessive `'s`) is not part of it.

use std::collections::HashMap;

use super::fold::{allows, capitals, reduce, small};
use super::{Entity, Listed, Mention, MentionType};
use crate::document::Document;
use crate::error::{Error, ErrorCode};
use crate::sort;
use crate::span::ByteSpan;
use crate::text::{self, Token};

/// The most entries.
pub const MOST_ENTRIES: usize = 100_000;

/// The most names, aliases included.
pub const MOST_NAMES: usize = 1_000_000;

/// The most tokens of a name.
pub const MOST_TOKENS: usize = 32;

/// The most bytes of a name, an id or an address.
pub const MOST_BYTES: usize = 1024;

/// The most ways in which the same words may be capitalised differently in different names.
const MOST_CAPITALISATIONS: usize = 16;

/// One thing that the caller has names for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlossaryEntry {
    /// What it is called: the entity's canonical name.
    pub name: String,
    /// What else it is called.
    pub aliases: Vec<String>,
    /// What sort of thing it is.
    pub kind: MentionType,
    /// The caller's identifier for it. No two entries have the same.
    pub id: Option<String>,
    /// An address about it: `http`, `https`, or relative.
    pub url: Option<String>,
}

/// Where a name of the glossary stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The name's place in the text.
    pub span: ByteSpan,
    /// The entry that it names: its place in the list.
    pub entry: usize,
}

/// A compiled glossary.
#[derive(Debug)]
pub struct Glossary {
    entries: Vec<GlossaryEntry>,
    /// The number of each word, in small letters.
    words: HashMap<Box<str>, u32>,
    /// From a node, by a word, to a node.
    edges: HashMap<(u32, u32), u32>,
    /// For each node the first of the names that end there, or [`NONE`].
    ends: Vec<u32>,
    names: Vec<Name>,
    /// The reduced letters of all names, one after another.
    letters: String,
}

/// A name at the end of its words.
#[derive(Debug, Clone, Copy)]
struct Name {
    /// Its reduced letters with spaces between the words: a range of the glossary's.
    letters: (u32, u32),
    entry: u32,
    /// The next name with the same words, which has no more capitals; or [`NONE`].
    next: u32,
}

const ROOT: u32 = 0;
const NONE: u32 = u32::MAX;

impl Glossary {
    /// Compiles a glossary.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::InvalidGlossary`], naming the entry: there are more than [`MOST_ENTRIES`] or [`MOST_NAMES`]; a name
    /// is empty, has no letter or digit, holds a control character, or is longer than [`MOST_TOKENS`] or
    /// [`MOST_BYTES`]; two entries share a name or an id; an address is neither relative nor of the web.
    pub fn new(entries: Vec<GlossaryEntry>) -> Result<Self, Error> {
        if entries.len() > MOST_ENTRIES {
            return Err(invalid(format!("the glossary has {} entries, more than {MOST_ENTRIES}", entries.len())));
        }
        check_references(&entries)?;
        let mut glossary = Glossary {
            entries: Vec::new(),
            words: HashMap::new(),
            edges: HashMap::new(),
            ends: vec![NONE],
            names: Vec::new(),
            letters: String::new(),
        };
        for (at, entry) in (0..).zip(&entries) {
            glossary.add(&entry.name, at, "name")?;
            for (alias, name) in entry.aliases.iter().enumerate() {
                glossary.add(name, at, &format!("aliases[{alias}]"))?;
            }
        }
        glossary.entries = entries;
        Ok(glossary)
    }

    /// The entries as they were given.
    pub fn entries(&self) -> &[GlossaryEntry] {
        &self.entries
    }

    /// The names in `span` of `text`, in order; none overlaps another.
    ///
    /// # Panics
    ///
    /// If `span` does not lie in `text` on character boundaries.
    pub fn find(&self, text: &str, span: ByteSpan) -> Vec<Found> {
        let tokens = text::tokenize(text, span);
        let passage = self.read(text, &tokens);
        let mut found = Vec::new();
        let mut at = 0;
        while at < passage.tokens.len() {
            at += match self.longest(&passage, at) {
                Some((length, entry)) => {
                    let (first, last) = (&passage.tokens[at], &passage.tokens[at + length - 1]);
                    let span = ByteSpan::new(first.span.start, last.span.end);
                    found.push(Found { span, entry: entry as usize });
                    length
                }
                None => 1,
            };
        }
        found
    }

    /// Adds the names that the glossary finds in a document to its mentions, in the place of those that they overlap.
    pub(crate) fn mark(&self, document: &Document, mentions: &mut Vec<Mention>) {
        let blocks = document.blocks.iter().flat_map(|block| self.find(&document.text, block.span));
        let listed: Vec<Mention> = blocks.map(|found| self.mention(found)).collect();
        let mut at = 0;
        mentions.retain(|mention| {
            at += listed[at..].iter().take_while(|listed| listed.span.end <= mention.span.start).count();
            listed.get(at).is_none_or(|listed| !listed.span.overlaps(mention.span))
        });
        mentions.extend(listed);
        sort::by_key(mentions, |mention| mention.span.start);
    }

    fn mention(&self, Found { span, entry }: Found) -> Mention {
        Mention { span, kind: self.entries[entry].kind, entity: 0, confidence: 1.0, glossary: Some(entry) }
    }

    /// Makes each entry one entity, once it is known who is who: its mentions, and those that the model found and that
    /// name the same thing. What was one entity and has mentions of several entries falls apart into these.
    pub(crate) fn settle(&self, mentions: &mut [Mention], entities: Vec<Entity>) -> Vec<Entity> {
        let entry_of = |entity: &Entity| entity.mentions.iter().find_map(|&at| mentions[at].glossary);
        let entries: Vec<Option<usize>> = entities.iter().map(entry_of).collect();
        let mut settled: Vec<Entity> = Vec::new();
        let mut numbers = HashMap::new();
        for (at, mention) in mentions.iter_mut().enumerate() {
            let before = mention.entity;
            let entry = mention.glossary.or(entries[before]);
            let owner = entry.map_or((None, Some(before)), |entry| (Some(entry), None));
            let number = *numbers.entry(owner).or_insert_with(|| {
                let entity = Entity { mentions: Vec::new(), ..entities[before].clone() };
                settled.push(entry.map_or(entity.clone(), |entry| self.entity(entry, entity)));
                settled.len() - 1
            });
            mention.entity = number;
            settled[number].mentions.push(at);
        }
        settled
    }

    /// The entity as the entry has it.
    fn entity(&self, entry: usize, entity: Entity) -> Entity {
        let GlossaryEntry { name, kind, id, url, .. } = &self.entries[entry];
        let listed = Listed { entry, id: id.clone(), url: url.clone() };
        Entity { name: name.clone(), kind: *kind, glossary: Some(listed), ..entity }
    }

    /// Adds a name of the entry; `field` says which, for the error.
    fn add(&mut self, name: &str, entry: u32, field: &str) -> Result<(), Error> {
        let wrong = |why: String| Err(invalid(format!("glossary[{entry}].{field} {why}")));
        if let Some(why) = fault(name) {
            return wrong(why);
        }
        if self.names.len() == MOST_NAMES {
            return wrong(format!("is one name more than {MOST_NAMES}"));
        }
        let tokens = text::tokenize(name, (0..name.len()).into());
        if tokens.len() > MOST_TOKENS {
            return wrong(format!("has {} words and marks, more than {MOST_TOKENS}", tokens.len()));
        }
        let start = self.letters.len();
        let node = self.walk(name, &tokens);
        let end = self.letters.len();
        match self.insert(node, (narrow(start), narrow(end)), entry) {
            Inserted::New => Ok(()),
            Inserted::Known => {
                self.letters.truncate(start);
                Ok(())
            }
            Inserted::Taken(other) => wrong(format!("({name:?}) is a name of glossary[{other}] too")),
            Inserted::TooMany => wrong(format!("({name:?}) is one of too many that differ in capitals alone")),
        }
    }

    /// Adds the reduced letters of a name, and the nodes for its words; the last of these.
    fn walk(&mut self, name: &str, tokens: &[Token]) -> u32 {
        let mut node = ROOT;
        for (at, token) in tokens.iter().enumerate() {
            if at > 0 {
                self.letters.push(' ');
            }
            let start = self.letters.len();
            reduce(token.span.of(name), &mut self.letters);
            let word: String = self.letters[start..].chars().map(small).collect();
            let next = narrow(self.words.len());
            let word = *self.words.entry(word.into()).or_insert(next);
            let next = narrow(self.ends.len());
            let to = *self.edges.entry((node, word)).or_insert(next);
            if to == next {
                self.ends.push(NONE);
            }
            node = to;
        }
        node
    }

    /// Puts a name among those that end at the node, those with more capitals first.
    fn insert(&mut self, node: u32, letters: (u32, u32), entry: u32) -> Inserted {
        let new = self.letters_of(letters);
        let (mut before, mut count) = (None, 0);
        let mut at = self.ends[node as usize];
        while let Some(&name) = self.names.get(at as usize) {
            let other = self.letters_of(name.letters);
            if other == new {
                return if name.entry == entry { Inserted::Known } else { Inserted::Taken(name.entry) };
            }
            if capitals(other) >= capitals(new) {
                before = Some(at);
            }
            count += 1;
            at = name.next;
        }
        if count == MOST_CAPITALISATIONS {
            return Inserted::TooMany;
        }
        let number = narrow(self.names.len());
        let link = match before {
            Some(before) => &mut self.names[before as usize].next,
            None => &mut self.ends[node as usize],
        };
        let next = std::mem::replace(link, number);
        self.names.push(Name { letters, entry, next });
        Inserted::New
    }

    fn letters_of(&self, (start, end): (u32, u32)) -> &str {
        &self.letters[start as usize..end as usize]
    }

    /// Reads tokens as the names are read.
    fn read<'a>(&self, text: &str, tokens: &'a [Token]) -> Passage<'a> {
        let mut passage = Passage { tokens, letters: String::new(), starts: Vec::new(), words: Vec::new() };
        let mut word = String::new();
        for token in tokens {
            let start = passage.letters.len();
            reduce(token.span.of(text), &mut passage.letters);
            word.clear();
            word.extend(passage.letters[start..].chars().map(small));
            passage.starts.push(start);
            passage.words.push(self.words.get(word.as_str()).copied());
            passage.letters.push(' ');
        }
        passage.starts.push(passage.letters.len());
        passage
    }

    /// The longest name that begins at the token: how many tokens it has, and the entry.
    fn longest(&self, passage: &Passage<'_>, start: usize) -> Option<(usize, u32)> {
        let mut node = ROOT;
        let mut longest = None;
        for (at, word) in passage.words.iter().enumerate().skip(start) {
            let Some(&to) = word.as_ref().and_then(|&word| self.edges.get(&(node, word))) else { break };
            node = to;
            if let Some(entry) = self.fitting(node, passage.letters(start, at)) {
                longest = Some((at + 1 - start, entry));
            }
        }
        longest
    }

    /// The entry of the first name at the node whose capitals allow `there`.
    fn fitting(&self, node: u32, there: &str) -> Option<u32> {
        let mut at = self.ends[node as usize];
        while let Some(name) = self.names.get(at as usize) {
            if allows(self.letters_of(name.letters), there) {
                return Some(name.entry);
            }
            at = name.next;
        }
        None
    }
}

/// What became of a name that was put in.
enum Inserted {
    New,
    /// The entry has it already.
    Known,
    /// Another entry has it.
    Taken(u32),
    TooMany,
}

/// Tokens as the names are read.
struct Passage<'a> {
    tokens: &'a [Token],
    /// The reduced letters of all tokens, each with a space behind it.
    letters: String,
    /// Where each token's letters begin, and the end of all.
    starts: Vec<usize>,
    /// The number of each token's word, if it is one of the glossary's.
    words: Vec<Option<u32>>,
}

impl Passage<'_> {
    /// The letters from one token to another, both included.
    fn letters(&self, first: usize, last: usize) -> &str {
        &self.letters[self.starts[first]..self.starts[last + 1] - 1]
    }
}

/// A count of what fits the limits, each name at most [`MOST_BYTES`].
fn narrow(count: usize) -> u32 {
    u32::try_from(count).expect("a glossary within its limits is counted in 32 bits")
}

fn invalid(message: String) -> Error {
    Error::new(ErrorCode::InvalidGlossary, message)
}

/// What is wrong with a name, as the end of a sentence.
fn fault(name: &str) -> Option<String> {
    let control = name.chars().find(|c| c.is_control() && !c.is_whitespace());
    match control {
        _ if name.trim().is_empty() => Some("is empty".to_owned()),
        _ if name.len() > MOST_BYTES => Some(format!("has {} bytes, more than {MOST_BYTES}", name.len())),
        Some(control) => Some(format!("holds the control character U+{:04X}", u32::from(control))),
        None if !name.contains(char::is_alphanumeric) => Some(format!("({name:?}) has no letter or digit")),
        None => None,
    }
}

/// Checks the ids and addresses.
fn check_references(entries: &[GlossaryEntry]) -> Result<(), Error> {
    let mut ids = HashMap::new();
    for (at, GlossaryEntry { id, url, .. }) in entries.iter().enumerate() {
        let wrong = |why: String| Err(invalid(format!("glossary[{at}].{why}")));
        for (field, value) in [("id", id), ("url", url)] {
            match value {
                Some(value) if value.is_empty() => return wrong(format!("{field} is empty: leave it out")),
                Some(value) if value.len() > MOST_BYTES => {
                    return wrong(format!("{field} has more than {MOST_BYTES} bytes"));
                }
                _ => {}
            }
        }
        if let Some(other) = id.as_ref().and_then(|id| ids.insert(id, at)) {
            return wrong(format!("id is that of glossary[{other}] too: further names of one thing are its aliases"));
        }
        if let Some(url) = url.as_ref().filter(|url| !is_of_the_web(url)) {
            return wrong(format!("url must be an address of http or https, or a relative one, not {url:?}"));
        }
    }
    Ok(())
}

/// Whether a page may link to the address without running it: `javascript:` and the like are out, and so is white space,
/// which browsers ignore when they look for such a scheme.
fn is_of_the_web(url: &str) -> bool {
    let scheme = url.split(['/', '?', '#']).next().unwrap_or_default().split_once(':').map(|(scheme, _)| scheme);
    let known = |scheme: &str| ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    scheme.is_none_or(known) && !url.contains(|c: char| c.is_whitespace() || c.is_control())
}
