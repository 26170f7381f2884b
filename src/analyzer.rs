//! The engine's front door: a model goes in once, then any number of documents.

use crate::analysis::Analysis;
use crate::document::Document;
use crate::entity::{Correction, Entity, Evidence, Glossary, Knowledge, Mention, Tagger, correction, link, resolve};
use crate::error::Error;
use crate::model;
use crate::quantity::{self, Found};
use crate::summary::{Focus, Length, Ranking, SummarySentence};
use crate::text::Passage;
use crate::time::{DateExpression, Finder};
use std::sync::Arc;

/// How many sentences a summary has at most if the caller does not say.
pub const DEFAULT_SUMMARY_SENTENCES: usize = 3;

/// What a caller may choose about an analysis.
#[derive(Debug, Clone)]
pub struct Options {
    /// How long the summary is; `None` for no summary.
    pub summary: Option<Length>,
    /// What the summary is to be about: the name of an entity or of anything else, or a search term.
    pub focus: Option<String>,
    /// The caller's own names, which go before what the model finds. Compiled once, it serves any number of analyses.
    pub glossary: Option<Arc<Glossary>>,
    /// What the reader says of single mentions, which goes before all else. Of two that overlap the later counts.
    pub corrections: Vec<Correction>,
}

impl Default for Options {
    fn default() -> Self {
        let summary = Some(Length::Sentences(DEFAULT_SUMMARY_SENTENCES));
        Options { summary, focus: None, glossary: None, corrections: Vec::new() }
    }
}

/// Analyses documents with one loaded model.
#[derive(Debug, Clone)]
pub struct Analyzer {
    tagger: Arc<Tagger>,
    knowledge: Option<Arc<Knowledge>>,
}

impl Analyzer {
    /// Loads a model.
    ///
    /// # Errors
    ///
    /// If the bytes are not a model, were written by another version, or are damaged. Nothing is half-loaded.
    pub fn new(model: &[u8]) -> Result<Self, Error> {
        Ok(Analyzer { tagger: Arc::new(Tagger::read(&model::File::open(model)?)?), knowledge: None })
    }

    /// The same analyzer, with what there is to link to: without it no entity has a link.
    #[must_use]
    pub fn with_knowledge(self, knowledge: Arc<Knowledge>) -> Self {
        Analyzer { knowledge: Some(knowledge), ..self }
    }

    /// Whether there is anything to link to.
    pub fn knows(&self) -> bool {
        self.knowledge.is_some()
    }

    /// Finds the links of an analysis, if there is anything to link to.
    pub fn link(&self, analysis: &mut Analysis) {
        if let Some(knowledge) = &self.knowledge {
            link::link(knowledge, &analysis.document, &analysis.mentions, &mut analysis.entities);
        }
    }

    /// Analyses a document, from start to end.
    pub fn analyze(&self, document: Document, options: &Options) -> Analysis {
        let mut job = self.start(document);
        while job.step(self) {}
        let mut analysis = job.finish(options);
        self.link(&mut analysis);
        analysis.find_quotes();
        // Ranking reads the whole text: not for a summary that nobody wants.
        analysis.summary = summary(&analysis, options);
        analysis
    }

    /// Begins an analysis that the caller drives block by block, so that a long one can report its progress, let a
    /// page breathe, or be given up.
    pub fn start(&self, document: Document) -> Job {
        let finder = Finder::of(&document);
        Job {
            document,
            passages: Vec::new(),
            surveyed: 0,
            evidence: Evidence::default(),
            finder,
            dates: Vec::new(),
            figures: Vec::new(),
            currencies: quantity::Evidence::default(),
            tagged: 0,
            mentions: Vec::new(),
        }
    }
}

/// An analysis under way. It borrows nothing: whoever keeps it hands the same analyzer to each step.
///
/// Every block is visited twice, first for its dates and figures and for what it shows of its words, then for its
/// names: a name on the last line may settle one on the first.
#[derive(Debug, Clone)]
pub struct Job {
    document: Document,
    /// The blocks surveyed so far, until the document has them all.
    passages: Vec<Passage>,
    surveyed: usize,
    evidence: Evidence,
    finder: Finder,
    dates: Vec<DateExpression>,
    /// The figures of those blocks, and what the blocks show of their currencies.
    figures: Vec<Found>,
    currencies: quantity::Evidence,
    /// How many blocks have had their names found.
    tagged: usize,
    mentions: Vec<Mention>,
}

