//! The command line as other programs see it: exit status, NDJSON, order, lists, resuming.
#![cfg(feature = "cli")]

use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");
const SEED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/seed-report.txt");

fn gouji(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gouji")).args(arguments).stdin(Stdio::null()).output().unwrap()
}

fn gouji_with_input(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn files(lines: &[Value]) -> Vec<&str> {
    lines.iter().map(|line| line["file"].as_str().unwrap()).collect()
}

/// A folder that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("gouji-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path.to_string_lossy().into_owned()
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

#[test]
fn a_missing_file_is_a_line_of_its_own_and_wins_the_status() {
    let output = gouji(&["check", "--format", "json", "no-such-file.docx", SEED]);
    assert_eq!(output.status.code(), Some(2));
    let lines = lines(&output);
    assert_eq!(files(&lines), ["no-such-file.docx", SEED]);
    assert!(lines[0]["error"].as_str().unwrap().contains("打不开"));
    assert!(lines[1].get("error").is_none());
}

#[test]
fn no_hostile_file_stops_the_batch() {
    let output = gouji(&["check", "--format", "json", &format!("{FIXTURES}/hostile")]);
    assert_eq!(output.status.code(), Some(2));
    let lines = lines(&output);
    let hostile = std::fs::read_dir(Path::new(FIXTURES).join("hostile")).unwrap().count();
    assert!(lines.len() >= hostile, "{} lines for {hostile} files", lines.len());
    for line in &lines {
        assert!(line.get("error").is_some() || line.get("summary").is_some());
        assert_ne!(line["reason"], "crashed", "{line}");
    }
}

#[test]
fn an_unreadable_file_does_not_read_like_a_pass() {
    let folder = Folder::new("unreadable");
    let empty = folder.write("空.txt", "");
    let prose = folder.write("散文.txt", "这里没有数字。\n");
    for (file, said) in [(empty, "没有读出"), (prose, "没有核对到任何数字")] {
        let output = gouji(&["check", &file]);
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(text.contains(said), "{text}");
        assert!(!text.contains("未发现不符。"), "{text}");
    }
}

#[test]
fn folders_are_walked_in_order_and_other_files_counted() {
    let folder = Folder::new("walk");
    folder.write("乙/2.txt", "二");
    folder.write("甲/1.txt", "一");
    folder.write("甲/~$1.docx", "lock");
    folder.write("照片.jpg", "no report");
    let output = gouji(&["check", "--format", "json", folder.path()]);
    let lines = lines(&output);
    let names: Vec<_> = files(&lines).iter().map(|f| f.rsplit('/').next().unwrap().to_string()).collect();
    assert_eq!(names, ["2.txt", "1.txt"]);
    assert!(String::from_utf8(output.stderr).unwrap().contains("1 个文件"));
}

#[test]
fn a_list_names_the_files() {
    let folder = Folder::new("list");
    let (one, two) = (folder.write("一.txt", "甲"), folder.write("二.txt", "乙"));
    let list = format!("{two}\r\n\n{one}\n");
    let output = gouji_with_input(&["check", "--format", "json", "--files-from", "-"], list.as_bytes());
    assert_eq!(files(&lines(&output)), [two, one]);
    let output = gouji(&["check", "--files-from", "no-such-list"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
}

#[test]
fn the_standard_input_is_a_file() {
    let seed = std::fs::read(SEED).unwrap();
    let output = gouji_with_input(&["check", "--format", "json", "--stdin-name", "报告.txt", "-"], &seed);
    let lines = lines(&output);
    assert_eq!(files(&lines), ["报告.txt"]);
    assert!(lines[0]["summary"]["numbers"].as_u64().unwrap() > 1000);
}

#[test]
fn many_files_come_in_their_order() {
    let folder = Folder::new("many");
    let seed = std::fs::read(SEED).unwrap();
    let mut names = Vec::new();
    for i in 0..60 {
        let content: &[u8] = if i % 20 == 0 { &seed } else { "一".as_bytes() };
        names.push(folder.write(&format!("{i:03}.txt"), content));
    }
    let output = gouji(&["check", "--format", "json", "--jobs", "4", folder.path()]);
    assert_eq!(files(&lines(&output)), names);
}

#[test]
fn an_interrupted_batch_resumes() {
    let folder = Folder::new("resume");
    let reports = folder.0.join("reports");
    for i in 0..5 {
        folder.write(&format!("reports/{i}.txt"), "二〇二四年");
    }
    let out = folder.0.join("out.ndjson");
    let run = || gouji(&["check", "--resume", out.to_str().unwrap(), reports.to_str().unwrap()]);
    assert_eq!(run().status.code(), Some(2));
    let whole = std::fs::read_to_string(&out).unwrap();
    assert_eq!(whole.lines().count(), 5);
    // Interrupted within the fourth line.
    let at = whole.match_indices('\n').nth(2).unwrap().0 + 20;
    std::fs::write(&out, &whole[..at]).unwrap();
    let output = run();
    assert_eq!(std::fs::read_to_string(&out).unwrap(), whole);
    assert!(String::from_utf8(output.stderr).unwrap().contains("已核对过 3 个，还有 2 个"));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn output_that_nobody_reads_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(["check", "--format", "json", SEED, SEED, SEED])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn rules_are_listed_and_explained() {
    let output = gouji(&["rules", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0));
    for line in lines(&output) {
        let code = line["code"].as_str().unwrap();
        let output = gouji(&["explain", code]);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.starts_with(code) && text.contains("【检查什么】"), "{text}");
    }
    assert_eq!(gouji(&["explain", "GJ000"]).status.code(), Some(2));
    assert_eq!(gouji(&["check", "--disable", "GJ000", SEED]).status.code(), Some(2));
    assert_eq!(gouji(&["explain", "--all", "--format", "markdown"]).status.code(), Some(0));
}

#[test]
fn english_is_english() {
    let output = gouji(&["check", "--lang", "en", "no-such-file.docx"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("Not read. Cannot be opened"), "{text}");
}

const SOUND: &str = "三、支出决算情况说明\n本年支出9,182.32万元，其中：基本支出1,335.32万元，占14.54%；项目支出7,847.00万元，占85.46%。\n";

#[test]
fn the_status_says_what_was_found() {
    let output = gouji_with_input(&["check", "-"], SOUND.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    let wrong = SOUND.replace("14.54%", "15.54%");
    let output = gouji_with_input(&["check", "-"], wrong.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stdout).unwrap();
    for said in ["GJ101", "写作  15.54%", "应为  14.54%", "1,335.32 ÷ 9,182.32 × 100%", "第 2 行", "发现不符"]
    {
        assert!(text.contains(said), "lacks {said}:\n{text}");
    }
}

#[test]
fn the_published_fields_are_there() {
    let wrong = SOUND.replace("14.54%", "15.54%");
    let output = gouji_with_input(&["check", "--format", "json", "-"], wrong.as_bytes());
    let lines = lines(&output);
    let [report] = lines.as_slice() else { panic!("{lines:?}") };
    for field in ["file", "format", "summary", "findings", "checks", "unchecked"] {
        assert!(report.get(field).is_some(), "{field}");
    }
    let finding = &report["findings"][0];
    assert_eq!(finding["rule"], "GJ101");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["stated"], "15.54%");
    assert_eq!(finding["recomputed"], "14.54%");
    assert_eq!(finding["acceptable"]["min"], "14.535");
    assert_eq!(finding["place"]["line"], 2);
    assert!(finding["place"]["quote"].as_str().unwrap().contains("基本支出1,335.32万元"));
    assert!(finding["operands"][0]["place"].is_object());
}

#[test]
fn a_rule_can_be_switched_off() {
    let wrong = SOUND.replace("14.54%", "15.54%");
    let arguments = ["check", "--disable", "gj101", "--disable", "GJ102", "-"];
    let output = gouji_with_input(&arguments, wrong.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn a_letter_is_exported() {
    let folder = Folder::new("export");
    let report = folder.write("报告.txt", SOUND.replace("14.54%", "15.54%"));
    for kind in ["docx", "html", "xlsx", "csv", "json"] {
        let out = folder.0.join(format!("意见.{kind}"));
        let output = gouji(&["export", &report, "-o", out.to_str().unwrap(), "--date", "2025-09-30"]);
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(std::fs::metadata(&out).unwrap().len() > 500);
    }
    assert_eq!(gouji(&["export", &report, "-o", "x.pdf", "--date", "2025-09-30"]).status.code(), Some(2));
}
