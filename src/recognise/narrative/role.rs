//! The role of a number, told by the words before it.

pub use super::compared::{stated_base, subject_and_base};
pub use super::label::{label, split_label};
use super::statement::Slot;
use super::words::{self, Base, Budget, ChangeWord};
use crate::document::Holds;
use crate::number::Unit;
use crate::recognise::lexicon;
use crate::relation::Direction;
use std::ops::Range;

/// The role of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// An amount or a count of `label`.
    Amount {
        /// Name before it, empty when elided.
        label: String,
        /// Which amount.
        slot: Slot,
        /// 各, 分别: the first of several.
        each: bool,
        /// 均: the same for several.
        both: bool,
    },
    /// A change.
    Change {
        /// Name before it.
        label: String,
        /// Its word, in bytes of the prefix.
        word: ChangeWord,
        /// Its base, if named here.
        base: Option<Base>,
    },
    /// A share.
    Share {
        /// Name before it.
        label: String,
        /// The total it names.
        of: Option<String>,
        /// 分别
        each: bool,
    },
    /// A completion rate.
    Completion {
        /// Name before it.
        label: String,
        /// The budget it names.
        budget: Budget,
    },
    /// 预决算差异率
    Difference {
        /// Name before it.
        label: String,
        /// The budget it names.
        budget: Budget,
    },
    /// Something else.
    Other,
}

/// What the document is like, as far as roles depend on it.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Year reported on.
    pub year: Option<u16>,
    /// A budget, not final accounts.
    pub is_budget: bool,
}

/// What the share of the debts in the assets is called.
pub const DEBT_RATIO: &str = "资产负债率";

/// Reads the role of a number with this unit from the words before it.
pub fn role(prefix: &str, unit: &Unit, setting: Setting) -> Role {
    let prefix_trimmed = connectors(prefix);
    let skipped = prefix.len() - prefix_trimmed.len();
    if let Some(mut word) = words::change_before(prefix_trimmed) {
        let head = prefix_trimmed.get(..word.range.start).unwrap_or("");
        let (label, base) = label_and_base(head, setting.year);
        // 同比 may be part of the word.
        word.each |= prefix_trimmed.starts_with("分别");
        let yearly = prefix_trimmed.get(word.range.clone()).is_some_and(|w| w.starts_with("同比"));
        let base = base.or(yearly.then_some(Base::LastYear));
        word.range = word.range.start + skipped..word.range.end + skipped;
        return Role::Change { label, word, base };
    }
    if unit.is_percent() {
        return rate(prefix_trimmed, setting);
    }
    if let Some(role) = beside_budget(prefix_trimmed, skipped) {
        return role;
    }
    // 完成年初预算X万元的P%: the budget, with its amount.
    let done = ["完成", "相当于", "为", "占", "达"].iter().find_map(|w| prefix_trimmed.strip_prefix(w));
    if let Some(named) = done
        && let Some(budget) =
            words::budget_in(named).filter(|_| named.ends_with("预算") || named.ends_with("预算数"))
    {
        let slot = match budget {
            Budget::Initial => Slot::InitialBudget,
            Budget::Full => Slot::FullBudget,
            Budget::Plain => Slot::Budget,
        };
        return Role::Amount { label: String::new(), slot, each: false, both: false };
    }
    amount(prefix_trimmed, setting)
}

/// 决算数大于预算数X万元: by how much, of what is spoken of.
fn beside_budget(prefix: &str, skipped: usize) -> Option<Role> {
    let found = words::budget_comparison(prefix).filter(|found| found.direction != Direction::Flat)?;
    let named = prefix.get(found.word.end..)?.trim_end_matches('数');
    let base = match found.budget {
        Budget::Initial => Base::InitialBudget,
        Budget::Full => Base::FullBudget,
        Budget::Plain => Base::Budget,
    };
    if !named.ends_with("预算") || base == Base::Budget && named != "预算" {
        return None;
    }
    let label = label(prefix.get(..found.start)?);
    let label = if is_elided(&label) { String::new() } else { label };
    let range = found.word.start + skipped..found.word.end + skipped;
    let word = ChangeWord { range, direction: Some(found.direction), each: false };
    Some(Role::Change { label, word, base: Some(base) })
}

