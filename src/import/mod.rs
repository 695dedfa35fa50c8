//! One importer per format, all ending in the same [`Document`]. The type is told by content, not by extension.
//!
//! An importer knows nothing of what the numbers mean.

pub mod archive;
#[cfg(feature = "formats")]
mod cells;
pub mod clipboard;
#[cfg(feature = "formats")]
mod compound;
pub mod csv;
pub mod detect;
#[cfg(feature = "formats")]
pub mod doc;
pub mod docx;
pub mod encoding;
#[cfg(feature = "formats")]
pub mod html;
pub mod limits;
#[cfg(feature = "formats")]
pub mod mht;
pub(crate) mod numbering;
#[cfg(feature = "formats")]
pub mod odt;
pub(crate) mod opc;
#[cfg(feature = "formats")]
mod opendocument;
#[cfg(feature = "formats")]
pub mod package;
#[cfg(feature = "pdf")]
pub mod pdf;
mod rows;
#[cfg(feature = "formats")]
pub mod rtf;
#[cfg(feature = "formats")]
pub mod spreadsheet;
pub mod text;
pub(crate) mod xml;

pub use clipboard::read_clipboard;
pub use limits::Limits;

use crate::check::Options;
use crate::document::{Document, ImportNote};
use serde::{Deserialize, Serialize};

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Plain text or the dump of a converter.
    Text,
    /// Comma or tab separated values.
    Csv,
    /// Web page.
    Html,
    /// Web page saved as one file.
    Mht,
    /// Word 2007 and later, WPS, LibreOffice.
    Docx,
    /// Word 97–2003 and WPS in the same container.
    Doc,
    /// Rich text.
    Rtf,
    /// OpenDocument text.
    Odt,
    /// Excel 2007 and later.
    Xlsx,
    /// Excel 97–2003, in records or in XML.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
    /// PDF.
    Pdf,
    /// Several files.
    Package,
}

/// A document read from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Name of the file, with the name inside a package.
    pub name: String,
    /// What it was.
    pub format: Format,
    /// What it says.
    pub document: Document,
}

/// A file that could not be read, said so that a reviewer understands it and knows what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{name}: {key}")]
pub struct Failure {
    /// Name of the file.
    pub name: String,
    /// Key in the locale files, under `failure.`.
    pub key: String,
    /// Values for the message.
    pub arguments: Vec<(String, String)>,
}

impl Failure {
    /// A file that could not be read for this reason.
    pub fn new(name: &str, reason: Reason) -> Self {
        let arguments = reason.arguments.into_iter().map(|(k, v)| (k.to_string(), v)).collect();
        Self { name: name.to_string(), key: reason.key.to_string(), arguments }
    }

    /// The message in the reader's language.
    pub fn message(&self, language: crate::locale::Language) -> String {
        let arguments = self.arguments.iter().map(|(k, v)| (k.as_str(), v.as_str()));
        crate::locale::text(language, &format!("failure.{}", self.key), arguments)
    }
}

/// Why a file could not be read, as a message. The error of every importer turns into one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Key in the locale files, under `failure.`.
    pub key: &'static str,
    /// Values for the message.
    pub arguments: Vec<(&'static str, String)>,
}

impl Reason {
    /// A message without values.
    pub fn new(key: &'static str) -> Self {
        Self { key, arguments: Vec::new() }
    }

    /// The message with a value put in.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }
}

/// Key of the reason why a build without the feature `formats` or `pdf` reads a file not: the other build can.
pub const NOT_LOADED: &str = "format_not_loaded";

