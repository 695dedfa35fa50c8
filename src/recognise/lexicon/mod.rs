//! The lexicon of labels and their synonyms: which words of which province name the same thing.
//!
//! Everything here is data: canonical names with their synonyms, what each whole is made of, and the words that name a
//! fund. Narrative and tables both look labels up here, so that their facts meet under the same [`Subject`].
//!
//! Two conventions keep the subjects few. The income and expenditure of one fund are the totals of that fund:
//! 财政拨款收入 is (本年收入合计, [`Fund::Fiscal`]), 一般公共预算财政拨款支出 is (本年支出合计,
//! [`Fund::GeneralPublic`]). And what exists once in a report whatever the section says keeps one fund: “三公”经费
//! and its parts are [`Fund::Fiscal`], 机关运行经费, 政府采购 and all counts are [`Fund::All`].

mod classes;
mod compositions;
mod grades;
mod terms;

pub use classes::is_functional_class;
pub use compositions::{COMPOSITIONS, Composition, HELD};
pub use grades::{Grade, grade, is_grade};
pub use terms::{TERMS, Term};

use super::fact::{Fund, Subject};
use crate::document::squeeze;
use crate::order::Map;
use std::sync::LazyLock;

/// Words that name a fund, longest first where one holds another.
static FUND_WORDS: &[(&str, Fund)] = &[
    ("一般公共预算当年财政拨款", Fund::GeneralPublic),
    ("一般公共预算财政拨款", Fund::GeneralPublic),
    ("一般公共财政预算拨款", Fund::GeneralPublic),
    ("一般公共财政拨款", Fund::GeneralPublic),
    ("一般公共预算拨款", Fund::GeneralPublic),
    ("一般公共预算", Fund::GeneralPublic),
    ("公共预算财政拨款", Fund::GeneralPublic),
    ("政府性基金预算财政拨款", Fund::GovernmentFund),
    ("政府性基金财政拨款", Fund::GovernmentFund),
    ("政府性基金预算拨款", Fund::GovernmentFund),
    ("政府性基金拨款", Fund::GovernmentFund),
    ("政府性基金预算", Fund::GovernmentFund),
    ("政府性基金", Fund::GovernmentFund),
    ("国有资本经营预算财政拨款", Fund::StateCapital),
    ("国有资本经营财政拨款", Fund::StateCapital),
    ("国有资本经营预算拨款", Fund::StateCapital),
    ("国有资本经营拨款", Fund::StateCapital),
    ("国有资本经营预算", Fund::StateCapital),
    ("国有资本经营", Fund::StateCapital),
    ("财政拨款", Fund::Fiscal),
    ("财政补助", Fund::Fiscal),
];

/// Is this canonical name a count, not an amount of money?
pub fn is_count(name: &str) -> bool {
    ["人数", "人员", "车辆", "保有量", "购置数", "团组", "人次", "批次", "自评表", "评价项目", "问题"]
        .iter()
        .any(|w| name.ends_with(w))
}

/// Does the fund of this canonical name depend on where it stands?
pub fn has_own_fund(name: &str) -> bool {
    by_name(name).is_some_and(|term| term.fund.is_none())
}

/// The fund that a text names, if any: the most special one.
pub fn fund_named_in(text: &str) -> Option<Fund> {
    FUND_WORDS.iter().find(|(word, _)| text.contains(word)).map(|&(_, fund)| fund)
}

/// The budget of which a label names the money and nothing else (一般公共预算, 政府性基金预算支出).
pub fn fund_alone(label: &str) -> Option<Fund> {
    let (rest, fund) = without_fund(&plain(label));
    let rest = rest.trim_start_matches("其中").trim_start_matches("使用");
    let both = ["收、支总计", "收支总计", "收支总预算", "收入支出总计", "收入总计", "支出总计"];
    let alone = ["", "收入", "支出", "资金", "安排", "安排支出", "预算", "拨款"];
    fund.filter(|_| alone.contains(&rest) || both.contains(&rest))
}

