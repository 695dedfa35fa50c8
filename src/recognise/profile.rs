//! What kind of report a document is: whose, of which year, budget or final accounts.

use crate::document::{Document, Holds, squeeze, title};
use crate::order::Map;

/// What kind of report it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// Name of the unit (单位名称).
    pub unit_name: Option<String>,
    /// Year reported on.
    pub year: Option<u16>,
    /// Final accounts or budget.
    pub is_budget: bool,
}

impl Profile {
    /// Can this report be compared with that one as the year before it? What is not known does not speak against it.
    pub fn follows(&self, last: &Profile) -> bool {
        let years = match (self.year, last.year) {
            (Some(own), Some(last)) => own == last.saturating_add(1),
            _ => true,
        };
        let units = match (&self.unit_name, &last.unit_name) {
            (Some(a), Some(b)) => a.contains(b.as_str()) || b.contains(a.as_str()),
            _ => true,
        };
        years && units && self.is_budget == last.is_budget
    }
}

/// Words of what was done with a budget, or of several budgets.
const PERFORMED: &[&str] = &[
    "执行",
    "完成",
    "实际",
    "预算数",
    "年初预算",
    "调整预算",
    "预算调整",
    "绩效评价",
    "自评",
    "支付",
    "报告",
];

fn is_planned(text: &str) -> bool {
    text.holds_any(&["收入预算", "支出预算", "收支总预算", "收支预算"])
}

/// The year is the one that most often stands before 年度 or 年部门; the kind is what the title words say.
pub(super) fn profile(document: &Document) -> Profile {
    let mut years: Map<u16, usize> = Map::new();
    let mut planned_years: Map<u16, usize> = Map::new();
    let (mut budget, mut accounts) = (0usize, 0usize);
    let (mut planned, mut performed) = (false, false);
    for (_, p) in document.paragraphs() {
        let text = squeeze(&p.text);
        for (at, _) in text.match_indices("年") {
            let Some(year) = text.get(at.saturating_sub(4)..at).and_then(|y| y.parse::<u16>().ok()) else {
                continue;
            };
            let rest = &text[at + "年".len()..];
            // 与2023年度相比 speaks of another year.
            if text.get(..at.saturating_sub(4)).is_some_and(|t| t.ends_with(['与', '比', '较', '同'])) {
                continue;
            }
            let plans = rest.split(|c: char| c.is_ascii_digit() || "，,。；;：:".contains(c)).next();
            if (2000..2100).contains(&year) && plans.is_some_and(is_planned) {
                *planned_years.entry(year).or_default() += 1;
            }
            if (2000..2100).contains(&year)
                && ["度", "部门", "单位", "区级", "决算", "预算"].iter().any(|w| rest.starts_with(w))
            {
                *years.entry(year).or_default() +=
                    if rest.contains("决算") || rest.contains("预算") { 2 } else { 1 };
            }
        }
        budget += text.matches("部门预算").count() + text.matches("单位预算").count();
        accounts += text.matches("决算").count();
        planned |= is_planned(&text);
        performed |= text.holds_any(PERFORMED);
    }
    // A passage without a title, which tells of nothing but what is planned.
    let planned = planned && !performed && budget + accounts == 0;
    if planned && years.is_empty() {
        years = planned_years;
    }
    // An evaluation tells of what was done, however often it speaks of the budget.
    let evaluates = document
        .paragraphs()
        .map(|(_, p)| squeeze(&p.text))
        .filter(|t| !t.is_empty())
        .take(5)
        .any(|t| t.chars().count() <= 40 && t.holds_any(&["自评报告", "评价报告", "自评表"]));
    Profile {
        unit_name: title::unit_of(document),
        year: years.into_iter().max_by_key(|&(year, n)| (n, year)).map(|(year, _)| year),
        is_budget: (budget > accounts || planned) && !evaluates,
    }
}
