//! The published reports of the corpus: every table with its size, its head and cells read by eye, every figure once.
//! What was read stands beside this file, a report each.

mod figures;

use super::*;

/// A table as read by eye.
#[derive(Default)]
struct Expected {
    /// Rows and columns.
    size: (usize, usize),
    /// The cells that begin in each row of the head.
    heads: Vec<Vec<String>>,
    /// Row, column, text.
    cells: Vec<(usize, usize, String)>,
}

/// Reads `table 16 × 4`, `head 项目 | 预算数`, `2 1 91,016,775.35`.
fn expected(text: &str) -> Vec<Expected> {
    let mut out: Vec<Expected> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(size) = line.strip_prefix("table ") {
            let (rows, columns) = size.split_once(" × ").expect("rows × columns");
            let size = (rows.parse().expect("rows"), columns.parse().expect("columns"));
            out.push(Expected { size, ..Expected::default() });
            continue;
        }
        let table = out.last_mut().expect("a table first");
        if let Some(head) = line.strip_prefix("head ") {
            table.heads.push(head.split(" | ").map(str::to_string).collect());
        } else {
            let mut parts = line.splitn(3, ' ');
            let mut number = || parts.next().and_then(|n| n.parse().ok()).expect("row and column");
            let (row, column) = (number(), number());
            table.cells.push((row, column, parts.next().unwrap_or_default().to_string()));
        }
    }
    out
}

fn check(name: &str, expected: &[Expected]) {
    let document = corpus(name);
    let tables: Vec<&Table> = document.tables().map(|(_, t)| t).collect();
    assert_eq!(tables.len(), expected.len(), "{name}: number of tables");
    for (i, (table, expected)) in tables.iter().zip(expected).enumerate() {
        assert_eq!((table.rows, table.columns), expected.size, "{name}: size of table {i}");
        assert!(!expected.heads.is_empty(), "{name}: no head of table {i} was read");
        for (row, heads) in expected.heads.iter().enumerate() {
            let read: Vec<&str> = table.row(row).map(|i| table.cells[i].text.as_str()).collect();
            assert_eq!(&read, heads, "{name}: heads of table {i}, row {row}");
        }
        for (row, column, text) in &expected.cells {
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

#[test]
fn final_accounts_from_word() {
    check("final-accounts-2024-planning", &expected(include_str!("final-accounts-2024-planning.tables.txt")));
}

#[test]
fn template_without_numbers() {
    check("final-accounts-template", &expected(include_str!("final-accounts-template.tables.txt")));
}

#[test]
fn budget_from_a_spreadsheet() {
    check("budget-2025-office", &expected(include_str!("budget-2025-office.tables.txt")));
}

#[test]
fn budget_over_many_pages() {
    check("budget-2025-subdistrict", &expected(include_str!("budget-2025-subdistrict.tables.txt")));
}
