use super::growth::direction;
use super::support::{is_zero, name, narrative};
use crate::ledger::{Context, Ledger, Message, Remark};
use crate::recognise::narrative::{Slot, Word};
use crate::relation::Direction;

rule! {
    /// # 增减方向词前后矛盾 / Words of direction that contradict each other
    ///
    /// ## 检查什么
    /// 同一对比中，金额前的方向词与比率前的方向词应一致：增加配增长（增加），减少配下降（降低、减少）；增减率只有按相反方向核算才相符的，也是方向词写反。
    ///
    /// ## 依据
    /// 增减率的符号与增减额的符号必然相同。
    ///
    /// ## 示例
    /// “比上年减少13.52万元，增长8.65%”：一减一增，不可能同时成立；按增减率核算，可判断哪一个词写错。
    ///
    /// ## 例外
    /// 增减额为零时，“增加0.00万元，下降0.00%”不算矛盾。模板“增加（减少）”未删的，由 GJ503 提示。
    ///
    /// ## In English
    /// The word before the amount of a change and the word before its rate must point the same way.
    "GJ104", Error, run,
    fires: [
        "机关运行经费支出142.80万元，比2023年度减少13.52万元，增长8.65%。",
        "2024年度财政拨款“三公”经费支出18.05万元，比上年减少3.33万元，增长22.62%。",
        "同比上年度减少189.25万元，增加31.39%。2021年度收入支出总计792.11万元，比上年度减少189.25万元，增加31.39%。",
    ],
    silent: [
        "2024年度机关运行经费支出142.80万元，比2023年度减少13.52万元，下降8.65%。",
        "收入支出总计792.11万元，同比上年度增加189.25万元，增加31.39%。",
        "因公出国（境）费支出0.00万元，比上年增加0.00万元，下降0.00%。",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let narrative = narrative(context);
    for (i, statement) in narrative.statements.iter().enumerate() {
        for change in &statement.changes {
            let (Some(amount_word), Some(rate_word)) = (change.amount_word, change.rate_word) else {
                continue;
            };
            let (Some(a), Some(b)) = (amount_word.direction, rate_word.direction) else { continue };
            let both_zero = [change.amount, change.rate].into_iter().flatten().all(|id| is_zero(context, id));
            let fitting = direction(context, i, change).unwrap_or(b);
            if a == b && a == fitting || both_zero {
                continue;
            }
            let subject = name(statement);
            let words = if a != fitting { (amount_word, rate_word) } else { (rate_word, amount_word) };
            enter(context, ledger, &subject, words, fitting);
            // Where both words agree, one of the numbers may be the wrong one after all.
            if a == b
                && let Some(remark) = ledger.remarks.last_mut()
            {
                let current = narrative.figure_here(i, Slot::Amount);
                let figures = [change.rate, change.amount, current].into_iter().flatten();
                remark.related.extend(figures.map(|id| context.figures[id].span));
            }
        }
    }
}

fn enter(
    context: &Context,
    ledger: &mut Ledger,
    subject: &str,
    (wrong, other): (Word, Word),
    right: Direction,
) {
    let stated = context.written.slice(&wrong.span).to_string();
    let against = context.written.slice(&other.span).to_string();
    let expected = if right == Direction::Down { "减少（下降）" } else { "增加（增长）" };
    let message = Message::new(
        "narrative.change_words",
        &[("subject", subject), ("stated", &stated), ("against", &against), ("expected", expected)],
    );
    ledger.remarks.push(Remark {
        rule: &RULE,
        severity: RULE.severity,
        span: wrong.span,
        message,
        related: vec![other.span],
        stated: Some(stated),
        expected: Some(expected.to_string()),
    });
}
