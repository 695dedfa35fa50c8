//! The type of a file by its content. The extension is never believed; it only breaks the tie between text and CSV.

use super::archive::{Archive, ArchiveError};
use super::limits::Limits;
use super::{Format, Reason, encoding};
use crate::document::Holds;
#[cfg(feature = "formats")]
use std::io::Cursor;

/// A file whose type is not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DetectError {
    /// Nothing in it.
    #[error("empty")]
    Empty,
    /// A known type that is not read; the key of the message tells what to do.
    #[error("{0}")]
    Other(&'static str),
    /// An Office file locked with a password.
    #[error("encrypted")]
    Encrypted,
    /// The container is cut off or broken.
    #[error("damaged")]
    Damaged,
    /// A container that cannot be opened.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
}

impl From<DetectError> for Reason {
    fn from(error: DetectError) -> Self {
        match error {
            DetectError::Empty => Reason::new("empty"),
            DetectError::Other(key) => Reason::new(key),
            DetectError::Encrypted => Reason::new("encrypted"),
            DetectError::Damaged => Reason::new("damaged"),
            DetectError::Archive(error) => error.into(),
        }
    }
}

/// Where `%PDF` may begin: some servers put a few lines before it.
const PDF_WITHIN: usize = 1024;
/// How much of a text is looked at.
const SNIFF: usize = 4096;

/// Tells the type of a file.
pub fn detect(bytes: &[u8], name: &str, limits: &Limits) -> Result<Format, DetectError> {
    if bytes.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
        return Err(DetectError::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04")
        || bytes.starts_with(b"PK\x05\x06")
        || bytes.starts_with(b"PK\x07\x08")
    {
        return zip(bytes, limits);
    }
    if is_compound(bytes) {
        return compound(bytes);
    }
    let head = &bytes[..bytes.len().min(PDF_WITHIN)];
    if head.windows(4).any(|w| w == b"%PDF") {
        return Ok(Format::Pdf);
    }
    if let Some(key) = foreign(bytes) {
        return Err(DetectError::Other(key));
    }
    text(bytes, name)
}

/// Does it begin as compound files do, the containers of old Word and Excel?
pub fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
}

/// Types that reviewers do meet and that hold no text for us.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: &[(&[u8], &str)] = &[
        (b"Rar!\x1A\x07", "packed_otherwise"),
        (b"7z\xBC\xAF\x27\x1C", "packed_otherwise"),
        (b"\x1F\x8B", "packed_otherwise"),
        (b"BZh", "packed_otherwise"),
        (b"\xFD7zXZ\0", "packed_otherwise"),
        (b"\xFF\xD8\xFF", "picture"),
        (b"\x89PNG\r\n", "picture"),
        (b"GIF8", "picture"),
        (b"II*\0", "picture"),
        (b"MM\0*", "picture"),
        (b"RIFF", "picture"),
        (b"%!PS", "postscript"),
        (b"MZ", "program"),
        (b"\x7FELF", "program"),
    ];
    let bitmap = bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0, 0, 0, 0]);
    let found = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, key)| *key);
    // Two letters alone may begin a text as well.
    let found =
        found.filter(|_| !matches!(bytes, [b'M', b'Z', rest @ ..] if !rest.iter().take(64).any(|&b| b == 0)));
    found.or(bitmap.then_some("picture"))
}

fn zip(bytes: &[u8], limits: &Limits) -> Result<Format, DetectError> {
    let mut archive = Archive::open(bytes, limits)?;
    let any = |archive: &Archive, wanted: &dyn Fn(&str) -> bool| archive.names().iter().any(|n| wanted(n));
    if archive.has("mimetype") {
        let kind = archive.read("mimetype")?.unwrap_or_default();
        let kind = String::from_utf8_lossy(&kind);
        if kind.contains("opendocument.text") {
            return Ok(Format::Odt);
        }
        if kind.contains("opendocument.spreadsheet") {
            return Ok(Format::Ods);
        }
        if kind.contains("opendocument.presentation") {
            return Err(DetectError::Other("slides"));
        }
    }
    if any(&archive, &|n| n.starts_with("word/document") && n.ends_with(".xml")) {
        return Ok(Format::Docx);
    }
    if any(&archive, &|n| n.starts_with("xl/workbook") && n.ends_with(".xml")) {
        return Ok(Format::Xlsx);
    }
    if any(&archive, &|n| n == "xl/workbook.bin") {
        return Err(DetectError::Other("binary_workbook"));
    }
    if any(&archive, &|n| n.starts_with("ppt/presentation")) {
        return Err(DetectError::Other("slides"));
    }
    if any(&archive, &|n| n == "OFD.xml") {
        return Err(DetectError::Other("ofd"));
    }
    if archive.has("[Content_Types].xml") {
        return Err(DetectError::Damaged);
    }
    Ok(Format::Package)
}

/// Old Word or old Excel: this build reads neither.
#[cfg(not(feature = "formats"))]
fn compound(_: &[u8]) -> Result<Format, DetectError> {
    Ok(Format::Doc)
}

