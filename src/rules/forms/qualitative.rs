use crate::ledger::{Context, Ledger, Message};
use crate::scoring::is_achieved;
use rust_decimal::Decimal;

rule! {
    /// # 定性指标 / Qualitative indicators
    ///
    /// ## 检查什么
    /// 定性指标写“未达成”“部分达成”却得满分，或写“达成预期指标”却不足分值的 80%。
    ///
    /// ## 依据
    /// 财预〔2020〕10号：定性指标分三档，达成 100%—80%（含），部分达成 80%—60%（含），未达成且效果较差 60%—0；湖北部分达成为 80%—50%。
    ///
    /// ## 示例
    /// 分值 10，实际完成写“部分达成预期指标”，得分 10。
    ///
    /// ## 例外
    /// 措辞看不出是否达成的不判断。
    ///
    /// ## In English
    /// A qualitative indicator that was partly or not reached cannot score full marks, one that was reached not less than
    /// 80% of its weight.
    "GJ317", Warning, run,
    fires: [
        example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n", "效益指标\t社会效益指标\t提高意识\t90\t有效提高\t部分达成预期指标\t100%\t90\t按评判等级赋分\t\n", "总分\t100\t\t\t100分\n"),
        "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n效益指标\t社会效益\t提高意识\t显著提高\t达成预期指标\t100\t70\n总分\t\t\t\t\t100\t70\n",
    ],
    silent: [
        example!("年度资金总额\t20.00\t20.00\t20.00\t10\t100.00%\t10.00\n", "效益指标\t社会效益指标\t提高意识\t90\t有效提高\t达到预期指标\t100%\t90\t按评判等级赋分\t\n", "总分\t100\t\t\t100分\n"),
        "项目支出绩效自评表\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n效益指标\t社会效益\t提高意识\t显著提高\t部分达成预期指标\t100\t70\n总分\t\t\t\t\t100\t70\n",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    for form in &context.recognised.forms {
        for indicator in form.indicators.iter().filter(|i| i.is_qualitative()) {
            let (Some(weight), Some(score), Some(actual)) =
                (indicator.weight, indicator.score, &indicator.actual)
            else {
                continue;
            };
            let (w, s) = (context.figures[weight].value(), context.figures[score].value());
            let Some(achieved) = is_achieved(&actual.text) else { continue };
            let odd = if achieved {
                // With a rate of its own the score is judged by that.
                indicator.rate.is_none() && s < w * Decimal::new(8, 1)
            } else {
                s >= w && !w.is_zero()
            };
            if odd {
                let message = Message::new(
                    "forms.qualitative",
                    &[
                        ("name", &indicator.name),
                        ("words", &actual.text),
                        ("score", context.text(score)),
                        ("weight", context.text(weight)),
                    ],
                );
                ledger.remark_about(context, &RULE, context.figures[score].span, message, &[score, weight]);
            }
        }
    }
}
