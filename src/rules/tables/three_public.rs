use super::enter;
use crate::ledger::{Context, Ledger};
use crate::recognise::accounts::Role;

rule! {
    /// # “三公”经费表 / The three public expenses
    ///
    /// ## 检查什么
    /// 预算数、决算数各自核对：合计 = 因公出国（境）费 + 公务用车购置及运行维护费 + 公务接待费；公务用车小计 = 购置费 + 运行维护费。
    /// 各项按表头或行名辨认，与先后次序无关。
    ///
    /// ## 依据
    /// “三公”经费支出决算表的栏间关系。
    ///
    /// ## 示例
    /// 合计 18.05，公务用车小计 17.50，公务接待费 0.55：相符；小计写作 15.70 则与合计、与运行维护费都不符。
    ///
    /// ## 例外
    /// 空白视为 0；团组数、辆数、批次等数量不参加相加；会议费、培训费只在合计确实包括时计入。
    ///
    /// ## In English
    /// Budget and accounts of the three public expenses each add up, in whatever order the items stand.
    "GJ207", Error, run,
    fires: ["财政拨款“三公”经费支出决算表\n单位：万元\n预算数\t\t\t\t\t\t决算数\t\t\t\t\t\n合计\t因公出国（境）费\t公务用车购置及运行维护费\t\t\t公务接待费\t合计\t因公出国（境）费\t公务用车购置及运行维护费\t\t\t公务接待费\n\t\t小计\t公务用车购置费\t公务用车运行维护费\t\t\t\t小计\t公务用车购置费\t公务用车运行维护费\t\n1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12\n18.05\t0.00\t17.50\t0.00\t17.50\t0.55\t16.05\t0.00\t15.50\t0.00\t15.50\t5.50\n"],
    silent: ["部门“三公”经费预算表\n单位：万元\n项目\t2025年预算数\n合计\t37.91\n1.因公出国（境）费用\t\n2.公务接待费\t1.35\n3.公务用车费\t36.56\n其中：（1）公务用车购置费\t15.00\n（2）公务用车运行维护费\t21.56\n"],
}

fn run(context: &Context, ledger: &mut Ledger) {
    enter(context, ledger, &RULE, &[Role::ThreePublic]);
}
