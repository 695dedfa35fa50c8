//! The layouts of other provinces (`tests/layouts/*.txt`): forms are recognised with their numbers, sentences are checked,
//! and what is wrong in them, and nothing else, is found.
//!
//! ```text
//! ## A4 四川统一表
//! the form as a reader pastes it
//! > forms: 2                                               how many forms (1 unless it is said)
//! > funds: 0万元 3.36万元 3.36万元 100% 10分 10分             a row of money: 年初 全年 执行 执行率 分值 得分
//! > indicator: 办理案件: 60分 30件 30件 — 60分               an indicator: 分值 目标 实际 完成率 得分
//! > total: 100分                                           the total score
//! > verified: 23.51% 38.29%                                numbers that some relation bore out
//! > finds: GJ108 error 4143.91                             a finding that names this
//! > unread: yes                                            whatever is found, nothing is wrong, and nothing passed
//! ```

use gouji::document::Outline;
use gouji::figure::{FigureId, Figures};
use gouji::import::{Format, text};
use gouji::ledger::Severity;
use gouji::recognise::recognise;
use gouji::recognise::self_evaluation::{Form, Value};
use gouji::report::{Report, Status};
use gouji::{Options, check_document};

struct Layout {
    heading: String,
    text: String,
    expected: Vec<(String, String)>,
}

fn layouts(file: &str) -> Vec<Layout> {
    let source = std::fs::read_to_string(format!("tests/layouts/{file}.txt")).unwrap();
    let parts = source.split("\n## ").map(|part| part.strip_prefix("## ").unwrap_or(part));
    let layout = |part: &str| {
        let (heading, body) = part.split_once('\n').unwrap();
        let (text, lines): (Vec<&str>, Vec<&str>) =
            body.trim_end().split('\n').partition(|line| !line.starts_with("> "));
        let expectation = |line: &str| {
            let (what, value) = line[2..].split_once(": ").unwrap_or_else(|| panic!("{line}"));
            (what.to_string(), value.to_string())
        };
        Layout {
            heading: heading.to_string(),
            text: text.join("\n") + "\n",
            expected: lines.into_iter().map(expectation).collect(),
        }
    };
    parts.map(layout).collect()
}

struct Read {
    figures: Figures,
    forms: Vec<Form>,
    report: Report,
}

impl Read {
    fn of(source: &str) -> Self {
        let document = text::read_text(source);
        let outline = Outline::of(&document);
        let mut figures = Figures::of(&document);
        let forms = recognise(&document, &outline, &mut figures, &Options::default()).forms;
        let report = check_document(&document, "版式.txt", Format::Text, &Options::default());
        Self { figures, forms, report }
    }

    fn number(&self, id: Option<FigureId>) -> String {
        id.map_or("—".to_string(), |id| {
            let q = &self.figures[id].quantity;
            format!("{}{}", q.value.normalize(), q.unit.symbol())
        })
    }

    fn funds(&self) -> Vec<String> {
        let rows = self.forms.iter().flat_map(|form| &form.funds);
        let numbers = |f: &gouji::recognise::self_evaluation::Fund| {
            [f.initial, f.full, f.executed, f.rate, f.weight, f.score].map(|id| self.number(id)).join(" ")
        };
        rows.map(numbers).collect()
    }

    fn indicators(&self) -> Vec<String> {
        let value = |v: &Option<Value>| match v {
            Some(v) => v.figure().map_or_else(|| v.text.clone(), |id| self.number(Some(id))),
            None => "—".to_string(),
        };
        let rows = self.forms.iter().flat_map(|form| &form.indicators);
        rows.map(|i| {
            let (weight, rate, score) = (self.number(i.weight), self.number(i.rate), self.number(i.score));
            format!("{}: {weight} {} {} {rate} {score}", i.name, value(&i.target), value(&i.actual))
        })
        .collect()
    }

    fn totals(&self) -> Vec<String> {
        self.forms.iter().map(|form| self.number(form.total_score)).collect()
    }

    /// Does a finding of this rule and severity name these words?
    fn finds(&self, rule: &str, severity: Severity, words: &str) -> bool {
        self.report.all_findings().into_iter().any(|f| {
            let stated = f.stated.as_deref().unwrap_or("");
            let suspect = f.suspect.as_ref().map_or("", |s| s.text.as_str());
            let named = stated.contains(words) || suspect.contains(words) || f.message.contains(words);
            f.rule == rule && f.severity == severity && named
        })
    }

    fn is_verified(&self, text: &str) -> bool {
        let mut own =
            self.report.numbers.iter().filter(|n| n.text.replace(' ', "").starts_with(text)).peekable();
        own.peek().is_some() && own.any(|n| n.status == Status::Verified)
    }

    fn told(&self) -> String {
        let findings = self.report.all_findings();
        findings.into_iter().map(|f| format!("\n      {} {:?} {}", f.rule, f.severity, f.message)).collect()
    }
}

fn severity(name: &str) -> Severity {
    match name {
        "error" => Severity::Error,
        "warning" => Severity::Warning,
        _ => Severity::Note,
    }
}

fn problems(layout: &Layout, of_forms: bool) -> Vec<String> {
    let read = Read::of(&layout.text);
    let mut out = Vec::new();
    let mut forms = 1;
    let mut expected = 0;
    for (what, value) in &layout.expected {
        let (met, got) = match what.as_str() {
            "forms" => {
                forms = value.parse().unwrap();
                continue;
            }
            "funds" => (read.funds().contains(value), read.funds()),
            "indicator" => (read.indicators().contains(value), read.indicators()),
            "total" => (read.totals().contains(value), read.totals()),
            "verified" => {
                let missing = value.split(' ').filter(|number| !read.is_verified(number));
                let missing: Vec<String> = missing.map(str::to_string).collect();
                (missing.is_empty(), missing)
            }
            "finds" => {
                let (rule, rest) = value.split_once(' ').unwrap();
                let (level, words) = rest.split_once(' ').unwrap();
                expected += 1;
                (read.finds(rule, severity(level), words), Vec::new())
            }
            "unread" => {
                expected = read.report.findings.iter().filter(|f| f.severity == Severity::Note).count();
                (read.report.summary.verified == 0, Vec::new())
            }
            _ => panic!("{what}"),
        };
        if !met {
            out.push(format!("{what}: {value}: {got:#?}{}", read.told()));
        }
    }
    if of_forms && read.forms.len() != forms {
        out.push(format!("{} forms", read.forms.len()));
    }
    if read.report.findings.len() != expected {
        out.push(format!("{expected} findings expected:{}", read.told()));
    }
    out
}

fn check(file: &str, of_forms: bool) {
    let layouts = layouts(file);
    let wrong: Vec<String> = layouts
        .iter()
        .filter_map(|layout| {
            let problems = problems(layout, of_forms);
            (!problems.is_empty()).then(|| format!("{}\n    {}", layout.heading, problems.join("\n    ")))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} layouts:\n{}", wrong.len(), layouts.len(), wrong.join("\n"));
}

#[test]
fn forms() {
    check("forms", true);
}

#[test]
fn narrative() {
    check("narrative", false);
}
