//! The one error type.
//!
//! Text never causes an error: any string can be parsed and analysed. What can fail is configuration (an option, the
//! name of a document) and the loading of a model, and each failure has a stable code that callers may match on.

use std::borrow::Cow;
use std::fmt;

/// What went wrong, as a stable code and a sentence for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    code: ErrorCode,
    message: Cow<'static, str>,
}

/// The kinds of failure. [`ErrorCode::as_str`] is the form that reaches JavaScript as `error.code`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorCode {
    /// The bytes are not a newsgloss model.
    ModelFormat,
    /// The model was written by another version than this reader knows.
    ModelVersion,
    /// The model is cut short or damaged.
    ModelCorrupt,
    /// A name is needed that only a model can give, and none is loaded.
    ModelMissing,
    /// The bytes are not a newsgloss knowledge file.
    KnowledgeFormat,
    /// The knowledge file was written by a newer version than this reader knows.
    KnowledgeVersion,
    /// The knowledge file is cut short or damaged.
    KnowledgeCorrupt,
    /// An option has a value that makes no sense.
    InvalidOption,
    /// A glossary handed in has an entry that makes no sense.
    InvalidGlossary,
    /// What was handed in as annotations is none.
    InvalidAnnotations,
    /// A document handed in does not hold to the span laws.
    InvalidDocument,
    /// No bundled document has that id.
    UnknownDocument,
}

impl ErrorCode {
    /// The stable code, in kebab case.
    pub fn as_str(self) -> &'static str {
        match self {
            ErrorCode::ModelFormat => "model-format",
            ErrorCode::ModelVersion => "model-version",
            ErrorCode::ModelCorrupt => "model-corrupt",
            ErrorCode::ModelMissing => "model-missing",
            ErrorCode::KnowledgeFormat => "knowledge-format",
            ErrorCode::KnowledgeVersion => "knowledge-version",
            ErrorCode::KnowledgeCorrupt => "knowledge-corrupt",
            ErrorCode::InvalidOption => "invalid-option",
            ErrorCode::InvalidGlossary => "invalid-glossary",
            ErrorCode::InvalidAnnotations => "invalid-annotations",
            ErrorCode::InvalidDocument => "invalid-document",
            ErrorCode::UnknownDocument => "unknown-document",
        }
    }
}

impl Error {
    /// An error with a message: lower case, no full stop, saying what was found and what was expected.
    pub fn new(code: ErrorCode, message: impl Into<Cow<'static, str>>) -> Self {
        Error { code, message: message.into() }
    }

    /// The kind of failure.
    pub fn code(&self) -> ErrorCode {
        self.code
    }

    /// The sentence for people.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
