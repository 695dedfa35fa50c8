use super::enter;
use crate::ledger::{Context, Ledger};
use crate::recognise::accounts::Role;

rule! {
    /// # 总表的合计与总计 / Running totals of an overview
    ///
    /// ## 检查什么
    /// 总表每一边自上而下：本年收入合计 = 各项收入之和，总计 = 本年收入合计 + 使用非财政拨款结余 + 年初结转和结余；
    /// 本年支出合计 = 各功能分类之和，总计 = 本年支出合计 + 结余分配 + 年末结转和结余。预算表的收入总计、支出总计同样核对。
    ///
    /// ## 依据
    /// 部门决算报表编制说明的表内审核关系。
    ///
    /// ## 示例
    /// 本年收入合计 120.00，年初结转和结余 5.00，总计 152.00：应为 125.00。
    ///
    /// ## 例外
    /// “其中”行和下级序号的行不重复计入；版式不清时采用表中数字自身能够成立的读法。空白视为没有。
    ///
    /// ## In English
    /// On each side of an overview the yearly total equals its items, and the grand total equals the yearly total and the carry-over.
    "GJ205", Error, run,
    fires: ["收入支出决算总表\n单位：万元\n收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n一、财政拨款收入\t100.00\t一、一般公共服务支出\t70.00\n二、其他收入\t20.00\t二、教育支出\t40.00\n本年收入合计\t102.00\t本年支出合计\t110.00\n年初结转和结余\t5.00\t年末结转和结余\t15.00\n总计\t125.00\t总计\t125.00\n"],
    silent: ["财务收支预算总表\n单位：元\n本年收入\t\t本年支出\t\n项目\t预算数\t项目\t预算数\n一、财政拨款收入\t910\t一、一般公共服务支出\t800\n1. 一般公共预算资金\t900\t二、卫生健康支出\t110\n2. 政府性基金\t10\t\t\n二、事业收入\t\t\t\n收入总计\t910\t支出总计\t910\n"],
}

fn run(context: &Context, ledger: &mut Ledger) {
    enter(context, ledger, &RULE, &[Role::Running]);
}
