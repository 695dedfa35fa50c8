//! Places: where a text stands in the file, in terms a person recognises.

use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Where a block or a cell comes from, as far as the format tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Line of the text file, from 1.
    pub line: Option<u32>,
    /// For a paragraph that was broken over several lines: where its further lines begin.
    pub lines: Vec<LineStart>,
    /// Page, from 1.
    pub page: Option<u32>,
    /// Name of the sheet.
    pub sheet: Option<String>,
    /// Cell of the sheet (B12).
    pub cell: Option<String>,
    /// Name of the file inside a package.
    pub file: Option<String>,
    /// For paged formats: the box of each character of the text, in points from the top left of its page, as
    /// `[page, left, top, right, bottom]` runs that each cover `length` bytes of the text.
    pub boxes: Vec<TextBox>,
    /// Hidden in the file (a hidden row, column or sheet).
    pub hidden: bool,
}

/// Where a further line of a paragraph begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineStart {
    /// Byte of the text.
    pub at: u32,
    /// Line of the file, from 1.
    pub line: u32,
    /// Its page, if the text has pages.
    pub page: Option<u32>,
}

/// The box on the page of a run of text. Coordinates in hundredths of a point from the top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextBox {
    /// Bytes of the text that it covers, from the end of the box before it.
    pub length: u32,
    /// Page, from 1.
    pub page: u32,
    /// Left edge.
    pub left: i32,
    /// Top edge.
    pub top: i32,
    /// Right edge.
    pub right: i32,
    /// Bottom edge.
    pub bottom: i32,
}

/// A range of text: bytes `start..end` of a paragraph (`cell` is `None`) or of a cell of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// Index into [`super::Document::blocks`].
    pub block: usize,
    /// Index into [`super::Table::cells`].
    pub cell: Option<usize>,
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

/// A place as shown to people and exported. Field names are part of the published JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Headings above it, joined by " / ".
    pub section: Option<Arc<str>>,
    /// Title of the table.
    pub table: Option<Arc<str>>,
    /// Label of the row.
    pub row: Option<Arc<str>>,
    /// Head of the column.
    pub column: Option<Arc<str>>,
    /// Page, from 1.
    pub page: Option<u32>,
    /// Line of a text file, from 1.
    pub line: Option<u32>,
    /// Name of the sheet.
    pub sheet: Option<String>,
    /// Cell of the sheet (B12).
    pub cell: Option<String>,
    /// File inside a package.
    pub file: Option<String>,
    /// The document, where it is another one than the report's own (last year's report).
    #[serde(skip_serializing_if = "crate::report::left_out", default)]
    pub document: Option<Arc<str>>,
    /// The sentence or the row in which it stands.
    pub quote: Arc<str>,
    /// Where to find it in the document.
    pub span: Option<Span>,
}
