//! What the head of a column means, whatever the province calls it.

use crate::document::{Holds, Searched, squeeze};

/// Meaning of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    /// 一级指标
    FirstLevel,
    /// 二级指标
    SecondLevel,
    /// 三级指标, 指标名称
    Name,
    /// 指标性质: ≥, ≤, 正向, 定量
    Nature,
    /// 度量单位
    Unit,
    /// 指标值, 目标值
    Target,
    /// 年初指标值 beside an adjusted one
    FirstTarget,
    /// 实际完成值, 业绩值
    Actual,
    /// 完成率
    Rate,
    /// 分值, 权重
    Weight,
    /// 分值 of a first level, beside its name
    FirstWeight,
    /// 分值 of a second level, beside its name
    SecondWeight,
    /// 得分
    Score,
    /// 复核得分, beside the unit's own score
    Review,
    /// 扣分
    Deduction,
    /// 得分系数: the share of the points that was given
    Coefficient,
    /// 折算得分: the score times its share
    Converted,
    /// 权重占比, beside points of another scale
    Share,
    /// 赋分规则
    Wording,
    /// 偏差原因
    Reason,
    /// 上年完成情况
    LastYear,
    /// Words without a figure to check: basis, evidence, remarks.
    Words,
    /// 年初预算数
    Initial,
    /// 全年预算数
    Full,
    /// 预算数, without saying which
    Budget,
    /// 到位数: money that arrived
    Arrived,
    /// 全年执行数
    Executed,
    /// 到位率
    ArrivalRate,
    /// 执行率
    ExecutionRate,
    /// 行次: the rows numbered.
    Ordinal,
    /// Anything else.
    Other,
}

impl Role {
    /// Does it head an amount or a rate of the money?
    pub(super) fn is_of_funds(self) -> bool {
        use Role::*;
        matches!(self, Initial | Full | Budget | Arrived | Executed | ExecutionRate | ArrivalRate)
    }
}

/// Squeezed, without brackets and what they hold, stars and colons.
pub(super) fn bare(text: &str) -> String {
    bare_words(&squeeze(text))
}

