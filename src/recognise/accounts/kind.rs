//! Which account table it is: from the words of its title and heads, never from its position.

use crate::document::Holds;
use crate::recognise::{Basis, Fund};

/// A kind of account table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum TableKind {
    /// 收入支出决算总表, 收支预算总表
    Overview,
    /// 收入决算表, 收入预算总表
    Income,
    /// 支出决算表, 支出预算总表
    Expenditure,
    /// 财政拨款收入支出决算总表, 财政拨款收支预算总表
    FiscalOverview,
    /// 一般公共预算财政拨款支出决算表, 一般公共预算支出功能分类预算表
    GeneralPublicExpenditure,
    /// 一般公共预算财政拨款基本支出决算表, 基本支出经济分类预算表
    BasicExpenditure,
    /// “三公”经费表, also with 机关运行经费
    ThreePublic,
    /// 政府性基金预算财政拨款收入支出决算表
    GovernmentFund,
    /// 国有资本经营预算财政拨款收入支出决算表
    StateCapital,
    /// 政府采购情况表
    Procurement,
    /// Another table of amounts.
    #[default]
    Other,
}

impl TableKind {
    /// One of the published account tables.
    pub fn is_known(self) -> bool {
        self != TableKind::Other
    }

    /// Key of its name in the locale files, under `account_table.`.
    pub fn key(self) -> &'static str {
        match self {
            TableKind::Overview => "overview",
            TableKind::Income => "income",
            TableKind::Expenditure => "expenditure",
            TableKind::FiscalOverview => "fiscal_overview",
            TableKind::GeneralPublicExpenditure => "general_public_expenditure",
            TableKind::BasicExpenditure => "basic_expenditure",
            TableKind::ThreePublic => "three_public",
            TableKind::GovernmentFund => "government_fund",
            TableKind::StateCapital => "state_capital",
            TableKind::Procurement => "procurement",
            TableKind::Other => "other",
        }
    }

    /// Which money it accounts for.
    pub fn fund(self) -> Fund {
        match self {
            TableKind::FiscalOverview | TableKind::ThreePublic => Fund::Fiscal,
            TableKind::GeneralPublicExpenditure | TableKind::BasicExpenditure => Fund::GeneralPublic,
            TableKind::GovernmentFund => Fund::GovernmentFund,
            TableKind::StateCapital => Fund::StateCapital,
            _ => Fund::All,
        }
    }
}

/// Could this line be the title of a table at all? (Squeezed text.)
pub(super) fn may_be_title(text: &str) -> bool {
    let length = text.chars().count();
    let tail =
        text.split('(').next().unwrap_or(text).trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
    (3..=60).contains(&length)
        && (tail.ends_with('表') || tail.ends_with("情况") || text.contains("表("))
        && !text.contains(['。', '；', '…'])
        && !text.contains("....")
        && !["注:", "说明:", "备注:", "本表"].iter().any(|w| text.starts_with(w))
}

/// A form of self-evaluation or of targets: not an account table.
pub(super) fn is_form_title(text: &str) -> bool {
    text.holds_any(&["绩效", "自评", "目标表", "目标申报"])
}

/// Kind of a title, if it is the title of an account table.
pub fn kind_of_title(text: &str) -> Option<TableKind> {
    let has = |w: &str| text.contains(w);
    if is_form_title(text) || !has("表") {
        return None;
    }
    if has("三公") {
        return Some(TableKind::ThreePublic);
    }
    if has("机关运行经费") || has("机构运行") {
        return Some(TableKind::ThreePublic);
    }
    if has("采购") || has("购买服务") {
        return Some(TableKind::Procurement);
    }
    if has("基本支出") && !has("项目支出") {
        return Some(TableKind::BasicExpenditure);
    }
    if has("政府性基金") {
        return Some(TableKind::GovernmentFund);
    }
    if has("国有资本") {
        return Some(TableKind::StateCapital);
    }
    if has("项目支出表") || has("项目表") || has("项目收入支出") || has("项目支出明细") {
        return Some(TableKind::Other);
    }
    let both = has("收支") || (has("收入") && has("支出"));
    let by_class = ["公共预算财政拨款收入", "公共财政预算拨款收入"].iter().any(|w| has(w)) && !has("总表");
    if has("财政拨款") && both && !by_class {
        return Some(TableKind::FiscalOverview);
    }
    if (has("一般公共预算") || by_class) && has("支出") {
        return Some(TableKind::GeneralPublicExpenditure);
    }
    if has("财政拨款") && has("支出") {
        return Some(TableKind::GeneralPublicExpenditure);
    }
    let accounts = ["决算", "预算", "总表", "总体情况", "部门", "单位"].iter().any(|w| has(w));
    match (both, has("收入"), has("支出")) {
        (true, _, _) if accounts => Some(TableKind::Overview),
        (false, true, false) if accounts => Some(TableKind::Income),
        (false, false, true) if accounts => Some(TableKind::Expenditure),
        _ => None,
    }
}

