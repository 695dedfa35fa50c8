use super::growth::stated_base;
use super::support::{name, narrative};
use crate::document::Holds;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Severity};
use crate::number::Fraction;
use crate::recognise::narrative::words::{Base, Budget};
use crate::recognise::narrative::{Change, Group, Slot, Statement};
use crate::relation::{Direction, Expression, Relation, RelationKind, Verdict, decide};
use rust_decimal::Decimal;

rule! {
    /// # 分项的增减率与合计的增减率不相容 / Rates of the parts against the rate of the whole
    ///
    /// ## 检查什么
    /// “收入X万元，增长P%。其中：甲A万元，增长a%；乙B万元，下降b%”中各项列全时，由各项的金额和增减率推出的上年数，加起来应能推出合计的增减率：
    /// P = X ÷ (A ÷ (1 + a) + B ÷ (1 − b)) − 1。完成预算的百分比同样：X ÷ P = A ÷ a + B ÷ b。
    ///
    /// ## 依据
    /// 合计等于各分项之和，今年、上年和预算都成立。
    ///
    /// ## 示例
    /// 收入700.4亿元，增长1.9%，其中：市本级341.5亿元，下降0.7%，区级358.9亿元，增长4.4%：700.4 ÷ (341.5 ÷ 99.3% + 358.9 ÷ 104.4%) − 1 = 1.85%，在四舍五入的范围内。
    ///
    /// ## 例外
    /// 分项之和不等于合计的，另行报告；写明“同口径”“可比”的，各项的口径可能不同，不作判断；增加值等按不变价计算增速的，不检查；有分项没有写明增减的，只在相符时用来印证；支出预算中有不列入分项的预备费，合计的完成比例略低的，不作判断。
    ///
    /// ## In English
    /// Where a total and all its parts state their growth rates (or completion rates), the bases that these imply must add up.
    "GJ123", Warning, run,
    fires: [
        "全市一般公共预算收入700.4亿元，增长1.9%。其中：市本级收入341.5亿元，下降0.7%；区级收入358.9亿元，增长14.4%。",
        "2024年“三公”经费支出预算为14.01万元，其中：因公出国（境）费0万元，公务用车运行维护费14.01万元，公务接待费0万元。与2023年预算相比增长61.75%，其中因公出国（境）费增加0万元，公务用车运行维护费增加2.01万元，公务接待费减少0万元。",
        "1-5月，全区一般公共预算收入完成56033万元，完成年初预算的45.5%。其中：税务部门完成51550万元，完成年初预算的48.99%；财政部门完成4483万元，完成年初预算的42.99%。",
    ],
    silent: [
        "全市一般公共预算收入700.4亿元，增长1.9%。其中：市本级收入341.5亿元，下降0.7%；区级收入358.9亿元，增长4.4%。",
        "全市一般公共预算收入700.4亿元，按同口径增长1.9%。其中：市本级收入341.5亿元，下降0.7%；区级收入358.9亿元，增长14.4%。",
        "1-5月，全区一般公共预算收入完成56033万元，完成年初预算的45.5%。其中：税务部门完成51550万元，完成年初预算的48.99%；财政部门完成4483万元，完成年初预算的24.99%。",
        "全市一般公共预算收入700.4亿元，增长1.9%。其中：市本级收入341.5亿元，下降0.7%。",
        "全省一般公共预算支出1315.32亿元，完成预算的98.9%。其中：本级支出345.32亿元，完成预算的100%；对市县转移支付970.00亿元，完成预算的98.9%。",
        "全市生产总值700.4亿元，增长1.9%。其中：第二产业增加值341.5亿元，下降0.7%；第三产业增加值358.9亿元，增长14.4%。",
    ],
}

/// A part: its place among the statements, what is said of it, its amount.
type Part<'a> = (usize, &'a Statement, FigureId);

/// What the parts imply together, and whether each of them says what it was.
struct Implied {
    terms: Vec<Expression>,
    all_told: bool,
    /// Some part is known by its rate only; otherwise other rules see it.
    by_rate: bool,
}

fn run(context: &Context, ledger: &mut Ledger) {
    let narrative = narrative(context);
    for group in &narrative.groups {
        let Some(whole) = narrative.statements.get(group.whole) else { continue };
        // What grows at constant prices (增加值) does not grow as its amounts do.
        let public = ["收入", "支出", "费", "预算", "决算", "采购", "资金"];
        if !whole.label.holds_any(&public) || whole.label.contains("人均") {
            continue;
        }
        let Some((amount, parts)) = added_up(context, group) else { continue };
        for change in &whole.changes {
            growth(context, ledger, whole, change, amount, &parts);
        }
        for completion in &whole.completions {
            let Some(implied) = budgets(&parts, completion.budget) else { continue };
            let relation = Relation::ratio(completion.figure, amount, Expression::Sum(implied.terms));
            if whole.label.contains("支出") && keeps_reserve(context, &relation, completion.figure) {
                continue;
            }
            judge(context, ledger, format!("{} 完成预算", name(whole)), relation, implied.all_told);
        }
    }
}

/// A budget has a reserve (预备费, at most 3 % by 预算法第四十条) that is spent on whatever comes up: of the expenditure as a whole a little less is
/// carried out than its parts tell.
fn keeps_reserve(context: &Context, relation: &Relation, stated: FigureId) -> bool {
    let told = relation.expression.evaluate(&|id: FigureId| context.figures[id].value());
    let stated = context.figures[stated].value();
    let broken = !decide(relation, context.figures).is_sound();
    let short = |told: Decimal| stated < told && stated >= told * Decimal::new(97, 2);
    broken && told.and_then(Fraction::to_decimal).is_some_and(short)
}

