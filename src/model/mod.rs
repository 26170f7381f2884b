//! The model file: what training learnt, in a form that is checked before it is believed.
//!
//! # Layout
//!
//! All numbers are little-endian.
//!
//! | bytes | what |
//! | --- | --- |
//! | 8 | magic: `newsglos` |
//! | 2 | format version, [`FORMAT_VERSION`] |
//! | 2 | number of sections |
//! | 4 | CRC-32 of the whole file with these four bytes left out |
//! | 8 × sections | section table: a tag of four letters and the section's length in bytes |
//! | … | the sections, in the order of the table, with nothing between or after them |
//!
//! The version is judged before the checksum, so that an old reader can tell a newer file from a damaged one. What a
//! section holds is known to the room that uses it alone (`entity`), which reads it through a [`Reader`].
//!
//! The checksum tells a damaged download; it is no defence. A file made on purpose passes it, so every count is checked
//! against the bytes that are there before anything is allocated, and no value read is used as an index unchecked.

mod checksum;
mod keys;
mod reader;
#[cfg(feature = "write-model")]
mod writer;

pub use keys::KeyTable;
pub use reader::Reader;
#[cfg(feature = "write-model")]
pub use writer::Writer;

use crate::error::{Error, ErrorCode};

/// The newest version that this reader knows: of the layout, which has been the same since version 1, and of what the
/// sections mean. Files of a higher version are refused here, and too old ones by the room that reads their sections.
pub const FORMAT_VERSION: u16 = 3;

/// The first bytes of every model file.
const MAGIC: [u8; 8] = *b"newsglos";

/// Bytes before the section table.
const HEADER: usize = 16;

/// Where the checksum stands in the header.
const CHECKSUM_AT: usize = 12;

/// The most sections that a file may have: far more than any has, and little enough to look through one by one.
const MAX_SECTIONS: usize = 64;

/// The name of a section.
pub type Tag = [u8; 4];

/// A model file whose header, checksum and section table have been checked.
#[derive(Debug)]
pub struct File<'a> {
    version: u16,
    sections: Vec<(Tag, &'a [u8])>,
}

impl<'a> File<'a> {
    /// Checks `bytes` and finds the sections.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::ModelFormat`] if the bytes do not begin as a model does, [`ErrorCode::ModelVersion`] if another
    /// version wrote them, [`ErrorCode::ModelCorrupt`] if they are cut short, damaged or contradict themselves.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        if !bytes.starts_with(&MAGIC) {
            return Err(Error::new(ErrorCode::ModelFormat, "these bytes are not a newsgloss model"));
        }
        let mut header = Reader::new(bytes);
        header.bytes(MAGIC.len())?;
        let version = header.u16()?;
        check_version(version)?;
        let count = usize::from(header.u16()?);
        let checksum = header.u32()?;
        if checksum != checksum::crc32(&[&bytes[..CHECKSUM_AT], &bytes[HEADER..]]) {
            return Err(corrupt("the model is damaged or cut short: its checksum does not match"));
        }
        if count > MAX_SECTIONS {
            return Err(corrupt("the model has too many sections"));
        }
        let table = header.bytes(count * 8)?;
        let mut sections = Vec::with_capacity(count);
        for entry in table.chunks_exact(8) {
            let mut entry = Reader::new(entry);
            let tag = entry.array()?;
            sections.push((tag, header.bytes(entry.u32()? as usize)?));
        }
        header.finish()?;
        Ok(File { version, sections })
    }

    /// The format version that wrote it.
    pub fn version(&self) -> u16 {
        self.version
    }

    /// The section called `tag`.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::ModelCorrupt`] if the file has none.
    pub fn section(&self, tag: Tag) -> Result<Reader<'a>, Error> {
        let found = self.sections.iter().find(|(name, _)| *name == tag);
        found.map(|&(_, bytes)| Reader::new(bytes)).ok_or_else(|| corrupt("the model lacks a section"))
    }
}

fn check_version(version: u16) -> Result<(), Error> {
    match version {
        1..=FORMAT_VERSION => Ok(()),
        0 => Err(corrupt("the model has no format version")),
        _ => Err(other_version(version)),
    }
}

/// The error for a model of a version that cannot be used.
pub(crate) fn other_version(version: u16) -> Error {
    let message = format!(
        "the model has format version {version} and this build of newsgloss reads version {FORMAT_VERSION}: use the model \
         and the newsgloss that came together"
    );
    Error::new(ErrorCode::ModelVersion, message)
}

/// The error for a model whose bytes contradict themselves.
pub(crate) fn corrupt(message: &'static str) -> Error {
    Error::new(ErrorCode::ModelCorrupt, message)
}
