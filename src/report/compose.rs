//! From checks and causes to the Report: texts in the reader's language, counts, coverage.

use super::amount::{decimals_of, group, in_other_unit, written};
use super::formula::{brief, formula};
use super::*;
use crate::diagnosis::Cause;
use crate::document::{Block, quote, quoted_cells};
use crate::figure::{FigureId, Rounding};
use crate::ledger::{Check, Context, Ledger, Remark};
use crate::locale;
use crate::number::Arithmetic as _;
use crate::number::{Interval, Unit, round_half_up};
use crate::order;
use crate::order::{Map, Set};
use crate::recognise::self_evaluation::FormKind;
use crate::relation::{Misrounding, Outcome, Relation, Stated, decide, shown_decimals};
use std::cell::{OnceCell, RefCell};

/// Composes the report.
pub fn compose(context: &Context, ledger: &Ledger, causes: &[Cause], name: &str, format: Format) -> Report {
    let composer = Composer::new(context, ledger);
    let contradicted = composer.contradicted(causes);
    let numbers = composer.numbers(&contradicted);
    let checks: Vec<CheckRecord> = ledger.checks.iter().map(|c| composer.check_record(c)).collect();
    let mut findings: Vec<Finding> = causes.iter().filter_map(|c| composer.cause(c)).collect();
    for remark in &ledger.remarks {
        let finding = composer.remark(remark);
        // What rests on a number that is itself suspected is a consequence.
        let cause = findings.iter_mut().find(|f| {
            let suspect = f.suspect.as_ref().and_then(|s| s.place.span);
            suspect.is_some_and(|span| remark.related.contains(&span))
        });
        match cause {
            Some(cause) => cause.consequences.push(finding),
            None => findings.push(finding),
        }
    }
    order::by_key(&mut findings, |f| (std::cmp::Reverse(f.severity), f.place.span));
    let summary = composer.summary(&numbers);
    let unchecked = composer.unchecked(&numbers);
    Report {
        file: name.to_string(),
        format,
        version: env!("CARGO_PKG_VERSION").to_string(),
        profile: composer.profile(),
        summary,
        findings,
        checks,
        unchecked,
        numbers,
        forms: super::forms::records(context),
        notes: composer.notes(),
    }
}

/// A block and the cells of it that a quote is made of, from the first to before the last.
type QuotedCells = (usize, usize, usize);

struct Composer<'a> {
    context: &'a Context<'a>,
    ledger: &'a Ledger,
    /// By figure: its position in `Report::numbers`, if it counts.
    index: Vec<Option<usize>>,
    /// By figure: the checks that it takes part in.
    involved: Vec<Vec<usize>>,
    /// By figure: its place, once it was asked for. A figure stands in several checks.
    places: Vec<OnceCell<Arc<Place>>>,
    /// Rows that were quoted, by block and cells.
    quotes: RefCell<Map<QuotedCells, Arc<str>>>,
}

impl<'a> Composer<'a> {
    fn new(context: &'a Context<'a>, ledger: &'a Ledger) -> Self {
        let figures = context.figures;
        let mut index = vec![None; figures.len()];
        for (i, id) in figures.ids().filter(|&id| !figures[id].dismissed).enumerate() {
            index[id.0 as usize] = Some(i);
        }
        let mut involved = vec![Vec::new(); figures.len()];
        for (i, check) in ledger.checks.iter().enumerate() {
            for id in check.relation.figures() {
                involved[id.0 as usize].push(i);
            }
        }
        let places = vec![OnceCell::new(); figures.len()];
        Self { context, ledger, index, involved, places, quotes: RefCell::default() }
    }

    fn place(&self, id: FigureId) -> Arc<Place> {
        let place = || Arc::new(self.context.place_quoted(id, |span| self.quote(span)));
        self.places[id.0 as usize].get_or_init(place).clone()
    }

    fn quote(&self, span: &Span) -> Arc<str> {
        let Some(block) = self.context.written.blocks.get(span.block) else { return Arc::default() };
        let quoted = || Arc::from(quote(block, span));
        match (block, span.cell) {
            (Block::Table(table), Some(cell)) => {
                let cells = quoted_cells(table, cell);
                let cells = (span.block, cells.start, cells.end);
                self.quotes.borrow_mut().entry(cells).or_insert_with(quoted).clone()
            }
            _ => quoted(),
        }
    }

