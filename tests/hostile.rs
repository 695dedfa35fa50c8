//! Files made to break a reader: each ends soon, in a document or in a message that a reviewer understands.

use gouji::Options;
use gouji::import::{self, Failure, Imported, Limits};
use gouji::locale::Language;
use std::time::{Duration, Instant};

/// A test without optimisation is many times slower than what people use.
const PATIENCE: Duration =
    if cfg!(debug_assertions) { Duration::from_secs(20) } else { Duration::from_secs(2) };

fn read(bytes: &[u8], name: &str) -> Vec<Result<Imported, Failure>> {
    let start = Instant::now();
    let results = import::import(bytes, name, &Options::default());
    assert!(start.elapsed() < PATIENCE, "{name} took {:?}", start.elapsed());
    assert!(!results.is_empty(), "{name} came to nothing");
    for failure in results.iter().filter_map(|r| r.as_ref().err()) {
        for language in [Language::Chinese, Language::English] {
            let message = failure.message(language);
            assert!(message.chars().count() > 8 && !message.contains("failure."), "{name}: {message}");
            assert!(!message.contains("%{"), "{name}: {message}");
        }
    }
    results
}

fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("tests/fixtures/hostile/{name}")).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// The key of the message, or `read`.
fn end(name: &str) -> String {
    let mut results = read(&file(name), name);
    assert_eq!(results.len(), 1, "{name}");
    results.remove(0).map_or_else(|failure| failure.key, |_| "read".to_string())
}

#[test]
fn every_file_ends_in_a_document_or_a_message() {
    for entry in std::fs::read_dir("tests/fixtures/hostile").expect("the fixtures") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        read(&std::fs::read(&path).expect("a file"), &name);
    }
}

#[test]
fn the_message_says_what_to_do() {
    for (name, expected) in [
        ("empty.txt", "empty"),
        ("empty.docx", "empty"),
        ("nul-byte.csv", "nul_byte"),
        ("nested-50000-div.html", "nested_too_deep"),
        ("truncated.docx", "damaged"),
        ("zip-bomb.docx", "inflates_too_much"),
        ("colspan-100000000.html", "read"),
        ("docx-renamed.pdf", "read"),
        ("single-line-5MB.txt", "paragraph_too_long"),
    ] {
        assert_eq!(end(name), expected, "{name}");
    }
}

#[test]
fn numbers_at_the_end_of_what_a_decimal_holds_are_read_like_others() {
    let most = "79000000000000000000000000000";
    let told = format!(
        "2024年度项目绩效评价报告\n决策{most}分，得{most}分；过程{most}分，得{most}分；产出20分，得19分。综合得分94.5分。\n"
    );
    let list = format!(
        "2024年度项目绩效自评汇总表\n项目名称\t产出（{most}分）\t效益（{most}分）\t总分\n水尺\t{most}\t{most}\t96\n渠道\t50\t40\t90\n泵站\t45\t38\t83\n"
    );
    for text in [told, list] {
        let results = gouji::check_file(text.as_bytes(), "report.txt", &Options::default());
        let [Ok(analysis)] = results.as_slice() else { panic!("{results:?}") };
        assert!(!analysis.report.numbers.is_empty());
    }
}

#[test]
fn too_much_is_refused_at_once() {
    let text = "本年收入10,171.54万元。\n".repeat(1_900_000);
    assert!(text.len() > 50 << 20);
    let key = |bytes: &[u8], name: &str| read(bytes, name)[0].as_ref().err().map(|f| f.key.clone());
    assert_eq!(key(text.as_bytes(), "a.txt").as_deref(), Some("too_much_text"));
    assert_eq!(key(&vec![b'x'; 70 << 20], "a.pdf").as_deref(), Some("too_large"));
    let line = "收入 10,171.54 ".repeat(270_000);
    assert_eq!(key(line.as_bytes(), "a.txt").as_deref(), Some("paragraph_too_long"));
    // The bounds below are lowered so that an unoptimised build reaches them soon.
    let limits = Limits { cells: 5_000, grid: 20_000, elements: 50_000, ..Limits::default() };
    let key = |text: String, name: &str| {
        let results = import::import_within(text.as_bytes(), name, &limits, &Options::default());
        results[0].as_ref().err().map(|f| f.key.clone()).unwrap_or_default()
    };
    let wide = format!("<table><tr>{}</tr></table>", "<td colspan=1000>1</td>".repeat(100));
    assert_eq!(key(wide, "a.html"), "too_many_cells");
    assert_eq!(key("<table>".to_string() + &"<tr><td>1<td>2".repeat(3_000), "a.html"), "too_many_cells");
    assert_eq!(key("1,2,3\n".repeat(2_000), "a.csv"), "too_many_cells");
    // Marks that are open when a paragraph ends are made anew in the next one.
    let marks: String = (0..900).map(|i| format!("<b class=x{i}>")).collect();
    let many = format!("<html><p>{marks}</p>") + &"<p>x</p>".repeat(20_000);
    assert_eq!(key(many, "a.html"), "too_many_elements");
}

