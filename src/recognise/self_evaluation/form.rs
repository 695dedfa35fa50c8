//! What a self-evaluation form (绩效自评表) says, in figures and spans of the document.

use crate::document::{Holds, Span};
use crate::figure::FigureId;
use crate::number::{Comparator, Deadline, Period};

/// Which kind of form it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum FormKind {
    /// 整体支出绩效自评表: the unit as a whole.
    Overall,
    /// 项目支出绩效自评表: one project.
    #[default]
    Project,
    /// 绩效目标表: targets only, nothing evaluated yet.
    Targets,
}

/// A text of the form with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// As written, trimmed.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// A self-evaluation form.
#[derive(Debug, Clone, Default)]
pub struct Form {
    /// Its kind.
    pub kind: FormKind,
    /// Its title as written.
    pub title: String,
    /// Name of the project, or of the unit for the overall form.
    pub name: Option<Text>,
    /// First block of the document that belongs to it.
    pub block: usize,
    /// Year it speaks of.
    pub year: Option<u16>,
    /// Rows of the budget part (资金, 预算执行情况).
    pub funds: Vec<Fund>,
    /// The goals in words: (预期目标, 实际完成情况).
    pub goals: Vec<Goal>,
    /// The indicators.
    pub indicators: Vec<Indicator>,
    /// Groups whose label states their weight: 产出指标（50分）.
    pub groups: Vec<Group>,
    /// Weight of the execution rate where a label states it: 预算执行情况（20分）.
    pub execution_weight: Option<FigureId>,
    /// What is written of how the execution rate is scored, squeezed.
    pub execution_criteria: Vec<String>,
    /// The same weight stated again in that head: 得分（20分*执行率）.
    pub repeated_weights: Vec<FigureId>,
    /// Sum of weights as stated in the total row.
    pub total_weight: Option<FigureId>,
    /// Total score as stated.
    pub total_score: Option<FigureId>,
    /// Total of the scores that were reviewed.
    pub total_review: Option<FigureId>,
    /// Total of the points taken off.
    pub total_deducted: Option<FigureId>,
    /// The same total stated again, beside the name or in a tail.
    pub repeated_totals: Vec<FigureId>,
    /// Sub-totals (小计).
    pub subtotals: Vec<Subtotal>,
    /// Money of which only the label says what it is: 其中：基本支出：1322.18.
    pub shares: Vec<Share>,
    /// Rows of the table of the year's tasks (年度主要任务) with their money.
    pub tasks: Vec<Task>,
    /// A list that is neither money nor indicators has points of its own, which the total may count too.
    pub scored_aside: bool,
    /// Conclusions and remarks in its tail.
    pub remarks: Vec<Text>,
    /// Grade as stated (优, 良, 中, 差).
    pub grade: Option<Text>,
    /// A column states the completion rate.
    pub has_rates: bool,
    /// A column states scores.
    pub has_scores: bool,
    /// A column is there for reasons of deviation.
    pub has_reasons: bool,
    /// Some rows could not be read for certain: sums over the form are not judged.
    pub unclear: bool,
}

/// A goal in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// What it says.
    pub text: Text,
    /// It tells what was done (实际完成情况), not what was planned.
    pub achieved: bool,
}

/// Where the money of a row comes from or goes to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum FundKind {
    /// 年度资金总额, 合计
    Total,
    /// 财政拨款
    Fiscal,
    /// 上年结转
    CarriedOver,
    /// 财政专户管理资金
    SpecialAccount,
    /// 单位资金, 自筹
    OwnFunds,
    /// 中央补助, 上级资金
    Superior,
    /// 本级, 地方资金
    Local,
    /// 基本支出
    Basic,
    /// 人员经费, 公用经费
    PartOfBasic,
    /// 项目支出
    Projects,
    /// 其他资金
    Other,
    /// Not known.
    #[default]
    Unknown,
}

/// A row of the budget part.
#[derive(Debug, Clone, Default)]
pub struct Fund {
    /// Its label as written.
    pub label: String,
    /// Which money.
    pub kind: FundKind,
    /// 其中 is written.
    pub of_which: bool,
    /// 年初预算数
    pub initial: Option<FigureId>,
    /// 全年预算数
    pub full: Option<FigureId>,
    /// 到位数
    pub arrived: Option<FigureId>,
    /// 全年执行数
    pub executed: Option<FigureId>,
    /// 结余: what is left.
    pub rest: Option<FigureId>,
    /// 到位率
    pub arrival: Option<FigureId>,
    /// 执行率
    pub rate: Option<FigureId>,
    /// 分值
    pub weight: Option<FigureId>,
    /// 得分
    pub score: Option<FigureId>,
    /// 扣分
    pub deducted: Option<FigureId>,
}