static INDEX: LazyLock<Map<String, usize>> = LazyLock::new(|| {
    let mut index = Map::new();
    for (i, term) in TERMS.iter().enumerate() {
        index.insert(without_fund(&plain(term.name)).0, i);
        for synonym in term.synonyms.split_whitespace() {
            index.insert(plain(synonym), i);
        }
    }
    index
});

/// Bytes of the longest name in [`INDEX`]: longer texts are no names.
static LONGEST: LazyLock<usize> = LazyLock::new(|| INDEX.keys().map(String::len).max().unwrap_or(0));

/// Squeezed, without quotes, enumerators and bracketed remarks.
pub fn plain(label: &str) -> String {
    let squeezed = squeeze(label);
    let mut out = String::with_capacity(squeezed.len());
    let mut depth = 0usize;
    for c in squeezed.chars() {
        match c {
            '(' | '[' | '〔' => depth += 1,
            ')' | ']' | '〕' => depth = depth.saturating_sub(1),
            '"' | '\'' | '‘' | '’' | '《' | '》' | '「' | '」' => {}
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// A label without the words that name a fund, and the most special fund they name.
fn without_fund(label: &str) -> (String, Option<Fund>) {
    let mut text = label.to_string();
    let mut fund: Option<Fund> = None;
    for (word, named) in FUND_WORDS {
        if text.contains(word) {
            // 非财政拨款结余 is not 财政拨款, but is listed without the word all the same.
            if !text.contains("非财政拨款") {
                fund = Some(fund.map_or(*named, |f| f.max(*named)));
            }
            text = text.replace(word, "");
        }
    }
    (text, fund)
}

/// Endings that say on which basis an amount stands, not what it is.
static BASIS_ENDINGS: &[&str] = &[
    "全年预算数",
    "年初预算数",
    "支出决算数",
    "支出预算数",
    "收入决算数",
    "全年预算",
    "年初预算",
    "调整预算",
    "支出决算",
    "支出预算",
    "决算数",
    "预算数",
    "执行数",
    "支出数",
    "决算",
    "预算",
    "总支出",
    "总额",
    "合计",
    "共计",
    "总计",
    "金额",
    "支出",
    "数",
];

/// Beginnings that do not change what a label means: years, 本年度, 其中.
static BEGINNINGS: &[&str] = &[
    "支出安排的",
    "拨款安排的",
    "部门预算",
    "单位预算",
    "部门综合预算",
    "其中",
    "包括",
    "本年度",
    "本部门",
    "本单位",
    "我部门",
    "我单位",
    "全年",
    "当年",
    "本级",
    "区级",
    "县级",
    "市级",
    "部门",
    "单位",
    "决算",
    "年度",
    "年",
    "度",
    "的",
    "全口径",
    "用于",
    "使用",
    "安排",
    "实际",
    "发生",
    "开支",
    "形成",
    "预算绩效管理",
    "年末",
    "开展",
    "填报",
    "所属",
    "下属",
    "各预算",
    "各",
    "组织",
    "合计",
    "共计",
    "一是",
    "二是",
    "三是",
    "本年",
    "以上",
    "上述",
    "两项",
    "三项",
    "项",
    "构成",
    "即",
];

/// Endings of the names of units, which may stand before a label.
static UNIT_ENDINGS: &[&str] = &[
    "局", "委", "办", "院", "校", "厅", "府", "站", "所", "队", "会", "处", "室", "馆", "部门", "单位",
    "中心", "学", "园", "部", "团", "社", "厂", "场", "台", "库", "署", "司", "级", "县", "市", "区", "乡",
    "镇", "村", "街道", "中", "内",
];

/// The canonical subject of a label, if the lexicon knows it. `fund` is the fund of the section, for labels that name
/// none themselves.
pub fn canonical(label: &str, fund: Fund) -> Option<Subject> {
    let text = plain(label);
    let text = strip_enumerator(&text);
    let (bare, named) = without_fund(text);
    let term = find_term(&bare, named.is_some())?;
    // 此外，年初财政拨款结转和结余X万元 in the section on one budget: what was carried over of that.
    let carried = matches!(term.name, "年初结转和结余" | "年末结转和结余");
    let one = matches!(fund, Fund::GeneralPublic | Fund::GovernmentFund | Fund::StateCapital);
    let named = named.filter(|named| !(carried && one && *named == Fund::Fiscal));
    let fund = term.fund.or(named).unwrap_or(fund);
    Some(Subject { name: term.name.to_string(), fund })
}

/// Is this, after the basis endings are gone, a known label?
fn find_term(text: &str, has_fund: bool) -> Option<&'static Term> {
    // A budget speaks of 收入预算 where final accounts say 收入总计.
    if !has_fund {
        match text {
            _ if text.ends_with("收入预算") && neutral(text.strip_suffix("收入预算")?) => {
                return by_name("收入总计");
            }
            _ if text.ends_with("支出预算") && neutral(text.strip_suffix("支出预算")?) => {
                return by_name("支出总计");
            }
            _ => {}
        }
    }
    let mut rest = text;
    for _ in 0..3 {
        if let Some(term) = with_beginning(rest, has_fund) {
            return Some(term);
        }
        let ending = BASIS_ENDINGS.iter().find(|e| rest.ends_with(**e) && rest.len() > e.len())?;
        rest = &rest[..rest.len() - ending.len()];
    }
    None
}

fn by_name(name: &str) -> Option<&'static Term> {
    TERMS.iter().find(|t| t.name == name)
}

/// The term that `text` is, possibly after a beginning that changes nothing.
fn with_beginning(text: &str, has_fund: bool) -> Option<&'static Term> {
    for (at, _) in text.char_indices() {
        let (head, tail) = text.split_at(at);
        if tail.len() > *LONGEST {
            continue;
        }
        if let Some(&i) = INDEX.get(tail) {
            // 收入 and 支出 alone are the last word of many labels; they mean the total only by themselves.
            let bare = matches!(
                tail,
                "收入" | "支出" | "收支" | "工程" | "服务" | "货物" | "退休" | "离休" | "在职" | "编制"
            );
            if (!bare || at == 0 || has_fund) && neutral(head) {
                return TERMS.get(i);
            }
        }
    }
    None
}

