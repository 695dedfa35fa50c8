use super::enter;
use crate::ledger::{Context, Ledger};
use crate::recognise::accounts::Role;

rule! {
    /// # 人员经费与公用经费合计 / Personnel and public expenses by economic class
    ///
    /// ## 检查什么
    /// 一般公共预算财政拨款基本支出决算表：人员经费合计 = 301 工资福利支出 + 303 对个人和家庭的补助；
    /// 公用经费合计 = 302 商品和服务支出 + 307 + 309 至 399 各类。左右并排的两组、三组科目分别归类。
    ///
    /// ## 依据
    /// 基本支出决算表的填列说明。
    ///
    /// ## 示例
    /// 301 类 4,816.14，303 类 67.96，人员经费合计 4,884.09 相符（尾差 0.01）；写作 4,896.98 则不符。
    ///
    /// ## 例外
    /// 空白的类视为没有。
    ///
    /// ## In English
    /// In the table of basic expenditure personnel expenses are classes 301 and 303, public expenses all others.
    "GJ208", Error, run,
    fires: ["一般公共预算财政拨款基本支出决算表\n单位：万元\n人员经费\t\t\t公用经费\t\t\n科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数\n301\t工资福利支出\t553.64\t302\t商品和服务支出\t99.06\n30101\t基本工资\t312.46\t30201\t办公费\t99.06\n30102\t津贴补贴\t241.18\t310\t资本性支出\t2.18\n303\t对个人和家庭的补助\t46.76\t31002\t办公设备购置\t2.18\n30302\t退休费\t46.76\t\t\t\n人员经费合计\t\t604.00\t公用经费合计\t\t101.24\n"],
    silent: ["一般公共预算财政拨款基本支出决算表\n单位：万元\n人员经费\t\t\t公用经费\t\t\n科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数\n301\t工资福利支出\t553.64\t302\t商品和服务支出\t99.06\n30101\t基本工资\t312.46\t30201\t办公费\t99.06\n30102\t津贴补贴\t241.18\t310资本性支出\t\t2.18\n303\t对个人和家庭的补助\t46.76\t31002办公设备购置\t\t2.18\n30302\t退休费\t46.76\t\t\t\n人员经费合计\t\t600.40\t公用经费合计\t\t101.24\n"],
}

fn run(context: &Context, ledger: &mut Ledger) {
    enter(context, ledger, &RULE, &[Role::BasicKinds]);
}
