use super::enter;
use crate::ledger::{Context, Ledger};
use crate::recognise::accounts::Role;

rule! {
    /// # 总表的分项 / Items and their parts
    ///
    /// ## 检查什么
    /// 总表中带下级序号的项目等于其下各行之和：财政拨款收入 = 一般公共预算 + 政府性基金 + 国有资本经营预算，
    /// 年初财政拨款结转和结余 = 三本预算各自的结转。“其中”行不超过所属的项目。
    ///
    /// ## 依据
    /// 收支总表的行间关系。
    ///
    /// ## 示例
    /// 一、财政拨款收入 910，1. 一般公共预算资金 900，2. 政府性基金 1：应为 10。
    ///
    /// ## 例外
    /// 下级各行全部空白时不核对；“其中”只列举一部分，不要求相加相等。
    ///
    /// ## In English
    /// A numbered item equals the items numbered under it; a part named with 其中 does not exceed its whole.
    "GJ206", Error, run,
    fires: ["财务收支预算总表\n单位：元\n本年收入\t\t本年支出\t\n项目\t预算数\t项目\t预算数\n一、财政拨款收入\t910\t一、一般公共服务支出\t800\n1. 一般公共预算资金\t900\t二、卫生健康支出\t110\n2. 政府性基金\t1\t\t\n二、事业收入\t\t\t\n收入总计\t910\t支出总计\t910\n"],
    silent: ["收入支出决算总表\n单位：万元\n收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n一、财政拨款收入\t100.00\t一、一般公共服务支出\t70.00\n其中：政府性基金预算财政拨款\t30.00\t二、教育支出\t40.00\n二、其他收入\t20.00\t\t\n本年收入合计\t120.00\t本年支出合计\t110.00\n年初结转和结余\t5.00\t年末结转和结余\t15.00\n总计\t125.00\t总计\t125.00\n"],
}

fn run(context: &Context, ledger: &mut Ledger) {
    enter(context, ledger, &RULE, &[Role::Item, Role::OfWhich]);
}