/// The unit that a label names before its term: 信息中心 of 信息中心本年收入.
pub fn owner(label: &str) -> Option<String> {
    let plain = plain(label);
    let (text, _) = without_fund(strip_enumerator(&plain));
    let (head, _) = text
        .char_indices()
        .map(|(at, _)| text.split_at(at))
        .find(|(head, tail)| tail.len() <= *LONGEST && INDEX.contains_key(*tail) && neutral(head))?;
    let mut rest = head;
    loop {
        rest = rest.trim_end_matches(|c: char| c.is_ascii_digit() || c == '的');
        let Some(word) = BEGINNINGS.iter().find(|w| rest.ends_with(**w)) else { break };
        rest = &rest[..rest.len() - word.len()];
    }
    (rest.chars().count() > 1).then(|| rest.to_string())
}

/// Does this beginning leave the meaning of what follows as it is (a year, the name of the unit)?
fn neutral(head: &str) -> bool {
    let mut rest = head.trim_end_matches(['、', ',', ':', '-', '—', '和', '与', '及']);
    loop {
        rest = rest.trim_end_matches(|c: char| c.is_ascii_digit());
        // 行政单位（含…）、事业单位和其他单位使用财政拨款安排的“三公”经费: units of every kind are all of them.
        if rest.ends_with("单位") && rest.contains("行政单位") && rest.contains("事业单位") {
            return true;
        }
        // 某某单位的机关运行经费, 开展业务活动的公务用车费: whose it is changes nothing.
        if rest.ends_with("业务活动的")
            || rest.strip_suffix('的').is_some_and(|owner| UNIT_ENDINGS.iter().any(|w| owner.ends_with(w)))
        {
            return true;
        }
        let Some(word) = BEGINNINGS.iter().find(|w| rest.ends_with(**w)) else { break };
        rest = &rest[..rest.len() - word.len()];
    }
    rest.is_empty() || UNIT_ENDINGS.iter().any(|w| rest.ends_with(w))
}

