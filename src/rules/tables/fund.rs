use super::enter;
use crate::ledger::{Context, Ledger};
use crate::recognise::accounts::Role;

rule! {
    /// # 各本预算收支相抵 / Each budget balances by itself
    ///
    /// ## 检查什么
    /// 财政拨款收入支出总表：一般公共预算、政府性基金预算、国有资本经营预算各自的本年收入与年初结转之和，等于右侧该预算一栏的总计。
    ///
    /// ## 依据
    /// 财政拨款收入支出决算总表的平衡关系按预算分列同样成立。
    ///
    /// ## 示例
    /// 一般公共预算财政拨款收入 90.00、政府性基金 10.00；右侧一般公共预算栏总计 85.00、政府性基金栏 15.00：合计相等而两本预算都不平。
    ///
    /// ## 例外
    /// 年初结转没有按预算分列时不核对。
    ///
    /// ## In English
    /// Income and carry-over of each of the three budgets equal the total of its column on the expenditure side.
    "GJ209", Error, run,
    fires: ["财政拨款收支预算总表\n单位：万元\n收入\t\t支出\t\t\t\n项目\t预算数\t项目\t合计\t一般公共预算\t政府性基金预算\n一、一般公共预算资金\t90.00\t一、一般公共服务支出\t60.00\t60.00\t\n二、政府性基金\t10.00\t二、城乡社区支出\t40.00\t25.00\t15.00\n收入总计\t100.00\t支出总计\t100.00\t85.00\t15.00\n"],
    silent: ["财政拨款收支预算总表\n单位：万元\n收入\t\t支出\t\t\t\n项目\t预算数\t项目\t合计\t一般公共预算\t政府性基金预算\n一、一般公共预算资金\t85.00\t一、一般公共服务支出\t60.00\t60.00\t\n二、政府性基金\t15.00\t二、城乡社区支出\t40.00\t25.00\t15.00\n收入总计\t100.00\t支出总计\t100.00\t85.00\t15.00\n"],
}

fn run(context: &Context, ledger: &mut Ledger) {
    enter(context, ledger, &RULE, &[Role::Fund]);
}
