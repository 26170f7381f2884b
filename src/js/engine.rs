//! The one engine of this instance, shared by the functions that JavaScript calls and by the view.

use crate::analyzer::Analyzer;
use crate::entity::Knowledge;
use crate::error::Error;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

thread_local! {
    static CURRENT: RefCell<Option<Rc<Analyzer>>> = const { RefCell::new(None) };
    static KNOWLEDGE: RefCell<Option<Arc<Knowledge>>> = const { RefCell::new(None) };
}

/// Loads a model and makes its engine the current one. If that fails, the one before stays.
///
/// # Errors
///
/// Those of [`Analyzer::new`].
pub fn load(model: &[u8]) -> Result<(), Error> {
    replace(Analyzer::new(model)?);
    Ok(())
}

/// Loads a knowledge file: from here on entities have links. If that fails, the one before stays.
///
/// # Errors
///
/// Those of [`Knowledge::read`].
pub fn load_knowledge(bytes: &[u8]) -> Result<(), Error> {
    let knowledge = Arc::new(Knowledge::read(bytes)?);
    KNOWLEDGE.with(|known| known.replace(Some(knowledge)));
    if let Some(analyzer) = current() {
        replace((*analyzer).clone());
    }
    Ok(())
}

/// Whether a knowledge file has been loaded.
pub fn knows() -> bool {
    KNOWLEDGE.with(|known| known.borrow().is_some())
}

/// Makes that engine the current one, with the knowledge that there is.
fn replace(analyzer: Analyzer) {
    let analyzer = match KNOWLEDGE.with(|known| known.borrow().clone()) {
        Some(knowledge) => analyzer.with_knowledge(knowledge),
        None => analyzer,
    };
    CURRENT.with(|current| current.replace(Some(Rc::new(analyzer))));
}

/// The current engine; `None` until a model has been loaded.
pub fn current() -> Option<Rc<Analyzer>> {
    CURRENT.with(|current| current.borrow().clone())
}