/// The amount of a whole and its parts with theirs, where they add up.
fn added_up<'a>(context: &'a Context, group: &Group) -> Option<(FigureId, Vec<Part<'a>>)> {
    let statements = &narrative(context).statements;
    let whole = statements.get(group.whole)?;
    Slot::ALL.into_iter().find_map(|slot| {
        let amount = whole.amount(slot)?;
        let own = |&i: &usize| {
            let part = statements.get(i)?;
            Some((i, part, part.amount(slot)?))
        };
        let parts = group.parts.iter().map(own).collect::<Option<Vec<_>>>().filter(|p| p.len() > 1)?;
        let relation = Relation::sum(amount, parts.iter().map(|p| p.2));
        context.is_sound(&relation).then_some((amount, parts))
    })
}

fn judge(context: &Context, ledger: &mut Ledger, subject: String, relation: Relation, all_told: bool) {
    match decide(&relation, context.figures).verdict {
        Verdict::Violated if all_told => {
            ledger.check_as(context, &RULE, Severity::Warning, subject, relation, None);
        }
        Verdict::Holds | Verdict::WithinRounding => ledger.check(context, &RULE, subject, relation),
        _ => {}
    }
}

fn growth(
    context: &Context,
    ledger: &mut Ledger,
    whole: &Statement,
    change: &Change,
    amount: FigureId,
    parts: &[Part],
) {
    let Some((rate, direction)) = said(context, change).filter(|_| !change.comparable) else { return };
    let Some(implied) = bases(context, parts, change.base) else { return };
    if !implied.by_rate && change.amount.is_some() {
        return;
    }
    let quotient = Expression::quotient(amount, Expression::Sum(implied.terms));
    let one = Expression::Constant(Decimal::ONE);
    let grown = match direction {
        Direction::Down => Expression::difference(one, quotient),
        _ => Expression::difference(quotient, one),
    };
    let relation = Relation::equal(RelationKind::Growth, rate, grown);
    judge(context, ledger, format!("{} 增减率", name(whole)), relation, implied.all_told);
}

/// A rate and which way it goes.
fn said(context: &Context, change: &Change) -> Option<(FigureId, Direction)> {
    let rate = change.rate?;
    let direction = change.rate_word?.direction?;
    let opposed = change.amount_word.is_some_and(|w| w.direction != Some(direction));
    let negative = context.figures[rate].quantity.value.is_sign_negative();
    (!negative && !opposed).then_some((rate, direction))
}

/// 增长P% without more is said of the year before.
fn alike(one: Base, other: Base) -> bool {
    let plain = |base: Base| matches!(base, Base::LastYear | Base::Unsaid);
    one == other || plain(one) && plain(other)
}

/// What the parts were before.
fn bases(context: &Context, parts: &[Part], base: Base) -> Option<Implied> {
    let mut out = Implied { terms: Vec::new(), all_told: true, by_rate: false };
    for &(i, part, amount) in parts {
        let Some(change) = part.changes.iter().find(|c| alike(c.base, base)) else {
            // Nothing now, and nothing said of before.
            if !context.figures[amount].quantity.value.is_zero() {
                return None;
            }
            out.all_told = false;
            continue;
        };
        if change.comparable || change.loosely {
            return None;
        }
        if let Some(stated) = stated_base(context, i, change) {
            out.terms.push(Expression::Figure(stated));
        } else if change.flat.is_some() {
            out.terms.push(Expression::Figure(amount));
        } else if let Some(delta) = change.amount {
            let direction = change.amount_word?.direction?;
            out.terms.push(match direction {
                Direction::Down => Expression::sum([amount, delta]),
                _ => Expression::difference(amount, delta),
            });
        } else {
            let (rate, direction) = said(context, change)?;
            let one = Expression::Constant(Decimal::ONE);
            let times = match direction {
                Direction::Down if context.figures[rate].value() >= Decimal::ONE => return None,
                Direction::Down => Expression::difference(one, rate),
                _ => Expression::Sum(vec![one, Expression::Figure(rate)]),
            };
            out.terms.push(Expression::quotient(amount, times));
            out.by_rate = true;
        }
    }
    (!out.terms.is_empty()).then_some(out)
}

/// What was planned for the parts, by how far that was carried out; nothing where each of them says what it was.
fn budgets(parts: &[Part], budget: Budget) -> Option<Implied> {
    let slots = match budget {
        Budget::Initial => [Slot::InitialBudget, Slot::Budget],
        Budget::Full => [Slot::FullBudget, Slot::Budget],
        Budget::Plain => [Slot::Budget, Slot::FullBudget],
    };
    let mut out = Implied { terms: Vec::new(), all_told: true, by_rate: false };
    for (_, part, amount) in parts {
        if let Some(stated) = slots.into_iter().find_map(|slot| part.amount(slot)) {
            out.terms.push(Expression::Figure(stated));
            continue;
        }
        let completion = part.completions.iter().find(|c| c.budget == budget)?;
        out.terms.push(Expression::quotient(*amount, completion.figure));
        out.by_rate = true;
    }
    out.by_rate.then_some(out)
}
