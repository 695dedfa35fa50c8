//! Damaged office files: whatever is flipped, an importer answers, and soon.

use gouji::Options;
use gouji::import::import;
use std::io::{Cursor, Read, Write};
use std::time::{Duration, Instant};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).expect("a fixture")
}

/// A small generator, so that every run flips the same bytes.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides.max(1)
    }

    fn damage(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.roll(8) {
            let at = self.roll(bytes.len());
            match self.roll(4) {
                0 => bytes[at] = 0xFF,
                1 => bytes[at] ^= 1 << self.roll(8),
                2 => bytes[at] = self.roll(256) as u8,
                _ => bytes[at] = 0,
            }
        }
        if self.roll(10) == 0 {
            let length = self.roll(bytes.len());
            bytes.truncate(length);
        }
    }
}

/// How many damaged files of each kind; `MUTATIONS` asks for more.
fn rounds() -> usize {
    std::env::var("MUTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(12)
}

fn answers_soon(bytes: &[u8], name: &str, round: usize) {
    let start = Instant::now();
    let _ = import(bytes, name, &Options::default());
    assert!(start.elapsed() < Duration::from_secs(20), "{name} {round}");
}

#[test]
fn damaged_compound_files_are_answered() {
    for name in ["report.doc", "tables.xls"] {
        let sound = fixture(name);
        let mut dice = Dice(7);
        for round in 0..rounds() {
            let mut bytes = sound.clone();
            dice.damage(&mut bytes);
            // The head and the directories are where the damage goes deepest.
            let at = dice.roll(2_048);
            bytes.get_mut(at).into_iter().for_each(|b| *b ^= 0x55);
            answers_soon(&bytes, name, round);
        }
    }
}

#[test]
fn damaged_parts_of_packages_are_answered() {
    for (name, part) in [
        ("report.docx", "word/document.xml"),
        ("report.docx", "word/numbering.xml"),
        ("report.docx", "word/styles.xml"),
        ("report.odt", "content.xml"),
        ("tables.xlsx", "xl/worksheets/sheet2.xml"),
        ("tables.xlsx", "xl/workbook.xml"),
        ("tables.xlsx", "xl/styles.xml"),
        ("tables.ods", "content.xml"),
    ] {
        let mut members: Vec<(String, Vec<u8>)> = Vec::new();
        let mut zip = zip::ZipArchive::new(Cursor::new(fixture(name))).expect("a package");
        for index in 0..zip.len() {
            let mut member = zip.by_index(index).expect("a member");
            let mut content = Vec::new();
            member.read_to_end(&mut content).expect("inflated");
            members.push((member.name().expect("a name").into_owned(), content));
        }
        let mut dice = Dice(part.len() as u64);
        for round in 0..rounds() / 3 {
            let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
            let stored =
                zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
            for (member, content) in &members {
                out.start_file(member.as_str(), stored).expect("a file");
                let mut content = content.clone();
                if member == part {
                    dice.damage(&mut content);
                    // Digits elsewhere: still well-formed, with numbers that lie.
                    for _ in 0..20 {
                        let at = dice.roll(content.len());
                        let lie = b'0' + dice.roll(10) as u8;
                        content.get_mut(at).into_iter().filter(|b| b.is_ascii_digit()).for_each(|b| *b = lie);
                    }
                }
                out.write_all(&content).expect("written");
            }
            let bytes = out.finish().expect("a package").into_inner();
            answers_soon(&bytes, name, round);
        }
    }
}

#[test]
fn hostile_office_files_are_refused_with_a_reason() {
    for (name, key) in [
        ("hostile/billion-laughs.docx", "damaged"),
        ("hostile/empty-document-xml.docx", "damaged"),
        ("hostile/truncated.docx", "damaged"),
        ("hostile/zip-bomb.docx", "inflates_too_much"),
        ("hostile/password.xlsx", "encrypted"),
    ] {
        let results = import(&fixture(name), name, &Options::default());
        let keys: Vec<_> = results.iter().filter_map(|r| r.as_ref().err()).map(|f| f.key.as_str()).collect();
        assert_eq!(keys, [key], "{name}");
    }
    let renamed = import(&fixture("hostile/docx-renamed.pdf"), "docx-renamed.pdf", &Options::default());
    assert!(renamed.iter().all(Result::is_ok));
}
