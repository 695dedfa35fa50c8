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

pub use classes::is_functional_class;

use super::fact::{Fund, Subject};
use crate::document::squeeze;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A canonical name and the words that mean the same.
#[derive(Debug, Clone, Copy)]
pub struct Term {
    /// The name that facts use.
    pub name: &'static str,
    /// The fund it always belongs to, whatever the section says.
    pub fund: Option<Fund>,
    /// Other words for it, squeezed, without quotes, brackets and the name of the fund, separated by spaces.
    pub synonyms: &'static str,
}

const fn term(name: &'static str, synonyms: &'static str) -> Term {
    Term { name, fund: None, synonyms }
}

const fn fixed(name: &'static str, fund: Fund, synonyms: &'static str) -> Term {
    Term { name, fund: Some(fund), synonyms }
}

/// Canonical names and their synonyms.
pub static TERMS: &[Term] = &[
    term(
        "收入支出总计",
        "收支总计 收、支总计 收入、支出总计 收入与支出总计 收入和支出总计 收支总额 收入支出总额 \
         收入支出总体 收入、支出总体 收支总体 收、支总体 收入支出 收支 收入、支出 收支总预算 \
         收支预算总额 收支预算总计 收支预算 预算收支安排 预算收支 收支决算总计 收支总决算 收入支出决算总计 收入、支出决算总计 收、支决算总计 \
         收入支出决算总体 收入支出预算总计 收入支出预算 收入总计和支出总计 收入总计与支出总计 \
         收入总计、支出总计 收、支总预算 收入、支出决算总计 收、支决算总计 收、支总额 \
         收入、支出预算总计 收、支预算总计 总收入、总支出 总收入和总支出 总收入与总支出 总收支",
    ),
    term("收入总计", "总收入 收入总额 收入总预算 收入预算总计 收入决算总计 收入总体 收入预算总额"),
    term("支出总计", "总支出 支出总额 支出总预算 支出预算总计 支出决算总计 支出总体 支出预算总额"),
    term(
        "本年收入合计",
        "本年收入 收入合计 收入 当年收入 年度收入 收入决算合计 本年收入决算合计 本年收入决算 收入决算 当年收入合计 \
         本年度收入合计 本年度收入",
    ),
    term(
        "本年支出合计",
        "本年支出 支出合计 支出 当年支出 年度支出 支出决算合计 本年支出决算合计 本年支出决算 支出决算 当年支出合计 本年支出总额 \
         本年度支出合计 本年度支出",
    ),
    term("上级补助收入", "上级补助"),
    term("事业收入", ""),
    term("经营收入", "事业单位经营收入"),
    term("附属单位上缴收入", "附属单位缴款 附属单位上缴 下级单位上缴收入"),
    term("其他收入", "其它收入"),
    term("财政专户管理资金收入", "财政专户管理资金 教育收费收入 财政专户拨款收入 纳入专户管理的非税收入"),
    term(
        "使用非财政拨款结余",
        "使用非结余 使用非结余和专用结余 使用非结余及专用结余 用事业基金弥补收支差额 \
         用非结余弥补收支差额 使用专用结余 非结余",
    ),
    term(
        "年初结转和结余",
        "上年结转和结余 年初结转结余 上年结转结余 上年结余结转 上年结转 年初结转 上年结转收入 \
         以前年度结转 上年结余 年初结转及结余 上年度结转和结余 上年末结转和结余",
    ),
    term(
        "年末结转和结余",
        "结转下年 年末结转结余 年末结转 年末结余 年末结转及结余 结转和结余 结转下年支出 \
         结转下年使用 年终结转和结余 年终结转结余",
    ),
    term("结余分配", "本年结余分配"),
    term("基本支出", "基本支出合计"),
    term("项目支出", "项目支出合计"),
    term("上缴上级支出", "上缴上级"),
    term("经营支出", "事业单位经营支出"),
    term("对附属单位补助支出", "对附属单位补助 对下级单位补助支出 附属单位补助支出 对附属单位的补助支出"),
    term("人员经费", "人员支出 人员经费合计 人员类支出 人员类"),
    term("公用经费", "日常公用经费 公用支出 日常公用支出 公用经费合计 商品和服务支出等公用经费 公用类"),
    fixed(
        "“三公”经费",
        Fund::Fiscal,
        "三公经费 三公经费合计 三公经费支出合计 三公支出 三公经费支出总额 三公",
    ),
    fixed(
        "因公出国（境）费",
        Fund::Fiscal,
        "因公出国费 因公出国费用 因公出国经费 因公出国 出国费 出国费用 因公临时出国费 \
         因公临时出国费用",
    ),
    fixed(
        "公务用车购置及运行维护费",
        Fund::Fiscal,
        "公务用车购置及运行费 公务用车购置和运行维护费 公务用车购置和运行费 公务用车购置与运行维护费 \
         公务用车购置及运行 公务用车购置及运行维护 公务用车购置及运行维护费用 公务用车购置及运行费用 \
         公务用车购置费及运行费 公务用车购置费及运行维护费 公务用车购置、运行维护费 公务用车费 \
         公务用车费用 公务车购置及运行维护费 公车购置及运行维护费 公车购置及运行费 公务用车经费 \
         公务用车购置及运维费",
    ),
    fixed(
        "公务用车购置费",
        Fund::Fiscal,
        "公务用车购置 公务用车购置费用 公务用车购置经费 公务车购置费 公车购置费 公车购置 \
         购置公务用车",
    ),
    fixed(
        "公务用车运行维护费",
        Fund::Fiscal,
        "公务用车运行费 公务用车运行维护 公务用车运行维护费用 公务用车运行费用 公务用车运维费 \
         公务用车运行维护经费 公务车运行维护费 公车运行维护费 公车运行费 公务用车运行 \
         公务车车用车运行费",
    ),
    fixed("公务接待费", Fund::Fiscal, "公务接待 接待费 公务接待费用 公务接待经费 业务接待费"),
    fixed("国内公务接待费", Fund::Fiscal, "国内公务接待 国内接待费 国内公务接待费用"),
    fixed("外事接待费", Fund::Fiscal, "外宾接待 外宾接待费 国(境)外公务接待费 外事接待 国外公务接待费"),
    fixed("会议费", Fund::Fiscal, ""),
    fixed("培训费", Fund::Fiscal, ""),
    fixed(
        "机关运行经费",
        Fund::All,
        "机关运行费 机关运行费用 机关经费 单位运行经费 机关运转经费 机构运行经费 机关单位运行经费",
    ),
    fixed(
        "政府采购支出",
        Fund::All,
        "政府采购支出总额 政府采购总额 政府采购金额 政府采购 政府采购支出合计 政府采购支出金额 \
         政府采购总金额 政府采购合同金额 政府采购总支出 采购支出总额 采购总额",
    ),
    fixed(
        "政府采购货物支出",
        Fund::All,
        "货物采购金额 货物采购支出 货物采购 货物支出 政府采购货物 货物类采购 货物类支出 货物类 \
         政府采购货物类支出 货物支出金额 货物类采购支出 货物 采购货物支出",
    ),
    fixed(
        "政府采购工程支出",
        Fund::All,
        "工程采购金额 工程采购支出 工程采购 工程支出 政府采购工程 工程类采购 工程类支出 工程类 \
         政府采购工程类支出 工程支出金额 工程类采购支出 工程 采购工程支出",
    ),
    fixed(
        "政府采购服务支出",
        Fund::All,
        "服务采购金额 服务采购支出 服务采购 服务支出 政府采购服务 服务类采购 服务类支出 服务类 \
         政府采购服务类支出 服务支出金额 服务类采购支出 服务 采购服务支出",
    ),
    fixed(
        "授予中小企业合同金额",
        Fund::All,
        "授予中小企业合同总金额 授予中小企业合同 授予中小企业的合同金额 授予中小企业合同总额 \
         中小企业合同金额 授予中小企业合同的金额 授予中小微企业合同金额 授予中小型企业合同金额",
    ),
    fixed(
        "授予小微企业合同金额",
        Fund::All,
        "授予小微企业合同总金额 授予小微企业合同 授予小微企业的合同金额 授予小微企业合同总额 \
         小微企业合同金额 授予小型微型企业合同金额 授予小型和微型企业合同金额 授予小微型企业合同金额",
    ),
    fixed(
        "实有人数",
        Fund::All,
        "年末实有人数 实有人员 实有在编人数 年末实有人员 人员总数 实有总人数 现有人数 共有人员 \
         职工总数",
    ),
    fixed("在职人员", Fund::All, "在职职工 在职人数 在职 在编人员 在职在编人员 实有在职人员 在编在职人员"),
    fixed("离休人员", Fund::All, "离休人数 离休 离休干部"),
    fixed("退休人员", Fund::All, "退休人数 退休 退休职工"),
    fixed(
        "编制人数",
        Fund::All,
        "编制 人员编制 核定编制 编制数 总编制 编制总数 核定编制人数 核定编制数 事业编制总数",
    ),
    fixed("车辆", Fund::All, "共有车辆 车辆数 固定资产车辆 车辆合计 公务车辆"),
    fixed("公务用车保有量", Fund::All, "公务用车保有数 车辆保有量 公务用车保有 保有公务用车"),
    fixed("公务用车购置数", Fund::All, "购置公务用车数 公务用车购置数量 购置车辆 更新购置公务用车 购置数"),
    fixed("因公出国（境）团组", Fund::All, "因公出国团组 因公出国团组数 出国团组 出国团组数"),
    fixed("因公出国（境）人次", Fund::All, "因公出国人次 因公出国累计 出国人次 因公出国人数"),
    fixed(
        "国内公务接待批次",
        Fund::All,
        "国内公务接待批次数 公务接待批次 接待批次 国内公务接待批 公务接待批",
    ),
    fixed("国内公务接待人次", Fund::All, "国内公务接待人数 公务接待人次 接待人次"),
    fixed(
        "整体支出绩效自评表",
        Fund::All,
        "整体支出绩效自评 单位整体支出绩效自评表 部门整体支出绩效自评表 整体支出绩效自评表数",
    ),
    fixed(
        "绩效评价项目",
        Fund::All,
        "预算绩效评价项目 绩效自评项目 项目支出绩效自评表 绩效自评的项目 绩效自评的年度项目 \
         开展绩效自评项目",
    ),
];

