//! What leaves the page: findings as a workbook or CSV, the review letter (核对意见) as Word and as printable HTML, JSON.
//!
//! Pure functions from a report to bytes. Every export names the file, its SHA-256, the version, the rules, the date and
//! the settings, so that whoever receives it can tell what was checked and check it again.

mod csv;
mod format;
#[cfg(feature = "exports")]
mod json;
#[cfg(feature = "exports")]
mod letter;
#[cfg(feature = "exports")]
mod letter_docx;
#[cfg(feature = "exports")]
mod letter_html;
#[cfg(feature = "exports")]
mod make;
#[cfg(feature = "exports")]
mod xlsx;

#[cfg(feature = "exports")]
pub use crate::report::annotate::AnnotateError;
pub use csv::table as csv_table;
pub use format::{ExportFormat, Opinion};
#[cfg(feature = "exports")]
pub(crate) use make::escape;
#[cfg(feature = "exports")]
pub use make::{Export, ExportError, export, sha256};

/// White space of any kind and length is one space.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