impl Job {
    /// Does one visit to one block; whether any is left.
    pub fn step(&mut self, analyzer: &Analyzer) -> bool {
        let Job { document, passages, surveyed, evidence, finder, dates, figures, currencies, tagged, mentions } = self;
        // Of a text in another language the figures can be read.
        let english = document.is_english();
        if let Some(block) = document.blocks.get(*surveyed) {
            figures.extend(quantity::read(&document.text, block.span, currencies));
            if english {
                let passage = Passage::new(&document.text, block.span);
                analyzer.tagger.survey(&document.text, &passage, evidence);
                passages.push(passage);
                dates.extend(finder.read(&document.text, block.span));
            }
            *surveyed += 1;
            if english && *surveyed == document.blocks.len() {
                document.keep(std::mem::take(passages));
            }
        } else if !english {
            *tagged = document.blocks.len();
        } else if let Some(passage) = document.passages().get(*tagged) {
            mentions.extend(analyzer.tagger.tag(&document.text, passage, evidence));
            *tagged += 1;
            if *tagged == document.blocks.len() {
                analyzer.tagger.settle(&document.text, document.byline, mentions);
                *evidence = Evidence::default();
            }
        }
        *tagged < document.blocks.len()
    }

    /// How much of the text is done, in bytes.
    pub fn done(&self) -> usize {
        let upto = |blocks: usize| self.document.blocks.get(blocks).map_or(self.document.text.len(), |b| b.span.start);
        // The first visit is the lighter half of the work.
        upto(self.surveyed) / 2 + upto(self.tagged).div_ceil(2)
    }

    /// Ends the analysis: who and what is named, the dates and the figures, which is what can be shown in the text. A copy
    /// can be ended again with other options, when a reader corrects a name for example, without looking for the names
    /// again.
    ///
    /// Quotations, links and a summary can wait until that is shown: [`Analysis::find_quotes`], [`Analyzer::link`],
    /// [`Ranking`].
    pub fn finish(self, options: &Options) -> Analysis {
        let Job { document, figures, currencies, mut mentions, dates, .. } = self;
        let glossary = options.glossary.as_deref();
        if let Some(glossary) = glossary {
            glossary.mark(&document, &mut mentions);
        }
        let corrections = correction::usable(&document, &options.corrections);
        correction::mark(&corrections, &mut mentions);
        let entities = resolve::resolve(&document, &mut mentions);
        let mut entities = match glossary {
            Some(glossary) => glossary.settle(&mut mentions, entities),
            None => entities,
        };
        entities = correction::settle(&corrections, &document.text, &mut mentions, entities);
        resolve::relate(&mut entities);
        let mut quantities = quantity::settle(&document, &figures, &currencies);
        quantity::leave_out(&mut quantities, mentions.iter().map(|mention| mention.span));
        quantity::leave_out(&mut quantities, dates.iter().map(|date| date.span));
        Analysis { document, mentions, entities, dates, quantities, ..Analysis::default() }
    }
}

fn summary(analysis: &Analysis, options: &Options) -> Vec<SummarySentence> {
    let Some(length) = options.summary else { return Vec::new() };
    let ranking = match &options.focus {
        None => Ranking::new(&analysis.document),
        Some(wanted) => Ranking::about(&analysis.document, &focus(analysis, wanted)),
    };
    ranking.select(length)
}

/// The subject of that name: an entity with all its names, if one of them is this one, else the words themselves.
fn focus(analysis: &Analysis, wanted: &str) -> Focus {
    let name = |mention: usize| analysis.mentions[mention].span.of(&analysis.document.text);
    let folded = wanted.trim().to_lowercase();
    let is_wanted = |entity: &&Entity| entity.mentions.iter().any(|&mention| name(mention).to_lowercase() == folded);
    let entity = analysis.entities.iter().find(is_wanted);
    Focus::new(entity.into_iter().flat_map(|e| e.mentions.iter().map(|&mention| name(mention))).chain([wanted]))
}
