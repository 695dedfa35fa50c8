//! OpenDocument containers and what their texts and sheets have in common.

use super::Reason;
use super::archive::{Archive, ArchiveError};
use super::limits::{DEPTH, Exceeded, Limits};
use super::xml::{self, Element, XmlError};

/// An OpenDocument file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenDocumentError {
    /// The container.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// Locked with a password.
    #[error("encrypted")]
    Encrypted,
    /// The container has no content.
    #[error("no content")]
    NoContent,
    /// The content is damaged.
    #[error(transparent)]
    Xml(#[from] XmlError),
    /// A bound was reached.
    #[error(transparent)]
    Exceeded(#[from] Exceeded),
}

impl From<OpenDocumentError> for Reason {
    fn from(error: OpenDocumentError) -> Self {
        match error {
            OpenDocumentError::Archive(error) => error.into(),
            OpenDocumentError::Encrypted => Reason::new("encrypted"),
            OpenDocumentError::Xml(XmlError::TooDeep) => Exceeded::Depth { limit: DEPTH }.into(),
            OpenDocumentError::NoContent | OpenDocumentError::Xml(_) => Reason::new("damaged"),
            OpenDocumentError::Exceeded(error) => error.into(),
        }
    }
}

/// The content and, if there is one, the style sheet.
pub fn parts(bytes: &[u8], limits: &Limits) -> Result<(String, Option<String>), OpenDocumentError> {
    let mut archive = Archive::open(bytes, limits)?;
    if let Some(manifest) = archive.read("META-INF/manifest.xml")?
        && manifest.windows(15).any(|w| w == b"encryption-data")
    {
        return Err(OpenDocumentError::Encrypted);
    }
    let content = archive.read("content.xml")?.ok_or(OpenDocumentError::NoContent)?;
    let content = xml::decode(content)?;
    let styles = archive.read("styles.xml")?.and_then(|bytes| xml::decode(bytes).ok());
    Ok((content, styles))
}

/// How often an element repeats.
pub fn repeated(element: &Element<'_>, name: &str) -> u32 {
    element.number(name).unwrap_or(1).max(1)
}

/// The characters that an element inside a paragraph stands for.
pub fn character(element: &Element<'_>) -> Option<String> {
    match element.name() {
        "text:s" => Some(" ".repeat(element.number("c").unwrap_or(1usize).clamp(1, 256))),
        "text:tab" => Some("\t".into()),
        "text:line-break" => Some("\n".into()),
        _ => None,
    }
}

/// Text of a paragraph as far as it has been read: white space of the file itself collapses.
pub fn push_collapsed(out: &mut String, text: &str) {
    for c in text.chars() {
        if !matches!(c, ' ' | '\t' | '\n' | '\r') {
            out.push(c);
        } else if !out.ends_with([' ', '\n', '\t']) && !out.is_empty() {
            out.push(' ');
        }
    }
}