/// A size for a message.
fn megabytes(bytes: usize) -> String {
    let tenths = bytes.div_ceil((1 << 20) / 10);
    if tenths >= 100 || tenths.is_multiple_of(10) {
        (tenths / 10).to_string()
    } else {
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}

/// Reads a file. A package gives one result for each report in it.
pub fn import(bytes: &[u8], name: &str, options: &Options) -> Vec<Result<Imported, Failure>> {
    import_within(bytes, name, &Limits::default(), options)
}

/// Reads a file within limits other than the usual.
pub fn import_within(
    bytes: &[u8],
    name: &str,
    limits: &Limits,
    options: &Options,
) -> Vec<Result<Imported, Failure>> {
    match read_one(bytes, name, limits, options) {
        Ok(imported) => vec![Ok(imported)],
        #[cfg(feature = "formats")]
        Err(NotOne::Package) => package::read(bytes, name, limits, options, 0),
        #[cfg(not(feature = "formats"))]
        Err(NotOne::Package) => vec![Err(Failure::new(name, Reason::new(NOT_LOADED)))],
        Err(NotOne::Failed(reason)) => vec![Err(Failure::new(name, reason))],
    }
}

/// Why a file is not one document.
enum NotOne {
    /// It holds several.
    Package,
    /// It could not be read.
    Failed(Reason),
}

impl<R: Into<Reason>> From<R> for NotOne {
    fn from(reason: R) -> Self {
        NotOne::Failed(reason.into())
    }
}

/// Reads a file that is no package.
fn read_one(bytes: &[u8], name: &str, limits: &Limits, options: &Options) -> Result<Imported, NotOne> {
    if bytes.len() > limits.bytes {
        return Err(limits::Exceeded::Bytes { bytes: bytes.len(), limit: limits.bytes }.into());
    }
    let format = detect::detect(bytes, name, limits)?;
    if format == Format::Package {
        return Err(NotOne::Package);
    }
    let mut document = read_as(format, bytes, limits, options)?;
    document.in_reading_order();
    limits.check_document(&document)?;
    if document.is_blank() {
        return Err(Reason::new("no_text").into());
    }
    tell_hidden_numbers(&mut document);
    Ok(Imported { name: name.to_string(), format, document })
}

/// Numbers printed as #### are told: they cannot be checked.
fn tell_hidden_numbers(document: &mut Document) {
    let cells = document.tables().flat_map(|(_, table)| &table.cells);
    let count = cells.filter(|c| crate::number::is_overflow_mark(&c.text)).count();
    if count > 0 {
        document.notes.push(ImportNote::incomplete("hidden_numbers", &[("count", count.to_string())]));
    }
}

/// The importer of each format.
#[cfg_attr(
    not(feature = "pdf"),
    expect(unused_variables, reason = "only a PDF may need the password of the options")
)]
fn read_as(format: Format, bytes: &[u8], limits: &Limits, options: &Options) -> Result<Document, Reason> {
    Ok(match format {
        Format::Text => text::read(bytes, limits)?,
        Format::Csv => csv::read(bytes, limits)?,
        Format::Docx => docx::read(bytes, limits)?,
        #[cfg(feature = "formats")]
        Format::Xlsx => spreadsheet::xlsx::read(bytes, limits)?,
        #[cfg(feature = "formats")]
        Format::Html => html::read(bytes, limits)?,
        #[cfg(feature = "formats")]
        Format::Mht => mht::read(bytes, limits)?,
        #[cfg(feature = "formats")]
        Format::Doc => doc::read(bytes)?,
        #[cfg(feature = "formats")]
        Format::Rtf => rtf::read(bytes, limits)?,
        #[cfg(feature = "formats")]
        Format::Odt => odt::read(bytes, limits)?,
        #[cfg(feature = "formats")]
        Format::Xls if detect::is_compound(bytes) => spreadsheet::xls::read(bytes, limits)?,
        #[cfg(feature = "formats")]
        Format::Xls => spreadsheet::xml_2003::read(bytes, limits)?,
        #[cfg(feature = "formats")]
        Format::Ods => spreadsheet::ods::read(bytes, limits)?,
        #[cfg(feature = "pdf")]
        Format::Pdf => pdf::read(bytes, limits, options)?,
        #[cfg(not(feature = "formats"))]
        Format::Html
        | Format::Mht
        | Format::Doc
        | Format::Rtf
        | Format::Odt
        | Format::Xlsx
        | Format::Xls
        | Format::Ods => return Err(Reason::new(NOT_LOADED)),
        #[cfg(not(feature = "pdf"))]
        Format::Pdf => return Err(Reason::new(NOT_LOADED)),
        // Not reached by way of `read_one`: a package is several documents.
        Format::Package => return Err(Reason::new("unknown_format")),
    })
}
