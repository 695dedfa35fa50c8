//! What value of a number would be right, and what speaks for it.

use super::slip::{self, Slip};
use super::{Candidate, Search, reconciling_value};
use crate::figure::FigureId;
use crate::ledger::Severity;
use crate::number::Arithmetic as _;
use crate::number::round_half_up;
use crate::relation::{Expression, Readings, RelationKind};
use rust_decimal::Decimal;

impl Search<'_> {
    /// Finds the best value of a number and enters it among the candidates.
    pub(super) fn consider(&mut self, id: FigureId) {
        self.candidates.insert(id, None);
        // What was published last year stands.
        if self.figures.foreign(id).is_some() {
            return;
        }
        let decimals = self.figures[id].quantity.decimals;
        let support = self.checks_of(id).iter().filter(|&&i| self.checks[i].outcome.is_sound()).count();
        let mut values: Vec<Decimal> = Vec::new();
        for &i in self.checks_of(id).iter().filter(|i| self.is_open(**i)) {
            if let Some(value) = reconciling_value(&self.checks[i].relation, self.figures, id) {
                let value = round_half_up(value, decimals);
                // A text tells what is less than nothing by its words; a table that has nothing below zero means none.
                let figure = &self.figures[id];
                let signed = figure.span.cell.is_some() && self.signed.contains(&figure.span.block);
                let below = value.is_sign_negative() && !figure.quantity.value.is_sign_negative();
                if below && !value.is_zero() && !signed && figure.quantity.unit.is_money() {
                    continue;
                }
                if !values.contains(&value) {
                    values.push(value);
                }
            }
        }
        let mut best: Option<Candidate> = None;
        for value in values {
            let (repairs, breaks) = self.try_out(&[(id, value)]);
            if repairs.is_empty() {
                continue;
            }
            let familiarity = self.familiarity(id, value);
            let mut candidate = Candidate {
                id,
                value,
                repairs,
                breaks,
                support,
                familiarity,
                slip: None,
                partner: None,
                luck: 0,
                exact: false,
            };
            self.look_for_slip(&mut candidate);
            if best.as_ref().is_none_or(|b| self.merit(&candidate) > self.merit(b)) {
                best = Some(candidate);
            }
        }
        if let Some(mut candidate) = best {
            self.look_for_part(&mut candidate);
            self.look_for_repeat(&mut candidate);
            candidate.luck = self.luck(&candidate);
            candidate.exact = self.exactly(&candidate);
            self.candidates.insert(id, Some(candidate));
        }
    }

    /// What speaks for one value of a number rather than another: what it repairs, how severe that is, how it slipped.
    fn merit(&self, c: &Candidate) -> (isize, usize, u8) {
        (c.score(), self.severe(c), c.slip.map_or(0, |s| 10 - s.plausibility()))
    }

    /// How many of the repaired checks are more than notes.
    pub(super) fn severe(&self, c: &Candidate) -> usize {
        c.repairs.iter().filter(|&&i| self.checks[i].severity > Severity::Note).count()
    }

    /// Is there a slip that leads to a value at least as good? Then that value is the likelier one.
    fn look_for_slip(&self, candidate: &mut Candidate) {
        let near = |value: Decimal| value.minus(candidate.value).unwrap_or(Decimal::MAX).abs();
        let mut found: Option<(Decimal, Slip, Vec<usize>, usize)> = None;
        for (value, slip) in slip::origins(&self.figures[candidate.id]) {
            // A slip that leads nowhere near the solved value cannot repair what it repairs.
            let exact = value == candidate.value;
            if !exact && near(value) > self.slack(candidate) {
                continue;
            }
            let (repairs, breaks) = self.try_out(&[(candidate.id, value)]);
            let as_good = repairs.len() >= candidate.repairs.len() && breaks <= candidate.breaks;
            let likelier = found
                .as_ref()
                .is_none_or(|(v, s, _, _)| (slip.plausibility(), near(value)) < (s.plausibility(), near(*v)));
            if as_good && likelier {
                found = Some((value, slip, repairs, breaks));
            }
        }
        if let Some((value, slip, repairs, breaks)) = found {
            candidate.value = value;
            candidate.familiarity = self.familiarity(candidate.id, value);
            candidate.slip = Some(slip);
            candidate.repairs = repairs;
            candidate.breaks = breaks;
        }
    }

    /// A total from which it lacks exactly one of its parts, or to which one was added twice.
    fn look_for_part(&self, candidate: &mut Candidate) {
        if candidate.slip.is_some() {
            return;
        }
        let off = candidate.value.minus(self.figures.written(candidate.id));
        let Some(off) = off.and_then(|o| o.times(self.figures[candidate.id].quantity.unit.factor())) else {
            return;
        };
        let totals = candidate
            .repairs
            .iter()
            .map(|&i| &self.checks[i].relation)
            .filter(|r| r.kind == RelationKind::Sum && r.stated_figure() == Some(candidate.id));
        for relation in totals {
            let Expression::Sum(parts) = &relation.expression else { continue };
            // Of few digits any part may be the difference by chance.
            let part = parts.iter().find_map(|part| match part {
                Expression::Figure(id) | Expression::Displayed(id)
                    if self.figures[*id].quantity.value.mantissa().unsigned_abs() >= 100
                        && self.figures.value(*id) == off.abs() =>
                {
                    Some(*id)
                }
                _ => None,
            });
            if let Some(part) = part {
                let omitted = off.is_sign_positive();
                candidate.slip = Some(if omitted { Slip::PartOmitted } else { Slip::PartDoubled });
                candidate.partner = Some(part);
                return;
            }
        }
    }

    /// How far from the solved value another may lie and still satisfy the same checks: a share with two decimals pins
    /// an amount down only to a hundredth of a percent of the whole, and a small change the rate even less.
    fn slack(&self, candidate: &Candidate) -> Decimal {
        let unit = Decimal::new(1, self.figures[candidate.id].quantity.decimals.min(28));
        let tenth = candidate.value.abs().over(Decimal::TEN).unwrap_or_default();
        unit * Decimal::TEN + tenth
    }
}
