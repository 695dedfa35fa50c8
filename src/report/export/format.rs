//! The kinds of export, and what a reviewer adds to them.

use crate::import::Format;
use serde::{Deserialize, Serialize};

/// A kind of export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// Workbook: findings, all checks, unchecked numbers.
    Xlsx,
    /// Review letter for Word.
    LetterDocx,
    /// Review letter to print.
    LetterHtml,
    /// The report as JSON.
    Json,
    /// Findings as comma separated values.
    Csv,
    /// The original Word document with comments.
    AnnotatedDocx,
    /// The original workbook with notes.
    AnnotatedXlsx,
}

impl ExportFormat {
    /// All that are made from the report alone.
    pub const ALL: [ExportFormat; 5] = [
        ExportFormat::LetterDocx,
        ExportFormat::LetterHtml,
        ExportFormat::Xlsx,
        ExportFormat::Csv,
        ExportFormat::Json,
    ];

    /// The annotated original of a file of this format, if there is such a thing.
    pub fn annotated(format: Format) -> Option<Self> {
        match format {
            Format::Docx => Some(ExportFormat::AnnotatedDocx),
            Format::Xlsx => Some(ExportFormat::AnnotatedXlsx),
            _ => None,
        }
    }

    /// Is it made from the original?
    pub fn needs_original(self) -> bool {
        matches!(self, ExportFormat::AnnotatedDocx | ExportFormat::AnnotatedXlsx)
    }

    /// Extension of the file name.
    pub fn extension(self) -> &'static str {
        match self {
            ExportFormat::Xlsx | ExportFormat::AnnotatedXlsx => "xlsx",
            ExportFormat::LetterDocx | ExportFormat::AnnotatedDocx => "docx",
            ExportFormat::LetterHtml => "html",
            ExportFormat::Json => "json",
            ExportFormat::Csv => "csv",
        }
    }

    /// Media type.
    pub fn media_type(self) -> &'static str {
        match self {
            ExportFormat::Xlsx | ExportFormat::AnnotatedXlsx => {
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            }
            ExportFormat::LetterDocx | ExportFormat::AnnotatedDocx => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            }
            ExportFormat::LetterHtml => "text/html;charset=utf-8",
            ExportFormat::Json => "application/json",
            ExportFormat::Csv => "text/csv;charset=utf-8",
        }
    }
}

/// What the reviewer holds of a finding.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Opinion {
    /// No problem after all: left out of the letter.
    pub dismissed: bool,
    /// The decision in the reader's language (属实, 不是问题, 待核实). Empty: none.
    pub decision: String,
    /// The reviewer's note.
    pub note: String,
}
