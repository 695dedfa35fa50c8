//! What the review letter (核对意见) says, before it is a Word document or a page.

use super::Export;
use crate::ledger::Severity;
use crate::report::Finding;

/// A part of the letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The title.
    Title(String),
    /// A heading.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// A finding: what it is about, and named details.
    Item {
        /// Number and title.
        title: String,
        /// It cannot be true: worth the red ink.
        severe: bool,
        /// Name and value.
        details: Vec<(String, String)>,
    },
    /// The imprint: name and value.
    Imprint(Vec<(String, String)>),
}

/// Composes the letter.
pub fn compose(export: &Export) -> Vec<Part> {
    let report = export.report;
    let unit = report.profile.unit_name.clone();
    let kind = export.text(if report.profile.is_budget { "budget" } else { "final_accounts" }, &[]);
    let subject = match report.profile.year {
        Some(year) => export.text("of_year", &[("year", &year.to_string()), ("kind", &kind)]),
        None => kind,
    };
    let mut letter = vec![Part::Title(export.text("letter.title", &[("subject", &subject)]))];
    if let Some(unit) = &unit {
        letter.push(Part::Text(export.text("letter.to", &[("unit", unit)])));
    }
    let kept: Vec<&Finding> =
        report.findings.iter().filter(|f| !export.opinion(f).is_some_and(|o| o.dismissed)).collect();
    let (questions, notes): (Vec<&Finding>, Vec<&Finding>) =
        kept.into_iter().partition(|f| f.severity > Severity::Note);
    letter.push(Part::Text(opening(export, &subject, questions.len())));
    letter.extend(export.coverage().into_iter().take(1).map(Part::Text));
    for note in report.notes.iter().filter(|n| n.incomplete) {
        letter.push(Part::Text(note.text.clone()));
    }
    let mut number = 0;
    for (key, findings) in [("letter.questions", questions), ("letter.notes", notes)] {
        if findings.is_empty() {
            continue;
        }
        letter.push(Part::Heading(export.text(key, &[])));
        for finding in findings {
            number += 1;
            letter.push(item(export, finding, number));
        }
    }
    letter.push(Part::Heading(export.text("letter.unchecked", &[])));
    letter.extend(export.coverage().into_iter().skip(1).map(Part::Text));
    letter.push(Part::Text(export.text("letter.closing", &[])));
    letter.push(Part::Imprint(export.imprint()));
    letter
}

fn opening(export: &Export, subject: &str, questions: usize) -> String {
    let key = match questions {
        0 if export.report.summary.verified == 0 => "letter.opening_unread",
        0 => "letter.opening_clean",
        _ => "letter.opening",
    };
    export.text(key, &[("subject", subject), ("count", &questions.to_string())])
}

fn item(export: &Export, finding: &Finding, number: usize) -> Part {
    let mut details = Vec::new();
    let mut detail = |key: &str, value: Option<String>| {
        if let Some(value) = value.filter(|v| !v.trim().is_empty()) {
            details.push((export.text(&format!("column.{key}"), &[]), value));
        }
    };
    detail("place", Some(export.place(&finding.place)));
    detail("quote", Some(super::one_line(&finding.place.quote)));
    detail("message", Some(finding.message.clone()));
    detail("acceptable", finding.acceptable.as_ref().and(export.recomputed(finding)));
    detail("slip", finding.slip.clone());
    let consequences: Vec<&str> = finding.consequences.iter().map(|c| c.message.as_str()).collect();
    detail("consequences", Some(consequences.join(" ")));
    if let Some(opinion) = export.opinion(finding) {
        detail("decision", Some(opinion.decision.clone()));
        detail("note", Some(opinion.note.clone()));
    }
    Part::Item {
        title: format!("{number}. {}", finding.title),
        severe: finding.severity == Severity::Error,
        details,
    }
}