#[test]
fn other_files_of_a_package_are_unaffected() {
    use std::io::{Cursor, Write};
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let names =
        ["truncated.docx", "zip-bomb.docx", "nested-50000-div.html", "random-bytes.pdf", "password.xlsx"];
    for name in names {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("a member");
        writer.write_all(&file(name)).expect("its content");
    }
    writer.start_file("说明.txt", zip::write::SimpleFileOptions::default()).expect("a member");
    writer.write_all("本年收入10,171.54万元。".as_bytes()).expect("its content");
    let results = read(&writer.finish().expect("a package").into_inner(), "包.zip");
    assert_eq!(results.iter().filter(|r| r.is_ok()).count(), 1);
    let failed: Vec<&str> =
        results.iter().filter_map(|r| r.as_ref().err()).map(|f| f.name.as_str()).collect();
    assert_eq!(failed.len(), names.len());
    assert!(names.iter().all(|n| failed.contains(&format!("包.zip/{n}").as_str())), "{failed:?}");
}

#[test]
fn packages_inside_one_another_share_what_may_be_inflated() {
    use std::io::{Cursor, Write};
    let pack = |content: &[u8], name: &str| {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..4 {
            writer
                .start_file(format!("{index}.{name}"), zip::write::SimpleFileOptions::default())
                .expect("a member");
            writer.write_all(content).expect("its content");
        }
        writer.finish().expect("a package").into_inner()
    };
    let text = "本年收入1,000万元。\n".repeat(1_000);
    let bytes = pack(&pack(text.as_bytes(), "txt"), "zip");
    let limits = Limits { inflated_bytes: text.len() * 6, ..Limits::default() };
    let results = import::import_within(&bytes, "包.zip", &limits, &Options::default());
    let keys: Vec<&str> = results.iter().filter_map(|r| r.as_ref().err()).map(|f| f.key.as_str()).collect();
    assert!(keys.len() >= 6 && keys.iter().all(|k| *k == "inflates_too_much"), "{keys:?}");
    assert!(results.iter().any(Result::is_ok));
}

/// Small, repeatable noise.
struct Noise(u64);

impl Noise {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below.max(1) as u64) as usize
    }

    /// Changes bytes, cuts, doubles and moves parts.
    fn spoil(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut out = bytes.to_vec();
        for _ in 0..1 + self.next(8) {
            if out.is_empty() {
                break;
            }
            let (at, other) = (self.next(out.len()), self.next(out.len()));
            match self.next(5) {
                0 => out[at] = self.next(256) as u8,
                1 => out[at] ^= 1 << self.next(8),
                2 => {
                    let end = (at + self.next(200)).min(out.len());
                    out.drain(at..end);
                }
                3 => {
                    let part = out[at..(at + 50).min(out.len())].to_vec();
                    out.splice(other..other, part);
                }
                _ => out.truncate(out.len() - self.next(out.len() / 4)),
            }
        }
        out
    }
}

/// The first part of a file is where its structure is, and is quick to read again and again.
fn excerpt(bytes: Vec<u8>, name: &str) -> Vec<u8> {
    let text =
        name.ends_with("txt") || name.ends_with("html") || name.ends_with("rtf") || name.ends_with("mht");
    if text { bytes[..bytes.len().min(60_000)].to_vec() } else { bytes }
}

