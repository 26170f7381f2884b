//! Reading bytes that may be anything.

use super::corrupt;
use crate::error::Error;

/// Takes values off the front of some bytes. Every method fails, and none panics, when the bytes run out.
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Reads `bytes` from their start.
    pub fn new(bytes: &'a [u8]) -> Self {
        Reader { rest: bytes }
    }

    /// The next `count` bytes.
    ///
    /// # Errors
    ///
    /// `ModelCorrupt` if fewer are left; so too for the methods below.
    pub fn bytes(&mut self, count: usize) -> Result<&'a [u8], Error> {
        let (taken, rest) =
            self.rest.split_at_checked(count).ok_or_else(|| corrupt("the model ends before its data does"))?;
        self.rest = rest;
        Ok(taken)
    }

    /// The next `N` bytes.
    #[allow(clippy::missing_errors_doc)]
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        let mut array = [0; N];
        array.copy_from_slice(self.bytes(N)?);
        Ok(array)
    }

    /// One byte.
    #[allow(clippy::missing_errors_doc)]
    pub fn u8(&mut self) -> Result<u8, Error> {
        self.array().map(u8::from_le_bytes)
    }

    /// Two bytes, little-endian, unsigned.
    #[allow(clippy::missing_errors_doc)]
    pub fn u16(&mut self) -> Result<u16, Error> {
        self.array().map(u16::from_le_bytes)
    }

    /// Two bytes, little-endian, signed.
    #[allow(clippy::missing_errors_doc)]
    pub fn i16(&mut self) -> Result<i16, Error> {
        self.array().map(i16::from_le_bytes)
    }

    /// Four bytes, little-endian, unsigned.
    #[allow(clippy::missing_errors_doc)]
    pub fn u32(&mut self) -> Result<u32, Error> {
        self.array().map(u32::from_le_bytes)
    }

    /// Checks that nothing is left.
    ///
    /// # Errors
    ///
    /// `ModelCorrupt` if something is.
    pub fn finish(&self) -> Result<(), Error> {
        if self.rest.is_empty() { Ok(()) } else { Err(corrupt("the model has data that belongs to nothing")) }
    }
}