/// The same of a text that is squeezed already.
pub(super) fn bare_words(words: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '(' | '【' | '[' | '〔' => depth += 1,
            ')' | '】' | ']' | '〕' => depth = depth.saturating_sub(1),
            '*' | ':' | '★' | '☆' => {}
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// The meaning of a column head, squeezed.
pub(super) fn role(words: &str) -> Role {
    role_of(words, &bare_words(words))
}

/// The same of a head whose words without brackets are known.
pub(super) fn role_of(words: &str, t: &str) -> Role {
    // Brackets aside a head is short; a sentence need not be read.
    if words.len() > 400 {
        return Role::Other;
    }
    let long = t.chars().count() > 24;
    if t.is_empty() || long {
        return Role::Other;
    }
    let searched = Searched::new(t);
    let any = |words: &[&str]| searched.holds_any(words);
    if any(&["上年", "往年", "上一年"]) && !t.contains("结转") {
        return Role::LastYear;
    }
    if any(&[
        "赋分",
        "评分标准",
        "扣分标准",
        "评分规则",
        "评价标准",
        "计分",
        "评分方法",
        "评分细则",
        "评分办法",
        "计算方法",
        "计算方式",
        "计算公式",
    ]) {
        return Role::Wording;
    }
    if any(&["偏差", "原因", "改进措施", "未完成说明"]) {
        return Role::Reason;
    }
    if any(&["依据", "解释", "佐证", "证明", "备注", "说明", "来源", "类型", "是否"]) && !any(&["指标值类型"])
    {
        return Role::Words;
    }
    if t.starts_with("资金") && t.ends_with("性质") {
        return Role::Words;
    }
    if any(&["性质", "计算符号", "指标方向", "运算符", "比较符", "指标值类型"]) || t == "符号"
    {
        return Role::Nature;
    }
    if t.contains("得分系数") || t == "得分率" {
        return Role::Coefficient;
    }
    if matches!(t, "扣分" | "扣分值" | "扣减分" | "扣减分值" | "扣减分数" | "扣分数" | "失分")
    {
        return Role::Deduction;
    }
    if t.starts_with("得分率") {
        return Role::Words;
    }
    if t.contains("折算") || t.contains("加权") && t.ends_with("得分") {
        return Role::Converted;
    }
    if t.starts_with("得分")
        || t.ends_with("得分")
        || t.ends_with("打分")
        || ["自评分", "评分", "复核分", "复评分", "审核分", "核定分"].iter().any(|w| t.ends_with(w))
        || matches!(t, "自评分数" | "自评分值")
    {
        return Role::Score;
    }
    if t.ends_with("权重占比") {
        return Role::Share;
    }
    if any(&["分值", "权重", "考值", "标准分", "满分"]) || matches!(t, "分数" | "设定分" | "赋值")
    {
        return Role::Weight;
    }
    // 预算执行(E/C×100%)
    let divided = words.contains('/') && words.contains('%');
    if names_execution_rate(t) || t == "预算执行" && divided {
        return Role::ExecutionRate;
    }
    if t.ends_with("到位率") || t == "预算到位" && divided {
        return Role::ArrivalRate;
    }
    if any(&["完成率", "完成比例", "实现率", "完成程度", "完成比率", "完成百分比"]) {
        return Role::Rate;
    }
    if any(&["年初预算", "年初批复", "年初安排"]) {
        return Role::Initial;
    }
    if any(&["全年预算", "调整后预算", "调整预算", "预算调整数", "预算数调整", "全年安排"])
    {
        return Role::Full;
    }
    if any(&["到位数", "到位资金", "资金到位", "到位金额"]) && !t.contains('率') {
        return Role::Arrived;
    }
    if any(&["执行数", "决算数", "全年支出", "实际支出", "支出数", "执行金额", "全年执行"])
        || t.ends_with("累计执行")
        || matches!(
            t,
            "执行"
                | "决算"
                | "实际执行"
                | "支付数"
                | "支付金额"
                | "资金支出"
                | "支出资金"
                | "支出金额"
                | "资金使用"
                | "使用资金"
        )
    {
        return Role::Executed;
    }
    if matches!(
        t,
        "预算"
            | "预算数"
            | "预算金额"
            | "预算安排"
            | "预算安排数"
            | "预算资金"
            | "年度预算"
            | "年度预算数"
            | "本年预算数"
            | "项目总预算"
            | "项目预算"
            | "总预算"
            | "预算总额"
    ) || ["计划安排", "计划资金", "安排资金"].iter().any(|w| t.starts_with(w))
    {
        return Role::Budget;
    }
    if matches!(t, "行次" | "序号") {
        return Role::Ordinal;
    }
    if matches!(t, "单位" | "度量单位" | "计量单位" | "指标单位") {
        return Role::Unit;
    }
    // 计划完成值 beside 实际完成值.
    if t.ends_with('值') && ["计划", "预期", "预计", "应"].iter().any(|w| t.starts_with(w)) {
        return Role::Target;
    }
    if any(&[
        "实际完成",
        "业绩值",
        "完成值",
        "完成情况",
        "实际值",
        "实施进度",
        "完成指标值",
        "实际指标值",
        "自评值",
        "实现值",
        "实际达到",
    ]) && !any(&["目标完成情况", "指标完成情况", "及完成情况"])
    {
        return Role::Actual;
    }
    // 三级指标及目标值 is a name with its value.
    for (level, role) in
        [("一级指标", Role::FirstLevel), ("二级指标", Role::SecondLevel), ("三级指标", Role::Name)]
    {
        if t.starts_with(level) {
            return role;
        }
    }
    if matches!(t, "值" | "数值") {
        return Role::Target;
    }
    if any(&["指标值", "目标值", "预期值", "计划值", "年度目标值", "绩效值", "标准值"])
    {
        return Role::Target;
    }
    if any(&["一级"]) {
        return Role::FirstLevel;
    }
    if any(&["二级"]) {
        return Role::SecondLevel;
    }
    if any(&["三级", "四级", "指标名称", "指标内容", "具体指标"]) || t == "指标" {
        return Role::Name;
    }
    Role::Other
}

/// 评价内容 | 评价要点 | 标准分 | 自评分: heads that say level and name in words of their own, before points and scores.
pub(super) fn name_levels<'w>(roles: &mut [Role], words: impl Iterator<Item = &'w str> + Clone) {
    let levels = [Role::FirstLevel, Role::SecondLevel, Role::Name];
    let has = |r: Role| roles.contains(&r);
    // 绩效指标 | 目标值 | 完成值 | 权重 | 得分, with the first level before it or none; the target may be told in a second row of heads.
    if !has(Role::Name)
        && !has(Role::SecondLevel)
        && (has(Role::Target) || has(Role::Weight))
        && has(Role::Actual)
        && has(Role::Score)
    {
        let named =
            |t: &str| matches!(bare_words(t).as_str(), "绩效指标" | "考核指标" | "评价指标" | "具体指标");
        let mut found = words.clone().enumerate().filter(|(_, t)| named(t)).map(|(at, _)| at);
        if let (Some(at), None) = (found.next(), found.next())
            && roles.get(at) == Some(&Role::Other)
        {
            roles[at] = Role::Name;
        }
    }
    let has = |r: Role| roles.contains(&r);
    if levels.iter().any(|&r| has(r)) && !has(Role::Name) || !has(Role::Weight) || !has(Role::Score) {
        return;
    }
    let named = has(Role::Name);
    let points = roles.iter().position(|r| *r == Role::Weight).unwrap_or_default();
    let what = |t: &str| {
        ["评价", "考核", "考评", "评分", "自评"].iter().any(|w| t.starts_with(w))
            && ["内容", "项目", "指标", "要点", "要素", "类别", "事项"].iter().any(|w| t.ends_with(w))
    };
    let found: Vec<usize> = words
        .enumerate()
        .take(points)
        .filter(|(i, t)| roles.get(*i) == Some(&Role::Other) && what(&bare_words(t)))
        .map(|(i, _)| i)
        .collect();
    let roles_of: &[Role] = match (named, found.len()) {
        (false, 1) => &[Role::Name],
        (false, 2) => &[Role::FirstLevel, Role::Name],
        (false, 3) => &levels,
        (true, 1) => &[Role::FirstLevel],
        _ => return,
    };
    for (&at, &role) in found.iter().zip(roles_of) {
        if let Some(slot) = roles.get_mut(at) {
            *slot = role;
        }
    }
}