#[test]
fn spoilt_files_never_panic() {
    let rounds = if cfg!(debug_assertions) { 12 } else { 200 };
    let limits = Limits::default();
    let mut noise = Noise(0x9E37_79B9_7F4A_7C15);
    let fixtures = [
        "report-gb18030.txt",
        "report-utf16le.txt",
        "one-table.csv",
        "paste-excel.tsv",
        "paste-excel.html",
        "paste-word.html",
        "report.html",
        "report.mht",
        "report.rtf",
        "report.docx",
        "report.odt",
        "report.doc",
        "tables.xlsx",
        "tables.xls",
        "tables.ods",
        "bundle-gbk.zip",
    ];
    for name in fixtures {
        let bytes = std::fs::read(format!("tests/fixtures/{name}")).unwrap_or_else(|e| panic!("{name}: {e}"));
        let bytes = excerpt(bytes, name);
        let rounds = if bytes.len() > 200_000 { rounds / 3 } else { rounds };
        for _ in 0..rounds {
            let spoilt = noise.spoil(&bytes);
            let _ = import::import_within(&spoilt, name, &limits, &Options::default());
            if name.starts_with("paste") {
                let _ = import::read_clipboard(Some(&String::from_utf8_lossy(&spoilt)), None);
            }
        }
    }
}

/// Digits that no decimal holds must not end the check.
#[test]
fn enormous_numbers_are_no_figures() {
    let enormous = "7922816251426433759354395033";
    for number in [format!("{enormous}%"), format!("-{enormous}.5万元"), format!("{}亿元", &enormous[..15])]
    {
        let text = format!(
            "某局2024年度部门决算\n本年支出合计{number}，其中：基本支出{number}，占{number}；项目支出{number}，占{number}。比上年增加{number}，增长{number}。\n"
        );
        let analysed = gouji::check_file(text.as_bytes(), "文.txt", &Options::default());
        assert!(analysed[0].is_ok(), "{number}");
    }
}

/// Numbers of sound reports replaced by the largest and smallest there are: nothing that is reckoned with them ends the check.
#[test]
fn the_largest_and_smallest_numbers_end_no_check() {
    const EXTREME: [&str; 5] = [
        "79228162514264337593543950335",
        "-79228162514264337593543950335",
        "7922816251426433759354395033.5",
        "99999999999999999999999999999",
        "0.0000000000000000000000000001",
    ];
    let mut noise = Noise(20);
    let mut texts = 0;
    for folder in ["eighth", "ninth", "tenth"] {
        for entry in std::fs::read_dir(format!("tests/provinces/{folder}")).expect("the reports") {
            let path = entry.expect("a report").path();
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            for one_in in [2, 20] {
                let (mut spoilt, mut rest) = (String::new(), text.as_str());
                while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
                    let end = rest[at..].find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
                    let end = end.map_or(rest.len(), |end| at + end);
                    // Years stay, so that the report stays one.
                    let number = if end - at != 4 && noise.next(one_in) == 0 {
                        EXTREME[noise.next(5)]
                    } else {
                        &rest[at..end]
                    };
                    spoilt += &rest[..at];
                    spoilt += number;
                    rest = &rest[end..];
                }
                spoilt += rest;
                texts += gouji::check_file(spoilt.as_bytes(), &name, &Options::default()).len();
            }
        }
    }
    assert!(texts > 100, "{texts}");
}

/// Every sign of a calculation is a level of what is reckoned: one that is long ends no check.
#[test]
fn long_calculations_end_no_check() {
    for sign in ["÷1", "+1", "×2÷2", "(("] {
        let text = format!("某局2024年度部门决算\n完成率=8{}=8。\n", sign.repeat(12_000 / sign.len()));
        assert!(!read(text.as_bytes(), "文.txt").is_empty());
        let began = Instant::now();
        let analysed = gouji::check_file(text.as_bytes(), "文.txt", &Options::default());
        assert!(analysed[0].is_ok() && began.elapsed() < PATIENCE, "{sign}: {:?}", began.elapsed());
    }
}

/// Structure that only sums reveal must not be looked for in every combination of rows.
#[test]
fn a_long_list_is_checked_soon() {
    let mut text = "某县2024年项目支出决算表\n单位：万元\n\n项目名称\t预算数\t支出数\n".to_string();
    let (mut planned, mut spent) = (0, 0);
    for i in 0..2_000_u64 {
        let (a, b) = (1 + i * 7_919 % 9_973, 1 + i * 6_733 % 9_967);
        (planned, spent) = (planned + a, spent + b);
        text += &format!("项目{}\t{a}.00\t{b}.00\n", char::from_u32(0x4E00 + i as u32 * 3).unwrap_or('甲'));
    }
    text += &format!("合计\t{planned}.00\t{spent}.00\n");
    let began = Instant::now();
    let analysed = gouji::check_file(text.as_bytes(), "表.tsv", &Options::default());
    assert!(began.elapsed() < PATIENCE, "{:?}", began.elapsed());
    let report = &analysed[0].as_ref().expect("a report").report;
    assert!(report.summary.verified > 3_900, "{:?}", report.summary);
}
