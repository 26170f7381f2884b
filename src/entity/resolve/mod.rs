//! Who is who: which mentions name the same thing.
//!
//! Mentions that are written alike make a group, and each technique then joins groups, in the order of [`join_all`].
//! All are cautious: a short form that could stand for two things stands for neither. Every join remembers its rule, so
//! that `reasons` can say why a mention belongs where it does.
//!
//! Only names become entities. A description (`the president`) or a pronoun is no mention; where it speaks, the
//! quotation that it introduces says whom it means, if that is certain.

mod acronym;
mod country;
mod groups;
mod name;
mod organisation;
pub(super) mod part;
mod person;
pub(crate) mod role;
mod spelling;

pub use acronym::{Definition, definitions};
pub use country::relate;
pub(crate) use country::same_country;

use super::{Entity, Mention, MentionType};
use crate::document::Document;
use groups::Groups;

/// Why a mention belongs to its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// It is written as an earlier mention is, but for case, stops, accents, article and possessive.
    SameName,
    /// It is written as an earlier mention that was taken for another type.
    SameNameOtherType,
    /// It is a part of one person's name: a surname, a given name.
    PartOfName,
    /// It is one person's name with an initial, without a middle name, or with the short form of the given name.
    FormOfName,
    /// It is spelt otherwise: another transliteration, a slip of the keys.
    Spelling,
    /// It is another name of the same country.
    Country,
    /// An abbreviation and what it stands for are defined in brackets.
    Defined,
    /// It is made of the first letters of one name in the article.
    Initials,
    /// It is an organisation's name without its legal form, its sort or its country, or in another order of words.
    ShortForm,
    /// It is the last word of one name, or with an article what one organisation is: `the Church`.
    LastWord,
}

#[cfg(feature = "explain")]
impl Rule {
    /// A few words for people who ask why.
    pub fn as_str(self) -> &'static str {
        match self {
            Rule::SameName => "same name",
            Rule::SameNameOtherType => "same name, taken for another type",
            Rule::PartOfName => "part of the name",
            Rule::FormOfName => "form of the name",
            Rule::Spelling => "another spelling",
            Rule::Country => "same country",
            Rule::Defined => "abbreviation defined in the text",
            Rule::Initials => "first letters of the name",
            Rule::ShortForm => "short form of the name",
            Rule::LastWord => "last word of the name",
        }
    }
}

/// Why a mention belongs to its entity, and through which other mention.
#[cfg(feature = "explain")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    /// The rule that joined it.
    pub rule: Rule,
    /// The mention that it was joined to: an index into the analysis's mentions.
    pub to: usize,
}

/// Groups the mentions, which are in source order, and tells each its entity. Entities come in the order of their first
/// mention.
///
/// Where the text defines an abbreviation, the mentions are made to agree with it: the long form is one mention, and so
/// is the short one. Mentions of one entity get the type that they agree on best. [`relate`] is left to whoever has the
/// entities in their last order.
pub fn resolve(document: &Document, mentions: &mut Vec<Mention>) -> Vec<Entity> {
    let definitions = acronym::definitions(document, mentions);
    acronym::mend(document, &definitions, mentions);
    let mut groups = join_all(document, &definitions, mentions);
    let mut entities = groups.entities(&document.text, mentions);
    acronym::tell(document, &definitions, mentions, &mut entities);
    role::tell(document, mentions, &mut entities);
    entities
}

/// Why each mention belongs to its entity; `None` for the mention that others were joined to. `mentions` are those of
/// an analysis of `document`.
#[cfg(feature = "explain")]
pub fn reasons(document: &Document, mentions: &[Mention]) -> Vec<Option<Reason>> {
    join_all(document, &acronym::definitions(document, mentions), mentions).reasons()
}

fn join_all(document: &Document, definitions: &[Definition], mentions: &[Mention]) -> Groups {
    let mut groups = Groups::by_name(document, mentions);
    groups.join_types(mentions);
    country::join(&mut groups);
    person::join(&mut groups);
    organisation::join(&mut groups);
    acronym::join(definitions, mentions, &mut groups);
    spelling::join(&mut groups);
    organisation::join_last_words(&mut groups);
    groups
}
