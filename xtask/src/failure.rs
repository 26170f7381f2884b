//! A step that failed: what it was, and what to do about it.

use std::fmt;

/// What a command returns.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

/// What failed, and what the reader of the terminal can do.
#[derive(Debug)]
pub(crate) struct Failure {
    what: String,
    hint: Option<String>,
}

impl Failure {
    /// A failure without advice: `what` says it all.
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Failure { what: what.into(), hint: None }
    }

    /// Adds what to do.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "failed: {}", self.what)?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(f, "\n  what to do: {hint}"))
    }
}

/// Says what was being done when an operation failed.
pub(crate) trait Context<T> {
    /// Turns the error into a [`Failure`] that opens with `doing`.
    fn doing(self, doing: impl FnOnce() -> String) -> Outcome<T>;
}

impl<T, E: fmt::Display> Context<T> for Result<T, E> {
    fn doing(self, doing: impl FnOnce() -> String) -> Outcome<T> {
        self.map_err(|error| Failure::new(format!("{}: {error}", doing())))
    }
}
