//! Results for people at a terminal.

use super::{NOT_READ, SOMETHING_VIOLATED, text};
use crate::document::Place;
use crate::import::Failure;
use crate::ledger::Severity;
use crate::locale::{self, Language};
use crate::report::{Finding, Recomputed, Report};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

const RED: &str = "31";
const YELLOW: &str = "33";
const BOLD: &str = "1";
const FAINT: &str = "2";

/// Results of several inputs.
#[derive(Debug, Default)]
pub struct Totals {
    clean: usize,
    violated: usize,
    not_read: usize,
}

impl Totals {
    /// Counts one result.
    pub fn add(&mut self, status: u8) {
        match status {
            NOT_READ => self.not_read += 1,
            SOMETHING_VIOLATED => self.violated += 1,
            _ => self.clean += 1,
        }
    }
}

/// Writes results for people.
pub struct Human<W: Write> {
    output: io::BufWriter<W>,
    language: Language,
    colours: bool,
}

impl<W: Write> Human<W> {
    /// Writes to an output, in a language, with colours or without.
    pub fn new(output: W, language: Language, colours: bool) -> Self {
        Self { output: io::BufWriter::new(output), language, colours }
    }

    fn text(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        text(self.language, key, arguments)
    }

    fn paint(&self, colour: &str, text: &str) -> String {
        if self.colours { format!("\x1b[{colour}m{text}\x1b[0m") } else { text.to_string() }
    }

