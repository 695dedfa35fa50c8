use super::support::{TableFacts, anchor, is_doubtful};
use crate::ledger::{Context, Ledger};
use crate::relation::Relation;

rule! {
    /// # 表与表不一致 / Table against table
    ///
    /// ## 检查什么
    /// 同一项目、同一口径在几张表中出现的应相同：总表的本年收入合计 = 收入表合计，本年支出合计 = 支出表合计，总表各功能分类 = 支出表类级，
    /// 财政拨款总表的一般公共预算支出 = 一般公共预算支出表合计，一般公共预算支出表的基本支出 = 基本支出表的人员经费与公用经费之和。
    ///
    /// ## 依据
    /// 部门决算报表、部门预算报表的表间审核关系。
    ///
    /// ## 示例
    /// 收入支出决算总表本年支出合计 9,182.32，支出决算表合计 9,128.32：两表不一致。
    ///
    /// ## 例外
    /// 按两表各自的精度比较，差 0.01 的尾差不报。结构没有得到自身数字印证的表不参加比较。
    ///
    /// ## In English
    /// What several tables state for the same subject, fund and basis must be the same.
    "GJ402", Error, run,
    fires: [
        "收入支出决算总表\n单位：万元\n收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n一、财政拨款收入\t314.89\t一、社会保障和就业支出\t243.58\n\t\t二、卫生健康支出\t71.31\n本年收入合计\t314.89\t本年支出合计\t314.89\n总计\t314.89\t总计\t314.89\n\n支出决算表\n单位：万元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n208\t社会保障和就业支出\t243.58\t243.58\t0.00\n20805\t行政事业单位养老支出\t243.58\t243.58\t0.00\n210\t卫生健康支出\t73.11\t73.11\t0.00\n21011\t行政事业单位医疗\t73.11\t73.11\t0.00\n合计\t\t316.69\t316.69\t0.00\n",
    ],
    silent: [
        "收入支出决算总表\n单位：万元\n收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n一、财政拨款收入\t314.89\t一、社会保障和就业支出\t243.58\n\t\t二、卫生健康支出\t71.31\n本年收入合计\t314.89\t本年支出合计\t314.89\n总计\t314.89\t总计\t314.89\n\n支出决算表\n单位：元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n208\t社会保障和就业支出\t2435800.00\t2435800.00\t0.00\n20805\t行政事业单位养老支出\t2435800.00\t2435800.00\t0.00\n210\t卫生健康支出\t713145.12\t713145.12\t0.00\n21011\t行政事业单位医疗\t713145.12\t713145.12\t0.00\n合计\t\t3148945.12\t3148945.12\t0.00\n",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let tables = TableFacts::of(context);
    for ((_, key), figures) in tables.sorted() {
        if figures.len() < 2 {
            continue;
        }
        let Some(anchor) = anchor(context, figures, &[]) else { continue };
        for &figure in figures.iter().filter(|&&f| f != anchor) {
            let relation = Relation::equality(figure, anchor);
            if !is_doubtful(context, &relation) {
                ledger.check(context, &RULE, key.words(), relation);
            }
        }
    }
    basic_expenditure(context, ledger, &tables);
}

/// 基本支出 = 人员经费 + 公用经费 of the table by economic class, where that table has no total of its own.
fn basic_expenditure(context: &Context, ledger: &mut Ledger, tables: &TableFacts) {
    use super::support::Key;
    use crate::recognise::{Basis, Fund};
    let basis = if context.recognised.profile.is_budget { Basis::Budget } else { Basis::Final };
    let key = |name: &str| Key { name: name.to_string(), fund: Fund::GeneralPublic, basis };
    for set in 0..tables.sets {
        let of = |name: &str| tables.get(set, &key(name)).first().copied();
        if let (Some(total), Some(people), Some(running)) = (of("基本支出"), of("人员经费"), of("公用经费"))
        {
            let relation = Relation::sum(total, [people, running]);
            if !is_doubtful(context, &relation) {
                ledger.check(context, &RULE, key("基本支出").words(), relation);
            }
        }
    }
}
