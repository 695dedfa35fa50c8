//! Tables too wide for their page: the columns at the right are printed on a page of their own, beside no label.

use super::page::{Element, PageTable};

/// How far back the left part may be.
const REACH: usize = 12;
/// Rows that both parts share at least.
const FEWEST_ROWS: usize = 5;
/// Equal edges of rows differ at most by this.
const EDGE: f32 = 1.5;

/// Marks the parts of tables that were cut into columns; the pages of the parts without labels.
pub(super) fn mark(pages: &mut [Vec<Element>]) -> Vec<u32> {
    let mut right_parts = Vec::new();
    for page in 1..pages.len() {
        let (before, rest) = pages.split_at_mut(page);
        let Some(right) = rest.first_mut().and_then(|p| lone_table(p)).filter(|t| is_unlabelled(t)) else {
            continue;
        };
        let mut found = false;
        for left in before.iter_mut().rev().take(REACH).filter_map(|p| lone_table(p)) {
            if !is_unlabelled(left) && has_rows_of(left, right) {
                left.cut = true;
                found = true;
            }
        }
        if found {
            right.cut = true;
            right_parts.push(right.page);
        }
    }
    right_parts
}

/// The ruled table of a page that holds no other.
fn lone_table(page: &mut [Element]) -> Option<&mut PageTable> {
    let mut tables = page.iter_mut().filter_map(|e| match e {
        Element::Table(table) => Some(table),
        Element::Line(_) => None,
    });
    tables.next().filter(|t| t.ruled && tables.next().is_none())
}

/// Amounts below the head, and not a word beside them.
fn is_unlabelled(table: &PageTable) -> bool {
    let amount = |text: &str| text.contains('.') && text.bytes().any(|b| b.is_ascii_digit());
    let Some(first) = table.cells.iter().filter(|c| amount(&c.text.text)).map(|c| c.row).min() else {
        return false;
    };
    let words = |text: &str| text.chars().any(char::is_alphabetic);
    // A title or a note over the whole width may be cut, too.
    let whole = table.xs.len().saturating_sub(1);
    let named = table.cells.iter().any(|c| c.row >= first && c.column_span < whole && words(&c.text.text));
    table.rows >= first + FEWEST_ROWS && !named
}

/// Do the rows of the right part lie where rows of the left part do?
fn has_rows_of(left: &PageTable, right: &PageTable) -> bool {
    right.ys.iter().all(|y| left.ys.iter().any(|l| (l - y).abs() < EDGE))
}
