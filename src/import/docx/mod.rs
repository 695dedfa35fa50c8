//! Word 2007 and later (docx), as Word, WPS and LibreOffice write it: a zip of XML parts read in one pass each.
//!
//! Tracked changes are read as the final text. Headers, footers, comments, page numbers and tables of contents are left
//! out: they are no statements of the report.

mod body;
mod numbering;
mod styles;
mod symbols;
mod tabbed;
mod trace;

use super::Reason;
use super::limits::{Exceeded, GRID, Limits};
use super::numbering::Numbering;
use super::opc::{Package, PackageError, in_part};
use crate::document::{Document, ImportNote};
use crate::order::Map;
use body::{Noticed, Walker};
use styles::Styles;

pub use body::NoteReference;
pub use trace::{At, Piece, Run, Trace, Traced, TracedPart};

/// A docx that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocxError {
    /// The package or one of its parts.
    #[error(transparent)]
    Package(#[from] PackageError),
    /// A bound was reached.
    #[error(transparent)]
    Exceeded(#[from] Exceeded),
}

impl From<DocxError> for Reason {
    fn from(error: DocxError) -> Self {
        match error {
            DocxError::Package(error) => error.into(),
            DocxError::Exceeded(error) => error.into(),
        }
    }
}

/// Reads a docx.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, DocxError> {
    walk(bytes, limits, None).map(|traced| traced.document)
}

/// Reads a docx again, this time with where in the XML each text stands. Texts carry marks: see [`Traced::text_of`].
pub fn trace(bytes: &[u8], limits: &Limits) -> Result<Traced, DocxError> {
    walk(bytes, limits, Some(Trace::default()))
}

fn walk(bytes: &[u8], limits: &Limits, trace: Option<Trace>) -> Result<Traced, DocxError> {
    let mut package = Package::open(bytes, limits)?;
    let main = package.main("word/document.xml")?;
    let relations = package.relations(&main)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let part = |kind: &str| {
        let named = relations.iter().find(|r| r.kind == kind).map(|r| r.target.clone());
        named.unwrap_or_else(|| format!("{folder}/{kind}.xml"))
    };

    let styles = match package.part(&part("styles"))? {
        // A damaged style sheet costs heading levels, not figures.
        Some(text) => Styles::read(&text).unwrap_or_default(),
        None => Styles::default(),
    };
    let name = part("numbering");
    let numbering = match package.part(&name)? {
        Some(text) => numbering::read(&text).map_err(|error| in_part(&name, error))?,
        None => Numbering::default(),
    };
    let text = package.required(&main)?;
    let mut walker = Walker::new(&styles, numbering);
    walker.trace = trace;
    let mut blocks = walker.read(&text).map_err(|error| in_part(&main, error))?;

    let prefix = walker.prefix().to_string();
    let mut parts = vec![TracedPart::new(main.clone(), text)];
    let references = std::mem::take(&mut walker.references);
    for (kind, end) in [("footnotes", false), ("endnotes", true)] {
        if !references.iter().any(|r| r.end == end) {
            continue;
        }
        let name = part(kind);
        let Some(text) = package.part(&name)? else { continue };
        walker.notes = Map::new();
        if let Some(trace) = &mut walker.trace {
            trace.part = parts.len();
        }
        walker.read(&text).map_err(|error| in_part(&name, error))?;
        for reference in references.iter().filter(|r| r.end == end) {
            blocks.extend(walker.notes.get_mut(&reference.id).map(std::mem::take).unwrap_or_default());
        }
        parts.push(TracedPart::new(name, text));
    }
    if walker.noticed.oversized {
        return Err(Exceeded::Cells { limit: GRID }.into());
    }
    let blocks = tabbed::tables(blocks);
    let document = Document { blocks, notes: notes(&walker.noticed), pages: None };
    Ok(Traced { document, parts, prefix, references, trace: walker.trace.unwrap_or_default() })
}

fn notes(noticed: &Noticed) -> Vec<ImportNote> {
    let mut notes = Vec::new();
    if noticed.tracked {
        notes.push(ImportNote::information("tracked_changes", &[]));
    }
    if noticed.hidden {
        notes.push(ImportNote::information("hidden_text", &[]));
    }
    if noticed.pictures > 0 {
        notes.push(ImportNote::incomplete("pictures", &[("count", noticed.pictures.to_string())]));
    }
    if noticed.embedded > 0 {
        notes.push(ImportNote::incomplete("embedded", &[("count", noticed.embedded.to_string())]));
    }
    notes
}

#[cfg(test)]
mod tests;
