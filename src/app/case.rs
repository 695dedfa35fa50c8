//! A checked report with the look-ups that the views need.

use crate::check::Analysis;
use crate::document::{Block, Span};
use crate::ledger::Severity;
use crate::order;
use crate::order::{Map, Set};
use crate::report::{CheckRecord, Finding, Number, Report, Status};

/// Names a finding: its position in the report, and the position among its consequences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FindingId {
    /// Index into `Report::findings`.
    pub top: usize,
    /// Index into its consequences.
    pub consequence: Option<usize>,
}

/// What stands in a text (a paragraph or a cell).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// Indices into `Report::numbers`, in order.
    pub numbers: Vec<usize>,
    /// Remarks that are not about a number: range and finding.
    pub remarks: Vec<(usize, usize, usize)>,
}

/// A checked report.
#[derive(Debug)]
pub struct Case {
    /// Document and report.
    pub analysis: Analysis,
    marks: Map<(usize, Option<usize>), Marks>,
    /// For each number the finding that points at it.
    finding_of_number: Map<usize, FindingId>,
    /// For each block the findings whose note stands beside it, with the number they stand at.
    notes: Map<usize, Vec<(FindingId, Option<usize>)>>,
    /// Blocks that are headings: block, level, text.
    pub headings: Vec<(usize, u8, String)>,
}

impl PartialEq for Case {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Case {
    /// Prepares the look-ups.
    pub fn new(analysis: Analysis) -> Self {
        let mut case = Case {
            analysis,
            marks: Map::new(),
            finding_of_number: Map::new(),
            notes: Map::new(),
            headings: Vec::new(),
        };
        let report = &case.analysis.report;
        for (index, number) in report.numbers.iter().enumerate() {
            let key = (number.span.block, number.span.cell);
            case.marks.entry(key).or_default().numbers.push(index);
        }
        for (top, finding) in report.findings.iter().enumerate() {
            let id = FindingId { top, consequence: None };
            let number = number_of(report, finding);
            if let Some(number) = number {
                case.finding_of_number.entry(number).or_insert(id);
            } else if let Some(span) = finding.place.span {
                let marks = case.marks.entry((span.block, span.cell)).or_default();
                marks.remarks.push((span.start, span.end, top));
            }
            if let Some(stated) = finding.check.and_then(|c| report.checks.get(c)).and_then(|c| c.number) {
                case.finding_of_number.entry(stated).or_insert(id);
            }
            let block = number
                .and_then(|n| report.numbers.get(n))
                .map(|n| n.span.block)
                .or(finding.place.span.map(|s| s.block));
            if let Some(block) = block {
                case.notes.entry(block).or_default().push((id, number));
            }
            for (i, consequence) in finding.consequences.iter().enumerate() {
                if let Some(number) = number_of(report, consequence) {
                    let id = FindingId { top, consequence: Some(i) };
                    case.finding_of_number.entry(number).or_insert(id);
                }
            }
        }
        for marks in case.marks.values_mut() {
            order::naturally(&mut marks.remarks);
        }
        for notes in case.notes.values_mut() {
            order::by_key(notes, |(id, number)| (*number, *id));
        }
        case.headings = headings(&case.analysis);
        case
    }

    /// The report.
    pub fn report(&self) -> &Report {
        &self.analysis.report
    }

    /// The finding with this id.
    pub fn finding(&self, id: FindingId) -> Option<&Finding> {
        let top = self.report().findings.get(id.top)?;
        match id.consequence {
            None => Some(top),
            Some(i) => top.consequences.get(i),
        }
    }

    /// The finding with this key, also among the consequences.
    pub fn finding_with(&self, key: &str) -> Option<FindingId> {
        self.report().findings.iter().enumerate().find_map(|(top, finding)| {
            if finding.key == key {
                return Some(FindingId { top, consequence: None });
            }
            let consequence = finding.consequences.iter().position(|c| c.key == key)?;
            Some(FindingId { top, consequence: Some(consequence) })
        })
    }

    /// The number with this index.
    pub fn number(&self, index: usize) -> Option<&Number> {
        self.report().numbers.get(index)
    }

    /// The check with this index.
    pub fn check(&self, index: usize) -> Option<&CheckRecord> {
        self.report().checks.get(index)
    }

    /// What stands in a text.
    pub fn marks(&self, block: usize, cell: Option<usize>) -> Option<&Marks> {
        self.marks.get(&(block, cell))
    }

    /// The finding that points at a number.
    pub fn finding_of_number(&self, number: usize) -> Option<FindingId> {
        self.finding_of_number.get(&number).copied()
    }

    /// The findings whose note stands beside a block.
    pub fn notes(&self, block: usize) -> &[(FindingId, Option<usize>)] {
        self.notes.get(&block).map_or(&[], Vec::as_slice)
    }

    /// The number at which a finding points: the suspect, else the stated figure.
    pub fn number_of(&self, finding: &Finding) -> Option<usize> {
        number_of(self.report(), finding)
    }

    /// Where a finding points.
    pub fn span_of(&self, finding: &Finding) -> Option<Span> {
        self.number_of(finding).and_then(|n| self.number(n)).map(|n| n.span).or(finding.place.span)
    }

    /// The numbers from which a finding was recomputed.
    pub fn operands_of(&self, finding: &Finding) -> Set<usize> {
        Set::from_iter(finding.operands.iter().filter_map(|o| o.number))
    }

    /// The stated figure of a finding.
    pub fn stated_of(&self, finding: &Finding) -> Option<usize> {
        finding.check.and_then(|c| self.check(c)).and_then(|c| c.number)
    }

    /// Findings of a severity, consequences not counted.
    pub fn count(&self, severity: Severity) -> usize {
        self.report().findings.iter().filter(|f| f.severity == severity).count()
    }

    /// Share of numbers that were verified or contradicted, in percent, rounded down.
    pub fn coverage(&self) -> Option<usize> {
        let summary = &self.report().summary;
        ((summary.verified + summary.contradicted) * 100).checked_div(summary.numbers)
    }

    /// Numbers of a status.
    pub fn status_count(&self, status: Status) -> usize {
        let summary = &self.report().summary;
        match status {
            Status::Verified => summary.verified,
            Status::Contradicted => summary.contradicted,
            Status::Unchecked => summary.unchecked,
        }
    }
}

fn number_of(report: &Report, finding: &Finding) -> Option<usize> {
    let suspect = finding.suspect.as_ref().and_then(|o| o.number);
    suspect.or_else(|| finding.check.and_then(|c| report.checks.get(c)).and_then(|c| c.number))
}

fn headings(analysis: &Analysis) -> Vec<(usize, u8, String)> {
    let outline = crate::document::Outline::of(&analysis.document);
    let mut out = Vec::new();
    for (index, block) in analysis.document.blocks.iter().enumerate() {
        match block {
            Block::Paragraph(p) => {
                let path = outline.sections.get(index).map(Vec::as_slice).unwrap_or_default();
                if path.last().is_some_and(|last| *last == p.text.trim()) && !p.text.trim().is_empty() {
                    out.push((index, path.len().min(6) as u8, p.text.trim().to_string()));
                }
            }
            Block::Table(_) => {
                if let Some(title) = outline.titles.get(index).cloned().flatten() {
                    let depth = outline.sections.get(index).map_or(0, Vec::len);
                    out.push((index, (depth + 1).min(6) as u8, title.to_string()));
                }
            }
        }
    }
    out
}
