//! The scoring rules with their sources.

use super::curve::{Case, Curve, Kind};
use rust_decimal::Decimal;

/// A scoring rule. Its name in both languages stands in the locale files under `scoring.<key>`.
#[derive(Debug)]
pub struct ScoringRule {
    /// Stable identity.
    pub id: &'static str,
    /// Key of its name in the locale files.
    pub key: &'static str,
    /// The formula: w weight, r completion rate, A actual, T target.
    pub formula: &'static str,
    /// What it applies to; empty means everything.
    pub kinds: &'static [Kind],
    /// Which curve in which case.
    pub curves: &'static [(Case, Curve)],
    /// Where it is laid down or was observed.
    pub source: &'static str,
    /// Rows in real reports that were seen to follow it.
    pub samples: u32,
}

/// All of them.
pub static RULES: &[ScoringRule] = &[
    ScoringRule {
        id: "R-lin",
        key: "lin",
        formula: "r ≥ 1: S = w; r < 1: S = w × r",
        kinds: &[Kind::Indicator, Kind::Satisfaction],
        curves: &[(Case::Short, Curve::Linear), (Case::Over, Curve::Full), (Case::Saving, Curve::Full)],
        source: "财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）：完成指标值的记满分，未完成的按完成值与指标值的比例记分",
        samples: 9,
    },
    ScoringRule {
        id: "R-eq",
        key: "eq",
        formula: "T = 0: A ≤ 0 得 w，否则 0；T > 0: A ≥ T 得 w，否则 w × A ÷ T",
        kinds: &[Kind::Indicator],
        curves: &[(Case::Short, Curve::Linear), (Case::Over, Curve::Full)],
        source: "财政预算绩效一体化系统自动计分：“=”型指标",
        samples: 4,
    },
    ScoringRule {
        id: "R-rev2",
        key: "rev2",
        formula: "A ≤ T: S = w; T < A < 2T: S = w × (2 − A ÷ T); A ≥ 2T: S = 0",
        kinds: &[Kind::Indicator],
        curves: &[(Case::Saving, Curve::Full), (Case::Exceeding, Curve::Overshoot)],
        source: "财政预算绩效一体化系统自动计分：反向指标（≤、<）",
        samples: 1,
    },
    ScoringRule {
        id: "R-rev1",
        key: "rev1",
        formula: "S = w × T ÷ A，不超过 w",
        kinds: &[Kind::Indicator],
        curves: &[(Case::Saving, Curve::Full), (Case::Exceeding, Curve::Inverse)],
        source: "地方自评表注：定量指标若为反向，得分 = 目标值 ÷ 实际值 × 分值",
        samples: 0,
    },
    ScoringRule {
        id: "R-60",
        key: "sixty",
        formula: "S = w × (r − 0.6) ÷ 0.4，r ≤ 0.6 不得分",
        kinds: &[Kind::Indicator, Kind::Satisfaction],
        curves: &[(Case::Short, Curve::FromSixty), (Case::Saving, Curve::FromSixty)],
        source: "见于公开的自评表，未见成文出处，只作为“本文件遵循的规则”推断",
        samples: 5,
    },
    ScoringRule {
        id: "R-over",
        key: "over",
        formula: "r > 1: S = w × (2 − r)，r ≥ 2 不得分",
        kinds: &[Kind::Indicator],
        curves: &[(Case::Over, Curve::Overshoot), (Case::Exceeding, Curve::Overshoot)],
        source: "财预〔2020〕10号“完成值明显高于指标值的，按偏离度适度调减分值”的量化，见于公开的自评表",
        samples: 15,
    },
    ScoringRule {
        id: "R-cap",
        key: "cap",
        formula: "r > 1: S = w",
        kinds: &[],
        curves: &[(Case::Over, Curve::Full)],
        source: "财政预算绩效一体化系统自动计分：超额不加分也不扣分",
        samples: 4,
    },
    ScoringRule {
        id: "R-exec10",
        key: "exec10",
        formula: "S = 10 × 全年执行数 ÷ 全年预算数",
        kinds: &[Kind::Execution],
        curves: &[(Case::Short, Curve::Linear), (Case::Over, Curve::Full)],
        source: "财政预算绩效一体化系统自动计分：预算执行率 10 分，分母为调整后的全年预算数",
        samples: 3,
    },
    ScoringRule {
        id: "R-exec20",
        key: "exec20",
        formula: "S = 20 × 执行率",
        kinds: &[Kind::Execution],
        curves: &[(Case::Short, Curve::Linear), (Case::Over, Curve::Full)],
        source: "湖北自评表表头“得分（20分*执行率）”",
        samples: 2,
    },
    ScoringRule {
        id: "R-exec60",
        key: "exec60",
        formula: "S = w × (r − 0.6) ÷ 0.4",
        kinds: &[Kind::Execution],
        curves: &[(Case::Short, Curve::FromSixty)],
        source: "见于公开的自评表，未见成文出处，只作为“本文件遵循的规则”推断",
        samples: 2,
    },
    ScoringRule {
        id: "R-sat",
        key: "satisfaction",
        formula: "达到目标得 w，超过不扣；未达到按完成比例或 60% 起步",
        kinds: &[Kind::Satisfaction],
        curves: &[(Case::Over, Curve::Full)],
        source: "赋分规则“满意度赋分”，见于公开的自评表",
        samples: 12,
    },
    ScoringRule {
        id: "R-date",
        key: "date",
        formula: "达到（不晚于）目标得 w，否则 0",
        kinds: &[],
        curves: &[(Case::Short, Curve::AllOrNothing), (Case::Exceeding, Curve::AllOrNothing)],
        source: "赋分规则“直接赋分”，见于公开的自评表",
        samples: 17,
    },
    ScoringRule {
        id: "R-abs",
        key: "absolute",
        formula: "S = w × A%（不看目标）",
        kinds: &[Kind::Indicator],
        curves: &[
            (Case::Met, Curve::Absolute),
            (Case::Short, Curve::Absolute),
            (Case::Over, Curve::Absolute),
        ],
        source: "湖北自评表中的用法：目标 98%，实际 98%，得 19.6/20；属误用",
        samples: 1,
    },
    ScoringRule {
        id: "R-old3",
        key: "old3",
        formula: "与计划每相差 3% 扣 1 分",
        kinds: &[],
        curves: &[
            (Case::Short, Curve::ThreePerPoint),
            (Case::Over, Curve::ThreePerPoint),
            (Case::Exceeding, Curve::ThreePerPoint),
        ],
        source: "财政部《中央级行政经费项目支出绩效考评管理办法（试行）》附 2（历史）",
        samples: 0,
    },
    ScoringRule {
        id: "R-3a",
        key: "grades_a",
        formula: "达成 [0.8w, w]；部分达成并具有一定效果 [0.6w, 0.8w)；未达成且效果较差 [0, 0.6w)",
        kinds: &[Kind::Indicator],
        curves: &[],
        source: "财预〔2020〕10号：定性指标三档",
        samples: 0,
    },
    ScoringRule {
        id: "R-3b",
        key: "grades_b",
        formula: "达成 [0.8w, w]；部分达成 [0.5w, 0.8w)；未达成 [0, 0.5w)",
        kinds: &[Kind::Indicator],
        curves: &[],
        source: "湖北自评表评分说明：定性指标三档",
        samples: 0,
    },
    ScoringRule {
        id: "R-written",
        key: "written",
        formula: "表中写明的评分标准：每差一步扣若干分，或按完成率分档",
        kinds: &[],
        curves: &[],
        source: "自评表“评分标准”一栏写明的扣分办法、分档办法",
        samples: 0,
    },
    ScoringRule {
        id: "R-int",
        key: "integer",
        formula: "按其他规则计算后四舍五入到整数",
        kinds: &[],
        curves: &[],
        source: "手工打分的自评表；整张表的得分都是整数时推断",
        samples: 1,
    },
];

