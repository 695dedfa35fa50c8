use crate::ledger::{Context, Ledger, Message};
use crate::number::{Unit, parse_quantity};
use crate::recognise::self_evaluation::Indicator;
use rust_decimal::Decimal;

rule! {
    /// # 单位与量纲 / Units that cannot be
    ///
    /// ## 检查什么
    /// 目标值与实际完成值的单位能否相比；指标值自带的单位与度量单位一栏是否矛盾；满意度、合格率、覆盖率等是否超过 100%。
    ///
    /// ## 依据
    /// 同一指标的目标与完成用同一单位；这几种比率按定义不超过 100%。
    ///
    /// ## 示例
    /// 指标值 28.8万元，计量单位写 %；满意度完成 105%。
    ///
    /// ## 例外
    /// 个、家、份等计数单位混用不报。
    ///
    /// ## In English
    /// Target and actual must be of the same kind, the unit column must agree with the value, and rates that are parts of
    /// a whole (satisfaction, pass, coverage) cannot exceed 100%.
    "GJ315", Warning, run,
    fires: [
        example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n", "满意度指标\t满意度指标\t服务对象满意度\t90\t>=90%\t=105%\t117%\t90\t满意度赋分\t超出\n", "总分\t100\t\t\t100分\n"),
        "绩效目标表\n一级指标\t二级指标\t三级指标\t指标值类型\t*指标值\t计量单位\t*指标解释\t*评(扣)分标准\n成本指标\t经济成本指标\t业务工作支出安排金额\t定量\t28.8万元\t%\t支出\t未达指标值酌情扣分\n",
    ],
    silent: [
        example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n", "满意度指标\t满意度指标\t服务对象满意度\t90\t>=90%\t=100%\t111%\t90\t满意度赋分\t超出\n", "总分\t100\t\t\t100分\n"),
        "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t完成值\t权重\t得分\n成本指标\t经济成本指标\t成本控制数\t≤\t30\t万元\t30\t100\t100\n",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    for form in &context.recognised.forms {
        for indicator in &form.indicators {
            mismatch(context, ledger, indicator);
            column(context, ledger, indicator);
            beyond_whole(context, ledger, indicator);
        }
    }
}

fn family(unit: &Unit) -> u8 {
    match unit {
        Unit::None => 0,
        u if u.is_money() => 1,
        u if u.is_percent() => 2,
        _ => 3,
    }
}

fn mismatch(context: &Context, ledger: &mut Ledger, indicator: &Indicator) {
    let Some((target, actual)) = indicator.quantities() else { return };
    let (t, a) =
        (family(&context.figures[target].quantity.unit), family(&context.figures[actual].quantity.unit));
    if t != 0 && a != 0 && t != a {
        let message = Message::new(
            "forms.unit_mismatch",
            &[("name", &indicator.name), ("target", context.text(target)), ("actual", context.text(actual))],
        );
        ledger.remark(&RULE, context.figures[actual].span, message);
    }
}

fn column(context: &Context, ledger: &mut Ledger, indicator: &Indicator) {
    let Some(target) = indicator.target.as_ref().and_then(|t| t.figure()) else { return };
    let named = parse_quantity(&format!("1{}", indicator.unit)).map(|q| q.unit).unwrap_or_default();
    let own = &context.figures[target].quantity.unit;
    let (x, y) = (family(&named), family(own));
    if x != 0 && y != 0 && x != y {
        let message = Message::new(
            "forms.unit_column",
            &[("name", &indicator.name), ("target", context.text(target)), ("unit", &indicator.unit)],
        );
        ledger.remark(&RULE, context.figures[target].span, message);
    }
}

fn beyond_whole(context: &Context, ledger: &mut Ledger, indicator: &Indicator) {
    let name = indicator.name.split(['（', '(']).next().unwrap_or_default().trim();
    let part = ["满意度", "满意率", "合格率", "覆盖率", "准确率", "通过率", "达标率"]
        .iter()
        .any(|w| name.ends_with(w));
    let Some(actual) = indicator.actual.as_ref().and_then(|a| a.figure()) else { return };
    let figure = &context.figures[actual];
    if part && figure.quantity.unit == Unit::Percent && figure.value() > Decimal::ONE {
        let message = Message::new(
            "forms.beyond_whole",
            &[("name", &indicator.name), ("stated", context.text(actual))],
        );
        ledger.remark(&RULE, figure.span, message);
    }
}
