//! An annotation: a passage, and what the reader says about it.

use super::correction::Correction;
use super::selector::{Quote, Selector};

/// Something that the reader says about a passage of a document.
///
/// Annotations may overlap one another. The times are given by the caller, since nothing here reads a clock.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Annotation {
    /// What it is known by: unique among all the reader's annotations.
    pub id: String,
    /// The address of the document that it is about; empty if that is not known.
    pub source: String,
    /// The passage, in one or more ways of saying which.
    pub target: Vec<Selector>,
    /// What the colour stands for.
    pub colour: Colour,
    /// The reader's own words, in Markdown; empty if there are none.
    pub note: String,
    /// The reader's tags, in the order given.
    pub tags: Vec<String>,
    /// When it was made, as ISO 8601.
    pub created: String,
    /// When it was last changed, as ISO 8601.
    pub modified: String,
    /// What the reader says of a name that the engine found or missed in the passage.
    pub correction: Option<Correction>,
    /// The JSON-LD that it was read from, if it came from elsewhere; empty if it was made here. What nothing here knows
    /// of is kept in it, and written out again.
    pub kept: String,
}

/// What the reader means by a highlight. The names say the meaning; the shade belongs to the style sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Colour {
    /// Worth keeping.
    #[default]
    Important,
    /// To be found out.
    Question,
    /// Thought to be wrong.
    Doubt,
    /// Thought to be right.
    Agree,
}

/// Why an annotation was made, as the W3C Web Annotation Vocabulary names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motivation {
    /// To mark a passage.
    Highlighting,
    /// To say something about it.
    Commenting,
    /// To find it again under a word.
    Tagging,
    /// To correct what was found in it.
    Editing,
}

impl Colour {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Colour; 4] = [Colour::Important, Colour::Question, Colour::Doubt, Colour::Agree];

    /// The stable name, which is what is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Colour::Important => "important",
            Colour::Question => "question",
            Colour::Doubt => "doubt",
            Colour::Agree => "agree",
        }
    }

    /// The colour of that name.
    pub fn named(name: &str) -> Option<Colour> {
        Colour::ALL.into_iter().find(|colour| colour.as_str() == name)
    }
}

impl Motivation {
    /// The term of the W3C vocabulary.
    pub const fn as_str(self) -> &'static str {
        match self {
            Motivation::Highlighting => "highlighting",
            Motivation::Commenting => "commenting",
            Motivation::Tagging => "tagging",
            Motivation::Editing => "editing",
        }
    }
}

impl Annotation {
    /// The words of its passage; `None` if none of its selectors says them.
    pub fn quote(&self) -> Option<&Quote> {
        self.target.iter().find_map(|selector| match selector {
            Selector::Quote(quote) => Some(quote),
            _ => None,
        })
    }

    /// Why it was made, which follows from what it holds.
    pub fn motivation(&self) -> Motivation {
        match (&self.correction, self.note.is_empty(), self.tags.is_empty()) {
            (Some(_), ..) => Motivation::Editing,
            (None, false, _) => Motivation::Commenting,
            (None, true, false) => Motivation::Tagging,
            (None, true, true) => Motivation::Highlighting,
        }
    }
}
