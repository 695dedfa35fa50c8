//! Sound reports in the wordings of seven provinces (`tests/provinces/generate.py`): nothing to object to, most of it checked.

use gouji::{Options, check_file};

fn sound(name: &str) {
    let file = format!("{name}-0.txt");
    let bytes = std::fs::read(format!("tests/provinces/{file}")).unwrap();
    let mut results = check_file(&bytes, &file, &Options::default());
    let report = results.remove(0).unwrap().report;
    let objections: Vec<&str> = report.findings.iter().map(|f| f.message.as_str()).collect();
    assert!(objections.is_empty(), "{objections:#?}");
    let s = &report.summary;
    assert!(s.verified * 100 >= s.numbers * 85, "{} of {} verified", s.verified, s.numbers);
}

#[test]
fn sichuan() {
    sound("sichuan");
}

#[test]
fn guangxi() {
    sound("guangxi");
}

#[test]
fn chongqing() {
    sound("chongqing");
}

#[test]
fn jiangsu() {
    sound("jiangsu");
}

#[test]
fn zhejiang() {
    sound("zhejiang");
}

#[test]
fn hunan() {
    sound("hunan");
}

#[test]
fn guangdong() {
    sound("guangdong");
}
