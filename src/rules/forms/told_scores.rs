use crate::diagnosis::one_slip_mends;
use crate::document::Holds;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Severity};
use crate::number::Unit;
use crate::recognise::narrative::Passage;
use crate::relation::{Expression, Relation, RelationKind};
use rust_decimal::Decimal;

rule! {
    /// # 正文的得分与满分、平均分 / Scores told in the text
    ///
    /// ## 检查什么
    /// 正文写的自评得分、综合得分、平均得分不超过满分 100 分；同一段写明几个项目的得分和平均得分，而且个数相符的，平均得分等于各项目得分的平均数。
    ///
    /// ## 依据
    /// 财预〔2020〕10号：绩效自评采用百分制。平均得分由各项目得分平均而来。
    ///
    /// ## 示例
    /// “2个项目平均得分96.80分。甲项目自评得分99.50分，乙项目自评得分97.70分”：平均为 98.60 分。
    ///
    /// ## 例外
    /// 写明满分不是 100 分、有加分项的，不判断是否超过；没有写明个数或个数不符的，平均得分只在相符时记下。
    ///
    /// ## In English
    /// A score told in the text is not above full marks; an average of scores that are all told beside it is their mean.
    "GJ327", Warning, run,
    fires: [
        "预算绩效情况\n纳入绩效自评的项目2个，涉及资金164.00万元，平均得分96.80分。甲项目自评得分99.50分，乙项目自评得分97.70分。",
        "项目绩效自评报告\n通过自评小组的全方位评价，本项目自评得分195.80分，自评结果为“优秀”。",
    ],
    silent: [
        "预算绩效情况\n纳入绩效自评的项目2个，涉及资金164.00万元，平均得分98.60分。甲项目自评得分99.50分，乙项目自评得分97.70分。",
        "预算绩效情况\n纳入绩效自评的项目9个，平均得分93.20分，其中甲项目自评得分99.50分，乙项目自评得分97.70分。",
        "项目绩效自评报告\n本次评价满分120分，本项目自评得分115.80分。",
        "项目绩效自评报告\n通过自评小组的全方位评价，本项目自评得分95.80分，自评结果为“优秀”。",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let passages = &context.recognised.narrative.passages;
    let beyond = passages.iter().any(|p| tells_other_full_marks(context, p))
        || context.recognised.forms.iter().any(|form| {
            let total = form.total_weight.map(|id| context.figures[id].quantity.value);
            total.is_some_and(|total| total > Decimal::ONE_HUNDRED)
                || form.indicators.iter().any(|i| i.is_bonus())
        });
    for passage in passages {
        let told = scores(context, passage);
        if !beyond {
            for (id, _) in
                told.iter().filter(|(id, _)| context.figures[*id].quantity.value > Decimal::ONE_HUNDRED)
            {
                let full = Expression::Constant(Decimal::ONE_HUNDRED);
                ledger.check(context, &RULE, "得分", Relation::at_most(*id, full));
            }
        }
        mean(context, ledger, passage, &told);
    }
}

/// 满分120分, 加分: a score may be above a hundred.
fn tells_other_full_marks(context: &Context, passage: &Passage) -> bool {
    let marks = passage.figures.iter().any(|(id, at)| {
        let quantity = &context.figures[*id].quantity;
        quantity.unit == Unit::Points
            && quantity.value > Decimal::ONE_HUNDRED
            && passage.slice(0..at.start).trim_end_matches(['为', '是', '共']).holds_any(&[
                "满分",
                "分值",
                "总分值",
            ])
    });
    marks || passage.text.contains("加分")
}

/// The scores of a text, each with whether it is the average of others.
fn scores(context: &Context, passage: &Passage) -> Vec<(FigureId, bool)> {
    const WHOLE: [&str; 9] = [
        "自评得分",
        "自评总分",
        "自评分",
        "综合得分",
        "评价得分",
        "总得分",
        "绩效得分",
        "平均得分",
        "平均分",
    ];
    let mut listed: Option<usize> = None;
    let told = passage.figures.iter().filter_map(|(id, at)| {
        let quantity = &context.figures[*id].quantity;
        if quantity.unit != Unit::Points || quantity.comparator.is_some() {
            listed = None;
            return None;
        }
        let before = passage.slice(0..at.start);
        let clause = before.rsplit([',', '。', ';', ':', '、', '(']).next().unwrap_or("");
        let label = clause.trim_end_matches(['为', '是', '达', '到']);
        let odd = label.holds_any(&["满分", "最高", "最低", "上年", "目标"]);
        // 自评得分分别为X分、Y分和Z分: the list goes on without a word.
        let label = label.trim_end_matches("分别").trim_end_matches('各');
        let bare = label.is_empty() || matches!(label, "和" | "及" | "与");
        let goes_on = bare && listed.is_some_and(|end| before.get(end..).is_some_and(|t| !t.contains('。')));
        let average = label.contains("平均") || listed.is_some() && label.ends_with("均");
        let whole = WHOLE.iter().any(|w| label.ends_with(w)) || goes_on || label == "平均";
        let opens = label.ends_with("得分") || goes_on;
        listed = Some(at.end).filter(|_| opens && !odd && !average);
        (whole && !odd).then_some((*id, average))
    });
    told.collect()
}

/// 2个项目，平均得分96.80分。甲自评得分99.50分，乙自评得分97.70分。
fn mean(context: &Context, ledger: &mut Ledger, passage: &Passage, told: &[(FigureId, bool)]) {
    let mut averages = told.iter().filter(|(_, average)| *average);
    let (Some(&(stated, _)), None) = (averages.next(), averages.next()) else { return };
    let scores: Vec<FigureId> = told.iter().filter(|(_, average)| !average).map(|(id, _)| *id).collect();
    if scores.len() < 2 {
        return;
    }
    let count = Decimal::from(scores.len());
    let sum = Expression::Sum(scores.iter().map(|&id| Expression::Displayed(id)).collect());
    let relation = Relation::equal(RelationKind::Ratio, stated, Expression::quotient(sum, count));
    let counted = passage.figures.iter().any(|(id, _)| {
        let quantity = &context.figures[*id].quantity;
        matches!(quantity.unit, Unit::Counted(_)) && quantity.value == count
    });
    let all: Vec<FigureId> = scores.iter().copied().chain(std::iter::once(stated)).collect();
    let slipped = || one_slip_mends(context.figures, &relation, &all);
    if context.is_sound(&relation) || counted && slipped() {
        ledger.check_as(context, &RULE, Severity::Warning, "平均得分", relation, None);
    }
}
