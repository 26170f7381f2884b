//! Glossaries on their way in, and the compiled ones that this instance keeps.
//!
//! A glossary crosses as one string, which is a hundred times faster than an object for each of its entries: the shell
//! (`www/glossary.js`) has checked the types and packs, and this unpacks.

use crate::entity::{Glossary, GlossaryEntry, MentionType};
use crate::error::{Error, ErrorCode};
use std::cell::RefCell;
use std::sync::Arc;

/// The number of a glossary that serves one call.
const ONCE: u32 = 0;

/// How many are kept, the last used first: a page has one, or one for each of its sections.
const KEPT: usize = 4;

/// What stands between two entries, and between two fields of one: no name may hold a control character.
const BETWEEN_ENTRIES: char = '\u{1E}';
const BETWEEN_FIELDS: char = '\u{1F}';

thread_local! {
    static COMPILED: RefCell<Vec<(u32, Arc<Glossary>)>> = const { RefCell::new(Vec::new()) };
}

/// Compiles a packed glossary and keeps it under a number.
pub(super) fn load(number: u32, packed: &str) -> Result<(), Error> {
    let glossary = Arc::new(Glossary::new(unpack(packed)?)?);
    COMPILED.with_borrow_mut(|kept| {
        kept.retain(|(other, _)| *other != number);
        kept.insert(0, (number, glossary));
        kept.truncate(KEPT);
    });
    Ok(())
}

/// The glossary of that number, if it is still kept. One that serves one call is let go of.
pub(super) fn get(number: u32) -> Option<Arc<Glossary>> {
    COMPILED.with_borrow_mut(|kept| {
        let found = kept.remove(kept.iter().position(|(other, _)| *other == number)?);
        let glossary = Arc::clone(&found.1);
        if number != ONCE {
            kept.insert(0, found);
        }
        Some(glossary)
    })
}

/// The entries: of each its type, id, address, name and aliases; an id or address that is not there is empty.
fn unpack(packed: &str) -> Result<Vec<GlossaryEntry>, Error> {
    if packed.is_empty() {
        return Ok(Vec::new());
    }
    packed.split(BETWEEN_ENTRIES).enumerate().map(|(at, entry)| unpack_entry(at, entry)).collect()
}

fn unpack_entry(at: usize, entry: &str) -> Result<GlossaryEntry, Error> {
    let mut fields = entry.split(BETWEEN_FIELDS);
    let mut next = || fields.next().unwrap_or_default();
    let kind = next();
    let known = MentionType::ALL.into_iter().find(|known| known.as_str() == kind);
    let kind = known.ok_or_else(|| {
        let message = format!("glossary[{at}].type must be one of {}, not {kind:?}", types());
        Error::new(ErrorCode::InvalidGlossary, message)
    })?;
    let given = |field: &str| (!field.is_empty()).then(|| field.to_owned());
    let (id, url, name) = (given(next()), given(next()), next().to_owned());
    Ok(GlossaryEntry { name, aliases: fields.map(str::to_owned).collect(), kind, id, url })
}

fn types() -> String {
    MentionType::ALL.map(MentionType::as_str).join(", ")
}
