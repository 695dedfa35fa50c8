use crate::diagnosis::slips_of;
use crate::ledger::{Context, Ledger, Message, Severity};
use crate::number::Arithmetic as _;
use crate::number::round_half_up;
use crate::recognise::self_evaluation::{Form, Fund, names_budget_execution};
use crate::relation::{Expression, Relation, RelationKind};
use rust_decimal::Decimal;

rule! {
    /// # 执行率 / Execution rate
    ///
    /// ## 检查什么
    /// 执行率 = 全年执行数 ÷ 全年预算数，资金部分每一行有执行率的都核对；到位率 = 到位数 ÷ 预算数。指标中的“预算执行率”与金额相符时记下，只差一处笔误时提示。
    ///
    /// ## 依据
    /// 财预〔2020〕10号自评表表头“执行率（B/A）”；分母是调整后的全年预算数，不是年初预算数。
    ///
    /// ## 示例
    /// 全年预算数 20.00、全年执行数 18.00，执行率写 95.00%：应为 90.00%。
    ///
    /// ## 例外
    /// 金额和百分比按各自显示的位数留出取整余量；预算数为 0 时不算；按年初预算数计算恰好相符的降为提示。
    ///
    /// ## In English
    /// The execution rate is the amount spent divided by the full-year budget. If it only fits the initial budget, that
    /// is a warning. The rate of arrival is what arrived divided by the budget. An execution rate among the indicators is told
    /// where it agrees, or fails by a slip of the pen.
    "GJ302", Error, run,
    fires: [
        example!("年度资金总额\t20.00\t20.00\t18.00\t10\t95.00%\t9.50\n", "产出指标\t数量指标\t培训人次\t90\t>=100人次\t=100人次\t100%\t90\t\t\n", "总分\t100\t\t\t99.5分\n"),
        "项目支出绩效自评表\n预算执行情况(10分)\t年度预算数(万元)\t年初预算\t调整后预算数\t预算执行数\t预算执行率\t权重\t得分\t原因\n\t总额\t0.00\t3.36\t3.33\t100.00%\t10\t10\t\n绩效指标(90分)\t一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t完成值\t权重\t得分\n\t产出指标\t数量指标\t案件数\t≥\t30\t件\t30\t90\t90\n合计\t\t\t\t\t\t\t\t\t100\n",
    ],
    silent: [
        example!("年度资金总额\t20.00\t25.64\t25.52\t10\t99.53%\t9.95\n", "产出指标\t数量指标\t培训人次\t90\t>=100人次\t=100人次\t100%\t90\t\t\n", "总分\t100\t\t\t99.95分\n"),
        "项目支出绩效自评表\n项目资金（万元）\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n年度资金总额\t43.2\t43.2\t37.24\t10\t86%\t9\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t设备数\t≥10台\t10台\t90\t90\n",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    for form in &context.recognised.forms {
        among_indicators(context, ledger, form);
        for fund in &form.funds {
            arrival(context, ledger, fund);
            let (Some(rate), Some(executed)) = (fund.rate, fund.executed) else { continue };
            let Some(budget) = fund.full.or(fund.initial) else { continue };
            let zero = |id: crate::figure::FigureId| context.figures[id].value().is_zero();
            if zero(budget) && zero(executed) && context.figures[rate].value() != Decimal::ONE {
                // Nothing of nothing is written 0% or 100%.
                let none = Relation::equal(RelationKind::Ratio, rate, Expression::Constant(Decimal::ZERO));
                ledger.check_as(
                    context,
                    &RULE,
                    Severity::Warning,
                    format!("{} 执行率", fund.label),
                    none,
                    None,
                );
                continue;
            }
            // 支出率(C/B) is of what arrived, where that is so.
            let of_arrived = fund
                .arrived
                .map(|arrived| Relation::ratio(rate, executed, arrived))
                .filter(|relation| context.is_sound(relation));
            let relation = of_arrived.unwrap_or_else(|| Relation::ratio(rate, executed, budget));
            let subject = format!("{} 执行率", fund.label);
            let by_initial = fund
                .initial
                .filter(|&initial| initial != budget && !context.is_sound(&relation))
                .filter(|&initial| context.figures[initial].value() != context.figures[budget].value())
                .filter(|&initial| context.is_sound(&Relation::ratio(rate, executed, initial)));
            match by_initial {
                Some(_) => ledger.check_as(
                    context,
                    &RULE,
                    Severity::Warning,
                    subject,
                    relation,
                    Some(Message::new("forms.by_initial_budget", &[])),
                ),
                None => ledger.check(context, &RULE, subject, relation),
            }
        }
    }
}

/// 到位率 = 到位数 ÷ 预算数
fn arrival(context: &Context, ledger: &mut Ledger, fund: &Fund) {
    let (Some(rate), Some(arrived), Some(budget)) = (fund.arrival, fund.arrived, fund.full.or(fund.initial))
    else {
        return;
    };
    if !context.figures[budget].value().is_zero() {
        let relation = Relation::ratio(rate, arrived, budget);
        ledger.check(context, &RULE, format!("{} 到位率", fund.label), relation);
    }
}

/// An indicator for what was spent of the budget (预算执行率) beside the amounts: told where it is right, and where a slip of
/// the pen explains that it is not. It may be the rate of some of the money only.
fn among_indicators(context: &Context, ledger: &mut Ledger, form: &Form) {
    let Some((executed, budget)) = form.total_fund().and_then(|f| Some((f.executed?, f.full.or(f.initial)?)))
    else {
        return;
    };
    for indicator in form.indicators.iter().filter(|i| names_budget_execution(&i.name)) {
        let Some(actual) = indicator.actual.as_ref().and_then(|a| a.figure()) else { continue };
        if !context.figures[actual].quantity.unit.is_percent() || context.figures[budget].value().is_zero() {
            continue;
        }
        let relation = Relation::ratio(actual, executed, budget);
        let due = context.figures[executed].value().over(context.figures[budget].value());
        let slipped = || {
            let decimals = context.figures[actual].quantity.decimals;
            let due = due.and_then(|due| due.times(Decimal::ONE_HUNDRED));
            let due = due.map(|due| round_half_up(due, decimals));
            slips_of(&context.figures[actual]).into_iter().any(|value| Some(value) == due)
        };
        if context.is_sound(&relation) || slipped() {
            let subject = format!("{} 实际完成值", indicator.name);
            ledger.check_as(context, &RULE, Severity::Warning, subject, relation, None);
        }
    }
}
