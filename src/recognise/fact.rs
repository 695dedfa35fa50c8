//! Facts: what a figure says, in terms that narrative, tables and forms share, so that the same amount stated twice
//! can be compared.

use crate::figure::FigureId;

/// Which money is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fund {
    /// All sources (收入支出总体).
    All,
    /// 财政拨款: the three below together.
    Fiscal,
    /// 一般公共预算财政拨款
    GeneralPublic,
    /// 政府性基金预算财政拨款
    GovernmentFund,
    /// 国有资本经营预算财政拨款
    StateCapital,
}

/// What is said about the subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Measure {
    /// An amount of money.
    Amount,
    /// A share of a total (占比).
    Share,
    /// A change in money against another year or a budget (增加, 减少); the sign is in `Fact::negative`.
    Change,
    /// A growth rate (增长, 下降).
    GrowthRate,
    /// A completion, execution or difference rate (完成率, 执行率, 差异率).
    Rate,
    /// A count (个, 辆, 人次).
    Count,
    /// A score or weight.
    Points,
}

/// On which basis an amount stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Basis {
    /// 决算数, 执行数: what was really received or spent.
    Final,
    /// 年初预算数
    InitialBudget,
    /// 全年预算数, 调整预算数
    FullBudget,
    /// A budget without saying which (预算数).
    Budget,
}

/// Which year it speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Year {
    /// The year reported on.
    Report,
    /// The year before (上年).
    Last,
    /// Another year, named.
    Named(u16),
}

/// Where a fact comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    /// The narrative.
    Narrative,
    /// An account table: index into [`super::Recognised::accounts`].
    Account(usize),
    /// A self-evaluation form: index into [`super::Recognised::forms`].
    Form(usize),
}

/// What a fact is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Subject {
    /// Canonical name from the lexicon (收入总计, 本年支出合计, 基本支出, 公务接待费) or, for functional and economic
    /// classes, the squeezed name path (社会保障和就业支出/行政事业单位养老支出/行政单位离退休).
    pub name: String,
    /// Which money.
    pub fund: Fund,
}

/// What a figure says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The figure.
    pub figure: FigureId,
    /// What it is about.
    pub subject: Subject,
    /// What is said about it.
    pub measure: Measure,
    /// On which basis.
    pub basis: Basis,
    /// Which year.
    pub year: Year,
    /// The change or rate is a decrease (减少, 下降).
    pub negative: bool,
    /// Where it comes from.
    pub source: Source,
}
