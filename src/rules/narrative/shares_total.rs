use super::support::{bare_share, name, narrative, shares_leave_some};
use crate::figure::FigureId;
use crate::ledger::{Context, Ledger};
use crate::number::Total;
use crate::recognise::narrative::{Slot, Statement};
use crate::relation::{Expression, Relation, RelationKind};
use rust_decimal::Decimal;

rule! {
    /// # 各项占比之和不为100% / Shares that do not add up to 100%
    ///
    /// ## 检查什么
    /// 同一合计下各项占比全部列出时，占比之和应为 100%。
    ///
    /// ## 依据
    /// 占比各按四舍五入，n 项之和至多偏离 n × 0.005 个百分点；偏离更多就不可能成立。
    ///
    /// ## 示例
    /// 财政拨款收入占84.12%，其他收入占15.88%，合计100.00%，相符；若其他收入占15.98%，合计100.10%，不可能成立。
    ///
    /// ## 例外
    /// 只列出部分项目的，不检查。
    ///
    /// ## In English
    /// When every part of a total is listed, the shares must add up to 100% within what rounding allows.
    "GJ102", Error, run,
    fires: [
        "本年收入10,171.54万元，其中：财政拨款收入8,556.70万元，占84.12%；其他收入1,614.83万元，占15.98%。",
        "本年支出合计799.12万元，其中：基本支出434.89万元，占54.42%；项目支出364.23万元，占45.85%。",
    ],
    silent: [
        "2024年收入预算合计1,400.00万元。其中：一般公共预算收入1,281.14万元，占91.51%；政府性基金预算收入100.52万元，占7.18%；上年结转结余4.34万元，占0.31%。",
        "本年收入10,171.54万元，其中：财政拨款收入8,556.70万元，占84.12%；其他收入1,614.83万元，占15.88%。",
        "本年支出合计799.12万元，其中：基本支出434.89万元，占54.42%；项目支出364.23万元，占45.58%。",
        "基本支出23.80万元。\n本年支出合计38.50万元，按支出类别分：人员经费17.00万元，占44.16%；公用经费6.80万元，占17.66%；项目经费14.70万元，占38.18%。",
    ],
}

fn run(context: &Context, ledger: &mut Ledger) {
    let narrative = narrative(context);
    for group in &narrative.groups {
        let shares: Vec<Share> = group.parts.iter().filter_map(|&i| Share::of(context, i)).collect();
        let covers = group.parts.iter().all(|&i| {
            bare_share(context, i).is_some()
                || narrative.statements[i]
                    .amount(Slot::Amount)
                    .is_some_and(|id| context.figures[id].quantity.value.is_zero())
        });
        if covers {
            // 支出总计 may count on what is left at the end of the year: where all parts are told, only their own whole says so, if it
            // is what they are shares of.
            let of = |whole: FigureId| shares.iter().filter(|s| s.is_of(context, whole)).count();
            let told = narrative.statements.get(group.whole).and_then(amount);
            let own = told.filter(|&whole| group.complete && of(whole) > 0).is_some();
            let passage = group.parts.first().and_then(|&i| narrative.statements.get(i)).map(|s| s.passage);
            let wholes = narrative.statements.iter().enumerate();
            let wholes =
                wholes.filter(|(i, s)| if own { *i == group.whole } else { Some(s.passage) == passage });
            let wholes: Vec<FigureId> = wholes.filter_map(|(_, s)| amount(s)).collect();
            let shared: Vec<usize> = shares.iter().map(|s| s.statement).collect();
            if !wholes.iter().any(|&whole| shares_leave_some(context, &shared, whole)) {
                // Each is right of what is shown: it is the amounts, rounded, that do not quite come to the whole.
                let right = wholes.iter().any(|&whole| of(whole) == group.parts.len());
                total(context, ledger, &shares, group.complete, right);
            }
        }
    }
    // Classes listed one a paragraph.
    let mut run: Vec<Share> = Vec::new();
    let mut at: Option<usize> = None;
    for (i, statement) in narrative.statements.iter().enumerate() {
        let class = statement.path.as_ref().is_some_and(|p| p.len() == 1) && statement.parent.is_none();
        let Some(share) = Share::of(context, i).filter(|_| class) else { continue };
        if at.is_some_and(|j| narrative.section(j) != narrative.section(i)) {
            total(context, ledger, &std::mem::take(&mut run), false, false);
        }
        at = Some(i);
        run.push(share);
    }
    total(context, ledger, &run, false, false);
}

fn amount(statement: &Statement) -> Option<FigureId> {
    statement.amount(Slot::Amount).or_else(|| Some(statement.amounts.first()?.1))
}

/// A share and what it is the share of.
#[derive(Clone, Copy)]
struct Share {
    statement: usize,
    figure: FigureId,
}

impl Share {
    fn of(context: &Context, statement: usize) -> Option<Self> {
        bare_share(context, statement).map(|figure| Self { statement, figure })
    }

    /// Is it what its amount is of this whole?
    fn is_of(&self, context: &Context, whole: FigureId) -> bool {
        let part = narrative(context).statements.get(self.statement).and_then(amount);
        part.is_some_and(|part| context.is_sound(&Relation::ratio(self.figure, part, whole)))
    }
}

/// The shares of parts, of all of them if `complete`; each `right` of the amounts shown.
fn total(context: &Context, ledger: &mut Ledger, shares: &[Share], complete: bool, right: bool) {
    let value = |share: &Share| context.figures[share.figure].value();
    if shares.len() < 2 {
        return;
    }
    // 合计0.00万元，其中：…0.00万元，占0.00%: nothing has no shares. And nobody looks in a share of nothing for what is missing.
    let Some(judged) = shares.iter().rposition(|s| !value(s).is_zero()) else { return };
    let last = shares[judged];
    let others = shares.iter().enumerate().filter(|(i, _)| *i != judged).map(|(_, share)| share.figure);
    let subject = format!("{} 占比（100% 减其余各项）", name(&narrative(context).statements[last.statement]));
    let sum = shares.iter().map(value).total();
    let near = (sum - Decimal::ONE).abs() < Decimal::new(2, 2);
    if !(near || complete) {
        return;
    }
    let mut parts = vec![Expression::Constant(Decimal::ONE)];
    parts.extend(others.map(|id| Expression::Negate(Box::new(Expression::Figure(id)))));
    let relation = Relation::equal(RelationKind::Difference, last.figure, Expression::Sum(parts));
    if right {
        ledger.confirm(context, &RULE, subject, relation);
    } else {
        ledger.check(context, &RULE, subject, relation);
    }
}
