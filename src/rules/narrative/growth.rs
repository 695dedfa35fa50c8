use super::support::{carried_out, check_rate, name, narrative, planned_here, signed};
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Severity};
use crate::number::Arithmetic as _;
use crate::number::round_half_up;
use crate::recognise::narrative::words::Base;
use crate::recognise::narrative::{Change, Slot, Statement};
use crate::relation::{Direction, Expression, Relation, RelationKind, decide};
use rust_decimal::Decimal;

rule! {
    /// # 增减率与增减额不符 / Growth rate against the change
    ///
    /// ## 检查什么
    /// “比上年增加Δ万元，增长P%”中，P 应等于 Δ ÷ 上年数，上年数 = 本年数 − Δ（减少时为本年数 + Δ）。上年数或预算数另有写明的，直接用写明的数。
    ///
    /// ## 依据
    /// 决算公开说明中与上年决算数、预算数的对比。
    ///
    /// ## 示例
    /// 三公经费18.05万元，比上年增加3.33万元，增长22.62%：3.33 ÷ (18.05 − 3.33) = 22.62%，相符。
    ///
    /// ## 例外
    /// 上年为零时习惯写 0.00%、100.00% 或“不可比”，不算错；写明“同口径”“自然口径”的，增减额与增减率的口径可能不同，不作判断。
    ///
    /// ## In English
    /// A growth rate must equal the change divided by what it changed from.
    "GJ103", Error, run,
    fires: [
        "2024年度财政拨款“三公”经费支出18.05万元，比上年增加3.33万元，增长26.22%。",
        "2022年收、支总计各是4125.49,4143.91万元。与2021年相比，收、支总计各减少1267.86,2570.97万元，各下降25.51%、38.29%。",
        "人力资源事务584万元，较上年预算数增加526万元，增长7.1倍。",
        "2024 年度机关运行经费支出 142.80 万元，比 2023 年度减少 13.52 万元，下降 9.47%。",
    ],
    silent: [
        "2022年度总收入2,828.51万元，其中本年收入2,424.20万元。较上年总收入增加404.31万元，增长16.68%。",
        "2024年度财政拨款“三公”经费支出18.05万元，比上年增加3.33万元，增长22.62%。",
        "人力资源事务584万元，较上年预算数增加526万元，增长9.1倍。",
        "人力资源事务30万元，较上年增加20万元，增长3倍。",
        "2024年度财政总收入25,000万元，较上年同期增长25.00%，增收5,000万元。",
        "公务接待费10万元，按同口径比上年增加2万元，增长20%。",
        "因公出国（境）费支出0.00万元，比上年减少11.90万元，下降100.00%。",
        "2020年至2024年财政收入由100万元增加到150万元，年均增长10.67%。",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let narrative = narrative(context);
    for (i, statement) in narrative.statements.iter().enumerate() {
        for change in &statement.changes {
            let Some(rate) = change.rate else { continue };
            let Some(relation) = relation(context, i, change, rate) else {
                confirm_beside(context, ledger, i, change, rate);
                confirm_side(context, ledger, i, change, rate);
                confirm_next_year(context, ledger, i, change, rate);
                continue;
            };
            if (change.comparable || is_multiple_of_base(context, &relation, rate))
                && !context.is_sound(&relation)
            {
                continue;
            }
            let (subject, relation) = match of_the_whole(context, i, change, &relation) {
                Some((whole, relation)) => (whole, relation),
                None => (statement, relation),
            };
            let subject = format!("{} 增减率", name(subject));
            check_rate(context, ledger, &RULE, Severity::Error, subject, relation);
        }
    }
}

/// 由10万元增长到30万元，增长3倍: said of what it became, not of what was added.
fn is_multiple_of_base(context: &Context, relation: &Relation, rate: FigureId) -> bool {
    let whole = vec![relation.expression.clone(), Expression::Constant(Decimal::ONE)];
    let became = Relation::equal(RelationKind::Growth, rate, Expression::Sum(whole));
    context.figures[rate].quantity.unit.is_multiple() && context.is_sound(&became)
}

/// 总预算X万元，其中：基本支出…，项目支出…，同比增加…: after the last part the whole may be spoken of again, or the part where
/// the whole was taken to be, if its amount bears the rate out and the other's does not.
fn of_the_whole<'a>(
    context: &'a Context,
    i: usize,
    change: &Change,
    own: &Relation,
) -> Option<(&'a Statement, Relation)> {
    let narrative = narrative(context);
    if context.is_sound(own) {
        return None;
    }
    let mut others = narrative.groups.iter().filter_map(|g| match g.parts.last() {
        Some(&last) if last == i => Some(g.whole),
        Some(&last) if g.whole == i => Some(last),
        _ => None,
    });
    let whole = narrative.statements.get(others.next()?)?;
    let budgets = [Slot::Amount, Slot::Budget, Slot::InitialBudget, Slot::FullBudget];
    let current = budgets.into_iter().find_map(|slot| whole.amount(slot))?;
    let (delta, rate) = (change.amount?, change.rate?);
    let said = change.amount_word.or(change.rate_word)?.direction?;
    let relation = grown(current, delta, rate, said);
    // 收支总计200万元，收、支总计各增加…，其中：收入总计100万元，支出总计100万元: the two together, of which each has changed.
    let called = |s: &Statement, name: &str| s.subject.as_ref().is_some_and(|own| own.name == name);
    let here = narrative.statements.get(i).is_some_and(|s| {
        s.passage == whole.passage || called(s, "收入支出总计") && called(whole, "支出总计")
    });
    (here && context.is_sound(&relation)).then_some((whole, relation))
}

