//! Writing model files: for training, never in the browser.

use super::{CHECKSUM_AT, FORMAT_VERSION, HEADER, MAGIC, Tag, checksum};

/// Gathers sections and puts the file together.
#[derive(Debug, Default)]
pub struct Writer {
    sections: Vec<(Tag, Vec<u8>)>,
}

impl Writer {
    /// A file without sections.
    pub fn new() -> Self {
        Writer::default()
    }

    /// Adds a section after those that are there.
    ///
    /// # Panics
    ///
    /// If there is one with that name already.
    pub fn add(&mut self, tag: Tag, bytes: Vec<u8>) {
        assert!(self.sections.iter().all(|(name, _)| *name != tag), "two sections with one name");
        self.sections.push((tag, bytes));
    }

    /// The bytes of the file.
    ///
    /// # Panics
    ///
    /// If a section, or their number, is too large for the format.
    pub fn finish(self) -> Vec<u8> {
        let mut file = Vec::from(MAGIC);
        file.extend(FORMAT_VERSION.to_le_bytes());
        file.extend(u16::try_from(self.sections.len()).expect("few sections").to_le_bytes());
        file.extend([0; 4]);
        for (tag, bytes) in &self.sections {
            file.extend(tag);
            file.extend(u32::try_from(bytes.len()).expect("a section under 4 GiB").to_le_bytes());
        }
        for (_, bytes) in &self.sections {
            file.extend(bytes);
        }
        seal(&mut file);
        file
    }
}

/// Writes the checksum that fits the rest of the file into its place.
fn seal(file: &mut [u8]) {
    let checksum = checksum::crc32(&[&file[..CHECKSUM_AT], &file[HEADER..]]);
    file[CHECKSUM_AT..HEADER].copy_from_slice(&checksum.to_le_bytes());
}