/// Kind from the heads and row labels, for a table without a title. All of them squeezed and joined by spaces.
pub(super) fn kind_of_heads(heads: &str, labels: &str) -> Option<TableKind> {
    let has = |w: &str| heads.contains(w);
    let rows = |w: &str| labels.contains(w);
    if has("指标") || has("自评") || has("得分") {
        return None;
    }
    if (has("因公出国") || rows("因公出国(境)费")) && (has("接待") || rows("公务接待费")) && !rows("办公费")
    {
        return Some(TableKind::ThreePublic);
    }
    if rows("基本工资") && rows("办公费") {
        return Some(TableKind::BasicExpenditure);
    }
    if has("上缴上级") && has("项目支出") {
        return Some(TableKind::Expenditure);
    }
    if has("事业收入") && has("其他收入") {
        return Some(TableKind::Income);
    }
    if rows("一般公共服务支出") && rows("总计") && (has("收入") || rows("收入总计")) {
        let by_fund = has("政府性基金") && has("一般公共");
        return Some(if by_fund { TableKind::FiscalOverview } else { TableKind::Overview });
    }
    if has("年初结转") && has("年末结转") && has("本年支出") {
        return Some(TableKind::GovernmentFund);
    }
    None
}

/// Which money a head or a label speaks of, if it names one.
pub fn fund_named(text: &str) -> Option<Fund> {
    let has = |w: &str| text.contains(w);
    if has("公共预算") || has("公共财政预算") || has("一般预算") {
        Some(Fund::GeneralPublic)
    } else if has("政府性基金") || text.starts_with("基金预算") {
        Some(Fund::GovernmentFund)
    } else if has("国有资本") {
        Some(Fund::StateCapital)
    } else {
        None
    }
}

/// On which basis a column head says its amounts stand.
pub fn basis_named(text: &str) -> Option<Basis> {
    if !text.holds_any(&["算", "执行数", "支出"]) {
        return None;
    }
    // 一般公共预算财政拨款 names a fund, not a basis.
    let mut rest = text.to_string();
    for fund in ["一般公共预算", "政府性基金预算", "国有资本经营预算", "本级预算", "预算单位"]
    {
        rest = rest.replace(fund, "");
    }
    let has = |w: &str| rest.holds(w);
    if has("决算") || has("执行数") || has("实际支出") || has("支出数") {
        Some(Basis::Final)
    } else if has("年初预算") {
        Some(Basis::InitialBudget)
    } else if has("全年预算") || has("调整预算") || has("调整后预算") {
        Some(Basis::FullBudget)
    } else if has("预算") {
        Some(Basis::Budget)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fund_is_not_a_basis() {
        assert_eq!(basis_named("一般公共预算财政拨款"), None);
        assert_eq!(basis_named("一般公共预算支出决算数"), Some(Basis::Final));
        assert_eq!(basis_named("年初预算数"), Some(Basis::InitialBudget));
    }

    #[test]
    fn titles() {
        for (title, kind) in [
            ("收入支出决算总表", TableKind::Overview),
            ("2025年部门财务收支预算总表", TableKind::Overview),
            ("部门收支总表", TableKind::Overview),
            ("收入决算表", TableKind::Income),
            ("2025年部门收入预算总表", TableKind::Income),
            ("支出决算表", TableKind::Expenditure),
            ("2025年部门支出预算总表", TableKind::Expenditure),
            ("财政拨款收入支出决算总表", TableKind::FiscalOverview),
            ("2025年部门财政拨款收支预算总表", TableKind::FiscalOverview),
            ("一般公共预算财政拨款支出决算表", TableKind::GeneralPublicExpenditure),
            ("2025年部门一般公共预算支出功能分类预算表", TableKind::GeneralPublicExpenditure),
            ("一般公共预算财政拨款基本支出决算表", TableKind::BasicExpenditure),
            ("2025年部门一般公共预算基本支出部门预算经济分类预算表", TableKind::BasicExpenditure),
            ("财政拨款\"三公\"经费支出决算表", TableKind::ThreePublic),
            ("2025年部门\"三公\"经费和机关运行经费预算表", TableKind::ThreePublic),
            ("政府性基金预算财政拨款收入支出决算表", TableKind::GovernmentFund),
            ("国有资本经营预算财政拨款支出决算表", TableKind::StateCapital),
            ("2025年部门政府性基金预算支出功能分类预算表", TableKind::GovernmentFund),
            ("政府采购情况表", TableKind::Procurement),
        ] {
            assert!(may_be_title(title), "{title}");
            assert_eq!(kind_of_title(title), Some(kind), "{title}");
        }
        assert_eq!(kind_of_title("项目支出绩效自评表"), None);
        assert!(!may_be_title("注:本表反映部门本年度的总收支和年末结转结余情况"));
    }
}
