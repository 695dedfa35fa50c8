//! The Report: findings, checks and coverage as one serialisable value. Field names are the published JSON; fields may
//! be added, none renamed.

mod amount;
#[cfg(feature = "exports")]
mod annotate;
mod append;
mod compose;
pub mod export;
mod forms;
mod formula;
mod shared;

pub use compose::compose;
pub use formula::brief;
pub(crate) use shared::left_out;
#[cfg(feature = "cli")]
pub use shared::to_published;
pub use shared::{from_bytes, to_bytes};

use crate::document::{Place, Span};
use crate::import::Format;
use crate::ledger::{Message, Severity};
use crate::relation::{RelationKind, Verdict};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What Gouji says about a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Name of the file.
    pub file: String,
    /// Its format.
    pub format: Format,
    /// Version of Gouji.
    pub version: String,
    /// What the report is.
    pub profile: ReportProfile,
    /// Counts.
    pub summary: Summary,
    /// What is wrong or worth a look, most severe first.
    pub findings: Vec<Finding>,
    /// Every relation that was decided.
    pub checks: Vec<CheckRecord>,
    /// Numbers that nothing could check.
    pub unchecked: Vec<UncheckedNumber>,
    /// Every number with its status, in reading order: what the page marks.
    pub numbers: Vec<Number>,
    /// The self-evaluation forms.
    pub forms: Vec<FormRecord>,
    /// What the importer has to say, in the reader's language.
    pub notes: Vec<NoteRecord>,
}

/// What kind of report it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportProfile {
    /// Name of the unit.
    pub unit_name: Option<String>,
    /// Year reported on.
    pub year: Option<u16>,
    /// A budget, not final accounts.
    pub is_budget: bool,
    /// Titles of the account tables recognised.
    pub tables: Vec<String>,
}

/// Counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Numbers that can be right or wrong.
    pub numbers: usize,
    /// Confirmed by at least one relation and contradicted by none.
    pub verified: usize,
    /// Contradicted.
    pub contradicted: usize,
    /// Nothing could check them.
    pub unchecked: usize,
    /// Percentages among them that state a result; targets and the like, typed as they are, are none.
    pub percentages: Recomputed,
    /// Scores among them.
    pub scores: Recomputed,
    /// Amounts of money among them.
    pub amounts: Recomputed,
    /// Checks by verdict.
    pub checks: CheckCounts,
}

/// How many there are and how many were recomputed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recomputed {
    /// How many there are.
    pub total: usize,
    /// How many were verified or contradicted.
    pub recomputed: usize,
}

/// Checks by verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckCounts {
    /// See [`Verdict::Holds`].
    pub holds: usize,
    /// See [`Verdict::WithinRounding`].
    pub within_rounding: usize,
    /// See [`Verdict::Violated`].
    pub violated: usize,
    /// See [`Verdict::NotComputable`].
    pub not_computable: usize,
}

/// Something wrong or worth a look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Code of the rule.
    pub rule: String,
    /// How bad.
    pub severity: Severity,
    /// Name of the rule and what it is about.
    pub title: String,
    /// What is wrong, with the document's own numbers.
    pub message: String,
    /// The figure as written.
    pub stated: Option<String>,
    /// The figure as recomputed.
    pub recomputed: Option<String>,
    /// What would have been acceptable, in the stated figure's unit.
    pub acceptable: Option<Acceptable>,
    /// The formula with the document's numbers.
    pub formula: Option<String>,
    /// Where the stated figure stands.
    #[serde(with = "shared")]
    pub place: Arc<Place>,
    /// The numbers it was recomputed from.
    pub operands: Vec<Operand>,
    /// What follows from the same wrong number.
    pub consequences: Vec<Finding>,
    /// The number to look at first.
    pub suspect: Option<Operand>,
    /// The value of the suspect that would reconcile everything.
    pub reconciling: Option<String>,
    /// Other numbers that would explain it as well.
    pub alternatives: Vec<Operand>,
    /// The likely slip, in the reader's language.
    pub slip: Option<String>,
    /// Kind of relation.
    pub kind: Option<RelationKind>,
    /// Cut off instead of rounded.
    pub truncated: bool,
    /// Index into `Report::checks`.
    pub check: Option<usize>,
    /// What the operands' intervals leave open for the result, in the stated figure's unit.
    #[serde(skip_serializing_if = "left_out", default)]
    pub range: Option<Acceptable>,
    /// Name that stays the same for the same finding in a corrected version: rule and labels, without the numbers.
    pub key: String,
}

impl Finding {
    /// Does it or one of its consequences come from this rule?
    pub fn mentions_rule(&self, code: &str) -> bool {
        self.rule == code || self.consequences.iter().any(|f| f.mentions_rule(code))
    }

