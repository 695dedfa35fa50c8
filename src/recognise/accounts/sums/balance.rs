//! Income and expenditure of a two-sided table balance, in all and for each budget.

use super::{Role, TableRelation, subject};
use crate::figure::FigureId;
use crate::figure::Figures;
use crate::recognise::Fund;
use crate::recognise::accounts::{AccountTable, Column, Line, Side, fund_named, is_total};
use crate::relation::{Expression, Relation, RelationKind, decide};

pub(super) fn propose(table: &AccountTable, figures: &Figures, out: &mut Vec<TableRelation>) {
    let [left, rest @ ..] = table.sides.as_slice() else { return };
    for right in rest {
        let (Some(a), Some(b)) = (grand_total(left), grand_total(right)) else { continue };
        let both = |w: &str| a.label.name.contains(w) && b.label.name.contains(w);
        if !(both("总计") || is_income(a) && is_expenditure(b)) {
            continue;
        }
        for (l, r) in pairs(left, right) {
            let (Some(Some(a)), Some(Some(b))) = (a.cells.get(l), b.cells.get(r)) else { continue };
            let head = left.columns.get(l).map(Column::shown).unwrap_or_default();
            out.push(TableRelation {
                role: Role::Balance,
                subject: subject("收入总计与支出总计", &head),
                relation: Relation::equality(*a, *b),
            });
        }
        by_fund(left, right, figures, out);
    }
}

/// The last total of a side.
fn grand_total(side: &Side) -> Option<&Line> {
    side.lines.iter().rev().find(|l| l.is_total() && l.has_figures())
}

fn is_income(line: &Line) -> bool {
    line.label.name.contains("收入总计")
}

fn is_expenditure(line: &Line) -> bool {
    line.label.name.contains("支出总计")
}

/// Columns of both sides that speak of the same: the same head, or the only total column.
fn pairs(left: &Side, right: &Side) -> Vec<(usize, usize)> {
    let whole = |c: &Column| !c.is_rate() && (fund_named(c.name()).is_none() || is_total(c.name()));
    let ls: Vec<usize> =
        (0..left.columns.len()).filter(|&i| left.columns.get(i).is_some_and(whole)).collect();
    let rs: Vec<usize> =
        (0..right.columns.len()).filter(|&i| right.columns.get(i).is_some_and(whole)).collect();
    match (ls.as_slice(), rs.as_slice()) {
        (&[l], &[r, ..]) => vec![(l, r)],
        (&[_, ..], _) => ls
            .iter()
            .filter_map(|&l| {
                let name = left.columns.get(l)?.name();
                let same = |&&r: &&usize| {
                    right.columns.get(r).is_some_and(|c| {
                        c.name() == name || (is_total(c.name()) && c.path.iter().any(|p| p == name))
                    })
                };
                rs.iter().find(same).map(|&r| (l, r))
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// 一般公共预算财政拨款 received and carried in = its column of 总计. Where the rows for one budget are there and add up.
fn by_fund(left: &Side, right: &Side, figures: &Figures, out: &mut Vec<TableRelation>) {
    let Some(total) = grand_total(right) else { return };
    let parents = super::list::nest(&left.lines);
    for (r, column) in right.columns.iter().enumerate() {
        let Some(fund) = fund_named(column.name()) else { continue };
        let Some(Some(stated)) = total.cells.get(r) else { continue };
        let parts = rows_of(left, fund, &parents);
        if parts.is_empty() {
            continue;
        }
        let relation = Relation::equal(RelationKind::Sum, *stated, Expression::sum(parts.iter().copied()));
        // Carry-over is often given in one sum only: then this cannot be told.
        let whole = left.lines.iter().filter(|l| l.label.name.contains("结转")).any(|l| {
            l.cells.first().copied().flatten().is_some_and(|id| !figures[id].value().is_zero())
                && !parts.contains(&l.cells.first().copied().flatten().unwrap_or(*stated))
        });
        if decide(&relation, figures).is_sound() || !whole {
            let about = subject(column.name(), "收支");
            out.push(TableRelation { role: Role::Fund, subject: about, relation });
        }
    }
}

fn rows_of(side: &Side, fund: Fund, parents: &[Option<usize>]) -> Vec<FigureId> {
    side.lines
        .iter()
        .enumerate()
        .filter(|(i, l)| {
            let under_fund = parents
                .get(*i)
                .copied()
                .flatten()
                .and_then(|p| side.lines.get(p))
                .is_some_and(|p| fund_named(&p.label.name) == Some(fund));
            fund_named(&l.label.name) == Some(fund) && !l.is_total() && !under_fund && !l.label.of_which
        })
        .filter_map(|(_, l)| l.cells.first().copied().flatten())
        .collect()
}