#[cfg(feature = "formats")]
fn compound(bytes: &[u8]) -> Result<Format, DetectError> {
    let file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| DetectError::Damaged)?;
    let has = |name: &str| file.is_stream(name);
    if has("/EncryptedPackage") {
        return Err(DetectError::Encrypted);
    }
    if has("/WordDocument") {
        return Ok(Format::Doc);
    }
    if has("/Workbook") || has("/Book") {
        return Ok(Format::Xls);
    }
    if has("/PowerPoint Document") {
        return Err(DetectError::Other("slides"));
    }
    Err(DetectError::Other("unknown_format"))
}

fn text(bytes: &[u8], name: &str) -> Result<Format, DetectError> {
    let head = &bytes[..bytes.len().min(SNIFF)];
    let head = match head {
        [0xFF, 0xFE, rest @ ..] => encoding::utf16(rest, false),
        [0xFE, 0xFF, rest @ ..] => encoding::utf16(rest, true),
        _ => head.iter().map(|&b| if b.is_ascii() { b as char } else { '\u{FFFD}' }).collect(),
    };
    let start = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FFFD}' || c == '\u{FEFF}');
    if start.starts_with("{\\rtf") {
        return Ok(Format::Rtf);
    }
    let lower = start.to_ascii_lowercase();
    let multipart = lower.contains("content-type:") && lower.contains("multipart/");
    if multipart
        && (lower.starts_with("mime-version:")
            || lower.starts_with("from:")
            || lower.contains("\nmime-version:"))
    {
        return Ok(Format::Mht);
    }
    // Finance software saves a web page as .xls, portals save a part of one as .doc.
    const OPENINGS: &[&str] =
        &["<!doctype html", "<html", "<head", "<body", "<meta", "<table", "<div", "<p>", "<p "];
    let after_prolog = match lower.strip_prefix("<?xml") {
        Some(rest) => rest.split_once("?>").map_or("", |(_, rest)| rest.trim_start()),
        None => lower.as_str(),
    };
    let fragment = lower.starts_with("<!--") && lower.holds_any(OPENINGS);
    if fragment
        || OPENINGS.iter().any(|o| after_prolog.starts_with(o))
        || lower.starts_with("version:") && lower.contains("starthtml:")
    {
        return Ok(Format::Html);
    }
    // What Office 2003 and programs of its time called XML.
    if lower.starts_with("<?xml") && lower.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return Ok(Format::Xls);
    }
    if lower.starts_with("<?xml") {
        let of_office = [
            "<?mso-application",
            "urn:schemas-microsoft-com:office:",
            "/office/word/2003/",
            "/2006/xmlpackage",
        ];
        let key =
            if of_office.iter().any(|name| lower.contains(name)) { "office_xml" } else { "unknown_format" };
        return Err(DetectError::Other(key));
    }
    let extension = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase());
    match extension.as_deref() {
        Some("csv") => Ok(Format::Csv),
        _ => Ok(Format::Text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> Result<Format, DetectError> {
        detect(bytes, "x.pdf", &Limits::default())
    }

    #[test]
    fn content_decides() {
        assert_eq!(of(b"\xEF\xBB\xBF%PDF-1.7"), Ok(Format::Pdf));
        assert_eq!(of(b"{\\rtf1\\ansi}"), Ok(Format::Rtf));
        assert_eq!(of(b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x"), Ok(Format::Mht));
        assert_eq!(of(b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC>"), Ok(Format::Html));
        assert_eq!(of(b"<!-- saved --><html>"), Ok(Format::Html));
        assert_eq!(of(b"\xFF\xFE<\0h\0t\0m\0l\0>\0"), Ok(Format::Html));
        assert_eq!(of("<关于印发>".as_bytes()), Ok(Format::Text));
        assert_eq!(detect(b"a,b\n", "A.CSV", &Limits::default()), Ok(Format::Csv));
    }

    #[test]
    fn what_is_not_read_says_so() {
        assert_eq!(of(b" \r\n"), Err(DetectError::Empty));
        assert_eq!(of(b"Rar!\x1A\x07\0"), Err(DetectError::Other("packed_otherwise")));
        assert_eq!(of(b"\x89PNG\r\n\x1A\n"), Err(DetectError::Other("picture")));
        assert_eq!(of(b"PK\x03\x04cut"), Err(DetectError::Archive(ArchiveError::Damaged)));
        assert_eq!(of(b"MZ is no program"), Ok(Format::Text));
        let word = b"<?xml version='1.0'?>\n<?mso-application progid='Word.Document'?>\n<w:wordDocument/>";
        assert_eq!(of(word), Err(DetectError::Other("office_xml")));
        let sheet = b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>";
        assert_eq!(of(sheet), Ok(Format::Xls));
        assert_eq!(of(b"<?xml version='1.0'?><feed/>"), Err(DetectError::Other("unknown_format")));
    }
}