    fn language(&self) -> locale::Language {
        self.context.options.language
    }

    fn text(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        locale::text(self.language(), key, arguments.iter().copied())
    }

    /// The suspects, and every figure of a violated check that no sound check supports.
    fn contradicted(&self, causes: &[Cause]) -> Set<FigureId> {
        let mut out = Set::new();
        for cause in causes {
            let checks: Vec<&Check> =
                cause.checks.iter().filter_map(|&i| self.ledger.checks.get(i)).collect();
            if checks.iter().all(|c| self.severity_of(c) == Severity::Note) {
                continue;
            }
            match cause.suspect {
                Some(id) => {
                    out.insert(id);
                }
                None => out.extend(checks.iter().flat_map(|c| c.relation.figures())),
            }
        }
        out
    }

    fn numbers(&self, contradicted: &Set<FigureId>) -> Vec<Number> {
        let figures = self.context.figures;
        figures
            .ids()
            .filter(|&id| !figures[id].dismissed)
            .map(|id| {
                let figure = &figures[id];
                let checks = self.involved[id.0 as usize].clone();
                let sound = checks.iter().any(|&i| {
                    let check = &self.ledger.checks[i];
                    check.outcome.is_sound() || check.is_violated()
                });
                let status = if contradicted.contains(&id) {
                    Status::Contradicted
                } else if sound {
                    Status::Verified
                } else {
                    Status::Unchecked
                };
                Number {
                    text: self.context.text(id).to_string(),
                    label: figure.label.clone(),
                    status,
                    span: figure.span,
                    digits: figure.digits,
                    checks,
                }
            })
            .collect()
    }

    fn summary(&self, numbers: &[Number]) -> Summary {
        let figures = self.context.figures;
        let mut summary = Summary { numbers: numbers.len(), ..Summary::default() };
        for (number, id) in numbers.iter().zip(figures.ids().filter(|&id| !figures[id].dismissed)) {
            let recomputed = usize::from(number.status != Status::Unchecked);
            match number.status {
                Status::Verified => summary.verified += 1,
                Status::Contradicted => summary.contradicted += 1,
                Status::Unchecked => summary.unchecked += 1,
            }
            let group = match &figures[id].quantity.unit {
                // A percentage typed as it is (a target, last year's actual) is no result that could be recomputed.
                u if u.is_percent() && figures[id].rounding == Rounding::Exact => continue,
                u if u.is_percent() => &mut summary.percentages,
                Unit::Points => &mut summary.scores,
                u if u.is_money() => &mut summary.amounts,
                _ => continue,
            };
            group.total += 1;
            group.recomputed += recomputed;
        }
        for check in &self.ledger.checks {
            match check.outcome.verdict {
                Verdict::Holds => summary.checks.holds += 1,
                Verdict::WithinRounding => summary.checks.within_rounding += 1,
                Verdict::Violated => summary.checks.violated += 1,
                Verdict::NotComputable => summary.checks.not_computable += 1,
            }
        }
        summary
    }

    fn unchecked(&self, numbers: &[Number]) -> Vec<UncheckedNumber> {
        let figures = self.context.figures;
        let ids = figures.ids().filter(|&id| !figures[id].dismissed);
        let mut reasons: Map<crate::figure::Unchecked, String> = Map::new();
        numbers
            .iter()
            .zip(ids)
            .enumerate()
            .filter(|(_, (n, _))| n.status == Status::Unchecked)
            .map(|(i, (number, id))| {
                let reason = if number.checks.is_empty() {
                    figures[id].unchecked
                } else {
                    crate::figure::Unchecked::NotComputable
                };
                let in_words = || self.text(&format!("unchecked.{}", serde_plain_name(&reason)), &[]);
                UncheckedNumber {
                    text: number.text.clone(),
                    place: self.place(id),
                    reason: reasons.entry(reason).or_insert_with(in_words).clone(),
                    number: i,
                }
            })
            .collect()
    }

    fn operand(&self, id: FigureId) -> Operand {
        Operand {
            text: self.context.text(id).to_string(),
            label: self.context.figures[id].label.clone(),
            place: self.place(id),
            number: self.index[id.0 as usize],
            interval: None,
        }
    }

