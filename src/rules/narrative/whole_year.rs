use super::support::narrative;
use crate::diagnosis::slip_may_explain;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger};
use crate::recognise::narrative::Slot;
use crate::recognise::{Fund, Subject};
use crate::relation::Relation;

rule! {
    /// # 总计与本年合计、结转结余 / Totals, the year's own and what was carried over
    ///
    /// ## 检查什么
    /// 分段写明的收入总计应等于本年收入合计 + 年初结转和结余（+ 使用非财政拨款结余）；支出总计应等于本年支出合计 + 年末结转和结余（+ 结余分配）。
    ///
    /// ## 依据
    /// 收入支出决算总表的表内关系。
    ///
    /// ## 示例
    /// 收入总计545.08万元，收入合计259.69万元，年初结转和结余285.39万元：259.69 + 285.39 = 545.08，相符。
    ///
    /// ## 例外
    /// 没有写明的使用非财政拨款结余、结余分配也在总计之内，因此只在相差一处笔误（一个数字、两个数字颠倒）时作提示，其他情况只在相符时用来印证。总计与本年合计恰好相同的，是把合计写作总计，不作提示。
    ///
    /// ## In English
    /// A total is the year's own and what was carried over, wherever the report tells them.
    "GJ128", Warning, run,
    fires: [
        "2021年度收入总计1,545.08万元，支出总计1,545.08万元。\n2021年度收入合计1,269.69万元。此外，年初结转和结余285.39万元。",
        "2021年度收入总计1,545.08万元，支出总计1,545.08万元。\n2021年度支出合计1,266.88万元。\n2021年度年末结转和结余276.20万元。",
    ],
    silent: [
        "2021年度收入总计1,545.08万元，支出总计1,545.08万元。\n2021年度收入合计1,259.69万元。此外，年初结转和结余285.39万元。",
        "2021年度收入总计1,545.08万元，支出总计1,545.08万元。\n2021年度支出合计1,266.88万元。\n2021年度年末结转和结余241.02万元。",
        "2021年度收入总计1,546.31万元，支出总计1,545.08万元。\n2021年度支出合计1,545.08万元。\n2021年度年末结转和结余1.62万元。",
    ],
}

/// The total, what it is of, and what else is in it wherever it is told.
const SIDES: &[(&str, &str, &str, &str)] = &[
    ("收入总计", "本年收入合计", "年初结转和结余", "使用非财政拨款结余"),
    ("支出总计", "本年支出合计", "年末结转和结余", "结余分配"),
];

fn run(context: &Context, ledger: &mut Ledger) {
    for fund in [Fund::All, Fund::Fiscal, Fund::GeneralPublic] {
        for &(total, year, carried, more) in SIDES {
            let one = |name: &str| only(context, name, fund);
            let Some(total) = one(total).or_else(|| one("收入支出总计")) else { continue };
            let (Some(year), Some(carried)) = (one(year), one(carried)) else { continue };
            let parts: Vec<FigureId> = [Some(year), Some(carried), one(more)].into_iter().flatten().collect();
            let relation = Relation::sum(total, parts.iter().copied());
            let known = ledger.checks.iter().any(|c| {
                let figures = c.relation.expression.figures();
                c.relation.stated == relation.stated && parts.iter().all(|part| figures.contains(part))
            });
            if known {
                continue;
            }
            // A total that is the year's own to the cent was written for it, and carries nothing over.
            let own = Relation::equality(total, year);
            if !context.is_sound(&relation) && context.is_sound(&own) {
                continue;
            }
            if context.is_sound(&relation) || slip_may_explain(context.figures, total, &parts) {
                ledger.check(context, &RULE, context.figures[total].label.clone(), relation);
            }
        }
    }
}

/// The amount of a subject that the text tells first.
fn only(context: &Context, name: &str, fund: Fund) -> Option<FigureId> {
    let narrative = narrative(context);
    let subject = Subject { name: name.to_string(), fund };
    let told = narrative.index.subject(&subject).iter().filter_map(|&i| narrative.statements.get(i));
    let mut told = told.filter(|s| !s.interim).filter_map(|s| s.amount(Slot::Amount));
    let first = told.next()?;
    told.all(|other| context.is_sound(&Relation::equality(other, first))).then_some(first)
}
