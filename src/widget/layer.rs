//! What is drawn on the article: one layer a type of name, one for dates, one for figures. Each can be switched off.

use super::labels;
use super::words::say;
use crate::entity::MentionType;

/// One layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Layer {
    Names(MentionType),
    Dates,
    Figures,
}

impl Layer {
    /// Every layer, in the order of the legend.
    pub(super) const ALL: [Layer; 8] = [
        Layer::Names(MentionType::Person),
        Layer::Names(MentionType::Org),
        Layer::Names(MentionType::Loc),
        Layer::Names(MentionType::Norp),
        Layer::Names(MentionType::Event),
        Layer::Names(MentionType::Misc),
        Layer::Dates,
        Layer::Figures,
    ];

    /// What the page's address calls it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Layer::Names(kind) => kind.as_str(),
            Layer::Dates => "DATE",
            Layer::Figures => "FIGURE",
        }
    }

    /// The layer that the address calls so.
    pub(super) fn named(name: &str) -> Option<Layer> {
        Layer::ALL.into_iter().find(|layer| layer.as_str() == name)
    }

    /// The class of everything drawn for it.
    pub(super) fn class(self) -> &'static str {
        match self {
            Layer::Names(kind) => labels::class(kind),
            Layer::Dates => "date",
            Layer::Figures => "figure",
        }
    }

    /// What it is called in `::highlight(…)`, and the class of its elements where those are drawn with.
    pub(super) fn style(self) -> &'static str {
        match self {
            Layer::Names(MentionType::Person) => "newsgloss-person",
            Layer::Names(MentionType::Org) => "newsgloss-org",
            Layer::Names(MentionType::Loc) => "newsgloss-loc",
            Layer::Names(MentionType::Norp) => "newsgloss-norp",
            Layer::Names(MentionType::Event) => "newsgloss-event",
            Layer::Names(MentionType::Misc) => "newsgloss-misc",
            Layer::Dates => "newsgloss-date",
            Layer::Figures => "newsgloss-figure",
        }
    }

    /// A short name for the legend.
    pub(super) fn label(self) -> String {
        match self {
            Layer::Names(kind) => labels::short(kind),
            Layer::Dates => say("Dates"),
            Layer::Figures => say("Figures"),
        }
    }

    /// What the label stands for, in full.
    pub(super) fn title(self) -> String {
        match self {
            Layer::Names(kind) => labels::plural(kind),
            Layer::Dates => say("Dates, times and lengths of time"),
            Layer::Figures => say("Money, percentages, measures and numbers"),
        }
    }
}
