//! What a line is by its own mark and wording, wherever it stands.

use super::BlockKind;
use super::credit::{self, Credit};
use super::furniture;
use super::layout::Mark;
use super::wording::Opening;

/// What a piece of a document is, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Text, or a heading: its place will tell.
    Text,
    /// A line about the makers or the date of the report.
    Credit(Credit),
    /// What it will be as a block.
    Known(BlockKind),
}

/// The role that the mark and the wording of `line` give away.
pub(super) fn of(line: &str, mark: Mark) -> Role {
    let opening = Opening::new(line);
    match mark {
        Mark::Quote => Role::Known(BlockKind::Quote),
        Mark::Hashes => Role::Known(BlockKind::Heading),
        Mark::Number => Role::Known(BlockKind::ListItem),
        _ if furniture::is_boilerplate(line, &opening) => Role::Known(BlockKind::Boilerplate),
        _ if furniture::is_caption(line, &opening) => Role::Known(BlockKind::Caption),
        Mark::Bullet => Role::Known(BlockKind::ListItem),
        Mark::None | Mark::Dash => credit::recognise(line, &opening).map_or(Role::Text, Role::Credit),
    }
}