    /// An operand with the values that it stands for where the relation is judged.
    fn operand_in(&self, relation: &Relation, id: FigureId) -> Operand {
        let figure = &self.context.figures[id];
        let interval = (relation.expression.doubts(id) && figure.rounding == Rounding::Rounded).then(|| {
            let interval = Interval::rounded(figure.quantity.value, figure.quantity.decimals);
            Acceptable { min: interval.low, max: interval.high }
        });
        Operand { interval, ..self.operand(id) }
    }

    /// What the operands' intervals leave open, if they leave anything open.
    fn range(&self, check: &Check) -> Option<Acceptable> {
        let id = check.relation.stated_figure()?;
        let range = check.outcome.range.filter(|r| !r.is_exact())?;
        let factor = self.context.figures[id].quantity.unit.factor();
        let decimals = shown_decimals(self.context.figures, id);
        let tidy = |v: Decimal| Some(round_half_up(v.over(factor)?, decimals + 3).normalize());
        Some(Acceptable { min: tidy(range.low)?, max: tidy(range.high)? })
    }

    fn stated_text(&self, check: &Check) -> String {
        match check.relation.stated {
            Stated::Figure(id) => self.context.text(id).to_string(),
            Stated::Word { span, .. } => self.context.written.slice(&span).to_string(),
        }
    }

    fn stated_place(&self, check: &Check) -> Arc<Place> {
        match check.relation.stated {
            Stated::Figure(id) => self.place(id),
            Stated::Word { span, .. } => Arc::new(self.context.place_of(&span)),
        }
    }

    fn recomputed_text(&self, check: &Check) -> Option<String> {
        let recomputed = check.outcome.recomputed?;
        // What a word is judged by is told in the unit of the first amount.
        let first = || check.relation.expression.figures().first().copied();
        let Some(id) = check.relation.stated_figure().or_else(first) else {
            return Some(recomputed.normalize().to_string());
        };
        Some(written(&self.context.figures[id], recomputed, shown_decimals(self.context.figures, id)))
    }

    fn acceptable(&self, check: &Check) -> Option<Acceptable> {
        let id = check.relation.stated_figure()?;
        let (range, recomputed) = (check.outcome.range?, check.outcome.recomputed?);
        let factor = self.context.figures[id].quantity.unit.factor();
        let decimals = shown_decimals(self.context.figures, id);
        let in_unit = |v: Decimal| v.over(factor);
        let spread = Interval::closed(in_unit(range.low)?, in_unit(range.high)?);
        // A figure that was typed as it is leaves no room around its last digit.
        let hull = match self.context.figures[id].rounding {
            Rounding::Exact => spread,
            Rounding::Rounded => {
                spread.hull(&Interval::rounded(round_half_up(in_unit(recomputed)?, decimals), decimals))
            }
        };
        let tidy = |v: Decimal| round_half_up(v, decimals + 3).normalize();
        Some(Acceptable { min: tidy(hull.low), max: tidy(hull.high) })
    }

    fn check_record(&self, check: &Check) -> CheckRecord {
        CheckRecord {
            rule: check.rule.code.to_string(),
            verdict: check.outcome.verdict,
            subject: check.subject.clone(),
            stated: self.stated_text(check),
            recomputed: self.recomputed_text(check),
            acceptable: self.acceptable(check),
            formula: formula(self.context, &check.relation),
            kind: check.relation.kind,
            place: self.stated_place(check),
            operands: check
                .relation
                .expression
                .figures()
                .into_iter()
                .map(|id| self.operand_in(&check.relation, id))
                .collect(),
            range: self.range(check),
            number: check.relation.stated_figure().and_then(|id| self.index[id.0 as usize]),
        }
    }

    fn severity_of(&self, check: &Check) -> Severity {
        if check.outcome.misrounded.is_some() { Severity::Note } else { check.severity }
    }