/// Does the head of a score say that someone else gave it: 复核得分, 财政评审得分?
pub(super) fn is_review(words: &str) -> bool {
    words.holds_any(&["复核", "复评", "审核", "评审", "财政", "专家", "抽查", "核定", "再评", "主管部门"])
}

/// Do these roles head the budget part?
pub(super) fn heads_funds(roles: &[Role]) -> bool {
    let has = |r: Role| roles.contains(&r);
    let budget = has(Role::Initial) || has(Role::Full) || has(Role::Budget);
    let used = has(Role::Executed) || has(Role::ExecutionRate);
    budget && used && !has(Role::Target)
}

/// 预期目标 | 实际完成 beside levels and no other target: what is to be reached. Above the goals in words it heads no level.
pub(super) fn name_targets<'w>(roles: &mut [Role], words: impl Iterator<Item = &'w str>) {
    let has = |r: Role| roles.contains(&r);
    if !has(Role::Actual) || has(Role::Target) || !has(Role::Name) || !has(Role::Weight) && !has(Role::Score)
    {
        return;
    }
    let aims = ["目标", "计划", "要求"];
    let found: Vec<usize> = words
        .enumerate()
        .filter(|(i, t)| {
            let t = bare_words(t);
            roles.get(*i) == Some(&Role::Other) && aims.iter().any(|w| t.ends_with(w))
        })
        .map(|(i, _)| i)
        .collect();
    if let [only] = found[..] {
        roles[only] = Role::Target;
    }
}

/// Do these roles head the indicators?
pub(super) fn heads_indicators(roles: &[Role]) -> bool {
    let has = |r: Role| roles.contains(&r);
    use Role::*;
    let values = [Target, Actual, Weight, Score, Rate, Coefficient, Deduction];
    let count = values.iter().filter(|&&r| has(r)).count();
    let levels = has(Role::FirstLevel) || has(Role::SecondLevel) || has(Role::Name);
    let targets_only =
        has(Role::Target) && levels && (has(Role::Unit) || has(Role::Wording) || has(Role::Nature));
    // The points may stand behind the names: A11立项依据（3分） | 得分 | 扣分 | 得分率.
    let weighed = has(Role::Weight) || has(Role::Deduction) || has(Role::Coefficient);
    let judged = has(Role::Score) || has(Role::Weight) && has(Role::Deduction);
    let scores_only = weighed && judged && (has(Role::Name) || has(Role::SecondLevel));
    (has(Role::Target) || has(Role::Actual) || scores_only)
        && (has(Role::Target) || levels)
        && (count >= 2 || targets_only)
        && !has(Role::Initial)
        && !has(Role::Executed)
}

/// 执行率, 支出率 above a column.
fn names_execution_rate(words: &str) -> bool {
    words.holds_any(&["执行率", "支出率", "执行进度", "支出进度", "支付率", "支付进度"])
}

/// 预算执行率, 资金支出率 among the indicators: what was spent of the budget, not of what was bought.
pub(crate) fn names_budget_execution(words: &str) -> bool {
    names_execution_rate(words) && ["预算", "资金", "支出"].iter().any(|w| words.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_many_provinces() {
        for (head, expected) in [
            ("年度指标值", Role::Target),
            ("年初目标值(A)", Role::Target),
            ("预期指标值", Role::Target),
            ("指标值设定依据", Role::Words),
            ("实际完成指标值", Role::Actual),
            ("业绩值", Role::Actual),
            ("全年实际完成值", Role::Actual),
            ("上年完成情况", Role::LastYear),
            ("分值权重", Role::Weight),
            ("考值", Role::Weight),
            ("得分(20分*执行率)", Role::Score),
            ("执行率权重(%)", Role::Weight),
            ("执行率得分(%)", Role::Score),
            ("得分系数(%)", Role::Coefficient),
            ("扣分", Role::Deduction),
            ("是否核心指标", Role::Words),
            ("到位数", Role::Arrived),
            ("三级指标及目标值", Role::Name),
            ("指标得分", Role::Score),
            ("执行率(B/A)", Role::ExecutionRate),
            ("未完成原因分析", Role::Reason),
            ("偏差原因分析及改进措施", Role::Reason),
            ("*评(扣)分标准", Role::Wording),
            ("得分计算方法", Role::Wording),
            ("调整后预算数", Role::Full),
            ("度量单位", Role::Unit),
            ("指标性质", Role::Nature),
            ("年度绩效指标完成情况", Role::Other),
            ("项目绩效定量目标(指标)及完成情况", Role::Other),
        ] {
            assert_eq!(role(&squeeze(head)), expected, "{head}");
        }
    }
}
