//! Word documents: the same text whatever program saved it.

use gouji::document::{Block, Document, squeeze};
use gouji::import::{Limits, doc, docx, odt, text};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).expect("a fixture")
}

/// Paragraphs and cells that say something, squeezed.
fn texts(document: &Document) -> Vec<String> {
    let mut out = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(p) => out.push(squeeze(&p.text)),
            Block::Table(t) => out.extend(t.cells.iter().map(|c| squeeze(&c.text))),
        }
    }
    out.retain(|t| !t.is_empty());
    out
}

fn seed() -> Document {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/seed-report.txt");
    text::read_text(&std::fs::read_to_string(path).expect("the seed"))
}

fn report() -> Document {
    docx::read(&fixture("report.docx"), &Limits::default()).expect("a document")
}

/// The seed is the dump of a converter: it shows a bookmark and the page number of the footer, and two forms of the
/// docx have 年度绩效指标完成情况 merged from the head row on, one row before where the dump has it.
#[test]
fn word_says_what_the_seed_says() {
    let mut expected = texts(&seed());
    expected.pop();
    for text in &mut expected {
        *text = text.replace("[bookmark:_GoBack]", "");
    }
    expected.retain(|text| !text.is_empty());
    let mut read = texts(&report());
    expected.sort();
    read.sort();
    assert_eq!(read, expected);
}

#[test]
fn every_word_processor_gives_the_same_document() {
    let expected = report();
    let saved = docx::read(&fixture("report-word-saved.docx"), &Limits::default()).expect("a document");
    assert_same(&saved, &expected);
    let odt = odt::read(&fixture("report.odt"), &Limits::default()).expect("a document");
    assert_same(&odt, &expected);
    let doc = doc::read(&fixture("report.doc")).expect("a document");
    assert_same(&doc, &expected);
}

/// The same paragraphs, the same cells at the same places.
fn assert_same(read: &Document, expected: &Document) {
    assert_eq!(read.blocks.len(), expected.blocks.len());
    for (index, (a, b)) in read.blocks.iter().zip(&expected.blocks).enumerate() {
        match (a, b) {
            (Block::Paragraph(a), Block::Paragraph(b)) => {
                assert_eq!(squeeze(&a.text), squeeze(&b.text), "block {index}");
                assert_eq!(a.heading, b.heading, "block {index}: {}", a.text);
            }
            (Block::Table(a), Block::Table(b)) => {
                assert_eq!((a.rows, a.columns, a.cells.len()), (b.rows, b.columns, b.cells.len()));
                for (a, b) in a.cells.iter().zip(&b.cells) {
                    let place = |c: &gouji::document::Cell| (c.row, c.column, c.row_span, c.column_span);
                    assert_eq!((place(a), squeeze(&a.text)), (place(b), squeeze(&b.text)), "block {index}");
                }
            }
            _ => panic!("block {index} is a paragraph in one and a table in the other"),
        }
    }
}

/// Code, subject and figures of every finding, without places.
fn findings(name: &str) -> Vec<String> {
    let options = gouji::Options::default();
    let mut out = Vec::new();
    for analysis in gouji::check_file(&fixture(name), name, &options).into_iter().flatten() {
        for finding in analysis.report.all_findings() {
            out.push(format!("{} {:?} {:?}", finding.rule, finding.stated, finding.recomputed));
        }
    }
    out.sort();
    out
}

#[test]
fn every_word_format_gives_the_same_findings() {
    let expected = findings("report.docx");
    for name in ["report-word-saved.docx", "report.odt", "report.doc"] {
        assert_eq!(findings(name), expected, "{name}");
    }
}
