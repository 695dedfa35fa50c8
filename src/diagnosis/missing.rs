//! A row that is not there: the totals of its columns all lack something.

use super::slip::Slip;
use super::{Cause, Search};
use crate::figure::{FigureId, Rounding};
use crate::number::Arithmetic as _;
use crate::number::Unit;
use crate::relation::{Expression, Readings, RelationKind};
use rust_decimal::Decimal;

impl Search<'_> {
    /// Points and scores add up to less than their totals, and the scores by no more than the points: one row that is missing is
    /// likelier than two numbers that are wrong at once.
    pub(super) fn missing_row(&self) -> Option<Cause> {
        let lacking: Vec<(usize, FigureId, Decimal)> =
            self.open.iter().filter_map(|&i| self.lack(i).map(|(id, lack)| (i, id, lack))).collect();
        let of_points = |id: FigureId| {
            let figure = &self.figures[id];
            figure.rounding == Rounding::Exact || figure.quantity.value == Decimal::ONE_HUNDRED
        };
        for &(points_check, points, whole) in lacking.iter().filter(|l| of_points(l.1)) {
            let scores = lacking
                .iter()
                .filter(|(_, id, lack)| *id != points && self.beside(points, *id) && *lack <= whole);
            let scores: Vec<&(usize, FigureId, Decimal)> = scores.collect();
            let Some(&&(_, suspect, lack)) = scores.first() else { continue };
            let mut checks: Vec<usize> = scores.iter().map(|s| s.0).collect();
            checks.push(points_check);
            // What sums up the part in which the row stood lacks as much.
            let parts =
                lacking.iter().filter(|(i, _, own)| !checks.contains(i) && [whole, lack].contains(own));
            let parts: Vec<usize> = parts.map(|p| p.0).collect();
            checks.extend(parts);
            return Some(Cause {
                checks,
                suspect: Some(suspect),
                restated: None,
                reconciling: None,
                slip: Some(Slip::RowMissing),
                partner: None,
                alternatives: Vec::new(),
            });
        }
        None
    }

    /// A total of points and what its parts lack of it.
    fn lack(&self, check: usize) -> Option<(FigureId, Decimal)> {
        let relation = &self.checks[check].relation;
        let plain = |id: &FigureId| matches!(self.figures[*id].quantity.unit, Unit::Points | Unit::None);
        let total = relation.stated_figure().filter(plain)?;
        let Expression::Sum(parts) = &relation.expression else { return None };
        if relation.kind != RelationKind::Sum || parts.len() < 2 {
            return None;
        }
        let mut sum = Decimal::ZERO;
        for part in parts {
            match part {
                Expression::Figure(id) | Expression::Displayed(id) => {
                    sum = sum.plus(self.figures.value(*id))?;
                }
                _ => return None,
            }
        }
        let lack = self.figures.value(total).minus(sum)?;
        (lack > Decimal::ZERO).then_some((total, lack))
    }

    /// Do the two numbers stand in one row?
    fn beside(&self, a: FigureId, b: FigureId) -> bool {
        let (a, b) = (&self.figures[a], &self.figures[b]);
        let (Some(left), Some(right)) = (a.span.cell, b.span.cell) else { return false };
        a.span.block == b.span.block && a.row == b.row && left.abs_diff(right) <= 8
    }
}
