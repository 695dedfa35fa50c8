//! Compound files: the container of old Word and Excel files, and a reader of little-endian records.

use super::Reason;
use std::io::{Cursor, Read};

/// A compound file that could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CompoundError {
    /// Not a compound file, or cut off.
    #[error("damaged")]
    Damaged,
    /// The stream that makes it a document is missing.
    #[error("no such stream")]
    Missing,
}

impl From<CompoundError> for Reason {
    fn from(_: CompoundError) -> Self {
        Reason::new("damaged")
    }
}

/// The first of these streams that the file has.
pub fn stream(bytes: &[u8], names: &[&str]) -> Result<Vec<u8>, CompoundError> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| CompoundError::Damaged)?;
    let name = names.iter().find(|name| file.is_stream(name)).ok_or(CompoundError::Missing)?;
    let stream = file.open_stream(name).map_err(|_| CompoundError::Damaged)?;
    // No stream is longer than the file; a directory that says so lies.
    if stream.len() > bytes.len() as u64 {
        return Err(CompoundError::Damaged);
    }
    let mut out = Vec::with_capacity(stream.len() as usize);
    stream.take(bytes.len() as u64).read_to_end(&mut out).map_err(|_| CompoundError::Damaged)?;
    Ok(out)
}

/// Two bytes at a place.
pub fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// Four bytes at a place.
pub fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// UTF-16 text of little-endian bytes.
pub fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}
