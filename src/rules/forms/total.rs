use super::level_weights::subtotals;
use super::weights::without_its_money;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Message, Severity};
use crate::number::Total;
use crate::recognise::self_evaluation::Form;
use crate::relation::{Expression, Relation, RelationKind};
use rust_decimal::Decimal;

rule! {
    /// # 总分 / Total score
    ///
    /// ## 检查什么
    /// 总分等于各指标得分与执行率得分之和；“小计”行的得分等于其上各指标之和；表头或表尾再写一次的自评得分与总分一致。
    ///
    /// ## 依据
    /// 财预〔2020〕10号自评表“总分”行。得分按显示的数相加。
    ///
    /// ## 示例
    /// 执行率得分 10.00，指标得分 40、48，总分写 100：相加为 98。
    ///
    /// ## 例外
    /// 指标本身合计 100、执行率不计入总分的表按指标相加；有的系统用未取整的执行率 × 10 参加合计，恰能解释的 0.01 不报；有行没有读清的表不判断。
    ///
    /// ## In English
    /// The total is the sum of the scores as displayed. A difference that the unrounded execution rate explains is accepted. Sub-totals add
    /// up likewise, and a total stated again is the same.
    "GJ308", Error, run,
    fires: [
        example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n", "产出指标\t数量指标\t培训人次\t40\t>=100人次\t=100人次\t100%\t40\t\t\n产出指标\t质量指标\t合格率\t50\t=100%\t=100%\t100%\t50\t\t\n", "总分\t100\t\t\t98分\n"),
        "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t分值\t年度指标值\t实际完成值\t得分\n产出指标\t数量指标\t水尺\t50\t≥266米\t≥266米\t50\n产出指标\t质量指标\t合格率\t50\t100%\t90%\t45\n总分\t\t\t100\t\t\t100\n",
    ],
    silent: [
        example!("年度资金总额\t123.20\t123.20\t122.59\t10\t99.50%\t9.95\n", "产出指标\t数量指标\t培训人次\t90\t>=100人次\t=100人次\t100%\t90\t\t\n", "总分\t100\t\t\t99.95分\n"),
        "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t分值\t年度指标值\t实际完成值\t得分\n产出指标\t数量指标\t水尺\t50\t≥266米\t≥266米\t50\n产出指标\t质量指标\t合格率\t50\t100%\t90%\t45\n总分\t\t\t100\t\t\t95\n",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    for form in &context.recognised.forms {
        check(context, ledger, form);
        if form.unclear {
            continue;
        }
        reviewed(context, ledger, form);
        for (subtotal, relation) in subtotals(context, form, |s| s.score, |i| i.score) {
            ledger.check(context, &RULE, format!("{} 得分", subtotal.label), relation);
        }
        for &again in &form.repeated_totals {
            if let Some(total) = form.total_score {
                ledger.check(context, &RULE, "自评得分", Relation::equality(again, total));
            }
        }
    }
}

fn check(context: &Context, ledger: &mut Ledger, form: &Form) {
    let Some(total) = form.total_score else { return };
    let scores: Vec<FigureId> = form.indicators.iter().filter_map(|i| i.score).collect();
    let missing = form.indicators.iter().any(|i| i.score.is_none() && i.weight.is_some());
    if scores.is_empty() || form.unclear || without_its_money(context, form) {
        return;
    }
    let displayed =
        |ids: &[FigureId]| Expression::Sum(ids.iter().map(|&id| Expression::Displayed(id)).collect());
    let with: Vec<FigureId> = form.scores_of_execution().into_iter().chain(scores.iter().copied()).collect();
    let relation = Relation::equal(RelationKind::Sum, total, displayed(&with));
    if context.is_sound(&relation) {
        return ledger.check(context, &RULE, "总分", relation);
    }
    let without = Relation::equal(RelationKind::Sum, total, displayed(&scores));
    if context.is_sound(&without) && indicators_make_hundred(context, form) {
        return ledger.check(context, &RULE, "总分", without);
    }
    if let Some(unrounded) = unrounded(context, form, total, &scores) {
        return ledger.check(context, &RULE, "总分", unrounded);
    }
    if form.scored_aside {
        return;
    }
    if missing {
        let hint = Message::new("forms.scores_missing", &[]);
        ledger.check_as(context, &RULE, Severity::Warning, "总分", relation, Some(hint));
    } else {
        ledger.check(context, &RULE, "总分", relation);
    }
}

/// 复核得分: its total is the sum of its column, with the score of the execution rate or without.
fn reviewed(context: &Context, ledger: &mut Ledger, form: &Form) {
    let Some(total) = form.total_review else { return };
    let scores: Vec<FigureId> = form.indicators.iter().filter_map(|i| i.review).collect();
    let whole = form.indicators.iter().all(|i| i.review.is_some() || i.score.is_none());
    if scores.is_empty() || !whole {
        return;
    }
    let with: Vec<FigureId> = form.scores_of_execution().into_iter().chain(scores.iter().copied()).collect();
    let [with, without] = [with, scores].map(|ids| {
        Relation::equal(
            RelationKind::Sum,
            total,
            Expression::Sum(ids.into_iter().map(Expression::Displayed).collect()),
        )
    });
    let apart = context.is_sound(&without) || stands_apart(context, form);
    ledger.check(context, &RULE, "复核得分 总分", if apart { without } else { with });
}

fn indicators_make_hundred(context: &Context, form: &Form) -> bool {
    let weights: Vec<Decimal> =
        form.indicators.iter().filter_map(|i| i.weight).map(|id| context.figures[id].value()).collect();
    weights.is_empty() || weights.iter().copied().total() == Decimal::ONE_HUNDRED
}

/// Is the execution rate scored outside the total?
pub(super) fn stands_apart(context: &Context, form: &Form) -> bool {
    let Some(total) = form.total_score else { return true };
    let scores = form.indicators.iter().filter_map(|i| i.score).map(Expression::Displayed).collect();
    context.is_sound(&Relation::equal(RelationKind::Sum, total, Expression::Sum(scores)))
}

/// The sum with the execution rate's score not rounded, if that explains the total.
fn unrounded(context: &Context, form: &Form, total: FigureId, scores: &[FigureId]) -> Option<Relation> {
    let [fund] = form.scored_funds()[..] else { return None };
    let (score, weight) = (fund.score?, *form.weights_of_execution().first()?);
    let rate = Expression::quotient(fund.executed?, fund.full?);
    let exact = Expression::product([Expression::Figure(weight), rate]);
    let own = Relation::equal(RelationKind::Product, score, exact.clone());
    if !context.is_sound(&own) {
        return None;
    }
    let mut parts = vec![exact];
    parts.extend(scores.iter().map(|&id| Expression::Displayed(id)));
    let displayed = scores.iter().chain([&score]).map(|&id| context.figures[id].value()).total();
    let near = (displayed - context.figures[total].value()).abs() <= Decimal::new(1, 2);
    let relation = Relation::equal(RelationKind::Sum, total, Expression::Sum(parts));
    (near && context.is_sound(&relation)).then_some(relation)
}