/// A subject without an amount here (财政拨款支出 in a paragraph on 一般公共预算财政拨款支出): the amount of the same paragraph
/// under the same name may bear the rate out.
fn confirm_beside(context: &Context, ledger: &mut Ledger, i: usize, change: &Change, rate: FigureId) {
    let narrative = narrative(context);
    let Some(own) = narrative.statements.get(i) else { return };
    let (Some(subject), Some(delta), Some(direction)) =
        (&own.subject, change.amount, direction(context, i, change))
    else {
        return;
    };
    for beside in narrative.statements.iter().take(i).rev().take_while(|s| s.passage == own.passage) {
        let same = beside.subject.as_ref().is_some_and(|s| s.name == subject.name);
        let Some(current) = beside.amount(Slot::Amount).filter(|_| same) else { continue };
        let relation = grown(current, delta, rate, direction);
        ledger.confirm(context, &RULE, format!("{} 增减率", name(own)), relation);
    }
}

/// How many statements back the total may stand.
const FARTHEST: usize = 24;

/// (一)收入总计X万元，包括：…。与上年相比，今年收入减少Y万元，下降P%: the total of the side that is named, told before in the section.
fn confirm_side(context: &Context, ledger: &mut Ledger, i: usize, change: &Change, rate: FigureId) {
    let narrative = narrative(context);
    let Some(own) = narrative.statements.get(i).filter(|s| s.amounts.is_empty()) else { return };
    let side = Some(own.label.as_str()).filter(|label| ["收入", "支出", "收支"].contains(label));
    let (Some(side), Some(delta), Some(direction)) = (side, change.amount, direction(context, i, change))
    else {
        return;
    };
    let section = narrative.section(i);
    for j in (0..i).rev().take(FARTHEST).take_while(|&j| narrative.section(j) == section) {
        let Some(total) = narrative.statements.get(j) else { return };
        let named =
            total.label.contains(side) && ["总计", "合计", "总额"].iter().any(|w| total.label.ends_with(w));
        let Some(current) = total.amount(Slot::Amount).filter(|_| named) else { continue };
        let relation = grown(current, delta, rate, direction);
        ledger.confirm(context, &RULE, format!("{} 增减率", name(total)), relation);
    }
}

/// 2024年收入预期X万元，比上年增长P%: what the same report told of the year before, under the same name.
fn confirm_next_year(context: &Context, ledger: &mut Ledger, i: usize, change: &Change, rate: FigureId) {
    const PLANNED: [&str; 7] = ["预期", "预计", "拟安排", "安排", "预算", "计划", "目标"];
    let statements = &narrative(context).statements;
    let Some(own) = statements.get(i).filter(|_| change.amount.is_none()) else { return };
    let bare = |label: &str| {
        let label = carried_out(label);
        PLANNED.iter().find_map(|w| label.strip_suffix(w)).unwrap_or(label).to_string()
    };
    let named = bare(&own.label);
    let (Some((_, current)), Some(direction)) = (own.amounts.first(), direction(context, i, change)) else {
        return;
    };
    let one = Expression::Constant(Decimal::ONE);
    // 收入预期 is not of the year that 收入 is of.
    let planned = named != carried_out(&own.label);
    let other_year = |s: &Statement| s.year != own.year || planned && bare(&s.label) == carried_out(&s.label);
    for before in statements.iter().take(i).filter(|s| other_year(s) && bare(&s.label) == named) {
        let base = before.amount(Slot::Amount);
        let Some(base) = base.filter(|id| context.figures[*id].quantity.unit.is_money()) else { continue };
        let quotient = Expression::quotient(*current, base);
        let grown = match direction {
            Direction::Down => Expression::difference(one.clone(), quotient),
            _ => Expression::difference(quotient, one.clone()),
        };
        let relation = Relation::equal(RelationKind::Growth, rate, grown);
        if context.is_sound(&relation) {
            ledger.confirm(context, &RULE, format!("{} 增减率", name(own)), relation);
            return;
        }
    }
}

/// What grew or fell by an amount to what it is did so at a rate.
fn grown(current: FigureId, delta: FigureId, rate: FigureId, direction: Direction) -> Relation {
    let base = match direction {
        Direction::Down => Expression::sum([current, delta]),
        _ => Expression::difference(current, delta),
    };
    Relation::equal(RelationKind::Growth, rate, Expression::quotient(delta, base))
}

