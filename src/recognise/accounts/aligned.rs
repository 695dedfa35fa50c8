//! Tables of which no upright lines part the columns: signs that a head or a row was told wrongly, and what is not taken from
//! them.

use super::kind::basis_named;
use super::{AccountTable, Line, TableKind};
use crate::figure::{FigureId, Figures};
use crate::recognise::Fact;

/// Has every row with numbers a label? Where only some have, rows were told wrongly.
pub(super) fn labelled(table: &AccountTable) -> bool {
    table.sides.iter().all(|side| {
        let named = |l: &&Line| !l.label.name.is_empty() || l.code.is_some();
        let filled = || side.lines.iter().filter(|l| l.cells.iter().any(Option::is_some));
        filled().all(|l| named(&l)) || !filled().any(|l| named(&l))
    })
}

/// “三公”经费 for the budget and the accounts side by side: does every column say which it is, or none?
pub(super) fn evenly_headed(table: &AccountTable) -> bool {
    table.kind != TableKind::ThreePublic
        || table.sides.iter().all(|side| {
            let filled = |c: &usize| side.lines.iter().any(|l| l.cells.get(*c).is_some_and(Option::is_some));
            let based = |c: usize| {
                side.columns.get(c).is_some_and(|c| c.path.iter().any(|text| basis_named(text).is_some()))
            };
            let columns: Vec<usize> = (0..side.columns.len()).filter(filled).collect();
            columns.iter().all(|c| based(*c)) || !columns.iter().any(|c| based(*c))
        })
}

/// Leaves out what is told of a number that equals the total before it in its row: which of the parts it is, only its column
/// says, and nothing that adds up confirms that.
pub(super) fn leave_out_doubtful(
    table: &AccountTable,
    figures: &Figures,
    facts: &mut Vec<Fact>,
    from: usize,
) {
    let copies: Vec<FigureId> = table
        .sides
        .iter()
        .flat_map(|side| &side.lines)
        .flat_map(|line| {
            let mut filled = line.cells.iter().flatten();
            let total = filled.next().map(|id| figures[*id].value());
            filled.filter(move |id| !figures[**id].value().is_zero() && Some(figures[**id].value()) == total)
        })
        .copied()
        .collect();
    let mut index = 0;
    facts.retain(|fact| {
        index += 1;
        index <= from || !copies.contains(&fact.figure)
    });
}
