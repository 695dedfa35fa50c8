use crate::ledger::{Context, Ledger, Message, Severity};

rule! {
    /// # 完成率 / Completion rate
    ///
    /// ## 检查什么
    /// 完成率 = 实际完成值 ÷ 目标值。两边的 ≥、≤、= 去掉后再算；时间指标按时为 100%、逾期为 0%；定性指标“达成预期”为 100%。
    ///
    /// ## 依据
    /// 财预〔2020〕10号：按完成值与指标值的比例记分。反向指标（≤）各地写法不同（实际 ÷ 目标、目标 ÷ 实际、达标即 100%），以本文件其余行的写法为准。
    ///
    /// ## 示例
    /// 目标 ≥9 个、实际 10 个，完成率写 105%：应为 111.11%。
    ///
    /// ## 例外
    /// 目标为 0、单位不同、“12月前”在当月完成的，不算；截断而非四舍五入的只作说明。
    ///
    /// ## In English
    /// The completion rate is actual divided by target, comparators stripped; dates are met or missed; qualitative
    /// targets that were met are 100%. For indicators where less is better the document's own rows say which convention holds.
    "GJ304", Error, run,
    fires: [
        example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n", "产出指标\t数量指标\t评审报告\t90\t>=9个\t=10个\t105%\t85.5\t按照完成比例赋分\t多1个\n", "总分\t100\t\t\t95.5分\n"),
        example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n", "产出指标\t时效指标\t完成时间\t90\t2024年12月10日前\t2024年12月31日\t100%\t90\t直接赋分\t\n", "总分\t100\t\t\t100分\n"),
    ],
    silent: [
        example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n", "产出指标\t质量指标\t通过率\t90\t>=90%\t=100%\t111%\t80.1\t按照完成比例赋分\t超出\n", "总分\t100\t\t\t90.1分\n"),
        example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n", "产出指标\t时效指标\t完成时间\t90\t2024年12月前\t2024年12月10日\t100%\t90\t直接赋分\t\n", "总分\t100\t\t\t100分\n"),
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    for judgement in &context.recognised.scoring.completions.judgements {
        let indicator =
            context.recognised.forms.get(judgement.form).and_then(|f| f.indicators.get(judgement.indicator));
        let Some(indicator) = indicator else { continue };
        let subject = format!("{} 完成率", indicator.name);
        let relation = judgement.relation.clone();
        match judgement.unlike {
            Some(others) => {
                let hint = Message::new("forms.other_convention", &[("support", &others.to_string())]);
                let severity = if others > 2 { Severity::Warning } else { Severity::Note };
                ledger.check_as(context, &RULE, severity, subject, relation, Some(hint));
            }
            None if !judgement.sound && indicator.quantities().is_none() => {
                let (target, actual) = (value(indicator.target.as_ref()), value(indicator.actual.as_ref()));
                let hint =
                    Message::new("forms.target_and_actual", &[("target", &target), ("actual", &actual)]);
                ledger.check_as(context, &RULE, RULE.severity, subject, relation, Some(hint));
            }
            None => ledger.check(context, &RULE, subject, relation),
        }
    }
}

fn value(value: Option<&crate::recognise::self_evaluation::Value>) -> String {
    value.map(|v| v.text.clone()).unwrap_or_default()
}
