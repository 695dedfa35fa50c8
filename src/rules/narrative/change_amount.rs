use super::growth::{direction, stated_base};
use super::support::{name, narrative};
use crate::ledger::{Context, Ledger};
use crate::recognise::narrative::{Change, Slot};
use crate::relation::{Direction, Expression, Relation, RelationKind};

rule! {
    /// # 增减额与两年数不符 / Change against the two amounts
    ///
    /// ## 检查什么
    /// 本年数与上年数（或预算数）都写明时，增减额应等于两者之差，“持平”时两者应相等，只写方向时方向应相符。
    ///
    /// ## 依据
    /// 增减额 = 本年数 − 对比数。
    ///
    /// ## 示例
    /// 2024年支出20.00万元，2023年支出15.00万元，增加5.00万元：20.00 − 15.00 = 5.00，相符。
    ///
    /// ## 例外
    /// “基本持平”允许相差不到 0.5%。对比数没有公开的，不检查。
    ///
    /// ## In English
    /// Where both amounts are stated, the change must be their difference.
    "GJ105", Error, run,
    fires: [
        "公务接待费支出20.00万元，上年15.00万元，比上年增加6.00万元。",
        "2024年公务接待费决算数20.00万元，年初预算数25.00万元，比年初预算减少4.00万元，下降16.00%。",
    ],
    silent: [
        "公务接待费支出20.00万元，上年15.00万元，比上年增加5.00万元。",
        "2024年公务接待费决算数20.00万元，年初预算数25.00万元，比年初预算减少5.00万元，下降20.00%。",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let narrative = narrative(context);
    for (i, statement) in narrative.statements.iter().enumerate() {
        for change in &statement.changes {
            let Some(current) = narrative.figure_here(i, Slot::Amount) else { continue };
            let Some(base) = stated_base(context, i, change) else { continue };
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
                ledger.check(context, &RULE, subject, relation);
            } else if let Some(word) = change.flat
                && (!change.loosely || equal || !nearly_equal(context, current, base))
            {
                let relation =
                    Relation::direction(word.span, Direction::Flat, Expression::difference(current, base));
                ledger.check(context, &RULE, subject, relation);
            }
        }
    }
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
    gap.checked_mul(rust_decimal::Decimal::new(200, 0)).is_some_and(|scaled| scaled < b.abs())
}
