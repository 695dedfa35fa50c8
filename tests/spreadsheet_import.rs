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
