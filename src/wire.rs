//! What passes between the page and the engine in its worker, as JSON.

use crate::check::Analysis;
use crate::check::Options;
use crate::import::Failure;
use crate::ledger::Severity;
use crate::locale::Language;
use crate::report::Report;
use crate::report::export::{ExportFormat, Opinion};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the page gets for each report of a file. Crosses to the page as JSON text, which is several times faster than
/// building JavaScript objects for thousands of numbers.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Read and checked.
    Analysis(Box<Analysis>),
    /// Not read.
    Failure(FailureRecord),
}

/// A file that could not be read, with the message in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailureRecord {
    /// Name of the file.
    pub name: String,
    /// Key of the reason.
    pub key: String,
    /// What to tell the reader.
    pub message: String,
}

impl FailureRecord {
    /// The record of a failure in a language.
    pub fn of(failure: &Failure, language: Language) -> Self {
        Self { name: failure.name.clone(), key: failure.key.clone(), message: failure.message(language) }
    }
}

/// One paste: the flavours of the clipboard.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paste {
    /// `text/html`; wins where it is there.
    pub html: Option<String>,
    /// `text/plain`.
    pub text: Option<String>,
}

/// A rule, for the page's rule list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleRecord {
    /// Code.
    pub code: String,
    /// Severity unless the rule says otherwise.
    pub severity: Severity,
    /// Name in Chinese.
    pub name_zh: String,
    /// Name in English.
    pub name_en: String,
    /// Documentation in Markdown.
    pub documentation: String,
}

/// What an export is made of, as the page sends it to the engine.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ExportRequest {
    /// Kind of export.
    pub format: ExportFormat,
    /// The report.
    pub report: Report,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Date by the reader's clock.
    pub date: String,
    /// What the report was checked with.
    pub options: Options,
    /// The reviewer's opinions by the finding's key.
    pub opinions: BTreeMap<String, Opinion>,
}
