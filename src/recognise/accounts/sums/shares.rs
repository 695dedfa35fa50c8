//! 占比 beside amounts: what each row is of the total row.

use super::{Role, Score, TableRelation, subject};
use crate::document::Holds;
use crate::figure::Figures;
use crate::recognise::accounts::Side;
use crate::recognise::accounts::unit::{is_count, is_points};
use crate::relation::Relation;

/// A column of shares beside the only column of amounts, kept only where most rows confirm it.
pub(super) fn propose(side: &Side, figures: &Figures, out: &mut Vec<TableRelation>) {
    let totals: Vec<usize> = (0..side.lines.len()).filter(|&i| side.lines[i].is_total()).collect();
    let amounts: Vec<usize> = (0..side.columns.len())
        .filter(|&i| {
            side.columns.get(i).is_some_and(|c| !c.is_rate() && !is_count(&c.full()) && !is_points(&c.full()))
        })
        .collect();
    let ([total], [amount]) = (totals.as_slice(), amounts.as_slice()) else { return };
    let Some(whole) = side.lines.get(*total).and_then(|l| l.cells.get(*amount).copied().flatten()) else {
        return;
    };
    if figures[whole].value().is_zero() {
        return;
    }
    for (at, column) in side.columns.iter().enumerate() {
        if !column.is_rate() || !column.name().holds_any(&["占比", "比重", "比例"]) {
            continue;
        }
        let found: Vec<TableRelation> = side
            .lines
            .iter()
            .enumerate()
            .filter(|(i, _)| i != total)
            .filter_map(|(_, line)| {
                let cell = |c: usize| line.cells.get(c).copied().flatten();
                let relation = Relation::ratio(cell(at)?, cell(*amount)?, whole);
                let subject = subject(&line.label.name, column.name());
                Some(TableRelation { role: Role::Comparison, subject, relation })
            })
            .collect();
        let score = Score::of(&found, figures);
        if score.sound >= 2 && score.sound >= 2 * score.violated {
            out.extend(found);
        }
    }
}
