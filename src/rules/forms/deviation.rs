use crate::ledger::{Context, Ledger, Message};
use crate::number::Arithmetic as _;
use crate::number::{TokenKind, Unit, scan};
use crate::recognise::self_evaluation::{Indicator, Polarity};
use crate::relation::{Expression, Relation, RelationKind};
use rust_decimal::Decimal;

rule! {
    /// # 偏差未说明 / Deviation without a reason
    ///
    /// ## 检查什么
    /// 完成率低于 100% 或达到 130% 以上的指标，“偏差原因”栏应有内容；原因里写的“多 3 个”“少 5 人”应等于实际与目标之差。
    ///
    /// ## 依据
    /// 绩效自评表填报要求：偏差较大的须说明原因；部分省系统在实际完成超过目标 30% 时强制填写。
    ///
    /// ## 示例
    /// 完成率 220%，偏差原因一栏空白。
    ///
    /// ## 例外
    /// 没有偏差原因一栏的表，节约成本的指标，不判断。
    ///
    /// ## In English
    /// A completion below 100% or from 130% upwards wants a reason in the column provided for it; a difference that the
    /// reason states equals actual minus target.
    "GJ314", Note, run,
    fires: [
        example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n", "产出指标\t数量指标\t保障人数\t90\t>=100人\t=80人\t80%\t72\t按照完成比例赋分\t\n", "总分\t100\t\t\t82分\n"),
        example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n", "产出指标\t数量指标\t论证报告\t90\t>=20个\t=23个\t115%\t90\t按照完成比例赋分\t实际完成工作量超过预期目标5个\n", "总分\t100\t\t\t100分\n"),
    ],
    silent: [
        example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n", "产出指标\t数量指标\t论证报告\t90\t>=20个\t=23个\t115%\t90\t按照完成比例赋分\t实际完成工作量超过预期目标3个\n", "总分\t100\t\t\t100分\n"),
        "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t渠道\t≥100米\t80米\t50\t40\n产出指标\t质量指标\t合格率\t≥95%\t100%\t50\t50\n总分\t\t\t\t\t100\t90\n",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    for indicator in context.recognised.forms.iter().flat_map(|f| &f.indicators) {
        zero(context, ledger, indicator);
    }
    for form in context.recognised.forms.iter().filter(|f| f.has_reasons) {
        for indicator in &form.indicators {
            let rate = ratio(context, indicator);
            match (&indicator.reason, rate) {
                (None, Some(rate)) => unexplained(context, ledger, indicator, rate),
                (Some(_), _) => difference(context, ledger, indicator),
                _ => {}
            }
        }
    }
}

fn ratio(context: &Context, indicator: &Indicator) -> Option<Decimal> {
    if let Some(rate) = indicator.rate {
        return Some(context.figures[rate].value());
    }
    let (target, actual) = indicator.quantities()?;
    let (t, a) = (&context.figures[target], &context.figures[actual]);
    if t.quantity.unit != a.quantity.unit || indicator.is_cost() {
        return None;
    }
    a.value().over(t.value())
}

fn unexplained(context: &Context, ledger: &mut Ledger, indicator: &Indicator, rate: Decimal) {
    let less_is_better = indicator.polarity == Polarity::Negative || indicator.is_cost();
    let short = rate < Decimal::ONE && !(less_is_better && indicator.quantities().is_some());
    let over = rate >= Decimal::new(13, 1);
    let Some(figure) = indicator.rate.or(indicator.actual.as_ref().and_then(|a| a.figure())) else { return };
    if short || over {
        let key = if short { "forms.short_unexplained" } else { "forms.over_unexplained" };
        let message = Message::new(key, &[("name", &indicator.name), ("stated", context.text(figure))]);
        ledger.remark(&RULE, context.figures[figure].span, message);
    }
}

/// 超过预期目标3个, 多1份: the number right after the word, in the unit of the indicator.
/// At least zero is no target for what was done in plenty.
fn zero(context: &Context, ledger: &mut Ledger, indicator: &Indicator) {
    let Some((target, actual)) = indicator.quantities() else { return };
    let positive = indicator.polarity == Polarity::Positive;
    if positive
        && context.figures[target].value().is_zero()
        && context.figures[actual].value() > Decimal::ZERO
    {
        let message =
            Message::new("forms.zero_target", &[("name", &indicator.name), ("actual", context.text(actual))]);
        ledger.remark(&RULE, context.figures[target].span, message);
    }
}

fn difference(context: &Context, ledger: &mut Ledger, indicator: &Indicator) {
    let (Some((target, actual)), Some(reason)) = (indicator.quantities(), &indicator.reason) else { return };
    let (t, a) = (&context.figures[target], &context.figures[actual]);
    if t.quantity.unit != a.quantity.unit || !matches!(t.quantity.unit, Unit::Counted(_)) {
        return;
    }
    for (words, sign) in [
        (["超过预期目标", "超出目标", "比预计多", "比目标多", "较目标多", "较设定目标多"], 1),
        (["低于预期目标", "低于目标", "比预计少", "比目标少", "较目标少", "较设定目标少"], -1),
    ] {
        for word in words {
            let Some(at) = reason.text.find(word) else { continue };
            let start = at + word.len();
            let Some(rest) = reason.text.get(start..) else { continue };
            let tokens = scan(rest);
            let Some(token) = tokens.first().filter(|token| token.range.start == 0) else { continue };
            let TokenKind::Figure(quantity) = &token.kind else { continue };
            let stated = context.figures.at(reason.span.block, reason.span.cell, reason.span.start + start);
            let (Some(stated), true) = (stated, quantity.unit == t.quantity.unit) else { continue };
            let expression = if sign > 0 {
                Expression::difference(actual, target)
            } else {
                Expression::difference(target, actual)
            };
            let relation = Relation::equal(RelationKind::Difference, stated, expression);
            let subject = format!("{} 偏差原因", indicator.name);
            ledger.check(context, &RULE, subject, relation);
        }
    }
}
