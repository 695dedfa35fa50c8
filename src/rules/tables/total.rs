use super::enter;
use crate::ledger::{Context, Ledger};
use crate::recognise::accounts::Role;

rule! {
    /// # 合计行 / The total row
    ///
    /// ## 检查什么
    /// 按科目列示的表，合计行等于所列最上一级科目之和，逐列核对。合计行在表首、表末都可以。
    ///
    /// ## 依据
    /// 部门决算报表编制说明的表内审核关系：合计 = Σ 类级科目。
    ///
    /// ## 示例
    /// 合计 341.89，208 类 243.58，210 类 71.31：相加 314.89，合计可能换位。
    ///
    /// ## 例外
    /// 只列到项级的表按项级相加。空白单元格视为没有这一笔。
    ///
    /// ## In English
    /// The 合计 row of a table by class equals the sum of the uppermost classes listed, whether it stands first or last.
    "GJ202", Error, run,
    fires: ["支出决算表\n单位：万元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n合计\t\t341.89\t314.89\t0.00\n208\t社会保障和就业支出\t243.58\t243.58\t0.00\n20805\t行政事业单位养老支出\t243.58\t243.58\t0.00\n210\t卫生健康支出\t71.31\t71.31\t0.00\n21011\t行政事业单位医疗\t71.31\t71.31\t0.00\n"],
    silent: ["一般公共预算财政拨款支出决算表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n208\t社会保障和就业支出\t243.58\t243.58\t\n20805\t行政事业单位养老支出\t243.58\t243.58\t\n210\t卫生健康支出\t71.31\t71.31\t\n21011\t行政事业单位医疗\t71.31\t71.31\t\n合计\t\t314.89\t314.89\t\n"],
}

fn run(context: &Context, ledger: &mut Ledger) {
    enter(context, ledger, &RULE, &[Role::Total]);
}
