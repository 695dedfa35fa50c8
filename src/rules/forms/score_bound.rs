use crate::ledger::{Context, Ledger};
use crate::relation::Relation;

rule! {
    /// # 得分不超过分值 / A score within its weight
    ///
    /// ## 检查什么
    /// 每个指标和执行率的得分都不大于它的分值。
    ///
    /// ## 依据
    /// 财预〔2020〕10号：完成指标值的记满分，没有超过满分的情形。
    ///
    /// ## 示例
    /// 分值 8、得分 9：超出。
    ///
    /// ## 例外
    /// 设有加分项的表另有说明，请人工核实。
    ///
    /// ## In English
    /// No score exceeds its weight.
    "GJ306", Error, run,
    fires: [
        example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n", "效益指标\t社会效益指标\t提高意识\t90\t有效提高\t达到预期指标\t100%\t91\t按评判等级赋分\t\n", "总分\t100\t\t\t101分\n"),
        "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t分值\t年度指标值\t实际完成值\t得分\n产出指标\t数量指标\t水尺\t10\t≥266米\t≥266米\t12\n",
    ],
    silent: [
        example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n", "效益指标\t社会效益指标\t提高意识\t90\t有效提高\t达到预期指标\t100%\t90\t按评判等级赋分\t\n", "总分\t100\t\t\t100分\n"),
        "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t分值\t年度指标值\t实际完成值\t得分\n产出指标\t数量指标\t水尺\t10\t≥266米\t≥266米\t10\n",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    for form in &context.recognised.forms {
        for fund in &form.funds {
            let weight = fund.weight.or(form.execution_weight);
            if let (Some(score), Some(weight)) = (fund.score, weight) {
                ledger.check(
                    context,
                    &RULE,
                    format!("{} 得分", fund.label),
                    Relation::at_most(score, weight),
                );
            }
        }
        for indicator in &form.indicators {
            for score in [indicator.score, indicator.review].into_iter().flatten() {
                if let Some(weight) = indicator.weight {
                    let subject = format!("{} 得分", indicator.name);
                    ledger.check(context, &RULE, subject, Relation::at_most(score, weight));
                }
            }
        }
    }
}