    /// The smallest and the largest acceptable value for people: in the unit of the recomputed one, and only where there is a choice.
    pub fn acceptable_range(&self) -> Option<(String, String)> {
        let range = self.acceptable.as_ref().filter(|range| range.min != range.max)?;
        let unit = self.recomputed.as_deref().map_or("", |shown| {
            let digits = shown.rfind(|c: char| c.is_ascii_digit() || c == ')').map_or(0, |at| at + 1);
            shown.get(digits..).unwrap_or("")
        });
        Some((format!("{}{unit}", range.min), format!("{}{unit}", range.max)))
    }
}

/// A range of acceptable values, in the stated figure's unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptable {
    /// Smallest.
    pub min: Decimal,
    /// Largest.
    pub max: Decimal,
}

/// A number that took part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operand {
    /// As written.
    pub text: String,
    /// What it is, in the document's words.
    pub label: String,
    /// Where it stands.
    #[serde(with = "shared")]
    pub place: Arc<Place>,
    /// Index into `Report::numbers`, if it is a number.
    pub number: Option<usize>,
    /// The values that it stands for, in its own unit, if it was rounded.
    #[serde(skip_serializing_if = "left_out", default)]
    pub interval: Option<Acceptable>,
}

/// A relation that was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckRecord {
    /// Code of the rule.
    pub rule: String,
    /// How it came out.
    pub verdict: Verdict,
    /// What it is about.
    pub subject: String,
    /// The figure (or word) as written.
    pub stated: String,
    /// As recomputed.
    pub recomputed: Option<String>,
    /// The values that the operands' rounding leaves open, in the stated figure's unit.
    pub acceptable: Option<Acceptable>,
    /// The formula with the document's numbers.
    pub formula: String,
    /// Kind of relation.
    pub kind: RelationKind,
    /// Where the stated figure stands.
    #[serde(with = "shared")]
    pub place: Arc<Place>,
    /// The numbers it was recomputed from.
    pub operands: Vec<Operand>,
    /// Index of the stated figure in `Report::numbers`.
    pub number: Option<usize>,
    /// What the operands' intervals leave open for the result, in the stated figure's unit.
    #[serde(skip_serializing_if = "left_out", default)]
    pub range: Option<Acceptable>,
}

/// A number that nothing could check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UncheckedNumber {
    /// As written.
    pub text: String,
    /// Where.
    #[serde(with = "shared")]
    pub place: Arc<Place>,
    /// Why, in the reader's language.
    pub reason: String,
    /// Index into `Report::numbers`.
    pub number: usize,
}

/// Status of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Confirmed by at least one relation and contradicted by none.
    Verified,
    /// Contradicted.
    Contradicted,
    /// Nothing could check it.
    Unchecked,
}

/// A number of the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    /// As written.
    pub text: String,
    /// What it is, in the document's words.
    pub label: String,
    /// Its status.
    pub status: Status,
    /// Where it stands.
    pub span: Span,
    /// Its digits only.
    pub digits: Span,
    /// Indices into `Report::checks`.
    pub checks: Vec<usize>,
}

/// A self-evaluation form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormRecord {
    /// Name of the project, or of the unit for the overall form.
    pub name: String,
    /// Block of the document in which it stands.
    pub block: usize,
    /// Total score as stated.
    pub stated_total: Option<Decimal>,
    /// Total score recomputed by the rule it follows.
    pub recomputed_total: Option<Decimal>,
    /// The scoring rules that its rows follow, with their support.
    pub scoring: Vec<ScoringRecord>,
}

/// A scoring rule that rows of a form follow.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoringRecord {
    /// Identity of the scoring rule.
    pub rule: String,
    /// Its name in the reader's language.
    pub name: String,
    /// Rows it applies to (wording of 赋分规则, direction of deviation).
    pub scope: String,
    /// Rows that follow it.
    pub support: usize,
    /// Rows that could.
    pub rows: usize,
}

/// What the importer has to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteRecord {
    /// The text in the reader's language.
    pub text: String,
    /// Was a part of the file not read?
    pub incomplete: bool,
}

impl Report {
    /// Is any relation violated?
    pub fn has_violations(&self) -> bool {
        self.findings.iter().any(|f| f.severity == Severity::Error)
            || self.findings.iter().any(|f| f.severity == Severity::Warning)
    }

    /// Findings and their consequences, flat.
    pub fn all_findings(&self) -> Vec<&Finding> {
        fn collect<'a>(findings: &'a [Finding], out: &mut Vec<&'a Finding>) {
            for finding in findings {
                out.push(finding);
                collect(&finding.consequences, out);
            }
        }
        let mut out = Vec::new();
        collect(&self.findings, &mut out);
        out
    }
}

/// Re-exported so that faces need not know the ledger.
pub type ReportMessage = Message;
