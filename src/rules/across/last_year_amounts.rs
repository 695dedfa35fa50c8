use super::last_year::{Pair, Pending, enter, on_another_footing};
use crate::ledger::{Context, Ledger};
use crate::recognise::{Basis, Measure, Year};
use crate::relation::Relation;

rule! {
    /// # 上年数与上年报告不符 / Last year's amount against last year's report
    ///
    /// ## 检查什么
    /// 给出上年报告时，本年报告中写明的上年数应与上年报告公开的数相同；年初结转和结余应等于上年报告的年末结转和结余。
    ///
    /// ## 依据
    /// 决算公开说明的上年对比数取自上年决算；部门决算报表的年初结转和结余承接上年年末结转和结余。
    ///
    /// ## 示例
    /// 本年写“上年公务接待费1.50万元”，上年报告公开的是 1.05 万元：两份报告不一致。
    ///
    /// ## 例外
    /// 没有给出上年报告、年度不相接、单位或种类（预算、决算）不同的，不检查。文中说到口径、机构改革、划转等的，只用来印证。
    /// 大多数都对不上的，说明两份报告口径不同，降为提示。上年报告自己前后不一的数不用。
    ///
    /// ## In English
    /// An amount given for last year must be the one published then; what was carried forward must be what was left.
    "GJ409", Warning, run,
    fires: [
        "某局2023年度部门决算\n公务接待费支出1.05万元。\n=====\n某局2024年度部门决算\n公务接待费支出2.00万元，上年1.50万元，增加0.50万元。\n",
    ],
    silent: [
        "某局2023年度部门决算\n公务接待费支出1.05万元。\n=====\n某局2024年度部门决算\n公务接待费支出2.00万元，上年1.05万元，增加0.95万元。\n",
        "某局2023年度部门决算\n公务接待费支出1.05万元。\n=====\n某局2024年度部门决算\n因机构改革，按新口径公务接待费支出2.00万元，上年1.50万元，增加0.50万元。\n",
        "某局2022年度部门决算\n公务接待费支出1.05万元。\n=====\n某局2024年度部门决算\n公务接待费支出2.00万元，上年1.50万元，增加0.50万元。\n",
        "某局2023年度部门预算\n公务接待费预算1.05万元。\n=====\n某局2024年度部门决算\n公务接待费支出2.00万元，上年1.50万元，增加0.50万元。\n",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let Some(pair) = Pair::of(context) else { return };
    let budget = context.recognised.profile.is_budget;
    let mut pending = Vec::new();
    for fact in context.recognised.facts.iter().filter(|f| f.measure == Measure::Amount) {
        let carried = fact.year == Year::Report
            && fact.subject.name == "年初结转和结余"
            && (budget || fact.basis == Basis::Final);
        let published = match fact.year {
            Year::Last => pair.get(&fact.subject),
            Year::Report if carried => pair.named("年末结转和结余", fact.subject.fund),
            _ => None,
        };
        let Some(published) = published else { continue };
        if !context.figures[fact.figure].quantity.unit.is_money() {
            continue;
        }
        pending.push(Pending {
            subject: format!("{} 与上年报告", fact.subject.name.replace('/', "—")),
            published,
            relation: Relation::equality(fact.figure, published),
            guarded: on_another_footing(context, fact.figure),
        });
    }
    enter(context, ledger, &RULE, pair.last, pending);
}
