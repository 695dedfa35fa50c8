use super::support::narrative;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger};
use crate::recognise::lexicon::{Grade, grade};
use crate::recognise::narrative::{Group, Narrative, Slot};
use crate::relation::{Expression, Relation, RelationKind};

rule! {
    /// # 优秀率、优良率与评级个数不符 / Rates of grades against their counts
    ///
    /// ## 检查什么
    /// 写明评价等级各有几个的，优秀率应等于“优”的个数除以总数，优良率应等于“优”“良”个数之和除以总数。
    ///
    /// ## 依据
    /// 《项目支出绩效评价管理办法》（财预〔2020〕10号）：评价结果分为优、良、中、差四级。
    ///
    /// ## 示例
    /// 12个项目中“优”的9个、“良”的2个、“中”的1个，优良率91.67%：(9 + 2) ÷ 12 = 91.67%，相符。
    ///
    /// ## 例外
    /// 各等级个数之和不等于总数的，由 GJ107 报告，这里不判断。
    ///
    /// ## In English
    /// The share of projects graded excellent, or excellent and good, must follow from the counts told beside it.
    "GJ130", Error, run,
    fires: [
        "2024年度组织对12个项目开展绩效自评，其中，评价结果为“优”的9个，“良”的2个，“中”的1个，优良率93.67%。",
        "2024年度组织对12个项目开展绩效自评，其中，评价结果为“优”的9个，“良”的2个，“中”的1个，优秀率为76%。",
    ],
    silent: [
        "2024年度组织对12个项目开展绩效自评，其中，评价结果为“优”的9个，“良”的2个，“中”的1个，优良率91.67%。",
        "2024年度组织对12个项目开展绩效自评，其中，评价结果为“优”的9个，“良”的2个，“中”的1个，优秀率为75%。",
        "2024年度组织对12个项目开展绩效自评，其中，评价结果为“优”的9个，空气优良率93.67%。",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let narrative = narrative(context);
    for group in &narrative.groups {
        let Some(counts) = counts(narrative, group) else { continue };
        let parts = counts.graded.iter().map(|&(_, id)| id);
        if !context.is_sound(&Relation::sum(counts.all, parts)) {
            continue;
        }
        for (rate, name, good) in rates(narrative, group) {
            let taken: Vec<FigureId> = counts
                .graded
                .iter()
                .filter(|(grade, _)| *grade == Grade::Excellent || good && *grade == Grade::Good)
                .map(|&(_, id)| id)
                .collect();
            let rated = Expression::quotient(Expression::sum(taken), counts.all);
            ledger.check(context, &RULE, name, Relation::equal(RelationKind::Ratio, rate, rated));
        }
    }
}

/// How many there are, and how many of each grade.
struct Counts {
    all: FigureId,
    graded: Vec<(Grade, FigureId)>,
}

fn counts(narrative: &Narrative, group: &Group) -> Option<Counts> {
    let amount = |i: usize| narrative.statements.get(i).and_then(|s| s.amount(Slot::Amount));
    let graded: Option<Vec<(Grade, FigureId)>> = group
        .parts
        .iter()
        .map(|&i| Some((grade(&narrative.statements.get(i)?.label)?, amount(i)?)))
        .collect();
    let graded = graded.filter(|graded| graded.iter().any(|(grade, _)| *grade == Grade::Excellent))?;
    Some(Counts { all: amount(group.whole)?, graded })
}

/// 优秀率 and 优良率 after the last of the counts: the figure, its name, and whether 良 counts too.
fn rates(narrative: &Narrative, group: &Group) -> Vec<(FigureId, &'static str, bool)> {
    let last = group.parts.last().and_then(|&i| narrative.statements.get(i));
    let Some((last, passage)) = last.and_then(|s| Some((s, narrative.passages.get(s.passage)?))) else {
        return Vec::new();
    };
    let after = passage.figures.iter().filter(|(_, range)| range.start > last.at.start);
    after
        .filter_map(|(id, range)| {
            let before = passage.slice(0..range.start);
            let clause = before.rsplit([',', '。', ';', ':', '、', '(']).next().unwrap_or(before);
            let named = clause
                .trim_start_matches(['项', '目', '其', '中'])
                .trim_end_matches(['为', '达', '到', '是', '约']);
            match named {
                "优秀率" => Some((*id, "优秀率", false)),
                "优良率" => Some((*id, "优良率", true)),
                _ => None,
            }
        })
        .collect()
}
