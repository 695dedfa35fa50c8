use super::support::{budget, check_rate, in_tables, is_zero, name, narrative};
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Message, Severity};
use crate::number::Arithmetic as _;
use crate::recognise::Basis;
use crate::recognise::narrative::words::{Base, Budget};
use crate::recognise::narrative::{Completion, Slot, Statement, is_deed};
use crate::relation::{Direction, Expression, Relation};
use rust_decimal::Decimal;

rule! {
    /// # 完成预算的百分比不符 / Completion of the budget
    ///
    /// ## 检查什么
    /// “年初预算为X万元，支出决算为Y万元，完成年初预算的P%”中，P 应等于 Y ÷ X；“为年初预算的P%”“占调整预算的P%”同样检查。
    /// 年初预算为 0、全年预算不为 0，不能“完成年初预算的P%”。
    ///
    /// ## 依据
    /// 部门决算公开格式第五、七部分：支出决算与年初预算的对比。
    ///
    /// ## 示例
    /// 年初预算为452.40万元，支出决算为446.11万元，完成年初预算的98.61%：446.11 ÷ 452.40 = 98.61%，相符。
    ///
    /// ## 例外
    /// 预算为零时写 0.00% 或 100.00%，不算错；超过 100% 是允许的。预算数没有公开的，不检查。
    ///
    /// ## In English
    /// A completion rate must equal the final accounts divided by the budget it names.
    "GJ110", Error, run,
    fires: [
        "公务接待费支出4.00万元，完成年初预算的85.00%，比年初预算减少1.00万元，下降20.00%。",
        "公务接待费支出年初预算为 2.85 万元，支出决算为 0.39 万元，完成预算的 16.38%。",
        "3、社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）。主要用于：养老保险支出。年初预算为 452.40 万元，支出决算为 446.11 万元，完成年初预算的 89.61%。决算数小于预算数的主要原因：人员变动。",
    ],
    silent: [
        "公务接待费支出4.00万元，完成年初预算的80.00%，比年初预算减少1.00万元，下降20.00%。",
        "公务接待费支出年初预算为 2.85 万元，支出决算为 0.39 万元，完成预算的 13.68%。",
        "5、社会保障和就业支出（类）抚恤（款）死亡抚恤（项）。年初预算为 0.88 万元，支出决算为 0.88 万元。完成年初预算的 100.00%。决算数同预算数持平。",
        "住房公积金年初预算数289.59万元，决算数289.59万元，为年初预算的100%，与上年持平。",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let narrative = narrative(context);
    let mut tabled: Vec<(String, Relation)> = Vec::new();
    for (i, statement) in narrative.statements.iter().enumerate() {
        for completion in &statement.completions {
            // 实际支出 names no subject: what is told of it elsewhere is told of something else.
            let bare = is_deed(&statement.label) && statement.path.is_none();
            let current = statement.amount(Slot::Amount);
            let current = if bare { current } else { narrative.figure_here(i, Slot::Amount) };
            let Some(current) = current else { continue };
            let subject = format!("{} 完成预算", name(statement));
            base_of_zero(context, ledger, statement, completion);
            let known = budget(narrative, i, completion.budget);
            let own = |id: &FigureId| statement.amounts.iter().any(|(_, own)| own == id);
            if let Some(budget) = known.filter(|id| !bare || own(id)) {
                // Nothing was planned: 0% is as customary as 100%.
                if is_zero(context, budget)
                    && is_zero(context, completion.figure)
                    && !is_zero(context, current)
                {
                    continue;
                }
                let relation = Relation::ratio(completion.figure, current, budget);
                // 2022年预算80万元，支出72万元，执行率90%；2023年预算90万元: what is told afterwards is told of another year.
                let (rate, base) = (&context.figures[completion.figure].span, &context.figures[budget].span);
                if rate.block == base.block
                    && rate.start < base.start
                    && own(&budget)
                    && statement.amount(Slot::LastYear).is_some()
                {
                    ledger.confirm(context, &RULE, subject, relation);
                    continue;
                }
                check_rate(context, ledger, &RULE, Severity::Error, subject, relation);
            } else if let Some(planned) = planned(statement, completion.budget, current) {
                let relation = Relation::ratio(completion.figure, current, planned.clone());
                if !context.is_sound(&relation)
                    && is_of_rounded(context, completion.figure, current, &planned)
                {
                    continue;
                }
                check_rate(context, ledger, &RULE, Severity::Warning, subject, relation);
            } else if !bare
                && completion.budget != Budget::Initial
                && let Some(subject_of) = &statement.subject
                && let Some(budget) = in_tables(context, subject_of, &[Basis::FullBudget, Basis::Budget])
            {
                tabled.push((subject, Relation::ratio(completion.figure, current, budget)));
            } else if let Some(parent) = statement.parent {
                // The budget of the whole it is listed under may bear it out.
                let slots = Slot::ALL.into_iter().filter(|slot| slot.is_budget());
                let wholes = slots.filter_map(|slot| narrative.figure_here(parent, slot));
                for budget in wholes.filter(|&id| !is_zero(context, id)) {
                    let relation = Relation::ratio(completion.figure, current, budget);
                    ledger.confirm(context, &RULE, subject.as_str(), relation);
                }
            }
        }
    }
    // Budgets that only a table states: most rates must bear out that it is the budget meant.
    let sound = tabled.iter().filter(|(_, r)| context.is_sound(r)).count();
    let meant = sound * 2 > tabled.len();
    for (subject, relation) in tabled {
        if meant || context.is_sound(&relation) {
            check_rate(context, ledger, &RULE, Severity::Warning, subject, relation);
        }
    }
}

/// 完成年初预算的P%，比年初预算增加X万元: what was planned, by how far it was exceeded.
fn planned(statement: &Statement, budget: Budget, current: FigureId) -> Option<Expression> {
    let base = match budget {
        Budget::Initial => Base::InitialBudget,
        Budget::Full => Base::FullBudget,
        Budget::Plain => Base::Budget,
    };
    let change = statement.changes.iter().find(|c| c.base == base && c.amount.is_some())?;
    let delta = change.amount?;
    match change.amount_word?.direction? {
        Direction::Up => Some(Expression::difference(current, delta)),
        Direction::Down => Some(Expression::sum([current, delta])),
        Direction::Flat => None,
    }
}

/// The budget is not shown, but was rounded as what is shown: is the rate that of a budget one in the last place away?
fn is_of_rounded(context: &Context, rate: FigureId, current: FigureId, planned: &Expression) -> bool {
    let quantity = &context.figures[current].quantity;
    let Some(step) = quantity.unit.factor().times(Decimal::new(1, quantity.decimals.min(28))) else {
        return false;
    };
    [step, -step].into_iter().any(|step| {
        let near = Expression::Sum(vec![planned.clone(), Expression::Constant(step)]);
        context.is_sound(&Relation::ratio(rate, Expression::Displayed(current), near))
    })
}

/// 年初预算0.00万元，全年预算20.00万元，完成年初预算的100%: it is the other budget that was carried out.
fn base_of_zero(context: &Context, ledger: &mut Ledger, statement: &Statement, completion: &Completion) {
    let (Some(initial), Some(full)) =
        (statement.amount(Slot::InitialBudget), statement.amount(Slot::FullBudget))
    else {
        return;
    };
    let mislabelled = completion.budget == Budget::Initial
        && is_zero(context, initial)
        && !is_zero(context, full)
        && !is_zero(context, completion.figure);
    if mislabelled {
        let (rate, full_text) = (context.text(completion.figure), context.text(full));
        let message = Message::new(
            "narrative.completion_of_zero",
            &[("subject", &name(statement)), ("stated", rate), ("full", full_text)],
        );
        let span = context.figures[completion.figure].span;
        ledger.remark_about(context, &RULE, span, message, &[initial, full]);
        if let Some(remark) = ledger.remarks.last_mut() {
            remark.severity = Severity::Warning;
            remark.stated = Some(rate.to_string());
        }
    }
}