/// The rule with this identity.
pub fn find(id: &str) -> Option<&'static ScoringRule> {
    RULES.iter().find(|rule| rule.id.eq_ignore_ascii_case(id))
}

/// The rule that a curve stands for in its place.
pub fn identity(curve: Curve, kind: Kind, case: Case, weight: Decimal) -> &'static ScoringRule {
    let id = match (curve, kind, case) {
        (Curve::Linear, Kind::Execution, _) if weight == Decimal::from(20) => "R-exec20",
        (Curve::Linear, Kind::Execution, _) if weight == Decimal::TEN => "R-exec10",
        (Curve::FromSixty, Kind::Execution, _) => "R-exec60",
        (Curve::FromSixty, _, _) => "R-60",
        (Curve::Full, Kind::Satisfaction, Case::Over) => "R-sat",
        (Curve::Full, _, Case::Over) => "R-cap",
        (Curve::Full, _, Case::Saving) => "R-rev2",
        (Curve::Overshoot, _, Case::Exceeding) => "R-rev2",
        (Curve::Overshoot, _, _) => "R-over",
        (Curve::Inverse, _, _) => "R-rev1",
        (Curve::AllOrNothing, _, _) => "R-date",
        (Curve::Absolute, _, _) => "R-abs",
        (Curve::ThreePerPoint, _, _) => "R-old3",
        (Curve::Linear | Curve::Full, _, _) => "R-lin",
    };
    find(id).unwrap_or(&RULES[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identities_are_unique_and_known() {
        for (i, rule) in RULES.iter().enumerate() {
            assert!(RULES[..i].iter().all(|r| r.id != rule.id), "{}", rule.id);
        }
        assert_eq!(identity(Curve::Linear, Kind::Execution, Case::Short, Decimal::from(20)).id, "R-exec20");
        assert_eq!(identity(Curve::Overshoot, Kind::Indicator, Case::Over, Decimal::TEN).id, "R-over");
    }
}
