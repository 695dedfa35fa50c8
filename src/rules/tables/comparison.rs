use super::enter;
use crate::ledger::{Context, Ledger};
use crate::recognise::accounts::Role;

rule! {
    /// # 增减额与增减率 / Changes between two columns
    ///
    /// ## 检查什么
    /// 表中并列上年与本年两列、并有增减额、增减% 的，逐行核对：增减额 = 本年 − 上年，增减% = 增减额 ÷ 上年。
    /// 并列预算数与执行数、并有执行率（完成率、占比）的，同样逐行核对。
    ///
    /// ## 依据
    /// 列名自身的含义。
    ///
    /// ## 示例
    /// 2024年执行数 200.00，2025年预算数 250.00，增减额 50.00，增减% 52：应为 25。
    ///
    /// ## 例外
    /// 哪两列相比由多数行成立的读法决定；上年为零的行不核对增减率。
    ///
    /// ## In English
    /// Where a table sets two years side by side, the change and the rate of change follow from them; where it sets budget and
    /// execution side by side, so does the rate of execution.
    "GJ211", Error, run,
    fires: ["一般公共预算支出表\n单位：万元\n科目编码\t科目名称\t2024年执行数\t2025年预算数\t\t\t2025年预算数比2024年执行数\t\n\t\t\t小计\t基本支出\t项目支出\t增减额\t增减%\n合计\t\t300.00\t370.00\t260.00\t110.00\t70.00\t23.33\n205\t教育支出\t200.00\t250.00\t150.00\t100.00\t50.00\t25.00\n20502\t普通教育\t200.00\t250.00\t150.00\t100.00\t50.00\t52.00\n208\t社会保障和就业支出\t100.00\t120.00\t110.00\t10.00\t20.00\t20.00\n20805\t行政事业单位养老支出\t100.00\t120.00\t110.00\t10.00\t20.00\t20.00\n"],
    silent: ["一般公共预算支出表\n单位：万元\n科目编码\t科目名称\t2024年执行数\t2025年预算数\t\t\t2025年预算数比2024年执行数\t\n\t\t\t小计\t基本支出\t项目支出\t增减额\t增减%\n合计\t\t300.00\t370.00\t260.00\t110.00\t70.00\t23.33\n205\t教育支出\t200.00\t250.00\t150.00\t100.00\t50.00\t25.00\n20502\t普通教育\t200.00\t250.00\t150.00\t100.00\t50.00\t25.00\n208\t社会保障和就业支出\t100.00\t120.00\t110.00\t10.00\t20.00\t20.00\n20805\t行政事业单位养老支出\t100.00\t120.00\t110.00\t10.00\t20.00\t20.00\n"],
}

fn run(context: &Context, ledger: &mut Ledger) {
    enter(context, ledger, &RULE, &[Role::Comparison]);
}
