use super::enter;
use crate::ledger::{Context, Ledger};
use crate::recognise::accounts::Role;

rule! {
    /// # 收支平衡 / Income and expenditure balance
    ///
    /// ## 检查什么
    /// 左右两边的总表：收入总计 = 支出总计。
    ///
    /// ## 依据
    /// 收入支出决算总表、财政拨款收入支出决算总表、收支预算总表的平衡关系：本年收入、使用非财政拨款结余与年初结转和结余之和，
    /// 等于本年支出、结余分配与年末结转和结余之和。
    ///
    /// ## 示例
    /// 收入总计 10,676.61，支出总计 10,676.16：两边不平。
    ///
    /// ## 例外
    /// 只有本年收入合计、本年支出合计的表不要求相等。
    ///
    /// ## In English
    /// In a two-sided overview the income total equals the expenditure total.
    "GJ204", Error, run,
    fires: ["收入支出决算总表\n单位：万元\n收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n一、财政拨款收入\t100.00\t一、一般公共服务支出\t70.00\n二、其他收入\t20.00\t二、教育支出\t40.00\n本年收入合计\t120.00\t本年支出合计\t110.00\n年初结转和结余\t5.00\t年末结转和结余\t15.00\n总计\t125.00\t总计\t152.00\n"],
    silent: ["收入支出决算总表\n单位：万元\n收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n一、财政拨款收入\t100.00\t一、一般公共服务支出\t70.00\n二、其他收入\t20.00\t二、教育支出\t40.00\n本年收入合计\t120.00\t本年支出合计\t110.00\n年初结转和结余\t5.00\t年末结转和结余\t15.00\n总计\t125.00\t总计\t125.00\n"],
}

fn run(context: &Context, ledger: &mut Ledger) {
    enter(context, ledger, &RULE, &[Role::Balance]);
}