    fn line(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.output, "{line}")
    }

    /// `    name  value`, without the line if there is nothing to say.
    fn entry(&mut self, name: &str, value: Option<&str>) -> io::Result<()> {
        match value.map(|v| v.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|v| !v.is_empty()) {
            Some(value) => {
                let name = self.paint(FAINT, &self.text(name, &[]));
                self.line(&format!("    {name}  {value}"))
            }
            None => Ok(()),
        }
    }

    /// A report: what it is, findings, what could not be read, counts.
    pub fn report(&mut self, report: &Report) -> io::Result<()> {
        self.title(&report.file)?;
        let profile = &report.profile;
        let year = profile.year.map(|y| self.text("year", &[("year", &y.to_string())]));
        let kind = self.text(if profile.is_budget { "budget" } else { "final_accounts" }, &[]);
        let parts: Vec<String> = profile.unit_name.clone().into_iter().chain(year).chain([kind]).collect();
        self.line(&format!("  {}", parts.join(" · ")))?;
        for note in &report.notes {
            let (mark, colour) = if note.incomplete { ("!", YELLOW) } else { ("·", FAINT) };
            self.line(&format!("  {} {}", self.paint(colour, mark), note.text))?;
        }
        for finding in &report.findings {
            self.finding(finding)?;
        }
        self.verdict(report)?;
        self.coverage(report)?;
        self.line("")
    }

    /// A file that could not be read.
    pub fn failure(&mut self, failure: &Failure) -> io::Result<()> {
        self.title(&failure.name)?;
        let head = self.paint(RED, &self.text("not_read", &[]));
        self.line(&format!("  {head} {}", failure.message(self.language)))?;
        self.line("")
    }

    /// The last line of a batch.
    pub fn totals(&mut self, totals: &Totals) -> io::Result<()> {
        let all = totals.clean + totals.violated + totals.not_read;
        let counts = [
            ("all", all.to_string()),
            ("violated", totals.violated.to_string()),
            ("not_read", totals.not_read.to_string()),
            ("clean", totals.clean.to_string()),
        ];
        let counts: Vec<(&str, &str)> = counts.iter().map(|(k, v)| (*k, v.as_str())).collect();
        self.line(&self.text("totals", &counts))
    }

    /// Writes out what is held back.
    pub fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }

    fn title(&mut self, file: &str) -> io::Result<()> {
        let title = self.paint(BOLD, &format!("━━ {file}"));
        self.line(&title)
    }

    fn finding(&mut self, finding: &Finding) -> io::Result<()> {
        let severity =
            locale::text(self.language, &format!("severity.{}", severity_key(finding.severity)), []);
        let (mark, colour) = match finding.severity {
            Severity::Error => ("✗", RED),
            Severity::Warning => ("!", YELLOW),
            Severity::Note => ("·", FAINT),
        };
        let head = self.paint(colour, &format!("{mark} {severity} {}", finding.rule));
        self.line("")?;
        self.line(&format!("  {head}  {}", self.paint(BOLD, &finding.title)))?;
        self.line(&format!("    {}", finding.message))?;
        self.entry("place", Some(&self.place(&finding.place)))?;
        self.entry("quote", Some(&finding.place.quote))?;
        self.entry("stated", finding.stated.as_deref())?;
        let recomputed = finding.recomputed.as_deref().map(|value| match finding.acceptable_range() {
            Some((min, max)) => self.text("within", &[("value", value), ("min", &min), ("max", &max)]),
            None => value.to_string(),
        });
        self.entry("recomputed", recomputed.as_deref())?;
        self.entry("formula", finding.formula.as_deref())?;
        self.entry("slip", finding.slip.as_deref())?;
        if !finding.consequences.is_empty() {
            let count = finding.consequences.len().to_string();
            self.line(&format!("    {}", self.text("consequences", &[("count", &count)])))?;
            for consequence in &finding.consequences {
                self.line(&format!("      {} {}", consequence.rule, consequence.message))?;
            }
        }
        Ok(())
    }

    fn place(&self, place: &Place) -> String {
        let number = |key: &str, value: Option<u32>| value.map(|n| self.text(key, &[("n", &n.to_string())]));
        let named = |key: &str, value: &Option<Arc<str>>| {
            value.as_ref().filter(|v| !v.trim().is_empty()).map(|v| self.text(key, &[("name", v)]))
        };
        [
            place.file.clone(),
            place.section.as_deref().map(str::to_string),
            place.table.as_deref().map(str::to_string),
            named("row", &place.row),
            named("column", &place.column),
            place.sheet.clone(),
            place.cell.clone(),
            number("page", place.page),
            number("line", place.line),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" › ")
    }

    /// The one sentence that must never be read as a pass when it is none.
    fn verdict(&mut self, report: &Report) -> io::Result<()> {
        let count = |severity| report.findings.iter().filter(|f| f.severity == severity).count();
        let (errors, warnings, notes) =
            (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
        let incomplete = report.notes.iter().any(|note| note.incomplete);
        let (key, colour) = match () {
            () if errors + warnings > 0 => ("verdict.violated", RED),
            () if report.summary.verified + report.summary.contradicted == 0 => {
                ("verdict.nothing_checked", YELLOW)
            }
            () if incomplete => ("verdict.incomplete", YELLOW),
            () if notes > 0 => ("verdict.notes", BOLD),
            () => ("verdict.clean", BOLD),
        };
        let (errors, warnings, notes) = (errors.to_string(), warnings.to_string(), notes.to_string());
        let verdict = self.text(key, &[("errors", &errors), ("warnings", &warnings), ("notes", &notes)]);
        self.line("")?;
        self.line(&format!("  {}", self.paint(colour, &verdict)))
    }

    fn coverage(&mut self, report: &Report) -> io::Result<()> {
        let s = &report.summary;
        let number = |n: usize| n.to_string();
        let (all, verified, contradicted, unchecked) =
            (number(s.numbers), number(s.verified), number(s.contradicted), number(s.unchecked));
        let numbers = self.text(
            "coverage.numbers",
            &[
                ("all", &all),
                ("verified", &verified),
                ("contradicted", &contradicted),
                ("unchecked", &unchecked),
            ],
        );
        self.line(&format!("  {numbers}"))?;
        let of = |r: Recomputed| format!("{}/{}", r.recomputed, r.total);
        let groups = self.text(
            "coverage.groups",
            &[("percentages", &of(s.percentages)), ("scores", &of(s.scores)), ("amounts", &of(s.amounts))],
        );
        self.line(&format!("  {groups}"))?;
        let c = &s.checks;
        let (holds, within, violated, not_computable) =
            (number(c.holds), number(c.within_rounding), number(c.violated), number(c.not_computable));
        let checks = self.text(
            "coverage.checks",
            &[
                ("holds", &holds),
                ("within", &within),
                ("violated", &violated),
                ("not_computable", &not_computable),
            ],
        );
        self.line(&format!("  {checks}"))?;
        let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
        for number in &report.unchecked {
            *reasons.entry(&number.reason).or_default() += 1;
        }
        let mut reasons: Vec<(&str, usize)> = reasons.into_iter().collect();
        reasons.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        for (reason, count) in reasons {
            self.line(&self.paint(FAINT, &format!("    {count:>5}  {reason}")))?;
        }
        Ok(())
    }
}

fn severity_key(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
