//! A row that was filled in with the number of another.

use super::slip::Slip;
use super::{Candidate, Search};
use crate::figure::FigureId;
use crate::relation::{Expression, RelationKind};

impl Search<'_> {
    /// A part of a sum in a table that is the same, to four digits and more, as another part of it: chance rarely makes two rows
    /// alike, and with another value the sum holds.
    pub(super) fn look_for_repeat(&self, candidate: &mut Candidate) {
        let own = &self.figures[candidate.id];
        let digits = own.quantity.value.normalize().mantissa().unsigned_abs();
        if own.span.cell.is_none() || digits < 1000 {
            return;
        }
        let alike = |id: FigureId| {
            let other = &self.figures[id];
            id != candidate.id
                && other.span.block == own.span.block
                && other.quantity.value == own.quantity.value
                && other.quantity.unit == own.quantity.unit
        };
        let sums = candidate
            .repairs
            .iter()
            .map(|&i| &self.checks[i].relation)
            .filter(|r| r.kind == RelationKind::Sum && r.stated_figure() != Some(candidate.id));
        let twin = sums.into_iter().find_map(|relation| {
            let Expression::Sum(parts) = &relation.expression else { return None };
            let ids: Vec<FigureId> = parts.iter().flat_map(Expression::figures).collect();
            ids.iter().copied().find(|&id| alike(id)).filter(|_| ids.contains(&candidate.id))
        });
        if let Some(twin) = twin {
            candidate.slip = Some(Slip::RowRepeated);
            candidate.partner = Some(twin);
        }
    }
}
