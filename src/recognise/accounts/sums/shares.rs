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
    let [total] = totals.as_slice() else { return };
    for (at, column) in side.columns.iter().enumerate() {
        if !column.is_rate() || !column.name().holds_any(&["占比", "比重", "比例"]) {
            continue;
        }
        // 项目个数 | 占比 | 资金 | 占比: a share is of what stands before it; else of the only amounts.
        let beside = (0..at).rev().find(|&c| side.columns.get(c).is_some_and(|c| !c.is_rate()));
        let only = match amounts.as_slice() {
            [only] => Some(*only),
            _ => None,
        };
        let mut candidates: Vec<usize> = only.into_iter().chain(beside).collect();
        candidates.dedup();
        let mut found = candidates.into_iter().map(|amount| shares(side, figures, *total, at, amount));
        let confirmed = |found: &Vec<TableRelation>| {
            let score = Score::of(found, figures);
            score.telling > 0 && score.sound >= 2 && score.sound >= 2 * score.violated
        };
        out.extend(found.find(confirmed).into_iter().flatten());
    }
}

/// What each row is of the total in a column of amounts, as a column of shares states it.
fn shares(side: &Side, figures: &Figures, total: usize, at: usize, amount: usize) -> Vec<TableRelation> {
    let cell = |line: usize, c: usize| side.lines.get(line).and_then(|l| l.cells.get(c).copied().flatten());
    let Some(whole) = cell(total, amount).filter(|&id| !figures[id].value().is_zero()) else {
        return Vec::new();
    };
    let relation = |line: usize| {
        let relation = Relation::ratio(cell(line, at)?, cell(line, amount)?, whole);
        let subject = subject(&side.lines.get(line)?.label.name, side.columns.get(at)?.name());
        Some(TableRelation { role: Role::Comparison, subject, relation })
    };
    (0..side.lines.len()).filter(|&line| line != total).filter_map(relation).collect()
}
