//! The annotated original: the reader's own file with a comment at each finding's number, and otherwise as it was.
//!
//! Only the parts that must change are written anew; every other part is copied as it is packed. What comes out is read again
//! and compared with what went in: a file whose text would differ is not handed out.

mod docx;
mod package;
mod xlsx;

use super::export::{Export, one_line};
use crate::document::Span;
use crate::import::Format;
use crate::import::opc::PackageError;
use crate::import::xml::XmlError;
use crate::ledger::Severity;
use crate::locale;
use crate::report::{Finding, Report};

/// Who comments.
const AUTHOR: &str = "勾稽";

/// An original that could not be annotated.
#[derive(Debug, thiserror::Error)]
pub enum AnnotateError {
    /// The original was not given.
    #[error("the original file is missing")]
    NoOriginal,
    /// Neither docx nor xlsx.
    #[error("only docx and xlsx can be annotated")]
    OtherFormat,
    /// It could not be read again.
    #[error("{0}")]
    Unreadable(String),
    /// The container.
    #[error("{0}")]
    Container(#[from] zip::result::ZipError),
    /// A part.
    #[error("{0}")]
    Xml(#[from] XmlError),
    /// The annotated file would not say the same as the original.
    #[error("the annotated file would differ from the original")]
    Differs,
    /// Writing to memory.
    #[error("{0}")]
    Memory(#[from] std::io::Error),
}

impl From<PackageError> for AnnotateError {
    fn from(error: PackageError) -> Self {
        AnnotateError::Unreadable(error.to_string())
    }
}

/// What is to be written at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Note {
    /// Where it stands in the document.
    span: Option<Span>,
    /// What the original has there: a number that is not there is not marked.
    text: Option<String>,
    /// Where it stands in the workbook.
    cell: Option<(String, String)>,
    /// How bad; `None` for the note that says what was checked.
    severity: Option<Severity>,
    /// What to say, a paragraph each.
    lines: Vec<String>,
}

/// Annotates the original of an export.
pub(super) fn annotate(export: &Export, format: Format) -> Result<Vec<u8>, AnnotateError> {
    let original = export.original.ok_or(AnnotateError::NoOriginal)?;
    let notes = notes(export);
    match format {
        Format::Docx => docx::annotate(original, &notes, export.date),
        Format::Xlsx => xlsx::annotate(original, &notes),
        _ => Err(AnnotateError::OtherFormat),
    }
}

/// First what was checked, then the findings that nobody dismissed.
fn notes(export: &Export) -> Vec<Note> {
    let imprint = export.imprint().into_iter().map(|(name, value)| format!("{name}：{value}"));
    let lines = std::iter::once(export.text("annotated.title", &[]))
        .chain(export.coverage().into_iter().take(1))
        .chain(imprint)
        .collect();
    let mut notes = vec![Note { span: None, text: None, cell: None, severity: None, lines }];
    let kept = export.report.findings.iter().filter(|f| !export.opinion(f).is_some_and(|o| o.dismissed));
    notes.extend(kept.map(|finding| note(export, finding)));
    notes
}

fn note(export: &Export, finding: &Finding) -> Note {
    let suspect = finding.suspect.as_ref().filter(|o| o.number.is_some());
    let place = suspect.map_or(&finding.place, |o| &o.place);
    let number = number_of(export.report, finding).and_then(|n| export.report.numbers.get(n));
    let cell = place.cell.clone().map(|cell| (place.sheet.clone().unwrap_or_default(), cell));
    let mut lines = vec![format!("[{}] {}", export.severity(finding.severity), one_line(&finding.title))];
    lines.push(finding.message.clone());
    let mut named = |key: &str, value: Option<String>| {
        if let Some(value) = value.filter(|v| !v.trim().is_empty()) {
            lines.push(format!("{}：{}", export.text(&format!("column.{key}"), &[]), one_line(&value)));
        }
    };
    named("formula", finding.formula.clone());
    named("recomputed", export.recomputed(finding));
    named("slip", finding.slip.clone());
    let consequences: Vec<&str> = finding.consequences.iter().map(|c| c.message.as_str()).collect();
    named("consequences", Some(consequences.join(" ")));
    named("rule", Some(rule_name(export, &finding.rule)));
    if let Some(opinion) = export.opinion(finding) {
        named("decision", Some(opinion.decision.clone()));
        named("note", Some(opinion.note.clone()));
    }
    Note {
        span: number.map(|n| n.span).or(finding.place.span),
        text: number.map(|n| n.text.clone()),
        cell,
        severity: Some(finding.severity),
        lines,
    }
}

/// The number at which a finding points: the suspect, else the stated figure.
fn number_of(report: &Report, finding: &Finding) -> Option<usize> {
    let suspect = finding.suspect.as_ref().and_then(|o| o.number);
    suspect.or_else(|| finding.check.and_then(|c| report.checks.get(c)).and_then(|c| c.number))
}

fn rule_name(export: &Export, code: &str) -> String {
    let name = crate::rules::find(code).map(|rule| match export.language() {
        locale::Language::Chinese => rule.names().0,
        locale::Language::English => rule.names().1,
    });
    format!("{code} {}", name.unwrap_or_default())
}
