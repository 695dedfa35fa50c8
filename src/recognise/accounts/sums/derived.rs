//! Columns that are reckoned from two others, whatever their heads say: 调整后预算 = 年初预算 + 调整, 净值 = 原值 − 折旧; and 期末 = 期初 +
//! 增加 − 减少. Kept only where the rows leave no doubt.

use super::{Role, Score, TableRelation, subject, sum};
use crate::diagnosis::one_slip_mends;
use crate::document::Holds;
use crate::figure::Figures;
use crate::number::Arithmetic as _;
use crate::recognise::accounts::unit::{is_count, is_points};
use crate::recognise::accounts::{Column, Side};
use crate::relation::{Expression, Readings, Verdict, decide};

/// Most columns that are tried with each other.
const MOST: usize = 10;

pub(super) fn propose(side: &Side, figures: &Figures, out: &mut Vec<TableRelation>) {
    let amounts: Vec<usize> = (0..side.columns.len())
        .filter(|&c| side.columns.get(c).is_some_and(|c| !c.is_rate() && !is_points(&c.full())))
        .collect();
    if amounts.len() > MOST {
        return;
    }
    let known = |total: usize| {
        let line = |l: &super::Line| l.cells.get(total).copied().flatten();
        let ids: Vec<_> = side.lines.iter().filter_map(line).collect();
        out.iter().any(|r| {
            matches!(r.role, Role::Across | Role::CarryOver | Role::Comparison)
                && r.relation.stated_figure().is_some_and(|id| ids.contains(&id))
        })
    };
    let mut found = Vec::new();
    let mut taken: Vec<usize> = Vec::new();
    let find = |words: &[&str]| {
        let mut hits = amounts.iter().copied().filter(|&c| head(side, c).holds_any(words));
        hits.next().filter(|_| hits.next().is_none())
    };
    let running = (
        find(&["期初", "年初", "上年末"]),
        find(&["增加", "新增"]),
        find(&["减少"]),
        find(&["期末", "年末"]).or_else(|| find(&["期末原值", "年末原值", "期末余额", "年末余额"])),
    );
    if let (Some(opening), Some(more), Some(less), Some(closing)) = running {
        let relations: Vec<_> = relations(side, closing, &[opening, more], &[less]).collect();
        if leaves_no_doubt(&relations, figures) {
            // Where nothing was taken off, 期末 = 期初 + 增加 would do as well.
            taken.extend([opening, more, less, closing]);
            found.extend(relations);
        }
    }
    // Small counts fall in with each other by chance.
    let counted = |c: usize| side.columns.get(c).is_some_and(|c| is_count(&c.full()));
    let amounts: Vec<usize> = amounts.into_iter().filter(|&c| !counted(c)).collect();
    let free: Vec<usize> = amounts.iter().copied().filter(|&c| !known(c)).collect();
    for &total in &free {
        let pairs =
            amounts.iter().enumerate().flat_map(|(n, &a)| amounts[n + 1..].iter().map(move |&b| (a, b)));
        for (a, b) in pairs.filter(|(a, b)| *a != total && *b != total) {
            // The same three columns say the same whichever of them is the sum.
            let again = [a, b].iter().any(|c| taken.contains(c)) && taken.contains(&total);
            // Most fail in their first rows.
            if again || relations(side, total, &[a, b], &[]).filter(|r| fails(r, figures)).nth(1).is_some() {
                continue;
            }
            let relations: Vec<_> = relations(side, total, &[a, b], &[]).collect();
            if leaves_no_doubt(&relations, figures) && !is_explained(side, &relations, figures) {
                taken.extend([total, a, b]);
                found.extend(relations);
            }
        }
    }
    out.extend(found);
}

fn head(side: &Side, column: usize) -> String {
    side.columns.get(column).map(Column::full).unwrap_or_default()
}

fn relations(
    side: &Side,
    total: usize,
    added: &[usize],
    taken: &[usize],
) -> impl Iterator<Item = TableRelation> {
    let shown = side.columns.get(total).map(Column::shown).unwrap_or_default();
    let relation = move |line: &super::Line| {
        let cell = |c: &usize| line.cells.get(*c).copied().flatten();
        let less =
            taken.iter().filter_map(cell).map(|id| Expression::Negate(Box::new(Expression::Figure(id))));
        let parts = added.iter().filter_map(cell).map(Expression::Figure).chain(less).collect();
        sum(Role::Comparison, subject(&line.label.name, &shown), cell(&total)?, parts)
    };
    side.lines.iter().filter_map(relation)
}

fn fails(relation: &TableRelation, figures: &Figures) -> bool {
    decide(&relation.relation, figures).verdict == Verdict::Violated
}

/// Three rows with all their parts confirm it, and at most one does not, by a slip of the pen.
fn leaves_no_doubt(found: &[TableRelation], figures: &Figures) -> bool {
    let score = Score::of(found, figures);
    let violated = found.iter().find(|r| fails(r, figures));
    score.telling >= 3
        && score.violated <= 1
        && violated.is_none_or(|r| one_slip_mends(figures, &r.relation, &r.relation.figures()))
}

/// Does another number of the row that is off say by how much it is: what was taken off only there?
fn is_explained(side: &Side, found: &[TableRelation], figures: &Figures) -> bool {
    let off = found.iter().find(|r| fails(r, figures));
    let Some(relation) = off.map(|r| &r.relation) else { return false };
    let gap = || {
        let stated = relation.stated_figure()?;
        let sum = relation.expression.evaluate(&|id| figures.value(id))?.to_decimal()?;
        Some((stated, figures[stated].value().minus(sum)?.abs()))
    };
    let Some((stated, gap)) = gap() else { return true };
    let row = side.lines.iter().find(|l| l.cells.contains(&Some(stated)));
    row.is_some_and(|l| l.cells.iter().flatten().any(|id| figures[*id].value().abs() == gap))
}
