//! What a reader can do, and what the view remembers of it.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::annotation::Colour;
use crate::document::Date;
use crate::entity::MentionType;
use crate::span::ByteSpan;
use crate::widget::bar::Sheet;
use crate::widget::layer::Layer;
use crate::widget::motion::{Caret, Step};
use crate::widget::notes::exchange::Form;
use crate::widget::notes::filter::Filter;
use crate::widget::notes::toolbar::Tool;
use crate::widget::notes::verdicts::Judgement;
use crate::widget::reading::{Gloss, Reading, Source};

/// What a reader can do.
pub(in crate::widget) enum Action {
    /// Open a document.
    Open(Source),
    /// Read the host's article again: it may have changed.
    ReadHost,
    /// Open a text of the reader's own.
    OpenOwn(String),
    /// Ask for a text of the reader's own.
    AskOwn,
    /// Show a sentence of a document, open or not.
    OpenAt(Source, ByteSpan),
    /// Draw more of a long list of annotations.
    MoreNotes,
    /// Draw the digest anew: it was unfolded, or the reader wants it of other documents.
    Digest,
    /// Show or hide a layer of what is drawn on the article.
    Toggle(Layer),
    /// Mark an entity's mentions while it is pointed at in a panel; nothing of it when it no longer is.
    Mark(Option<usize>),
    /// Choose an entity; choosing the chosen one again lets it go.
    Choose(usize),
    /// The pointer rests on something, or on nothing any more.
    Peek(Option<Gloss>),
    /// The reader tapped something.
    Point(Gloss),
    /// Tell about the mention that the reader is at, and go there with the focus.
    OpenCard,
    /// Put the card away.
    CloseCard,
    /// Go to the next or the previous mention of what the card is about.
    StepCard {
        /// To the next one.
        forward: bool,
    },
    /// Put the card where its words are now.
    PlaceCard,
    /// Go to the next or the previous mention.
    Step {
        /// To the next one.
        forward: bool,
    },
    /// Let go of what is chosen.
    Clear,
    /// Search the names for a folded string.
    Search(String),
    /// Put the cursor into the search box.
    FocusSearch,
    /// Show the list of that name in full.
    Unfold(&'static str),
    /// Make the summary that many sentences long; the article in one line, if none.
    Length(usize),
    /// Show a sentence of the summary, or a quotation, in the article.
    Sentence(ByteSpan),
    /// Mark a sentence in the article while the reader points at it; none when that ends.
    Preview(Option<ByteSpan>),
    /// Draw the summary anew: the reader wants it otherwise.
    Reshape,
    /// Show a place of the article, with the sentence around it.
    Place(ByteSpan),
    /// Show the panel at that place of the row of tabs.
    Panel(usize),
    /// On a narrow screen: open that sheet, or close it if it is open.
    Sheet(Sheet),
    /// The reader has selected words of the article, or none any more.
    Selected,
    /// The reader points at a place of the article that is highlighted.
    Noted(usize),
    /// Highlight the selected words.
    Highlight,
    /// Do what a button of the toolbar says.
    Tool(Tool),
    /// Say whether the name that the card is about is one, and which.
    Judge(Judgement),
    /// Change that annotation.
    Edit(String),
    /// Keep what the reader wrote about it.
    Write {
        /// The annotation.
        id: String,
        /// The note that the reader began from.
        was: String,
        /// Its note.
        note: String,
        /// Its tags, with commas between them.
        tags: String,
    },
    /// Give that annotation another colour.
    Recolour(String, Colour),
    /// Take the words for that annotation's that the text has in their place now.
    Reword(String),
    /// Attach that annotation to words that the reader will select.
    Attach(String),
    /// Copy a link to that annotation's words.
    Link(String),
    /// Remove that annotation.
    Forget(String),
    /// Save the annotations in that form.
    Export(Form),
    /// Read annotations from a file.
    Import(web_sys::File),
    /// List other annotations.
    Filter(Filter),
    /// Take the last change of the annotations back, or make it again.
    Undo {
        /// To make it again.
        redo: bool,
    },
    /// The page is looked at again: other tabs may have changed the annotations.
    Wake,
    /// Take the article to be of that day; of none but its own, if `None`.
    Day(Option<Date>),
    /// Follow the page's address.
    FollowAddress,
    /// Switch the single-key shortcuts on or off.
    Shortcuts(bool),
    /// Put the caret into the article.
    EnterCaret,
    /// Take it away.
    LeaveCaret,
    /// Move it.
    MoveCaret(Step),
    /// Open the toolbar for what it is at.
    UseCaret,
}

impl Action {
    /// Whether it is about what is offered only where the reader may annotate: notes, and a caret.
    pub(in crate::widget) fn is_of_notes(&self) -> bool {
        matches!(
            self,
            Action::Selected
                | Action::Noted(_)
                | Action::Highlight
                | Action::Undo { .. }
                | Action::EnterCaret
                | Action::Wake
        )
    }
}

/// Takes an action. May be called at any time.
pub(in crate::widget) type Dispatch = Rc<dyn Fn(Action)>;

/// What the reader had shown in the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::widget) struct Marked {
    pub(in crate::widget) sentence: ByteSpan,
    /// What in the sentence it is about; nothing if it is the sentence itself.
    pub(in crate::widget) point: Option<ByteSpan>,
}

