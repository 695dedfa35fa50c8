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

#[test]
fn mht() {
    assert_same("fixtures/report.mht", Format::Mht);
}

/// The form of the seed whose title row is followed by these texts in its first rows.
fn form(project: &str) -> Vec<String> {
    let (_, seed) = read("corpus/seed-report.txt");
    let found = seed.tables().find(|(_, t)| t.cells.iter().any(|c| squeeze(&c.text) == squeeze(project)));
    let (_, table) = found.unwrap_or_else(|| panic!("no form of {project}"));
    lines(&Document { blocks: vec![Block::Table(table.clone())], ..Document::default() })
}

/// Project of a pasted form: the cell after 项目名称.
fn project(document: &Document) -> String {
    let (_, table) = document.tables().next().expect("a table");
    let at = table.cells.iter().position(|c| squeeze(&c.text) == "项目名称").expect("a name");
    let after = table.cells.iter().skip(at + 1).find(|c| !c.text.trim().is_empty());
    after.map(|c| c.text.clone()).unwrap_or_default()
}

#[test]
fn pasted_forms() {
    let file = |name: &str| std::fs::read_to_string(format!("tests/fixtures/{name}")).expect("a fixture");
    let (word, excel, tsv) = (file("paste-word.html"), file("paste-excel.html"), file("paste-excel.tsv"));
    for (html, text) in [(Some(&word), None), (Some(&excel), Some(&tsv)), (None, Some(&tsv))] {
        let pasted = import::read_clipboard(html.map(String::as_str), text.map(String::as_str));
        let document = pasted.unwrap_or_else(|f| panic!("{f}")).document;
        // The sheet shows two decimals where the report has none.
        let pasted: Vec<String> = lines(&document).iter().map(|l| l.replace(".00%", "%")).collect();
        assert_eq!(pasted, form(&project(&document)), "{:?}", text.is_some());
    }
}

#[test]
fn the_csv_of_one_form() {
    let (format, document) = read("fixtures/one-table.csv");
    assert_eq!(format, Format::Csv);
    assert_eq!(lines(&document), form(&project(&document)));
}

/// Row, column, their spans and the text of a cell.
type Slot = (usize, usize, usize, usize, String);

/// Every table with its spans: formats made of the same file agree on them cell by cell.
fn grids(path: &str) -> Vec<Vec<Slot>> {
    let (_, document) = read(path);
    let cell = |c: &gouji::document::Cell| (c.row, c.column, c.row_span, c.column_span, squeeze(&c.text));
    document.tables().map(|(_, t)| t.cells.iter().map(cell).collect()).collect()
}

#[test]
fn merged_cells_stand_where_they_do_in_other_formats() {
    let html = grids("fixtures/report.html");
    for other in ["fixtures/report.rtf", "fixtures/report.mht"] {
        for (i, (a, b)) in html.iter().zip(grids(other)).enumerate() {
            for (a, b) in a.iter().zip(&b) {
                assert_eq!(a, b, "{other}, table {i}");
            }
            assert_eq!(a.len(), b.len(), "{other}, table {i}");
        }
    }
}

#[test]
fn packages() {
    for path in ["fixtures/bundle.zip", "fixtures/bundle-gbk.zip"] {
        let bytes = std::fs::read(format!("tests/{path}")).expect("a fixture");
        let results = import::import(&bytes, "bundle.zip", &Options::default());
        let report = results[0].as_ref().unwrap_or_else(|f| panic!("{f}"));
        assert_eq!((report.name.as_str(), report.format), ("bundle.zip", Format::Package));
        let files: std::collections::BTreeSet<&str> = report
            .document
            .blocks
            .iter()
            .filter_map(|b| match b {
                Block::Paragraph(p) => p.origin.file.as_deref(),
                Block::Table(t) => t.origin.file.as_deref(),
            })
            .collect();
        assert!(files.contains("昌吉回族自治州自然资源局2024年度部门决算.docx"), "{files:?}");
        assert!(files.iter().any(|f| f.starts_with("附件/") && f.ends_with(".pdf")), "{files:?}");
        assert!(path.contains("gbk") || files.contains("说明.txt"), "{files:?}");
    }
}

#[test]
fn the_same_findings_whatever_the_format() {
    let findings = |path: &str| -> Vec<(String, String)> {
        let bytes = std::fs::read(format!("tests/{path}")).unwrap_or_else(|e| panic!("{path}: {e}"));
        let mut results = gouji::check_file(&bytes, path, &Options::default());
        let report = results.remove(0).unwrap_or_else(|f| panic!("{path}: {f}")).report;
        let mut found: Vec<_> = report.findings.into_iter().map(|f| (f.rule, f.message)).collect();
        found.sort();
        found
    };
    let seed = findings("corpus/seed-report.txt");
    for other in [
        "report.docx",
        "report-word-saved.docx",
        "report.odt",
        "report.doc",
        "report.rtf",
        "report.html",
        "report.mht",
        "report-gb18030.txt",
        "report-utf16le.txt",
    ] {
        assert_eq!(findings(&format!("fixtures/{other}")), seed, "{other}");
    }
}

/// Paragraphs with their heading level, and rows of tables.
fn outlined(path: &str) -> Vec<String> {
    let (_, document) = read(path);
    let heading = |p: &gouji::document::Paragraph| p.heading.map(|h| h.to_string()).unwrap_or_default();
    let one = |block: &Block| match block {
        Block::Paragraph(p) => vec![format!("{}#{}", heading(p), p.text)],
        table => lines(&Document { blocks: vec![table.clone()], ..Document::default() }),
    };
    document.blocks.iter().flat_map(one).collect()
}

#[test]
fn numbers_of_lists_boxes_notes_and_changes_are_read_alike() {
    let docx = outlined("fixtures/made/numbered.docx");
    for line in [
        "1#第一部分　部门概况",
        "2#二、支出决算情况说明",
        "3#（二）项目支出",
        "#1. 拟订规划。",
        "#A.名词解释",
    ] {
        assert!(docx.iter().any(|l| l == line), "{line}: {docx:#?}");
    }
    assert_eq!(outlined("fixtures/made/numbered.doc"), docx);
    // Rich text does not tell whether something stands between a number and its paragraph.
    let apart: Vec<String> = docx.iter().map(|l| l.replace("#A.", "#A. ")).collect();
    assert_eq!(outlined("fixtures/made/numbered.rtf"), apart);
    // The program that wrote it had forgotten the numbers of paragraphs that are no headings.
    let less: Vec<String> = docx.iter().map(|l| l.replace("#1. ", "#").replace("#2. ", "#")).collect();
    assert_eq!(outlined("fixtures/made/numbered.odt"), less);
}
