//! PDF read as a person reads it: the corpus, the report that other formats hold too, unusual layouts, broken files.
#![cfg(feature = "pdf")]

mod columns;
mod corpus;
mod layouts;
mod mutations;
mod spreadsheets;
mod unruled;
mod unseen;
mod writer;

use gouji::document::{Block, Cell, Document, Table, squeeze};
use gouji::import::Limits;
use gouji::import::pdf::PdfError;
use gouji::{Options, import::pdf};
use std::collections::HashMap;

fn bytes(path: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/{path}", env!("CARGO_MANIFEST_DIR"))).expect(path)
}

fn read(bytes: &[u8]) -> Result<Document, PdfError> {
    pdf::read(bytes, &Limits::default(), &Options::default())
}

fn corpus(name: &str) -> Document {
    read(&bytes(&format!("corpus/{name}.pdf"))).expect(name)
}

/// The cell that covers a place.
fn cell(table: &Table, row: usize, column: usize) -> &Cell {
    let index = table.grid().at(row, column).unwrap_or_else(|| panic!("no cell at {row}, {column}"));
    &table.cells[index]
}

/// The texts of a table, row by row, by the cells that begin there.
fn rows(document: &Document, table: usize) -> Vec<Vec<String>> {
    let (_, table) = document.tables().nth(table).expect("a table");
    (0..table.rows).map(|r| table.row(r).map(|i| table.cells[i].text.clone()).collect()).collect()
}

fn texts(document: &Document) -> Vec<String> {
    document.paragraphs().map(|(_, p)| p.text.clone()).collect()
}

fn for_every_text(document: &Document, mut visit: impl FnMut(&str, &[gouji::document::TextBox])) {
    for block in &document.blocks {
        match block {
            Block::Paragraph(p) => visit(&p.text, &p.origin.boxes),
            Block::Table(t) => t.cells.iter().for_each(|c| visit(&c.text, &c.origin.boxes)),
        }
    }
}

/// The report as PDF says what the report as text says, paragraph by paragraph and cell by cell.
#[test]
fn the_report_as_in_other_formats() {
    let seed =
        String::from_utf8(bytes("corpus/seed-report.txt")).expect("UTF-8").replace("[bookmark: _GoBack]", "");
    let mut expected: HashMap<String, i64> = HashMap::new();
    for line in seed.lines().map(squeeze).filter(|l| !l.is_empty()) {
        *expected.entry(line).or_default() += 1;
    }
    let document = read(&bytes("fixtures/report.pdf")).expect("the report");
    for_every_text(&document, |text, _| {
        let text = squeeze(text);
        if !text.is_empty() {
            *expected.entry(text).or_default() -= 1;
        }
    });
    expected.retain(|_, n| *n != 0);
    // The page number of the footer, which the text has as its last line, and one label that the end of a page cuts in two.
    for known in ["1", "项目资金(万元)", "项目", "资金(万元)"] {
        expected.remove(known);
    }
    assert!(expected.is_empty(), "{expected:?}");
    assert_eq!(document.tables().count(), 20);
    assert_eq!(document.pages, Some(43));
}

/// What is found does not depend on the format.
#[test]
fn findings_as_in_word() {
    let found = |name: &str| -> Vec<(String, String)> {
        let file = bytes(&format!("fixtures/{name}"));
        let analyses = gouji::check_file(&file, name, &Options::default());
        let analysis = analyses.into_iter().next().expect("a result").expect("a report");
        analysis.report.findings.iter().map(|f| (f.rule.to_string(), f.message.clone())).collect()
    };
    assert_eq!(found("report.pdf"), found("report.docx"));
}

#[test]
fn files_that_cannot_be_read_say_why() {
    let of = |name: &str, password: Option<&str>| {
        let options = Options { password: password.map(str::to_string), ..Options::default() };
        pdf::read(&bytes(&format!("fixtures/hostile/{name}")), &Limits::default(), &options)
    };
    assert_eq!(of("random-bytes.pdf", None), Err(PdfError::Damaged));
    assert_eq!(of("scanned.pdf", None), Err(PdfError::Scanned));
    assert_eq!(of("encrypted-user-password.pdf", None), Err(PdfError::PasswordRequired));
    assert_eq!(of("encrypted-user-password.pdf", Some("wrong")), Err(PdfError::WrongPassword));
    assert!(of("encrypted-user-password.pdf", Some("juesuan2024")).is_ok_and(|d| d.tables().count() == 1));
    assert!(of("encrypted-owner-only.pdf", None).is_ok_and(|d| d.tables().count() == 1));
    let truncated = of("truncated.pdf", None);
    assert!(truncated.is_err() || truncated.is_ok_and(|d| d.notes.iter().any(|n| n.incomplete)));
}

#[test]
fn a_bomb_is_refused() {
    use std::io::Write;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..8 {
        encoder.write_all(&[b' '; 1 << 20]).expect("in memory");
    }
    let packed = encoder.finish().expect("in memory");
    let mut file = b"%PDF-1.4\n1 0 obj\n<< /Length 9 /Filter /FlateDecode >>\nstream\n".to_vec();
    file.extend(packed);
    file.extend(b"\nendstream\nendobj\n");
    let limits = Limits { member_bytes: 4 << 20, ..Limits::default() };
    assert!(matches!(pdf::read(&file, &limits, &Options::default()), Err(PdfError::Exceeded(_))));
}

/// The page view marks figures by their boxes: there is ink where the document says that a figure stands.
#[cfg(feature = "render")]
#[test]
fn boxes_lie_on_the_drawn_page() {
    let file = bytes("corpus/final-accounts-2024-planning.pdf");
    let drawn = pdf::render::render_page(&file, 17, 2.0, None).expect("a page");
    let document = read(&file).expect("a document");
    let ink = |b: &gouji::document::TextBox| {
        let pixel = |v: i32| (v as f32 / 50.0) as usize;
        let (mut dark, mut all) = (0usize, 0usize);
        for y in pixel(b.top)..pixel(b.bottom) {
            for x in pixel(b.left)..pixel(b.right) {
                all += 1;
                dark += usize::from(drawn.rgba[(y * drawn.width as usize + x) * 4] < 128);
            }
        }
        dark as f32 / all.max(1) as f32
    };
    let (_, table) = document.tables().nth(7).expect("the table of the three public expenses");
    for column in [0, 1, 10, 11] {
        let cell = cell(table, 4, column);
        assert_eq!(cell.origin.page, Some(17));
        assert!(cell.origin.boxes.iter().all(|b| ink(b) > 0.05), "{}", cell.text);
    }
}
