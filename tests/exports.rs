//! Exports: what they say, that they open, and that nothing in a report becomes a formula or markup.

use gouji::document::{Block, Document, Paragraph};
use gouji::import::Format;
use gouji::ledger::Severity;
use gouji::locale::Language;
use gouji::order::Map;
use gouji::report::Report;
use gouji::report::export::{Export, ExportFormat, Opinion, export, sha256};
use gouji::{Options, check_document};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

const EVIL: &str = "=cmd|' /C calc'!A0 <script>alert(1)</script> & \u{1}\u{FFFE}";

/// A report about a text that wants to be executed, with one finding of the given severity.
fn report(severity: Severity) -> Report {
    let text = format!("一、{EVIL}收入合计100万元，占12%。");
    let document = Document {
        blocks: vec![Block::Paragraph(Paragraph { text, ..Paragraph::default() })],
        ..Document::default()
    };
    let mut report = check_document(&document, "报告.txt", Format::Text, &Options::default());
    let place = report.unchecked.first().map(|n| n.place.clone()).unwrap();
    let finding = serde_json::json!({
        "rule": "GJ101", "severity": severity, "title": EVIL, "message": "写作 12%，应为 10%。",
        "stated": "=12%", "recomputed": "10%", "acceptable": {"min": "9.995", "max": "10.005"}, "formula": "10 ÷ 100 × 100%",
        "place": place, "operands": [], "consequences": [], "alternatives": [], "suspect": null, "reconciling": null,
        "slip": null, "kind": null, "truncated": false, "check": null, "key": "GJ101|甲",
    });
    report.findings = vec![serde_json::from_value(finding).unwrap()];
    report.summary.verified = 1;
    report
}

fn make(
    format: ExportFormat,
    report: &Report,
    opinions: &Map<String, Opinion>,
    language: Language,
) -> Vec<u8> {
    let options = Options { language, password: Some("秘密".into()), ..Options::default() };
    let sha256 = sha256(b"abc");
    let date = "2025-09-30 14:05";
    export(format, &Export { report, sha256: &sha256, date, options: &options, opinions, original: None })
        .unwrap()
}

fn unzip(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for i in 0..zip.len() {
        let mut part = zip.by_index(i).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        parts.insert(part.name().unwrap().to_string(), text);
    }
    parts
}

/// Every part is XML that a strict reader accepts.
fn assert_well_formed(parts: &BTreeMap<String, String>) {
    for (name, text) in parts {
        let mut reader = quick_xml::Reader::from_str(text);
        reader.config_mut().check_end_names = true;
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(error) => panic!("{name}: {error}"),
            }
        }
        assert!(!text.contains('\u{1}') && !text.contains('\u{FFFE}'), "{name}");
    }
}

/// All that is said, wherever it is said.
fn said(format: ExportFormat, bytes: &[u8]) -> String {
    match format {
        ExportFormat::Xlsx | ExportFormat::LetterDocx => unzip(bytes).into_values().collect(),
        _ => String::from_utf8(bytes.to_vec()).unwrap(),
    }
}

#[test]
fn every_export_says_what_it_was_made_from() {
    let report = report(Severity::Error);
    for language in [Language::Chinese, Language::English] {
        for format in ExportFormat::ALL {
            let bytes = make(format, &report, &Map::new(), language);
            let said = said(format, &bytes);
            for expected in ["报告.txt", &sha256(b"abc"), "2025-09-30", env!("CARGO_PKG_VERSION")] {
                assert!(said.contains(expected), "{format:?} lacks {expected}");
            }
            assert!(!said.contains("秘密"), "{format:?} tells the password");
            assert!(!said.contains("export."), "{format:?} has a text without a translation");
            assert!(!said.contains("%{"), "{format:?} has a value that was not put in");
        }
    }
}

#[test]
fn what_a_report_says_stays_text() {
    let report = report(Severity::Error);
    let html =
        String::from_utf8(make(ExportFormat::LetterHtml, &report, &Map::new(), Language::Chinese)).unwrap();
    assert!(!html.contains("<script") && html.contains("&lt;script&gt;"));
    let parts = unzip(&make(ExportFormat::LetterDocx, &report, &Map::new(), Language::Chinese));
    assert_well_formed(&parts);
    assert!(parts["word/document.xml"].contains("&lt;script&gt;"));
    let parts = unzip(&make(ExportFormat::Xlsx, &report, &Map::new(), Language::Chinese));
    assert!(parts.values().all(|part| !part.contains("<f>") && !part.contains("<f ")), "a formula");
    let csv = String::from_utf8(make(ExportFormat::Csv, &report, &Map::new(), Language::Chinese)).unwrap();
    assert!(csv.contains("'=cmd") && csv.contains("'=12%"));
    assert!(csv.starts_with('\u{FEFF}'));
}

#[test]
fn a_dismissed_finding_is_not_in_the_letter() {
    let report = report(Severity::Error);
    let opinion =
        |dismissed| Opinion { dismissed, decision: "待核实".into(), note: "问过财务科".into() };
    for dismissed in [false, true] {
        let opinions = Map::from_iter([("GJ101|甲".to_string(), opinion(dismissed))]);
        let bytes = make(ExportFormat::LetterHtml, &report, &opinions, Language::Chinese);
        let html = String::from_utf8(bytes).unwrap();
        assert_eq!(html.contains("写作 12%"), !dismissed);
        assert_eq!(html.contains("问过财务科"), !dismissed);
    }
}

#[test]
fn a_report_in_which_nothing_was_checked_is_no_clean_one() {
    let mut report = report(Severity::Note);
    report.findings.clear();
    report.summary.verified = 0;
    for format in [ExportFormat::LetterHtml, ExportFormat::Csv] {
        let text = String::from_utf8(make(format, &report, &Map::new(), Language::Chinese)).unwrap();
        assert!(text.contains("这不表示报告没有问题") && !text.contains("未发现不符"), "{text}");
    }
}

#[test]
fn the_workbook_has_a_sheet_for_each_question() {
    let parts = unzip(&make(ExportFormat::Xlsx, &report(Severity::Error), &Map::new(), Language::Chinese));
    let workbook = &parts["xl/workbook.xml"];
    for sheet in ["核对结果", "全部关系", "未核对的数字", "说明"] {
        assert!(workbook.contains(sheet), "{workbook}");
    }
}

#[test]
fn the_same_export_gives_the_same_bytes() {
    let report = report(Severity::Warning);
    for format in ExportFormat::ALL {
        let once = make(format, &report, &Map::new(), Language::Chinese);
        assert_eq!(once, make(format, &report, &Map::new(), Language::Chinese), "{format:?}");
    }
}

#[test]
fn the_letter_is_read_back_by_our_own_importer() {
    let bytes = make(ExportFormat::LetterDocx, &report(Severity::Error), &Map::new(), Language::Chinese);
    let imported = gouji::import::import(&bytes, "核对意见.docx", &Options::default());
    let document = &imported.first().unwrap().as_ref().unwrap().document;
    let texts: Vec<&str> = document.paragraphs().map(|(_, p)| p.text.as_str()).collect();
    assert!(texts.iter().any(|t| t.contains("核对意见")), "{texts:?}");
}
