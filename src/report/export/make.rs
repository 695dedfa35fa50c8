//! Making an export: what it is made of, and what all of them tell.

use super::{
    AnnotateError, ExportFormat, Opinion, csv, json, letter, letter_docx, letter_html, one_line, xlsx,
};
use crate::check::Options;
use crate::document::Place;
use crate::import::Format;
use crate::ledger::Severity;
use crate::locale::{self, Language};
use crate::order;
use crate::order::Map;
use crate::report::annotate::annotate;
use crate::report::{Finding, Report};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// What an export is made of.
#[derive(Debug, Clone, Copy)]
pub struct Export<'a> {
    /// The report.
    pub report: &'a Report,
    /// SHA-256 of the file as hexadecimal digits, from [`sha256`].
    pub sha256: &'a str,
    /// Date of the export by the reader's clock, as 2025-09-30 or 2025-09-30 14:05.
    pub date: &'a str,
    /// What the report was checked with.
    pub options: &'a Options,
    /// Opinions by [`Finding::key`].
    pub opinions: &'a Map<String, Opinion>,
    /// The file itself; needed only to annotate it.
    pub original: Option<&'a [u8]>,
}

/// An export that could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The workbook.
    #[error("{0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The container of the Word document.
    #[error("{0}")]
    Container(#[from] zip::result::ZipError),
    /// The JSON.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    /// Writing to memory.
    #[error("{0}")]
    Memory(#[from] std::io::Error),
    /// The original.
    #[error(transparent)]
    Annotate(#[from] AnnotateError),
}

/// Makes an export.
pub fn export(format: ExportFormat, export: &Export) -> Result<Vec<u8>, ExportError> {
    match format {
        ExportFormat::Xlsx => xlsx::workbook(export),
        ExportFormat::LetterDocx => letter_docx::document(&letter::compose(export)),
        ExportFormat::LetterHtml => Ok(letter_html::page(&letter::compose(export), export.language())),
        ExportFormat::Json => json::json(export),
        ExportFormat::Csv => Ok(csv::findings(export)),
        ExportFormat::AnnotatedDocx => Ok(annotate(export, Format::Docx)?),
        ExportFormat::AnnotatedXlsx => Ok(annotate(export, Format::Xlsx)?),
    }
}

/// SHA-256 of a file as hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl<'a> Export<'a> {
    pub(crate) fn language(&self) -> Language {
        self.options.language
    }

    pub(crate) fn text(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        locale::text(self.language(), &format!("export.{key}"), arguments.iter().copied())
    }

    pub(crate) fn severity(&self, severity: Severity) -> String {
        let key = match severity {
            Severity::Error => "severity.error",
            Severity::Warning => "severity.warning",
            Severity::Note => "severity.note",
        };
        locale::text(self.language(), key, [])
    }

    pub(crate) fn opinion(&self, finding: &Finding) -> Option<&'a Opinion> {
        self.opinions.get(&finding.key)
    }

    /// File, hash, version, rules, date, settings: name and value.
    pub(crate) fn imprint(&self) -> Vec<(String, String)> {
        let report = self.report;
        let applied =
            crate::rules::all().filter(|r| !self.options.disabled_rules.iter().any(|c| c == r.code));
        let rules = self.text("rules_applied", &[("count", &applied.count().to_string())]);
        [
            ("file", report.file.clone()),
            ("sha256", self.sha256.to_string()),
            ("date", self.date.to_string()),
            ("version", format!("勾稽 Gouji {}", report.version)),
            ("rules", rules),
            ("settings", self.settings().join(&self.text("separator", &[]))),
        ]
        .into_iter()
        .map(|(key, value)| (self.text(&format!("imprint.{key}"), &[]), value))
        .collect()
    }

    /// What the reader set, in words.
    fn settings(&self) -> Vec<String> {
        let options = self.options;
        let rounding = if options.accept_truncation { "truncation_accepted" } else { "half_up" };
        let mut out = vec![self.text(&format!("setting.{rounding}"), &[])];
        if let Some(unit) = &options.unit {
            out.push(self.text("setting.unit", &[("unit", unit)]));
        }
        if !options.disabled_rules.is_empty() {
            out.push(self.text("setting.disabled", &[("codes", &options.disabled_rules.join(" "))]));
        }
        for (form, rule) in &options.scoring_rules {
            out.push(self.text("setting.scoring", &[("form", &(form + 1).to_string()), ("rule", rule)]));
        }
        out
    }

    /// What was and what was not checked, in sentences.
    pub(crate) fn coverage(&self) -> Vec<String> {
        let s = &self.report.summary;
        let (all, verified) = (s.numbers.to_string(), s.verified.to_string());
        let (contradicted, unchecked) = (s.contradicted.to_string(), s.unchecked.to_string());
        let key = if s.verified + s.contradicted == 0 { "nothing_checked" } else { "coverage" };
        let mut out = vec![self.text(
            key,
            &[
                ("all", &all),
                ("verified", &verified),
                ("contradicted", &contradicted),
                ("unchecked", &unchecked),
            ],
        )];
        out.extend(self.report.notes.iter().filter(|n| n.incomplete).map(|n| n.text.clone()));
        let mut reasons: Map<&str, usize> = Map::new();
        for number in &self.report.unchecked {
            *reasons.entry(&number.reason).or_default() += 1;
        }
        let mut reasons: Vec<(&str, usize)> = reasons.into_iter().collect();
        order::by_key(&mut reasons, |&(_, count)| std::cmp::Reverse(count));
        out.extend(reasons.into_iter().map(|(reason, count)| {
            self.text("reason", &[("count", &count.to_string()), ("reason", reason)])
        }));
        out
    }

    /// Where something stands, in one line.
    pub(crate) fn place(&self, place: &Place) -> String {
        let number = |key: &str, value: Option<u32>| value.map(|n| self.text(key, &[("n", &n.to_string())]));
        let named = |key: &str, value: &Option<Arc<str>>| {
            value.as_ref().filter(|v| !v.trim().is_empty()).map(|v| self.text(key, &[("name", &one_line(v))]))
        };
        let parts = [
            place.document.as_deref().map(str::to_string),
            place.file.clone(),
            place.section.as_deref().map(str::to_string),
            place.table.as_deref().map(str::to_string),
            named("place.row", &place.row),
            named("place.column", &place.column),
            place.sheet.clone(),
            place.cell.clone(),
            number("place.page", place.page),
            number("place.line", place.line),
        ];
        parts.iter().flatten().map(|part| one_line(part)).collect::<Vec<_>>().join(" › ")
    }

    /// The recomputed value with the range that would also do.
    pub(crate) fn recomputed(&self, finding: &Finding) -> Option<String> {
        let value = finding.recomputed.as_ref()?;
        Some(match finding.acceptable_range() {
            Some((min, max)) => self.text("within", &[("value", value), ("min", &min), ("max", &max)]),
            None => value.clone(),
        })
    }
}

/// Text that XML cannot hold (control characters) is left out; the rest is escaped.
pub(crate) fn escape(text: &str) -> String {
    let allowed = |c: char| !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    let clean: String = text.chars().filter(|&c| allowed(c)).collect();
    quick_xml::escape::escape(&clean).into_owned()
}
