use super::support::narrative;
use crate::diagnosis::is_slip_of;
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger, Message};
use crate::number::Arithmetic as _;
use crate::number::round_half_up;
use crate::recognise::narrative::words::Base;
use crate::recognise::narrative::{Change, Slot};
use crate::recognise::{Fund, Subject};
use crate::relation::{Direction, Expression, Relation, RelationKind, decide};

rule! {
    /// # 年初结转与上年年末不衔接 / Opening balance against last year's close
    ///
    /// ## 检查什么
    /// 由“收入支出总计比上年增减”推出上年总计，由“本年支出比上年增减”推出上年支出，二者之差是上年年末结转和结余，应等于本年的年初结转和结余。
    ///
    /// ## 依据
    /// 上年年末结转和结余即本年年初结转和结余（部门决算报表收入支出决算总表）。
    ///
    /// ## 示例
    /// 总计8,999.17万元，比上年增加2,332.05万元，本年支出8,999.17万元，比上年增加2,774.52万元，年初结转442.47万元：
    /// (8,999.17 − 2,332.05) − (8,999.17 − 2,774.52) = 442.47，相符。
    ///
    /// ## 例外
    /// 年初数有调整、上年有结余分配的，不相等也可能是对的；因此只在与推出的数相差一处笔误（一个数字、两个数字颠倒）时作说明。
    ///
    /// ## In English
    /// What was carried over is last year's total less last year's expenditure, both known from the changes stated.
    "GJ121", Note, run,
    fires: [
        "2024年度财政拨款收入总计1,000.00万元，其中：年初财政拨款结转和结余153.47万元，本年财政拨款收入846.53万元。财政拨款收入支出总计1,000.00万元，与上年相比，增加200.00万元，增长25.00%。\n2024年度财政拨款支出900.00万元。与上年相比，增加243.47万元，增长37.08%。",
    ],
    silent: [
        "2024年度财政拨款收入总计1,000.00万元，其中：年初财政拨款结转和结余143.47万元，本年财政拨款收入856.53万元。财政拨款收入支出总计1,000.00万元，与上年相比，增加200.00万元，增长25.00%。\n2024年度财政拨款支出900.00万元。与上年相比，增加243.47万元，增长37.08%。",
        "2024年度财政拨款收入总计1,000.00万元，其中：年初财政拨款结转和结余20.00万元，本年财政拨款收入980.00万元。财政拨款收入支出总计1,000.00万元，与上年相比，增加200.00万元，增长25.00%。\n2024年度财政拨款支出900.00万元。与上年相比，增加243.47万元，增长37.08%。",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    for fund in [Fund::All, Fund::Fiscal, Fund::GeneralPublic] {
        let Some((opening, _)) = first(context, "年初结转和结余", fund, false) else { continue };
        let totals = ["收入支出总计", "收入总计", "支出总计"];
        let Some(total) = totals.iter().find_map(|name| first(context, name, fund, true)) else { continue };
        let Some(spent) = first(context, "本年支出合计", fund, true) else { continue };
        let mut terms = last_year(total);
        terms.extend(last_year(spent).into_iter().map(|e| match e {
            Expression::Negate(inner) => *inner,
            other => Expression::Negate(Box::new(other)),
        }));
        let relation = Relation::equal(RelationKind::Difference, opening, Expression::Sum(terms));
        let outcome = decide(&relation, context.figures);
        let figure = &context.figures[opening];
        let expected = outcome.recomputed.and_then(|v| v.over(figure.quantity.unit.factor()));
        let slip = expected.is_some_and(|v| is_slip_of(figure, round_half_up(v, figure.quantity.decimals)));
        if outcome.is_sound() || slip {
            let hint = (!outcome.is_sound()).then(|| Message::new("narrative.chain", &[]));
            ledger.check_as(context, &RULE, RULE.severity, "年初结转和结余与上年年末", relation, hint);
        }
    }
}

/// An amount, and with `changed` its change from last year.
type Amount = (FigureId, Option<(FigureId, Direction)>);

/// The amount of a subject, the first time it is stated with what is asked for.
fn first(context: &Context, name: &str, fund: Fund, changed: bool) -> Option<Amount> {
    let narrative = narrative(context);
    let subject = Subject { name: name.to_string(), fund };
    narrative.index.subject(&subject).iter().find_map(|&i| {
        let statement = narrative.statements.get(i)?;
        let amount = statement.amount(Slot::Amount);
        if !changed {
            return Some((amount?, None));
        }
        let change = statement.changes.iter().find(|c| c.base == Base::LastYear && !c.comparable)?;
        let amount = amount.or_else(|| narrative.figure_here(i, Slot::Amount))?;
        Some((amount, Some((change.amount?, said(change)?))))
    })
}

fn said(change: &Change) -> Option<Direction> {
    change.amount_word?.direction
}

/// The same amount of last year.
fn last_year((amount, change): Amount) -> Vec<Expression> {
    let mut terms = vec![Expression::Figure(amount)];
    if let Some((delta, direction)) = change {
        terms.push(match direction {
            Direction::Down => Expression::Figure(delta),
            _ => Expression::Negate(Box::new(Expression::Figure(delta))),
        });
    }
    terms
}
