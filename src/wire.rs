//! What passes between the page and the engine in its worker.

use crate::check::Analysis;
use crate::check::Options;
use crate::import::Failure;
use crate::ledger::Severity;
use crate::locale::Language;
use crate::order::Map;
use crate::report::Report;
use crate::report::export::{ExportFormat, Opinion};
use serde::{Deserialize, Serialize};

/// What the page gets for each report of a file. Crosses to the page as bytes ([`crate::report::to_bytes`]), which is
/// many times faster than building JavaScript objects for thousands of numbers.
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

/// Names of what a report is checked by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleBook {
    /// The rules, in order of their codes.
    pub rules: Vec<RuleRecord>,
    /// The scoring rules: id, name in Chinese, name in English.
    pub scoring: Vec<(String, String, String)>,
    /// Is the documentation of the rules whole?
    pub documented: bool,
    /// The texts of the page in English by their keys, where this build has them.
    pub texts: Vec<(String, String)>,
}

impl RuleBook {
    /// What this build knows.
    pub fn of_this_build() -> Self {
        let rules = crate::rules::all().map(|rule| {
            let (zh, en) = rule.names();
            RuleRecord {
                code: rule.code.to_string(),
                severity: rule.severity,
                name_zh: zh.to_string(),
                name_en: en.to_string(),
                documentation: rule.documentation.to_string(),
            }
        });
        let scoring = crate::scoring::RULES.iter().map(|rule| {
            let name = |language| crate::locale::text(language, &format!("scoring.{}", rule.key), []);
            (rule.id.to_string(), name(Language::Chinese), name(Language::English))
        });
        Self {
            rules: rules.collect(),
            scoring: scoring.collect(),
            documented: cfg!(feature = "formats"),
            #[cfg(feature = "formats")]
            texts: crate::locale::texts(Language::English, "page."),
            #[cfg(not(feature = "formats"))]
            texts: Vec::new(),
        }
    }
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
    pub opinions: Map<String, Opinion>,
}