/// Words that join a clause to the one before it.
fn connectors(text: &str) -> &str {
    let mut rest = text;
    loop {
        let before = rest;
        for word in [
            "其中",
            "另外",
            "同时",
            "并且",
            "以及",
            "此外",
            "包括",
            "另",
            "并",
            "和",
            "及",
            "含",
            "且",
            "则",
            "而",
            "但",
            "均",
            "分别是",
            "具体为",
            "即",
            "\"",
            ".",
            "、",
        ] {
            // 并 and 含 begin names too rarely to matter; 及 and 和 never do.
            rest = rest.strip_prefix(word).unwrap_or(rest);
        }
        if rest == before {
            return rest;
        }
    }
}

/// Splits what stands before a word of change into subject and base.
pub fn label_and_base(head: &str, year: Option<u16>) -> (String, Option<Base>) {
    let head = head.strip_suffix("分别").unwrap_or(head).trim_end_matches(['各', '均', '共']);
    // 与上年下降P%: what 比上年下降P% says.
    let joined = || {
        let at = ["与", "同", "和"].iter().filter_map(|w| head.rfind(w)).max()?;
        let compared = format!("{}比{}", head.get(..at)?, head.get(at + "与".len()..)?);
        words::base_in(&compared, year).filter(|(_, range)| range.start == at && range.end == head.len())
    };
    match words::base_in(head, year).or_else(joined) {
        Some((base, range)) => {
            let before = label(head.get(..range.start).unwrap_or(""));
            let after = label(head.get(range.end..).unwrap_or(""));
            // 分别比上年增加X万元、Y万元
            let before = Some(before).filter(|before| before != "分别").unwrap_or_default();
            (if before.is_empty() { after } else { before }, Some(base))
        }
        None => (label(head), None),
    }
}

fn rate(prefix: &str, setting: Setting) -> Role {
    // 资产负债率P%: the debts' share of the assets, which other sentences name.
    let named = prefix.trim_end_matches(['为', '是', '约', '达', ':']);
    if named.ends_with(DEBT_RATIO) {
        return Role::Share { label: String::new(), of: Some(DEBT_RATIO.to_string()), each: false };
    }
    // 完成预算X万元的P%
    if prefix == "的" {
        return Role::Completion { label: String::new(), budget: Budget::Plain };
    }
    if let Some(at) = prefix.rfind('占')
        && (!prefix[at..].starts_with("占地") || prefix[at..].starts_with("占地方"))
        && !prefix[at..].starts_with("占用")
    {
        let rest = &prefix[at + "占".len()..];
        let each = rest.contains("分别")
            || rest.contains("依次")
            || rest.ends_with('各')
            || prefix[..at].ends_with('各')
            || prefix[..at].ends_with("分别");
        let of = share_base(rest);
        let name = prefix[..at].trim_end_matches('各');
        let name = label(name.strip_suffix("分别").unwrap_or(name));
        // In a budget 占支出总预算的 is a share of it.
        let total = |of: &str| {
            ["采购预算", "总预算", "预算总额", "基本支出预算", "项目支出预算"].iter().any(|w| of.ends_with(w))
        };
        let whole = of.as_deref().filter(|of| !setting.is_budget && !total(of));
        if let Some(budget) = whole.and_then(words::budget_in) {
            return Role::Completion { label: name, budget };
        }
        return Role::Share { label: name, of, each };
    }
    if let Some(at) = prefix.find("差异率") {
        let head = prefix[..at].trim_end_matches(['预', '决', '算', '的', '数']);
        let budget = words::budget_in(&prefix[..at]).unwrap_or(Budget::Plain);
        return Role::Difference { label: label(head), budget };
    }
    for word in ["完成", "执行", "达到", "达", "为", "是"] {
        let Some(at) = prefix.find(word) else { continue };
        let rest = &prefix[at + word.len()..];
        if let Some(budget) = words::budget_in(rest) {
            return Role::Completion { label: label(&prefix[..at]), budget };
        }
    }
    for word in
        ["预算完成率", "预算执行率", "执行率", "完成率", "控制率", "得分率", "预算执行进度", "执行进度"]
    {
        if let Some(at) = prefix.find(word) {
            let budget = words::budget_in(&prefix[..at]).unwrap_or(Budget::Plain);
            return Role::Completion { label: label(&prefix[..at]), budget };
        }
    }
    Role::Other
}

