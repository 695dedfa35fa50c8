use super::change_amount::nearly_equal;
use super::support::{budget, name, narrative};
use crate::ledger::{Context, Ledger, Message, Remark, Severity};
use crate::recognise::narrative::words::Budget;
use crate::recognise::narrative::{Comparison, Slot, Statement};
use crate::relation::{Direction, Expression, Relation};
use rust_decimal::Decimal;

rule! {
    /// # 决算与预算的大小说反 / Final accounts compared with the budget in words
    ///
    /// ## 检查什么
    /// “决算数大于（小于、等于）预算数”“决算数与预算数持平”应与所列的决算数、预算数相符。
    ///
    /// ## 依据
    /// 文字判断与数字应一致。
    ///
    /// ## 示例
    /// 年初预算为452.40万元，支出决算为446.11万元，“决算数小于预算数的主要原因”，相符。
    ///
    /// ## 例外
    /// “基本持平”允许相差不到 0.5%；两数显示相等而写“大于”“小于”的，差额可能在四舍五入之内，只作说明。
    ///
    /// ## In English
    /// Words that compare final accounts with the budget must agree with the two figures.
    "GJ111", Error, run,
    fires: [
        "“三公”经费财政拨款支出决算为27.50万元，完成预算84.08%。决算数大于预算数的主要原因是厉行节约。",
        "公务接待费支出年初预算为2.85万元，支出决算为0.39万元，完成预算的13.68%。决算数大于预算数的主要原因：厉行节约。",
        "退休费年初预算数12.50万元，支出决算数15.20万元，完成年初预算的121.60%，决算数与年初预算数持平。",
    ],
    silent: [
        "“三公”经费财政拨款支出决算为27.50万元，完成预算84.08%。决算数小于预算数的主要原因是厉行节约。",
        "公务接待费支出年初预算为2.85万元，支出决算为0.39万元，完成预算的13.68%。决算数小于预算数的主要原因：厉行节约。",
        "退休费年初预算数12.50万元，支出决算数12.50万元，完成年初预算的100.00%，决算数与年初预算数持平。",
        "退休费年初预算数1,250.00万元，支出决算数1,249.00万元，决算数与预算数基本持平。",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let narrative = narrative(context);
    for (i, statement) in narrative.statements.iter().enumerate() {
        for comparison in &statement.comparisons {
            let Some(current) = narrative.figure_here(i, Slot::Amount) else { continue };
            let Some(budget) = budget(narrative, i, comparison.budget) else {
                by_rate(context, ledger, statement, comparison);
                continue;
            };
            let equal = context.figures[current].value() == context.figures[budget].value();
            if comparison.loosely && !equal && nearly_equal(context, current, budget) {
                continue;
            }
            let subject = format!("{} 决算与预算", name(statement));
            let gap = Expression::difference(current, budget);
            ledger.check(
                context,
                &RULE,
                subject,
                Relation::direction(comparison.span, comparison.direction, gap),
            );
            if equal && comparison.direction != Direction::Flat {
                let stated = context.written.slice(&comparison.span).to_string();
                let message = Message::new(
                    "narrative.budget_equal",
                    &[("subject", &name(statement)), ("stated", &stated), ("amount", context.text(current))],
                );
                ledger.remarks.push(Remark {
                    rule: &RULE,
                    severity: Severity::Note,
                    span: comparison.span,
                    message,
                    related: vec![context.figures[current].span, context.figures[budget].span],
                    stated: Some(stated),
                    expected: Some("持平".to_string()),
                });
            }
        }
    }
}

/// 完成预算的98.5%，决算数大于预算数: the budget is not told, but the rate says which is more.
fn by_rate(context: &Context, ledger: &mut Ledger, statement: &Statement, said: &Comparison) {
    let told = statement.completions.iter().find(|c| c.budget == said.budget || said.budget == Budget::Plain);
    let Some(rate) = told.map(|c| c.figure).filter(|_| !said.loosely) else { return };
    let gap = Expression::Sum(vec![Expression::Figure(rate), Expression::Constant(-Decimal::ONE)]);
    let relation = Relation::direction(said.span, said.direction, gap);
    ledger.check(context, &RULE, format!("{} 决算与预算", name(statement)), relation);
}
