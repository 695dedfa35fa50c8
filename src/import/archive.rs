//! Zip containers: docx, xlsx, OpenDocument and packages of files. Members are read within the limits, names are decoded
//! (UTF-8, or GBK as Chinese archivers write it without saying so).

use super::limits::{Exceeded, Limits, RATIO_FROM};
use super::{Reason, encoding};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// The flag that says that a name is UTF-8.
const UTF8_FLAG: u16 = 1 << 11;

/// A container that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveError {
    /// Not a zip, cut off, or a member that does not inflate or has the wrong checksum.
    #[error("damaged")]
    Damaged,
    /// A member needs a password.
    #[error("encrypted")]
    Encrypted,
    /// A member is packed with a method that is not read.
    #[error("packed with an unknown method")]
    UnknownMethod,
    /// A bound was reached.
    #[error(transparent)]
    Exceeded(#[from] Exceeded),
}

impl From<ArchiveError> for Reason {
    fn from(error: ArchiveError) -> Self {
        match error {
            ArchiveError::Damaged => Reason::new("damaged"),
            ArchiveError::Encrypted => Reason::new("encrypted"),
            ArchiveError::UnknownMethod => Reason::new("packing_unknown"),
            ArchiveError::Exceeded(exceeded) => exceeded.into(),
        }
    }
}

impl From<ZipError> for ArchiveError {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
                ArchiveError::Encrypted
            }
            ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
                ArchiveError::UnknownMethod
            }
            _ => ArchiveError::Damaged,
        }
    }
}

/// An open container.
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    limits: Limits,
    inflated: usize,
}

impl<'a> Archive<'a> {
    /// Opens a container and reads its directory.
    pub fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, ArchiveError> {
        let zip = ZipArchive::new(Cursor::new(bytes))?;
        let names = (0..zip.len())
            .map(|index| {
                let entry = zip.by_index_data(index)?;
                Ok(encoding::decode_name(entry.name_raw(), entry.flags().as_u16() & UTF8_FLAG != 0))
            })
            .collect::<Result<_, ZipError>>()?;
        Ok(Self { zip, names, limits: limits.clone(), inflated: 0 })
    }

    /// Names of the members, with `/` between folders.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Is there a member of this name?
    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|n| n == name)
    }

    /// No more than that many bytes may still be inflated.
    pub fn leave(&mut self, bytes: usize) {
        self.limits.inflated_bytes = self.inflated.saturating_add(bytes);
    }

    /// Bytes that may still be inflated.
    pub fn left(&self) -> usize {
        self.limits.inflated_bytes.saturating_sub(self.inflated)
    }

    /// Inflates the member of this name; `None` if there is none.
    pub fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, ArchiveError> {
        match self.names.iter().position(|n| n == name) {
            Some(index) => self.read_at(index).map(Some),
            None => Ok(None),
        }
    }

    /// Inflates a member by its place in [`Archive::names`].
    pub fn read_at(&mut self, index: usize) -> Result<Vec<u8>, ArchiveError> {
        let name = self.names.get(index).cloned().ok_or(ArchiveError::Damaged)?;
        let left = self.left();
        let member = self.zip.by_index(index)?;
        let packed = usize::try_from(member.compressed_size()).unwrap_or(usize::MAX);
        let by_ratio = packed.saturating_mul(self.limits.ratio).max(RATIO_FROM);
        let limit = self.limits.member_bytes.min(left).min(by_ratio);
        let exceeded = || Exceeded::Inflated { member: name.clone(), limit };
        if member.size() > limit as u64 {
            return Err(exceeded().into());
        }
        // The directory may lie about the size, so the stream itself is bounded too.
        let mut content = Vec::with_capacity((member.size() as usize).min(1 << 20));
        member.take(limit as u64 + 1).read_to_end(&mut content).map_err(|_| ArchiveError::Damaged)?;
        if content.len() > limit {
            return Err(exceeded().into());
        }
        self.inflated += content.len();
        Ok(content)
    }
}

/// Opens a container only to inflate one member within the limits; `None` if there is no such member.
pub fn open_member(bytes: &[u8], name: &str, limits: &Limits) -> Result<Option<Vec<u8>>, ArchiveError> {
    Archive::open(bytes, limits)?.read(name)
}