/// A group of indicators whose label states its weight.
#[derive(Debug, Clone)]
pub struct Group {
    /// 产出指标
    pub label: String,
    /// 50分
    pub weight: FigureId,
    /// First indicator of it.
    pub from: usize,
    /// Indicator after its last.
    pub to: usize,
}

/// A row that sums up rows above it (小计).
#[derive(Debug, Clone)]
pub struct Subtotal {
    /// As written.
    pub label: String,
    /// Its weight.
    pub weight: Option<FigureId>,
    /// Its score.
    pub score: Option<FigureId>,
    /// Where the rows above may begin, the likeliest first.
    pub from: Vec<usize>,
    /// Indicator after the last of them.
    pub to: usize,
}

/// A task of the year with its money, or the sum of them.
#[derive(Debug, Clone)]
pub struct Task {
    /// It is the row of the sums (合计).
    pub total: bool,
    /// Its amounts from left to right; `None` where nothing stands.
    pub amounts: Vec<Option<FigureId>>,
}

/// An amount whose label alone says what it is, not a column.
#[derive(Debug, Clone)]
pub struct Share {
    /// As written.
    pub label: String,
    /// Which money.
    pub kind: FundKind,
    /// The amount.
    pub figure: FigureId,
}

/// Does a larger value mean better?
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Polarity {
    /// ≥, ＞ (正向)
    Positive,
    /// ≤, ＜ (反向)
    Negative,
    /// =
    Exact,
    /// No comparator says.
    #[default]
    Unknown,
}

/// What stands in a cell for a target or an actual.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A quantity.
    Quantity(FigureId, Option<Comparator>),
    /// A day, a month.
    Deadline(Deadline),
    /// From one day to another.
    Period(Period),
    /// Words.
    Words,
    /// Empty, — or /.
    Blank,
}

/// A target or an actual.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// As written.
    pub text: String,
    /// Where.
    pub span: Span,
    /// What it is.
    pub content: Content,
}

impl Value {
    /// The figure, if it is a quantity.
    pub fn figure(&self) -> Option<FigureId> {
        match self.content {
            Content::Quantity(id, _) => Some(id),
            _ => None,
        }
    }
}

/// An indicator.
#[derive(Debug, Clone, Default)]
pub struct Indicator {
    /// 一级指标
    pub first_level: String,
    /// 二级指标
    pub second_level: String,
    /// 三级指标, its name.
    pub name: String,
    /// Where the name stands.
    pub span: Option<Span>,
    /// 分值, 权重
    pub weight: Option<FigureId>,
    /// 指标值, 目标值
    pub target: Option<Value>,
    /// 实际完成值, 业绩值
    pub actual: Option<Value>,
    /// 完成率
    pub rate: Option<FigureId>,
    /// 得分系数
    pub coefficient: Option<FigureId>,
    /// 得分
    pub score: Option<FigureId>,
    /// 复核得分
    pub review: Option<FigureId>,
    /// 扣分
    pub deducted: Option<FigureId>,
    /// 折算得分 with the points and the share that it is made of.
    pub converted: Option<(FigureId, FigureId, FigureId)>,
    /// Wording of the 赋分规则, squeezed.
    pub wording: String,
    /// All that is written of how it is scored (评分标准), squeezed.
    pub criteria: String,
    /// 偏差原因; `None` when the cell is empty.
    pub reason: Option<Text>,
    /// Its points and its score are those of the rows below it too.
    pub shared: bool,
    /// Does a larger value mean better?
    pub polarity: Polarity,
    /// The unit column, squeezed.
    pub unit: String,
}

impl Indicator {
    /// Is it about satisfaction (满意度)?
    pub fn is_satisfaction(&self) -> bool {
        self.first_level.contains("满意")
            || self.second_level.contains("满意")
            || self.name.contains("满意度")
    }

    /// Points beyond the full marks, or taken off them, for what no target is set for (加分项).
    pub fn is_bonus(&self) -> bool {
        [&self.first_level, &self.second_level, &self.name]
            .iter()
            .any(|level| level.holds_any(&["加分", "扣分项", "附加分"]))
    }

    /// Is it about cost (成本)?
    pub fn is_cost(&self) -> bool {
        self.first_level.contains("成本") || self.second_level.contains("成本")
    }

