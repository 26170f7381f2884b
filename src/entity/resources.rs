//! What the recogniser knows of words before it reads: lists of names, and classes of words.

use super::gazetteer::Gazetteer;
use super::lexicon::Lexicon;

/// What the recogniser knows of words before it reads.
#[derive(Debug, Clone, Default)]
pub struct Resources {
    /// Lists of names.
    pub gazetteer: Gazetteer,
    /// Classes of words.
    pub lexicon: Lexicon,
}
