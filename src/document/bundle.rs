//! The documents bundled at build time: every text file of `seeds/`.

use super::{Document, plain};
use crate::error::{Error, ErrorCode};

/// One bundled document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bundled {
    /// The file's name without its ending.
    pub id: &'static str,
    /// The file's text, byte for byte.
    pub text: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/bundle.rs"));

/// The bundled documents, in the order of their ids.
pub fn documents() -> &'static [Bundled] {
    DOCUMENTS
}

/// The bundled document of that id, parsed.
///
/// # Errors
///
/// [`ErrorCode::UnknownDocument`] if there is none.
pub fn open(id: &str) -> Result<Document, Error> {
    let bundled = DOCUMENTS.iter().find(|document| document.id == id);
    let bundled = bundled
        .ok_or_else(|| Error::new(ErrorCode::UnknownDocument, format!("no bundled document has the id {id:?}")))?;
    Ok(plain::parse(bundled.text))
}