    /// Without a comparator: is it a number or quality of things done, of which nobody wants less?
    pub fn wants_more(&self) -> bool {
        const LESS: &[&str] = &[
            "投诉",
            "事故",
            "变动",
            "控制",
            "时限",
            "天数",
            "成本",
            "费用",
            "经费",
            "超",
            "误",
            "差",
            "缺陷",
            "损失",
            "违",
            "问题",
            "负债",
            "结余",
            "结转",
            "逾期",
            "下降",
            "降低",
            "减少",
            "死亡",
            "发病",
            "受害",
            "不合格",
            "返工",
            "失业",
            "辍学",
            "流失",
            "故障",
            "缩短",
            "压缩",
            "周期",
            "时间",
            "退",
            "污染",
            "排放",
            "能耗",
            "消耗",
            "信访",
            "案件",
            "间隔",
            "调整",
            "风险",
            "隐患",
            "次数",
            "偏离",
            "延误",
            "漏",
            "拖欠",
            "债",
            "浓度",
            "占比",
            "比例",
        ];
        const MORE: &[&str] =
            &["及时率", "按时", "按期", "准时", "准点", "合格率", "达标率", "完成率", "覆盖率", "普及率"];
        if self.name.holds_any(MORE) && !self.name.holds_any(&["不", "未", "降"]) {
            return true;
        }
        let level = |w: &str| self.second_level.contains(w) || self.first_level.contains(w);
        (level("数量") || level("质量") || self.is_satisfaction())
            && !level("成本")
            && !self.name.holds_any(LESS)
    }

    /// Target and actual, if both are quantities.
    pub fn quantities(&self) -> Option<(FigureId, FigureId)> {
        Some((self.target.as_ref()?.figure()?, self.actual.as_ref()?.figure()?))
    }

    /// Neither a quantity nor a date is the target.
    pub fn is_qualitative(&self) -> bool {
        self.target.as_ref().is_some_and(|t| t.content == Content::Words)
    }
}

impl Form {
    /// The row of the total (年度资金总额).
    pub fn total_fund(&self) -> Option<&Fund> {
        self.funds.iter().find(|f| f.kind == FundKind::Total).or(match self.funds.as_slice() {
            [only] => Some(only),
            _ => None,
        })
    }

    /// Has this indicator its points in a row above, with others?
    pub fn has_points_above(&self, index: usize) -> bool {
        let own = self.indicators.get(index).is_some_and(|i| i.weight.is_none() && i.score.is_none());
        let above =
            self.indicators.get(..index).unwrap_or_default().iter().rev().find(|i| i.weight.is_some());
        own && above.is_some_and(|i| i.shared)
    }

    /// The weight of the execution rate, from its column or from a label: that of all money, or of each part where they are
    /// scored apart.
    pub fn weights_of_execution(&self) -> Vec<FigureId> {
        let of = |f: &Fund| f.weight;
        let found = self.of_all_money(of);
        if found.is_empty() { self.execution_weight.into_iter().collect() } else { found }
    }

    /// The score of the execution rate, likewise.
    pub fn scores_of_execution(&self) -> Vec<FigureId> {
        self.of_all_money(|f| f.score)
    }

    /// What stands beside all money; else what stands beside 基本支出 and 项目支出 both, else what comes first.
    fn of_all_money(&self, of: fn(&Fund) -> Option<FigureId>) -> Vec<FigureId> {
        let by_use = |kind| self.funds.iter().find(|f| f.kind == kind).and_then(of);
        match (self.total_fund().and_then(of), by_use(FundKind::Basic), by_use(FundKind::Projects)) {
            (None, Some(basic), Some(projects)) => vec![basic, projects],
            (total, _, _) => total.or_else(|| self.funds.iter().find_map(of)).into_iter().collect(),
        }
    }

    /// The rows whose execution rate is scored: 基本支出 and 项目支出 with points of their own, else the row of all money.
    pub fn scored_funds(&self) -> Vec<&Fund> {
        let own = |f: &&Fund| {
            matches!(f.kind, FundKind::Basic | FundKind::Projects) && f.score.is_some() && f.weight.is_some()
        };
        let parts: Vec<&Fund> = self.funds.iter().filter(own).collect();
        if parts.len() > 1 {
            return parts;
        }
        let score = self.scores_of_execution().first().copied();
        self.funds.iter().filter(|f| f.score.is_some() && f.score == score).collect()
    }

    /// Title with the name: how the form is told from its siblings.
    pub fn caption(&self) -> String {
        match &self.name {
            Some(name) if self.title.is_empty() => name.text.clone(),
            Some(name) => format!("{}（{}）", self.title, name.text),
            None => self.title.clone(),
        }
    }
}
