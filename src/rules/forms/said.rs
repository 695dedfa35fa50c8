//! What the numbers of a sentence about money say: what was budgeted, what arrived, what was spent, and the rates of them.

use crate::document::Holds;
use crate::figure::FigureId;
use crate::ledger::Context;
use crate::number::Unit;
use crate::recognise::narrative::Passage;
use std::ops::Range;

/// What a number of a sentence is, told by the words about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// 预算数, 安排, 计划, 下达: what was to be had.
    Budget,
    /// 专项资金X万元: the money spoken of, without saying more.
    Whole,
    /// 到位, 收到
    Arrived,
    /// 支出, 支付, 使用, 执行
    Spent,
    /// 追加, 上年结转: what a budget was raised by.
    Raised,
    /// 调减, 收回: what it was cut by.
    Cut,
    /// 结余, 未支付: neither.
    Rest,
    /// An amount of which the words say nothing.
    Unknown,
    /// 到位率
    ArrivalRate,
    /// 执行率, 支付率
    SpendingRate,
}

impl Role {
    pub(super) fn is_amount(self) -> bool {
        !matches!(self, Role::ArrivalRate | Role::SpendingRate)
    }

    pub(super) fn may_be_whole(self, rate: Role) -> bool {
        match self {
            Role::Budget | Role::Whole => true,
            Role::Arrived => rate == Role::SpendingRate,
            _ => false,
        }
    }

    pub(super) fn is_part(self, rate: Role) -> bool {
        match rate {
            Role::ArrivalRate => self == Role::Arrived,
            _ => self == Role::Spent,
        }
    }
}

/// A number of a text that matters here.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub(super) figure: FigureId,
    pub(super) role: Role,
    pub(super) at: Range<usize>,
    /// The sentence, or the part of one up to a semicolon.
    pub(super) segment: usize,
    /// Listed as a part of what stands before (其中).
    pub(super) listed: bool,
    /// The words before it in its clause; of a rate what it is a rate of, beyond the words that every rate has.
    pub(super) words: String,
    /// 完成预算的P%: of the budget, told beside it.
    pub(super) of_budget: bool,
}

/// The amounts and rates of a text in their order.
pub(super) fn read(context: &Context, passage: &Passage) -> Vec<Said> {
    let text = passage.text.as_str();
    let mut out: Vec<Said> = Vec::new();
    let (mut from, mut segment, mut listed) = (0, 0, false);
    for (id, at) in &passage.figures {
        let between = text.get(from..at.start).unwrap_or_default();
        let ends = between.matches(['。', ';', '!', '?']).count();
        segment += ends;
        let own = between.rsplit(['。', ';', '!', '?']).next().unwrap_or_default();
        listed = listed && ends == 0 || own.holds_any(&["其中", "包括", "分别"]);
        let words = own.rsplit([',', '、', '(', ')']).next().unwrap_or_default();
        let after = passage.behind(at.end, &[',', '。', ';', '、', '(', ')']);
        from = at.end;
        let quantity = &context.figures[*id].quantity;
        let read = match &quantity.unit {
            unit if unit.is_money() => Some((amount(words, after), words.to_string())),
            Unit::Percent if quantity.comparator.is_none() && !of_another_year(context, own) => {
                rate(words, after)
            }
            _ => None,
        };
        if let Some((role, words)) = read {
            let of_budget = !role.is_amount() && unlinked(own).ends_with("预算");
            out.push(Said { figure: *id, role, at: at.clone(), segment, listed, words, of_budget });
        }
    }
    out
}

/// Is the year named last another than the one reported on?
fn of_another_year(context: &Context, words: &str) -> bool {
    let Some(reported) = context.recognised.profile.year else { return false };
    let mut years = words
        .rmatch_indices('年')
        .filter_map(|(at, _)| words.get(at.checked_sub(4)?..at)?.parse::<u16>().ok());
    years.next().is_some_and(|year| year != reported)
}

const LINKS: &[&str] = &[
    "为",
    "是",
    "共计",
    "合计",
    "总计",
    "累计",
    "共",
    "约",
    "达到",
    "达",
    "了",
    "的",
    "计",
    ":",
    "人民币",
    "均",
    "\"",
];

/// Without the words that join a name to its number.
fn unlinked(words: &str) -> &str {
    let mut words = words;
    while let Some(shorter) = LINKS.iter().find_map(|link| words.strip_suffix(link)) {
        words = shorter;
    }
    words
}

/// Whose it is: the words without those that every amount and rate has. 2023年度项目资金 is anybody's.
pub(super) fn bare(words: &str) -> &str {
    const GENERAL: &[&str] = &[
        "预算",
        "资金",
        "项目",
        "财政",
        "专项",
        "经费",
        "拨付",
        "实际",
        "总体",
        "整体",
        "综合",
        "全年",
        "年度",
        "本年",
        "当年",
        "支出",
        "支付",
        "使用",
        "执行",
        "数",
        "已",
        "共",
        "总",
        "该",
        "其",
        "的",
        "本",
        "年",
        "截至目前",
        "截止目前",
        "累计",
        "完成",
        "金额",
        "到位",
    ];
    // 2022年12月末
    let dated = |c: char| c.is_ascii_digit() || "年月日末底度".contains(c);
    let mut bare = unlinked(words).trim_start_matches(dated);
    while let Some(shorter) = GENERAL.iter().find_map(|w| bare.strip_suffix(w).or(bare.strip_prefix(w))) {
        bare = shorter.trim_start_matches(dated);
    }
    bare
}

/// Where the last of these words ends.
fn last(words: &str, list: &[&str]) -> Option<usize> {
    list.iter().filter_map(|w| words.rfind(w).map(|at| at + w.len())).max()
}

