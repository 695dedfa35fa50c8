//! One importer per format, all ending in the same [`Document`]. The type is told by content, not by extension.
//!
//! An importer knows nothing of what the numbers mean.

pub mod text;

use crate::check::Options;
use crate::document::Document;
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
    /// Excel 97–2003.
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
    /// The message in the reader's language.
    pub fn message(&self, language: crate::locale::Language) -> String {
        let arguments = self.arguments.iter().map(|(k, v)| (k.as_str(), v.as_str()));
        crate::locale::text(language, &format!("failure.{}", self.key), arguments)
    }
}

/// Reads a file. A package gives one result for each report in it.
pub fn import(bytes: &[u8], name: &str, _options: &Options) -> Vec<Result<Imported, Failure>> {
    let failure = |key: &str| Failure { name: name.to_string(), key: key.to_string(), arguments: Vec::new() };
    let Ok(text) = std::str::from_utf8(bytes) else { return vec![Err(failure("unknown_format"))] };
    if text.trim().is_empty() {
        return vec![Err(failure("empty"))];
    }
    vec![Ok(Imported { name: name.to_string(), format: Format::Text, document: text::read_text(text) })]
}
