//! What the fuzz targets share.
use gouji::import::Format;
use gouji::{Options, check_document, check_file};
use std::io::{Cursor, Write};

/// Reads bytes as a file of this name and checks whatever comes out, as a portal would.
pub fn file(bytes: &[u8], name: &str) {
    for analysis in check_file(bytes, name, &Options::default()).into_iter().flatten() {
        consistent(&analysis.report);
    }
}

/// Checks a text as pasted.
pub fn text(text: &str) {
    let document = gouji::import::text::read_text(text);
    consistent(&check_document(&document, "fuzz.txt", Format::Text, &Options::default()));
}

/// What every face relies on: each number ends in exactly one way, and every index leads somewhere.
fn consistent(report: &gouji::report::Report) {
    let s = &report.summary;
    assert_eq!(s.numbers, s.verified + s.contradicted + s.unchecked);
    assert_eq!(s.numbers, report.numbers.len());
    assert_eq!(s.unchecked, report.unchecked.len());
    for number in &report.numbers {
        assert!(number.checks.iter().all(|&check| check < report.checks.len()));
    }
}

/// A container in which one part is the fuzzer's and the others are sound: the XML is mutated, not the deflate stream.
pub fn container(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        zip.start_file(*name, stored).expect("a part of a container in memory");
        zip.write_all(content).expect("writing to memory");
    }
    zip.finish().expect("a container in memory").into_inner()
}
