//! The same report in every format: the same paragraphs, the same tables.

use gouji::Options;
use gouji::document::{Block, Document, squeeze};
use gouji::import::{self, Format};

fn read(path: &str) -> (Format, Document) {
    let bytes = std::fs::read(format!("tests/{path}")).unwrap_or_else(|e| panic!("{path}: {e}"));
    let mut results = import::import(&bytes, path, &Options::default());
    assert_eq!(results.len(), 1, "{path}");
    let imported = results.remove(0).unwrap_or_else(|f| panic!("{path}: {f}"));
    (imported.format, imported.document)
}

/// One line for each paragraph and for each table row, white space aside. Empty cells do not count: formats differ in how
/// they fill a merged range; a row of one text counts as a paragraph: some fixtures have the titles above the tables. The vertical label of the
/// indicators begins in the row above in two forms of the fixtures and is left out.
fn lines(document: &Document) -> Vec<String> {
    let mut out = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(p) => out.push(squeeze(&p.text)),
            Block::Table(t) => {
                for row in 0..t.rows {
                    let cells: Vec<String> = t
                        .row(row)
                        .map(|i| squeeze(&t.cells[i].text))
                        .filter(|s| !s.is_empty() && s != "年度绩效指标完成情况")
                        .collect();
                    out.push(cells.join(" | "));
                }
            }
        }
    }
    // The dump's bookmark and the number of its last page are no text of the report.
    for line in &mut out {
        *line = line.replace("[bookmark:_GoBack]", "");
    }
    out.retain(|l| !l.is_empty() && !l.starts_with("[bookmark:") && l != "1");
    out
}

fn assert_same(path: &str, format: Format) {
    let (_, seed) = read("corpus/seed-report.txt");
    let (found, other) = read(path);
    assert_eq!(found, format, "{path}");
    let (left, right) = (lines(&seed), lines(&other));
    for (i, (a, b)) in left.iter().zip(&right).enumerate() {
        assert_eq!(a, b, "{path}: line {i}, after {:?}", i.checked_sub(1).map(|i| &left[i]));
    }
    assert_eq!(left.len(), right.len(), "{path}");
}

#[test]
fn html() {
    assert_same("fixtures/report.html", Format::Html);
}

#[test]
fn rtf() {
    assert_same("fixtures/report.rtf", Format::Rtf);
}

#[test]
fn gb18030() {
    assert_same("fixtures/report-gb18030.txt", Format::Text);
}

#[test]
fn utf16() {
    assert_same("fixtures/report-utf16le.txt", Format::Text);
}