/// The total that a share names: what stands between 占 and the number.
fn share_base(text: &str) -> Option<String> {
    let mut rest = text;
    loop {
        let before = rest;
        for ending in [
            "的", "比重", "比例", "比率", "份额", "为", "是", "约", "达", "比", "分别", "依次", "各", "到",
            "了", ":",
        ] {
            rest = rest.strip_suffix(ending).unwrap_or(rest);
        }
        if rest == before {
            break;
        }
    }
    let rest = rest.strip_prefix("全部").unwrap_or(rest);
    (!rest.is_empty()).then(|| rest.to_string())
}

/// Endings that say which amount it is.
static SLOTS: &[(&str, Slot)] = &[
    ("年初预算批复数", Slot::InitialBudget),
    ("年初预算安排", Slot::InitialBudget),
    ("年初部门预算", Slot::InitialBudget),
    ("年初批复预算", Slot::InitialBudget),
    ("年初预算金额", Slot::InitialBudget),
    ("年初预算总额", Slot::InitialBudget),
    ("年初预算数", Slot::InitialBudget),
    ("年初预算", Slot::InitialBudget),
    ("年初安排", Slot::InitialBudget),
    ("年初数", Slot::InitialBudget),
    ("全年预算总额", Slot::FullBudget),
    ("全年预算数", Slot::FullBudget),
    ("全年预算", Slot::FullBudget),
    ("调整后预算数", Slot::FullBudget),
    ("调整后预算", Slot::FullBudget),
    ("调整预算数", Slot::FullBudget),
    ("调整预算", Slot::FullBudget),
    ("变动预算数", Slot::FullBudget),
    ("年度预算数", Slot::FullBudget),
    ("全年执行总额", Slot::Amount),
    ("实际执行总额", Slot::Amount),
    ("全年执行数", Slot::Amount),
    ("实际执行数", Slot::Amount),
    ("预算执行数", Slot::Amount),
    ("实际支出数", Slot::Amount),
    ("执行总额", Slot::Amount),
    ("执行金额", Slot::Amount),
    ("支付金额", Slot::Amount),
    ("决算支出", Slot::Amount),
    ("决算金额", Slot::Amount),
    ("决算数", Slot::Amount),
    ("执行数", Slot::Amount),
    ("决算", Slot::Amount),
    ("预算安排", Slot::Budget),
    ("预算资金", Slot::Budget),
    ("预算总额", Slot::Budget),
    ("预算规模", Slot::Budget),
    ("预算金额", Slot::Budget),
    ("预算数", Slot::Budget),
    ("预算", Slot::Budget),
];

/// 决策类指标分值 is what 决策类指标 may score at most.
pub fn full_mark(label: &str) -> Option<&str> {
    ["权重分值", "标准分值", "标准分", "分值", "满分", "权重分", "权重"]
        .iter()
        .find_map(|w| label.strip_suffix(w))
}

/// What was scored, of what is spoken of already.
pub fn is_mark(label: &str) -> bool {
    let bare = label.trim_start_matches("实际").trim_start_matches("自评").trim_start_matches("评价");
    matches!(bare, "得" | "得分" | "实得" | "实得分" | "评分" | "评得")
}

/// Does a label name nothing but which amount is meant (支出决算, 决算数)? The subject is the one spoken of.
pub fn is_basis(label: &str) -> bool {
    let Some(head) = SLOTS.iter().find_map(|(ending, _)| label.strip_suffix(ending)) else { return false };
    is_elided(head) && head != "收入"
}

/// 一、返还性收入中: the name that a list divides, before 中.
pub fn divided_by_name(clause: &str) -> Option<&str> {
    let name = lexicon::strip_enumerator(clause.strip_suffix('中')?);
    let name = ["在", "其中"].iter().fold(name, |name, w| name.strip_prefix(w).unwrap_or(name));
    (name.chars().count() >= 4).then_some(name)
}

/// Per head or per vehicle: a quotient of two amounts, never what a sentence speaks of.
pub fn is_per_unit(label: &str) -> bool {
    label.holds_any(&["人均", "车均", "平均", "次均", "户均", "辆均", "每辆", "每人", "每户", "每生", "生均"])
}

/// 2023年收入, without more: the whole of the year's income or expenditure.
pub fn year_total(prefix: &str) -> Option<&'static str> {
    let name = prefix.rsplit(['年', '度']).next()?.trim_end_matches(['为', '共', ':']);
    let dated = prefix.len() > name.len();
    match name {
        "收入" | "决算收入" if dated => Some("本年收入合计"),
        "支出" | "决算支出" if dated => Some("本年支出合计"),
        _ => None,
    }
}

