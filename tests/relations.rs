//! The catalogue of relations (`tests/relations/*.txt`), each in the wordings of several provinces: a sound text is checked
//! and draws no objection; the same text with one number or word changed draws a finding of the relation's rule that names
//! what was changed.
//!
//! A case is a heading, a text, and lines that say what changes and what must come of it:
//!
//! ```text
//! ## A1 四川：收、支总计各是                          id of the relation, wording
//! 2022年收、支总计各是3215.70,3215.70万元。            the sound text: no finding at all
//! > note: GJ120                                        …but this note
//! > checked: GJ108                                     …and this rule bore something out (implied by each change below)
//! > GJ108 error: 3215.70万元 → 3251.70万元             changed (once), this rule reports it with this severity
//! > GJ402 error 2: …                                  …and there are up to two findings: two numbers were changed
//! > silent: 3215.70,3215.70 → 3215.70,3215.7           changed, still nothing
//! ```

use gouji::import::{Format, text};
use gouji::ledger::Severity;
use gouji::relation::{RelationKind, Verdict};
use gouji::report::{Finding, Report};
use gouji::{Options, check_document};
use std::collections::{BTreeMap, BTreeSet};

/// The relations of the catalogue, and two wordings at least of each. 准则 are the criteria of all relations.
const CATALOGUE: &[(&str, &[&str])] = &[
    ("0-criteria", &["G0", "G1", "G2", "G3", "G4", "G5"]),
    ("1-totals", &["A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9"]),
    ("2-shares", &["B1", "B2", "B3", "B4", "B5", "B6", "B7"]),
    ("3-changes", &["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "零基数", "同口径"]),
    ("4-budget", &["D1", "D2", "D3", "D4", "D5", "D6", "D7"]),
    ("5-tables", &["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9"]),
    ("6-across", &["X1", "X2", "X3", "X4", "X5", "X6"]),
    ("7-matters", &["F1", "F2", "F3", "F4", "F5", "F6", "G1", "G2", "H1", "H2", "S1", "S2", "Y1", "N1"]),
    (
        "8-performance",
        &[
            "P1", "P2", "P3", "P4", "P5", "Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "Q8", "Q9", "Q10", "Q11",
            "Q12", "Q13", "Q14", "Q15", "Q16", "Q17", "Q18", "Q19", "Q20", "Q21", "Q22", "Q23", "Q24", "Q25",
            "Q26",
        ],
    ),
];

/// What is expected of a text.
enum Expected {
    /// The sound text draws this note and nothing else.
    Note(String),
    /// The sound text is checked by this rule.
    Checked(String),
    /// Changed, it draws nothing.
    Silent { from: String, to: String },
    /// Changed, this rule reports it.
    Fires { rule: String, severity: Severity, findings: usize, from: String, to: String },
}

struct Case {
    heading: String,
    id: String,
    text: String,
    expected: Vec<Expected>,
}

fn cases(section: &str) -> Vec<Case> {
    let path = format!("tests/relations/{section}.txt");
    let source = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let parts = source.split("\n## ").map(|part| part.strip_prefix("## ").unwrap_or(part));
    parts.map(|part| case(section, part)).collect()
}

fn case(section: &str, part: &str) -> Case {
    let (heading, body) = part.split_once('\n').unwrap();
    let (text, lines): (Vec<&str>, Vec<&str>) =
        body.trim_end().split('\n').partition(|line| !line.starts_with("> "));
    Case {
        heading: format!("{section}: {heading}"),
        id: heading.split(' ').next().unwrap().to_string(),
        text: text.join("\n") + "\n",
        expected: lines.into_iter().map(|line| expected(&line[2..])).collect(),
    }
}

fn expected(line: &str) -> Expected {
    let (head, rest) = line.split_once(": ").unwrap_or_else(|| panic!("{line}"));
    let change = || {
        let (from, to) = rest.split_once(" →").unwrap_or_else(|| panic!("{line}"));
        let read = |s: &str| s.replace("\\t", "\t").replace("\\n", "\n");
        (read(from), read(to.strip_prefix(' ').unwrap_or(to)))
    };
    match head.split_once(' ') {
        None if head == "note" => Expected::Note(rest.to_string()),
        None if head == "checked" => Expected::Checked(rest.to_string()),
        None if head == "silent" => {
            let (from, to) = change();
            Expected::Silent { from, to }
        }
        Some((rule, severity)) => {
            let (severity, findings) = severity.split_once(' ').unwrap_or((severity, "1"));
            let severity = match severity {
                "error" => Severity::Error,
                "warning" => Severity::Warning,
                "note" => Severity::Note,
                _ => panic!("{line}"),
            };
            let (from, to) = change();
            Expected::Fires {
                rule: rule.to_string(),
                severity,
                findings: findings.parse().unwrap(),
                from,
                to,
            }
        }
        None => panic!("{line}"),
    }
}

fn check(source: &str) -> Report {
    check_document(&text::read_text(source), "例.txt", Format::Text, &Options::default())
}

fn told(report: &Report) -> String {
    let each = report
        .all_findings()
        .into_iter()
        .map(|f| format!("\n      {} {:?} {}", f.rule, f.severity, f.message));
    each.collect()
}

fn bears_out(report: &Report, rule: &str) -> bool {
    report
        .checks
        .iter()
        .any(|c| c.rule == rule && matches!(c.verdict, Verdict::Holds | Verdict::WithinRounding))
}

/// The finding of this rule, or the consequence of another.
fn of_rule<'a>(report: &'a Report, rule: &str, severity: Severity) -> Option<(&'a Finding, &'a Finding)> {
    report.findings.iter().find_map(|cause| {
        let mut own = vec![cause];
        own.extend(&cause.consequences);
        own.into_iter().find(|f| f.rule == rule && f.severity == severity).map(|f| (cause, f))
    })
}

/// The numbers and words that a change brought in.
fn planted(from: &str, to: &str) -> Vec<String> {
    let numbers = |s: &str| -> Vec<String> {
        s.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
            .map(|n| n.trim_matches(['.', ',']).to_string())
            .filter(|n| !n.is_empty())
            .collect()
    };
    let (mut before, mut after) = (numbers(from), numbers(to));
    let new: Vec<String> = after.iter().filter(|n| !before.contains(n)).cloned().collect();
    // Two numbers exchanged: either of them.
    before.sort();
    after.sort();
    if new.is_empty() && before == after { before } else { new }
}

/// Does a finding name one of these: as the number stated, the suspect, an operand, or in what it quotes?
fn names(cause: &Finding, finding: &Finding, planted: &[String]) -> bool {
    let mut texts: Vec<&str> = Vec::new();
    for f in [cause, finding] {
        texts.extend(f.stated.as_deref());
        texts.extend(f.suspect.iter().chain(&f.operands).chain(&f.alternatives).map(|o| o.text.as_str()));
        texts.push(&f.message);
        texts.push(&f.place.quote);
    }
    planted.is_empty() || planted.iter().any(|n| texts.iter().any(|t| t.contains(n.as_str())))
}

fn problems(case: &Case) -> Vec<String> {
    let mut out = Vec::new();
    let sound = check(&case.text);
    let notes: BTreeSet<&str> = case
        .expected
        .iter()
        .filter_map(|e| if let Expected::Note(rule) = e { Some(rule.as_str()) } else { None })
        .collect();
    let found: BTreeSet<&str> = sound.findings.iter().map(|f| f.rule.as_str()).collect();
    if found != notes || sound.findings.iter().any(|f| f.severity > Severity::Note) {
        out.push(format!("sound text:{}", told(&sound)));
    }
    for expected in &case.expected {
        match expected {
            Expected::Note(_) => {}
            Expected::Checked(rule) => {
                if !bears_out(&sound, rule) {
                    out.push(format!("{rule} bore out nothing"));
                }
            }
            Expected::Silent { from, to } => {
                assert!(case.text.contains(from.as_str()), "{}: {from}", case.heading);
                let report = check(&case.text.replacen(from, to, 1));
                if !report.findings.is_empty() {
                    out.push(format!("{from} → {to} should be silent:{}", told(&report)));
                }
            }
            Expected::Fires { rule, severity, findings, from, to } => {
                assert!(case.text.contains(from.as_str()), "{}: {from}", case.heading);
                let report = check(&case.text.replacen(from, to, 1));
                let Some((cause, finding)) = of_rule(&report, rule, *severity) else {
                    out.push(format!("{from} → {to} should be {rule} {severity:?}:{}", told(&report)));
                    continue;
                };
                if report.findings.iter().filter(|f| !notes.contains(f.rule.as_str())).count() > *findings {
                    out.push(format!("{from} → {to} should draw {findings}:{}", told(&report)));
                }
                if !names(cause, finding, &planted(from, to)) {
                    out.push(format!("{from} → {to} is not named:{}", told(&report)));
                }
                // A relation among numbers was seen to hold before it was broken. A bound that holds proves nothing.
                if finding.check.is_some()
                    && finding.kind != Some(RelationKind::Bound)
                    && !bears_out(&sound, rule)
                {
                    out.push(format!("{rule} bore out nothing before {from} → {to}"));
                }
            }
        }
    }
    out
}

fn section(name: &str) {
    let cases = cases(name);
    let mut wordings: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for case in &cases {
        *wordings.entry(case.id.as_str()).or_default() += 1;
        let problems = problems(case);
        if !problems.is_empty() {
            wrong.push(format!("{}\n    {}", case.heading, problems.join("\n    ")));
        }
    }
    let (_, ids) = CATALOGUE.iter().find(|(section, _)| *section == name).unwrap();
    for id in *ids {
        if wordings.get(id).is_none_or(|&n| n < 2) {
            wrong.push(format!("{name}: {id} needs two wordings"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn criteria() {
    section("0-criteria");
}

#[test]
fn totals() {
    section("1-totals");
}

#[test]
fn shares() {
    section("2-shares");
}

#[test]
fn changes() {
    section("3-changes");
}

#[test]
fn budget() {
    section("4-budget");
}

#[test]
fn tables() {
    section("5-tables");
}

#[test]
fn across() {
    section("6-across");
}

#[test]
fn matters() {
    section("7-matters");
}

#[test]
fn performance() {
    section("8-performance");
}
