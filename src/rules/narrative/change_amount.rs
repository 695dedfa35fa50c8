use super::growth::{direction, stated_base};
use super::support::{in_tables, name, narrative};
use crate::diagnosis::slip_plainly_explains;
use crate::document::Holds;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Severity};
use crate::number::Arithmetic as _;
use crate::recognise::Basis;
use crate::recognise::narrative::words::Base;
use crate::recognise::narrative::{Change, Slot, Statement};
use crate::relation::{Direction, Expression, Relation, RelationKind};

rule! {
    /// # 增减额与两年数不符 / Change against the two amounts
    ///
    /// ## 检查什么
    /// 本年数与上年数（或预算数）都写明时，增减额应等于两者之差，“持平”时两者应相等，只写方向时方向应相符。
    /// 对比数没有写明、也没有增减率时，增加额不应大于本年数：不然对比数是负数。
    ///
    /// ## 依据
    /// 增减额 = 本年数 − 对比数。
    ///
    /// ## 示例
    /// 2024年支出20.00万元，2023年支出15.00万元，增加5.00万元：20.00 − 15.00 = 5.00，相符。
    ///
    /// ## 例外
    /// “基本持平”允许相差不到 0.5%。结余、差额等本来可以是负数的，不检查增加额是否大于本年数。
    ///
    /// ## In English
    /// Where both amounts are stated, the change must be their difference.
    "GJ105", Error, run,
    fires: [
        "公务接待费支出20.00万元，上年15.00万元，比上年增加6.00万元。",
        "2024年公务接待费决算数20.00万元，年初预算数25.00万元，比年初预算减少4.00万元，下降16.00%。",
        "公务接待费支出3.00万元，比上年增加5.00万元。",
        "全区普通小学生均支出7316.71元，比上年的7134.15元下降2.56%。",
        "全年受理各类案件5423件，其中刑事案件450件、民商事案件2800件、执行案件2173件，比上年同期5254件增加159件，增长3.22%。",
        "采购计划金额共计20700.05万元，实际采购金额共计18216.04万元，节约资金2448.01万元。",
    ],
    silent: [
        "公务接待费支出20.00万元，上年15.00万元，比上年增加5.00万元。",
        "公务接待费支出3.00万元，比上年增加3.00万元。",
        "2023年“三公”经费决算9.60万元。其中公务接待费3.10万元，公务用车运行维护费6.50万元。与上年10.40万元相比减少0.80万元，下降7.69%。",
        "全区普通小学生均支出7316.71元，比上年的7134.15元增长2.56%。",
        "收支结余3.00万元，比上年增加5.00万元。",
        "采购计划金额共计20700.05万元，实际采购金额共计18216.04万元，节约资金2484.01万元。",
        "“三公”经费20.00万元，其中：公务用车运行费15.00万元，公务接待费5.00万元，比上年增加6.00万元。",
        "全年受理各类案件5423件，其中刑事案件450件、民商事案件2800件、执行案件2173件，比上年同期5254件增加169件，增长3.22%。",
        "2024年公务接待费决算数20.00万元，年初预算数25.00万元，比年初预算减少5.00万元，下降20.00%。",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let narrative = narrative(context);
    for (i, statement) in narrative.statements.iter().enumerate() {
        for change in &statement.changes {
            if let Some(relation) = beyond(context, i, change) {
                let subject = format!("{} 增减额", name(statement));
                ledger.check_as(context, &RULE, Severity::Warning, subject, relation, None);
            }
            let Some(current) = narrative.figure_here(i, Slot::Amount) else { continue };
            let Some(base) = stated_base(context, i, change) else {
                against_plan(context, ledger, i, change, current);
                against_table(context, ledger, statement, change, current);
                continue;
            };
            let subject = format!("{} 增减额", name(statement));
            let equal = context.figures[current].value() == context.figures[base].value();
            if let Some(delta) = change.amount {
                let difference = match direction(context, i, change) {
                    Some(Direction::Down) => Expression::difference(base, current),
                    _ if undirected(change)
                        && below(context, current, base)
                        && !context.figures[delta].value().is_sign_negative() =>
                    {
                        Expression::difference(base, current)
                    }
                    _ => Expression::difference(current, base),
                };
                let relation = Relation::equal(RelationKind::Difference, delta, difference);
                let relation = of_the_whole(context, i, change, base, &relation).unwrap_or(relation);
                ledger.check(context, &RULE, subject, relation);
            } else if let Some(word) = change.flat
                && (!change.loosely || equal || !nearly_equal(context, current, base))
            {
                let relation =
                    Relation::direction(word.span, Direction::Flat, Expression::difference(current, base));
                ledger.check(context, &RULE, subject, relation);
            } else if let Some(word) = change.rate_word
                && let Some(said) = word.direction
            {
                // 本年7316.71元，比上年的7134.15元下降2.56%: the rate fits the two amounts only the other way round.
                let relation = Relation::direction(word.span, said, Expression::difference(current, base));
                let turned = direction(context, i, change).is_some_and(|fits| fits != said);
                if turned || context.is_sound(&relation) {
                    ledger.check(context, &RULE, subject, relation);
                }
            }
        }
    }
}

/// “三公”经费9.60万元，其中：公务接待费3.10万元，公务用车运行维护费6.50万元。与上年10.40万元相比减少0.80万元: after the last part the whole is
/// spoken of again, if its amount bears the change or its rate out
/// and that of the part does not.
fn of_the_whole(
    context: &Context,
    i: usize,
    change: &Change,
    base: FigureId,
    own: &Relation,
) -> Option<Relation> {
    let narrative = narrative(context);
    let part = narrative.statements.get(i)?;
    // Listed by it, or what the paragraph begins with: 收入合计X万元，其中：…；其他收入Y万元。与上年Z万元对比，…
    let group = narrative.groups.iter().find(|g| g.parts.last() == Some(&i));
    let begins = |s: &&Statement| s.passage == part.passage;
    let whole = match group {
        Some(group) => narrative.statements.get(group.whole)?,
        None => narrative.statements.iter().find(begins).filter(|s| s.depth == part.depth)?,
    };
    // In a sentence of its own: X万元，较上年… is said of what stands before it. With the base told beside it, either may be meant.
    let told = part.amounts.iter().any(|&(slot, id)| slot == Slot::LastYear && id == base);
    let here = part.passage == whole.passage
        && ((change.passage, change.sentence) != (part.passage, part.sentence) || told);
    let current = whole.amount(Slot::Amount).filter(|_| here && !context.is_sound(own))?;
    let difference = match direction(context, i, change) {
        Some(Direction::Down) => Expression::difference(base, current),
        _ => Expression::difference(current, base),
    };
    let relation = Relation::equal(RelationKind::Difference, change.amount?, difference);
    // The rate tells which of the two is meant.
    let rated = || {
        let growth = |rate| {
            let rate_of = Expression::quotient(relation.expression.clone(), base);
            context.is_sound(&Relation::equal(RelationKind::Growth, rate, rate_of))
        };
        change.rate.is_some_and(growth)
    };
    (context.is_sound(&relation) || rated()).then_some(relation)
}

/// 计划金额X万元，实际金额Y万元，节约Z万元: what was saved is saved of the plan that stands right before.
fn against_plan(context: &Context, ledger: &mut Ledger, i: usize, change: &Change, current: FigureId) {
    let statements = &narrative(context).statements;
    let (Some(own), Some(plan)) = (statements.get(i), i.checked_sub(1).and_then(|i| statements.get(i)))
    else {
        return;
    };
    let beside = (plan.passage, plan.sentence, plan.depth) == (own.passage, own.sentence, own.depth);
    let planned = plan.label.holds_any(&["计划", "预算", "概算", "控制价", "送审"]);
    let down = change.amount_word.and_then(|w| w.direction) == Some(Direction::Down);
    let saved = change.base == Base::Unsaid && down && beside && planned && own.amounts.len() == 1;
    let (Some(delta), &[(_, base)]) = (change.amount.filter(|_| saved), plan.amounts.as_slice()) else {
        return;
    };
    let difference = Expression::difference(base, current);
    let relation = Relation::equal(RelationKind::Difference, delta, difference);
    if context.is_sound(&relation) || slip_plainly_explains(context.figures, base, &[current, delta]) {
        let subject = format!("{} 增减额", name(own));
        ledger.check_as(context, &RULE, Severity::Warning, subject, relation, None);
    }
}

/// 支出决算X万元，与预算相比减少Y万元, where a table has the budget: which one is meant is not said, but it may bear the change out,
/// or show that the word before it is wrong.
fn against_table(
    context: &Context,
    ledger: &mut Ledger,
    statement: &Statement,
    change: &Change,
    current: FigureId,
) {
    let (Some(subject), Some(delta), true) = (&statement.subject, change.amount, change.base.is_own_budget())
    else {
        return;
    };
    let bases: &[Basis] = match change.base {
        Base::InitialBudget => &[Basis::InitialBudget, Basis::Budget],
        _ => &[Basis::Budget, Basis::FullBudget, Basis::InitialBudget],
    };
    let Some(budget) = in_tables(context, subject, bases) else { return };
    let Some(said) = change.amount_word.and_then(|w| w.direction) else { return };
    let difference = |down: bool| match down {
        true => Expression::difference(budget, current),
        false => Expression::difference(current, budget),
    };
    let relation = |down| Relation::equal(RelationKind::Difference, delta, difference(down));
    let down = said == Direction::Down;
    let turned = context.is_sound(&relation(!down)) && !context.is_sound(&relation(down));
    if context.is_sound(&relation(down)) || turned {
        let subject = format!("{} 增减额", name(statement));
        ledger.check_as(context, &RULE, Severity::Warning, subject, relation(down), None);
    }
}

/// X万元，比上年增加Y万元, where Y is more than X: there would have been less than nothing.
fn beyond(context: &Context, i: usize, change: &Change) -> Option<Relation> {
    let narrative = narrative(context);
    let own = narrative.statements.get(i)?;
    let (delta, current) = (change.amount?, own.amount(Slot::Amount)?);
    let up = change.amount_word?.direction == Some(Direction::Up);
    let here = (change.passage, change.sentence) == (own.passage, own.sentence);
    let alone = change.rate.is_none() && here && stated_base(context, i, change).is_none();
    // After the last part the whole may be spoken of again.
    let last = narrative.groups.iter().any(|g| g.parts.last() == Some(&i));
    let may_be_less = own.label.holds_any(&["结余", "结转", "差额", "余额", "盈余", "利润", "净"]);
    let unit = |id| &context.figures[id].quantity.unit;
    let money = unit(delta).is_money() && unit(current).is_money();
    let relation = Relation::at_most(delta, current);
    (up && alone && money && !last && !may_be_less && !own.inherited && !context.is_sound(&relation))
        .then_some(relation)
}

/// 差值为X万元: only how far apart, no word and no rate that says which way.
fn undirected(change: &Change) -> bool {
    change.rate.is_none() && change.amount_word.is_some_and(|w| w.direction.is_none())
}

fn below(context: &Context, a: crate::figure::FigureId, b: crate::figure::FigureId) -> bool {
    context.figures[a].value() < context.figures[b].value()
}

/// Less than half a percent apart: what 基本持平 covers.
pub fn nearly_equal(context: &Context, a: crate::figure::FigureId, b: crate::figure::FigureId) -> bool {
    let (a, b) = (context.figures[a].value(), context.figures[b].value());
    let gap = (a - b).abs();
    gap.times(rust_decimal::Decimal::new(200, 0)).is_some_and(|scaled| scaled < b.abs())
}