/// What is left of a label when only the basis was named: the subject is elided.
fn is_elided(rest: &str) -> bool {
    matches!(
        rest,
        "" | "支出"
            | "收入"
            | "本年"
            | "全年"
            | "实际"
            | "本年度"
            | "当年"
            | "资金"
            | "涉及"
            | "涉及项目"
            | "支出总"
            | "的"
            | "年"
            | "本年支出"
            | "实际支出"
            | "支出实际"
            | "累计"
            | "累计支出"
            | "累计收入"
            | "同期"
            | "同期支出"
            | "同期收入"
            | "同期数"
    )
}

/// The role of a number that is neither a rate nor a change.
pub(super) fn amount(prefix: &str, setting: Setting) -> Role {
    let mut rest = prefix;
    let (mut each, mut both) = (false, false);
    loop {
        let before = rest;
        for (ending, e, b) in [
            ("分别为", true, false),
            ("分别是", true, false),
            ("各为", true, false),
            ("各是", true, false),
            ("均为", false, true),
            ("均是", false, true),
            ("都为", false, true),
            ("同为", false, true),
            ("分别", true, false),
            ("各", true, false),
            ("均", false, true),
            ("为", false, false),
            ("是", false, false),
            ("约", false, false),
            ("达到", false, false),
            ("达", false, false),
            ("有", false, false),
            (":", false, false),
            ("增加到", false, false),
            ("增加至", false, false),
            ("减少到", false, false),
            ("减少至", false, false),
            ("拟调整为", false, false),
            ("调整为", false, false),
            ("总共", false, false),
            ("共", false, false),
        ] {
            if let Some(shorter) = rest.strip_suffix(ending) {
                rest = shorter;
                each |= e;
                both |= b;
            }
        }
        if rest == before {
            break;
        }
    }
    let mut slot = Slot::Amount;
    let mut name = rest;
    // 年中追加预算300万元: what the budget was changed by, no budget.
    let changed = ["追加预算", "调增预算", "调减预算", "追减预算", "核减预算", "压减预算"];
    if changed.iter().any(|w| rest.ends_with(w)) || is_distance(rest) {
        return Role::Other;
    }
    if let Some((ending, found)) = SLOTS.iter().find(|(ending, _)| rest.ends_with(ending)) {
        let head = &rest[..rest.len() - ending.len()];
        let fund = ["一般公共", "政府性基金", "国有资本经营"].iter().any(|f| head.ends_with(f));
        if !fund {
            slot = if *found == Slot::Budget && setting.is_budget { Slot::Amount } else { *found };
            // In a budget 收入预算 is a name of its own; 购置费2024年预算数 is not.
            let dated = without_year_behind(head, setting.year).len() < head.len();
            name = if slot == Slot::Amount && setting.is_budget && !dated { rest } else { head };
            // 教育支出2024年度年初预算, in the budget of 2024: what is planned, as everywhere else in it.
            if *found == Slot::InitialBudget && setting.is_budget && dated {
                slot = Slot::Amount;
            }
        }
    }
    let (name, last) = without_last_year(name, setting.year);
    // 公务接待费2023年预算: the year may stand behind the name.
    let name = without_year_behind(name, setting.year);
    if last && slot == Slot::Amount {
        slot = Slot::LastYear;
    }
    let with_basis = name.len() < rest.len();
    // 公务接待费。2024年预算数X万元, in the budget of 2024
    let bare = |name: &String| setting.is_budget && matches!(name.as_str(), "预算" | "预算数" | "年预算数");
    let name = Some(label(name)).filter(|name| !bare(name)).unwrap_or_default();
    let name = if slot != Slot::Amount || name.len() < rest.len() {
        // 2024年度本年支出 is a name of its own; 本年支出决算数 speaks of what went before.
        let own = !with_basis && name == "本年支出";
        if is_elided(&name) && rest.len() > name.len() && !own { String::new() } else { name }
    } else {
        name
    };
    Role::Amount { label: name, slot, each, both }
}

/// 比乙单位高出X万元: how far two are apart is an amount of neither. 超过X万元 tells no amount at all.
fn is_distance(text: &str) -> bool {
    let beyond = ["超过", "突破", "不足", "不到"].iter().any(|w| text.ends_with(w))
        || text.ends_with("限额") && ["低于", "距离", "未超"].iter().any(|w| text.starts_with(w));
    beyond
        || ["比", "较", "相比", "与"].iter().any(|w| text.starts_with(w))
            && text.holds_any(&["高出", "多出", "超出", "低出", "少出", "相差"])
}