    fn rule_name(&self, rule: &crate::rules::Rule) -> &'static str {
        match self.language() {
            locale::Language::Chinese => rule.names().0,
            locale::Language::English => rule.names().1,
        }
    }

    /// The finding of a check as if the suspect had been judged by it.
    fn restated(&self, check: &Check, index: usize, relation: &Relation) -> Finding {
        let suspect = relation.stated_figure().map(|id| &self.context.figures[id]);
        let label = suspect.map(|f| f.label.as_str()).filter(|l| !l.is_empty());
        let restated = Check {
            relation: relation.clone(),
            outcome: Outcome { misrounded: None, ..decide(relation, self.context.figures) },
            subject: label.unwrap_or(&check.subject).to_string(),
            ..check.clone()
        };
        self.finding_of(&restated, index)
    }

    fn finding(&self, index: usize) -> Option<Finding> {
        self.ledger.checks.get(index).map(|check| self.finding_of(check, index))
    }

    fn finding_of(&self, check: &Check, index: usize) -> Finding {
        let record = self.check_record(check);
        let kind = serde_plain_name(&check.relation.kind);
        let mut message = self.text(
            &format!("finding.{kind}"),
            &[
                ("subject", &check.subject),
                ("stated", &record.stated),
                ("formula", &brief(&record.formula)),
                ("recomputed", record.recomputed.as_deref().unwrap_or("—")),
            ],
        );
        match check.outcome.misrounded {
            Some(Misrounding::CutOff) => message.push_str(&self.text("finding.truncated", &[])),
            Some(Misrounding::Twice) => message.push_str(&self.text("finding.rounded_twice", &[])),
            None => {}
        }
        if let Some(hint) = &check.hint {
            message.push_str(&locale::message(self.language(), hint));
        }
        let key = self.key(check, record.place.table.as_deref());
        Finding {
            rule: record.rule,
            severity: self.severity_of(check),
            title: format!("{}：{}", self.rule_name(check.rule), check.subject),
            message,
            stated: Some(record.stated),
            recomputed: record.recomputed,
            acceptable: record.acceptable,
            formula: Some(record.formula),
            place: record.place,
            operands: record.operands,
            consequences: Vec::new(),
            suspect: None,
            reconciling: None,
            slip: None,
            kind: Some(record.kind),
            truncated: check.outcome.misrounded == Some(Misrounding::CutOff),
            check: Some(index),
            range: record.range,
            alternatives: Vec::new(),
            key,
        }
    }

    fn key(&self, check: &Check, table: Option<&str>) -> String {
        let parts = [Some(check.rule.code), Some(check.subject.as_str()), table];
        parts.into_iter().flatten().collect::<Vec<_>>().join("|")
    }

    fn cause(&self, cause: &Cause) -> Option<Finding> {
        let (&first, rest) = cause.checks.split_first()?;
        let mut finding = match (&cause.restated, self.ledger.checks.get(first)) {
            (Some(relation), Some(check)) => self.restated(check, first, relation),
            _ => self.finding(first)?,
        };
        if self.context.options.accept_truncation && finding.truncated {
            return None;
        }
        // Which number is suspected may change with another one; the relation stays the same.
        if let Some(check) = self.ledger.checks.get(first).filter(|_| cause.restated.is_some()) {
            finding.key = self.key(check, self.stated_place(check).table.as_deref());
        }
        finding.consequences = rest.iter().filter_map(|&i| self.finding(i)).collect();
        if let Some(worst) = finding.consequences.iter().map(|f| f.severity).max() {
            finding.severity = finding.severity.max(worst);
        }
        finding.suspect = cause.suspect.map(|id| self.operand(id));
        finding.reconciling = cause.suspect.zip(cause.reconciling).map(|(id, value)| {
            let figure = &self.context.figures[id];
            match cause.slip.and_then(|slip| in_other_unit(slip, figure, value)) {
                Some(text) => text,
                None => {
                    format!("{}{}", group(value, decimals_of(figure, value)), figure.quantity.unit.symbol())
                }
            }
        });
        finding.slip = cause.slip.map(|slip| {
            let partner = cause.partner.map(|id| self.context.text(id).to_string()).unwrap_or_default();
            self.text(&format!("slip.{}", slip.key()), &[("partner", &partner)])
        });
        finding.alternatives = cause.alternatives.iter().map(|&id| self.operand(id)).collect();
        if let (Some(suspect), Some(value)) = (&finding.suspect, &finding.reconciling) {
            let key =
                if finding.consequences.is_empty() { "finding.suspect" } else { "finding.suspect_of_all" };
            let what = match suspect.label.as_str() {
                "" => format!(" {}", suspect.text),
                label => self.text("finding.labelled", &[("label", label), ("text", &suspect.text)]),
            };
            let advice = self.text(key, &[("what", &what), ("value", value)]);
            finding.message.push_str(&advice);
        } else if let (Some(slip), None) = (&finding.slip, &finding.reconciling) {
            let said = self.text("finding.likely", &[("slip", slip)]);
            finding.message.push_str(&said);
        }
        Some(finding)
    }

    fn remark(&self, remark: &Remark) -> Finding {
        // What is said of one number is placed by the labels that its recogniser gave.
        let figures = &self.context.figures;
        let own = figures.at(remark.span.block, remark.span.cell, remark.span.start);
        let place = Arc::new(match own.filter(|&id| figures[id].span == remark.span) {
            Some(id) => self.context.place(id),
            None => self.context.place_of(&remark.span),
        });
        let operand = |span: &Span| Operand {
            text: self.context.written.slice(span).to_string(),
            label: String::new(),
            place: Arc::new(self.context.place_of(span)),
            number: None,
            interval: None,
        };
        Finding {
            rule: remark.rule.code.to_string(),
            severity: remark.severity,
            title: self.rule_name(remark.rule).to_string(),
            message: locale::message(self.language(), &remark.message),
            stated: remark
                .stated
                .clone()
                .or_else(|| Some(self.context.written.slice(&remark.span).to_string())),
            recomputed: remark.expected.clone(),
            acceptable: None,
            formula: None,
            operands: remark.related.iter().map(operand).collect(),
            consequences: Vec::new(),
            suspect: None,
            reconciling: None,
            slip: None,
            kind: None,
            truncated: false,
            check: None,
            range: None,
            alternatives: Vec::new(),
            // Without its digits and directions: the same words are the same finding after what stands beside them was
            // corrected.
            key: format!(
                "{}|{}|{}",
                remark.rule.code,
                place.section.as_deref().unwrap_or(""),
                place
                    .quote
                    .replace(|c: char| c.is_ascii_digit() || c == '.', "")
                    .replace(['增', '减', '加', '少', '长', '下', '降'], "")
            ),
            place,
        }
    }

    fn profile(&self) -> ReportProfile {
        let profile = &self.context.recognised.profile;
        // Where no title says it, the forms do.
        let forms = &self.context.recognised.forms;
        let of_unit = forms.iter().find(|form| form.kind == FormKind::Overall);
        let unit_of_form = || of_unit?.name.as_ref().map(|name| name.text.clone());
        ReportProfile {
            unit_name: profile.unit_name.clone().or_else(unit_of_form),
            year: profile.year.or_else(|| forms.iter().find_map(|form| form.year)),
            is_budget: profile.is_budget,
            tables: Vec::new(),
        }
    }

    /// With how many figures of last year's report this one was compared, or that it could not be.
    fn last_year_note(&self) -> Option<NoteRecord> {
        let last = self.context.recognised.last_year()?;
        let foreign =
            |c: &&Check| c.relation.figures().iter().any(|&id| self.context.figures.foreign(id).is_some());
        let count = self.ledger.checks.iter().filter(foreign).count().to_string();
        let key = if last.comparable { "last_year" } else { "last_year_not_comparable" };
        let text = self.text(&format!("import_note.{key}"), &[("file", &last.file), ("count", &count)]);
        Some(NoteRecord { text, incomplete: false })
    }

    fn notes(&self) -> Vec<NoteRecord> {
        let mut notes = self.import_notes();
        notes.extend(self.last_year_note());
        notes
    }

    fn import_notes(&self) -> Vec<NoteRecord> {
        self.context
            .document
            .notes
            .iter()
            .map(|note| {
                let arguments = note.arguments.iter().map(|(k, v)| (k.as_str(), v.as_str()));
                NoteRecord {
                    text: locale::text(self.language(), &format!("import_note.{}", note.key), arguments),
                    incomplete: note.incomplete,
                }
            })
            .collect()
    }
}

/// The snake_case name that serde gives a unit variant.
fn serde_plain_name<T: std::fmt::Debug>(value: &T) -> String {
    let debug = format!("{value:?}");
    let mut out = String::new();
    for c in debug.chars() {
        if c.is_ascii_uppercase() {
            if !out.is_empty() {
                out.push('_');
            }
            out.push(c.to_ascii_lowercase());
        } else {
            out.push(c);
        }
    }
    out
}
