//! Names: what is mentioned, of which type, and which mentions are the same thing.

mod agreement;
pub mod calibration;
pub mod correction;
mod evidence;
#[cfg(feature = "explain")]
pub mod explain;
mod features;
mod fold;
pub mod gazetteer;
pub mod glossary;
pub mod labels;
mod lattice;
pub mod lexicon;
pub mod link;
pub mod resolve;
pub mod resources;
mod sentence;
pub mod tagger;
mod weights;
mod word;

pub use calibration::Calibration;
pub use correction::{Correction, Verdict};
pub use evidence::Evidence;
pub use gazetteer::Gazetteer;
pub use glossary::{Glossary, GlossaryEntry};
pub use lexicon::Lexicon;
pub use link::{Knowledge, Link};
pub use resources::Resources;
pub use tagger::Tagger;

use crate::span::ByteSpan;

/// The types of name, as OntoNotes has them with GPE and FAC folded into LOC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionType {
    /// People, real or not.
    Person,
    /// Organisations: companies, agencies, parties, teams, media.
    Org,
    /// Countries, cities, regions, natural features, facilities.
    Loc,
    /// Nationalities, religious and political groups.
    Norp,
    /// Named wars, disasters, sports and cultural events, holidays.
    Event,
    /// Products, works, laws, awards, languages.
    Misc,
}

impl MentionType {
    /// Every type, in the order of the enum.
    pub const ALL: [MentionType; 6] = [
        MentionType::Person,
        MentionType::Org,
        MentionType::Loc,
        MentionType::Norp,
        MentionType::Event,
        MentionType::Misc,
    ];

    /// The name that reaches JavaScript and the data files.
    pub fn as_str(self) -> &'static str {
        match self {
            MentionType::Person => "PERSON",
            MentionType::Org => "ORG",
            MentionType::Loc => "LOC",
            MentionType::Norp => "NORP",
            MentionType::Event => "EVENT",
            MentionType::Misc => "MISC",
        }
    }
}

/// One span that names something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mention {
    /// Where it stands.
    pub span: ByteSpan,
    /// What sort of thing it names.
    pub kind: MentionType,
    /// Which entity it names: an index into the analysis's entities.
    pub entity: usize,
    /// How sure the recogniser is, 0 to 1, in steps of a thousandth.
    pub confidence: f32,
    /// The entry of the caller's glossary that it is a name of, as its place in the list; `None` if the recogniser found
    /// it.
    pub glossary: Option<usize>,
}

/// What one or more mentions name.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// The canonical name: the text of its fullest mention, or the glossary's.
    pub name: String,
    /// What sort of thing it is.
    pub kind: MentionType,
    /// Its mentions, in source order: indices into the analysis's mentions. Never empty.
    pub mentions: Vec<usize>,
    /// What a person is, as the text says beside a mention: `White House spokeswoman`.
    pub role: Option<ByteSpan>,
    /// Its abbreviation, if the text uses one beside the full name: `CSTO`.
    pub acronym: Option<String>,
    /// The people of a country or the country of a people: indices into the analysis's entities.
    pub related: Vec<usize>,
    /// The entry of the caller's glossary that it is.
    pub glossary: Option<Listed>,
    /// What it is known as elsewhere; `None` if that is not certain, or no knowledge is loaded.
    pub link: Option<Link>,
}

/// What a caller's glossary says of an entity besides its name and type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The entry's place in the list.
    pub entry: usize,
    /// The caller's identifier.
    pub id: Option<String>,
    /// An address about it.
    pub url: Option<String>,
}

impl Entity {
    /// An entity of which no more is known than its name and type.
    pub fn new(name: String, kind: MentionType) -> Self {
        Entity {
            name,
            kind,
            mentions: Vec::new(),
            role: None,
            acronym: None,
            related: Vec::new(),
            glossary: None,
            link: None,
        }
    }
}
