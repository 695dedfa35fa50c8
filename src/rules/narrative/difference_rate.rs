use super::support::{budget, check_rate, name, narrative};
use crate::ledger::{Context, Ledger, Severity};
use crate::recognise::narrative::Slot;
use crate::relation::{Expression, Relation, RelationKind};

rule! {
    /// # 预决算差异率不符 / Difference between budget and final accounts
    ///
    /// ## 检查什么
    /// 预决算差异率应等于（决算数 − 预算数）÷ 预算数。
    ///
    /// ## 依据
    /// 部门决算分析的预决算差异率定义。
    ///
    /// ## 示例
    /// 年初预算数4,082.88万元，决算数8,999.17万元，预决算差异率120.41%：(8,999.17 − 4,082.88) ÷ 4,082.88 = 120.41%，相符。
    ///
    /// ## 例外
    /// 预算数和决算数都为零时写 0.00%，不算错。决算小于预算而没有写负号的，只作提示。
    ///
    /// ## In English
    /// The difference rate must equal (final accounts − budget) ÷ budget.
    "GJ109", Error, run,
    fires: [
        "与年初预算相比，2024年度财政拨款支出年初预算数4,082.88万元，决算数8,999.17万元，预决算差异率112.41%。",
        "公务接待费全年预算数6.00万元，决算数5.50万元，预决算差异率-8.67%。",
    ],
    silent: [
        "与年初预算相比，2024年度财政拨款支出年初预算数4,082.88万元，决算数8,999.17万元，预决算差异率120.41%。",
        "公务接待费全年预算数6.00万元，决算数5.50万元，预决算差异率-8.33%。",
        "因公出国（境）费全年预算数0.00万元，决算数0.00万元，预决算差异率0.00%。",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let narrative = narrative(context);
    for (i, statement) in narrative.statements.iter().enumerate() {
        for difference in &statement.differences {
            let Some(current) = narrative.figure_here(i, Slot::Amount) else { continue };
            let Some(budget) = budget(narrative, i, difference.budget) else { continue };
            let subject = format!("{} 预决算差异率", name(statement));
            let rate = |top: Expression| {
                Relation::equal(RelationKind::Growth, difference.figure, Expression::quotient(top, budget))
            };
            let relation = rate(Expression::difference(current, budget));
            let unsigned = rate(Expression::difference(budget, current));
            let severity = if !context.is_sound(&relation) && context.is_sound(&unsigned) {
                Severity::Warning
            } else {
                Severity::Error
            };
            check_rate(context, ledger, &RULE, severity, subject, relation);
        }
    }
}
