use super::score::enter;
use crate::ledger::{Context, Ledger};

rule! {
    /// # 执行率得分 / Score of the execution rate
    ///
    /// ## 检查什么
    /// 预算执行率的得分能否由执行率和分值推出。
    ///
    /// ## 依据
    /// 通行的写法是分值 × 执行率（10 分或 20 分）；也有文件按 60% 起步计分。用哪一种由本文件各表的行投票决定，读者可以另选。
    ///
    /// ## 示例
    /// 执行率 94.39%，分值 10，得分 10.00：分值 × 执行率为 9.44，60% 起步为 8.60，都推不出 10.00。
    ///
    /// ## 例外
    /// 执行率按显示值或按金额重算，两者之一成立即可；“—”不评分。
    ///
    /// ## In English
    /// The score of the execution rate must follow from its rate and weight by a known scoring rule, and by the one that
    /// the rest of the document follows.
    "GJ303", Error, run,
    fires: [
        example!("年度资金总额\t82.00\t82.00\t77.40\t10\t94.39%\t10.00\n", "产出指标\t数量指标\t培训人次\t90\t>=100人次\t=100人次\t100%\t90\t\t\n", "总分\t100\t\t\t100分\n"),
        "项目支出绩效自评表\n预算执行情况(万元)(20分)\t预算数(A)\t执行数(B)\t执行率(B/A)\t得分(20分*执行率)\n年度财政资金总额\t10\t9\t90%\t19\n一级指标\t二级指标\t三级指标\t年初目标值(A)\t实际完成值(B)\t得分\n产出指标\t数量指标\t水样\t12次\t12次\t80\n",
    ],
    silent: [
        example!("年度资金总额\t82.00\t82.00\t77.40\t10\t94.39%\t9.44\n", "产出指标\t数量指标\t培训人次\t90\t>=100人次\t=100人次\t100%\t90\t\t\n", "总分\t100\t\t\t99.44分\n"),
        "项目支出绩效自评表\n预算执行情况(万元)(20分)\t预算数(A)\t执行数(B)\t执行率(B/A)\t得分(20分*执行率)\n年度财政资金总额\t10\t9\t90%\t18\n一级指标\t二级指标\t三级指标\t年初目标值(A)\t实际完成值(B)\t得分\n产出指标\t数量指标\t水样\t12次\t12次\t80\n",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    for judged in context.recognised.scoring.judged.iter().filter(|j| j.indicator.is_none()) {
        let label =
            context.recognised.forms.get(judged.form).and_then(|f| f.total_fund()).map(|f| f.label.as_str());
        enter(context, ledger, &RULE, format!("{} 执行率得分", label.unwrap_or("预算执行率")), judged);
    }
}
