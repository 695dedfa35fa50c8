//! What Gouji says of each report of the corpus, as a committed baseline: a change that loses a finding or adds one is
//! seen in review as a difference of these snapshots.

use gouji::{Options, check_file};
use std::fmt::Write;

fn baseline(path: &str) -> String {
    let bytes = std::fs::read(path).unwrap();
    let name = path.rsplit('/').next().unwrap();
    let mut out = String::new();
    for result in check_file(&bytes, name, &Options::default()) {
        let report = result.unwrap().report;
        let s = &report.summary;
        writeln!(
            out,
            "{}: {} numbers, {} verified, {} contradicted, {} unchecked",
            report.file, s.numbers, s.verified, s.contradicted, s.unchecked
        )
        .unwrap();
        writeln!(
            out,
            "percentages {}/{}, scores {}/{}, amounts {}/{}",
            s.percentages.recomputed,
            s.percentages.total,
            s.scores.recomputed,
            s.scores.total,
            s.amounts.recomputed,
            s.amounts.total
        )
        .unwrap();
        writeln!(
            out,
            "checks: {} hold, {} within rounding, {} violated, {} not computable",
            s.checks.holds, s.checks.within_rounding, s.checks.violated, s.checks.not_computable
        )
        .unwrap();
        for f in &report.findings {
            let place = [&f.place.section, &f.place.table, &f.place.row]
                .into_iter()
                .flatten()
                .cloned()
                .collect::<Vec<_>>()
                .join(" › ");
            writeln!(out, "\n{:?} {} {}\n  {}\n  {}", f.severity, f.rule, f.title, place, f.message).unwrap();
            for c in &f.consequences {
                writeln!(out, "  + {} {}", c.rule, c.message).unwrap();
            }
        }
    }
    out
}

#[test]
fn the_seed_report() {
    insta::assert_snapshot!(baseline("tests/corpus/seed-report.txt"));
}

#[test]
#[cfg(feature = "pdf")]
fn final_accounts_2024_planning() {
    insta::assert_snapshot!(baseline("tests/corpus/final-accounts-2024-planning.pdf"));
}

#[test]
#[cfg(feature = "pdf")]
fn budget_2025_office() {
    insta::assert_snapshot!(baseline("tests/corpus/budget-2025-office.pdf"));
}

#[test]
#[cfg(feature = "pdf")]
fn budget_2025_subdistrict() {
    insta::assert_snapshot!(baseline("tests/corpus/budget-2025-subdistrict.pdf"));
}

#[test]
#[cfg(feature = "pdf")]
fn the_template() {
    insta::assert_snapshot!(baseline("tests/corpus/final-accounts-template.pdf"));
}
