//! Zip containers: docx, xlsx, OpenDocument and packages of files. Members are read within the limits, names are decoded
//! (UTF-8, or GBK as Chinese archivers write it without saying so).

use super::limits::{Exceeded, Limits, RATIO_FROM};
use super::{Reason, encoding};
use crc::{CRC_32_ISO_HDLC, Crc, Table};
use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};
use std::io::Read;

/// Checksums by several bytes at once, which takes tables of 16 kB that hardly compress; the browser, which has to load
/// them, does with one.
const TABLES: usize = if cfg!(target_arch = "wasm32") { 1 } else { 16 };
static CHECKSUM: Crc<u32, Table<TABLES>> = Crc::<u32, Table<TABLES>>::new(&CRC_32_ISO_HDLC);

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

impl From<rawzip::Error> for ArchiveError {
    fn from(_: rawzip::Error) -> Self {
        ArchiveError::Damaged
    }
}

/// What the directory says of a member.
struct Member {
    at: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    encrypted: bool,
    packed: u64,
    size: u64,
}

/// An open container.
pub struct Archive<'a> {
    zip: ZipSliceArchive<&'a [u8]>,
    names: Vec<String>,
    members: Vec<Member>,
    limits: Limits,
    inflated: usize,
}

impl<'a> Archive<'a> {
    /// Opens a container and reads its directory.
    pub fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, ArchiveError> {
        let zip = ZipArchive::from_slice(bytes)?;
        let (mut names, mut members) = (Vec::new(), Vec::new());
        let mut entries = zip.entries();
        while let Some(entry) = entries.next_entry()? {
            names.push(encoding::decode_name(entry.file_path().as_ref(), entry.flags().is_utf8()));
            members.push(Member {
                at: entry.wayfinder(),
                method: entry.compression_method(),
                encrypted: entry.flags().is_encrypted(),
                packed: entry.compressed_size_hint(),
                size: entry.uncompressed_size_hint(),
            });
        }
        Ok(Self { zip, names, members, limits: limits.clone(), inflated: 0 })
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

    /// Inflates the member of this name; `None` if there is none. Of two the last counts, as for most programs.
    pub fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, ArchiveError> {
        match self.names.iter().rposition(|n| n == name) {
            Some(index) => self.read_at(index).map(Some),
            None => Ok(None),
        }
    }

    /// Inflates a member by its place in [`Archive::names`].
    pub fn read_at(&mut self, index: usize) -> Result<Vec<u8>, ArchiveError> {
        let (Some(name), Some(member)) = (self.names.get(index), self.members.get(index)) else {
            return Err(ArchiveError::Damaged);
        };
        if member.encrypted {
            return Err(ArchiveError::Encrypted);
        }
        let packed = usize::try_from(member.packed).unwrap_or(usize::MAX);
        let by_ratio = packed.saturating_mul(self.limits.ratio).max(RATIO_FROM);
        let limit = self.limits.member_bytes.min(self.left()).min(by_ratio);
        let exceeded = || Exceeded::Inflated { member: name.clone(), limit };
        if member.size > limit as u64 {
            return Err(exceeded().into());
        }
        let entry = self.zip.get_entry(member.at)?;
        // The directory may lie about the size, so the stream itself is bounded too.
        let bound = limit as u64 + 1;
        let mut content = Vec::with_capacity((member.size as usize).min(1 << 20));
        match member.method {
            CompressionMethod::STORE => entry.data().take(bound).read_to_end(&mut content),
            CompressionMethod::DEFLATE => {
                DeflateDecoder::new(entry.data()).take(bound).read_to_end(&mut content)
            }
            _ => return Err(ArchiveError::UnknownMethod),
        }
        .map_err(|_| ArchiveError::Damaged)?;
        if content.len() > limit {
            return Err(exceeded().into());
        }
        let claimed = entry.claim_verifier();
        if claimed.uncompressed_size != content.len() as u64 || claimed.crc != CHECKSUM.checksum(&content) {
            return Err(ArchiveError::Damaged);
        }
        self.inflated += content.len();
        Ok(content)
    }
}

/// Opens a container only to inflate one member within the limits; `None` if there is no such member.
pub fn open_member(bytes: &[u8], name: &str, limits: &Limits) -> Result<Option<Vec<u8>>, ArchiveError> {
    Archive::open(bytes, limits)?.read(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};
    use zip::write::SimpleFileOptions;

    const TEXT: &str = "收入总计 10,676.61 万元，支出总计 10,676.61 万元。";

    fn zipped(members: &[(&str, &str)], method: zip::CompressionMethod) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in members {
            zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).expect("a member");
            zip.write_all(content.as_bytes()).expect("written");
        }
        zip.finish().expect("a container").into_inner()
    }

    fn read(bytes: &[u8]) -> Result<Option<Vec<u8>>, ArchiveError> {
        open_member(bytes, "说明.txt", &Limits::default())
    }

    #[test]
    fn members_are_read_as_they_were_packed() {
        for method in [zip::CompressionMethod::Stored, zip::CompressionMethod::Deflated] {
            let bytes = zipped(&[("甲.txt", ""), ("说明.txt", TEXT)], method);
            assert_eq!(read(&bytes), Ok(Some(TEXT.into())));
            // Something before it, as in archives that unpack themselves, and something behind it.
            let within = [b"MZ and more".as_slice(), &bytes].concat();
            assert_eq!(read(&within), Ok(Some(TEXT.into())));
        }
        assert_eq!(read(&zipped(&[("甲.txt", TEXT)], zip::CompressionMethod::Stored)), Ok(None));
    }

    #[test]
    fn a_digit_changed_on_the_way_is_damage() {
        let mut bytes = zipped(&[("说明.txt", TEXT)], zip::CompressionMethod::Stored);
        let at = bytes.windows(6).position(|w| w == b"10,676").expect("stored");
        bytes[at] = b'7';
        assert_eq!(read(&bytes), Err(ArchiveError::Damaged));
    }

    #[test]
    fn cut_off_encrypted_and_unknown_are_told_apart() {
        let bytes = zipped(&[("说明.txt", TEXT)], zip::CompressionMethod::Deflated);
        assert_eq!(read(&bytes[..bytes.len() - 30]), Err(ArchiveError::Damaged));
        // Flags and method in the directory, whose entries begin with PK 1 2.
        let entry = bytes.windows(4).position(|w| w == b"PK\x01\x02").expect("a directory");
        let changed = |at: usize, byte: u8| {
            let mut changed = bytes.clone();
            changed[entry + at] = byte;
            read(&changed)
        };
        assert_eq!(changed(8, 1), Err(ArchiveError::Encrypted));
        assert_eq!(changed(10, 12), Err(ArchiveError::UnknownMethod));
    }
}
