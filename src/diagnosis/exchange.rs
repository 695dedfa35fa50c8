//! Two numbers of one row or sentence that changed places.

use super::slip::Slip;
use super::{Candidate, Cause, Search, solved_for};
use crate::figure::{FigureId, Rounding};
use crate::order::Set;
use crate::relation::{Readings, RelationKind};
use std::cmp::Reverse;

/// Two numbers, and the checks that are sound once they change places.
type Pair = (FigureId, FigureId, Vec<usize>);

/// What the exchange repairs, how many of the two it judges, how far apart they stand.
type Rank = (isize, usize, Reverse<usize>);

impl Search<'_> {
    /// Does each of these relations hold between the two numbers, so that it is turned round when they change places?
    fn ties(&self, checks: &[usize], a: FigureId, b: FigureId) -> bool {
        let (fa, fb) = (&self.figures[a].quantity, &self.figures[b].quantity);
        let tied = |&i: &usize| {
            let relation = &self.checks[i].relation;
            let figures = relation.figures();
            let turned = relation.kind != RelationKind::Sum
                || relation.stated_figure().is_some_and(|stated| stated == a || stated == b);
            turned && figures.contains(&a) && figures.contains(&b)
        };
        let sums = checks.iter().all(|&i| self.checks[i].relation.kind == RelationKind::Sum);
        let (ra, rb) = (self.figures[a].rounding, self.figures[b].rounding);
        let exact = ra == Rounding::Exact && rb == Rounding::Exact;
        let alike =
            (exact || fa.decimals == fb.decimals) && (sums || !fa.value.is_zero() && !fb.value.is_zero());
        alike && !checks.is_empty() && checks.iter().all(tied)
    }

    /// Two numbers of one row or sentence that were exchanged, if that repairs more than any single number does.
    pub(super) fn exchange(&self, best: Option<&Candidate>) -> Option<Cause> {
        let floor = best.map_or(0, Candidate::score);
        let slip = best.and_then(|b| b.slip);
        // A weight that no single value repairs may still be the other half of an exchange.
        let suspects = Set::from_iter(self.open.iter().flat_map(|&i| self.checks[i].relation.figures()));
        let suspects: Vec<FigureId> =
            suspects.into_iter().filter(|&id| self.figures.foreign(id).is_none()).collect();
        let judged = |id: FigureId, checks: &[usize]| {
            checks.iter().any(|&i| self.checks[i].relation.stated_figure() == Some(id))
        };
        let mut found: Option<(Rank, Pair)> = None;
        for (n, &a) in suspects.iter().enumerate() {
            for &b in suspects[n + 1..].iter().take(12) {
                let (fa, fb) = (&self.figures[a], &self.figures[b]);
                let together = fa.span.block == fb.span.block
                    && fa.quantity.unit == fb.quantity.unit
                    && fa.quantity.value != fb.quantity.value;
                if !together {
                    continue;
                }
                let (repairs, breaks) = self.try_out(&[(a, fb.quantity.value), (b, fa.quantity.value)]);
                let score = repairs.len() as isize - 2 * breaks as isize;
                // One relation that no slip of a single number repairs, but two of its own numbers exchanged do.
                let likelier =
                    slip.is_none_or(|s| s == Slip::SignLost) || best.is_some_and(|b| self.one_digit(b));
                let convincing = score > floor && repairs.len() >= 2
                    || score >= floor.max(1) && likelier && (repairs.len() >= 2 || self.ties(&repairs, a, b));
                // 占83.00%, 占50.63% rather than the amounts that they are shares of.
                let stated = [a, b].iter().filter(|&&id| judged(id, &repairs)).count();
                // Of the many that are nothing, the one beside it.
                let apart = fa.span.cell.zip(fb.span.cell).map_or(0, |(x, y)| x.abs_diff(y));
                let rank = (score, stated, Reverse(apart));
                if breaks == 0 && convincing && found.as_ref().is_none_or(|f| rank > f.0) {
                    found = Some((rank, (a, b, repairs)));
                }
            }
        }
        let found = found.map(|(_, pair)| pair);
        let (a, b, repairs) = found.or_else(|| {
            self.moved(&suspects, floor + isize::from(slip.is_some_and(|s| s.plausibility() == 0)))
        })?;
        let checks = self.in_order(&repairs, a);
        let restated = checks
            .first()
            .map(|&i| &self.checks[i].relation)
            .filter(|r| r.stated_figure() != Some(a))
            .and_then(|r| solved_for(r, a));
        Some(Cause {
            checks,
            suspect: Some(a),
            restated,
            reconciling: Some(self.figures.written(b)),
            slip: Some(Slip::Exchanged),
            partner: Some(b),
            alternatives: Vec::new(),
        })
    }

    /// The right value of a number stands in the same table, where another one is missing: 155.48 in the row above its own.
    fn moved(&self, suspects: &[FigureId], least: isize) -> Option<Pair> {
        let tabled = |a: &&FigureId| self.figures[**a].span.cell.is_some();
        suspects.iter().filter(tabled).find_map(|&a| {
            let candidate = self.candidate(a)?;
            let (own, value) = (&self.figures[a], candidate.value);
            // Few digits stand in many places.
            if value.mantissa().unsigned_abs() < 1000 || candidate.slip.is_some() {
                return None;
            }
            let beside =
                self.standing.get(&(own.span.block, value.normalize())).map_or(&[][..], Vec::as_slice);
            beside.iter().copied().filter(|&id| id != a).find_map(|b| {
                let other = &self.figures[b].quantity;
                let same =
                    other.value == value && other.unit == own.quantity.unit && !self.figures[b].dismissed;
                if !same || self.checks_of(b).is_empty() {
                    return None;
                }
                let (repairs, breaks) = self.try_out(&[(a, value), (b, own.quantity.value)]);
                let score = repairs.len() as isize - 2 * breaks as isize;
                (breaks == 0 && score > 0 && score >= least).then_some((a, b, repairs))
            })
        })
    }
}