/// The direction that fits the figures; where the words leave it open or contradict each other, the one that is sound.
pub fn direction(context: &Context, i: usize, change: &Change) -> Option<Direction> {
    let words = [change.amount_word, change.rate_word].map(|w| w.and_then(|w| w.direction));
    let open = change.amount_word.or(change.rate_word)?;
    let sound = |d: Direction| {
        change
            .rate
            .and_then(|rate| rate_relation(context, i, change, rate, d))
            .is_some_and(|r| context.is_sound(&r))
    };
    // The rate that fits only the other way round shows that the word is wrong, not the figure.
    let unless_turned = |said: Direction| {
        let other = if said == Direction::Down { Direction::Up } else { Direction::Down };
        if !sound(said) && sound(other) { other } else { said }
    };
    // Two words against one number: it must be met to the digit the other way round, and be off by more than its last place as
    // it is said.
    let off = |direction: Direction| {
        let rate = change.rate?;
        let quantity = &context.figures[rate].quantity;
        let relation = rate_relation(context, i, change, rate, direction)?;
        let percent = decide(&relation, context.figures).recomputed?.times(Decimal::ONE_HUNDRED)?;
        Some((round_half_up(percent, quantity.decimals) - quantity.value.abs()).abs())
    };
    let outweighed = |said: Direction| {
        let other = if said == Direction::Down { Direction::Up } else { Direction::Down };
        let step = change.rate.map(|rate| Decimal::new(1, context.figures[rate].quantity.decimals.min(28)));
        matches!((off(said), step), (Some(off), Some(step)) if off <= step)
            || off(other).is_some_and(|off| !off.is_zero())
    };
    match words {
        [Some(a), Some(b)] if a == b && outweighed(a) => Some(a),
        [Some(a), Some(b)] if a == b => Some(unless_turned(a)),
        [Some(a), None] if change.rate_word.is_none() => Some(a),
        [None, Some(b)] if change.amount_word.is_none() => Some(unless_turned(b)),
        _ => {
            let said = words[0].or(words[1]).or(open.direction);
            [Direction::Up, Direction::Down].into_iter().find(|&d| sound(d)).or(said).or(Some(Direction::Up))
        }
    }
}

fn relation(context: &Context, i: usize, change: &Change, rate: FigureId) -> Option<Relation> {
    let direction = direction(context, i, change)?;
    rate_relation(context, i, change, rate, direction)
}

/// Does the change of a statement, by amount and by rate, agree with its amount?
pub fn is_borne_out(context: &Context, i: usize) -> bool {
    let changes = narrative(context).statements.get(i).map_or(&[][..], |s| s.changes.as_slice());
    changes.iter().filter(|c| c.amount.is_some()).any(|change| {
        change.rate.and_then(|rate| relation(context, i, change, rate)).is_some_and(|r| context.is_sound(&r))
    })
}

/// The base that is stated beside the change, if any.
pub fn stated_base(context: &Context, i: usize, change: &Change) -> Option<FigureId> {
    let narrative = narrative(context);
    let own = narrative.statements.get(i)?;
    match change.base {
        Base::LastYear | Base::Unsaid => own.amount(Slot::LastYear),
        Base::InitialBudget => own.amount(Slot::InitialBudget),
        Base::FullBudget => own.amount(Slot::FullBudget),
        Base::Budget => {
            own.amount(Slot::Budget).or(own.amount(Slot::FullBudget)).or(own.amount(Slot::InitialBudget))
        }
        Base::Year(_) | Base::BudgetOf(_) | Base::YearStart => None,
    }
}

fn rate_relation(
    context: &Context,
    i: usize,
    change: &Change,
    rate: FigureId,
    direction: Direction,
) -> Option<Relation> {
    let narrative = narrative(context);
    let own = narrative.statements.get(i)?;
    // 基本支出预算X万元，同比减少…: the budget that is stated here, not an amount of that name elsewhere.
    let planned = planned_here(own).filter(|_| !change.base.is_own_budget());
    let current = planned
        .or_else(|| narrative.figure_here(i, Slot::Amount))
        .or_else(|| narrative.figure(i, Slot::Amount));
    // 减少X万元，变动率-P%
    let signed_rate = context.figures[rate].quantity.value.is_sign_negative()
        && direction == Direction::Down
        && change.amount_word.is_some()
        && change.rate_word.is_some_and(|word| word.direction.is_none());
    let growth = |e: Expression| {
        let e = if signed_rate { Expression::Negate(Box::new(e)) } else { e };
        Relation::equal(RelationKind::Growth, rate, e)
    };
    match (change.amount, stated_base(context, i, change)) {
        (Some(delta), Some(base)) => Some(growth(Expression::quotient(delta, base))),
        (Some(delta), None) => {
            let base = match direction {
                Direction::Down => Expression::sum([current?, delta]),
                _ => Expression::difference(current?, delta),
            };
            Some(growth(Expression::quotient(delta, base)))
        }
        (None, Some(base)) => {
            let delta = Expression::Sum(vec![
                signed(current?, direction),
                match direction {
                    Direction::Down => Expression::Figure(base),
                    _ => Expression::Negate(Box::new(Expression::Figure(base))),
                },
            ]);
            Some(growth(Expression::quotient(delta, base)))
        }
        (None, None) => None,
    }
}
