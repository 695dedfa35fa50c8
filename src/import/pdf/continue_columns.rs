//! Tables that go on in the next column of the same page. Two tables beside each other look much the same, so that more
//! must speak for one table than where a page ends.

use super::page::{PageCell, PageTable};
use crate::document::squeeze;

/// How far above the end of its column a table that goes on may end: the next row had no room.
const LEFT_FREE: f32 = 40.0;

/// Where a table begins at the left: its outer line, or the edge of its column where it has none.
pub(super) fn left_edge(table: &PageTable) -> f32 {
    match table.leaf.column {
        Some(_) if !table.ruled => table.leaf.left,
        _ => table.xs.first().copied().unwrap_or(table.area.left),
    }
}

/// Does a table go on in the next column of its page? `None` where that is not clear. Its last part ends at `bottom`; the
/// first rows of the other part repeat its head.
pub(super) fn goes_on(table: &PageTable, part: &PageTable, repeated: usize, bottom: f32) -> Option<bool> {
    let apart = part.leaf.column.is_none() || bottom + LEFT_FREE < part.leaf.bottom;
    // What has its total at its end is whole.
    let whole = label(table, table.rows.saturating_sub(1)).is_some_and(|l| is_total(&l));
    let begins = |t: &PageTable| (0..t.rows.min(8)).find_map(|row| amounts_label(t, row));
    let again = begins(table).is_some_and(|label| begins(part).as_ref() == Some(&label));
    if apart || whole || again {
        return Some(false);
    }
    let first = || part.cells.iter().filter(|c| c.row == 0 && !c.text.is_empty());
    let digits = |c: &PageCell| c.text.text.bytes().any(|b| b.is_ascii_digit());
    if repeated > 0 {
        return Some(true);
    }
    // Of two tables without heads nothing tells that they are one.
    if amounts_label(table, 0).is_some() {
        return Some(false);
    }
    if first().any(digits) {
        return Some(true);
    }
    // A row of words is a head, unless they stand where labels do.
    let labels = |c: &PageCell| {
        let own = table.cells.iter().filter(|o| o.column == c.column && !o.text.is_empty());
        let (words, all) = own.fold((0, 0), |(w, n), o| (w + usize::from(!digits(o)), n + 1));
        words * 3 > all * 2
    };
    // One text over the whole width may be the title of another table.
    let whole = |c: &PageCell| c.column_span + 1 >= part.xs.len();
    match first().all(labels) {
        true if first().any(whole) => None,
        own => Some(own),
    }
}

/// The words at the left of a row.
fn label(table: &PageTable, row: usize) -> Option<String> {
    let mut cells: Vec<&PageCell> = table.cells.iter().filter(|c| c.row == row).collect();
    cells.sort_by_key(|c| c.column);
    let texts = cells.iter().map(|c| squeeze(&c.text.text));
    texts.into_iter().find(|t| t.chars().any(char::is_alphabetic))
}

/// The label of a row that has amounts.
fn amounts_label(table: &PageTable, row: usize) -> Option<String> {
    let amount = |c: &PageCell| c.text.text.contains('.') && c.text.text.bytes().any(|b| b.is_ascii_digit());
    table.cells.iter().any(|c| c.row == row && amount(c)).then(|| label(table, row)).flatten()
}

fn is_total(label: &str) -> bool {
    label == "合计" || label.ends_with("总计")
}
