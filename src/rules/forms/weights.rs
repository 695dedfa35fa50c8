use super::level_weights::{are_relative, is_part};
use super::total;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Message, Severity};
use crate::number::Total;
use crate::recognise::self_evaluation::{Form, Indicator};
use crate::relation::{Expression, Relation, RelationKind};
use rust_decimal::Decimal;

rule! {
    /// # 分值合计 / Weights add up to 100
    ///
    /// ## 检查什么
    /// 各指标分值与执行率分值相加等于总分行写的分值，也就是 100。
    ///
    /// ## 依据
    /// 财预〔2020〕10号：原则上预算执行率 10 分，产出 50 分，效益 30 分，满意度 10 分，合计 100 分。
    ///
    /// ## 示例
    /// 执行率 10，产出 70，效益 20，满意度 10，总分写 100：相加为 110。
    ///
    /// ## 例外
    /// 10+90、20+40+40、指标本身合计 100 而执行率另计，都可以；没有总分行的表可能不全，降为提示；有行没有读清的表不判断。
    ///
    /// ## In English
    /// The weights of the indicators and of the execution rate add up to the stated total, which is 100.
    "GJ307", Error, run,
    fires: [
        example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n", "产出指标\t数量指标\t培训人次\t70\t>=100人次\t=100人次\t100%\t70\t\t\n效益指标\t社会效益\t提高\t30\t提高\t达到预期指标\t100%\t30\t\t\n", "总分\t100\t\t\t110分\n"),
        "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t分值\t年度指标值\t实际完成值\t得分\n产出指标\t数量指标\t水尺\t60\t≥266米\t≥266米\t60\n产出指标\t质量指标\t合格率\t50\t100%\t100%\t50\n总分\t\t\t100\t\t\t100\n",
    ],
    silent: [
        example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n", "产出指标\t数量指标\t培训人次\t60\t>=100人次\t=100人次\t100%\t60\t\t\n效益指标\t社会效益\t提高\t30\t提高\t达到预期指标\t100%\t30\t\t\n", "总分\t100\t\t\t100分\n"),
        "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t分值\t年度指标值\t实际完成值\t得分\n产出指标\t数量指标\t水尺\t50\t≥266米\t≥266米\t50\n产出指标\t质量指标\t合格率\t50\t100%\t100%\t50\n总分\t\t\t100\t\t\t100\n",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    for form in &context.recognised.forms {
        check(context, ledger, form);
    }
}

fn check(context: &Context, ledger: &mut Ledger, form: &Form) {
    let weights: Vec<FigureId> = form.indicators.iter().filter_map(|i| i.weight).collect();
    let counted = |at: usize, i: &Indicator| !is_part(i) && !form.has_points_above(at);
    let scored = form.indicators.iter().enumerate().filter(|(at, i)| counted(*at, i)).count();
    let whole = weights.len() == scored && !form.unclear;
    if !whole || weights.is_empty() || are_relative(context, form) {
        return;
    }
    let execution = form.weights_of_execution();
    let all: Vec<FigureId> = execution.iter().chain(&weights).copied().collect();
    if without_its_money(context, form) || form.scored_aside {
        return;
    }
    if let Some(total) = form.total_weight {
        let with = Relation::sum(total, all);
        let without = Relation::sum(total, weights);
        let apart =
            !context.is_sound(&with) && context.is_sound(&without) && total::stands_apart(context, form);
        if apart && !execution.is_empty() && forms_apart(context) < 3 {
            let hint = Message::new("forms.execution_apart", &[]);
            ledger.check_as(context, &RULE, Severity::Warning, "分值合计", with, Some(hint));
        } else {
            ledger.check(context, &RULE, "分值合计", if apart { without } else { with });
        }
        if let [first, ..] = form.indicators.as_slice()
            && first.weight.is_some()
        {
            let hundred =
                Relation::equal(RelationKind::Equality, total, Expression::Constant(Decimal::ONE_HUNDRED));
            if context.is_sound(&hundred) {
                ledger.check(context, &RULE, "分值合计", hundred);
            }
        }
        return;
    }
    // No total row: the weights still make 100, stated as what the last one must be.
    for set in [&all, &weights] {
        let Some(relation) = completes_hundred(set) else { continue };
        if context.is_sound(&relation) {
            return ledger.check(context, &RULE, "分值合计 100", relation);
        }
    }
    if form.total_score.is_some()
        && let Some(relation) = completes_hundred(&all)
    {
        let hint = Message::new("forms.weights_hundred", &[]);
        ledger.check_as(context, &RULE, Severity::Warning, "分值合计 100", relation, Some(hint));
    }
}

/// 绩效指标（90分） sum up to 90, and the part with the money is not there: the total counts what the report does not show. So it
/// does where the indicators lack of 100 what that part is worth everywhere, ten points or twenty.
pub(super) fn without_its_money(context: &Context, form: &Form) -> bool {
    let value = |id: FigureId| context.figures[id].value();
    let all = form.indicators.iter().filter_map(|i| i.weight).map(value).total();
    let lacking = Decimal::ONE_HUNDRED - all;
    let usual = [Decimal::TEN, Decimal::from(20)].contains(&lacking)
        && form.total_weight.is_none_or(|total| value(total) == Decimal::ONE_HUNDRED);
    let unscored = form.total_weight.is_none() && form.scores_of_execution().is_empty();
    let named =
        || form.groups.iter().any(|g| g.from == 0 && g.to == form.indicators.len() && value(g.weight) == all);
    (form.funds.is_empty() || unscored)
        && form.weights_of_execution().is_empty()
        && all < Decimal::ONE_HUNDRED
        && (usual || named())
}

/// Forms whose indicators make up the total without the execution rate: three of them are a convention.
fn forms_apart(context: &Context) -> usize {
    let whole = |form: &&Form| {
        let weights: Vec<FigureId> = form.indicators.iter().filter_map(|i| i.weight).collect();
        let total =
            form.total_weight.filter(|_| !form.weights_of_execution().is_empty() && !weights.is_empty());
        total.is_some_and(|total| context.is_sound(&Relation::sum(total, weights)))
    };
    context.recognised.forms.iter().filter(whole).count()
}

fn completes_hundred(weights: &[FigureId]) -> Option<Relation> {
    let (&last, rest) = weights.split_last()?;
    let mut parts = vec![Expression::Constant(Decimal::ONE_HUNDRED)];
    parts.extend(rest.iter().map(|&id| Expression::Negate(Box::new(Expression::Figure(id)))));
    Some(Relation::equal(RelationKind::Difference, last, Expression::Sum(parts)))
}
