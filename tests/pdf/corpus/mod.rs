//! The published reports of the corpus: every table with its size and cells read by eye, every figure once.

mod budgets;
mod figures;
mod final_accounts;

use super::*;

/// Rows and columns, the heads by the cells that begin in each row, and cells read by eye.
struct Expected {
    size: (usize, usize),
    heads: &'static [&'static [&'static str]],
    cells: &'static [(usize, usize, &'static str)],
}

fn check(name: &str, expected: &[Expected]) {
    let document = corpus(name);
    let tables: Vec<&Table> = document.tables().map(|(_, t)| t).collect();
    assert_eq!(tables.len(), expected.len(), "{name}: number of tables");
    for (i, (table, expected)) in tables.iter().zip(expected).enumerate() {
        assert_eq!((table.rows, table.columns), expected.size, "{name}: size of table {i}");
        for (row, heads) in expected.heads.iter().enumerate() {
            let read: Vec<&str> = table.row(row).map(|i| table.cells[i].text.as_str()).collect();
            assert_eq!(&read, heads, "{name}: heads of table {i}, row {row}");
        }
        for (row, column, text) in expected.cells {
            assert_eq!(
                &cell(table, *row, *column).text,
                text,
                "{name}: table {i}, row {row}, column {column}"
            );
        }
        let mut covered = 0;
        for cell in &table.cells {
            covered += cell.row_span * cell.column_span;
        }
        assert_eq!(covered, table.rows * table.columns, "{name}: the cells of table {i} cover it");
    }
    for_every_text(&document, |text, boxes| {
        let covered: usize = boxes.iter().map(|b| b.length as usize).sum();
        assert_eq!(covered, text.len(), "{name}: boxes of {text}");
        let mut at = 0;
        for b in boxes {
            at += b.length as usize;
            assert!(text.is_char_boundary(at) && b.left <= b.right && b.top < b.bottom && b.page > 0);
        }
    });
    assert!(document.notes.is_empty(), "{name}: {:?}", document.notes);
}