/// 公务接待费2023年, 公务接待费2023年度: the name without the year behind it, if that is the one reported on.
fn without_year_behind(name: &str, own: Option<u16>) -> &str {
    let bare = || {
        let dated = name.strip_suffix("年度").or_else(|| name.strip_suffix('年'))?;
        let own = own?.to_string();
        dated.strip_suffix(own.as_str()).filter(|head| !head.is_empty())
    };
    bare().unwrap_or(name)
}

/// 上年收入…, 2023年支出…: an amount of the year before.
pub(super) fn without_last_year(name: &str, year: Option<u16>) -> (&str, bool) {
    let trimmed = name.trim_start_matches(',');
    let last_year = year.map(|y| format!("{}年", y.saturating_sub(1)));
    for opener in ["上年度", "上年", "去年"].into_iter().chain(last_year.as_deref()) {
        if let Some(rest) = trimmed.strip_prefix(opener) {
            let rest = rest.strip_prefix('度').unwrap_or(rest);
            if ["结转", "结余", "末", "末结转"].iter().any(|w| rest.starts_with(w)) || rest.contains("项目")
            {
                return (name, false);
            }
            return (rest, true);
        }
    }
    (name, false)
}

/// Where in the prefix a word of change stands.
pub fn word_range(word: &ChangeWord, start: usize) -> Range<usize> {
    start + word.range.start..start + word.range.end
}

#[cfg(test)]
mod tests {
    use super::*;

    const FINAL: Setting = Setting { year: Some(2024), is_budget: false };

    fn of(prefix: &str, percent: bool) -> Role {
        role(prefix, &if percent { Unit::Percent } else { Unit::TenThousandYuan }, FINAL)
    }

    fn amount_of(prefix: &str) -> (String, Slot) {
        match of(prefix, false) {
            Role::Amount { label, slot, .. } => (label, slot),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn amounts() {
        assert_eq!(amount_of("2024年度收入总计"), ("收入总计".into(), Slot::Amount));
        assert_eq!(amount_of("支出决算数为"), (String::new(), Slot::Amount));
        assert_eq!(amount_of("年初预算数"), (String::new(), Slot::InitialBudget));
        assert_eq!(amount_of("因公出国(境)费全年预算数"), ("因公出国(境)费".into(), Slot::FullBudget));
        assert_eq!(
            amount_of("一般公共预算财政拨款支出年初预算为"),
            ("一般公共预算财政拨款支出".into(), Slot::InitialBudget)
        );
        assert_eq!(amount_of("上年结转和结余"), ("上年结转和结余".into(), Slot::Amount));
        assert_eq!(amount_of("其中财政拨款收入"), ("财政拨款收入".into(), Slot::Amount));
        assert_eq!(amount_of("2023年支出"), (String::new(), Slot::LastYear));
        assert_eq!(amount_of("一般公共预算"), ("一般公共预算".into(), Slot::Amount));
    }

    #[test]
    fn rates() {
        assert_eq!(of("占", true), Role::Share { label: String::new(), of: None, each: false });
        assert_eq!(
            of("占本年支出合计的", true),
            Role::Share { label: String::new(), of: Some("本年支出合计".into()), each: false }
        );
        assert_eq!(
            of("占一般公共预算收入比重为", true),
            Role::Share { label: String::new(), of: Some("一般公共预算收入".into()), each: false }
        );
        assert_eq!(
            of("完成年初预算的", true),
            Role::Completion { label: String::new(), budget: Budget::Initial }
        );
        assert_eq!(
            of("为年初预算的", true),
            Role::Completion { label: String::new(), budget: Budget::Initial }
        );
        assert_eq!(of("占调整预算", true), Role::Completion { label: String::new(), budget: Budget::Full });
        assert_eq!(
            of("预决算差异率", true),
            Role::Difference { label: String::new(), budget: Budget::Plain }
        );
    }

    #[test]
    fn changes() {
        let Role::Change { label, word, base } =
            of("2024年度\"三公\"经费财政拨款支出决算数比2023年度减少", false)
        else {
            panic!()
        };
        assert_eq!(
            (label.as_str(), word.direction.is_some(), base),
            ("三公经费财政拨款支出决算数", true, Some(Base::LastYear))
        );
        let Role::Change { label, .. } = of("与2021年相比收入支出总计减少", false) else {
            panic!()
        };
        assert_eq!(label, "收入支出总计");
    }
}
