//! The one engine of this instance, shared by the functions that JavaScript calls and by the view.

use crate::analyzer::Analyzer;
use crate::error::Error;
use std::cell::RefCell;
use std::rc::Rc;

thread_local! {
    static CURRENT: RefCell<Option<Rc<Analyzer>>> = const { RefCell::new(None) };
}

/// Loads a model and makes its engine the current one. If that fails, the one before stays.
///
/// # Errors
///
/// Those of [`Analyzer::new`].
pub fn load(model: &[u8]) -> Result<(), Error> {
    let analyzer = Rc::new(Analyzer::new(model)?);
    CURRENT.with(|current| current.replace(Some(analyzer)));
    Ok(())
}

/// The current engine; `None` until a model has been loaded.
pub fn current() -> Option<Rc<Analyzer>> {
    CURRENT.with(|current| current.borrow().clone())
}
