//! Two years together: what is said of last year against what was published then.

use gouji::import::Format;
use gouji::ledger::Severity;
use gouji::{Options, check_pair, published};

const LAST: &str = "某局2023年度部门决算\n本年收入合计1,000.00万元，本年支出合计980.00万元。\n公务接待费支出1.05万元。机关运行经费支出120.00万元。\n";

fn report(own: &str, last: &str) -> gouji::report::Report {
    let options = Options::default();
    let last = published(last.as_bytes(), "2023.txt", &options).unwrap();
    let report = check_pair(own.as_bytes(), "2024.txt", &options, Some(&last)).pop().unwrap().unwrap().report;
    assert_eq!(report.format, Format::Text);
    report
}

#[test]
fn a_finding_names_both_documents() {
    let own = "某局2024年度部门决算\n公务接待费支出2.00万元，比上年增加0.50万元，增长33.33%。\n";
    let report = report(own, LAST);
    let findings = report.all_findings();
    let finding = findings.iter().find(|f| f.rule == "GJ410").unwrap();
    assert_eq!(finding.severity, Severity::Warning);
    let foreign = finding.operands.iter().find(|o| o.place.document.is_some()).unwrap();
    assert_eq!(foreign.place.document.as_deref(), Some("2023.txt"));
    assert_eq!((foreign.text.as_str(), foreign.number), ("1.05万元", None));
    assert!(finding.formula.as_deref().unwrap().contains("1.05"), "{finding:?}");
    // What was published last year is neither counted nor suspected.
    assert!(report.numbers.iter().all(|n| n.text != "1.05万元"));
    assert!(report.findings.iter().filter_map(|f| f.suspect.as_ref()).all(|s| s.place.document.is_none()));
}

#[test]
fn what_agrees_is_confirmed_and_said() {
    let own = "某局2024年度部门决算\n本年收入合计1,100.00万元，比上年增加100.00万元，增长10.00%。\n公务接待费支出1.00万元，比上年减少0.05万元，下降4.76%。\n";
    let report = report(own, LAST);
    assert!(report.all_findings().iter().all(|f| !f.rule.starts_with("GJ41")), "{:#?}", report.findings);
    assert!(report.checks.iter().filter(|c| c.rule == "GJ410").count() >= 4);
    assert!(report.notes.iter().any(|n| n.text.contains("2023.txt")), "{:?}", report.notes);
}

#[test]
fn what_cannot_be_compared_is_said() {
    let own = "某局2024年度部门预算\n公务接待费预算2.00万元，比上年增加0.50万元，增长33.33%。\n";
    let report = report(own, LAST);
    assert!(report.checks.iter().all(|c| !matches!(c.rule.as_str(), "GJ409" | "GJ410")));
    assert!(report.notes.iter().any(|n| n.text.contains("没有对照")));
}

#[test]
fn two_reports_on_different_footings_give_notes_only() {
    let own = "某局2024年度部门决算\n本年收入合计2,000.00万元，比上年增加500.00万元，增长33.33%。\n机关运行经费支出300.00万元，比上年增加100.00万元，增长50.00%。\n";
    let report = report(own, LAST);
    let mut found = report.all_findings().into_iter().filter(|f| f.rule == "GJ410").peekable();
    assert!(found.peek().is_some());
    assert!(found.all(|f| f.severity == Severity::Note));
}

#[test]
fn a_report_beside_itself_of_the_year_before_is_silent() {
    let seed = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/seed-report.txt"))
        .unwrap();
    let options = Options::default();
    let last = published(seed.as_bytes(), "last.txt", &options).unwrap();
    let alone = gouji::check_file(seed.as_bytes(), "own.txt", &options).pop().unwrap().unwrap().report;
    let beside = check_pair(seed.as_bytes(), "own.txt", &options, Some(&last)).pop().unwrap().unwrap().report;
    // The same year twice is no year and the one before.
    assert_eq!(alone.findings, beside.findings);
}
