use super::support::{Key, TableFacts, is_doubtful};
use crate::ledger::{Context, Ledger};
use crate::recognise::Fund;
use crate::relation::Relation;

rule! {
    /// # 一般公共预算支出超过总支出 / A part exceeds the whole, class by class
    ///
    /// ## 检查什么
    /// 同一功能科目，一般公共预算财政拨款支出不应大于部门全部支出（支出决算表与一般公共预算财政拨款支出决算表逐科目比较）。
    ///
    /// ## 依据
    /// 一般公共预算财政拨款支出是部门支出的一部分。
    ///
    /// ## 示例
    /// 支出决算表 城乡社区支出 3,845.24，一般公共预算财政拨款支出决算表 3,832.36：差额为非财政资金支出，相符；反过来则不可能。
    ///
    /// ## 例外
    /// 两表科目名称不同的不比较。
    ///
    /// ## In English
    /// For the same class the expenditure from the general public budget does not exceed the expenditure from all money.
    "GJ404", Warning, run,
    fires: [
        "支出决算表\n单位：万元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n208\t社会保障和就业支出\t243.58\t243.58\t0.00\n20805\t行政事业单位养老支出\t243.58\t243.58\t0.00\n合计\t\t243.58\t243.58\t0.00\n\n一般公共预算财政拨款支出决算表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n208\t社会保障和就业支出\t253.58\t253.58\t0.00\n20805\t行政事业单位养老支出\t253.58\t253.58\t0.00\n合计\t\t253.58\t253.58\t0.00\n",
    ],
    silent: [
        "支出决算表\n单位：万元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n208\t社会保障和就业支出\t243.58\t243.58\t0.00\n20805\t行政事业单位养老支出\t243.58\t243.58\t0.00\n合计\t\t243.58\t243.58\t0.00\n\n一般公共预算财政拨款支出决算表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n208\t社会保障和就业支出\t230.58\t230.58\t0.00\n20805\t行政事业单位养老支出\t230.58\t230.58\t0.00\n合计\t\t230.58\t230.58\t0.00\n",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let tables = TableFacts::of(context);
    for ((set, key), figures) in tables.sorted() {
        if key.fund != Fund::GeneralPublic {
            continue;
        }
        let all = Key { fund: Fund::All, ..key.clone() };
        if let (Some(&part), Some(&whole)) = (figures.first(), tables.get(*set, &all).first()) {
            let relation = Relation::at_most(part, whole);
            if !is_doubtful(context, &relation) {
                ledger.check(context, &RULE, key.words(), relation);
            }
        }
    }
}
