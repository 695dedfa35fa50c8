use super::enter;
use crate::ledger::{Context, Ledger};
use crate::recognise::accounts::Role;

rule! {
    /// # 结转结余衔接 / Carry-over
    ///
    /// ## 检查什么
    /// 政府性基金、国有资本经营预算等列有结转的表，逐行核对：年末结转和结余 = 年初结转和结余 + 本年收入 − 本年支出。
    ///
    /// ## 依据
    /// 决算报表的结转衔接关系。
    ///
    /// ## 示例
    /// 年初 5.00，收入 100.00，支出 90.00，年末 51.00：应为 15.00。
    ///
    /// ## 例外
    /// 没有支出数也没有收入数的行不核对。有结余分配、缴回等栏的表只在多数行成立时采用。
    ///
    /// ## In English
    /// Where a row has all of them: closing carry-over = opening carry-over + income − expenditure.
    "GJ210", Error, run,
    fires: ["政府性基金预算财政拨款收入支出决算表\n单位：万元\n科目编码\t科目名称\t年初结转和结余\t本年收入\t本年支出\t\t\t年末结转和结余\n\t\t\t\t小计\t基本支出\t项目支出\t\n合计\t\t5.00\t100.00\t90.00\t\t90.00\t51.00\n212\t城乡社区支出\t5.00\t100.00\t90.00\t\t90.00\t15.00\n21208\t国有土地使用权出让收入安排的支出\t5.00\t100.00\t90.00\t\t90.00\t15.00\n"],
    silent: ["政府性基金预算财政拨款收入支出决算表\n单位：万元\n科目编码\t科目名称\t年初结转和结余\t本年收入\t本年支出\t\t\t年末结转和结余\n\t\t\t\t小计\t基本支出\t项目支出\t\n合计\t\t5.00\t100.00\t90.00\t\t90.00\t15.00\n212\t城乡社区支出\t5.00\t100.00\t90.00\t\t90.00\t15.00\n21208\t国有土地使用权出让收入安排的支出\t5.00\t100.00\t90.00\t\t90.00\t15.00\n"],
}

fn run(context: &Context, ledger: &mut Ledger) {
    enter(context, ledger, &RULE, &[Role::CarryOver]);
}