/// Without （一）, 一、, 1. at the head.
pub fn strip_enumerator(text: &str) -> &str {
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let rest = text.trim_start_matches(numeral);
    if rest.len() < text.len() {
        for mark in ['、', '.', '．'] {
            if let Some(rest) = rest.strip_prefix(mark) {
                return rest;
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(label: &str) -> Option<(String, Fund)> {
        canonical(label, Fund::All).map(|s| (s.name, s.fund))
    }

    #[test]
    fn what_is_carried_over_is_of_the_budget_of_its_section() {
        let of = |fund| canonical("年初财政拨款结转和结余", fund).map(|s| s.fund);
        assert_eq!(of(Fund::GeneralPublic), Some(Fund::GeneralPublic));
        assert_eq!(of(Fund::All), Some(Fund::Fiscal));
    }

    #[test]
    fn synonyms_of_many_provinces() {
        for (label, name, fund) in [
            ("上海市普陀区规划和自然资源局 2024 年度收入支出总计", "收入支出总计", Fund::All),
            ("2024年度财政拨款收入总计", "收入总计", Fund::Fiscal),
            ("收、支总计", "收入支出总计", Fund::All),
            ("年初财政拨款结转和结余", "年初结转和结余", Fund::Fiscal),
            ("使用非财政拨款结余（含专用结余）", "使用非财政拨款结余", Fund::All),
            ("一般公共预算财政拨款支出", "本年支出合计", Fund::GeneralPublic),
            ("财政拨款收入", "本年收入合计", Fund::Fiscal),
            ("本年财政拨款收入", "本年收入合计", Fund::Fiscal),
            ("2024年度一般公共预算财政拨款基本支出", "基本支出", Fund::GeneralPublic),
            ("“三公”经费财政拨款支出决算数", "“三公”经费", Fund::Fiscal),
            (
                "市级行政单位(含参照公务员法管理的事业单位)和事业单位使用财政拨款安排“三公”经费支出总额",
                "“三公”经费",
                Fund::Fiscal,
            ),
            ("公务用车购置及运行维护费支出决算", "公务用车购置及运行维护费", Fund::Fiscal),
            ("因公出国 （境）费支出", "因公出国（境）费", Fund::Fiscal),
            (
                "2024年度昌吉回族自治州自然资源局（行政单位和参照公务员法管理事业单位）机关运行经费支出",
                "机关运行经费",
                Fund::All,
            ),
            ("参公事业单位财政拨款的机关运行经费预算", "机关运行经费", Fund::All),
            ("政府采购服务预算", "政府采购服务支出", Fund::All),
            ("货物采购金额", "政府采购货物支出", Fund::All),
            ("2025年，上海市普陀区人民政府办公室收入预算", "收入总计", Fund::All),
            ("（三）公务接待费", "公务接待费", Fund::Fiscal),
            ("本 年 收 入 合 计", "本年收入合计", Fund::All),
        ] {
            assert_eq!(found(label), Some((name.to_string(), fund)), "{label}");
        }
    }

    #[test]
    fn other_labels_stay_unknown() {
        for label in
            ["社会保障和就业支出", "一般公共服务支出", "退休费", "其他用车", "住房保障支出", "科研收入"]
        {
            assert_eq!(found(label), None, "{label}");
        }
    }
}