/// What the card is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::widget) struct OpenCard {
    pub(in crate::widget) gloss: Gloss,
    /// Whether it stays when the pointer goes.
    pub(in crate::widget) pinned: bool,
}

/// What the toolbar of notes is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::widget) enum Noting {
    /// Words of the article that are selected.
    Words(ByteSpan),
    /// The same, which the reader says are a name.
    Naming(ByteSpan),
    /// The highlights that hold one place, and which of them it is.
    Notes {
        /// Their ids.
        ids: Vec<String>,
        /// The place of the one in the list.
        at: usize,
    },
}

impl Noting {
    /// The annotation that the toolbar is about.
    pub(in crate::widget) fn id(&self) -> Option<&str> {
        match self {
            Noting::Words(_) | Noting::Naming(_) => None,
            Noting::Notes { ids, at } => ids.get(*at).map(String::as_str),
        }
    }
}

/// What the view remembers of one document.
#[derive(Default)]
pub(in crate::widget) struct State {
    pub(in crate::widget) hidden: BTreeSet<Layer>,
    pub(in crate::widget) chosen: Option<usize>,
    /// Which mention of the chosen entity the reader is at.
    pub(in crate::widget) at: usize,
    /// The mention that the reader is at when stepping through all names.
    pub(in crate::widget) cursor: Option<usize>,
    pub(in crate::widget) length: Option<usize>,
    pub(in crate::widget) marked: Option<Marked>,
    /// What the names are searched for, folded.
    pub(in crate::widget) query: String,
    /// The lists that are shown in full.
    pub(in crate::widget) unfolded: BTreeSet<&'static str>,
    /// The day that the reader says the article is of.
    pub(in crate::widget) day: Option<Date>,
    /// The panel that is shown, by its place in the row of tabs.
    pub(in crate::widget) panel: usize,
    /// On a narrow screen: what is open over the text.
    pub(in crate::widget) sheet: Option<Sheet>,
    pub(in crate::widget) card: Option<OpenCard>,
    /// The caret, while the reader goes through the article with the keys, and where it was when the reader left it.
    pub(in crate::widget) caret: Option<Caret>,
    pub(in crate::widget) left_caret: Option<Caret>,
    /// What the toolbar of notes is about, while it can be seen.
    pub(in crate::widget) noting: Option<Noting>,
    /// The annotation that is being changed.
    pub(in crate::widget) edited: Option<String>,
    /// The annotation that words are looked for to attach it to.
    pub(in crate::widget) attaching: Option<String>,
    /// Which annotations are listed.
    pub(in crate::widget) filter: Filter,
    /// What came of reading annotations from a file.
    pub(in crate::widget) imported: String,
    /// Why the annotations cannot be kept.
    pub(in crate::widget) problem: Option<&'static str>,
    /// A name that the address asked for before the names were known.
    pub(in crate::widget) wanted: Option<(MentionType, String, usize)>,
}

impl State {
    /// The mention that the reader is at.
    pub(in crate::widget) fn current(&self, reading: &Reading) -> Option<usize> {
        let chosen = self.chosen.and_then(|id| reading.entity(id).mentions.get(self.at).copied());
        chosen.or(self.cursor)
    }
}
