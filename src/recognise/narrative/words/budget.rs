//! Budgets in words: which one is named, and comparisons with one.

use super::{flat_in, template_remnant};
use crate::relation::Direction;
use std::ops::Range;

/// Which budget a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Budget {
    /// 年初预算
    Initial,
    /// 全年预算, 调整预算
    Full,
    /// Not said which.
    Plain,
}

/// The budget a text names, leaving out the names of funds (一般公共预算) and of documents (部门预算).
pub fn budget_in(text: &str) -> Option<Budget> {
    let mut t = text.to_string();
    for fund in [
        "一般公共预算",
        "政府性基金预算",
        "国有资本经营预算",
        "公共财政预算",
        "公共预算",
        "预算单位",
        "预算绩效",
        "预算管理",
        "预决算",
    ] {
        t = t.replace(fund, "");
    }
    if t.contains("年初") && t.contains("预算") {
        Some(Budget::Initial)
    } else if t.contains("全年预算")
        || t.contains("调整") && t.contains("预算")
        || t.contains("年度预算")
        || t.contains("变动预算")
    {
        Some(Budget::Full)
    } else if t.contains("预算") {
        Some(Budget::Plain)
    } else {
        None
    }
}

/// A comparison of final accounts with a budget in words: 决算数大于预算数, 决算数与年初预算数持平.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetWord {
    /// The word of direction.
    pub word: Range<usize>,
    /// What it says.
    pub direction: Direction,
    /// Against which budget.
    pub budget: Budget,
    /// Where the comparison begins: what stands before is its subject.
    pub start: usize,
    /// 基本持平
    pub loosely: bool,
}

/// Finds a comparison with a budget in words.
pub fn budget_comparison(text: &str) -> Option<BudgetWord> {
    let start = text.find("决算")?;
    let rest_at = start + "决算".len();
    let rest = &text[rest_at..];
    if template_remnant(rest).is_some() {
        return None;
    }
    for (word, direction) in [
        ("大于", Direction::Up),
        ("高于", Direction::Up),
        ("超过", Direction::Up),
        ("多于", Direction::Up),
        ("超出", Direction::Up),
        ("小于", Direction::Down),
        ("低于", Direction::Down),
        ("少于", Direction::Down),
        ("等于", Direction::Flat),
    ] {
        if let Some(at) = rest.find(word)
            && at <= "数金额".len()
            && let Some(budget) = budget_in(&rest[at..])
        {
            let range = rest_at + at..rest_at + at + word.len();
            return Some(BudgetWord { word: range, direction, budget, start, loosely: false });
        }
    }
    let joined =
        ["与", "同", "和"].iter().filter_map(|w| rest.find(w)).min().filter(|&at| at <= "数".len())?;
    let budget = budget_in(&rest[joined..])?;
    let (word, loosely) = flat_in(&rest[joined..]).or_else(|| {
        let at = rest[joined..].find("一致")?;
        Some((at..at + "一致".len(), false))
    })?;
    let range = rest_at + joined + word.start..rest_at + joined + word.end;
    Some(BudgetWord { word: range, direction: Direction::Flat, budget, start, loosely })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn budgets_in_words() {
        let word = |t: &str| budget_comparison(t).map(|b| (t[b.word].to_string(), b.direction, b.budget));
        assert_eq!(word("决算数小于预算数的"), Some(("小于".into(), Direction::Down, Budget::Plain)));
        assert_eq!(word("决算数同预算数持平"), Some(("持平".into(), Direction::Flat, Budget::Plain)));
        assert_eq!(word("支出决算大于年初预算数的"), Some(("大于".into(), Direction::Up, Budget::Initial)));
        assert_eq!(word("决算数大于(小于)预算数"), None);
    }
}
