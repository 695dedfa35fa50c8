//! What importers of tables share.

use crate::document::{Block, Table};

/// The paragraphs of a cell as its text, and the tables that stand in it.
pub fn text_and_tables(blocks: Vec<Block>) -> (String, Vec<Block>) {
    let mut text = String::new();
    let mut tables = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(p) => {
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(&p.text);
            }
            table => tables.push(table),
        }
    }
    (text, tables)
}

/// A column in which no cell begins is a leftover of the page's layout.
pub fn drop_unused_columns(table: &mut Table) {
    let mut begins = vec![false; table.columns];
    for cell in &table.cells {
        if let Some(b) = begins.get_mut(cell.column) {
            *b = true;
        }
    }
    let mut before = Vec::with_capacity(table.columns + 1);
    let mut used = 0;
    for b in &begins {
        before.push(used);
        used += usize::from(*b);
    }
    before.push(used);
    for cell in &mut table.cells {
        let end = before.get(cell.column + cell.column_span).copied().unwrap_or(used);
        cell.column = before.get(cell.column).copied().unwrap_or(used);
        cell.column_span = end.saturating_sub(cell.column).max(1);
    }
    table.columns = used;
}