/// The role of an amount, by the words before it in its clause and those after it.
fn amount(words: &str, after: &str) -> Role {
    const RAISED: &[&str] = &["追加", "调增", "增加", "上年结转", "年初结转", "上年结余", "年初结余"];
    const CUT: &[&str] = &["调减", "核减", "减少", "收回", "压减"];
    const REST: &[&str] = &[
        "未", "尚", "差异", "差额", "相差", "结余", "结转", "剩余", "余额", "节约", "缺口", "增长", "超",
        "应", "拟", "人均", "单价", "标准", "上年", "去年",
    ];
    const BUDGET: &[&str] = &["预算", "安排", "计划", "批复", "下达", "概算", "申请", "核定"];
    const SPENT: &[&str] = &["支出", "支付", "使用", "执行", "列支", "开支", "花费", "决算"];
    const ARRIVED: &[&str] = &["到位", "收到", "到账", "拨入"];
    const DONE: &[&str] = &["实际", "已", "完成", "预算执行", "累计"];
    const MONEY: &[&str] = &["资金", "经费", "总额", "拨款", "投资", "投入"];
    // 10441万元资金已全部拨付到位
    let arrived_after =
        after.ends_with("到位") && !after.contains(['未', '不']) && after.chars().count() <= 12;
    // 实际支出:95万元 has its name before the colon, 资金情况:预算95万元 after it.
    let words = unlinked(words);
    let words = words.rsplit(':').find(|part| !part.is_empty()).unwrap_or_default();
    // 土地使用权出让收入
    if words.ends_with("收入") && !words.holds_any(BUDGET) {
        return Role::Unknown;
    }
    for (list, role) in [(RAISED, Role::Raised), (CUT, Role::Cut), (REST, Role::Rest)] {
        if words.holds_any(list) {
            return role;
        }
    }
    let found = [
        (last(words, BUDGET), Role::Budget),
        (last(words, SPENT), Role::Spent),
        (last(words, ARRIVED), Role::Arrived),
    ];
    let role = found.iter().filter(|(at, _)| at.is_some()).max_by_key(|(at, _)| *at).map(|(_, role)| *role);
    let named = found.iter().filter(|(at, _)| at.is_some()).count();
    match role {
        _ if arrived_after => Role::Arrived,
        // 预算安排项目支出100万元 was planned, 预算执行95万元 was done.
        Some(Role::Spent | Role::Arrived) if named > 1 && !words.holds_any(DONE) => Role::Unknown,
        Some(role) => role,
        None if MONEY.iter().any(|w| words.ends_with(w)) => Role::Whole,
        None => Role::Unknown,
    }
}

/// Which rate a percentage is, by the words before it, and of what.
fn rate(words: &str, after: &str) -> Option<(Role, String)> {
    const ARRIVAL: &[&str] = &["到位率"];
    const SPENDING: &[&str] =
        &["执行率", "支付率", "使用率", "支出率", "执行进度", "支出进度", "支付进度", "使用进度"];
    const DONE: &[&str] = &["完成预算", "完成全年预算", "完成年初预算", "完成调整预算", "完成年度预算"];
    const OTHER: &[&str] = &[
        "上年",
        "去年",
        "目标",
        "要求",
        "应",
        "不低于",
        "高于",
        "低于",
        "提高",
        "比",
        "较",
        "同期",
        "全省",
        "全市",
    ];
    if words.holds_any(OTHER)
        || ["以上", "以内", "左右", "及以上", "以下"].iter().any(|w| after.starts_with(w))
    {
        return None;
    }
    let words = unlinked(words);
    let words = words.rsplit(':').find(|part| !part.is_empty()).unwrap_or_default();
    let ending = |list: &[&str]| list.iter().find_map(|w| words.strip_suffix(w));
    let (role, owner) = match (ending(ARRIVAL), ending(SPENDING), ending(DONE)) {
        (Some(head), _, _) => (Role::ArrivalRate, head),
        (_, Some(head), _) | (_, _, Some(head)) => (Role::SpendingRate, head),
        _ => return None,
    };
    // 项目支出 may be one of several.
    if ["支出", "经费"].iter().any(|w| owner.len() > w.len() && owner.ends_with(w)) {
        return Some((role, owner.to_string()));
    }
    Some((role, bare(owner).to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_what_an_amount_is() {
        for (words, after, role) in [
            ("年初预算数", "", Role::Budget),
            ("基本支出年初预算为", "", Role::Budget),
            ("安排专项资金", "", Role::Budget),
            ("预算安排项目支出", "", Role::Unknown),
            ("预算执行数", "", Role::Spent),
            ("资金执行情况:已支付", "", Role::Spent),
            ("实际支出:", "", Role::Spent),
            ("实际到位资金", "", Role::Arrived),
            ("补助资金", "已全部到位", Role::Arrived),
            ("补助资金", "", Role::Whole),
            ("未支付", "", Role::Rest),
            ("年中追加预算", "", Role::Raised),
            ("财政收回资金", "", Role::Cut),
            ("购置设备", "", Role::Unknown),
        ] {
            assert_eq!(amount(words, after), role, "{words}");
        }
    }

    #[test]
    fn words_say_what_a_rate_is() {
        assert_eq!(rate("资金到位率为", ""), Some((Role::ArrivalRate, String::new())));
        assert_eq!(rate("2023年度项目预算执行率达", ""), Some((Role::SpendingRate, String::new())));
        assert_eq!(rate("基本建设执行率", ""), Some((Role::SpendingRate, "基本建设".to_string())));
        assert_eq!(rate("上年执行率", ""), None);
        assert_eq!(rate("资金支付率达到", "以上"), None);
        assert_eq!(rate("设备使用合格率", ""), None);
    }
}
