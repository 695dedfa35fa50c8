//! Several reports of one file as one: what was said of each, with the places and numbers of the whole file.

use super::{CheckRecord, Finding, Operand, Place, Recomputed, Report, Summary};
use crate::order;
use crate::order::Map;
use std::sync::Arc;

impl Report {
    /// Adds the report on the next part of the document, whose blocks begin at `first_block`.
    pub(crate) fn append(&mut self, mut next: Report, first_block: usize, ordinal: usize) {
        let mut shift = Shift {
            blocks: first_block,
            numbers: self.numbers.len(),
            checks: self.checks.len(),
            ordinal,
            places: Map::new(),
        };
        next.findings.iter_mut().for_each(|f| shift.finding(f));
        next.checks.iter_mut().for_each(|c| shift.check(c));
        for unchecked in &mut next.unchecked {
            shift.place(&mut unchecked.place);
            unchecked.number += shift.numbers;
        }
        for number in &mut next.numbers {
            number.span.block += shift.blocks;
            number.digits.block += shift.blocks;
            number.checks.iter_mut().for_each(|c| *c += shift.checks);
        }
        next.forms.iter_mut().for_each(|form| form.block += shift.blocks);
        self.summary.add(&next.summary);
        self.profile.unit_name = self.profile.unit_name.take().or(next.profile.unit_name);
        self.profile.year = self.profile.year.or(next.profile.year);
        self.profile.tables.append(&mut next.profile.tables);
        self.findings.append(&mut next.findings);
        order::by_key(&mut self.findings, |f| (std::cmp::Reverse(f.severity), f.place.span));
        self.checks.append(&mut next.checks);
        self.unchecked.append(&mut next.unchecked);
        self.numbers.append(&mut next.numbers);
        self.forms.append(&mut next.forms);
        for note in next.notes {
            if !self.notes.contains(&note) {
                self.notes.push(note);
            }
        }
    }
}

/// By how much the places and indices of a part move in the whole.
struct Shift {
    blocks: usize,
    numbers: usize,
    checks: usize,
    ordinal: usize,
    /// Places are shared, and stay so: each with what became of it.
    places: Map<*const Place, (Arc<Place>, Arc<Place>)>,
}

impl Shift {
    fn place(&mut self, place: &mut Arc<Place>) {
        // What stands in another document, last year's report, has no span here.
        let Some(mut span) = place.span else { return };
        span.block += self.blocks;
        let moved = || Arc::new(Place { span: Some(span), ..Place::clone(place) });
        let (_, moved) =
            self.places.entry(Arc::as_ptr(place)).or_insert_with(|| (Arc::clone(place), moved()));
        *place = Arc::clone(moved);
    }

    fn operand(&mut self, operand: &mut Operand) {
        self.place(&mut operand.place);
        operand.number = operand.number.map(|n| n + self.numbers);
    }

    fn check(&mut self, check: &mut CheckRecord) {
        self.place(&mut check.place);
        check.operands.iter_mut().for_each(|o| self.operand(o));
        check.number = check.number.map(|n| n + self.numbers);
    }

    fn finding(&mut self, finding: &mut Finding) {
        self.place(&mut finding.place);
        let operands = finding.operands.iter_mut().chain(&mut finding.alternatives);
        operands.chain(&mut finding.suspect).for_each(|o| self.operand(o));
        finding.check = finding.check.map(|c| c + self.checks);
        // The reports of one file may hold the same sentence.
        finding.key = format!("{}|{}", self.ordinal + 1, finding.key);
        finding.consequences.iter_mut().for_each(|f| self.finding(f));
    }
}

impl Summary {
    fn add(&mut self, other: &Summary) {
        let recomputed = |own: &mut Recomputed, other: Recomputed| {
            own.total += other.total;
            own.recomputed += other.recomputed;
        };
        self.numbers += other.numbers;
        self.verified += other.verified;
        self.contradicted += other.contradicted;
        self.unchecked += other.unchecked;
        recomputed(&mut self.percentages, other.percentages);
        recomputed(&mut self.scores, other.scores);
        recomputed(&mut self.amounts, other.amounts);
        self.checks.holds += other.checks.holds;
        self.checks.within_rounding += other.checks.within_rounding;
        self.checks.violated += other.checks.violated;
        self.checks.not_computable += other.checks.not_computable;
    }
}