/// What a whole is made of. A part without a fund has the fund of the whole.
#[derive(Debug, Clone, Copy)]
pub struct Composition {
    /// Canonical name of the whole.
    pub whole: &'static str,
    /// The fund of which it is said; `None`: of each.
    pub fund: Option<Fund>,
    /// Canonical names of its parts. Some may be absent: what a report does not have it need not list.
    pub parts: &'static [(&'static str, Option<Fund>)],
    /// Without these the listing is not complete.
    pub required: &'static [&'static str],
}

/// The known compositions.
pub static COMPOSITIONS: &[Composition] = &[
    Composition {
        whole: "收入总计",
        fund: None,
        parts: &[("本年收入合计", None), ("使用非财政拨款结余", None), ("年初结转和结余", None)],
        required: &["本年收入合计"],
    },
    Composition {
        whole: "收入总计",
        fund: Some(Fund::All),
        parts: &[
            ("本年收入合计", Some(Fund::Fiscal)),
            ("本年收入合计", Some(Fund::GeneralPublic)),
            ("本年收入合计", Some(Fund::GovernmentFund)),
            ("本年收入合计", Some(Fund::StateCapital)),
            ("上级补助收入", None),
            ("事业收入", None),
            ("经营收入", None),
            ("附属单位上缴收入", None),
            ("其他收入", None),
            ("财政专户管理资金收入", None),
            ("使用非财政拨款结余", None),
            ("年初结转和结余", None),
        ],
        required: &["本年收入合计", "年初结转和结余"],
    },
    Composition {
        whole: "支出总计",
        fund: None,
        parts: &[("本年支出合计", None), ("结余分配", None), ("年末结转和结余", None)],
        required: &["本年支出合计"],
    },
    Composition {
        whole: "本年收入合计",
        fund: Some(Fund::All),
        parts: &[
            ("本年收入合计", Some(Fund::Fiscal)),
            ("本年收入合计", Some(Fund::GeneralPublic)),
            ("本年收入合计", Some(Fund::GovernmentFund)),
            ("本年收入合计", Some(Fund::StateCapital)),
            ("上级补助收入", None),
            ("事业收入", None),
            ("经营收入", None),
            ("附属单位上缴收入", None),
            ("其他收入", None),
            ("财政专户管理资金收入", None),
        ],
        required: &[],
    },
    Composition {
        whole: "本年收入合计",
        fund: Some(Fund::Fiscal),
        parts: &[
            ("本年收入合计", Some(Fund::GeneralPublic)),
            ("本年收入合计", Some(Fund::GovernmentFund)),
            ("本年收入合计", Some(Fund::StateCapital)),
        ],
        required: &[],
    },
    Composition {
        whole: "本年支出合计",
        fund: Some(Fund::Fiscal),
        parts: &[
            ("本年支出合计", Some(Fund::GeneralPublic)),
            ("本年支出合计", Some(Fund::GovernmentFund)),
            ("本年支出合计", Some(Fund::StateCapital)),
        ],
        required: &[],
    },
    Composition {
        whole: "本年支出合计",
        fund: None,
        parts: &[
            ("基本支出", None),
            ("项目支出", None),
            ("上缴上级支出", None),
            ("经营支出", None),
            ("对附属单位补助支出", None),
        ],
        required: &["基本支出", "项目支出"],
    },
    Composition {
        whole: "基本支出",
        fund: None,
        parts: &[("人员经费", None), ("公用经费", None)],
        required: &["人员经费", "公用经费"],
    },
    Composition {
        whole: "“三公”经费",
        fund: None,
        parts: &[("因公出国（境）费", None), ("公务用车购置及运行维护费", None), ("公务接待费", None)],
        required: &["因公出国（境）费", "公务用车购置及运行维护费", "公务接待费"],
    },
    Composition {
        whole: "“三公”经费",
        fund: None,
        parts: &[
            ("因公出国（境）费", None),
            ("公务用车购置费", None),
            ("公务用车运行维护费", None),
            ("公务接待费", None),
        ],
        required: &["因公出国（境）费", "公务用车购置费", "公务用车运行维护费", "公务接待费"],
    },
    Composition {
        whole: "公务用车购置及运行维护费",
        fund: None,
        parts: &[("公务用车购置费", None), ("公务用车运行维护费", None)],
        required: &["公务用车购置费", "公务用车运行维护费"],
    },
    Composition {
        whole: "政府采购支出",
        fund: None,
        parts: &[("政府采购货物支出", None), ("政府采购工程支出", None), ("政府采购服务支出", None)],
        required: &[],
    },
    Composition {
        whole: "实有人数",
        fund: None,
        parts: &[("在职人员", None), ("离休人员", None), ("退休人员", None)],
        required: &["在职人员", "退休人员"],
    },
];

/// Words that name a fund, longest first where one holds another.
static FUND_WORDS: &[(&str, Fund)] = &[
    ("一般公共预算当年财政拨款", Fund::GeneralPublic),
    ("一般公共预算财政拨款", Fund::GeneralPublic),
    ("一般公共财政预算拨款", Fund::GeneralPublic),
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
    ["人数", "人员", "车辆", "保有量", "购置数", "团组", "人次", "批次", "自评表", "评价项目"]
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

static INDEX: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let mut index = HashMap::new();
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
    "用于",
    "使用",
    "安排",
    "实际",
    "发生",
    "开支",
    "形成",
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

/// Does this beginning leave the meaning of what follows as it is (a year, the name of the unit)?
fn neutral(head: &str) -> bool {
    let mut rest = head.trim_end_matches(['、', ',', ':', '-', '—', '和', '与', '及']);
    loop {
        rest = rest.trim_end_matches(|c: char| c.is_ascii_digit());
        // 某某单位的机关运行经费: whose it is changes nothing.
        if rest.strip_suffix('的').is_some_and(|owner| UNIT_ENDINGS.iter().any(|w| owner.ends_with(w))) {
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
