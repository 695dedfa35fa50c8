use super::last_year::{Pair, Pending, enter, on_another_footing};
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger};
use crate::order::Map;
use crate::recognise::Source;
use crate::recognise::narrative::words::Base;
use crate::recognise::narrative::{Change, Slot};
use crate::relation::{Direction, Expression, Relation, RelationKind};

rule! {
    /// # 比上年增减与上年报告不符 / Changes against last year's report
    ///
    /// ## 检查什么
    /// 给出上年报告时，“比上年增加Δ万元，增长P%”的Δ应等于本年数减去上年公开数，P应等于（本年数 − 上年公开数）÷ 上年公开数；
    /// “与上年持平”的两数应相等。适用于收支总计、本年收入支出、财政拨款、基本支出与项目支出、“三公”经费、机关运行经费和各功能科目。
    ///
    /// ## 依据
    /// 决算公开说明中与上年决算数的对比以上年公开的决算数为基数。
    ///
    /// ## 示例
    /// 本年公务接待费2.00万元，比上年增加0.50万元，增长33.33%；上年报告公开的是1.05万元，应为增加0.95万元，增长90.48%。
    ///
    /// ## 例外
    /// 没有给出上年报告、年度不相接、单位或种类不同的，不检查。说到口径、机构改革、划转的，只用来印证。大多数都对不上的降为提示。
    ///
    /// ## In English
    /// A change against last year must start from what was published last year.
    "GJ410", Warning, run,
    fires: [
        "某局2023年度部门决算\n公务接待费支出1.05万元。\n=====\n某局2024年度部门决算\n公务接待费支出2.00万元，比上年增加0.50万元，增长33.33%。\n",
        "某局2023年度部门决算\n机关运行经费支出120.00万元。\n=====\n某局2024年度部门决算\n机关运行经费支出100.00万元，比上年减少5.00万元，下降4.76%。\n",
    ],
    silent: [
        "某局2023年度部门决算\n公务接待费支出1.05万元。\n=====\n某局2024年度部门决算\n公务接待费支出2.00万元，比上年增加0.95万元，增长90.48%。\n",
        "某局2023年度部门决算\n机关运行经费支出1050049.21元。\n=====\n某局2024年度部门决算\n机关运行经费支出100.00万元，比上年减少5.00万元，下降4.76%。\n",
        "甲局2023年度部门决算\n公务接待费支出1.05万元。\n=====\n乙局2024年度部门决算\n公务接待费支出2.00万元，比上年增加0.50万元，增长33.33%。\n",
        "某局2023年度部门决算\n公务接待费支出1.05万元。\n=====\n某局2024年度部门决算\n公务接待费支出2.00万元，比上年增加0.50万元，增长33.33%，主要是部分职能划转。\n",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let Some(pair) = Pair::of(context) else { return };
    let narrative = &context.recognised.narrative;
    let subjects: Map<FigureId, &crate::recognise::Subject> = context
        .recognised
        .facts
        .iter()
        .filter(|f| f.source == Source::Narrative)
        .map(|f| (f.figure, &f.subject))
        .collect();
    let mut pending = Vec::new();
    for (i, statement) in narrative.statements.iter().enumerate() {
        for change in &statement.changes {
            let against_last = match change.base {
                Base::LastYear => true,
                Base::Year(year) => pair.last.year == Some(year),
                _ => false,
            };
            let Some(current) = narrative.figure_here(i, Slot::Amount).filter(|_| against_last) else {
                continue;
            };
            let Some(published) = subjects.get(&current).and_then(|s| pair.get(s)) else { continue };
            let involved = change.amount.into_iter().chain(change.rate).chain([current]);
            let guarded = change.comparable || involved.into_iter().any(|id| on_another_footing(context, id));
            for (what, relation) in relations(change, current, published) {
                let subject = format!("{} {what}与上年报告", statement.label);
                pending.push(Pending { subject, published, relation, guarded });
            }
        }
    }
    enter(context, ledger, &RULE, pair.last, pending);
}

/// The change and the rate, each as the word before it says.
fn relations(change: &Change, current: FigureId, published: FigureId) -> Vec<(&'static str, Relation)> {
    let difference = |down: bool| match down {
        true => Expression::difference(published, current),
        false => Expression::difference(current, published),
    };
    let said = |word: Option<crate::recognise::narrative::Word>| word.and_then(|w| w.direction);
    let (by_amount, by_rate) = (said(change.amount_word), said(change.rate_word));
    let mut out = Vec::new();
    if let (Some(amount), Some(direction)) = (change.amount, by_amount.or(by_rate)) {
        let expression = difference(direction == Direction::Down);
        out.push(("增减额", Relation::equal(RelationKind::Difference, amount, expression)));
    }
    if let (Some(rate), Some(direction)) = (change.rate, by_rate.or(by_amount)) {
        let expression = Expression::quotient(difference(direction == Direction::Down), published);
        out.push(("增减率", Relation::equal(RelationKind::Growth, rate, expression)));
    }
    if let (Some(word), false, None, None) = (change.flat, change.loosely, change.amount, change.rate) {
        let expression = Expression::difference(current, published);
        out.push(("持平", Relation::direction(word.span, Direction::Flat, expression)));
    }
    out
}
