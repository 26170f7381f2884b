//! The types of name as the data files call them.

use newsgloss::entity::MentionType;

/// The type that a data file calls `name`.
pub(crate) fn mention_type(name: &str) -> Option<MentionType> {
    let name = if name == "PER" { MentionType::Person.as_str() } else { name };
    MentionType::ALL.into_iter().find(|kind| kind.as_str() == name)
}
