//! Workbooks: the same tables whatever program saved them, each cell with its place.

use gouji::document::Document;
use gouji::import::{Limits, spreadsheet};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).expect("a fixture")
}

fn xlsx() -> Document {
    spreadsheet::xlsx::read(&fixture("tables.xlsx"), &Limits::default()).expect("a workbook")
}

#[test]
fn a_workbook_shows_what_the_sheet_shows() {
    let document = xlsx();
    let tables: Vec<_> = document.tables().map(|(_, t)| t).collect();
    assert_eq!(tables.len(), 27);
    assert_eq!(tables[0].origin.sheet.as_deref(), Some("收入支出决算总表"));
    let cell = |name: &str| {
        let found = tables[8].cells.iter().find(|c| c.origin.cell.as_deref() == Some(name));
        found.map(|c| (c.text.as_str(), c.column_span)).unwrap_or_default()
    };
    assert_eq!(cell("A1"), ("项目支出绩效自评表", 14));
    assert_eq!(cell("E6"), ("3.00", 2));
    assert_eq!(cell("L6"), ("100.00%", 2));
    assert_eq!(cell("N12"), ("", 1));
}

#[test]
fn far_cells_and_false_dimensions_cost_nothing() {
    for name in ["hostile/far-cell-XFD1048576.xlsx", "hostile/dimension-1048576-rows.xlsx"] {
        let document = spreadsheet::xlsx::read(&fixture(name), &Limits::default()).expect("a workbook");
        assert!(document.tables().all(|(_, t)| t.rows * t.columns < 10_000), "{name}");
    }
}

/// Row, column, rows, columns, text and stored value of every cell, sheet by sheet.
fn cells(document: &Document) -> Vec<String> {
    let mut out = Vec::new();
    for (_, table) in document.tables() {
        out.push(format!("{:?} {:?}", table.origin.sheet, table.title));
        for c in &table.cells {
            // The programs that made the fixtures kept the binary noise of 8556.700000000001 or not.
            let stored = c.stored.map(|d| d.round_dp(9).normalize().to_string());
            out.push(format!(
                "{:?} {}+{} {}+{} {:?} {stored:?}",
                c.origin.cell, c.row, c.row_span, c.column, c.column_span, c.text
            ));
        }
    }
    out
}

#[test]
fn every_workbook_format_gives_the_same_tables() {
    let expected = cells(&xlsx());
    let xls = spreadsheet::xls::read(&fixture("tables.xls"), &Limits::default()).expect("a workbook");
    let ods = spreadsheet::ods::read(&fixture("tables.ods"), &Limits::default()).expect("a workbook");
    for (name, document) in [("xls", &xls), ("ods", &ods)] {
        let read = cells(document);
        for (a, b) in read.iter().zip(&expected) {
            assert_eq!(a, b, "{name}");
        }
        assert_eq!(read.len(), expected.len(), "{name}");
    }
}
