//! Hostile files through the command line, each in a process of its own that may take 512 MB: it ends soon, in a report or in a
//! message, and other files of the same run are read all the same.
#![cfg(all(feature = "cli", target_os = "linux"))]

use serde_json::Value;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a process may map, in kilobytes: 512 MB, and what the program and its threads map without using it.
const MEMORY: u32 = (512 + 128) << 10;
/// A test without optimisation is many times slower than what people use.
const PATIENCE: Duration =
    if cfg!(debug_assertions) { Duration::from_secs(30) } else { Duration::from_secs(2) };

/// A folder that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("gouji-hostile-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn write(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, content).expect("a file");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// What the command line says of each file.
fn check(files: &[&Path]) -> Vec<Value> {
    let start = Instant::now();
    let mut command = Command::new("sh");
    command
        .args(["-c", &format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_gouji")])
        .args(["check", "--jobs", "1", "--format", "json"])
        .args(files)
        .env("MALLOC_ARENA_MAX", "1")
        .stdin(Stdio::null());
    let output = command.output().expect("the program");
    let names: Vec<_> = files.iter().filter_map(|f| f.file_name()).collect();
    let took = start.elapsed();
    assert!(took < PATIENCE * files.len() as u32, "{names:?} took {took:?}");
    let status = output.status;
    assert!(
        status.code().is_some_and(|code| code <= 2),
        "{names:?}: {status}, {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// The message for a file that is not read.
fn message(line: &Value) -> Option<&str> {
    line["error"].as_str()
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a member");
        writer.write_all(content).expect("its content");
    }
    writer.finish().expect("a package").into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    let xml = format!(
        r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    );
    zip(&[("word/document.xml", xml.as_bytes())])
}

fn xlsx(sheet: &str) -> Vec<u8> {
    const NAMES: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
    let workbook =
        format!(r#"<workbook {NAMES}><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#);
    let relations = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let sheet = format!("<worksheet {NAMES}>{sheet}</worksheet>");
    zip(&[
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn opendocument(kind: &str, body: &str) -> Vec<u8> {
    let kind = format!("application/vnd.oasis.opendocument.{kind}");
    let content =
        format!("<office:document-content><office:body>{body}</office:body></office:document-content>");
    zip(&[("mimetype", kind.as_bytes()), ("content.xml", content.as_bytes())])
}

/// An old workbook whose sectors point to one another in a circle.
fn circular() -> Vec<u8> {
    let mut bytes = std::fs::read("tests/fixtures/tables.xls").expect("a fixture");
    let size = 1usize << bytes[30];
    let word = |bytes: &[u8], at: usize| {
        u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
    };
    let table = word(&bytes, 76) as usize;
    for entry in 3..size / 4 {
        let at = (table + 1) * size + entry * 4;
        if word(&bytes, at) < 0xFFFF_FFF0 {
            bytes[at..at + 4].copy_from_slice(&(entry as u32 - 1).to_le_bytes());
        }
    }
    bytes
}

#[test]
fn made_to_break() {
    let folder = Folder::new("made");
    let text = "本年收入1,234.50万元，其中：财政拨款收入1,000.00万元，占81.00%。\n";
    let bomb = zip(&[("word/document.xml", &vec![b'0'; 40_000_000])]);
    let nested = |depth: usize| {
        (0..depth).fold(zip(&[("a.txt", text.as_bytes())]), |inner, _| zip(&[("a.zip", &inner)]))
    };
    let mail = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n";
    let cells = |count: usize| -> String { (0..count).map(|i| format!("\\cellx{i}")).collect() };
    let read = "";
    let files: Vec<(&str, Vec<u8>, &str)> = vec![
        ("bomb-in-zip.zip", zip(&[("a.docx", &bomb), ("说明.txt", text.as_bytes())]), read),
        ("deep.zip", nested(6), "压缩包套压缩包"),
        ("corners.xlsx", xlsx(r#"<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>"#), read),
        ("full.xlsx", xlsx(&format!("<sheetData>{}</sheetData>", format!("<row>{}</row>", "<c><v>1.5</v></c>".repeat(40)).repeat(500))), read),
        ("nested-tables.docx", docx(&"<w:tbl><w:tr><w:tc><w:p/>".repeat(10_000)), "嵌套"),
        ("wide-tables.docx", docx(&format!("<w:tbl>{}</w:tbl>", "<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"16000\"/></w:tcPr><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>".repeat(5_000))), "单元格"),
        ("entities.docx", zip(&[("word/document.xml", b"<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>")]), "损坏"),
        ("entities.odt", zip(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<!DOCTYPE a [<!ENTITY b \"bbbb\">]><a>&b;</a>")]), "损坏"),
        ("repeated.ods", opendocument("spreadsheet", r#"<office:spreadsheet><table:table table:name="S"><table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"><text:p>1</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>"#), "单元格"),
        ("repeated.odt", opendocument("text", &format!("<office:text><table:table>{}</table:table></office:text>", r#"<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000000" table:number-rows-spanned="4000000000"><text:p>1</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated="4000000000"/></table:table-row>"#.repeat(200))), "单元格"),
        ("binary.rtf", b"{\\rtf1\\ansi \\bin2147483647 abc}".to_vec(), "损坏"),
        ("edges.rtf", format!("{{\\rtf1\\trowd{}{}}}", cells(200_000), "\\intbl x\\cell\\row".repeat(20_000)).into_bytes(), "单元格"),
        ("rows.rtf", format!("{{\\rtf1\\trowd{}{}}}", cells(10_000), "\\intbl x\\cell\\row".repeat(20_000)).into_bytes(), "单元格"),
        ("notes.rtf", format!("{{\\rtf1{}{}x\\par}}", "{\\footnote x".repeat(900), "}".repeat(900)).into_bytes(), read),
        ("divs.html", "<div>".repeat(100_000).into_bytes(), "嵌套"),
        ("attributes.html", format!("<p {}>1</p>", (0..100_000).map(|i| format!("a{i}=1 ")).collect::<String>()).into_bytes(), "元素"),
        ("circular.xls", circular(), "损坏"),
        ("same-boundary.mht", format!("{mail}{}--b--\r\n", "--b\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n".repeat(20_000)).into_bytes(), "没有文字"),
        ("nested.mht", format!("{mail}{}--b--\r\n", (0..3_000).map(|i| format!("--{}\r\nContent-Type: multipart/related; boundary=\"b{i}\"\r\n\r\n", if i == 0 { "b".into() } else { format!("b{}", i - 1) })).collect::<String>()).into_bytes(), "没有文字"),
        ("scan.zip", zip(&[("附件/扫描.pdf", &std::fs::read("tests/fixtures/hostile/scanned.pdf").expect("a fixture")), ("说明.txt", text.as_bytes())]), read),
        ("rows.csv", "1,2,3\n".repeat(1_500_000).into_bytes(), "单元格"),
        ("commas.csv", ",".repeat(9_000_000).into_bytes(), "单元格"),
        ("lines.txt", "x\n".repeat(2_000_000).into_bytes(), "行"),
        ("digits.txt", "1".repeat(100_000).into_bytes(), read),
        ("tabs.txt", format!("{}1\n", "\t".repeat(1_000)).repeat(500).into_bytes(), read),
        ("one-sentence.txt", "其中：收入1,234.50万元，占81.00%，".repeat(1_000).into_bytes(), read),
    ];
    let mut failures = Vec::new();
    for (name, content, expected) in files {
        let path = folder.write(name, &content);
        let start = Instant::now();
        let lines = check(&[&path]);
        println!("{name}: {:?}, {:?}", start.elapsed(), lines.iter().map(message).collect::<Vec<_>>());
        let fits = if expected.is_empty() {
            lines.iter().any(|line| message(line).is_none())
        } else {
            lines.iter().any(|line| message(line).is_some_and(|m| m.contains(expected)))
        };
        if !fits {
            failures.push(format!("{name}: {:?}", lines.iter().map(message).collect::<Vec<_>>()));
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn every_hostile_fixture_and_a_sound_file_after_each() {
    let sound = Path::new("tests/fixtures/one-table.csv");
    let mut paths: Vec<PathBuf> = std::fs::read_dir("tests/fixtures/hostile")
        .expect("the fixtures")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    for path in paths {
        let lines = check(&[&path, sound]);
        assert_eq!(lines.len(), 2, "{path:?}");
        assert_eq!(message(&lines[1]), None, "{path:?}");
        if let Some(message) = message(&lines[0]) {
            assert!(message.chars().count() > 8, "{path:?}: {message}");
        }
    }
}
